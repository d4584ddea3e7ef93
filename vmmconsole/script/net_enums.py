"""Enumerations of .NET that scripts name: ``[DayOfWeek]::Monday``, ``[ConsoleColor]::Red``."""

from __future__ import annotations

from enum import Enum
from typing import Any


def _numbered(name: str, members: str, numbers: tuple[int, ...] = ()) -> type[Enum]:
    names = members.split()
    functional: Any = Enum
    made: type[Enum] = functional(name, dict(zip(names, numbers or range(len(names)), strict=True)))
    return made


DayOfWeek = _numbered("DayOfWeek", "Sunday Monday Tuesday Wednesday Thursday Friday Saturday")
DateTimeKind = _numbered("DateTimeKind", "Unspecified Utc Local")
MidpointRounding = _numbered("MidpointRounding", "ToEven AwayFromZero")

_ALL: dict[str, type[Enum]] = {
    "System.DayOfWeek": DayOfWeek,
    "System.DateTimeKind": DateTimeKind,
    "System.MidpointRounding": MidpointRounding,
    "System.ConsoleColor": _numbered(
        "ConsoleColor",
        "Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red Magenta "
        "Yellow White",
    ),
    "System.StringComparison": _numbered(
        "StringComparison",
        "CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase",
    ),
    "System.StringSplitOptions": _numbered("StringSplitOptions", "None RemoveEmptyEntries"),
    "System.Text.RegularExpressions.RegexOptions": _numbered(
        "RegexOptions", "None IgnoreCase Multiline Singleline", (0, 1, 2, 16)
    ),
    "System.Globalization.CalendarWeekRule": _numbered("CalendarWeekRule", "FirstDay FirstFullWeek FirstFourDayWeek"),
    "System.UriKind": _numbered("UriKind", "RelativeOrAbsolute Absolute Relative"),
    "System.Management.Automation.ActionPreference": _numbered(
        "ActionPreference", "SilentlyContinue Stop Continue Inquire Ignore Suspend"
    ),
    "System.Management.Automation.ErrorCategory": _numbered(
        "ErrorCategory",
        "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation "
        "InvalidResult InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped "
        "OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy ResourceExists ResourceUnavailable "
        "ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError AuthenticationError "
        "LimitsExceeded QuotaExceeded NotEnabled",
    ),
}
ENUMS: dict[str, type[Enum]] = {kind.__name__.lower(): kind for kind in _ALL.values()}
"""By name in lower case, without the namespace."""
FULL_NAMES: dict[str, str] = {kind.__name__.lower(): name for name, kind in _ALL.items()}
"""The .NET name by the key of `ENUMS`."""


def member_of(kind: type[Enum], text: str) -> Enum | None:
    """The member of that name in any case, or of that number."""
    wanted = text.strip().lower()
    for member in kind:
        if wanted in (member.name.lower(), str(member.value)):
            return member
    return None
