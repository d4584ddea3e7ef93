"""New objects by type: what ``New-Object`` and ``[type]::new()`` may make."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from vmmconsole.model.errors import ScriptError, VMMError

from .convert import cast, to_guid, to_list, to_number, to_text
from .dates import now
from .types import canonical
from .values import ArrayList, Credential, Hashtable, PSObject, SecureString


def _date(arguments: list[Any]) -> datetime:
    parts = [int(to_number(a)) for a in arguments]
    if len(parts) not in (3, 6, 7):
        raise ScriptError("A date needs year, month and day, and may have hour, minute and second.")
    try:
        return datetime(*parts[:3], *parts[3:6], tzinfo=now().tzinfo)  # type: ignore[misc, arg-type]  # 3 or 6 integers
    except ValueError as err:
        raise ScriptError("There is no such date.", cause=str(err)) from err


def _span(arguments: list[Any]) -> timedelta:
    parts = [to_number(a) for a in arguments]
    if len(parts) == 1:
        return timedelta(microseconds=parts[0] / 10)
    if len(parts) == 3:
        parts = [0, *parts]
    if len(parts) not in (4, 5):
        raise ScriptError("A time span needs hours, minutes and seconds, and may have days before them.")
    days, hours, minutes, seconds, *rest = parts
    milliseconds = rest[0] if rest else 0
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)


def _credential(arguments: list[Any]) -> Credential:
    if len(arguments) != 2 or not isinstance(arguments[1], SecureString):
        raise ScriptError(
            "A credential needs a user's name and a secure string.",
            action="Make the secure string with ConvertTo-SecureString, or use Get-Credential.",
        )
    return Credential(to_text(arguments[0]), arguments[1])


def construct(type_name: str, arguments: list[Any]) -> Any:
    """A new object of a type.

    Raises:
        ScriptError: scripts may not make objects of that type, or the arguments do not fit.
    """
    kind = canonical(type_name)
    if kind in ("psobject", "pscustomobject", "object"):
        return PSObject()
    if kind == "arraylist":
        return ArrayList(to_list(arguments[0]) if arguments and not isinstance(arguments[0], int) else [])
    if kind in ("hashtable", "ordered"):
        return Hashtable(ordered=kind == "ordered")
    makers = {"datetime": _date, "timespan": _span, "pscredential": _credential}
    if kind in makers:
        return makers[kind](arguments) if arguments or kind != "timespan" else timedelta()
    if kind == "guid":
        return to_guid(arguments[0]) if arguments else cast("00000000-0000-0000-0000-000000000000", "guid")
    if kind == "string":
        times = int(to_number(arguments[1])) if len(arguments) > 1 else 1
        return cast(arguments[0], "string") * min(times, 100_000) if arguments else ""
    if kind == "exception" or type_name.lower().endswith("exception"):
        return VMMError(to_text(arguments[0]) if arguments else type_name)
    raise ScriptError(
        f"Objects of type [{type_name}] cannot be made in scripts here.",
        action="New-Object makes PSObject, TimeSpan, DateTime, ArrayList, Hashtable and PSCredential.",
    )
