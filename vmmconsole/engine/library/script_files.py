"""The files of scripts in a share: read with a limit, written at once or not at all, never outside the share."""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from vmmconsole.model import LibraryShare
from vmmconsole.model.errors import ConflictError, LibraryError
from vmmconsole.model.library import LibraryItem

from .recognition import is_ignored

MAX_READ_BYTES = 8 * 1024 * 1024


def read(share: LibraryShare, item: LibraryItem) -> bytes:
    """The content of a script.

    Raises:
        LibraryError: the file is not there, not inside its share, too large, or cannot be read.
    """
    path, failed = Path(item.share_path), f"The {item.title} '{item.name}' cannot be read."
    try:
        place = path.resolve(strict=True)
        if not place.is_relative_to(Path(share.path).resolve(strict=True)):
            raise LibraryError(failed, cause=f"{path} is not inside the library share {share.name}.",
                               action="Open the file where it is.", object_name=item.name)  # fmt: skip
        with place.open("rb") as file:
            data = file.read(MAX_READ_BYTES + 1)
    except OSError as err:
        raise LibraryError(
            failed, cause=f"{path}: {err.strerror or err}.", action="Refresh the share, and check who may read it.",
            object_name=item.name,
        ) from err  # fmt: skip
    if len(data) > MAX_READ_BYTES:
        raise LibraryError(failed, cause=f"It is larger than {MAX_READ_BYTES // 1024**2} MB, which is no script.",
                           action="Look at the file on the library server.", object_name=item.name)  # fmt: skip
    return data


def write(share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str) -> None:
    """Write a script to a path below a share. What is there already with the same content stays, so that a job that
    goes on after a crash can write again.

    Raises:
        ConflictError: a script is there and may not be replaced, or is another one than `replaces` says (SHA-256).
        LibraryError: the place is not inside the share, or cannot be written.
    """
    failed = f"The script '{path}' cannot be saved in the library share '{share.name}'."
    try:
        target = _inside(share, path, failed)
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise LibraryError(failed, cause=f"{target} is a link or a folder.", action="Choose another name.",
                               object_name=path)  # fmt: skip
        if target.exists():
            old = target.read_bytes()
            if old == data:
                return
            _refuse_replacing(old, path, failed, overwrite=overwrite, replaces=replaces)
        _put(target, data)
    except OSError as err:
        raise LibraryError(
            failed, cause=f"{err.strerror or err}.", action="Check who may write in the folder of the share.",
            object_name=path,
        ) from err  # fmt: skip


def _refuse_replacing(old: bytes, path: str, failed: str, *, overwrite: bool, replaces: str) -> None:
    if not overwrite:
        raise ConflictError(failed, cause="There is one of that name already.",
                            action="Choose another name, or replace it with -Force.", object_name=path)  # fmt: skip
    if replaces and sha256(old).hexdigest() != replaces:
        raise ConflictError(failed, cause="Somebody else has changed it meanwhile.",
                            action="Look at what is there now, or save yours under another name.",
                            object_name=path)  # fmt: skip


def _inside(share: LibraryShare, path: str, failed: str) -> Path:
    parts = path.split("/")
    root = Path(share.path).resolve(strict=True)
    folder = root.joinpath(*parts[:-1])
    # Of the folders that are there already, none may lead out; then those that are not there can be made.
    known = next(at for at in (folder, *folder.parents) if at.exists())
    odd = any(part in {"", ".", ".."} or is_ignored(part) or len(part.encode()) > 255 for part in parts)
    if odd or not known.resolve().is_relative_to(root):
        raise LibraryError(failed, cause="The path leads out of the share, or names what the library passes over.",
                           action="Choose a folder and a name inside the share.", object_name=path)  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    return folder / parts[-1]


def _put(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".script-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
