"""A store with one simulated host, and the connections of an engine to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from vmmconsole.engine.hosts import Hosts
from vmmconsole.engine.refresh.connection import Intervals
from vmmconsole.engine.store import Store
from vmmconsole.model import VMHost, VMHostGroup
from vmmconsole.providers.simulated import SimulatedProvider


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    opened = Store(f"sqlite:///{tmp_path}/vmm.db")
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def host(store: Store) -> VMHost:
    """A host in the store, in a group."""
    group = store.save(VMHostGroup(name="Lab", path="All Hosts\\Lab"))
    return store.save(VMHost(name="sim-1", connection="simulated:sim-1", vm_host_group=group.ref))


@pytest.fixture
def provider() -> SimulatedProvider:
    """The simulated host itself, with six machines."""
    return SimulatedProvider("sim-1", machines=6)


@pytest.fixture
def busy() -> set[UUID]:
    """The machines that a job works on."""
    return set()


@pytest.fixture
def hosts(store: Store, provider: SimulatedProvider, tmp_path: Path, busy: set[UUID]) -> Iterator[Hosts]:
    """The connections, with short pauses."""
    made = Hosts(
        store,
        tmp_path / "providers",
        in_use=lambda machine_id: machine_id in busy,
        intervals=Intervals(stats=0.05, stats_idle=0.2, full=60, retry=0.05, look_again=0.05),
        open_provider=lambda _connection, _folder: provider,
    )
    yield made
    made.stop()
