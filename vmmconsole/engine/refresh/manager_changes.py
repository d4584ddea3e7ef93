"""Changes that were told while the store was busy, as one batch: of each thing the newest, in the order of telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    OutsideTask,
    Place,
    ResourcePool,
)

from .merge import READ_WHOLE

T = TypeVar("T")


@dataclass(slots=True)
class GatheredChanges:
    """A batch that grows until somebody takes it."""

    places: dict[str, Place | None] = field(default_factory=dict)
    """By key; None where it was removed last."""
    hosts: dict[str, ManagedHost | None] = field(default_factory=dict)
    machines: dict[UUID, ManagedMachine | None] = field(default_factory=dict)
    pools: tuple[ResourcePool, ...] | None = None
    tasks: dict[str, OutsideTask] = field(default_factory=dict)

    def add(self, changes: ManagerChanges) -> None:
        """Take what was told after everything that is here already."""
        self.places |= {place.key: place for place in changes.places} | dict.fromkeys(changes.removed_places)
        self.hosts |= {host.key: host for host in changes.hosts} | dict.fromkeys(changes.removed_hosts)
        for item in changes.machines:
            self.machines[item.machine.id] = _over(self.machines.get(item.machine.id), item)
        self.machines |= dict.fromkeys(changes.removed_machines)
        self.pools = self.pools if changes.pools is None else changes.pools
        self.tasks |= {task.key: task for task in changes.tasks}

    def __bool__(self) -> bool:
        return bool(self.places or self.hosts or self.machines or self.tasks or self.pools is not None)

    def batch(self) -> ManagerChanges:
        """Everything as one batch."""
        return ManagerChanges(
            places=tuple(_there(self.places.values())),
            removed_places=tuple(key for key, place in self.places.items() if place is None),
            hosts=tuple(_there(self.hosts.values())),
            removed_hosts=tuple(key for key, host in self.hosts.items() if host is None),
            machines=tuple(_there(self.machines.values())),
            removed_machines=tuple(key for key, machine in self.machines.items() if machine is None),
            pools=self.pools,
            tasks=tuple(self.tasks.values()),
        )


def _there(values: Iterable[T | None]) -> Iterator[T]:
    return (value for value in values if value is not None)


def _over(old: ManagedMachine | None, new: ManagedMachine) -> ManagedMachine:
    """The newer facts; the devices of an older, whole telling stay where the newer one has none and they still hold."""
    if old is None or new.whole or not old.whole or old.machine.config_version != new.machine.config_version:
        return new
    devices = {name: getattr(old.machine, name) for name in READ_WHOLE}
    return replace(new, machine=new.machine.model_copy(update=devices), whole=True)
