"""VM networks with their subnets, gateways and address pools."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import UserRole, VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import (
    Cloud,
    LogicalNetwork,
    LogicalNetworkDefinition,
    NetworkGateway,
    PortACL,
    SubnetVLan,
    VMNetwork,
    VMNetworkGateway,
    VMSubnet,
)
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class GetSCVMNetwork(UnavailableGet):
    """Reads VM networks.

    Example:
        Get-SCVMNetwork -Name "Office"
    """

    name = "Get-SCVMNetwork"
    needs = Missing.VM_NETWORKS
    returns = "VMNetwork"
    default_set = "Connection"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")
    logical_network: LogicalNetwork = parameter(
        "LogicalNetwork",
        sets=("LogicalNetwork",),
        mandatory=True,
        pipeline=True,
        help="Only those of this logical network.",
    )
    vm_host: VMHost = parameter("VMHost", sets=("VMHost",), mandatory=True, help="Only those of this host.")
    cloud: Cloud = parameter("Cloud", sets=("Cloud",), mandatory=True, help="Only those of this private cloud.")
    user_role: UserRole | None = parameter("UserRole", help="Only those of this user role.")


class NewSCVMNetwork(UnavailableGrouped):
    """Creates a VM network on a logical network.

    Example:
        New-SCVMNetwork -Name "Office" -LogicalNetwork "Office"
    """

    name = "New-SCVMNetwork"
    job_name = "Create VM network"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMNetwork"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", position=1, help="What it is for.")
    logical_network: LogicalNetwork = parameter(
        "LogicalNetwork", mandatory=True, pipeline=True, help="The logical network."
    )
    isolation_type: str = parameter("IsolationType", help="How it is kept apart, such as NoIsolation or VLANNetwork.")
    routing_domain_id: UUID = parameter("RoutingDomainId", help="The ID of its routing domain.")
    paip_address_pool_type: str = parameter("PAIPAddressPoolType", help="The kind of provider addresses: IPV4 or IPV6.")
    caip_address_pool_type: str = parameter("CAIPAddressPoolType", help="The kind of customer addresses: IPV4 or IPV6.")
    vm_subnet: VMSubnet | None = parameter("VMSubnet", help="The VM subnet.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    port_acl: PortACL | None = parameter("PortACL", help="The port access control list.")
    auto_create_subnet: bool = parameter("AutoCreateSubnet", help="$true to create a subnet with it.")


class SetSCVMNetwork(UnavailableChange):
    """Changes a VM network.

    Example:
        Set-SCVMNetwork -VMNetwork "Office" -Description "For the laboratory"
    """

    name = "Set-SCVMNetwork"
    job_name = "Change properties of VM network"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMNetwork"

    vm_network: VMNetwork = parameter("VMNetwork", mandatory=True, position=0, pipeline=True, help="The VM network.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    port_acl: PortACL | None = parameter("PortACL", help="The port access control list.")
    remove_port_acl: switch = parameter("RemovePortACL", help="Take the port access control list away.")
    vpn_maximum_bandwidth: int = parameter("VPNMaximumBandwidth", help="The most bandwidth.")


class RemoveSCVMNetwork(UnavailableChange):
    """Removes a VM network.

    Example:
        Remove-SCVMNetwork -VMNetwork "Office"
    """

    name = "Remove-SCVMNetwork"
    job_name = "Remove VM network"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMNetwork"

    vm_network: VMNetwork = parameter("VMNetwork", mandatory=True, position=0, pipeline=True, help="The VM network.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class GetSCVMSubnet(UnavailableGet):
    """Reads the subnets of VM networks.

    Example:
        Get-SCVMSubnet -Name "Office subnet"
    """

    name = "Get-SCVMSubnet"
    needs = Missing.VM_NETWORKS
    returns = "VMSubnet"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    vm_network: VMNetwork | None = parameter("VMNetwork", pipeline=True, help="Only those of this VM network.")
    logical_network_definition: LogicalNetworkDefinition | None = parameter(
        "LogicalNetworkDefinition", help="Only those of this logical network definition."
    )
    subnet_vlan: SubnetVLan | None = parameter("SubnetVLan", help="Only those with this subnet and VLAN.")


class NewSCVMSubnet(UnavailableGrouped):
    """Creates a subnet of a VM network.

    Example:
        New-SCVMSubnet -Name "Office subnet" -VMNetwork "Office"
    """

    name = "New-SCVMSubnet"
    job_name = "Create VM subnet"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMSubnet"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    vm_network: VMNetwork = parameter("VMNetwork", mandatory=True, pipeline=True, help="The VM network.")
    subnet_vlan: list[SubnetVLan] = parameter("SubnetVLan", help="The subnets with their VLANs, from New-SCSubnetVLan.")
    logical_network_definition: LogicalNetworkDefinition | None = parameter(
        "LogicalNetworkDefinition", help="The logical network definition."
    )
    vm_subnet_id: int = parameter("VMSubnetID", minimum=0, help="The number of the subnet.")
    max_number_of_ports: int = parameter("MaxNumberOfPorts", minimum=0, help="The most ports.")
    port_acl: PortACL | None = parameter("PortACL", help="The port access control list.")


class SetSCVMSubnet(UnavailableChange):
    """Changes a subnet of a VM network.

    Example:
        Set-SCVMSubnet -VMSubnet "Office subnet" -Description "For the laboratory"
    """

    name = "Set-SCVMSubnet"
    job_name = "Change properties of VM subnet"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMSubnet"

    vm_subnet: VMSubnet = parameter("VMSubnet", mandatory=True, position=0, pipeline=True, help="The VM subnet.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    subnet_vlan: list[SubnetVLan] = parameter("SubnetVLan", help="The subnets with their VLANs, from New-SCSubnetVLan.")
    port_acl: PortACL | None = parameter("PortACL", help="The port access control list.")
    remove_port_acl: switch = parameter("RemovePortACL", help="Take the port access control list away.")


class RemoveSCVMSubnet(UnavailableChange):
    """Removes a subnet of a VM network.

    Example:
        Remove-SCVMSubnet -VMSubnet "Office subnet"
    """

    name = "Remove-SCVMSubnet"
    job_name = "Remove VM subnet"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMSubnet"

    vm_subnet: VMSubnet = parameter("VMSubnet", mandatory=True, position=0, pipeline=True, help="The VM subnet.")


class GetSCVMNetworkGateway(UnavailableGet):
    """Reads the gateways of VM networks.

    Example:
        Get-SCVMNetworkGateway -Name "Office gateway"
    """

    name = "Get-SCVMNetworkGateway"
    needs = Missing.VM_NETWORKS
    returns = "VMNetworkGateway"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    vm_network: VMNetwork | None = parameter("VMNetwork", pipeline=True, help="Only those of this VM network.")


class NewSCVMNetworkGateway(UnavailableChange):
    """Creates a gateway of a VM network.

    Example:
        New-SCVMNetworkGateway -Name "Office gateway" -VMNetwork "Office"
    """

    name = "New-SCVMNetworkGateway"
    job_name = "Create VM network gateway"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMNetworkGateway"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    vm_network: VMNetwork = parameter("VMNetwork", mandatory=True, pipeline=True, help="The VM network.")
    network_gateway: NetworkGateway | None = parameter("NetworkGateway", help="The network gateway.")
    ip_subnet: list[str] = parameter("IPSubnet", help="The subnets behind it.")
    enable_bgp: bool = parameter("EnableBGP", help="$true to exchange routes by BGP.")


class RemoveSCVMNetworkGateway(UnavailableChange):
    """Removes a gateway of a VM network.

    Example:
        Remove-SCVMNetworkGateway -VMNetworkGateway "Office gateway"
    """

    name = "Remove-SCVMNetworkGateway"
    job_name = "Remove VM network gateway"
    needs = Missing.VM_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "VMNetworkGateway"

    vm_network_gateway: VMNetworkGateway = parameter(
        "VMNetworkGateway", mandatory=True, position=0, pipeline=True, help="The VM network gateway."
    )
