"""The text of a script, to edit: line numbers, current line, brackets, indentation, comments, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from vmmconsole.script.diagnostics import Diagnostic
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.script_highlighter import plain_text

from .gutter import Gutter
from .line_edits import INDENT, matching, new_line, shift, toggle_comments
from .live_highlighter import SMALL, LiveHighlighter
from .marks import Marks

_SMALLEST_ZOOM, _LARGEST_ZOOM = -4, 16
_AROUND = 20_000

Move = QTextCursor.MoveOperation
Keep = QTextCursor.MoveMode


class CodeEditor(QPlainTextEdit):
    """Edits one script. It knows nothing of files and of the engine."""

    edited = Signal()
    """The text is another one now, as a person sees it; colouring it does not count."""
    files_dropped = Signal(object)
    """The paths of files that were dropped."""
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "editor")
        self.setAccessibleName("Script")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setCornerWidget(QWidget())
        self.marks = Marks(self.document())
        self.completer_key: Callable[[QKeyEvent], bool] | None = None
        """Takes a key before the editor does, and says whether it did; completion hooks in here."""
        self._zoom = 0
        self._revision = 0
        self.gutter = Gutter(self)
        self.highlighter = LiveHighlighter(self.document(), self._seen_blocks, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_place)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._soon.start)
        self.textChanged.connect(self._changed)
        self.setAcceptDrops(True)
        self._apply_look()
        look().changed.connect(self._apply_look)

    # Text

    def text(self) -> str:
        """The script, exactly as typed."""
        return plain_text(self.document())

    @property
    def revision(self) -> int:
        """Grows with each change of the text."""
        return self.highlighter.revision

    def set_text(self, text: str) -> None:
        """Begin with another text; nothing can be undone into the one before."""
        self.show_problems([])
        self.setPlainText(text)

    def replace_all(self, text: str) -> None:
        """Put another text in place of all, as an edit that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def selected_text(self) -> tuple[str, int]:
        """What is selected, and the line, from 1, that it begins in."""
        cursor = self.textCursor()
        line = self.document().findBlock(cursor.selectionStart()).blockNumber() + 1
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n"), line

    def _changed(self) -> None:
        if self.revision == self._revision:
            return  # only the colours are others
        self._revision = self.revision
        if self.document().characterCount() <= SMALL:
            self.highlighter.show_visible(again=True)
        self.edited.emit()

    # Places

    def place(self) -> tuple[int, int]:
        """The cursor's line and column, from 1."""
        cursor = self.textCursor()
        return cursor.blockNumber() + 1, cursor.positionInBlock() + 1

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, counting from 1, and take the focus."""
        block = self.document().findBlockByNumber(min(max(0, line - 1), self.blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(Move.Right, Keep.MoveAnchor, min(max(0, column - 1), block.length() - 1))
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def seen_lines(self) -> Iterator[tuple[int, int]]:
        """The numbers, from 0, of the lines that are seen, and where each begins in pixels from the top."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        bottom = self.viewport().height()
        while block.isValid() and top <= bottom:
            yield block.blockNumber(), round(top) + self.viewport().y()
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def select_line_at(self, y: int) -> None:
        """Select the line at a height in pixels."""
        cursor = self.cursorForPosition(QPoint(0, y - self.viewport().y()))
        cursor.movePosition(Move.StartOfBlock)
        if not cursor.movePosition(Move.NextBlock, Keep.KeepAnchor):
            cursor.movePosition(Move.EndOfBlock, Keep.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def _seen_blocks(self) -> tuple[int, int]:
        first = self.firstVisibleBlock().blockNumber()
        height = max(1, self.fontMetrics().lineSpacing())
        return first, first + self.viewport().height() // height + 2

    # What is wrong

    @property
    def problems(self) -> list[Diagnostic]:
        """What is wrong with the text, as far as was said."""
        return self.marks.problems

    def show_problems(self, problems: Sequence[Diagnostic]) -> None:
        """Underline these; places are offsets as Qt counts them, in the text as it is now."""
        self.marks.show(problems)
        self._show_place()

    def next_problem(self, *, back: bool = False) -> Diagnostic | None:
        """Go to the next problem behind the cursor, or from the last to the first."""
        found = self.marks.following(self.textCursor().position(), back=back)
        if found is None:
            return None
        place, problem = found
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.centerCursor()
        return problem

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is wrong under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.marks.at(self.cursorForPosition(event.pos()).position())
            if found:
                # Messages hold text of the script, so nothing in them may be read as markup.
                text = "\n\n".join(problem.text for problem in found)
                QToolTip.showText(event.globalPos(), text.replace("<", "\u2039"), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # The line, and the brackets

    def _show_place(self) -> None:
        line = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(look().color("hover"))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor = self.textCursor()
        cursor.clearSelection()
        line.cursor, line.format = cursor, form
        shown = [line] if not self.isReadOnly() else []
        self.setExtraSelections([*shown, *self._brackets(), *self.marks.selections])
        self.gutter.update()

    def _brackets(self) -> list[QTextEdit.ExtraSelection]:
        here = self.textCursor().position()
        document = self.document()
        base = max(0, here - _AROUND)
        part = QTextCursor(document)
        part.setPosition(base)
        part.setPosition(min(document.characterCount() - 1, here + _AROUND), Keep.KeepAnchor)
        text = part.selectedText()
        if any(c > "\uffff" for c in text):
            return []  # places would be others than Qt's
        found = matching(text, here - base, lambda at: self.highlighter.is_code(base + at))
        if found is None:
            return []
        at, partner = found
        if partner < 0:
            return [self._bracket(base + at, "banner_error")]
        return [self._bracket(base + at, "selection"), self._bracket(base + partner, "selection")]

    def _bracket(self, place: int, token: str) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.movePosition(Move.Right, Keep.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(look().color(token)))
        selection.cursor, selection.format = cursor, form
        return selection

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Indentation with Enter, Tab and Home; everything else is Qt's."""
        if self.completer_key is not None and self.completer_key(event):
            return
        key, modifiers = event.key(), event.modifiers()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._enter()
        elif key == Qt.Key.Key_Tab and plain:
            self._tab()
        elif key == Qt.Key.Key_Backtab:
            self.shift_lines(back=True)
        elif event.text() == "}":
            self._close_block()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        line = cursor.block().text()
        column = cursor.positionInBlock()
        before, after = new_line(line[:column], line[column:])
        cursor.insertText(before)
        here = cursor.position()
        cursor.insertText(after)
        cursor.setPosition(here)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _tab(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection() and "\u2029" in cursor.selectedText():
            self.shift_lines(back=False)
            return
        column = len(cursor.block().text()[: cursor.positionInBlock()].expandtabs(4))
        cursor.insertText(" " * (len(INDENT) - column % len(INDENT)))
        self.setTextCursor(cursor)

    def _close_block(self) -> None:
        """A closing brace that begins a line goes back to the indentation of its partner."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.beginEditBlock()
        cursor.insertText("}")
        if before and not before.strip():
            found = matching(self.text(), cursor.position(), self.highlighter.is_code)
            if found is not None and found[1] >= 0:
                line = self.document().findBlock(found[1]).text()
                indent = line[: len(line) - len(line.lstrip(" \t"))]
                cursor.movePosition(Move.StartOfBlock)
                cursor.movePosition(Move.Right, Keep.KeepAnchor, len(before))
                cursor.insertText(indent)
                cursor.movePosition(Move.Right)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def shift_lines(self, *, back: bool) -> None:
        """Indent the selected lines, or take the indentation back by one step."""
        self._on_lines(lambda lines: shift(lines, back=back))

    def toggle_comments(self) -> None:
        """Make the selected lines comments, or statements again."""
        self._on_lines(toggle_comments)

    def _on_lines(self, change: Callable[[Sequence[str]], list[str]]) -> None:
        cursor = self.textCursor()
        had_selection = cursor.hasSelection()
        from_end = self._from_line_end(cursor)
        first, last = self._selected_blocks(cursor)
        cursor.beginEditBlock()
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, Keep.KeepAnchor)
        start = cursor.selectionStart()
        lines = change(cursor.selectedText().split("\u2029"))
        cursor.insertText("\n".join(lines))
        end = cursor.position()
        cursor.endEditBlock()
        if had_selection:
            cursor.setPosition(start)
            cursor.setPosition(end, Keep.KeepAnchor)
        else:
            cursor.setPosition(max(start, end - from_end))
        self.setTextCursor(cursor)

    @staticmethod
    def _from_line_end(cursor: QTextCursor) -> int:
        return cursor.block().length() - 1 - cursor.positionInBlock()

    def _selected_blocks(self, cursor: QTextCursor) -> tuple[QTextBlock, QTextBlock]:
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        if last != first and cursor.selectionEnd() == last.position():
            last = last.previous()  # the cursor only stands before that line
        return first, last

    # Zoom

    @property
    def zoom(self) -> int:
        """How many pixels the font is larger than usual."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Make the font larger or smaller."""
        zoom = min(max(zoom, _SMALLEST_ZOOM), _LARGEST_ZOOM)
        if zoom != self._zoom:
            self._zoom = zoom
            self._apply_look()
            self.zoomed.emit(zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.set_zoom(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
            return
        super().wheelEvent(event)

    def _apply_look(self) -> None:
        font = look().font("small_text", mono=True)
        font.setPixelSize(font.pixelSize() + self._zoom)
        # The theme's stylesheet names a size, which would win over the font.
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {font.pixelSize()}px; }}" if self._zoom else "")
        self.setFont(font)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self.document().setDocumentMargin(look().size.half)
        self._make_room()
        self.show_problems(self.problems)

    # Files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and text as Qt does."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open files that are dropped instead of pasting their names."""
        urls = event.mimeData().urls()
        if urls:
            event.acceptProposedAction()
            self.files_dropped.emit([url.toLocalFile() for url in urls if url.isLocalFile()])
        else:
            super().dropEvent(event)

    # The gutter

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter.wanted_width(), 0, 0, 0)
        self._place_gutter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter beside the text."""
        super().resizeEvent(event)
        self._place_gutter()
        self.highlighter.show_visible()

    def _place_gutter(self) -> None:
        area = self.contentsRect()
        self.gutter.setGeometry(QRect(area.left(), area.top(), self.gutter.wanted_width(), area.height()))

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self.gutter.scroll(0, by)
            self.highlighter.show_visible()
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())
