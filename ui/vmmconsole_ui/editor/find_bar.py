"""Find and replace, and go to a line, in a bar above the script."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from vmmconsole.model.errors import VMMError
from vmmconsole.script.patterns import regex
from vmmconsole_ui.theme import as_role, look, mark_invalid
from vmmconsole_ui.widgets.script_view import flat_button

from .code_editor import CodeEditor

_MOST_COUNTED = 9_999


class FindBar(QFrame):
    """Looks for a text or a regular expression in the editor that `editor` gives."""

    def __init__(self, editor: Callable[[], CodeEditor | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "window")
        self._editor = editor
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText("Find")
        self.find_field.setAccessibleName("Find")
        self.find_field.setClearButtonEnabled(True)
        self.replace_field = QLineEdit()
        self.replace_field.setPlaceholderText("Replace with")
        self.replace_field.setAccessibleName("Replace with")
        self.case = QCheckBox("Match case")
        self.words = QCheckBox("Whole words")
        self.regular = QCheckBox("Regular expression")
        self.count = as_role(QLabel(), "muted")
        self.previous_button = flat_button("", "up", "Previous  (Shift+F3)")
        self.next_button = flat_button("", "down", "Next  (F3)")
        self.close_button = flat_button("", "close", "Close  (Esc)")
        self.replace_button = QPushButton("&Replace")
        self.all_button = QPushButton("Replace &all")
        for button, name in ((self.previous_button, "Previous"), (self.next_button, "Next"),
                             (self.close_button, "Close")):  # fmt: skip
            button.setAccessibleName(name)
        self._build()
        self.find_field.textChanged.connect(lambda _text: self._typed())
        for box in (self.case, self.words, self.regular):
            box.toggled.connect(lambda _on: self._typed())
        self.find_field.returnPressed.connect(self.find_next)
        self.replace_field.returnPressed.connect(self.replace)
        self.next_button.clicked.connect(self.find_next)
        self.previous_button.clicked.connect(lambda: self.find_next(back=True))
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def _build(self) -> None:
        size = look().size
        grid = QGridLayout(self)
        grid.setContentsMargins(size.pane, size.half, size.grid, size.half)
        grid.setHorizontalSpacing(size.grid)
        grid.setVerticalSpacing(size.half)
        boxes = QHBoxLayout()
        boxes.setSpacing(size.pane)
        for box in (self.case, self.words, self.regular):
            boxes.addWidget(box)
        boxes.addStretch(1)
        boxes.addWidget(self.close_button)
        for field in (self.find_field, self.replace_field):
            field.setMinimumWidth(look().characters(30))
            field.setMaximumWidth(look().characters(56))
        grid.addWidget(self.find_field, 0, 0)
        grid.addWidget(self.previous_button, 0, 1)
        grid.addWidget(self.next_button, 0, 2)
        grid.addWidget(self.count, 0, 3)
        grid.addLayout(boxes, 0, 4)
        grid.addWidget(self.replace_field, 1, 0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.replace_button)
        buttons.addWidget(self.all_button)
        buttons.addStretch(1)
        grid.addLayout(buttons, 1, 1, 1, 4)
        grid.setColumnMinimumWidth(3, look().characters(14))
        grid.setColumnStretch(4, 1)

    def enter(self, *, replacing: bool = False) -> None:
        """Open the bar with what is selected in the text."""
        editor = self._editor()
        if editor is not None:
            selected, _ = editor.selected_text()
            if selected and "\n" not in selected:
                self.find_field.setText(selected)
        for widget in (self.replace_field, self.replace_button, self.all_button):
            widget.setVisible(replacing)
        self.show()
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_field.selectAll()
        self._typed()

    def leave(self) -> None:
        """Close the bar; the text has the focus again."""
        self.hide()
        editor = self._editor()
        if editor is not None:
            editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Shift+Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif _is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.find_next(back=True)
        else:
            super().keyPressEvent(event)

    # Looking

    def pattern(self) -> re.Pattern[str] | None:
        """What is looked for, None for nothing, and for an expression that is wrong or could take too long."""
        wanted = self.find_field.text()
        if not wanted:
            return None
        expression = wanted if self.regular.isChecked() else re.escape(wanted)
        if self.words.isChecked():
            expression = rf"(?<!\w)(?:{expression})(?!\w)"
        flags = re.MULTILINE | (re.NOFLAG if self.case.isChecked() else re.IGNORECASE)
        editor = self._editor()
        try:
            # An expression with repetitions in repetitions could hold the window up for hours.
            if self.regular.isChecked() and editor is not None:
                regex(expression, editor.text())
            return re.compile(expression, flags)
        except (re.error, VMMError):
            return None

    def _typed(self) -> None:
        pattern = self.pattern()
        wrong = bool(self.find_field.text()) and pattern is None
        mark_invalid(self.find_field, wrong)
        editor = self._editor()
        if pattern is None or editor is None:
            as_role(self.count, "error" if wrong else "muted").setText("Not possible" if wrong else "")
            return
        found = sum(1 for _ in islice(pattern.finditer(editor.text()), _MOST_COUNTED))
        as_role(self.count, "muted").setText(f"{found:,} found" if found else "Nothing found")

    def find_next(self, *, back: bool = False) -> bool:
        """Select the next place behind the selection, or before it; at the end it begins anew."""
        editor, pattern = self._editor(), self.pattern()
        if editor is None or pattern is None:
            return False
        text = editor.text()
        at = _Places(text)
        cursor = editor.textCursor()
        spans = [m.span() for m in pattern.finditer(text) if m.end() > m.start()]
        if not spans:
            return False
        if back:
            here = at.python(cursor.selectionStart())
            found = next((s for s in reversed(spans) if s[0] < here), spans[-1])
        else:
            here = at.python(cursor.selectionEnd())
            found = next((s for s in spans if s[0] >= here), spans[0])
        cursor.setPosition(at.qt(found[0]))
        cursor.setPosition(at.qt(found[1]), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
        return True

    def replace(self) -> None:
        """Replace what is selected where it is such a place, and go on to the next."""
        editor, pattern = self._editor(), self.pattern()
        if editor is None or pattern is None:
            return
        selected, _ = editor.selected_text()
        match = pattern.fullmatch(selected) if selected else None
        if match is not None:
            editor.textCursor().insertText(self._replacement(match))
        self.find_next()
        self._typed()

    def replace_all(self) -> None:
        """Replace all places, as one edit."""
        editor, pattern = self._editor(), self.pattern()
        if editor is None or pattern is None:
            return
        text, count = pattern.subn(self._replacement, editor.text())
        if count:
            place = editor.place()
            editor.replace_all(text)
            editor.go_to(*place)
            self.find_field.setFocus()
        self._typed()
        as_role(self.count, "muted").setText(f"{count:,} replaced")

    def _replacement(self, match: re.Match[str]) -> str:
        """What stands in place of a match: the text as it is, with ``$1`` for groups of an expression."""
        wanted = self.replace_field.text()
        if not self.regular.isChecked():
            return wanted
        groups = match.groups(default="")

        def group(found: re.Match[str]) -> str:
            number = int(found.group(1))
            if number == 0:
                return match.group()
            return groups[number - 1] if number <= len(groups) else found.group()

        return re.sub(r"\$(\d)", group, wanted)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Places:
    """Between places in a Python string and Qt's UTF-16."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_same = text.isascii() or max(text, default="") <= "\uffff"

    def qt(self, place: int) -> int:
        return place if self._is_same else len(self._text[:place].encode("utf-16-le", "surrogatepass")) // 2

    def python(self, place: int) -> int:
        if self._is_same:
            return place
        encoded = self._text.encode("utf-16-le", "surrogatepass")[: 2 * place]
        return len(encoded.decode("utf-16-le", "surrogatepass"))
