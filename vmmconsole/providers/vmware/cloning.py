"""Machines made from others: clones, machines from templates, templates from machines."""

from __future__ import annotations

import contextlib
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import StateError, VMMError
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.transfer import PastCancelling
from vmmconsole.providers.vm_spec import CloneSpec

from .creation import check_name, options
from .disks import check_folder
from .files import DatastoreFiles
from .identity import CREATING, ID_MARK, STATE_MARK, encode_name, is_under_creation
from .paths import parse_path
from .power import OFF
from .removal import clean_up
from .site import EsxSite, Found, about

_PROPERTIES = (
    "config.extraConfig", "config.hardware.device", "config.template", "config.instanceUuid", "runtime.powerState",
    "summary.storage.committed",
)  # fmt: skip
_OURS = "vmmconsole."


def clone(source: EsxSite, target: EsxSite, source_id: UUID, spec: CloneSpec, progress: Progress) -> None:
    """Make a machine on `target` from a machine or template of `source`, which may be the same host.

    Raises:
        ConflictError: another machine has that name.
        StorageError: there is no space, or no such datastore.
    """
    original = source.machine(source_id, *_PROPERTIES)
    with about(f"{original.name} cannot be cloned.", original.name):
        source.await_earlier(original.reference, ("clone", "cloneVm"), progress)
        if _is_there(target, spec, progress):
            return
        with progress.step("Check the virtual machine"):
            check_name(target, spec.name)
            files = DatastoreFiles(target)
            check_folder(parse_path(spec.path), int(original["summary.storage.committed"] or 0), files)
            config = _configuration(target, original, spec)
        try:
            folder, machine, name = target.folder, original.reference, encode_name(spec.name)
            title = "Create template" if spec.as_template else "Clone virtual machine"
            source.run(lambda: machine.CloneVM_Task(folder, name, config), progress, title)
            progress.check()
            _complete(target, spec, progress)
        except BaseException:
            with contextlib.suppress(VMMError):
                made = _find(target, spec)
                if made is not None and (spec.as_template or is_under_creation(made.marks)):
                    clean_up(target, files, made)
                    target.gone(spec.id)
            raise
    target.tell(spec.id)


def _is_there(target: EsxSite, spec: CloneSpec, progress: Progress) -> bool:
    made = _find(target, spec)
    if made is None:
        return False
    if is_under_creation(made.marks) or made["config.instanceUuid"] != str(spec.id):
        _complete(target, spec, progress)
    target.tell(spec.id)
    return True


def _find(target: EsxSite, spec: CloneSpec) -> Found | None:
    """What a run made: under its ID, or where the server gave it another one, under its name with our mark."""
    found = target.find(spec.id, *_PROPERTIES, anywhere=True)
    if found is not None:
        return found
    folder, search = target.folder, target.content.searchIndex
    other = target.session.call(lambda: search.FindChild(folder, encode_name(spec.name)))
    if not isinstance(other, vim.VirtualMachine):
        return None
    values = target.read(other, "name", "runtime.host", *_PROPERTIES)
    made = Found(other, spec.name, values)
    return made if made.marks.get(ID_MARK) == str(spec.id) else None


def _configuration(target: EsxSite, original: Found, spec: CloneSpec) -> Any:
    """What the server is asked to make: the original's marks do not go along, its devices get IDs of their own."""
    marks = {key: "" for key in original.marks if key.startswith(_OURS)}
    marks |= {ID_MARK: str(spec.id)} | ({} if spec.as_template else {STATE_MARK: CREATING})
    store = target.datastores()[parse_path(spec.path).datastore]
    location = vim.vm.RelocateSpec(datastore=store, host=target.host, pool=target.pool)
    config = vim.vm.ConfigSpec(instanceUuid=str(spec.id), annotation=spec.description, extraConfig=options(marks))
    return vim.vm.CloneSpec(location=location, powerOn=False, template=spec.as_template, config=config)


def _complete(target: EsxSite, spec: CloneSpec, progress: Progress) -> None:
    made = _find(target, spec)
    if made is None or spec.as_template:
        return
    config = vim.vm.ConfigSpec(extraConfig=options({STATE_MARK: ""}), annotation=spec.description)
    if made["config.instanceUuid"] != str(spec.id):
        config.instanceUuid = str(spec.id)
    target.run(lambda: made.reference.ReconfigVM_Task(config), PastCancelling(progress), "Complete virtual machine")


def mark_as_template(site: EsxSite, machine_id: UUID, progress: Progress) -> None:
    """Turn a machine that is off into a template."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about(f"{found.name} cannot be made a template.", found.name):
        if found["config.template"]:
            return
        if found["runtime.powerState"] != OFF:
            raise StateError(f"{found.name} cannot be made a template.", cause="It is not off.",
                             action="Shut it down, or discard its saved state.", object_name=found.name)  # fmt: skip
        with progress.step("Mark as template"):
            site.session.call(found.reference.MarkAsTemplate)
    site.tell(machine_id)


def mark_as_machine(site: EsxSite, machine_id: UUID, progress: Progress) -> None:
    """Turn a template back into a machine of this host."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about(f"{found.name} cannot be made a virtual machine.", found.name):
        if not found["config.template"]:
            return
        pool, host = site.pool, site.host
        with progress.step("Mark as virtual machine"):
            site.session.call(lambda: found.reference.MarkAsVirtualMachine(pool, host))
    site.tell(machine_id)
