"""Virtual machines, their checkpoints and where they could be placed: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "VM": ("Name", "StatusText", "HostName", "CPUCount", ViewColumn("Memory(MB)", "Memory"), "OperatingSystem",
           "Owner"),
    "VMCheckpoint": ("Name", "VM", "AddedTime", "IsCurrent", "Description"),
    "VMHostRating": ("Name", "Rating", "PreferredPath", "Reasons"),
}  # fmt: skip
