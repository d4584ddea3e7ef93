"""What was typed in the shell before: a file for the user alone, without the lines that may hold a secret."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

MOST_KEPT = 5_000
_SECRET = re.compile(
    r"password|passphrase|securestring|asplaintext|token|apikey|secret|credential.*['\"]", re.IGNORECASE
)
"""The words that make PSReadLine leave a line out of its file, and a few more."""


def may_hold_secret(text: str) -> bool:
    """Whether a statement should not be written to a file."""
    return _SECRET.search(text) is not None


class History:
    """Statements, oldest first. Several shells may write the file at once; each statement is one write."""

    def __init__(self, path: Path | None) -> None:
        """`path` is the file, None to keep nothing beyond this session."""
        self.path = path
        self._kept: list[str] | None = None

    @property
    def statements(self) -> list[str]:
        """What was typed, oldest first; the file is read at the first use."""
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def add(self, text: str) -> None:
        """Keep a statement; one that may hold a secret only until the shell ends, a repeated one once."""
        text = text.strip("\n")
        if not text.strip() or self.statements[-1:] == [text]:
            return
        self.statements.append(text)
        if self.path is not None and not may_hold_secret(text):
            lines = "".join(f"+{line}\n" for line in text.split("\n"))
            self._append(f"\n# {time.strftime('%Y-%m-%d %H:%M:%S')}\n{lines}")

    def _append(self, entry: str) -> None:
        assert self.path is not None
        with contextlib.suppress(OSError):  # a full disk is no reason not to run the statement
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, entry.encode("utf-8", "replace"))
            finally:
                os.close(file)

    def _read(self) -> list[str]:
        if self.path is None:
            return []
        try:
            self.path.chmod(0o600)
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        found: list[str] = []
        lines: list[str] = []
        for line in [*text.split("\n"), ""]:
            if line.startswith("+"):
                lines.append(line[1:])
            elif lines:
                found.append("\n".join(lines))
                lines = []
        return found[-MOST_KEPT:]
