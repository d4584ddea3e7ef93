"""Noticing what happens in a share's folder: by the system's own events, or by looking again and again."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from typing import Any
from uuid import UUID

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from .recognition import is_ignored

SETTLE_SECONDS = 0.3
"""How long a path must be quiet before it is read: files often come with companions, and moves as two events."""
WRITING_SECONDS = 3.0 if sys.platform == "linux" else 1.0
"""How long a file that was written to may stay quiet before it counts as finished. Linux tells when it is closed."""

_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent, FileDeletedEvent,
    FileModifiedEvent, FileMovedEvent,
]  # fmt: skip


@dataclass(slots=True)
class DuePaths:
    """The paths of shares that must be looked at, each with the time from which on."""

    _due: dict[tuple[UUID, str], float] = field(default_factory=dict)
    _changed: Condition = field(default_factory=Condition)
    _ended: bool = False

    def add(self, share_id: UUID, path: str, after_seconds: float) -> None:
        """Look at a path below the share's folder after that time, counted anew each time it is added."""
        with self._changed:
            self._due[share_id, path] = time.monotonic() + after_seconds
            self._changed.notify_all()

    def end(self) -> None:
        """Let `take` answer None from now on."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def take(self, timeout_seconds: float) -> dict[UUID, set[str]] | None:
        """The paths that are due by share, empty after the timeout, None at the end."""
        deadline = time.monotonic() + timeout_seconds
        with self._changed:
            while not self._ended:
                now = time.monotonic()
                ready = [key for key, due in self._due.items() if due <= now]
                if ready or now >= deadline:
                    taken: dict[UUID, set[str]] = {}
                    for share_id, path in ready:
                        del self._due[share_id, path]
                        taken.setdefault(share_id, set()).add(path)
                    return taken
                self._changed.wait(min([deadline, *self._due.values()]) - now)
            return None


class _Handler(FileSystemEventHandler):
    def __init__(self, root: str, report: Callable[[str, float], None]) -> None:
        self._root = root
        self._report = report

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog on its thread; must be quick, since a copy writes thousands of times."""
        wait = WRITING_SECONDS if isinstance(event, FileModifiedEvent) else SETTLE_SECONDS
        for place in (event.src_path, event.dest_path):
            if place:
                path = os.path.relpath(os.fsdecode(place), self._root).replace(os.sep, "/")
                if not path.startswith("..") and not is_ignored(path.rsplit("/", 1)[-1]):
                    self._report("" if path == "." else path, wait)


class FolderWatch:
    """The system's events for one folder and all below it, where the system has any left."""

    def __init__(self, root: Path, report: Callable[[str, float], None]) -> None:
        """`report` gets a path below `root` and how many seconds to wait before looking at it."""
        self._root = root
        self._report = report
        self._observer: Any = None
        self._identity: tuple[int, int] | None = None
        self.problem = ""
        """Why there are no events, in words; then somebody must look again and again."""

    def start(self) -> None:
        """Begin; without a folder, or without events, `problem` says why."""
        self.stop()
        self._identity = _identity(self._root)
        if self._identity is None:
            self.problem = "The folder is not there."
            return
        observer = Observer()
        try:
            observer.schedule(
                _Handler(str(self._root), self._report), str(self._root), recursive=True, event_filter=_EVENTS
            )
            observer.start()
        except OSError as err:
            self.problem = _reason(err)
            if observer.is_alive():
                observer.stop()
            return
        self._observer = observer
        self.problem = ""

    def stop(self) -> None:
        """End the events and their threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=5)
            self._observer = None

    def is_same_folder(self) -> bool:
        """Whether the folder is the one that is watched: not gone, come back, or replaced."""
        return _identity(self._root) == self._identity


def _identity(root: Path) -> tuple[int, int] | None:
    try:
        facts = root.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _reason(err: OSError) -> str:
    if err.errno in {errno.ENOSPC, errno.EMFILE}:
        return (
            "The system's limit of watched folders is reached (raise fs.inotify.max_user_watches and "
            "fs.inotify.max_user_instances)."
        )
    return f"The system does not report changes there: {err.strerror or err}."
