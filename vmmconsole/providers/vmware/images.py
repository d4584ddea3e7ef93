"""CD and floppy images: on a datastore they are used where they are; those of the library are sent to the machine's
folder first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import StorageError
from vmmconsole.model.hardware import Hardware, VirtualDVDDrive, VirtualFloppyDrive
from vmmconsole.model.status import DVDConnection
from vmmconsole.providers.contract import Progress

from .datastore import upload
from .devices import Devices, insert, insert_floppy
from .files import DatastoreFiles, exists_error, missing_error
from .identity import device_id
from .paths import DatastorePath, parse_path
from .site import EsxSite


@dataclass(frozen=True, slots=True)
class ImageWork:
    """An image to send to a datastore, and the drive that it is for."""

    drive: VirtualDVDDrive | VirtualFloppyDrive
    source: Path
    target: DatastorePath
    size: int

    def put_in(self, devices: Devices, present: Iterable[Any], marks: Mapping[str, str], machine_id: UUID) -> None:
        """Put the image into its drive, which the machine has already."""
        for device in present:
            if device_id(machine_id, device.key, marks) != self.drive.id:
                continue
            if isinstance(self.drive, VirtualDVDDrive) and isinstance(device, vim.vm.device.VirtualCdrom):
                insert(device, self.drive.model_copy(update={"iso_path": str(self.target)}))
                devices.edit(device)
            elif isinstance(self.drive, VirtualFloppyDrive) and isinstance(device, vim.vm.device.VirtualFloppy):
                insert_floppy(device, self.drive.model_copy(update={"image_path": str(self.target)}))
                devices.edit(device)


def plan_images(
    hardware: Hardware, folder: DatastorePath, files: DatastoreFiles, known: frozenset[str] = frozenset()
) -> list[ImageWork]:
    """Which images have to be sent; those `known` are in a drive already.

    Raises:
        StorageError: an image is not there.
    """
    works: dict[DatastorePath, ImageWork] = {}
    floppy = hardware.virtual_floppy_drive
    drives: list[VirtualDVDDrive | VirtualFloppyDrive] = [*hardware.virtual_dvd_drives, *([floppy] if floppy else [])]
    for drive in drives:
        path = drive.iso_path if isinstance(drive, VirtualDVDDrive) else drive.image_path
        if drive.connection is not DVDConnection.ISO_IMAGE or not path or path in known:
            continue
        if path.startswith("["):
            found = files.look(parse_path(path))
            if found is None or found.is_folder:
                raise missing_error(path)
            continue
        work = _sent(drive, Path(path), folder)
        if work.target in works or files.look(work.target) is not None:
            raise exists_error(str(work.target))
        works[work.target] = work
    return list(works.values())


def _sent(drive: VirtualDVDDrive | VirtualFloppyDrive, source: Path, folder: DatastorePath) -> ImageWork:
    try:
        size = source.stat().st_size if source.is_file() else -1
    except OSError:
        size = -1
    if size < 0:
        raise StorageError(
            f"The image {source} cannot be used.",
            cause="It is on no datastore of the host, and there is no such file in the library.",
            action="Choose an image on a datastore, or one of the library.",
            object_name=str(source),
        )
    return ImageWork(drive, source, folder / source.name, size)


def upload_image(site: EsxSite, work: ImageWork, progress: Progress) -> None:
    """Send an image to the machine's folder."""
    with progress.step(f"Upload {work.source.name}") as step:
        upload(site, work.source, work.target, step)
