"""A host's properties: what it is, what placement leaves free on it, where virtual machines go, custom properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model import VirtualizationManager, VMHost
from vmmconsole.model.errors import NotFoundError, VMMError
from vmmconsole.script.calls import Statement, Value, Variable
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import Form, plain_label, scrolled
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.host_browser import HostBrowser
from vmmconsole_ui.wizards.library_dialog import size_text
from vmmconsole_ui.wizards.new_vm_script import PATH_SEPARATOR
from vmmconsole_ui.wizards.script_parts import call, lookup

from .host_tabs import networks_tab, pools_of, pools_tab, storage_tab
from .machine_changes import CUSTOM
from .machine_tabs import tab_form
from .reserves import ReserveFields
from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole.model.virtualization_manager import VMwareResourcePool
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class HostPropertiesDialog(ScriptDialog):
    """Summary, Reserves, Placement, Custom; only what was changed is written."""

    def __init__(self, context: Context, row: Row) -> None:
        size = look().size
        super().__init__(
            context, f"Properties of {row.name}", "&OK", job_name="Change properties of host",
            width=size.dialog_width, height=size.dialog_height,
        )  # fmt: skip
        self.title = "Host Properties"
        self.row = row
        self.host: VMHost | None = None
        self.custom: list[QLineEdit] = []
        self.tabs = QTabWidget()
        self.note = plain_label("Reading the host …", "muted")
        self.body.addWidget(self.note)
        self.body.addWidget(self.tabs, 1)
        self.tabs.hide()
        self.refresh()
        spawn_for(self, self._read(), "The host could not be read.")

    async def _read(self) -> None:
        try:
            host = await self.context.client.get(VMHost, self.row.id)
        except VMMError as err:
            as_role(self.note, "error").setText(f"{err} {err.action}".strip())
            return
        self.host = host
        pools = await self._pools(host)
        self.tabs.addTab(scrolled(self._summary(host)), "&Summary")
        self.tabs.addTab(self._reserves(host), "&Reserves")
        self.tabs.addTab(self._placement(host), "&Placement")
        self.tabs.addTab(storage_tab(host), "S&torage")
        self.tabs.addTab(networks_tab(host), "&Networks")
        if pools:
            self.tabs.addTab(pools_tab(pools), "Resource poo&ls")
        self.tabs.addTab(scrolled(self._custom(host)), "C&ustom")
        self.note.hide()
        self.tabs.show()
        self.order_tabs()
        self.focus_first()
        self.refresh()

    async def _pools(self, host: VMHost) -> list[VMwareResourcePool]:
        """The host's resource pools, which the server knows that it is managed through."""
        if host.virtualization_manager is None:
            return []
        try:
            manager = await self.context.client.get(VirtualizationManager, host.virtualization_manager.id)
        except NotFoundError:
            return []  # it was removed just now, and the host goes with it
        return pools_of(manager, host)

    def _summary(self, host: VMHost) -> Form:
        form = tab_form()
        self.description = form.add("&Description", QPlainTextEdit(host.description), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.description.textChanged.connect(lambda: self.refresh("description"))
        for label, value in host_summary(host):
            form.add_fact(label, value)
        form.finish()
        return form

    def _reserves(self, host: VMHost) -> Form:
        form = tab_form()
        text = "What placement leaves free on this host. The host group's reserves hold unless they are overridden."
        form.add_full(plain_label(text, "muted", wrap=True))
        self.override = form.add_full(QCheckBox("&Override host group reserves"))
        self.override.setChecked(host.override_host_group_reserves)
        self.reserves = ReserveFields(form, host, self.refresh)
        self.override.toggled.connect(self._override_toggled)
        self.reserves.set_enabled(host.override_host_group_reserves, "The host group's reserves hold.")
        form.finish()
        return form

    def _override_toggled(self, on: bool) -> None:
        self.reserves.set_enabled(on, "The host group's reserves hold.")
        self.refresh("override")

    def _placement(self, host: VMHost) -> QWidget:
        tab = as_role(QWidget(), "page")
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, look().size.pane, 0, 0)
        column.setSpacing(look().size.grid)
        self.available = QCheckBox("This host is &available for placement")
        self.available.setChecked(host.available_for_placement)
        self.available.toggled.connect(lambda _: self.refresh("available"))
        column.addWidget(self.available)
        column.addSpacing(look().size.grid)
        column.addWidget(as_role(plain_label("Default virtual machine paths"), "heading"))
        column.addWidget(plain_label("The first is what the New Virtual Machine wizard suggests.", "muted"))
        self.paths = QListWidget()
        self.paths.setAccessibleName("Default virtual machine paths")
        self.paths.addItems(host.vm_paths)
        buttons = QVBoxLayout()
        self.add_path = QPushButton(icon("add"), "A&dd …")
        self.remove_path = QPushButton(icon("remove"), "Re&move")
        self.up_path = QPushButton(icon("up"), "Move &up")
        self.add_path.clicked.connect(self._browse)
        self.remove_path.clicked.connect(self._remove_path)
        self.up_path.clicked.connect(self._move_up)
        for button in (self.add_path, self.remove_path, self.up_path):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look().size.pane)
        row.addWidget(self.paths, 1)
        row.addLayout(buttons)
        column.addLayout(row, 1)
        return tab

    def _custom(self, host: VMHost) -> Form:
        form = tab_form()
        values = [*host.custom_properties, *[""] * CUSTOM][:CUSTOM]
        for number, value in enumerate(values, start=1):
            field = form.add(f"Custom {number}", QLineEdit(value), f"custom{number}")
            field.textEdited.connect(lambda _: self.refresh())
            self.custom.append(field)
        form.finish()
        return form

    # Paths

    def _browse(self) -> None:
        HostBrowser(self.context, self, self._path_added, host_id=self.row.id).open()

    def _path_added(self, path: str) -> None:
        if path not in self.vm_paths():
            self.paths.addItem(path)
        self.refresh("paths")

    def _remove_path(self) -> None:
        if self.paths.currentRow() >= 0:
            self.paths.takeItem(self.paths.currentRow())
            self.refresh("paths")

    def _move_up(self) -> None:
        here = self.paths.currentRow()
        if here > 0:
            self.paths.insertItem(here - 1, self.paths.takeItem(here))
            self.paths.setCurrentRow(here - 1)
            self.refresh("paths")

    def vm_paths(self) -> list[str]:
        """The paths as listed now."""
        return [self.paths.item(row).text() for row in range(self.paths.count())]

    # Script

    def problems(self) -> list[Problem]:
        """A path cannot hold the sign that separates paths."""
        if self.host is not None and any(PATH_SEPARATOR in path for path in self.vm_paths()):
            return [Problem("paths", "A default path cannot contain '|', which separates paths.")]
        return []

    def statements(self) -> Iterable[Statement]:
        """Set-VMHost with what differs."""
        changes = self._changes() if self.host is not None else {}
        if not changes:
            return ()
        found = lookup("VMHost", "Get-VMHost", self.server, Name=self.row.name)
        return (found, call("Set-VMHost", VMHost=Variable("VMHost"), **changes))

    def _changes(self) -> dict[str, Value]:
        assert self.host is not None
        host = self.host
        changes: dict[str, Value] = {}
        if self.description.toPlainText() != host.description:
            changes["Description"] = self.description.toPlainText()
        if self.available.isChecked() != host.available_for_placement:
            changes["AvailableForPlacement"] = self.available.isChecked()
        if self.override.isChecked() != host.override_host_group_reserves:
            changes["OverrideHostGroupReserves"] = self.override.isChecked()
        if self.override.isChecked():
            changes |= self.reserves.changes()
        if self.vm_paths() != host.vm_paths:
            changes["VMPaths"] = PATH_SEPARATOR.join(self.vm_paths())
        was = [*host.custom_properties, *[""] * CUSTOM][:CUSTOM]
        for number, (field, value) in enumerate(zip(self.custom, was, strict=True), start=1):
            if field.text() != value:
                changes[f"Custom{number}"] = field.text()
        return changes


