"""How much goes on at once on a host and its virtualization manager, in units; what goes beyond waits in order."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """What an operation takes of one host or manager. One that costs more than there is takes all of it."""

    owner_id: UUID
    name: str
    units: int
    capacity: int

    @property
    def taken(self) -> int:
        """The units that it gets."""
        return max(1, min(self.units, self.capacity))


@dataclass(slots=True, eq=False)
class Ticket:
    """One operation's place among those who wait, and then its units."""

    claims: tuple[Claim, ...]
    granted: threading.Event = field(default_factory=threading.Event)
    reason: str = ""


class UnitQueue:
    """Who has units, and who waits for some. All claims of one operation are granted together.

    At each host and manager it goes by the order of asking: where somebody waits for many units, those who come later
    do not take the few that are free. Who waits for a host keeps nobody from other hosts.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used: Counter[UUID] = Counter()
        self._waiting: list[Ticket] = []

    def ask(self, claims: Sequence[Claim]) -> Ticket:
        """Ask for units; whoever does gives the ticket back in the end, whether it got them or not."""
        ticket = Ticket(tuple(claims))
        with self._lock:
            self._waiting.append(ticket)
            self._grant()
        return ticket

    @staticmethod
    def wait(
        ticket: Ticket, *, waiting: Callable[[str], None], check: Callable[[], None], poll_seconds: float = 0.25
    ) -> None:
        """Wait until the ticket has its units. `waiting` is told what is waited for when that begins and whenever it
        changes, `check` is asked now and then; an exception from either ends the wait."""
        told = ""
        while not ticket.granted.is_set():
            check()
            if ticket.reason != told:
                told = ticket.reason
                waiting(told)
            ticket.granted.wait(poll_seconds)

    def used(self, owner_id: UUID) -> int:
        """How many units of a host or manager are in use."""
        with self._lock:
            return self._used[owner_id]

    def give_back(self, ticket: Ticket) -> None:
        """Let go of the units, or of the place among those who wait."""
        with self._lock:
            if ticket.granted.is_set():
                for claim in ticket.claims:
                    self._used[claim.owner_id] -= claim.taken
            else:
                self._waiting.remove(ticket)
            self._grant()

    def _grant(self) -> None:
        """Let everybody go on who can; only those are woken."""
        short: set[UUID] = set()
        """Where somebody waits who came before."""
        left = []
        for ticket in self._waiting:
            reason = next((self._reason(claim, short) for claim in ticket.claims if self._is_short(claim, short)), "")
            if not reason:
                for claim in ticket.claims:
                    self._used[claim.owner_id] += claim.taken
                ticket.granted.set()
                continue
            ticket.reason = reason
            left.append(ticket)
            short |= {claim.owner_id for claim in ticket.claims if not self._fits(claim)}
        self._waiting = left

    def _fits(self, claim: Claim) -> bool:
        return self._used[claim.owner_id] + claim.taken <= max(1, claim.capacity)

    def _is_short(self, claim: Claim, short: set[UUID]) -> bool:
        return claim.owner_id in short or not self._fits(claim)

    def _reason(self, claim: Claim, short: set[UUID]) -> str:
        used = self._used[claim.owner_id]
        behind = ", and others came before" if claim.owner_id in short else ""
        needed = f"; this needs {claim.taken}" if claim.taken > 1 else ""
        return f"Waiting for {claim.name}: {used} of its {claim.capacity} units are in use{behind}{needed}"
