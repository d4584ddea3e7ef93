"""What was typed and what was written, as text that can be scrolled, selected and copied, but not edited."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.script_highlighter import TOKENS

from .output import MOST_LINES, Output, Piece

_FRAME_MS = 16
_LINES_A_FRAME = 250
"""So many lines are added at once; more would hold up the window for longer than a frame."""
_COLORS = {
    "text": "text", "error": "error", "warning": "warning", "note": "accent", "prompt": "muted", "muted": "muted",
    "ok": "ok", "special": "syntax_number",
}  # fmt: skip


class Transcript(QPlainTextEdit):
    """Shows an `Output`, frame by frame; the newest line stays in sight unless the person has scrolled up."""

    columns_changed = Signal(int)
    """Another number of characters fits into a line."""
    zoom_wanted = Signal(int)
    """Larger (1) or smaller (-1), by the wheel."""

    stop_wanted = Signal()
    """Ctrl+C without a selection."""
    typed = Signal(str)
    """A character that belongs to the statement."""

    def __init__(self, output: Output, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "console")
        self.setAccessibleName("Output")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCornerWidget(QWidget())
        self._output = output
        self._formats: dict[str, QTextCharFormat] = {}
        self._shown: list[Piece] = []
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self.show_next)

    def show_soon(self) -> None:
        """There is something to show: do so with the next frame."""
        if not self._frame.isActive():
            self._frame.start()

    def show_next(self) -> None:
        """Show as much as fits into a frame, and the rest with the following ones."""
        clear, pieces = self._output.take(_LINES_A_FRAME)
        if clear:
            self.clear()
        if pieces:
            self._append(pieces)
        if self._output:
            self._frame.start()

    def _append(self, pieces: list[Piece]) -> None:
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 1
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for piece in pieces:
            at = 0
            for start, end, kind in piece.spans:
                cursor.insertText(piece.text[at:start], self._format(piece.style))
                cursor.insertText(piece.text[start:end], self._format(f"script {kind}"))
                at = end
            cursor.insertText(piece.text[at:], self._format(piece.style))
        cursor.endEditBlock()
        if follows:
            bar.setValue(bar.maximum())

    def _format(self, style: str) -> QTextCharFormat:
        known = self._formats.get(style)
        if known is None:
            known = QTextCharFormat()
            token = TOKENS.get(style.removeprefix("script "), "text") if style.startswith("script ") else _COLORS[style]
            known.setForeground(look().color(token))
            known.setProperty(_STYLE, style)
            if style == "script cmdlet":
                known.setFontWeight(QFont.Weight.DemiBold)
            self._formats[style] = known
        return known

    def recolour(self) -> None:
        """The colours are others now, also of what is shown already."""
        self._formats.clear()
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while block.isValid():
            for piece in block.textFormats():
                style = piece.format.property(_STYLE)
                if style:
                    cursor.setPosition(block.position() + piece.start)
                    cursor.setPosition(block.position() + piece.start + piece.length, QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(self._format(str(style)))
            block = block.next()
        cursor.endEditBlock()

    def tell_columns(self) -> None:
        """Say how many characters a line has now."""
        width = self.viewport().width() - 2 * round(self.document().documentMargin())
        self.columns_changed.emit(max(20, width // max(1, self.fontMetrics().horizontalAdvance("0")) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tables are as wide as the window from now on."""
        super().resizeEvent(event)
        self.tell_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed goes to the statement, and Ctrl+C without a selection stops."""
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() == Qt.Key.Key_C and not self.textCursor().hasSelection():
            self.stop_wanted.emit()
        elif event.text().isprintable() and event.text().strip() and not is_control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)


_STYLE = QTextCharFormat.Property.UserProperty.value + 1
