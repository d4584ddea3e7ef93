"""The wavy lines below what is wrong. They move along with the text until it is read anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from vmmconsole.script.diagnostics import Diagnostic
from vmmconsole_ui.theme import look

_MOST = 200
"""So many problems are marked in the text; the list has all."""


class Marks:
    """What is wrong with a document, and where that stands now."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.problems: list[Diagnostic] = []
        self.selections: list[QTextEdit.ExtraSelection] = []
        """The underlines, for the editor to show."""
        self._severities: dict[int, str] = {}

    def show(self, problems: Sequence[Diagnostic]) -> None:
        """Mark these; places are offsets as Qt counts them."""
        self.problems = list(problems)
        self.selections = [self._mark(problem) for problem in self.problems[:_MOST]]
        self._severities = {}
        for problem in self.problems:
            line = problem.line - 1
            if self._severities.get(line) != "error":
                self._severities[line] = problem.severity

    def severity(self, line: int) -> str:
        """``error``, ``warning`` or nothing, for a line from 0."""
        return self._severities.get(line, "")

    def at(self, place: int) -> list[Diagnostic]:
        """What is wrong at a place, by what is underlined there now."""
        found = []
        for problem, selection in zip(self.problems, self.selections, strict=False):
            cursor: QTextCursor = selection.cursor
            if cursor.selectionStart() <= place <= cursor.selectionEnd():
                found.append(problem)
        return found

    def following(self, place: int, *, back: bool = False) -> tuple[int, Diagnostic] | None:
        """Where the next mark behind a place begins, or the one before it; round from the last to the first."""
        starts = [selection.cursor.selectionStart() for selection in self.selections]
        if not starts:
            return None
        if back:
            index = next((i for i in reversed(range(len(starts))) if starts[i] < place), len(starts) - 1)
        else:
            index = next((i for i, start in enumerate(starts) if start > place), 0)
        return starts[index], self.problems[index]

    def _mark(self, problem: Diagnostic) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        last = self._document.characterCount() - 1
        cursor = QTextCursor(self._document)
        start, end = min(problem.start, last), min(max(problem.end, problem.start + 1), last)
        if start == end:  # at the end of the text: the character before it
            start = max(0, start - 1)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(look().color(problem.severity))
        selection.cursor, selection.format = cursor, form
        return selection
