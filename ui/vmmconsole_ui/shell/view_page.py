"""The middle of the window for one list: title line, filter, list or empty state, and the details below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vmmconsole_ui import icons
from vmmconsole_ui.actions.registry import action
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.list_model import ListModel
from vmmconsole_ui.models.objects import Delta
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.view import ListSpec, Node
from vmmconsole_ui.widgets.empty_state import EmptyState
from vmmconsole_ui.widgets.grid import Grid

from .details_pane import DetailsPane

_TYPING_MS = 20
_WHOLE = frozenset({"library", "profiles", "templates", "computers", "roles", "managers", "accounts"})
"""The kinds of nodes that stand for all there is."""
_SCOPE_KINDS = frozenset({"VMHostGroup", "VMHost", "LibraryServer", "LibraryShare"})


class FilterBox(QLineEdit):
    """The filter; Escape empties it, Down goes to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Down."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ViewPage(QSplitter):
    """One list with its details. Made when its view is first opened."""

    selected = Signal()
    opened = Signal()
    list_focused = Signal()
    menu_wanted = Signal(QPoint)
    action_wanted = Signal(str)

    def __init__(self, spec: ListSpec, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.spec = spec
        self.context = context
        self.node = Node()
        self._wanted_ids = context.settings.texts(f"lists/{spec.id}/selected")
        self.model = ListModel(context.objects, spec.kinds, spec.columns, self)
        self.title = as_role(QLabel(spec.title, self), "title")
        self.counter = as_role(QLabel(self), "muted")
        self.filter = FilterBox(self)
        self.grid = Grid(spec.id, context.settings, self)
        self.empty = EmptyState(self)
        self.details = DetailsPane(context, self)
        self._stack = QStackedWidget(self)
        self._build()
        self.grid.show_list(self.model, spec.sort)
        self._connect()
        self._show_state()

    def set_scope(self, node: Node) -> None:
        """List what is in the scope of a node."""
        self.node = node
        self.model.set_scope(self.spec.scope(node, self.context.objects))
        self._show_title()
        self._show_state()

    def set_active(self, *, active: bool) -> None:
        """Whether this page is the one that is shown."""
        self.model.set_active(active=active)
        if active:
            self._select_wanted()

    def save(self) -> None:
        """Remember selection, columns and the splitter."""
        settings = self.context.settings
        settings.set(f"lists/{self.spec.id}/selected", tuple(row.id for row in self.grid.selected_rows()[:100]))
        settings.set(f"lists/{self.spec.id}/splitter", self.saveState())
        self.grid.save_columns()

    def _build(self) -> None:
        size = look().size
        self.setChildrenCollapsible(False)
        self.setHandleWidth(size.line)
        top = as_role(QFrame(self), "surface")
        line = QHBoxLayout()
        line.setContentsMargins(size.pane - 2, size.grid + 2, size.pane - size.half, size.grid + 2)
        line.setSpacing(size.grid)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.filter.setPlaceholderText(self.spec.hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(size.filter_width)
        self.filter.setAccessibleName("Filter")
        self.filter.addAction(icons.icon("filter", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setToolTip(_filter_help(self.spec))
        columns = QToolButton(self)
        columns.setIcon(icons.icon("columns"))
        columns.setIconSize(QSize(size.icon, size.icon))
        columns.setToolTip("Columns")
        columns.setAccessibleName("Columns")
        columns.clicked.connect(lambda: self.grid.column_menu().popup(columns.mapToGlobal(columns.rect().bottomLeft())))
        line.addWidget(self.title)
        line.addWidget(self.counter)
        line.addStretch(1)
        line.addWidget(self.filter)
        line.addWidget(columns)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(top)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        self.addWidget(top)
        self.addWidget(self.details)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        kept = self.context.settings.blob(f"lists/{self.spec.id}/splitter")
        if kept.isEmpty() or not self.restoreState(kept):
            self.setSizes([size.window_height, size.details_height])

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.left.connect(self._leave_filter)
        self.grid.rows_selected.connect(self._on_selected)
        self.grid.opened.connect(self.opened)
        self.grid.focused.connect(self.list_focused)
        self.grid.menu_wanted.connect(self.menu_wanted)
        self.model.counted.connect(self._show_state)
        self.empty.acted.connect(self._act)
        self.context.objects.state_changed.connect(self._show_state)
        self.context.objects.changed.connect(self._on_changed)

    def _apply_filter(self) -> None:
        self.model.set_filter(self.filter.text())
        self._show_state()

    def _leave_filter(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._apply_filter()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.grid.selected_rows() and self.model.rows:
            self.grid.selectRow(0)

    def _on_selected(self) -> None:
        self.details.show_rows(self.grid.selected_rows())
        self.selected.emit()

    def _on_changed(self, delta: Delta) -> None:
        if delta.kind in _SCOPE_KINDS and (delta.reset or delta.inserted or delta.removed or delta.updated):
            scope = self.spec.scope(self.node, self.context.objects)
            if scope is not None and delta.kind not in self.spec.kinds:
                self.model.set_scope(scope)
            self._show_title()
        if delta.reset and delta.kind in self.spec.kinds:
            self._select_wanted()

    def _select_wanted(self) -> None:
        if self._wanted_ids and self.model.rows:
            wanted, self._wanted_ids = self._wanted_ids, ()
            self.grid.select_ids(wanted)

    def _show_title(self) -> None:
        name = self.node.name
        row = self.context.objects.find(self.node.kind, self.node.id)
        whole = not name or self.node.kind in _WHOLE or self.node.id == "all"
        if row is not None:
            name = row.name
            whole = row.kind == "VMHostGroup" and not row["ParentHostGroup.ID"]
        if self.node.kind == "filter" and not whole:
            self.title.setText(f"{self.spec.title}: {name.lower() if name != 'Last 24 hours' else 'last 24 hours'}")
        else:
            self.title.setText(self.spec.title if whole else f"{self.spec.title} in {name}")

    def _show_state(self) -> None:
        store, model = self.context.objects, self.model
        shown, total = len(model.rows), model.total
        loaded = store.is_loaded(self.spec.kinds)
        self.counter.setText("" if not loaded or not total else f"{shown:,} of {total:,}")
        self._stack.setCurrentWidget(self.grid if shown else self.empty)
        self.details.setVisible(bool(shown) and not self.context.settings.flag("hide/details"))
        if not loaded:
            if store.state in {"reconnecting", "stopped"}:
                self.empty.say("No connection to the engine", store.problem or "The console tries again by itself.")
            else:
                self.empty.say("Connecting to the engine…", "")
        elif total and not shown:
            self.empty.say(
                "Nothing matches the filter", f"{total:,} are hidden by “{self.filter.text()}”.", "Clear filter"
            )
        elif not shown:
            empty = self.spec.empty
            everything = any(len(store.table(kind)) for kind in self.spec.kinds)
            title = f"Nothing in {self.node.name}" if everything and self.node.name else empty.title
            self.empty.say(title, empty.text, action(empty.action).title if empty.action else "")

    def _act(self) -> None:
        if self.filter.text():
            self.filter.clear()
        elif self.spec.empty.action:
            self.action_wanted.emit(self.spec.empty.action)


def _filter_help(spec: ListSpec) -> str:
    names = "  ".join(f"{column.names[0]}:" for column in spec.columns if column.names)
    return (
        "Words are looked for in all columns. A field looks into one: " + names + "\n"
        "Use * as a wildcard, > and < for numbers, and a minus to leave out: host:kvm*  cpu>80  -status:running"
    )
