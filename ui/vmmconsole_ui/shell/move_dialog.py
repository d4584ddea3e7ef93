"""Choosing the host group that hosts or a group move to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from vmmconsole_ui import icons
from vmmconsole_ui.actions.scripts import lookup
from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.scopes import groups_below


class MoveDialog(QDialog):
    """A list of host groups by path; the present one and, for a group, those below it are left out."""

    def __init__(self, context: Context, selection: Selection) -> None:
        super().__init__(context.window)
        self.context = context
        self.selection = selection
        self.setWindowTitle("Move to host group")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = look().size
        self.resize(size.small_dialog_width, size.dialog_height)
        names = ", ".join(row.name for row in selection.rows[:4]) + ("…" if len(selection) > 4 else "")
        heading = QLabel(f"Move {names} to")
        heading.setWordWrap(True)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.groups = QListWidget(self)
        self.groups.setAccessibleName("Host groups")
        for row in self._targets():
            item = QListWidgetItem(icons.icon("host_group"), str(row["Path"] or row.name), self.groups)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
        self.move_button = as_role(QPushButton("Move"), "primary")
        self.move_button.setEnabled(False)
        self.move_button.setDefault(True)
        cancel = QPushButton("Cancel")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.move_button)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        layout.addWidget(heading)
        layout.addWidget(self.groups, 1)
        layout.addLayout(buttons)
        self.groups.itemSelectionChanged.connect(lambda: self.move_button.setEnabled(bool(self.groups.selectedItems())))
        self.groups.itemActivated.connect(lambda _item: self._move())
        self.move_button.clicked.connect(self._move)
        cancel.clicked.connect(self.reject)

    def _targets(self) -> list[Row]:
        store = self.context.objects
        left_out: set[str] = set()
        for row in self.selection.rows:
            if row.kind == "VMHostGroup":
                left_out |= groups_below(store, row.id) | {str(row["ParentHostGroup.ID"])}
        present = {row["VMHostGroup.ID"] for row in self.selection.rows if row.kind == "VMHost"}
        if len(present) == 1:
            left_out |= {str(group) for group in present}
        groups = [row for row in store.table("VMHostGroup") if row.id not in left_out]
        return sorted(groups, key=lambda row: str(row["Path"] or row.name).casefold())

    def _move(self) -> None:
        chosen = self.groups.selectedItems()
        target = self.context.objects.find("VMHostGroup", chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else None
        if target is None:
            return
        self.context.spawn(move(self.context, self.selection.rows, target), "The move was not started.")
        self.accept()


async def move(context: Context, rows: tuple[Row, ...], target: Row) -> None:
    """Move hosts, or a host group, into a group: a script and a job for each."""
    from datetime import datetime

    from vmmconsole.script.calls import Argument, Call, Script, Variable
    from vmmconsole.script.writer import write

    for row in rows:
        is_group = row.kind == "VMHostGroup"
        title = "Move host group" if is_group else "Move host"
        cmdlet, parameter = ("Move-VMHostGroup", "ParentHostGroup") if is_group else ("Move-VMHost", "ParentHostGroup")
        found, into = lookup(context, row), lookup(context, target, "ParentGroup")
        call = Call(
            cmdlet,
            (Argument(found.variable, Variable(found.variable)), Argument(parameter, Variable(into.variable))),
        )
        script = write(Script(f"{title} Script", (found, into, call)), generated_at=datetime.now().astimezone())
        await context.run_script(script, title)


async def choose_group(context: Context, selection: Selection) -> None:
    """Ask for the group, and move."""
    MoveDialog(context, selection).open()
