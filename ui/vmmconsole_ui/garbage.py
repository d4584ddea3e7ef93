"""Python's garbage is collected on the GUI's thread only: what belongs to Qt must not be deleted by any other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 200
_COLLECT_AFTER = (20_000, 20, 50)
"""New objects, and collections of each younger generation: with Python's usual numbers each third sort of 25,000 rows
took 80 ms longer."""

_resting = 0


class Collector(QObject):
    """Looks now and then whether there is enough to collect. Without it Python does so in whatever thread makes the
    next object, such as that of a PowerShell window, and crashes when a widget is among what it finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that has gathered enough."""
    if _resting:
        return
    oldest = -1
    for count, enough in zip(gc.get_count(), _COLLECT_AFTER, strict=True):
        if count <= enough:
            break
        oldest += 1
    if oldest >= 0:
        gc.collect(oldest)


@contextmanager
def loading() -> Iterator[None]:
    """What is made meanwhile stays: it is not looked through, neither now nor later."""
    global _resting
    _resting += 1
    try:
        yield
    finally:
        _resting -= 1
        gc.freeze()
