"""What Set-VMMUserRole takes of later releases and this version has nothing for."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_NETWORKS = Missing.VM_NETWORKS


class LaterRoleSettings(VMMCmdlet):
    """What later releases set on user roles."""

    vm_network_maximum: int = parameter("VMNetworkMaximum", minimum=0, needs=_NETWORKS, help="The most VM networks.")
    vm_network_maximum_per_user: int = parameter(
        "VMNetworkMaximumPerUser", minimum=0, needs=_NETWORKS, help="The most VM networks of a user."
    )
    remove_vm_network_maximum: switch = parameter(
        "RemoveVMNetworkMaximum", needs=_NETWORKS, help="No limit on VM networks."
    )
    remove_vm_network_maximum_per_user: switch = parameter(
        "RemoveVMNetworkMaximumPerUser", needs=_NETWORKS, help="No limit on VM networks of a user."
    )
    vpn_connection_maximum: int = parameter(
        "VPNConnectionMaximum", minimum=0, needs=_NETWORKS, help="The most VPN connections."
    )
    vpn_connection_maximum_per_user: int = parameter(
        "VPNConnectionMaximumPerUser", minimum=0, needs=_NETWORKS, help="The most VPN connections of a user."
    )
    remove_vpn_connection_maximum: switch = parameter(
        "RemoveVPNConnectionMaximum", needs=_NETWORKS, help="No limit on VPN connections."
    )
    remove_vpn_connection_maximum_per_user: switch = parameter(
        "RemoveVPNConnectionMaximumPerUser", needs=_NETWORKS, help="No limit on VPN connections of a user."
    )
    nat_connection_maximum: int = parameter(
        "NATConnectionMaximum", minimum=0, needs=_NETWORKS, help="The most NAT connections."
    )
    nat_connection_maximum_per_user: int = parameter(
        "NATConnectionMaximumPerUser", minimum=0, needs=_NETWORKS, help="The most NAT connections of a user."
    )
    remove_nat_connection_maximum: switch = parameter(
        "RemoveNATConnectionMaximum", needs=_NETWORKS, help="No limit on NAT connections."
    )
    remove_nat_connection_maximum_per_user: switch = parameter(
        "RemoveNATConnectionMaximumPerUser", needs=_NETWORKS, help="No limit on NAT connections of a user."
    )
    vm_network_vpn_maximum_bandwidth_in_kbps: int = parameter(
        "VMNetworkVPNMaximumBandwidthInKbps", minimum=0, needs=_NETWORKS, help="The most that comes in over VPN."
    )
    vm_network_vpn_maximum_bandwidth_out_kbps: int = parameter(
        "VMNetworkVPNMaximumBandwidthOutKbps", minimum=0, needs=_NETWORKS, help="The most that goes out over VPN."
    )
    remove_vm_network_vpn_maximum_bandwidth_in: switch = parameter(
        "RemoveVMNetworkVPNMaximumBandwidthIn", needs=_NETWORKS, help="No limit on what comes in over VPN."
    )
    remove_vm_network_vpn_maximum_bandwidth_out: switch = parameter(
        "RemoveVMNetworkVPNMaximumBandwidthOut", needs=_NETWORKS, help="No limit on what goes out over VPN."
    )
    show_pro_tips: bool = parameter(
        "ShowPROTips", needs=Missing.PRO, neutral=(False,), help="$true to show PRO tips to the role."
    )
