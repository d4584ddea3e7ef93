"""A field for what a virtual machine becomes a copy of: a template, or another virtual machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from vmmconsole.model import NOUNS, Template, VirtualMachine
from vmmconsole_ui.actions.machine import clone_obstacle
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.words import megabytes, sentence, size

from .new_vm_request import SourceMachine, source_machine
from .object_dialog import ObjectDialog

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_EMPTY = {
    "Template": "There is no template yet. The action New template of a virtual machine makes one.",
    "VM": "There is no virtual machine yet.",
}


def source_obstacle(row: Row) -> str:
    """Why no virtual machine can be made from a template or a virtual machine now; empty where one can."""
    if row.kind == "VM":
        return clone_obstacle(row)
    return "" if row["Enabled"] is not False else f"{row.name} is disabled. Enable it in the Library view."


async def read_source(context: Context, kind: str, source_id: str) -> SourceMachine:
    """A template or virtual machine with its hardware; from then on it is known whether its host copies it.

    Raises:
        VMMError: it is gone, or cannot be read now.
    """
    row = context.objects.find(kind, source_id)
    if row is not None and row["VMHost.ID"]:
        await context.learn_abilities(str(row["VMHost.ID"]))
    noun = VirtualMachine if kind == VirtualMachine.kind else Template
    return source_machine(await context.client.get(noun, source_id))


class SourceDialog(ObjectDialog):
    """Lists the templates, or the virtual machines; those that cannot be copied now say why."""

    columns = ("Name", "Host", "Operating system", "Status", "Memory", "Storage")
    right_from = 4

    def __init__(self, context: Context, kind: str, parent: QWidget, chosen: Callable[[Row], None]) -> None:
        self._chosen = chosen
        rows = sorted(context.objects.table(kind), key=lambda row: (bool(source_obstacle(row)), row.name.casefold()))
        super().__init__(f"Select {NOUNS[kind].title}", rows, _EMPTY[kind], parent)
        if kind == "Template":
            self.list.setColumnHidden(3, True)
        self.resize(look().characters(110), self.height())

    def texts_of(self, row: Row) -> list[str]:
        """What tells machines of like names apart."""
        return [
            row.name, str(row["VMHost.Name"] or ""), str(row["OperatingSystemText"] or ""),
            sentence(str(row["StatusText"] or "")), megabytes(row["Memory"]), size(row["TotalSize"]),
        ]  # fmt: skip

    def icon_of(self, row: Row) -> str:
        """That of the kind."""
        return "template" if row.kind == "Template" else "vm"

    def tip_of(self, row: Row) -> str:
        """What it is for."""
        return str(row["Description"] or "")

    def obstacle_of(self, row: Row) -> str:
        """Why it cannot be copied now."""
        return source_obstacle(row)

    def take(self, row: Row) -> None:
        """Hand over the row."""
        self._chosen(row)


class _ChoiceText(QLineEdit):
    """What is chosen, which nobody types; a click is as good as the button."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self.clicked.emit()


class SourceField(QWidget):
    """Shows what is chosen, and opens the list of what there is."""

    chosen = Signal(object)
    """The row that the person chose."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self.context = context
        self._kind = kind
        as_role(self, "page")
        self.text = as_role(_ChoiceText(), "choice")
        self.text.setReadOnly(True)
        self.text.clicked.connect(self.select)
        self.text.setPlaceholderText(f"Select a {NOUNS[kind].title}")
        self.text.setAccessibleName(NOUNS[kind].title.capitalize())
        self.select_button = QPushButton("Select …")
        self.select_button.setAutoDefault(False)
        self.select_button.clicked.connect(self.select)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid)
        row.addWidget(self.text, 1)
        row.addWidget(self.select_button)
        self.setFocusProxy(self.select_button)

    def select(self) -> None:
        """Open the list."""
        SourceDialog(self.context, self._kind, self, self.chosen.emit).open()
