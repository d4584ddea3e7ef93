"""The networking of hosts: virtual networks and the physical adapters below them."""

from __future__ import annotations

from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import AnyObject, LogicalSwitch
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableNamedGet


class GetSCLogicalSwitch(UnavailableNamedGet):
    """Reads logical switches.

    Example:
        Get-SCLogicalSwitch -Name "Trunk"
    """

    name = "Get-SCLogicalSwitch"
    needs = Missing.HOST_NETWORKING
    returns = "LogicalSwitch"


class NewSCLogicalSwitch(UnavailableChange):
    """Creates a logical switch.

    Example:
        New-SCLogicalSwitch -Name "Trunk"
    """

    name = "New-SCLogicalSwitch"
    job_name = "Create logical switch"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalSwitch"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    enable_sriov: bool = parameter("EnableSriov", help="$true to let guests use the network card directly.")
    switch_uplink_mode: str = parameter("SwitchUplinkMode", help="How its uplinks work together.")
    minimum_bandwidth_mode: str = parameter("MinimumBandwidthMode", help="How bandwidth is shared.")
    virtual_switch_extensions: list[AnyObject] = parameter(
        "VirtualSwitchExtensions", help="The extensions of the switch."
    )


class SetSCLogicalSwitch(UnavailableChange):
    """Changes a logical switch.

    Example:
        Set-SCLogicalSwitch -LogicalSwitch "Uplink" -Description "For the laboratory"
    """

    name = "Set-SCLogicalSwitch"
    job_name = "Change properties of logical switch"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalSwitch"

    logical_switch: LogicalSwitch = parameter(
        "LogicalSwitch", mandatory=True, position=0, pipeline=True, help="The logical switch."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    enable_sriov: bool = parameter("EnableSriov", help="$true to let guests use the network card directly.")
    switch_uplink_mode: str = parameter("SwitchUplinkMode", help="How its uplinks work together.")


class RemoveSCLogicalSwitch(UnavailableChange):
    """Removes a logical switch.

    Example:
        Remove-SCLogicalSwitch -LogicalSwitch "Uplink"
    """

    name = "Remove-SCLogicalSwitch"
    job_name = "Remove logical switch"
    needs = Missing.HOST_NETWORKING
    permission = Permission.MANAGE_HOSTS
    returns = "LogicalSwitch"

    logical_switch: LogicalSwitch = parameter(
        "LogicalSwitch", mandatory=True, position=0, pipeline=True, help="The logical switch."
    )


class GetSCPortClassification(UnavailableNamedGet):
    """Reads port classifications.

    Example:
        Get-SCPortClassification -Name "Fast"
    """

    name = "Get-SCPortClassification"
    needs = Missing.HOST_NETWORKING
    returns = "PortClassification"


class GetSCNativeUplinkPortProfile(UnavailableNamedGet):
    """Reads the port profiles of uplinks.

    Example:
        Get-SCNativeUplinkPortProfile -Name "Uplink"
    """

    name = "Get-SCNativeUplinkPortProfile"
    needs = Missing.HOST_NETWORKING
    returns = "NativeUplinkPortProfile"


class GetSCVirtualNetworkAdapterNativePortProfile(UnavailableNamedGet):
    """Reads the port profiles of virtual network adapters.

    Example:
        Get-SCVirtualNetworkAdapterNativePortProfile -Name "Fast"
    """

    name = "Get-SCVirtualNetworkAdapterNativePortProfile"
    needs = Missing.HOST_NETWORKING
    returns = "VirtualNetworkAdapterNativePortProfile"


class GetSCUplinkPortProfileSet(UnavailableNamedGet):
    """Reads the sets of uplink port profiles of a logical switch.

    Example:
        Get-SCUplinkPortProfileSet -Name "Uplink"
    """

    name = "Get-SCUplinkPortProfileSet"
    needs = Missing.HOST_NETWORKING
    returns = "UplinkPortProfileSet"

    logical_switch: LogicalSwitch | None = parameter(
        "LogicalSwitch", pipeline=True, help="Only those of this logical switch."
    )


class GetSCPortACL(UnavailableNamedGet):
    """Reads the access control lists of ports.

    Example:
        Get-SCPortACL -Name "Web"
    """

    name = "Get-SCPortACL"
    needs = Missing.HOST_NETWORKING
    returns = "PortACL"
