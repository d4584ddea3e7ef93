"""PRO tips: what performance and resource optimization proposes."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost, VMHostGroup
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Cloud, HostCluster, PROMonitor, PROTip
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableNamedGet


class GetPROTip(UnavailableGet):
    """Reads PRO tips.

    Example:
        Get-PROTip
    """

    name = "Get-PROTip"
    aliases = ("Get-SCPROTip",)
    needs = Missing.PRO
    returns = "PROTip"
    default_set = "AllTips"

    vm: VirtualMachine = parameter(
        "VM", sets=("VMTips",), mandatory=True, pipeline=True, help="Only those of this virtual machine."
    )
    vm_host: VMHost = parameter(
        "VMHost", sets=("HostTips",), mandatory=True, pipeline=True, help="Only those of this host."
    )
    vmm_server_scope: switch = parameter("VMMServerScope", pipeline=True, help="The whole server.")
    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", sets=("ClusterTips",), mandatory=True, pipeline=True, help="Only those of this host cluster."
    )
    pro_tip_id: UUID = parameter(
        "PROTipID", sets=("GetById",), mandatory=True, pipeline=True, help="The ID of the tip."
    )


class SetPROTip(UnavailableChange):
    """Tells how far the action of a PRO tip is; its own script calls it.

    Example:
        Set-PROTip -PROTipID 3f2504e0-4f89-11d3-9a0c-0305e82c3301 -TipStatus "Resolved"
    """

    name = "Set-PROTip"
    aliases = ("Set-SCPROTip",)
    job_name = "Change properties of PRO tip"
    needs = Missing.PRO
    returns = "PROTip"

    tip_status: str = parameter("TipStatus", help="How far the action is.")
    action_summary: str = parameter("ActionSummary", help="What the action does, in short.")
    action_details: str = parameter("ActionDetails", help="What the action does, in full.")
    action_script: str = parameter("ActionScript", help="The script of the action.")
    action_details_ops_mgr_string: list[str] = parameter(
        "ActionDetailsOpsMgrString", help="What the action does, in pieces for Operations Manager."
    )
    action_summary_ops_mgr_string: list[str] = parameter(
        "ActionSummaryOpsMgrString", help="What the action does in short, in pieces for Operations Manager."
    )
    last_error_ops_mgr_string: list[str] = parameter(
        "LastErrorOpsMgrString", help="What failed last, in pieces for Operations Manager."
    )
    last_error: str = parameter("LastError", help="What failed last.")
    pro_tip_id: UUID = parameter("PROTipID", mandatory=True, help="The ID of the tip.")


class InvokePROTip(UnavailableChange):
    """Does what a PRO tip proposes.

    Example:
        Invoke-PROTip -PROTip "Move web-01"
    """

    name = "Invoke-PROTip"
    aliases = ("Invoke-SCPROTip",)
    job_name = "Implement PRO tip"
    needs = Missing.PRO
    returns = "PROTip"

    pro_tip: PROTip = parameter("PROTip", mandatory=True, position=0, pipeline=True, help="The PRO tip.")


class DismissPROTip(UnavailableChange):
    """Dismisses a PRO tip.

    Example:
        Dismiss-PROTip -PROTip "Move web-01"
    """

    name = "Dismiss-PROTip"
    aliases = ("Clear-SCPROTip",)
    job_name = "Dismiss PRO tip"
    needs = Missing.PRO
    returns = "PROTip"

    pro_tip: PROTip = parameter("PROTip", mandatory=True, position=0, pipeline=True, help="The PRO tip.")


class TestPROTip(UnavailableChange):
    """Tests whether PRO tips arrive.

    Example:
        Test-PROTip
    """

    name = "Test-PROTip"
    aliases = ("Test-SCPROTip",)
    job_name = "Test PRO"
    needs = Missing.PRO
    returns = "PROTip"

    vmm_server_scope: switch = parameter("VMMServerScope", help="The whole server.")


class GetSCPROMonitor(UnavailableNamedGet):
    """Reads the monitors behind PRO tips.

    Example:
        Get-SCPROMonitor -Name "Host load"
    """

    name = "Get-SCPROMonitor"
    needs = Missing.PRO
    returns = "PROMonitor"


class GetSCPROMonitorConfiguration(UnavailableGet):
    """Reads how monitors of PRO are set up for an object.

    Example:
        Get-SCPROMonitorConfiguration -VMHost "kvm-01"
    """

    name = "Get-SCPROMonitorConfiguration"
    needs = Missing.PRO
    returns = "PROMonitorConfiguration"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", pipeline=True, help="Only those of this host group.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")
    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")
    pro_monitor: PROMonitor | None = parameter("PROMonitor", help="Only those of this PRO monitor.")
