"""Objects that wait for others of their kind, so that what a pipeline writes one by one stands in one table."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from types import ModuleType

MOST = 5000
"""So many objects may wait."""
SECONDS = 0.3


@cache
def _formatting() -> ModuleType:
    """The module that makes text of objects, imported where there are any."""
    from vmmconsole.script import formatting

    return formatting


class HeldObjects:
    """Keeps objects back for a moment, and hands on their text."""

    def __init__(self, show: Callable[[str], None], width: Callable[[], int]) -> None:
        """`show` gets text that ends in a line feed, `width` tells how many characters a line has."""
        self._show = show
        self._width = width
        self._objects: list[object] = []
        self._first_at = 0.0

    def add(self, value: object) -> None:
        """Keep one more, as it is now; what Format-Table and its kin made waits for nothing."""
        formatting = _formatting()
        if not self._objects:
            self._first_at = time.monotonic()
        self._objects.append(formatting.as_now(value))
        if len(self._objects) >= MOST or isinstance(value, formatting.Formatted):
            self.flush()

    def flush_old(self) -> None:
        """Show them, if they have waited for a while."""
        if self._objects and time.monotonic() - self._first_at > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Show them."""
        if not self._objects:
            return
        objects, self._objects = self._objects, []
        text = _formatting().format_objects(objects, width=self._width())
        if text:
            self._show(text)
