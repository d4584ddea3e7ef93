"""Completion in the editor: the shell's own, over the registry of cmdlets and the console's objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from vmmconsole.model.errors import StateError
from vmmconsole.script.completion import Completion
from vmmconsole_ui.widgets.completion_list import CompletionList

from .code_editor import CodeEditor

if TYPE_CHECKING:
    from vmmconsole.script.cmdlet import Cmdlet
    from vmmconsole.script.completion import Completer
    from vmmconsole_ui.context import Context

_MOST_READ = 3_000
"""So much of the text before the cursor is read, from the beginning of a line: some 10 ms."""


class Completing(QObject):
    """Ctrl+Space offers what can stand at the cursor, and a dash the parameters; typing goes on in the list."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self.context = context
        self.list = CompletionList(self._complete, window)
        self.list.chosen.connect(self._put)
        self._editor: CodeEditor | None = None
        self._completer: Completer | None = None
        self._offset = 0
        self._dash = False

    def attach(self, editor: CodeEditor) -> None:
        """Complete in this editor too."""
        editor.completer_key = lambda event: self._key(editor, event)
        editor.edited.connect(lambda: self._edited(editor))

    def leave(self) -> None:
        """Another text is shown."""
        self.list.hide()

    def offer(self, editor: CodeEditor, *, keep_open: bool = False) -> None:
        """Offer what can stand at the cursor."""
        self._editor = editor
        self.list.field = editor.viewport()
        self.list.offer(self._before(editor), editor.cursorRect(), keep_open=keep_open)

    def _key(self, editor: CodeEditor, event: QKeyEvent) -> bool:
        shown = self.list.isVisible() and self._editor is editor
        if shown and self.list.take_key(event):
            return True
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if not editor.isReadOnly():
                self.offer(editor)
            return True
        is_edit = bool(event.text()) or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Shift)
        if shown and not is_edit:
            self.list.hide()
        self._dash = event.text() == "-" and editor.textCursor().block().text()[
            : editor.textCursor().positionInBlock()
        ].endswith(" ")
        return False

    def _edited(self, editor: CodeEditor) -> None:
        shown = self.list.isVisible() and self._editor is editor
        if shown or (self._dash and editor.hasFocus()):
            self._dash = False
            self.offer(editor, keep_open=True)

    def _before(self, editor: CodeEditor) -> str:
        cursor = editor.textCursor()
        end = cursor.position()
        start = editor.document().findBlock(max(0, end - _MOST_READ))
        if end - start.position() > _MOST_READ and start.next().isValid() and start.next().position() <= end:
            start = start.next()
        self._offset = max(start.position(), end - 4 * _MOST_READ)
        cursor.setPosition(self._offset)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _put(self, start: int, text: str) -> None:
        editor = self._editor
        if editor is None:
            return
        before = self._before(editor)
        cursor = editor.textCursor()
        end = cursor.position()
        cursor.setPosition(self._offset + len(before[:start].encode("utf-16-le", "surrogatepass")) // 2)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        editor.setTextCursor(cursor)

    def _complete(self, text: str) -> Completion:
        if self._completer is None:
            self._completer = self._make()
        return self._completer.complete(text)

    def _make(self) -> Completer:
        # The language and the names of the cmdlets; not before the first completion.
        from vmmconsole.script.completion import Completer
        from vmmconsole.script.interpreter import Interpreter
        from vmmconsole_ui.models.object_names import StoreNames

        return Completer(Interpreter(_Names()), StoreNames(self.context.objects, self))


class _Names:
    """A host that knows the cmdlets and runs nothing."""

    allows_files = False

    def find_command(self, name: str) -> type[Cmdlet] | None:
        """The product's cmdlet of that name."""
        from vmmconsole.cmdlets import registry

        return registry.find(name)

    def command_names(self) -> Iterable[str]:
        """All names."""
        from vmmconsole.cmdlets import registry

        return registry.names()

    def resolve(self, kind: Any, value: object) -> object:
        """Nothing is looked up."""
        del kind
        return value

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        """Nothing runs."""
        del cmdlet, line, text
        return ()

    def check(self) -> None:
        """Nothing to stop."""

    def write(self, stream: str, value: object) -> None:
        """Nobody listens."""

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Nobody is asked."""
        del secret
        raise StateError(f"Nobody is asked '{prompt}' here.")
