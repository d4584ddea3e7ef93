"""Dates as WMI writes them: ``20120305140709.000000+060``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from vmmconsole.model.errors import ScriptError

from .convert import to_text

_DMTF = re.compile(r"(\d{14})\.(\d{6})([+-]\d{3})")


def from_dmtf(text: object) -> datetime:
    """The date that WMI wrote.

    Raises:
        ScriptError: the text is none.
    """
    match = _DMTF.fullmatch(to_text(text).strip())
    if match is None:
        raise ScriptError(f"'{to_text(text)[:40]}' is not a date of WMI.")
    at = datetime.strptime(match.group(1), "%Y%m%d%H%M%S")  # noqa: DTZ007  the zone follows
    at = at.replace(microsecond=int(match.group(2)), tzinfo=UTC) - timedelta(minutes=int(match.group(3)))
    return at.astimezone()


def to_dmtf(value: datetime) -> str:
    """A date as WMI writes it."""
    aware = value.astimezone()
    minutes = int((aware.utcoffset() or timedelta()).total_seconds() // 60)
    return f"{aware:%Y%m%d%H%M%S}.{aware.microsecond:06}{minutes:+04}"
