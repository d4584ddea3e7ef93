"""Which files a self-service user's new virtual machine may be made of: none that belong to others or to the host."""

from __future__ import annotations

from collections.abc import Iterator

from vmmconsole.model import ISO, Template, VirtualFloppyDisk, VirtualHardDisk, VirtualMachine
from vmmconsole.model.errors import AccessError
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import DVDConnection

from .access import Access
from .store import Store

_LIBRARY: tuple[type[LibraryItem], ...] = (ISO, VirtualHardDisk, VirtualFloppyDisk)


def refuse_foreign_files(
    store: Store, access: Access, user: str, machine: VirtualMachine, template: Template | None
) -> None:
    """Let a machine have new disks, files of the library that the user sees, and copies of what is the user's own.

    Raises:
        AccessError: it would have another file or a device of the host; names it.
    """
    wanted = set(_files(machine))
    if not wanted:
        return
    allowed = {path for path in wanted for kind in _LIBRARY if access.visible(user, store.find(kind, share_path=path))}
    allowed |= set(_disks(template)) if template is not None else set()
    if wanted - allowed:
        own = access.visible(user, store.find(VirtualMachine, owner=machine.owner))
        allowed |= {path for mine in own for path in _disks(mine)}
    for path in sorted(wanted - allowed):
        raise AccessError(
            f"The virtual machine '{machine.name}' cannot be created.",
            cause=f"It would have '{path}', which is neither in the library of your user role nor your own.",
            action="Choose a file of the library, or a new disk.",
            object_name=machine.name,
        )


def _files(machine: VirtualMachine) -> Iterator[str]:
    """What a machine that is still to be made would have of what there is already."""
    for drive in machine.virtual_disk_drives:
        if drive.use_local or (drive.size_mb is None and drive.path):
            yield drive.path or drive.file_name
    for dvd in machine.virtual_dvd_drives:
        if dvd.connection is not DVDConnection.NONE:
            yield dvd.iso_path or dvd.host_drive or "the host's own drive"
    floppy = machine.virtual_floppy_drive
    if floppy is not None and floppy.image_path:
        yield floppy.image_path
    for port in machine.virtual_com_ports:
        if port.connection != "None":
            yield port.text_file or port.named_pipe or f"host port {port.host_port}"


def _disks(owner: VirtualMachine | Template) -> Iterator[str]:
    for drive in owner.virtual_disk_drives:
        if drive.virtual_hard_disk is not None:
            yield drive.virtual_hard_disk.location
