"""Choosing a file of the library: an ISO image, a virtual hard disk, a floppy image."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model import NOUNS
from vmmconsole.model.library import LibraryItem
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

from .new_vm_request import LibraryFile

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_ICONS = {"ISO": "iso", "VirtualHardDisk": "disk", "VirtualFloppyDisk": "floppy"}


def size_text(size: float | None) -> str:
    """Bytes as people read them; blank where it is not known."""
    if not size:
        return ""
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024 or unit == "TB":
            return f"{size:.0f} {unit}" if unit in ("B", "KB") or size >= 100 else f"{size:.1f} {unit}"
        size /= 1024
    return ""


def library_files(context: Context, kind: str) -> list[Row]:
    """The files of a kind that are there and enabled, by name."""
    rows = [row for row in context.objects.table(kind) if row["State"] != "Missing" and row["Enabled"] is not False]
    return sorted(rows, key=lambda row: row.name.lower())


def library_file(row: Row) -> LibraryFile:
    """The file of a row as a request keeps it."""
    return LibraryFile(
        id=UUID(row.id), name=row.name, share_path=str(row["SharePath"] or ""),
        library_server=str(row["LibraryServer.Name"] or ""), size=int(row["MaximumSize"] or row["Size"] or 0),
    )  # fmt: skip


class LibraryDialog(QDialog):
    """Lists the library's files of one kind, to be filtered while typing."""

    def __init__(self, context: Context, kind: str, parent: QWidget, chosen: Callable[[LibraryFile], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        noun = NOUNS[kind]
        self.setWindowTitle(f"Select {noun.title}")
        self._kind = kind
        self._chosen = chosen
        self._rows = library_files(context, kind)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.list = _file_list()
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemDoubleClicked.connect(self.accept)
        self.empty = plain_label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok_button: QPushButton = as_role(self.buttons.button(QDialogButtonBox.StandardButton.Ok), "primary")
        self.ok_button.setText("Select")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look().size.pane] * 4)
        layout.setSpacing(look().size.grid)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.buttons)
        self.resize(look().size.dialog_width, look().characters(60))
        self._empty_text = _empty_text(context, noun)
        self._fill("")

    def _fill(self, text: str) -> None:
        self.list.clear()
        for row in self._rows:
            folder = str(row["Directory"] or "")
            if text.lower() not in f"{row.name} {folder}".lower():
                continue
            share = str(row["LibraryShare.Name"] or "")
            where = f"{share}/{folder}" if folder else share
            item = QTreeWidgetItem([row.name, where, size_text(row["Size"])])
            item.setIcon(0, icon(_ICONS.get(self._kind, "file")))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(0, str(row["SharePath"] or ""))
            self.list.addTopLevelItem(item)
        there = self.list.topLevelItemCount() > 0
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.setText("Nothing matches the filter." if self._rows else self._empty_text)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._selected()

    def _selected(self) -> None:
        self.ok_button.setEnabled(bool(self.list.selectedItems()) and not self.list.isHidden())

    def accept(self) -> None:
        """Hand over the selected file."""
        items = self.list.selectedItems()
        if not items:
            return
        chosen_id = items[0].data(0, Qt.ItemDataRole.UserRole)
        row = next(row for row in self._rows if row.id == chosen_id)
        super().accept()
        self._chosen(library_file(row))


def _empty_text(context: Context, noun: type[object]) -> str:
    shares = [str(row["Path"]) for row in context.objects.table("LibraryShare")]
    what = noun.title if issubclass(noun, LibraryItem) else "file"
    if not shares:
        return f"There is no library share yet. Add one in the Library view, and put the {what} into its folder."
    return f"The library has no {what} yet. Put one into {shares[0]}: it appears here by itself."


def _file_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(["Name", "Share", "Size"])
    tree.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setStretchLastSection(False)
    return tree
