"""Chooses how a virtual machine goes from one provider to another, and does it.

Between hosts of one domain of movement the provider that has the machine does it. What cannot go so is copied while it
is off: exported, imported, and removed from the old host when the new one has it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from vmmconsole.model.errors import CapabilityError, NotFoundError, StateError
from vmmconsole.model.status import TransferType, VMStatus, text_of
from vmmconsole.model.virtual_machine import VirtualMachine

from .contract import Progress, Provider
from .movement import Move, MoveWay, no_way


def find_way(
    source: Provider, machine: VirtualMachine, move: Move, *, obstacle: Callable[[], str] | None = None
) -> MoveWay:
    """How the machine can go there, the best way there is. Changes nothing. Who asks for many hosts gives `obstacle`,
    which says as `copy_obstacle` does what keeps the machine from being copied, but finds that out once.

    Raises:
        NotFoundError: it is not on the source.
    """
    direct = source.way_to(machine.id, move) if _may_go_directly(source, move) else no_way()
    if direct.transfer is not None or source is move.target:
        return direct
    copied = _way_by_copy(source, machine, move, obstacle)
    if copied.transfer is None:
        return no_way(*dict.fromkeys([*direct.obstacles, *copied.obstacles]))
    return replace(copied, remarks=tuple(dict.fromkeys([*direct.obstacles, *copied.remarks])))


def move_machine(source: Provider, machine: VirtualMachine, move: Move, progress: Progress) -> None:
    """Let the machine go there. Run again with the same `move.id` it goes on; see `Provider.move`.

    Raises:
        CapabilityError: there is no way.
        VMMError: it failed; the machine is then where it was, but for a host that went away.
    """
    if source is not move.target and move.target.has_imported(machine.id, move.id):
        _let_go(source, machine, progress)
        return
    if _may_go_directly(source, move):
        try:
            direct = source.way_to(machine.id, move)
        except NotFoundError:
            direct = MoveWay(TransferType.STORAGE)  # a run before may have brought it there
        if direct.transfer is not None or source is move.target:
            source.move(machine.id, move, progress)
            return
    way = find_way(source, machine, move)
    if way.transfer is None:
        raise CapabilityError(
            f"The virtual machine '{machine.name}' cannot be moved there.",
            cause=" ".join(way.obstacles),
            action="Choose another host or path, or take away what hinders it.",
            object_name=machine.name,
        )
    _copy(source, machine, move, progress)


def _may_go_directly(source: Provider, move: Move) -> bool:
    if source is move.target:
        return True
    domain = source.movement_domain()
    return bool(domain) and domain == move.target.movement_domain()


def copy_obstacle(source: Provider, machine: VirtualMachine) -> str:
    """What keeps the machine from being copied, whatever the other host; empty when nothing does.

    Raises:
        NotFoundError: it is not on the source.
    """
    try:
        source.export(machine.id)
    except (CapabilityError, StateError) as err:
        return err.cause or err.problem
    return ""


def _way_by_copy(source: Provider, machine: VirtualMachine, move: Move, obstacle: Callable[[], str] | None) -> MoveWay:
    here, there = source.capabilities(), move.target.capabilities()
    if source.platform is not move.target.platform and here.export_format not in there.import_formats:
        return no_way(
            f"A {text_of(source.platform)} virtual machine would have to be converted for "
            f"{text_of(move.target.platform)}, which this version cannot do."
        )
    for side in (here, there):
        if not side.cold_copy:
            return no_way(side.reasons.get("cold_copy", "Its files cannot be copied over the network."))
    if here.export_format not in there.import_formats:
        return no_way("The other host does not take virtual machines in the form in which this one gives them.")
    if machine.status in {VMStatus.RUNNING, VMStatus.PAUSED}:
        return no_way("It is running, and over the network only a virtual machine that is off can be copied.")
    hindered = copy_obstacle(source, machine) if obstacle is None else obstacle()
    if hindered:
        return no_way(hindered)
    return MoveWay(TransferType.NETWORK, moves_disks=True)


def _copy(source: Provider, machine: VirtualMachine, move: Move, progress: Progress) -> None:
    exported = source.export(machine.id)
    move.target.import_machine(exported, move, lambda name: source.read_file(exported, name), progress)
    _let_go(source, machine, progress)


def _let_go(source: Provider, machine: VirtualMachine, progress: Progress) -> None:
    """Remove it from the old host. From here on there is no way back, so nobody can cancel."""
    with progress.step("Remove from the old host") as step:
        source.remove(machine.id, delete_files=True, progress=PastCancelling(step))


class PastCancelling:
    """Progress of what must not stop half-way."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    @contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        """A named sub-step that cannot be cancelled either."""
        with self._progress.step(name) as inner:
            yield PastCancelling(inner)

    def report(self, percent: float, description: str = "") -> None:
        """How far the present step is."""
        self._progress.report(percent, description)

    def check(self) -> None:
        """Never stops."""
