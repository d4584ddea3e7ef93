"""Which objects stood elsewhere before: what a change stream needs in order to take away what left a user's scope."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from uuid import UUID

from vmmconsole.model import NOUNS

from .place import Place, place_of_event, place_of_row
from .store import Event, Store
from .view import OPEN_KINDS

MOST = 100_000
"""So many moves are remembered; a client that was away for longer lists everything again."""
HEARD_SECONDS = 10.0


class Moves:
    """Remembers the place of every object, and of those that moved or went the place before. Does nothing until it is
    first asked for, so that an engine that has only administrators pays nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changed = threading.Condition()
        self._places: dict[UUID, Place] | None = None
        self._left: dict[UUID, list[tuple[int, Place]]] = {}
        self._order: deque[tuple[int, UUID]] = deque()
        self._read_at: dict[str, int] = {}
        self._since = 0
        self._heard = 0

    @property
    def since(self) -> int:
        """The revision after which all moves are known; from now on they are remembered."""
        with self._changed:
            if self._places is None:
                self._begin()
            return self._since

    def hear(self, events: Sequence[Event]) -> None:
        """Follow changes, in the order of revisions."""
        if not events:
            return
        with self._changed:
            self._heard = max(self._heard, events[-1].revision)
            if self._places is not None:
                for event in events:
                    if event.kind not in OPEN_KINDS:
                        self._take(self._places, event)
            self._changed.notify_all()

    def wait_heard(self, revision: int) -> None:
        """Return when all events up to that revision were heard."""
        with self._changed:
            self._changed.wait_for(lambda: self._heard >= revision, HEARD_SECONDS)

    def before(self, event: Event) -> Place | None:
        """Where the object stood until this event; None where it did not move."""
        with self._changed:
            return next((place for at, place in self._left.get(event.id, ()) if at == event.revision), None)

    def at(self, object_id: UUID, revision: int) -> Place | None:
        """Where an object that moved after the revision stood at it; None for one that did not, or was not there."""
        with self._changed:
            return next((place for at, place in self._left.get(object_id, ()) if at > revision), None)

    def _begin(self) -> None:
        """Read where everything is."""
        self._places = {}
        for kind in NOUNS.values():
            if kind.kind not in OPEN_KINDS:
                self._read_at[kind.kind], rows = self._store.rows(kind)
                for row in rows:
                    place = place_of_row(kind.kind, row)
                    self._places[UUID(place.id)] = place
        self._since = max(self._read_at.values())

    def _take(self, places: dict[UUID, Place], event: Event) -> None:
        if event.revision <= self._read_at[event.kind]:
            return  # announced late: the reading knew of it
        now, before = place_of_event(event), places.get(event.id)
        if now is None:
            places.pop(event.id, None)
        else:
            places[event.id] = now
        if before is not None and before != now:
            self._left.setdefault(event.id, []).append((event.revision, before))
            self._order.append((event.revision, event.id))
            if len(self._order) > MOST:
                self._forget()

    def _forget(self) -> None:
        revision, object_id = self._order.popleft()
        left = self._left[object_id]
        left.pop(0)
        if not left:
            del self._left[object_id]
        self._since = max(self._since, revision)


def removal(event: Event) -> Event:
    """The event as somebody hears it from whose scope the object went."""
    return Event(event.kind, event.id, event.revision, None)
