"""Dates from text: as people write them in the United States, ISO 8601, and by a .NET pattern."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from vmmconsole.model.errors import ScriptError

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
TOKENS = re.compile(r"y+|M+|d+|H+|h+|m+|s+|f+|F+|t+|z+|g+|K|\\.|'[^']*'|\"[^\"]*\"|%|.", re.DOTALL)
"""The pieces of a .NET pattern."""

_MONTH = "(?P<name>" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS) + r")\.?"
_DAY_NAME = r"(?:(?:" + "|".join(f"{d[:3]}(?:{d[3:]})?" for d in DAYS) + r"),?\s+)?"
_TIME = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,7})\d*)?)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"(?:\s*(?P<zone>Z|GMT|UTC|[+-]\d{2}:?\d{2}))?"
_DATES = (
    r"(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})[/.-](?P<year>\d{4}|\d{2})",
    r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d{{2}})",
    rf"{_MONTH}\s+(?P<year>\d{{4}})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})",
    rf"(?P<day>\d{{1,2}})\s+{_MONTH}",
)


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first date is read: that takes longer than the rest of the import."""
    rest = rf"(?:(?:\s+|,\s*|T){_TIME}{_ZONE})?"
    return tuple(re.compile(_DAY_NAME + date + rest, re.IGNORECASE) for date in _DATES)


@cache
def _only_time() -> re.Pattern[str]:
    return re.compile(_TIME + _ZONE, re.IGNORECASE)


_MOST_TEXT = 100


def read_date(text: str, today: datetime) -> datetime:
    """A date from text; what the text leaves out is of `today`. With a zone it is aware, else naive.

    Raises:
        ScriptError: it is not a date.
    """
    stripped = text.strip()
    if len(stripped) <= _MOST_TEXT:
        for shape in _shapes():
            match = shape.fullmatch(stripped)
            if match is not None:
                return _date_of(match.groupdict(), today, text)
        match = _only_time().fullmatch(stripped)
        if match is not None and (match["minute"] or match["half"]):
            parts = {**match.groupdict(), "year": str(today.year), "month": str(today.month), "day": str(today.day)}
            return _date_of(parts, today, text)
    raise not_a_date(text)


def not_a_date(text: str) -> ScriptError:
    """The error for a text that is no date."""
    return ScriptError(
        f"'{text[:60]}' is not a date.",
        cause="String was not recognized as a valid DateTime.",
        action="Write it as yyyy-MM-dd or yyyy-MM-dd HH:mm:ss.",
    )


def _date_of(parts: dict[str, str | None], today: datetime, text: str) -> datetime:
    year = int(parts.get("year") or today.year)
    if parts.get("year") and len(parts["year"] or "") == 2:  # .NET's window of two-digit years
        year += 2000 if year < 50 else 1900
    name = parts.get("name")
    month = month_number(name) if name else int(parts.get("month") or 1)
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or "").replace(".", "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise not_a_date(text)
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return datetime(
            year, month, int(parts.get("day") or 1), hour, int(parts.get("minute") or 0), int(parts.get("second") or 0),
            int((parts.get("fraction") or "0").ljust(7, "0")) // 10, tzinfo=_zone(parts.get("zone")),
        )  # fmt: skip
    except ValueError as err:
        raise not_a_date(text) from err


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.upper() in ("Z", "GMT", "UTC"):
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def month_number(name: str) -> int:
    """1 to 12 for the name of a month or its first three letters."""
    return next(i for i, known in enumerate(MONTHS, 1) if known.lower().startswith(name.lower()[:3]))


_PIECES: dict[str, tuple[str, str]] = {
    "yyyy": ("year", r"\d{4}"), "yyy": ("year", r"\d{3,4}"), "yy": ("year", r"\d{2}"), "y": ("year", r"\d{1,2}"),
    "MM": ("month", r"\d{2}"), "M": ("month", r"\d{1,2}"), "dd": ("day", r"\d{2}"), "d": ("day", r"\d{1,2}"),
    "HH": ("hour", r"\d{2}"), "H": ("hour", r"\d{1,2}"), "hh": ("hour", r"\d{2}"), "h": ("hour", r"\d{1,2}"),
    "mm": ("minute", r"\d{2}"), "m": ("minute", r"\d{1,2}"), "ss": ("second", r"\d{2}"), "s": ("second", r"\d{1,2}"),
    "tt": ("half", "[AaPp][Mm]"), "K": ("zone", r"Z|[+-]\d{2}:\d{2}|"), "zzz": ("zone", r"[+-]\d{2}:\d{2}"),
}  # fmt: skip


def read_exact(text: str, pattern: str, today: datetime) -> datetime:
    """A date that is written exactly as a .NET pattern says.

    Raises:
        ScriptError: it is not.
    """
    out: list[str] = []
    seen: set[str] = set()
    for token in TOKENS.findall(pattern[:_MOST_TEXT]):
        group, digits = _piece(token)
        if group and group not in seen:
            seen.add(group)
            out.append(f"(?P<{group}>{digits})")
        else:
            out.append(digits)
    match = re.fullmatch("".join(out), text[:_MOST_TEXT], re.IGNORECASE)
    if match is None:
        raise not_a_date(text)
    return _date_of(match.groupdict(), today, text)


def _piece(token: str) -> tuple[str, str]:
    """The group of a pattern's piece, empty for none, and its regular expression."""
    if token in _PIECES:
        return _PIECES[token]
    letter = token[0]
    if letter == "M":
        return "name", "|".join(m[:3] if len(token) == 3 else m for m in MONTHS)
    if letter == "d":
        return "", "(?:" + "|".join(d[:3] if len(token) == 3 else d for d in DAYS) + ")"
    if letter in "fF":
        return "fraction", rf"\d{{{len(token)}}}" if letter == "f" else rf"\d{{0,{len(token)}}}"
    if letter in "'\"":
        return "", re.escape(token[1:-1])
    if letter == "%":
        return "", ""
    return "", re.escape(token[1:] if letter == "\\" else token)
