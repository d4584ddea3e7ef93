"""What every provider does, whatever the virtualization software.

A provider is the connection to one host (for vCenter: to one server with many hosts). It says what it can do in
`Capabilities`; callers ask those, never its name. It raises only errors of `vmmconsole.model.errors`. All calls block
and may come from several threads at once; listeners are called from threads of the provider's own.

Whatever creates something takes an ID from the caller and is idempotent: called again with the same ID after a crash it
finds what the first run made, finishes it, and returns the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from vmmconsole.model.hardware import Hardware
from vmmconsole.model.host import VMHost
from vmmconsole.model.status import VirtualizationPlatform, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint

from .movement import ExportedMachine, Move, MoveWay, Piece, ReadFile
from .vm_spec import CloneSpec, VMSpec

__all__ = [
    "Capabilities", "CloneSpec", "Cloner", "DirectoryItem", "ExportedMachine", "HardwareChange", "HostInventory",
    "HostMaintenance", "Listener", "Move", "MoveWay", "Progress", "Provider", "VMSpec", "VMStats", "Viewer",
]  # fmt: skip


class Progress(Protocol):
    """Where a long operation tells how far it is, and learns that it should stop."""

    def step(self, name: str) -> AbstractContextManager[Progress]:
        """A named sub-step, running while the context is open; an exception makes it Failed."""

    def report(self, percent: float, description: str = "") -> None:
        """How far the present step is, 0 to 100. Cheap to call often."""

    def check(self) -> None:
        """At a point where stopping is safe.

        Raises:
            CancelledError: somebody cancelled the job.
        """


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the host's virtualization software can do. Where it says no, `reasons` may say why, by field name."""

    start: bool = True
    shutdown: bool = True
    """Asks the guest to shut down (ACPI or guest agent)."""
    pause: bool = True
    save_state: bool = True
    reset: bool = True
    checkpoints: bool = True
    rename_running: bool = False
    hot_add_disk: bool = False
    hot_remove_disk: bool = False
    hot_add_network_adapter: bool = False
    hot_remove_network_adapter: bool = False
    hot_change_media: bool = True
    hot_change_memory: bool = False
    hot_add_cpu: bool = False
    thumbnail: bool = False
    viewer: bool = False
    """External programs can show the screen, and take keys and mouse."""
    events: bool = False
    """Sends changes by itself; else the engine polls."""
    live_migration: bool = False
    """Hands a running machine to another host of its domain of movement."""
    storage_migration: bool = False
    """Moves disks to another folder of the host, of a running machine too."""
    cold_copy: bool = False
    """Exports and imports machines that are off, to and from any host that takes their format."""
    export_format: str = ""
    """The format of its exports, such as ``qemu``."""
    import_formats: tuple[str, ...] = ()
    """The formats of exports that it takes."""
    bus_types: tuple[str, ...] = ("IDE", "SCSI")
    ide_slots: tuple[tuple[int, int], ...] = ((0, 0), (0, 1), (1, 0), (1, 1))
    """The (bus, LUN) places of the IDE controller."""
    maximum_scsi_lun: int = 63
    disk_formats: tuple[str, ...] = ("qcow2", "raw")
    """The first is what a new disk gets."""
    maximum_network_adapters: int = 8
    maximum_name_length: int = 200
    """How many characters a machine's name may have, where that is less than a file's name takes."""
    maintenance_mode: bool = False
    """The host has a maintenance mode of its own; the provider then is a `HostMaintenance` too."""
    clone: bool = False
    """Copies machines by itself, running ones too, also to other hosts of its domain of movement; the provider then is
    a `Cloner` too. Elsewhere a clone is a new machine with copies of the disks of one that is off, on the same host."""
    templates: bool = False
    """Keeps templates: machines that cannot run and serve to make others from. Only where `clone` is true."""
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HardwareChange:
    """A change to an existing virtual machine: `target` is the whole hardware it should have afterwards.

    Devices are matched by ID: one that is only in the present hardware is removed, one that is only in `target` is
    added, one in both is changed. `delete_files` are the disk files (paths) to delete after their drive is removed.
    """

    target: Hardware
    delete_files: tuple[str, ...] = ()
    autostart: bool | None = None


