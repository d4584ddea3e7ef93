"""Begins a move in a process of its own and kills it at a point of it, as the engine may be.

Called with JSON: the two state folders, the machine's ID, the move, and at which check or step to die.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from vmmconsole.providers.libvirt import open as open_provider
from vmmconsole.providers.movement import Move
from vmmconsole.providers.transfer import move_machine


class DyingProgress:
    """Kills its process at the n-th sign of life."""

    def __init__(self, dies_at: int) -> None:
        self.left = dies_at

    def _live(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def step(self, name: str) -> Iterator[DyingProgress]:
        print(name, flush=True)
        self._live()
        yield self
        self._live()

    def report(self, percent: float, description: str = "") -> None:
        self._live()

    def check(self) -> None:
        self._live()


def main() -> None:
    """Move until death."""
    order = json.loads(sys.argv[1])
    hosts = [open_provider("local:", state_dir=Path(folder)) for folder in order["hosts"]]
    for host in hosts:
        host.connect()
    move = Move(UUID(order["move"]), hosts[-1], order["path"], copy=order["copy"])
    machine = hosts[0].machine(UUID(order["machine"]))
    move_machine(hosts[0], machine, move, DyingProgress(order["dies_at"]))


main()
