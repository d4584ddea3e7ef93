"""Which disk files a virtual machine needs and how each comes about; checked before anything is made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count

from vmmconsole.model.errors import StorageError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import VHDType
from vmmconsole.providers.contract import Progress

from .domain_xml import DiskFile
from .storage import (
    SPARE_BYTES,
    HostFiles,
    NewDisk,
    exists_error,
    missing_error,
    no_space_error,
    not_writable_error,
)

_EXTENSIONS = {"qcow2": ".qcow2", "raw": ".img"}
_DISK_SUFFIXES = (".qcow2", ".qcow", ".img", ".raw", ".vhd", ".vhdx", ".vmdk", ".vdi", ".qed")
_MB = 1 << 20


class Origin(Enum):
    """How a disk file comes about."""

    NEW = "new"
    COPY = "copy"
    DIFFERENCING = "differencing"
    IN_PLACE = "in place"


@dataclass(frozen=True, slots=True)
class DiskWork:
    """One disk file to make or to use."""

    drive: VirtualDiskDrive
    origin: Origin
    file: DiskFile
    size_bytes: int = 0
    source: str = ""
    source_format: str = ""
    fixed: bool = False
    needed_bytes: int = 0

    @property
    def made_path(self) -> str:
        """The path that this work makes, empty when it makes none."""
        return "" if self.origin is Origin.IN_PLACE else self.file.path

    @property
    def title(self) -> str:
        """The name of the step."""
        name = posixpath.basename(self.file.path)
        return f"Copy disk {name}" if self.origin is Origin.COPY else f"Create virtual hard disk {name}"


def plan_disks(
    drives: Iterable[VirtualDiskDrive],
    machine_name: str,
    folder: str,
    files: HostFiles,
    taken_names: Iterable[str] = (),
) -> list[DiskWork]:
    """What to do for each drive, in order. Default names avoid `taken_names`, which the machine's disks have already.

    Raises:
        StorageError: a drive names no disk, or a source is not there.
    """
    works: list[DiskWork] = []
    taken: set[str] = set()
    used_names = {posixpath.splitext(name)[0] for name in taken_names}
    numbers = (n for n in count(1) if f"{machine_name}_disk_{n}" not in used_names)
    for drive, index in zip(drives, numbers, strict=False):
        work = _plan(drive, f"{machine_name}_disk_{index}", folder, files)
        if work.file.path in taken:
            raise StorageError(
                f"The file {work.file.path} cannot be used for two disks.",
                cause="Two virtual disk drives name the same file.",
                action="Give each virtual hard disk a file name of its own.",
            )
        taken.add(work.file.path)
        works.append(work)
    return works


def _plan(drive: VirtualDiskDrive, default_name: str, folder: str, files: HostFiles) -> DiskWork:
    image = drive.virtual_hard_disk
    source = drive.path or (image.location if image else "")
    wanted_format = image.format if image and image.format in _EXTENSIONS else "qcow2"
    fixed = image is not None and image.vhd_type is VHDType.FIXED
    if drive.use_local:
        facts = files.disk_facts(source)
        if facts is None:
            raise missing_error(source)
        return DiskWork(drive, Origin.IN_PLACE, DiskFile(source, facts.format))
    if drive.size_mb is not None and not drive.create_diff_disk:
        path = _target(drive, drive.path, default_name, folder, wanted_format)
        size = drive.size_mb * _MB
        if size <= 0:
            raise StorageError(f"The disk {path} needs a size.", action="Give it a size of at least 1 MB.")
        return DiskWork(
            drive, Origin.NEW, DiskFile(path, wanted_format), size, fixed=fixed, needed_bytes=size if fixed else 0
        )
    if not source:
        raise StorageError(
            "A virtual disk drive has no virtual hard disk.",
            cause=f"Neither a size nor a file is given for {drive.bus_type.value} {drive.bus}:{drive.lun}.",
            action="Give it a size for a new disk, or the path of an existing one.",
        )
    facts = files.disk_facts(source)
    if facts is None:
        raise missing_error(source)
    stem = posixpath.splitext(posixpath.basename(source))[0]
    if drive.create_diff_disk:
        path = _target(drive, "", f"{stem}_{default_name}", folder, "qcow2")
        return DiskWork(drive, Origin.DIFFERENCING, DiskFile(path, "qcow2"), facts.virtual_size, source, facts.format)
    path = _target(drive, "", stem, folder, wanted_format)
    return DiskWork(
        drive, Origin.COPY, DiskFile(path, wanted_format), facts.virtual_size, source, facts.format,
        needed_bytes=facts.allocated,
    )  # fmt: skip


def _target(drive: VirtualDiskDrive, override: str, default_name: str, folder: str, disk_format: str) -> str:
    """The path of a file to make; `override` may be another folder, or a file."""
    if override.lower().endswith(_DISK_SUFFIXES):
        return posixpath.normpath(override)
    name = drive.file_name or default_name
    if "/" in name or "\0" in name or name in {".", ".."}:
        raise StorageError(
            f"{name} is no file name.", action="Give a file name without folders; the path is given by itself."
        )
    if not name.lower().endswith(_DISK_SUFFIXES):
        name += _EXTENSIONS[disk_format]
    if len(name.encode("utf-8", "surrogatepass")) > 240:
        raise StorageError(f"The file name {name[:40]}… is too long.", action="Give it 200 bytes at most.")
    return posixpath.join(override or folder, name)


def check_disks(works: Sequence[DiskWork], files: HostFiles, own_paths: frozenset[str] = frozenset()) -> None:
    """That all files can be made: free names, writable folders, room. `own_paths` may exist: a first run made them.

    Raises:
        StorageError: one cannot.
    """
    needed: dict[str, int] = {}
    for work in works:
        path = work.made_path
        if not path:
            continue
        folder = posixpath.dirname(path)
        needed[folder] = needed.get(folder, 0) + work.needed_bytes
        if path not in own_paths and files.path_facts(path)[0]:
            raise exists_error(path)
    for folder, size in needed.items():
        check_folder(folder, size, files)


def check_folder(folder: str, needed_bytes: int, files: HostFiles) -> None:
    """That files of so many bytes can be made below the folder.

    Raises:
        StorageError: they cannot.
    """
    if not folder.startswith("/"):
        raise StorageError(
            f"Files cannot be made in “{folder}”.",
            cause="It is not a full path on the host.",
            action="Give a path that begins with /.",
        )
    _exists, writable, free = files.path_facts(folder)
    if not writable:
        raise not_writable_error(folder)
    if needed_bytes + SPARE_BYTES > free:
        raise no_space_error(folder, needed_bytes + SPARE_BYTES, free)


def make_disk(work: DiskWork, files: HostFiles, progress: Progress) -> None:
    """Do the work of one disk; nothing for one that is used where it is."""
    if work.origin is Origin.IN_PLACE:
        return
    with progress.step(work.title) as step:
        if work.origin is Origin.COPY:
            files.copy_disk(work.source, work.file.path, work.file.format, step)
        else:
            parent = work.source if work.origin is Origin.DIFFERENCING else ""
            files.create_disk(
                NewDisk(work.file.path, work.file.format, work.size_bytes, work.fixed, parent, work.source_format),
                step,
            )
