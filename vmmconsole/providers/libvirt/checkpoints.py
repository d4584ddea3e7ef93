"""Checkpoints: libvirt's snapshots inside qcow2 disks.

A checkpoint of ours is named by its ID; the name and description that people see stand in the snapshot's description,
first line and rest, because libvirt cannot rename a snapshot.
"""

from __future__ import annotations

import contextlib
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from uuid import UUID, uuid5

import libvirt

from vmmconsole.model.errors import CapabilityError, NotFoundError, StateError
from vmmconsole.model.noun import Ref
from vmmconsole.model.virtual_machine import VMCheckpoint
from vmmconsole.providers.contract import Progress

from .domain_read import DomainView, read_domain
from .faults import faults, is_gone
from .host import LibvirtHost, view_of
from .power import mark_start
from .xmltree import attribute, number, parse, put, set_text, to_text

_OFF = {"shutoff", "crashed", "disk-snapshot", "nostate", ""}


def checkpoints_of(domain: libvirt.virDomain) -> list[VMCheckpoint]:
    """All checkpoints of a machine, oldest first."""
    machine_id, machine_name = UUID(domain.UUIDString()), domain.name()
    current = ""
    with contextlib.suppress(libvirt.libvirtError):
        current = domain.snapshotCurrent().getName()
    found = []
    for snapshot in domain.listAllSnapshots():
        try:
            root = parse(snapshot.getXMLDesc())
        except libvirt.libvirtError as err:
            if is_gone(err):
                continue
            raise
        found.append(_checkpoint(root, Ref(kind="VM", id=machine_id, name=machine_name), current))
    return sorted(found, key=lambda c: (c.added_at, c.native_name))


def _checkpoint(root: ET.Element, machine: Ref, current: str) -> VMCheckpoint:
    native = root.findtext("name", "")
    name, description = _texts(native, root.findtext("description", ""))
    parent = root.findtext("parent/name", "")
    made_at = datetime.fromtimestamp(number(root.findtext("creationTime")), UTC)
    return VMCheckpoint(
        id=checkpoint_id_of(machine.id, native),
        name=name,
        description=description,
        vm=machine,
        native_name=native,
        parent_checkpoint_id=checkpoint_id_of(machine.id, parent) if parent else None,
        is_current=native == current,
        with_memory=attribute(root, "memory", "snapshot", "no") != "no" and root.findtext("state", "") not in _OFF,
        added_at=made_at,
        modified_at=made_at,
    )


def checkpoint_id_of(machine_id: UUID, native_name: str) -> UUID:
    """A checkpoint's ID: its native name where that is one, else derived from it."""
    try:
        return UUID(native_name)
    except ValueError:
        return uuid5(machine_id, native_name)


def _texts(native: str, description: str) -> tuple[str, str]:
    """Name and description, as people see them."""
    try:
        UUID(native)
    except ValueError:
        return native, description
    name, _, rest = description.partition("\n")
    return name or native, rest


def create_checkpoint(
    host: LibvirtHost, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
) -> VMCheckpoint:
    """Make a checkpoint, with memory when the machine runs."""
    domain = host.domain(machine_id)
    with faults(f"The checkpoint “{name}” cannot be created.", domain.name()):
        if _find(domain, checkpoint_id) is None:
            _refuse_impossible(host, domain)
            root = ET.Element("domainsnapshot")
            put(root, "name", str(checkpoint_id))
            put(root, "description", _description(name, description))
            text = to_text(root)
            progress.check()
            with progress.step("Create checkpoint"):
                domain.snapshotCreateXML(text, 0)
            host.events.machine_changed(machine_id)
        return next(c for c in checkpoints_of(domain) if c.id == checkpoint_id)


def _description(name: str, description: str) -> str:
    return f"{' '.join(name.splitlines())}\n{description}"


def _refuse_impossible(host: LibvirtHost, domain: libvirt.virDomain) -> None:
    """What libvirt would refuse with words that help nobody, or do and never be able to go back to."""
    view = read_domain(parse(domain.XMLDesc(0)))
    problem = _impossible(host, view, running=bool(domain.isActive()))
    if problem:
        raise CapabilityError(
            f"{view.name} cannot have a checkpoint now.",
            cause=problem[0],
            action=problem[1],
            object_name=view.name,
        )


def _impossible(host: LibvirtHost, view: DomainView, *, running: bool) -> tuple[str, str] | None:
    if view.has_pflash:
        return (
            "It starts by UEFI firmware, whose state is not part of a checkpoint.",
            "Copy the disks while the machine is off instead.",
        )
    disks = [d.virtual_hard_disk for d in view.hardware.virtual_disk_drives]
    if not any(disks):
        return "It has no virtual hard disk that could hold the checkpoint.", "Add a qcow2 disk."
    for disk in disks:
        if disk is not None and disk.format != "qcow2":
            return (
                f"The disk {disk.location} is in {disk.format} format; only qcow2 holds checkpoints.",
                "Convert the disk to qcow2.",
            )
    if view.cpus_were_added and running:
        return (
            "Processors were added while it ran; QEMU could not go back to such a checkpoint.",
            "Stop and start it, or make the checkpoint while it is off.",
        )
    if not running and any(d is not None and host.files.disk_facts(d.location) is None for d in disks):
        return "A disk file of it is missing.", "Restore the file or remove the drive."
    return None


