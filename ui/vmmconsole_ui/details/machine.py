"""The tabs of a virtual machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import look
from vmmconsole_ui.views import words
from vmmconsole_ui.views.catalog import platform
from vmmconsole_ui.widgets.cell_table import CellTable
from vmmconsole_ui.widgets.key_values import KeyValues, Pair
from vmmconsole_ui.widgets.thumbnail import Thumbnail

from .tab import DetailsTab

if TYPE_CHECKING:
    from vmmconsole.model import VirtualMachine

_THUMBNAIL_MS = 1_000
_LABELS = 16
"""The width of the labels in characters."""


class Summary(DetailsTab):
    """The screen, and what there is to know at a glance."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.thumbnail = Thumbnail(self)
        self.facts = KeyValues(2, self, label_width=_LABELS)
        line = QHBoxLayout()
        line.setSpacing(look().size.pane + look().size.half)
        line.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.facts, 1)
        self.body.addLayout(line, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(_THUMBNAIL_MS)
        self._timer.timeout.connect(self._look_again)
        self._asking = False
        self._active = False

    @property
    def is_watching(self) -> bool:
        """Whether the screen is asked for again and again."""
        return self._timer.isActive()

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a machine."""
        another = self.row is None or self.row.id != row.id
        self.row = row
        if another:
            self.thumbnail.clear()
        self.thumbnail.say(_screen_words(row))
        left, right = _facts(row, whole)
        self.facts.show_pairs(left, right)
        self._watch(another=another)

    def set_active(self, *, active: bool) -> None:
        """Look at the screen only while somebody looks here."""
        self._active = active
        self._watch(another=active)

    def _watch(self, *, another: bool) -> None:
        runs = self.row is not None and self.row["Status"] in {"Running", "Paused"}
        wanted = self._active and runs
        if not runs:
            self.thumbnail.clear()
        if wanted and (another or not self._timer.isActive()):
            self._timer.start()
            self._look_again()
        elif not wanted:
            self._timer.stop()

    def _look_again(self) -> None:
        if self.row is None or self._asking or not self.isVisible() or self.window().isMinimized():
            return
        if self.context.objects.state != "live":
            return
        self._asking = True
        self.context.spawn(self._fetch(self.row.id))

    async def _fetch(self, machine_id: str) -> None:
        from vmmconsole.model.errors import VMMError

        try:
            image = await self.context.client.thumbnail(machine_id)
        except VMMError:
            image = None  # the status says what is wrong; a picture is no reason for a message
        finally:
            self._asking = False
        if self.row is not None and self.row.id == machine_id and self._timer.isActive():
            self.thumbnail.show_png(image)


def _screen_words(row: Row) -> str:
    if row["Status"] in {"Running", "Paused"}:
        return "No picture of the screen"
    return words.sentence(row["StatusText"] or "")


def _facts(row: Row, whole: VirtualMachine | None) -> tuple[list[Pair], list[Pair]]:
    processors = row["CPUCount"]
    memory = words.megabytes(row["Memory"])
    if whole is not None and whole.memory_used_mb:
        memory += f", {words.megabytes(whole.memory_used_mb)} in use"
    system = row["OperatingSystemText"] or ""
    host = row["VMHost.Name"] or ""
    software = platform(str(row["VirtualizationPlatform"] or ""))
    left = [
        ("Status", words.sentence(row["StatusText"] or "")),
        ("Owner", row["Owner"] or ""),
        ("Host", f"{host}   ({software})" if host and software else host),
        ("Operating system", system),
        ("Processors", f"{processors}" + (f", {words.percent(row['PerfCPUUtilization'])} busy"
                                          if row["PerfCPUUtilization"] is not None else "")),
        ("Memory", memory),
        ("Storage", _storage(row, whole)),
    ]  # fmt: skip
    right = [
        ("Address", _addresses(whole)),
        ("Network", _networks(whole)),
        ("Checkpoints", _checkpoints(row, whole)),
        ("Guest agent", "Connected" if row["HasGuestAgent"] else ""),
        ("Added", words.time_text(row["AddedTime"])),
        ("Tag", _tags(row, whole)),
        ("Latest job", _latest_job(row)),
        ("Description", row["Description"] or ""),
    ]
    return left, right


def _storage(row: Row, whole: VirtualMachine | None) -> str:
    used = words.size(row["TotalSize"])
    if whole is None:
        return f"{used} used" if used else ""
    disks = whole.virtual_hard_disks
    if not disks:
        return "No disks"
    capacity = words.size(sum(disk.maximum_size for disk in disks))
    return ", ".join(
        part for part in (words.count(len(disks), "disk"), capacity, f"{used} used" if used else "") if part
    )


def _tags(row: Row, whole: VirtualMachine | None) -> str:
    """Its own, those of its virtualization manager, and what people wrote there."""
    others = [] if whole is None else [*whole.attached_tags, *(f"{k}: {v}" for k, v in whole.custom_attributes.items())]
    return ", ".join(text for text in (row["Tag"] or "", *others) if text)


def _addresses(whole: VirtualMachine | None) -> str:
    if whole is None:
        return ""
    return ", ".join(a for adapter in whole.virtual_network_adapters for a in adapter.ipv4_addresses)


def _networks(whole: VirtualMachine | None) -> str:
    if whole is None:
        return ""
    adapters = whole.virtual_network_adapters
    if not adapters:
        return "No network adapter"
    names = [
        (a.virtual_network or "Not connected") + (f", VLAN {a.vlan_id}" if a.vlan_enabled and a.vlan_id else "")
        for a in adapters
    ]
    return "; ".join(names)


def _checkpoints(row: Row, whole: VirtualMachine | None) -> str:
    number = row["CheckpointCount"] or 0
    if not number:
        return "None"
    if whole is None or not whole.checkpoints:
        return str(number)
    newest = max(checkpoint.added_at for checkpoint in whole.checkpoints)
    return f"{number}, newest {words.ago(newest)}"


def _latest_job(row: Row) -> str:
    job = row.table.store.job_of(row)
    if job is None:
        return ""
    return f"{job.name}, {words.sentence(job['StatusText'] or '').lower()}"


class Networks(DetailsTab):
    """The network adapters."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable(
            (
                ("Adapter", 20),
                ("Virtual network", 22),
                ("MAC address", 20),
                ("Addresses", 24),
                ("VLAN", 8),
                ("Type", 12),
            ),
            "This virtual machine has no network adapter.",
        )
        self.body.addWidget(self.table)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a machine's adapters."""
        self.row = row
        if whole is None:
            return
        self.table.show_rows(
            [
                [
                    Cell(adapter.name or f"Network adapter {number}", icon="adapter"),
                    Cell(adapter.virtual_network) if adapter.virtual_network else Cell("Not connected", "muted"),
                    Cell(adapter.mac_address),
                    Cell(", ".join(adapter.ipv4_addresses)),
                    Cell(str(adapter.vlan_id) if adapter.vlan_enabled and adapter.vlan_id else ""),
                    Cell(str(adapter.adapter_type.value)),
                ]
                for number, adapter in enumerate(whole.virtual_network_adapters, 1)
            ]
        )


class Checkpoints(DetailsTab):
    """The checkpoints, each below the one it goes on from."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable(
            (("Name", 40), ("Created", 18), ("Age", 16), ("Memory", 14), ("Description", 40)),
            "No checkpoints. New checkpoint keeps the machine as it is now, to go back to.",
        )
        self.body.addWidget(self.table)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a machine's checkpoints."""
        self.row = row
        if whole is None:
            return
        depth: dict[Any, int] = {}
        for checkpoint in sorted(whole.checkpoints, key=lambda c: c.added_at):
            depth[checkpoint.id] = depth.get(checkpoint.parent_checkpoint_id, -1) + 1
        self.table.show_rows(
            [
                [
                    Cell(
                        "    " * depth.get(c.id, 0) + c.name + ("   (current)" if c.is_current else ""),
                        icon="checkpoint",
                        icon_color="accent" if c.is_current else "muted",
                    ),
                    Cell(words.time_text(c.added_at)),
                    Cell(words.ago(c.added_at), "muted"),
                    Cell("With memory" if c.with_memory else "", "muted"),
                    Cell(c.description, "muted"),
                ]
                for c in sorted(whole.checkpoints, key=lambda c: c.added_at)
            ]
        )
