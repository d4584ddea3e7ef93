"""Files on their way from one host, or folder, to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from vmmconsole.providers.contract import Progress

from .disks import check_folder
from .host import LibvirtHost
from .storage import HostFiles, exists_error, missing_error


def missing_folders(host: LibvirtHost, folders: Iterable[str]) -> list[str]:
    """The folders that have to be made, the innermost first."""
    found: list[str] = []
    for folder in dict.fromkeys(folders):
        place = folder
        while place not in {"", "/"} and place not in found and not host.files.path_facts(place)[0]:
            found.append(place)
            place = posixpath.dirname(place)
    return sorted(found, key=len, reverse=True)


def check_room(source: LibvirtHost, target: LibvirtHost, places: dict[str, str]) -> None:
    """That the files can be copied to their new places.

    Raises:
        StorageError: one is not there, exists there already, or has no room.
    """
    needed: dict[str, int] = {}
    for old, new in places.items():
        if target.files.path_facts(new)[0]:
            raise exists_error(new)
        sizes = source.files.file_sizes(old)
        if sizes is None:
            raise missing_error(old)
        folder = posixpath.dirname(new)
        needed[folder] = needed.get(folder, 0) + sizes[1]
    for folder, size in needed.items():
        check_folder(folder, size, target.files)


def copy_file(source: HostFiles, old: str, target: HostFiles, new: str, progress: Progress) -> None:
    """Copy a file byte for byte; what did not end leaves nothing under its name."""
    sizes = source.file_sizes(old)
    if sizes is None:
        raise missing_error(old)
    size, data = sizes
    target.write_pieces(new, size, source.read_pieces(old), Written(data, progress))


class Written:
    """Tells of written bytes as percents, and gives up where the job is cancelled."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._progress, self._done = max(1, total), progress, 0

    def __call__(self, count: int) -> None:
        self._progress.check()
        self._done += count
        self._progress.report(min(100.0, 100 * self._done / self._total))
