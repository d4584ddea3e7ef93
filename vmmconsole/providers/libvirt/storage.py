"""What the provider needs of a host's files; `local_files` does it on this machine, `pool_files` through libvirt."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from vmmconsole.model.errors import StorageError
from vmmconsole.providers.contract import DirectoryItem, Progress
from vmmconsole.providers.movement import Piece

SPARE_BYTES = 64 << 20
"""What must be free on a volume beside the data itself, so that a growing disk has room to begin with."""

PIECE_BYTES = 1 << 20
"""How much of a file is read at once."""


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """A disk file: `virtual_size` is what the guest sees, `allocated` what it takes on the volume; in bytes."""

    format: str
    virtual_size: int
    allocated: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class NewDisk:
    """A disk file to make: empty, or on top of `parent` (whose format must then be known)."""

    path: str
    format: str
    size_bytes: int
    fixed: bool = False
    parent: str = ""
    parent_format: str = ""


class HostFiles(Protocol):
    """The files of a host. Every method raises `StorageError` with what to do when it cannot."""

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """As `Provider.path_facts`."""

    def list_directory(self, path: str) -> list[DirectoryItem]:
        """What is in a folder, folders first."""

    def disk_facts(self, path: str) -> DiskFacts | None:
        """The disk in a file, None when there is no such file."""

    def make_folder(self, path: str) -> list[str]:
        """Make a folder with those above it; returns those made, outermost first."""

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is there and empty; whether it was removed."""

    def create_disk(self, disk: NewDisk, progress: Progress) -> None:
        """Make a disk file. An existing file is an error and stays as it was."""

    def copy_disk(self, source: str, target: str, disk_format: str, progress: Progress) -> None:
        """Copy a disk with its data into a new file of that format. An existing file is an error and stays."""

    def resize_disk(self, path: str, size_bytes: int) -> None:
        """Let a disk that no running machine uses grow."""

    def file_sizes(self, path: str) -> tuple[int, int] | None:
        """A file's length, and about how many bytes of it are no hole; None when there is no such file."""

    def read_pieces(self, path: str) -> Iterator[Piece]:
        """The data of a file in order, holes left out."""

    def write_pieces(self, path: str, size_bytes: int, pieces: Iterable[Piece], written: Callable[[int], None]) -> None:
        """Make a file of that length; `written` hears of each piece's size, and may raise to give up. An existing file
        is an error and stays."""

    def delete_file(self, path: str) -> bool:
        """Delete a file; whether it was there."""

    def discard_partial(self, path: str) -> None:
        """Delete what a `create_disk` or `copy_disk` of `path` left that did not end."""


def partial_path(path: str) -> str:
    """Where a file is made before it gets its name."""
    return posixpath.join(posixpath.dirname(path), f".{posixpath.basename(path)[:180]}.part")


def exists_error(path: str) -> StorageError:
    """The file is there already."""
    return StorageError(
        f"The file {path} cannot be made.",
        cause="A file of that name exists already.",
        action="Choose another file name or path, or use the existing file as an existing virtual hard disk.",
        object_name=path,
    )


def missing_error(path: str) -> StorageError:
    """The file is not there."""
    return StorageError(
        f"The file {path} cannot be used.",
        cause="There is no such file on the host.",
        action="Check the path. If the file was moved, choose it at its new place.",
        object_name=path,
    )


def not_writable_error(path: str) -> StorageError:
    """Nothing can be written there."""
    return StorageError(
        f"Files cannot be written to {path}.",
        cause="The folder is not writable for the host's virtualization service, or is no folder.",
        action="Choose another path, or change the permissions of the folder.",
        object_name=path,
    )


def no_space_error(path: str, needed_bytes: int = 0, free_bytes: int = 0) -> StorageError:
    """The volume is too full; without sizes, it became so while a file was written."""
    unit, size = ("GB", 2**30) if needed_bytes >= 10 * 2**30 else ("MB", 2**20)
    cause = f"{-(-needed_bytes // size):,} {unit} are needed, {free_bytes // size:,} {unit} are free."
    return StorageError(
        f"There is not enough space for the files in {path}.",
        cause=cause if needed_bytes else "The volume became full.",
        action="Free space on the volume, choose another path, or make the disk smaller or dynamic.",
        object_name=path,
    )
