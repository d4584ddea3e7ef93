"""Host groups: making one, and its properties with the reserves of its hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget

from vmmconsole.model import VMHostGroup
from vmmconsole.model.errors import VMMError
from vmmconsole.model.noun import file_name_problem
from vmmconsole.script.calls import Condition, Lookup, Statement, Value, Variable
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import Form, choice_field, plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, server_value

from .reserves import ReserveFields
from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


def group_lookup(server: str, row: Row, variable: str = "VMHostGroup") -> Lookup:
    """A group by its path, as the original finds it."""
    found = call("Get-VMHostGroup", VMMServer=server_value(server))
    return Lookup(variable, found, (Condition(("Path",), str(row["Path"] or row.name)),))


def _name_problem(context: Context, name: str, parent_id: str, own_id: str = "") -> list[Problem]:
    wrong = file_name_problem(name)
    if not wrong:
        siblings = [r for r in context.objects.table("VMHostGroup") if str(r["ParentHostGroup.ID"] or "") == parent_id]
        if any(r.name.lower() == name.lower() and r.id != own_id for r in siblings):
            wrong = f"There is a host group named '{name}' already. Choose another name."
    return [Problem("name", wrong)] if wrong else []


class NewHostGroupDialog(ScriptDialog):
    """Name, parent, description."""

    def __init__(self, context: Context, parent_id: str) -> None:
        super().__init__(context, "New host group", "&Create", job_name="Create host group")
        groups = sorted(context.objects.table("VMHostGroup"), key=lambda row: str(row["Path"] or row.name))
        self.name = self.form.add("&Name", QLineEdit(), "name", wide=True)
        self.parent_group = choice_field(((str(row["Path"] or row.name), row.id) for row in groups), parent_id)
        self.form.add("&Parent", self.parent_group, "parent", wide=True)
        self.description = self.form.add("&Description", QPlainTextEdit(), "description", wide=True)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.parent_group.currentIndexChanged.connect(lambda _: self.refresh("parent"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.name.setFocus()
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name, within its parent."""
        return _name_problem(self.context, self.name.text(), str(self.parent_group.currentData() or ""))

    def statements(self) -> Iterable[Statement]:
        """New-VMHostGroup, below the looked-up parent."""
        parent = self.context.objects.find("VMHostGroup", self.parent_group.currentData())
        lookups = (group_lookup(self.server, parent, "ParentHostGroup"),) if parent else ()
        made = call(
            "New-VMHostGroup",
            VMMServer=server_value(self.server),
            Name=self.name.text(),
            Description=self.description.toPlainText() or None,
            ParentHostGroup=Variable("ParentHostGroup") if parent else None,
        )
        return (*lookups, made)


class HostGroupProperties(ScriptDialog):
    """General and Host reserves; only what was changed is written."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(
            context, f"Properties of {row.name}", "&OK", job_name="Change properties of host group",
            width=look().characters(72), height=look().characters(56),
        )  # fmt: skip
        self.title = "Host Group Properties"
        self.row = row
        self.group: VMHostGroup | None = None
        self.reserves: ReserveFields | None = None
        self.tabs = QTabWidget()
        self.general = Form()
        self.name = self.general.add("&Name", QLineEdit(row.name), "name")
        self.description = self.general.add("&Description", QPlainTextEdit(), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        self.general.add_fact("Path", str(row["Path"] or row.name))
        self.general.finish()
        self.reserve_form = Form()
        self.form = self.general
        for form, title in ((self.general, "&General"), (self.reserve_form, "Host &reserves")):
            form.grid.setContentsMargins(0, look().size.pane, 0, 0)
            self.tabs.addTab(form, title)
        self.body.addWidget(self.tabs, 1)
        if not row["ParentHostGroup.ID"]:
            self.name.setEnabled(False)
            self.name.setToolTip("The topmost host group keeps its name.")
        self.name.textEdited.connect(lambda _: self.refresh("name"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.refresh()
        spawn_for(self, self._read(), "The host group could not be read.")

    async def _read(self) -> None:
        try:
            self.group = await self.context.client.get(VMHostGroup, self.row.id)
        except VMMError as err:
            self.say(f"{err} {err.action}".strip())
            return
        self.description.setPlainText(self.group.description)
        note = "Placement leaves this much free on every host of the group that has no reserves of its own."
        self.reserve_form.add_full(plain_label(note, "muted", wrap=True))
        self.reserves = ReserveFields(self.reserve_form, self.group, self.refresh)
        self.reserve_form.finish()
        self.order_tabs()
        self.focus_first()
        self.refresh()

    def problems(self) -> list[Problem]:
        """The name, within its parent."""
        if not self.row["ParentHostGroup.ID"]:
            return []
        return _name_problem(self.context, self.name.text(), str(self.row["ParentHostGroup.ID"]), self.row.id)

    def statements(self) -> Iterable[Statement]:
        """Set-VMHostGroup with what differs."""
        if self.group is None or self.reserves is None:
            return ()
        changes: dict[str, Value] = {}
        if self.name.text() != self.group.name:
            changes["Name"] = self.name.text()
        if self.description.toPlainText() != self.group.description:
            changes["Description"] = self.description.toPlainText()
        changes |= self.reserves.changes()
        if not changes:
            return ()
        change = call("Set-VMHostGroup", VMHostGroup=Variable("VMHostGroup"), **changes)
        return (group_lookup(self.server, self.row), change)


def open_new_host_group(context: Context, parent_id: str | None = None) -> NewHostGroupDialog:
    """Open the dialog that makes a host group below a parent, the topmost one where none is named."""
    root = next((row.id for row in context.objects.table("VMHostGroup") if not row["ParentHostGroup.ID"]), "")
    dialog = NewHostGroupDialog(context, parent_id or root)
    present(dialog)
    return dialog


def open_host_group_properties(context: Context, group_id: str) -> HostGroupProperties | None:
    """Open a host group's properties; None where it is gone."""
    row = context.objects.find("VMHostGroup", group_id)
    if row is None:
        context.notify("The host group was removed meanwhile.", "warning")
        return None
    dialog = HostGroupProperties(context, row)
    present(dialog)
    return dialog
