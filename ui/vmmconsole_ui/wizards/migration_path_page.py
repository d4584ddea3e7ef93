"""Select path of the Migrate wizard: a folder for all machines, for some of them, or for single disks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from vmmconsole.model.errors import VMMError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label

from .flow import Problem
from .hardware_rules import place_of, place_text
from .host_path_field import HostPathField
from .host_paths import path_syntax_problem
from .library_dialog import size_text
from .migration_flow import MigrationFlow
from .migration_request import MovingMachine
from .page_view import FlowPage
from .path_page import QUIET_MS, facts_text

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

Part = tuple[MovingMachine, VirtualDiskDrive | None]
"""A machine as a whole, or one of its disks."""
_COLUMNS = ("Virtual machine", "Size", "Now in", "Goes to")
_STAYS = "The disks stay where they are; enter a path to move them too"
_STAYS_SHORT = "stays where it is"
_AS_MACHINE = "Where the virtual machine goes"


class MigrationPathPage(FlowPage[MigrationFlow]):
    """The list shows what goes where; the field above it is for what is selected in the list."""

    grows = True

    def __init__(self, context: Context, flow: MigrationFlow) -> None:
        super().__init__(context, "path", flow)
        self.field = HostPathField(context)
        self.form.add("Pat&h", self.field, "path", wide=True)
        self.facts = plain_label("", "muted", wrap=True)
        self.form.grid.addWidget(self.facts, 3, 1)
        self.form.grid.setRowMinimumHeight(4, look().size.grid)
        self.list = _part_list()
        self.list.itemSelectionChanged.connect(self._selected)
        self.layout_.addWidget(self.list, 1)
        self.parts: dict[str, Part] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._problems: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.check)
        self._asking: set[str] = set()
        self.field.typed.connect(self._typed)
        self.touched.add("path")

    def enter(self) -> None:
        """Show the machines with their disks, all selected, and what is known of their paths."""
        host = self.flow.request.host
        self.field.host_id = str(host.id) if host else ""
        self.field.set_paths(self.flow.facts.host.vm_paths if self.flow.facts.host else ())
        self.setFocusProxy(self.field)
        self._fill()
        self._selected()
        self.check()

    # The list

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.parts.clear()
        self._items.clear()
        for machine in self.flow.request.travellers:
            top = self._add(str(machine.id), (machine, None), None)
            for drive in machine.disks:
                self._add(f"{machine.id}/{drive.id}", (machine, drive), top)
            top.setExpanded(True)
            top.setSelected(True)
        self._show_targets()
        self.list.blockSignals(False)

    def _add(self, key: str, part: Part, parent: QTreeWidgetItem | None) -> QTreeWidgetItem:
        machine, drive = part
        if drive is None:
            texts = [machine.name, size_text(machine.disk_gb * 1024**3), machine.location]
        else:
            image = drive.virtual_hard_disk
            assert image is not None
            texts = [f"{image.name}, {place_text(place_of(drive))}", size_text(image.size), image.directory]
        item = QTreeWidgetItem(texts)
        item.setIcon(0, icon("vm" if drive is None else "disk", "muted"))
        item.setSizeHint(3, QSize(0, look().size.row))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, Qt.ItemDataRole.UserRole, key)
        item.setToolTip(2, texts[2])
        if parent is None:
            self.list.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self.parts[key], self._items[key] = part, item
        return item

    def _show_targets(self) -> None:
        for key, item in self._items.items():
            machine, drive = self.parts[key]
            target = machine.path if drive is None else machine.folder_of(drive)
            if drive is None and not target and machine.disk_paths:
                target = "several folders"
            wrong = self._problems.get(key, "")
            item.setText(3, target or ("" if self.flow.must_move(machine) else _STAYS_SHORT))
            item.setToolTip(3, wrong or target)
            item.setIcon(3, icon("failed", "error") if wrong else QIcon())
            item.setForeground(3, look().color("error" if wrong else "text" if target else "muted"))

    # The field

    @property
    def selected(self) -> list[Part]:
        """What the field is for: the selection, or everything where nothing is selected."""
        keys = [item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        return [self.parts[key] for key in keys] or [part for part in self.parts.values() if part[1] is None]

    def _selected(self) -> None:
        parts = self.selected
        paths = {m.path if drive is None else m.disk_paths.get(drive.id, "") for m, drive in parts}
        hint = _AS_MACHINE
        if len(paths) > 1:
            hint = "Several paths"
        elif any(drive is None for _, drive in parts):
            hint = "" if any(self.flow.must_move(machine) for machine, _ in parts) else _STAYS
        self.field.set_text(paths.pop() if len(paths) == 1 else "", hint)
        self._show_facts()

    def _typed(self, text: str) -> None:
        for machine, drive in self.selected:
            if drive is None:
                machine.path = text
            elif text:
                machine.disk_paths[drive.id] = text
            else:
                machine.disk_paths.pop(drive.id, None)
        self._show_facts()
        self._timer.start()
        self.edited("path")

    def _show_facts(self) -> None:
        facts = self.flow.facts.paths.get(self.field.text)
        asking = "Asking the host …" if self.field.text in self._asking else ""
        as_role(self.facts, "muted").setText(facts_text(facts) if facts and facts.writable else asking)

    # What the host says

    def check(self) -> None:
        """Ask the host about every path that it was not asked about."""
        facts = self.flow.facts
        paths = {path for machine in self.flow.request.travellers for path in machine.paths}
        known = facts.paths.keys() | facts.path_problems.keys() | self._asking
        new = {path for path in paths - known if not path_syntax_problem(path, "folder")}
        self._asking |= new
        self._show_facts()
        for path in sorted(new):
            spawn_for(self, self._check(self.field.host_id, path), "The path could not be checked.")

    async def _check(self, host_id: str, path: str) -> None:
        facts = self.flow.facts
        try:
            found = await self.context.client.path_facts(host_id, path)
        except VMMError as err:
            if host_id == self.field.host_id:
                facts.path_problems[path] = f"{err} {err.action}".strip()
        else:
            if host_id == self.field.host_id:
                facts.paths[path] = found
        finally:
            self._asking.discard(path)
        self._show_facts()
        self.answered.emit()

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """Mark the rows with a problem, and say below the field what is wrong with those that are selected."""
        del all_fields
        self._problems = {}
        for problem in problems:
            self._problems.setdefault(problem.field.removeprefix("path:"), problem.message)
        self._show_targets()
        chosen = {id(drive or machine) for machine, drive in self.selected}
        mine = (
            text for key, text in self._problems.items()
            if key in self.parts and id(self.parts[key][1] or self.parts[key][0]) in chosen
        )  # fmt: skip
        first = next(mine, "")
        self.form.show_problems([Problem("path", first)] if first else [])

    def shows(self, problems: list[Problem]) -> bool:
        """Whether the first problem stands below the field, because its row is selected."""
        return bool(problems) and any(
            problems[0].field == f"path:{item.data(0, Qt.ItemDataRole.UserRole)}" for item in self.list.selectedItems()
        )


def _part_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("What goes where")
    tree.setHeaderLabels(list(_COLUMNS))
    tree.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return tree
