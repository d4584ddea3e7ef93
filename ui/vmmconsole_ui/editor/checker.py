"""The window's side of the checking process: the newest text goes there, answers come back as signals."""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from vmmconsole.script.diagnostics import Diagnostic

from .check_process import HEAD, Pieces, frame

_log = logging.getLogger(__name__)
_MOST_STARTS = 3


@dataclass(slots=True)
class _Request:
    asker: QObject
    revision: int
    text: str
    started: bool = field(default=False)


class Checker(QObject):
    """Checks scripts for any number of editors, one text at a time; of each editor only the newest text counts."""

    painted = Signal(object, int, object)
    """Who asked, the revision of the text, its `Pieces`."""
    checked = Signal(object, int, object)
    """Who asked, the revision of the text, the list of `Diagnostic` with places as Qt counts them."""
    failed = Signal(str)
    """Why nothing is checked any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One object for all runs: a process that is made anew for each and deleted behind its own signals crashes Qt.
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._waiting: list[_Request] = []
        self._current: _Request | None = None
        self._number = 0
        self._buffer = bytearray()
        self._starts = 0
        self._stopping = False

    def ask(self, asker: QObject, revision: int, text: str) -> None:
        """Check a text; an older one of the same asker that has not begun is forgotten."""
        self._waiting = [request for request in self._waiting if request.asker is not asker]
        self._waiting.append(_Request(asker, revision, text))
        self._next()

    def forget(self, asker: QObject) -> None:
        """The asker goes away."""
        self._waiting = [request for request in self._waiting if request.asker is not asker]
        if self._current is not None and self._current.asker is asker:
            self._current.asker = self

    def stop(self) -> None:
        """End the process."""
        self._waiting.clear()
        self._current = None
        if self.is_running:
            self._stopping = True
            self._process.kill()
            self._process.waitForFinished(2000)

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def _next(self) -> None:
        if self._current is not None or not self._waiting or not self._can_run():
            return
        self._current = self._waiting.pop(0)
        self._number += 1
        content = self._current.text.encode("utf-8", "surrogatepass")
        self._process.write(frame(b"T", self._number, content))

    def _can_run(self) -> bool:
        if not self.is_running:
            if self._stopping or self._starts >= _MOST_STARTS:
                return False
            self._starts += 1
            self._buffer.clear()
            self._process.start(sys.executable, ["-m", "vmmconsole_ui.editor.check_process"])
        return self.is_running

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # every other one is followed by its end
            self._ended()

    def _ended(self, *_how: object) -> None:
        """It crashed: the text that it had is left unchecked, the next one goes to a new process."""
        self._current = None
        if self._stopping:
            return
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        _log.warning("The process that checks scripts ended: %s", said or self._process.errorString())
        if self._starts >= _MOST_STARTS:
            self.failed.emit("Scripts are not checked while you type: the process for that ends again and again.")
        else:
            self._next()

    def _read(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        while len(self._buffer) >= HEAD.size:
            letter, number, length = HEAD.unpack_from(self._buffer)
            if len(self._buffer) < HEAD.size + length:
                return
            content = bytes(self._buffer[HEAD.size : HEAD.size + length])
            del self._buffer[: HEAD.size + length]
            self._take(letter, number, content)

    def _take(self, letter: bytes, number: int, content: bytes) -> None:
        request = self._current
        if request is None or number != self._number:
            return
        if letter == b"P":
            self.painted.emit(request.asker, request.revision, Pieces.unpack(content))
            return
        self._current = None
        found = [Diagnostic(**fields) for fields in json.loads(content)]
        self.checked.emit(request.asker, request.revision, found)
        self._next()


def _environment() -> QProcessEnvironment:
    """Ours, with the folders that our packages are in, so that the process finds the same ones."""
    import vmmconsole

    found = QProcessEnvironment.systemEnvironment()
    ours = [str(Path(__file__).parents[2]), str(Path(vmmconsole.__file__).parents[1])]
    folders = [*dict.fromkeys(ours), *filter(None, [os.environ.get("PYTHONPATH")])]
    found.insert("PYTHONPATH", os.pathsep.join(folders))
    return found