def host_summary(host: VMHost) -> list[tuple[str, str]]:
    """What is known of a host, as (label, value); what is unknown is left out."""
    speed = f" at {host.processor_speed_mhz:,} MHz" if host.processor_speed_mhz else ""
    free = size_text(host.available_memory * 1024**2)
    memory = f"{size_text(host.total_memory)}, {free} available" if host.total_memory else ""
    manager = host.virtualization_manager.name if host.virtualization_manager else ""
    software = f"{host.platform_text} {host.virtualization_version}".strip()
    if host.accelerator == "tcg":
        software += ", software emulation (slow)"
    facts = [
        ("Status", host.status_text), ("Reason", host.status_reason),
        ("Host group", host.vm_host_group.name if host.vm_host_group else ""), ("Managed through", manager),
        ("Connection", "" if manager else host.connection),
        ("Run As account", host.credential),
        ("Operating system", host.operating_system), ("Virtualization software", software),
        ("Processors", f"{host.logical_processor_count} logical, {host.processor_model}{speed}"
         if host.logical_processor_count else ""),
        ("Memory", memory), ("Virtual machines", f"{host.running_vms} of {host.total_vms} running"),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


def open_host_properties(context: Context, host_id: str) -> HostPropertiesDialog | None:
    """Open a host's properties; None where it is gone."""
    row = context.objects.find("VMHost", host_id)
    if row is None:
        context.notify("The host was removed meanwhile.", "warning")
        return None
    dialog = HostPropertiesDialog(context, row)
    present(dialog)
    return dialog
