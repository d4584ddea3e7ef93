"""Casts: ``[name]value``, from any value to a named type, by the language's rules."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from vmmconsole.model.errors import ScriptError, VMMError

from .convert import (
    NUMBERS,
    number_text,
    round_half_even,
    to_bool,
    to_date,
    to_decimal,
    to_guid,
    to_list,
    to_number,
    to_span,
    to_text,
)
from .exceptions import canonical_exception, make_exception
from .net_enums import ENUMS, member_of
from .net_types import Address, ChoiceDescription, Pattern, Uri, Version
from .types import element_of, require, type_name_of
from .values import (
    ArrayList,
    Char,
    Credential,
    HashSet,
    Hashtable,
    NetObject,
    PSObject,
    Queue,
    ScriptBlockValue,
    SecureString,
    Stack,
    TypedList,
)


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


def parse_bool(value: object) -> bool:
    """A truth that may be written as text, which as a cast would be true in any case."""
    if isinstance(value, str):
        if value.lower() in ("true", "false"):
            return value.lower() == "true"
        return bool(value)
    return to_bool(value)


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


def _document(value: object) -> NetObject | None:
    """``[xml]``; its parser is imported only for scripts that use it."""
    if value is None:
        return None
    from .xml_nodes import XmlNode, parse_xml

    return _made(XmlNode, parse_xml)(value)


def _list_of(name: str) -> Callable[[object], TypedList]:
    element = element_of(name)
    return lambda value: TypedList((cast(item, element) for item in to_list(value)), element)


def _unique(value: object) -> HashSet:
    found: dict[object, Any] = {}
    for item in to_list(value):
        found.setdefault(to_text(item), item)
    return HashSet((to_text(key), item) for key, item in found.items())


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
    "bool": to_bool,
    "switch": parse_bool,
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
    "choicedescription": _made(ChoiceDescription, ChoiceDescription),
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
