"""Select host of the New Virtual Machine wizard: what is rated, and what follows from the host that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from vmmconsole.client.contract import RatingQuery
from vmmconsole.model import VMHost
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import HostStatus

from .customize_ratings import CustomizeRatings
from .hardware_rules import HardwareLimits
from .new_vm_flow import Facts, NewVirtualMachineFlow
from .new_vm_request import Weights
from .rated_hosts import RatedHostsPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class HostPage(RatedHostsPage[NewVirtualMachineFlow]):
    """Rates hosts for the hardware that was configured."""

    _read_id = ""

    async def ask(self, group_id: UUID | None) -> list[VMHostRating]:
        """Ratings for the new machine."""
        request = self.flow.request
        query = RatingQuery(
            name=request.name, hardware=request.hardware, disk_gb=request.new_disk_gb, host_group_id=group_id,
            original=request.source_machine.ref if request.source_machine is not None else None,
            **request.weights.query(),
        )  # fmt: skip
        return list(await self.context.client.rate(query))

    @property
    def chosen(self) -> Ref | None:
        """The host that the request has."""
        return self.flow.request.host

    def choose(self, host: Ref | None, rating: VMHostRating | None) -> None:
        """Write the host, its stars and the load after placement."""
        request = self.flow.request
        request.host, self.flow.facts.rating = host, rating
        if host is None:
            self._read_id = ""
            return
        request.stars = rating.rating if rating else None
        request.cpu_after_percent = rating.cpu_after_percent if rating else None
        request.memory_after_percent = rating.memory_after_percent if rating else None

    async def read_host(self, host_id: str, rating: VMHostRating | None) -> None:
        """Take the host's networks, paths and limits, once."""
        if host_id == self._read_id:
            return
        self._read_id = host_id
        host = await self.context.client.get(VMHost, host_id)
        request = self.flow.request
        if request.host is None or str(request.host.id) != host_id:
            return
        take_host(self.flow, host, rating)
        self.flow.facts.limits = await read_limits(self.context, host)

    def set_problem(self, text: str) -> None:
        """Keep it for the check of the page."""
        self.flow.facts.rating_problem = text

    def note_of(self, ratings: list[VMHostRating]) -> str:
        """How many hosts can take it."""
        if not ratings:
            return "There is no host to rate. Add a host in the Hosts view, or choose another host group."
        good = sum(rating.selectable for rating in ratings)
        if not good:
            return "No host can take this virtual machine. The list says why; change the hardware, or add a host."
        return f"{good} of {len(ratings)} hosts can take this virtual machine."

    def customize_ratings(self) -> None:
        """Placement options, and the load that the machine will bring."""
        request = self.flow.request

        def customized(weights: Weights) -> None:
            request.weights = weights
            self.rate()

        CustomizeRatings(
            request.weights, self, customized, hardware=request.hardware, disk_gb=request.new_disk_gb
        ).open()  # fmt: skip


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


def responds(row: Row) -> bool:
    """Whether the engine can work with the host now."""
    return row["OverallState"] in {HostStatus.OK, HostStatus.OK_LIMITED, HostStatus.MAINTENANCE_MODE}
