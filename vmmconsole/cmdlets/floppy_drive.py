"""The virtual floppy drive of a machine that has none."""

from __future__ import annotations

from vmmconsole.model.hardware import Device, Hardware, VirtualFloppyDrive

from .device_cmdlet import NewDeviceCmdlet
from .session import Session


class NewSCVirtualFloppyDrive(NewDeviceCmdlet):
    """Adds a virtual floppy drive, without a medium, to what has none; one that is there stays as it is.

    Example:
        New-SCVirtualFloppyDrive -VM "web-01"
    """

    name = "New-SCVirtualFloppyDrive"
    aliases = ("New-VirtualFloppyDrive",)
    job_name = "Add virtual floppy drive"
    returns = "VirtualFloppyDrive"
    device = VirtualFloppyDrive

    def apply(self, hardware: Hardware, session: Session) -> Device:
        if hardware.virtual_floppy_drive is None:
            hardware.virtual_floppy_drive = VirtualFloppyDrive(id=session.derive_id("floppy"))
        return hardware.virtual_floppy_drive
