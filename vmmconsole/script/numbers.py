"""Text from a value and a .NET format: ``{0:N2}``, ``ToString("D4")``, ``0.00``, ``yyyy-MM-dd``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .convert import NUMBERS, number_text, to_text
from .dates import format_date, span_text
from .limits import check_string
from .pictures import format_picture

_HOLE = re.compile(r"\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::((?:[^{}]|\{\{|\}\})*))?\}|[{}]")
_STANDARD = re.compile(r"([A-Za-z])(\d{0,2})")
MAX_WIDTH = 10_000
MAX_SHAPE = 1_000
"""Characters of one value's format."""


def format_value(value: object, shape: str) -> str:
    """One value by a .NET format; an empty one is the value's plain text.

    Raises:
        ScriptError: the format does not fit the value.
    """
    if len(shape) > MAX_SHAPE:
        raise ScriptError(f"The format '{shape[:60]}' has more than {MAX_SHAPE:,} characters.")
    if isinstance(value, datetime):
        return format_date(value, shape or "G")
    if not shape:
        return to_text(value)
    if isinstance(value, timedelta):
        return _format_span(value, shape)
    if isinstance(value, NUMBERS) and not isinstance(value, bool):
        return _format_number(value, shape)
    if isinstance(value, Enum):
        return _format_enum(value, shape)
    if isinstance(value, UUID):
        return format_guid(value, shape)
    return to_text(value)


def _format_enum(value: Enum, shape: str) -> str:
    """A member of an enumeration: its name, or its number for D and X."""
    number = getattr(value, "number", value.value)
    if shape.upper() == "D" and isinstance(number, int):
        return str(number)
    return f"{number:08X}" if shape.upper() == "X" and isinstance(number, int) else to_text(value)


def format_guid(value: UUID, shape: str) -> str:
    """A GUID by N, D, B or P."""
    text = str(value)
    wraps = {"N": text.replace("-", ""), "D": text, "B": "{" + text + "}", "P": f"({text})"}
    if shape.upper() not in wraps:
        raise ScriptError(f"'{shape}' is not a format of a GUID.", action="Use N, D, B or P.")
    return wraps[shape.upper()]


def _format_span(value: timedelta, shape: str) -> str:
    if shape in ("c", "t", "T"):
        return span_text(value)
    total, sign = abs(value), "-" if value < timedelta(0) else ""
    hours, minutes, seconds = total.seconds // 3600, total.seconds // 60 % 60, total.seconds % 60
    if shape == "g":
        fraction = f".{total.microseconds * 10:07}".rstrip("0") if total.microseconds else ""
        return f"{sign}{f'{total.days}:' if total.days else ''}{hours}:{minutes:02}:{seconds:02}{fraction}"
    if shape == "G":
        return f"{sign}{total.days}:{hours:02}:{minutes:02}:{seconds:02}.{total.microseconds * 10:07}"
    numbers = {"d": total.days, "h": hours, "m": minutes, "s": seconds}
    out = []
    for piece in re.findall(r"d+|h+|m+|s+|f+|F+|\\.|'[^']*'|\"[^\"]*\"|%|.", shape):
        if piece[0] in numbers:
            out.append(f"{numbers[piece[0]]:0{min(len(piece), 8)}}")
        elif piece[0] in "fF":
            digits = f"{total.microseconds:06}0"[: len(piece)]
            out.append(digits if piece[0] == "f" else digits.rstrip("0"))
        elif piece[0] == "\\" or piece[0] in "'\"":
            out.append(piece[1:] if piece[0] == "\\" else piece[1:-1])
        elif piece != "%":
            raise ScriptError(
                f"'{shape[:40]}' is not a format of a span of time.",
                cause=f"'{piece}' stands in it.", action=f"Write it as \\{piece}.",
            )  # fmt: skip
    return "".join(out)


def _exact(value: float | Decimal) -> Decimal:
    """A number with the 15 digits that a double shows."""
    return Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)


_WIDE = Context(prec=500)


def _format_number(value: float | Decimal, shape: str) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return number_text(value)
    match = _STANDARD.fullmatch(shape)
    if match is None:
        return format_picture(_exact(value), shape)
    letter, size = match.group(1).upper(), int(match.group(2) or -1)
    if letter in "NFCP":
        return _fixed(_exact(value), letter, 2 if size < 0 else size)
    if letter == "E":
        mantissa, exponent = f"{_exact(value):.{6 if size < 0 else size}e}".split("e")
        return f"{mantissa}{match.group(1)}{exponent[0]}{int(exponent[1:]):03}"
    if letter in "GR":
        return number_text(value) if size < 1 else f"{float(value):.{size}g}".upper()
    if letter in "DX":
        return _integral(value, match.group(1), size)
    raise ScriptError(f"'{shape}' is not a format of a number.", cause="Format specifier was invalid.")


def _integral(value: float | Decimal, letter: str, size: int) -> str:
    if not isinstance(value, int):
        raise ScriptError(
            f"The format {letter} needs a whole number, not {number_text(value)}.",
            cause="Format specifier was invalid.", action="Turn it into an [int] first, or use N0.",
        )  # fmt: skip
    if letter in "dD":
        return ("-" if value < 0 else "") + str(abs(value)).rjust(max(size, 0), "0")
    mask = 2**32 - 1 if value >= -(2**31) else 2**64 - 1
    digits = f"{value & mask if value < 0 else value:x}"
    return (digits.upper() if letter == "X" else digits).rjust(max(size, 0), "0")


def _fixed(value: Decimal, letter: str, decimals: int) -> str:
    number = _rounded(value.scaleb(2, _WIDE) if letter == "P" else value, decimals)
    text = f"{number.copy_abs():f}" if letter == "F" else f"{number.copy_abs():,f}"
    sign = "-" if number < 0 else ""
    if letter == "C":
        return f"(${text})" if sign else "$" + text
    return f"{sign}{text} %" if letter == "P" else sign + text


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
