"""Changing the hardware of a machine, off or running, in one task of the server: it is done whole or not at all."""

from __future__ import annotations

import contextlib
import posixpath
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import StateError, VMMError
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import Capabilities, HardwareChange, Progress
from vmmconsole.providers.transfer import PastCancelling

from .autostart import set_autostart
from .boot_order import boot_options
from .checks import check_esx_hardware
from .creation import cpu_allocation, options
from .device_changes import DeviceChanges
from .devices import Devices, scsi_keys
from .disks import DiskWork, Origin, check_disks, plan_disks
from .files import DatastoreFiles
from .identity import (
    MADE_MARK,
    NEW_MARK,
    UPLOADED_MARK,
    USED_MARK,
    device_id,
    device_mark,
    is_under_creation,
    paths_in,
    paths_text,
)
from .images import plan_images, upload_image
from .new_devices import new_mark, settled_marks
from .paths import parse_path
from .power import OFF, ON
from .removal import disk_paths, paths_of_others
from .site import EsxSite, Found, about

_PROPERTIES = (
    "config.hardware.device", "config.extraConfig", "config.files.vmPathName", "config.cpuHotAddEnabled",
    "config.memoryHotAddEnabled", "runtime.powerState", "snapshot", "datastore",
)  # fmt: skip


def settle(site: EsxSite, machine_id: UUID, progress: Progress) -> None:
    """Write which device is which where a run was killed before it could, and delete the files that it made for
    drives that never came about."""
    found = site.machine(machine_id, *_PROPERTIES)
    if is_under_creation(found.marks):
        return
    marks = settled_marks(found.marks, found["config.hardware.device"] or ())
    made = paths_in(found.marks, MADE_MARK)
    if made:
        files, present = DatastoreFiles(site), set(disk_paths(found))
        for path in made:
            if path not in present:
                delete = files.delete_disk if path.lower().endswith(".vmdk") else files.delete_file
                delete(parse_path(path))
        marks[MADE_MARK] = ""
    if marks:
        spec = vim.vm.ConfigSpec(extraConfig=options(marks))
        site.run(lambda: found.reference.ReconfigVM_Task(spec), PastCancelling(progress), "Complete an earlier change")


def reconfigure(
    site: EsxSite, machine: VirtualMachine, change: HardwareChange, capabilities: Capabilities, progress: Progress
) -> None:
    """Give a machine other hardware; `machine` is as it is now, settled.

    Raises:
        StateError: the machine must be off for it; says for what.
    """
    with about(f"The hardware of {machine.name} cannot be changed.", machine.name):
        found = site.machine(machine.id, *_PROPERTIES)
        _Reconfiguration(site, machine, found, change, capabilities).run(progress)
    site.tell(machine.id)


