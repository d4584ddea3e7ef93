"""Files on the datastores of a host: looked at, deleted, and folders made. What moves bytes is in `datastore.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pyVmomi import vim

from vmmconsole.model.errors import HostError, StorageError
from vmmconsole.providers.contract import DirectoryItem, Progress

from .paths import DatastorePath, parse_path
from .site import EsxSite

SPARE_BYTES = 64 << 20
"""What must be free on a datastore beside the data itself, so that a growing disk has room to begin with."""
_NOT_A_FOLDER = ("FileNotFound", "InvalidArgument")
_PARTS = re.compile(r"-(?:flat|delta|sesparse|ctk|rdm|rdmp|digest|s\d{3}|\d{6}-delta)\.vmdk\Z")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file or folder of a datastore; size in bytes."""

    name: str
    is_folder: bool
    size: int = 0


class Unreported:
    """Progress of what is too short to be told of."""

    @contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        """A sub-step that nobody sees."""
        del name
        yield self

    def report(self, percent: float, description: str = "") -> None:
        """Nothing."""

    def check(self) -> None:
        """Nothing: it ends by itself soon."""


class DatastoreFiles:
    """The files that one host reaches."""

    def __init__(self, site: EsxSite) -> None:
        self._site = site

    # Looking

    def store(self, name: str) -> Any:
        """The datastore of that name.

        Raises:
            StorageError: the host has none; names those that it has.
        """
        stores = self._site.datastores()
        if name not in stores:
            known = ", ".join(f"[{each}]" for each in sorted(stores)) or "none"
            raise StorageError(
                f"The datastore [{name}] cannot be used.",
                cause=f"The host has no datastore of that name. Its datastores are: {known}.",
                action="Choose a path on one of these.",
                object_name=name,
            )
        return stores[name]

    def entries(self, folder: DatastorePath, name: str = "") -> list[FileFacts] | None:
        """What is in a folder, or what in it has that name; None when there is no such folder."""
        browser = self._site.read(self.store(folder.datastore), "browser")["browser"]
        pattern = re.sub(r"[*?\[\]\\]", "?", name) if name else "*"
        browsing = vim.host.DatastoreBrowser
        details = browsing.FileInfo.Details(fileType=True, fileSize=True, modification=False, fileOwner=False)
        spec = browsing.SearchSpec(details=details, matchPattern=[pattern], sortFoldersFirst=True)
        session = self._site.session
        title = f"Browse {folder}"
        try:
            task = session.call(lambda: browser.SearchDatastore_Task(str(folder), spec))
            result = session.wait(task, Unreported(), title)
        except HostError as err:
            if err.details.startswith(_NOT_A_FOLDER):
                return None
            raise
        found = [
            FileFacts(file.path, isinstance(file, browsing.FolderInfo), int(file.fileSize or 0))
            for file in (result.file if result is not None else None) or ()
        ]
        return [file for file in found if not name or file.name == name]

    def look(self, path: DatastorePath) -> FileFacts | None:
        """The file or folder of that path; None when there is none."""
        if not path.path:
            self.store(path.datastore)
            return FileFacts(str(path), is_folder=True)
        found = self.entries(path.parent, path.name)
        return found[0] if found else None

    def list_directory(self, text: str) -> list[DirectoryItem]:
        """As `Provider.list_directory`; the parts of a disk are one file."""
        if not text:
            roots = [DatastorePath(name) for name in sorted(self._site.datastores())]
            return [DirectoryItem(str(root), str(root), is_directory=True) for root in roots]
        folder = parse_path(text)
        found = self.entries(folder)
        if found is None:
            raise missing_error(str(folder))
        names = {file.name for file in found}
        shown = [file for file in found if _PARTS.sub(".vmdk", file.name) not in names - {file.name}]
        shown.sort(key=lambda file: (not file.is_folder, file.name.casefold()))
        return [
            DirectoryItem(file.name, str(folder / file.name), file.is_folder, None if file.is_folder else file.size)
            for file in shown
        ]

    def path_facts(self, text: str) -> tuple[bool, bool, int]:
        """As `Provider.path_facts`."""
        try:
            path = parse_path(text)
            store = self.store(path.datastore)
        except StorageError:
            return False, False, 0
        summary = self._site.read(store, "summary")["summary"]
        usable = bool(summary.accessible) and (summary.maintenanceMode or "normal") == "normal"
        free = int(summary.freeSpace or 0)
        place = path
        while usable:
            found = self.look(place)
            if found is not None:
                return place == path, found.is_folder or place == path, free
            place = place.parent
        return False, False, free

    # Changing

    def make_folder(self, folder: DatastorePath) -> list[DatastorePath]:
        """Make a folder with those above it; returns those made, outermost first."""
        missing: list[DatastorePath] = []
        place = folder
        while place.path and self.look(place) is None:
            missing.insert(0, place)
            place = place.parent
        if missing:
            manager, datacenter = self._site.content.fileManager, self._site.datacenter
            self._site.session.call(
                lambda: manager.MakeDirectory(str(folder), datacenter, createParentDirectories=True)
            )
        return missing

    def remove_folder(self, folder: DatastorePath) -> bool:
        """Remove a folder if it is there and empty; whether it was removed."""
        if not folder.path or self.entries(folder) != []:
            return False
        return self.delete_file(folder)

    def delete_file(self, path: DatastorePath) -> bool:
        """Delete a file, or a folder with everything in it; whether it was there."""
        manager, datacenter = self._site.content.fileManager, self._site.datacenter
        return self._delete(lambda: manager.DeleteDatastoreFile_Task(str(path), datacenter), path)

    def delete_disk(self, path: DatastorePath) -> bool:
        """Delete a virtual hard disk with all its parts; whether it was there."""
        manager, datacenter = self._site.content.virtualDiskManager, self._site.datacenter
        return self._delete(lambda: manager.DeleteVirtualDisk_Task(str(path), datacenter), path)

    def _delete(self, start: Any, path: DatastorePath) -> bool:
        session = self._site.session
        try:
            session.wait(session.call(start), Unreported(), f"Delete {path}")
        except StorageError as err:
            if err.details.startswith("FileNotFound"):
                return False
            raise
        return True

    def copy_disk(self, source: DatastorePath, target: DatastorePath, progress: Progress, name: str) -> None:
        """Copy a virtual hard disk. An existing file is an error and stays."""
        manager, datacenter = self._site.content.virtualDiskManager, self._site.datacenter
        self._site.run(
            lambda: manager.CopyVirtualDisk_Task(
                sourceName=str(source), sourceDatacenter=datacenter, destName=str(target), destDatacenter=datacenter,
                force=False,
            ),
            progress, name,
        )  # fmt: skip


