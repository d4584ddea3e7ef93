"""Text in columns, for the commands that list something."""

from __future__ import annotations

from collections.abc import Sequence


def in_columns(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their titles; each column as wide as its longest text."""
    lines = [list(titles), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(titles))]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def day_and_time(text: str) -> str:
    """A time of the wire (UTC) as people read it; empty for none."""
    return text[:16].replace("T", " ") + " UTC" if text else ""
