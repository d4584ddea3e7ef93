"""A virtual machine's properties: one script of the device cmdlets and one Set-VM, with what was changed only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from vmmconsole.client.contract import HostCapabilities
from vmmconsole.model import CPUType, OperatingSystem, VirtualMachine, VMHost
from vmmconsole.model.errors import NotFoundError, VMMError
from vmmconsole.model.noun import file_name_problem
from vmmconsole.model.status import VMStatus
from vmmconsole.script.calls import Statement
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.edited_hardware import EditedHardware
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.hardware_editor import HardwareEditor
from vmmconsole_ui.wizards.hardware_rules import HardwareLimits, check_hardware
from vmmconsole_ui.wizards.host_page import read_limits
from vmmconsole_ui.wizards.library_dialog import library_file
from vmmconsole_ui.wizards.new_vm_request import local_now

from .machine_changes import MachineEdit, differences, hardware_lock, statements, text_of_attribute
from .machine_tabs import GeneralTab, actions_tab, checkpoints_tab, custom_tab, settings_tab
from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Delta, Row

_KEY = "dialogs/vm_properties/geometry"


class VMPropertiesDialog(ScriptDialog):
    """OK, Apply and Cancel over six tabs; a change from elsewhere is taken over or shown as a conflict."""

    def __init__(self, context: Context, row: Row) -> None:
        size = look().size
        super().__init__(
            context, f"Properties of {row.name}", "&OK", job_name="Change properties of virtual machine",
            width=size.dialog_width + size.page_list, height=size.dialog_height + size.row * 2,
        )  # fmt: skip
        self.title = "Virtual Machine Properties"
        self.row = row
        self.edit: MachineEdit | None = None
        self.state: EditedHardware | None = None
        self.limits = HardwareLimits()
        self.networks: list[str] = []
        self.systems: list[str] = []
        self.cpu_types: list[str] = []
        self.conflicts: list[str] = []
        self.job_group = uuid4()
        self._pieces_known: set[str] = set()
        self._wrong_before: set[str] = set()
        self.tabs = QTabWidget()
        self.note = plain_label("Reading the virtual machine …", "muted")
        self.body.addWidget(self._conflict_bar())
        self.body.addWidget(self.note)
        self.body.addWidget(self.tabs, 1)
        self.tabs.hide()
        self.apply_button = QPushButton("&Apply")
        self.apply_button.setAutoDefault(False)
        self.apply_button.clicked.connect(lambda: self.run(close=False))
        self.buttons.insertWidget(self.buttons.indexOf(self.cancel_button), self.apply_button)
        geometry = context.settings.blob(_KEY)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        context.objects.changed.connect(self._objects_changed)
        self.refresh()
        spawn_for(self, self._read(), "The virtual machine could not be read.")

    def _conflict_bar(self) -> QFrame:
        self.conflict_bar = as_role(QFrame(), "banner")
        self.conflict_label = plain_label("", wrap=True)
        self.theirs_button = QPushButton("Take &theirs")
        self.mine_button = QPushButton("&Keep mine")
        self.theirs_button.clicked.connect(self.take_theirs)
        self.mine_button.clicked.connect(self.keep_mine)
        row = QHBoxLayout(self.conflict_bar)
        row.setSpacing(look().size.grid)
        row.addWidget(self.conflict_label, 1)
        for button in (self.theirs_button, self.mine_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.conflict_bar.hide()
        return self.conflict_bar

    # Reading

    async def _read(self) -> None:
        client = self.context.client
        try:
            machine = await client.get(VirtualMachine, self.row.id)
            if machine.vm_host is not None:
                host = await client.get(VMHost, machine.vm_host.id)
                self.networks = [network.name for network in host.networks]
                self.limits = await read_limits(self.context, host)
            self.systems = sorted(str(row[1]) for row in (await client.list(OperatingSystem)).rows)
            self.cpu_types = sorted(str(row[1]) for row in (await client.list(CPUType)).rows)
        except VMMError as err:
            as_role(self.note, "error").setText(f"{err} {err.action}".strip())
            return
        self.edit = MachineEdit.of(machine)
        self._build_tabs()
        self.note.hide()
        self.tabs.show()
        self.focus_first()
        self.refresh()

    def _build_tabs(self) -> None:
        assert self.edit is not None
        machine = self.edit.after
        at = max(0, self.tabs.currentIndex())
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        self.general = GeneralTab(machine, self._write)
        self.general.set_systems(self.systems, machine.operating_system)
        self.form = self.general.form
        reason = self._rename_lock(machine)
        self.general.name.setEnabled(not reason)
        self.general.name.setToolTip(reason)
        self.tabs.addTab(self.general.form, "&General")
        self.tabs.addTab(self._hardware_tab(machine), "&Hardware configuration")
        self.tabs.addTab(checkpoints_tab(machine, self._manage_checkpoints), "Checkpoin&ts")
        self.tabs.addTab(custom_tab(machine, self._write), "C&ustom")
        self.tabs.addTab(settings_tab(machine, self._write), "&Settings")
        self.tabs.addTab(actions_tab(machine, self._write), "Act&ions")
        self.tabs.setCurrentIndex(at)
        self.order_tabs()

    def _rename_lock(self, machine: VirtualMachine) -> str:
        running = machine.status in {VMStatus.RUNNING, VMStatus.PAUSED}
        if running and not self.abilities.rename_running:
            return self.abilities.reasons.get("rename_running", "") or "The virtual machine must be off to be renamed."
        return ""

    @property
    def abilities(self) -> HostCapabilities:
        """What the host can do."""
        return self.limits.capabilities

    def _hardware_tab(self, machine: VirtualMachine) -> QWidget:
        assert self.edit is not None
        self.state = EditedHardware(
            machine, limits=self.limits, name=machine.name,
            host_id=str(machine.vm_host.id) if machine.vm_host else "", lock=self._lock,
        )  # fmt: skip
        self._take_files(machine)
        self._pieces_known = {row.key for row in EditedHardware(self.edit.before).devices()}
        self._wrong_before = {p.message for p in check_hardware(self.edit.before, self.limits)}
        self.editor = HardwareEditor(self.context, self.state, networks=self.networks)
        self.editor.cpu_types = self.cpu_types
        self.editor.changed.connect(lambda _: self.refresh("hardware"))
        tab = as_role(QWidget(), "page")
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, look().size.pane, 0, 0)
        if machine.status is not VMStatus.POWER_OFF:
            text = f"The machine is {machine.status.text.lower()}: what cannot be changed now says why."
            column.addWidget(plain_label(text, "muted", wrap=True))
        column.addWidget(self.editor, 1)
        return tab

    def _take_files(self, machine: VirtualMachine) -> None:
        assert self.state is not None
        for drive in machine.virtual_dvd_drives:
            row = self.context.objects.find("ISO", str(drive.iso.id)) if drive.iso else None
            if row is not None:
                self.state.isos[drive.id] = library_file(row)
        floppy = machine.virtual_floppy_drive
        if floppy is not None and floppy.virtual_floppy_disk is not None:
            row = self.context.objects.find("VirtualFloppyDisk", str(floppy.virtual_floppy_disk.id))
            self.state.floppy_disk = library_file(row) if row is not None else None

    def _lock(self, key: str) -> str:
        if self.edit is None:
            return ""
        return hardware_lock(key, self.edit.before, self._pieces_known, self.abilities)

    # Others

    def _objects_changed(self, delta: Delta) -> None:
        if delta.kind == "VM" and self.edit is not None and delta.touches(self.row.id):
            spawn_for(self, self._read_again(), "The virtual machine could not be read again.")

    async def _read_again(self) -> None:
        try:
            fresh = await self.context.client.get(VirtualMachine, self.row.id)
        except NotFoundError:
            self.say("The virtual machine was removed meanwhile.")
            self.edit = None
            self.refresh()
            return
        if self.edit is None:
            return
        if fresh.status is self.edit.before.status and not differences(self.edit.before, fresh):
            return  # its load, its clock: nothing that is edited here
        self.conflicts = sorted({*self.conflicts, *self.edit.take(fresh)})
        self._build_tabs()
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        names = ", ".join(text_of_attribute(name) for name in self.conflicts)
        self.conflict_label.setText(f"Changed by others meanwhile, and by you here: {names}.")
        self.conflict_bar.setVisible(bool(self.conflicts))
        self.refresh()

    def take_theirs(self) -> None:
        """Give up the own changes that are in conflict."""
        assert self.edit is not None
        self.edit.take_theirs(self.conflicts)
        self.conflicts = []
        self._build_tabs()
        self._show_conflicts()

    def keep_mine(self) -> None:
        """Overwrite what others changed."""
        self.conflicts = []
        self._show_conflicts()

    # Script

    def _write(self, attribute: str, value: object) -> None:
        if self.edit is not None:
            setattr(self.edit.after, attribute, value)
            self.refresh(attribute)

    def problems(self) -> list[Problem]:
        """Name and hardware; what was wrong with the hardware before does not count."""
        if self.edit is None:
            return []
        found: list[Problem] = []
        if self.conflicts:
            found.append(Problem("conflict", "Choose whose changes are kept."))
        if self.edit.after.name != self.edit.before.name:
            wrong = file_name_problem(self.edit.after.name)
            found += [Problem("name", wrong)] if wrong else []
        hardware = check_hardware(self.edit.after, self.limits)
        return [*found, *(p for p in hardware if p.message not in self._wrong_before)]

    def statements(self) -> Iterable[Statement]:
        """What changed, as device cmdlets and one Set-VM."""
        if self.edit is None or self.state is None:
            return ()
        return statements(self.edit, self.state, self.server, self.job_group)

    def refresh(self, *fields: str) -> None:
        """Show what follows from the fields."""
        super().refresh(*fields)
        if hasattr(self, "apply_button"):
            self.apply_button.setEnabled(self.run_button.isEnabled())
        if self.edit is not None and hasattr(self, "editor"):
            self.editor.show_problems([p for p in self.problems() if "." in p.field])
            # Nothing changed is fine too: OK then only closes.
            self.run_button.setEnabled(not self.problems() and not self._running)

    def run(self, *, close: bool = True) -> None:
        """Run what is shown; OK without a change closes."""
        if close and self.edit is not None and not self.problems() and not self.scripts():
            self.accept()
            return
        super().run(close=close)

    def applied(self) -> None:
        """The changes are what the machine should be; the job makes it so."""
        assert self.edit is not None
        self.edit = MachineEdit.of(self.edit.after)
        self.job_group = uuid4()
        self.generated_at = local_now()
        self._build_tabs()
        self.refresh()

    def _manage_checkpoints(self) -> None:
        from .checkpoints import open_checkpoints

        open_checkpoints(self.context, self.row.id)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size."""
        self.context.settings.set(_KEY, QByteArray(self.saveGeometry()))
        super().closeEvent(event)


def open_vm_properties(context: Context, vm_id: str) -> VMPropertiesDialog | None:
    """Open a virtual machine's properties; None where it is gone."""
    row = context.objects.find("VM", vm_id)
    if row is None:
        context.notify("The virtual machine was removed meanwhile.", "warning")
        return None
    dialog = VMPropertiesDialog(context, row)
    present(dialog)
    return dialog
