"""The networking of hosts: virtual networks and the physical adapters below them."""

from __future__ import annotations

from enum import StrEnum

from vmmconsole.model import VMHost
from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import (
    ClusterVirtualNetwork,
    HostCluster,
    LogicalNetwork,
    LogicalSwitch,
    PortClassification,
    StaticIPAddressPool,
    SubnetVLan,
    UplinkPortProfileSet,
    VMNetwork,
    VMSubnet,
)
from .capabilities import Missing
from .unavailable import UnavailableGet, UnavailableGrouped


class VlanMode(StrEnum):
    """Which VLANs come in."""

    ACCESS = "Access"
    TRUNK = "Trunk"
    INVALID = "Invalid"


class NewVirtualNetwork(UnavailableGrouped):
    """Creates a virtual network on a host.

    Example:
        New-VirtualNetwork -Name "Production" -VMHost "kvm-01"
    """

    name = "New-VirtualNetwork"
    aliases = ("New-SCVirtualNetwork",)
    job_name = "Create virtual network"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualNetwork"
    default_set = "NewCluster"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    tag: str = parameter("Tag", help="A word to find it by.")
    locked: bool = parameter("Locked", help="$true to keep it from being changed.")
    vm_host: VMHost = parameter(
        "VMHost",
        sets=(
            "Host",
            "LogicalSwitch",
        ),
        mandatory=True,
        pipeline=True,
        help="The host.",
    )
    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", sets=("Cluster",), mandatory=True, help="The host cluster."
    )
    vm_host_network_adapters: list[VMHostNetworkAdapter] = parameter(
        "VMHostNetworkAdapters", aliases=("VMHostNetworkAdapter",), help="The physical network adapters below it."
    )
    bound_to_vm_host: bool = parameter("BoundToVMHost", help="$true to let the host itself use it.")
    host_bound_vlan_id: int = parameter(
        "HostBoundVLanId", minimum=0, maximum=65535, help="The VLAN of the host itself."
    )
    logical_network: LogicalNetwork | None = parameter("LogicalNetwork", help="The logical network.")
    logical_switch: LogicalSwitch = parameter(
        "LogicalSwitch", sets=("LogicalSwitch",), mandatory=True, help="The logical switch."
    )
    deploy_virtual_network_adapters: switch = parameter(
        "DeployVirtualNetworkAdapters", sets=("LogicalSwitch",), help="Make the host's own adapters with it."
    )
    create_management_adapter: switch = parameter(
        "CreateManagementAdapter", sets=("LogicalSwitch",), help="Make an adapter for the host itself."
    )
    management_adapter_name: str = parameter(
        "ManagementAdapterName", sets=("LogicalSwitch",), help="The name of the host's own adapter."
    )
    management_adapter_vlan_id: int = parameter(
        "ManagementAdapterVLanId",
        sets=("LogicalSwitch",),
        minimum=0,
        maximum=65535,
        help="The VLAN of the host's own adapter.",
    )
    management_adapter_vm_network: VMNetwork | None = parameter(
        "ManagementAdapterVMNetwork", sets=("LogicalSwitch",), help="The VM network of the host's own adapter."
    )
    management_adapter_port_classification: PortClassification | None = parameter(
        "ManagementAdapterPortClassification",
        sets=("LogicalSwitch",),
        help="The port classification of the host's own adapter.",
    )
    management_adapter_vm_subnet: VMSubnet | None = parameter(
        "ManagementAdapterVMSubnet", sets=("LogicalSwitch",), help="The VM subnet of the host's own adapter."
    )
    management_adapter_ipv4_address_type: str = parameter(
        "ManagementAdapterIPv4AddressType", sets=("LogicalSwitch",), help="Static or Dynamic."
    )
    management_adapter_ipv6_address_type: str = parameter(
        "ManagementAdapterIPv6AddressType", sets=("LogicalSwitch",), help="Static or Dynamic."
    )
    management_adapter_ipv4_address_pool: StaticIPAddressPool | None = parameter(
        "ManagementAdapterIPv4AddressPool", sets=("LogicalSwitch",), help="The pool of its IPv4 address."
    )
    management_adapter_ipv6_address_pool: StaticIPAddressPool | None = parameter(
        "ManagementAdapterIPv6AddressPool", sets=("LogicalSwitch",), help="The pool of its IPv6 address."
    )
    use_explicit_ip_configuration_for_management_adapter: bool = parameter(
        "UseExplicitIPConfigurationForManagementAdapter",
        sets=("LogicalSwitch",),
        help="$true to give the host's own adapter an address by hand.",
    )


