"""Moving disks to another path of their host: by QEMU's block copy while the machine runs, else as files.

The mark in the definition names old and new files. Whatever happened, `settle` keeps those that the machine uses now
and deletes the others, so a run that failed and one that was killed leave each disk once.
"""

from __future__ import annotations

import contextlib
import math
import posixpath
import xml.etree.ElementTree as ET
from dataclasses import replace
from uuid import UUID

import libvirt

from vmmconsole.model.errors import StorageError
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.movement import Move

from .checkpoints import redefine
from .creation import files_of
from .domain_read import read_domain, source_path
from .host import LibvirtHost, config_xml, set_own_metadata
from .moving_files import check_room, copy_file, missing_folders
from .moving_mark import MoveMark, store_mark, write_mark
from .relocation import Relocation, new_places
from .storage import NewDisk, missing_error
from .xmltree import attribute, own_metadata, parse, put, to_text

_COPY = libvirt.VIR_DOMAIN_BLOCK_COPY_REUSE_EXT | libvirt.VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB


def move_disks(host: LibvirtHost, domain: libvirt.virDomain, move: Move, progress: Progress) -> None:
    """Move the disks that the move names a folder for; those that are there stay.

    Raises:
        VMMError: it failed or was cancelled; each disk is where the machine uses it.
    """
    view = read_domain(parse(config_xml(domain)))
    places = new_places(view, move, shared=True)
    folder = posixpath.join(move.folder, view.name) if move.folder and view.own_folder else ""
    check_room(host, host, places)
    own = files_of(host, domain, view)
    mark = MoveMark(
        move.id,
        host=host.connection.uri,
        made=list(places.values()),
        made_folders=missing_folders(host, map(posixpath.dirname, places.values())),
        left=[path for path in places if path in own],
        left_folder=view.own_folder if folder not in {"", view.own_folder} else "",
    )
    store_mark(domain, mark)
    relocation = Relocation(places, folder)
    try:
        if domain.isActive():
            _copy_running(host, domain, places, progress)
        else:
            _copy_files(host, places, progress)
        mark = _define(host, domain, relocation, mark)
    finally:
        settle(host, domain, mark)


def _copy_files(host: LibvirtHost, places: dict[str, str], progress: Progress) -> None:
    for old, new in places.items():
        progress.check()
        with progress.step(f"Move disk {posixpath.basename(old)}") as step:
            host.files.make_folder(posixpath.dirname(new))
            copy_file(host.files, old, host.files, new, step)
    progress.check()


def _copy_running(host: LibvirtHost, domain: libvirt.virDomain, places: dict[str, str], progress: Progress) -> None:
    """Copy all, then turn to the copies together, which nobody can cancel."""
    with progress.step("Move virtual hard disks") as step:
        devices: list[str] = []
        for element in parse(domain.XMLDesc(0)).findall("devices/disk"):
            old, device = source_path(element), attribute(element, "target", "dev")
            if old in places:
                step.check()
                _begin_copy(host, domain, device, (old, places[old]), step)
                devices.append(device)
        machine_id = UUID(domain.UUIDString())
        host.events.wait_for(machine_id, lambda: _are_ready(domain, devices, step), math.inf, step.check)
        step.check()
        for device in devices:
            domain.blockJobAbort(device, libvirt.VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT)


def _begin_copy(
    host: LibvirtHost, domain: libvirt.virDomain, device: str, way: tuple[str, str], progress: Progress
) -> None:
    old, new = way
    facts = host.files.disk_facts(old)
    if facts is None:
        raise missing_error(old)
    host.files.make_folder(posixpath.dirname(new))
    host.files.create_disk(NewDisk(new, facts.format, facts.virtual_size), progress)
    element = ET.Element("disk", type="file")
    put(element, "source", file=new)
    put(element, "driver", type=facts.format)
    domain.blockCopy(device, to_text(element), None, _COPY)


def _are_ready(domain: libvirt.virDomain, devices: list[str], progress: Progress) -> bool:
    """Whether all copies have what the originals have, and go on so."""
    mirrors = _mirrors(domain)
    done = total = 0
    for device in devices:
        if device not in mirrors:
            raise StorageError(
                f"The disk {device} of {domain.name()} cannot be moved.",
                cause="QEMU gave up copying it: the new place is full, or the virtual machine was turned off.",
                action="Look at the free space of the new path, then try again.",
                object_name=domain.name(),
            )
        facts = domain.blockJobInfo(device, 0)
        done, total = done + facts.get("cur", 0), total + facts.get("end", 0)
    if total:
        progress.report(min(100.0, 100 * done / total))
    return all(mirrors.values())


def _mirrors(domain: libvirt.virDomain) -> dict[str, bool]:
    """The devices that are being copied, and whether the copy is ready."""
    found = {}
    for element in parse(domain.XMLDesc(0)).findall("devices/disk"):
        mirror = element.find("mirror")
        if mirror is not None:
            found[attribute(element, "target", "dev")] = mirror.get("ready") == "yes"
    return found


def _define(host: LibvirtHost, domain: libvirt.virDomain, relocation: Relocation, mark: MoveMark) -> MoveMark:
    """Say in the lasting definition where the disks are. From here on there is no way back."""
    flags = libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE
    snapshots = domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)
    checkpoints = [(relocation.apply_to_checkpoint(s.getXMLDesc(flags)), bool(s.isCurrent())) for s in snapshots]
    root = parse(config_xml(domain))
    relocation.apply(root)
    there = replace(mark, checkpoints=checkpoints, there=True)
    write_mark(root, there)
    host.handle.defineXML(to_text(root))
    if domain.isActive():
        live = parse(domain.XMLDesc(0))
        relocation.apply(live)
        set_own_metadata(domain, own_metadata(live), libvirt.VIR_DOMAIN_AFFECT_LIVE)
    return there


def settle(host: LibvirtHost, domain: libvirt.virDomain, mark: MoveMark) -> None:
    """Keep the files that the machine uses, delete the others, and take the mark away."""
    if domain.isActive():
        for device in _mirrors(domain):
            with contextlib.suppress(libvirt.libvirtError):
                domain.blockJobAbort(device, 0)
    used = _used_paths(domain)
    for text, current in mark.checkpoints:
        redefine(domain, parse(text), current=current)
    for path in (*mark.made, *mark.left):
        if path not in used:
            host.files.delete_file(path)
            host.files.discard_partial(path)
    for folder in (*mark.made_folders, mark.left_folder):
        if folder:
            host.files.remove_folder(folder)  # only where it is empty
    store_mark(domain, None)


def _used_paths(domain: libvirt.virDomain) -> set[str]:
    roots = [parse(config_xml(domain)), parse(domain.XMLDesc(0))]
    return {source_path(element) for root in roots for element in root.findall("devices/disk")}
