"""Repair: getting a virtual machine out of a failed state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from vmmconsole.model import Job, VirtualMachine
from vmmconsole.script.calls import SWITCH, Statement, Variable
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.script_parts import call, machine_lookup

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_CHOICES = (
    ("Retry", "&Retry", "Runs the failed job again, from the step that failed."),
    ("Undo", "&Undo", "Takes back what the failed job did."),
    ("Dismiss", "&Ignore", "Leaves everything as it is, and takes the machine as the host has it now."),
)
_UNDONE = {
    "CreationFailed": "What is there of the virtual machine is removed.",
    "MigrationFailed": "The virtual machine is found on the host that has it, and is there alone.",
}


class RepairDialog(ScriptDialog):
    """Three ways out, with what failed above them."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(context, "Repair virtual machine", "Re&pair", width=look().characters(76))
        self.row = row
        self.body.addWidget(plain_label(f"{row.name}: {row['StatusText'] or ''}", "heading", wrap=True))
        self.cause = plain_label("", "error", wrap=True)
        self.cause.hide()
        self.body.addWidget(self.cause)
        self._group = QButtonGroup(self)
        self.radios: dict[str, QRadioButton] = {}
        for number, (switch, text, hint) in enumerate(_CHOICES):
            radio = QRadioButton(text)
            self.radios[switch] = radio
            self._group.addButton(radio, number)
            self.body.addWidget(radio)
            said = _UNDONE.get(str(row["Status"]), "") if switch == "Undo" else ""
            label = plain_label(f"{hint} {said}".strip(), "muted", wrap=True)
            label.setIndent(look().size.pane + look().size.grid)
            self.body.addWidget(label)
        self.body.addStretch(1)
        self.radios["Retry"].setChecked(True)
        self._group.idToggled.connect(lambda *_: self.refresh("way"))
        self.refresh()
        spawn_for(self, self._read(), "The failed job could not be read.")

    async def _read(self) -> None:
        machine = await self.context.client.get(VirtualMachine, self.row.id)
        if machine.failed_job is None:
            reason = "It is not known which job failed."
            self.radios["Retry"].setEnabled(False)
            self.radios["Retry"].setToolTip(reason)
            self.radios["Undo"].setChecked(True)
            return
        job = await self.context.client.get(Job, machine.failed_job.id)
        if job.error_info is not None:
            self.cause.setText(f"{job.error_info.message} {job.error_info.recommended_action}".strip())
            self.cause.show()

    def statements(self) -> Iterable[Statement]:
        """Repair-VM with the chosen way."""
        switch = _CHOICES[self._group.checkedId()][0]
        found = machine_lookup(self.server, self.row.name, UUID(self.row.id))
        return (found, call("Repair-VM", VM=Variable("VM"), **{switch: SWITCH}, RunAsynchronously=SWITCH))


def open_repair(context: Context, vm_id: str) -> RepairDialog | None:
    """Open the dialog for a machine; None where it is gone."""
    row = context.objects.find("VM", vm_id)
    if row is None:
        context.notify("The virtual machine was removed meanwhile.", "warning")
        return None
    dialog = RepairDialog(context, row)
    present(dialog)
    return dialog
