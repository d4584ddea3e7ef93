"""The files of a simulated host: names and sizes, nothing in them."""

from __future__ import annotations

import builtins
import threading
from collections.abc import Iterable
from pathlib import PurePosixPath
from uuid import uuid5

from vmmconsole.model.errors import StorageError
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive
from vmmconsole.model.host import VMHostVolume
from vmmconsole.model.status import VHDType
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import DirectoryItem


class Disks:
    """The one volume of a simulated host. Everything below its mount point can be written."""

    def __init__(self, volume: VMHostVolume) -> None:
        self._volume = volume
        self._files: dict[str, int] = {}
        self._kept: set[str] = set()
        """Files that are used where they were, and so are not deleted with a machine."""
        self._lock = threading.Lock()

    def adopt(self, machine: VirtualMachine) -> None:
        """The files of a machine that is there from the start."""
        self._files.update({disk.location: disk.size for disk in machine.virtual_hard_disks})

    def make(self, drive: VirtualDiskDrive, folder: str) -> builtins.list[str]:
        """Make the drive's file, or find the one it names; fills in `virtual_hard_disk`. Returns what was made.

        Raises:
            StorageError: the file exists, or is not there, or there is no space.
        """
        if drive.use_local:
            with self._lock:
                if drive.path not in self._files:
                    raise StorageError(
                        f"The disk '{drive.path}' cannot be used.",
                        cause="There is no such file.",
                        action="Check the path.",
                    )
                self._kept.add(drive.path)
            drive.virtual_hard_disk = DiskImage(name=PurePosixPath(drive.path).name, location=drive.path)
            return []
        name = drive.file_name or PurePosixPath(drive.path).stem
        path = f"{folder}/{name}{'' if PurePosixPath(name).suffix else '.qcow2'}"
        size = (drive.size_mb or 1024) * 2**20
        with self._lock:
            if path in self._files:
                raise StorageError(
                    f"The disk '{path}' cannot be created.",
                    cause="The file exists.",
                    action="Choose another file name.",
                )
            if not self.writable(path):
                raise StorageError(
                    f"The disk '{path}' cannot be created.",
                    cause="The folder cannot be written.",
                    action=f"Choose a path below {self._volume.mount_point}.",
                )
            fixed = drive.virtual_hard_disk is not None and drive.virtual_hard_disk.vhd_type is VHDType.FIXED
            if fixed and size > self._volume.free_space:
                raise StorageError(
                    f"The disk '{path}' cannot be created.",
                    cause=f"It needs {size:,} bytes; the volume has {self._volume.free_space:,}.",
                    action="Make the disk smaller, or choose another path.",
                )
            self._files[path] = 0
        drive.virtual_hard_disk = DiskImage(
            id=uuid5(drive.id, path), name=PurePosixPath(path).name, location=path, maximum_size=size,
            vhd_type=VHDType.FIXED if fixed else VHDType.DYNAMIC,
        )  # fmt: skip
        return [path]

    def add(self, files: dict[str, int], *, known: bool = False) -> None:
        """Take files that come from elsewhere; `known` ones stood there before.

        Raises:
            StorageError: a file exists, or its folder cannot be written, or there is no space.
        """
        with self._lock:
            for path in files:
                if path in self._files and not known:
                    raise StorageError(f"The disk '{path}' cannot be made.", cause="The file exists.",
                                       action="Choose another path.")  # fmt: skip
                if not self.writable(path):
                    raise StorageError(f"The disk '{path}' cannot be made.", cause="The folder cannot be written.",
                                       action=f"Choose a path below {self._volume.mount_point}.")  # fmt: skip
            if sum(files.values()) > self._volume.free_space:
                raise StorageError("There is not enough space for the virtual hard disks.",
                                   cause=f"They need {sum(files.values()):,} bytes.",
                                   action="Choose another path.")  # fmt: skip
            self._files.update(files)

    def sizes(self, paths: Iterable[str]) -> dict[str, int]:
        """The sizes of files that are there."""
        with self._lock:
            return {path: self._files[path] for path in paths if path in self._files}

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files; ones that are gone already are no error."""
        with self._lock:
            for path in paths:
                self._files.pop(path, None)

    def own_files(self, machine: VirtualMachine, others: Iterable[VirtualMachine]) -> builtins.list[str]:
        """The files that only this machine has, less those used where they were."""
        shared = {disk.location for other in others for disk in other.virtual_hard_disks}
        return [
            disk.location
            for disk in machine.virtual_hard_disks
            if disk.location not in shared and disk.location not in self._kept
        ]

    def writable(self, path: str) -> bool:
        """Whether files can be written there."""
        return PurePosixPath(path).is_relative_to(self._volume.mount_point)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that path."""
        folder = path.rstrip("/") + "/"
        return path == self._volume.mount_point or path in self._files or any(f.startswith(folder) for f in self._files)

    def list(self, path: str) -> builtins.list[DirectoryItem]:
        """What is in a folder; an empty path lists the volume."""
        if not path:
            return [DirectoryItem(self._volume.mount_point, self._volume.mount_point, is_directory=True)]
        folder = path.rstrip("/") + "/"
        found: dict[str, DirectoryItem] = {}
        for file, size in self._files.items():
            if file.startswith(folder):
                name, _, rest = file[len(folder) :].partition("/")
                found[name] = DirectoryItem(name, folder + name, is_directory=bool(rest), size=None if rest else size)
        return sorted(found.values(), key=lambda item: (not item.is_directory, item.name))
