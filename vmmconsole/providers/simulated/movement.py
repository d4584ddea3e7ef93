"""How simulated machines move: at once and whole, as on a real host, between the simulated hosts of one process."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import PurePosixPath
from uuid import UUID

from vmmconsole.model.errors import CapabilityError, ConflictError, StateError
from vmmconsole.model.status import TransferType, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import Capabilities, Progress, VMSpec
from vmmconsole.providers.movement import (
    ExportedFile,
    ExportedMachine,
    Move,
    MoveWay,
    Piece,
    ReadFile,
    no_way,
)

from .disks import Disks

_RUNS = frozenset({VMStatus.RUNNING, VMStatus.PAUSED})
_FORMAT = "simulated"
_PIECES = 4
_PIECE = b"simulated" * 100


class SimulatedMovement:
    """The part of a simulated host that gives machines away and takes them."""

    name: str
    disks: Disks
    storage: str
    """Hosts with the same, when it is not empty, reach the same disks."""
    _machines: dict[UUID, VirtualMachine]
    _saved: dict[UUID, VirtualMachine]
    _imported: dict[UUID, UUID]
    _lock: threading.RLock

    def _enter(self, call: str) -> None:
        raise NotImplementedError

    def _find(self, machine_id: UUID) -> VirtualMachine:
        raise NotImplementedError

    def _work(self, progress: Progress, call: str) -> None:
        raise NotImplementedError

    def _put(self, machine: VirtualMachine) -> None:
        raise NotImplementedError

    def _gone(self, machine_id: UUID) -> None:
        raise NotImplementedError

    def capabilities(self) -> Capabilities:
        raise NotImplementedError

    def movement_domain(self) -> str:
        return "simulated"

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        self._enter("way_to")
        machine, target = self._find(machine_id), move.target
        assert isinstance(target, SimulatedMovement)
        if target is self:
            if not move.path and not move.disk_paths:
                return no_way("The virtual machine is on this host already.")
            return MoveWay(TransferType.STORAGE, moves_disks=True)
        shared = self.storage != "" and self.storage == target.storage and not move.copy
        stays = shared and not move.path and not move.disk_paths
        if machine.status not in _RUNS:
            if stays:
                return MoveWay(TransferType.SHARED_STORAGE)
            return no_way("The simulated hosts do not reach the same disks.")
        return MoveWay(TransferType.LIVE if stays else TransferType.LIVE_STORAGE, moves_disks=not stays)

    def move(self, machine_id: UUID, move: Move, progress: Progress) -> None:
        target = move.target
        assert isinstance(target, SimulatedMovement)
        if target is not self and machine_id not in self._machines and machine_id in target._machines:
            return
        way = self.way_to(machine_id, move)
        if way.transfer is None:
            raise CapabilityError("The virtual machine cannot be moved there.", cause=" ".join(way.obstacles))
        machine = self._find(machine_id)
        target._refuse_taken(machine, self)
        moved, files = self._moved(machine, move, here=target is self) if way.moves_disks else (machine, {})
        moved = _connected(moved, move)
        target.disks.add(files)
        try:
            if way.moves_disks:
                with progress.step("Move virtual hard disks") as part:
                    self._work(part, "move disks")
            with progress.step("Migrate virtual machine") as part:
                self._work(part, "migrate")
                target._enter("take")
        except BaseException:
            target.disks.delete(files)
            raise
        self._hand_over(machine, moved, target)

    def _hand_over(self, machine: VirtualMachine, moved: VirtualMachine, target: SimulatedMovement) -> None:
        old = [disk.location for disk in machine.virtual_hard_disks]
        kept = {disk.location for disk in moved.virtual_hard_disks}
        if target is self:
            self.disks.delete(path for path in old if path not in kept)
            self._put(moved)
            return
        with self._lock:
            self._machines.pop(machine.id)
            saved = {c.id: self._saved.pop(c.id) for c in machine.checkpoints if c.id in self._saved}
        if kept == set(old):
            target.disks.add(self.disks.sizes(old), known=True)
        self.disks.delete(old)
        target._saved.update(saved)
        target._put(moved)
        self._gone(machine.id)

    def export(self, machine_id: UUID) -> ExportedMachine:
        self._enter("export")
        machine = self._find(machine_id)
        if machine.status is not VMStatus.POWER_OFF:
            raise StateError(
                f"The virtual machine '{machine.name}' cannot be copied.",
                cause="It is not off." if machine.status in _RUNS else "It has a saved state, which no copy can carry.",
                action="Shut it down, or discard its saved state.",
            )
        files = tuple(
            ExportedFile(disk.name, disk.maximum_size or 0, _PIECES * len(_PIECE), drive.id)
            for drive in machine.virtual_disk_drives
            if (disk := drive.virtual_hard_disk) is not None
        )
        saved = {str(c.id): self._saved[c.id] for c in machine.checkpoints if c.id in self._saved}
        text = {
            "machine": machine.model_dump(mode="json"),
            "saved": {key: value.model_dump(mode="json") for key, value in saved.items()},
        }
        spec = VMSpec(machine.id, machine.name, str(PurePosixPath(machine.location).parent), machine)
        return ExportedMachine(spec, _FORMAT, files, json.dumps(text))

    def read_file(self, exported: ExportedMachine, name: str) -> Iterator[Piece]:
        self._enter("read_file")
        assert name in {file.name for file in exported.files}
        for number in range(_PIECES):
            yield number * 2 * len(_PIECE), _PIECE

    def import_machine(
        self, exported: ExportedMachine, move: Move, read: ReadFile, progress: Progress
    ) -> VirtualMachine:
        self._enter("import_machine")
        if self.has_imported(exported.spec.id, move.id):
            return self._find(exported.spec.id)
        if exported.format != _FORMAT:
            raise CapabilityError("The virtual machine cannot be imported.", cause=f"Its form is {exported.format}.")
        text = json.loads(exported.definition)
        machine = VirtualMachine.model_validate(text["machine"])
        self._refuse_taken(machine, None)
        moved, files = self._moved(machine, move)
        self.disks.add(files)
        try:
            for file in exported.files:
                with progress.step(f"Copy {file.name}") as part:
                    done = 0
                    for _, data in read(file.name):
                        self._work(part, "write")
                        done += len(data)
                        part.report(min(100.0, 100 * done / max(1, file.data_bytes)))
            with progress.step("Define virtual machine") as part:
                self._work(part, "define")
        except BaseException:
            self.disks.delete(files)
            raise
        self._saved.update({UUID(k): VirtualMachine.model_validate(v) for k, v in text["saved"].items()})
        self._imported[machine.id] = move.id
        self._put(_connected(moved, move))
        return self._find(machine.id)

    def has_imported(self, machine_id: UUID, move_id: UUID) -> bool:
        return machine_id in self._machines and self._imported.get(machine_id) == move_id

    def _refuse_taken(self, machine: VirtualMachine, source: SimulatedMovement | None) -> None:
        if source is self:
            return
        for other in list(self._machines.values()):
            if other.id == machine.id or other.name.lower() == machine.name.lower():
                what = "ID" if other.id == machine.id else "name"
                raise ConflictError(
                    f"The virtual machine '{machine.name}' cannot be moved to {self.name}.",
                    cause=f"There is one of that {what} on {self.name}.",
                    action="Rename or remove one of them.",
                    object_name=machine.name,
                )

    def _moved(
        self, machine: VirtualMachine, move: Move, *, here: bool = False
    ) -> tuple[VirtualMachine, dict[str, int]]:
        """The machine with its files at their new places, and those files with their sizes."""
        moved = machine.model_copy(deep=True)
        path = move.folder or str(PurePosixPath(machine.location).parent)
        folder = f"{path.rstrip('/')}/{machine.name}"
        files: dict[str, int] = {}
        for drive in moved.virtual_disk_drives:
            disk = drive.virtual_hard_disk
            if disk is None:
                continue
            if drive.id in move.disk_paths or move.folder:
                disk.location = f"{move.disk_paths.get(drive.id, folder).rstrip('/')}/{disk.name}"
            files[disk.location] = disk.size
        if move.folder:
            moved.location = folder
        old = {disk.location for disk in machine.virtual_hard_disks}
        if here:
            files = {path: size for path, size in files.items() if path not in old}
        return moved, files


def _connected(machine: VirtualMachine, move: Move) -> VirtualMachine:
    """The machine with its adapters on the networks of the other host."""
    machine = machine.model_copy(deep=True)
    for adapter in machine.virtual_network_adapters:
        adapter.virtual_network = move.networks.get(adapter.id, adapter.virtual_network)
    return machine
