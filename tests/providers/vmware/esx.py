"""An ESX host of the simulator as its verbs have it, for tests of single verbs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.status import BusType
from vmmconsole.providers.contract import Capabilities, Progress, VMSpec
from vmmconsole.providers.vmware.host import VMwareHost
from vmmconsole.providers.vmware.manager import VCenterManager
from vmmconsole.providers.vmware.session import VCenterSession
from vmmconsole.providers.vmware.site import EsxSite

CAPABILITIES = Capabilities(maximum_scsi_lun=15)
STORE = "[LocalDS_0]"


@dataclass
class Steps:
    """Progress that remembers its steps and percents, and can be told to cancel at the n-th check."""

    steps: list[str] = field(default_factory=list)
    percents: list[float] = field(default_factory=list)
    cancel_at: int = 0
    checks: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        self.steps.append(name)
        yield self

    def report(self, percent: float, description: str = "") -> None:
        assert 0 <= percent <= 100
        self.percents.append(percent)

    def check(self) -> None:
        self.checks += 1
        if self.checks == self.cancel_at:
            raise CancelledError


@dataclass
class Shared:
    """Who keeps the session."""

    session: VCenterSession


def hosts_of(session: VCenterSession) -> list[str]:
    """The keys of all hosts, those of the cluster behind that of the standalone host."""
    content = session.content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.HostSystem], True)
    found = session.collect(vim.HostSystem, ["name"], list(view.view))
    view.Destroy()
    return sorted(found, key=lambda key: found[key]["name"], reverse=True)


def site_on(vcsim: Vcsim, number: int = 0) -> EsxSite:
    """One host of the simulator: 0 stands alone, the others are in the cluster."""
    session = VCenterSession(vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint)
    session.connect()
    return EsxSite(Shared(session), hosts_of(session)[number])


@pytest.fixture(scope="module", name="vcsim")
def simulator_of_verbs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vcsim]:
    """A simulator for the tests of one module, which leave their machines behind."""
    started = Vcsim(tmp_path_factory.mktemp("vcsim"), machines=0, hosts=2, standalone_hosts=1, datastores=2)
    yield started
    started.stop()


@pytest.fixture(name="site")
def standalone_host(vcsim: Vcsim) -> Iterator[EsxSite]:
    """The host that is in no cluster."""
    made = site_on(vcsim)
    yield made
    made.session.close()


def spec(name: str = "", **changes: Any) -> VMSpec:
    """A machine with a disk, a DVD drive and a network adapter."""
    hardware = Hardware(
        cpu_count=1, memory_mb=32,
        virtual_disk_drives=[VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=0, size_mb=64)],
        virtual_dvd_drives=[VirtualDVDDrive(bus=1, lun=0)],
        virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="VM Network")],
    )  # fmt: skip
    return VMSpec(**{"id": uuid4(), "name": name or f"vm-{uuid4()}", "path": STORE, "hardware": hardware, **changes})


def devices_of(site: EsxSite, machine_id: UUID) -> list[Any]:
    """The devices of a machine but those that every machine has."""
    return [
        d for d in site.machine(machine_id, "config.hardware.device")["config.hardware.device"] if d.key not in _OWN
    ]


_OWN = {100, 200, 201, 300, 400, 500, 600, 700, 12000}


@pytest.fixture(scope="module")
def manager(vcsim: Vcsim) -> Iterator[VCenterManager]:
    """The simulator as a virtualization manager."""
    made = VCenterManager(vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint)
    made.connect()
    yield made
    made.close()


@pytest.fixture
def hosts(manager: VCenterManager) -> list[VMwareHost]:
    """All hosts: one that stands alone, then those of the cluster."""
    found = [manager.host(key) for key in hosts_of(manager.session)]
    return [host for host in found if isinstance(host, VMwareHost)]
