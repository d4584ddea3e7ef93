"""Coercion: any value to text, truth, number or a named type, by the language's rules."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .dates import parse_date, parse_span, span_text
from .lexer import number_value
from .limits import joined, spend
from .types import full_name, type_name_of
from .values import (
    Computed,
    Credential,
    ErrorRecord,
    Hashtable,
    NetObject,
    PSObject,
    PSType,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    is_model,
)

NUMBERS = (int, float, Decimal)
"""Python's types of numbers; a bool is one of them too."""

_MOST_TICKS = 3155378975999999999
MAX_DEPTH = 4
MAX_INT = 2**63 - 1
_NUMBER = re.compile(r"\s*([+-]?)\s*(.*?)\s*", re.DOTALL)


def enum_text(value: Enum) -> str:
    """What a script calls an enumeration's member."""
    return value.value if isinstance(value.value, str) else value.name


def number_text(value: float | Decimal) -> str:
    """A number as the language prints it."""
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    text = format(value, ".15g").upper()
    return re.sub(r"E([+-])(\d)$", r"E\g<1>0\2", text)


def to_text(value: object, depth: int = 0) -> str:
    """The text of a value, as in a string: a model is its name or what it says of itself, an array its items with
    blanks between; objects inside each other deeper than `MAX_DEPTH`, or that hold themselves, are their types' names.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    if value is None:
        return ""
    if isinstance(value, Enum):
        return enum_text(value)
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, NUMBERS):
        return number_text(value)
    if isinstance(value, datetime):
        return value.strftime("%m/%d/%Y %H:%M:%S")
    if isinstance(value, timedelta):
        return span_text(value)
    return _object_text(value, depth)


def _object_text(value: object, depth: int) -> str:
    if isinstance(value, (list, tuple, range, PSObject)):
        return _container_text(value, depth)
    if isinstance(value, (UUID, date, ErrorRecord)):
        return str(value)
    if isinstance(value, Hashtable):
        return full_name("ordered" if value.ordered else "hashtable")
    if isinstance(value, ScriptBlockValue):
        return value.block.text
    if isinstance(value, (PSType, RegexMatch)):
        return value.name if isinstance(value, PSType) else value.value
    if isinstance(value, NetObject):
        return value.net_text()
    if isinstance(value, (SecureString, Credential)):
        return repr(value)
    if is_model(value):
        name = getattr(value, "name", None)
        if isinstance(name, str):
            return name
        return str(value) if "__str__" in vars(type(value)) else type_name_of(value)
    return type_name_of(value)


def _container_text(value: list[Any] | tuple[Any, ...] | range | PSObject, depth: int) -> str:
    """The text of what holds other values, itself perhaps among them."""
    if isinstance(value, PSObject) and value.text:
        return value.text
    if depth >= MAX_DEPTH:
        return type_name_of(value)
    if not isinstance(value, PSObject):
        return _list_text(value, depth)
    shown = ((k, v.read(value) if isinstance(v, Computed) else v) for k, v in value.properties.items())
    return "@{" + joined((f"{to_text(k)}={to_text(v, depth + 1)}" for k, v in shown), "; ") + "}"


def _list_text(items: Iterable[object], depth: int) -> str:
    """A list may hold another many times, so the text may be much longer than what is in memory."""
    text = joined((to_text(item, depth + 1) for item in items), " ")
    spend(2 * len(text))
    return text


def to_bool(value: object) -> bool:
    """The truth of a value: null, zero, empty text and empty lists are false."""
    if isinstance(value, (list, tuple, range)):
        return bool(value) if len(value) != 1 else to_bool(value[0])
    if isinstance(value, Enum):
        return bool(value.value)
    if value is None or isinstance(value, (*NUMBERS, str)):
        return bool(value)
    return True


def text_number(text: str) -> int | float | Decimal | None:
    """The number that a text spells, blanks and sign allowed; None when it spells none."""
    match = _NUMBER.fullmatch(text)
    assert match is not None
    sign, digits = match.groups()
    if not digits:
        return 0 if not sign else None
    value = number_value(digits)
    if value is None:
        if "," not in digits:
            return None
        value = number_value(digits.replace(",", ""))
        if value is None:
            return None
    return -value if sign == "-" else value


def to_number(value: object) -> int | float:
    """The value as a number.

    Raises:
        ScriptError: it is none.
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Enum) and isinstance(getattr(value, "number", value.value), int):
        return int(getattr(value, "number", value.value))
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, Decimal):
        return value  # type: ignore[return-value]  # it takes part in all that a float does, see `operators`
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1) * 10
    if value is None:
        return 0
    if isinstance(value, str):
        found: Any = text_number(value)
        if found is not None:
            return found  # type: ignore[no-any-return]  # a decimal takes part in all that a float does
    if isinstance(value, (list, tuple)) and len(value) == 1:
        return to_number(value[0])
    shown = to_text(value)
    raise ScriptError(f"Cannot turn '{shown[:80]}' into a number.", cause=f"It is of type {type_name_of(value)}.")


