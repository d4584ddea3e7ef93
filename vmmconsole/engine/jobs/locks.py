"""One changing job at a time per object: who holds what, who waits for whom, in the order of asking."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID


class Deadlock(Exception):  # noqa: N818  an outcome that the session turns into a ConflictError
    """Waiting would never end: `holder` waits, through others, for what `job_id` holds."""

    def __init__(self, holder: UUID) -> None:
        self.holder = holder
        super().__init__(f"deadlock with job {holder}")


@dataclass(slots=True, eq=False)
class _Ticket:
    job_id: UUID
    object_ids: frozenset[UUID]


class LockTable:
    """Locks on objects, held by jobs until they end. All objects of one request are granted together."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holders: dict[UUID, UUID] = {}
        self._queues: defaultdict[UUID, deque[_Ticket]] = defaultdict(deque)
        self._waiting: dict[UUID, _Ticket] = {}

    def reserve(self, job_id: UUID, object_ids: Iterable[UUID]) -> None:
        """Give the job these objects without waiting: what it held before the engine stopped."""
        with self._changed:
            for object_id in object_ids:
                self._holders.setdefault(object_id, job_id)

    def acquire(
        self,
        job_id: UUID,
        object_ids: Iterable[UUID],
        *,
        waiting: Callable[[UUID, UUID], None],
        check: Callable[[], None],
        poll_seconds: float = 0.25,
    ) -> bool:
        """Take the objects; True when that needed waiting.

        `waiting(holder, object_id)` is called when the wait begins and whenever its reason changes, `check` now and
        then; an exception from either ends the wait.

        Raises:
            Deadlock: the wait would never end.
        """
        ticket = _Ticket(job_id, frozenset(object_ids))
        with self._changed:
            if self._grant(ticket):
                return False
            for object_id in ticket.object_ids:
                self._queues[object_id].append(ticket)
            self._waiting[job_id] = ticket
            self._refuse_deadlock(ticket)
        try:
            self._wait(ticket, waiting, check, poll_seconds)
        finally:
            self._withdraw(ticket)
        return True

    def release_all(self, job_id: UUID) -> None:
        """Let go of everything the job holds."""
        with self._changed:
            for object_id in [o for o, holder in self._holders.items() if holder == job_id]:
                del self._holders[object_id]
            self._changed.notify_all()

    def wake(self) -> None:
        """Let everybody who waits look again whether to go on, after a cancel."""
        with self._changed:
            self._changed.notify_all()

    def held(self, job_id: UUID) -> set[UUID]:
        """What the job holds."""
        with self._changed:
            return {o for o, holder in self._holders.items() if holder == job_id}

    def holder(self, object_id: UUID) -> UUID | None:
        """The job that holds the object, or None."""
        with self._changed:
            return self._holders.get(object_id)

    def _wait(
        self, ticket: _Ticket, waiting: Callable[[UUID, UUID], None], check: Callable[[], None], poll_seconds: float
    ) -> None:
        told: tuple[UUID, UUID] | None = None
        while True:
            with self._changed:
                if self._grant(ticket):
                    return
                reason = self._reason(ticket)
                if reason == told:
                    self._changed.wait(poll_seconds)
            # Outside the lock, since telling writes to the store.
            check()
            if reason != told and reason is not None:
                waiting(*reason)
                told = reason

    def _grant(self, ticket: _Ticket) -> bool:
        if any(self._blockers(ticket)):
            return False
        for object_id in ticket.object_ids:
            self._holders[object_id] = ticket.job_id
        return True

    def _blockers(self, ticket: _Ticket) -> Iterable[tuple[UUID, UUID]]:
        """(job, object) pairs that stand before the ticket: holders, and earlier requests that do not wait for it."""
        for object_id in sorted(ticket.object_ids, key=lambda i: i.int):
            holder = self._holders.get(object_id)
            if holder is not None and holder != ticket.job_id:
                yield holder, object_id
        for object_id in ticket.object_ids:
            if self._holders.get(object_id) == ticket.job_id:
                continue
            for earlier in self._queues.get(object_id, ()):
                if earlier is ticket:
                    break
                # Fairness must not make a deadlock of its own: who waits for us is passed by.
                if not self._waits_for(earlier.job_id, ticket.job_id, set(), queued=True):
                    yield earlier.job_id, object_id

    def _reason(self, ticket: _Ticket) -> tuple[UUID, UUID] | None:
        return next(iter(self._blockers(ticket)), None)

    def _waits_for(self, job_id: UUID, target: UUID, seen: set[UUID], *, queued: bool) -> bool:
        """Whether the job waits, directly or through others, for something that `target` holds; with `queued`, also
        through the mere order of asking."""
        ticket = self._waiting.get(job_id)
        if ticket is None or job_id in seen:
            return False
        seen.add(job_id)
        ahead = {h for o in ticket.object_ids if (h := self._holders.get(o)) is not None and h != job_id}
        if target in ahead:
            return True
        if queued:
            ahead |= {t.job_id for o in ticket.object_ids for t in takewhile(ticket.__ne__, self._queues.get(o, ()))}
        return any(self._waits_for(other, target, seen, queued=queued) for other in ahead)

    def _refuse_deadlock(self, ticket: _Ticket) -> None:
        for object_id in ticket.object_ids:
            holder = self._holders.get(object_id)
            if holder in {None, ticket.job_id}:
                continue
            assert holder is not None
            if self._waits_for(holder, ticket.job_id, set(), queued=False):
                self._remove(ticket)
                raise Deadlock(holder)

    def _withdraw(self, ticket: _Ticket) -> None:
        with self._changed:
            self._remove(ticket)
            self._changed.notify_all()

    def _remove(self, ticket: _Ticket) -> None:
        self._waiting.pop(ticket.job_id, None)
        for object_id in ticket.object_ids:
            queue = self._queues.get(object_id)
            if queue is not None:
                if ticket in queue:
                    queue.remove(ticket)
                if not queue:
                    del self._queues[object_id]
