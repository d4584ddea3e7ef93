"""The rows of a list: of one or more kinds, within a scope, filtered and sorted, following the changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from .column import Cell, Column
from .filter import Predicate, parse
from .objects import Delta, ObjectStore, Row

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2

_RESORT_MS = 400
"""Rows whose sort value changes take their new place so long after, that a list of loads stays readable."""
_MANY = 60
"""From so many rows that come or go at once, the list is told anew as a whole."""
_REST = 4
"""While a list fills, making it anew takes at most one part in so many and one of the time."""


class ListModel(QAbstractTableModel):
    """A sorted, filtered list over the object store.

    Sort keys are kept per row and made anew only for rows that changed; a sort of 25,000 rows stays below 50 ms. While
    nobody looks (`set_active(False)`), changes are only noted.
    """

    counted = Signal()
    """The number of rows shown or in scope is another."""
    about_to_rearrange = Signal()
    """The whole list is told anew; views keep what is selected."""
    rearranged = Signal()

    def __init__(
        self, store: ObjectStore, kinds: Sequence[str], columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.kinds = tuple(kinds)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self.total = 0
        """How many rows are in scope, before the filter."""
        self._scope: Predicate | None = None
        self._filter: Predicate | None = None
        self._filter_text = ""
        self._sort_column = 0
        self._descending = False
        self._keys: dict[Row, Any] = {}
        self._shown: set[Row] = set()
        self._active = True
        self._stale = True
        self._resort = QTimer(self)
        self._resort.setSingleShot(True)
        self._resort.setInterval(_RESORT_MS)
        self._resort.timeout.connect(self._sort_again)
        self._fill = QTimer(self)
        self._fill.setSingleShot(True)
        self._fill.timeout.connect(self.rebuild)
        self._rested_at = 0.0
        self._job_columns = [number for number, column in enumerate(self.columns) if column.follows_jobs]
        store.changed.connect(self._on_changed)

    # What is shown

    @property
    def filter_text(self) -> str:
        """The filter in force."""
        return self._filter_text

    @property
    def sorting(self) -> tuple[str, bool]:
        """The property sorted by, and whether descending."""
        return self.columns[self._sort_column].property, self._descending

    def set_scope(self, scope: Predicate | None) -> None:
        """Show only the rows within a scope; None for all."""
        self._scope = scope
        self.rebuild()

    def set_filter(self, text: str) -> None:
        """Show only the rows that the filter lets through."""
        self._filter_text = text
        self._filter = parse(text, self.columns)
        self.rebuild()

    def set_active(self, *, active: bool) -> None:
        """Say whether anybody looks at the list."""
        self._active = active
        if active and self._stale:
            self.rebuild()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if not 0 <= column < len(self.columns):
            return
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._keys.clear()
        self._sort_again()

    def _sort_again(self) -> None:
        rows = self._sorted(self.rows)
        if rows != self.rows:
            self._reorder(rows)

    def rebuild(self) -> None:
        """Make the list anew from the store."""
        if not self._active:
            self._stale = True
            return
        started = time.perf_counter()
        self._fill.stop()
        if self._stale:
            self._keys.clear()
        self._stale = False
        scope = self._scope
        rows: list[Row] = []
        for kind in self.kinds:
            table = self.store.table(kind)
            rows.extend(table if scope is None else filter(scope, table))
        self.total = len(rows)
        if self._filter is not None:
            rows = list(filter(self._filter, rows))
        self._arrange(self._sorted(rows))
        self.counted.emit()
        now = time.perf_counter()
        self._rested_at = now + _REST * (now - started)

    def row_of(self, object_id: str) -> int:
        """The place of an object in the list, -1 when it is not shown."""
        for place, row in enumerate(self.rows):
            if row.id == object_id:
                return place
        return -1

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many columns there are, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell:
        """What is drawn there."""
        return self.columns[column].cell(self.rows[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell by role."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.cell(row).text
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = column.cell(row)
            return cell.tip or cell.text or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[column.align]
        if role == CELL_ROLE:
            return column.cell(row)
        if role == ROW_ROLE:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Virtual machines can be dragged."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() and "VM" in self.kinds else known

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[self.columns[section].align]
        return None

    # Following the changes

    def _on_changed(self, delta: Delta) -> None:
        if delta.kind == "Job" and self._job_columns and "Job" not in self.kinds:
            self._jobs_changed(delta)
        if delta.kind not in self.kinds:
            return
        if not self._active:
            self._stale = True
            return
        if delta.reset:
            self._keys.clear()
            self.rebuild()
        elif self._fill.isActive() or len(delta.inserted) + len(delta.removed) > _MANY:
            self._fill_soon(delta)
        else:
            self._take(delta)

    def _fill_soon(self, delta: Delta) -> None:
        """Make the list anew now, or after a rest when it was made just before: many thousands arrive in portions."""
        for row in (*delta.inserted, *delta.updated, *delta.removed):
            self._keys.pop(row, None)
        rest = self._rested_at - time.perf_counter()
        if rest <= 0:
            self.rebuild()
        elif not self._fill.isActive():
            self._fill.start(int(rest * 1000) + 1)

    def _take(self, delta: Delta) -> None:
        keys, key_of = self._keys, self._key_maker()
        gone = [row for row in delta.removed if row in self._shown]
        come: list[Row] = []
        moved = False
        redraw: list[Row] = []
        for row in delta.removed:
            keys.pop(row, None)
        for row in (*delta.updated, *delta.inserted):
            fits = self._fits(row)
            if row not in self._shown:
                keys.pop(row, None)
                if fits:
                    come.append(row)
            elif not fits:
                gone.append(row)
            else:
                key = key_of(row)
                moved = moved or keys.get(row) != key
                keys[row] = key
                redraw.append(row)
        if moved and not self._resort.isActive():
            self._resort.start()
        if gone or come:
            leaving = set(gone)
            rows = [row for row in self.rows if row not in leaving] if gone else list(self.rows)
            self._arrange(self._sorted([*rows, *come]))
        self._redraw(redraw)
        if self._count_scope() or gone or come:
            self.counted.emit()

    def _count_scope(self) -> bool:
        before = self.total
        scope = self._scope
        tables = [self.store.table(kind) for kind in self.kinds]
        self.total = sum(len(t) if scope is None else sum(1 for row in t if scope(row)) for t in tables)
        return before != self.total

    def _jobs_changed(self, delta: Delta) -> None:
        if not self._active:
            return
        if delta.reset:
            self._emit_data(0, len(self.rows) - 1)
            return
        jobs = {row.id for rows in (delta.inserted, delta.updated, delta.removed) for row in rows}
        targets = {str(row["ResultObjectID"]) for rows in (delta.inserted, delta.updated) for row in rows}
        self._redraw([row for row in self.rows if row.id in targets or row["MostRecentJob.ID"] in jobs])

    def _fits(self, row: Row) -> bool:
        return (self._scope is None or self._scope(row)) and (self._filter is None or self._filter(row))

    def _redraw(self, rows: Iterable[Row]) -> None:
        wanted = set(rows)
        if not wanted:
            return
        for place, row in enumerate(self.rows):
            if row in wanted:
                self._emit_data(place, place)

    def _emit_data(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # Order

    def _key_maker(self) -> Callable[[Row], Any]:
        """The sort key of a row, None where the value is unknown."""
        column = self.columns[self._sort_column]
        read = column.raw_key
        where = [self.store.table(kind).index.get(column.property) for kind in self.kinds]
        if read is None or len(where) != 1 or where[0] is None:
            return lambda row: None if (key := column.sort_key(row)) == "" else key
        place = where[0]

        def quick(row: Row) -> Any:
            value = row.values[place]
            return None if value is None or value == "" else read(value)

        return quick

    def _sorted(self, rows: list[Row]) -> list[Row]:
        """In order, unknown values last whichever the direction."""
        keys = self._keys
        if len(keys) < len(rows) or any(row not in keys for row in rows):
            key_of = self._key_maker()
            keys.update([(row, key_of(row)) for row in rows if row not in keys])
        known = [row for row in rows if keys[row] is not None]
        known.sort(key=keys.__getitem__, reverse=self._descending)
        if len(known) < len(rows):
            known.extend([row for row in rows if keys[row] is None])
        return known

    def _arrange(self, rows: list[Row]) -> None:
        """Tell the views the way from the rows shown to these, in as little as it takes."""
        if abs(len(rows) - len(self.rows)) > _MANY:
            self._tell_anew(rows, set(rows))
            return
        new = set(rows)
        leaving, coming = self._shown - new, new - self._shown
        if len(leaving) + len(coming) > _MANY:
            self._tell_anew(rows, new)
            return
        for place in [p for p, row in enumerate(self.rows) if row in leaving][::-1] if leaving else ():
            self.beginRemoveRows(QModelIndex(), place, place)
            del self.rows[place]
            self.endRemoveRows()
        kept = [row for row in rows if row not in coming] if coming else rows
        if kept != self.rows:
            self._reorder(kept)
        if coming:
            # The views change the list row by row, so it must be one of its own until the end.
            self.rows = list(kept)
            for place in [p for p, row in enumerate(rows) if row in coming]:
                self.beginInsertRows(QModelIndex(), place, place)
                self.rows.insert(place, rows[place])
                self.endInsertRows()
        self._shown = new

    def _tell_anew(self, rows: list[Row], shown: set[Row]) -> None:
        self.about_to_rearrange.emit()
        self.beginResetModel()
        self.rows, self._shown = rows, shown
        self.endResetModel()
        self.rearranged.emit()

    def _reorder(self, rows: list[Row]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        moved = {self.rows[index.row()]: -1 for index in old}
        if moved:
            for place, row in enumerate(rows):
                if row in moved:
                    moved[row] = place
        new = [self.index(moved[self.rows[index.row()]], index.column()) for index in old]
        self.rows = rows
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}
