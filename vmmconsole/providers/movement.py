"""What moving a virtual machine needs between two providers.

Hosts whose providers name the same domain of movement hand machines to each other directly: the provider that has the
machine does it, whatever lies below (libvirt's migration, a vCenter's RelocateVM_Task). All others can only copy: the
source exports a machine that is off, the target imports it. `transfer.py` chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from vmmconsole.model.status import TransferType

from .vm_spec import VMSpec

if TYPE_CHECKING:
    from .contract import Provider

Piece = tuple[int, bytes]
"""A part of a file: where it begins, and its bytes. What lies between pieces is zero."""

ReadFile = Callable[[str], Iterator[Piece]]
"""The pieces of the file of that name, in order."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where a machine shall go. `id` is the mark by which a second run finds the first one's work.

    `target` is the provider of that host; for a move of disks alone it is the machine's own.
    """

    id: UUID
    target: Provider
    path: str = ""
    """The folder below which it gets a folder of its own, as in `VMSpec`. Empty: its disks stay where they are."""
    default_path: str = ""
    """As `path`, for disks that cannot stay where they are though `path` is empty."""
    disk_paths: dict[UUID, str] = field(default_factory=dict)
    """Another folder for single disks, by the ID of their drive."""
    networks: dict[UUID, str] = field(default_factory=dict)
    """The target's virtual network by the ID of the adapter, empty for none. Adapters that are not named stay on the
    network of that name."""
    copy: bool = False
    """Copy the files although both hosts reach them."""

    @property
    def folder(self) -> str:
        """The folder below which files go that move."""
        return self.path or self.default_path


@dataclass(frozen=True, slots=True)
class MoveWay:
    """How a machine can go somewhere. Without a `transfer` it cannot, and `obstacles` are sentences that say why."""

    transfer: TransferType | None
    obstacles: tuple[str, ...] = ()
    moves_disks: bool = False
    """Whether files are copied, so that the target needs a path with room for them."""
    remarks: tuple[str, ...] = ()
    """What a person should know before: why no better way is open, what the machine loses."""


def no_way(*obstacles: str) -> MoveWay:
    """It cannot go there."""
    return MoveWay(None, obstacles)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that belongs to an exported machine: a disk of the drive `drive_id`, or what the machine needs beside.

    `size_bytes` is the file's length, `data_bytes` about how much of that is no hole.
    """

    name: str
    size_bytes: int
    data_bytes: int
    drive_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExportedMachine:
    """A machine that is off, as another host can take it.

    `spec` has the source's paths. `format` names the virtualization software's own form, such as ``qemu``; a target
    that imports this form also takes the `files` as they are, and `definition` with what `spec` has no words for.
    """

    spec: VMSpec
    format: str
    files: tuple[ExportedFile, ...]
    definition: str = ""

    @property
    def data_bytes(self) -> int:
        """About how many bytes are to be copied."""
        return sum(file.data_bytes for file in self.files)
