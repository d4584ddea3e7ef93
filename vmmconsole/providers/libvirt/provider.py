"""The provider for one libvirt host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from vmmconsole.model.status import VirtualizationPlatform
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint
from vmmconsole.providers.contract import (
    Capabilities,
    DirectoryItem,
    HardwareChange,
    HostInventory,
    Listener,
    Progress,
    Provider,
    Viewer,
    VMSpec,
    VMStats,
)
from vmmconsole.providers.movement import ExportedMachine, Move, MoveWay, Piece, ReadFile

from . import checkpoints, copying, creation, movement, ways
from .events import Events
from .facts import HostFacts, default_path
from .faults import faults
from .host import LibvirtHost, view_of
from .inventory import Inventory
from .power import Power
from .reconfigure import reconfigure

_CAPABILITIES = Capabilities(
    hot_add_disk=True,
    hot_remove_disk=True,
    hot_add_network_adapter=True,
    hot_remove_network_adapter=True,
    hot_change_memory=True,
    hot_add_cpu=True,
    thumbnail=True,
    viewer=True,
    events=True,
    live_migration=True,
    storage_migration=True,
    cold_copy=True,
    export_format=copying.FORMAT,
    import_formats=(copying.FORMAT,),
    reasons={
        "rename_running": "libvirt renames a virtual machine only while it is off.",
        "hot_add_disk": "IDE drives can be added and removed only while the virtual machine is off.",
        "hot_change_memory": "Up to the memory it was started with.",
        "hot_add_cpu": "Up to the maximum that its definition allows.",
    },
)


def _host_of(provider: Provider) -> LibvirtHost:
    assert isinstance(provider, LibvirtProvider)
    return provider._host


class LibvirtProvider:
    """The connection to one host by a libvirt URI, or by ``local:`` to this machine.

    `state_dir` keeps what outlives the process. `name` is only for messages.
    """

    platform = VirtualizationPlatform.KVM

    def __init__(self, uri: str, *, state_dir: Path, name: str = "") -> None:
        self.name = name or uri
        self._events = Events(forget=self._forget, exists=self._exists)
        self._host = LibvirtHost(uri, state_dir, self._events, self._restored)
        self._inventory = Inventory(self._host)
        self._facts = HostFacts(self._host)
        self._power = Power(self._host)

    @property
    def uri(self) -> str:
        """The libvirt URI of the open connection."""
        return self._host.connection.uri

    def _forget(self, machine_id: UUID) -> None:
        self._inventory.forget(machine_id)

    def _restored(self) -> None:
        self._inventory.forget_all()
        self._facts.forget()
        self._events.connection_restored()

    def _exists(self, machine_id: UUID) -> bool:
        return self._host.find(machine_id) is not None

    def connect(self) -> None:
        """Connect, and keep connected until `close`."""
        self._events.start()
        try:
            self._host.connection.open()
        except BaseException:
            self._events.stop()
            raise
        if self._host.local and not self._host.simulated:
            self._host.accelerator.begin()

    def close(self) -> None:
        """End the connection and all threads."""
        self._events.stop()
        self._host.connection.close()

    def set_listener(self, listener: Listener) -> None:
        """Who hears of changes; set before `connect`."""
        self._events.set_listener(listener)

    def capabilities(self) -> Capabilities:
        """What libvirt with QEMU can do."""
        return _CAPABILITIES

    def inventory(self) -> HostInventory:
        """The host and all its machines."""
        with faults("The inventory of the host cannot be read."):
            machines = self._inventory.machines()
            return HostInventory(self._facts.host(machines), tuple(machines))

    def machine(self, machine_id: UUID) -> VirtualMachine:
        """One machine with everything."""
        with faults("The virtual machine cannot be read."):
            return self._inventory.machine(self._host.domain(machine_id))

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now."""
        with faults("The loads of the virtual machines cannot be read."):
            return self._inventory.stats()

    def create(self, spec: VMSpec, progress: Progress) -> VirtualMachine:
        """Make the virtual machine; it is not started."""
        creation.create(self._host, spec, _CAPABILITIES, progress)
        return self.machine(spec.id)

    def remove(self, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
        """Remove the machine, and with `delete_files` its files; returns the deleted paths."""
        return creation.remove(self._host, machine_id, delete_files=delete_files, progress=progress)

    def files_of(self, machine_id: UUID) -> list[str]:
        """The paths that `remove` with `delete_files` would delete."""
        domain = self._host.domain(machine_id)
        with faults(f"The files of {domain.name()} cannot be listed."):
            return creation.files_of(self._host, domain, view_of(domain))

    def start(self, machine_id: UUID, progress: Progress) -> None:
        """Start it, or restore its saved state."""
        self._power.start(machine_id, progress)

    def stop(self, machine_id: UUID, progress: Progress) -> None:
        """Turn it off hard."""
        self._power.stop(machine_id, progress)

    def shutdown(self, machine_id: UUID, progress: Progress, timeout_seconds: float = 300) -> None:
        """Ask the guest to shut down, and wait until it is off."""
        self._power.shutdown(machine_id, progress, timeout_seconds)

    def pause(self, machine_id: UUID, progress: Progress) -> None:
        """Pause it."""
        self._power.pause(machine_id, progress)

    def resume(self, machine_id: UUID, progress: Progress) -> None:
        """Go on after `pause`."""
        self._power.resume(machine_id, progress)

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        """Hard reset."""
        self._power.reset(machine_id, progress)

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        """Save its memory to disk and turn it off."""
        self._power.save_state(machine_id, progress)

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        """Throw the saved memory away."""
        self._power.discard_saved_state(machine_id, progress)

    def rename(self, machine_id: UUID, name: str) -> None:
        """Give it another name; its files keep theirs."""
        checkpoints.rename_machine(self._host, machine_id, name)

    def reconfigure(self, machine_id: UUID, change: HardwareChange, progress: Progress) -> VirtualMachine:
        """Change its hardware; while it runs only what the capabilities allow."""
        reconfigure(self._host, machine_id, change, _CAPABILITIES, progress)
        return self.machine(machine_id)

    def create_checkpoint(
        self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
    ) -> VMCheckpoint:
        """Make a checkpoint; with memory when it runs."""
        return checkpoints.create_checkpoint(self._host, machine_id, checkpoint_id, name, description, progress)

    def restore_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Go back to a checkpoint."""
        checkpoints.restore_checkpoint(self._host, machine_id, checkpoint_id, progress)

    def remove_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Delete a checkpoint; later ones stay."""
        checkpoints.remove_checkpoint(self._host, machine_id, checkpoint_id, progress)

    def rename_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
        """Change a checkpoint's name and description."""
        checkpoints.rename_checkpoint(self._host, machine_id, checkpoint_id, name, description)

    def movement_domain(self) -> str:
        """All libvirt hosts hand machines to each other."""
        return "libvirt"

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        """How a machine can go to another host or path."""
        return ways.find_way(self._host, _host_of(move.target), self._host.domain(machine_id), move)

    def move(self, machine_id: UUID, move: Move, progress: Progress) -> None:
        """Let a machine go to another host or path."""
        movement.move(self._host, _host_of(move.target), machine_id, move, progress)

    def export(self, machine_id: UUID) -> ExportedMachine:
        """A machine as another host can take it."""
        return copying.export(self._host, machine_id)

    def read_file(self, exported: ExportedMachine, name: str) -> Iterator[Piece]:
        """The pieces of a file of an export."""
        return copying.read_file(self._host, exported, name)

    def import_machine(
        self, exported: ExportedMachine, move: Move, read: ReadFile, progress: Progress
    ) -> VirtualMachine:
        """Make an exported machine here."""
        copying.import_machine(self._host, exported, move, read, progress)
        return self.machine(exported.spec.id)

    def has_imported(self, machine_id: UUID, move_id: UUID) -> bool:
        """Whether an import of that move has ended here."""
        return copying.has_imported(self._host, machine_id, move_id)

    def thumbnail(self, machine_id: UUID) -> bytes:
        """Its screen now, as PNG in the guest's own size."""
        return self._power.thumbnail(machine_id)

    def viewer(self, machine_id: UUID) -> Viewer:
        """With what virt-viewer shows its screen, over the same connection as the provider's."""
        return self._power.viewer(machine_id)

    def list_directory(self, path: str) -> list[DirectoryItem]:
        """What is in a folder of the host; an empty path lists the roots."""
        if path:
            with faults(f"The folder {path} cannot be listed."):
                return self._host.files.list_directory(path)
        with faults("The volumes of the host cannot be listed."):
            volumes = self._facts.host([]).volumes
        roots = dict.fromkeys([default_path(self._host), *(v.mount_point for v in volumes if v.mount_point)])
        return [DirectoryItem(root, root, is_directory=True) for root in roots]

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """Whether the path exists, whether files can be written there, and the free bytes on its volume."""
        with faults(f"The path {path} cannot be looked at."):
            return self._host.files.path_facts(path)
