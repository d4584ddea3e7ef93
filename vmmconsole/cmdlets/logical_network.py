"""Logical networks, their sites and what they were called before: network locations."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHost, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import (
    Cloud,
    HostCluster,
    LogicalNetwork,
    LogicalNetworkDefinition,
    NetworkController,
    SubnetVLan,
    VMNetwork,
)
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableNamedGet


class GetNetworkLocation(UnavailableGet):
    """Reads logical networks; network locations, as they were called before.

    Example:
        Get-NetworkLocation -Name "Office"
    """

    name = "Get-NetworkLocation"
    aliases = ("Get-SCLogicalNetwork",)
    needs = Missing.LOGICAL_NETWORKS
    returns = "LogicalNetwork"
    default_set = "Connection"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    cloud: Cloud = parameter(
        "Cloud", sets=("Cloud",), mandatory=True, pipeline=True, help="Only those of this private cloud."
    )
    vm_host_group: VMHostGroup = parameter(
        "VMHostGroup", sets=("VMHostGroup",), mandatory=True, pipeline=True, help="Only those of this host group."
    )
    vm_host: VMHost = parameter(
        "VMHost", sets=("VMHost",), mandatory=True, pipeline=True, help="Only those of this host."
    )
    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", sets=("VMHostCluster",), mandatory=True, pipeline=True, help="Only those of this host cluster."
    )


class NewSCLogicalNetwork(UnavailableChange):
    """Creates a logical network.

    Example:
        New-SCLogicalNetwork -Name "Office"
    """

    name = "New-SCLogicalNetwork"
    job_name = "Create logical network"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetwork"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    enable_network_virtualization: bool = parameter(
        "EnableNetworkVirtualization", help="$true to run virtualized networks on it."
    )
    logical_network_definition_isolation: bool = parameter(
        "LogicalNetworkDefinitionIsolation", help="$true to keep its sites apart."
    )
    use_gre: bool = parameter("UseGRE", help="$true to carry virtualized networks in GRE.")
    is_p_vlan: bool = parameter("IsPVLAN", help="$true for a private VLAN.")
    network_controller: NetworkController | None = parameter("NetworkController", help="The network controller.")


class SetSCLogicalNetwork(UnavailableChange):
    """Changes a logical network.

    Example:
        Set-SCLogicalNetwork -LogicalNetwork "Office" -Description "For the laboratory"
    """

    name = "Set-SCLogicalNetwork"
    job_name = "Change properties of logical network"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetwork"

    logical_network: LogicalNetwork = parameter(
        "LogicalNetwork", mandatory=True, position=0, pipeline=True, help="The logical network."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    enable_network_virtualization: bool = parameter(
        "EnableNetworkVirtualization", help="$true to run virtualized networks on it."
    )
    logical_network_definition_isolation: bool = parameter(
        "LogicalNetworkDefinitionIsolation", help="$true to keep its sites apart."
    )
    use_gre: bool = parameter("UseGRE", help="$true to carry virtualized networks in GRE.")
    is_p_vlan: bool = parameter("IsPVLAN", help="$true for a private VLAN.")


class RemoveSCLogicalNetwork(UnavailableChange):
    """Removes a logical network.

    Example:
        Remove-SCLogicalNetwork -LogicalNetwork "Office"
    """

    name = "Remove-SCLogicalNetwork"
    job_name = "Remove logical network"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetwork"

    logical_network: LogicalNetwork = parameter(
        "LogicalNetwork", mandatory=True, position=0, pipeline=True, help="The logical network."
    )


class GetSCLogicalNetworkDefinition(UnavailableGet):
    """Reads the sites of logical networks.

    Example:
        Get-SCLogicalNetworkDefinition -Name "Office site"
    """

    name = "Get-SCLogicalNetworkDefinition"
    needs = Missing.LOGICAL_NETWORKS
    returns = "LogicalNetworkDefinition"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    logical_network: LogicalNetwork | None = parameter(
        "LogicalNetwork", pipeline=True, help="Only those of this logical network."
    )
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")
    vm_network: VMNetwork | None = parameter("VMNetwork", help="Only those of this VM network.")


class NewSCLogicalNetworkDefinition(UnavailableChange):
    """Creates a site of a logical network: subnets and VLANs for host groups.

    Example:
        New-SCLogicalNetworkDefinition -Name "Office site" -LogicalNetwork "Office" -SubnetVLan "10.0.0.0/24" `
            -VMHostGroup "All Hosts"
    """

    name = "New-SCLogicalNetworkDefinition"
    job_name = "Create logical network definition"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetworkDefinition"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    logical_network: LogicalNetwork = parameter(
        "LogicalNetwork", mandatory=True, pipeline=True, help="The logical network."
    )
    subnet_vlan: list[SubnetVLan] = parameter(
        "SubnetVLan", mandatory=True, help="The subnets with their VLANs, from New-SCSubnetVLan."
    )
    vm_host_group: list[VMHostGroup] = parameter("VMHostGroup", mandatory=True, help="The host groups.")


class SetSCLogicalNetworkDefinition(UnavailableChange):
    """Changes a site of a logical network.

    Example:
        Set-SCLogicalNetworkDefinition -LogicalNetworkDefinition "Office site" -Name "New name"
    """

    name = "Set-SCLogicalNetworkDefinition"
    job_name = "Change properties of logical network definition"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetworkDefinition"

    logical_network_definition: LogicalNetworkDefinition = parameter(
        "LogicalNetworkDefinition", mandatory=True, position=0, pipeline=True, help="The logical network definition."
    )
    name_: str = parameter("Name", help="Its new name.")
    subnet_vlan: list[SubnetVLan] = parameter("SubnetVLan", help="The subnets with their VLANs, from New-SCSubnetVLan.")
    add_vm_host_group: list[VMHostGroup] = parameter("AddVMHostGroup", help="The host groups to add.")
    remove_vm_host_group: list[VMHostGroup] = parameter("RemoveVMHostGroup", help="The host groups to take out.")


class RemoveSCLogicalNetworkDefinition(UnavailableChange):
    """Removes a site of a logical network.

    Example:
        Remove-SCLogicalNetworkDefinition -LogicalNetworkDefinition "Office site"
    """

    name = "Remove-SCLogicalNetworkDefinition"
    job_name = "Remove logical network definition"
    needs = Missing.LOGICAL_NETWORKS
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalNetworkDefinition"

    logical_network_definition: LogicalNetworkDefinition = parameter(
        "LogicalNetworkDefinition", mandatory=True, position=0, pipeline=True, help="The logical network definition."
    )


class NewSCSubnetVLan(UnavailableGet):
    """Makes the pair of a subnet and a VLAN for a site.

    Example:
        New-SCSubnetVLan -Subnet "10.0.0.0/24"
    """

    name = "New-SCSubnetVLan"
    needs = Missing.LOGICAL_NETWORKS
    returns = "SubnetVLan"

    subnet: str = parameter("Subnet", position=0, help="The subnet, such as 10.0.0.0/24.")
    vlan_id: int = parameter("VLanID", minimum=0, maximum=65535, help="The VLAN's number.")
    secondary_vlan_id: int = parameter(
        "SecondaryVLanID", minimum=0, maximum=65535, help="The second VLAN of a private VLAN."
    )
    supports_dhcp: bool = parameter("SupportsDHCP", help="$true when addresses come from DHCP there.")


class GetSCNetworkService(UnavailableNamedGet):
    """Reads network services.

    Example:
        Get-SCNetworkService -Name "Switch service"
    """

    name = "Get-SCNetworkService"
    needs = Missing.LOGICAL_NETWORKS
    returns = "NetworkService"


class GetSCNetworkGateway(UnavailableNamedGet):
    """Reads network gateways.

    Example:
        Get-SCNetworkGateway -Name "Gateway 1"
    """

    name = "Get-SCNetworkGateway"
    needs = Missing.LOGICAL_NETWORKS
    returns = "NetworkGateway"
