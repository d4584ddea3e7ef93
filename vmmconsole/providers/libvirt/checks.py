"""What is wrong with hardware that somebody asks for, before anything is done."""

from __future__ import annotations

from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import DVDConnection
from vmmconsole.providers.hardware_check import check_hardware

from .storage import HostFiles, missing_error

__all__ = ["check_hardware", "check_media"]


def check_media(hardware: Hardware, files: HostFiles, known: frozenset[str] = frozenset()) -> None:
    """That the images in DVD and floppy drives are there, but for those `known` to be in a drive already.

    Raises:
        StorageError: one is not.
    """
    paths = [d.iso_path for d in hardware.virtual_dvd_drives if d.connection is DVDConnection.ISO_IMAGE]
    floppy = hardware.virtual_floppy_drive
    if floppy is not None and floppy.connection is DVDConnection.ISO_IMAGE:
        paths.append(floppy.image_path)
    for path in paths:
        if path and path not in known and files.disk_facts(path) is None:
            raise missing_error(path)
