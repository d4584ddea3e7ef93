"""Templates: making one of a virtual machine or of another template, and their properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from vmmconsole.model.noun import file_name_problem
from vmmconsole.script.calls import SWITCH, Lookup, Statement, Value
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, machine_lookup, reference, template_lookup

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_GONE = "The object was removed meanwhile."


class TemplateDialog(ScriptDialog):
    """Name, owner and description of a template."""

    def __init__(self, context: Context, title: str, verb: str, *, job_name: str) -> None:
        super().__init__(context, title, verb, job_name=job_name, width=look().characters(84))
        self.name = self.form.add("Template &name", QLineEdit(), "name", wide=True)
        self.owner = self.form.add("&Owner", QLineEdit(), "owner", wide=True)
        self.owner.setPlaceholderText("DOMAIN\\user")
        self.description = self.form.add("&Description", QPlainTextEdit(), "description", wide=True)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.body.addWidget(self.form)

    def show_values(self, name: str, owner: str, description: str) -> None:
        """Show these, and follow what is typed from now on."""
        self.name.setText(name)
        self.owner.setText(owner)
        self.description.setPlainText(description)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.owner.textEdited.connect(lambda _: self.refresh("owner"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.name.selectAll()
        self.refresh()

    def taken_by(self, row: Row) -> bool:
        """Whether a template stands in the way of the name."""
        return row.name.casefold() == self.name.text().casefold()

    def problems(self) -> list[Problem]:
        """The rule of names, and whether another template has this one."""
        wrong = file_name_problem(self.name.text())
        if not wrong and any(self.taken_by(row) for row in self.context.objects.table("Template")):
            wrong = f"Another template is named '{self.name.text()}'. Choose another name."
        problems = [Problem("name", wrong)] if wrong else []
        if not self.owner.text().strip():
            problems.append(Problem("owner", "Name who is responsible for the template."))
        return problems


class NewTemplateDialog(TemplateDialog):
    """Turns a virtual machine into a template, or copies one; says what becomes of the source."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(context, f"New template from {row.name}", "&Create", job_name="Create template")
        self.title = "New Template Wizard"
        self.row = row
        if row.kind == "VM":
            text = (
                f"{row.name} becomes the template: it stays where it is, and is a virtual machine no more. What is in "
                "its guest is in every virtual machine made from it, with names and passwords."
            )
            self.body.addWidget(plain_label(text, "warning", wrap=True))
        else:
            self.body.addWidget(plain_label(f"It is a copy of {row.name} on the same host.", "muted", wrap=True))
        self.body.addStretch(1)
        name = row.name if row.kind == "VM" else f"{row.name} - copy"
        self.show_values(name, context.client.user, str(row["Description"] or ""))

    def statements(self) -> Iterable[Statement]:
        """New-Template from what the dialog was opened on."""
        find = machine_lookup if self.row.kind == "VM" else template_lookup
        found: Lookup = find(self.server, self.row.name, UUID(self.row.id))
        source: dict[str, Value] = {found.variable: reference(found)}
        made = call(
            "New-Template", Name=self.name.text(), **source, Owner=self.owner.text().strip(),
            Description=self.description.toPlainText(), RunAsynchronously=SWITCH,
        )  # fmt: skip
        return (found, made)


class TemplatePropertiesDialog(TemplateDialog):
    """What the engine keeps of a template; its hardware is that of the virtual machine it was."""

    def __init__(self, context: Context, row: Row) -> None:
        title = f"Properties of {row.name}"
        super().__init__(context, title, "&OK", job_name="Change properties of template")
        self.title = "Template Properties"
        self.row = row
        self.tag = self.form.add("&Tag", QLineEdit(str(row["Tag"] or "")), "tag", wide=True)
        self.enabled = self.form.add_full(QCheckBox("&Enabled: virtual machines can be made from it"))
        self.enabled.setChecked(row["Enabled"] is not False)
        self.form.add_fact("Host", str(row["VMHost.Name"] or ""))
        self.form.add_fact("Location", str(row["Location"] or ""))
        self.form.add_fact("Template ID", row.id)
        self.form.finish()
        self.show_values(row.name, str(row["Owner"] or ""), str(row["Description"] or ""))
        self.tag.textEdited.connect(lambda _: self.refresh("tag"))
        self.enabled.toggled.connect(lambda _: self.refresh("enabled"))

    def taken_by(self, row: Row) -> bool:
        """Its own name is free."""
        return row.id != self.row.id and super().taken_by(row)

    def problems(self) -> list[Problem]:
        """As for a new one; an owner that is not known need not be told."""
        unknown = not self.row["Owner"]
        return [p for p in super().problems() if not (unknown and p.field == "owner")]

    def statements(self) -> Iterable[Statement]:
        """Set-Template with what differs."""
        new: dict[str, Any] = {
            "Name": self.name.text(), "Owner": self.owner.text().strip(),
            "Description": self.description.toPlainText(), "Tag": self.tag.text(), "Enabled": self.enabled.isChecked(),
        }  # fmt: skip
        old = {name: self.row[name] or "" for name in new} | {"Enabled": self.row["Enabled"] is not False}
        changes = {name: value for name, value in new.items() if value != old[name]}
        if not changes:
            return ()
        found = template_lookup(self.server, self.row.name, UUID(self.row.id))
        return (found, call("Set-Template", Template=reference(found), **changes))


def open_new_template(context: Context, vm_id: str) -> NewTemplateDialog | None:
    """Open the dialog that makes a virtual machine a template; None where it is gone."""
    return _open_on(context, context.objects.find("VM", vm_id))


def open_copy_template(context: Context, template_id: str) -> NewTemplateDialog | None:
    """Open the dialog that copies a template; None where it is gone."""
    return _open_on(context, context.objects.find("Template", template_id))


def _open_on(context: Context, row: Row | None) -> NewTemplateDialog | None:
    if row is None:
        context.notify(_GONE, "warning")
        return None
    dialog = NewTemplateDialog(context, row)
    present(dialog)
    return dialog


def open_template_properties(context: Context, template_id: str) -> TemplatePropertiesDialog | None:
    """Open a template's properties; None where it is gone."""
    row = context.objects.find("Template", template_id)
    if row is None:
        context.notify(_GONE, "warning")
        return None
    dialog = TemplatePropertiesDialog(context, row)
    present(dialog)
    return dialog
