"""Text from a value and a .NET format: ``{0:N2}``, ``ToString("D4")``, ``0.00``, ``yyyy-MM-dd``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .convert import number_text, to_text
from .dates import format_date, span_text
from .limits import check_string

_HOLE = re.compile(r"\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::((?:[^{}]|\{\{|\}\})*))?\}|[{}]")
_STANDARD = re.compile(r"([A-Za-z])(\d{0,2})")
_PICTURE = re.compile(r"[0#.,%]+")
MAX_WIDTH = 10_000


def format_value(value: object, shape: str) -> str:
    """One value by a .NET format; an empty one is the value's plain text.

    Raises:
        ScriptError: the format does not fit the value.
    """
    if not shape:
        return to_text(value)
    if isinstance(value, datetime):
        return format_date(value, shape)
    if isinstance(value, timedelta):
        return _format_span(value, shape)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _format_number(value, shape)
    if isinstance(value, UUID):
        return format_guid(value, shape)
    return to_text(value)


def format_guid(value: UUID, shape: str) -> str:
    """A GUID by N, D, B or P."""
    text = str(value)
    wraps = {"N": text.replace("-", ""), "D": text, "B": "{" + text + "}", "P": f"({text})"}
    if shape.upper() not in wraps:
        raise ScriptError(f"'{shape}' is not a format of a GUID.", action="Use N, D, B or P.")
    return wraps[shape.upper()]


def _format_span(value: timedelta, shape: str) -> str:
    if shape in ("c", "t", "T", "g", "G"):
        return span_text(value)
    total = abs(value)
    numbers = {"d": total.days, "h": total.seconds // 3600, "m": total.seconds // 60 % 60, "s": total.seconds % 60}
    pieces = re.findall(r"d+|h+|m+|s+|f+|\\.|'[^']*'|.", shape)
    out = []
    for piece in pieces:
        if piece[0] in numbers and piece[0] in "dhms":
            out.append(f"{numbers[piece[0]]:0{len(piece)}}")
        elif piece[0] == "f":
            out.append(f"{total.microseconds:06}0"[: len(piece)])
        else:
            out.append(piece[1:] if piece[0] == "\\" else piece.strip("'"))
    return "".join(out)


def _rounded(value: float, digits: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _format_number(value: float, shape: str) -> str:
    match = _STANDARD.fullmatch(shape)
    if match is None:
        return _picture(value, shape)
    letter, size = match.group(1).upper(), int(match.group(2) or -1)
    decimals = 2 if size < 0 else size
    if letter in "NFCP":
        return _fixed(value, letter, decimals)
    if letter == "E":
        mantissa, exponent = f"{value:.{6 if size < 0 else size}e}".split("e")
        return f"{mantissa}{match.group(1)}{exponent[0]}{int(exponent[1:]):03}"
    if letter in "GR":
        return number_text(value) if size < 1 else number_text(float(f"{value:.{size}g}"))
    if letter in "DX":
        if isinstance(value, float) and not value.is_integer():
            raise ScriptError(f"The format {shape} needs a whole number, not {number_text(value)}.")
        digits = f"{abs(int(value)):d}" if letter == "D" else f"{int(value) & (2**64 - 1 if value < 0 else -1):x}"
        digits = digits.upper() if match.group(1) == "X" else digits
        return ("-" if letter == "D" and value < 0 else "") + digits.rjust(max(size, 0), "0")
    raise ScriptError(f"'{shape}' is not a format of a number.")


def _fixed(value: float, letter: str, decimals: int) -> str:
    if (isinstance(value, float) and value in (float("inf"), float("-inf"))) or value != value:
        return number_text(value)
    number = _rounded(value * 100 if letter == "P" else value, decimals)
    text = f"{abs(number):f}" if letter == "F" else f"{abs(number):,f}"
    sign = "-" if number < 0 else ""
    if letter == "C":
        return f"({'¤' + text})" if sign else "¤" + text
    return f"{sign}{text} %" if letter == "P" else sign + text


def _picture(value: float, shape: str) -> str:
    """A custom picture such as ``#,##0.00`` or ``000``."""
    match = _PICTURE.search(shape)
    if match is None:
        return shape
    picture = match.group()
    percent = "%" in picture or "%" in shape
    whole, _, fraction = picture.replace("%", "").partition(".")
    grouped = "," in whole
    whole = whole.replace(",", "")
    number = _rounded(abs(value) * (100 if percent else 1), len(fraction))
    digits, _, rest = f"{number:f}".partition(".")
    least = len(whole) - len(whole.lstrip("#")) if whole else 0
    digits = digits.lstrip("0").rjust(len(whole) - least, "0")
    if grouped and digits:
        digits = f"{int(digits):,}".rjust(len(digits), "0")
    keep = fraction.rstrip("#")
    while len(rest) > len(keep) and rest.endswith("0"):
        rest = rest[:-1]
    text = digits + ("." + rest if rest else "")
    tail = "%" if "%" in picture else ""
    return ("-" if value < 0 else "") + shape[: match.start()] + text + tail + shape[match.end() :]


def format_composite(template: str, values: Sequence[Any]) -> str:
    """``"{0,-10} {1:N2}" -f $a, $b``.

    Raises:
        ScriptError: a hole without a value, or braces that are not right.
    """
    made = 0

    def fill(match: re.Match[str]) -> str:
        nonlocal made
        hole = match.group()
        if hole in ("{{", "}}"):
            return hole[0]
        if match.group(1) is None:
            raise ScriptError(f"The format '{template[:60]}' is not right: a brace stands alone.")
        index, width = int(match.group(1)), int(match.group(2) or 0)
        if index >= len(values):
            raise ScriptError(f"The format '{template[:60]}' has {{{index}}}, but only {len(values)} values are there.")
        if abs(width) > MAX_WIDTH:
            raise ScriptError(f"The width {width} in the format is more than {MAX_WIDTH}.")
        text = format_value(values[index], (match.group(3) or "").replace("{{", "{").replace("}}", "}"))
        text = text.ljust(-width) if width < 0 else text.rjust(width)
        made += len(text)
        check_string(made)
        return text

    return _HOLE.sub(fill, template)
