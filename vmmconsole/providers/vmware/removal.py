"""Removing a virtual machine, with its files or without."""

from __future__ import annotations

import contextlib
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import NotFoundError, StateError
from vmmconsole.providers.contract import Progress

from .files import DatastoreFiles, Unreported
from .identity import MADE_MARK, UPLOADED_MARK, USED_MARK, is_under_creation, paths_in
from .paths import parse_path
from .site import EsxSite, Found, about

_PROPERTIES = ("runtime.powerState", "config.extraConfig", "config.hardware.device", "snapshot", "datastore")


def remove(site: EsxSite, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
    """As `Provider.remove`."""
    with about("The virtual machine cannot be removed."):
        found = site.find(machine_id, *_PROPERTIES)
        if found is None:
            return []
    with about(f"The virtual machine {found.name} cannot be removed.", found.name):
        if found["runtime.powerState"] == "poweredOn":
            raise StateError(
                f"The virtual machine {found.name} cannot be removed.",
                cause="It is running.",
                action="Stop it first.",
                object_name=found.name,
            )
        files = DatastoreFiles(site)
        deleted: list[str] = []
        if is_under_creation(found.marks):
            clean_up(site, files, found, progress)
        elif delete_files:
            deleted = files_of(site, found)
            progress.check()
            for path in paths_in(found.marks, UPLOADED_MARK):
                with progress.step(f"Delete {parse_path(path).name}"):
                    files.delete_file(parse_path(path))
            with contextlib.suppress(NotFoundError):  # somebody else was as quick
                destroy(site, found, set(disk_paths(found)) - set(deleted), progress)
        else:
            progress.check()
            with progress.step("Remove from the inventory"), contextlib.suppress(NotFoundError):
                site.session.call(found.reference.UnregisterVM)
    site.gone(machine_id)
    return deleted


def files_of(site: EsxSite, found: Found) -> list[str]:
    """The disk files that belong to the machine alone."""
    used = set(paths_in(found.marks, USED_MARK))
    own = [path for path in disk_paths(found, shared=False) if path not in used]
    if own:
        others = paths_of_others(site, found)
        own = [path for path in own if path not in others]
    return list(dict.fromkeys(own))


def machine_files(site: EsxSite, machine_id: UUID) -> list[str]:
    """As `Provider.files_of`."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about(f"The files of {found.name} cannot be listed.", found.name):
        return files_of(site, found)


def disk_paths(found: Found, *, shared: bool = True) -> list[str]:
    """The files of the machine's disks; with `shared` those that other machines may write to as well."""
    paths = []
    for device in found["config.hardware.device"] or ():
        if isinstance(device, vim.vm.device.VirtualDisk):
            backing: Any = device.backing
            open_to_others = (getattr(backing, "sharing", None) or "sharingNone") != "sharingNone"
            if getattr(backing, "fileName", "") and (shared or not open_to_others):
                paths.append(str(backing.fileName))
    return paths


def paths_of_others(site: EsxSite, found: Found) -> set[str]:
    """Every disk file that another machine on the same datastores uses, those of parents too."""
    stores = site.read_all(vim.Datastore, found["datastore"] or [], "vm")
    own = found.reference._moId
    machines = {m._moId: m for _, values in stores for m in values["vm"] or () if m._moId != own}
    layouts = site.read_all(vim.VirtualMachine, list(machines.values()), "layout.disk")
    return {file for _, values in layouts for disk in values["layout.disk"] or () for file in disk.diskFile}


def destroy(site: EsxSite, found: Found, kept: set[str], progress: Progress) -> None:
    """Delete a machine with its files, but for the disk files that are kept; those are taken out first."""
    devices = [
        device
        for device in found["config.hardware.device"] or ()
        if isinstance(device, vim.vm.device.VirtualDisk) and getattr(device.backing, "fileName", "") in kept
    ]
    machine = found.reference
    if devices:
        if found.values.get("snapshot") is not None:
            site.run(lambda: machine.RemoveAllSnapshots_Task(consolidate=True), progress, "Remove checkpoints")
        spec = vim.vm.ConfigSpec(deviceChange=[_removal(device) for device in devices])
        site.run(lambda: machine.ReconfigVM_Task(spec), progress, "Take out disks that are kept")
    site.run(machine.Destroy_Task, progress, "Delete virtual machine")


def _removal(device: Any) -> Any:
    operation = vim.vm.device.VirtualDeviceSpec.Operation.remove
    return vim.vm.device.VirtualDeviceSpec(operation=operation, device=device)


def clean_up(site: EsxSite, files: DatastoreFiles, found: Found, progress: Progress | None = None) -> None:
    """Undo an unfinished creation: the machine goes, and exactly what its marks name."""
    for text in paths_in(found.marks, MADE_MARK):
        path = parse_path(text)
        if path.name.lower().endswith(".vmdk"):
            files.delete_disk(path)
        else:
            files.delete_file(path)
    destroy(site, found, set(paths_in(found.marks, USED_MARK)), progress or Unreported())
