"""Hosts and virtual machines in memory, for trying the console and for tests. Named "Simulated" wherever it is seen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote

from .faults import Faults
from .provider import SimulatedProvider

__all__ = ["Faults", "SimulatedProvider", "open"]


def open(connection: str, *, state_dir: Path) -> SimulatedProvider:  # noqa: A001  the registry's word for it
    """The provider for ``simulated:NAME?machines=20&latency=0.1``, with that many sample machines on it.

    `latency` is in seconds per call, `first` numbers the first machine; hosts with the same `storage` reach the same
    disks. `state_dir` is not used: all is in memory.
    """
    name, _, query = connection.partition(":")[2].partition("?")
    options = {key: values[-1] for key, values in parse_qs(query).items()}
    return SimulatedProvider(
        unquote(name.strip("/")) or "sim-host",
        machines=int(options.get("machines", "0")),
        first=int(options.get("first", "1")),
        storage=options.get("storage", ""),
        faults=Faults(latency_seconds=float(options.get("latency", "0"))),
    )
