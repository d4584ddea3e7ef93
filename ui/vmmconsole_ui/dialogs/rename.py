"""Giving an object another name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from vmmconsole.model import NOUNS
from vmmconsole.model.noun import file_name_problem
from vmmconsole.script.calls import Call, Condition, Lookup, Statement, Variable
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, machine_lookup, server_value

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_SETTERS: dict[str, tuple[str, str, str]] = {
    "VM": ("VM", "Get-VM", "Set-VM"),
    "VMHostGroup": ("VMHostGroup", "Get-VMHostGroup", "Set-VMHostGroup"),
    "Template": ("Template", "Get-Template", "Set-Template"),
    "HardwareProfile": ("HardwareProfile", "Get-HardwareProfile", "Set-HardwareProfile"),
}


class RenameDialog(ScriptDialog):
    """One field; the name is checked while it is typed."""

    def __init__(self, context: Context, row: Row) -> None:
        title = NOUNS[row.kind].title
        super().__init__(context, f"Rename {title}", "&Rename", job_name=f"Rename {title}")
        self.row = row
        self.name = self.form.add("New &name", QLineEdit(row.name), "name", wide=True)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.body.addWidget(self.form)
        if row.kind == "VM":
            self.body.addWidget(plain_label("Its files keep their names.", "muted", wrap=True))
        self.body.addStretch(1)
        self.name.selectAll()
        self.name.setFocus()
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name's rule, and whether another object has it."""
        text = self.name.text()
        wrong = file_name_problem(text)
        if not wrong:
            table = self.context.objects.table(self.row.kind)
            taken = any(other.name.lower() == text.lower() and other.id != self.row.id for other in table)
            if taken:
                wrong = f"Another {NOUNS[self.row.kind].title} is named '{text}'. Choose another name."
        return [Problem("name", wrong)] if wrong else []

    def statements(self) -> Iterable[Statement]:
        """The lookup, and Set- with the new name only."""
        if self.name.text() == self.row.name:
            return ()
        variable, getter, setter = _SETTERS[self.row.kind]
        if self.row.kind == "VM":
            found = machine_lookup(self.server, self.row.name, UUID(self.row.id))
        else:
            found = Lookup(
                variable, call(getter, VMMServer=server_value(self.server)), (Condition(("ID",), self.row.id),)
            )
        change: Call = call(setter, **{variable: Variable(variable)}, Name=self.name.text())
        return (found, change)


def open_rename(context: Context, kind: str, object_id: str) -> RenameDialog | None:
    """Open the dialog for an object of a kind (``VM``, ``VMHostGroup``); None where it is gone."""
    row = context.objects.find(kind, object_id)
    if row is None:
        context.notify("The object was removed meanwhile.", "warning")
        return None
    dialog = RenameDialog(context, row)
    present(dialog)
    return dialog
