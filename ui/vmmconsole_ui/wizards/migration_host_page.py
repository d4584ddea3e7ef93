"""Select host of the Migrate wizard: hosts rated for the machines that move, with the way they would get there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from vmmconsole.client.contract import RatingQuery
from vmmconsole.model import VMHost
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.form import select_choice

from .customize_ratings import CustomizeRatings
from .migration_flow import MigrationFlow
from .migration_request import MovingMachine
from .new_vm_request import Weights
from .rated_hosts import RatedHostsPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_AT_ONCE = 4
"""How many questions the engine is asked at once, where many machines move."""


class MigrationHostPage(RatedHostsPage[MigrationFlow]):
    """Asks for each machine, and shows one rating a host for all of them."""

    moves = True

    def __init__(self, context: Context, flow: MigrationFlow) -> None:
        super().__init__(context, flow)
        self.group.blockSignals(True)
        select_choice(self.group, flow.request.group_id)
        self.group.blockSignals(False)

    async def ask(self, group_id: UUID | None) -> list[VMHostRating]:
        """One rating a host, best first."""
        gate = asyncio.Semaphore(_AT_ONCE)
        weights = self.flow.request.weights.query()

        async def of(machine: MovingMachine) -> list[VMHostRating]:
            query = RatingQuery(
                name=machine.name, hardware=machine.hardware, disk_gb=machine.disk_gb, machine_id=machine.id,
                host_group_id=group_id, **weights,
            )  # fmt: skip
            async with gate:
                return await self.context.client.rate(query)

        machines = self.flow.request.machines
        found = await asyncio.gather(*(of(machine) for machine in machines))
        ratings = {machine.id: rated for machine, rated in zip(machines, found, strict=True)}
        memory = {UUID(row.id): int(row["TotalMemory"] or 0) for row in self.context.objects.table("VMHost")}
        return self.flow.take_ratings(ratings, memory)

    @property
    def chosen(self) -> Ref | None:
        """The host that the request has."""
        return self.flow.request.host

    def choose(self, host: Ref | None, rating: VMHostRating | None) -> None:
        """Choose it in the flow."""
        self.flow.choose(host, rating)

    async def read_host(self, host_id: str, rating: VMHostRating | None) -> None:
        """Take the host's networks and paths, once."""
        known = self.flow.facts.host
        if known is not None and str(known.id) == host_id:
            return
        host = await self.context.client.get(VMHost, host_id)
        chosen = self.chosen
        if chosen is not None and chosen.id == host.id and rating is not None:
            self.flow.take_host(host)

    def set_problem(self, text: str) -> None:
        """Keep it for the check of the page."""
        self.flow.facts.rating_problem = text

    def note_of(self, ratings: list[VMHostRating]) -> str:
        """How many hosts can take them."""
        number = len(self.flow.request.machines)
        what = "this virtual machine" if number == 1 else f"these {count(number, 'virtual machine')}"
        if not ratings:
            return "There is no host to rate. Add a host in the Hosts view, or choose another host group."
        good = sum(rating.selectable for rating in ratings)
        if not good:
            return f"No host can take {what}. The list says why."
        return f"{good} of {len(ratings)} hosts can take {what}."

    def customize_ratings(self) -> None:
        """Placement options; the machines have their load already."""

        def customized(weights: Weights) -> None:
            self.flow.request.weights = weights
            self.rate()

        CustomizeRatings(self.flow.request.weights, self, customized).open()
