"""Dates and spans of time, read and written as .NET does in the culture en-US."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from vmmconsole.model.errors import ScriptError

from .date_text import DAYS, MONTHS, TOKENS, read_date, read_exact
from .sources import SOURCES

_SPAN = re.compile(r"(-)?(?:(\d+)(?:\.|$))?(?:(\d+):(\d+)(?::(\d+)(?:\.(\d{1,7}))?)?)?")
_STANDARD = {
    "d": "M/d/yyyy", "D": "dddd, MMMM d, yyyy", "t": "h:mm tt", "T": "h:mm:ss tt", "f": "dddd, MMMM d, yyyy h:mm tt",
    "F": "dddd, MMMM d, yyyy h:mm:ss tt", "g": "M/d/yyyy h:mm tt", "G": "M/d/yyyy h:mm:ss tt",
    "s": "yyyy-MM-ddTHH:mm:ss", "u": "yyyy-MM-dd HH:mm:ssZ", "o": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "O": "yyyy-MM-ddTHH:mm:ss.fffffffK", "m": "MMMM d", "M": "MMMM d", "y": "MMMM yyyy", "Y": "MMMM yyyy",
    "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "U": "dddd, MMMM d, yyyy h:mm:ss tt",
}  # fmt: skip
"""Patterns of the culture en-US, which scripts meet most; text in a string is in the invariant culture."""


def now() -> datetime:
    """The time of this computer, with its zone."""
    return SOURCES.get().utc_now().astimezone()


def parse_date(text: str) -> datetime:
    """A date from text: ISO 8601, or as written in the United States; without a zone it is this computer's.

    Raises:
        ScriptError: it is not a date.
    """
    try:
        return local(datetime.fromisoformat(text.strip()))
    except ValueError:
        return local(read_date(text, now()))


def parse_exact(text: str, pattern: str) -> datetime:
    """A date written exactly as a .NET format says.

    Raises:
        ScriptError: it is not.
    """
    return local(read_exact(text, _STANDARD.get(pattern, pattern), now()))


def local(value: datetime) -> datetime:
    """The date in this computer's zone; one without a zone is of it already."""
    try:
        return value.astimezone()
    except (OverflowError, ValueError):  # at the ends of the calendar there are no zones
        return value.replace(tzinfo=None)


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


_UNIX = {
    "A": "dddd", "a": "ddd", "B": "MMMM", "b": "MMM", "h": "MMM", "C": "", "c": "ddd MMM d HH:mm:ss yyyy",
    "D": "MM/dd/yy", "d": "dd", "H": "HH", "I": "hh", "M": "mm", "m": "MM", "p": "tt", "R": "HH:mm",
    "r": "hh:mm:ss tt", "S": "ss", "T": "HH:mm:ss", "X": "HH:mm:ss", "x": "MM/dd/yy", "Y": "yyyy", "y": "yy",
    "Z": "zz", "F": "yyyy-MM-dd",
}  # fmt: skip


def format_unix(value: datetime, shape: str) -> str:
    """A date by ``Get-Date -UFormat``, in which a percent sign and a letter stand for a part."""
    computed: dict[str, Callable[[], str]] = {
        "C": lambda: f"{value.year // 100}", "e": lambda: f"{value.day:2}", "G": lambda: f"{value.isocalendar()[0]}",
        "g": lambda: f"{value.isocalendar()[0] % 100:02}", "j": lambda: f"{value.timetuple().tm_yday:03}",
        "k": lambda: f"{value.hour:2}", "l": lambda: f"{value.hour % 12 or 12:2}", "n": lambda: "\n",
        "s": lambda: f"{unix_seconds(value)}", "t": lambda: "\t", "U": lambda: f"{value.strftime('%U')}",
        "u": lambda: f"{value.isoweekday()}", "V": lambda: f"{value.isocalendar()[1]:02}",
        "W": lambda: f"{value.strftime('%W')}", "w": lambda: f"{value.isoweekday() % 7}", "%": lambda: "%",
    }  # fmt: skip

    def fill(match: re.Match[str]) -> str:
        letter = match.group(1)
        if letter in computed:
            return computed[letter]()
        return "".join(_date_piece(value, t) for t in TOKENS.findall(_UNIX[letter])) if letter in _UNIX else letter

    return re.sub(r"%(.)", fill, shape.removeprefix("+"))


def unix_seconds(value: datetime) -> int:
    """Seconds since 1970 on the clock that the date is of, as Windows PowerShell counts them."""
    return (value.replace(tzinfo=None) - datetime(1970, 1, 1)) // timedelta(seconds=1)  # noqa: DTZ001


def format_date(value: datetime, shape: str) -> str:
    """A date by a .NET format: one letter for a standard one, else pattern letters."""
    if shape == "U":
        value = value.astimezone(UTC)
    if len(shape) == 1 and shape not in _STANDARD:
        raise ScriptError(f"'{shape}' is not a format of a date.", action="Write %" + shape + " for one letter alone.")
    shape = _STANDARD.get(shape, shape) if shape else _STANDARD["G"]
    return "".join(_date_piece(value, token) for token in TOKENS.findall(shape))


def _date_piece(value: datetime, token: str) -> str:
    size, letter = len(token), token[0]
    names = {"d": DAYS[value.weekday()], "M": MONTHS[value.month - 1]}
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
    if letter == "K" and value.tzinfo is UTC:
        return "Z"
    if letter in "zK":
        return _offset(value, size if letter == "z" else 3)
    if letter == "g":
        return "A.D."
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


class HintedDate(datetime):
    """A date of which Get-Date -DisplayHint shows only a part."""

    hint: str = ""

    @classmethod
    def of(cls, value: datetime, hint: str) -> HintedDate:
        """The date; `hint` is the standard format it is shown in."""
        made = cls(
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond, value.tzinfo
        )  # fmt: skip
        made.hint = hint
        return made
