"""A field for a folder on a host: its default paths to choose from, any other to type or browse for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from vmmconsole_ui.theme import as_role, look

from .host_browser import HostBrowser

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class HostPathField(QWidget):
    """An editable choice and a button that shows the folders of the host."""

    typed = Signal(str)
    """The person typed, chose or browsed for another path."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.host_id = ""
        as_role(self, "page")
        self.path = QComboBox()
        self.path.setEditable(True)
        self.path.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.path.setCompleter(None)  # type: ignore[arg-type]  # None takes the completer away
        self.path.setAccessibleName("Path")
        self.browse_button = QPushButton("&Browse …")
        self.browse_button.clicked.connect(self.browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse_button)
        self.setFocusProxy(self.path)
        self.path.editTextChanged.connect(self.typed)

    @property
    def text(self) -> str:
        """The path as it stands there."""
        return self.path.currentText()

    def set_text(self, text: str, hint: str = "") -> None:
        """Show a path without telling of it; `hint` stands there while there is none."""
        self.path.blockSignals(True)
        self.path.setEditText(text)
        self.path.blockSignals(False)
        line = self.path.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)

    def set_paths(self, paths: Iterable[str]) -> None:
        """Offer these paths; the text stays."""
        text = self.text
        self.path.blockSignals(True)
        self.path.clear()
        self.path.addItems(list(paths))
        self.path.setEditText(text)
        self.path.blockSignals(False)

    def browse(self) -> None:
        """Open the folders of the host."""
        HostBrowser(self.context, self, self.path.setEditText, host_id=self.host_id, start=self.text).open()
