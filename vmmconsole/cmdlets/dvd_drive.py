"""Virtual DVD drives and what is in them."""

from __future__ import annotations

from vmmconsole.model import ISO
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.hardware import Device, Hardware, VirtualDVDDrive
from vmmconsole.model.status import BusType, DVDConnection
from vmmconsole.script.cmdlet import parameter, switch

from .device_cmdlet import (
    DeviceCmdlet,
    ExistingDeviceCmdlet,
    GetDeviceCmdlet,
    NewDeviceCmdlet,
    RemoveDeviceCmdlet,
)
from .hardware_rules import IDE_BUSES, IDE_LUNS, check_path, claim_place, place_text
from .media import usable
from .session import Session

_EMPTY = {"connection": DVDConnection.NONE, "iso": None, "iso_path": "", "host_drive": ""}


class GetVirtualDVDDrive(GetDeviceCmdlet):
    """Reads virtual DVD drives.

    Example:
        Get-VirtualDVDDrive -VM "web-01"
    """

    name = "Get-VirtualDVDDrive"
    aliases = ("Get-SCVirtualDVDDrive",)
    returns = "VirtualDVDDrive"
    device = VirtualDVDDrive


class DVDMedia(DeviceCmdlet):
    """The parameters that say what is in a DVD drive."""

    iso: ISO = parameter("ISO", pipeline=True, help="The library's ISO image to put into the drive.")
    iso_path: str = parameter("ISOPath", help="The full path on the host of an ISO image outside of the library.")
    link: switch = parameter("Link", help="Share the image instead of copying it; an image is always used where it is.")
    host_drive: str = parameter("HostDrive", aliases=("VMHostDrive",), help="The host's own drive, such as /dev/sr0.")
    any_host_drive: switch = parameter(
        "AnyHostDrive", aliases=("AnyVMHostDrive",), help="The first DVD drive of the host."
    )

    def check(self) -> None:
        super().check()
        self._one_medium()
        if self.given("iso_path"):
            check_path(self.iso_path, "ISOPath")

    def _one_medium(self, *others: bool) -> None:
        given = [self.given("iso"), self.given("iso_path"), self.given("host_drive"), bool(self.any_host_drive)]
        if sum([*given, *others]) > 1:
            raise ParameterError(
                "A DVD drive has one medium.",
                cause="More than one of -ISO, -ISOPath, -HostDrive, -AnyHostDrive and -NoMedia is given.",
                action="Give one of them.",
            )

    def medium(self, session: Session) -> dict[str, object]:
        """The fields of the drive for the medium given; empty when none is."""
        if self.given("iso"):
            iso = usable(session, ISO, self.iso)
            return {**_EMPTY, "connection": DVDConnection.ISO_IMAGE, "iso": iso.ref, "iso_path": iso.share_path,
                    "iso_linked": True}  # fmt: skip
        if self.given("iso_path"):
            return {**_EMPTY, "connection": DVDConnection.ISO_IMAGE, "iso_path": self.iso_path, "iso_linked": True}
        if self.given("host_drive") or self.any_host_drive:
            drive = self.host_drive if self.given("host_drive") else ""
            return {**_EMPTY, "connection": DVDConnection.HOST_DRIVE, "host_drive": drive}
        return {}


class NewVirtualDVDDrive(NewDeviceCmdlet, DVDMedia):
    """Adds a virtual DVD drive, empty or with an ISO image in it.

    Example:
        New-VirtualDVDDrive -VM "web-01" -Bus 1 -LUN 0

    Example:
        $ISO = Get-ISO -VMMServer localhost | where {$_.Name -eq "debian-12.iso"}
        New-VirtualDVDDrive -VMMServer localhost -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f -Bus 1 -LUN 0 `
            -ISO $ISO -Link
    """

    name = "New-VirtualDVDDrive"
    aliases = ("New-SCVirtualDVDDrive",)
    job_name = "Create virtual DVD drive"
    returns = "VirtualDVDDrive"
    device = VirtualDVDDrive

    bus: int = parameter("Bus", mandatory=True, minimum=0, maximum=IDE_BUSES - 1, help="The IDE bus, 0 or 1.")
    lun: int = parameter("LUN", mandatory=True, minimum=0, maximum=IDE_LUNS - 1, help="The place on the bus, 0 or 1.")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        drive = VirtualDVDDrive(
            id=session.derive_id(f"DVD {place_text(BusType.IDE, self.bus, self.lun)}"), bus=self.bus, lun=self.lun
        )
        known = next((d for d in hardware.virtual_dvd_drives if d.id == drive.id), None)
        if known is not None:
            return known  # this step has run before
        claim_place(hardware, drive)
        drive = drive.model_copy(update=self.medium(session))
        hardware.virtual_dvd_drives.append(drive)
        return drive


