"""Virtual disk drives of virtual machines and hardware profiles, and the virtual hard disks of the library."""

from __future__ import annotations

import ntpath
import posixpath
from collections.abc import Sequence
from uuid import UUID

from vmmconsole.model import HardwareProfile, VirtualHardDisk
from vmmconsole.model.errors import ConflictError, ParameterError
from vmmconsole.model.hardware import Device, DiskImage, Hardware, VirtualDiskDrive
from vmmconsole.model.status import BusType, VHDType, VolumeType
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .device_cmdlet import (
    DeviceCmdlet,
    ExistingDeviceCmdlet,
    GetDeviceCmdlet,
    NewDeviceCmdlet,
    RemoveDeviceCmdlet,
    own_files,
)
from .hardware_rules import (
    LARGEST_DISK_MB,
    MAXIMUM_SCSI_ADAPTERS,
    SCSI_LUNS,
    SMALLEST_DISK_MB,
    bus_type_of,
    check_name,
    check_path,
    claim_place,
    place_text,
)
from .machines import host_of
from .media import usable
from .session import Session

_BUS_HELP = "The number of the bus on the controller: 0 or 1 for IDE, 0 to 3 for SCSI."
_LUN_HELP = "The place on the bus: 0 or 1 for IDE, 0 to 63 for SCSI."


class GetVirtualDiskDrive(GetDeviceCmdlet):
    """Reads virtual disk drives.

    Example:
        Get-VirtualDiskDrive -VM "web-01"

    Example:
        Get-VirtualDiskDrive -VMMServer localhost -All | where {$_.Lun -eq 0}
    """

    name = "Get-VirtualDiskDrive"
    aliases = ("Get-SCVirtualDiskDrive",)
    returns = "VirtualDiskDrive"
    device = VirtualDiskDrive


class PlacedDrive(DeviceCmdlet):
    """The parameters that say where a drive sits."""

    ide: switch = parameter("IDE", help="The drive sits on the IDE controller.")
    scsi: switch = parameter("SCSI", help="The drive sits on a SCSI adapter.")
    volume_type: VolumeType = parameter("VolumeType", help="What of the guest's operating system the disk holds.")
    boot_volume: switch = parameter("BootVolume", help="The disk holds the boot volume.")
    system_volume: switch = parameter("SystemVolume", help="The disk holds the system volume.")
    create_diff_disk: bool = parameter(
        "CreateDiffDisk", needs=Missing.DIFFERENCING_DISKS, neutral=(False,),
        help="$true to write changes to a disk of their own.",
    )  # fmt: skip
    shared_storage: bool = parameter(
        "SharedStorage", needs=Missing.SHARED_DISKS, neutral=(False,), help="$true to share the disk with others."
    )
    storage_class: str | None = parameter(
        "StorageClassification", needs=Missing.STORAGE_LIMITS, neutral=(None,), help="The class of storage it needs."
    )
    storage_policy: str | None = parameter(
        "StorageQoSPolicy", needs=Missing.STORAGE_LIMITS, neutral=(None,), help="The policy for its operations."
    )

    def volume(self) -> VolumeType | None:
        """The volume type as given by name or by switches."""
        if self.given("volume_type"):
            return self.volume_type
        if self.boot_volume and self.system_volume:
            return VolumeType.BOOT_AND_SYSTEM
        return VolumeType.BOOT if self.boot_volume else VolumeType.SYSTEM if self.system_volume else None

    def check(self) -> None:
        super().check()
        bus_type_of(ide=bool(self.ide), scsi=bool(self.scsi))


