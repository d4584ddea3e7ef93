"""Library files that hardware refers to: ISO images and virtual hard disks, which must be there when they are used."""

from __future__ import annotations

from typing import TypeVar

from vmmconsole.model import ISO, LibraryShare, VirtualFloppyDisk, VirtualHardDisk
from vmmconsole.model.errors import LibraryError, NotFoundError
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import DVDConnection, LibraryItemState
from vmmconsole.providers.contract import Provider

from .session import Session

I = TypeVar("I", bound=LibraryItem)  # noqa: E741  a library item


def usable(session: Session, kind: type[I], item: LibraryItem | Ref) -> I:
    """The library file as the store has it now.

    Raises:
        NotFoundError: it was removed, or its file is gone.
        LibraryError: its file cannot be used.
    """
    try:
        found = session.get(kind, item.id)
        share = session.get(LibraryShare, found.library_share.id)
        # The file may have been deleted a moment ago.
        session.refresh_share(share, found.share_path.removeprefix(share.path).lstrip("/\\"))
        found = session.get(kind, item.id)
    except NotFoundError as err:
        raise _gone(kind, item.name, "It was removed from the library.") from err
    if found.state is LibraryItemState.MISSING:
        raise _gone(kind, item.name, f"There is no file {found.share_path} any more.")
    problem = getattr(found, "problem", "")
    if problem:
        raise LibraryError(
            f"The {kind.title} '{found.name}' cannot be used.",
            cause=problem,
            action="Replace the file in the library, then refresh its library share.",
            object_name=found.name,
        )
    return found


def check_media(session: Session, provider: Provider, hardware: Hardware, *, known: Hardware | None = None) -> None:
    """Refuse hardware whose images are not there; those that `known` has already are not asked for again.

    Library files are looked up in the library, others on the host; whether the host can read a library file is for its
    provider to say.

    Raises:
        NotFoundError: an image was deleted; names it.
    """
    before = {drive.iso_path for drive in known.virtual_dvd_drives} if known else set()
    for drive in hardware.virtual_dvd_drives:
        if drive.connection is not DVDConnection.ISO_IMAGE or drive.iso_path in before:
            continue
        if drive.iso is not None:
            drive.iso_path = usable(session, ISO, drive.iso).share_path
        elif not provider.path_facts(drive.iso_path)[0]:
            raise _gone(ISO, drive.iso_path, "The host has no such file.")
    floppy = hardware.virtual_floppy_drive
    if floppy is not None and floppy.virtual_floppy_disk is not None:
        floppy.image_path = usable(session, VirtualFloppyDisk, floppy.virtual_floppy_disk).share_path
    for disk in hardware.virtual_disk_drives:
        if disk.source_id is not None and disk.virtual_hard_disk is None:
            source = Ref(kind=VirtualHardDisk.kind, id=disk.source_id, name=disk.path)
            disk.path = usable(session, VirtualHardDisk, source).share_path


def _gone(kind: type[LibraryItem], name: str, cause: str) -> NotFoundError:
    return NotFoundError(
        f"The {kind.title} '{name}' is not there.",
        cause=cause,
        action="Put the file back and refresh its library share, or choose another one.",
        object_name=name,
    )
