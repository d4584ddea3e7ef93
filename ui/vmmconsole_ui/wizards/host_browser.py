"""Choosing a folder or a file on a host, over the engine: nothing of this computer's own file system is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.client.contract import DirectoryEntry
from vmmconsole.model.errors import VMMError
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import choice_field, plain_label

from .host_paths import parent_path
from .library_dialog import size_text

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class HostBrowser(QDialog):
    """Shows folders of a host, and with `files` the files in them; hands over the path that was chosen."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        chosen: Callable[[str], None],
        *,
        host_id: str = "",
        start: str = "",
        files: bool = False,
    ) -> None:
        """`host_id` empty lets the person choose the host."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Select file on host" if files else "Select folder on host")
        self.context = context
        self._chosen = chosen
        self._files = files
        self._asked = 0
        self._folder = ""
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok_button = as_role(self.buttons.button(QDialogButtonBox.StandardButton.Ok), "primary")
        hosts = sorted(context.objects.table("VMHost"), key=lambda row: row.name.lower())
        self.host = choice_field(((row.name, row.id) for row in hosts), host_id)
        self.host.setAccessibleName("Host")
        if host_id:
            self.host.hide()
        self.host.currentIndexChanged.connect(lambda _: self.show_folder(""))
        self.path = QLineEdit(start)
        self.path.setAccessibleName("Path")
        self.path.setPlaceholderText("Path on the host")
        self.path.returnPressed.connect(lambda: self.show_folder(self.path.text()))
        self.path.textChanged.connect(lambda text: self.ok_button.setEnabled(bool(text)))
        self.up_button = QPushButton(icon("up"), "")
        self.up_button.setToolTip("The folder above (Alt+Up)")
        self.up_button.setAccessibleName("Folder above")
        self.up_button.setShortcut("Alt+Up")
        self.up_button.clicked.connect(lambda: self.show_folder(parent_path(self._folder)))
        self.list = _entry_list()
        self.list.itemActivated.connect(self._activated)
        self.list.currentItemChanged.connect(self._current)
        self.note = plain_label("", "muted", wrap=True)
        self.ok_button.setText("Select")
        self.ok_button.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.show_folder(parent_path(start) if files and start else start)

    def _lay_out(self) -> None:
        size = look().size
        top = QHBoxLayout()
        top.setSpacing(size.grid)
        top.addWidget(self.path, 1)
        top.addWidget(self.up_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[size.pane] * 4)
        layout.setSpacing(size.grid)
        layout.addWidget(self.host)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.resize(size.dialog_width, look().characters(64))

    def show_folder(self, path: str) -> None:
        """Ask the host what is in a folder; an empty path shows where to begin."""
        self._asked += 1
        self.note.setText("Reading …")
        spawn_for(self, self._read(path, self._asked), "The folder could not be read.")

    async def _read(self, path: str, number: int) -> None:
        host_id = self.host.currentData()
        if not host_id:
            self._say("There is no host yet. Add one in the Hosts view.", "warning")
            return
        try:
            entries = await self.context.client.directory(host_id, path)
        except VMMError as err:
            if number == self._asked:
                self._say(f"{err} {err.action}".strip(), "error")
            return
        if number == self._asked:
            self._fill(path, entries)

    def _say(self, text: str, role: str = "muted") -> None:
        as_role(self.note, role).setText(text)

    def _fill(self, path: str, entries: list[DirectoryEntry]) -> None:
        self._folder = path
        if path:
            self.path.setText(path)
        self.list.clear()
        shown = [entry for entry in entries if entry.is_directory or self._files]
        for entry in sorted(shown, key=lambda e: (not e.is_directory, e.name.lower())):
            item = QTreeWidgetItem([entry.name, size_text(entry.size)])
            item.setIcon(0, icon("folder" if entry.is_directory else "file", "text" if entry.is_directory else "muted"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, entry.path)
            item.setData(0, Qt.ItemDataRole.UserRole + 1, entry.is_directory)
            self.list.addTopLevelItem(item)
        self.up_button.setEnabled(bool(path))
        self._say("" if shown else ("The folder is empty." if self._files else "There are no folders in it."))

    def _current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.path.setText(item.data(0, Qt.ItemDataRole.UserRole))

    def _activated(self, item: QTreeWidgetItem) -> None:
        path = item.data(0, Qt.ItemDataRole.UserRole)
        if item.data(0, Qt.ItemDataRole.UserRole + 1):
            self.show_folder(path)
        else:
            self.path.setText(path)
            self.accept()

    def accept(self) -> None:
        """Hand over the path."""
        path = self.path.text().strip()
        if path:
            super().accept()
            self._chosen(path)


def _entry_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(["Name", "Size"])
    tree.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tree.header().setStretchLastSection(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return tree
