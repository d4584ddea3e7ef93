"""Jobs, their steps and what they changed: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "Job": ("Name", "StatusText", "Progress", "StartTime", "ResultName", "Owner", "ID"),
    "Step": ("Number", "Name", "StatusString", "ProgressValue", "ObjectName"),
    "Change": ("Time", "ObjectName", "Property", "PreviousValue", "NewValue"),
}  # fmt: skip
