"""Making a virtual machine, and removing one.

The definition comes first, marked as under creation and naming the files to be made: whatever happens then, a second
run knows from it what the first one made. The mark goes when all is there.
"""

from __future__ import annotations

import contextlib
import posixpath
import xml.etree.ElementTree as ET
from uuid import UUID

import libvirt

from vmmconsole.model.errors import CapabilityError, ConflictError, StateError, StorageError, VMMError
from vmmconsole.model.noun import file_name_problem
from vmmconsole.providers.contract import Capabilities, Progress, VMSpec

from .checks import check_hardware, check_media
from .disks import DiskWork, Origin, check_disks, check_folder, make_disk, plan_disks
from .domain_read import DomainView, source_path
from .domain_xml import DomainPlan
from .domain_xml import domain as domain_definition
from .facts import maximum_cpus, total_memory_mb
from .faults import faults, is_gone
from .host import LibvirtHost, config_xml, view_of
from .xmltree import metadata_of, own_metadata, parse, put, to_text

UNDEFINE_FLAGS = (
    libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE
    | libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA
    | libvirt.VIR_DOMAIN_UNDEFINE_NVRAM
    | libvirt.VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA
)


def create(host: LibvirtHost, spec: VMSpec, capabilities: Capabilities, progress: Progress) -> None:
    """Make the machine of a spec; a machine of that ID that is whole already is left as it is."""
    with faults(f"The virtual machine {spec.name} cannot be created.", spec.name):
        first_run = host.find(spec.id)
        if first_run is not None:
            if not view_of(first_run).under_creation:
                return
            with progress.step("Remove what an interrupted run left"):
                clean_up(host, first_run)
        with progress.step("Check the virtual machine"):
            folder, works = _check(host, spec, capabilities)
        _make(host, spec, folder, works, progress)
    host.events.machine_changed(spec.id)


def _check(host: LibvirtHost, spec: VMSpec, capabilities: Capabilities) -> tuple[str, list[DiskWork]]:
    problem = file_name_problem(spec.name)
    if problem:
        raise CapabilityError(f"The name “{spec.name}” cannot be used.", cause=problem, action="Choose another name.")
    check_name(host, spec.name, spec.id)
    check_hardware(spec.hardware, capabilities, memory_mb=total_memory_mb(host.handle), cpus=maximum_cpus(host.handle))
    files, folder = host.files, posixpath.join(spec.path, spec.name)
    check_folder(folder, 0, files)
    check_media(spec.hardware, files)
    works = plan_disks(spec.hardware.virtual_disk_drives, spec.name, folder, files)
    check_disks(works, files)
    return folder, works


def check_name(host: LibvirtHost, name: str, machine_id: UUID) -> None:
    """That no other machine of the host has the name.

    Raises:
        ConflictError: one has.
    """
    try:
        other = host.handle.lookupByName(name)
    except libvirt.libvirtError as err:
        if is_gone(err):
            return
        raise
    if UUID(other.UUIDString()) != machine_id:
        raise ConflictError(
            f"The name “{name}” cannot be used.",
            cause="Another virtual machine on the host has it.",
            action="Choose another name.",
            object_name=name,
        )


def _make(host: LibvirtHost, spec: VMSpec, folder: str, works: list[DiskWork], progress: Progress) -> None:
    root = domain_definition(
        DomainPlan(
            id=spec.id,
            name=spec.name,
            description=spec.description,
            hardware=spec.hardware,
            folder=folder,
            accelerator=host.chosen_accelerator(),
            operating_system=spec.operating_system,
            disks={work.drive.id: work.file for work in works},
            used_files=tuple(work.file.path for work in works if work.origin is Origin.IN_PLACE),
            networks=host.network_targets(),
        )
    )
    with progress.step("Define virtual machine"):
        domain = host.handle.defineXML(to_text(_under_creation(root, host, folder, works)))
    made: set[str] = set()
    try:
        host.files.make_folder(folder)
        for work in works:
            progress.check()
            make_disk(work, host.files, progress)
            made.add(work.made_path)
        progress.check()
        with progress.step("Complete virtual machine"):
            _complete(host, domain, autostart=spec.autostart)
    except BaseException:
        with contextlib.suppress(VMMError, libvirt.libvirtError):
            clean_up(host, domain, made)
            host.events.machine_changed(spec.id)
        raise