class SetVirtualDVDDrive(ExistingDeviceCmdlet, DVDMedia):
    """Puts an ISO image into a virtual DVD drive, takes it out, or moves the drive to another place.

    Example:
        Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -NoMedia

    Example:
        Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -ISO "debian-12.iso" -Link
    """

    name = "Set-VirtualDVDDrive"
    aliases = ("Set-SCVirtualDVDDrive",)
    job_name = "Change properties of virtual DVD drive"
    returns = "VirtualDVDDrive"
    device = VirtualDVDDrive
    device_attribute = "virtual_dvd_drive"

    virtual_dvd_drive: VirtualDVDDrive = parameter("VirtualDVDDrive", position=0, pipeline=True, help="The drive.")
    source_bus: int = parameter(
        "SourceBus", minimum=0, maximum=IDE_BUSES - 1, help="In a job group: the bus of the drive, instead of it."
    )
    source_lun: int = parameter(
        "SourceLUN", minimum=0, maximum=IDE_LUNS - 1, help="In a job group: the place of the drive on that bus."
    )
    bus: int = parameter("Bus", minimum=0, maximum=IDE_BUSES - 1, help="Move the drive to this IDE bus, 0 or 1.")
    lun: int = parameter("LUN", minimum=0, maximum=IDE_LUNS - 1, help="Move the drive to this place, 0 or 1.")
    no_media: switch = parameter("NoMedia", help="Take the medium out.")

    def check(self) -> None:
        super().check()
        self._one_medium(bool(self.no_media))
        if not self._by_place():
            self.named_device()

    def _by_place(self) -> bool:
        return self.given("source_bus") and self.given("source_lun")

    def apply(self, hardware: Hardware, session: Session) -> Device:
        drive = self._drive(hardware)
        changed = drive.model_copy(update={
            "bus": self.bus if self.given("bus") else drive.bus,
            "lun": self.lun if self.given("lun") else drive.lun,
            **(_EMPTY if self.no_media else self.medium(session)),
        })  # fmt: skip
        claim_place(hardware, changed)
        drives = hardware.virtual_dvd_drives
        drives[drives.index(drive)] = changed
        return changed

    def _drive(self, hardware: Hardware) -> VirtualDVDDrive:
        if not self._by_place():
            found: VirtualDVDDrive = self.find_device(hardware)
            return found
        drive = hardware.drive_at(BusType.IDE, self.source_bus, self.source_lun)
        if not isinstance(drive, VirtualDVDDrive):
            raise self.missing(place_text(BusType.IDE, self.source_bus, self.source_lun))
        return drive


class RemoveVirtualDVDDrive(RemoveDeviceCmdlet):
    """Removes a virtual DVD drive. The image that is in it stays in the library.

    Example:
        Get-VirtualDVDDrive -VM "web-01" | Remove-VirtualDVDDrive
    """

    name = "Remove-VirtualDVDDrive"
    aliases = ("Remove-SCVirtualDVDDrive",)
    job_name = "Remove virtual DVD drive"
    returns = "VirtualDVDDrive"
    device = VirtualDVDDrive
    device_attribute = "virtual_dvd_drive"

    virtual_dvd_drive: VirtualDVDDrive = parameter(
        "VirtualDVDDrive", position=0, pipeline=True, mandatory=True, help="The drive."
    )

    def apply(self, hardware: Hardware, session: Session) -> None:
        del session
        wanted = self.virtual_dvd_drive.id
        hardware.virtual_dvd_drives = [d for d in hardware.virtual_dvd_drives if d.id != wanted]
