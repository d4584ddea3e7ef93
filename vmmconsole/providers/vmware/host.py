"""The provider for one ESX host of a vCenter, over the manager's session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from uuid import UUID

from vmmconsole.model.errors import CapabilityError, HostError, NotFoundError
from vmmconsole.model.status import VirtualizationPlatform
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint
from vmmconsole.providers.contract import (
    Capabilities,
    CloneSpec,
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
from vmmconsole.providers.manager import ManagedMachine, ManagerInventory
from vmmconsole.providers.movement import ExportedMachine, Move, MoveWay, Piece, ReadFile, no_way

from . import checkpoints, cloning, creation, maintenance, migration, removal, screen
from .creation import NAME_LENGTH
from .datastore import download, upload
from .files import DatastoreFiles
from .load import stats_of
from .paths import parse_path
from .power import Power
from .reconfigure import reconfigure, settle
from .session import VCenterSession
from .site import EsxSite

_CAPABILITIES = Capabilities(
    pause=False,
    rename_running=True,
    hot_add_disk=True,
    hot_remove_disk=True,
    hot_add_network_adapter=True,
    hot_remove_network_adapter=True,
    hot_change_memory=True,
    hot_add_cpu=True,
    thumbnail=True,
    viewer=True,
    live_migration=True,
    storage_migration=True,
    maximum_scsi_lun=15,
    disk_formats=("vmdk",),
    maximum_network_adapters=10,
    maintenance_mode=True,
    clone=True,
    templates=True,
    maximum_name_length=NAME_LENGTH,
    reasons={
        "pause": "ESX has no pause. Save the state instead.",
        "events": "The virtualization manager tells of changes for all its hosts.",
        "cold_copy": "Machines of vCenter are moved by vCenter, to its own hosts.",
        "hot_add_disk": "IDE drives can be added and removed only while the virtual machine is off.",
        "hot_change_memory": "Memory can only grow while the virtual machine runs, and only where it allows that.",
        "hot_add_cpu": "Processors can only be added while the virtual machine runs, and only where it allows that.",
        "maximum_name_length": "vCenter takes names of 80 characters at most.",
    },
)


class ReadingSide(Protocol):
    """What the verbs need of the manager: its session, and machines read whole."""

    @property
    def session(self) -> VCenterSession:
        """The session for calls."""

    def known_key(self, machine_id: UUID) -> str | None:
        """The server's key for a machine, as far as the server has told of it."""

    def inventory(self) -> ManagerInventory:
        """Everything on the server."""

    def whole(self, machine_ids: list[UUID]) -> list[ManagedMachine]:
        """These machines with hardware and checkpoints."""


