"""The properties of dates, spans of time, errors and the like, by the names that scripts use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

from vmmconsole.model.errors import VMMError

from .convert import to_text
from .dates import format_date
from .exceptions import identity
from .net_enums import DateTimeKind, DayOfWeek
from .types import full_name, is_enum_name, is_value_type, type_name_of
from .values import (
    Credential,
    ErrorRecord,
    Hashtable,
    NetObject,
    PSObject,
    PSType,
    RegexMatch,
    SecureString,
)

Getter = Callable[[Any], Any]


def ticks(value: datetime) -> int:
    """A date in units of 100 ns since the year 1."""
    since = value.replace(tzinfo=None) - datetime(1, 1, 1)  # noqa: DTZ001  wall clock, as the original counts
    return (since // timedelta(microseconds=1)) * 10


def _kind(value: datetime) -> Enum:
    name = "Unspecified" if value.tzinfo is None else "Utc" if value.tzinfo is UTC else "Local"
    return DateTimeKind[name]


def _unit(seconds: float) -> Getter:
    return lambda span: span.total_seconds() / seconds


def _part(seconds: int, within: int) -> Getter:
    def read(span: timedelta) -> int:
        total = int(abs(span).total_seconds())
        part = total // seconds % within if within else total // seconds
        return -part if span < timedelta(0) else part

    return read


def _record_position(record: ErrorRecord) -> PSObject:
    where = f"{record.file or 'line'}:{record.line} char:{record.column}"
    return PSObject(
        [
            ("ScriptLineNumber", record.line), ("OffsetInLine", record.column), ("ScriptName", record.file),
            ("Line", record.text), ("MyCommand", record.command), ("InvocationName", record.command),
            ("PositionMessage", f"At {where}\n+ {record.text}"),
        ],
        "InvocationInfo",
    )  # fmt: skip


def _category(record: ErrorRecord) -> PSObject:
    known = identity(record.error)
    reason = known.exception.rpartition(".")[2]
    target = "" if record.target is None else to_text(record.target)[:60]
    return PSObject(
        [
            ("Category", record.category or known.category), ("Activity", record.command), ("Reason", reason),
            ("TargetName", target), ("TargetType", "" if record.target is None else type_name_of(record.target)),
        ],
        "ErrorCategoryInfo",
    )  # fmt: skip


def _error_id(record: ErrorRecord) -> str:
    return record.error_id or identity(record.error, record.command).error_id


def base_type(kind: PSType) -> PSType | None:
    """What a type is derived from."""
    if kind.name == "object":
        return None
    if is_enum_name(kind.name):
        return PSType("enum")
    if kind.name == "array":
        return PSType("System.Array")
    return PSType("valuetype" if is_value_type(kind.name) else "object")


def _groups(match: RegexMatch) -> Hashtable:
    return Hashtable((key, MatchGroup(to_text(key), value)) for key, value in match.groups.items())


class MatchGroup(NetObject):
    """A group of a match."""

    __slots__ = ("name", "value")
    net_name = "System.Text.RegularExpressions.Group"
    net_properties: ClassVar[Mapping[str, Getter]] = {
        "Success": lambda g: g.value is not None,
        "Name": lambda g: g.name,
        "Length": lambda g: len(g.net_text()),
        "Value": lambda g: g.net_text(),
    }

    def __init__(self, name: str, value: str | None) -> None:
        self.name = name
        self.value = value

    def net_text(self) -> str:
        return self.value or ""


_DATE: dict[str, Getter] = {
    "Date": lambda v: v.replace(hour=0, minute=0, second=0, microsecond=0),
    "Day": lambda v: v.day,
    "DateTime": lambda v: format_date(v, "F"),
    "DayOfWeek": lambda v: DayOfWeek(v.isoweekday() % 7),
    "DayOfYear": lambda v: v.timetuple().tm_yday,
    "Hour": lambda v: v.hour,
    "Kind": _kind,
    "Millisecond": lambda v: v.microsecond // 1000,
    "Minute": lambda v: v.minute,
    "Month": lambda v: v.month,
    "Second": lambda v: v.second,
    "Ticks": ticks,
    "TimeOfDay": lambda v: timedelta(hours=v.hour, minutes=v.minute, seconds=v.second, microseconds=v.microsecond),
    "Year": lambda v: v.year,
}
_SPAN: dict[str, Getter] = {
    "Ticks": lambda v: (v // timedelta(microseconds=1)) * 10,
    "Days": _part(86400, 0),
    "Hours": _part(3600, 24),
    "Milliseconds": lambda v: abs(v).microseconds // 1000 * (-1 if v < timedelta(0) else 1),
    "Minutes": _part(60, 60),
    "Seconds": _part(1, 60),
    "TotalDays": _unit(86400),
    "TotalHours": _unit(3600),
    "TotalMilliseconds": _unit(0.001),
    "TotalMinutes": _unit(60),
    "TotalSeconds": _unit(1),
}
_RECORD: dict[str, Getter] = {
    "Exception": lambda r: r.error,
    "TargetObject": lambda r: r.target,
    "CategoryInfo": _category,
    "FullyQualifiedErrorId": _error_id,
    "InvocationInfo": _record_position,
    "ScriptStackTrace": lambda r: f"at {r.file or 'script'}: line {r.line}",
    "ErrorDetails": lambda _: None,
}
_ERROR: dict[str, Getter] = {
    "Message": str,
    "Problem": lambda e: e.problem,
    "Cause": lambda e: e.cause,
    "RecommendedAction": lambda e: e.action,
    "Code": lambda e: e.code,
    "ErrorID": lambda e: e.code,
    "DetailedError": lambda e: e.details,
    "InnerException": lambda e: getattr(e, "inner", None),
    "StackTrace": lambda _: "",
    "HResult": lambda e: e.code,
}
TABLES: tuple[tuple[Any, dict[str, Getter]], ...] = (
    (bool, {"IsPresent": bool}),  # a switch's value
    (datetime, _DATE),
    (timedelta, _SPAN),
    (ErrorRecord, _RECORD),
    (VMMError, _ERROR),
    (UUID, {"Guid": str}),
    (Credential, {"UserName": lambda c: c.user_name, "Password": lambda c: c.password}),
    (SecureString, {"Length": lambda s: len(s.reveal())}),
    (
        PSType,
        {
            "Name": lambda t: full_name(t.name).rpartition(".")[2],
            "FullName": lambda t: full_name(t.name),
            "Namespace": lambda t: full_name(t.name).rpartition(".")[0],
            "BaseType": base_type,
            "IsArray": lambda t: t.name == "array",
            "IsEnum": lambda t: is_enum_name(t.name),
            "IsValueType": lambda t: is_value_type(t.name),
        },
    ),
    (
        RegexMatch,
        {
            "Value": lambda m: m.value, "Index": lambda m: m.index, "Length": lambda m: len(m.value),
            "Success": lambda m: m.success, "Groups": _groups,
        },
    ),
)  # fmt: skip
