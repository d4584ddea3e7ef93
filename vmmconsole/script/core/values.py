"""Values and time: Get-Date, New-TimeSpan, Start-Sleep, ConvertTo-SecureString, New-Guid."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.dates import format_date, now
from vmmconsole.script.sources import SOURCES
from vmmconsole.script.values import SecureString

_SLICE_SECONDS = 0.1
_UNIX = {
    "Y": "yyyy", "m": "MM", "d": "dd", "H": "HH", "M": "mm", "S": "ss", "y": "yy", "B": "MMMM", "b": "MMM",
    "A": "dddd", "a": "ddd", "p": "tt", "I": "hh", "%": "%",
}  # fmt: skip


class GetDate(Cmdlet):
    """Gives the time now, or another time.

    Example:
        Get-Date -Format "yyyy-MM-dd"

    Example:
        (Get-Date "2024-02-29").AddYears(1)
    """

    name = "Get-Date"

    date: datetime = parameter(
        "Date", position=0, pipeline=True, pipeline_property=True, help="The time, when it is not now."
    )
    format: str = parameter("Format", help="A .NET format; the result is text.")
    unix_format: str = parameter("UFormat", help="A format with % signs; the result is text.")
    hint: str = parameter("DisplayHint", default="", help="Accepted.")
    year: int = parameter("Year", minimum=1, maximum=9999, help="Another year.")
    month: int = parameter("Month", minimum=1, maximum=12, help="Another month.")
    day: int = parameter("Day", minimum=1, maximum=31, help="Another day.")
    hour: int = parameter("Hour", minimum=0, maximum=23, help="Another hour.")
    minute: int = parameter("Minute", minimum=0, maximum=59, help="Another minute.")
    second: int = parameter("Second", minimum=0, maximum=59, help="Another second.")

    def run(self, session: Context) -> Iterator[Any]:
        at = now() if self.date is UNSET else self.date
        parts = {p: getattr(self, p) for p in ("year", "month", "day", "hour", "minute", "second")}
        try:
            at = at.replace(**{name: value for name, value in parts.items() if value is not UNSET})
        except ValueError as err:
            raise ScriptError("There is no such date.", cause=str(err)) from err
        if self.format is not UNSET:
            yield format_date(at, self.format)
        elif self.unix_format is not UNSET:
            yield self._unix(at)
        else:
            yield at

    def _unix(self, at: datetime) -> str:
        out, text = [], self.unix_format
        at_mark = False
        for c in text:
            if at_mark:
                out.append(format_date(at, _UNIX[c]) if c in _UNIX and c != "%" else c)
                at_mark = False
            elif c == "%":
                at_mark = True
            else:
                out.append(c)
        return "".join(out)


class NewTimeSpan(Cmdlet):
    """Makes a span of time, or the one between two times.

    Example:
        New-TimeSpan -Hours 1 -Minutes 30
    """

    name = "New-TimeSpan"

    start: datetime = parameter("Start", position=0, pipeline=True, sets=("Between",), help="From.")
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


class ConvertToSecureString(Cmdlet):
    """Keeps text as a secret.

    Example:
        ConvertTo-SecureString "example" -AsPlainText -Force
    """

    name = "ConvertTo-SecureString"

    text: str = parameter("String", position=0, mandatory=True, pipeline=True, help="The text.")
    plain: switch = parameter("AsPlainText", help="The text is the secret itself.")
    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        if not self.plain:
            raise ScriptError(
                "Encrypted text cannot be read here.",
                action="Give the text itself with -AsPlainText -Force, or use Get-Credential.",
            )  # fmt: skip
        return [SecureString(self.text)]


class NewGuid(Cmdlet):
    """Makes a new GUID.

    Example:
        New-Guid
    """

    name = "New-Guid"

    def run(self, session: Context) -> Iterable[Any]:
        return [SOURCES.get().new_guid()]
