"""The editors of what every virtual machine has: BIOS, processor, memory, floppy drive, serial ports, priority."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from vmmconsole.model.hardware import VirtualCOMPort
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, choice_field, number_field, plain_label

from .edited_hardware import EditedHardware, boot_text
from .file_field import FileField
from .hardware_rules import MINIMUM_MEMORY_MB

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

Changed = Callable[[str], None]
"""Told the field that was written to."""

_LARGEST_MEMORY_MB = 16 * 1024 * 1024
_WEIGHTS = (("Low", 50), ("Normal", 100), ("High", 200), ("Custom", 0))


def locked(widget: QWidget, reason: str) -> None:
    """Disable a field with the reason as its tooltip."""
    widget.setEnabled(not reason)
    widget.setToolTip(reason)


def processor_form(state: EditedHardware, changed: Changed, cpu_types: list[str]) -> Form:
    """Number of processors, CPU type, expected load."""
    hardware = state.hardware
    form = Form(stacked=True)
    count = number_field(hardware.cpu_count, 1, max(state.limits.cpus, hardware.cpu_count))
    form.add("Number of p&rocessors", count, "processor.count")
    kinds = choice_field([("Not chosen", ""), *((name, name) for name in cpu_types)], hardware.cpu_type)
    form.add("CPU &type", kinds, "processor.type")
    form.add_full(plain_label("The type is used for rating hosts only.", "muted", wrap=True))
    load = number_field(hardware.expected_cpu_utilization, 0, 100, "%")
    form.add("Expected l&oad", load, "processor.load")
    limit = form.add_full(QCheckBox("&Limit processor functionality"))
    limit.setChecked(hardware.limit_cpu_functionality)
    limit.setToolTip("For old operating systems such as Windows NT")
    migrate = form.add_full(QCheckBox("Allow mi&gration to other processors"))
    migrate.setChecked(hardware.limit_cpu_for_migration)
    migrate.setToolTip("Offers the guest only what hosts with another processor version have too")

    def write() -> None:
        hardware.cpu_count = count.value()
        hardware.cpu_type = kinds.currentData() or ""
        hardware.expected_cpu_utilization = load.value()
        hardware.limit_cpu_functionality = limit.isChecked()
        hardware.limit_cpu_for_migration = migrate.isChecked()
        changed("processor.count")

    count.valueChanged.connect(write)
    kinds.currentIndexChanged.connect(write)
    load.valueChanged.connect(write)
    limit.toggled.connect(write)
    migrate.toggled.connect(write)
    locked(count, state.lock("processor.count"))
    for widget in (limit, migrate):
        locked(widget, state.lock("processor.features"))
    return form


def memory_form(state: EditedHardware, changed: Changed) -> Form:
    """The memory in MB."""
    hardware = state.hardware
    form = Form(stacked=True)
    most = state.limits.maximum_memory_mb or _LARGEST_MEMORY_MB
    size = number_field(hardware.memory_mb, MINIMUM_MEMORY_MB, max(most, hardware.memory_mb), "MB", step=256)
    form.add("Virtual machine m&emory", size, "memory.size")
    if state.limits.maximum_memory_mb:
        text = f"{state.limits.host_name} allows {state.limits.maximum_memory_mb:,} MB for one virtual machine."
        form.add_full(plain_label(text, "muted", wrap=True))

    def write(value: int) -> None:
        hardware.memory_mb = value
        changed("memory.size")

    size.valueChanged.connect(write)
    locked(size, state.lock("memory.size"))
    return form


def bios_form(state: EditedHardware, changed: Changed) -> Form:
    """The startup order and Num Lock."""
    hardware = state.hardware
    form = Form(stacked=True)
    order = QListWidget()
    order.setAccessibleName("Startup order")
    order.addItems([boot_text(device.value) for device in hardware.boot_order])
    order.setCurrentRow(0)
    order.setFixedHeight((look().size.tree_row + 2) * 4 + look().size.half)
    up = QPushButton(icon("up"), "Move &up")
    down = QPushButton(icon("down"), "Move &down")
    buttons = QVBoxLayout()
    for button in (up, down):
        button.setAutoDefault(False)
        buttons.addWidget(button)
    buttons.addStretch(1)
    box = as_role(QWidget(), "page")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().size.grid)
    row.addWidget(order, 1)
    row.addLayout(buttons)
    form.add("&Startup order", box, "bios.order")
    num_lock = form.add_full(QCheckBox("Enable Num &Lock"))
    num_lock.setChecked(hardware.num_lock)

    def move(step: int) -> None:
        here = order.currentRow()
        there = here + step
        if 0 <= here < len(hardware.boot_order) and 0 <= there < len(hardware.boot_order):
            devices = list(hardware.boot_order)
            devices[here], devices[there] = devices[there], devices[here]
            hardware.boot_order = devices
            order.insertItem(there, order.takeItem(here))
            order.setCurrentRow(there)
            changed("bios.order")

    def write_num_lock(on: bool) -> None:
        hardware.num_lock = on
        changed("bios.num_lock")

    up.clicked.connect(lambda: move(-1))
    down.clicked.connect(lambda: move(1))
    num_lock.toggled.connect(write_num_lock)
    for widget in (box, num_lock):
        locked(widget, state.lock("bios.order"))
    return form


def floppy_form(context: Context, state: EditedHardware, changed: Changed) -> Form:
    """No media, or a floppy image of the library."""
    form = Form(stacked=True)
    media = choice_field([("No media", False), ("Virtual floppy disk", True)], state.floppy_disk is not None)
    form.add("Me&dia", media, "floppy.media")
    field = FileField(context, "VirtualFloppyDisk", paths=False)
    field.set_value(state.floppy_disk)
    form.add("&File", field, "floppy.image", wide=True)
    form.set_visible("floppy.image", state.floppy_disk is not None)

    def choose() -> None:
        form.set_visible("floppy.image", bool(media.currentData()))
        state.floppy_disk = field.file if media.currentData() else None
        changed("floppy.media")

    media.currentIndexChanged.connect(choose)
    field.changed.connect(choose)
    for widget in (media, field):
        locked(widget, state.lock("floppy.media"))
    return form


_COM_CHOICES = (("None", "None"), ("Text file on the host", "TextFile"), ("Named pipe on the host", "NamedPipe"),
                ("Physical serial port on the host", "HostPort"))  # fmt: skip


def com_form(state: EditedHardware, port: VirtualCOMPort, changed: Changed) -> Form:
    """What a serial port is attached to."""
    key = f"com:{port.port_number}"
    form = Form(stacked=True)
    connection = choice_field(_COM_CHOICES, port.connection)
    form.add("Attached t&o", connection, f"{key}.connection")
    target = form.add("Pat&h", QLineEdit(port.text_file or port.named_pipe), f"{key}.target")
    number = form.add("Serial port num&ber", number_field(port.host_port or 1, 1, 255), f"{key}.port")

    def show() -> None:
        form.set_visible(f"{key}.target", port.connection in {"TextFile", "NamedPipe"})
        form.set_visible(f"{key}.port", port.connection == "HostPort")

    def write() -> None:
        port.connection = connection.currentData()
        text = target.text()
        port.text_file = text if port.connection == "TextFile" else ""
        port.named_pipe = text if port.connection == "NamedPipe" else ""
        port.host_port = number.value() if port.connection == "HostPort" else None
        show()
        changed(f"{key}.connection")

    def write_target() -> None:
        write()
        changed(f"{key}.target")

    connection.currentIndexChanged.connect(write)
    target.textEdited.connect(write_target)
    number.valueChanged.connect(write)
    for widget in (connection, target, number):
        locked(widget, state.lock(key))
    show()
    return form


def priority_form(state: EditedHardware, changed: Changed) -> Form:
    """The relative weight of its processors."""
    hardware = state.hardware
    form = Form(stacked=True)
    known = [value for _, value in _WEIGHTS]
    kind = choice_field(_WEIGHTS, hardware.relative_weight if hardware.relative_weight in known else 0)
    form.add("CPU prio&rity", kind, "priority.kind")
    weight = form.add("Relative &weight", number_field(hardware.relative_weight, 1, 10_000), "priority.weight")
    weight.setEnabled(kind.currentData() == 0)
    form.add_full(
        plain_label("When processors are scarce, a weight of 200 gets twice what 100 gets.", "muted", wrap=True)
    )

    def choose() -> None:
        weight.setEnabled(kind.currentData() == 0)
        if kind.currentData():
            weight.setValue(kind.currentData())

    def write(value: int) -> None:
        hardware.relative_weight = value
        changed("priority.weight")

    kind.currentIndexChanged.connect(choose)
    weight.valueChanged.connect(write)
    locked(kind, state.lock("priority"))
    return form
