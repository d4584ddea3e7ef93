"""Changing the hardware of a machine, off or running. The existing definition is edited, never made anew, so what
this product has no word for stays as somebody made it."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Sequence
from uuid import UUID

import libvirt

from vmmconsole.model.errors import StateError, VMMError
from vmmconsole.model.hardware import Hardware
from vmmconsole.providers.contract import Capabilities, HardwareChange, Progress

from .changes import all_changes
from .checks import check_hardware, check_media
from .creation import paths_of_others
from .disks import Origin, check_disks, make_disk, plan_disks
from .domain_read import DomainView, read_domain, source_path
from .domain_xml import set_own_facts
from .facts import maximum_cpus, total_memory_mb
from .faults import faults
from .host import LibvirtHost, config_xml, set_own_metadata
from .target import Change, Target
from .xmltree import metadata_of, own_metadata, parse, put, to_text


def reconfigure(
    host: LibvirtHost, machine_id: UUID, change: HardwareChange, capabilities: Capabilities, progress: Progress
) -> None:
    """Give a machine other hardware.

    Raises:
        StateError: the machine must be off for it; says for what.
    """
    domain = host.domain(machine_id)
    name = domain.name()
    with faults(f"The hardware of {name} cannot be changed.", name):
        target = _target(host, domain, change.target, capabilities)
        changes = all_changes(target)
        _refuse_impossible(domain, target.view, changes)
        works = list(target.works.values())
        _discard_leftovers(host, target)
        check_disks(works, host.files)
        _apply(host, domain, target, changes, progress)
        if change.autostart is not None and bool(domain.autostart()) != change.autostart:
            domain.setAutostart(int(change.autostart))
        _delete_files(host, domain, change.delete_files, progress)
    host.events.machine_changed(machine_id)


def _target(host: LibvirtHost, domain: libvirt.virDomain, hardware: Hardware, capabilities: Capabilities) -> Target:
    root = parse(config_xml(domain))
    view = read_domain(root)
    handle = host.handle
    check_hardware(hardware, capabilities, memory_mb=total_memory_mb(handle), cpus=maximum_cpus(handle))
    known = {d.iso_path for d in view.hardware.virtual_dvd_drives}
    check_media(hardware, host.files, known=frozenset(known))
    live_root = parse(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_SECURE)) if domain.isActive() else None
    present = {d.id for d in view.hardware.virtual_disk_drives}
    added = [d for d in hardware.virtual_disk_drives if d.id not in present]
    taken = [posixpath.basename(d.virtual_hard_disk.location)
             for d in view.hardware.virtual_disk_drives if d.virtual_hard_disk]  # fmt: skip
    works = plan_disks(added, view.name, view.folder, host.files, taken_names=taken)
    return Target(
        host=host,
        root=root,
        view=view,
        live=None if live_root is None else read_domain(live_root),
        live_root=live_root,
        hardware=hardware,
        works={work.drive.id: work for work in works},
        networks=host.network_targets(),
    )


def _refuse_impossible(domain: libvirt.virDomain, view: DomainView, changes: Sequence[Change]) -> None:
    if view.under_creation:
        raise StateError(
            f"The hardware of {view.name} cannot be changed.",
            cause="It is still being made.",
            action="Wait until its creation has ended.",
        )
    if not changes:
        return
    if domain.isActive():
        needs_off = [change.title for change in changes if change.live is None]
        if needs_off:
            raise StateError(
                f"The hardware of {view.name} cannot be changed while it runs.",
                cause=f"It must be off to {'; '.join(needs_off)}.",
                action="Shut it down, make the change, and start it again.",
                object_name=view.name,
            )
    elif domain.hasManagedSaveImage():
        raise StateError(
            f"The hardware of {view.name} cannot be changed.",
            cause="It has a saved state, which fits only the hardware it has.",
            action="Start and shut it down, or discard the saved state.",
            object_name=view.name,
        )


def _discard_leftovers(host: LibvirtHost, target: Target) -> None:
    """What an interrupted run made for drives that never came about."""
    mark = metadata_of(target.root)
    for made in [] if mark is None else mark.findall("made"):
        path = made.get("path", "")
        if all(source_path(e) != path for e in target.root.findall("devices/disk")):
            host.files.delete_file(path)
            host.files.discard_partial(path)
        if mark is not None:
            mark.remove(made)


def _apply(
    host: LibvirtHost, domain: libvirt.virDomain, target: Target, changes: Sequence[Change], progress: Progress
) -> None:
    """Make the disk files, change the running machine, and last the definition. When something fails, the definition
    gets what was done to the running machine, and files that came to nothing are deleted."""
    done: list[Change] = []
    made: list[str] = []
    try:
        _make_disks(host, domain, target, made, progress)
        if target.live is not None:
            for change in changes:
                progress.check()
                with progress.step(change.title[:1].upper() + change.title[1:]):
                    if change.live is not None:
                        change.live(domain)
                done.append(change)
        else:
            done = list(changes)
        with progress.step("Change the definition"):
            _define(host, target, done)
    except BaseException:
        kept = {change.made_path for change in done} if target.live is not None else set()
        with contextlib.suppress(VMMError, libvirt.libvirtError):
            if target.live is not None and done:
                _define(host, target, done)
            for path in made:
                if path not in kept:
                    host.files.delete_file(path)
        raise


def _make_disks(
    host: LibvirtHost, domain: libvirt.virDomain, target: Target, made: list[str], progress: Progress
) -> None:
    works = [work for work in target.works.values() if work.made_path]
    if not works:
        return
    mark = own_metadata(parse(config_xml(domain)))
    for work in works:
        put(mark, "made", path=work.made_path)
    if domain.isPersistent():
        set_own_metadata(domain, mark, libvirt.VIR_DOMAIN_AFFECT_CONFIG)
    for work in works:
        host.files.make_folder(posixpath.dirname(work.made_path))
        make_disk(work, host.files, progress)
        made.append(work.made_path)


def _define(host: LibvirtHost, target: Target, done: Sequence[Change]) -> None:
    for change in done:
        if not change.edited:
            change.edit()
            change.edited = True
    set_own_facts(target.root, target.hardware)
    _mark_used_files(target)
    host.handle.defineXML(to_text(target.root))


def _mark_used_files(target: Target) -> None:
    mark = own_metadata(target.root)
    in_place = {w.file.path for w in target.works.values() if w.origin is Origin.IN_PLACE}
    known = {e.get("path", "") for e in mark.findall("used")}
    for path in sorted(in_place - known):
        put(mark, "used", path=path)


def _delete_files(host: LibvirtHost, domain: libvirt.virDomain, paths: Sequence[str], progress: Progress) -> None:
    """Delete the files of removed drives, but none that anything still uses, nor one that was only used in place."""
    if not paths:
        return
    root = parse(config_xml(domain))
    present = {source_path(e) for e in root.findall("devices/disk")} | read_domain(root).used_files
    others = paths_of_others(host, UUID(domain.UUIDString()))
    for path in paths:
        if path and path not in present and path not in others:
            with progress.step(f"Delete {posixpath.basename(path)}"):
                host.files.delete_file(path)
