"""A stand-in for the engine's client, and a console context that needs no running event loop."""

from __future__ import annotations

import asyncio
import copy
from collections import deque
from collections.abc import Coroutine, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from vmmconsole.client.contract import (
    CmdletAnswer,
    DirectoryEntry,
    HostCapabilities,
    Listing,
    PathFacts,
    RatingQuery,
)
from vmmconsole.model import (
    ISO,
    NOUNS,
    CPUType,
    HardwareProfile,
    Job,
    LibraryServer,
    LibraryShare,
    Noun,
    OperatingSystem,
    Ref,
    VirtualHardDisk,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.host import RatingReason, VirtualNetwork, VMHostRating, VMHostVolume
from vmmconsole.model.status import HostStatus, VirtualizationPlatform, VMStatus
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import ObjectStore
from vmmconsole_ui.theme import look

GB = 1024**3


def certificate(**values: Any) -> ClientCertificate:
    """A certificate that a vCenter has made for itself."""
    known: dict[str, Any] = {
        "computer_name": "vcenter-01", "subject": "vcenter-01", "issuer": "CA of vcenter-01",
        "fingerprint": ":".join(f"{number:02X}" for number in range(32)),
        "valid_from": datetime(2026, 1, 1, tzinfo=UTC), "valid_to": datetime(2036, 1, 1, tzinfo=UTC),
        "host_names": ["vcenter-01", "10.0.0.5"], "reason": "self-signed certificate",
    }  # fmt: skip
    return ClientCertificate(**known | values)


class ClientStandIn:
    """Answers from objects in memory, and keeps the scripts it was asked to run."""

    address = "localhost"
    user = "CONTOSO\\anna"

    def __init__(self) -> None:
        self.server: dict[str, Any] = {
            "UserName": "CONTOSO\\anna", "UserRoleName": "Administrator", "ProductVersion": "1.2.3",
            "Database": "sqlite:////srv/vmm/data/engine.sqlite", "LibraryRefresherEnabled": True,
            "LibraryRefresherFrequency": 1, "PlacementGoal": "LoadBalance",
        }  # fmt: skip
        self.objects: dict[str, dict[str, Noun]] = {kind: {} for kind in NOUNS}
        self.ran: list[tuple[str, str, bool]] = []
        """(script, name, what_if)."""
        self.fails: dict[str, Exception] = {}
        """What a method raises, by its name."""
        self.queries: list[RatingQuery] = []
        self.reasons: dict[str, list[RatingReason]] = {}
        """Reasons against a host, by its name."""
        self.stays: set[str] = set()
        """The hosts that reach the disks of every machine, so that those need not move."""
        self.facts = PathFacts(exists=True, writable=True, free_space=218 * GB)
        self.abilities = HostCapabilities(hot_add_disk=True, hot_add_network_adapter=True, thumbnail=True)
        self.stopped: list[str] = []
        self.secrets: dict[UUID, tuple[str, str]] = {}
        """(user name, password) by ID, as they were sent."""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """The cmdlets that were called, with their arguments."""
        self.certificate = certificate()
        """What every server shows."""
        self.contents: dict[str, bytes] = {}
        """What is in the scripts of the library, by ID."""

    def add(self, obj: Noun) -> Noun:
        self.objects[obj.kind][str(obj.id)] = obj
        return obj

    def _check(self, method: str) -> None:
        if method in self.fails:
            raise self.fails[method]

    async def server_facts(self) -> dict[str, Any]:
        """What it is and how it is set."""
        return self.server

    async def list(self, kind: type[Noun]) -> Listing:
        self._check("list")
        rows = [obj.list_row() for obj in self.objects[kind.kind].values()]
        return Listing(1, kind.list_properties, rows)

    async def get(self, kind: type[Noun], object_id: UUID | str) -> Any:
        self._check("get")
        found = self.objects[kind.kind].get(str(object_id))
        if found is None:
            raise NotFoundError(f"There is no {kind.title} with the ID {object_id}.")
        return copy.deepcopy(found)

    async def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        self._check("run")
        self.ran.append((script, name, what_if))
        return Job(id=job_id or uuid4(), name=name, script=script, what_if=what_if)

    async def wait(self, job_id: UUID | str) -> Job:
        self._check("wait")
        lines = ["Create the virtual machine 'web-04' on kvm-cph-01.", "Make the disk web-04_disk_1 (40 GB)."]
        return Job(id=UUID(str(job_id)), name="plan", status="Completed", what_if=True, messages=lines)

    async def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        self._check("keep_secret")
        self.secrets[secret_id] = (user_name, password)

    async def call(self, name: str, arguments: Mapping[str, Any], **_options: Any) -> CmdletAnswer:
        self._check("call")
        self.calls.append((name, dict(arguments)))
        assert name == "Get-Certificate"
        return CmdletAnswer(output=[self.certificate.to_wire() | {"ObjectType": "ClientCertificate"}])

    async def stop_job(self, job_id: UUID | str) -> Job:
        self.stopped.append(str(job_id))
        return Job(name="stopped")

    async def rate(self, query: RatingQuery) -> list[VMHostRating]:
        self._check("rate")
        self.queries.append(query)
        ratings = []
        for number, host in enumerate(self.objects["VMHost"].values()):
            assert isinstance(host, VMHost)
            reasons = [*self.reasons.get(host.name, []), *self._reasons_of(query.machine_id, host)]
            hard = any(reason.hard for reason in reasons)
            ratings.append(
                VMHostRating(
                    rating=0 if hard else max(0.5, 4.5 - number), name=host.name, vm_host=host.ref, reasons=reasons,
                    explanation=["CPU: 62 % free after placement, weight 5.", "Memory: 39 % free, weight 8."],
                    preferred_path=next(iter(host.vm_paths), ""), cpu_after_percent=38, memory_after_percent=61,
                    **self._way(query.machine_id, host, hard=hard),
                )
            )  # fmt: skip
        return sorted(ratings, key=lambda r: (not r.selectable, -r.rating))

    def _reasons_of(self, machine_id: UUID | None, host: VMHost) -> list[RatingReason]:
        machine = self.objects["VM"].get(str(machine_id))
        here = isinstance(machine, VirtualMachine) and machine.vm_host == host.ref
        return [RatingReason(text="The virtual machine is on this host already.", hard=True)] if here else []

    def _way(self, machine_id: UUID | None, host: VMHost, *, hard: bool) -> dict[str, Any]:
        machine = self.objects["VM"].get(str(machine_id))
        if hard or not isinstance(machine, VirtualMachine):
            return {}
        runs, stays = machine.status is VMStatus.RUNNING, host.name in self.stays
        kind = ("Live" if stays else "Live with storage") if runs else "Shared storage" if stays else "Network"
        return {"transfer_type": kind, "moves_disks": not stays}

    async def files_of(self, machine_id: UUID | str) -> list[str]:
        self._check("files_of")
        machine = self.objects["VM"][str(machine_id)]
        assert isinstance(machine, VirtualMachine)
        return [f"{machine.location}/{machine.name}.qcow2", f"{machine.location}/{machine.name}_VARS.fd"]

    async def script_content(self, script_id: UUID | str) -> bytes:
        return self.contents[str(script_id)]

    async def directory(self, host_id: UUID | str, path: str) -> list[DirectoryEntry]:
        self._check("directory")
        if not path:
            return [DirectoryEntry(name="/var/lib/vmm", path="/var/lib/vmm", is_directory=True),
                    DirectoryEntry(name="/srv/vmm", path="/srv/vmm", is_directory=True)]  # fmt: skip
        return [
            DirectoryEntry(name="web-01", path=f"{path}/web-01", is_directory=True),
            DirectoryEntry(name="old.qcow2", path=f"{path}/old.qcow2", is_directory=False, size=3 * GB),
        ]

    async def path_facts(self, host_id: UUID | str, path: str) -> PathFacts:
        self._check("path_facts")
        return self.facts

    async def capabilities(self, host_id: UUID | str) -> HostCapabilities:
        self._check("capabilities")
        return self.abilities


class ContextStandIn(Context):
    """Runs background work at once, in order; with `hold` it waits until `drain`."""

    def __init__(self, client: ClientStandIn) -> None:
        super().__init__(client, None, ObjectStore())  # type: ignore[arg-type]
        self.stand_in = client
        self.hold = False
        self._queue: deque[tuple[Coroutine[Any, Any, Any], str]] = deque()
        self._busy = False
        self.loop = asyncio.new_event_loop()

    def spawn(self, work: Coroutine[Any, Any, Any], what: str = "") -> Any:
        self._queue.append((work, what))
        if not self.hold:
            self.drain()

    def drain(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            while self._queue:
                work, what = self._queue.popleft()
                try:
                    self.loop.run_until_complete(work)
                except Exception as err:  # noqa: BLE001  the console reports every failure too
                    self.report(err, what)
        finally:
            self._busy = False

    def load(self) -> None:
        """Take the client's objects into the console's own tables."""
        self._busy = True
        for kind in self.objects.tables:
            listing = self.loop.run_until_complete(self.stand_in.list(NOUNS[kind]))
            self.loop.run_until_complete(self.objects.load(listing, kind))
        self._busy = False
        if not self.hold:
            self.drain()

    def end(self) -> None:
        while self._queue:
            self._queue.popleft()[0].close()
        self.loop.close()


def sample_client() -> ClientStandIn:
    """Three hosts in two groups, three machines, a library with two images and a disk."""
    client = ClientStandIn()
    root = VMHostGroup(name="All Hosts", is_root=True)
    group = VMHostGroup(name="Copenhagen", path="All Hosts\\Copenhagen", parent_host_group=root.ref)
    client.add(root)
    client.add(group)
    hosts = [_host(name, group.ref, number) for number, name in enumerate(("kvm-cph-01", "kvm-cph-02", "kvm-muc-01"))]
    for host in hosts:
        client.add(host)
    for name, status in (("web-01", VMStatus.POWER_OFF), ("db-pg-01", VMStatus.RUNNING), ("build", VMStatus.SAVED)):
        client.add(_machine(name, status, hosts[0].ref))
    _add_library(client)
    for name in ("Debian GNU/Linux 12", "Windows Server 2025 Datacenter", "Ubuntu 24.04"):
        client.add(OperatingSystem(name=name))
    for name in ("1.00 GHz Pentium III Xeon", "3.00 GHz Xeon"):
        client.add(CPUType(name=name))
    client.add(HardwareProfile(name="Small server", cpu_count=2, memory_mb=4096))
    return client


def _host(name: str, group: Ref, number: int) -> VMHost:
    names = ("Production", "Lab") if number < 2 else ("Munich",)
    return VMHost(
        name=name, vm_host_group=group, overall_state=HostStatus.OK, virtualization_platform=VirtualizationPlatform.KVM,
        virtualization_version="QEMU 7.2", operating_system="Debian GNU/Linux 12", accelerator="kvm",
        processor_model="AMD EPYC 7313", logical_processor_count=32, total_memory=128 * GB,
        available_memory=64 * 1024, cpu_utilization=23, running_vms=11, total_vms=14, maximum_cpus_per_vm=64,
        maximum_memory_per_vm_mb=131072, connection=f"qemu+ssh://root@{name}/system",
        volumes=[VMHostVolume(name="root", mount_point="/", capacity=900 * GB, free_space=218 * GB)],
        networks=[VirtualNetwork(id=uuid4(), name=n, type="bridge") for n in names],
        vm_paths=["/var/lib/vmm", "/srv/vmm"],
    )  # fmt: skip


def _machine(name: str, status: VMStatus, host: Ref) -> VirtualMachine:
    machine = VirtualMachine(
        name=name, status=status, vm_host=host, owner="CONTOSO\\bo", location=f"/var/lib/vmm/{name}", cpu_count=2,
        memory_mb=4096, operating_system="Debian GNU/Linux 12", description="Made for the tests",
    )  # fmt: skip
    image = DiskImage(name=name, location=f"/var/lib/vmm/{name}/{name}.qcow2", maximum_size=40 * GB, size=7 * GB)
    machine.virtual_disk_drives = [VirtualDiskDrive(name=name, virtual_hard_disk=image)]
    machine.virtual_dvd_drives = [VirtualDVDDrive(bus=1, lun=0)]
    machine.virtual_network_adapters = [
        VirtualNetworkAdapter(virtual_network="Production", mac_address="00:1D:D8:B7:1C:01")
    ]
    first = VMCheckpoint(name=f"{name} - (11/20/2026 09:00:00)", vm=machine.ref, description="Before the upgrade")
    second = VMCheckpoint(name="After the upgrade", vm=machine.ref, parent_checkpoint_id=first.id, is_current=True)
    machine.checkpoints = [first, second]
    return machine


def _add_library(client: ClientStandIn) -> None:
    server = LibraryServer(name="localhost")
    share = LibraryShare(name="VMM Library", path="/home/anna/VMM Library", library_server=server.ref)
    client.add(server)
    client.add(share)
    place = {"library_server": server.ref, "library_share": share.ref}
    for name in ("debian-12.iso", "ubuntu-24.04.iso"):
        client.add(ISO(name=name, share_path=f"{share.path}/{name}", size=660 * 1024**2, **place))
    disk = VirtualHardDisk(
        name="base.qcow2", share_path=f"{share.path}/base.qcow2", size=2 * GB, maximum_size=20 * GB, **place
    )
    client.add(disk)


@pytest.fixture
def client() -> ClientStandIn:
    """An engine with three hosts, three machines and a small library."""
    return sample_client()


@pytest.fixture
def context(client: ClientStandIn, qtbot: QtBot) -> Iterator[ContextStandIn]:
    """A console over that engine, with everything loaded."""
    if look().generation == 0:
        look().apply(scheme="light")
    made = ContextStandIn(client)
    made.load()
    yield made
    made.end()
