"""The five host reserves as fields: of a host group, and of a host."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox

from vmmconsole.model.host import HostReserves
from vmmconsole.script.calls import Value
from vmmconsole_ui.widgets.form import Form, number_field

_ROWS = (
    ("cpu_percentage_reserve", "CPUPercentageReserve", "&CPU", 100, "%"),
    ("memory_reserve_mb", "MemoryReserveMB", "&Memory", 16 * 1024 * 1024, "MB"),
    ("disk_space_reserve_mb", "DiskSpaceReserveMB", "&Disk space", 1024**3, "MB"),
    ("max_disk_io_reservation", "MaxDiskIOReservation", "Disk &I/O", 1_000_000, "IOPS"),
    ("network_percentage_reserve", "NetworkPercentageReserve", "&Network", 100, "%"),
)


class ReserveFields:
    """Adds the rows to a form, and says which were changed."""

    def __init__(self, form: Form, reserves: HostReserves, changed: Callable[[], None]) -> None:
        self._was = reserves
        self.fields: dict[str, QSpinBox] = {}
        for attribute, parameter, label, most, unit in _ROWS:
            value = getattr(reserves, attribute)
            field = form.add(label, number_field(value, 0, max(most, value), unit), parameter)
            field.valueChanged.connect(lambda _: changed())
            self.fields[attribute] = field

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Enable all fields, or disable them with the reason."""
        for field in self.fields.values():
            field.setEnabled(enabled)
            field.setToolTip("" if enabled else reason)

    def changes(self) -> dict[str, Value]:
        """The parameters whose value differs from what it was."""
        return {
            parameter: self.fields[attribute].value()
            for attribute, parameter, *_ in _ROWS
            if self.fields[attribute].value() != getattr(self._was, attribute)
        }
