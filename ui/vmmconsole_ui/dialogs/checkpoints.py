"""Checkpoints: the tree of one machine's, and making new ones of one or many machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model import VirtualMachine, VMCheckpoint
from vmmconsole.model.errors import VMMError
from vmmconsole.script.calls import SWITCH, Condition, Lookup, Statement, Variable
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.new_vm_request import local_now
from vmmconsole_ui.wizards.script_parts import call, machine_lookup, script_text, server_value

from .confirm import ConfirmDialog, object_list
from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Delta, Row

NAME_LENGTH = 200


def default_name(machine_name: str, at: datetime) -> str:
    """The original's name of a new checkpoint: ``web-01 - (11/21/2026 14:04:11)``."""
    return f"{machine_name} - ({at:%m/%d/%Y %H:%M:%S})"


def checkpoint_lookup(server: str, checkpoint_id: UUID) -> Lookup:
    """``$VMCheckpoint = Get-VMCheckpoint … | where {$_.ID -eq "…"}``."""
    found = call("Get-VMCheckpoint", VMMServer=server_value(server))
    return Lookup("VMCheckpoint", found, (Condition(("ID",), str(checkpoint_id)),))


def _name_problem(text: str) -> list[Problem]:
    if not text.strip():
        return [Problem("name", "A name is needed.")]
    if len(text) > NAME_LENGTH:
        return [Problem("name", f"A name can have {NAME_LENGTH} characters at most.")]
    return []


class NewCheckpointDialog(ScriptDialog):
    """Name and description; for many machines each gets its own default name."""

    def __init__(self, context: Context, rows: Sequence[Row]) -> None:
        super().__init__(context, "New checkpoint", "&Create", job_name="Create checkpoint")
        self.rows = list(rows)
        self.name = QLineEdit()
        if len(self.rows) == 1:
            self.name.setText(default_name(rows[0].name, self.generated_at))
            self.form.add("&Name", self.name, "name", wide=True)
        else:
            self.body.addWidget(plain_label(f"A checkpoint of each of {len(rows)} virtual machines:", wrap=True))
            self.body.addWidget(object_list([default_name(row.name, self.generated_at) for row in rows]))
        self.description = self.form.add("&Description", QPlainTextEdit(), "description", wide=True)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.body.addWidget(self.form)
        running = [row for row in rows if row["Status"] == "Running"]
        if running:
            self.body.addWidget(
                plain_label("A running machine's memory is part of the checkpoint.", "muted", wrap=True)
            )
        self.body.addStretch(1)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.name.selectAll()
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name, where one is asked for."""
        return _name_problem(self.name.text()) if len(self.rows) == 1 else []

    def scripts(self) -> list[str]:
        """One script and one job for each machine."""
        return [script_text(self.title, self._statements(row), self.generated_at) for row in self.rows]

    def _statements(self, row: Row) -> Iterable[Statement]:
        name = self.name.text() if len(self.rows) == 1 else default_name(row.name, self.generated_at)
        yield machine_lookup(self.server, row.name, UUID(row.id))
        description = self.description.toPlainText()
        yield call("New-VMCheckpoint", VM=Variable("VM"), Name=name, Description=description, RunAsynchronously=SWITCH)


class CheckpointProperties(ScriptDialog):
    """Name and description of one checkpoint; only what was changed is written."""

    def __init__(self, context: Context, checkpoint: VMCheckpoint, parent: QWidget) -> None:
        super().__init__(
            context, "Checkpoint properties", "&OK", job_name="Change properties of checkpoint", parent=parent
        )
        self.checkpoint = checkpoint
        self.name = self.form.add("&Name", QLineEdit(checkpoint.name), "name", wide=True)
        self.description = self.form.add(
            "&Description", QPlainTextEdit(checkpoint.description), "description", wide=True
        )
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        self.form.add_fact("Created", time_text(checkpoint.added_at))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name's rule."""
        return _name_problem(self.name.text())

    def statements(self) -> Iterable[Statement]:
        """Set-VMCheckpoint with what differs."""
        name, description = self.name.text(), self.description.toPlainText()
        changes = {
            "Name": name if name != self.checkpoint.name else None,
            "Description": description if description != self.checkpoint.description else None,
        }
        if not any(value is not None for value in changes.values()):
            return ()
        found = checkpoint_lookup(self.server, self.checkpoint.id)
        return (found, call("Set-VMCheckpoint", VMCheckpoint=Variable("VMCheckpoint"), **changes))


