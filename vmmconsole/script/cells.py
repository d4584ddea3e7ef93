"""Values as the cells of a table or the lines of a list, measured in columns of a terminal."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from .convert import to_text
from .dates import HintedDate, format_date
from .limits import weigh
from .values import Hashtable

_ITEMS_SHOWN = 4
_LISTS_SHOWN = 3


def date_line(value: datetime) -> str:
    """A date as it prints for itself."""
    return format_date(value, (value.hint if isinstance(value, HintedDate) else "") or "F")


def cell_text(value: object, depth: int = 0) -> str:
    """A property's value in a table or list: arrays in braces, on one line."""
    if type(value) is str:
        return value
    if isinstance(value, (list, tuple)) and depth < _LISTS_SHOWN:
        shown = [cell_text(v, depth + 1) for v in value[:_ITEMS_SHOWN]]
        return "{" + ", ".join(shown) + ("..." if len(value) > _ITEMS_SHOWN else "") + "}"
    if isinstance(value, Hashtable):
        return cell_text([to_text(k) for k in value])
    if isinstance(value, datetime):
        return format_date(value, "G")
    return to_text(value)


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(c: str) -> int:
    return 0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1


def one_line(text: str) -> str:
    """The text without line ends and other characters that cannot be seen."""
    weigh(len(text))
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)


def cut(text: str, width: int) -> str:
    """At most `width` columns, three dots where more would follow."""
    if (len(text) if text.isascii() else display_width(text)) <= width:
        return text
    kept, used = [], 0
    for c in text:
        used += _columns(c)
        if used > max(width - 3, 1):
            break
        kept.append(c)
    return "".join(kept) + "..."[: max(width - 1, 0)]


def pad(text: str, width: int, align: str) -> str:
    """Filled with blanks to `width` columns; `align` is left, right or center."""
    if align == "left" and text.isascii():
        return text.ljust(width)
    space = max(width - display_width(text), 0)
    if align == "right":
        return " " * space + text
    if align == "center":
        return " " * (space // 2) + text + " " * (space - space // 2)
    return text + " " * space


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at blanks where there are any; at least one line."""
    lines: list[str] = []
    at = 0
    while True:
        ahead = text[at : at + 4 * width + 4]
        if display_width(ahead) <= width:
            return [*lines, text[at:]]
        end = _fitting(ahead, width)
        blank = ahead.rfind(" ", 0, end + 1)
        if blank > 0:
            lines.append(ahead[:blank].rstrip())
            at += blank
            while text.startswith(" ", at):
                at += 1
        else:
            lines.append(ahead[:end].rstrip())
            at += end


def pieces(text: str, width: int) -> list[str]:
    """As `wrapped`, broken wherever the line is full, as lists do."""
    if text.isascii():
        return [text[at : at + width] for at in range(0, len(text), width)] or [text]
    lines: list[str] = []
    start = used = 0
    for at, c in enumerate(text):
        columns = _columns(c)
        if used + columns > width and at > start:
            lines.append(text[start:at])
            start, used = at, 0
        used += columns
    return [*lines, text[start:]]


def _fitting(text: str, width: int) -> int:
    """How many characters fit, at least one."""
    used = 0
    for at, c in enumerate(text):
        used += _columns(c)
        if used > width:
            return max(at, 1)
    return len(text)


__all__ = ["cell_text", "cut", "date_line", "display_width", "one_line", "pad", "pieces", "wrapped"]
