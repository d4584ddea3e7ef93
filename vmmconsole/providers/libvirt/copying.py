"""Machines that are off, as another host takes them: their files as they are, and all that libvirt knows of them."""

from __future__ import annotations

import contextlib
import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import libvirt

from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, StateError, VMMError
from vmmconsole.model.hardware import Hardware
from vmmconsole.providers.contract import Progress, VMSpec
from vmmconsole.providers.movement import ExportedFile, ExportedMachine, Move, Piece, ReadFile

from .checkpoints import redefine
from .creation import check_name, clean_up
from .disks import check_folder
from .domain_read import DomainView, read_domain, source_path
from .facts import default_path
from .faults import faults, is_gone
from .host import LibvirtHost, config_xml
from .moving_files import Written, missing_folders
from .moving_mark import write_mark
from .power import use_accelerator
from .relocation import Relocation, missing_images
from .storage import exists_error
from .ways import disk_obstacles
from .xmltree import metadata_of, own_metadata, parse, put, to_text

FORMAT = "qemu"


def export(host: LibvirtHost, machine_id: UUID) -> ExportedMachine:
    """See `Provider.export`."""
    domain = host.domain(machine_id)
    with faults(f"The virtual machine {domain.name()} cannot be copied.", domain.name()):
        root = parse(config_xml(domain))
        view = read_domain(root)
        _refuse(host, domain, view)
        paths = _paths(root.findtext("os/nvram", ""), view)
        snapshots = domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)
        flags = libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE
        definition = {
            "domain": to_text(root),
            "checkpoints": [(s.getXMLDesc(flags), bool(s.isCurrent())) for s in snapshots],
            "paths": {name: path for name, (path, _) in paths.items()},
        }
        files = []
        for name, (path, drive_id) in paths.items():
            sizes = host.files.file_sizes(path)
            if sizes is not None:
                files.append(ExportedFile(name, *sizes, drive_id))
        autostart = bool(domain.autostart())
    hardware = Hardware(**{name: getattr(view.hardware, name) for name in Hardware.model_fields})
    spec = VMSpec(
        view.id, view.name, posixpath.dirname(view.folder), hardware,
        description=view.description, operating_system=view.operating_system, autostart=autostart,
    )  # fmt: skip
    return ExportedMachine(spec, FORMAT, tuple(files), json.dumps(definition))


def _refuse(host: LibvirtHost, domain: libvirt.virDomain, view: DomainView) -> None:
    problem = f"The virtual machine {view.name} cannot be copied."
    if domain.isActive() or domain.hasManagedSaveImage():
        raise StateError(
            problem,
            cause="It is not off." if domain.isActive() else "It has a saved state, which no copy can carry.",
            action="Shut it down, or discard its saved state.",
            object_name=view.name,
        )
    obstacles = disk_obstacles(host, view)
    if view.under_creation:
        obstacles.append("It is still being made.")
    if obstacles:
        raise CapabilityError(
            problem, cause=" ".join(obstacles), action="Take away what hinders it.", object_name=view.name
        )


def _paths(nvram: str, view: DomainView) -> dict[str, tuple[str, UUID | None]]:
    """The files of the machine by a name that each has alone."""
    found: dict[str, tuple[str, UUID | None]] = {}
    seen: set[str] = set()
    every = [(source_path(view.elements[d.id]), d.id) for d in view.hardware.virtual_disk_drives]
    for path, drive_id in [*every, *([(nvram, None)] if nvram.startswith("/") else [])]:
        if path in seen:
            continue
        seen.add(path)
        stem, extension = posixpath.splitext(posixpath.basename(path))
        name, number = stem + extension, 1
        while name in found:
            number += 1
            name = f"{stem}_{number}{extension}"
        found[name] = path, drive_id
    return found


def read_file(host: LibvirtHost, exported: ExportedMachine, name: str) -> Iterator[Piece]:
    """See `Provider.read_file`."""
    path = json.loads(exported.definition)["paths"].get(name)
    if path is None:
        raise NotFoundError("The file cannot be read.", cause=f"The machine has no file {name}.")
    return host.files.read_pieces(path)


@dataclass(slots=True)
class _Arrival:
    """An exported machine and where it goes."""

    exported: ExportedMachine
    text: dict[str, list[tuple[str, bool]]]
    places: dict[str, str]
    """The new path of each file, by its name."""
    relocation: Relocation
    folder: str


