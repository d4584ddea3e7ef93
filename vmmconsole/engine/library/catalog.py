"""Bring the library objects of a share into line with its files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from vmmconsole.engine.store import Store
from vmmconsole.model import (
    ISO,
    AnswerFile,
    LibraryScript,
    LibraryShare,
    VirtualFloppyDisk,
    VirtualHardDisk,
)
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import LibraryItemState

from .disk_facts import PLATFORMS, read_disk_facts
from .recognition import Recognized, recognize
from .scan import Findings, FoundFile

ITEM_KINDS: tuple[type[LibraryItem], ...] = (ISO, VirtualHardDisk, VirtualFloppyDisk, LibraryScript, AnswerFile)


def items_of(store: Store, share: LibraryShare) -> list[LibraryItem]:
    """All library objects of a share, those that are missing too."""
    return [item for kind in ITEM_KINDS for item in store.find(kind, library_share=share.ref)]


def relative_path(share: LibraryShare, item: LibraryItem) -> str:
    """Where the item's file is below its share, with ``/``."""
    return Path(os.path.relpath(item.share_path, share.path)).as_posix()


@dataclass(slots=True)
class Catalog:
    """The objects of one share while its files are compared with them."""

    store: Store
    share: LibraryShare
    skipped: list[str] = field(default_factory=list)
    """What was found but could not become an object, with the reason."""
    _items: dict[str, LibraryItem] = field(default_factory=dict)
    _by_key: dict[str, list[LibraryItem]] = field(default_factory=dict)
    _ids: set[UUID] = field(default_factory=set)
    _new: list[LibraryItem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for item in items_of(self.store, self.share):
            path = relative_path(self.share, item)
            other = self._items.get(path)
            if other is None or other.state is LibraryItemState.MISSING:
                self._items[path] = item
            self._by_key.setdefault(item.file_key, []).append(item)
            self._ids.add(item.id)

    def compare(self, findings: Findings, scopes: Iterable[str]) -> None:
        """Make, change and mark objects so that they match the files found at `scopes`, paths below the share."""
        present = {path: item for path, item in self._items.items() if _in_scope(path, scopes)}
        moved: set[UUID] = set()
        for path, file in findings.files.items():
            item = present.get(path)
            if item is None:
                item = self._moved_to(file, moved)
                if item is not None:
                    moved.add(item.id)
                    self._alter(item, {**self._place(path, item), "state": LibraryItemState.NORMAL})
                    continue
            if item is not None and _is_same(item, file):
                self._alter(item, {"state": LibraryItemState.NORMAL, "file_key": file.key})
            else:
                self._read(path, file, item)
        for path, item in present.items():
            gone = path not in findings.files and item.id not in moved
            if gone and not _in_scope(path, findings.unknown):
                self._alter(item, {"state": LibraryItemState.MISSING})
        if self._new:
            self.store.save_many(self._new)

    def lose_all(self) -> None:
        """Mark all objects as missing."""
        for item in self._items.values():
            self._alter(item, {"state": LibraryItemState.MISSING})

    def _moved_to(self, file: FoundFile, moved: set[UUID]) -> LibraryItem | None:
        """The object of this file under the name it had before."""
        for item in self._by_key.get(file.key, ()):
            if _is_same(item, file) and item.id not in moved and not os.path.lexists(item.share_path):
                return item
        return None

    def _read(self, path: str, file: FoundFile, item: LibraryItem | None) -> None:
        """Make or change the object of a file that is new or has other content."""
        full = Path(self.share.path) / path
        try:
            recognized = recognize(full, file.size)
        except OSError as err:
            self.skipped.append(f"{path} cannot be read: {err.strerror or err}.")
            return
        if recognized is None or (item is not None and type(item) is not recognized.kind):
            if item is not None:
                self.store.remove(type(item), item.id)
                self._ids.discard(item.id)
            item = None
        if recognized is None:
            return
        facts: dict[str, Any] = {
            "size": file.size,
            "file_at": file.modified_at,
            "file_key": file.key,
            "state": LibraryItemState.NORMAL,
            **_facts(full, file, recognized),
        }
        if item is not None:
            self._alter(item, facts)
            return
        self._new.append(
            recognized.kind(
                id=self._free_id(path),
                library_server=self.share.library_server,
                library_share=self.share.ref,
                **self._place(path, None),
                **facts,
            )
        )

    def _place(self, path: str, item: LibraryItem | None) -> dict[str, Any]:
        parts = PurePosixPath(path)
        place: dict[str, Any] = {
            "share_path": str(Path(self.share.path) / path),
            "directory": "" if parts.parent == PurePosixPath() else str(parts.parent),
        }
        if item is None or item.name == Path(item.share_path).name:  # else somebody gave it another name
            place["name"] = parts.name
        return place

    def _free_id(self, path: str) -> UUID:
        """The ID for a new object at that path; another one where a file that was moved away has kept it."""
        number, object_id = 1, uuid5(self.share.id, path)
        while object_id in self._ids:
            number += 1
            object_id = uuid5(self.share.id, f"{path}\0{number}")
        self._ids.add(object_id)
        return object_id

    def _alter(self, item: LibraryItem, values: dict[str, Any]) -> None:
        """Change only these attributes: a person may have changed others meanwhile."""
        if all(getattr(item, name) == value for name, value in values.items()):
            return

        def change(stored: LibraryItem) -> LibraryItem:
            return stored.model_copy(update=values)

        try:
            self.store.update(type(item), item.id, change)
        except NotFoundError:
            return  # removed from the library meanwhile


def _is_same(item: LibraryItem, file: FoundFile) -> bool:
    return item.size == file.size and item.file_at == file.modified_at


def _in_scope(path: str, scopes: Iterable[str]) -> bool:
    return any(not scope or path == scope or path.startswith(scope + "/") for scope in scopes)


def _facts(path: Path, file: FoundFile, recognized: Recognized) -> dict[str, Any]:
    if recognized.kind is ISO:
        return {"volume_label": recognized.volume_label}
    if recognized.kind is not VirtualHardDisk:
        return {}
    facts = read_disk_facts(path, recognized.format, file.size)
    return {
        "format": recognized.format,
        "vhd_type": facts.vhd_type,
        "maximum_size": facts.maximum_size,
        "parent_disk": facts.parent_disk,
        "problem": facts.problem,
        "virtualization_platform": PLATFORMS[recognized.format],
    }


__all__: Sequence[str] = ["ITEM_KINDS", "Catalog", "items_of", "relative_path"]
