"""The files of the library: ISO images, virtual hard disks, floppy images and scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from vmmconsole.model import (
    ISO,
    HardwareProfile,
    LibraryScript,
    OperatingSystem,
    Template,
    VirtualFloppyDisk,
    VirtualHardDisk,
    VirtualMachine,
)
from vmmconsole.model.errors import ConflictError, ParameterError
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import Permission, VirtualizationPlatform
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .capabilities import Missing
from .resolve import owners
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, UngroupedCmdlet, by_id, by_name, old_to_new


class GetItem(ReadingCmdlet):
    """Reads library files of one kind."""

    item: ClassVar[type[LibraryItem]]
    default_set = "All"

    item_name: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")
    family: str = parameter("FamilyName", needs=Missing.LIBRARY_TAGS, help="Only those of this family.")
    release: str = parameter("Release", needs=Missing.LIBRARY_TAGS, help="Only those of this release.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, type(self).item, self.id_)
        if self.given("item_name"):
            return by_name(session, type(self).item, self.item_name)
        return session.find(type(self).item)


class GetISO(GetItem):
    """Reads the ISO images of the library.

    Example:
        $ISO = Get-ISO -VMMServer localhost | where {$_.Name -eq "debian-12.iso"}
    """

    name = "Get-ISO"
    aliases = ("Get-SCISO",)
    returns = "ISO"
    item = ISO


class GetScript(GetItem):
    """Reads the scripts of the library.

    Example:
        Get-Script -VMMServer localhost
    """

    name = "Get-Script"
    aliases = ("Get-SCScript",)
    returns = "Script"
    item = LibraryScript


class GetVirtualFloppyDisk(GetItem):
    """Reads the floppy images of the library.

    Example:
        Get-VirtualFloppyDisk -VMMServer localhost
    """

    name = "Get-VirtualFloppyDisk"
    aliases = ("Get-SCVirtualFloppyDisk",)
    returns = "VirtualFloppyDisk"
    item = VirtualFloppyDisk


class GetVirtualHardDisk(GetItem):
    """Reads the virtual hard disks of the library, or those of a virtual machine.

    Example:
        $VirtualHardDisk = Get-VirtualHardDisk -VMMServer localhost | where {$_.Name -eq "debian-12.qcow2"}

    Example:
        Get-VM -Name "web-01" | Get-VirtualHardDisk
    """

    name = "Get-VirtualHardDisk"
    aliases = ("Get-SCVirtualHardDisk",)
    returns = "VirtualHardDisk"
    item = VirtualHardDisk

    vm: VirtualMachine = parameter(
        "VM", sets=("VM",), mandatory=True, pipeline=True, help="Those of this virtual machine instead."
    )
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=("Template",), mandatory=True, pipeline=True,
        help="Those of this template instead.",
    )  # fmt: skip

    def run(self, session: Session) -> Iterable[object]:
        if self.given("vm"):
            return session.get(VirtualMachine, self.vm.id).disks_with_host
        if self.given("template"):
            drives = session.get(Template, self.template.id).virtual_disk_drives
            return [drive.virtual_hard_disk for drive in drives if drive.virtual_hard_disk]
        return super().run(session)


class ItemCmdlet(ChangingCmdlet):
    """A verb for one library file; subclasses declare the parameter that names it."""

    permission = Permission.MANAGE_LIBRARY
    item_attribute: ClassVar[str] = ""

    def now(self, session: Session) -> list[LibraryItem]:
        """The file's object as it is now, or nothing when it is gone."""
        given: LibraryItem = getattr(self, type(self).item_attribute)
        return list(by_id(session, type(given), given.id))


