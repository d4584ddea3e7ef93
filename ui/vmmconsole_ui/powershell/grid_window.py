"""The window of Out-GridView: the objects of a pipeline, to sort, filter, copy, and choose from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vmmconsole_ui.models.column import Cell, Column
from vmmconsole_ui.models.list_model import ListModel
from vmmconsole_ui.models.objects import ObjectStore, Row, Table
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.grid import Grid
from vmmconsole_ui.widgets.script_view import flat_button

from .grid_rows import GridColumn, GridRows
from .screen import Question

_KIND = "object"
_FIRST_COLUMN = 2
"""A row begins with its number and its first text, as the rows of the console do."""
_FILTER_MS = 120
_ROWS_MEASURED, _WIDEST = 500, 44


class GridWindow(QDialog):
    """Shows the objects of a question; OK hands the chosen ones back where the script asks for some."""

    def __init__(self, question: Question, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(question.title or "Out-GridView")
        self.setModal(False)
        self._question = question
        self._chooses = question.output_mode.lower() != "none"
        self._answered = not self._chooses
        rows = question.rows or GridRows((), [])
        self.store = ObjectStore(self)
        self.store.tables[_KIND] = _table(self.store, rows)
        columns = [_column(place, column, rows.cells) for place, column in enumerate(rows.columns)]
        self.model = ListModel(self.store, (_KIND,), columns, self)
        self.grid = Grid("out_gridview", _Unkept(settings), self)
        self.filter = QLineEdit(self)
        self.count = as_role(QLabel(self), "muted")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FILTER_MS)
        self._soon.timeout.connect(lambda: self.model.set_filter(self.filter.text()))
        self._build()
        self._show()

    def _build(self) -> None:
        size = look().size
        head = QHBoxLayout()
        head.setContentsMargins(size.pane, size.grid, size.grid, size.grid)
        head.setSpacing(size.grid)
        self.filter.setPlaceholderText("Filter: a word or column:value")
        self.filter.setAccessibleName("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(size.filter_width)
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        columns = flat_button("Columns", "columns", "Choose what is shown")
        columns.clicked.connect(lambda: self.grid.column_menu().popup(columns.mapToGlobal(QPoint(0, columns.height()))))
        copy = flat_button("Copy", "copy", "Copy the selected rows, all where none is selected  (Ctrl+C)")
        copy.clicked.connect(self.copy)
        for button in (columns, copy):
            button.setIconSize(QSize(size.icon, size.icon))
            button.setAutoDefault(False)
        head.addWidget(self.filter)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(columns)
        head.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(as_role(QFrame(self), "separator"))
        layout.addWidget(self.grid, 1)
        if self._chooses:
            layout.addWidget(self._buttons())
        self.resize(size.dialog_width, size.dialog_height)
        QShortcut(QKeySequence.StandardKey.Copy, self.grid, self.copy, context=Qt.ShortcutContext.WidgetShortcut)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)

    def _buttons(self) -> QFrame:
        size = look().size
        footer = as_role(QFrame(self), "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(size.pane, size.grid, size.pane, size.grid)
        note = "Choose one object." if self._question.output_mode.lower() == "single" else "Choose objects."
        line.addWidget(as_role(QLabel(note), "muted"))
        line.addStretch(1)
        self.ok_button = as_role(QPushButton("OK"), "primary")
        self.ok_button.clicked.connect(self.accept)
        self.ok_button.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        line.addWidget(self.ok_button)
        line.addWidget(cancel)
        return footer

    def _show(self) -> None:
        self.grid.setAccessibleName("Objects")
        if self._chooses and self._question.output_mode.lower() == "single":
            self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.model.counted.connect(self._say_count)
        self.model.rebuild()
        self.grid.show_list(self.model, ("", False))
        self.grid.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._in_order()
        self.grid.menu_wanted.connect(self._menu)
        if self._chooses:
            self.grid.opened.connect(self.accept)

    def _in_order(self) -> None:
        """As the pipeline had them, until the person sorts."""
        table = self.store.tables[_KIND]
        place = {row: number for number, row in enumerate(table)}
        self.model.rows.sort(key=place.__getitem__)
        self.model.layoutChanged.emit()

    def _say_count(self) -> None:
        shown, total = len(self.model.rows), self.model.total
        self.count.setText(count(total, "object") if shown == total else f"{shown:,} of {count(total, 'object')}")

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Copy", self.copy)
        menu.addAction("Select all", self.grid.selectAll)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with a heading, tab by tab, as spreadsheets take them."""
        header = self.grid.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        shown = [number for number in order if not self.grid.isColumnHidden(number)]
        rows = self.grid.selected_rows() or self.model.rows
        columns = self.model.columns
        lines = [[columns[number].title for number in shown]]
        lines += [[columns[number].text(row).replace("\t", " ") for number in shown] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def accept(self) -> None:
        """Hand the chosen objects back to the script."""
        if not self._answered:
            self._answered = True
            self._question.answer.put([int(row.id) for row in self.grid.selected_rows()])
        super().accept()

    def reject(self) -> None:
        """Nothing was chosen: the pipeline goes on with nothing."""
        if not self._answered:
            self._answered = True
            self._question.answer.put([])
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        self.reject()
        super().closeEvent(event)


class _Unkept(Settings):
    """Columns of a pipeline are others each time: nothing of them is remembered."""

    def __init__(self, _settings: Settings) -> None:
        super().__init__()


def _table(store: ObjectStore, rows: GridRows) -> Table:
    table = Table(_KIND, store)
    table.index = {f"{place} {column.name}": place + _FIRST_COLUMN for place, column in enumerate(rows.columns)}
    table.text_places = tuple(range(_FIRST_COLUMN, _FIRST_COLUMN + len(rows.columns)))
    for number, cells in enumerate(rows.cells):
        values = [str(number), cells[0][0] if cells else "", *(cell[0] for cell in cells)]
        row = Row(table, values)
        table.rows[row.id] = row
    table.is_loaded = True
    return table


def _column(place: int, column: GridColumn, keys: list[list[tuple[str, Any]]]) -> Column:
    at = place + _FIRST_COLUMN

    def key(row: Row) -> Any:
        return keys[int(row.id)][place][1]

    def number(row: Row) -> float | None:
        value = key(row)
        return None if value is None else float(value)

    return Column(
        property=f"{place} {column.name}",
        title=column.name,
        width=_width(column, [row[place][0] for row in keys[:_ROWS_MEASURED]]),
        cell=lambda row: Cell(row.values[at]),
        text=lambda row: str(row.values[at]),
        sort_key=key,
        number=number if column.is_number else _none,
        names=(column.name.lower(),),
        align="right" if column.is_number else "left",
        is_shown=column.is_shown,
    )


def _width(column: GridColumn, texts: list[str]) -> int:
    """As wide as what stands in it, within reason."""
    longest = max(map(len, texts), default=0)
    # Capitals are wider than the average.
    return max(len(column.name) + 2, min(longest * 6 // 5 + 2, _WIDEST))


def _none(_row: Row) -> float | None:
    return None
