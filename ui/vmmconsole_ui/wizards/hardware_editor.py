"""The hardware pane: devices as a tree on the left, the selected device's fields on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, order_tabs, plain_label, scrolled

from . import device_forms, drive_forms
from .edited_hardware import DeviceRow, EditedHardware
from .flow import Problem

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_ADDITIONS = (("&Disk", "disk", "disk"), ("D&VD drive", "dvd", "dvd"), ("&SCSI adapter", "scsi", "scsi"),
              ("&Network adapter", "nic", "adapter"))  # fmt: skip
_HINTS = {
    "general": "Select a device to change it.", "ide": "Disks and DVD drives on the IDE controller.",
    "networks": "Network adapters; add one with Add.", "advanced": "Settings that few virtual machines need.",
}  # fmt: skip


class HardwareEditor(QWidget):
    """Edits an `EditedHardware`; `changed` tells the field that was written to."""

    changed = Signal(str)

    def __init__(self, context: Context, state: EditedHardware, *, networks: list[str] | None = None) -> None:
        """`networks` None leaves the choice of networks to a later page."""
        super().__init__()
        as_role(self, "page")
        self.context = context
        self.state = state
        self.networks = networks
        self.cpu_types: list[str] = []
        self.touched: set[str] = set()
        self._problems: list[Problem] = []
        self.form: Form | None = None
        self.key = ""
        self._items: dict[str, QTreeWidgetItem] = {}
        self.tree = _device_tree()
        self.tree.currentItemChanged.connect(self._selected)
        self.title = as_role(QLabel(), "heading")
        self.note = plain_label("", "error", wrap=True)
        self.note.hide()
        self.area: QScrollArea = scrolled(QWidget())
        self._lay_out()
        self.show_devices("memory")

    def _lay_out(self) -> None:
        size = look().size
        self.add_button = QPushButton(icon("add"), "&Add")
        self.add_button.setAutoDefault(False)
        self.add_menu = QMenu(self.add_button)
        self.add_actions: dict[str, QAction] = {}
        for text, what, icon_name in _ADDITIONS:
            action = self.add_menu.addAction(icon(icon_name), text)
            action.triggered.connect(lambda _=False, w=what: self.add(w))
            self.add_actions[what] = action
        self.add_menu.setToolTipsVisible(True)
        self.add_button.setMenu(self.add_menu)
        self.remove_button = QPushButton(icon("remove"), "Re&move")
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self.remove)
        tools = QHBoxLayout()
        tools.setSpacing(size.grid)
        tools.addWidget(self.add_button)
        tools.addWidget(self.remove_button)
        tools.addStretch(1)
        left = QFrame()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, size.grid, 0)
        column.setSpacing(size.grid)
        column.addLayout(tools)
        column.addWidget(self.tree, 1)
        right = QFrame()
        column = QVBoxLayout(right)
        column.setContentsMargins(size.pane, size.half, 0, 0)
        column.setSpacing(size.grid)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addWidget(self.area, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(size.line)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([look().characters(45), look().characters(42)])
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        self.setFocusProxy(self.tree)

    # The tree

    def show_devices(self, select: str = "") -> None:
        """Build the tree again, and select a device."""
        wanted = select or self.key
        self.tree.blockSignals(True)
        self.tree.clear()
        self._items = {}
        for row in self.state.devices():
            parent = self._items.get(row.parent)
            item = QTreeWidgetItem([row.title, row.value])
            item.setData(0, Qt.ItemDataRole.UserRole, row.key)
            item.setIcon(0, icon(row.icon, "muted"))
            item.setForeground(1, look().color("muted"))
            item.setToolTip(1, row.value)
            if parent is not None:
                parent.addChild(item)
            else:
                self.tree.addTopLevelItem(item)
                item.setFont(0, look().font(weight=600))
            self._items[row.key] = item
        self.tree.expandAll()
        self.tree.blockSignals(False)
        item = self._items.get(wanted) or self._items["memory"]
        self.tree.setCurrentItem(item)
        self._selected(item)

    def select(self, key: str) -> None:
        """Go to a device."""
        if key in self._items:
            self.tree.setCurrentItem(self._items[key])

    def _show_values(self) -> None:
        rows = self.state.devices()
        order = [row.key for row in rows]
        if set(order) != set(self._items) or self._structure_changed(rows):
            self.show_devices()
            return
        for row in rows:
            item = self._items[row.key]
            item.setText(0, row.title)
            item.setText(1, row.value)
            item.setToolTip(1, row.value)

    def _structure_changed(self, rows: list[DeviceRow]) -> bool:
        for row in rows:
            parent = self._items[row.key].parent()
            if (parent.data(0, Qt.ItemDataRole.UserRole) if parent else "") != row.parent:
                return True
        return False

    def _selected(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        self.key = item.data(0, Qt.ItemDataRole.UserRole)
        self.title.setText(item.text(0))
        self.form = self._form(self.key)
        self.form.finish()
        self.area.setWidget(self.form)
        order_tabs(self.add_button, self.remove_button, self.tree, self.form)
        reason = self.state.remove_problem(self.key)
        self.remove_button.setEnabled(not reason)
        self.remove_button.setToolTip(reason)
        for what, action in self.add_actions.items():
            locked = self.state.lock(f"add:{what}")
            action.setEnabled(not locked)
            action.setToolTip(locked)
        self.note.hide()
        self.show_problems(self._problems)

    def _form(self, key: str) -> Form:
        kind, _, device_id = key.partition(":")
        state, changed, context = self.state, self._changed, self.context
        hardware = state.hardware
        if kind == "processor":
            return device_forms.processor_form(state, changed, self.cpu_types)
        if kind == "com":
            port = next(p for p in hardware.virtual_com_ports if str(p.port_number) == device_id)
            return device_forms.com_form(state, port, changed)
        if kind == "disk":
            disk = next(d for d in hardware.virtual_disk_drives if str(d.id) == device_id)
            return drive_forms.disk_form(context, state, disk, changed)
        if kind == "dvd":
            dvd = next(d for d in hardware.virtual_dvd_drives if str(d.id) == device_id)
            return drive_forms.dvd_form(context, state, dvd, changed)
        if kind == "nic":
            adapter = next(a for a in hardware.virtual_network_adapters if str(a.id) == device_id)
            return drive_forms.network_form(state, adapter, changed, self.networks)
        if kind == "scsi":
            return drive_forms.scsi_form(state, hardware.virtual_scsi_adapters[int(device_id)], changed)
        return self._plain_form(kind)

    def _plain_form(self, kind: str) -> Form:
        state, changed = self.state, self._changed
        if kind == "memory":
            return device_forms.memory_form(state, changed)
        if kind == "bios":
            return device_forms.bios_form(state, changed)
        if kind == "floppy":
            return device_forms.floppy_form(self.context, state, changed)
        if kind == "priority":
            return device_forms.priority_form(state, changed)
        form = Form(stacked=True)
        form.add_full(plain_label(_HINTS.get(kind, ""), "muted", wrap=True))
        return form

    # Changes

    def _changed(self, field: str) -> None:
        self.touched.add(field)
        self._show_values()
        self.changed.emit(field)

    def add(self, what: str) -> None:
        """Add a device and go to it, or say why that is not possible."""
        try:
            key = self.state.add(what)
        except ValueError as err:
            self.note.setText(str(err))
            self.note.show()
            return
        self.show_devices(key)
        self.changed.emit(key)

    def remove(self) -> None:
        """Remove the selected device."""
        if not self.state.remove_problem(self.key):
            self.state.remove(self.key)
            self.show_devices("memory")
            self.changed.emit("remove")

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """Mark the devices that something is wrong with; the fields of the shown one say what."""
        self._problems = problems
        broken: dict[str, str] = {}
        for problem in problems:
            broken.setdefault(problem.field.rpartition(".")[0], problem.message)
        for key, item in self._items.items():
            wrong = broken.get(key, "")
            item.setForeground(0, look().color("error" if wrong else "text"))
            item.setToolTip(0, wrong)
        if self.form is not None:
            self.form.show_problems(problems)
        if all_fields and problems:
            self.select(problems[0].field.rpartition(".")[0])


def _device_tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("Devices")
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setItemsExpandable(False)
    tree.setUniformRowHeights(True)
    tree.setIndentation(look().size.indent)
    tree.setIconSize(QSize(look().size.icon, look().size.icon))
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.header().setMinimumSectionSize(0)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    return tree