class SetItem(ItemCmdlet, UngroupedCmdlet):
    """Changes what the library knows of a file; the file itself stays as it is."""

    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    enabled: bool = parameter("Enabled", help="$false to keep it from being used for new virtual machines.")
    operating_system: OperatingSystem | None = parameter("OperatingSystem", help="The operating system that is on it.")
    item_name: str = parameter("Name", needs=Missing.LIBRARY_FILES, help="Its new name.")
    share_path: str = parameter("SharePath", needs=Missing.LIBRARY_FILES, help="Its new place.")
    user_role: str | None = parameter(
        "UserRole", needs=Missing.GRANTS, neutral=(None,), help="The self-service role that may use it."
    )
    family: str = parameter("FamilyName", needs=Missing.LIBRARY_TAGS, neutral=("",), help="Its family.")
    release: str = parameter("Release", needs=Missing.LIBRARY_TAGS, neutral=("",), help="Its release.")

    def _update(self) -> dict[str, Any]:
        update = {name: getattr(self, name) for name in ("description", "owner", "enabled") if self.given(name)}
        if self.operating_system:
            update["operating_system"] = self.operating_system.name
        if not update and not any(p.needs and p.attribute in self.bound for p in type(self).parameters):
            raise ParameterError(f"{type(self).name} changes nothing.", action="Give a property, such as -Description.")
        return update

    def run(self, session: Session) -> Iterable[object]:
        update = self._update()
        given: LibraryItem = getattr(self, type(self).item_attribute)
        session.lock(given)
        item = session.get(type(given), given.id)
        session.result(item)
        return [session.save(item.model_copy(update=update))]

    def plan(self, session: Session) -> list[str]:
        return [
            old_to_new(f"{name.replace('_', ' ').capitalize()} of '{item.name}'", getattr(item, name), value)
            for item in self.now(session)
            for name, value in self._update().items()
        ]


class RemoveItem(ItemCmdlet):
    """Deletes a library file. One that is gone already is no error."""

    force: switch = parameter("Force", help="Delete it although a virtual machine or a hardware profile uses it.")

    def run(self, session: Session) -> Iterable[object]:
        given: LibraryItem = getattr(self, type(self).item_attribute)
        session.lock(given)
        for item in self.now(session):
            session.result(item)
            self._refuse_used(session, item)
            session.delete_item(item)
        return [given]

    def _refuse_used(self, session: Session, item: LibraryItem) -> None:
        users = [] if self.force else sorted(owner.name for owner in owners(session) if uses(owner, item))
        if users:
            raise ConflictError(
                f"The {item.title} '{item.name}' cannot be deleted.",
                cause=f"It is used by {', '.join(users[:5])}{f' and {len(users) - 5} more' if len(users) > 5 else ''}.",
                action="Take it out of them first, or delete it with -Force.",
                object_name=item.name,
            )
        if session.serves_unseen(lambda owner: uses(owner, item)):  # not by -Force: who would be asked is not known
            raise ConflictError(
                f"The {item.title} '{item.name}' cannot be deleted.",
                cause="It is used by something that your user role does not show.",
                action="Ask an administrator to delete it.",
                object_name=item.name,
            )

    def plan(self, session: Session) -> list[str]:
        items = self.now(session)
        for item in items:
            self._refuse_used(session, item)
        return [f"Delete the file {item.share_path}." for item in items]


def uses(owner: VirtualMachine | HardwareProfile, item: LibraryItem) -> bool:
    """Whether a virtual machine or a hardware profile uses the library file."""
    in_drives = any(
        drive.iso_path == item.share_path or (drive.iso is not None and drive.iso.id == item.id)
        for drive in owner.virtual_dvd_drives
    )
    floppy = owner.virtual_floppy_drive
    in_floppy = floppy is not None and floppy.image_path == item.share_path
    as_disk = any(
        item.share_path in {drive.path, image.location if image else "", image.parent_disk if image else ""}
        for drive in owner.virtual_disk_drives
        for image in (drive.virtual_hard_disk,)
    )
    return in_drives or in_floppy or as_disk


class SetISO(SetItem):
    """Changes what the library knows of an ISO image.

    Example:
        Set-ISO -ISO "debian-12.iso" -Description "Debian 12 installer"
    """

    name = "Set-ISO"
    aliases = ("Set-SCISO",)
    job_name = "Change properties of ISO image"
    returns = "ISO"
    item_attribute = "iso"

    iso: ISO = parameter("ISO", position=0, pipeline=True, mandatory=True, help="The ISO image.")


