"""What stands in what: host groups, hosts and library shares, in memory, so that a scope is known without searching."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from vmmconsole.model import LibraryServer, LibraryShare, Noun, VMHost, VMHostGroup

from .place import place_of_event, place_of_row
from .store import Event, Store

MAPPED: dict[str, type[Noun]] = {
    kind.kind: kind for kind in (VMHostGroup, VMHost, LibraryServer, LibraryShare)
}  # fmt: skip


class FabricMap:
    """The container of each host group, host and library share. IDs are texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._containers: dict[str, str | None] | None = None

    def hear(self, events: Iterable[Event]) -> bool:
        """Follow changes; whether anything stands elsewhere than before."""
        mapped = [event for event in events if event.kind in MAPPED]
        with self._lock:
            known = self._containers
            if known is None or not mapped:
                return False
            moved = False
            for event in mapped:
                key, place = str(event.id), place_of_event(event)
                if place is None:
                    moved |= known.pop(key, _NOWHERE) is not _NOWHERE
                elif known.get(key, _NOWHERE) != place.container:
                    known[key] = place.container
                    moved = True
            return moved

    def below(self, tops: frozenset[str]) -> frozenset[str]:
        """These objects and everything on the map that stands in them, however deep."""
        containers = self._known()
        inside: dict[str, bool] = {}

        def is_inside(key: str) -> bool:
            path = []
            at: str | None = key
            while at is not None and at not in inside and at not in tops and at not in path:
                path.append(at)
                at = containers.get(at)
            found = at is not None and (at in tops or inside.get(at, False))
            inside.update(dict.fromkeys(path, found))
            return found

        return tops | {key for key in containers if is_inside(key)}

    def _known(self) -> dict[str, str | None]:
        with self._lock:
            if self._containers is not None:
                return dict(self._containers)
            # Events that come meanwhile wait for the lock, and tell of rows as new as these or newer.
            self._containers = {}
            for kind in MAPPED.values():
                for row in self._store.rows(kind)[1]:
                    place = place_of_row(kind.kind, row)
                    self._containers[place.id] = place.container
            return dict(self._containers)


class _Nowhere:
    """What is not on the map, as against what stands in nothing."""


_NOWHERE = _Nowhere()
