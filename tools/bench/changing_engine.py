"""The real engine on simulated hosts whose machines change: ``python -m tools.bench.changing_engine DATA HOSTS VMS``.

While the file ``bench.go`` is in its data folder, RATE machines a second are changed on their hosts, as other tools
would do it; the engine hears of it and does all the rest: fetches, stores, and streams to its consoles.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

from vmmconsole.cli import main
from vmmconsole.engine.engine import Engine
from vmmconsole.model import VMHost
from vmmconsole.model.status import VMStatus
from vmmconsole.server import serve

RATE = 100
"""Changes a second."""


class ChangingEngine(Engine):
    """The engine, with somebody at its hosts."""

    def start_background(self) -> None:
        """Begin, and let the machines change when told."""
        super().start_background()
        threading.Thread(target=self._change, name="bench", daemon=True).start()

    def _change(self) -> None:
        chance = random.Random(7)
        self.hosts.wait_connected(60)
        providers: list[Any] = [self.hosts.provider(host) for host in self.store.find(VMHost)]
        machines = [(provider, machine) for provider in providers for machine in provider.inventory().machines]
        go = self.settings.data_dir / "bench.go"
        due = time.monotonic()
        while not self._ending.is_set():
            if not go.exists():
                time.sleep(0.05)
                due = time.monotonic()
                continue
            provider, machine = chance.choice(machines)
            provider.change_outside(machine.id, **self._other(chance, machine.name))
            due += 1 / RATE
            time.sleep(max(0.0, due - time.monotonic()))

    @staticmethod
    def _other(chance: random.Random, name: str) -> dict[str, Any]:
        """Mostly another load, sometimes another state, memory or name."""
        draw = chance.random()
        if draw < 0.8:
            return {"cpu_utilization": chance.randint(0, 100)}
        if draw < 0.95:
            return {"status": chance.choice((VMStatus.RUNNING, VMStatus.POWER_OFF, VMStatus.PAUSED))}
        if draw < 0.98:
            return {"memory_mb": 1024 * chance.randint(1, 64)}
        return {"name": f"{name}-{chance.randint(1, 99)}"}


if __name__ == "__main__":
    serve.Engine = ChangingEngine  # type: ignore[misc]  # the same engine, with somebody at its hosts
    data, hosts, count = sys.argv[1:]
    sys.exit(main(["engine", "--data", str(Path(data)), "--demo", f"{hosts},{count}"]))
