"""A field for a file: one of the library, or a path on the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from vmmconsole_ui.theme import as_role, look

from .host_browser import HostBrowser
from .library_dialog import LibraryDialog
from .new_vm_request import LibraryFile

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class FileField(QWidget):
    """Shows which file is chosen; a typed text is a path on the host, where that is possible."""

    changed = Signal()

    def __init__(
        self, context: Context, kind: str, *, paths: bool = True, library: bool = True, host_id: str = ""
    ) -> None:
        """`kind` is the library's, ``ISO``; `paths` and `library` say where a file may come from."""
        super().__init__()
        self.context = context
        self._kind = kind
        self.host_id = host_id
        self.file: LibraryFile | None = None
        as_role(self, "page")
        self.text = QLineEdit()
        self.text.setReadOnly(not paths)
        self.text.setPlaceholderText("Path on the host" if paths else "Select a file of the library")
        self.text.textEdited.connect(self._typed)
        self.library_button = QPushButton("Library …")
        self.library_button.setToolTip("Select a file of the library")
        self.library_button.setAutoDefault(False)
        self.library_button.clicked.connect(self.pick_from_library)
        if not library:
            self.library_button.hide()
        self.browse_button = QPushButton("Browse …")
        self.browse_button.setToolTip("Select a file on a host")
        self.browse_button.setAutoDefault(False)
        self.browse_button.clicked.connect(self.browse)
        if not paths:
            self.browse_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid)
        row.addWidget(self.text, 1)
        row.addWidget(self.library_button)
        row.addWidget(self.browse_button)
        self.setFocusProxy(self.text)

    @property
    def path(self) -> str:
        """The path on the host; empty where a file of the library is chosen."""
        return "" if self.file else self.text.text().strip()

    def set_value(self, file: LibraryFile | None, path: str = "") -> None:
        """Show a choice without telling of it."""
        self.file = file
        self.text.setText(file.name if file else path)
        self.text.setToolTip(file.share_path if file else path)

    def _typed(self) -> None:
        self.file = None
        self.text.setToolTip("")
        self.changed.emit()

    def pick_from_library(self) -> None:
        """Open the list of the library's files."""
        LibraryDialog(self.context, self._kind, self, self._picked).open()

    def _picked(self, file: LibraryFile) -> None:
        self.set_value(file)
        self.changed.emit()

    def browse(self) -> None:
        """Open the folders of a host."""
        HostBrowser(self.context, self, self._browsed, host_id=self.host_id, start=self.path, files=True).open()

    def _browsed(self, path: str) -> None:
        self.set_value(None, path)
        self.changed.emit()
