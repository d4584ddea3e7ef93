"""Stars for hosts.

The original does not publish its arithmetic. Ours: of each resource (processor, memory, disk, network) the share that
would stay free with the machine on the host, after the reserve; for the goal LoadBalance that share counts, for
Consolidate what is missing of 1. The average, weighted 0 to 10 each, times five, in half steps, and never under half a
star: zero means that there is a reason against the host. A hard reason forbids it, with a soft one it can be chosen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.model.host import HostReserves, RatingReason, VMHost, VMHostGroup, VMHostRating
from vmmconsole.model.status import PlacementGoal, text_of
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import Capabilities, MoveWay

from . import obstacles, resources
from .resources import Resource


def _unknown(_host: VMHost) -> Capabilities | None:
    return None


def _no_move(_request: PlacementRequest, _host: VMHost) -> MoveWay | None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the hosts: the machines on each by host ID, host groups by ID, what each host's virtualization
    software can do (None where it is not known), the speed of CPU types by name in MHz, and the goal where the request
    names none."""

    machines: Mapping[UUID, Sequence[VirtualMachine]] = field(default_factory=dict)
    groups: Mapping[UUID, VMHostGroup] = field(default_factory=dict)
    capabilities: Callable[[VMHost], Capabilities | None] = _unknown
    cpu_speeds_mhz: Mapping[str, int] = field(default_factory=dict)
    goal: PlacementGoal = PlacementGoal.LOAD_BALANCE
    way: Callable[[PlacementRequest, VMHost], MoveWay | None] = _no_move
    """How the machine of a request would get to a host; None where it is none that exists."""


def rate_hosts(
    request: PlacementRequest, hosts: Iterable[VMHost], surroundings: Surroundings | None = None
) -> list[VMHostRating]:
    """The hosts' ratings, best first; of equal ones that with more free memory, then by name."""
    around = surroundings or Surroundings()
    rated = [_rate(request, host, around) for host in hosts]
    rated.sort(key=lambda pair: (-pair[0].rating, not pair[0].selectable, -pair[1], pair[0].name.casefold()))
    return [rating for rating, _free in rated]


def reserves_of(host: VMHost, groups: Mapping[UUID, VMHostGroup]) -> HostReserves:
    """The host group's reserves, or the host's own where it overrides them or stands in no group."""
    if host.override_host_group_reserves or host.vm_host_group is None:
        return host
    return groups.get(host.vm_host_group.id, host)


def _rate(request: PlacementRequest, host: VMHost, around: Surroundings) -> tuple[VMHostRating, int]:
    against = list(obstacles.of_status(host))
    load = resources.load_of(around.machines.get(host.id, ()), request.machine)
    free_mb = resources.memory_left_mb(host, load)
    rating = VMHostRating(rating=0, name=host.name, vm_host=host.ref, reasons=against)
    if against:
        return rating, free_mb
    against.extend(obstacles.of_machine(request, host, around.capabilities(host)))
    way = _way(request, host, around, against)
    if way is not None and not way.moves_disks:
        request = replace(request, disk_gb=0)
    reserves = reserves_of(host, around.groups)
    need = resources.processor_need(request, host, around.cpu_speeds_mhz.get(request.hardware.cpu_type, 0))
    used = resources.processors_used(host, load)
    processor = resources.processors(need, used, host, reserves)
    memory = resources.memory(request.hardware.memory_mb, free_mb, host, reserves)
    disks, rating.preferred_path = resources.disks(request, load, host, reserves)
    network = resources.network(request.hardware.network_utilization, load, host, reserves)
    parts = [processor, memory, *disks, network]
    against.extend(RatingReason(text=part.reason, hard=part.hard) for part in parts if part.reason)
    rating.reasons = against
    rating.explanation = [*(part.sentence for part in parts), *_remarks(host), *(way.remarks if way else ())]
    rating.cpu_after_percent = _whole_percent(used + need)
    if host.total_memory:
        total = host.total_memory / resources.MB
        rating.memory_after_percent = _whole_percent((total - free_mb + request.hardware.memory_mb) / total * 100)
    if way is not None and way.transfer is not None:
        rating.transfer_type = text_of(way.transfer)
        rating.moves_disks = way.moves_disks
    if not against:
        goal = request.goal or around.goal
        rating.rating = _stars(request, goal, processor, memory, min(part.free for part in disks), network)
    return rating, free_mb


def _way(request: PlacementRequest, host: VMHost, around: Surroundings, against: list[RatingReason]) -> MoveWay | None:
    """How an existing machine would get there; why it cannot is added to what is against the host."""
    machine = request.machine
    if machine is None or machine.vm_host is None or machine.vm_host.id == host.id:
        return None
    against.extend(obstacles.of_names(machine, around.machines.get(host.id, ())))
    way = around.way(request, host)
    if way is not None and way.transfer is None:
        against.extend(RatingReason(text=text, hard=True) for text in way.obstacles)
    return way


def _stars(
    request: PlacementRequest,
    goal: PlacementGoal,
    processor: Resource,
    memory: Resource,
    disk: float,
    network: Resource,
) -> float:
    free = (processor.free, memory.free, disk, network.free)
    weights = (request.cpu_weight, request.memory_weight, request.disk_weight, request.network_weight)
    if not any(weights):
        weights = (1, 1, 1, 1)
    values = free if goal is PlacementGoal.LOAD_BALANCE else tuple(1 - share for share in free)
    score = sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)
    return max(0.5, math.floor(score * 10 + 0.5) / 2)


def _remarks(host: VMHost) -> Iterable[str]:
    if host.accelerator == "tcg":
        yield (
            "The host emulates the processor in software (TCG), because it has no hardware acceleration to offer: "
            "machines run about ten times slower."
        )


def _whole_percent(value: float) -> int:
    return min(100, max(0, round(value)))