class SetVirtualNetwork(UnavailableGrouped):
    """Changes a virtual network of a host.

    Example:
        Set-VirtualNetwork -VirtualNetwork "Production" -Description "For the laboratory"
    """

    name = "Set-VirtualNetwork"
    aliases = ("Set-SCVirtualNetwork",)
    job_name = "Change properties of virtual network"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualNetwork"
    default_set = "Host"

    virtual_network: VirtualNetwork = parameter(
        "VirtualNetwork", sets=("Host",), mandatory=True, position=0, pipeline=True, help="The virtual network."
    )
    cluster_virtual_network: ClusterVirtualNetwork = parameter(
        "ClusterVirtualNetwork",
        sets=("Cluster",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual network of a cluster.",
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    tag: str = parameter("Tag", help="A word to find it by.")
    locked: bool = parameter("Locked", help="$true to keep it from being changed.")
    bound_to_vm_host: bool = parameter("BoundToVMHost", help="$true to let the host itself use it.")
    host_bound_vlan_id: int = parameter(
        "HostBoundVLanId", minimum=0, maximum=65535, help="The VLAN of the host itself."
    )
    vm_host_network_adapters: list[VMHostNetworkAdapter] = parameter(
        "VMHostNetworkAdapters",
        aliases=("VMHostNetworkAdapter",),
        pipeline=True,
        help="The physical network adapters below it.",
    )
    add_vm_host_network_adapter: VMHostNetworkAdapter | None = parameter(
        "AddVMHostNetworkAdapter", help="The physical network adapter to add."
    )
    remove_vm_host_network_adapter: VMHostNetworkAdapter | None = parameter(
        "RemoveVMHostNetworkAdapter", help="The physical network adapter to take off."
    )
    logical_network: LogicalNetwork | None = parameter("LogicalNetwork", help="The logical network.")
    logical_switch: LogicalSwitch | None = parameter("LogicalSwitch", help="The logical switch.")
    convert_to_logical_switch: switch = parameter("ConvertToLogicalSwitch", help="Make a logical switch of it.")


class RemoveVirtualNetwork(UnavailableGrouped):
    """Removes a virtual network from its host.

    Example:
        Remove-VirtualNetwork -VirtualNetwork "Production"
    """

    name = "Remove-VirtualNetwork"
    aliases = ("Remove-SCVirtualNetwork",)
    job_name = "Remove virtual network"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualNetwork"
    default_set = "Host"

    virtual_network: VirtualNetwork = parameter(
        "VirtualNetwork", sets=("Host",), mandatory=True, position=0, pipeline=True, help="The virtual network."
    )
    cluster_virtual_network: ClusterVirtualNetwork = parameter(
        "ClusterVirtualNetwork",
        sets=("Cluster",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual network of a cluster.",
    )


class AddVMHostNetworkAdapter(UnavailableGrouped):
    """Connects a physical network adapter to a virtual network.

    Example:
        Add-VMHostNetworkAdapter -VirtualNetwork "Production" -VMHostNetworkAdapter "eth1"
    """

    name = "Add-VMHostNetworkAdapter"
    aliases = ("Add-SCVMHostNetworkAdapter",)
    job_name = "Add host network adapter"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostNetworkAdapter"

    virtual_network: VirtualNetwork = parameter(
        "VirtualNetwork", mandatory=True, pipeline=True, help="The virtual network."
    )
    vlan_enabled: switch = parameter("VLanEnabled", help="Use a VLAN.")
    vlan_mode: VlanMode = parameter("VLanMode", help="Whether one VLAN comes in, or several.")
    vlan_id: int = parameter("VLanID", minimum=0, maximum=65535, help="The VLAN's number.")
    vlan_trunk_id: list[int] = parameter(
        "VLanTrunkID", minimum=0, maximum=65535, help="The numbers of the VLANs that come in."
    )
    vm_host_network_adapter: VMHostNetworkAdapter = parameter(
        "VMHostNetworkAdapter", mandatory=True, position=0, pipeline=True, help="The host network adapter."
    )


class SetVMHostNetworkAdapter(UnavailableGrouped):
    """Changes the network location or the VLANs of a physical network adapter.

    Example:
        Set-VMHostNetworkAdapter -VMHostNetworkAdapter "eth1" -Description "For the laboratory"
    """

    name = "Set-VMHostNetworkAdapter"
    aliases = ("Set-SCVMHostNetworkAdapter",)
    job_name = "Change properties of host network adapter"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostNetworkAdapter"
    default_set = "LogicalNetwork"

    vm_host_network_adapter: VMHostNetworkAdapter = parameter(
        "VMHostNetworkAdapter", mandatory=True, position=0, pipeline=True, help="The host network adapter."
    )
    description: str = parameter("Description", help="What it is for.")
    vlan_enabled: bool = parameter("VLanEnabled", help="$true to use a VLAN.")
    vlan_mode: VlanMode = parameter("VLanMode", help="Whether one VLAN comes in, or several.")
    vlan_id: int = parameter("VLanID", minimum=0, maximum=65535, help="The VLAN's number.")
    vlan_trunk_id: list[int] = parameter(
        "VLanTrunkID", minimum=0, maximum=65535, help="The numbers of the VLANs that come in."
    )
    available_for_placement: bool = parameter("AvailableForPlacement", help="$true to let new virtual machines use it.")
    used_for_management: bool = parameter("UsedForManagement", help="$true to use it for management.")
    remove_unassigned_vlan: list[int] = parameter(
        "RemoveUnassignedVLan", minimum=0, maximum=65535, help="The VLANs to take away."
    )
    enable_network_virtualization: bool = parameter(
        "EnableNetworkVirtualization", help="$true to run virtualized networks on it."
    )
    uplink_port_profile_set: UplinkPortProfileSet | None = parameter(
        "UplinkPortProfileSet", help="The uplink port profile set."
    )
    remove_uplink_port_profile_set: switch = parameter(
        "RemoveUplinkPortProfileSet", help="Take the uplink port profile set away."
    )
    network_location: str = parameter("NetworkLocation", help="The network location.")
    override_network_location: bool = parameter(
        "OverrideNetworkLocation", help="$true to use -NetworkLocation and not what was found."
    )
    vlan_tags: list[str] = parameter("VLanTags", help="The numbers of the VLANs.")
    add_or_set_logical_network: LogicalNetwork | None = parameter(
        "AddOrSetLogicalNetwork", help="The logical network that the adapter is connected to."
    )
    remove_logical_network: LogicalNetwork | None = parameter(
        "RemoveLogicalNetwork", help="The logical network to disconnect it from."
    )
    subnet_vlan: list[SubnetVLan] = parameter("SubnetVLan", help="The subnets with their VLANs, from New-SCSubnetVLan.")


class RemoveVMHostNetworkAdapter(UnavailableGrouped):
    """Takes a physical network adapter off its virtual network.

    Example:
        Remove-VMHostNetworkAdapter -VMHostNetworkAdapter "eth1"
    """

    name = "Remove-VMHostNetworkAdapter"
    aliases = ("Remove-SCVMHostNetworkAdapter",)
    job_name = "Remove host network adapter"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostNetworkAdapter"

    vm_host_network_adapter: VMHostNetworkAdapter = parameter(
        "VMHostNetworkAdapter", mandatory=True, position=0, pipeline=True, help="The host network adapter."
    )


class GetSCVMHostNetworkAdapterConfiguration(UnavailableGet):
    """Reads how the network adapters of hosts are set up.

    Example:
        Get-SCVMHostNetworkAdapterConfiguration -VMHost "kvm-01"
    """

    name = "Get-SCVMHostNetworkAdapterConfiguration"
    needs = Missing.HOST_NETWORKING
    returns = "VMHostNetworkAdapterConfiguration"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
