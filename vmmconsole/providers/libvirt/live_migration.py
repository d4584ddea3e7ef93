"""Live migration between two libvirt hosts: memory over a socket from QEMU to QEMU, disks with it where they move."""

from __future__ import annotations

import contextlib
import posixpath
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import libvirt

from vmmconsole.model.errors import HostError, HostUnreachableError, VMMError
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.movement import Move

from .checkpoints import redefine
from .creation import files_of
from .domain_read import read_domain, source_path
from .faults import error_from, is_gone
from .host import LibvirtHost, config_xml
from .long_calls import run_abortable
from .moving_files import check_room, copy_file, missing_folders
from .moving_mark import MoveMark, mark_of, store_mark, write_mark
from .relocation import Relocation, missing_images, new_places
from .storage import NewDisk, missing_error
from .xmltree import attribute, parse, to_text

_FLAGS = (
    libvirt.VIR_MIGRATE_LIVE
    | libvirt.VIR_MIGRATE_PERSIST_DEST
    | libvirt.VIR_MIGRATE_UNDEFINE_SOURCE
    | libvirt.VIR_MIGRATE_ABORT_ON_ERROR
    | libvirt.VIR_MIGRATE_AUTO_CONVERGE
)
_SECRETS = libvirt.VIR_DOMAIN_XML_SECURE


@dataclass(slots=True)
class Crossing:
    """A machine on its way between two hosts."""

    source: LibvirtHost
    target: LibvirtHost
    domain: libvirt.virDomain
    mark: MoveMark
    relocation: Relocation
    variables: tuple[str, str] | None = None
    """Where the firmware keeps its variables, and where it shall."""

    @property
    def disks(self) -> dict[str, str]:
        """The new path of each disk that goes elsewhere."""
        kept = "" if self.variables is None else self.variables[0]
        return {old: new for old, new in self.relocation.paths.items() if old != kept}


def prepare(
    source: LibvirtHost, target: LibvirtHost, domain: libvirt.virDomain, move: Move, *, disks: bool
) -> Crossing:
    """Find out what changes, and that there is room for it. Changes nothing."""
    root = parse(config_xml(domain))
    view = read_domain(root)
    shared = source.local and target.local
    places = new_places(view, move, shared=shared) if disks else {}
    folder = posixpath.join(move.folder, view.name) if disks and move.folder and view.own_folder else ""
    nvram, variables = root.findtext("os/nvram", ""), None
    if nvram.startswith("/"):
        variables = nvram, posixpath.join(folder or view.folder, f"{view.name}_VARS.fd")
        if not shared or variables[0] != variables[1]:
            places[nvram] = variables[1]
        else:
            variables = None
    own, missing = files_of(source, domain, view), missing_images(view, target.files)
    relocation = Relocation(places, folder, move.networks, target.network_targets(), missing)
    relocation.apply(root)  # that all networks are there
    mark = MoveMark(
        move.id,
        host=target.connection.uri,
        made=list(places.values()),
        left=[path for path in places if path in own or path == nvram],
        left_folder=view.own_folder if (folder and folder != view.own_folder) or not shared else "",
        autostart=bool(domain.autostart()),
    )
    check_room(source, target, places)
    mark.made_folders = missing_folders(target, [posixpath.dirname(path) for path in places.values()])
    return Crossing(source, target, domain, mark, relocation, variables)


def migrate_live(crossing: Crossing, progress: Progress) -> None:
    """Let a machine go that runs, is paused, or has a saved state, which is restored for it.

    Raises:
        VMMError: it failed or was cancelled; the machine is on its old host as it was.
    """
    source, domain, mark = crossing.source, crossing.domain, crossing.mark
    machine_id = UUID(domain.UUIDString())
    mark.saved = not domain.isActive()
    store_mark(domain, mark)
    try:
        _make_files(crossing, progress)
        progress.check()
        if mark.saved:
            with progress.step("Restore saved state, paused"):
                domain.createWithFlags(libvirt.VIR_DOMAIN_START_PAUSED)
        put_checkpoints_aside(domain, mark)
        progress.check()
        with progress.step("Migrate virtual machine") as step:
            _migrate(crossing, step)
    except BaseException as err:
        if source.find(machine_id) is None or _is_there(crossing.target, machine_id, mark.id):
            return  # it went over after all
        undo(source, crossing.target, domain, mark)
        failure = _as_host_error(err)
        if failure is err:
            raise
        raise failure from err


def _as_host_error(err: BaseException) -> BaseException:
    """The error itself; that the other host went away says nothing of this host's connection."""
    known = err
    if isinstance(err, libvirt.libvirtError):
        known = error_from("The virtual machine cannot be migrated.", err)
    if not isinstance(known, HostUnreachableError):
        return err
    return HostError(
        known.problem,
        cause=known.cause or "The other host went away.",
        action="The virtual machine is where it was. Migrate it again when both hosts answer.",
        details=known.details,
    )


def _is_there(target: LibvirtHost, machine_id: UUID, move_id: UUID) -> bool:
    with contextlib.suppress(libvirt.libvirtError, VMMError):
        there = target.find(machine_id)
        return there is not None and has_arrived(there, move_id)
    return False


def has_arrived(there: libvirt.virDomain, move_id: UUID) -> bool:
    """Whether a host has the machine for good, by this very move. One that only comes in has no mark yet."""
    try:
        mark = mark_of(there) if there.isPersistent() else None
    except libvirt.libvirtError as err:
        if is_gone(err):
            return False
        raise
    return mark is not None and mark.id == move_id and mark.there