class CheckpointsDialog(QDialog):
    """The tree of a machine's checkpoints with a mark where the machine is, kept up with the changes."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Checkpoints for {row.name}")
        self.context = context
        self.row = row
        self.machine: VirtualMachine | None = None
        self.tree = _checkpoint_tree()
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.tree.itemActivated.connect(lambda *_: self.show_properties())
        self.note = plain_label("Reading checkpoints …", "muted", wrap=True)
        self.new_button = self._button("&New", "new_checkpoint", self.new)
        self.restore_button = self._button("Re&store", "restore", self.restore)
        self.remove_button = self._button("Re&move", "delete", self.remove)
        self.properties_button = self._button("&Properties", "properties", self.show_properties)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        context.objects.changed.connect(self._objects_changed)
        self._enable()
        self.reload()

    def _button(self, text: str, icon_name: str, act: object) -> QPushButton:
        button = QPushButton(icon(icon_name), text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        size = look().size
        side = QVBoxLayout()
        side.setSpacing(size.grid)
        for button in (self.new_button, self.restore_button, self.remove_button, self.properties_button):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(size.pane)
        middle.addWidget(self.tree, 1)
        middle.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[size.pane] * 4)
        layout.setSpacing(size.grid)
        layout.addLayout(middle, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.resize(size.dialog_width, look().characters(56))

    # Reading

    def reload(self) -> None:
        """Read the machine's checkpoints again."""
        spawn_for(self, self._read(), "The checkpoints could not be read.")

    async def _read(self) -> None:
        try:
            self.machine = await self.context.client.get(VirtualMachine, self.row.id)
        except VMMError as err:
            as_role(self.note, "error").setText(f"{err} {err.action}".strip())
            return
        self._fill(self.machine)

    def _objects_changed(self, delta: Delta) -> None:
        if delta.kind == "VM" and delta.touches(self.row.id):
            self.reload()

    def _fill(self, machine: VirtualMachine) -> None:
        selected = self.selected()
        self.tree.clear()
        items: dict[UUID, QTreeWidgetItem] = {}
        for checkpoint in sorted(machine.checkpoints, key=lambda c: c.added_at):
            item = QTreeWidgetItem([checkpoint.name, time_text(checkpoint.added_at), checkpoint.description])
            item.setIcon(0, icon("checkpoint"))
            item.setData(0, Qt.ItemDataRole.UserRole, str(checkpoint.id))
            parent = items.get(checkpoint.parent_checkpoint_id) if checkpoint.parent_checkpoint_id else None
            parent.addChild(item) if parent else self.tree.addTopLevelItem(item)
            items[checkpoint.id] = item
        current = next((c for c in machine.checkpoints if c.is_current), None)
        if machine.checkpoints:
            here = QTreeWidgetItem(["You are here"])
            here.setIcon(0, icon("current", "accent"))
            here.setForeground(0, look().color("accent"))
            here.setFlags(Qt.ItemFlag.ItemIsEnabled)
            items[current.id].addChild(here) if current else self.tree.addTopLevelItem(here)
        self.tree.expandAll()
        if selected is not None and selected.id in items:
            self.tree.setCurrentItem(items[selected.id])
        count = len(machine.checkpoints)
        text = f"{count} checkpoint{'s' * (count != 1)}." if count else "There is no checkpoint yet. Make one with New."
        as_role(self.note, "muted").setText(text)
        self._enable()

    def selected(self) -> VMCheckpoint | None:
        """The selected checkpoint."""
        item = self.tree.currentItem()
        wanted = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        if self.machine is None or not wanted:
            return None
        return next((c for c in self.machine.checkpoints if str(c.id) == wanted), None)

    def _enable(self) -> None:
        chosen = self.selected()
        for button in (self.restore_button, self.remove_button, self.properties_button):
            button.setEnabled(chosen is not None)
            button.setToolTip("" if chosen else "Select a checkpoint.")

    # Verbs

    def new(self) -> None:
        """Make a checkpoint."""
        open_new_checkpoint(self.context, [self.row.id])

    def restore(self) -> None:
        """Go back to the selected one, after a question."""
        text = "The present state is lost, unless a new checkpoint is made first."
        self._confirm("Restore checkpoint", "Restore", "Restore-VMCheckpoint", text)

    def remove(self) -> None:
        """Remove the selected one, after a question."""
        text = "The virtual machine's present state stays as it is; it cannot go back to this point any more."
        self._confirm("Delete checkpoint", "Remove", "Remove-VMCheckpoint", text)

    def _confirm(self, title: str, verb: str, cmdlet: str, text: str) -> None:
        chosen = self.selected()
        if chosen is None:
            return
        server = self.context.client.address or "localhost"
        change = call(cmdlet, VMCheckpoint=Variable("VMCheckpoint"), RunAsynchronously=SWITCH)
        script = script_text(title, (checkpoint_lookup(server, chosen.id), change), local_now())
        question = f"{verb} the checkpoint '{chosen.name}'?\n\n{text}"
        present(ConfirmDialog(self.context, title, question, [script], verb))

    def show_properties(self) -> None:
        """Open the selected one's properties."""
        chosen = self.selected()
        if chosen is not None:
            present(CheckpointProperties(self.context, chosen, self))


def time_text(at: datetime) -> str:
    """A time in this computer's zone: ``2026-11-21 14:04:11``."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def _checkpoint_tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("Checkpoints")
    tree.setHeaderLabels(["Name", "Created", "Description"])
    tree.setUniformRowHeights(True)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return tree


def open_checkpoints(context: Context, vm_id: str) -> CheckpointsDialog | None:
    """Open the tree of a machine's checkpoints; None where the machine is gone."""
    row = context.objects.find("VM", vm_id)
    if row is None:
        context.notify("The virtual machine was removed meanwhile.", "warning")
        return None
    dialog = CheckpointsDialog(context, row)
    present(dialog)
    return dialog


def open_new_checkpoint(context: Context, vm_ids: Sequence[str]) -> NewCheckpointDialog | None:
    """Open the dialog that makes a checkpoint of each of these machines; None where all are gone."""
    rows = [row for vm_id in vm_ids if (row := context.objects.find("VM", vm_id)) is not None]
    if not rows:
        context.notify("The virtual machine was removed meanwhile.", "warning")
        return None
    dialog = NewCheckpointDialog(context, rows)
    present(dialog)
    return dialog
