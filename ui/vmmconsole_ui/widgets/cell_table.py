"""A small table of cells for details panes: networks, checkpoints, changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QStackedLayout, QTableView, QWidget

from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.list_model import CELL_ROLE
from vmmconsole_ui.theme import as_role, look

from .grid import CellDelegate

Index = QModelIndex | QPersistentModelIndex
Heading = tuple[str, int]
"""A column's title and its width in characters."""


class _Cells(QAbstractTableModel):
    def __init__(self, headings: Sequence[Heading]) -> None:
        super().__init__()
        self._headings = headings
        self.rows: list[list[Cell]] = []

    def show(self, rows: list[list[Cell]]) -> None:
        if len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._headings) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section][0]
        return None


class CellTable(QWidget):
    """Rows of cells under headings, or a sentence where there are none."""

    def __init__(self, headings: Sequence[Heading], nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(headings)
        self._headings = headings
        self.table = QTableView(self)
        self.table.setAccessibleName("Details")
        self.table.setModel(self._cells)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.nothing = as_role(QLabel(nothing, self), "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.nothing.setContentsMargins(look().size.grid, look().size.grid, 0, 0)
        self.nothing.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.table)
        self._apply_look()
        look().changed.connect(self._apply_look)

    @property
    def rows(self) -> list[list[Cell]]:
        """What is shown."""
        return self._cells.rows

    def show_rows(self, rows: list[list[Cell]]) -> None:
        """Show these rows of cells."""
        self._cells.show(rows)
        self._stack.setCurrentIndex(1 if rows else 0)

    def say(self, nothing: str) -> None:
        """What to say where there are no rows."""
        self.nothing.setText(nothing)

    def _apply_look(self) -> None:
        self.table.verticalHeader().setMinimumSectionSize(1)
        self.table.verticalHeader().setDefaultSectionSize(look().size.row)
        self.table.horizontalHeader().setFixedHeight(look().size.header)
        for number, (_, width) in enumerate(self._headings):
            self.table.setColumnWidth(number, look().characters(width) + 2 * look().size.grid)
