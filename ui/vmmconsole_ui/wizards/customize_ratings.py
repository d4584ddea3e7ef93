"""Customize Ratings: what matters for this deployment only, and what load is expected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import PlacementGoal
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, choice_field, number_field, plain_label

from .new_vm_request import Weights

_GOALS = (
    ("As set for this engine", None),
    ("Load balancing: the least loaded host is best", PlacementGoal.LOAD_BALANCE),
    ("Resource maximization: fill one host before the next", PlacementGoal.CONSOLIDATE),
)
_SLIDERS = (
    ("cpu", "&CPU utilization"), ("memory", "Available &memory"), ("disk", "&Disk I/O"),
    ("network", "&Network utilization"),
)  # fmt: skip


class CustomizeRatings(QDialog):
    """Two tabs: placement options, and the load that the virtual machine will bring."""

    def __init__(
        self,
        weights: Weights,
        parent: QWidget,
        changed: Callable[[Weights], None],
        *,
        hardware: Hardware | None = None,
        disk_gb: float = 0,
    ) -> None:
        """`hardware` is written to; without it, what is placed has its load already."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Customize ratings")
        self._weights = weights
        self._hardware = hardware
        self._changed = changed
        self.sliders: dict[str, QSlider] = {}
        self.tabs = QTabWidget()
        self.tabs.addTab(self._options(), "Placement options")
        if hardware is not None:
            self.tabs.addTab(self._load(hardware, disk_gb), "VM load")
        note = plain_label("Holds for this wizard only.", "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        as_role(self.buttons.button(QDialogButtonBox.StandardButton.Ok), "primary").setText("Rate again")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look().size.pane] * 4)
        layout.setSpacing(look().size.pane)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(note)
        layout.addWidget(self.buttons)
        self.resize(look().characters(80), look().characters(56))

    def _options(self) -> QWidget:
        form = _tab()
        weights = self._weights
        self.goal = form.add("Placement &goal", choice_field(_GOALS))
        self.goal.setCurrentIndex([goal for _, goal in _GOALS].index(weights.goal))
        form.add_section("Importance of resources")
        for name, label in _SLIDERS:
            form.add(label, self._slider(name, getattr(weights, name)))
        form.finish()
        return form

    def _slider(self, name: str, value: int) -> QWidget:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 10)
        slider.setPageStep(1)
        number = QLabel()
        number.setMinimumWidth(look().characters(6))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(lambda v: number.setText(str(v) if v else "ignored"))
        slider.setValue(value)
        number.setText(str(value) if value else "ignored")
        self.sliders[name] = slider
        box = as_role(QWidget(), "page")
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(slider, 1)
        row.addWidget(number)
        box.setMinimumHeight(look().size.field)
        box.setFocusProxy(slider)
        return box

    def _load(self, hardware: Hardware, disk_gb: float) -> QWidget:
        form = _tab()
        self.cpu: QSpinBox = form.add(
            "Expected &CPU utilization", number_field(hardware.expected_cpu_utilization, 0, 100, "%")
        )
        form.add_fact("Required disk space", f"{disk_gb:,.1f} GB, from the disks")
        self.disk_io: QSpinBox = form.add("Expected &disk I/O", number_field(hardware.disk_io, 0, 1_000_000, "IOPS"))
        self.network: QSpinBox = form.add(
            "Expected &network load", number_field(hardware.network_utilization, 0, 1_000_000, "Mbps")
        )
        form.finish()
        return form

    def accept(self) -> None:
        """Hand over the weights, write the load, and rate again."""
        sliders = {name: slider.value() for name, slider in self.sliders.items()}
        if self._hardware is not None:
            self._hardware.expected_cpu_utilization = self.cpu.value()
            self._hardware.disk_io = self.disk_io.value()
            self._hardware.network_utilization = self.network.value()
        super().accept()
        self._changed(Weights(goal=_GOALS[self.goal.currentIndex()][1], **sliders))


def _tab() -> Form:
    form = Form(label_characters=24)
    form.grid.setContentsMargins(0, look().size.pane, 0, 0)
    return form