@dataclass(frozen=True, slots=True)
class VMStats:
    """What a running virtual machine uses now."""

    status: VMStatus
    cpu_percent: int | None = None
    """Of all its virtual processors together, 0 to 100."""
    memory_used_mb: int | None = None
    disk_read_bytes: int | None = None
    """Since it started; rates are the caller's business."""
    disk_written_bytes: int | None = None
    network_received_bytes: int | None = None
    network_sent_bytes: int | None = None
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HostInventory:
    """A host and everything on it, as fetched in a number of calls that does not grow with the number of machines.

    `host` carries facts only: its `id` and engine properties mean nothing. The machines' `vm_host` is not set.
    """

    host: VMHost
    machines: tuple[VirtualMachine, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """With what an external program shows a running machine's screen and takes keys and mouse. Either `url` is for the
    program that the person's computer has for such addresses, or `program` is to be started with `arguments`."""

    url: str = field(default="", repr=False)
    """It may hold a ticket, which is good once and for a few minutes."""
    program: str = ""
    arguments: tuple[str, ...] = ()
    only_here: bool = False
    """The program reaches the machine on the engine's own computer only."""


@dataclass(frozen=True, slots=True)
class DirectoryItem:
    """A file or folder on a host; size in bytes, None for a folder."""

    name: str
    path: str
    is_directory: bool
    size: int | None = None


class Listener(Protocol):
    """What a provider tells by itself."""

    def machine_changed(self, machine_id: UUID) -> None:
        """Something about it changed (status, hardware, checkpoints, or it is new): fetch it again."""

    def machine_removed(self, machine_id: UUID) -> None:
        """It is no longer on the host."""

    def host_changed(self) -> None:
        """Networks, storage or other facts of the host changed: fetch the inventory again."""

    def connection_lost(self, reason: str) -> None:
        """No connection any more; the provider keeps trying by itself."""

    def connection_restored(self) -> None:
        """Connected again: fetch the inventory again."""


class Provider(Protocol):
    """The connection to one host."""

    platform: VirtualizationPlatform

    def connect(self) -> None:
        """Connect, and keep connected until `close`.

        Raises:
            HostUnreachableError: no connection; trying again may help.
            HostError: it answers, but not as a host should.
        """

    def close(self) -> None:
        """End the connection and all threads."""

    def set_listener(self, listener: Listener) -> None:
        """Who hears of changes; set before `connect`."""

    def capabilities(self) -> Capabilities:
        """What the host's virtualization software can do."""

    def inventory(self) -> HostInventory:
        """The host and all its machines."""

    def machine(self, machine_id: UUID) -> VirtualMachine:
        """One machine with everything.

        Raises:
            NotFoundError: it is not on the host.
        """

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now, in one call."""

    def create(self, spec: VMSpec, progress: Progress) -> VirtualMachine:
        """Make the virtual machine; it is not started. What a failed run made is removed again.

        Raises:
            StorageError: a file exists, a path is not writable, or there is no space.
            ConflictError: another machine has that name.
            CapabilityError: the hardware asked for is not possible here.
        """

    def remove(self, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
        """Remove the machine, its checkpoints and saved state, and with `delete_files` the files that `files_of` names.
        Returns the paths that were deleted. A machine that is gone already is no error.
        """

    def files_of(self, machine_id: UUID) -> list[str]:
        """The paths that `remove` with `delete_files` would delete: its own disks, not ISO images, not files that
        another machine uses, not disks marked as used where they were."""

    def start(self, machine_id: UUID, progress: Progress) -> None:
        """Start it, or restore its saved state."""

    def stop(self, machine_id: UUID, progress: Progress) -> None:
        """Turn it off hard."""

    def shutdown(self, machine_id: UUID, progress: Progress, timeout_seconds: float = 300) -> None:
        """Ask the guest to shut down, and wait until it is off.

        Raises:
            StateError: it did not go off in that time.
        """

    def pause(self, machine_id: UUID, progress: Progress) -> None:
        """Pause it."""

    def resume(self, machine_id: UUID, progress: Progress) -> None:
        """Go on after `pause`."""

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        """Hard reset."""

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        """Save its memory to disk and turn it off."""

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        """Throw the saved memory away; it is then off."""

    def rename(self, machine_id: UUID, name: str) -> None:
        """Give it another name; its files keep theirs."""

    def reconfigure(self, machine_id: UUID, change: HardwareChange, progress: Progress) -> VirtualMachine:
        """Change its hardware; while it runs only what the capabilities allow.

        Raises:
            StateError: the change needs the machine to be off; names what needs it.
        """

    def create_checkpoint(
        self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
    ) -> VMCheckpoint:
        """Make a checkpoint; with memory when it runs."""

    def restore_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Go back to a checkpoint."""

    def remove_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Delete a checkpoint; later ones stay. One that is gone already is no error."""

    def rename_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
        """Change a checkpoint's name and description."""

    def movement_domain(self) -> str:
        """A name that is equal for hosts which can hand machines to each other directly; empty: it can with none."""

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        """How a machine of this host can go directly to a host of the same domain of movement, or its disks to another
        path of this host. Asks both sides, changes nothing, and is cheap enough to be asked for every host. That
        something does not answer is an obstacle, not an error.

        Raises:
            NotFoundError: the machine is not on this host.
        """

    def move(self, machine_id: UUID, move: Move, progress: Progress) -> None:
        """Go that way. In the end the machine is on the target alone, with its ID, name, devices, checkpoints, saved
        state and settings; after an error or a cancellation it is as it was, on this host alone. Run again with the
        same `move.id` it goes on where a run before was killed; one that is on the target already is no error.

        Raises:
            CapabilityError: there is no direct way; says why.
            ConflictError: the target has another machine of that name, or one of that ID that is not this one.
            StorageError: a file exists, a path is not writable, or there is no space.
            HostUnreachableError: a host went away meanwhile; where the machine is shows when it is back.
        """

    def export(self, machine_id: UUID) -> ExportedMachine:
        """The machine as another host can take it. Nothing may change it until it is imported or given up.

        Raises:
            StateError: it is not off.
            CapabilityError: it has what no export can carry; says what.
        """

    def read_file(self, exported: ExportedMachine, name: str) -> Iterator[Piece]:
        """The pieces of one of the export's files, holes left out. Closing the iterator ends the reading."""

    def import_machine(
        self, exported: ExportedMachine, move: Move, read: ReadFile, progress: Progress
    ) -> VirtualMachine:
        """Make the exported machine here, under its own ID and name; what a failed run made is removed again, what a
        killed one left by the next. One that this very move made is returned as it is.

        Raises:
            CapabilityError: it does not take the format, or not this hardware.
            ConflictError: another machine has that name or ID.
            StorageError: a file exists, a path is not writable, or there is no space.
        """

    def has_imported(self, machine_id: UUID, move_id: UUID) -> bool:
        """Whether an `import_machine` of that move has ended here, so that the source may let the machine go."""

    def thumbnail(self, machine_id: UUID) -> bytes:
        """Its screen now, as PNG in the guest's own size.

        Raises:
            StateError: it has no screen now.
        """

    def viewer(self, machine_id: UUID) -> Viewer:
        """With what an external program shows its screen.

        Raises:
            CapabilityError: there is no such program.
            StateError: it does not run.
        """

    def list_directory(self, path: str) -> Iterable[DirectoryItem]:
        """What is in a folder of the host; an empty path lists the roots (default paths and volumes)."""

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """Whether the path exists, whether files can be written there, and the free bytes on its volume; for a
        path that is not there the answer is about its nearest existing parent."""


class HostMaintenance(Protocol):
    """What a provider does beside, when its capabilities have `maintenance_mode`."""

    def enter_maintenance(self, progress: Progress) -> None:
        """Bring the host into maintenance mode, in which nothing starts on it; one that is in it already stays so.

        Raises:
            StateError: a machine runs on it.
        """

    def exit_maintenance(self, progress: Progress) -> None:
        """Take the host out of maintenance mode; one that is not in it is no error."""


class Cloner(Protocol):
    """What a provider does beside, when its capabilities have `clone`."""

    def clone(self, machine_id: UUID, target: Provider, spec: CloneSpec, progress: Progress) -> None:
        """Make a machine, or a template, on a host of the same domain of movement from a machine or template of this
        one. It is not started; its network adapters get other addresses. What a failed run made is removed again.

        Raises:
            CapabilityError: the target is no such host.
            ConflictError: another machine has that name.
            StorageError: there is no space, or no such path.
        """

    def mark_as_template(self, machine_id: UUID, progress: Progress) -> None:
        """Turn a machine that is off into a template; one that is a template already is no error.

        Raises:
            StateError: it is not off.
        """
