"""The fields of a user role, as its wizard and its properties share them: members, scope, permissions, quota."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model.status import Permission
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import number_field, plain_label

from .user_role_flow import member_problem
from .user_role_request import ACTIONS, ScopeItem, UserRoleRequest

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_ITEM = Qt.ItemDataRole.UserRole
_ROW_ICONS = {
    "VMHostGroup": "host_group", "VMHost": "host", "LibraryServer": "library_server", "LibraryShare": "library_share",
}  # fmt: skip


class MemberList(QWidget):
    """The members, a field to add one, and a button to remove the selected ones."""

    changed = Signal()

    def __init__(self, request: UserRoleRequest) -> None:
        super().__init__()
        self.request = request
        size = look().size
        self.name = QLineEdit()
        self.name.setPlaceholderText("DOMAIN\\user, DOMAIN\\group or a user of this server")
        self.name.setAccessibleName("User or group")
        self.add = QPushButton("&Add")
        self.add.setAutoDefault(False)
        self.list = as_role(QListWidget(), "plain")
        self.list.setAccessibleName("Members")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.remove = QPushButton("Re&move")
        self.remove.setAutoDefault(False)
        self.problem = plain_label("", "error", wrap=True)
        self.problem.hide()
        top = QHBoxLayout()
        top.setSpacing(size.grid)
        top.addWidget(self.name, 1)
        top.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(size.grid)
        layout.addLayout(top)
        layout.addWidget(self.problem)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.name.textEdited.connect(lambda _: self._say(""))
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._show_buttons)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        self.show_members()

    def show_members(self) -> None:
        """Show the members of the request."""
        self.list.clear()
        self.list.addItems(self.request.members)
        for place in range(self.list.count()):
            self.list.item(place).setIcon(icon("account"))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _add(self) -> None:
        problem = member_problem(self.name.text(), self.request.members)
        self._say(problem)
        if problem:
            return
        self.request.members = [*self.request.members, self.name.text().strip()]
        self.name.clear()
        self.show_members()
        self.changed.emit()

    def _remove(self) -> None:
        gone = {item.text() for item in self.list.selectedItems()}
        if gone:
            self.request.members = [member for member in self.request.members if member not in gone]
            self.show_members()
            self.changed.emit()


class ScopePicker(QTreeWidget):
    """Host groups with their hosts, and library servers with their shares, with a check box each. What is below a
    checked one belongs to it."""

    changed = Signal()

    def __init__(self, context: Context, request: UserRoleRequest) -> None:
        super().__init__()
        as_role(self, "plain")
        self.context = context
        self.request = request
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName("Scope")
        self._filling = True
        self._fill()
        self._filling = False
        self.itemChanged.connect(self._toggled)

    def _fill(self) -> None:
        objects = self.context.objects
        chosen = {str(item.id) for item in self.request.scope}
        items: dict[str, QTreeWidgetItem] = {}
        rows = [
            *_parents_first(objects.table("VMHostGroup"), "ParentHostGroup.ID"),
            *_by_name(objects.table("VMHost")),
            *_by_name(objects.table("LibraryServer")),
            *_by_name(objects.table("LibraryShare")),
        ]
        for row in rows:
            above = row["ParentHostGroup.ID"] or row["VMHostGroup.ID"] or row["LibraryServer.ID"]
            item = QTreeWidgetItem([row.name])
            item.setIcon(0, icon(_ROW_ICONS[row.kind]))
            item.setData(0, _ITEM, row)
            item.setCheckState(0, Qt.CheckState.Checked if row.id in chosen else Qt.CheckState.Unchecked)
            parent = items.get(str(above))
            if parent is None:
                self.addTopLevelItem(item)
            else:
                parent.addChild(item)
            items[row.id] = item
        self._show_inherited()
        self.expandToDepth(1)
        for item in items.values():
            if item.data(0, _ITEM).id in chosen:
                _expand_above(item)

    def _toggled(self, _item: QTreeWidgetItem, _column: int) -> None:
        if self._filling:
            return
        self._filling = True
        self._show_inherited()
        self._filling = False
        known = {item.id: item for item in self.request.scope}
        gone = set(known) - {UUID(item.data(0, _ITEM).id) for item in self._all()}
        self.request.scope = [known[item_id] for item_id in gone] + [
            scope_item(item.data(0, _ITEM)) for item in self._all() if _is_own(item)
        ]
        self.changed.emit()

    def _show_inherited(self) -> None:
        """Check, and lock, what is below a checked object."""
        for item in self._all():
            parent = item.parent()
            was_inherited = not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            if parent is not None and parent.checkState(0) is Qt.CheckState.Checked:
                item.setCheckState(0, Qt.CheckState.Checked)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setForeground(0, look().color("muted"))
                item.setToolTip(0, f"In scope with {parent.text(0)}")
            elif was_inherited:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setForeground(0, look().color("text"))
                item.setToolTip(0, "")

    def _all(self) -> Iterator[QTreeWidgetItem]:
        """Every item, those above first."""
        waiting = [self.invisibleRootItem()]
        while waiting:
            item = waiting.pop(0)
            below = [child for place in range(item.childCount()) if (child := item.child(place)) is not None]
            yield from below
            waiting += below

    def item_of(self, name: str) -> QTreeWidgetItem:
        """The first item of that name.

        Raises:
            StopIteration: there is none.
        """
        return next(item for item in self._all() if item.text(0) == name)


def scope_item(row: Row) -> ScopeItem:
    """The object of a row as a request keeps it."""
    return ScopeItem(
        kind=row.kind, id=UUID(row.id), name=row.name, path=str(row["Path"] or ""),
        server=str(row["LibraryServer.Name"] or "") if row.kind == "LibraryShare" else "",
    )  # fmt: skip


def _is_own(item: QTreeWidgetItem) -> bool:
    """Whether the item is checked itself, not with what it is below of."""
    checkable = bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
    return checkable and item.checkState(0) is Qt.CheckState.Checked


def _expand_above(item: QTreeWidgetItem) -> None:
    above = item.parent()
    while above is not None:
        above.setExpanded(True)
        above = above.parent()


def _by_name(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.name.casefold())


def _parents_first(rows: Iterable[Row], above: str) -> list[Row]:
    waiting = _by_name(rows)
    placed: dict[str, Row] = {}
    while waiting:
        ready = [row for row in waiting if str(row[above]) in placed or all(str(row[above]) != w.id for w in waiting)]
        placed |= {row.id: row for row in ready or waiting}
        waiting = [row for row in waiting if row.id not in placed]
    return list(placed.values())


class PermissionList(QWidget):
    """All actions, or those that are checked."""

    changed = Signal()

    def __init__(self, request: UserRoleRequest) -> None:
        super().__init__()
        self.request = request
        size = look().size
        self.all = QRadioButton("A&ll actions")
        self.some = QRadioButton("O&nly these actions:")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(size.half)
        layout.addWidget(self.all)
        layout.addWidget(self.some)
        self.boxes: dict[Permission, QCheckBox] = {}
        for permission, title, meaning in ACTIONS:
            row = QHBoxLayout()
            row.setContentsMargins(size.pane + size.grid, 0, 0, 0)
            box = self.boxes[permission] = QCheckBox(title)
            box.setMinimumWidth(look().characters(26))
            box.setAccessibleDescription(meaning)
            row.addWidget(box)
            row.addWidget(plain_label(meaning, "muted"), 1)
            layout.addLayout(row)
            box.setChecked(permission in request.allowed)
            box.toggled.connect(self._write)
        everything = len(request.allowed) == len(ACTIONS)
        (self.all if everything else self.some).setChecked(True)
        self.all.toggled.connect(self._write)
        self._show()

    def _show(self) -> None:
        for box in self.boxes.values():
            box.setEnabled(self.some.isChecked())

    def _write(self) -> None:
        self._show()
        everything = self.all.isChecked()
        self.request.allowed = [p for p, box in self.boxes.items() if everything or box.isChecked()]
        self.changed.emit()


class TemplateList(QListWidget):
    """The templates that there are, with a check box each."""

    changed = Signal()

    def __init__(self, context: Context, request: UserRoleRequest) -> None:
        super().__init__()
        as_role(self, "plain")
        self.request = request
        self.setAccessibleName("Templates")
        self.setFixedHeight(look().size.field * 4)
        chosen = {str(item.id) for item in request.templates}
        for row in _by_name(context.objects.tables.get("Template", ())):
            item = QListWidgetItem(icon("template"), f"{row.name}   {row['VMHost.Name'] or ''}".rstrip())
            item.setData(_ITEM, row)
            item.setCheckState(Qt.CheckState.Checked if row.id in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        if not self.count():
            self.setToolTip("There is no template yet. New-Template makes one from a virtual machine.")
        self.itemChanged.connect(self._toggled)

    def _toggled(self) -> None:
        items = [self.item(place) for place in range(self.count())]
        there = {UUID(item.data(_ITEM).id) for item in items}
        self.request.templates = [known for known in self.request.templates if known.id not in there] + [
            scope_item(item.data(_ITEM)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        self.changed.emit()


class CreationFields(QWidget):
    """Whether members may create virtual machines, what from, and their quota."""

    changed = Signal()

    def __init__(self, context: Context, request: UserRoleRequest) -> None:
        super().__init__()
        self.request = request
        size = look().size
        self.any_source = QRadioButton("Of &any kind")
        self.from_templates = QRadioButton("Only from these &templates, with the hardware that these have:")
        (self.any_source if request.any_source else self.from_templates).setChecked(True)
        self.templates = TemplateList(context, request)
        self.creates = QCheckBox("&Allow members to create virtual machines")
        self.has_quota = QCheckBox("Set a &quota for virtual machines on hosts")
        self.points = number_field(request.quota_points, 1, 1_000_000, " points")
        self.points.setAccessibleName("Quota points")
        self.shared = QCheckBox("All members &share the quota")
        self.hint = plain_label(
            "Each virtual machine takes one point, unless its properties say otherwise. Without sharing, each member "
            "has the whole quota. Virtual machines stored in the library take none.",
            "muted", wrap=True,
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(size.grid)
        layout.addWidget(self.creates)
        source = QVBoxLayout()
        source.setContentsMargins(size.pane, 0, 0, 0)
        source.setSpacing(size.half)
        source.addWidget(self.any_source)
        source.addWidget(self.from_templates)
        source.addWidget(self.templates)
        layout.addLayout(source)
        quota = QHBoxLayout()
        quota.setContentsMargins(size.pane, 0, 0, 0)
        quota.setSpacing(size.grid)
        quota.addWidget(self.has_quota)
        quota.addWidget(self.points)
        quota.addStretch(1)
        layout.addLayout(quota)
        below = QVBoxLayout()
        below.setContentsMargins(size.pane * 2, 0, 0, 0)
        below.setSpacing(size.grid)
        below.addWidget(self.shared)
        below.addWidget(self.hint)
        layout.addLayout(below)
        self.creates.setChecked(request.creates)
        self.has_quota.setChecked(request.has_quota)
        self.shared.setChecked(request.shared)
        for signal in (
            self.creates.toggled, self.any_source.toggled, self.has_quota.toggled, self.shared.toggled,
            self.points.valueChanged,
        ):  # fmt: skip
            signal.connect(self._write)
        self.templates.changed.connect(self.changed)
        self._show()

    def _show(self) -> None:
        for choice in (self.any_source, self.from_templates, self.has_quota):
            choice.setEnabled(self.creates.isChecked())
        self.templates.setEnabled(self.creates.isChecked() and self.from_templates.isChecked())
        limited = self.creates.isChecked() and self.has_quota.isChecked()
        for widget in (self.points, self.shared):
            widget.setEnabled(limited)

    def _write(self) -> None:
        request = self.request
        request.creates, request.has_quota = self.creates.isChecked(), self.has_quota.isChecked()
        request.any_source = self.any_source.isChecked()
        request.quota_points, request.shared = self.points.value(), self.shared.isChecked()
        self._show()
        self.changed.emit()
