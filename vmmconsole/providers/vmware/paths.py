"""Paths on datastores, as VMware writes them: ``[datastore1] folder/disk.vmdk``."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from vmmconsole.model.errors import StorageError


@dataclass(frozen=True, slots=True)
class DatastorePath:
    """A file or folder of a datastore; an empty `path` is the datastore itself."""

    datastore: str
    path: str = ""

    def __str__(self) -> str:
        return f"[{self.datastore}] {self.path}" if self.path else f"[{self.datastore}]"

    def __truediv__(self, name: str) -> DatastorePath:
        return DatastorePath(self.datastore, posixpath.join(self.path, name))

    @property
    def parent(self) -> DatastorePath:
        """The folder it is in; the datastore's own is the datastore."""
        return DatastorePath(self.datastore, posixpath.dirname(self.path))

    @property
    def name(self) -> str:
        """The last part of it."""
        return posixpath.basename(self.path)


def parse_path(text: str) -> DatastorePath:
    """The path that a text means; separators at its end, and doubled ones, are left out.

    Raises:
        StorageError: it is none, or leads out of its datastore.
    """
    cleaned = text.strip()
    name, bracket, rest = cleaned[1:].partition("]")
    if not cleaned.startswith("[") or not bracket or not name.strip():
        raise StorageError(
            f"The path “{text}” cannot be used.",
            cause="It does not begin with a datastore in brackets.",
            action="Give a path such as [datastore1] folder, or choose one with Browse.",
            object_name=text,
        )
    parts = [part for part in rest.strip().split("/") if part not in {"", "."}]
    if ".." in parts or "\0" in rest:
        raise StorageError(
            f"The path “{text}” cannot be used.",
            cause="It leads out of its datastore.",
            action="Give a path without “..”.",
            object_name=text,
        )
    return DatastorePath(name.strip(), "/".join(parts))
