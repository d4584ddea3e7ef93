"""What running machines use, from a provider into the store: only what is shown and changed, and no more than is room
for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from uuid import UUID

from vmmconsole.model.errors import VMMError
from vmmconsole.providers.contract import VMStats

from .inventory import Inventory

_log = logging.getLogger(__name__)


class Statistics:
    """What was told last of some machines."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._last: dict[UUID, tuple[VMStats, float]] = {}
        """What was written, and when."""

    def take(self, found: Mapping[UUID, VMStats]) -> tuple[list[UUID], bool]:
        """Write what changed. Returns the machines whose status is another in the store, and whether anything was
        new."""
        fresh = [i for i, stats in found.items() if i not in self._last or _shown(self._last[i][0]) != _shown(stats)]
        # Who was told of longest ago comes first, where not all can be told of.
        fresh.sort(key=lambda i: self._last[i][1] if i in self._last else 0.0)
        told = {i: found[i] for i in fresh[: self._inventory.stats_rate.take(len(fresh))]}
        self._last = {i: entry for i, entry in self._last.items() if i in found}
        self._last.update({i: (stats, time.monotonic()) for i, stats in told.items()})
        other = self._inventory.put_stats(told)
        for machine_id in other:
            self._last.pop(machine_id, None)
        return other, bool(fresh)


def _shown(stats: VMStats) -> tuple[object, ...]:
    """What of the statistics is shown, so that a change of anything else is none."""
    return stats.status, stats.cpu_percent, stats.memory_used_mb


class Poll:
    """A thread that asks now and then, less often the longer it takes."""

    def __init__(self, name: str, ask: Callable[[], object], *, first_seconds: float, pause_seconds: float) -> None:
        self.ask = ask
        """Ask now; what it raises is of no matter to the thread."""
        self._first = first_seconds
        self._pause = pause_seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more."""
        self._ended.set()

    def _run(self) -> None:
        pause = self._first
        while not self._ended.wait(pause):
            began = time.monotonic()
            try:
                self.ask()
            except VMMError as err:  # that it does not answer is shown by others
                _log.info("%s: %s", self._thread.name, err)
            # At most a hundredth of the time goes into it.
            pause = max(self._pause, 100 * (time.monotonic() - began))
