"""The engine's data folder: claimed by one engine at a time, with a log file that never grows without bound."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from vmmconsole.model.errors import EngineError

LOG_BYTES = 5 * 1024 * 1024
LOG_FILES = 4
_PRIVATE = ("vmm.db", "jobs.db", "engine.log")
"""What holds scripts and what they say; SQLite gives its companions the same mode."""


class DataInUseError(EngineError):
    """Another engine uses the data folder; it may be just ending."""


class DataDir:
    """A folder that one engine at a time may use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def claim(self) -> None:
        """Make the folder where it is missing, for its owner only, and keep other engines out until `release`.

        Raises:
            EngineError: it cannot be used, or another engine uses it.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.path / "store.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as err:
            raise EngineError(
                f"The data folder {self.path} cannot be used.",
                cause=f"{err.strerror}.",
                action="Choose another folder with --data, or correct its permissions.",
            ) from err
        try:
            _lock(handle)
        except OSError as err:
            os.close(handle)
            raise DataInUseError(
                f"The data folder {self.path} is in use.",
                cause="Another engine runs on it.",
                action="Connect to that engine, end it, or choose another folder with --data.",
            ) from err
        self._handle = handle
        self._keep_private()

    def _keep_private(self) -> None:
        """Let nobody else read what jobs ran, also in a folder that was there before and is open to others."""
        for name in _PRIVATE:
            with contextlib.suppress(OSError):  # what cannot be opened, its owner says with a better reason
                os.close(os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o600))
                (self.path / name).chmod(0o600)

    def release(self) -> None:
        """Let others use the folder. The system does so too when the engine dies."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LogFile:
    """``engine.log`` in the data folder: what our own packages and the job record say."""

    _LOGGERS = ("vmmconsole", "dbos")

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "engine.log"
        self._handler: RotatingFileHandler | None = None

    def open(self) -> None:
        """Begin to write."""
        handler = RotatingFileHandler(self._path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
        for name in self._LOGGERS:
            logging.getLogger(name).addHandler(handler)
        logger = logging.getLogger("vmmconsole")
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.INFO)
        self._handler = handler

    def close(self) -> None:
        """Write no more."""
        if self._handler is None:
            return
        for name in self._LOGGERS:
            logging.getLogger(name).removeHandler(self._handler)
        self._handler.close()
        self._handler = None
