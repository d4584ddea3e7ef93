"""Virtual SCSI adapters of virtual machines and hardware profiles."""

from __future__ import annotations

from vmmconsole.model.errors import ConflictError
from vmmconsole.model.hardware import Device, Hardware, VirtualDiskDrive, VirtualDVDDrive, VirtualSCSIAdapter
from vmmconsole.model.status import BusType, SCSIControllerType
from vmmconsole.script.cmdlet import parameter, switch

from .device_cmdlet import (
    DeviceCmdlet,
    ExistingDeviceCmdlet,
    GetDeviceCmdlet,
    NewDeviceCmdlet,
    RemoveDeviceCmdlet,
)
from .hardware_rules import MAXIMUM_SCSI_ADAPTERS
from .session import Session


class GetVirtualSCSIAdapter(GetDeviceCmdlet):
    """Reads virtual SCSI adapters.

    Example:
        Get-VirtualSCSIAdapter -VM "web-01"
    """

    name = "Get-VirtualSCSIAdapter"
    aliases = ("Get-SCVirtualScsiAdapter",)
    returns = "VirtualSCSIAdapter"
    device = VirtualSCSIAdapter


class SCSISettings(DeviceCmdlet):
    """The parameters that New- and Set-VirtualSCSIAdapter share."""

    shared: bool = parameter(
        "Shared", aliases=("ShareVirtualScsiAdapter",), help="$true to share the bus with other virtual machines."
    )
    scsi_controller_type: SCSIControllerType = parameter(
        "ScsiControllerType", help="The model of the adapter, where the virtualization software has several."
    )

    def settings(self, adapter: VirtualSCSIAdapter) -> VirtualSCSIAdapter:
        """The adapter with what the call gives."""
        names = ("adapter_id", "shared", "scsi_controller_type")
        return adapter.model_copy(update={name: getattr(self, name) for name in names if self.given(name)})


class NewVirtualSCSIAdapter(NewDeviceCmdlet, SCSISettings):
    """Adds a virtual SCSI adapter; its bus is the next free number from 0.

    Example:
        New-VirtualSCSIAdapter -VMMServer localhost -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f -AdapterID 7 `
            -Shared $false

    Example:
        New-VirtualSCSIAdapter -VM "web-01"
    """

    name = "New-VirtualSCSIAdapter"
    aliases = ("New-SCVirtualScsiAdapter",)
    job_name = "Create virtual SCSI adapter"
    returns = "VirtualSCSIAdapter"
    device = VirtualSCSIAdapter

    adapter_id: int = parameter(
        "AdapterID",
        position=0,
        pipeline=True,
        minimum=0,
        maximum=255,
        help="The adapter's own place on its bus; usually 7.",
    )
    synthetic: switch = parameter("Synthetic", help="Accepted for scripts; the adapter is always the fast one.")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        adapters = hardware.virtual_scsi_adapters
        for used in adapters:
            if used.id == session.derive_id(f"SCSI adapter {used.bus}") and not self.given("job_group"):
                return used  # this step has run before
        free = [bus for bus in range(MAXIMUM_SCSI_ADAPTERS) if bus not in {a.bus for a in adapters}]
        if not free:
            raise ConflictError(
                "No SCSI adapter can be added.",
                cause=f"A virtual machine can have {MAXIMUM_SCSI_ADAPTERS} SCSI adapters at most.",
                action="Put the drives on the adapters that are there.",
            )
        adapter = VirtualSCSIAdapter(
            id=session.derive_id(f"SCSI adapter {free[0]}"), name=f"SCSI adapter {free[0]}", bus=free[0]
        )
        adapter = self.settings(adapter)
        adapters.append(adapter)
        return adapter


class SetVirtualSCSIAdapter(ExistingDeviceCmdlet, SCSISettings):
    """Changes a virtual SCSI adapter.

    Example:
        Get-VirtualSCSIAdapter -VM "web-01" | Set-VirtualSCSIAdapter -Shared $false
    """

    name = "Set-VirtualSCSIAdapter"
    aliases = ("Set-SCVirtualScsiAdapter",)
    job_name = "Change properties of virtual SCSI adapter"
    returns = "VirtualSCSIAdapter"
    device = VirtualSCSIAdapter
    device_attribute = "virtual_scsi_adapter"

    virtual_scsi_adapter: VirtualSCSIAdapter = parameter(
        "VirtualSCSIAdapter", position=0, pipeline=True, mandatory=True, help="The adapter."
    )
    adapter_id: int = parameter("AdapterID", minimum=0, maximum=255, help="The adapter's own place on its bus.")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        del session
        adapter: VirtualSCSIAdapter = self.find_device(hardware)
        changed = self.settings(adapter)
        adapters = hardware.virtual_scsi_adapters
        adapters[adapters.index(adapter)] = changed
        return changed


class RemoveVirtualSCSIAdapter(RemoveDeviceCmdlet):
    """Removes a virtual SCSI adapter that no drive sits on.

    Example:
        Get-VirtualSCSIAdapter -VM "web-01" | where {$_.Bus -eq 1} | Remove-VirtualSCSIAdapter
    """

    name = "Remove-VirtualSCSIAdapter"
    aliases = ("Remove-SCVirtualScsiAdapter",)
    job_name = "Remove virtual SCSI adapter"
    returns = "VirtualSCSIAdapter"
    device = VirtualSCSIAdapter
    device_attribute = "virtual_scsi_adapter"

    virtual_scsi_adapter: VirtualSCSIAdapter = parameter(
        "VirtualSCSIAdapter", position=0, pipeline=True, mandatory=True, help="The adapter."
    )

    def apply(self, hardware: Hardware, session: Session) -> None:
        del session
        adapter = self.virtual_scsi_adapter
        drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
        if any(d.bus_type is BusType.SCSI and d.bus == adapter.bus for d in drives):
            raise ConflictError(
                f"The SCSI adapter {adapter.bus} cannot be removed.",
                cause="Drives sit on it.",
                action="Move or remove these drives first.",
            )
        hardware.virtual_scsi_adapters = [a for a in hardware.virtual_scsi_adapters if a.id != adapter.id]
