"""Coercion: any value to text, truth, number or a named type, by the language's rules."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError, VMMError

from .dates import parse_date, parse_span, span_text
from .exceptions import canonical_exception, make_exception
from .lexer import number_value
from .limits import check_string
from .net_enums import ENUMS, member_of
from .net_types import Address, Pattern, Uri, Version
from .types import element_of, full_name, require, type_name_of
from .values import (
    ArrayList,
    Char,
    Computed,
    Credential,
    ErrorRecord,
    HashSet,
    Hashtable,
    NetObject,
    PSObject,
    PSType,
    Queue,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    Stack,
    TypedList,
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
    return "@{" + "; ".join(f"{to_text(k)}={to_text(v, depth + 1)}" for k, v in shown) + "}"


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
    if isinstance(value, NUMBERS) and not isinstance(value, bool):
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
    if isinstance(value, NUMBERS):
        return _ticks(float(value))
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


def _made(kind: type[NetObject], parse: Callable[[str], NetObject]) -> Callable[[object], NetObject]:
    """A cast from text that leaves what is of the type already; lines that were read one by one are one text."""

    def run(value: object) -> NetObject:
        if isinstance(value, kind):
            return value
        return parse("\n".join(map(to_text, value)) if isinstance(value, list) else to_text(value))

    return run


def _document(value: object) -> NetObject:
    """``[xml]``; its parser is imported only for scripts that use it."""
    from .xml_nodes import XmlNode, parse_xml

    return _made(XmlNode, parse_xml)(value)


def _list_of(name: str) -> Callable[[object], TypedList]:
    element = element_of(name)
    return lambda value: TypedList((cast(item, element) for item in to_list(value)), element)


def _unique(value: object) -> HashSet:
    found: dict[object, Any] = {}
    for item in to_list(value):
        found.setdefault(to_text(item), item)
    return HashSet(found.values())


def to_enum(value: object, kind: type[Enum], name: str) -> Enum:
    """The member of an enumeration of .NET.

    Raises:
        ScriptError: there is none of that name or number.
    """
    if isinstance(value, kind):
        return value
    text = str(round_half_even(to_number(value))) if isinstance(value, NUMBERS) else to_text(value)
    found = member_of(kind, text)
    if found is None:
        names = ", ".join(member.name for member in kind)
        raise ScriptError(f"'{text[:40]}' is no [{name}].", cause=f"It must be one of: {names}.")
    return found


_INTEGERS = {
    "int16": (-(2**15), 2**15 - 1), "short": (-(2**15), 2**15 - 1), "uint16": (0, 2**16 - 1), "ushort": (0, 2**16 - 1),
    "sbyte": (-128, 127), "uint32": (0, 2**32 - 1), "uint": (0, 2**32 - 1), "uint64": (0, 2**64 - 1),
    "ulong": (0, 2**64 - 1), "byte": (0, 255), "int": (-(2**31), 2**31 - 1), "int32": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1), "int64": (-(2**63), 2**63 - 1),
}  # fmt: skip


def integer_range(name: str) -> tuple[int, int] | None:
    """The least and the greatest value of a type of integers, by the name a script wrote; None for other types."""
    return _INTEGERS.get(name.lower().removeprefix("system."))


_CASTS: dict[str, Callable[[Any], Any]] = {
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
    "decimal": to_decimal,
    "regex": _made(Pattern, Pattern),
    "ipaddress": _made(Address, Address),
    "version": _made(Version, Version.parse),
    "uri": _made(Uri, Uri),
    "xml": _document,
    "queue": lambda v: Queue(to_list(v)),
    "stack": lambda v: Stack(reversed(to_list(v))),
    "hashset": _unique,
}


def cast(value: object, name: str, element: str = "") -> Any:
    """``[name]value``; `element` is the type of an array's items.

    Raises:
        ScriptError: the type is not known, or the value does not fit it.
    """
    if canonical_exception(name):
        return value if isinstance(value, VMMError) else make_exception(name, [value], to_text)
    kind = require(name)
    if kind == "array" and element:
        characters = isinstance(value, str) and element.lower().rpartition(".")[2] == "char"
        return [cast(item, element) for item in (value if characters else to_list(value))]  # type: ignore[attr-defined]
    limits = integer_range(name)
    if limits is not None:
        return _integer(value, *limits, name)
    if kind in ENUMS:
        return to_enum(value, ENUMS[kind], name)
    if kind == "list":
        return _list_of(name)(value)
    if kind not in _CASTS:
        raise ScriptError(f"Values cannot be turned into [{name}] in scripts here.")
    return _CASTS[kind](value)
