"""Where completion gets the names of the host's objects from."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Any, Protocol

from .offer import MOST


class ObjectNames(Protocol):
    """The host's objects by name; asked at every key, so it answers from what it has."""

    def matching(self, kind: Any, beginning: str) -> Sequence[str]:
        """Names of objects of a parameter's class that begin so, or failing that contain it; a few hundred at most."""

    def class_of(self, type_name: str) -> type | None:
        """The class of the objects that a cmdlet says it returns, such as ``VM``; None where there is none."""


class NoNames:
    """No objects at all: completion of the language alone."""

    def matching(self, kind: Any, beginning: str) -> Sequence[str]:
        """None."""
        del kind, beginning
        return ()

    def class_of(self, type_name: str) -> type | None:
        """None."""
        del type_name
        return None


class SortedNames:
    """Names in order, to be found by how they begin; 25,000 of them are searched in far less than a millisecond."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._entries = sorted((name.casefold(), name) for name in names if name)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, name: str) -> None:
        """One more object of that name."""
        if name:
            insort(self._entries, (name.casefold(), name))

    def remove(self, name: str) -> None:
        """One less."""
        entry = (name.casefold(), name)
        place = bisect_left(self._entries, entry)
        if self._entries[place : place + 1] == [entry]:
            del self._entries[place]

    def matching(self, beginning: str) -> list[str]:
        """Names that begin so in any case, each once; where there are none, names that contain it."""
        wanted = beginning.casefold()
        found: dict[str, None] = {}
        entries = self._entries
        for place in range(bisect_left(entries, (wanted, "")), len(entries)):
            folded, name = entries[place]
            if len(found) >= MOST or not folded.startswith(wanted):
                break
            found[name] = None
        if not found and wanted:
            found = dict.fromkeys([name for folded, name in entries if wanted in folded][:MOST])
        return list(found)