def shorten(value: float) -> float:
    """A number back in range: an integer beyond 64 bits becomes a double."""
    return float(value) if isinstance(value, int) and not -MAX_INT - 1 <= value <= MAX_INT else value


def round_half_even(value: float) -> int:
    """To the nearest integer, a half to the even one, as the language casts."""
    if math.isnan(value) or math.isinf(value):
        raise ScriptError(f"Cannot turn {number_text(value)} into an integer.")
    return round(value)


_MOST_DECIMAL = Decimal(2**96 - 1)
_DECIMAL_PLACES = 28
_MOST_DIGITS = 100


def fit_decimal(value: Decimal) -> Decimal:
    """A decimal as .NET's type holds it: 96 bits and 28 places.

    Raises:
        ScriptError: it is too large.
    """
    if not value.is_finite() or value.copy_abs() > _MOST_DECIMAL:
        raise ScriptError("Value was either too large or too small for a Decimal.")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMAL_PLACES:
        return round(value, max(0, min(_DECIMAL_PLACES, 27 - value.adjusted()))).normalize()
    return value


def to_decimal(value: object) -> Decimal:
    """The value as an exact decimal number.

    Raises:
        ScriptError: it is none.
    """
    try:
        if isinstance(value, str):
            return fit_decimal(Decimal(value.strip().replace(",", "")[:_MOST_DIGITS]))
        number: Any = to_number(value)
        if isinstance(number, float):
            number = format(number, ".15g")
        return fit_decimal(Decimal(number))
    except InvalidOperation as err:
        raise ScriptError(f"Cannot turn '{to_text(value)[:80]}' into a number.") from err


def to_guid(value: object) -> UUID:
    """The value as a GUID.

    Raises:
        ScriptError: it is not the text of one.
    """
    if isinstance(value, UUID):
        return value
    try:
        return UUID(to_text(value).strip())
    except ValueError as err:
        raise ScriptError(f"'{to_text(value)[:60]}' is not a GUID.") from err


def to_list(value: object) -> list[Any]:
    """The value as an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple, range)) else [value]


def _ticks(value: float) -> timedelta:
    """Units of 100 ns as a span of time, no longer than all dates."""
    if not -_MOST_TICKS <= value <= _MOST_TICKS:
        raise ScriptError(f"{number_text(value)} is outside the range of times.")
    return timedelta(microseconds=value / 10)


def to_date(value: object) -> datetime:
    """The value as a date."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0:
        return datetime(1, 1, 1) + _ticks(value)  # noqa: DTZ001  ticks have no zone
    return parse_date(to_text(value))


def to_span(value: object) -> timedelta:
    """The value as a span of time: a number is in ticks of 100 ns, a text ``d.hh:mm:ss``."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, NUMBERS):
        return _ticks(float(value))
    return parse_span(to_text(value))