def exists_error(path: str) -> StorageError:
    """The file is there already."""
    return StorageError(
        f"The file {path} cannot be made.",
        cause="A file of that name exists already.",
        action="Choose another file name or path, or use the existing file as an existing virtual hard disk.",
        object_name=path,
    )


def missing_error(path: str) -> StorageError:
    """The file is not there."""
    return StorageError(
        f"The path {path} cannot be used.",
        cause="There is nothing of that name on the datastore.",
        action="Check the path. If the file was moved, choose it at its new place.",
        object_name=path,
    )


def no_space_error(path: str, needed_bytes: int, free_bytes: int) -> StorageError:
    """The datastore is too full."""
    unit, size = ("GB", 2**30) if needed_bytes >= 10 * 2**30 else ("MB", 2**20)
    return StorageError(
        f"There is not enough space for the files in {path}.",
        cause=f"{-(-needed_bytes // size):,} {unit} are needed, {free_bytes // size:,} {unit} are free.",
        action="Free space on the datastore, choose another one, or make the disk smaller or dynamic.",
        object_name=path,
    )


def not_writable_error(path: str) -> StorageError:
    """Nothing can be written there."""
    return StorageError(
        f"Files cannot be written to {path}.",
        cause="The host cannot use the datastore now, or the path is no folder.",
        action="Choose another path, or look at the datastore in vCenter.",
        object_name=path,
    )
