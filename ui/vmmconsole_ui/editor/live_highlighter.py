"""Colours of a script that is being edited, also a large one: only what is seen is coloured, from what is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.script_highlighter import TOKENS, plain_text

from .check_process import KINDS, Pieces, paint

SMALL = 12_000
"""A text of so many characters is coloured at once, in some 6 ms; larger ones are read in the checking process."""
_UNSEEN = KINDS.index("comment"), KINDS.index("string"), KINDS.index("error")

Edit = tuple[int, int, int]
"""Where something was changed, how much was taken away, and how much put there; in UTF-16 units."""


class LiveHighlighter(QSyntaxHighlighter):
    """Colours by the newest pieces there are, moved along with what was typed since they were made."""

    def __init__(self, document: QTextDocument, visible: Callable[[], tuple[int, int]], owner: QObject) -> None:
        """`visible` gives the numbers of the first and the last block that are seen."""
        super().__init__(owner)  # the document comes below: an edit must be known here before Qt asks for colours
        self._visible = visible
        self._pieces: Pieces | None = None
        self._edits: list[tuple[int, Edit]] = []
        self._formats: dict[int, QTextCharFormat] = {}
        self._fresh: set[int] = set()
        self._working = False
        self.revision = 0
        """Grows with each change of the text; Qt's own grows with each colouring too."""
        document.contentsChange.connect(self._edited)
        self.setDocument(document)
        look().changed.connect(self._recolour)

    # What is known

    def take(self, revision: int, pieces: Pieces) -> None:
        """Pieces of the text as it was at a `revision`."""
        self._pieces = pieces
        self._edits = [(when, edit) for when, edit in self._edits if when > revision]
        self.show_visible(again=True)

    def is_code(self, place: int) -> bool:
        """Whether a place is neither in a string nor in a comment, as far as is known."""
        if self._pieces is None:
            return True
        old = self._before(place)
        at = bisect_right(self._pieces.starts, old) - 1
        return at < 0 or self._pieces.ends[at] <= old or self._pieces.kinds[at] not in _UNSEEN

    def _before(self, place: int) -> int:
        """Where a place of the text as it is now was when the pieces were made."""
        for _, (start, removed, added) in reversed(self._edits):
            if place >= start + added:
                place += removed - added
            elif place > start:
                place = start
        return place

    def _now(self, place: int, *, is_end: bool) -> int:
        """Where a place of the pieces is now; what is typed at a piece's end belongs to it."""
        for _, (start, removed, added) in self._edits:
            if place >= start + removed:
                place += added - removed
            elif place > start:
                place = start if is_end else start + added
        return place

    def _edited(self, start: int, removed: int, added: int) -> None:
        if self._working or not (removed or added):
            return
        self.revision += 1
        document = self.document()
        length = document.characterCount()
        self._fresh.clear()
        if length <= SMALL:
            self._pieces = paint(plain_text(document))
            self._edits.clear()
            return
        # Qt counts the block that ends the text too when all of it is replaced.
        self._edits.append((self.revision, (start, removed, min(added, length))))

    # Colouring

    def show_visible(self, *, again: bool = False) -> None:
        """Colour what is seen now and was not yet; with `again` also what was."""
        if again:
            self._fresh.clear()
        first, last = self._visible()
        block = self.document().findBlockByNumber(first)
        self._working = True
        while block.isValid() and block.blockNumber() <= last:
            if block.blockNumber() not in self._fresh:
                self.rehighlightBlock(block)
            block = block.next()
        self._working = False

    def highlightBlock(self, _text: str) -> None:
        """Colour one line; called by Qt."""
        block = self.currentBlock()
        number = block.blockNumber()
        if not self._working:
            first, last = self._visible()
            if not first <= number <= last:
                self._fresh.discard(number)
                return
        self._fresh.add(number)
        pieces = self._pieces
        if pieces is None:
            return
        begin, end = block.position(), block.position() + block.length() - 1
        at = max(0, bisect_right(pieces.starts, self._before(begin)) - 1)
        stop_at = self._before(end)
        while at < len(pieces.starts) and pieces.starts[at] <= stop_at:
            start, stop = self._now(pieces.starts[at], is_end=False), self._now(pieces.ends[at], is_end=True)
            if stop > begin and start < end:
                self.setFormat(
                    max(0, start - begin), min(stop, end) - max(start, begin), self._format(pieces.kinds[at])
                )
            at += 1

    def _format(self, kind: int) -> QTextCharFormat:
        known = self._formats.get(kind)
        if known is None:
            known = self._formats[kind] = QTextCharFormat()
            known.setForeground(look().color(TOKENS.get(KINDS[kind], "text")))
            if KINDS[kind] == "cmdlet":
                known.setFontWeight(QFont.Weight.DemiBold)
        return known

    def _recolour(self) -> None:
        self._formats.clear()
        self.show_visible(again=True)