def _find(domain: libvirt.virDomain, checkpoint_id: UUID) -> libvirt.virDomainSnapshot | None:
    machine_id = UUID(domain.UUIDString())
    for snapshot in domain.listAllSnapshots():
        if checkpoint_id_of(machine_id, snapshot.getName()) == checkpoint_id:
            return snapshot
    return None


def _existing(domain: libvirt.virDomain, checkpoint_id: UUID) -> libvirt.virDomainSnapshot:
    found = _find(domain, checkpoint_id)
    if found is None:
        raise NotFoundError(
            "The checkpoint is not on the host.",
            cause=f"{domain.name()} has no checkpoint with the ID {checkpoint_id}.",
            action="Refresh the virtual machine.",
        )
    return found


def restore_checkpoint(host: LibvirtHost, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
    """Go back to a checkpoint. One with memory runs afterwards, one without is off."""
    domain = host.domain(machine_id)
    with faults("The checkpoint cannot be restored.", domain.name()):
        snapshot = _existing(domain, checkpoint_id)
        if domain.hasManagedSaveImage():
            raise StateError(
                f"{domain.name()} cannot go back to a checkpoint.",
                cause="It has a saved state, which would not fit the disks any more.",
                action="Discard the saved state or start the virtual machine, then restore the checkpoint.",
            )
        progress.check()
        with progress.step("Restore checkpoint"):
            try:
                domain.revertToSnapshot(snapshot, 0)
            except libvirt.libvirtError as err:
                if err.get_error_code() != libvirt.VIR_ERR_SNAPSHOT_REVERT_RISKY:
                    raise
                domain.revertToSnapshot(snapshot, libvirt.VIR_DOMAIN_SNAPSHOT_REVERT_FORCE)
            if domain.isActive():
                mark_start(domain)
    host.events.machine_changed(machine_id)


def remove_checkpoint(host: LibvirtHost, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
    """Delete a checkpoint; one that is gone is no error."""
    domain = host.domain(machine_id)
    with faults("The checkpoint cannot be removed.", domain.name()):
        snapshot = _find(domain, checkpoint_id)
        if snapshot is None:
            return
        progress.check()
        with progress.step("Remove checkpoint"):
            snapshot.delete(0)
    host.events.machine_changed(machine_id)


def rename_checkpoint(host: LibvirtHost, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
    """Change a checkpoint's name and description.

    Raises:
        CapabilityError: a checkpoint made elsewhere keeps its name.
    """
    domain = host.domain(machine_id)
    with faults("The checkpoint cannot be renamed.", domain.name()):
        snapshot = _existing(domain, checkpoint_id)
        native = snapshot.getName()
        root = parse(snapshot.getXMLDesc(libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE))
        ours = native == str(checkpoint_id)
        if not ours and name != native:
            raise CapabilityError(
                f"The checkpoint “{native}” cannot be renamed.",
                cause="It was made by another program, and libvirt cannot rename a snapshot.",
                action="Change its description only, or make a new checkpoint.",
            )
        set_text(root, "description", _description(name, description) if ours else description)
        redefine(domain, root, current=bool(snapshot.isCurrent()))
    host.events.machine_changed(machine_id)


def redefine(domain: libvirt.virDomain, root: ET.Element, *, current: bool) -> None:
    """Give libvirt a snapshot's description anew; the snapshot itself stays as it is."""
    disks = root.find("disks")
    if disks is not None:
        for left_out in disks.findall("disk[@snapshot='no']"):  # libvirt writes these, and refuses to read them
            disks.remove(left_out)
    flags = libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE
    if current:
        flags |= libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT
    domain.snapshotCreateXML(to_text(root), flags)


def rename_machine(host: LibvirtHost, machine_id: UUID, name: str) -> None:
    """Rename a machine. libvirt renames none with snapshots, so their descriptions are put aside meanwhile."""
    domain = host.domain(machine_id)
    with faults(f"{domain.name()} cannot be renamed.", domain.name()):
        if domain.name() == name:
            return
        _refuse_rename(domain)
        snapshots = [
            (parse(s.getXMLDesc(libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE)), bool(s.isCurrent()))
            for s in domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)
        ]
        for snapshot in domain.listAllSnapshots():
            snapshot.delete(libvirt.VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY)
        try:
            domain.rename(name, 0)
        finally:
            domain = host.domain(machine_id)
            for root, current in snapshots:
                for inner in (root.find("domain"), root.find("inactiveDomain")):
                    if inner is not None:
                        set_text(inner, "name", domain.name())
                redefine(domain, root, current=current)
    host.events.machine_changed(machine_id)


def _refuse_rename(domain: libvirt.virDomain) -> None:
    for reason, action, holds in (
        ("It is running.", "Stop it first.", domain.isActive()),
        ("It has a saved state.", "Discard the saved state or start and stop it first.", domain.hasManagedSaveImage()),
        ("It is still being made.", "Wait until its creation has ended.", view_of(domain).under_creation),
    ):
        if holds:
            raise StateError(f"{domain.name()} cannot be renamed.", cause=reason, action=action)
