"""Faults on demand: slowness, a call that fails, a connection that is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from vmmconsole.model.errors import HostError, HostUnreachableError, VMMError


@dataclass
class Faults:
    """What goes wrong with a simulated host. Every call of the provider passes through `enter`."""

    latency_seconds: float = 0.0
    """How long each call takes."""
    fail_call: int = 0
    """The number of the call, counted from 1, that fails; 0 for none."""
    error: Callable[[], VMMError] = field(
        default=lambda: HostError(
            "The simulated host failed.", cause="A fault was asked for.", action="Restart the job."
        )
    )
    lost: bool = False
    """Whether there is no connection."""
    calls: int = 0
    """How many calls there were."""
    names: list[str] = field(default_factory=list)
    """The name of each call."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, name: str) -> None:
        """Count a call, and fail or delay it as asked.

        Raises:
            HostUnreachableError: the connection is lost.
            VMMError: this call was to fail.
        """
        with self._lock:
            self.calls += 1
            self.names.append(name)
            number = self.calls
        if self.latency_seconds:
            time.sleep(self.latency_seconds)
        if self.lost:
            raise HostUnreachableError("The simulated host does not answer.", cause="Its connection is lost.")
        if number == self.fail_call:
            raise self.error()
