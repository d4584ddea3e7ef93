"""The line below the editor: what was just done, what is wrong, where the cursor is, how the file is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStatusBar, QWidget

from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

from .problems_list import summary
from .script_file import FileFormat

if TYPE_CHECKING:
    from .page import ScriptPage
    from .window import ScriptEditorWindow

_ENCODINGS = (("utf-8", True), ("utf-8", False), ("utf-16-le", True), ("cp1252", False))
_LINE_ENDS = ("\r\n", "\n")


class StatusLine(QStatusBar):
    """Shows the tab that is open; encoding and line ends are menus."""

    def __init__(self, window: ScriptEditorWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self._page: ScriptPage | None = None
        self.setSizeGripEnabled(False)
        body = QWidget(self)
        line = QHBoxLayout(body)
        line.setContentsMargins(look().size.grid, 0, look().size.grid, 0)
        line.setSpacing(look().size.pane)
        self.note = plain_label("")
        self.problems = QLabel(body)
        self.place = QLabel(body)
        self.encoding = self._menu_button("Encoding of the file")
        self.line_end = self._menu_button("Line ends of the file")
        line.addWidget(self.note, 1)
        for widget in (self.problems, self.place, self.encoding, self.line_end):
            line.addWidget(widget)
        self.addWidget(body, 1)

    def _menu_button(self, name: str) -> QPushButton:
        button = as_role(QPushButton(self), "flat")
        button.setAccessibleName(name)
        button.setToolTip(name)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(self._fill, menu, button))
        button.setMenu(menu)
        return button

    def say(self, text: str, role: str = "muted") -> None:
        """What was just done, or what did not work."""
        as_role(self.note, role).setText(" ".join(text.split()))
        self.note.setToolTip(text.replace("<", "\u2039"))

    def show_page(self, page: ScriptPage | None) -> None:
        """Show a tab's facts."""
        if page is not self._page:
            self.say("")
        self._page = page
        for widget in (self.problems, self.place, self.encoding, self.line_end):
            widget.setVisible(page is not None)
        if page is None:
            return
        found = summary(page.problems)
        role = "error" if page.errors else "warning" if found else "muted"
        text = found or ("No problems" if page.is_checked else "Checking …")
        as_role(self.problems, role).setText("Not checked" if page.check_problem else text)
        self.encoding.setText(page.form.encoding_text)
        self.line_end.setText(page.form.line_end_text)
        self.show_place(page)

    def show_place(self, page: ScriptPage) -> None:
        """Show where the cursor is."""
        line, column = page.editor.place()
        selected = len(page.editor.textCursor().selectedText())
        more = f", {selected:,} selected" if selected else ""
        self.place.setText(f"Line {line:,}, column {column:,}{more}")

    def _fill(self, menu: QMenu, button: QPushButton) -> None:
        menu.clear()
        page = self._page
        if page is None:
            return
        if button is self.encoding:
            forms = [replace(page.form, encoding=encoding, has_mark=mark) for encoding, mark in _ENCODINGS]
            texts = [form.encoding_text for form in forms]
        else:
            forms = [replace(page.form, line_end=end) for end in _LINE_ENDS]
            texts = [form.line_end_text for form in forms]
        for form, text in zip(forms, texts, strict=True):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(form == page.form)
            entry.triggered.connect(partial(self._set, page, form))

    def _set(self, page: ScriptPage, form: FileFormat, _on: bool = False) -> None:
        if form != page.form:
            page.form = form
            page.editor.document().setModified(True)
            self.show_page(page)
