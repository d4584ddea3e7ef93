"""The files of a remote host, through libvirt's storage volumes.

libvirt sees files only in storage pools. For a folder that is in none, a transient pool is made for the moment and
taken away again; the folder and its files stay.
"""

from __future__ import annotations

import contextlib
import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from uuid import uuid4

import libvirt

from vmmconsole.providers.contract import DirectoryItem, Progress
from vmmconsole.providers.movement import Piece

from .faults import error_from, faults, is_gone
from .storage import PIECE_BYTES, DiskFacts, NewDisk, exists_error, missing_error, not_writable_error
from .xmltree import attribute, number, parse, put, to_text


class PoolFiles:
    """The files of the host behind a connection."""

    def __init__(self, connection: libvirt.virConnect) -> None:
        self._connection = connection

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """Whether it exists, whether libvirt can write there, and the free bytes; about the nearest folder that is."""
        if self._volume(path) is not None:
            return True, True, self._free(posixpath.dirname(path))
        place, exists = path.rstrip("/") or "/", True
        while True:
            free = self._free(place)
            if free >= 0:
                return exists, True, free
            if place == "/":
                return False, False, 0
            place, exists = posixpath.dirname(place), False

    def list_directory(self, path: str) -> list[DirectoryItem]:
        """What is in a folder."""
        with faults(f"The folder {path} cannot be listed."), self._pool(path) as pool:
            pool.refresh(0)
            items = []
            for volume in pool.listAllVolumes():
                kind, capacity, allocation = volume.info()
                is_directory = kind == libvirt.VIR_STORAGE_VOL_DIR
                items.append(
                    DirectoryItem(volume.name(), volume.path(), is_directory, None if is_directory else allocation)
                )
                del capacity
        return sorted(items, key=lambda i: (not i.is_directory, i.name.lower()))

    def disk_facts(self, path: str) -> DiskFacts | None:
        """The disk in a file."""
        try:
            with self._pool(posixpath.dirname(path)) as pool:
                root = parse(self._volume_in(pool, path).XMLDesc())
        except libvirt.libvirtError:
            return None
        return DiskFacts(
            format=attribute(root, "target/format", "type", "raw"),
            virtual_size=number(root.findtext("capacity")),
            allocated=number(root.findtext("allocation")),
            parent=root.findtext("backingStore/path", ""),
        )

    def make_folder(self, path: str) -> list[str]:
        """Make a folder; those above it must be there."""
        if self._free(path) >= 0:
            return []
        parent = posixpath.dirname(path)
        made = [] if self._free(parent) >= 0 or parent in {"", "/"} else self.make_folder(parent)
        try:
            with self._new_pool(path, build=True):
                return [*made, path]
        except libvirt.libvirtError as err:
            for folder in reversed(made):
                self.remove_folder(folder)
            raise not_writable_error(path) from err

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is there and empty."""
        try:
            definition = _pool_definition(path)
            pool = self._connection.storagePoolDefineXML(definition, 0)
            try:
                pool.delete(0)
            finally:
                pool.undefine()
        except libvirt.libvirtError:
            return False
        return True

    def create_disk(self, disk: NewDisk, progress: Progress) -> None:
        """Make an empty disk, or one on top of another."""
        progress.check()
        definition = _volume_definition(disk)
        with faults(f"The file {disk.path} cannot be made."), self._pool(posixpath.dirname(disk.path)) as pool:
            self._refuse_existing(pool, disk.path)
            pool.createXML(definition, 0)

    def copy_disk(self, source: str, target: str, disk_format: str, progress: Progress) -> None:
        """Copy a disk with its data. libvirt gives no percentages of it."""
        progress.check()
        facts = self.disk_facts(source)
        if facts is None:
            raise missing_error(source)
        definition = _volume_definition(NewDisk(target, disk_format, facts.virtual_size))
        with (
            faults(f"The file {target} cannot be made."),
            self._pool(posixpath.dirname(source)) as from_pool,
            self._pool(posixpath.dirname(target)) as to_pool,
        ):
            self._refuse_existing(to_pool, target)
            to_pool.createXMLFrom(definition, self._volume_in(from_pool, source), 0)
        progress.report(100)

    def resize_disk(self, path: str, size_bytes: int) -> None:
        """Let a disk grow."""
        with faults(f"The disk {path} cannot be expanded."), self._pool(posixpath.dirname(path)) as pool:
            self._volume_in(pool, path).resize(size_bytes, 0)

    def file_sizes(self, path: str) -> tuple[int, int] | None:
        """Its length and the bytes that it takes."""
        try:
            with self._pool(posixpath.dirname(path)) as pool:
                root = parse(self._volume_in(pool, path).XMLDesc())
        except libvirt.libvirtError:
            return None
        taken = number(root.findtext("allocation"))
        return number(root.findtext("physical"), taken), taken

    def read_pieces(self, path: str) -> Iterator[Piece]:
        """Its data; what is all zero is left out."""
        with faults(f"The file {path} cannot be read."), self._pool(posixpath.dirname(path)) as pool:
            stream = self._connection.newStream(0)
            self._volume_in(pool, path).download(stream, 0, 0, 0)
            at, ended = 0, False
            try:
                while data := stream.recv(PIECE_BYTES):
                    if data.count(0) != len(data):
                        yield at, data
                    at += len(data)
                ended = True
            finally:
                (stream.finish if ended else stream.abort)()

    def write_pieces(self, path: str, size_bytes: int, pieces: Iterable[Piece], written: Callable[[int], None]) -> None:
        """Make a file of pieces."""
        with faults(f"The file {path} cannot be written."), self._pool(posixpath.dirname(path)) as pool:
            self._refuse_existing(pool, path)
            volume = pool.createXML(_volume_definition(NewDisk(path, "raw", size_bytes)), 0)
            try:
                for at, data in pieces:
                    self._upload(volume, at, data)
                    written(len(data))
            except BaseException:
                volume.delete(0)
                raise

    def _upload(self, volume: libvirt.virStorageVol, at: int, data: bytes) -> None:
        stream = self._connection.newStream(0)
        volume.upload(stream, at, len(data), 0)
        try:
            left = memoryview(data)
            while left:
                left = left[stream.send(bytes(left)) :]
        except BaseException:
            stream.abort()
            raise
        stream.finish()

    def delete_file(self, path: str) -> bool:
        """Delete a file."""
        try:
            with self._pool(posixpath.dirname(path)) as pool:
                self._volume_in(pool, path).delete(0)
        except libvirt.libvirtError as err:
            if is_gone(err) or self._free(posixpath.dirname(path)) < 0:
                return False
            raise error_from(f"The file {path} cannot be deleted.", err, path) from err
        return True

    def discard_partial(self, path: str) -> None:
        """libvirt itself deletes a volume that it could not finish; what a lost daemon left is the file itself."""
        self.delete_file(path)

    def _refuse_existing(self, pool: libvirt.virStoragePool, path: str) -> None:
        with contextlib.suppress(libvirt.libvirtError):
            pool.refresh(0)
        if posixpath.basename(path) in pool.listVolumes():
            raise exists_error(path)

    def _volume(self, path: str) -> libvirt.virStorageVol | None:
        try:
            return self._connection.storageVolLookupByPath(path)
        except libvirt.libvirtError:
            pass
        parent = posixpath.dirname(path)
        if not posixpath.basename(path) or not parent:
            return None
        try:
            with self._pool(parent) as pool:
                return self._volume_in(pool, path)
        except libvirt.libvirtError:
            return None

    def _volume_in(self, pool: libvirt.virStoragePool, path: str) -> libvirt.virStorageVol:
        name = posixpath.basename(path)
        try:
            return pool.storageVolLookupByName(name)
        except libvirt.libvirtError:
            pool.refresh(0)  # made outside of libvirt
            return pool.storageVolLookupByName(name)

    def _free(self, folder: str) -> int:
        """Free bytes at a folder, -1 when it is not there."""
        try:
            with self._pool(folder) as pool:
                return int(pool.info()[3])
        except libvirt.libvirtError:
            return -1

    @contextlib.contextmanager
    def _pool(self, folder: str) -> Iterator[libvirt.virStoragePool]:
        """The pool of a folder: one that is there, or a transient one."""
        folder = folder.rstrip("/") or "/"
        for pool in self._connection.listAllStoragePools(libvirt.VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE):
            if (parse(pool.XMLDesc()).findtext("target/path") or "").rstrip("/") == folder:
                yield pool
                return
        with self._new_pool(folder, build=False) as made:
            yield made

    @contextlib.contextmanager
    def _new_pool(self, folder: str, *, build: bool) -> Iterator[libvirt.virStoragePool]:
        flags = libvirt.VIR_STORAGE_POOL_CREATE_WITH_BUILD if build else 0
        pool = self._connection.storagePoolCreateXML(_pool_definition(folder), flags)
        try:
            yield pool
        finally:
            with contextlib.suppress(libvirt.libvirtError):
                pool.destroy()


def _pool_definition(folder: str) -> str:
    root = ET.Element("pool", type="dir")
    put(root, "name", f"vmmconsole-{uuid4()}")
    put(put(root, "target"), "path", folder)
    return to_text(root)


def _volume_definition(disk: NewDisk) -> str:
    root = ET.Element("volume")
    put(root, "name", posixpath.basename(disk.path))
    put(root, "capacity", str(disk.size_bytes), unit="bytes")
    put(root, "allocation", str(disk.size_bytes if disk.fixed else 0), unit="bytes")
    put(put(root, "target"), "format", type=disk.format)
    if disk.parent:
        backing = put(root, "backingStore")
        put(backing, "path", disk.parent)
        put(backing, "format", type=disk.parent_format or "qcow2")
    return to_text(root)
