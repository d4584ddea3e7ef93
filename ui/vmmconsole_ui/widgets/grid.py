"""The list of a view: a table that draws cells itself, and remembers columns, order, widths and sort."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QDrag, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vmmconsole_ui import icons
from vmmconsole_ui.models.column import Cell, Column
from vmmconsole_ui.models.dragging import packed
from vmmconsole_ui.models.list_model import CELL_ROLE, ListModel
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import look

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws a `Cell`: icon, thin progress bar, text in its colour. Faster than the stylesheet's own drawing."""

    def __init__(self, parent: QWidget | None = None, *, striped: bool = True) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._striped = striped

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = look()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        elif self._striped and index.row() % 2:
            painter.fillRect(rect, theme.color("alternate"))
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            side = index.data(Qt.ItemDataRole.TextAlignmentRole)
            draw_cell(painter, rect, cell, align_right=bool(side) and bool(side & Qt.AlignmentFlag.AlignRight))
        if state & QStyle.StateFlag.State_HasFocus and index.column() == 0:
            painter.fillRect(rect.x(), rect.y(), 2 * theme.size.line, rect.height(), theme.color("accent"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width that a cell's text needs, for fitting columns."""
        size = look().size
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return super().sizeHint(option, index)
        width = 2 * size.grid + look_width(cell.text)
        if cell.icon:
            width += size.icon + size.grid
        if cell.progress is not None:
            width += size.progress_width + size.grid
        return QSize(width, size.row)


def look_width(text: str) -> int:
    """The width of a text in the body font, in pixels."""
    return QFontMetrics(look().font()).horizontalAdvance(text)


def draw_cell(painter: QPainter, rect: QRect, cell: Cell, *, align_right: bool = False) -> None:
    """Draw a cell's icon, bar and text into `rect`."""
    theme, size = look(), look().size
    inside = rect.adjusted(size.grid, 0, -size.grid, 0)
    if cell.icon:
        ratio = painter.device().devicePixelRatioF()
        image = icons.pixmap(cell.icon, cell.icon_color, size.icon, ratio)
        painter.drawPixmap(QPoint(inside.x(), inside.y() + (inside.height() - size.icon) // 2), image)
        inside.setLeft(inside.left() + size.icon + size.grid)
    if cell.progress is not None:
        bar = QRect(inside.x(), inside.center().y() - size.progress // 2, size.progress_width, size.progress)
        draw_bar(painter, bar, cell.progress)
        inside.setLeft(bar.right() + size.grid + 1)
    if cell.text:
        flags = (
            Qt.AlignmentFlag.AlignRight if align_right else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color(cell.color))
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, flags, text)


def draw_bar(painter: QPainter, rect: QRect, percent: int, color: str = "accent") -> None:
    """Draw a thin progress bar."""
    theme = look()
    radius = rect.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(rect, radius, radius)
    if percent > 0:
        done = QRect(rect)
        done.setWidth(max(rect.height(), round(rect.width() * min(percent, 100) / 100)))
        painter.setBrush(theme.color(color))
        painter.drawRoundedRect(done, radius, radius)
    painter.restore()


def _first_width(column: Column) -> int:
    """What a column is wide until the person chooses: its own width, but no less than its title."""
    return look().characters(max(column.width, len(column.title) + 1)) + 2 * look().size.grid


class Grid(QTableView):
    """A list of objects. Selection and scroll position survive sorting, filtering and changes."""

    rows_selected = Signal()
    """Another set of rows is selected."""
    opened = Signal()
    """Enter or a double click on a row."""
    focused = Signal()
    menu_wanted = Signal(QPoint)
    """The context menu at that place of the screen."""

    def __init__(self, list_id: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_id = list_id
        self._settings = settings
        self._delegate = CellDelegate(self)
        self._kept: tuple[list[str], str, int] = ([], "", 0)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(list_id)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.column_menu().popup(header.mapToGlobal(at)))
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        look().changed.connect(self._apply_look)

    @property
    def items(self) -> ListModel:
        """The rows behind it."""
        model = self.model()
        if not isinstance(model, ListModel):
            raise TypeError("The list has no rows yet.")
        return model

    def show_list(self, model: ListModel, sort: tuple[str, bool]) -> None:
        """Show these rows, in the remembered columns and order, sorted by `sort` where nothing is remembered."""
        self.setModel(model)
        self._apply_look()
        self._restore_columns(sort)
        self.setSortingEnabled(True)
        # A header asks of every column whether all of its cells are selected; with 25,000 rows that takes a second.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self.horizontalHeader()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_selected.emit())
        model.about_to_rearrange.connect(self._keep)
        model.rearranged.connect(self._put_back)

    # Selection

    def selected_rows(self) -> list[Row]:
        """The selected rows in the list's order."""
        chosen = self.selectionModel()
        if chosen is None:
            return []
        rows = self.items.rows
        parts = chosen.selection().toList()
        places = sorted({place for part in parts for place in range(part.top(), part.bottom() + 1)})
        return [rows[place] for place in places if place < len(rows)]

    def select_ids(self, ids: Sequence[str], *, current: str = "", scroll: bool = True) -> None:
        """Select these objects, as far as they are shown."""
        wanted, model = set(ids), self.items
        selection, first = QItemSelection(), -1
        last_column = model.columnCount() - 1
        for place, row in enumerate(model.rows if wanted else ()):
            if row.id in wanted:
                selection.select(model.index(place, 0), model.index(place, last_column))
                if first < 0 or row.id == current:
                    first = place
        chosen = self.selectionModel()
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first >= 0:
            index = model.index(first, 0)
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if scroll:
                self.scrollTo(index)

    def _keep(self) -> None:
        row = self.currentIndex().row()
        current = self.items.rows[row].id if 0 <= row < len(self.items.rows) else ""
        self._kept = ([row.id for row in self.selected_rows()], current, self.verticalScrollBar().value())
        self.selectionModel().blockSignals(True)

    def _put_back(self) -> None:
        ids, current, scroll = self._kept
        self.select_ids(ids, current=current, scroll=False)
        self.selectionModel().blockSignals(False)
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()
        self.rows_selected.emit()

    # Columns

    def column_menu(self) -> QMenu:
        """The menu that shows, hides, fits and resets the columns."""
        menu = QMenu(self)
        for number, column in enumerate(self.items.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(number != 0)
            action.toggled.connect(lambda shown, number=number: self.show_column(number, shown=shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("Fit columns to content", self.resizeColumnsToContents)
        menu.addAction("Reset columns", self.reset_columns)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(number, not shown)
        self.save_columns()

    def reset_columns(self) -> None:
        """Columns, order, widths and sort as they were at first."""
        header = self.horizontalHeader()
        for number, column in enumerate(self.items.columns):
            self.setColumnHidden(number, not column.is_shown)
            self.setColumnWidth(number, _first_width(column))
            header.moveSection(header.visualIndex(number), number)
        self.save_columns()

    def save_columns(self) -> None:
        """Remember columns, order, widths and sort."""
        header, model = self.horizontalHeader(), self.items
        kept = []
        for place in range(header.count()):
            number = header.logicalIndex(place)
            hidden = self.isColumnHidden(number)
            width = 0 if hidden else round(self.columnWidth(number) * 100 / look().scale)
            kept.append(f"{model.columns[number].property}|{width}")
        self._settings.set(f"lists/{self.list_id}/columns", tuple(kept))
        name, descending = model.sorting
        self._settings.set(f"lists/{self.list_id}/sort", f"{name}|{'descending' if descending else 'ascending'}")

    def _restore_columns(self, sort: tuple[str, bool]) -> None:
        self.reset_columns_quietly()
        header, columns = self.horizontalHeader(), self.items.columns
        numbers = {column.property: number for number, column in enumerate(columns)}
        place = 0
        for entry in self._settings.texts(f"lists/{self.list_id}/columns"):
            name, _, width = entry.partition("|")
            number = numbers.get(name)
            if number is None or not width.isdigit():
                continue
            self.setColumnHidden(number, width == "0" and number != 0)
            if width != "0":
                self.setColumnWidth(number, round(int(width) * look().scale / 100))
            header.moveSection(header.visualIndex(number), place)
            place += 1
        kept = self._settings.text(f"lists/{self.list_id}/sort").partition("|")
        name, descending = (kept[0], kept[2] == "descending") if kept[0] in numbers else sort
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(numbers.get(name, 0), order)
        self.items.sort(numbers.get(name, 0), order)

    def reset_columns_quietly(self) -> None:
        """The first widths and visibility, without remembering them."""
        for number, column in enumerate(self.items.columns):
            self.setColumnHidden(number, not column.is_shown)
            self.setColumnWidth(number, _first_width(column))

    # Qt's events

    def _apply_look(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look().size.row)
        self.horizontalHeader().setFixedHeight(look().size.header)
        self.horizontalHeader().setMinimumSectionSize(look().characters(5))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, and go on with the rows' backgrounds to the right edge."""
        super().paintEvent(event)
        header, height = self.horizontalHeader(), self.viewport().height()
        left = header.length() - header.offset()
        width = self.viewport().width() - left
        first = self.rowAt(0)
        if width <= 0 or first < 0:
            return
        theme, chosen = look(), self.selectionModel()
        painter = QPainter(self.viewport())
        for row in range(first, len(self.items.rows)):
            top = self.rowViewportPosition(row)
            if top > height:
                break
            fill = "alternate" if row % 2 else ""
            if row == self._delegate.hovered_row:
                fill = "hover"
            if chosen.isSelected(self.items.index(row, 0)):
                fill = "selection"
            if fill:
                painter.fillRect(left, top, width, self.rowHeight(row), theme.color(fill))
        painter.end()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take the selected objects along."""
        rows = self.selected_rows()
        if rows:
            drag = QDrag(self)
            drag.setMimeData(packed(rows[0].kind, [row.id for row in rows]))
            drag.setPixmap(icons.pixmap("vm", "accent", look().size.icon_large, self.devicePixelRatioF()))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Unmark it."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the list has the focus now."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        if row == self._delegate.hovered_row:
            return
        old, self._delegate.hovered_row = self._delegate.hovered_row, row
        for place in (old, row):
            if place >= 0:
                top, height = self.rowViewportPosition(place), self.rowHeight(place)
                self.viewport().update(0, top, self.viewport().width(), height)
