"""The names of objects for completion, from the rows that the console has anyway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from vmmconsole.model import NOUNS
from vmmconsole.script.completion import SortedNames

from .objects import Delta, ObjectStore


class StoreNames(QObject):
    """Implements `vmmconsole.script.completion.ObjectNames` over the object store."""

    def __init__(self, store: ObjectStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sorted: dict[str, SortedNames] = {}
        store.changed.connect(self._on_changed)

    def matching(self, kind: Any, beginning: str) -> Sequence[str]:
        """Names of a class's objects that begin so."""
        name = getattr(kind, "kind", "")
        if name not in self._store.tables:
            return ["localhost"] if kind.__name__ == "ServerConnection" and "localhost".startswith(beginning) else []
        known = self._sorted.get(name)
        if known is None:
            known = self._sorted[name] = SortedNames([row.name for row in self._store.table(name)])
        return known.matching(beginning)

    def class_of(self, type_name: str) -> type | None:
        """The class of objects of a kind."""
        return NOUNS.get(type_name)

    def _on_changed(self, delta: Delta) -> None:
        """Names are sorted anew at the next question; where rows only changed, almost never is one renamed."""
        known = self._sorted.get(delta.kind)
        if known is None:
            return
        if delta.reset or len(delta.updated) + len(delta.removed) > 0:
            del self._sorted[delta.kind]
            return
        for row in delta.inserted:
            known.add(row.name)
