"""The files of this machine, through the system and qemu-img."""

from __future__ import annotations

import errno
import os
import re
import select
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from vmmconsole.model.errors import HostError, StorageError
from vmmconsole.providers.contract import DirectoryItem, Progress
from vmmconsole.providers.movement import Piece

from .storage import (
    PIECE_BYTES,
    DiskFacts,
    NewDisk,
    exists_error,
    missing_error,
    no_space_error,
    not_writable_error,
    partial_path,
)

_LOOK_SECONDS = 0.25
_PERCENT = re.compile(rb"\(([0-9.]+)/100%\)")
_QCOW2 = struct.Struct(">4sIQIIQ")


class LocalFiles:
    """The files of this machine."""

    def path_facts(self, path: str) -> tuple[bool, bool, int]:
        """Whether it exists, whether one can write there, and the volume's free bytes."""
        try:
            target = Path(path)
            exists = target.exists()
            place = target
            while not place.exists() and place != place.parent:
                place = place.parent
            usage = os.statvfs(place)
        except (OSError, ValueError):  # a path too long, or with a zero byte
            return False, False, 0
        writable = os.access(place, os.W_OK | (os.X_OK if place.is_dir() else 0))
        holds_files = usage.f_blocks > 0 and (place.is_dir() or exists)  # /proc and the like have no blocks
        return exists, writable and holds_files, usage.f_bavail * usage.f_frsize

    def list_directory(self, path: str) -> list[DirectoryItem]:
        """What is in a folder, folders first."""
        try:
            with os.scandir(path) as entries:
                items = [
                    DirectoryItem(
                        name=e.name,
                        path=e.path,
                        is_directory=e.is_dir(),
                        size=None if e.is_dir() else e.stat(follow_symlinks=False).st_size,
                    )
                    for e in entries
                    if not e.name.startswith(".") and _is_text(e.name)
                ]
        except (OSError, ValueError) as err:
            raise _storage_error(f"The folder {path} cannot be listed.", path, err) from err
        return sorted(items, key=lambda i: (not i.is_directory, i.name.lower()))

    def disk_facts(self, path: str) -> DiskFacts | None:
        """The disk in a file, read from its header."""
        try:
            found = Path(path).stat()
            with Path(path).open("rb") as file:
                return _facts_from(file, path, found)
        except (OSError, ValueError):
            return None

    def make_folder(self, path: str) -> list[str]:
        """Make a folder with those above it."""
        made: list[str] = []
        missing: list[Path] = []
        place = Path(path)
        try:
            while not place.exists():
                missing.append(place)
                place = place.parent
            if not place.is_dir():
                raise not_writable_error(str(place))
            for folder in reversed(missing):
                try:
                    folder.mkdir()
                    made.append(str(folder))
                except FileExistsError:
                    if not folder.is_dir():
                        raise
        except (OSError, ValueError) as err:
            for done in reversed(made):
                self.remove_folder(done)
            raise _storage_error(f"The folder {path} cannot be made.", path, err) from err
        return made

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is there and empty."""
        try:
            Path(path).rmdir()
        except OSError:
            return False
        return True

    def create_disk(self, disk: NewDisk, progress: Progress) -> None:
        """Make an empty disk, or one on top of another."""
        partial = partial_path(disk.path)
        command = [_qemu_img(), "create", "-q", "-f", disk.format]
        if disk.fixed and not disk.parent:
            command += ["-o", "preallocation=falloc"]
        if disk.parent:
            command += ["-b", disk.parent, "-F", disk.parent_format or "qcow2"]
        command.append(partial)
        if not disk.parent:
            command.append(str(disk.size_bytes))
        self._make(command, disk.path, partial, progress)

    def copy_disk(self, source: str, target: str, disk_format: str, progress: Progress) -> None:
        """Copy a disk with its data."""
        facts = self.disk_facts(source)
        if facts is None:
            raise missing_error(source)
        partial = partial_path(target)
        command = [_qemu_img(), "convert", "-p", "-f", facts.format, "-O", disk_format, source, partial]
        self._make(command, target, partial, progress)

    def resize_disk(self, path: str, size_bytes: int) -> None:
        """Let a disk grow."""
        facts = self.disk_facts(path)
        if facts is None:
            raise missing_error(path)
        run = subprocess.run(  # noqa: S603  a list of arguments, no shell
            [_qemu_img(), "resize", "-q", "-f", facts.format, path, str(size_bytes)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if run.returncode != 0:
            raise _tool_error(f"The disk {path} cannot be expanded.", path, run.stderr)

    def file_sizes(self, path: str) -> tuple[int, int] | None:
        """Its length and the bytes that it takes."""
        try:
            found = Path(path).stat()
        except (OSError, ValueError):
            return None
        return found.st_size, min(found.st_size, found.st_blocks * 512)

    def read_pieces(self, path: str) -> Iterator[Piece]:
        """Its data, holes left out."""
        try:
            with Path(path).open("rb", buffering=0) as file:
                at, end = 0, file.seek(0, os.SEEK_END)
                while at < end:
                    try:
                        at = os.lseek(file.fileno(), at, os.SEEK_DATA)
                    except OSError as err:
                        if err.errno == errno.ENXIO:  # only a hole is left
                            return
                        raise
                    hole = os.lseek(file.fileno(), at, os.SEEK_HOLE)
                    while at < hole:
                        data = os.pread(file.fileno(), min(PIECE_BYTES, hole - at), at)
                        if not data:
                            return
                        yield at, data
                        at += len(data)
        except (OSError, ValueError) as err:
            raise _storage_error(f"The file {path} cannot be read.", path, err) from err

    def write_pieces(self, path: str, size_bytes: int, pieces: Iterable[Piece], written: Callable[[int], None]) -> None:
        """Make a file of pieces."""
        if os.path.lexists(path):
            raise exists_error(path)
        partial = partial_path(path)
        try:
            with Path(partial).open("wb", buffering=0) as file:
                file.truncate(size_bytes)
                for at, data in pieces:
                    view = memoryview(data)
                    while view:
                        count = os.pwrite(file.fileno(), view, at)
                        view, at = view[count:], at + count
                    written(len(data))
                os.fsync(file.fileno())
            _name_file(partial, path)
        except (OSError, ValueError) as err:
            raise _storage_error(f"The file {path} cannot be written.", path, err) from err
        finally:
            self.delete_file(partial)

    def delete_file(self, path: str) -> bool:
        """Delete a file."""
        try:
            Path(path).unlink()
        except FileNotFoundError:
            return False
        except (OSError, ValueError) as err:
            raise _storage_error(f"The file {path} cannot be deleted.", path, err) from err
        return True

    def discard_partial(self, path: str) -> None:
        """Delete what did not end."""
        self.delete_file(partial_path(path))

    def _make(self, command: list[str], path: str, partial: str, progress: Progress) -> None:
        """Run qemu-img into a partial file, then give it its name, which must be free."""
        if os.path.lexists(path):
            raise exists_error(path)
        self.delete_file(partial)
        try:
            _run(command, path, progress)
            _name_file(partial, path)
        finally:
            self.delete_file(partial)


def _is_text(name: str) -> bool:
    """Names that are no text can be shown nowhere and stored nowhere."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _name_file(partial: str, path: str) -> None:
    """Like a rename, but never over an existing file."""
    try:
        os.link(partial, path)
    except FileExistsError as err:
        raise exists_error(path) from err
    except OSError:  # a file system without links
        if Path(path).exists():
            raise exists_error(path) from None
        Path(partial).rename(path)


