"""Moving machines between libvirt hosts, and their disks on one: the ways, and going on where a run was killed."""

from __future__ import annotations

import contextlib
from uuid import UUID

import libvirt

from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError
from vmmconsole.model.status import TransferType
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.movement import Move, MoveWay
from vmmconsole.providers.transfer import PastCancelling

from .creation import UNDEFINE_FLAGS, check_name
from .disk_migration import move_disks, settle
from .faults import faults, is_gone
from .host import LibvirtHost
from .live_migration import (
    Crossing,
    arriving_definition,
    bring_checkpoints_back,
    copy_variables,
    has_arrived,
    migrate_live,
    prepare,
    put_checkpoints_aside,
    undo,
)
from .long_calls import run_abortable
from .moving_mark import mark_of, store_mark
from .ways import find_way

_INCOMING_SECONDS = 15.0
"""How long a machine that was on its way when the engine was killed may take to go from the other host again."""


def move(source: LibvirtHost, target: LibvirtHost, machine_id: UUID, move: Move, progress: Progress) -> None:
    """See `Provider.move`."""
    with faults("The virtual machine cannot be moved."):
        if source is target:
            _stay(source, machine_id, move, progress)
        else:
            _cross(source, target, machine_id, move, progress)
    for host in {id(source): source, id(target): target}.values():
        host.events.machine_changed(machine_id)


def _stay(host: LibvirtHost, machine_id: UUID, move: Move, progress: Progress) -> None:
    domain = host.domain(machine_id)
    mark = mark_of(domain)
    if mark is not None:
        with progress.step("Complete what an interrupted run left"):
            settle(host, domain, mark)
    _require_way(host, host, domain, move)
    move_disks(host, domain, move, progress)


def _cross(source: LibvirtHost, target: LibvirtHost, machine_id: UUID, move: Move, progress: Progress) -> None:
    here, there = source.find(machine_id), target.find(machine_id)
    if here is None:
        if there is None:
            raise NotFoundError(
                "The virtual machine is on neither host.",
                cause=f"None of them has a virtual machine with the ID {machine_id}.",
                action="Refresh both hosts.",
            )
        _arrive(source, target, machine_id, move, progress)
        return
    if there is not None and has_arrived(there, move.id):
        _leave(here)
        _arrive(source, target, machine_id, move, progress)
        return
    _take_back(source, target, here, move)
    if target.find(machine_id) is not None:
        raise ConflictError(
            f"The virtual machine {here.name()} cannot be moved.",
            cause="The other host has a virtual machine with the same ID.",
            action="Remove one of the two.",
            object_name=here.name(),
        )
    check_name(target, here.name(), machine_id)
    way = _require_way(source, target, here, move)
    crossing = prepare(source, target, here, move, disks=way.moves_disks)
    if way.transfer is TransferType.SHARED_STORAGE:
        _hand_over(crossing, progress)
    else:
        migrate_live(crossing, progress)
    left = source.find(machine_id)
    if left is not None:
        _leave(left)
    _arrive(source, target, machine_id, move, progress)


def _hand_over(crossing: Crossing, progress: Progress) -> None:
    """Define a machine that is off on the other host, which reaches its disks, and forget it here."""
    store_mark(crossing.domain, crossing.mark)
    try:
        put_checkpoints_aside(crossing.domain, crossing.mark)
        progress.check()
        with progress.step("Define on the other host") as step:
            copy_variables(crossing, step)
            crossing.target.handle.defineXML(arriving_definition(crossing))
    except BaseException:
        undo(crossing.source, crossing.target, crossing.domain, crossing.mark)
        raise


def _arrive(source: LibvirtHost, target: LibvirtHost, machine_id: UUID, move: Move, progress: Progress) -> None:
    """What is left to do once the other host has the machine: nobody can cancel that."""
    domain = target.domain(machine_id)
    mark = mark_of(domain)
    if mark is None or mark.id != move.id:
        return
    with PastCancelling(progress).step("Complete the migration") as step:
        bring_checkpoints_back(domain, mark)
        if mark.autostart:
            domain.setAutostart(1)
        if domain.isActive() and domain.state()[0] == libvirt.VIR_DOMAIN_PAUSED:
            _take_disks_over(domain)
        if mark.saved and domain.isActive():
            run_abortable(domain, lambda: domain.managedSave(libvirt.VIR_DOMAIN_SAVE_RUNNING), step)
        for path in mark.left:
            source.files.delete_file(path)
        if mark.left_folder:
            source.files.remove_folder(mark.left_folder)
        store_mark(domain, None)


def _take_disks_over(domain: libvirt.virDomain) -> None:
    """QEMU takes a paused machine's disks over when it runs for the first time, and until then dies of being saved."""
    domain.resume()
    domain.suspend()


def _leave(here: libvirt.virDomain) -> None:
    """Forget the machine on its old host, where it runs no more; its files are the new one's business."""
    if here.isActive():
        if here.state()[0] != libvirt.VIR_DOMAIN_PAUSED:
            raise ConflictError(
                f"The virtual machine {here.name()} is on both hosts.",
                cause="It runs on its old host although the new one has it.",
                action="Turn it off where it should not be.",
                object_name=here.name(),
            )
        here.destroy()
    keep_variables = UNDEFINE_FLAGS & ~libvirt.VIR_DOMAIN_UNDEFINE_NVRAM | libvirt.VIR_DOMAIN_UNDEFINE_KEEP_NVRAM
    with contextlib.suppress(libvirt.libvirtError):  # one without a lasting definition is gone by now
        here.undefineFlags(keep_variables)


def _take_back(source: LibvirtHost, target: LibvirtHost, here: libvirt.virDomain, move: Move) -> None:
    """Undo what a run left that was killed before the machine went over."""
    mark = mark_of(here)
    if mark is None:
        return
    machine_id = UUID(here.UUIDString())
    if mark.id == move.id and not target.events.wait_for(
        machine_id, lambda: _is_away(target, machine_id), _INCOMING_SECONDS
    ):
        return  # a conflict that a person has to look at
    state, reason = here.state()
    if state == libvirt.VIR_DOMAIN_PAUSED and reason == libvirt.VIR_DOMAIN_PAUSED_MIGRATION and not mark.saved:
        here.resume()
    undo(source, target, here, mark)


def _is_away(target: LibvirtHost, machine_id: UUID) -> bool:
    there = target.find(machine_id)
    try:
        return there is None or bool(there.isPersistent())
    except libvirt.libvirtError as err:
        if is_gone(err):
            return True
        raise


def _require_way(source: LibvirtHost, target: LibvirtHost, domain: libvirt.virDomain, move: Move) -> MoveWay:
    way = find_way(source, target, domain, move)
    if way.transfer is None:
        raise CapabilityError(
            f"The virtual machine {domain.name()} cannot be moved there.",
            cause=" ".join(way.obstacles) or "There is no direct way.",
            action="Choose another host or path, or take away what hinders it.",
            object_name=domain.name(),
        )
    return way
