"""Where completion gets the names of the host's objects from."""

from __future__ import annotations

from bisect import bisect_left
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
        self._entries = sorted({(name.casefold(), name) for name in names if name})

    def __len__(self) -> int:
        return len(self._entries)

    def matching(self, beginning: str) -> list[str]:
        """Names that begin so in any case; where there are none, names that contain it."""
        wanted = beginning.casefold()
        found = []
        for folded, name in self._entries[bisect_left(self._entries, (wanted, "")) :][:MOST]:
            if not folded.startswith(wanted):
                break
            found.append(name)
        if found or not wanted:
            return found
        return [name for folded, name in self._entries if wanted in folded][:MOST]
