"""A script as people see it: highlighted, in the script font, to copy, save, open elsewhere, or edit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look

from .script_highlighter import ScriptHighlighter, plain_text

_LINES_ABOVE = 3
"""How much of what stands before a new line is shown with it."""
_WIDE_CHARACTERS = 66
"""From this width on the buttons have room for their words."""


def flat_button(text: str, icon_name: str, tip: str = "") -> QPushButton:
    """A button without a border, as they stand in the head of a panel."""
    button = as_role(QPushButton(icon(icon_name), text), "flat")
    button.setToolTip(tip)
    return button


class ScriptView(QWidget):
    """Shows a script with its own head: what it is, and what can be done with the text."""

    edit_requested = Signal(str)
    plan_requested = Signal(str)
    changed = Signal()
    """The text was edited."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        editable: bool = False,
        note: str = "",
        can_edit: bool = False,
        can_plan: bool = False,
    ) -> None:
        """`can_edit` and `can_plan` add the buttons whose signals the owner must answer."""
        super().__init__(parent)
        as_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown = ""
        self.editor = as_role(QPlainTextEdit(), "code")
        self.editor.setAccessibleName("Script")
        self.editor.setReadOnly(not editable)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextEditorInteraction
            if editable
            else Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.editor.setFont(look().font("small_text", mono=True))
        self.editor.setTabChangesFocus(not editable)
        self.editor.setCornerWidget(QWidget())
        self._highlighter = ScriptHighlighter(self.editor.document())
        self.editor.textChanged.connect(self.changed)
        self.note = as_role(QLabel(note), "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(can_edit=can_edit, can_plan=can_plan))
        layout.addWidget(self.editor, 1)

    def _head(self, *, can_edit: bool, can_plan: bool) -> QHBoxLayout:
        size = look().size
        head = QHBoxLayout()
        head.setContentsMargins(size.pane - 2, size.grid, size.grid, 0)
        head.setSpacing(size.half)
        head.addWidget(as_role(QLabel("SCRIPT"), "section"))
        head.addSpacing(size.half)
        head.addWidget(self.note, 1)
        self.copy_button = flat_button("Copy", "copy", "Copy the whole script")
        self.copy_button.clicked.connect(self.copy)
        self.save_button = flat_button("Save", "save", "Save as .ps1")
        self.save_button.clicked.connect(self.save_as)
        self.open_button = flat_button("", "open", "Open in the system's editor")
        self.open_button.setAccessibleName("Open in the system's editor")
        self.open_button.clicked.connect(self.open_in_editor)
        self.edit_button = flat_button("Edit", "edit", "Change the script and run it in the script editor")
        self.edit_button.clicked.connect(lambda: self.edit_requested.emit(self.text()))
        self.plan_button = flat_button("Plan", "plan", "Ask what the script would do, without changing anything")
        self.plan_button.clicked.connect(lambda: self.plan_requested.emit(self.text()))
        for button, wanted in ((self.edit_button, can_edit), (self.plan_button, can_plan)):
            if not wanted:
                button.hide()
        buttons = (self.copy_button, self.save_button, self.edit_button, self.plan_button, self.open_button)
        self._texts = {button: button.text() for button in buttons}
        for button, text in self._texts.items():
            if text:
                button.setAccessibleName(text)
            head.addWidget(button)
        self.setMinimumWidth(look().characters(38))
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is too narrow for words, the buttons show their icons only."""
        super().resizeEvent(event)
        narrow = event.size().width() < look().characters(_WIDE_CHARACTERS)
        for button, text in self._texts.items():
            button.setText("" if narrow else text)

    def text(self) -> str:
        """The script, exactly: what was set, or what was typed."""
        return self._shown if self.editor.isReadOnly() else plain_text(self.editor.document())

    def set_text(self, text: str, *, reveal: bool = False) -> None:
        """Show a script; the place that is scrolled to stays, or moves with `reveal` to the first line that is new."""
        if text == self._shown and self.editor.isReadOnly():
            return
        before = self._shown
        bar, side = self.editor.verticalScrollBar(), self.editor.horizontalScrollBar()
        at, across = bar.value(), side.value()
        self._shown = text
        self.editor.setPlainText(text)
        bar.setValue(min(at, bar.maximum()))
        side.setValue(min(across, side.maximum()))
        if reveal and before:
            self._reveal(_first_difference(before, text))

    def _reveal(self, line: int) -> None:
        bar = self.editor.verticalScrollBar()
        if not bar.value() <= line < bar.value() + bar.pageStep():
            bar.setValue(min(max(0, line - _LINES_ABOVE), bar.maximum()))

    def copy(self) -> None:
        """Put the whole script on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def save_as(self) -> None:
        """Ask for a file and write the script there."""
        chosen, _ = QFileDialog.getSaveFileName(self, "Save script", "script.ps1", "PowerShell scripts (*.ps1)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the script to a file as UTF-8; a failure is said in the head of the view."""
        try:
            path.write_bytes(self.text().encode("utf-8", "surrogatepass"))
        except OSError as err:
            as_role(self.note, "error").setText(f"Not saved: {err.strerror}. Choose another file.")
        else:
            as_role(self.note, "muted").setText(f"Saved as {path.name}.")

    def open_in_editor(self) -> None:
        """Save the script to a temporary file and open that in the system's editor for scripts."""
        try:
            with tempfile.NamedTemporaryFile("wb", suffix=".ps1", prefix="script-", delete=False) as file:
                file.write(self.text().encode("utf-8", "surrogatepass"))
        except OSError as err:
            as_role(self.note, "error").setText(f"Not opened: {err.strerror}.")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(file.name)):
            as_role(self.note, "error").setText(f"No editor for scripts; saved as {file.name}.")

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, counting from 1."""
        block = self.editor.document().findBlockByNumber(max(0, line - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, min(column - 1, block.length() - 1)
        )
        self.editor.setTextCursor(cursor)
        self.editor.setFocus()


def _first_difference(before: str, after: str) -> int:
    """The number, from 0, of the first line that is another one now."""
    old, new = before.split("\n"), after.split("\n")
    return next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )


def panel_frame(widget: QWidget) -> QFrame:
    """A frame in the colour of script panels; the splitter beside it draws the line."""
    frame = as_role(QFrame(), "panel")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    return frame
