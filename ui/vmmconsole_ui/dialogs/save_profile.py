"""Saving the hardware of the wizard as a hardware profile of the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from vmmconsole.model.noun import file_name_problem
from vmmconsole.script.calls import Statement
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.new_vm_script import profile_statements

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.wizards.new_vm_request import NewVirtualMachine


class SaveProfileDialog(ScriptDialog):
    """Name and description; the script has a job group of its own, so the wizard's is left as it is."""

    def __init__(self, context: Context, request: NewVirtualMachine, parent: QWidget) -> None:
        super().__init__(context, "Save hardware profile", "&Save", job_name="Create hardware profile", parent=parent)
        self.request = request
        self._job_group = uuid4()
        self.name = self.form.add("&Name", QLineEdit(), "name", wide=True)
        self.description = self.form.add("&Description", QPlainTextEdit(), "description", wide=True)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.body.addWidget(self.form)
        self.body.addWidget(plain_label("It holds all devices but the disks.", "muted", wrap=True))
        self.body.addStretch(1)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name's rule, and whether another profile has it."""
        text = self.name.text()
        wrong = file_name_problem(text)
        if not wrong and any(row.name.lower() == text.lower() for row in self.context.objects.table("HardwareProfile")):
            wrong = f"A hardware profile named '{text}' exists already. Choose another name."
        return [Problem("name", wrong)] if wrong else []

    def statements(self) -> Iterable[Statement]:
        """The devices, and New-HardwareProfile."""
        return profile_statements(self.request, self.name.text(), self.description.toPlainText(), self._job_group)


def open_save_profile(context: Context, request: NewVirtualMachine, parent: QWidget) -> SaveProfileDialog:
    """Ask for a name, and save the hardware of the request under it."""
    dialog = SaveProfileDialog(context, request, parent)
    present(dialog)
    return dialog
