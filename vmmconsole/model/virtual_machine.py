"""The virtual machine and its checkpoints."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .hardware import DiskImage, Hardware, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from .noun import Noun, Ref, fixed_ref
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
    property_aliases: ClassVar[dict[str, str]] = {"CheckpointID": "id", "VMId": "vm_id"}

    @property
    def vm_id(self) -> UUID:
        """The virtual machine's ID."""
        return self.vm.id


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
            "highly_available", "limit_cpu_functionality", "limit_cpu_for_migration", "custom_property", "moving_job",
            "read_config_version", "attached_tags",
        }
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset(
        {
            "cpu_utilization", "memory_used_mb", "total_size", "modified_at", "revision", "most_recent_job",
            "config_version", "read_config_version",
        }
    )  # fmt: skip
    property_aliases: ClassVar[dict[str, str]] = {
        "VMId": "id", "HostName": "host_name", "StatusString": "status_text", "VMCheckpoints": "checkpoints",
        "VirtualHardDisks": "virtual_hard_disks", "VMCPath": "configuration_path", "MemoryMB": "memory_mb",
        "HasVMAdditions": "has_guest_agent", "CPUUtilization": "cpu_utilization", "MostRecentTask": "most_recent_job",
        "StatusText": "status_text", "CheckpointCount": "checkpoint_count", "HostId": "host_id",
        "OperatingSystemText": "operating_system_text",
        "ExpectedCPUUtilization": "expected_cpu_utilization", "BiosGuid": "id", "VirtualMachineState": "status",
        "ComputerNameString": "computer_name",
        "SelfServiceUserRole": "user_role", "UserRoleID": "user_role_id", "FailedJobID": "failed_job_id",
        "MostRecentTaskIfLocal": "most_recent_job", "MostRecentTaskID": "most_recent_task_id",
        "BlockDynamicOptimization": "exclude_from_pro", "DelayStartSeconds": "delay_start",
        "VMAddition": "vm_addition", "IsTagEmpty": "is_tag_empty", "ShareSCSIBus": "shares_scsi_bus",
        "LastRestoredVMCheckpoint": "current_checkpoint", "LastRestoredCheckpointID": "current_checkpoint_id",
        "HostType": "host_type", "IsUndergoingLiveMigration": "is_migrating",
        "DynamicMemoryEnabled": "has_dynamic_memory", "MemoryAssignedMB": "memory_assigned_mb",
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {
        "CustomProperty": "custom_property_table", "OperatingSystem": "operating_system_entry",
        "VirtualDiskDrives": "drives_with_owner", "VirtualDVDDrives": "dvd_drives_with_owner",
        "VirtualNetworkAdapters": "adapters_with_owner", "VirtualHardDisks": "disks_with_host",
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
    custom_attributes: dict[str, str] = Field(default_factory=dict)
    """What its virtualization manager keeps of it under names that people made there."""
    attached_tags: list[str] = Field(default_factory=list)
    """The tags that it has on its virtualization manager: ``Category: Tag``."""
    user_role: Ref | None = None
    creation_source: str = ""
    most_recent_job: Ref | None = None
    failed_job: Ref | None = None
    """The job whose failure left it in a …Failed status; Repair-VM -Retry runs it again."""
    moving_job: Ref | None = None
    """The job that moves it to another host. While that job lasts, no refresh takes the machine for another host's."""
    checkpoints: list[VMCheckpoint] = Field(default_factory=list)
    unsupported_reason: str = ""
    generation: int | None = None
    """1 when it starts from BIOS, 2 from UEFI, None where nothing tells."""
    config_version: str = ""
    """What its host names the present state of its devices and checkpoints by; empty where it has no name for that."""
    read_config_version: str | None = ""
    """The `config_version` that the devices and checkpoints here are of; None when they were never read."""
    made_by: str = ""
    """The job and step that made it (``job:step``), so that a step that runs twice finds its own work."""

    @property
    def is_light(self) -> bool:
        """Whether its devices and checkpoints are to be read before anybody uses them."""
        return self.read_config_version != self.config_version

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

    # What scripts read under a name of the product

    @property
    def operating_system_entry(self) -> Ref | None:
        """The entry of the list of operating systems."""
        return fixed_ref("OperatingSystem", "operating system", self.operating_system)

    @property
    def drives_with_owner(self) -> list[VirtualDiskDrive]:
        """Its disk drives, each knowing its owner, and its disk the host."""
        return [drive.owned(self.ref, self.vm_host) for drive in self.virtual_disk_drives]

    @property
    def disks_with_host(self) -> list[DiskImage]:
        """The virtual hard disks of all its drives, each knowing the host."""
        return [drive.virtual_hard_disk for drive in self.drives_with_owner if drive.virtual_hard_disk]

    @property
    def dvd_drives_with_owner(self) -> list[VirtualDVDDrive]:
        """Its DVD drives, each knowing its owner."""
        return [drive.model_copy(update={"parent": self.ref}) for drive in self.virtual_dvd_drives]

    @property
    def adapters_with_owner(self) -> list[VirtualNetworkAdapter]:
        """Its network adapters, each knowing its owner."""
        return [adapter.model_copy(update={"parent": self.ref}) for adapter in self.virtual_network_adapters]

    @property
    def custom_property_table(self) -> dict[str, str]:
        """What the custom properties have, by their names: ``Custom1`` to ``Custom10`` and those that were made."""
        numbered = {f"Custom{number}": value for number, value in enumerate(self.custom_properties, start=1) if value}
        return numbered | self.custom_attributes | self.custom_property

    @property
    def user_role_id(self) -> UUID | None:
        """The self-service role's ID."""
        return self.user_role.id if self.user_role else None

    @property
    def failed_job_id(self) -> UUID | None:
        """The ID of the job that failed."""
        return self.failed_job.id if self.failed_job else None

    @property
    def most_recent_task_id(self) -> UUID | None:
        """The ID of its latest job."""
        return self.most_recent_job.id if self.most_recent_job else None

    @property
    def vm_addition(self) -> str:
        """Whether the guest has an agent, in the product's words."""
        return "Detected" if self.has_guest_agent else "Not Detected"

    @property
    def is_tag_empty(self) -> bool:
        """Whether it has no tag."""
        return not self.tag

    @property
    def shares_scsi_bus(self) -> bool:
        """Whether a SCSI adapter is shared."""
        return any(adapter.shared for adapter in self.virtual_scsi_adapters)

    @property
    def current_checkpoint(self) -> VMCheckpoint | None:
        """The checkpoint that its present state continues from."""
        return next((checkpoint for checkpoint in self.checkpoints if checkpoint.is_current), None)

    @property
    def current_checkpoint_id(self) -> UUID | None:
        """That checkpoint's ID."""
        return self.current_checkpoint.id if self.current_checkpoint else None

    @property
    def host_type(self) -> str | None:
        """What kind of object it is on."""
        return self.vm_host.kind if self.vm_host else None

    @property
    def is_migrating(self) -> bool:
        """Whether it is on its way to another host."""
        return self.status is VMStatus.UNDER_MIGRATION

    @property
    def has_dynamic_memory(self) -> bool:
        """Whether its memory changes by demand: never."""
        return False

    @property
    def memory_assigned_mb(self) -> int:
        """The memory that it has now, in MB."""
        return self.memory_mb if self.status in {VMStatus.RUNNING, VMStatus.PAUSED} else 0
