"""Coercion: any value to text, truth, number or a named type, by the language's rules."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .dates import parse_date, parse_span, span_text
from .lexer import number_value
from .limits import check_string
from .types import full_name, require, type_name_of
from .values import (
    ArrayList,
    Char,
    Credential,
    ErrorRecord,
    Hashtable,
    PSObject,
    PSType,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    is_model,
)

_MOST_TICKS = 3155378975999999999
MAX_DEPTH = 4
MAX_INT = 2**63 - 1
_NUMBER = re.compile(r"\s*([+-]?)\s*(.*?)\s*", re.DOTALL)


def enum_text(value: Enum) -> str:
    """What a script calls an enumeration's member."""
    return value.value if isinstance(value.value, str) else value.name


def number_text(value: float) -> str:
    """A number as the language prints it."""
    if isinstance(value, int):
        return str(int(value))
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
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime):
        return value.strftime("%m/%d/%Y %H:%M:%S")
    if isinstance(value, timedelta):
        return span_text(value)
    return _object_text(value, depth)


def _object_text(value: object, depth: int) -> str:
    if isinstance(value, (list, tuple, range, PSObject)) and depth >= MAX_DEPTH:
        return type_name_of(value)
    if isinstance(value, (list, tuple, range)):
        return _list_text(value, depth)
    if isinstance(value, (UUID, date, ErrorRecord)):
        return str(value)
    if isinstance(value, PSObject):
        return "@{" + "; ".join(f"{to_text(k)}={to_text(v, depth + 1)}" for k, v in value.properties.items()) + "}"
    if isinstance(value, Hashtable):
        return full_name("ordered" if value.ordered else "hashtable")
    if isinstance(value, ScriptBlockValue):
        return value.block.text
    if isinstance(value, PSType):
        return value.name
    if isinstance(value, RegexMatch):
        return value.value
    if isinstance(value, (SecureString, Credential)):
        return repr(value)
    if is_model(value):
        name = getattr(value, "name", None)
        if isinstance(name, str):
            return name
        return str(value) if "__str__" in vars(type(value)) else type_name_of(value)
    return type_name_of(value)


def _list_text(items: Iterable[object], depth: int) -> str:
    texts: list[str] = []
    length = 0
    for item in items:
        texts.append(to_text(item, depth + 1))
        # A list may hold another many times, so the text may be much longer than what is in memory.
        length += len(texts[-1]) + 1
        check_string(length)
    return " ".join(texts)


def to_bool(value: object) -> bool:
    """The truth of a value: null, zero, empty text and empty lists are false."""
    if isinstance(value, (list, tuple, range)):
        return bool(value) if len(value) != 1 else to_bool(value[0])
    if isinstance(value, Enum):
        return bool(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return bool(value)
    return True


def text_number(text: str) -> int | float | None:
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
    if value is None:
        return 0
    if isinstance(value, str):
        found = text_number(value)
        if found is not None:
            return found
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


def _integer(value: object, low: int, high: int, name: str) -> int:
    if isinstance(value, Char):
        return ord(value)
    number = round_half_even(to_number(value))
    if not low <= number <= high:
        raise ScriptError(
            f"The value {number} does not fit [{name}].", cause=f"It must be between {low} and {high}."
        )  # fmt: skip
    return number


def _char(value: object) -> Char:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not 0 <= value < 0x110000:
            raise ScriptError(f"There is no character of number {number_text(value)}.")
        return Char(chr(int(value)))
    text = to_text(value)
    if len(text) != 1:
        raise ScriptError(f"Cannot turn '{text[:40]}' into one character.")
    return Char(text)


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


def _bool(value: object) -> bool:
    if isinstance(value, str):
        if value.lower() in ("true", "false"):
            return value.lower() == "true"
        return bool(value)
    return to_bool(value)


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
    if isinstance(value, (int, float)):
        return _ticks(value)
    return parse_span(to_text(value))


def _custom_object(value: object) -> object:
    if isinstance(value, Hashtable):
        return PSObject((to_text(k), v) for k, v in value.items())
    return value


def _hashtable(value: object) -> Hashtable:
    if isinstance(value, Hashtable):
        return value
    if value is None:
        return Hashtable()
    raise ScriptError(f"Cannot turn a {type_name_of(value)} into a table.")


def _block(value: object) -> ScriptBlockValue:
    if isinstance(value, ScriptBlockValue):
        return value
    raise ScriptError("Text cannot become a script block here.", action="Write the block in braces.")


def _credential(value: object) -> Credential:
    if isinstance(value, Credential):
        return value
    raise ScriptError(f"'{to_text(value)[:40]}' is not a credential.", action="Use Get-Credential.")


def _secure(value: object) -> SecureString:
    if isinstance(value, SecureString):
        return value
    raise ScriptError("Text is not a secure string.", action="Use ConvertTo-SecureString -AsPlainText -Force.")


def _double(value: object) -> float:
    return float(to_number(value))


_CASTS: dict[str, Callable[[Any], Any]] = {
    "int": lambda v: _integer(v, -(2**31), 2**31 - 1, "int"),
    "byte": lambda v: _integer(v, 0, 255, "byte"),
    "long": lambda v: _integer(v, -(2**63), 2**64 - 1, "long"),
    "double": _double,
    "string": to_text,
    "char": _char,
    "bool": _bool,
    "switch": _bool,
    "datetime": to_date,
    "timespan": to_span,
    "guid": to_guid,
    "void": lambda _: None,
    "array": to_list,
    "arraylist": lambda v: ArrayList(to_list(v)),
    "hashtable": _hashtable,
    "ordered": lambda v: Hashtable(_hashtable(v).items(), ordered=True),
    "pscustomobject": _custom_object,
    "psobject": _custom_object,
    "scriptblock": _block,
    "pscredential": _credential,
    "securestring": _secure,
    "object": lambda v: v,
    "regex": to_text,
    "ipaddress": to_text,
    "version": to_text,
}


def cast(value: object, name: str, element: str = "") -> Any:
    """``[name]value``; `element` is the type of an array's items.

    Raises:
        ScriptError: the type is not known, or the value does not fit it.
    """
    kind = require(name)
    if kind == "array" and element:
        return [cast(item, element) for item in to_list(value)]
    if kind not in _CASTS:
        raise ScriptError(f"Values cannot be turned into [{name}] in scripts here.")
    return _CASTS[kind](value)
