"""Select source: what the new virtual machine is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

from .file_field import FileField
from .flow import Problem
from .new_vm_flow import NewVirtualMachineFlow, Source
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_CHOICES = (
    (Source.BLANK_DISK, "Create the new virtual machine with a &blank virtual hard disk",
     "An operating system is installed into it later, for example from an ISO image.", ""),
    (Source.EXISTING_DISK, "Use an &existing virtual hard disk",
     "A file of the library is copied to the host; a file on the host is used where it is.", ""),
    (Source.TEMPLATE, "Use a &template of the library", "",
     "There are no templates yet: this version cannot make them."),
    (Source.CLONE, "Cl&one an existing virtual machine", "",
     "Cloning is not in this version. Use the virtual machine's disk as an existing virtual hard disk."),
)  # fmt: skip


class SourcePage(FlowPage[NewVirtualMachineFlow]):
    """Four sources; those that this version does not have are shown with the reason."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "source", flow)
        self._group = QButtonGroup(self)
        self.radios: dict[Source, QRadioButton] = {}
        self.form.grid.setColumnMinimumWidth(0, 0)
        for number, (source, text, hint, reason) in enumerate(_CHOICES):
            self._add_choice(number, source, text, hint, reason)
        self.form.finish()
        self.file = FileField(context, "VirtualHardDisk")
        self.file.changed.connect(self._file_changed)
        self.problem = plain_label("", "error", wrap=True)
        self.problem.hide()
        self._indent(self.radios[Source.EXISTING_DISK], self.file, self.problem)
        self._group.idClicked.connect(self._chosen)

    def _add_choice(self, number: int, source: Source, text: str, hint: str, reason: str) -> None:
        radio = QRadioButton(text)
        radio.setEnabled(not reason)
        radio.setToolTip(reason)
        self._group.addButton(radio, number)
        self.radios[source] = radio
        box = as_role(QWidget(), "page")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, look().size.grid)
        column.setSpacing(look().size.half)
        column.addWidget(radio)
        if hint or reason:
            label = plain_label(hint or reason, "muted", wrap=True)
            label.setIndent(look().size.pane + look().size.grid)
            column.addWidget(label)
        self.form.add_full(box)

    def _indent(self, radio: QRadioButton, *widgets: QWidget) -> None:
        box = radio.parentWidget()
        layout = box.layout() if box is not None else None
        assert isinstance(layout, QVBoxLayout)
        inner = QVBoxLayout()
        inner.setContentsMargins(look().size.pane + look().size.grid, look().size.half, 0, 0)
        for widget in widgets:
            widget.setMaximumWidth(look().characters(80))
            inner.addWidget(widget)
        layout.addLayout(inner)

    def enter(self) -> None:
        """Show the source that is chosen."""
        request = self.flow.request
        self.radios[request.source].setChecked(True)
        self.file.set_value(request.source_disk, request.source_path)
        self._enable()

    def _enable(self) -> None:
        self.file.setVisible(self.flow.request.source is Source.EXISTING_DISK)

    def _chosen(self, number: int) -> None:
        self.flow.set_source(_CHOICES[number][0])
        self._enable()
        if self.flow.request.source is Source.EXISTING_DISK:
            self._write_file()
            self.file.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited()

    def _file_changed(self) -> None:
        self._write_file()
        self.edited("source")

    def _write_file(self) -> None:
        if self.file.file is not None:
            self.flow.set_source_file(self.file.file)
        else:
            self.flow.set_source_path(self.file.path)

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """Say below the file what is wrong with it."""
        shown = problems and (all_fields or "source" in self.touched)
        self.problem.setText(problems[0].message if shown else "")
        self.problem.setVisible(bool(shown))
