"""Select host: hosts with stars and reasons; the ratings arrive while the page is already there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from vmmconsole.client.contract import RatingQuery
from vmmconsole.model import VMHost
from vmmconsole.model.errors import VMMError
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import HostStatus
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import choice_field, plain_label

from .customize_ratings import CustomizeRatings
from .flow import Problem
from .hardware_rules import HardwareLimits
from .host_list import HostList, HostTabs
from .new_vm_flow import Facts, NewVirtualMachineFlow
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class HostPage(FlowPage[NewVirtualMachineFlow]):
    """Rates all hosts of a group for the request; the best one is selected until the person selects another."""

    grows = True

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "host", flow)
        self.layout_.removeWidget(self.form)
        self.form.hide()
        self.ratings: dict[str, VMHostRating] = {}
        self._asked = 0
        self._by_hand = False
        groups = sorted(context.objects.table("VMHostGroup"), key=lambda row: str(row["Path"] or row.name))
        self.group = choice_field([("All hosts", ""), *((str(row["Path"] or row.name), row.id) for row in groups)])
        self.group.currentIndexChanged.connect(self.rate)
        self.suitable = QCheckBox("&Only suitable hosts")
        self.suitable.toggled.connect(self._fill)
        self.customize = QPushButton("Customize &Ratings …")
        self.customize.clicked.connect(self._customize)
        self.again = QPushButton("Rate again")
        self.again.clicked.connect(self.rate)
        self.again.hide()
        self.note = plain_label("", "muted", wrap=True)
        self.list = HostList()
        self.list.host_chosen.connect(self._chosen_by_hand)
        self.tabs = HostTabs()
        self._lay_out()

    def _lay_out(self) -> None:
        size = look().size
        top = QHBoxLayout()
        top.setSpacing(size.grid)
        label = as_role(QLabel("Host &group"), "muted")
        label.setBuddy(self.group)
        self.group.setMinimumWidth(look().characters(24))
        top.addWidget(label)
        top.addWidget(self.group)
        top.addSpacing(size.grid)
        top.addWidget(self.suitable)
        top.addStretch(1)
        notes = QHBoxLayout()
        notes.addWidget(self.note, 1)
        notes.addWidget(self.again)
        notes.addWidget(self.customize)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(size.line)
        splitter.addWidget(self.list)
        lower = as_role(QWidget(), "page")
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        splitter.addWidget(lower)
        splitter.setSizes([look().characters(32), look().characters(30)])
        self.layout_.addLayout(top)
        self.layout_.addSpacing(size.grid)
        self.layout_.addLayout(notes)
        self.layout_.addSpacing(size.half)
        self.layout_.addWidget(splitter, 1)

    # Rating

    def enter(self) -> None:
        """Show the hosts at once, and ask for their stars."""
        self.setFocusProxy(self.list)
        self.rate()

    def query(self) -> RatingQuery:
        """What the engine is asked."""
        request = self.flow.request
        weights = request.weights
        group = self.group.currentData()
        return RatingQuery(
            name=request.name, hardware=request.hardware, disk_gb=request.new_disk_gb,
            host_group_id=UUID(group) if group else None, goal=weights.goal, cpu_weight=weights.cpu,
            memory_weight=weights.memory, disk_weight=weights.disk, network_weight=weights.network,
        )  # fmt: skip

    def rate(self) -> None:
        """Ask the engine for ratings; the answer to an older question is dropped."""
        self._asked += 1
        self.flow.facts.rating_problem = ""
        self.again.hide()
        as_role(self.note, "muted").setText("Rating hosts …")
        self._fill()
        spawn_for(self, self._rate(self._asked), "Hosts could not be rated.")

    async def _rate(self, number: int) -> None:
        try:
            ratings = await self.context.client.rate(self.query())
        except VMMError as err:
            if number == self._asked:
                self._failed(f"Hosts could not be rated: {err} {err.action}".strip())
            return
        if number != self._asked:
            return
        self.ratings = {str(rating.vm_host.id): rating for rating in ratings}
        as_role(self.note, "muted").setText(_note(ratings))
        chosen = self.flow.request.host
        if not self._by_hand or chosen is None or str(chosen.id) not in self.ratings:
            best = next((rating for rating in ratings if rating.selectable), None)
            await self._choose(str(best.vm_host.id) if best else "")
        else:
            await self._choose(str(chosen.id))
        self._fill()
        self.edited()

    def _failed(self, text: str) -> None:
        self.flow.facts.rating_problem = text
        as_role(self.note, "error").setText(text)
        self.again.show()
        self.edited()

    def _fill(self) -> None:
        rows = self.context.objects.table("VMHost").rows
        rated = [(rows[host_id], rating) for host_id, rating in self.ratings.items() if host_id in rows]
        shown: list[tuple[Row, VMHostRating | None]] = [
            (row, rating) for row, rating in rated if rating.selectable or not self.suitable.isChecked()
        ]
        if not self.ratings:
            shown = [(row, None) for row in sorted(rows.values(), key=lambda row: row.name.lower())]
        request = self.flow.request
        selected = str(request.host.id) if request.host else ""
        self.list.fill(shown, selected)
        self.tabs.show_host(rows.get(selected), self.ratings.get(selected))

    # Choosing

    def _chosen_by_hand(self, host_id: str) -> None:
        self._by_hand = True
        spawn_for(self, self._choose(host_id), "The host could not be read.")

    async def _choose(self, host_id: str) -> None:
        request, facts = self.flow.request, self.flow.facts
        row = self.context.objects.find("VMHost", host_id)
        rating = self.ratings.get(host_id)
        if row is None:
            request.host = facts.rating = None
            self.edited()
            return
        another = request.host is None or str(request.host.id) != host_id
        request.host = Ref(kind="VMHost", id=UUID(host_id), name=row.name)
        facts.rating = rating
        request.stars = rating.rating if rating else None
        request.cpu_after_percent = rating.cpu_after_percent if rating else None
        request.memory_after_percent = rating.memory_after_percent if rating else None
        self.tabs.show_host(row, rating)
        self.edited()
        if another:
            await self._read_host(host_id, rating)

    async def _read_host(self, host_id: str, rating: VMHostRating | None) -> None:
        host = await self.context.client.get(VMHost, host_id)
        request, facts = self.flow.request, self.flow.facts
        if request.host is None or str(request.host.id) != host_id:
            return
        take_host(self.flow, host, rating)
        facts.limits = await read_limits(self.context, host)
        self.edited()

    def _customize(self) -> None:
        CustomizeRatings(self.flow.request, self, self.rate).open()

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """A problem stands in the list itself, and beside the buttons."""


async def read_limits(context: Context, host: VMHost) -> HardwareLimits:
    """What virtual machines on a host can have."""
    capabilities = await context.client.capabilities(host.id)
    return HardwareLimits(
        capabilities=capabilities, maximum_cpus=host.maximum_cpus_per_vm, host_name=host.name,
        maximum_memory_mb=host.maximum_memory_per_vm_mb,
    )  # fmt: skip


def take_host(flow: NewVirtualMachineFlow, host: VMHost, rating: VMHostRating | None) -> None:
    """Fit the request to a host: its path where none was typed, a network for each adapter."""
    request, facts = flow.request, flow.facts
    facts.networks = list(host.networks)
    request.path = (rating.preferred_path if rating else "") or next(iter(host.vm_paths), "")
    request.host_paths = list(host.vm_paths)
    facts.path, facts.path_problem = None, ""
    _connect(request.hardware.virtual_network_adapters, facts)


def _connect(adapters: list[VirtualNetworkAdapter], facts: Facts) -> None:
    names = {network.name for network in facts.networks}
    first = next((network.name for network in facts.networks if network.active), "")
    for adapter in adapters:
        if adapter.virtual_network not in names:
            adapter.virtual_network = first


def _note(ratings: list[VMHostRating]) -> str:
    if not ratings:
        return "There is no host to rate. Add a host in the Hosts view, or choose another host group."
    good = sum(rating.selectable for rating in ratings)
    if not good:
        return "No host can take this virtual machine. The list says why; change the hardware, or add a host."
    return f"{good} of {len(ratings)} hosts can take this virtual machine."


def responds(row: Row) -> bool:
    """Whether the engine can work with the host now."""
    return row["OverallState"] in {HostStatus.OK, HostStatus.OK_LIMITED, HostStatus.MAINTENANCE_MODE}
