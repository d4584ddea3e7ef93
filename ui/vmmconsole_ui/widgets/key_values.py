"""A grid of labels and values: what details, summaries and facts are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from vmmconsole_ui.theme import as_role, look

Pair = tuple[str, str]
_ROOM = 40
"""The characters that a column of labels and values needs."""


class KeyValues(QWidget):
    """Rows of a muted label and a plain value, in one or more columns; labels are kept, so nothing flickers."""

    def __init__(self, columns: int = 1, parent: QWidget | None = None, *, label_width: int = 0) -> None:
        """`label_width` in characters lines several grids up; 0 is as wide as the longest label."""
        super().__init__(parent)
        self._label_width = label_width
        self._grids: list[QGridLayout] = []
        self._labels: list[list[tuple[QLabel, QLabel]]] = [[] for _ in range(columns)]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for _ in range(columns):
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setColumnStretch(1, 1)
            self._grids.append(grid)
            self._row.addLayout(grid, 1)
        self._apply_look()
        look().changed.connect(self._apply_look)

    def show_pairs(self, *columns: Sequence[Pair]) -> None:
        """Show these pairs, a sequence per column; a pair without a value is left out."""
        for number, pairs in enumerate(columns):
            shown = [(key, value) for key, value in pairs if value]
            labels = self._labels[number]
            while len(labels) < len(shown):
                self._add_row(number)
            for place, (key, value) in enumerate(labels):
                used = place < len(shown)
                key.setVisible(used)
                value.setVisible(used)
                if used:
                    _set(key, shown[place][0])
                    _set(value, shown[place][1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand below each other where there is no room beside each other."""
        super().resizeEvent(event)
        narrow = len(self._grids) > 1 and event.size().width() < look().characters(_ROOM) * len(self._grids)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self._row.setSpacing(look().size.details_gap if narrow else look().size.pane * 2)

    def _add_row(self, number: int) -> None:
        grid, labels = self._grids[number], self._labels[number]
        key = as_role(QLabel(self), "muted")
        value = QLabel(self)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        key.setAlignment(Qt.AlignmentFlag.AlignTop)
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        place = len(labels)
        grid.setRowStretch(place, 0)
        grid.addWidget(key, place, 0)
        grid.addWidget(value, place, 1)
        grid.setRowStretch(place + 1, 1)
        labels.append((key, value))

    def _apply_look(self) -> None:
        size = look().size
        self._row.setSpacing(size.pane * 2)
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, look().characters(self._label_width))
            grid.setHorizontalSpacing(size.pane)
            grid.setVerticalSpacing(size.details_gap)


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