class VMwareHost:
    """One host of a vCenter; `key` is the server's own, such as ``host-21``."""

    platform = VirtualizationPlatform.VMWARE_ESX

    def __init__(self, manager: ReadingSide, key: str) -> None:
        self._manager = manager
        self.site = EsxSite(manager, key, manager.known_key)
        self._files = DatastoreFiles(self.site)
        self._power = Power(self.site)

    def connect(self) -> None:
        """Nothing: the manager is connected."""

    def close(self) -> None:
        """Nothing: the manager's connection stays."""

    def set_listener(self, listener: Listener) -> None:
        """Who hears at once of what this provider itself changed; all other changes come through the manager."""
        self.site.listener = listener

    def capabilities(self) -> Capabilities:
        """What ESX can do through vCenter."""
        return _CAPABILITIES

    # Reading

    def inventory(self) -> HostInventory:
        """The host and all its machines."""
        everything = self._manager.inventory()
        for host in everything.hosts:
            if host.key == self.site.key:
                ids = [m.machine.id for m in everything.machines if m.host == self.site.key]
                whole = self._manager.whole(ids) if ids else []
                machines = tuple(m.machine for m in whole if m.host == self.site.key)
                return HostInventory(host.host, machines)
        raise HostError("The host is not on the virtualization manager any more.", action="Refresh the manager.")

    def machine(self, machine_id: UUID) -> VirtualMachine:
        """One machine with everything."""
        for found in self._manager.whole([machine_id]):
            if found.host == self.site.key:
                return found.machine
        raise NotFoundError(
            "The virtual machine is not on the host.",
            cause=f"The host has no virtual machine with the ID {machine_id}.",
            action="Refresh the host: it may have been moved or removed outside of this product.",
        )

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now."""
        return stats_of(self.site)

    # Machines

    def create(self, spec: VMSpec, progress: Progress) -> VirtualMachine:
        """Make the virtual machine; it is not started."""
        creation.create(self.site, spec, _CAPABILITIES, progress)
        return self.machine(spec.id)

    def clone(self, machine_id: UUID, target: Provider, spec: CloneSpec, progress: Progress) -> None:
        """Make a machine, or a template, on a host of the same server from a machine or template of this one."""
        if not isinstance(target, VMwareHost) or target.movement_domain() != self.movement_domain():
            raise CapabilityError(
                f"'{spec.name}' cannot be made there.",
                cause="vCenter copies machines and templates between its own hosts only.",
                action="Choose a host of the same virtualization manager.",
            )
        cloning.clone(self.site, target.site, machine_id, spec, progress)

    def mark_as_template(self, machine_id: UUID, progress: Progress) -> None:
        """Turn a machine that is off into a template."""
        cloning.mark_as_template(self.site, machine_id, progress)

    def mark_as_machine(self, machine_id: UUID, progress: Progress) -> None:
        """Turn a template back into a machine of this host."""
        cloning.mark_as_machine(self.site, machine_id, progress)

    def remove(self, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
        """Remove the machine, and with `delete_files` its files; returns the deleted paths."""
        return removal.remove(self.site, machine_id, delete_files=delete_files, progress=progress)

    def files_of(self, machine_id: UUID) -> list[str]:
        """The paths that `remove` with `delete_files` would delete."""
        return removal.machine_files(self.site, machine_id)

    def rename(self, machine_id: UUID, name: str) -> None:
        """Give it another name; its files keep theirs."""
        creation.rename(self.site, machine_id, name)

    def reconfigure(self, machine_id: UUID, change: HardwareChange, progress: Progress) -> VirtualMachine:
        """Change its hardware; while it runs only what the capabilities allow."""
        settle(self.site, machine_id, progress)
        reconfigure(self.site, self.machine(machine_id), change, _CAPABILITIES, progress)
        return self.machine(machine_id)

    # Power

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
        """ESX has no pause."""
        del progress
        self._power.refuse_pause(machine_id, "paused", _CAPABILITIES.reasons["pause"])

    def resume(self, machine_id: UUID, progress: Progress) -> None:
        """ESX has no pause."""
        del progress
        self._power.refuse_pause(machine_id, "resumed", _CAPABILITIES.reasons["pause"])

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        """Hard reset."""
        self._power.reset(machine_id, progress)

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        """Save its memory to disk and turn it off."""
        self._power.save_state(machine_id, progress)

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        """Throw the saved memory away."""
        self._power.discard_saved_state(machine_id, progress)

    # Checkpoints

    def create_checkpoint(
        self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
    ) -> VMCheckpoint:
        """Make a checkpoint; with memory when it runs."""
        checkpoints.create_checkpoint(self.site, machine_id, checkpoint_id, name, description, progress)
        for checkpoint in self.machine(machine_id).checkpoints:
            if checkpoint.id == checkpoint_id:
                return checkpoint
        raise NotFoundError("The checkpoint is not there any more.", cause="Somebody removed it at once.")

    def restore_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Go back to a checkpoint."""
        checkpoints.restore_checkpoint(self.site, machine_id, checkpoint_id, progress)

    def remove_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        """Delete a checkpoint; later ones stay."""
        checkpoints.remove_checkpoint(self.site, machine_id, checkpoint_id, progress)

    def rename_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
        """Change a checkpoint's name and description."""
        checkpoints.rename_checkpoint(self.site, machine_id, checkpoint_id, name, description)

    # Movement

    def movement_domain(self) -> str:
        """The hosts of the same server hand machines to each other."""
        about = self.site.content.about
        return f"vcenter:{about.instanceUuid or self.site.session.address}"

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        """How a machine can go to another host of the server, or its disks to another datastore."""
        if not isinstance(move.target, VMwareHost):
            self.site.machine(machine_id)
            return no_way("The host is not one of the same virtualization manager.")
        return migration.way_to(self.site, move.target.site, machine_id, move)

    def move(self, machine_id: UUID, move: Move, progress: Progress) -> None:
        """Let a machine go there, by one task of the server."""
        if not isinstance(move.target, VMwareHost):
            raise _no_copy("moved there")
        migration.move(self.site, move.target.site, machine_id, move, progress)

    def export(self, machine_id: UUID) -> ExportedMachine:
        """Not possible: machines of vCenter go to its own hosts only."""
        self.site.machine(machine_id)
        raise _no_copy("copied")

    def read_file(self, exported: ExportedMachine, name: str) -> Iterator[Piece]:
        """Not possible: nothing is exported."""
        del exported, name
        raise _no_copy("copied")

    def import_machine(
        self, exported: ExportedMachine, move: Move, read: ReadFile, progress: Progress
    ) -> VirtualMachine:
        """Not possible: no format of others is taken."""
        del exported, move, read, progress
        raise _no_copy("imported")

    def has_imported(self, machine_id: UUID, move_id: UUID) -> bool:
        """Never: nothing is imported."""
        del machine_id, move_id
        return False

    # The host itself

    def enter_maintenance(self, progress: Progress, *, evacuate: bool = False) -> None:
        """Bring the host into maintenance mode once no machine runs on it any more."""
        maintenance.enter_maintenance(self.site, progress, evacuate=evacuate)

    def exit_maintenance(self, progress: Progress) -> None:
        """Take the host out of maintenance mode."""
        maintenance.exit_maintenance(self.site, progress)

    # Screen

    def thumbnail(self, machine_id: UUID) -> bytes:
        """Its screen now, as PNG in the guest's own size."""
        return screen.thumbnail(self.site, machine_id)

    def viewer(self, machine_id: UUID) -> Viewer:
        """With what VMware's remote console shows its screen."""
        return screen.viewer(self.site, machine_id)

    # Files

    def list_directory(self, path: str) -> list[DirectoryItem]:
        """What is in a folder of a datastore; an empty path lists the datastores."""
        return self._files.list_directory(path)

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """Whether the path exists, whether files can be written there, and the free bytes on its datastore."""
        return self._files.path_facts(path)

    def upload(self, source: Path, path: str, progress: Progress, *, replace: bool = False) -> None:
        """Send a file of this computer to a datastore; it has its name there when it is whole."""
        upload(self.site, source, parse_path(path), progress, replace=replace)

    def download(self, path: str, progress: Progress) -> Iterator[bytes]:
        """The pieces of a file of a datastore, in order."""
        return download(self.site, parse_path(path), progress)


def _no_copy(verb: str) -> CapabilityError:
    return CapabilityError(f"The virtual machine cannot be {verb}.", cause=_CAPABILITIES.reasons["cold_copy"])
