"""The tabs of a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views import words
from vmmconsole_ui.views.catalog import platform
from vmmconsole_ui.widgets.cell_table import CellTable

from .tab import DetailsTab, FactsTab

if TYPE_CHECKING:
    from vmmconsole.model import Template


class Summary(FactsTab):
    """What machines made from it will be, and where it stands."""

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a template."""
        self.row = row
        host = row["VMHost.Name"] or ""
        software = platform(str(row["VirtualizationPlatform"] or ""))
        left = [
            ("Status", "Disabled" if row["Enabled"] is False else "Enabled"),
            ("Operating system", row["OperatingSystemText"] or ""),
            ("Processors", str(row["CPUCount"] or "")),
            ("Memory", words.megabytes(row["Memory"])),
            ("Storage", _storage(row, whole)),
            ("Network", _networks(whole)),
        ]
        right = [
            ("Host", f"{host}   ({software})" if host and software else host),
            ("Location", row["Location"] or ""),
            ("Owner", row["Owner"] or ""),
            ("Added", words.time_text(row["AddedTime"])),
            ("Tag", row["Tag"] or ""),
            ("Description", row["Description"] or ""),
        ]
        self.facts.show_pairs(left, right)


def _storage(row: Row, whole: Template | None) -> str:
    used = words.size(row["TotalSize"])
    parts = [f"{used} used" if used else ""]
    if whole is not None:
        images = [drive.virtual_hard_disk for drive in whole.virtual_disk_drives]
        capacity = sum(image.maximum_size for image in images if image is not None)
        parts = [words.count(len(images), "disk") if images else "No disks", words.size(capacity), *parts]
    return ", ".join(part for part in parts if part)


def _networks(whole: Template | None) -> str:
    if whole is None:
        return ""
    names = [adapter.virtual_network or "Not connected" for adapter in whole.virtual_network_adapters]
    return "; ".join(names) or "No network adapter"


class Hardware(DetailsTab):
    """The devices that machines made from it get."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable(
            (("Device", 24), ("Place", 14), ("What", 34), ("File", 60)), "This template has no disks and no adapters."
        )
        self.body.addWidget(self.table)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a template's devices."""
        self.row = row
        if whole is not None:
            self.table.show_rows(list(_devices(whole)))


def _devices(template: Template) -> Iterator[list[Cell]]:
    for drive in template.virtual_disk_drives:
        image = drive.virtual_hard_disk
        what = words.size(image.maximum_size) if image else ""
        place = f"{drive.bus_type.value} {drive.bus}:{drive.lun}"
        yield [Cell("Virtual hard disk", icon="disk"), Cell(place), Cell(what), Cell(image.location if image else "")]
    for dvd in template.virtual_dvd_drives:
        place = f"{dvd.bus_type.value} {dvd.bus}:{dvd.lun}"
        media = Cell(dvd.iso_path) if dvd.iso_path else Cell("No media", "muted")
        yield [Cell("DVD drive", icon="dvd"), Cell(place), Cell(""), media]
    for adapter in template.virtual_network_adapters:
        network = Cell(adapter.virtual_network) if adapter.virtual_network else Cell("Not connected", "muted")
        yield [Cell("Network adapter", icon="adapter"), Cell(""), network, Cell("")]
