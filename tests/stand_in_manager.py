"""A stand-in for a virtualization manager and its provider: a tree in memory over simulated hosts.

It says what `vmmconsole.providers.manager` promises, so that the engine's side is tested without a server; with one,
and with the provider, see the tests that use ``vcsim``.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from vmmconsole.engine.refresh.merge import READ_WHOLE
from vmmconsole.model import VirtualizationManager, VirtualMachine
from vmmconsole.model.errors import AccessError, CertificateError, HostUnreachableError, VMMError
from vmmconsole.model.status import VirtualizationPlatform
from vmmconsole.providers.contract import Provider, VMStats
from vmmconsole.providers.manager import (
    Limits,
    Login,
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerFacts,
    ManagerInventory,
    ManagerListener,
    OutsideTask,
    Place,
    PlaceKind,
    ResourcePool,
)
from vmmconsole.providers.simulated import SimulatedProvider

DATACENTER = Place("dc-1", "Berlin", PlaceKind.DATACENTER)
CLUSTER = Place("c-1", "Gold", PlaceKind.CLUSTER, "dc-1")
POOLS = (ResourcePool("p-1", "Resources", "c-1"), ResourcePool("p-2", "Production", "c-1", "p-1"))


class StandInServer:
    """What lasts when connections go: hosts h1 and h2 in the cluster Berlin\\Gold, its account, its certificate."""

    def __init__(self, name: str = "vcenter-01", machines: int = 6, *, first: int = 1) -> None:
        self.name = name
        self.password = "secret"
        self.fingerprint = ":".join(["AA"] * 32)
        self.trusted = True
        self.away = False
        self.places: tuple[Place, ...] = (DATACENTER, CLUSTER)
        self.tasks: tuple[OutsideTask, ...] = ()
        self.pools = POOLS
        self.tags: dict[UUID, tuple[str, ...]] = {}
        self.limits = Limits()
        self.calls: Counter[str] = Counter()
        self.hosts: dict[str, SimulatedProvider] = {}
        self.managers: list[StandInManager] = []
        share = machines // 2
        for number, key in enumerate(("h1", "h2")):
            provider = SimulatedProvider(f"{name}-{key}", machines=share, first=first + number * share)
            provider.connect()
            provider.set_listener(_HostListener(self, key))
            self.hosts[key] = provider

    def open(self, manager: VirtualizationManager, login: Login, state_dir: Path) -> StandInManager:
        """In the place of `vmmconsole.engine.managers.open_it`."""
        del state_dir
        made = StandInManager(self, login, manager.fingerprint)
        self.managers.append(made)
        return made

    def light(self, key: str, machine: VirtualMachine) -> ManagedMachine:
        """A machine as it is told in lists."""
        whole = self.whole(key, machine).machine
        return ManagedMachine(key, whole.model_copy(update=_EMPTY))

    def whole(self, key: str, machine: VirtualMachine) -> ManagedMachine:
        """A machine with everything."""
        devices = repr([getattr(machine, name) for name in sorted(READ_WHOLE)])
        version = hashlib.sha256(devices.encode()).hexdigest()[:8]
        facts = {"config_version": version, "virtualization_platform": VirtualizationPlatform.VMWARE_ESX}
        return ManagedMachine(key, machine.model_copy(update=facts), whole=True)

    def inventory(self) -> ManagerInventory:
        """Everything."""
        hosts, machines = [], []
        for key, provider in self.hosts.items():
            found = provider.inventory()
            esx = {"virtualization_platform": VirtualizationPlatform.VMWARE_ESX}
            hosts.append(ManagedHost(key, "c-1", found.host.model_copy(update=esx)))
            machines += [self.light(key, machine) for machine in found.machines]
        facts = ManagerFacts(self.name, version="8.0.2", instance_id=f"id of {self.name}")
        return ManagerInventory(facts, self.places, tuple(hosts), tuple(machines), self.pools, self.tasks)

    def tell(self, changes: ManagerChanges) -> None:
        """Tell everybody who is connected."""
        for manager in self.managers:
            if manager.connected and manager.listener is not None:
                manager.listener.changed(changes)

    def machine_changed(self, key: str, machine_id: UUID) -> None:
        """A host says so."""
        machine = self.hosts[key].machine(machine_id)
        self.tell(ManagerChanges(machines=(self.light(key, machine),)))

    def go(self) -> None:
        """Answer nobody any more."""
        self.away = True
        for manager in self.managers:
            if manager.connected and manager.listener is not None:
                manager.connected = False
                manager.lost = True
                manager.listener.connection_lost("The stand-in is away.")

    def come_back(self) -> None:
        """Answer again: connections that were lost are made again."""
        self.away = False
        for manager in self.managers:
            if manager.lost and manager.listener is not None:
                manager.lost, manager.connected = False, True
                manager.listener.connection_restored(self.inventory())

    def refuse(self, error: VMMError) -> None:
        """Refuse all connections from now on."""
        for manager in self.managers:
            if manager.connected and manager.listener is not None:
                manager.connected = False
                manager.listener.connection_refused(error)


_EMPTY = {name: VirtualMachine(name="light").__dict__[name] for name in READ_WHOLE}


class _HostListener:
    """Hears one simulated host."""

    def __init__(self, server: StandInServer, key: str) -> None:
        self._server = server
        self._key = key

    def machine_changed(self, machine_id: UUID) -> None:
        self._server.machine_changed(self._key, machine_id)

    def machine_removed(self, machine_id: UUID) -> None:
        self._server.tell(ManagerChanges(removed_machines=(machine_id,)))

    def host_changed(self) -> None:
        """Not told."""

    def connection_lost(self, reason: str) -> None:
        """Hosts stay."""

    def connection_restored(self) -> None:
        """Hosts stay."""


class StandInManager:
    """One connection to the stand-in server; see `vmmconsole.providers.manager.Manager`."""

    platform: ClassVar[VirtualizationPlatform] = VirtualizationPlatform.VMWARE_VC

    def __init__(self, server: StandInServer, login: Login, fingerprint: str) -> None:
        self.server = server
        self.listener: ManagerListener | None = None
        self.connected = False
        self.lost = False
        self._login = login
        self._fingerprint = fingerprint
        self._lock = threading.Lock()

    def set_listener(self, listener: ManagerListener) -> None:
        self.listener = listener

    def connect(self) -> ManagerInventory:
        self._count("connect")
        if self.server.away:
            raise HostUnreachableError(f"'{self.server.name}' does not answer.")
        pinned = self._fingerprint
        if (pinned and pinned != self.server.fingerprint) or (not pinned and not self.server.trusted):
            raise CertificateError(f"The certificate of '{self.server.name}' is not accepted.")
        if self._login.password != self.server.password:
            raise AccessError("The password is wrong.")
        found = self.server.inventory()
        self.connected = True
        return found

    def close(self) -> None:
        self.connected = self.lost = False

    def inventory(self) -> ManagerInventory:
        self._count("inventory")
        self._ask()
        return self.server.inventory()

    def whole(self, machine_ids: Sequence[UUID]) -> list[ManagedMachine]:
        self._count("whole")
        self._ask()
        found = []
        for key, provider in self.server.hosts.items():
            machines = {machine.id: machine for machine in provider.inventory().machines}
            found += [self.server.whole(key, machines[i]) for i in machine_ids if i in machines]
        return found

    def stats(self) -> dict[UUID, VMStats]:
        self._count("stats")
        self._ask()
        return {i: stats for provider in self.server.hosts.values() for i, stats in provider.stats().items()}

    def tags(self) -> dict[UUID, tuple[str, ...]]:
        self._count("tags")
        self._ask()
        return dict(self.server.tags)

    def host(self, key: str) -> Provider:
        return self.server.hosts[key]

    def limits(self) -> Limits:
        return self.server.limits

    def _ask(self) -> None:
        if self.server.away:
            raise HostUnreachableError("The stand-in is away.")

    def _count(self, call: str) -> None:
        with self._lock:
            self.server.calls[call] += 1
