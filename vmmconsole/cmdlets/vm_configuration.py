"""Machine configurations: a template with a place for it, before the virtual machine is made."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import Template, VirtualHardDisk, VMHost, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import (
    Cloud,
    ComputerTierConfiguration,
    LogicalNetwork,
    MACAddressPool,
    StaticIPAddressPool,
    StorageClassification,
    StorageQoSPolicy,
    VirtualHardDiskConfiguration,
    VirtualNetworkAdapterConfiguration,
    VMConfiguration,
    VMNetwork,
    VMSubnet,
)
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class NewSCVMConfiguration(UnavailableChange):
    """Makes a machine configuration from a template.

    Example:
        New-SCVMConfiguration -Name "web-02" -VMTemplate "Debian"
    """

    name = "New-SCVMConfiguration"
    job_name = "Create virtual machine configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VMConfiguration"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    vm_template: Template = parameter(
        "VMTemplate", aliases=("Template",), mandatory=True, pipeline=True, help="The template."
    )
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="The host group.")
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    cloud: Cloud | None = parameter("Cloud", help="The private cloud.")
    computer_name: str = parameter("ComputerName", help="The name or address of the computer.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")


class GetSCVMConfiguration(UnavailableGet):
    """Reads machine configurations.

    Example:
        Get-SCVMConfiguration -Name "web-02"
    """

    name = "Get-SCVMConfiguration"
    needs = Missing.VM_CONFIGURATIONS
    returns = "VMConfiguration"

    all_: switch = parameter("All", help="All of them; the default.")
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    computer_tier_configuration: ComputerTierConfiguration | None = parameter(
        "ComputerTierConfiguration", pipeline=True, help="Only those of this computer tier configuration."
    )
    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")


class SetSCVMConfiguration(UnavailableChange):
    """Changes a machine configuration: host, path and names.

    Example:
        Set-SCVMConfiguration -VMConfiguration "web-02" -Description "For the laboratory"
    """

    name = "Set-SCVMConfiguration"
    job_name = "Change properties of virtual machine configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VMConfiguration"

    vm_configuration: VMConfiguration = parameter(
        "VMConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual machine configuration."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    pin_vm_host: bool = parameter("PinVMHost", help="$true to keep that host.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="The host group.")
    cloud: Cloud | None = parameter("Cloud", help="The private cloud.")
    vm_location: str = parameter("VMLocation", help="The folder on the host.")
    pin_vm_location: bool = parameter("PinVMLocation", help="$true to keep that folder.")
    computer_name: str = parameter("ComputerName", help="The name or address of the computer.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")
    availability_set_names: list[str] = parameter("AvailabilitySetNames", help="The availability sets it belongs to.")
    cpu_count: int = parameter("CPUCount", minimum=0, maximum=255, help="The number of virtual processors.")
    memory_mb: int = parameter("MemoryMB", unit="MB", help="The memory in MB.")


class UpdateSCVMConfiguration(UnavailableChange):
    """Finds places for what a machine configuration leaves open.

    Example:
        Update-SCVMConfiguration -VMConfiguration "web-02"
    """

    name = "Update-SCVMConfiguration"
    job_name = "Update virtual machine configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VMConfiguration"

    vm_configuration: VMConfiguration = parameter(
        "VMConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual machine configuration."
    )


class RemoveSCVMConfiguration(UnavailableChange):
    """Removes a machine configuration.

    Example:
        Remove-SCVMConfiguration -VMConfiguration "web-02"
    """

    name = "Remove-SCVMConfiguration"
    job_name = "Remove virtual machine configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VMConfiguration"

    vm_configuration: VMConfiguration = parameter(
        "VMConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual machine configuration."
    )


class GetSCVirtualNetworkAdapterConfiguration(UnavailableGet):
    """Reads the network adapters of a machine configuration.

    Example:
        Get-SCVirtualNetworkAdapterConfiguration -VMConfiguration "web-02"
    """

    name = "Get-SCVirtualNetworkAdapterConfiguration"
    needs = Missing.VM_CONFIGURATIONS
    returns = "VirtualNetworkAdapterConfiguration"

    vm_configuration: VMConfiguration = parameter(
        "VMConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual machine configuration."
    )


class SetSCVirtualNetworkAdapterConfiguration(UnavailableChange):
    """Changes a network adapter of a machine configuration.

    Example:
        Get-SCVirtualNetworkAdapterConfiguration -VMConfiguration "web-02" |
            Set-SCVirtualNetworkAdapterConfiguration -IPv4Address "10.0.0.17"
    """

    name = "Set-SCVirtualNetworkAdapterConfiguration"
    job_name = "Change properties of virtual network adapter configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VirtualNetworkAdapterConfiguration"

    virtual_network_adapter_configuration: VirtualNetworkAdapterConfiguration = parameter(
        "VirtualNetworkAdapterConfiguration",
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual network adapter configuration.",
    )
    ipv4_address: str = parameter("IPv4Address", help="The IPv4 address.")
    ipv4_address_pool: StaticIPAddressPool | None = parameter(
        "IPv4AddressPool", help="The pool that the IPv4 address is taken from."
    )
    pin_ipv4_address_pool: bool = parameter("PinIPv4AddressPool", help="$true to keep that pool of IPv4 addresses.")
    ipv6_address: str = parameter("IPv6Address", help="The IPv6 address.")
    ipv6_address_pool: StaticIPAddressPool | None = parameter(
        "IPv6AddressPool", help="The pool that the IPv6 address is taken from."
    )
    pin_ipv6_address_pool: bool = parameter("PinIPv6AddressPool", help="$true to keep that pool of IPv6 addresses.")
    mac_address: str = parameter("MACAddress", help="The MAC address.")
    mac_address_pool: MACAddressPool | None = parameter("MACAddressPool", help="The MAC address pool.")
    pin_mac_address_pool: bool = parameter("PinMACAddressPool", help="$true to keep that pool of MAC addresses.")
    vm_network: VMNetwork | None = parameter("VMNetwork", help="The VM network.")
    vm_subnet: VMSubnet | None = parameter("VMSubnet", help="The VM subnet.")
    logical_network: LogicalNetwork | None = parameter("LogicalNetwork", help="The logical network.")
    virtual_network: str = parameter("VirtualNetwork", help="The virtual network of the host.")
    pin_virtual_network: bool = parameter("PinVirtualNetwork", help="$true to keep that virtual network.")


class GetSCVirtualHardDiskConfiguration(UnavailableGet):
    """Reads the disks of a machine configuration.

    Example:
        Get-SCVirtualHardDiskConfiguration -VMConfiguration "web-02"
    """

    name = "Get-SCVirtualHardDiskConfiguration"
    needs = Missing.VM_CONFIGURATIONS
    returns = "VirtualHardDiskConfiguration"

    vm_configuration: VMConfiguration = parameter(
        "VMConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual machine configuration."
    )
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class SetSCVirtualHardDiskConfiguration(UnavailableChange):
    """Changes a disk of a machine configuration.

    Example:
        Set-SCVirtualHardDiskConfiguration -VHDConfiguration "debian-12" -FileName "web-02.qcow2"
    """

    name = "Set-SCVirtualHardDiskConfiguration"
    job_name = "Change properties of virtual hard disk configuration"
    needs = Missing.VM_CONFIGURATIONS
    permission = Permission.CREATE
    returns = "VirtualHardDiskConfiguration"

    vhd_configuration: VirtualHardDiskConfiguration = parameter(
        "VHDConfiguration", mandatory=True, position=0, pipeline=True, help="The virtual hard disk configuration."
    )
    source_disk: VirtualHardDisk | None = parameter("SourceDisk", help="The virtual hard disk.")
    source_location: str = parameter("SourceLocation", help="Where the disk comes from.")
    pin_source_location: bool = parameter("PinSourceLocation", help="$true to keep that source.")
    destination_location: str = parameter("DestinationLocation", help="The folder of the disk on the host.")
    pin_destination_location: bool = parameter("PinDestinationLocation", help="$true to keep that folder.")
    file_name: str = parameter("FileName", help="The name of the disk's file.")
    pin_file_name: bool = parameter("PinFileName", help="$true to keep that file name.")
    storage_qos_policy: StorageQoSPolicy | None = parameter("StorageQoSPolicy", help="The storage QoS policy.")
    storage_classification: StorageClassification | None = parameter(
        "StorageClassification", help="The storage classification."
    )
    deployment_option: str = parameter("DeploymentOption", help="How the disk is copied, such as UseNetwork.")
    parent_virtual_hard_disk_destination_path: str = parameter(
        "ParentVirtualHardDiskDestinationPath", help="The folder of the parent disk on the host."
    )
