"""Library objects: who uses them, and what the library knows of scripts and floppy images."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import ISO, GuestOSProfile, LibraryScript, VirtualFloppyDisk, VirtualHardDisk
from vmmconsole.model.library import AnswerFile
from vmmconsole.script.cmdlet import parameter

from .library_items import SetItem, uses
from .resolve import owners
from .session import Session
from .vmm_cmdlet import ReadingCmdlet


class GetDependentLibraryObject(ReadingCmdlet):
    """Reads the virtual machines and profiles that use a library object.

    Example:
        Get-DependentLibraryObject -LibraryObject "debian-12.iso"

    Example:
        Get-ISO -Name "debian-12.iso" | Get-DependentLibraryObject
    """

    name = "Get-DependentLibraryObject"
    aliases = ("Get-SCDependentLibraryResource",)
    returns = "VM"

    library_object: ISO | VirtualHardDisk | VirtualFloppyDisk | LibraryScript | AnswerFile = parameter(
        "LibraryObject", aliases=("LibraryResource",), mandatory=True, position=0, pipeline=True,
        help="The ISO image, virtual hard disk, floppy image, script or answer file.",
    )  # fmt: skip

    def run(self, session: Session) -> Iterable[object]:
        item = session.get(type(self.library_object), self.library_object.id)
        found: list[object] = [owner for owner in owners(session) if uses(owner, item)]
        profiles = session.find(GuestOSProfile)
        return found + [p for p in profiles if p.answer_file is not None and p.answer_file.id == item.id]


class SetScript(SetItem):
    """Changes what the library knows of a script.

    Example:
        Set-Script -Script "setup.ps1" -Description "Sets the web server up"
    """

    name = "Set-Script"
    aliases = ("Set-SCScript",)
    job_name = "Change properties of script"
    returns = "Script"
    item_attribute = "script"

    script: LibraryScript = parameter("Script", position=0, pipeline=True, mandatory=True, help="The script.")


class SetVirtualFloppyDisk(SetItem):
    """Changes what the library knows of a floppy image.

    Example:
        Set-VirtualFloppyDisk -VirtualFloppyDisk "drivers.vfd" -Description "Storage drivers"
    """

    name = "Set-VirtualFloppyDisk"
    aliases = ("Set-SCVirtualFloppyDisk",)
    job_name = "Change properties of virtual floppy disk"
    returns = "VirtualFloppyDisk"
    item_attribute = "virtual_floppy_disk"

    virtual_floppy_disk: VirtualFloppyDisk = parameter(
        "VirtualFloppyDisk", position=0, pipeline=True, mandatory=True, help="The floppy image."
    )
