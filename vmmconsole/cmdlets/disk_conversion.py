"""Changing virtual hard disks of virtual machines as files: expanding, compacting and converting."""

from __future__ import annotations

from typing import Any

from vmmconsole.model.errors import ParameterError
from vmmconsole.model.hardware import Device, Hardware, VirtualDiskDrive
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .device_cmdlet import ExistingDeviceCmdlet
from .hardware_rules import LARGEST_DISK_MB
from .session import Session
from .unavailable import UnavailableGrouped


class ExpandVirtualDiskDrive(ExistingDeviceCmdlet):
    """Makes the disk of a virtual machine larger. The guest must make its file system larger by itself.

    A disk never gets smaller. In a hardware profile it is the disk that will be made.

    Example:
        Get-VirtualDiskDrive -VM "web-01" | Expand-VirtualDiskDrive -Size 40
    """

    name = "Expand-VirtualDiskDrive"
    aliases = ("Expand-SCVirtualDiskDrive",)
    job_name = "Expand virtual disk"
    returns = "VirtualDiskDrive"
    device = VirtualDiskDrive
    device_attribute = "virtual_disk_drive"

    virtual_disk_drive: VirtualDiskDrive = parameter(
        "VirtualDiskDrive", mandatory=True, position=0, pipeline=True, help="The virtual disk drive."
    )
    size_gb: int = parameter(
        "Size", aliases=("VirtualHardDiskSizeGB",), mandatory=True, unit="GB", minimum=1,
        maximum=LARGEST_DISK_MB // 1024, help="The size that it gets, in GB.",
    )  # fmt: skip

    def apply(self, hardware: Hardware, session: Session) -> Device:
        del session
        drive: VirtualDiskDrive = self.find_device(hardware)
        image, wanted = drive.virtual_hard_disk, self.size_gb << 30
        present = max(image.maximum_size if image is not None else 0, (drive.size_mb or 0) << 20)
        if not present:
            raise ParameterError(
                f"The disk of {drive.name or 'the drive'} cannot be expanded.",
                cause="The drive has no disk of its own.",
                action="Name another drive.",
            )
        if wanted < present:
            raise ParameterError(
                f"The disk of {drive.name or 'the drive'} cannot have {self.size_gb:,} GB.",
                cause=f"It has {present / (1 << 30):,.1f} GB, and a disk never gets smaller.",
                action="Give a larger size.",
            )
        larger: dict[str, Any] = {"size_mb": wanted >> 20} if drive.size_mb else {}
        if image is not None:
            larger["virtual_hard_disk"] = image.model_copy(update={"maximum_size": wanted})
        drives = hardware.virtual_disk_drives
        drives[drives.index(drive)] = expanded = drive.model_copy(update=larger)
        return expanded


class CompressVirtualDiskDrive(UnavailableGrouped):
    """Gives back the space that a dynamic disk of a virtual machine no longer uses.

    Example:
        Compress-VirtualDiskDrive -VirtualDiskDrive "web-01 IDE 0:0"
    """

    name = "Compress-VirtualDiskDrive"
    aliases = ("Compress-SCVirtualDiskDrive",)
    job_name = "Compact virtual disk"
    needs = Missing.DISK_CONVERSIONS
    returns = "VirtualDiskDrive"

    virtual_disk_drive: VirtualDiskDrive = parameter(
        "VirtualDiskDrive", mandatory=True, position=0, pipeline=True, help="The virtual disk drive."
    )


class ConvertVirtualDiskDrive(UnavailableGrouped):
    """Converts a disk of a virtual machine between dynamic and fixed.

    Example:
        Convert-VirtualDiskDrive -VirtualDiskDrive "web-01 IDE 0:0"
    """

    name = "Convert-VirtualDiskDrive"
    aliases = ("Convert-SCVirtualDiskDrive",)
    job_name = "Convert virtual disk"
    needs = Missing.DISK_CONVERSIONS
    returns = "VirtualDiskDrive"

    virtual_disk_drive: VirtualDiskDrive = parameter(
        "VirtualDiskDrive", mandatory=True, position=0, pipeline=True, help="The virtual disk drive."
    )
    fixed: switch = parameter("Fixed", help="A disk file that takes its whole space at once.")
    dynamic: switch = parameter("Dynamic", help="A disk file that grows as it is written.")
    vhd_format_type: str = parameter("VHDFormatType", help="The format of the new file: VHD or VHDX.")
    vhdx: switch = parameter("VHDX", help="Convert it to the newer format.")
    path: str = parameter("Path", help="The folder.")
    file_name: str = parameter("FileName", help="The name of the disk's file.")
    delete_source: switch = parameter("DeleteSource", help="Delete the old file.")
    validate_on_completion: switch = parameter("ValidateOnCompletion", help="Compare the files afterwards.")
    block_size_bytes: int = parameter("BlockSizeBytes", unit="bytes", help="The size of a block in bytes.")
