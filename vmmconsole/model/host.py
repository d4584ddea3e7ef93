"""Virtual machine hosts, the groups they stand in, their networks and volumes, and how well they suit."""

from __future__ import annotations

import re
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .noun import Noun, Ref, Value, fixed_ref
from .status import ComputerState, HostStatus, VirtualizationPlatform, text_of

ROOT_HOST_GROUP = "All Hosts"
LIMITED = (
    "No account for the host itself is known: what goes to it directly, such as its files, may be refused. "
    "Name one with Set-VMHost -Credential."
)


class HostReserves(Value):
    """What placement leaves free on a host; the defaults are the original's."""

    cpu_percentage_reserve: int = Field(default=10, alias="CPUPercentageReserve")
    network_percentage_reserve: int = 10
    disk_space_reserve_mb: int = Field(default=100, alias="DiskSpaceReserveMB")
    max_disk_io_reservation: int = Field(default=10_000, alias="MaxDiskIOReservation")
    memory_reserve_mb: int = Field(default=256, alias="MemoryReserveMB")


class VMHostGroup(Noun, HostReserves):
    """A folder of hosts; `path` is ``All Hosts\\Lab``."""

    kind: ClassVar[str] = "VMHostGroup"
    title: ClassVar[str] = "host group"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Path", "ParentHostGroup.ID", "Description", "VirtualizationManager.Name",
    )  # fmt: skip

    parent_host_group: Ref | None = None
    virtualization_manager: Ref | None = None
    """The server whose tree it is part of; none is a group that people made."""
    path: str = ROOT_HOST_GROUP
    is_root: bool = False
    custom_property: dict[str, str] = Field(default_factory=dict)
    """The values of custom properties, by the property's name."""
    property_aliases: ClassVar[dict[str, str]] = {
        "ParentVMHostGroup": "parent_host_group", "CreationDate": "added_at", "ModificationDate": "modified_at",
    }  # fmt: skip
    related_properties: ClassVar[tuple[str, ...]] = ("Hosts", "AllChildHosts", "ChildGroups", "AllChildGroups")


class VMHostVolume(Value):
    """A place for files on a host; sizes in bytes."""

    id: UUID | None = None
    name: str
    mount_point: str
    capacity: int = 0
    free_space: int = 0
    file_system: str = ""
    available_for_placement: bool = Field(default=True, alias="IsAvailableForPlacement")
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    property_aliases: ClassVar[dict[str, str]] = {"MountPoints": "mount_points", "HostVolumeID": "id"}

    @property
    def mount_points(self) -> list[str]:
        """Where it is found on the host."""
        return [self.mount_point]

    def __str__(self) -> str:
        return self.name


class VirtualNetwork(Value):
    """A network that virtual machines on a host can be connected to."""

    id: UUID
    name: str
    description: str = ""
    type: str = ""
    """``bridge``, ``nat``, ``isolated``, ``user`` (user-mode networking of the hypervisor), ``standard``."""
    active: bool = True
    tag: str = ""
    locations: list[str] = Field(default_factory=list)
    host_bound_vlan_id: int | None = Field(default=None, alias="HostBoundVlanId")
    bound_to_vm_host: bool = Field(default=False, alias="BoundToVMHost")
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    property_aliases: ClassVar[dict[str, str]] = {"VMHostID": "vm_host_id"}
    related_properties: ClassVar[tuple[str, ...]] = ("VMHostNetworkAdapters",)

    def __str__(self) -> str:
        return self.name

    @property
    def vm_host_id(self) -> UUID | None:
        """The host's ID."""
        return self.vm_host.id if self.vm_host else None


class VMHostNetworkAdapter(Value):
    """A physical network adapter of a host."""

    id: UUID
    name: str
    mac_address: str = ""
    connected: bool = True
    speed_mbps: int | None = None
    virtual_network: str = ""
    network_location: str = ""
    ip_addresses: list[str] = Field(default_factory=list, alias="IPAddresses")
    property_aliases: ClassVar[dict[str, str]] = {"PhysicalAddress": "mac_address", "MaxBandwidth": "speed_mbps",
                                                  "ConnectionName": "name",
                                                  "ConnectionState": "connection_state"}  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {"VirtualNetwork": "virtual_network_entry"}

    @property
    def connection_state(self) -> str:
        """Whether it has a link, in the product's words."""
        return "Connected" if self.connected else "Disconnected"

    @property
    def virtual_network_entry(self) -> Ref | None:
        """The virtual network that it serves, as far as its name."""
        return fixed_ref("VirtualNetwork", "virtual network", self.virtual_network)

    vm_host: Ref | None = Field(default=None, alias="VMHost")

    def __str__(self) -> str:
        return self.name


