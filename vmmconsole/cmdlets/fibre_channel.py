"""Virtual Fibre Channel adapters and SANs."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import HardwareProfile, Template, VirtualMachine, VMHost
from vmmconsole.script.cmdlet import parameter, switch

from .absent import HostFibreChannelVirtualSAN, StorageFabricClassification, VirtualFibreChannelAdapter
from .capabilities import Missing
from .unavailable import UnavailableGet, UnavailableGrouped


class GetSCVMHostFibreChannelVirtualSAN(UnavailableGet):
    """Reads the virtual SANs of hosts.

    Example:
        Get-SCVMHostFibreChannelVirtualSAN -Name "SAN A"
    """

    name = "Get-SCVMHostFibreChannelVirtualSAN"
    needs = Missing.FIBRE_CHANNEL
    returns = "HostFibreChannelVirtualSAN"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")


class GetSCVirtualFibreChannelAdapter(UnavailableGet):
    """Reads virtual Fibre Channel adapters.

    Example:
        Get-SCVirtualFibreChannelAdapter -VM "web-01"
    """

    name = "Get-SCVirtualFibreChannelAdapter"
    needs = Missing.FIBRE_CHANNEL
    returns = "VirtualFibreChannelAdapter"

    vm: VirtualMachine | None = parameter("VM", pipeline=True, help="Only those of this virtual machine.")
    hardware_profile: HardwareProfile | None = parameter(
        "HardwareProfile", pipeline=True, help="Only those of this hardware profile."
    )
    template: Template | None = parameter(
        "Template", aliases=("VMTemplate",), pipeline=True, help="Only those of this template."
    )
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    all_: switch = parameter("All", help="All of them; the default.")


class NewSCVirtualFibreChannelAdapter(UnavailableGrouped):
    """Adds a virtual Fibre Channel adapter to a virtual machine.

    Example:
        New-SCVirtualFibreChannelAdapter -VM "web-01"
    """

    name = "New-SCVirtualFibreChannelAdapter"
    job_name = "Add virtual Fibre Channel adapter"
    needs = Missing.FIBRE_CHANNEL
    returns = "VirtualFibreChannelAdapter"

    vm: VirtualMachine | None = parameter("VM", position=0, pipeline=True, help="The virtual machine.")
    hardware_profile: HardwareProfile | None = parameter("HardwareProfile", pipeline=True, help="The hardware profile.")
    template: Template | None = parameter("Template", aliases=("VMTemplate",), pipeline=True, help="The template.")
    virtual_fibre_channel_san: HostFibreChannelVirtualSAN | None = parameter(
        "VirtualFibreChannelSAN", help="The virtual SAN."
    )
    dynamic_world_wide_name: switch = parameter("DynamicWorldWideName", help="Take the names from the host's range.")
    storage_fabric_classification: StorageFabricClassification | None = parameter(
        "StorageFabricClassification", help="The storage fabric classification."
    )
    primary_world_wide_node_name: str = parameter("PrimaryWorldWideNodeName", help="The first world wide node name.")
    primary_world_wide_port_name: str = parameter("PrimaryWorldWidePortName", help="The first world wide port name.")
    secondary_world_wide_node_name: str = parameter(
        "SecondaryWorldWideNodeName", help="The second world wide node name."
    )
    secondary_world_wide_port_name: str = parameter(
        "SecondaryWorldWidePortName", help="The second world wide port name."
    )


class SetSCVirtualFibreChannelAdapter(UnavailableGrouped):
    """Changes a virtual Fibre Channel adapter.

    Example:
        Set-SCVirtualFibreChannelAdapter -VirtualFibreChannelAdapter "web-01 FC 1" -DynamicWorldWideName
    """

    name = "Set-SCVirtualFibreChannelAdapter"
    job_name = "Change properties of virtual Fibre Channel adapter"
    needs = Missing.FIBRE_CHANNEL
    returns = "VirtualFibreChannelAdapter"

    virtual_fibre_channel_adapter: VirtualFibreChannelAdapter = parameter(
        "VirtualFibreChannelAdapter",
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual Fibre Channel adapter.",
    )
    virtual_fibre_channel_san: HostFibreChannelVirtualSAN | None = parameter(
        "VirtualFibreChannelSAN", help="The virtual SAN."
    )
    dynamic_world_wide_name: switch = parameter("DynamicWorldWideName", help="Take the names from the host's range.")
    storage_fabric_classification: StorageFabricClassification | None = parameter(
        "StorageFabricClassification", help="The storage fabric classification."
    )
    primary_world_wide_node_name: str = parameter("PrimaryWorldWideNodeName", help="The first world wide node name.")
    primary_world_wide_port_name: str = parameter("PrimaryWorldWidePortName", help="The first world wide port name.")
    secondary_world_wide_node_name: str = parameter(
        "SecondaryWorldWideNodeName", help="The second world wide node name."
    )
    secondary_world_wide_port_name: str = parameter(
        "SecondaryWorldWidePortName", help="The second world wide port name."
    )


class RemoveSCVirtualFibreChannelAdapter(UnavailableGrouped):
    """Removes a virtual Fibre Channel adapter.

    Example:
        Remove-SCVirtualFibreChannelAdapter -VirtualFibreChannelAdapter "web-01 FC 1"
    """

    name = "Remove-SCVirtualFibreChannelAdapter"
    job_name = "Remove virtual Fibre Channel adapter"
    needs = Missing.FIBRE_CHANNEL
    returns = "VirtualFibreChannelAdapter"

    virtual_fibre_channel_adapter: VirtualFibreChannelAdapter = parameter(
        "VirtualFibreChannelAdapter",
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual Fibre Channel adapter.",
    )
