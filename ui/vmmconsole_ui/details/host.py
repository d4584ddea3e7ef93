"""The tabs of a host."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import columns, words
from vmmconsole_ui.views.catalog import platform
from vmmconsole_ui.widgets.cell_table import CellTable
from vmmconsole_ui.widgets.key_values import KeyValues

from .tab import DetailsTab, FactsTab


class Summary(FactsTab):
    """The computer, its software and its volumes at a glance."""

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a host."""
        self.row = row
        software = f"{platform(str(row['VirtualizationPlatform'] or ''))} {row['VirtualizationVersion'] or ''}".strip()
        accelerator = {"kvm": "KVM", "tcg": "None: guests are emulated in software"}.get(
            str(row["Accelerator"] or ""), ""
        )
        processors = f"{row['LogicalProcessorCount']}" if row["LogicalProcessorCount"] else ""
        if whole is not None and whole.processor_model:
            processors = f"{processors} × {whole.processor_model}" if processors else whole.processor_model
        free = row["AvailableMemory"]
        manager = row["VirtualizationManager.Name"] or ""
        left = [
            ("Status", words.sentence(row["OverallStateText"] or "")),
            ("Reason", row["StatusReason"] or ""),
            ("Host group", row["VMHostGroup.Name"] or ""),
            ("Operating system", row["OperatingSystem"] or ""),
            ("Software", software),
            ("Acceleration", accelerator),
            ("Managed through", manager),
            ("Connection", "" if manager else row["Connection"] or ""),
            ("Run As account", row["Credential"] or ""),
        ]
        right = [
            ("Processors", processors),
            ("CPU", f"{words.percent(row['CPUUtilization'])} busy" if row["CPUUtilization"] is not None else ""),
            ("Memory", words.size(row["TotalMemory"]) + (f", {words.megabytes(free)} free" if free else "")),
            ("Machines", f"{row['TotalVMs'] or 0}, {row['RunningVMs'] or 0} running"),
            ("Volumes", _volumes(whole)),
            ("Refreshed", words.time_text(row["RefreshedTime"], seconds=True)),
            ("Description", row["Description"] or ""),
        ]
        self.facts.show_pairs(left, right)


def _volumes(whole: Any) -> str:
    if whole is None:
        return ""
    return "\n".join(
        f"{v.mount_point or v.name}: {words.size(v.free_space) or '0 KB'} free of {words.size(v.capacity)}"
        for v in whole.volumes
    )


class Networks(DetailsTab):
    """The virtual networks and the physical adapters."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable(
            (("Name", 24), ("Type", 22), ("State", 16), ("Address", 26), ("Connected to", 24)),
            "This host has no networks that the engine knows of.",
        )
        self.body.addWidget(self.table)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a host's networks."""
        self.row = row
        if whole is None:
            return
        rows = [
            [
                Cell(network.name, icon="network"),
                Cell(f"Virtual network, {network.type}" if network.type else "Virtual network"),
                Cell("Active" if network.active else "Inactive", "text" if network.active else "muted"),
                Cell(""),
                Cell(", ".join(network.locations), "muted"),
            ]
            for network in whole.networks
        ]
        rows += [
            [
                Cell(adapter.name, icon="adapter"),
                Cell("Physical adapter"),
                Cell("Connected" if adapter.connected else "Not connected", "text" if adapter.connected else "muted"),
                Cell(", ".join(adapter.ip_addresses) or adapter.mac_address),
                Cell(adapter.virtual_network, "muted"),
            ]
            for adapter in whole.network_adapters
        ]
        self.table.show_rows(rows)


class Machines(DetailsTab):
    """The virtual machines on the host."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._columns = (
            columns.name(lambda _row: ("vm", "muted")),
            columns.status("Status", "StatusText", words.vm_state),
            columns.number("PerfCPUUtilization", "CPU", 8, read=words.percent, warn_at=80),
            columns.memory("Memory", "Memory"),
            columns.text("OperatingSystemText", "Operating system", 24),
        )
        self.table = CellTable([(c.title, c.width + 4) for c in self._columns], "No virtual machines on this host.")
        self.body.addWidget(self.table)

    def show_object(self, row: Row, _whole: Any) -> None:
        """Show a host's machines."""
        self.row = row
        machines = [vm for vm in self.context.objects.table("VM") if vm["VMHost.ID"] == row.id]
        machines.sort(key=lambda vm: vm.name.casefold())
        self.table.show_rows([[column.cell(vm) for column in self._columns] for vm in machines])


class Status(DetailsTab):
    """What the status is made of, and what to do where it is not OK."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.facts = KeyValues(1, self)
        self.reason = as_role(QLabel(self), "warning")
        self.reason.setWordWrap(True)
        self.body.addWidget(self.facts)
        self.body.addSpacing(look().size.grid)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a host's status."""
        self.row = row
        state = whole.computer_state.name.replace("_", " ").capitalize() if whole is not None else ""
        self.facts.show_pairs(
            [
                ("Overall", words.sentence(row["OverallStateText"] or "")),
                ("Connection", state),
                ("Virtualization software", f"{platform(str(row['VirtualizationPlatform'] or ''))} "
                                            f"{row['VirtualizationVersion'] or ''}".strip()),
                ("Placement", "Takes new virtual machines" if row["AvailableForPlacement"]
                 else "Takes no new virtual machines"),
                ("Last refreshed", words.time_text(row["RefreshedTime"], seconds=True)),
            ]
        )  # fmt: skip
        self.reason.setText(row["StatusReason"] or "")
        self.reason.setVisible(bool(row["StatusReason"]))