class VMHost(Noun, HostReserves):
    """A computer that runs virtual machines. `total_memory` in bytes, `available_memory` in MB, as the original has
    them; percentages 0 to 100."""

    kind: ClassVar[str] = "VMHost"
    title: ClassVar[str] = "virtual machine host"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "OverallState", "OverallStateText", "VMHostGroup.ID", "VMHostGroup.Name", "CPUUtilization",
        "LogicalProcessorCount", "TotalMemory", "AvailableMemory", "OperatingSystem", "VirtualizationPlatform",
        "VirtualizationVersion", "RunningVMs", "TotalVMs", "MaintenanceHost", "AvailableForPlacement", "Description",
        "StatusReason", "RefreshedTime", "Accelerator", "Connection", "VirtualizationManager.ID",
        "VirtualizationManager.Name", "Credential",
    )  # fmt: skip
    engine_properties: ClassVar[frozenset[str]] = frozenset(
        {
            "name", "description", "vm_host_group", "connection", "maintenance_host", "available_for_placement",
            "override_host_group_reserves", "vm_paths", "custom_properties", "added_at", "enabled",
            "cpu_percentage_reserve", "network_percentage_reserve", "disk_space_reserve_mb",
            "max_disk_io_reservation", "memory_reserve_mb", "maintenance_mode", "credential", "custom_property",
            "kept_free_volumes", "virtualization_manager",
        }
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset(
        {"cpu_utilization", "available_memory", "refreshed_at", "volumes", "modified_at", "revision"}
    )
    property_aliases: ClassVar[dict[str, str]] = {
        "OverallStateText": "status_text", "OverallStateString": "status_text",
        "FullyQualifiedDomainName": "name", "FQDN": "name", "LogicalCPUCount": "logical_processor_count",
        "CPUSpeed": "processor_speed_mhz", "CPUModel": "processor_model", "DiskVolumes": "volumes",
        "VirtualizationPlatformString": "platform_text", "ProcessorSpeed": "processor_speed_mhz",
        "ComputerName": "computer_name", "DomainName": "domain_name", "CommunicationState": "communication_state",
        "CommunicationStateString": "communication_state", "CPUArchitecture": "processor_architecture",
        "VirtualizationPlatformDetail": "platform_detail",
        "TotalStorageCapacity": "storage_capacity", "AvailableStorageCapacity": "storage_free",
        "LocalStorageTotalCapacity": "storage_capacity", "LocalStorageAvailableCapacity": "storage_free",
        **{f"Custom{number}": f"custom{number}" for number in range(1, 11)},
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {
        "CustomProperty": "custom_property_table", "OperatingSystem": "operating_system_entry",
    }  # fmt: skip
    related_properties: ClassVar[tuple[str, ...]] = ("VMs",)

    overall_state: HostStatus = HostStatus.CONNECTING
    status_reason: str = ""
    """Why the status is not OK, in words, with what to do."""
    computer_state: ComputerState = ComputerState.PENDING
    vm_host_group: Ref | None = Field(default=None, alias="VMHostGroup")
    connection: str = ""
    """How the engine reaches it: a libvirt URI, a vCenter name; never with a secret in it."""
    credential: str = ""
    """The name of the stored credential, where it needs one."""
    virtualization_manager: Ref | None = None
    """The server it is managed through, where that is not itself."""
    virtualization_platform: VirtualizationPlatform = VirtualizationPlatform.UNKNOWN
    virtualization_version: str = ""
    operating_system: str = ""
    processor_model: str = ""
    processor_speed_mhz: int = Field(default=0, alias="ProcessorSpeedMHz")
    processor_architecture: str = ""
    logical_processor_count: int = 0
    physical_cpu_count: int = Field(default=0, alias="PhysicalCPUCount")
    cores_per_cpu: int = Field(default=0, alias="CoresPerCPU")
    accelerator: str = ""
    """``kvm``, ``tcg`` (software emulation) or empty where it has no choice."""
    total_memory: int = 0
    available_memory: int = 0
    cpu_utilization: int | None = Field(default=None, alias="CPUUtilization")
    maximum_memory_per_vm_mb: int = Field(default=0, alias="MaximumMemoryPerVM")
    maximum_cpus_per_vm: int = Field(default=0, alias="MaximumCPUsPerVM")
    running_vms: int = Field(default=0, alias="RunningVMs")
    total_vms: int = Field(default=0, alias="TotalVMs")
    volumes: list[VMHostVolume] = Field(default_factory=list)
    networks: list[VirtualNetwork] = Field(default_factory=list)
    network_adapters: list[VMHostNetworkAdapter] = Field(default_factory=list)
    kept_free_volumes: list[str] = Field(default_factory=list)
    """The mount points of volumes that no new virtual machine is placed on."""
    vm_paths: list[str] = Field(default_factory=list, alias="VMPaths")
    override_host_group_reserves: bool = False
    maintenance_mode: bool = False
    maintenance_host: bool = False
    available_for_placement: bool = True
    custom_properties: list[str] = Field(default_factory=lambda: [""] * 10)
    custom_property: dict[str, str] = Field(default_factory=dict)
    """The values of other custom properties, by the property's name."""
    refreshed_at: datetime | None = Field(default=None, alias="RefreshedTime")

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.overall_state)

    @property
    def platform_text(self) -> str:
        """What people read for the virtualization software."""
        return text_of(self.virtualization_platform)

    @property
    def computer_name(self) -> str:
        """Its name without the domain."""
        return first_label(self.name)

    @property
    def domain_name(self) -> str:
        """The domain in its name, empty without one."""
        return self.name[len(self.computer_name) + 1 :]

    @property
    def platform_detail(self) -> str:
        """The virtualization software with its version."""
        return f"{self.platform_text} {self.virtualization_version}".strip()

    @property
    def operating_system_entry(self) -> Ref | None:
        """Its operating system as an object with a name."""
        return fixed_ref("OperatingSystem", "operating system", self.operating_system)

    @property
    def communication_state(self) -> str | None:
        """Whether it answers, in the product's words; None while that is not known."""
        if self.responds or self.overall_state is HostStatus.NEEDS_ATTENTION:
            return "Responding"
        known = {HostStatus.NOT_RESPONDING, HostStatus.ACCESS_DENIED, HostStatus.CONNECTING, HostStatus.PENDING}
        return self.overall_state.value if self.overall_state in known else None

    @property
    def storage_capacity(self) -> int:
        """The size of all its volumes in bytes."""
        return sum(volume.capacity for volume in self.volumes)

    @property
    def storage_free(self) -> int:
        """The free space of all its volumes in bytes."""
        return sum(volume.free_space for volume in self.volumes)

    @property
    def custom_property_table(self) -> dict[str, str]:
        """What the custom properties have, by their names: ``Custom1`` to ``Custom10`` and those that were made."""
        numbered = {f"Custom{number}": value for number, value in enumerate(self.custom_properties, start=1) if value}
        return numbered | self.custom_property

    def limited(self, state: HostStatus) -> tuple[HostStatus, str]:
        """The status of one that answers, and why it is not OK: through its virtualization manager everything works but
        what goes to the host itself, until it has an account of its own."""
        if state not in {HostStatus.OK, HostStatus.OK_LIMITED} or self.virtualization_manager is None:
            return state, ""
        return (HostStatus.OK, "") if self.credential else (HostStatus.OK_LIMITED, LIMITED)

    def takes_copies_from(self, original: VMHost) -> bool:
        """Whether what is on the other host can be copied to this one: its manager does that among its own hosts."""
        manager = self.virtualization_manager
        return self.id == original.id or (manager is not None and manager == original.virtualization_manager)

    @property
    def responds(self) -> bool:
        """Whether the engine can work with it now."""
        return self.overall_state in {HostStatus.OK, HostStatus.OK_LIMITED, HostStatus.MAINTENANCE_MODE}


def _custom(index: int) -> property:
    return property(lambda host: host.custom_properties[index], doc="One of the ten custom properties.")


for _number in range(1, 11):
    setattr(VMHost, f"custom{_number}", _custom(_number - 1))


def first_label(name: str) -> str:
    """A computer's name without its domain; an address stays whole."""
    return name if _ADDRESS.fullmatch(name) else name.split(".", 1)[0]


_ADDRESS = re.compile(r"[0-9.]+|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")


class DirectoryChildItem(Value):
    """A file or folder on a host; `size` in bytes, None for a folder."""

    name: str
    full_name: str
    is_directory: bool = False
    size: int | None = None

    def __str__(self) -> str:
        return self.name


class RatingReason(Value):
    """One reason in a host's rating. A hard one forbids the host, a soft one only lowers its stars."""

    text: str
    hard: bool = False

    def __str__(self) -> str:
        return self.text


class VMHostRating(Value):
    """How well a host suits a virtual machine: 0 to 5 stars in half steps, with every reason in words."""

    rating: float
    name: str
    vm_host: Ref = Field(alias="VMHost")
    reasons: list[RatingReason] = Field(default_factory=list)
    explanation: list[str] = Field(default_factory=list)
    """How the stars came about, a sentence per resource."""
    preferred_path: str = ""
    cpu_after_percent: int | None = Field(default=None, alias="CPUAfterPercent")
    memory_after_percent: int | None = None
    transfer_type: str = ""
    """How an existing machine would get there; empty where it could not, or for a new one."""
    moves_disks: bool = False
    """Whether its disks would move too, so that a path is to be chosen."""
    property_aliases: ClassVar[dict[str, str]] = {
        "HostName": "name", "ZeroRatingReasonList": "reasons", "PreferredStorage": "preferred_path",
    }  # fmt: skip

    @property
    def selectable(self) -> bool:
        """Whether the host may be chosen at all."""
        return not any(reason.hard for reason in self.reasons)
