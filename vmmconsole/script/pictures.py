"""Numbers by a custom .NET picture such as ``#,##0.00`` or ``0%;(0%);none``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

_TOKENS = re.compile(r"\\.|'[^']*'?|\"[^\"]*\"?|[eE][+-]?0+|[0#.,%‰;]|.", re.DOTALL)
_WIDE = Context(prec=500)


@dataclass(slots=True)
class _Section:
    """One of the up to three parts of a picture: for positive numbers, negative ones and zero."""

    tokens: list[str] = field(default_factory=list)

    @property
    def digits(self) -> list[str]:
        return [t for t in self.tokens if t in ("0", "#", ".")]

    def places(self) -> tuple[str, str]:
        """The placeholders before and after the point."""
        whole, _, rest = "".join(self.digits).partition(".")
        return whole, rest.replace(".", "")

    def commas(self) -> tuple[bool, int]:
        """Whether thousands are grouped, and by how many thousands the number is divided."""
        marks = "".join(t for t in self.tokens if t in ("0", "#", ".", ","))
        whole = marks.partition(".")[0]
        scaling = len(whole) - len(whole.rstrip(","))
        return "," in whole.rstrip(",").lstrip(","), scaling

    @property
    def exponent(self) -> str:
        return next((t for t in self.tokens if re.fullmatch(r"[eE][+-]?0+", t)), "")


def _sections(picture: str) -> list[_Section]:
    sections = [_Section()]
    for piece in _TOKENS.findall(picture):
        if piece == ";":
            sections.append(_Section())
        else:
            sections[-1].tokens.append(piece)
    return sections[:3]


def format_picture(number: Decimal, picture: str) -> str:
    """A number by a picture; a half is rounded away from zero."""
    sections = _sections(picture)
    section, sign = sections[0], "-" if number < 0 else ""
    if len(sections) > 1 and number < 0 and sections[1].tokens:
        section, sign = sections[1], ""
    if len(sections) > 2 and not _scaled(number, sections[0]):
        section, sign = sections[2], ""
    if number < 0 and sign and not _scaled(number, section) and not section.exponent:
        sign = ""  # nothing is left of it
    return sign + _filled(number.copy_abs(), section)


def _scaled(number: Decimal, section: _Section) -> Decimal:
    """The number as the section shows it, rounded."""
    _, thousands = section.commas()
    moved = 2 * section.tokens.count("%") + 3 * section.tokens.count("‰") - 3 * thousands
    digits = len(section.places()[1])
    return number.scaleb(moved, _WIDE).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)


def _filled(number: Decimal, section: _Section) -> str:
    whole_places, rest_places = section.places()
    power = 0
    if section.exponent and number:
        power = number.adjusted() - max(len(whole_places) - 1, 0)
        number = number.scaleb(-power, _WIDE)
    whole, _, rest = f"{_scaled(number, section):f}".partition(".")
    least = len(whole_places) - whole_places.find("0") if "0" in whole_places else 0
    whole = whole.lstrip("0").rjust(least, "0")
    kept = rest_places.rfind("0") + 1
    while len(rest) > kept and rest.endswith("0"):
        rest = rest[:-1]
    cells = _cells(whole, len(whole_places), grouped=section.commas()[0])
    return _written(section, cells, rest, power)


def _cells(whole: str, places: int, *, grouped: bool) -> list[str]:
    """What stands at each placeholder before the point; the first one takes what is too much."""
    texts = [
        digit + ("," if grouped and (len(whole) - 1 - i) % 3 == 0 and i < len(whole) - 1 else "")
        for i, digit in enumerate(whole)
    ]
    extra = len(texts) - places
    if places == 0:
        return ["".join(texts)]
    if extra > 0:
        return ["".join(texts[: extra + 1]), *texts[extra + 1 :]]
    return [""] * -extra + texts


def _written(section: _Section, cells: list[str], rest: str, power: int) -> str:
    out: list[str] = []
    at = after = 0
    in_fraction = False
    for piece in section.tokens:
        if piece == "." and not in_fraction:
            in_fraction = True
            if not section.places()[0]:
                out.append(cells[0])
            out.append("." if rest else "")
        elif piece in ("0", "#"):
            if in_fraction:
                out.append(rest[after : after + 1])
                after += 1
            else:
                out.append(cells[at])
                at += 1
        elif piece == section.exponent and piece:
            sign = "-" if power < 0 else "+" if "+" in piece else ""
            out.append(f"{piece[0]}{sign}{abs(power):0{piece.count('0')}}")
        elif piece not in (",", "."):
            out.append(_literal(piece))
    return "".join(out)


def _literal(token: str) -> str:
    if token[0] == "\\":
        return token[1:]
    return token.strip(token[0]) if token[0] in "'\"" else token
