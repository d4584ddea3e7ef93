"""The providers that the contract is tried on; each gives a connected provider and a folder it may write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from vmmconsole.model.errors import CancelledError
from vmmconsole.providers.contract import Progress, Provider
from vmmconsole.providers.simulated import SimulatedProvider


@dataclass
class Record:
    """A progress that remembers its steps, and can be told to cancel at the n-th check."""

    steps: list[str] = field(default_factory=list)
    cancel_at: int = 0
    checks: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        self.steps.append(name)
        yield self

    def report(self, percent: float, description: str = "") -> None:
        assert 0 <= percent <= 100

    def check(self) -> None:
        self.checks += 1
        if self.checks == self.cancel_at:
            raise CancelledError


class Heard:
    """A listener that remembers what it heard and lets a test wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.machines: set[UUID] = set()
        self.removed: set[UUID] = set()
        self.lost: list[str] = []
        self.restored = 0

    def _note(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def machine_changed(self, machine_id: UUID) -> None:
        self.machines.add(machine_id)
        self._note()

    def machine_removed(self, machine_id: UUID) -> None:
        self.removed.add(machine_id)
        self._note()

    def host_changed(self) -> None:
        self._note()

    def connection_lost(self, reason: str) -> None:
        self.lost.append(reason)
        self._note()

    def connection_restored(self) -> None:
        self.restored += 1
        self._note()

    def wait(self, predicate: Callable[[], bool], seconds: float = 20) -> None:
        with self._changed:
            assert self._changed.wait_for(predicate, seconds), "the event did not come"


@dataclass
class Managed:
    """A provider under test."""

    provider: Provider
    heard: Heard
    folder: str


@dataclass
class Pair:
    """Two hosts of one kind, and a folder for machines on each."""

    source: Provider
    target: Provider
    folder: str
    target_folder: str
    heard: Heard


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def recorder() -> type[Record]:
    return Record


@pytest.fixture(params=["simulated", pytest.param("libvirt", marks=pytest.mark.libvirt)])
def managed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Managed]:
    heard = Heard()
    if request.param == "simulated":
        provider: Provider = SimulatedProvider("contract")
        folder = "/var/lib/vms"
    else:
        provider = request.getfixturevalue("daemon").provider()
        folder = str(tmp_path)
    provider.set_listener(heard)
    provider.connect()
    yield Managed(provider, heard, folder)
    for machine in provider.inventory().machines:
        if machine.status.value in {"Running", "Paused"}:
            provider.stop(machine.id, Record())
        provider.remove(machine.id, delete_files=True, progress=Record())
    provider.close()


@pytest.fixture(params=["simulated"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    assert request.param == "simulated"
    source, target = SimulatedProvider("contract-1"), SimulatedProvider("contract-2")
    heard = Heard()
    for provider in (source, target):
        provider.set_listener(heard)
        provider.connect()
    yield Pair(source, target, "/var/lib/vms/a", "/var/lib/vms/b", heard)
    for provider in (source, target):
        provider.close()
