"""Dates and spans of time, read and written as .NET does in the invariant culture."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from vmmconsole.model.errors import ScriptError

from .sources import SOURCES

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SPAN = re.compile(r"(-)?(?:(\d+)(?:\.|$))?(?:(\d+):(\d+)(?::(\d+)(?:\.(\d{1,7}))?)?)?")
_TOKENS = re.compile(r"y+|M+|d+|H+|h+|m+|s+|f+|F+|t+|z+|K|\\.|'[^']*'|\"[^\"]*\"|%|.", re.DOTALL)
_SHAPES = (
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y",
    "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d %B %Y", "%B %d, %Y", "%d %b %Y",
    "%b %d, %Y", "%A, %B %d, %Y", "%A, %B %d, %Y %I:%M:%S %p", "%B %d, %Y %I:%M:%S %p", "%H:%M", "%H:%M:%S",
    "%I:%M %p",
)  # fmt: skip
_STANDARD = {
    "d": "MM/dd/yyyy", "D": "dddd, dd MMMM yyyy", "t": "HH:mm", "T": "HH:mm:ss", "f": "dddd, dd MMMM yyyy HH:mm",
    "F": "dddd, dd MMMM yyyy HH:mm:ss", "g": "MM/dd/yyyy HH:mm", "G": "MM/dd/yyyy HH:mm:ss",
    "s": "yyyy-MM-ddTHH:mm:ss", "u": "yyyy-MM-dd HH:mm:ssZ", "o": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "O": "yyyy-MM-ddTHH:mm:ss.fffffffK", "m": "MMMM dd", "M": "MMMM dd", "y": "yyyy MMMM", "Y": "yyyy MMMM",
    "r": "ddd, dd MMM yyyy HH:mm:ss GMT", "R": "ddd, dd MMM yyyy HH:mm:ss GMT",
}  # fmt: skip


def now() -> datetime:
    """The time of this computer, with its zone."""
    return SOURCES.get().utc_now().astimezone()


def parse_date(text: str) -> datetime:
    """A date from text: ISO 8601, or as written in the invariant culture; without a zone it is this computer's.

    Raises:
        ScriptError: it is not a date.
    """
    stripped = text.strip()
    try:
        found = datetime.fromisoformat(stripped)
    except ValueError:
        found = _by_shape(stripped)
    return found.astimezone() if found.tzinfo is None and found.year > 1 else found


def _by_shape(text: str) -> datetime:
    for shape in _SHAPES:
        try:
            found = datetime.strptime(text, shape)  # noqa: DTZ007  the caller gives it the zone
        except ValueError:
            continue
        if "%Y" not in shape:
            today = now()
            found = found.replace(year=today.year, month=today.month, day=today.day)
        return found
    raise ScriptError(f"'{text[:60]}' is not a date.", action="Write it as yyyy-MM-dd or yyyy-MM-dd HH:mm:ss.")


def parse_span(text: str) -> timedelta:
    """A span of time from ``[-][d.]hh:mm[:ss[.fffffff]]`` or a number of days.

    Raises:
        ScriptError: it is not one.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None or not text.strip(" -"):
        raise ScriptError(f"'{text[:60]}' is not a span of time.", action="Write it as d.hh:mm:ss.")
    sign, days, hours, minutes, seconds, fraction = match.groups()
    span = timedelta(
        days=int(days or 0), hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0),
        microseconds=int((fraction or "0").ljust(7, "0")) // 10,
    )  # fmt: skip
    return -span if sign else span


def span_text(span: timedelta) -> str:
    """``[-][d.]hh:mm:ss[.fffffff]``."""
    sign = "-" if span < timedelta(0) else ""
    span = abs(span)
    hours, rest = divmod(span.seconds, 3600)
    text = f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    days = f"{span.days}." if span.days else ""
    return sign + days + text + (f".{span.microseconds * 10:07}" if span.microseconds else "")


def format_date(value: datetime, shape: str) -> str:
    """A date by a .NET format: one letter for a standard one, else pattern letters."""
    shape = _STANDARD.get(shape, shape) if shape else _STANDARD["G"]
    return "".join(_date_piece(value, token) for token in _TOKENS.findall(shape))


def _date_piece(value: datetime, token: str) -> str:
    size, letter = len(token), token[0]
    names = {"d": _DAYS[value.weekday()], "M": _MONTHS[value.month - 1]}
    numbers = {"d": value.day, "M": value.month, "H": value.hour, "h": value.hour % 12 or 12, "m": value.minute,
               "s": value.second}  # fmt: skip
    if letter in names and size >= 3:
        return names[letter][:3] if size == 3 else names[letter]
    if letter in numbers:
        return f"{numbers[letter]:0{min(size, 2)}}"
    if letter == "y":
        return f"{value.year % 100:0{size}}" if size <= 2 else f"{value.year:0{size}}"
    if letter in "fF":
        digits = f"{value.microsecond:06}0"[:size]
        return digits if letter == "f" else digits.rstrip("0")
    if letter == "t":
        return ("AM" if value.hour < 12 else "PM")[:size]
    if letter in "zK":
        return _offset(value, size if letter == "z" else 3)
    if letter in "\\'\"":
        return token[1:] if letter == "\\" else token[1:-1]
    return "" if letter == "%" else token


def _offset(value: datetime, size: int) -> str:
    offset = value.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    hours = f"{minutes // 60}" if size == 1 else f"{minutes // 60:02}"
    return f"{sign}{hours}" + (f":{minutes % 60:02}" if size > 2 else "")
