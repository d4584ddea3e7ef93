"""How far the jobs of a window are: a line each, with a thin bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from vmmconsole.client.screen import Bar
from vmmconsole_ui.theme import as_role, look

_MOST = 6


class ProgressRows(QWidget):
    """Hidden while nothing goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Progress")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(3, 1)
        self._rows: list[tuple[QLabel, QProgressBar, QLabel, QLabel]] = []
        self.hide()
        self.apply_look()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, and no others."""
        shown = bars[:_MOST]
        while len(self._rows) < len(shown):
            self._add_row()
        for place, row in enumerate(self._rows):
            for part in row:
                part.setVisible(place < len(shown))
        for bar, (title, progress, percent, step) in zip(shown, self._rows, strict=False):
            title.setText(bar.title)
            progress.setRange(0, 0 if bar.percent < 0 else 100)
            progress.setValue(max(bar.percent, 0))
            progress.setAccessibleName(bar.title)
            percent.setText("" if bar.percent < 0 else f"{bar.percent} %")
            step.setText(bar.step)
        self.setVisible(bool(shown))

    def texts(self) -> list[str]:
        """What it says, a line each."""
        return [
            " ".join(part.text() for part in (title, percent, step) if part.text())
            for title, _, percent, step in self._rows
            if title.isVisibleTo(self)
        ]

    def apply_look(self) -> None:
        """Sizes of the theme."""
        size = look().size
        self._grid.setContentsMargins(size.pane, size.grid, size.pane, size.grid)
        self._grid.setHorizontalSpacing(size.grid)
        self._grid.setVerticalSpacing(size.half)
        for _, progress, percent, _ in self._rows:
            progress.setFixedWidth(size.progress_wide)
            percent.setFixedWidth(look().characters(6))

    def _add_row(self) -> None:
        place = len(self._rows)
        title, progress = QLabel(self), QProgressBar(self)
        percent, step = as_role(QLabel(self), "muted"), as_role(QLabel(self), "muted")
        progress.setTextVisible(False)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, part in enumerate((title, progress, percent, step)):
            self._grid.addWidget(part, place, column)
        self._rows.append((title, progress, percent, step))
        self.apply_look()
