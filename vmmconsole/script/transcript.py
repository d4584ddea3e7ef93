"""A file that takes down what a script shows, between Start-Transcript and Stop-Transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .dates import format_date, now
from .formatting import error_text, format_objects

_LINE = "*" * 22
_PREFIXES = {"warning": "WARNING: ", "verbose": "VERBOSE: ", "debug": "DEBUG: "}
_WIDTH = 120


class Transcript:
    """An open transcript; objects wait for others of their kind, as on the screen."""

    def __init__(self, path: Path, *, append: bool) -> None:
        """Raises:
        OSError: the file cannot be written.
        """
        self.path = path
        self._objects: list[Any] = []
        start = f"{_LINE}\nTranscript start\nStart time: {format_date(now(), 'yyyyMMddHHmmss')}\n{_LINE}\n"
        with path.open("a" if append else "w", encoding="utf-8") as file:
            file.write(start)

    def record(self, stream: str, value: object) -> None:
        """Take down one record of a stream."""
        if stream == "output":
            self._objects.append(value)
            return
        self.flush()
        if stream == "error":
            self._add(error_text(value) + "\n")
        elif stream in _PREFIXES:
            self._add(f"{_PREFIXES[stream]}{value}\n")
        elif stream in ("host", "information"):
            self._add(str(value) if stream == "host" else f"{value}\n")

    def flush(self) -> None:
        """Write the objects that wait."""
        objects, self._objects = self._objects, []
        self._add(format_objects(objects, _WIDTH))

    def end(self) -> None:
        """The last lines."""
        self.flush()
        self._add(f"{_LINE}\nTranscript end\nEnd time: {format_date(now(), 'yyyyMMddHHmmss')}\n{_LINE}\n")

    def _add(self, text: str) -> None:
        if text:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(text)
