"""The vCenter simulator for the tests of its provider, and what they are asked for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim, new_vcsim, vcsim
from vmmconsole.engine.refresh.merge import READ_WHOLE
from vmmconsole.model import VirtualMachine
from vmmconsole.model.errors import CancelledError, VMMError
from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerInventory,
    OutsideTask,
    Place,
    ResourcePool,
)
from vmmconsole.providers.vmware.manager import VCenterManager
from vmmconsole.providers.vmware.session import VCenterSession

__all__ = ["new_vcsim", "vcsim"]


@dataclass
class RecordedProgress:
    """Progress that remembers percents; once `cancel` was called, `check` raises."""

    percents: list[float] = field(default_factory=list)
    cancelled: bool = False
    told: threading.Condition = field(default_factory=threading.Condition)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[RecordedProgress]:
        yield self

    def report(self, percent: float, description: str = "") -> None:
        with self.told:
            self.percents.append(percent)
            self.told.notify_all()

    def wait_for(self, percent: float) -> None:
        with self.told:
            assert self.told.wait_for(lambda: percent in self.percents, 20), self.percents

    def cancel(self) -> None:
        self.cancelled = True

    def check(self) -> None:
        if self.cancelled:
            raise CancelledError


class Heard:
    """A listener that keeps in step with what it hears, as the engine does, and lets a test wait for it."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self.places: dict[str, Place] = {}
        self.hosts: dict[str, ManagedHost] = {}
        self.machines: dict[UUID, ManagedMachine] = {}
        self.pools: dict[str, ResourcePool] = {}
        self.tasks: dict[str, OutsideTask] = {}
        self.whole: set[UUID] = set()
        self.lost: list[str] = []
        self.refused: list[VMMError] = []
        self.restored = 0
        self.batches = 0

    def take(self, found: ManagerInventory) -> None:
        self.places = {place.key: place for place in found.places}
        self.hosts = {host.key: host for host in found.hosts}
        self.machines = {machine.machine.id: machine for machine in found.machines}
        self.pools = {pool.key: pool for pool in found.pools}

    def changed(self, changes: ManagerChanges) -> None:
        with self._told:
            self.batches += 1
            self.places |= {place.key: place for place in changes.places}
            self.hosts |= {host.key: host for host in changes.hosts}
            self.machines |= {machine.machine.id: machine for machine in changes.machines}
            self.whole |= {machine.machine.id for machine in changes.machines if machine.whole}
            self.tasks |= {task.key: task for task in changes.tasks}
            for key in changes.removed_places:
                self.places.pop(key, None)
            for key in changes.removed_hosts:
                self.hosts.pop(key, None)
            for machine_id in changes.removed_machines:
                self.machines.pop(machine_id, None)
            if changes.pools is not None:
                self.pools = {pool.key: pool for pool in changes.pools}
            self._told.notify_all()

    def connection_lost(self, reason: str) -> None:
        with self._told:
            self.lost.append(reason)
            self._told.notify_all()

    def connection_refused(self, error: VMMError) -> None:
        with self._told:
            self.refused.append(error)
            self._told.notify_all()

    def connection_restored(self, inventory: ManagerInventory) -> None:
        with self._told:
            self.take(inventory)
            self.restored += 1
            self._told.notify_all()

    def until(self, predicate: Callable[[], Any], seconds: float = 30) -> Any:
        with self._told:
            found = self._told.wait_for(predicate, seconds)
        assert found, (self.lost, self.refused, self.restored, self.batches)
        return found

    def named(self, name: str) -> ManagedMachine | None:
        return next((item for item in self.machines.values() if item.machine.name == name), None)


def as_seen(found: ManagerInventory | Heard) -> dict[str, Any]:
    """What lists show of an inventory, to be compared with another; not the free space, which is this computer’s."""
    volatile = {"added_at", "modified_at", "id"}

    def of(items: Any) -> list[Any]:
        return list(items.values()) if isinstance(items, dict) else list(items)

    def hardware(machine: VirtualMachine) -> dict[str, Any]:
        skipped = READ_WHOLE | (volatile - {"id"})
        return {name: value for name, value in machine if name not in skipped}

    def host(item: ManagedHost) -> dict[str, Any]:
        facts = {name: value for name, value in item.host if name not in volatile | {"volumes", "vm_paths"}}
        return {**facts, "place": item.place, "volumes": [volume.mount_point for volume in item.host.volumes]}

    return {
        "places": {place.key: place for place in of(found.places)},
        "pools": {pool.key: pool for pool in of(found.pools)},
        "hosts": {each.key: host(each) for each in of(found.hosts)},
        "machines": {m.machine.id: (m.host, hardware(m.machine)) for m in of(found.machines)},
    }


@contextlib.contextmanager
def following(vcsim: Vcsim) -> Iterator[tuple[VCenterManager, Heard]]:
    """A connected manager, and what is heard of it."""
    manager, heard = manager_of(vcsim), Heard()
    manager.set_listener(heard)
    heard.take(manager.connect())
    yield manager, heard
    manager.close()


def manager_of(vcsim: Vcsim) -> VCenterManager:
    """A manager that is not connected yet."""
    return VCenterManager(vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint)


def fresh_listing(vcsim: Vcsim) -> dict[str, Any]:
    """What a manager sees that connects now."""
    manager = manager_of(vcsim)
    found = as_seen(manager.connect())
    manager.close()
    return found


@pytest.fixture
def progress() -> RecordedProgress:
    return RecordedProgress()


def session_on(vcsim: Vcsim) -> VCenterSession:
    """A session that is connected."""
    session = VCenterSession(vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint)
    session.connect()
    return session


@pytest.fixture
def session(vcsim: Vcsim) -> Iterator[VCenterSession]:
    """A session on the simulator that all tests share."""
    made = session_on(vcsim)
    yield made
    made.close()


def machines_of(session: VCenterSession) -> list[Any]:
    """All machines on the server."""
    content = session.content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    found = list(view.view)
    view.DestroyView()
    return found


def end_sessions(vcsim: Vcsim, *sessions: VCenterSession) -> None:
    """End sessions on the server, as its administrator may."""
    keys = [each.content.sessionManager.currentSession.key for each in sessions]
    vcsim.session().content.sessionManager.TerminateSession(keys)


def done(task: Any) -> Any:
    """Wait for a task of a plain session: its result."""
    while task.info.state not in {"success", "error"}:
        pass
    assert task.info.state == "success", task.info.error
    return task.info.result
