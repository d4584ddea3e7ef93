"""The tabs of library objects, hardware profiles and user roles."""

from __future__ import annotations

from typing import Any

from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views import words

from .tab import FactsTab


class Summary(FactsTab):
    """What there is to know of a file in the library."""

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a file."""
        self.row = row
        missing = row["State"] == "Missing"
        left = [
            ("Type", row["TypeText"] or ""),
            ("Status", "Missing: the file is gone from its folder" if missing else words.sentence(row["State"] or "")),
            ("Path", row["SharePath"] or ""),
            ("Size", words.size(row["Size"])),
            ("Disk size", words.size(row["MaximumSize"])),
            ("Format", str(row["VHDFormatType"] or "").upper()),
        ]
        right = [
            ("Library server", row["LibraryServer.Name"] or ""),
            ("Share", row["LibraryShare.Name"] or ""),
            ("Operating system", row["OperatingSystem"] or ""),
            ("Owner", row["Owner"] or ""),
            ("Added", words.time_text(row["AddedTime"])),
            ("File changed", words.time_text(row["FileTime"])),
            ("Problem", getattr(whole, "problem", "") if whole else ""),
            ("Description", row["Description"] or ""),
        ]
        self.facts.show_pairs(left, right)


class ProfileSummary(FactsTab):
    """A hardware profile at a glance."""

    COLUMNS = 1

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a profile."""
        self.row = row
        pairs = [
            ("Processors", str(row["CPUCount"] or "")),
            ("Memory", words.megabytes(row["Memory"])),
            ("Owner", row["Owner"] or ""),
            ("Added", words.time_text(row["AddedTime"])),
            ("Description", row["Description"] or ""),
        ]
        if whole is not None:
            pairs.insert(2, ("Network adapters", str(len(whole.virtual_network_adapters) or "")))
        self.facts.show_pairs(pairs)