class RemoveISO(RemoveItem):
    """Deletes an ISO image from the library, with its file.

    One that a virtual machine has in its DVD drive is not deleted without -Force.

    Example:
        Remove-ISO -ISO "debian-11.iso"
    """

    name = "Remove-ISO"
    aliases = ("Remove-SCISO",)
    job_name = "Remove ISO image"
    returns = "ISO"
    item_attribute = "iso"

    iso: ISO = parameter("ISO", position=0, pipeline=True, mandatory=True, help="The ISO image.")


class SetVirtualHardDisk(SetItem):
    """Changes what the library knows of a virtual hard disk.

    Example:
        Set-VirtualHardDisk -VirtualHardDisk "debian-12.qcow2" -Description "Ready to copy"
    """

    name = "Set-VirtualHardDisk"
    aliases = ("Set-SCVirtualHardDisk",)
    job_name = "Change properties of virtual hard disk"
    returns = "VirtualHardDisk"
    default_set = "Default"
    item_attribute = "virtual_hard_disk"

    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", position=0, pipeline=True, mandatory=True, sets=("Default",),
        help="The library's virtual hard disk.",
    )  # fmt: skip
    equivalent: list[str] = parameter(
        "VirtualHardDisks", mandatory=True, sets=("EquivalencySet",), needs=Missing.LIBRARY_TAGS,
        help="Disks that can stand for each other.",
    )  # fmt: skip
    platform: VirtualizationPlatform = parameter(
        "VirtualizationPlatform", needs=Missing.LIBRARY_TAGS, neutral=(VirtualizationPlatform.UNKNOWN,),
        help="The virtualization software it is for; it is told from the file.",
    )  # fmt: skip
    tags: list[str] = parameter("Tag", needs=Missing.LIBRARY_TAGS, neutral=([],), help="Words to find it by.")
    product_key: str = parameter(
        "ProductKey", needs=Missing.LIBRARY_TAGS, neutral=("",), help="The product key of what is on it."
    )


class RemoveVirtualHardDisk(RemoveItem):
    """Deletes a virtual hard disk from the library, with its file.

    One that a virtual machine uses is not deleted without -Force.

    Example:
        Remove-VirtualHardDisk -VirtualHardDisk "old.qcow2"
    """

    name = "Remove-VirtualHardDisk"
    aliases = ("Remove-SCVirtualHardDisk",)
    job_name = "Remove virtual hard disk"
    returns = "VirtualHardDisk"
    item_attribute = "virtual_hard_disk"

    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", position=0, pipeline=True, mandatory=True, help="The library's virtual hard disk."
    )


class RemoveVirtualFloppyDisk(RemoveItem):
    """Deletes a floppy image from the library, with its file.

    One that a virtual machine has in its floppy drive is not deleted without -Force.

    Example:
        Remove-VirtualFloppyDisk -VirtualFloppyDisk "drivers.vfd"
    """

    name = "Remove-VirtualFloppyDisk"
    aliases = ("Remove-SCVirtualFloppyDisk",)
    job_name = "Remove virtual floppy disk"
    returns = "VirtualFloppyDisk"
    item_attribute = "virtual_floppy_disk"

    virtual_floppy_disk: VirtualFloppyDisk = parameter(
        "VirtualFloppyDisk", position=0, pipeline=True, mandatory=True, help="The floppy image."
    )


class RemoveScript(RemoveItem):
    """Deletes a script from the library, with its file.

    Example:
        Remove-Script -Script "setup.ps1"
    """

    name = "Remove-Script"
    aliases = ("Remove-SCScript",)
    job_name = "Remove script"
    returns = "Script"
    item_attribute = "script"

    script: LibraryScript = parameter("Script", position=0, pipeline=True, mandatory=True, help="The script.")