def _run(command: list[str], path: str, progress: Progress) -> None:
    """Run qemu-img; report the percentages it prints; end it when the job is cancelled."""
    progress.check()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603  a list of arguments, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env={**os.environ, "LC_ALL": "C"}
        )
        try:
            assert process.stdout is not None
            while True:
                # Of a large disk a percent takes minutes; who cancels does not wait for it.
                if select.select([process.stdout], [], [], _LOOK_SECONDS)[0]:
                    chunk = os.read(process.stdout.fileno(), 4096)
                    if not chunk:
                        break
                    found = _PERCENT.findall(chunk)
                    if found:
                        progress.report(float(found[-1]))
                progress.check()
        except BaseException:
            process.kill()
            raise
        finally:
            if process.stdout is not None:
                process.stdout.close()
            process.wait()
        if process.returncode != 0:
            errors.seek(0)
            raise _tool_error(f"The file {path} cannot be made.", path, errors.read().decode(errors="replace"))


def _facts_from(file: IO[bytes], path: str, found: os.stat_result) -> DiskFacts:
    head = file.read(_QCOW2.size)
    allocated, size = found.st_blocks * 512, found.st_size
    if head[:4] == b"QFI\xfb" and len(head) == _QCOW2.size:
        _magic, _version, name_at, name_size, _bits, virtual_size = _QCOW2.unpack(head)
        parent = ""
        if name_at and 0 < name_size < 1024:
            file.seek(name_at)
            parent = os.fsdecode(file.read(name_size))
        return DiskFacts("qcow2", virtual_size, allocated, parent)
    for magic, name in ((b"vhdxfile", "vhdx"), (b"KDMV", "vmdk"), (b"conectix", "vpc"), (b"QED\0", "qed")):
        if head.startswith(magic):
            return DiskFacts(name, size, allocated)
    if size >= 512:
        file.seek(size - 512)
        if file.read(8) == b"conectix":
            return DiskFacts("vpc", size - 512, allocated)
    return DiskFacts("raw", size or _device_size(file), allocated)


def _device_size(file: IO[bytes]) -> int:
    try:
        return file.seek(0, os.SEEK_END)
    except OSError:
        return 0


def _qemu_img() -> str:
    program = shutil.which("qemu-img")
    if program is None:
        raise HostError(
            "Virtual hard disks cannot be made on this machine yet.",
            cause="The program qemu-img is not installed.",
            action="Install it with: sudo apt-get install qemu-utils",
        )
    return program


def _tool_error(problem: str, path: str, text: str) -> StorageError:
    """What qemu-img said, in our words where they are known."""
    text = text.strip()
    lowered = text.lower()
    if "no space left" in lowered:
        return no_space_error(str(Path(path).parent))
    if "permission denied" in lowered or "read-only file system" in lowered:
        return not_writable_error(str(Path(path).parent))
    return StorageError(
        problem,
        cause=text.removeprefix("qemu-img: ") or "qemu-img gave no reason.",
        action="Check the path and the disk's format, then try again.",
        details=text,
        object_name=path,
    )


def _storage_error(problem: str, path: str, err: OSError | ValueError) -> StorageError:
    code = err.errno if isinstance(err, OSError) else None
    if code in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return not_writable_error(path)
    if code in {errno.ENOSPC, errno.EDQUOT}:
        return no_space_error(path)
    if code == errno.ENOENT:
        return missing_error(path)
    return StorageError(
        problem,
        cause=(os.strerror(code) if code else str(err)) + ".",
        action="Check the path, or choose another one.",
        details=str(err),
        object_name=path,
    )
