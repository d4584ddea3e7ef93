"""Time, and new GUIDs: Get-Date, New-TimeSpan, Start-Sleep, Measure-Command, New-Guid."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter
from vmmconsole.script.context import Context
from vmmconsole.script.dates import HintedDate, format_date, format_unix, now
from vmmconsole.script.sources import SOURCES
from vmmconsole.script.values import PSObject, ScriptBlockValue

_SLICE_SECONDS = 0.1


class GetDate(Cmdlet):
    """Gives the time now, or another time.

    Example:
        Get-Date -Format "yyyy-MM-dd"

    Example:
        (Get-Date "2024-02-29").AddYears(1)
    """

    name = "Get-Date"

    date: datetime = parameter(
        "Date",
        aliases=("LastWriteTime",),
        position=0,
        pipeline=True,
        pipeline_property=True,
        help="The time, when it is not now.",
    )
    format: str = parameter("Format", help="A .NET format; the result is text.")
    unix_format: str = parameter("UFormat", help="A format with % signs; the result is text.")
    hint: str = parameter("DisplayHint", default="", help="Show only the Date or the Time.")
    year: int = parameter("Year", minimum=1, maximum=9999, help="Another year.")
    month: int = parameter("Month", minimum=1, maximum=12, help="Another month.")
    day: int = parameter("Day", minimum=1, maximum=31, help="Another day.")
    hour: int = parameter("Hour", minimum=0, maximum=23, help="Another hour.")
    minute: int = parameter("Minute", minimum=0, maximum=59, help="Another minute.")
    second: int = parameter("Second", minimum=0, maximum=59, help="Another second.")
    milliseconds: int = parameter("Millisecond", minimum=0, maximum=999, help="Another thousandth of a second.")

    def run(self, session: Context) -> Iterator[Any]:
        at = now() if self.date is UNSET else self.date
        parts = {p: getattr(self, p) for p in ("year", "month", "day", "hour", "minute", "second")}
        try:
            at = at.replace(**{name: value for name, value in parts.items() if value is not UNSET})
        except ValueError as err:
            raise ScriptError("There is no such date.", cause=str(err)) from err
        if self.milliseconds is not UNSET:
            at = at.replace(microsecond=self.milliseconds * 1000)
        if self.format is not UNSET:
            yield format_date(at, _FILE_FORMATS.get(self.format.lower(), self.format))
        elif self.unix_format is not UNSET:
            yield format_unix(at, self.unix_format)
        elif self.hint.lower() in _HINTS:
            yield HintedDate.of(at, _HINTS[self.hint.lower()])
        else:
            yield at


_FILE_FORMATS = {
    "filedate": "yyyyMMdd", "filedateuniversal": "yyyyMMddZ", "filedatetime": "yyyyMMddTHHmmssffff",
    "filedatetimeuniversal": "yyyyMMddTHHmmssffffZ",
}  # fmt: skip
_HINTS = {"date": "D", "time": "T"}


class NewTimeSpan(Cmdlet):
    """Makes a span of time, or the one between two times.

    Example:
        New-TimeSpan -Hours 1 -Minutes 30
    """

    name = "New-TimeSpan"

    start: datetime = parameter(
        "Start", aliases=("LastWriteTime",), position=0, pipeline=True, pipeline_property=True, sets=("Between",),
        help="From.",
    )  # fmt: skip
    until: datetime = parameter("End", position=1, sets=("Between",), help="To; now when it is not given.")
    days: int = parameter("Days", default=0, sets=("Length",), unit="days", help="Days.")
    hours: int = parameter("Hours", default=0, sets=("Length",), unit="hours", help="Hours.")
    minutes: int = parameter("Minutes", default=0, sets=("Length",), unit="minutes", help="Minutes.")
    seconds: int = parameter("Seconds", default=0, sets=("Length",), unit="seconds", help="Seconds.")

    default_set = "Between"

    def run(self, session: Context) -> Iterable[Any]:
        if self.start is not UNSET or self.until is not UNSET:
            start = now() if self.start is UNSET else self.start
            return [(now() if self.until is UNSET else self.until) - start]
        try:
            return [timedelta(days=self.days, hours=self.hours, minutes=self.minutes, seconds=self.seconds)]
        except OverflowError as err:
            raise ScriptError("The span of time is too long.") from err


class StartSleep(Cmdlet):
    """Waits; the script can be stopped meanwhile.

    Example:
        Start-Sleep -Milliseconds 10
    """

    name = "Start-Sleep"
    aliases = ("sleep",)

    seconds: float = parameter(
        "Seconds",
        position=0,
        minimum=0,
        maximum=2_147_483,
        pipeline=True,
        sets=("Seconds",),
        mandatory=True,
        unit="seconds",
        help="How long.",
    )
    milliseconds: int = parameter(
        "Milliseconds",
        aliases=("m",),
        minimum=0,
        sets=("Milliseconds",),
        mandatory=True,
        unit="milliseconds",
        help="How long.",
    )

    default_set = "Seconds"

    def run(self, session: Context) -> Iterable[Any]:
        left = self.seconds if self.milliseconds is UNSET else self.milliseconds / 1000
        never = threading.Event()
        while left > 0:
            session.check()
            never.wait(min(left, _SLICE_SECONDS))
            left -= _SLICE_SECONDS
        session.check()
        return ()


class NewGuid(Cmdlet):
    """Makes a new GUID.

    Example:
        New-Guid
    """

    name = "New-Guid"

    def run(self, session: Context) -> Iterable[Any]:
        return [SOURCES.get().new_guid()]


class MeasureCommand(Cmdlet):
    """Says how long a script block takes; what it writes is dropped.

    Example:
        (Measure-Command { 1..10 | ForEach-Object { $_ } }).TotalSeconds
    """

    name = "Measure-Command"

    block: ScriptBlockValue = parameter("Expression", position=0, mandatory=True, help="The block.")
    item: Any = parameter("InputObject", pipeline=True, help="What the block sees as $_.")

    def run(self, session: Context) -> Iterable[Any]:
        before = SOURCES.get().utc_now()
        has_item = self.item is not UNSET
        session.runtime.invoke_block(self.block, item=self.item if has_item else None, has_item=has_item)
        return [SOURCES.get().utc_now() - before]


_CULTURE = "English (United States)"


class GetCulture(Cmdlet):
    """Shows the culture that numbers and dates are written in.

    Example:
        (Get-Culture).Name
    """

    name = "Get-Culture"
    aliases = ("Get-UICulture",)

    def run(self, session: Context) -> Iterable[Any]:
        return [
            PSObject([("LCID", 1033), ("Name", "en-US"), ("DisplayName", "English (United States)")], "CultureInfo")
        ]
