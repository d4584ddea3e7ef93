"""New objects by type: what ``New-Object`` and ``[type]::new()`` may make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from vmmconsole.model.errors import ScriptError

from .casts import cast
from .convert import round_half_even, to_guid, to_list, to_number, to_span, to_text
from .dates import local
from .exceptions import canonical_exception, make_exception
from .limits import check_items, check_string, joined
from .matches import pattern_of
from .net_types import Address, ChoiceDescription, RandomNumbers, Stopwatch, StringBuilder, Uri, Version
from .types import canonical, element_of
from .values import (
    ArrayList,
    Char,
    Credential,
    HashSet,
    Hashtable,
    PSObject,
    Queue,
    SecureString,
    Stack,
    TypedList,
)

Maker = Callable[[list[Any]], Any]


def _whole(value: object) -> int:
    return round_half_even(to_number(value))


def _date(arguments: list[Any]) -> datetime:
    parts = [_whole(a) for a in arguments if not isinstance(a, str) or a.strip().isdigit()]
    if len(parts) == 1:
        return datetime(1, 1, 1) + to_span(parts[0])  # noqa: DTZ001  ticks have no zone
    if len(parts) not in (0, 3, 6, 7):
        raise ScriptError("A date needs year, month and day, and may have hour, minute and second.")
    if len(parts) == 7:
        parts[6] *= 1000
    try:
        return local(datetime(*parts)) if parts else datetime(1, 1, 1)  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError as err:
        raise ScriptError("There is no such date.", cause=str(err)) from err


def _span(arguments: list[Any]) -> timedelta:
    parts = [float(to_number(a)) for a in arguments]
    if len(parts) <= 1:
        return to_span(parts[0]) if parts else timedelta()
    if len(parts) == 3:
        parts = [0, *parts]
    if len(parts) not in (4, 5):
        raise ScriptError("A time span needs hours, minutes and seconds, and may have days before them.")
    days, hours, minutes, seconds, *rest = parts
    milliseconds = rest[0] if rest else 0
    try:
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)
    except OverflowError as err:
        raise ScriptError("The span of time is too long.") from err


def _credential(arguments: list[Any]) -> Credential:
    if len(arguments) != 2 or not isinstance(arguments[1], SecureString):
        raise ScriptError(
            "A credential needs a user's name and a secure string.",
            action="Make the secure string with ConvertTo-SecureString, or use Get-Credential.",
        )
    return Credential(to_text(arguments[0]), arguments[1])


def _text(arguments: list[Any]) -> str:
    if not arguments:
        return ""
    if isinstance(arguments[0], list):
        return joined(map(to_text, arguments[0]))
    times = _whole(arguments[1]) if len(arguments) > 1 else 1
    check_string(max(times, 0))
    return to_text(cast(arguments[0], "char")) * times if len(arguments) > 1 else to_text(arguments[0])


def _items(arguments: list[Any]) -> list[Any]:
    """What a new list holds: a collection is copied, a number is only how much room there should be."""
    if not arguments:
        return []
    if len(arguments) == 1 and isinstance(arguments[0], int):
        return []
    return to_list(arguments[0]) if len(arguments) == 1 else list(arguments)


def _hash_set(arguments: list[Any]) -> HashSet:
    return cast(_items([a for a in arguments if not isinstance(a, str)]), "System.Collections.Generic.HashSet")  # type: ignore[no-any-return]


def _version(arguments: list[Any]) -> Version:
    if len(arguments) == 1 and isinstance(arguments[0], str):
        return Version.parse(arguments[0])
    return Version(*map(_whole, arguments))


def _table(arguments: list[Any], *, ordered: bool) -> Hashtable:
    given = arguments[0].items() if arguments and isinstance(arguments[0], Hashtable) else ()
    return Hashtable(given, ordered=ordered)


_MAKERS: dict[str, Maker] = {
    "psobject": lambda a: a[0] if a and isinstance(a[0], PSObject) else PSObject(),
    "pscustomobject": lambda _: PSObject(),
    "object": lambda _: PSObject(),
    "arraylist": lambda a: ArrayList(_items(a)),
    "queue": lambda a: Queue(_items(a)),
    "stack": lambda a: Stack(reversed(_items(a))),
    "hashset": _hash_set,
    "hashtable": lambda a: _table(a, ordered=False),
    "ordered": lambda a: _table(a, ordered=True),
    "datetime": _date,
    "timespan": _span,
    "pscredential": _credential,
    "guid": lambda a: to_guid(a[0]) if a else to_guid("0" * 32),
    "string": _text,
    "stringbuilder": lambda a: StringBuilder(to_text(a[0]) if a and isinstance(a[0], str) else ""),
    "version": _version,
    "choicedescription": lambda a: ChoiceDescription(*map(to_text, a[:2] or ("",))),
    "uri": lambda a: Uri(joined((to_text(x).strip("/") for x in a), "/")),
    "ipaddress": lambda a: Address(to_text(a[0]) if a else "0.0.0.0"),  # noqa: S104  a value, nothing listens
    "random": lambda a: RandomNumbers(_whole(a[0]) if a else None),
    "stopwatch": lambda _: Stopwatch(),
    "regex": lambda a: pattern_of(a[0] if a else "", a[1] if len(a) > 1 else ""),
    "securestring": lambda _: SecureString(""),
    "xml": lambda a: cast(a[0] if a else "<document />", "xml"),
    "decimal": lambda a: cast(a[0] if a else 0, "decimal"),
    "char": lambda _: Char("\0"),
    "cultureinfo": lambda a: to_text(a[0]) if a else "",
}


def _array(type_name: str, arguments: list[Any]) -> list[Any]:
    """``New-Object string[] 5``."""
    size = _whole(arguments[0]) if arguments else 0
    check_items(size)
    element = canonical(type_name[:-2])
    start: Any = 0 if element in ("int", "long", "byte", "double", "decimal") else False if element == "bool" else None
    return [start] * max(size, 0)


def construct(type_name: str, arguments: list[Any]) -> Any:
    """A new object of a type.

    Raises:
        ScriptError: scripts may not make objects of that type, or the arguments do not fit.
    """
    if type_name.endswith("[]"):
        return _array(type_name, arguments)
    kind = canonical(type_name)
    if kind == "list":
        element = element_of(type_name)
        return TypedList((cast(item, element) for item in _items(arguments)), element)
    if kind in _MAKERS:
        return _MAKERS[kind](arguments)
    if canonical_exception(type_name):
        return make_exception(type_name, arguments, to_text)
    raise ScriptError(
        f"Objects of type [{type_name}] cannot be made in scripts here.",
        action="New-Object makes PSObject, TimeSpan, DateTime, lists, tables, StringBuilder, Version and PSCredential.",
    )


__all__ = ["construct"]
