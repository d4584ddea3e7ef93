"""Profiles, and what they are made of: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "HardwareProfile": ("Name", "CPUCount", "Memory", "Owner", "Description"),
    "GuestOSProfile": ("Name", "OperatingSystem", "ComputerName", "Owner", "Description"),
    "CPUType": ("Name", "SpeedMHz", "ID"),
    "OperatingSystem": ("Name", "OSType", "Architecture", "ID"),
}  # fmt: skip
