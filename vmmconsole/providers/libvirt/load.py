"""Loads in percent, from counters that only ever grow."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Hashable

_SHORTEST_SECONDS = 0.2


class LoadMeter:
    """Remembers each counter's last value. Asked again too soon it gives the last answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[Hashable, tuple[float, float, int | None]] = {}

    def percent(self, key: Hashable, used_seconds: float, width: int = 1) -> int | None:
        """How much of `width` processors was used since the last time; None at the first time."""
        now = time.monotonic()
        with self._lock:
            before = self._last.get(key)
            if before is not None and now - before[1] < _SHORTEST_SECONDS:
                return before[2]
            percent = None
            if before is not None and used_seconds >= before[0]:
                percent = round(100 * (used_seconds - before[0]) / (now - before[1]) / max(width, 1))
                percent = max(0, min(100, percent))
            self._last[key] = (used_seconds, now, percent)
            return percent

    def keep(self, keys: Collection[Hashable]) -> None:
        """Forget all others."""
        with self._lock:
            for key in [k for k in self._last if k not in keys]:
                del self._last[key]