def _under_creation(root: ET.Element, host: LibvirtHost, folder: str, works: list[DiskWork]) -> ET.Element:
    """Mark the definition, and name in it the files and folders that are about to be made."""
    mark = own_metadata(root)
    mark.set("state", "creating")
    for work in works:
        if work.made_path:
            put(mark, "made", path=work.made_path)
    place = folder
    while place not in {"", "/"} and not host.files.path_facts(place)[0]:
        put(mark, "madeFolder", path=place)
        place = posixpath.dirname(place)
    return root


def _complete(host: LibvirtHost, domain: libvirt.virDomain, *, autostart: bool) -> None:
    root = parse(config_xml(domain))
    mark = own_metadata(root)
    del mark.attrib["state"]
    for name in ("made", "madeFolder"):
        for old in mark.findall(name):
            mark.remove(old)
    if autostart:
        domain.setAutostart(1)
    host.handle.defineXML(to_text(root))


def clean_up(host: LibvirtHost, domain: libvirt.virDomain, made_now: set[str] | None = None) -> None:
    """Undo an unfinished creation: exactly what its mark names, of the files only `made_now` where that is known."""
    mark, files = metadata_of(parse(config_xml(domain))), host.files
    if mark is not None:
        for made in mark.findall("made"):
            path = made.get("path", "")
            if made_now is None or path in made_now:
                files.delete_file(path)
            files.discard_partial(path)
        for made in mark.findall("madeFolder"):
            files.remove_folder(made.get("path", ""))
    domain.undefineFlags(UNDEFINE_FLAGS)


def remove(host: LibvirtHost, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
    """Remove a machine; returns the paths of the deleted files. The files go first, so that a second run finds those
    that are left."""
    with faults("The virtual machine cannot be removed."):
        domain = host.find(machine_id)
        if domain is None:
            return []
        name = domain.name()
        if domain.isActive():
            raise StateError(
                f"The virtual machine {name} cannot be removed.",
                cause="It is running.",
                action="Stop it first.",
                object_name=name,
            )
        view = view_of(domain)
        if view.under_creation:
            clean_up(host, domain)
            host.events.machine_changed(machine_id)
            return []
        deleted: list[str] = []
        if delete_files:
            for path in files_of(host, domain, view):
                progress.check()
                with progress.step(f"Delete {posixpath.basename(path)}"):
                    if host.files.delete_file(path):
                        deleted.append(path)
            if view.own_folder:
                host.files.remove_folder(view.own_folder)
        with progress.step("Remove the definition, checkpoints and saved state"):
            domain.undefineFlags(UNDEFINE_FLAGS)
    host.events.machine_changed(machine_id)
    return deleted


def files_of(host: LibvirtHost, domain: libvirt.virDomain, view: DomainView) -> list[str]:
    """The disk files that belong to the machine alone."""
    own: list[str] = []
    files = host.files
    for drive in view.hardware.virtual_disk_drives:
        element = view.elements[drive.id]
        path = source_path(element)
        is_file = element.get("type") == "file" and path.startswith("/")
        shared = element.find("shareable") is not None or element.find("readonly") is not None
        if is_file and not shared and path not in view.used_files and files.path_facts(path)[0]:
            own.append(path)
    if own:
        others = paths_of_others(host, UUID(domain.UUIDString()))
        own = [path for path in own if path not in others]
    return list(dict.fromkeys(own))


def paths_of_others(host: LibvirtHost, machine_id: UUID) -> set[str]:
    """Every path that another machine uses, those of parent disks too."""
    paths: set[str] = set()
    files = host.files
    for domain in host.handle.listAllDomains(0):
        if UUID(domain.UUIDString()) == machine_id:
            continue
        try:
            root = parse(config_xml(domain))
        except libvirt.libvirtError as err:
            if is_gone(err):
                continue
            raise
        for element in root.findall("devices/disk"):
            path = source_path(element)
            while path and path not in paths:
                paths.add(path)
                with contextlib.suppress(StorageError):
                    facts = files.disk_facts(path)
                    path = posixpath.join(posixpath.dirname(path), facts.parent) if facts and facts.parent else ""
    return paths
