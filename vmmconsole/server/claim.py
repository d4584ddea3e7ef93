"""One engine per data folder: a lock that the system takes back when the process dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vmmconsole.model.errors import ConflictError, EngineError

LOCK_FILE = "engine.lock"


class DataInUseError(ConflictError):
    """Another engine runs on this data folder."""


@contextmanager
def claim(data_dir: Path) -> Iterator[None]:
    """Own the data folder while the context is open.

    Raises:
        DataInUseError: another engine does.
        EngineError: the folder cannot be written.
    """
    path = data_dir / LOCK_FILE
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as err:
        raise EngineError(
            f"The data folder {data_dir} cannot be used.",
            cause=f"{err.strerror}.",
            action="Choose a folder that you can write, with --data.",
            details=str(err),
        ) from err
    try:
        try:
            _lock(descriptor)
        except OSError as err:
            raise DataInUseError(
                f"The data folder {data_dir} is in use.",
                cause="Another engine runs on it.",
                action="Connect to that engine, end it, or choose another folder with --data.",
            ) from err
        yield
    finally:
        os.close(descriptor)  # gives the lock back


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only typed on Windows
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
