"""Deleting virtual machines: which files go is asked of the engine and shown before anything is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem

from vmmconsole.model.errors import VMMError
from vmmconsole.script.calls import SWITCH, Variable
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, machine_lookup, script_text

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class DeleteDialog(ScriptDialog):
    """The machines, below each its files; keeping the files is one check box."""

    def __init__(self, context: Context, rows: Sequence[Row]) -> None:
        what = f"'{rows[0].name}'" if len(rows) == 1 else f"{len(rows)} virtual machines"
        title = "Delete virtual machine"
        super().__init__(context, title, "&Delete", width=look().size.dialog_width, danger=True)
        self.rows = list(rows)
        self.files: dict[str, list[str] | None] = {row.id: None for row in rows}
        self._failed: set[str] = set()
        self.question = plain_label(f"Delete {what}? This cannot be undone.", "heading", wrap=True)
        self.body.addWidget(self.question)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Files that are deleted")
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setMinimumHeight(look().characters(24))
        self._items: dict[str, QTreeWidgetItem] = {}
        for row in rows:
            item = QTreeWidgetItem([row.name])
            item.setIcon(0, icon("vm"))
            item.addChild(QTreeWidgetItem(["Asking for its files …"]))
            self.tree.addTopLevelItem(item)
            self._items[row.id] = item
        self.tree.expandAll()
        self.body.addWidget(self.tree, 1)
        self.keep = QCheckBox("&Keep the files: only take the virtual machine off the host")
        self.keep.toggled.connect(self._keep_toggled)
        self.body.addWidget(self.keep)
        self.sum = plain_label("", "muted", wrap=True)
        self.body.addWidget(self.sum)
        self.refresh()
        for row in rows:
            spawn_for(self, self._ask(row), f"The files of {row.name} could not be listed.")

    async def _ask(self, row: Row) -> None:
        try:
            files = await self.context.client.files_of(row.id)
        except VMMError as err:
            self._failed.add(row.id)
            self._show(row.id, [f"Its files could not be listed: {err}"], "warning", "warning")
            self.refresh("files")
            return
        self.files[row.id] = files
        self._show_files(row.id)
        self.refresh()

    def _show(self, machine_id: str, lines: list[str], icon_name: str, color: str) -> None:
        item = self._items[machine_id]
        item.takeChildren()
        for line in lines:
            child = QTreeWidgetItem([line])
            child.setIcon(0, icon(icon_name, color))
            child.setForeground(0, look().color(color))
            child.setToolTip(0, line)
            item.addChild(child)

    def _show_files(self, machine_id: str) -> None:
        files = self.files[machine_id]
        if files is None:
            return
        if not files:
            self._show(machine_id, ["It has no files of its own."], "file", "muted")
        elif self.keep.isChecked():
            self._show(machine_id, [f"{path} stays" for path in files], "file", "muted")
        else:
            self._show(machine_id, files, "delete", "error")
        known = [found for found in self.files.values() if found is not None]
        count = sum(len(found) for found in known)
        self.sum.setText("" if self.keep.isChecked() else f"{count} file{'s' * (count != 1)} will be deleted.")

    def _keep_toggled(self) -> None:
        for machine_id in self.files:
            self._show_files(machine_id)
        self.refresh("keep")

    def problems(self) -> list[Problem]:
        """Wait for the list of files, unless they stay."""
        waiting = any(files is None for files in self.files.values())
        if waiting and not self.keep.isChecked():
            text = (
                "Its files could not be listed. Keep the files, or try again later."
                if self._failed
                else "Listing files."
            )
            return [Problem("files", text)]
        return []

    def scripts(self) -> list[str]:
        """One script and one job for each machine."""
        return [self._script(row) for row in self.rows]

    def _script(self, row: Row) -> str:
        found = machine_lookup(self.server, row.name, UUID(row.id))
        keep = SWITCH if self.keep.isChecked() else None
        change = call("Remove-VM", VM=Variable("VM"), SkipFileRemoval=keep, RunAsynchronously=SWITCH)
        return script_text(self.title, (found, change), self.generated_at)


def open_delete(context: Context, vm_ids: Sequence[str]) -> DeleteDialog | None:
    """Open the dialog for these machines; None where all are gone."""
    rows = [row for vm_id in vm_ids if (row := context.objects.find("VM", vm_id)) is not None]
    if not rows:
        context.notify("The virtual machine was removed meanwhile.", "warning")
        return None
    dialog = DeleteDialog(context, rows)
    as_role(dialog.tree, "plain")
    present(dialog)
    return dialog
