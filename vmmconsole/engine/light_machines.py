"""Virtual machines whose devices were not read yet, as objects that read them when somebody asks for them.

A virtualization manager lists thousands of machines without their devices, because those are most of the bytes and of
the time. What is asked of a machine later mostly is in that list; its devices are read when they are needed, together
with those of the machines after it, because scripts walk through lists in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import orjson

from vmmconsole.model import Noun, VirtualMachine
from vmmconsole.model.listed import Load, is_listed, listed

from .refresh.merge import READ_WHOLE
from .store import Store

if TYPE_CHECKING:
    from .hosts import Hosts

N = TypeVar("N", bound=Noun)
_UNREAD = READ_WHOLE - VirtualMachine.engine_properties


def loader(store: Store, hosts: Hosts, kind: type[Noun]) -> Load:
    """Reads whole objects of the kind, devices included."""

    def load(object_ids: Sequence[UUID]) -> Sequence[Noun]:
        hosts.managers.read_whole(object_ids)
        return store.several(kind, object_ids)

    return load if kind is VirtualMachine else partial(store.several, kind)


def reading_later(objects: Sequence[N], load: Load) -> list[N]:
    """The objects, of which those without devices read them when they are asked for."""
    found: list[Any] = list(objects)
    light = [(at, m) for at, m in enumerate(objects) if isinstance(m, VirtualMachine) and _lacks(m)]
    if light:
        rows = [orjson.dumps(machine.list_row()).decode() for _, machine in light]
        known = [{k: v for k, v in machine.__dict__.items() if k not in _UNREAD} for _, machine in light]
        later = listed(VirtualMachine, VirtualMachine.list_properties, rows, load, known)
        for (at, _), machine in zip(light, later, strict=True):
            found[at] = machine
    return found


def _lacks(machine: VirtualMachine) -> bool:
    return not is_listed(machine) and machine.is_light
