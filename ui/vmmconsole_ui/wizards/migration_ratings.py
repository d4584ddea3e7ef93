"""Ratings of hosts for several virtual machines at once, out of those for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from vmmconsole.model.host import RatingReason, VMHostRating

from .migration_request import MovingMachine

Ways = dict[UUID, dict[UUID, VMHostRating]]
"""Host ID → machine ID → how well, and how, the machine would get there."""
_MB = 1024**2


def ways_of(ratings: Mapping[UUID, Sequence[VMHostRating]]) -> Ways:
    """The ratings of each machine, by host."""
    found: Ways = {}
    for machine_id, rated in ratings.items():
        for rating in rated:
            found.setdefault(rating.vm_host.id, {})[machine_id] = rating
    return found


def merged(machines: Sequence[MovingMachine], ways: Ways, memory_bytes: Mapping[UUID, int]) -> list[VMHostRating]:
    """One rating a host, best first: what holds for all machines that would move there.

    `memory_bytes` is each host's memory. A single machine's ratings stay as the engine gave them.
    """
    rated = [_merge(machines, host_id, known, memory_bytes.get(host_id, 0)) for host_id, known in ways.items()]
    return sorted(rated, key=lambda rating: (not rating.selectable, -rating.rating)) if len(machines) > 1 else rated


def _merge(
    machines: Sequence[MovingMachine], host_id: UUID, known: Mapping[UUID, VMHostRating], memory_bytes: int
) -> VMHostRating:
    there = [m for m in machines if m.vm_host is not None and m.vm_host.id == host_id and len(machines) > 1]
    going = [m for m in machines if m not in there and m.id in known]
    if len(machines) == 1 or not going:
        rating = known[going[0].id] if going else next(iter(known.values()))
        return _none_goes(rating) if not going else rating
    parts = [known[machine.id] for machine in going]
    worst = min(parts, key=lambda part: part.rating)
    reasons = [*_reasons(going, known), *_same_names(going)]
    after = _memory_after(going, parts, memory_bytes)
    if after is not None and after > 100:
        reasons.append(RatingReason(text=f"Together they would need {after:,} % of the memory.", hard=True))
    hard = any(reason.hard for reason in reasons)
    ways = list(dict.fromkeys(part.transfer_type for part in parts if part.transfer_type))
    return VMHostRating(
        rating=0 if hard else worst.rating, name=worst.name, vm_host=worst.vm_host, reasons=reasons,
        explanation=[*_remarks(going, known, there), *worst.explanation], preferred_path=worst.preferred_path,
        memory_after_percent=after, transfer_type=", ".join(ways), moves_disks=any(p.moves_disks for p in parts),
    )  # fmt: skip


def _none_goes(rating: VMHostRating) -> VMHostRating:
    reason = RatingReason(text="The virtual machines are on this host already.", hard=True)
    return rating.model_copy(update={"rating": 0, "reasons": [reason]})


def _reasons(going: Sequence[MovingMachine], known: Mapping[UUID, VMHostRating]) -> list[RatingReason]:
    """What is said of every machine once, the rest by the machine's name."""
    said = [{reason.text for reason in known[machine.id].reasons} for machine in going]
    of_all = set.intersection(*said)
    reasons = [reason for reason in known[going[0].id].reasons if reason.text in of_all]
    for machine in going:
        own = [reason for reason in known[machine.id].reasons if reason.text not in of_all]
        reasons += [RatingReason(text=f"{machine.name}: {reason.text}", hard=reason.hard) for reason in own]
    return sorted(reasons, key=lambda reason: not reason.hard)


def _same_names(going: Sequence[MovingMachine]) -> list[RatingReason]:
    """A host takes one machine of a name."""
    names = Counter(machine.name.casefold() for machine in going)
    twice = dict.fromkeys(machine.name for machine in going if names[machine.name.casefold()] > 1)
    text = "Several of them are named '{}', and a host takes only one of that name."
    return [RatingReason(text=text.format(name), hard=True) for name in twice]


def _remarks(
    going: Sequence[MovingMachine], known: Mapping[UUID, VMHostRating], there: Sequence[MovingMachine]
) -> list[str]:
    lines = [f"{m.name}: {known[m.id].transfer_type}." for m in going if known[m.id].transfer_type]
    return lines + [f"{machine.name} is on this host already, and stays as it is." for machine in there]


def _memory_after(going: Sequence[MovingMachine], parts: Sequence[VMHostRating], memory_bytes: int) -> int | None:
    """The memory in use once all of them are there, in percent; the engine says it for each alone."""
    known = [part.memory_after_percent for part in parts if part.memory_after_percent is not None]
    if not memory_bytes or len(known) != len(parts):
        return None
    shares = [100 * machine.hardware.memory_mb * _MB / memory_bytes for machine in going]
    before = min(after - share for after, share in zip(known, shares, strict=True))
    return round(before + sum(shares))
