"""What a script finds behind a property that leads to another object: read when it is asked for, and not once more.

``$VM.VMHost`` is a pointer; ``$VM.VMHost.OperatingSystem`` reads the host. Scripts do that for every object of a list,
so what was read is kept for a moment, and after some single reads of a kind all objects of the kind are read at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from vmmconsole.model import Noun, Ref, VMHost, VMHostGroup
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.hardware import DiskImage
from vmmconsole.model.host import VirtualNetwork, VMHostVolume
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.members import get_member, has_property

from . import registry

Read = Callable[[Cmdlet], Sequence[object]]
"""Runs a reading cmdlet, without making it a step of anything."""

_SINGLE_READS = 8
"""So many single reads of a kind are faster than reading all of it."""
_KEPT_SECONDS = 5.0
"""How long what was read is taken for what is: a script that waits for a change must see it."""


class Relations:
    """The related objects of one script, or of one shell."""

    def __init__(self, read: Read, clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._found: dict[tuple[str, UUID], object] = {}
        self._lists: dict[tuple[str, UUID, str], list[Any]] = {}
        self._single: dict[str, int] = {}
        self._whole: set[str] = set()
        self._since = 0.0

    def forget(self) -> None:
        """What was read may be different now: a cmdlet has run."""
        self._found.clear()
        self._lists.clear()
        self._single.clear()
        self._whole.clear()

    def follow(self, value: Any, name: str) -> Any:
        """The property `name` that `value` does not hold itself; None when nothing has it. An empty name asks for the
        object of a pointer.

        Raises:
            VMMError: the engine cannot be asked.
        """
        lowered = name.lower()
        if isinstance(value, Ref):
            related = self.object_of(value)
            if related is None or not name:
                return related
            return get_member(related, name) if has_property(related, name) else self.follow(related, name)
        if lowered == "serverconnection" and isinstance(value, Noun):
            return self._many("VMMServer", UUID(int=0), "", lambda: self._read(_call("Get-VMMServer")))[0]
        relation = next((RELATIONS[cls][lowered] for cls in RELATIONS if _has(value, cls, lowered)), None)
        return relation(self, value) if relation is not None else None

    def object_of(self, ref: Ref) -> object | None:
        """The object that a pointer means; None when it is gone, or nothing reads such objects."""
        self._expire()
        key = (ref.kind, ref.id)
        if key not in self._found and ref.kind not in self._whole:
            getter = registry.getter_of(ref.kind)
            if getter is None:
                return None
            self._single[ref.kind] = self._single.get(ref.kind, 0) + 1
            if self._single[ref.kind] > _SINGLE_READS:
                self._keep(ref.kind, self._read(getter()))
                self._whole.add(ref.kind)
            else:
                self._found[key] = next(iter(self._one(getter, ref)), None)
        return self._found.get(key)

    def _one(self, getter: type[Cmdlet], ref: Ref) -> Sequence[object]:
        try:
            return self._read(_call(getter.name, ID=ref.id))
        except NotFoundError:
            return []

    def _keep(self, kind: str, objects: Iterable[object]) -> None:
        for found in objects:
            identity = getattr(found, "id", None)
            if isinstance(identity, UUID):
                self._found[kind, identity] = found

    def _many(self, kind: str, owner: UUID, name: str, read: Callable[[], Iterable[Any]]) -> list[Any]:
        self._expire()
        key = (kind, owner, name)
        if key not in self._lists:
            self._lists[key] = list(read())
        return self._lists[key]

    def _expire(self) -> None:
        now = self._clock()
        if now - self._since > _KEPT_SECONDS:
            self.forget()
            self._since = now

    # Lists of objects

    def machines_of(self, host: VMHost) -> list[Any]:
        """All virtual machines on a host."""
        return self._many("VM", host.id, "VMs", lambda: self._read(_call("Get-VM", VMHost=host)))

    def hosts_in(self, group: VMHostGroup) -> list[Any]:
        """The hosts right in a group."""
        return [host for host in self._all_hosts() if host.vm_host_group and host.vm_host_group.id == group.id]

    def hosts_below(self, group: VMHostGroup) -> list[Any]:
        """The hosts in a group and below."""
        within = {group.id, *(below.id for below in self.groups_below(group))}
        return [host for host in self._all_hosts() if host.vm_host_group and host.vm_host_group.id in within]

    def groups_in(self, group: VMHostGroup) -> list[Any]:
        """The groups right in a group."""
        return [g for g in self._all_groups() if g.parent_host_group and g.parent_host_group.id == group.id]

    def groups_below(self, group: VMHostGroup) -> list[Any]:
        """The groups below a group."""
        return [g for g in self._all_groups() if g.path.startswith(f"{group.path}\\")]

    def _all_hosts(self) -> list[Any]:
        return self._many("VMHost", UUID(int=0), "", lambda: self._read(_call("Get-VMHost")))

    def _all_groups(self) -> list[Any]:
        return self._many("VMHostGroup", UUID(int=0), "", lambda: self._read(_call("Get-VMHostGroup")))

    def volume_of(self, disk: DiskImage) -> VMHostVolume | None:
        """The host's volume that a disk's file stands on."""
        host = self.object_of(disk.vm_host) if disk.vm_host is not None else None
        volumes = [v for v in getattr(host, "volumes", ()) if v.mount_point and _below(disk.location, v.mount_point)]
        return max(volumes, key=lambda volume: len(volume.mount_point), default=None)


def _call(name: str, **given: object) -> Cmdlet:
    """A call of the cmdlet, by the names of its parameters; imports it now."""
    cls = registry.find(name)
    assert cls is not None, name
    declared = {p.name: p.attribute for p in cls.parameters}
    return cls(**{declared[parameter]: value for parameter, value in given.items()})


def _adapters_of(relations: Relations, network: VirtualNetwork) -> list[Any]:
    host = relations.object_of(network.vm_host) if network.vm_host is not None else None
    return [a for a in getattr(host, "network_adapters", ()) if a.virtual_network == network.name]


def _below(path: str, folder: str) -> bool:
    end = folder[-1]
    return path.lower().startswith(folder.lower() if end in "/\\" else (f"{folder}/".lower(), f"{folder}\\".lower()))


def _has(value: object, cls: type, name: str) -> bool:
    return isinstance(value, cls) and name in RELATIONS[cls]


def _volume_id(relations: Relations, disk: DiskImage) -> UUID | None:
    volume = relations.volume_of(disk)
    return volume.id if volume is not None else None


RELATIONS: dict[type, dict[str, Callable[[Relations, Any], Any]]] = {
    VMHost: {"vms": Relations.machines_of},
    VMHostGroup: {
        "hosts": Relations.hosts_in, "allchildhosts": Relations.hosts_below, "childgroups": Relations.groups_in,
        "allchildgroups": Relations.groups_below,
    },
    VirtualNetwork: {"vmhostnetworkadapters": _adapters_of},
    DiskImage: {"hostvolume": Relations.volume_of, "hostvolumeid": _volume_id},
}  # fmt: skip
"""Properties, in lower case, that lead from an object to others."""