def _make_files(crossing: Crossing, progress: Progress) -> None:
    """On the other host: empty disks, which the migration fills, and the variables of the firmware."""
    source, target = crossing.source.files, crossing.target.files
    with progress.step("Prepare the other host") as step:
        for old, new in crossing.disks.items():
            target.make_folder(posixpath.dirname(new))
            facts = source.disk_facts(old)
            if facts is None:
                raise missing_error(old)
            target.create_disk(NewDisk(new, facts.format, facts.virtual_size), step)
        copy_variables(crossing, step)


def copy_variables(crossing: Crossing, progress: Progress) -> None:
    """Copy what the firmware keeps."""
    if crossing.variables is not None:
        old, new = crossing.variables
        crossing.target.files.make_folder(posixpath.dirname(new))
        copy_file(crossing.source.files, old, crossing.target.files, new, progress)


def put_checkpoints_aside(domain: libvirt.virDomain, mark: MoveMark) -> None:
    """libvirt moves no machine with checkpoints: their descriptions travel in the mark."""
    snapshots = domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL)
    flags = libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE
    mark.checkpoints = [(str(s.getXMLDesc(flags)), bool(s.isCurrent())) for s in snapshots]
    if mark.checkpoints:
        store_mark(domain, mark)
        for snapshot in domain.listAllSnapshots():
            snapshot.delete(libvirt.VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY)


def bring_checkpoints_back(domain: libvirt.virDomain, mark: MoveMark) -> None:
    """Tell libvirt of the checkpoints again; of those that it knows already nothing changes."""
    known = {snapshot.getName() for snapshot in domain.listAllSnapshots()}
    for text, current in mark.checkpoints:
        root = parse(text)
        if root.findtext("name", "") not in known:
            redefine(domain, root, current=current)


def arriving_definition(crossing: Crossing) -> str:
    """The lasting definition on the other host, with the mark that says what is left to do."""
    root = parse(config_xml(crossing.domain))
    crossing.relocation.apply(root)
    mark = crossing.mark
    there = [(crossing.relocation.apply_to_checkpoint(text), current) for text, current in mark.checkpoints]
    write_mark(root, replace(mark, made=[], made_folders=[], checkpoints=there, there=True))
    return to_text(root)


def _migrate(crossing: Crossing, progress: Progress) -> None:
    domain, target = crossing.domain, crossing.target
    live = parse(domain.XMLDesc(_SECRETS | libvirt.VIR_DOMAIN_XML_MIGRATABLE))
    moved = [
        attribute(element, "target", "dev")
        for element in live.findall("devices/disk")
        if source_path(element) in crossing.disks
    ]
    crossing.relocation.apply(live)
    parameters: dict[str, Any] = {
        libvirt.VIR_MIGRATE_PARAM_DEST_XML: to_text(live),
        libvirt.VIR_MIGRATE_PARAM_PERSIST_XML: arriving_definition(crossing),
    }
    flags = _FLAGS | libvirt.VIR_MIGRATE_UNSAFE  # which files both reach is known here, not to libvirt
    if moved:
        flags |= libvirt.VIR_MIGRATE_NON_SHARED_DISK
        parameters[libvirt.VIR_MIGRATE_PARAM_MIGRATE_DISKS] = moved
    if domain.state()[0] == libvirt.VIR_DOMAIN_PAUSED:
        flags |= libvirt.VIR_MIGRATE_PAUSED
    with _sockets(crossing.source, target, disks=bool(moved)) as place:
        parameters.update(place)
        run_abortable(domain, lambda: domain.migrate3(target.handle, parameters, flags), progress)


@contextlib.contextmanager
def _sockets(source: LibvirtHost, target: LibvirtHost, *, disks: bool) -> Iterator[dict[str, str]]:
    """Where QEMU meets QEMU. Two daemons of one user use sockets that nobody else can open; two of one computer its
    loopback address; between computers libvirt finds the way by the other one's name."""
    if not (source.local and target.local):
        yield {}
    elif source.session and target.session:
        folder = tempfile.mkdtemp(prefix="vmm-")
        try:
            place = {libvirt.VIR_MIGRATE_PARAM_URI: f"unix://{folder}/memory"}
            if disks:
                place[libvirt.VIR_MIGRATE_PARAM_DISKS_URI] = f"unix://{folder}/disks"
            yield place
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    else:
        yield {
            libvirt.VIR_MIGRATE_PARAM_URI: "tcp://127.0.0.1",
            libvirt.VIR_MIGRATE_PARAM_LISTEN_ADDRESS: "127.0.0.1",
        }


def undo(source: LibvirtHost, target: LibvirtHost, domain: libvirt.virDomain, mark: MoveMark) -> None:
    """Bring a machine that did not go back to what it was; what the other host has of it is deleted. The mark stays
    where that could not be done, so that the next run does it."""
    del source
    clean = False
    with contextlib.suppress(VMMError, libvirt.libvirtError):
        if mark.host == target.connection.uri:
            for path in mark.made:
                target.files.delete_file(path)
                target.files.discard_partial(path)
            for folder in mark.made_folders:
                target.files.remove_folder(folder)
        clean = True
    with contextlib.suppress(VMMError, libvirt.libvirtError):
        bring_checkpoints_back(domain, mark)
        if mark.saved and domain.isActive():
            domain.managedSave(libvirt.VIR_DOMAIN_SAVE_RUNNING)
        if clean:
            store_mark(domain, None)
