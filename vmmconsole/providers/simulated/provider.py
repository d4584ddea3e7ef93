"""A host in memory. It keeps the same promises as a real one: idempotence, states, files, events."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from uuid import UUID

from vmmconsole.model.errors import CapabilityError, ConflictError, HostUnreachableError, NotFoundError, StateError
from vmmconsole.model.host import VMHost
from vmmconsole.model.noun import Ref, utc_now
from vmmconsole.model.status import VirtualizationPlatform, VMStatus, text_of
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint
from vmmconsole.providers.contract import (
    Capabilities,
    DirectoryItem,
    HardwareChange,
    HostInventory,
    Listener,
    Progress,
    Viewer,
    VMSpec,
    VMStats,
)

from .disks import Disks
from .faults import Faults
from .movement import SimulatedMovement
from .sample import sample_host, sample_machines
from .screen import screen

ACTIVE = frozenset({VMStatus.RUNNING, VMStatus.PAUSED})


class SimulatedProvider(SimulatedMovement):
    """The connection to one simulated host; see `vmmconsole.providers.contract.Provider` for what the calls promise."""

    platform: ClassVar[VirtualizationPlatform] = VirtualizationPlatform.SIMULATED

    def __init__(
        self, name: str, *, machines: int = 0, first: int = 1, faults: Faults | None = None, storage: str = ""
    ) -> None:
        self.name = name
        self.storage = storage
        self.faults = faults or Faults()
        self._host = sample_host(name)
        self._machines = {m.id: m for m in sample_machines(self._host, machines, first)}
        self.disks = Disks(self._host.volumes[0])
        for machine in self._machines.values():
            self.disks.adopt(machine)
        self._saved: dict[UUID, VirtualMachine] = {}
        """What a checkpoint holds, by its ID."""
        self._imported: dict[UUID, UUID] = {}
        """By which move a machine came here."""
        self._listener: Listener | None = None
        self._connected = False
        self._lock = threading.RLock()
        self._chance = random.Random(name)  # noqa: S311  sample data

    # Connection

    def set_listener(self, listener: Listener) -> None:
        self._listener = listener

    def connect(self) -> None:
        self.faults.enter("connect")
        self._connected = True

    def close(self) -> None:
        self._connected = False

    def lose_connection(self) -> None:
        """For tests: the connection breaks."""
        self.faults.lost = True
        if self._listener:
            self._listener.connection_lost("The simulated connection was cut.")

    def restore_connection(self) -> None:
        """For tests: the connection is back."""
        self.faults.lost = False
        if self._listener:
            self._listener.connection_restored()

    def capabilities(self) -> Capabilities:
        return Capabilities(
            rename_running=True, hot_add_disk=True, hot_remove_disk=True, hot_add_network_adapter=True,
            hot_remove_network_adapter=True, hot_change_memory=False, hot_add_cpu=False, thumbnail=True, events=True,
            live_migration=True, storage_migration=True, cold_copy=True, export_format="simulated",
            import_formats=("simulated",),
            reasons={"viewer": "A simulated machine has no guest that a viewer could show.",
                     "hot_change_memory": "The simulated host changes memory only while the machine is off.",
                     "hot_add_cpu": "The simulated host adds processors only while the machine is off."},
        )  # fmt: skip

    # Reading

    def inventory(self) -> HostInventory:
        self._enter("inventory")
        with self._lock:
            return HostInventory(host=self._facts(), machines=tuple(self._machines.values()))

    def machine(self, machine_id: UUID) -> VirtualMachine:
        self._enter("machine")
        return self._find(machine_id).model_copy(deep=True)

    def stats(self) -> dict[UUID, VMStats]:
        self._enter("stats")
        with self._lock:
            running = [m for m in self._machines.values() if m.status is VMStatus.RUNNING]
            # A few machines change at each reading, as on a calm host.
            for machine in self._chance.sample(running, k=min(len(running), 1 + len(running) // 50)):
                load = max(0, min(100, (machine.cpu_utilization or 0) + self._chance.randint(-6, 6)))
                self._machines[machine.id] = machine.model_copy(update={"cpu_utilization": load})
            return {
                m.id: VMStats(m.status, m.cpu_utilization, m.memory_mb // 2, started_at=m.started_at)
                for m in self._machines.values()
                if m.status is VMStatus.RUNNING
            }

    def thumbnail(self, machine_id: UUID) -> bytes:
        self._enter("thumbnail")
        if self._find(machine_id).status not in ACTIVE:
            raise StateError("The virtual machine has no screen now.", cause="It does not run.", action="Start it.")
        return screen(int(time.monotonic()))

    def viewer(self, machine_id: UUID) -> Viewer:
        raise CapabilityError(
            f"The screen of {self._find(machine_id).name} cannot be opened.",
            cause="A simulated machine has no guest that a viewer could show.",
        )

    def list_directory(self, path: str) -> Iterable[DirectoryItem]:
        self._enter("list_directory")
        return self.disks.list(path)

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        self._enter("path_facts")
        return self.disks.exists(path), self.disks.writable(path), self._host.volumes[0].free_space

    def files_of(self, machine_id: UUID) -> list[str]:
        self._enter("files_of")
        return self.disks.own_files(self._find(machine_id), self._others(machine_id))

    # Making and removing

    def create(self, spec: VMSpec, progress: Progress) -> VirtualMachine:
        self._enter("create")
        with self._lock:
            if spec.id in self._machines:
                return self._machines[spec.id].model_copy(deep=True)
            if any(m.name.lower() == spec.name.lower() for m in self._machines.values()):
                raise ConflictError(
                    f"The virtual machine '{spec.name}' cannot be created.",
                    cause=f"There is one of that name on {self.name}.",
                    action="Choose another name.",
                )
        made: list[str] = []
        try:
            hardware = spec.hardware.model_copy(deep=True)
            folder = f"{spec.path.rstrip('/')}/{spec.name}"
            for drive in hardware.virtual_disk_drives:
                with progress.step(f"Create virtual hard disk {drive.file_name or drive.path}") as part:
                    self._work(part, "create disk")
                    made += self.disks.make(drive, folder)
            with progress.step("Define virtual machine") as part:
                self._work(part, "define")
                machine = self._new_machine(spec, hardware, folder)
        except BaseException:
            self.disks.delete(made)
            raise
        self._put(machine)
        return machine.model_copy(deep=True)

    def remove(self, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
        self._enter("remove")
        with self._lock:
            machine = self._machines.get(machine_id)
        if machine is None:
            return []
        if machine.status in ACTIVE:
            raise StateError(f"The virtual machine '{machine.name}' cannot be removed.", cause="It runs.",
                             action="Stop it first.")  # fmt: skip
        files = self.disks.own_files(machine, self._others(machine_id)) if delete_files else []
        with progress.step("Remove virtual machine") as part:
            self._work(part, "undefine")
        with self._lock:
            self._machines.pop(machine_id, None)
            for checkpoint in machine.checkpoints:
                self._saved.pop(checkpoint.id, None)
        self.disks.delete(files)
        self._gone(machine_id)
        return files

    # Power

    def start(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "start", VMStatus.RUNNING, from_={VMStatus.POWER_OFF, VMStatus.SAVED},
                    started_at=utc_now(), has_saved_state=False, cpu_utilization=1, has_guest_agent=True)  # fmt: skip

    def stop(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "stop", VMStatus.POWER_OFF, from_=ACTIVE, **_STOPPED)

    def shutdown(self, machine_id: UUID, progress: Progress, timeout_seconds: float = 300) -> None:
        self._power(machine_id, progress, "shutdown", VMStatus.POWER_OFF, from_={VMStatus.RUNNING}, **_STOPPED)

    def pause(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "pause", VMStatus.PAUSED, from_={VMStatus.RUNNING})

    def resume(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "resume", VMStatus.RUNNING, from_={VMStatus.PAUSED})

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        machine = self._find(machine_id)
        if machine.status is not VMStatus.RUNNING:
            raise _wrong_state("reset", machine)
        self._enter("reset")
        self._change(machine_id, started_at=utc_now())

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "save_state", VMStatus.SAVED, from_=ACTIVE,
                    **{**_STOPPED, "has_saved_state": True})  # fmt: skip

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        self._power(machine_id, progress, "discard_saved_state", VMStatus.POWER_OFF, from_={VMStatus.SAVED},
                    has_saved_state=False)  # fmt: skip

    # Changing

    def rename(self, machine_id: UUID, name: str) -> None:
        self._enter("rename")
        with self._lock:
            if any(m.name.lower() == name.lower() and m.id != machine_id for m in self._machines.values()):
                raise ConflictError(f"The name '{name}' is taken.", action="Choose another name.")
        self._change(machine_id, name=name)

    def reconfigure(self, machine_id: UUID, change: HardwareChange, progress: Progress) -> VirtualMachine:
        self._enter("reconfigure")
        machine = self._find(machine_id)
        target = change.target.model_copy(deep=True)
        if machine.status in ACTIVE and (
            target.memory_mb != machine.memory_mb or target.cpu_count != machine.cpu_count
        ):
            raise StateError(
                f"The hardware of '{machine.name}' cannot be changed.",
                cause="Its memory and its processors change only while it is off.",
                action="Shut it down, then try again.",
            )
        made: list[str] = []
        present = {d.id for d in machine.virtual_disk_drives}
        try:
            for drive in target.virtual_disk_drives:
                if drive.id not in present:
                    with progress.step(f"Create virtual hard disk {drive.file_name or drive.path}") as part:
                        self._work(part, "create disk")
                        made += self.disks.make(drive, machine.location)
            with progress.step("Change hardware") as part:
                self._work(part, "change")
        except BaseException:
            self.disks.delete(made)
            raise
        self.disks.delete(change.delete_files)
        self._change(machine_id, **{name: getattr(target, name) for name in type(target).model_fields
                                    if name in _HARDWARE})  # fmt: skip
        return self.machine(machine_id)

    # Checkpoints

    def create_checkpoint(
        self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
    ) -> VMCheckpoint:
        self._enter("create_checkpoint")
        machine = self._find(machine_id)
        known = next((c for c in machine.checkpoints if c.id == checkpoint_id), None)
        if known:
            return known
        self._work(progress, "checkpoint")
        current = next((c for c in machine.checkpoints if c.is_current), None)
        checkpoint = VMCheckpoint(
            id=checkpoint_id, name=name, description=description, is_current=True, native_name=str(checkpoint_id),
            vm=Ref(kind="VM", id=machine.id, name=machine.name), with_memory=machine.status in ACTIVE,
            parent_checkpoint_id=current.id if current else None,
        )  # fmt: skip
        with self._lock:
            self._saved[checkpoint_id] = machine.model_copy(deep=True)
        others = [c.model_copy(update={"is_current": False}) for c in machine.checkpoints]
        self._change(machine_id, checkpoints=[*others, checkpoint])
        return checkpoint

    def restore_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        self._enter("restore_checkpoint")
        machine, checkpoint = self._checkpoint(machine_id, checkpoint_id)
        self._work(progress, "restore")
        saved = self._saved[checkpoint_id]
        marked = [c.model_copy(update={"is_current": c.id == checkpoint.id}) for c in machine.checkpoints]
        with self._lock:
            self._machines[machine_id] = saved.model_copy(deep=True, update={"checkpoints": marked})
        self._tell(machine_id)

    def remove_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
        self._enter("remove_checkpoint")
        machine = self._find(machine_id)
        gone = next((c for c in machine.checkpoints if c.id == checkpoint_id), None)
        if gone is None:
            return
        self._work(progress, "merge")
        left = []
        for c in machine.checkpoints:
            if c.id == checkpoint_id:
                continue
            update: dict[str, Any] = {}
            if c.parent_checkpoint_id == checkpoint_id:
                update["parent_checkpoint_id"] = gone.parent_checkpoint_id
            if gone.is_current and c.id == gone.parent_checkpoint_id:
                update["is_current"] = True
            left.append(c.model_copy(update=update))
        self._saved.pop(checkpoint_id, None)
        self._change(machine_id, checkpoints=left)

    def rename_checkpoint(self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
        self._enter("rename_checkpoint")
        machine, _ = self._checkpoint(machine_id, checkpoint_id)
        renamed = {"name": name, "description": description}
        self._change(machine_id, checkpoints=[
            c.model_copy(update=renamed) if c.id == checkpoint_id else c for c in machine.checkpoints
        ])  # fmt: skip

    # Inside

    def _enter(self, call: str) -> None:
        self.faults.enter(call)
        if not self._connected:
            raise HostUnreachableError("The simulated host does not answer.", cause="It is not connected.")

    def _work(self, progress: Progress, call: str) -> None:
        """One part of a long operation: it may fail, be slow, or be cancelled."""
        progress.check()
        self._enter(call)
        progress.report(100)

    def _find(self, machine_id: UUID) -> VirtualMachine:
        with self._lock:
            try:
                return self._machines[machine_id]
            except KeyError:
                raise NotFoundError(f"The virtual machine {machine_id} is not on {self.name}.") from None

    def _others(self, machine_id: UUID) -> Iterator[VirtualMachine]:
        with self._lock:
            return iter([m for m in self._machines.values() if m.id != machine_id])

    def _checkpoint(self, machine_id: UUID, checkpoint_id: UUID) -> tuple[VirtualMachine, VMCheckpoint]:
        machine = self._find(machine_id)
        for checkpoint in machine.checkpoints:
            if checkpoint.id == checkpoint_id:
                return machine, checkpoint
        raise NotFoundError(f"'{machine.name}' has no checkpoint {checkpoint_id}.")

    def _power(
        self, machine_id: UUID, progress: Progress, verb: str, to: VMStatus, *, from_: Iterable[VMStatus], **update: Any
    ) -> None:
        machine = self._find(machine_id)
        if machine.status is to:
            return
        if machine.status not in from_:
            raise _wrong_state(verb.replace("_", " "), machine)
        self._work(progress, verb)
        self._change(machine_id, status=to, **update)

    def _put(self, machine: VirtualMachine) -> None:
        with self._lock:
            self._machines[machine.id] = machine
        self._tell(machine.id)

    def _change(self, machine_id: UUID, **update: Any) -> None:
        with self._lock:
            self._machines[machine_id] = self._find(machine_id).model_copy(update=update)
        self._tell(machine_id)

    def _tell(self, machine_id: UUID) -> None:
        if self._listener:
            self._listener.machine_changed(machine_id)

    def _gone(self, machine_id: UUID) -> None:
        if self._listener:
            self._listener.machine_removed(machine_id)

    def _facts(self) -> VMHost:
        running = [m for m in self._machines.values() if m.status is VMStatus.RUNNING]
        used = sum(m.memory_mb for m in running)
        free = max(0, self._host.total_memory // 2**20 - used)
        return self._host.model_copy(
            update={"running_vms": len(running), "total_vms": len(self._machines), "available_memory": free}
        )

    def _new_machine(self, spec: VMSpec, hardware: Any, folder: str) -> VirtualMachine:
        fields = {name: getattr(hardware, name) for name in type(hardware).model_fields}
        for index, adapter in enumerate(hardware.virtual_network_adapters):
            if not adapter.mac_address:
                adapter.mac_address = f"00:1D:D8:{spec.id.bytes[0]:02X}:{spec.id.bytes[1]:02X}:{index:02X}"
        return VirtualMachine(
            id=spec.id, name=spec.name, description=spec.description, status=VMStatus.POWER_OFF, location=folder,
            virtualization_platform=self.platform, has_screen=True, generation=1,
            total_size=sum(d.size for d in map(_image, hardware.virtual_disk_drives) if d), **fields,
        )  # fmt: skip

    def change_outside(self, machine_id: UUID, **update: Any) -> None:
        """For tests and the bench: change a machine as another tool would."""
        self._change(machine_id, **update)


_STOPPED: dict[str, Any] = {"started_at": None, "cpu_utilization": None, "has_guest_agent": False}
_HARDWARE = frozenset(
    {
        "cpu_count", "memory_mb", "boot_order", "num_lock", "virtual_disk_drives", "virtual_dvd_drives",
        "virtual_floppy_drive", "virtual_com_ports", "virtual_scsi_adapters", "virtual_network_adapters",
        "relative_weight", "cpu_reserve", "cpu_max",
    }
)  # fmt: skip


def _image(drive: Any) -> Any:
    return drive.virtual_hard_disk


def _wrong_state(verb: str, machine: VirtualMachine) -> StateError:
    return StateError(
        f"The virtual machine '{machine.name}' cannot {verb}.",
        cause=f"Its status is {text_of(machine.status)}.",
        action="Bring it into another status first.",
        object_name=machine.name,
    )
