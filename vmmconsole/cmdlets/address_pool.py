"""Pools that static IP and MAC addresses are taken from."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHostGroup
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.status import Permission, VirtualizationPlatform
from vmmconsole.script.cmdlet import parameter, switch

from .absent import (
    AllocatedIPAddress,
    AllocatedMACAddress,
    Cloud,
    DefaultGateway,
    LogicalNetwork,
    LogicalNetworkDefinition,
    MACAddressPool,
    StaticIPAddressPool,
    SubnetNetworkRoute,
    VMNetwork,
    VMSubnet,
)
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class GetSCStaticIPAddressPool(UnavailableGet):
    """Reads static IP address pools.

    Example:
        Get-SCStaticIPAddressPool -Name "Office addresses"
    """

    name = "Get-SCStaticIPAddressPool"
    needs = Missing.VM_NETWORKS
    returns = "StaticIPAddressPool"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    ipv4: switch = parameter("IPv4", help="Only pools of IPv4 addresses.")
    ipv6: switch = parameter("IPv6", help="Only pools of IPv6 addresses.")
    subnet: str = parameter("Subnet", help="Only those of this subnet.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")
    logical_network_definition: LogicalNetworkDefinition | None = parameter(
        "LogicalNetworkDefinition", pipeline=True, help="Only those of this logical network definition."
    )
    vm_subnet: VMSubnet | None = parameter("VMSubnet", pipeline=True, help="Only those of this VM subnet.")
    vm_network: VMNetwork | None = parameter("VMNetwork", help="Only those of this VM network.")
    logical_network: LogicalNetwork | None = parameter("LogicalNetwork", help="Only those of this logical network.")


class NewSCStaticIPAddressPool(UnavailableChange):
    """Creates a static IP address pool.

    Example:
        New-SCStaticIPAddressPool -Name "Office addresses" -Subnet "10.0.0.0/24" `
            -LogicalNetworkDefinition "Office site"
    """

    name = "New-SCStaticIPAddressPool"
    job_name = "Create static IP address pool"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "StaticIPAddressPool"
    default_set = "ByLogicalNetworkDefinition"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    subnet: str = parameter("Subnet", mandatory=True, help="The subnet, such as 10.0.0.0/24.")
    vlan: int = parameter("Vlan", sets=("ByLogicalNetworkDefinition",), help="The VLAN's number.")
    logical_network_definition: LogicalNetworkDefinition = parameter(
        "LogicalNetworkDefinition",
        sets=("ByLogicalNetworkDefinition",),
        mandatory=True,
        pipeline=True,
        help="The logical network definition.",
    )
    vm_subnet: VMSubnet = parameter(
        "VMSubnet", sets=("ByVMSubnet",), mandatory=True, pipeline=True, help="The VM subnet."
    )
    ip_address_range_start: str = parameter("IPAddressRangeStart", help="The first address.")
    ip_address_range_end: str = parameter("IPAddressRangeEnd", help="The last address.")
    ip_address_reserved_set: str = parameter("IPAddressReservedSet", help="Addresses that are never handed out.")
    vip_address_set: str = parameter("VIPAddressSet", help="Addresses for load balancers.")
    default_gateway: list[DefaultGateway] = parameter(
        "DefaultGateway", help="The default gateways, from New-SCDefaultGateway."
    )
    dns_server: list[str] = parameter("DNSServer", help="The DNS servers.")
    dns_suffix: str = parameter("DNSSuffix", help="The DNS suffix.")
    dns_search_suffix: list[str] = parameter("DNSSearchSuffix", help="The suffixes to search names with.")
    wins_server: list[str] = parameter("WINSServer", help="The WINS servers.")
    enable_net_bios: bool = parameter("EnableNetBIOS", help="$true to use NetBIOS.")
    pxe_server_address: list[str] = parameter(
        "PxeServerAddress", help="The servers that machines start from over the network."
    )
    network_route: list[SubnetNetworkRoute] = parameter("NetworkRoute", help="The network routes.")


class SetSCStaticIPAddressPool(UnavailableChange):
    """Changes a static IP address pool.

    Example:
        Set-SCStaticIPAddressPool -StaticIPAddressPool "Office addresses" -Description "For the laboratory"
    """

    name = "Set-SCStaticIPAddressPool"
    job_name = "Change properties of static IP address pool"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "StaticIPAddressPool"

    static_ip_address_pool: StaticIPAddressPool = parameter(
        "StaticIPAddressPool", mandatory=True, position=0, pipeline=True, help="The static IP address pool."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    ip_address_range_start: str = parameter("IPAddressRangeStart", help="The first address.")
    ip_address_range_end: str = parameter("IPAddressRangeEnd", help="The last address.")
    ip_address_reserved_set: str = parameter("IPAddressReservedSet", help="Addresses that are never handed out.")
    vip_address_set: str = parameter("VIPAddressSet", help="Addresses for load balancers.")
    default_gateway: list[DefaultGateway] = parameter(
        "DefaultGateway", help="The default gateways, from New-SCDefaultGateway."
    )
    dns_server: list[str] = parameter("DNSServer", help="The DNS servers.")
    dns_suffix: str = parameter("DNSSuffix", help="The DNS suffix.")
    dns_search_suffix: list[str] = parameter("DNSSearchSuffix", help="The suffixes to search names with.")
    wins_server: list[str] = parameter("WINSServer", help="The WINS servers.")
    enable_net_bios: bool = parameter("EnableNetBIOS", help="$true to use NetBIOS.")
    subnet: str = parameter("Subnet", help="The subnet, such as 10.0.0.0/24.")
    network_route: list[SubnetNetworkRoute] = parameter("NetworkRoute", help="The network routes.")


class RemoveSCStaticIPAddressPool(UnavailableChange):
    """Removes a static IP address pool.

    Example:
        Remove-SCStaticIPAddressPool -StaticIPAddressPool "Office addresses"
    """

    name = "Remove-SCStaticIPAddressPool"
    job_name = "Remove static IP address pool"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "StaticIPAddressPool"

    static_ip_address_pool: StaticIPAddressPool = parameter(
        "StaticIPAddressPool", mandatory=True, position=0, pipeline=True, help="The static IP address pool."
    )


class NewSCDefaultGateway(UnavailableGet):
    """Makes a default gateway for an address pool.

    Example:
        New-SCDefaultGateway -IPAddress "10.0.0.1"
    """

    name = "New-SCDefaultGateway"
    needs = Missing.VM_NETWORKS
    returns = "DefaultGateway"

    ip_address: str = parameter("IPAddress", mandatory=True, position=0, help="The IP address.")
    automatic: switch = parameter("Automatic", help="Let the system choose the metric.")
    metric: int = parameter("Metric", minimum=0, help="The metric of the route.")


class GetSCIPAddress(UnavailableGet):
    """Reads the addresses that were taken from pools.

    Example:
        Get-SCIPAddress -IPAddress "10.0.0.1"
    """

    name = "Get-SCIPAddress"
    needs = Missing.VM_NETWORKS
    returns = "AllocatedIPAddress"

    ip_address: str = parameter("IPAddress", position=0, help="Only this address.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    static_ip_address_pool: StaticIPAddressPool | None = parameter(
        "StaticIPAddressPool", pipeline=True, help="Only those of this static IP address pool."
    )
    grant_to_object_id: UUID = parameter("GrantToObjectID", help="Only those of the object with this ID.")
    assigned: switch = parameter("Assigned", help="Only those that are in use.")
    un_assigned: switch = parameter("UnAssigned", help="Only those that are free.")
    description: str = parameter("Description", help="Only those with this description.")


class GrantSCIPAddress(UnavailableChange):
    """Takes an address from a pool for an object.

    Example:
        Grant-SCIPAddress -StaticIPAddressPool "Office addresses" -GrantToObjectType "VirtualMachine"
    """

    name = "Grant-SCIPAddress"
    job_name = "Allocate IP address"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "AllocatedIPAddress"

    static_ip_address_pool: StaticIPAddressPool = parameter(
        "StaticIPAddressPool", mandatory=True, pipeline=True, help="The static IP address pool."
    )
    grant_to_object_type: str = parameter(
        "GrantToObjectType", mandatory=True, help="The kind of object that the address is for."
    )
    grant_to_object_id: UUID = parameter("GrantToObjectID", help="The ID of the object that the address is for.")
    ip_address: str = parameter("IPAddress", help="The IP address.")
    description: str = parameter("Description", help="What it is for.")
    virtual_network_adapter: VirtualNetworkAdapter | None = parameter(
        "VirtualNetworkAdapter", help="The virtual network adapter."
    )


class RevokeSCIPAddress(UnavailableChange):
    """Gives an address back to its pool.

    Example:
        Revoke-SCIPAddress -AllocatedIPAddress "10.0.0.17"
    """

    name = "Revoke-SCIPAddress"
    job_name = "Release IP address"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "AllocatedIPAddress"

    allocated_ip_address: AllocatedIPAddress = parameter(
        "AllocatedIPAddress",
        aliases=("IPAddress",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The address, from Get-SCIPAddress.",
    )
    return_to_pool: bool = parameter("ReturnToPool", help="$false to keep the address from being handed out again.")


class GetSCMACAddressPool(UnavailableGet):
    """Reads MAC address pools.

    Example:
        Get-SCMACAddressPool -Name "Lab"
    """

    name = "Get-SCMACAddressPool"
    needs = Missing.VM_NETWORKS
    returns = "MACAddressPool"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")
    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")


class NewSCMACAddressPool(UnavailableChange):
    """Creates a MAC address pool.

    Example:
        New-SCMACAddressPool -Name "Lab" -VMHostGroup "All Hosts" -MACAddressRangeStart "00:1D:D8:B7:1C:00" `
            -MACAddressRangeEnd "00:1D:D8:F4:1F:FF"
    """

    name = "New-SCMACAddressPool"
    job_name = "Create MAC address pool"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "MACAddressPool"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    vm_host_group: list[VMHostGroup] = parameter("VMHostGroup", mandatory=True, help="The host groups.")
    mac_address_range_start: str = parameter("MACAddressRangeStart", mandatory=True, help="The first address.")
    mac_address_range_end: str = parameter("MACAddressRangeEnd", mandatory=True, help="The last address.")
    virtualization_platform: VirtualizationPlatform = parameter(
        "VirtualizationPlatform", help="The virtualization software."
    )


class RemoveSCMACAddressPool(UnavailableChange):
    """Removes a MAC address pool.

    Example:
        Remove-SCMACAddressPool -MACAddressPool "Lab addresses"
    """

    name = "Remove-SCMACAddressPool"
    job_name = "Remove MAC address pool"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "MACAddressPool"

    mac_address_pool: MACAddressPool = parameter(
        "MACAddressPool", mandatory=True, position=0, pipeline=True, help="The MAC address pool."
    )


class GetSCMACAddress(UnavailableGet):
    """Reads the MAC addresses that were taken from pools.

    Example:
        Get-SCMACAddress -MACAddress "00:1D:D8:B7:1C:05"
    """

    name = "Get-SCMACAddress"
    needs = Missing.VM_NETWORKS
    returns = "AllocatedMACAddress"

    mac_address: str = parameter("MACAddress", position=0, help="Only this address.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    mac_address_pool: MACAddressPool | None = parameter(
        "MACAddressPool", pipeline=True, help="Only those of this MAC address pool."
    )


class RevokeSCMACAddress(UnavailableChange):
    """Gives a MAC address back to its pool.

    Example:
        Revoke-SCMACAddress -AllocatedMACAddress "00:1D:D8:B7:1C:05"
    """

    name = "Revoke-SCMACAddress"
    job_name = "Release MAC address"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "AllocatedMACAddress"

    allocated_mac_address: AllocatedMACAddress = parameter(
        "AllocatedMACAddress",
        aliases=("MACAddress",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The address, from Get-SCMACAddress.",
    )
    return_to_pool: bool = parameter("ReturnToPool", help="$false to keep the address from being handed out again.")
