"""Records of the audit as lines of JSON, each with the hash of the one before: what is altered, deleted or moved shows.

A file holds a month. ``audit.head`` beside them names the last record, so that lines missing at the end show as well.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

GENESIS = "0" * 64
"""What stands for the hash before the first record."""
HEAD = "audit.head"
_HEAD_FORMAT = "{seq:020d} {hash}\n"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write other line ends
_CANONICAL = orjson.OPT_SORT_KEYS


def hash_of(record: dict[str, Any]) -> str:
    """SHA-256, hexadecimal, of a record without its own hash."""
    body = {name: value for name, value in record.items() if name != "Hash"}
    return hashlib.sha256(orjson.dumps(body, option=_CANONICAL)).hexdigest()


def script_hash(script: str) -> str:
    """SHA-256, hexadecimal, of a script's text, as jobs have it."""
    return hashlib.sha256(script.encode("utf-8", "surrogatepass")).hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files of an audit, oldest first."""
    return sorted(folder.glob("audit-[0-9][0-9][0-9][0-9]-[0-9][0-9].jsonl"))


def lines_of(folder: Path, *, newest: int = 0) -> Iterator[tuple[Path, int, bytes]]:
    """Each line of an audit, or of its newest files: its file, its number there from 1, and its bytes with the line's
    end."""
    for path in files_of(folder)[-newest:]:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield path, number, line


def head_of(folder: Path) -> tuple[int, str] | None:
    """Number and hash of the last record, as the head says; None without a readable one."""
    try:
        seq, found = (folder / HEAD).read_text("ascii").split()
        return int(seq), found
    except (OSError, ValueError):
        return None


class Chain:
    """Appends records; one engine at a time has it open. Not safe for threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seq = 0
        self.last_hash = GENESIS
        self.last: dict[str, Any] = {}
        """The last record, empty without any."""
        self._month = ""
        self._file = -1
        self._head = -1

    def open(self) -> None:
        """Go on after the last whole record; a half line, which a crash left, is cut off.

        Raises:
            OSError: the folder cannot be used.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in reversed(files_of(self.folder)):
            last = _last_line(path)
            if last:
                self.last = orjson.loads(last)
                self.seq, self.last_hash = int(self.last["Seq"]), str(self.last["Hash"])
                break
        self._head = os.open(self.folder / HEAD, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)

    def close(self) -> None:
        """Write no more."""
        for handle in (self._file, self._head):
            if handle != -1:
                os.close(handle)
        self._file = self._head = -1
        self._month = ""

    def append(self, time: str, record: dict[str, Any]) -> dict[str, Any]:
        """Add a record; `time` is in ISO form, UTC. Returns it with its number and hash.

        Raises:
            OSError: it cannot be written.
        """
        whole = {**record, "Seq": self.seq + 1, "Time": time, "Previous": self.last_hash}
        whole["Hash"] = hash_of(whole)
        os.write(self._open_for(time[:7]), orjson.dumps(whole, option=_CANONICAL) + b"\n")
        self.seq, self.last_hash, self.last = whole["Seq"], whole["Hash"], whole
        os.lseek(self._head, 0, os.SEEK_SET)
        os.write(self._head, _HEAD_FORMAT.format(seq=self.seq, hash=self.last_hash).encode())
        return whole

    def _open_for(self, month: str) -> int:
        # A clock that was put back must not put a later record into an earlier file.
        month = max(month, self._month or str(self.last.get("Time", ""))[:7])
        if month != self._month:
            if self._file != -1:
                os.close(self._file)
            path = self.folder / f"audit-{month}.jsonl"
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
            self._month = month
        return self._file


def _last_line(path: Path) -> bytes:
    """The last whole line of a file; what a crash left after it is cut off."""
    with path.open("rb+") as file:
        end = file.seek(0, os.SEEK_END)
        tail, at = b"", end
        while at > 0 and tail.count(b"\n") < 2:
            step = min(65_536, at)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            file.truncate(at + whole)
        lines = tail[:whole].splitlines()
        return lines[-1] if lines else b""
