"""A host's provider within the limits of its virtualization manager: what goes beyond them waits, visibly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol, cast
from uuid import UUID

from vmmconsole.model.errors import NotFoundError
from vmmconsole.providers.contract import Move, MoveWay, Progress, Provider, VMSpec
from vmmconsole.providers.manager import Limits

from .limits import Claim, UnitQueue

_OPERATIONS = frozenset({
    "remove", "start", "stop", "shutdown", "pause", "resume", "reset", "save_state", "discard_saved_state", "rename",
    "reconfigure", "create_checkpoint", "restore_checkpoint", "remove_checkpoint", "rename_checkpoint", "clone",
    "mark_as_template", "mark_as_machine", "enter_maintenance", "exit_maintenance",
})  # fmt: skip
"""The calls that are a task of the manager, each under its own name in `Limits.cost`."""


@dataclass(frozen=True, slots=True)
class LimitedPlace:
    """A host, its manager, and how much both take at once."""

    host_id: UUID
    host_name: str
    manager_id: UUID
    manager_name: str
    limits: Limits

    def claims(self, operation: str) -> list[Claim]:
        """What an operation takes."""
        units = self.limits.cost.get(operation, 1)
        return [
            Claim(self.host_id, self.host_name, units, self.limits.per_host),
            Claim(self.manager_id, self.manager_name, units, self.limits.per_manager),
        ]


class Waiter(Protocol):
    """Whoever calls: shows that it waits, and learns that it should stop."""

    def check(self) -> None:
        """Raise CancelledError when it should stop."""

    def waiting(self, description: str) -> AbstractContextManager[Callable[[str], None]]:
        """Show the call as waiting from the first time the value is called, which says for what."""


class LimitedProvider:
    """Hands every call on to the host's provider; those that are tasks of the manager when there are units for them."""

    def __init__(self, provider: Provider, place: LimitedPlace, queue: UnitQueue, waiter: Waiter) -> None:
        self.provider = provider
        self.place = place
        self._queue = queue
        self._waiter = waiter

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.provider, name)
        return partial(self._limited, name, found) if name in _OPERATIONS else found

    def create(self, spec: VMSpec, progress: Progress) -> Any:
        """Make a machine; one whose disks are copied costs as much as a clone."""
        copies = any(drive.path and not drive.use_local for drive in spec.hardware.virtual_disk_drives)
        return self._limited("clone" if copies else "create", self.provider.create, spec, progress)

    def import_machine(self, *args: Any) -> Any:
        """Take a machine in, with its files."""
        return self._limited("clone", self.provider.import_machine, *args)

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        """How a machine would go; a question, which costs nothing."""
        return self.provider.way_to(machine_id, replace(move, target=unlimited(move.target)))

    def move(self, machine_id: UUID, move: Move, progress: Progress) -> None:
        """Let a machine go; both hosts take part in that."""
        direct = replace(move, target=unlimited(move.target))
        try:
            operation = "move_storage" if self.provider.way_to(machine_id, direct).moves_disks else "move"
        except NotFoundError:  # a run before may have brought it there
            operation = "move"
        claims = {claim.owner_id: claim for claim in self.place.claims(operation)}
        if isinstance(move.target, LimitedProvider):
            claims |= {claim.owner_id: claim for claim in move.target.place.claims(operation)}
        with self._units(list(claims.values())):
            self.provider.move(machine_id, direct, progress)

    def _limited(self, operation: str, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        direct = [unlimited(arg) if isinstance(arg, LimitedProvider) else arg for arg in args]
        with self._units(self.place.claims(operation)):
            return call(*direct, **kwargs)

    @contextmanager
    def _units(self, claims: list[Claim]) -> Iterator[None]:
        ticket = self._queue.ask(claims)
        try:
            if not ticket.granted.is_set():
                with self._waiter.waiting("") as tell:
                    self._queue.wait(ticket, waiting=tell, check=self._waiter.check)
            yield
        finally:
            self._queue.give_back(ticket)


def unlimited(provider: Provider | LimitedProvider) -> Provider:
    """The provider itself, without the limits around it."""
    return provider.provider if isinstance(provider, LimitedProvider) else provider


def limited(provider: Provider, place: LimitedPlace, queue: UnitQueue, waiter: Waiter) -> Provider:
    """The provider within the limits of its place."""
    return cast("Provider", LimitedProvider(provider, place, queue, waiter))
