"""What the Migrate Virtual Machine wizard collects: where each machine goes, with its disks and its networks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from pydantic import Field

from vmmconsole.cmdlets.hardware_rules import hardware_of
from vmmconsole.model import VirtualMachine
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.noun import Ref, Value
from vmmconsole.model.status import VMStatus

from .host_paths import folder_below
from .new_vm_request import Weights, local_now

MOVABLE = frozenset({VMStatus.RUNNING, VMStatus.PAUSED, VMStatus.POWER_OFF, VMStatus.SAVED})
"""The statuses that a machine may be moved in."""
_NOT_RUNNING = frozenset({VMStatus.POWER_OFF, VMStatus.SAVED})


class MovingMachine(Value):
    """A virtual machine and where it goes. `job_group` is fixed when the wizard opens."""

    id: UUID
    name: str
    status: VMStatus
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    location: str = ""
    disk_gb: float = Field(default=0, alias="DiskGB")
    hardware: Hardware
    job_group: UUID = Field(default_factory=uuid4)
    path: str = ""
    """The folder below which it gets its own; empty where its disks stay."""
    disk_paths: dict[UUID, str] = Field(default_factory=dict)
    """Another folder for single disks, by their drive's ID."""
    networks: dict[UUID, str] = Field(default_factory=dict)
    """The network of the other host by the adapter's ID, empty for none; only for those that change."""

    @property
    def disks(self) -> list[VirtualDiskDrive]:
        """The drives with a file on the host."""
        drives = self.hardware.virtual_disk_drives
        return [drive for drive in drives if drive.virtual_hard_disk is not None and drive.virtual_hard_disk.location]

    @property
    def can_start(self) -> bool:
        """Whether it could be started after it has moved."""
        return self.status in _NOT_RUNNING

    def folder_of(self, drive: VirtualDiskDrive) -> str:
        """The folder that a disk goes to; empty where it stays."""
        return self.disk_paths.get(drive.id) or folder_below(self.path, self.name)

    @property
    def moves_all(self) -> bool:
        """Whether every disk has a folder to go to."""
        return bool(self.path) or (bool(self.disks) and all(self.folder_of(drive) for drive in self.disks))

    @property
    def paths(self) -> list[str]:
        """The folders that files go to, each once."""
        return list(dict.fromkeys(path for path in (self.path, *self.disk_paths.values()) if path))

    def bytes_to(self, path: str) -> int:
        """What its disks need of the volume behind one of its `paths`."""
        wanted = {path, folder_below(path, self.name) if path == self.path else path}
        images = [drive.virtual_hard_disk for drive in self.disks if self.folder_of(drive) in wanted]
        return sum(image.size or image.maximum_size for image in images if image is not None)


class Migration(Value):
    """Everything chosen in the wizard."""

    server: str = "localhost"
    generated_at: datetime = Field(default_factory=local_now)
    machines: list[MovingMachine]
    storage_only: bool = False
    """The machines stay on their host, and their disks go to another path of it."""
    group_id: str = Field(default="", alias="GroupID")
    """The host group whose hosts are rated at first; empty for all."""
    host: Ref | None = None
    stars: float | None = None
    weights: Weights = Field(default_factory=Weights)
    use_lan: bool = Field(default=False, alias="UseLAN")
    """Copy the files although both hosts reach them."""
    start_vm: bool = False

    @property
    def travellers(self) -> list[MovingMachine]:
        """The machines that go somewhere: one that is on the chosen host already stays as it is."""
        if self.storage_only or self.host is None:
            return self.machines
        return [m for m in self.machines if m.vm_host is None or m.vm_host.id != self.host.id]


def moving(machine: VirtualMachine) -> MovingMachine:
    """A machine that goes nowhere yet."""
    return MovingMachine(
        id=machine.id, name=machine.name, status=machine.status, vm_host=machine.vm_host, location=machine.location,
        disk_gb=machine.total_size / 1024**3, hardware=hardware_of(machine),
    )  # fmt: skip


def new_migration(machines: list[VirtualMachine], *, server: str, storage_only: bool = False) -> Migration:
    """A request as the wizard opens with; for storage alone the host is the machines' own."""
    request = Migration(server=server, machines=[moving(machine) for machine in machines], storage_only=storage_only)
    if storage_only:
        request.host = request.machines[0].vm_host
    return request
