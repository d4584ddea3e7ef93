"""The providers that the contract is tried on; each gives a connected provider and a folder it may write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError
from vmmconsole.providers.contract import Progress, Provider
from vmmconsole.providers.manager import Manager
from vmmconsole.providers.registry import open_manager
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
class Tried:
    """What is under test, and what of the contract cannot be tried there, with the reason."""

    lacks: dict[str, str] = field(default_factory=dict, kw_only=True)

    def needs(self, what: str) -> None:
        """Skip the test where that cannot be tried."""
        if what in self.lacks:
            pytest.skip(self.lacks[what])


@dataclass
class Managed(Tried):
    """A provider under test."""

    provider: Provider
    heard: Heard
    folder: str


@dataclass
class Pair(Tried):
    """Two hosts of one kind, and a folder for machines on each."""

    source: Provider
    target: Provider
    folder: str
    target_folder: str
    heard: Heard


VCENTER_LACKS = {
    "pause": "ESX has no pause",
    "long names": "vCenter takes names of 80 characters at most",
    "screen": "the simulator draws no screens; tests/providers/vmware/test_screen.py has recorded answers",
    "renaming checkpoints": "the simulator has no RenameSnapshot; see tests/providers/vmware/test_checkpoints.py",
    "exports": "vCenter moves machines between its hosts by itself, and takes none from elsewhere",
    "names by host": "vCenter lets no two machines of a datacenter have one name, whatever their hosts",
    "cancelling between files": "vCenter moves a machine in one task; see tests/providers/vmware/test_migration.py",
}
"""What of the contract cannot be tried on the simulator of vCenter."""


@pytest.fixture(scope="session")
def vcenter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Manager]:
    """A vCenter with two hosts in a cluster and one that stands alone, and no machines."""
    simulator = Vcsim(tmp_path_factory.mktemp("vcsim"), machines=0, hosts=2, standalone_hosts=1, datastores=2)
    manager = open_manager(
        "vcenter", simulator.address, simulator.port, simulator.login, fingerprint=simulator.fingerprint,
        state_dir=tmp_path_factory.mktemp("state"),
    )  # fmt: skip
    manager.connect()
    yield manager
    manager.close()
    simulator.stop()


def esx_hosts(vcenter: Manager) -> list[Provider]:
    """The hosts of the vCenter, those of the cluster first."""
    hosts = sorted(vcenter.inventory().hosts, key=lambda host: host.host.name)
    return [vcenter.host(host.key) for host in hosts]


def empty(provider: Provider) -> None:
    """Remove all machines."""
    for machine in provider.inventory().machines:
        if machine.status.value in {"Running", "Paused"}:
            provider.stop(machine.id, Record())
        provider.remove(machine.id, delete_files=True, progress=Record())


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def recorder() -> type[Record]:
    return Record


@pytest.fixture(params=["simulated", pytest.param("libvirt", marks=pytest.mark.libvirt), "vcenter"])
def managed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Managed]:
    heard = Heard()
    provider: Provider
    lacks: dict[str, str] = {}
    if request.param == "vcenter":
        provider = esx_hosts(request.getfixturevalue("vcenter"))[-1]
        folder, lacks = f"[LocalDS_0] {tmp_path.name}", VCENTER_LACKS
    elif request.param == "simulated":
        provider = SimulatedProvider("contract")
        folder = "/var/lib/vms"
    else:
        provider = request.getfixturevalue("daemon").provider()
        folder = str(tmp_path)
    provider.set_listener(heard)
    provider.connect()
    yield Managed(provider, heard, folder, lacks=lacks)
    empty(provider)
    provider.close()


@pytest.fixture(params=["simulated", pytest.param("libvirt", marks=pytest.mark.libvirt), "vcenter"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    if request.param == "vcenter":
        yield from _pair_of_vcenter(request.getfixturevalue("vcenter"))
        return
    folders = ["/var/lib/vms/a", "/var/lib/vms/b"]
    source: Provider
    target: Provider
    if request.param == "simulated":
        source, target = SimulatedProvider("contract-1"), SimulatedProvider("contract-2")
    else:
        source = request.getfixturevalue("daemon").provider()
        target = request.getfixturevalue("other_daemon").provider()
        folders = [str(tmp_path / "a"), str(tmp_path / "b")]
        for folder in folders:
            Path(folder).mkdir()
    heard = Heard()
    for provider in (source, target):
        provider.set_listener(heard)
        provider.connect()
    yield Pair(source, target, *folders, heard)
    for provider in (source, target):
        provider.close()


def _pair_of_vcenter(vcenter: Manager) -> Iterator[Pair]:
    source, target = esx_hosts(vcenter)[:2]
    heard = Heard()
    for provider in (source, target):
        provider.set_listener(heard)
    yield Pair(source, target, "[LocalDS_0]", "[LocalDS_1]", heard, lacks=VCENTER_LACKS)
    for provider in (source, target):
        empty(provider)
