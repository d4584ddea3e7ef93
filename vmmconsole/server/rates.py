"""How many requests somebody may send: a bucket for each, that fills again as time goes by."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rate:
    """So many at once, and so many a second after that, for each key. For one thread."""

    def __init__(
        self,
        per_second: float,
        at_once: float,
        *,
        most_keys: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_second = per_second
        self.at_once = at_once
        self._most_keys = most_keys
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key: str) -> float:
        """0 when this one may pass; else the seconds after which the next one may."""
        now = self._clock()
        bucket = self._buckets.pop(key, None) or _Bucket(self.at_once, now)
        bucket.left = min(self.at_once, bucket.left + (now - bucket.at) * self.per_second)
        bucket.at = now
        self._buckets[key] = bucket  # the last one used stands last
        if len(self._buckets) > self._most_keys:
            del self._buckets[next(iter(self._buckets))]
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return math.ceil((1 - bucket.left) / self.per_second * 10) / 10
