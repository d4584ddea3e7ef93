"""What the New Virtual Machine wizard collects: one request, from which its script is made."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from pydantic import Field

from vmmconsole.cmdlets.hardware_rules import hardware_of
from vmmconsole.model import Template, VirtualMachine
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.noun import Ref, Value
from vmmconsole.model.status import PlacementGoal, VMStartAction, VMStopAction

from .hardware_rules import add_disk, standard_hardware
from .host_paths import same_path


def local_now() -> datetime:
    """The time now in the zone of this computer, as the header of a script shows it."""
    return datetime.now(UTC).astimezone()


class Source(StrEnum):
    """What the new virtual machine is made from."""

    BLANK_DISK = "BlankDisk"
    EXISTING_DISK = "ExistingDisk"
    TEMPLATE = "Template"
    CLONE = "Clone"

    @property
    def is_copied(self) -> bool:
        """Whether the new one gets the hardware and the disks of the source as they are."""
        return self in {Source.TEMPLATE, Source.CLONE}


class LibraryFile(Value):
    """A file of the library as a script finds it again; sizes in bytes."""

    id: UUID
    name: str
    share_path: str
    library_server: str = ""
    size: int = 0


class SourceMachine(Value):
    """The virtual machine or template that the new one becomes a copy of, as it was when it was chosen."""

    kind: str
    id: UUID
    name: str
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    hardware: Hardware
    disk_gb: float = Field(default=0, alias="DiskGB")
    operating_system: str = ""

    @property
    def ref(self) -> Ref:
        """A pointer to it."""
        return Ref(kind=self.kind, id=self.id, name=self.name)

    @property
    def source(self) -> Source:
        """What the wizard calls it."""
        return Source.TEMPLATE if self.kind == Template.kind else Source.CLONE


def source_machine(noun: VirtualMachine | Template) -> SourceMachine:
    """A virtual machine or template as a source."""
    images = [drive.virtual_hard_disk for drive in noun.virtual_disk_drives if drive.virtual_hard_disk is not None]
    needed = sum(max(image.size, image.maximum_size) for image in images)  # as New-VM counts
    return SourceMachine(
        kind=noun.kind, id=noun.id, name=noun.name, vm_host=noun.vm_host, hardware=hardware_of(noun),
        disk_gb=round(needed / 1024**3, 2), operating_system=noun.operating_system,
    )  # fmt: skip


class Weights(Value):
    """What matters to the rating of hosts in this wizard; weights 0 to 10, None where the server's goal holds."""

    goal: PlacementGoal | None = None
    cpu: int = Field(default=5, alias="CPU")
    memory: int = 8
    disk: int = 2
    network: int = 2

    def query(self) -> dict[str, Any]:
        """The fields of a `RatingQuery` that they fill."""
        return {
            "goal": self.goal, "cpu_weight": self.cpu, "memory_weight": self.memory, "disk_weight": self.disk,
            "network_weight": self.network,
        }  # fmt: skip


class NewVirtualMachine(Value):
    """Everything chosen in the wizard. `job_group`, `profile_id` and `generated_at` are fixed when it opens, so that
    the script shown is the script run."""

    server: str = "localhost"
    job_group: UUID = Field(default_factory=uuid4)
    profile_id: UUID = Field(default_factory=uuid4)
    generated_at: datetime = Field(default_factory=local_now)

    source: Source = Source.BLANK_DISK
    source_disk: LibraryFile | None = None
    """The virtual hard disk from the library that the machine starts from."""
    source_path: str = ""
    """A disk file on the host that the machine uses where it is."""
    source_machine: SourceMachine | None = None
    """The virtual machine or template that it becomes a copy of; `hardware` is that one's then."""
    has_fixed_source: bool = False
    """Whether the wizard was opened on the source, so that it asks for none."""
    name: str = ""
    owner: str = ""
    description: str = ""
    hardware: Hardware = Field(default_factory=standard_hardware)
    floppy_disk: LibraryFile | None = None
    isos: dict[UUID, LibraryFile] = Field(default_factory=dict, alias="ISOs")
    """The library's image in a DVD drive, by the drive's ID."""
    disks: dict[UUID, LibraryFile] = Field(default_factory=dict)
    """The library's virtual hard disk behind a disk drive, by the drive's ID."""
    host: Ref | None = None
    stars: float | None = None
    cpu_after_percent: int | None = Field(default=None, alias="CPUAfterPercent")
    memory_after_percent: int | None = None
    weights: Weights = Field(default_factory=Weights)
    path: str = ""
    host_paths: list[str] = Field(default_factory=list)
    """The default paths of the chosen host."""
    add_path: bool = False
    """Whether the path becomes one of them."""
    operating_system: str = ""
    start_action: VMStartAction = VMStartAction.IF_RUNNING
    stop_action: VMStopAction = VMStopAction.SAVE
    delay_start: int = 0
    exclude_from_pro: bool = Field(default=False, alias="ExcludeFromPRO")
    start_vm: bool = False

    @property
    def profile_name(self) -> str:
        """The throw-away hardware profile: ``Profile<guid>``."""
        return f"Profile{self.profile_id}"

    @property
    def new_default_path(self) -> str:
        """The path that becomes one of the host's default paths; empty where none does."""
        wanted = self.add_path and self.host is not None and self.path
        return "" if not wanted or any(same_path(self.path, known) for known in self.host_paths) else self.path

    @property
    def source_drive(self) -> VirtualDiskDrive | None:
        """The drive that stands for an existing source disk."""
        if self.source.is_copied:
            return None
        for drive in self.hardware.virtual_disk_drives:
            if drive.size_mb is None and (drive.source_id is not None or drive.path):
                return drive
        return None

    @property
    def new_disk_gb(self) -> float:
        """The space in GB that its disks need, as placement is asked for it."""
        if self.source.is_copied:
            return self.source_machine.disk_gb if self.source_machine else 0.0
        made = sum(drive.size_mb or 0 for drive in self.hardware.virtual_disk_drives) / 1024
        copied = sum(file.size for file in self.disks.values()) + (self.source_disk.size if self.source_disk else 0)
        return round(made + copied / 1024**3, 2)


def new_request(*, server: str, owner: str) -> NewVirtualMachine:
    """A request as the wizard opens with: a blank disk of 40 GB and standard devices."""
    from .hardware_rules import HardwareLimits

    request = NewVirtualMachine(server=server, owner=owner)
    add_disk(request.hardware, HardwareLimits(), "disk")
    request.hardware.virtual_disk_drives[0].file_name = ""
    return request
