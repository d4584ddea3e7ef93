"""Select source: what the new virtual machine is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from vmmconsole.model.errors import VMMError
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label

from .file_field import FileField
from .flow import Problem
from .new_vm_flow import NewVirtualMachineFlow, Source
from .page_view import FlowPage
from .source_field import SourceField, read_source, source_obstacle

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_CHOICES = (
    (Source.BLANK_DISK, "Create the new virtual machine with a &blank virtual hard disk",
     "An operating system is installed into it later, for example from an ISO image."),
    (Source.EXISTING_DISK, "Use an &existing virtual hard disk",
     "A file of the library is copied to the host; a file on the host is used where it is."),
    (Source.TEMPLATE, "Use a &template of the library",
     "The new virtual machine is a copy of it, with its hardware. The template stays as it is."),
    (Source.CLONE, "Cl&one an existing virtual machine",
     "On KVM it must be off. The copy has the same hardware, and in the guest the same names and addresses."),
)  # fmt: skip
_KINDS = {Source.TEMPLATE: "Template", Source.CLONE: "VM"}


class SourcePage(FlowPage[NewVirtualMachineFlow]):
    """Four sources, three of which are then chosen."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "source", flow)
        self._group = QButtonGroup(self)
        self.radios: dict[Source, QRadioButton] = {}
        self.problems: dict[Source, QLabel] = {}
        self._asked = 0
        self.form.grid.setColumnMinimumWidth(0, 0)
        for number, (source, text, hint) in enumerate(_CHOICES):
            self._add_choice(number, source, text, hint)
        self.form.finish()
        self.file = FileField(context, "VirtualHardDisk")
        self.file.changed.connect(self._file_changed)
        self._indent(Source.EXISTING_DISK, self.file)
        self.machines = {source: SourceField(context, kind) for source, kind in _KINDS.items()}
        for source, field in self.machines.items():
            field.chosen.connect(self._machine_chosen)
            self._indent(source, field)
        self._group.idClicked.connect(self._chosen)

    def _add_choice(self, number: int, source: Source, text: str, hint: str) -> None:
        radio = QRadioButton(text)
        self._group.addButton(radio, number)
        self.radios[source] = radio
        box = as_role(QWidget(), "page")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, look().size.grid)
        column.setSpacing(look().size.half)
        column.addWidget(radio)
        label = plain_label(hint, "muted", wrap=True)
        label.setIndent(look().size.pane + look().size.grid)
        column.addWidget(label)
        self.form.add_full(box)

    def _indent(self, source: Source, field: QWidget) -> None:
        box = self.radios[source].parentWidget()
        layout = box.layout() if box is not None else None
        assert isinstance(layout, QVBoxLayout)
        problem = self.problems[source] = plain_label("", "error", wrap=True)
        problem.hide()
        inner = QVBoxLayout()
        inner.setContentsMargins(look().size.pane + look().size.grid, look().size.half, 0, 0)
        for widget in (field, problem):
            widget.setMaximumWidth(look().characters(80))
            inner.addWidget(widget)
        layout.addLayout(inner)

    def enter(self) -> None:
        """Show the source that is chosen."""
        request = self.flow.request
        self.radios[request.source].setChecked(True)
        self.file.set_value(request.source_disk, request.source_path)
        self._show_fields()

    def _show_fields(self) -> None:
        request = self.flow.request
        self.file.setVisible(request.source is Source.EXISTING_DISK)
        for source, field in self.machines.items():
            field.setVisible(request.source is source)
            machine = request.source_machine
            field.text.setText(machine.name if machine is not None and machine.source is source else "")

    def _chosen(self, number: int) -> None:
        source = _CHOICES[number][0]
        self._asked += 1
        self.flow.set_source(source)
        self._show_fields()
        if source is Source.EXISTING_DISK:
            self._write_file()
            self.file.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif source in self.machines:
            self.machines[source].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited()

    def _file_changed(self) -> None:
        self._write_file()
        self.edited("source")

    def _write_file(self) -> None:
        if self.file.file is not None:
            self.flow.set_source_file(self.file.file)
        else:
            self.flow.set_source_path(self.file.path)

    def _machine_chosen(self, row: Row) -> None:
        self._asked += 1
        self.flow.set_source_machine(None)
        field = self.machines[self.flow.request.source]
        field.text.setText(row.name)
        self.edited()
        spawn_for(self, self._take_machine(row, self._asked), f"{row.name} could not be read.")

    async def _take_machine(self, row: Row, number: int) -> None:
        """Have its hardware: hosts are rated for that."""
        try:
            machine = await read_source(self.context, row.kind, row.id)
        except VMMError as err:
            if number == self._asked:
                self._show_fields()
                self.flow.facts.source_problem = f"{err} {err.action}".strip()
                self.edited("source")
            return
        if number == self._asked:
            self.flow.set_source_machine(machine)
            self.flow.facts.source_problem = source_obstacle(row)
            self._show_fields()
            self.edited("source")

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """Say below the field what is wrong with it."""
        shown = problems and (all_fields or "source" in self.touched)
        for source, label in self.problems.items():
            label.setText(problems[0].message if shown and source is self.flow.request.source else "")
            label.setVisible(bool(label.text()))
