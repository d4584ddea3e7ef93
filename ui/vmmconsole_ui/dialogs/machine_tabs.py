"""The tabs of a virtual machine's properties besides its hardware: General, Custom, Settings, Actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import VMStartAction, VMStopAction
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import Form, choice_field, number_field, plain_label, select_choice
from vmmconsole_ui.wizards.new_vm_flow import LONGEST_DELAY_SECONDS
from vmmconsole_ui.wizards.new_vm_pages import START_ACTIONS, STOP_ACTIONS

from .machine_changes import CUSTOM

Write = Callable[[str, object], None]
"""Told the attribute and its new value."""


def tab_form() -> Form:
    """A form with the margin below tabs."""
    form = Form()
    form.grid.setContentsMargins(0, look().size.pane, 0, 0)
    return form


class GeneralTab:
    """Name, owner, description, operating system, and where it stands."""

    def __init__(self, machine: VirtualMachine, write: Write) -> None:
        self.form = tab_form()
        self.name = self.form.add("&Name", QLineEdit(machine.name), "name")
        self.owner = self.form.add("&Owner", QLineEdit(machine.owner), "owner")
        self.description = self.form.add("&Description", QPlainTextEdit(machine.description), "description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 3)
        self.system: QComboBox = self.form.add("Operating &system", choice_field([]), "operating_system")
        self.set_systems([], machine.operating_system)
        self.form.add_fact("Status", machine.status.text)
        self.form.add_fact("Host", machine.host_name)
        self.form.add_fact("Location", machine.location)
        self.form.add_fact("Virtual machine ID", str(machine.id))
        self.form.finish()
        self.name.textEdited.connect(lambda text: write("name", text))
        self.owner.textEdited.connect(lambda text: write("owner", text))
        self.description.textChanged.connect(lambda: write("description", self.description.toPlainText()))
        self.system.currentIndexChanged.connect(lambda _: write("operating_system", self.system.currentData() or ""))

    def set_systems(self, names: list[str], current: str) -> None:
        """Offer these operating systems; one that is known cannot become unknown again."""
        self.system.blockSignals(True)
        self.system.clear()
        if not current:
            self.system.addItem("Unknown", "")
        elif current not in names:
            self.system.addItem(current, current)
        for name in names:
            self.system.addItem(name, name)
        select_choice(self.system, current)
        self.system.blockSignals(False)


def custom_tab(machine: VirtualMachine, write: Write) -> Form:
    """Tag, cost center and ten custom properties."""
    form = tab_form()
    for attribute, label in (("tag", "&Tag"), ("cost_center", "&Cost center")):
        field = form.add(label, QLineEdit(getattr(machine, attribute)), attribute)
        field.textEdited.connect(lambda text, a=attribute: write(a, text))
    form.add_section("Custom properties")
    values = [*machine.custom_properties, *[""] * CUSTOM][:CUSTOM]

    def write_custom(number: int, text: str) -> None:
        values[number] = text
        write("custom_properties", list(values))

    for number in range(CUSTOM):
        field = form.add(f"Custom {number + 1}", QLineEdit(values[number]), f"custom{number + 1}")
        field.textEdited.connect(lambda text, n=number: write_custom(n, text))
    form.finish()
    return form


def settings_tab(machine: VirtualMachine, write: Write) -> Form:
    """Quota points."""
    form = tab_form()
    points = form.add("&Quota points", number_field(machine.quota_point, 0, 1000), "quota_point")
    points.valueChanged.connect(lambda value: write("quota_point", value))
    text = "How much of a self-service user's quota the machine takes while it is on a host."
    form.add_full(plain_label(text, "muted", wrap=True))
    form.finish()
    return form


def actions_tab(machine: VirtualMachine, write: Write) -> Form:
    """What happens when the host starts and stops."""
    form = tab_form()
    start = choice_field(((text, action) for action, text in START_ACTIONS), machine.start_action)
    form.add("When the host &starts", start, "start_action")
    delay = form.add(
        "&Delay before that", number_field(machine.delay_start, 0, LONGEST_DELAY_SECONDS, "seconds"), "delay_start"
    )
    stop = choice_field(((text, action) for action, text in STOP_ACTIONS), machine.stop_action)
    form.add("When the host s&tops", stop, "stop_action")
    exclude = form.add_full(QCheckBox("&Exclude this virtual machine from host-level PRO actions"))
    exclude.setChecked(machine.exclude_from_pro)
    form.finish()

    def write_start() -> None:
        action = VMStartAction(start.currentData())
        delay.setEnabled(action is not VMStartAction.NEVER)
        write("start_action", action)

    delay.setEnabled(machine.start_action is not VMStartAction.NEVER)
    start.currentIndexChanged.connect(write_start)
    delay.valueChanged.connect(lambda value: write("delay_start", value))
    stop.currentIndexChanged.connect(lambda _: write("stop_action", VMStopAction(stop.currentData())))
    exclude.toggled.connect(lambda on: write("exclude_from_pro", on))
    return form


def checkpoints_tab(machine: VirtualMachine, manage: Callable[[], None]) -> Form:
    """How many checkpoints there are, and the way to them."""
    form = tab_form()
    count = len(machine.checkpoints)
    current = next((c.name for c in machine.checkpoints if c.is_current), "")
    form.add_fact("Checkpoints", str(count) if count else "None")
    if current:
        form.add_fact("Continues from", current)
    button = QPushButton("&Manage checkpoints …")
    button.setAutoDefault(False)
    button.clicked.connect(manage)
    button.setMaximumWidth(look().characters(30))
    form.add_full(button)
    form.finish()
    return form
