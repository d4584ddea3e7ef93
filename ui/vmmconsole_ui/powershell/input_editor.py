"""Where statements are typed: highlighted, over several lines, with what was typed before and completion."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from vmmconsole.client.history import History
from vmmconsole.client.shell import needs_more
from vmmconsole.script.completion import Completion, Offer
from vmmconsole.script.completion.offer import MOST
from vmmconsole_ui.theme import as_role
from vmmconsole_ui.widgets.completion_list import CompletionList
from vmmconsole_ui.widgets.script_highlighter import ScriptHighlighter, plain_text

_MOST_LINES = 10
"""The field grows with what is typed up to so many lines."""
Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier


class InputEditor(QPlainTextEdit):
    """One statement at a time. Enter runs it where it is whole; Shift+Enter begins a new line in any case."""

    entered = Signal(str)
    stop_wanted = Signal()
    """Ctrl+C without a selection."""
    clear_wanted = Signal()

    def __init__(self, history: History, completions: CompletionList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "console")
        self.setAccessibleName("Statement")
        self.setPlaceholderText("Type a cmdlet. Tab completes, Ctrl+R finds what was typed before.")
        self.setTabChangesFocus(True)
        self.setCornerWidget(QWidget())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._history = history
        self._completions = completions
        self._place = 0
        """How many statements back it shows; 0 for what is typed anew."""
        self._typed = ""
        self._highlighter = ScriptHighlighter(self.document())
        self._height = 0
        self.textChanged.connect(self._on_changed)
        completions.chosen.connect(self.replace)

    def text(self) -> str:
        """What is typed."""
        return plain_text(self.document())

    def set_text(self, text: str) -> None:
        """Put a text in its place, as one step that can be undone, with the cursor at its end."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def before_cursor(self) -> str:
        """What is typed up to the cursor."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def replace(self, start: int, text: str) -> None:
        """Put an offer in the place of what is typed from `start` (in characters) to the cursor."""
        before = self.before_cursor()
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(len(before[:start].encode("utf-16-le", "surrogatepass")) // 2)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a shell."""
        if self._completions.isVisible() and self._completions.take_key(event):
            return
        if self._shell_key(event):
            event.accept()
            return
        super().keyPressEvent(event)
        if self._completions.isVisible():
            if event.text() or event.key() in (Key.Key_Backspace, Key.Key_Delete):
                self._completions.offer(self.before_cursor(), self.cursorRect(), keep_open=True)
            else:
                self._completions.hide()

    def _shell_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in (Key.Key_Return, Key.Key_Enter):
            if modifiers & (Qt.KeyboardModifier.ShiftModifier | _CONTROL) or needs_more(self.text()):
                self.insertPlainText("\n")
            else:
                self.enter()
            return True
        if key == Key.Key_Tab and not modifiers and self.before_cursor().strip():
            self.complete()
            return True
        if key == Key.Key_Space and modifiers == _CONTROL:
            self.complete()
            return True
        if key == Key.Key_C and modifiers == _CONTROL and not self.textCursor().hasSelection():
            self.stop_wanted.emit()
            return True
        if key == Key.Key_R and modifiers == _CONTROL:
            self._completions.offer(self.before_cursor(), self.cursorRect(), keep_open=True, source=self._remembered)
            return True
        if key == Key.Key_L and modifiers == _CONTROL:
            self.clear_wanted.emit()
            return True
        if key == Key.Key_Escape and self.text():
            self.set_text("")
            return True
        return self._history_key(key)

    def _history_key(self, key: int) -> bool:
        cursor = self.textCursor()
        if key == Key.Key_Up and cursor.blockNumber() == 0:
            self.recall(self._place + 1)
        elif key == Key.Key_Down and cursor.blockNumber() == self.document().blockCount() - 1:
            self.recall(self._place - 1)
        elif key == Key.Key_F8:
            self._recall_like(self.before_cursor())
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Tab is a key of the shell where something is typed; else it goes to the next field, as everywhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() == Key.Key_Tab and not event.modifiers()
            if is_tab and (self._completions.isVisible() or self.before_cursor().strip()):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def enter(self) -> None:
        """Run what is typed."""
        text = self.text()
        self._completions.hide()
        self._history.add(text)
        self._place, self._typed = 0, ""
        self.set_text("")
        self.document().clearUndoRedoStacks()
        self.entered.emit(text)

    def complete(self) -> None:
        """Offer what can stand at the cursor; the only thing that can is put there at once."""
        self._completions.offer(self.before_cursor(), self.cursorRect())

    # --- what was typed before ---

    def recall(self, place: int) -> None:
        """Show the statement so many back."""
        statements = self._history.statements
        if not 0 <= place <= len(statements) or place == self._place:
            return
        if self._place == 0:
            self._typed = self.text()
        self._place = place
        self.set_text(self._typed if place == 0 else statements[-place])

    def _recall_like(self, beginning: str) -> None:
        statements = self._history.statements
        for place in range(self._place + 1, len(statements) + 1):
            if statements[-place].casefold().startswith(beginning.casefold()):
                at = self.textCursor().position()
                self.recall(place)
                cursor = self.textCursor()
                cursor.setPosition(min(at, len(self.text())))
                self.setTextCursor(cursor)  # the next F8 looks for the same beginning
                return

    def _remembered(self, text: str) -> Completion:
        """The statements of before that contain a text, the newest first."""
        wanted = text.strip().casefold()
        found = dict.fromkeys(s for s in reversed(self._history.statements) if wanted in s.casefold())
        offers = [Offer(s, _first_line(s), "statement") for s in islice(found, MOST)]
        return Completion(0, offers)

    # --- size ---

    def sizeHint(self) -> QSize:
        """As high as what is typed, within reason."""
        lines = min(max(self.document().blockCount(), 1), _MOST_LINES)
        margins = self.contentsMargins()
        extra = 2 * round(self.document().documentMargin()) + margins.top() + margins.bottom()
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + extra)

    def minimumSizeHint(self) -> QSize:
        """No less than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _on_changed(self) -> None:
        height = self.sizeHint().height()
        if height != self._height:
            self._height = height
            self.updateGeometry()


def _first_line(statement: str) -> str:
    first, more, _ = statement.partition("\n")
    return f"{first} …" if more else first
