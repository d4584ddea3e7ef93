"""The virtual machine and its checkpoints."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .hardware import DiskImage, Hardware
from .noun import Noun, Ref
from .status import VirtualizationPlatform, VMStartAction, VMStatus, VMStopAction, text_of


class VMCheckpoint(Noun):
    """A point in time that a virtual machine can go back to."""

    kind: ClassVar[str] = "VMCheckpoint"
    title: ClassVar[str] = "checkpoint"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "Description", "VM.ID", "VM.Name", "AddedTime",
                                                  "ParentCheckpointID", "IsCurrent")  # fmt: skip

    vm: Ref = Field(alias="VM")
    native_name: str = ""
    """What the hypervisor calls it."""
    parent_checkpoint_id: UUID | None = Field(default=None, alias="ParentCheckpointID")
    is_current: bool = False
    """Whether the virtual machine's present state continues from it."""
    with_memory: bool = False


class VirtualMachine(Noun, Hardware):
    """A virtual machine on a host or stored in the library.

    The ID is the hypervisor's own where that is unique in this installation. Memory in MB, sizes in bytes,
    `cpu_utilization` in percent of the virtual processors it has.
    """

    kind: ClassVar[str] = "VM"
    title: ClassVar[str] = "virtual machine"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Status", "StatusText", "VMHost.ID", "VMHost.Name", "Owner", "PerfCPUUtilization",
        "CPUCount", "Memory", "OperatingSystem", "OperatingSystemText", "StartedTime",
        "TotalSize", "Tag", "Description", "AddedTime", "VirtualizationPlatform",
        "HostGroupPath", "MostRecentJob.ID", "MostRecentJob.Name", "HasGuestAgent", "CheckpointCount", "Enabled",
    )  # fmt: skip
    engine_properties: ClassVar[frozenset[str]] = frozenset(
        {
            "owner", "description", "tag", "cost_center", "custom_properties", "quota_point", "start_action",
            "stop_action", "delay_start", "exclude_from_pro", "operating_system", "added_at", "most_recent_job",
            "failed_job", "creation_source", "enabled", "cpu_type", "expected_cpu_utilization", "disk_io",
            "network_utilization", "user_role", "host_group_path", "vm_host", "library_server", "made_by",
            "highly_available", "limit_cpu_functionality", "limit_cpu_for_migration", "custom_property",
        }
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset(
        {"cpu_utilization", "memory_used_mb", "total_size", "modified_at", "revision", "most_recent_job"}
    )
    property_aliases: ClassVar[dict[str, str]] = {
        "VMId": "id", "HostName": "host_name", "StatusString": "status_text", "VMCheckpoints": "checkpoints",
        "VirtualHardDisks": "virtual_hard_disks", "VMCPath": "configuration_path", "MemoryMB": "memory_mb",
        "HasVMAdditions": "has_guest_agent", "CPUUtilization": "cpu_utilization", "MostRecentTask": "most_recent_job",
        "StatusText": "status_text", "CheckpointCount": "checkpoint_count", "HostId": "host_id",
        "OperatingSystemText": "operating_system_text",
        "CreationTime": "added_at", "ExpectedCPUUtilization": "expected_cpu_utilization",
    }  # fmt: skip

    status: VMStatus = VMStatus.POWER_OFF
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    library_server: Ref | None = None
    host_group_path: str = ""
    owner: str = ""
    location: str = ""
    """The folder of its files on the host."""
    configuration_path: str = ""
    operating_system: str = ""
    """The name from the list of operating systems."""
    guest_operating_system: str = ""
    """What the guest itself says it runs."""
    computer_name: str = ""
    virtualization_platform: VirtualizationPlatform = VirtualizationPlatform.UNKNOWN
    cpu_utilization: int | None = Field(default=None, alias="PerfCPUUtilization")
    memory_used_mb: int | None = Field(default=None, alias="PerfMemory")
    total_size: int = 0
    started_at: datetime | None = Field(default=None, alias="StartedTime")
    has_guest_agent: bool = False
    has_saved_state: bool = False
    has_screen: bool = False
    """Whether a thumbnail can be taken when it runs."""
    start_action: VMStartAction = VMStartAction.NEVER
    stop_action: VMStopAction = VMStopAction.SAVE
    delay_start: int = 0
    """Seconds to wait before the start action."""
    exclude_from_pro: bool = False
    tag: str = ""
    cost_center: str = ""
    quota_point: int = 1
    custom_properties: list[str] = Field(default_factory=lambda: [""] * 10)
    custom_property: dict[str, str] = Field(default_factory=dict)
    """The values of other custom properties, by the property's name."""
    user_role: Ref | None = None
    creation_source: str = ""
    most_recent_job: Ref | None = None
    failed_job: Ref | None = None
    """The job whose failure left it in a …Failed status; Repair-VM -Retry runs it again."""
    checkpoints: list[VMCheckpoint] = Field(default_factory=list)
    unsupported_reason: str = ""
    made_by: str = ""
    """The job and step that made it (``job:step``), so that a step that runs twice finds its own work."""

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.status)

    @property
    def operating_system_text(self) -> str:
        """The operating system that was chosen for it, else what the guest itself says it runs."""
        return self.operating_system or self.guest_operating_system

    @property
    def host_name(self) -> str:
        """The host's name, empty when it is not on a host."""
        return self.vm_host.name if self.vm_host else ""

    @property
    def host_id(self) -> UUID | None:
        """The host's ID."""
        return self.vm_host.id if self.vm_host else None

    @property
    def checkpoint_count(self) -> int:
        """How many checkpoints it has."""
        return len(self.checkpoints)

    @property
    def virtual_hard_disks(self) -> list[DiskImage]:
        """The virtual hard disks of all its drives."""
        return [d.virtual_hard_disk for d in self.virtual_disk_drives if d.virtual_hard_disk]
