"""Settings of network adapters of later releases: logical networks, pools of addresses, profiles of ports."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_POOLS = Missing.VM_NETWORKS
_PORTS = Missing.PORT_PROFILES


class LaterAdapterSettings(VMMCmdlet):
    """What New- and Set-VirtualNetworkAdapter take."""

    ipv4_type: str = parameter(
        "IPv4AddressType", needs=_POOLS, neutral=("Dynamic",), help="Static for an address from a pool; else Dynamic."
    )
    ipv6_type: str = parameter(
        "IPv6AddressType", needs=_POOLS, neutral=("Dynamic",), help="Static for an address from a pool; else Dynamic."
    )
    vm_network: str | None = parameter("VMNetwork", needs=_POOLS, neutral=(None,), help="The VM network it is in.")
    vm_subnet: str | None = parameter("VMSubnet", needs=_POOLS, neutral=(None,), help="The subnet of that network.")
    logical_network: str | None = parameter(
        "LogicalNetwork", needs=Missing.LOGICAL_NETWORKS, neutral=(None,), help="The logical network it is in."
    )
    port_group: str | None = parameter(
        "VMwarePortGroup", needs=Missing.VIRTUALIZATION_MANAGERS, neutral=(None,), help="The port group it is in."
    )
    port_classification: str | None = parameter(
        "PortClassification", needs=_PORTS, neutral=(None,), help="The class of port that it needs."
    )
    port_acl: str | None = parameter("PortACL", needs=_PORTS, neutral=(None,), help="Its access list.")
    service_setting: str | None = parameter(
        "VMNetworkServiceSetting", needs=_PORTS, neutral=(None,), help="The service setting of its port."
    )
    infrastructure_profile: bool = parameter(
        "ApplyInfrastructurePortProfileForNetworkController", needs=_PORTS, neutral=(False,),
        help="$true to give its port the profile of the infrastructure.",
    )  # fmt: skip
    guest_updates: bool = parameter(
        "EnableGuestIPNetworkVirtualizationUpdates", needs=Missing.NETWORK_VIRTUALIZATION, neutral=(False,),
        help="$true to let the guest change its addresses.",
    )  # fmt: skip
    device_name_mode: str = parameter(
        "DevicePropertiesAdapterNameMode", needs=Missing.GUEST_CUSTOMIZATION, neutral=("Disabled",),
        help="Whether the guest sees the adapter's name.",
    )  # fmt: skip
    device_name: str = parameter(
        "DevicePropertiesAdapterName", needs=Missing.GUEST_CUSTOMIZATION, neutral=("",), help="The name it sees."
    )


class NewAdapterSettings(VMMCmdlet):
    """What only New-VirtualNetworkAdapter takes."""

    no_vm_network: switch = parameter("NoVMNetwork", help="Accepted for scripts; it is in no VM network.")
    logical_switch: str | None = parameter(
        "LogicalSwitch", needs=Missing.LOGICAL_NETWORKS, neutral=(None,), help="The logical switch it is on."
    )
    ipv4_pool: str | None = parameter("IPv4AddressPool", needs=_POOLS, neutral=(None,), help="Its pool of addresses.")
    ipv6_pool: str | None = parameter("IPv6AddressPool", needs=_POOLS, neutral=(None,), help="Its pool of addresses.")
    ipv4_address: str = parameter("IPv4Address", needs=_POOLS, help="Its address in the guest.")
    ipv6_address: str = parameter("IPv6Address", needs=_POOLS, help="Its IPv6 address in the guest.")
    vm_host: str = parameter("VMHost", needs=Missing.HOST_NETWORKING, help="The host that gets an adapter of its own.")
    adapter_name: str = parameter("Name", needs=Missing.HOST_NETWORKING, help="The name of the host's adapter.")
    inherits_address: bool = parameter(
        "InheritsAddressFromPhysicalNetworkAdapter", needs=Missing.HOST_NETWORKING, neutral=(False,),
        help="$true to give the host's adapter the address of the physical one.",
    )  # fmt: skip
