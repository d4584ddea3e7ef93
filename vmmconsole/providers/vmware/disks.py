"""Which disk files a virtual machine needs and how each comes about; checked before anything is made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count

from vmmconsole.model.errors import CapabilityError, StorageError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import VHDType

from .devices import Devices, is_fixed
from .files import SPARE_BYTES, DatastoreFiles, exists_error, missing_error, no_space_error, not_writable_error
from .paths import DatastorePath, parse_path

_EXTENSION = ".vmdk"
_MB = 1 << 20


class Origin(Enum):
    """How a disk file comes about."""

    NEW = "new"
    COPY = "copy"
    IN_PLACE = "in place"


@dataclass(frozen=True, slots=True)
class DiskWork:
    """One disk file to make or to use."""

    drive: VirtualDiskDrive
    origin: Origin
    file: DatastorePath
    size_bytes: int = 0
    source: DatastorePath | None = None
    fixed: bool = False
    needed_bytes: int = 0

    @property
    def made(self) -> DatastorePath | None:
        """The file that this work makes, if it makes one."""
        return None if self.origin is Origin.IN_PLACE else self.file

    def put_in(self, devices: Devices) -> None:
        """Add the drive with the disk to a machine."""
        devices.add_disk(self.drive, str(self.file), self.size_bytes, fixed=is_fixed(self.drive))


def plan_disks(
    drives: Iterable[VirtualDiskDrive],
    machine_name: str,
    folder: DatastorePath,
    files: DatastoreFiles,
    taken_names: Iterable[str] = (),
) -> list[DiskWork]:
    """What to do for each drive, in order. Default names avoid `taken_names`, which the machine's disks have already.

    Raises:
        StorageError: a drive names no disk, or a source is not there.
        CapabilityError: a disk would have to be made in a way that vCenter does not have.
    """
    works: list[DiskWork] = []
    taken: set[DatastorePath] = set()
    used_names = {posixpath.splitext(name)[0] for name in taken_names}
    numbers = (n for n in count(1) if f"{machine_name}_disk_{n}" not in used_names)
    for drive, index in zip(drives, numbers, strict=False):
        work = _plan(drive, f"{machine_name}_disk_{index}", folder, files)
        if work.file in taken:
            raise StorageError(
                f"The file {work.file} cannot be used for two disks.",
                cause="Two virtual disk drives name the same file.",
                action="Give each virtual hard disk a file name of its own.",
            )
        taken.add(work.file)
        works.append(work)
    return works


def _plan(drive: VirtualDiskDrive, default_name: str, folder: DatastorePath, files: DatastoreFiles) -> DiskWork:
    image = drive.virtual_hard_disk
    source = drive.path or (image.location if image else "")
    fixed = image is not None and image.vhd_type is VHDType.FIXED
    if drive.create_diff_disk:
        raise CapabilityError(
            "A differencing disk cannot be made.",
            cause="vCenter makes them only for checkpoints.",
            action="Copy the disk instead.",
        )
    if drive.size_mb is not None and not drive.use_local:
        path = _target(drive, drive.path, default_name, folder)
        size = drive.size_mb * _MB
        if size <= 0:
            raise StorageError(f"The disk {path} needs a size.", action="Give it a size of at least 1 MB.")
        return DiskWork(drive, Origin.NEW, path, size, fixed=fixed, needed_bytes=size if fixed else 0)
    if not source:
        raise StorageError(
            "A virtual disk drive has no virtual hard disk.",
            cause=f"Neither a size nor a file is given for {drive.bus_type.value} {drive.bus}:{drive.lun}.",
            action="Give it a size for a new disk, or the path of an existing one.",
        )
    found = _existing(source, files)
    if drive.use_local:
        return DiskWork(drive, Origin.IN_PLACE, found[0])
    path = _target(drive, "", posixpath.splitext(found[0].name)[0], folder)
    return DiskWork(drive, Origin.COPY, path, source=found[0], needed_bytes=found[1])


def _existing(text: str, files: DatastoreFiles) -> tuple[DatastorePath, int]:
    """The disk file of that path, and about how many bytes it takes."""
    if not text.startswith("["):
        raise CapabilityError(
            f"The virtual hard disk {text} cannot be used.",
            cause="It is on no datastore of the host, and a disk file cannot be sent there as it is.",
            action="Put the disk on a datastore, for example with an import in vCenter, and choose it there.",
            object_name=text,
        )
    path = parse_path(text)
    found = files.look(path)
    if found is None or found.is_folder:
        raise missing_error(str(path))
    if not path.name.lower().endswith(_EXTENSION):
        raise CapabilityError(
            f"The file {path} cannot be used as a virtual hard disk.",
            cause="vCenter uses disks in VMDK format only.",
            action="Choose a file that ends in .vmdk.",
            object_name=text,
        )
    return path, found.size


def _target(drive: VirtualDiskDrive, override: str, default_name: str, folder: DatastorePath) -> DatastorePath:
    """The path of a file to make; `override` may be another folder, or a file."""
    place = parse_path(override) if override else folder
    if place.name.lower().endswith(_EXTENSION):
        return place
    name = drive.file_name or default_name
    if "/" in name or "\0" in name or name in {".", ".."}:
        raise StorageError(
            f"{name} is no file name.", action="Give a file name without folders; the path is given by itself."
        )
    if not name.lower().endswith(_EXTENSION):
        name += _EXTENSION
    if len(name.encode("utf-8", "surrogatepass")) > 240:
        raise StorageError(f"The file name {name[:40]}… is too long.", action="Give it 200 bytes at most.")
    return place / name


def check_disks(works: Sequence[DiskWork], files: DatastoreFiles) -> None:
    """That all files can be made: free names, usable folders, room.

    Raises:
        StorageError: one cannot.
    """
    needed: dict[DatastorePath, int] = {}
    for work in works:
        path = work.made
        if path is None:
            continue
        needed[path.parent] = needed.get(path.parent, 0) + work.needed_bytes
        if files.look(path) is not None:
            raise exists_error(str(path))
    for folder, size in needed.items():
        check_folder(folder, size, files)


def check_folder(folder: DatastorePath, needed_bytes: int, files: DatastoreFiles) -> None:
    """That files of so many bytes can be made below the folder.

    Raises:
        StorageError: they cannot.
    """
    files.store(folder.datastore)
    _exists, writable, free = files.path_facts(str(folder))
    if not writable:
        raise not_writable_error(str(folder))
    if needed_bytes + SPARE_BYTES > free:
        raise no_space_error(str(folder), needed_bytes + SPARE_BYTES, free)