class NewVirtualDiskDrive(NewDeviceCmdlet, PlacedDrive):
    """Adds a virtual disk drive with a new blank disk, a copy of a library disk, or a disk that stands on the host.

    A new disk is dynamic unless -Fixed is given. Its file gets the name of -FileName in the folder of the virtual
    machine.

    Example:
        New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 20480 -Dynamic -FileName "web-01_disk_2"

    Example:
        New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f `
            -Size 40960 -Dynamic -FileName "web-02_disk_1"
    """

    name = "New-VirtualDiskDrive"
    aliases = ("New-SCVirtualDiskDrive",)
    job_name = "Create virtual disk drive"
    returns = "VirtualDiskDrive"
    device = VirtualDiskDrive

    bus: int = parameter("Bus", mandatory=True, minimum=0, maximum=MAXIMUM_SCSI_ADAPTERS - 1, help=_BUS_HELP)
    lun: int = parameter("LUN", mandatory=True, minimum=0, maximum=SCSI_LUNS - 1, help=_LUN_HELP)
    size_mb: int = parameter(
        "Size", aliases=("VirtualHardDiskSizeMB",), unit="MB", minimum=SMALLEST_DISK_MB, maximum=LARGEST_DISK_MB,
        help="The size of a new disk in MB, 1 MB to 64 TB.",
    )  # fmt: skip
    dynamic: switch = parameter("Dynamic", help="The new disk takes space as the guest writes; the default.")
    fixed: switch = parameter("Fixed", help="The new disk takes all its space at once.")
    file_name: str = parameter("FileName", help="The name of the disk's file, without folder.")
    path: str = parameter("Path", help="The folder on the host of the file, where it is not the virtual machine's.")
    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", help="The library's virtual hard disk to copy into the virtual machine's folder."
    )
    use_local: switch = parameter(
        "UseLocalVirtualHardDisk", help="Use the file where it stands, -Path and -FileName or the library's, uncopied."
    )
    differencing: switch = parameter(
        "Differencing", needs=Missing.DIFFERENCING_DISKS, help="The new disk holds what differs from another one."
    )
    parent_path: str = parameter(
        "ParentVirtualHardDiskPath", needs=Missing.DIFFERENCING_DISKS, help="That other disk's file on the host."
    )
    host_disk: str = parameter(
        "HostDisk", aliases=("StorageDisk",), needs=Missing.PHYSICAL_DISKS, help="The host's disk to hand through."
    )
    any_host_disk: switch = parameter(
        "AnyHostDisk", aliases=("AnyStorageDisk",), needs=Missing.PHYSICAL_DISKS, help="Hand any disk through."
    )
    disk_format: str = parameter(
        "VirtualHardDiskFormatType", needs=Missing.DISK_FORMATS, help="The format of a new disk's file."
    )
    return_immediately: switch = parameter(
        "ReturnImmediately", help="Accepted for scripts; -RunAsynchronously returns at once."
    )

    def check(self) -> None:
        super().check()
        sources = [self.given("size_mb"), self.given("virtual_hard_disk"), bool(self.use_local) and self.given("path")]
        if sum(sources) != 1:
            raise ParameterError(
                f"{self.name} does not know which disk to use.",
                cause="None is given." if not any(sources) else "More than one is given.",
                action="Give -Size, or -VirtualHardDisk, or -UseLocalVirtualHardDisk with -Path and -FileName.",
            )
        if self.fixed and self.dynamic:
            raise ParameterError("-Fixed and -Dynamic cannot both be given.", action="Give one of them.")
        if self.given("file_name"):
            check_name(self.file_name, "FileName")
        if self.given("path"):
            check_path(self.path, "Path")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        bus_type = bus_type_of(ide=bool(self.ide), scsi=bool(self.scsi)) or BusType.IDE
        drive = VirtualDiskDrive(
            id=session.derive_id(f"disk {place_text(bus_type, self.bus, self.lun)}"),
            bus_type=bus_type, bus=self.bus, lun=self.lun, volume_type=self.volume() or VolumeType.NONE,
            file_name=self.file_name if self.given("file_name") else "",
            name=self.file_name if self.given("file_name") else "",
        )  # fmt: skip
        known = next((d for d in hardware.virtual_disk_drives if d.id == drive.id), None)
        if known is not None:
            return known  # this step has run before
        claim_place(hardware, drive)
        self._fill(drive, session)
        _refuse_same_file(hardware, drive)
        hardware.virtual_disk_drives.append(drive)
        return drive

    def _fill(self, drive: VirtualDiskDrive, session: Session) -> None:
        drive.path = self.path if self.given("path") else ""
        drive.use_local = bool(self.use_local)
        if self.given("size_mb"):
            drive.size_mb = self.size_mb
            drive.virtual_hard_disk = DiskImage(
                id=session.derive_id(f"image of {drive.id}"), name=drive.file_name, format="",
                vhd_type=VHDType.FIXED if self.fixed else VHDType.DYNAMIC, maximum_size=self.size_mb * 2**20,
            )  # fmt: skip
        elif self.given("virtual_hard_disk"):
            source = usable(session, VirtualHardDisk, self.virtual_hard_disk)
            drive.source_id, drive.path = source.id, source.share_path
            drive.name = drive.name or source.name
        elif drive.file_name:
            drive.path = join(drive.path, drive.file_name)


def join(folder: str, name: str) -> str:
    """A file's path on a host, with the separator that the folder has."""
    return ntpath.join(folder, name) if "\\" in folder else posixpath.join(folder, name)


