"""Methods of dates and spans of time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from vmmconsole.model.errors import ScriptError

from .convert import round_half_even, to_number, to_span, to_text
from .members import get_member
from .numbers import format_value
from .operators import subtract

Method = Callable[..., Any]


def whole(value: object) -> int:
    """An integer argument."""
    return round_half_even(to_number(value))


def _months(value: datetime, count: object) -> datetime:
    total = value.year * 12 + value.month - 1 + whole(count)
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise ScriptError("The date is outside the years 1 to 9999.")
    day = min(value.day, days_in_month(year, month + 1))
    return value.replace(year=year, month=month + 1, day=day)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        raise ScriptError(f"There is no month {month} of the year {year}.")
    following = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001  only the calendar matters
    return (following - timedelta(days=1)).day


def _moved(unit: str) -> Method:
    def move(value: datetime, count: object) -> datetime:
        try:
            return value + timedelta(**{unit: float(to_number(count))})
        except OverflowError as err:
            raise ScriptError("The date is outside the years 1 to 9999.") from err

    return move


def _subtract(value: datetime, other: Any) -> Any:
    return subtract(value, other)


def _file_time(value: datetime) -> int:
    return (value.astimezone(UTC) - _FILE_EPOCH) // timedelta(microseconds=1) * 10


_FILE_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_OLE_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  wall clock, as the original counts


def from_file_time(number: float) -> datetime:
    """A date from units of 100 ns since 1601."""
    try:
        return (_FILE_EPOCH + timedelta(microseconds=number / 10)).astimezone()
    except (OverflowError, ValueError) as err:
        raise ScriptError("The number is outside the range of times.") from err


def from_ole(number: float) -> datetime:
    """A date from days since 1899-12-30, as spreadsheets count them."""
    try:
        return (_OLE_EPOCH + timedelta(days=number)).astimezone()
    except (OverflowError, ValueError) as err:
        raise ScriptError("The number is outside the range of times.") from err


DATE: dict[str, Method] = {
    "add": lambda d, s: d + to_span(s),
    "adddays": _moved("days"),
    "addhours": _moved("hours"),
    "addminutes": _moved("minutes"),
    "addseconds": _moved("seconds"),
    "addmilliseconds": _moved("milliseconds"),
    "addmonths": _months,
    "addyears": lambda d, n: _months(d, whole(n) * 12),
    "addticks": lambda d, n: d + to_span(whole(n)),
    "subtract": _subtract,
    "toshortdatestring": lambda d: format_value(d, "d"),
    "tolongdatestring": lambda d: format_value(d, "D"),
    "toshorttimestring": lambda d: format_value(d, "t"),
    "tolongtimestring": lambda d: format_value(d, "T"),
    "touniversaltime": lambda d: d.astimezone(UTC),
    "tofiletime": _file_time,
    "tofiletimeutc": _file_time,
    "tooadate": lambda d: (d.replace(tzinfo=None) - _OLE_EPOCH) / timedelta(days=1),
    "isdaylightsavingtime": lambda d: bool(d.dst() or time.localtime(d.timestamp()).tm_isdst > 0),
    "getdatetimeformats": lambda d, f="": [format_value(d, c) for c in (to_text(f)[:1] or "dDfFgGmortTuUy")],
    "tolocaltime": lambda d: d.astimezone(),
    "get_timeofday": lambda d: get_member(d, "TimeOfDay"),
    "get_date": lambda d: get_member(d, "Date"),
}


SPAN: dict[str, Method] = {
    "add": lambda s, o: s + to_span(o),
    "subtract": lambda s, o: s - to_span(o),
    "negate": lambda s: -s,
    "duration": abs,
}
