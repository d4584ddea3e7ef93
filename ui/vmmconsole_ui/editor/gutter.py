"""The strip left of a script: line numbers, and a mark where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vmmconsole_ui.theme import look

if TYPE_CHECKING:
    from .code_editor import CodeEditor

_FEWEST_DIGITS = 3


class Gutter(QWidget):
    """Paints the numbers of the lines that are seen; a click selects a line."""

    def __init__(self, editor: CodeEditor) -> None:
        super().__init__(editor)
        self.editor = editor
        self.setAccessibleName("Line numbers")

    def wanted_width(self) -> int:
        """Room for the largest line number and the mark."""
        digits = max(_FEWEST_DIGITS, len(str(self.editor.blockCount())))
        number = self.editor.fontMetrics().horizontalAdvance("9") * digits
        return number + look().size.pane + look().size.grid

    def sizeHint(self) -> QSize:
        """As wide as it must be."""
        return QSize(self.wanted_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The numbers, the current line's in the text colour, and the marks."""
        size = look().size
        painter = QPainter(self)
        painter.fillRect(event.rect(), look().color("alternate"))
        painter.setFont(self.editor.font())
        current = self.editor.textCursor().blockNumber()
        height = self.editor.fontMetrics().height()
        for number, top in self.editor.seen_lines():
            if top > event.rect().bottom():
                break
            mark = self.editor.marks.severity(number)
            if mark:
                side = size.grid - 2
                dot = QRect(QPoint(size.half, top + (height - side) // 2), QSize(side, side))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look().color(mark))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawEllipse(dot)
            painter.setPen(look().color("text" if number == current else "disabled"))
            area = QRect(0, top, self.width() - size.grid, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number + 1))
        painter.setPen(look().color("line"))
        painter.drawLine(self.width() - 1, event.rect().top(), self.width() - 1, event.rect().bottom())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the line."""
        self.editor.select_line_at(event.position().toPoint().y())