def _refuse_same_file(hardware: Hardware, drive: VirtualDiskDrive) -> None:
    if not drive.file_name or drive.use_local:
        return
    for other in hardware.virtual_disk_drives:
        if other.file_name.lower() == drive.file_name.lower() and other.path == drive.path:
            raise ConflictError(
                f"The file name '{drive.file_name}' is taken.",
                cause="Another disk of this virtual machine has it.",
                action="Give another -FileName.",
            )


class SetVirtualDiskDrive(ExistingDeviceCmdlet, PlacedDrive):
    """Moves a virtual disk drive to another place on the buses.

    Example:
        Get-VirtualDiskDrive -VM "web-01" | Set-VirtualDiskDrive -IDE -Bus 0 -LUN 1
    """

    name = "Set-VirtualDiskDrive"
    aliases = ("Set-SCVirtualDiskDrive",)
    job_name = "Change properties of virtual disk drive"
    returns = "VirtualDiskDrive"
    device = VirtualDiskDrive
    device_attribute = "virtual_disk_drive"

    virtual_disk_drive: VirtualDiskDrive = parameter(
        "VirtualDiskDrive", position=0, pipeline=True, mandatory=True, help="The drive."
    )
    bus: int = parameter("Bus", minimum=0, maximum=MAXIMUM_SCSI_ADAPTERS - 1, help=_BUS_HELP)
    lun: int = parameter("LUN", minimum=0, maximum=SCSI_LUNS - 1, help=_LUN_HELP)
    iops_maximum: int = parameter(
        "IOPSMaximum", needs=Missing.STORAGE_LIMITS, neutral=(0,), unit="operations a second", minimum=0,
        help="The most operations a second; 0 for no limit.",
    )  # fmt: skip
    no_storage_limit: switch = parameter("DisableStorageQoS", help="Accepted for scripts; there is no limit.")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        del session
        drive: VirtualDiskDrive = self.find_device(hardware)
        moved = drive.model_copy(update={
            "bus_type": bus_type_of(ide=bool(self.ide), scsi=bool(self.scsi)) or drive.bus_type,
            "bus": self.bus if self.given("bus") else drive.bus,
            "lun": self.lun if self.given("lun") else drive.lun,
            "volume_type": self.volume() or drive.volume_type,
        })  # fmt: skip
        claim_place(hardware, moved)
        drives = hardware.virtual_disk_drives
        drives[drives.index(drive)] = moved
        return moved


class RemoveVirtualDiskDrive(RemoveDeviceCmdlet):
    """Removes a virtual disk drive and deletes its file.

    With -SkipDeleteVHD the file stays. A file that was used where it stood, or that another virtual machine uses,
    stays too.

    Example:
        Get-VirtualDiskDrive -VM "web-01" | where {$_.Lun -eq 1} | Remove-VirtualDiskDrive

    Example:
        Get-VirtualDiskDrive -VM "web-01" | where {$_.Lun -eq 1} | Remove-VirtualDiskDrive -SkipDeleteVHD
    """

    name = "Remove-VirtualDiskDrive"
    aliases = ("Remove-SCVirtualDiskDrive",)
    job_name = "Remove virtual disk drive"
    returns = "VirtualDiskDrive"
    device = VirtualDiskDrive
    device_attribute = "virtual_disk_drive"

    virtual_disk_drive: VirtualDiskDrive = parameter(
        "VirtualDiskDrive", position=0, pipeline=True, mandatory=True, help="The drive."
    )
    skip_delete_vhd: switch = parameter("SkipDeleteVHD", help="Keep the disk's file.")

    def apply(self, hardware: Hardware, session: Session) -> None:
        del session
        wanted: UUID = self.virtual_disk_drive.id
        hardware.virtual_disk_drives = [d for d in hardware.virtual_disk_drives if d.id != wanted]

    def files_to_delete(self, hardware: Hardware) -> Sequence[str]:
        wanted = self.virtual_disk_drive.id
        found = next((d for d in hardware.virtual_disk_drives if d.id == wanted), None)
        if self.skip_delete_vhd or found is None or found.use_local or found.virtual_hard_disk is None:
            return ()
        return (found.virtual_hard_disk.location,) if found.virtual_hard_disk.location else ()

    def plan(self, session: Session) -> list[str]:
        owner = self.owner(session)
        lines = [f"Remove the virtual disk drive {self.virtual_disk_drive.name} of '{owner.name}'."]
        if isinstance(owner, HardwareProfile):
            return lines
        provider = session.provider(host_of(session, owner))
        files = own_files(session, provider, owner, self.files_to_delete(owner))
        return lines + [f"Delete the file {path}." for path in files]