class _Reconfiguration:
    """One change of a machine's hardware."""

    def __init__(
        self, site: EsxSite, machine: VirtualMachine, found: Found, change: HardwareChange, capabilities: Capabilities
    ) -> None:
        self._site = site
        self._machine = machine
        self._found = found
        self._change = change
        self._files = DatastoreFiles(site)
        self._present = list(found["config.hardware.device"] or ())
        wanted = change.target
        check_esx_hardware(site, wanted, capabilities)
        folder = parse_path(found["config.files.vmPathName"]).parent
        known = frozenset(d.iso_path for d in machine.virtual_dvd_drives) | _floppy_images(machine)
        self._images = plan_images(wanted, folder, self._files, known)
        old = {d.id for d in machine.virtual_disk_drives}
        taken = [posixpath.basename(disk.location) for disk in machine.virtual_hard_disks]
        added = [d for d in wanted.virtual_disk_drives if d.id not in old]
        self._works = plan_disks(added, machine.name, folder, self._files, taken)
        check_disks(self._works, self._files)
        ids = {device_id(machine.id, device.key, found.marks): device for device in self._present}
        devices = Devices(site.networks(), scsi_keys=scsi_keys(self._present))
        self._changes = DeviceChanges(devices, ids, machine, wanted, self._works, self._images)
        self._changes.gather()

    def run(self, progress: Progress) -> None:
        self._refuse_impossible()
        if self._works or self._changes.titles or self._needs_more():
            self._prepare(progress)
            try:
                progress.check()
                machine, spec = self._found.reference, self._specification()
                self._site.run(lambda: machine.ReconfigVM_Task(spec), progress, "Change hardware")
            except BaseException:
                self._undo(progress)
                raise
            self._complete(progress)
        if self._change.autostart is not None:
            set_autostart(self._site, self._found.reference, self._machine.name, on=self._change.autostart)
        self._delete_files(progress)

    def _needs_more(self) -> bool:
        now, wanted = self._machine, self._change.target
        names = ("cpu_count", "memory_mb", "relative_weight", "boot_order")
        return any(getattr(now, name) != getattr(wanted, name) for name in names)

    def _refuse_impossible(self) -> None:
        state, name = self._found["runtime.powerState"], self._machine.name
        titles = [*self._changes.titles, *self._processors_and_memory()]
        if is_under_creation(self._found.marks):
            raise _refusal(name, "It is still being made.", "Wait until its creation has ended.")
        if self._change.delete_files and self._found["snapshot"] is not None:
            cause = "It has checkpoints, which need the files of its disks."
            raise _refusal(name, cause, "Remove the checkpoints first.")
        if state == ON:
            needs_off = [title for title, hot in titles if not hot]
            if needs_off:
                raise StateError(
                    f"The hardware of {name} cannot be changed while it runs.",
                    cause=f"It must be off to {'; '.join(needs_off)}.",
                    action="Shut it down, make the change, and start it again.",
                    object_name=name,
                )
        elif state != OFF and titles:
            cause = "It has a saved state, which fits only the hardware it has."
            raise _refusal(name, cause, "Start and shut it down, or discard the saved state.")

    def _processors_and_memory(self) -> list[tuple[str, bool]]:
        now, wanted = self._machine, self._change.target
        found: list[tuple[str, bool]] = []
        if wanted.cpu_count != now.cpu_count:
            hot = wanted.cpu_count > now.cpu_count and bool(self._found["config.cpuHotAddEnabled"])
            found.append((f"set {wanted.cpu_count} processors", hot))
        if wanted.memory_mb != now.memory_mb:
            hot = wanted.memory_mb > now.memory_mb and bool(self._found["config.memoryHotAddEnabled"])
            found.append((f"set {wanted.memory_mb} MB of memory", hot))
        return found

    def _prepare(self, progress: Progress) -> None:
        """Copy disks and send images, which the machine's marks name before."""
        made = [str(work.file) for work in self._works if work.origin is Origin.COPY]
        made += [str(image.target) for image in self._images]
        if not made:
            return
        machine = self._found.reference
        spec = vim.vm.ConfigSpec(extraConfig=options({MADE_MARK: paths_text(made)}))
        self._site.run(lambda: machine.ReconfigVM_Task(spec), progress, "Note what is to be made")
        try:
            for work in self._works:
                if work.origin is Origin.COPY:
                    assert work.source is not None
                    self._files.make_folder(work.file.parent)
                    self._files.copy_disk(work.source, work.file, progress, f"Copy disk {work.file.name}")
                    progress.check()
            for image in self._images:
                upload_image(self._site, image, progress)
        except BaseException:
            self._undo(progress)
            raise

    def _undo(self, progress: Progress) -> None:
        with contextlib.suppress(VMMError):
            settle(self._site, self._machine.id, progress)

    def _specification(self) -> Any:
        wanted, now, marks = self._change.target, self._machine, self._found.marks
        used = set(paths_in(marks, USED_MARK)) | _paths(self._works, Origin.IN_PLACE)
        uploaded = set(paths_in(marks, UPLOADED_MARK)) | {str(image.target) for image in self._images}
        devices = self._changes.devices
        gone = {spec.device.key for spec in devices.specs if spec.operation == "remove"}
        staying = [device for device in self._present if device.key not in gone]  # a new device may get a key anew
        texts = {device_mark(key): "" for key in gone if device_mark(key) in marks}
        texts |= {NEW_MARK: new_mark(devices.added, staying), MADE_MARK: "", USED_MARK: paths_text(used),
                  UPLOADED_MARK: paths_text(uploaded)}  # fmt: skip
        texts = {key: value for key, value in texts.items() if value or key in marks or key == MADE_MARK}
        spec = vim.vm.ConfigSpec(deviceChange=devices.specs, extraConfig=options(texts))
        if wanted.cpu_count != now.cpu_count:
            spec.numCPUs = wanted.cpu_count
        if wanted.memory_mb != now.memory_mb:
            spec.memoryMB = wanted.memory_mb
        if (wanted.relative_weight, wanted.cpu_count) != (now.relative_weight, now.cpu_count):
            spec.cpuAllocation = cpu_allocation(wanted)
        if wanted.boot_order != now.boot_order and not devices.added:
            spec.bootOptions = boot_options(wanted.boot_order, self._present)
        return spec

    def _complete(self, progress: Progress) -> None:
        if not self._changes.devices.added:
            return
        found = self._site.machine(self._machine.id, *_PROPERTIES)
        present = found["config.hardware.device"] or ()
        spec = vim.vm.ConfigSpec(extraConfig=options(settled_marks(found.marks, present)))
        if self._change.target.boot_order != self._machine.boot_order:
            spec.bootOptions = boot_options(self._change.target.boot_order, present)
        machine = found.reference
        self._site.run(lambda: machine.ReconfigVM_Task(spec), PastCancelling(progress), "Complete hardware")

    def _delete_files(self, progress: Progress) -> None:
        """Delete the files of removed drives, but none that anything still uses, nor one that was only used in
        place."""
        if not self._change.delete_files:
            return
        found = self._site.machine(self._machine.id, *_PROPERTIES)
        kept = set(disk_paths(found)) | set(paths_in(found.marks, USED_MARK)) | paths_of_others(self._site, found)
        for path in self._change.delete_files:
            if path and path not in kept:
                with progress.step(f"Delete {posixpath.basename(path)}"):
                    self._files.delete_disk(parse_path(path))


def _paths(works: list[DiskWork], origin: Origin) -> set[str]:
    return {str(work.file) for work in works if work.origin is origin}


def _floppy_images(hardware: Hardware) -> frozenset[str]:
    floppy = hardware.virtual_floppy_drive
    return frozenset() if floppy is None else frozenset({floppy.image_path})


def _refusal(name: str, cause: str, action: str) -> StateError:
    return StateError(f"The hardware of {name} cannot be changed.", cause=cause, action=action, object_name=name)
