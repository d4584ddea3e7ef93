"""What virtual machines are made from."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .hardware import Hardware
from .noun import Noun, Ref, fixed_ref
from .status import VirtualizationPlatform
from .virtual_machine import VirtualMachine


class Template(Noun, Hardware):
    """A virtual machine that only serves to make others from. It stands on a host of the virtualization manager that
    keeps it, under the ID that it has there. Memory in MB, sizes in bytes."""

    kind: ClassVar[str] = "Template"
    title: ClassVar[str] = "template"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "VMHost.ID", "VMHost.Name", "Owner", "CPUCount", "Memory", "OperatingSystem",
        "OperatingSystemText", "TotalSize", "Tag", "Description", "AddedTime", "VirtualizationPlatform", "Enabled",
        "Location",
    )  # fmt: skip
    engine_properties: ClassVar[frozenset[str]] = frozenset(
        {
            "owner", "description", "tag", "cost_center", "custom_properties", "quota_point", "exclude_from_pro",
            "operating_system", "added_at", "enabled", "user_role", "cpu_type", "expected_cpu_utilization", "disk_io",
            "network_utilization", "custom_property", "limit_cpu_functionality", "limit_cpu_for_migration",
        }
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset(
        {"total_size", "modified_at", "revision", "config_version", "read_config_version"}
    )
    property_aliases: ClassVar[dict[str, str]] = {
        "MemoryMB": "memory_mb", "HostName": "host_name", "HostId": "host_id", "ComputerName": "host_name",
        "OperatingSystemText": "operating_system_text", "UserRoleID": "user_role_id",
        "ExpectedCPUUtilization": "expected_cpu_utilization", "BlockDynamicOptimization": "exclude_from_pro",
        "IsTagEmpty": "is_tag_empty",
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {
        "CustomProperty": "custom_property_table", "OperatingSystem": "operating_system_entry",
    }  # fmt: skip

    vm_host: Ref | None = Field(default=None, alias="VMHost")
    owner: str = ""
    location: str = ""
    """The folder of its files on the host."""
    operating_system: str = ""
    """The name from the list of operating systems."""
    guest_operating_system: str = ""
    """What the hypervisor takes it for."""
    virtualization_platform: VirtualizationPlatform = VirtualizationPlatform.UNKNOWN
    total_size: int = 0
    generation: int | None = None
    """1 when its machines start from BIOS, 2 from UEFI, None where nothing tells."""
    exclude_from_pro: bool = False
    tag: str = ""
    cost_center: str = ""
    quota_point: int = 1
    custom_properties: list[str] = Field(default_factory=lambda: [""] * 10)
    custom_property: dict[str, str] = Field(default_factory=dict)
    """The values of other custom properties, by the property's name."""
    custom_attributes: dict[str, str] = Field(default_factory=dict)
    """What its virtualization manager keeps of it under names that people made there."""
    user_role: Ref | None = None
    config_version: str = ""
    """What the host names the present state of its devices by."""
    read_config_version: str | None = ""
    """The `config_version` that the devices here are of; None when they were never read."""

    @classmethod
    def of(cls, machine: VirtualMachine, host: Ref | None) -> Template:
        """The template that a machine is, or becomes, on that host."""
        shared = cls.model_fields.keys() & VirtualMachine.model_fields.keys() - {"revision", "modified_at"}
        return cls.model_construct(**{name: getattr(machine, name) for name in shared} | {"vm_host": host})

    @property
    def is_light(self) -> bool:
        """Whether its devices are to be read before anybody uses them."""
        return self.read_config_version != self.config_version

    @property
    def operating_system_text(self) -> str:
        """The operating system that was chosen for it, else what the hypervisor takes it for."""
        return self.operating_system or self.guest_operating_system

    @property
    def host_name(self) -> str:
        """The host's name."""
        return self.vm_host.name if self.vm_host else ""

    @property
    def host_id(self) -> UUID | None:
        """The host's ID."""
        return self.vm_host.id if self.vm_host else None

    @property
    def user_role_id(self) -> UUID | None:
        """The self-service role's ID."""
        return self.user_role.id if self.user_role else None

    @property
    def is_tag_empty(self) -> bool:
        """Whether it has no tag."""
        return not self.tag

    # What scripts read under a name of the product

    @property
    def operating_system_entry(self) -> Ref | None:
        """The entry of the list of operating systems."""
        return fixed_ref("OperatingSystem", "operating system", self.operating_system)

    @property
    def custom_property_table(self) -> dict[str, str]:
        """What the custom properties have, by their names: ``Custom1`` to ``Custom10`` and those that were made."""
        numbered = {f"Custom{number}": value for number, value in enumerate(self.custom_properties, start=1) if value}
        return numbered | self.custom_attributes | self.custom_property
