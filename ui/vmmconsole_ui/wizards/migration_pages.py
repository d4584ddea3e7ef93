"""The plain pages of the Migrate wizard: networks and summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole_ui.theme import look
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.form import choice_field, plain_label
from vmmconsole_ui.widgets.stars import StarsLabel

from .migration_flow import MigrationFlow
from .migration_request import MovingMachine
from .new_vm_pages import NOT_CONNECTED
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

Adapter = tuple[MovingMachine, VirtualNetworkAdapter]
_NAMED = 6
"""So many machines the summary names; of more it says how many there are."""


class MigrationNetworksPage(FlowPage[MigrationFlow]):
    """For one machine a network for each adapter; for several one for each network that the host does not have."""

    def __init__(self, context: Context, flow: MigrationFlow) -> None:
        super().__init__(context, "networks", flow)
        self.choices: dict[str, QComboBox] = {}

    def enter(self) -> None:
        """Show what there is to choose now."""
        self.form.clear()
        self.choices = {}
        for label, note, adapters in self._rows():
            machine, first = adapters[0]
            chosen = machine.networks.get(first.id, first.virtual_network)
            field = choice_field(self._offered(chosen), chosen)
            field.currentIndexChanged.connect(lambda _, a=adapters, f=field: self._chosen(a, f.currentData() or ""))
            self.choices[label] = self.form.add(label, field, f"nic:{first.id}")
            self.form.add_full(_indented(note))
        self.form.finish()

    def _rows(self) -> Iterator[tuple[str, str, list[Adapter]]]:
        machines = self.flow.request.travellers
        adapters = [(m, a) for m in machines for a in m.hardware.virtual_network_adapters]
        missing = self.flow.missing_networks()
        if len(machines) == 1:
            for number, (machine, adapter) in enumerate(adapters, start=1):
                yield f"Network adapter {number}", self._note(adapter, missing), [(machine, adapter)]
            return
        for name in missing:
            there = [(m, a) for m, a in adapters if a.virtual_network == name]
            names = ", ".join(dict.fromkeys(machine.name for machine, _ in there))
            yield name, f"{count(len(there), 'network adapter')}: {names}", there

    def _note(self, adapter: VirtualNetworkAdapter, missing: list[str]) -> str:
        address = f"MAC address {adapter.mac_address or 'dynamic'}"
        if adapter.virtual_network not in missing:
            return f"now {adapter.virtual_network or 'not connected'}, {address}"
        host = self.flow.request.host
        return f"now {adapter.virtual_network}, which {host.name if host else 'the host'} does not have; {address}"

    def _offered(self, chosen: str) -> list[tuple[str, str]]:
        host = self.flow.facts.host
        networks = host.networks if host is not None else []
        shown = [(NOT_CONNECTED, ""), *((n.name if n.active else f"{n.name} (not active)", n.name) for n in networks)]
        known = {name for _, name in shown}
        # A name in another case is the same network to the engine.
        return shown if chosen in known else [*shown, (chosen, chosen)]

    def _chosen(self, adapters: list[Adapter], name: str) -> None:
        for machine, adapter in adapters:
            machine.networks[adapter.id] = name
        self.edited(f"nic:{adapters[0][1].id}")


def _indented(text: str) -> QLabel:
    label = plain_label(text, "muted", wrap=True)
    label.setIndent(look().characters(18) + look().size.pane)
    return label


class MigrationSummaryPage(FlowPage[MigrationFlow]):
    """Shows what will move, how and where to."""

    def __init__(self, context: Context, flow: MigrationFlow) -> None:
        super().__init__(context, "summary", flow)
        self.start = QCheckBox()
        self.use_lan = QCheckBox()

    def enter(self) -> None:
        """Show the request as it is now."""
        flow, request = self.flow, self.flow.request
        self.form.clear()
        for label, value in summary_rows(flow):
            if value:
                self.form.add_fact(label, value)
        self.form.add_full(plain_label(), gap=False)
        several = len(request.travellers) > 1
        what = "virtual machines" if several else "virtual machine"
        self.start = QCheckBox(f"&Start the {what} after the move")
        self.start.setChecked(request.start_vm)
        self.start.toggled.connect(self._start_toggled)
        self.use_lan = QCheckBox("&Copy the files over the network although both hosts reach them")
        self.use_lan.setChecked(request.use_lan)
        self.use_lan.toggled.connect(self._use_lan_toggled)
        if any(machine.can_start for machine in request.travellers):
            self.form.add_full(self.start)
        if any(not flow.must_move(machine) and not machine.paths for machine in request.travellers):
            self.form.add_full(self.use_lan)
        self.form.finish()

    def _start_toggled(self, checked: bool) -> None:
        self.flow.request.start_vm = checked
        self.edited("start_vm")

    def _use_lan_toggled(self, checked: bool) -> None:
        self.flow.request.use_lan = checked
        self.edited("use_lan")


def summary_rows(flow: MigrationFlow) -> list[tuple[str, str | QWidget]]:
    """The choices as (label, value)."""
    request = flow.request
    machines = request.travellers
    rows: list[tuple[str, str | QWidget]] = [
        ("Virtual machines" if len(machines) > 1 else "Virtual machine", _names(machines)),
        ("From", ", ".join(dict.fromkeys(m.vm_host.name for m in machines if m.vm_host is not None))),
    ]
    if request.storage_only:
        rows.pop()
    rows.append(("Host", request.host.name if request.host else ""))
    if request.stars is not None:
        rows.append(("Rating", StarsLabel(request.stars)))
    rows.append(("Transfer type", _counted([flow.transfer_text(machine) for machine in machines])))
    stays = "The disks stay where they are"
    rows.append(("Path", _counted([m.path or ("" if m.paths else stays) for m in machines])))
    rows += [
        ("Disk", f"{machine.name}, " * (len(machines) > 1) + f"{drive.virtual_hard_disk} to {path}")
        for machine in machines
        for drive in machine.disks
        if (path := machine.disk_paths.get(drive.id))
    ]
    changes = [
        f"{adapter.virtual_network or 'None'} becomes {machine.networks[adapter.id] or NOT_CONNECTED.lower()}"
        for machine in machines
        for adapter in machine.hardware.virtual_network_adapters
        if machine.networks.get(adapter.id, adapter.virtual_network) != adapter.virtual_network
    ]
    return [*rows, *(("Network", text) for text in dict.fromkeys(changes))]


def _names(machines: list[MovingMachine]) -> str:
    names = [machine.name for machine in machines[:_NAMED]]
    more = len(machines) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _counted(texts: list[str]) -> str:
    """Each text once, with how many have it where they differ."""
    found = Counter(text for text in texts if text)
    if len(found) == 1 and len(texts) == found.total():
        return next(iter(found))
    return "\n".join(f"{text} ({number:,})" for text, number in found.most_common())
