"""Choosing one object out of a list that is filtered while typing: a file of the library, a template, a machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

if TYPE_CHECKING:
    from vmmconsole_ui.models.objects import Row

_MOST_SHOWN = 500
"""A longer list is no help to anybody, and takes more than a frame to fill."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ObjectDialog(QDialog):
    """A list of rows. Subclasses say what stands in its columns, and take the row that is chosen."""

    columns: tuple[str, ...] = ("Name",)
    right_from: int = 99
    """The first column of numbers, which stand at the right."""

    def __init__(self, title: str, rows: Sequence[Row], empty_text: str, parent: QWidget) -> None:
        """`empty_text` says what to do where there is nothing to choose."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._rows = rows
        self._empty_text = empty_text
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.list = self._object_list()
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
        self._fill("")

    # What subclasses say

    def texts_of(self, row: Row) -> list[str]:
        """What stands in the columns; the filter looks into all of it."""
        return [row.name]

    def icon_of(self, row: Row) -> str:
        """The icon in front of the name."""
        raise NotImplementedError

    def tip_of(self, _row: Row) -> str:
        """What is said on hovering."""
        return ""

    def obstacle_of(self, _row: Row) -> str:
        """Why it cannot be chosen; empty where it can."""
        return ""

    def take(self, row: Row) -> None:
        """The row was chosen."""
        raise NotImplementedError

    # The list

    def _object_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels(list(self.columns))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.header().setStretchLastSection(False)
        for column in range(len(self.columns)):
            stretched = QHeaderView.ResizeMode.Stretch if column == 0 else QHeaderView.ResizeMode.ResizeToContents
            tree.header().setSectionResizeMode(column, stretched)
            if column >= self.right_from:
                tree.headerItem().setTextAlignment(column, _RIGHT)
        return tree

    def _item(self, row: Row, texts: list[str]) -> QTreeWidgetItem:
        obstacle = self.obstacle_of(row)
        item = QTreeWidgetItem(texts)
        item.setIcon(0, icon(self.icon_of(row)))
        item.setData(0, Qt.ItemDataRole.UserRole, row.id)
        item.setDisabled(bool(obstacle))
        for column in range(len(texts)):
            item.setToolTip(column, obstacle or (self.tip_of(row) if column == 0 else ""))
            if column >= self.right_from:
                item.setTextAlignment(column, _RIGHT)
        return item

    def _fill(self, text: str) -> None:
        self.list.clear()
        shown = [(row, texts) for row in self._rows if text.lower() in " ".join(texts := self.texts_of(row)).lower()]
        items = [self._item(row, texts) for row, texts in shown[:_MOST_SHOWN]]
        if len(shown) > _MOST_SHOWN:
            items.append(QTreeWidgetItem([f"{len(shown) - _MOST_SHOWN:,} more; type into the filter to find them"]))
            items[-1].setDisabled(True)
        self.list.addTopLevelItems(items)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)
        self.empty.setText("Nothing matches the filter." if self._rows else self._empty_text)
        first = next((item for item in items if not item.isDisabled()), None)
        if first is not None:
            self.list.setCurrentItem(first)
        self._selected()

    def _selected(self) -> None:
        self.ok_button.setEnabled(bool(self.list.selectedItems()) and not self.list.isHidden())

    def accept(self) -> None:
        """Hand over the selected object."""
        items = self.list.selectedItems()
        if not items or items[0].isDisabled():
            return
        chosen_id = items[0].data(0, Qt.ItemDataRole.UserRole)
        row = next(row for row in self._rows if row.id == chosen_id)
        super().accept()
        self.take(row)
