"""ClientStandIn: an engine's client in memory, for tests of the console; named a stand-in because it is no engine."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from vmmconsole.client.contract import (
    Batch,
    CmdletAnswer,
    DirectoryEntry,
    Event,
    HostCapabilities,
    Listing,
    PathFacts,
    RatingQuery,
    ScreenViewer,
)
from vmmconsole.model import (
    ISO,
    NOUNS,
    Job,
    LibraryServer,
    LibraryShare,
    Noun,
    UserRole,
    VirtualHardDisk,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import ConflictError, HostUnreachableError, NotFoundError, VMMError
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter, VMHostRating, VMHostVolume
from vmmconsole.model.job import Change, ErrorInfo, Step
from vmmconsole.model.status import HostStatus, JobStatus, VirtualizationPlatform, VMStatus

SPACE = UUID("6f1f2c52-0b6e-4f0e-8f5e-1c7d1f4b9a10")
NOW = datetime.now(UTC)


def identity(name: str) -> UUID:
    """The same ID for the same name in every run."""
    return uuid5(SPACE, name)


class ClientStandIn:
    """Keeps nouns by kind; `put` and `remove` make events as an engine would."""

    address = "localhost"
    user = "CONTOSO\\anna"

    def __init__(self) -> None:
        self.server: dict[str, Any] = {
            "UserName": "CONTOSO\\anna", "UserRoleName": "Administrator", "ProductVersion": "1.2.3",
            "Database": "sqlite:////srv/vmm/data/engine.sqlite", "LibraryRefresherEnabled": True,
            "LibraryRefresherFrequency": 1, "PlacementGoal": "LoadBalance",
        }  # fmt: skip
        self.objects: dict[str, dict[UUID, Noun]] = {kind: {} for kind in NOUNS}
        self.revision = 1
        self.scripts: list[str] = []
        """What was posted, in order."""
        self.stopped: list[str] = []
        self.contents: dict[str, bytes] = {}
        """What is in the scripts of the library, by ID."""
        self.restarted: list[str] = []
        self.thumbnails = 0
        self.picture: bytes | None = None
        self.abilities = HostCapabilities(thumbnail=True, viewer=True, live_migration=True, storage_migration=True)
        """What every host can do."""
        self.viewer_found = ScreenViewer(program="virt-viewer", arguments=["--uuid", "x"])
        self.error: VMMError | None = None
        """Raised by the next call of `run`."""
        self._streams: list[asyncio.Queue[Batch | VMMError]] = []

    @property
    def is_followed(self) -> bool:
        """Whether somebody reads the changes."""
        return bool(self._streams)

    # What tests do to it

    def put(self, *nouns: Noun, changed: tuple[str, ...] = ()) -> None:
        """Add or change objects, and tell the streams."""
        events = []
        for noun in nouns:
            self.revision += 1
            noun.revision = self.revision
            self.objects[noun.kind][noun.id] = noun
            events.append(Event(noun.kind, str(noun.id), self.revision, noun.list_row(), changed))
        self.send(Batch(self.revision, events))

    def remove(self, noun: Noun) -> None:
        """Remove an object, and tell the streams."""
        self.revision += 1
        del self.objects[noun.kind][noun.id]
        self.send(Batch(self.revision, [Event(noun.kind, str(noun.id), self.revision, None)]))

    def send(self, batch: Batch) -> None:
        """Put a batch into every stream."""
        for stream in self._streams:
            stream.put_nowait(batch)

    def refuse_to_go_on(self, why: str) -> None:
        """End the streams as an engine does when everything has to be listed again."""
        for stream in self._streams:
            stream.put_nowait(ConflictError("Nobody can go on from there.", cause=why))

    def lose_connection(self, problem: str = "The engine does not answer.") -> None:
        """Say that the connection is lost."""
        self.send(Batch(self.revision, connected=False, problem=problem))

    def machine(self, name: str) -> VirtualMachine:
        """The machine of that name."""
        return next(vm for vm in self.objects["VM"].values() if vm.name == name)  # type: ignore[return-value]  # by kind

    # EngineClient

    async def connect(self) -> None:
        """Nothing to wait for."""

    async def close(self) -> None:
        """Nothing to end."""

    async def server_facts(self) -> dict[str, Any]:
        """What it is and how it is set."""
        return self.server

    async def list(self, kind: type[Noun]) -> Listing:
        rows = [noun.list_row() for noun in self.objects[kind.kind].values()]
        return Listing(self.revision, kind.list_properties, rows)

    async def get(self, kind: type[Any], object_id: UUID | str) -> Any:
        try:
            return self.objects[kind.kind][UUID(str(object_id))]
        except KeyError as err:
            raise NotFoundError(f"There is no {kind.title} of that ID.") from err

    async def changes(self, since: int) -> AsyncIterator[Batch]:
        stream: asyncio.Queue[Batch | VMMError] = asyncio.Queue()
        self._streams.append(stream)
        try:
            while True:
                batch = await stream.get()
                if isinstance(batch, VMMError):
                    raise batch
                yield batch
        finally:
            self._streams.remove(stream)

    async def tracking(self, *, job: UUID | str | None = None, obj: UUID | str | None = None) -> Any:
        machine = next(iter(self.objects["VM"].values()))
        return [
            Change(revision=7, object_kind="VM", object_id=machine.id, object_name=machine.name,
                   property_name="Memory", previous_value=2048, new_value=4096, changed_at=NOW, by=self.user)
        ]  # fmt: skip

    async def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.scripts.append(script)
        job = Job(id=job_id or uuid4(), name=name or "Run script", script=script, owner=self.user,
                  status=JobStatus.RUNNING, started_at=datetime.now(UTC), is_stoppable=True)  # fmt: skip
        self.put(job)
        return job

    async def wait(self, job_id: UUID | str) -> Job:
        return await self.get(Job, job_id)

    async def stop_job(self, job_id: UUID | str) -> Job:
        self.stopped.append(str(job_id))
        return await self.get(Job, job_id)

    async def call(self, name: str, arguments: Mapping[str, Any], **_options: Any) -> CmdletAnswer:
        raise HostUnreachableError(f"{name} found nothing at {arguments['ComputerName']}.")

    async def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        del secret_id, user_name, password

    async def restart_job(self, job_id: UUID | str, *, skip_failed_step: bool = False) -> Job:
        self.restarted.append(str(job_id))
        return await self.get(Job, job_id)

    async def rate(self, query: RatingQuery) -> list[VMHostRating]:  # type: ignore[valid-type]  # list is a method here
        return [
            VMHostRating(rating=4.5, name=host.name, vm_host=host.ref, preferred_path="/var/lib/vmm")
            for host in self.objects["VMHost"].values()
        ]

    async def viewer(self, machine_id: UUID | str) -> ScreenViewer:
        return self.viewer_found

    async def thumbnail(self, machine_id: UUID | str) -> bytes | None:
        self.thumbnails += 1
        return self.picture

    async def files_of(self, machine_id: UUID | str) -> Any:
        return ["/var/lib/vmm/disk.qcow2"]

    async def script_content(self, script_id: UUID | str) -> bytes:
        return self.contents[str(script_id)]

    async def directory(self, host_id: UUID | str, path: str) -> Any:
        return [DirectoryEntry(name="vmm", path="/var/lib/vmm", is_directory=True)]

    async def path_facts(self, host_id: UUID | str, path: str) -> PathFacts:
        return PathFacts(exists=True, writable=True, free_space=10**12)

    async def capabilities(self, host_id: UUID | str) -> HostCapabilities:
        return self.abilities


_MACHINES = (
    ("app-web-01", VMStatus.RUNNING, "hv-cph-01", "CONTOSO\\anna", 12, 4096, "Windows Server 2025", 12.17),
    ("app-web-02", VMStatus.RUNNING, "hv-cph-02", "CONTOSO\\anna", 84, 4096, "Windows Server 2025", 12.17),
    ("build-07", VMStatus.UNDER_CREATION, "kvm-cph-01", "CONTOSO\\bo", None, 8192, "Debian 12", None),
    ("db-pg-01", VMStatus.RUNNING, "kvm-cph-01", "CONTOSO\\bo", 31, 16384, "Debian 12", 61.1),
    ("db-sql-02", VMStatus.SAVED, "hv-cph-01", "CONTOSO\\anna", None, 32768, "Windows Server 2022", None),
    ("dc-03", VMStatus.RUNNING, "hv-cph-02", "CONTOSO\\admin", 3, 2048, "Windows Server 2025", 90.05),
    (
        "legacy-erp",
        VMStatus.POWER_OFF,
        "hv-cph-01",
        "CONTOSO\\carl",
        None,
        2048,
        "Windows Server 2003 Enterprise",
        None,
    ),
    ("mail-edge", VMStatus.PAUSED, "kvm-cph-01", "CONTOSO\\dana", 0, 4096, "Debian 12", 33.3),
    ("test-win11-04", VMStatus.CREATION_FAILED, "hv-cph-02", "CONTOSO\\dana", None, 8192, "Windows 11", None),
    ("vpn-gw", VMStatus.RUNNING, "kvm-cph-01", "CONTOSO\\admin", 5, 1024, "Debian 12", 120.0),
)


def fabric(client: ClientStandIn, machines: int = 40) -> ClientStandIn:
    """Fill a stand-in with the fabric of the sketches, and desktops up to so many machines."""
    root = VMHostGroup(id=identity("All Hosts"), name="All Hosts", path="All Hosts", is_root=True)
    groups = {"All Hosts": root}
    for name in ("Copenhagen", "Munich", "Lab"):
        groups[name] = VMHostGroup(id=identity(name), name=name, path=f"All Hosts\\{name}", parent_host_group=root.ref)
    client.put(*groups.values())
    hosts = _hosts(groups)
    client.put(*hosts.values())
    client.put(*_named_machines(hosts), *_desktops(hosts, machines - len(_MACHINES)))
    client.put(*_library(), UserRole(id=identity("role"), name="Administrator", members=[client.user]))
    client.put(*_jobs(client))
    return client


def _hosts(groups: dict[str, VMHostGroup]) -> dict[str, VMHost]:
    hosts = {}
    for name, group, state, platform in (
        ("hv-cph-01", "Copenhagen", HostStatus.OK, VirtualizationPlatform.HYPER_V),
        ("hv-cph-02", "Copenhagen", HostStatus.OK, VirtualizationPlatform.HYPER_V),
        ("kvm-cph-01", "Copenhagen", HostStatus.OK, VirtualizationPlatform.KVM),
        ("esx-muc-01", "Munich", HostStatus.MAINTENANCE_MODE, VirtualizationPlatform.VMWARE_ESX),
        ("esx-muc-02", "Munich", HostStatus.NEEDS_ATTENTION, VirtualizationPlatform.VMWARE_ESX),
    ):
        hosts[name] = VMHost(
            id=identity(name), name=name, overall_state=state, vm_host_group=groups[group].ref,
            virtualization_platform=platform, virtualization_version="9.0.0", operating_system="Debian GNU/Linux 12",
            cpu_utilization=37, available_memory=61_440, total_memory=128 * 1024**3, logical_processor_count=32,
            processor_model="AMD EPYC 7543", running_vms=8, total_vms=12, connection=f"qemu+ssh://{name}/system",
            status_reason="The agent is old. Update it." if state is HostStatus.NEEDS_ATTENTION else "",
            refreshed_at=NOW, accelerator="kvm",
            volumes=[VMHostVolume(name="root", mount_point="/", capacity=2 * 10**12, free_space=9 * 10**11)],
            networks=[VirtualNetwork(id=identity(f"{name} net"), name="Production", type="bridge")],
            network_adapters=[VMHostNetworkAdapter(id=identity(f"{name} nic"), name="eno1",
                                                   ip_addresses=["10.20.4.2"])],
        )  # fmt: skip
    return hosts


def _machine(name: str, host: VMHost, status: VMStatus, days: float | None, **values: Any) -> VirtualMachine:
    disk = DiskImage(name=f"{name}_disk_1", location=f"/var/lib/vmm/{name}.qcow2", maximum_size=90 * 1024**3)
    return VirtualMachine(
        id=identity(name), name=name, status=status, vm_host=host.ref,
        host_group_path=f"All Hosts\\{host.vm_host_group}", virtualization_platform=host.virtualization_platform,
        started_at=NOW - timedelta(days=days) if days is not None else None, total_size=37 * 1024**3,
        added_at=NOW - timedelta(days=62), has_guest_agent=status is VMStatus.RUNNING, cpu_count=4,
        virtual_disk_drives=[VirtualDiskDrive(virtual_hard_disk=disk)],
        virtual_network_adapters=[
            VirtualNetworkAdapter(virtual_network="Production", mac_address="00:1d:d8:b7:1c:14", vlan_enabled=True,
                                  vlan_id=204, ipv4_addresses=["10.20.4.31"])
        ],
        **values,
    )  # fmt: skip


def _named_machines(hosts: dict[str, VMHost]) -> list[VirtualMachine]:
    made = []
    for name, status, host, owner, cpu, memory, system, days in _MACHINES:
        made.append(
            _machine(name, hosts[host], status, days, owner=owner, cpu_utilization=cpu, memory_mb=memory,
                     operating_system=system, memory_used_mb=9523 if name == "db-pg-01" else None,
                     tag="finance" if name == "db-pg-01" else "")
        )  # fmt: skip
    pg = next(vm for vm in made if vm.name == "db-pg-01")
    first = VMCheckpoint(name="Before upgrade", vm=pg.ref, added_at=NOW - timedelta(days=12))
    pg.checkpoints = [
        first,
        VMCheckpoint(name="After upgrade", vm=pg.ref, added_at=NOW - timedelta(days=3), is_current=True,
                     parent_checkpoint_id=first.id),
    ]  # fmt: skip
    return made


def _desktops(hosts: dict[str, VMHost], count: int) -> list[VirtualMachine]:
    chance = random.Random(7)
    there = [*hosts.values()]
    return [
        _machine(
            f"vdi-{number:03}", chance.choice(there), VMStatus.RUNNING if number % 5 else VMStatus.POWER_OFF,
            2.0 if number % 5 else None, owner="CONTOSO\\pool", memory_mb=4096, operating_system="Windows 11",
            cpu_utilization=chance.randrange(100) if number % 5 else None,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def _library() -> list[Noun]:
    server = LibraryServer(id=identity("server"), name="localhost")
    share = LibraryShare(id=identity("share"), name="VMM Library", path="/home/anna/VMM Library",
                         library_server=server.ref, free_space=5 * 10**11)  # fmt: skip
    place: dict[str, Any] = {"library_server": server.ref, "library_share": share.ref}
    return [
        server,
        share,
        ISO(id=identity("iso"), name="debian-12.iso", share_path=f"{share.path}/ISO/debian-12.iso", directory="ISO",
            size=658_505_728, **place),
        VirtualHardDisk(id=identity("vhd"), name="Blank Disk - Small", share_path=f"{share.path}/small.qcow2",
                        size=200_704, maximum_size=16 * 1024**3, format="qcow2", **place),
    ]  # fmt: skip


def _jobs(client: ClientStandIn) -> list[Noun]:
    build, failed, dc = client.machine("build-07"), client.machine("test-win11-04"), client.machine("dc-03")
    steps = [
        Step(number="1", name="Create virtual machine", status=JobStatus.RUNNING, progress=62, started_at=NOW),
        Step(number="1.1", name="Create virtual hard disk", status=JobStatus.COMPLETED, progress=100, started_at=NOW,
             ended_at=NOW + timedelta(seconds=2.4)),
        Step(number="1.2", name="Copy ISO image", status=JobStatus.RUNNING, progress=24, started_at=NOW),
    ]  # fmt: skip
    error = ErrorInfo(problem="The disk file could not be created.", cause="There is no space on the volume.",
                      recommended_action="Free some space on the host, then restart the job.", code=2606)  # fmt: skip

    def job(name: str, vm: VirtualMachine, status: JobStatus, minutes: int, **values: Any) -> Job:
        started = NOW - timedelta(minutes=minutes)
        return Job(
            id=identity(f"{name} {vm.name}"), name=name, status=status, owner=vm.owner, result_name=vm.name,
            result_object_type="VM", result_object_id=vm.id, started_at=started, added_at=started,
            ended_at=None if status is JobStatus.RUNNING else started + timedelta(seconds=31),
            script='Get-VM -Name "x" | Start-VM\n', cmdlet_name="New-VM", **values,
        )  # fmt: skip

    jobs = [
        job("Create virtual machine", build, JobStatus.RUNNING, 1, progress=62, is_stoppable=True, steps=steps,
            current_step="Copy ISO image"),
        job("Create virtual machine", failed, JobStatus.FAILED, 40, progress=45, is_restartable=True, error_info=error),
        job("Checkpoint virtual machine", dc, JobStatus.COMPLETED, 90, progress=100),
    ]  # fmt: skip
    failed.most_recent_job, dc.most_recent_job = jobs[1].ref, jobs[2].ref
    client.put(failed, dc)
    return [*jobs]
