"""What a script writes, on its way from the script's thread to the window: in pieces, and no more than is kept."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["text", "error", "warning", "note", "prompt", "muted", "ok", "special"]
MOST_LINES = 10_000
"""The window keeps so many lines; what is further up is gone, also when it never came to the screen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a style; `spans` are coloured parts of it as (start, end, kind) of the script highlighter."""

    text: str
    style: Style = "text"
    spans: Sequence[tuple[int, int, str]] = ()

    @property
    def lines(self) -> int:
        return self.text.count("\n")


class Output:
    """A queue that a script of a million lines neither fills nor waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pieces: deque[Piece] = deque()
        self._lines = 0
        self.clear_wanted = False
        """Whether everything shown so far is to go, before what is taken next."""

    def put(self, piece: Piece) -> None:
        """Add what was written; the oldest waiting lines go where there are too many."""
        with self._lock:
            self._pieces.append(piece)
            self._lines += piece.lines
            while (excess := self._lines - MOST_LINES) > 0:
                self.clear_wanted = True  # what is shown is further up still
                oldest = self._pieces.popleft()
                if oldest.lines > excess:
                    self._pieces.appendleft(_cut(oldest, excess)[1])
                self._lines -= min(excess, oldest.lines)

    def clear(self) -> None:
        """Forget what waits, and have the window do so with what it shows."""
        with self._lock:
            self._pieces.clear()
            self._lines = 0
            self.clear_wanted = True

    def take(self, most_lines: int) -> tuple[bool, list[Piece]]:
        """Whether to clear first, and the next pieces, of about so many lines."""
        taken: list[Piece] = []
        with self._lock:
            clear, self.clear_wanted = self.clear_wanted, False
            lines = 0
            while self._pieces and lines < most_lines:
                piece = self._pieces.popleft()
                if piece.lines > most_lines and not piece.spans:
                    piece, rest = _cut(piece, most_lines)
                    self._pieces.appendleft(rest)
                taken.append(piece)
                lines += piece.lines
            self._lines -= lines
        return clear, taken

    def __bool__(self) -> bool:
        return bool(self._pieces) or self.clear_wanted


def _cut(piece: Piece, lines: int) -> tuple[Piece, Piece]:
    parts = piece.text.split("\n")
    head = "\n".join(parts[:lines]) + "\n"
    return Piece(head, piece.style), Piece("\n".join(parts[lines:]), piece.style)