def import_machine(
    host: LibvirtHost, exported: ExportedMachine, move: Move, read: ReadFile, progress: Progress
) -> None:
    """See `Provider.import_machine`."""
    spec = exported.spec
    with faults(f"The virtual machine {spec.name} cannot be imported.", spec.name):
        if _is_whole(host, spec.id, move.id):
            return
        _make_way(host, spec, progress)
        arrival = _plan(host, exported, move)
        domain = _define(host, arrival, move)
        made: set[str] = set()
        try:
            host.files.make_folder(arrival.folder)
            for file in exported.files:
                progress.check()
                place = arrival.places[file.name]
                host.files.make_folder(posixpath.dirname(place))
                with progress.step(f"Copy {file.name}") as step:
                    pieces = read(file.name)
                    host.files.write_pieces(place, file.size_bytes, pieces, Written(file.data_bytes, step))
                made.add(place)
            progress.check()
            with progress.step("Complete virtual machine"):
                _complete(host, domain, arrival)
        except BaseException:
            with contextlib.suppress(VMMError, libvirt.libvirtError):
                clean_up(host, domain, made)
                host.events.machine_changed(spec.id)
            raise
    host.events.machine_changed(spec.id)


def has_imported(host: LibvirtHost, machine_id: UUID, move_id: UUID) -> bool:
    """See `Provider.has_imported`."""
    with faults("The virtual machine cannot be looked up."):
        return _is_whole(host, machine_id, move_id)


def _is_whole(host: LibvirtHost, machine_id: UUID, move_id: UUID) -> bool:
    domain = host.find(machine_id)
    if domain is None:
        return False
    try:
        mark = metadata_of(parse(config_xml(domain)))
    except libvirt.libvirtError as err:
        if is_gone(err):  # one that came in live, from an engine that was killed
            return False
        raise
    return mark is not None and mark.get("imported") == str(move_id) and mark.get("state") != "creating"


def _make_way(host: LibvirtHost, spec: VMSpec, progress: Progress) -> None:
    """Remove what a killed run left; a whole machine of that ID or name is in the way."""
    there = host.find(spec.id)
    if there is not None:
        mark = metadata_of(parse(config_xml(there)))
        if mark is None or mark.get("state") != "creating":
            raise ConflictError(
                f"The virtual machine {spec.name} cannot be imported.",
                cause="The host has a virtual machine with the same ID.",
                action="Remove one of the two.",
                object_name=spec.name,
            )
        with progress.step("Remove what an interrupted run left"):
            clean_up(host, there)
    check_name(host, spec.name, spec.id)


def _plan(host: LibvirtHost, exported: ExportedMachine, move: Move) -> _Arrival:
    """Where all goes; checked before anything is made."""
    if exported.format != FORMAT:
        raise CapabilityError(
            f"The virtual machine {exported.spec.name} cannot be imported.",
            cause=f"It comes in the form {exported.format}, which a KVM host does not take.",
        )
    text = json.loads(exported.definition)
    folder = posixpath.join(move.folder or default_path(host), exported.spec.name)
    places = {
        file.name: posixpath.join(move.disk_paths.get(file.drive_id, folder) if file.drive_id else folder, file.name)
        for file in exported.files
    }
    needed: dict[str, int] = {folder: 0}
    for file in exported.files:
        place = places[file.name]
        if host.files.path_facts(place)[0]:
            raise exists_error(place)
        needed[posixpath.dirname(place)] = needed.get(posixpath.dirname(place), 0) + file.data_bytes
    for where, size in needed.items():
        check_folder(where, size, host.files)
    root = parse(text["domain"])
    relocation = Relocation(
        {text["paths"][name]: place for name, place in places.items()}, folder, move.networks,
        host.network_targets(), missing_images(read_domain(root), host.files),
    )  # fmt: skip
    return _Arrival(exported, text, places, relocation, folder)


def _define(host: LibvirtHost, arrival: _Arrival, move: Move) -> libvirt.virDomain:
    """Define it, marked as under creation, naming what is about to be made."""
    root = parse(str(arrival.text["domain"]))
    arrival.relocation.apply(root)
    use_accelerator(root, host.chosen_accelerator())
    mark = own_metadata(root)
    mark.set("state", "creating")
    mark.set("imported", str(move.id))
    for place in arrival.places.values():
        put(mark, "made", path=place)
    for folder in missing_folders(host, [arrival.folder, *map(posixpath.dirname, arrival.places.values())]):
        put(mark, "madeFolder", path=folder)
    write_mark(root, None)
    return host.handle.defineXML(to_text(root))


def _complete(host: LibvirtHost, domain: libvirt.virDomain, arrival: _Arrival) -> None:
    """The checkpoints, then the mark goes: from here on it is a machine like any other."""
    for text, current in arrival.text["checkpoints"]:
        redefine(domain, parse(arrival.relocation.apply_to_checkpoint(text)), current=current)
    if arrival.exported.spec.autostart:
        domain.setAutostart(1)
    root = parse(config_xml(domain))
    mark = own_metadata(root)
    del mark.attrib["state"]
    for name in ("made", "madeFolder"):
        for old in mark.findall(name):
            mark.remove(old)
    host.handle.defineXML(to_text(root))
