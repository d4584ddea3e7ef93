"""What a vCenter has, as it was told last, and what of it changed. Only one thread works on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

from pyVmomi import vim, vmodl

from vmmconsole.model.noun import fixed_id
from vmmconsole.model.status import VMStatus
from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerFacts,
    ManagerInventory,
    Place,
    ResourcePool,
)

from . import host_read, machine_read
from .collector import Update, Values, many
from .identity import decode_name
from .machine_read import Surroundings
from .outside_tasks import TASK, TaskLog
from .stub import OwnTasks

MACHINE, HOST = "VirtualMachine", "HostSystem"
_PLACES = frozenset({"Folder", "Datacenter", "ComputeResource", "ClusterComputeResource"})
_NETWORKS = frozenset({"Network", "DistributedVirtualPortgroup", "OpaqueNetwork"})
_TYPES = (MACHINE, HOST, *sorted(_PLACES), *sorted(_NETWORKS), "ResourcePool", "VirtualApp", "Datastore",
          "CustomFieldsManager")  # fmt: skip


def filter_spec(session_content: Any) -> tuple[Any, Any]:
    """Everything that is followed, as one FilterSpec, and the view that it is about."""
    collector = vmodl.query.PropertyCollector
    kinds = [
        (vim.VirtualMachine, machine_read.LIGHT), (vim.HostSystem, host_read.HOST),
        (vim.Datacenter, host_read.DATACENTER), (vim.Folder, host_read.FOLDER),
        (vim.ComputeResource, host_read.COMPUTE), (vim.ResourcePool, host_read.POOL),
        (vim.Datastore, host_read.DATASTORE), (vim.Network, host_read.NETWORK),
        (vim.dvs.DistributedVirtualPortgroup, (*host_read.NETWORK, *host_read.PORTGROUP)),
    ]  # fmt: skip
    view = session_content.viewManager.CreateContainerView(
        session_content.rootFolder, [kind for kind, _ in kinds], True
    )
    members = collector.TraversalSpec(name="members", type=vim.view.ContainerView, path="view", skip=False)
    recent = collector.TraversalSpec(name="tasks", type=vim.TaskManager, path="recentTask", skip=False)
    kinds += [(vim.CustomFieldsManager, ("field",)), (vim.Task, TASK)]
    spec = collector.FilterSpec(
        objectSet=[
            collector.ObjectSpec(obj=view, skip=True, selectSet=[members]),
            collector.ObjectSpec(obj=session_content.rootFolder),
            collector.ObjectSpec(obj=session_content.customFieldsManager),
            collector.ObjectSpec(obj=session_content.taskManager, skip=True, selectSet=[recent]),
        ],
        propSet=[collector.PropertySpec(type=kind, pathSet=list(paths)) for kind, paths in kinds],
        reportMissingObjectsInResults=True,
    )
    return spec, view


class ServerState:
    """The properties of everything on the server, by type and key, and the IDs of its machines."""

    def __init__(self, about: Any, own_tasks: OwnTasks, task_names: dict[str, str]) -> None:
        self.facts = ManagerFacts(
            name=about.fullName or about.name,
            version=about.version or "",
            api_version=about.apiVersion or "",
            instance_id=about.instanceUuid or "",
        )
        self.tasks = TaskLog(own_tasks, task_names)
        self._server = fixed_id(f"vcenter/{self.facts.instance_id}")
        self._objects: dict[str, dict[str, Values]] = {name: {} for name in _TYPES}
        self._ids: dict[str, UUID] = {}
        self._keys: dict[UUID, str] = {}
        self._creating: set[UUID] = set()
        self._versions: dict[str, str] = {}
        self._told_hosts: dict[str, ManagedHost] = {}
        self._told_places: dict[str, Place] = {}
        self._told_pools: tuple[ResourcePool, ...] = ()

    # Taking over what the server tells

    def take(self, updates: Iterable[Update]) -> Changed:
        """Note what the server tells; returns what is another now."""
        changed = Changed()
        updates = list(updates)
        for update in updates:
            if update.type == "Task":  # before what it is about may be gone
                self.tasks.take(update, self._ids)
        for update in sorted(updates, key=lambda each: each.kind != "leave"):  # what left may be back under its ID
            if update.type in self._objects:
                self._take(update, changed)
        return changed

    def _take(self, update: Update, changed: Changed) -> None:
        objects = self._objects[update.type]
        changed.types.add(update.type)
        if update.kind == "leave":
            objects.pop(update.key, None)
            if update.type == MACHINE:
                self._forget(update.key, changed)
            elif update.type == HOST:
                changed.hosts.discard(update.key)
            return
        values = objects.setdefault(update.key, {})
        for name, value in update.values.items():
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value
        if update.type == MACHINE:
            self._identify(update.key, values, changed)
            changed.machines.add(update.key)
        elif update.type == HOST:
            changed.hosts.add(update.key)

    def _identify(self, key: str, values: Values, changed: Changed) -> None:
        """Give the machine its ID: the server's own, unless another one has that, or its configuration is unknown."""
        told = self._ids.get(key)
        right = machine_read.id_of(values)
        if right is None or self._keys.get(right, key) != key:
            right = uuid5(self._server, key)
        if told == right:
            return
        if told is not None:
            self._forget(key, changed)
        self._ids[key], self._keys[right] = right, key
        changed.removed.discard(right)

    def _forget(self, key: str, changed: Changed) -> None:
        machine_id = self._ids.pop(key, None)
        changed.machines.discard(key)
        self._versions.pop(key, None)
        if machine_id is not None:
            self._keys.pop(machine_id, None)
            self._creating.discard(machine_id)
            changed.removed.add(machine_id)

    # Asking

    def key_of(self, machine_id: UUID) -> str | None:
        """The server's key for a machine."""
        return self._keys.get(machine_id)

    def ids(self) -> dict[str, UUID]:
        """The machines' IDs by the server's keys."""
        return dict(self._ids)

    def running(self) -> dict[str, UUID]:
        """The keys and IDs of the machines that run."""
        machines = self._objects[MACHINE]
        told = list(self._ids.items())  # at once: another thread may ask
        return {key: i for key, i in told if machines.get(key, {}).get("runtime.powerState") == "poweredOn"}

    def surroundings(self) -> Surroundings:
        """What machines' properties speak of by keys."""
        groups = self._objects["DistributedVirtualPortgroup"]
        return Surroundings(
            portgroups={v.get("key") or key: decode_name(v.get("name") or "") for key, v in groups.items()},
            attributes={
                field.get("key", ""): field.get("name", "")
                for values in self._objects["CustomFieldsManager"].values()
                for field in many(values.get("field"))
            },
        )

    def everything(self) -> ManagerInventory:
        """All of it; what is told later is told as a change to this."""
        around = self.surroundings()
        tree = host_read.Tree(self._objects)
        self._told_places, self._told_pools = tree.places(), tree.pools()
        self._told_hosts = {key: self._host(key, tree) for key in self._objects[HOST]}
        self._versions = {k: machine_read.config_version(v) for k, v in self._objects[MACHINE].items()}
        machines = [self._light(key, around) for key in self._objects[MACHINE]]
        return ManagerInventory(
            facts=self.facts,
            places=tuple(self._told_places.values()),
            hosts=tuple(self._told_hosts.values()),
            machines=tuple(machine for machine in machines if machine is not None),
            pools=self._told_pools,
            tasks=self.tasks.told(),
        )

    def reconfigured(self, changed: Changed) -> list[str]:
        """The keys of the machines whose devices or checkpoints are others than they were."""
        found = []
        for key in changed.machines:
            version = machine_read.config_version(self._objects[MACHINE][key])
            if self._versions.get(key) != version:
                self._versions[key] = version
                found.append(key)
        return found

    def changes(self, changed: Changed, whole: dict[str, ManagedMachine]) -> ManagerChanges:
        """What changed, as it is now; `whole` are machines that were read whole meanwhile, by key."""
        tree = host_read.Tree(self._objects)
        around = self.surroundings()
        places, removed_places = self._changed_places(tree, changed)
        hosts, removed_hosts = self._changed_hosts(tree, changed)
        pools = tree.pools() if changed.types & {"ResourcePool", "VirtualApp"} else self._told_pools
        machines = [whole.get(key) or self._light(key, around) for key in changed.machines]
        told = ManagerChanges(
            places=places,
            removed_places=removed_places,
            hosts=hosts,
            removed_hosts=removed_hosts,
            machines=tuple(machine for machine in machines if machine is not None),
            removed_machines=tuple(changed.removed),
            pools=None if pools == self._told_pools else pools,
            tasks=self.tasks.told(),
        )
        self._told_pools = pools
        return told

    def read_whole(self, found: dict[str, Values], around: Surroundings) -> dict[str, ManagedMachine]:
        """The machines whose properties were read, by key."""
        machines = {}
        for key, values in found.items():
            machine_id = self._ids.get(key) or machine_read.id_of(values)
            if machine_id is not None and values.get("runtime.host"):
                machine = machine_read.read_whole(machine_id, values, around)
                template = machine_read.is_template(values)
                machines[key] = ManagedMachine(values["runtime.host"], machine, whole=True, template=template)
        return machines

    def note_creating(self, machines: Iterable[ManagedMachine]) -> None:
        """Remember which machines are just being made here: only what was read whole tells."""
        for item in machines:
            if item.machine.status is VMStatus.UNDER_CREATION:
                self._creating.add(item.machine.id)
            else:
                self._creating.discard(item.machine.id)

    # Telling

    def _light(self, key: str, around: Surroundings) -> ManagedMachine | None:
        values = self._objects[MACHINE][key]
        host, machine_id = values.get("runtime.host"), self._ids[key]
        if not host or (machine_read.id_of(values) is None and values.get("runtime.connectionState") == "connected"):
            return None  # it is just being made
        creating = machine_id in self._creating
        machine = machine_read.read_light(machine_id, values, around, under_creation=creating)
        return ManagedMachine(host, machine, template=machine_read.is_template(values))

    def _host(self, key: str, tree: host_read.Tree) -> ManagedHost:
        values = self._objects[HOST][key]
        networks = {k: v for kind in _NETWORKS for k, v in self._objects[kind].items()}
        place = tree.place_of_host(values)
        return host_read.read_host(key, values, place, self._objects["Datastore"], networks, self._server)

    def _changed_places(self, tree: host_read.Tree, changed: Changed) -> tuple[tuple[Place, ...], tuple[str, ...]]:
        if not changed.types & _PLACES:
            return (), ()
        told, self._told_places = self._told_places, tree.places()
        fresh = tuple(place for key, place in self._told_places.items() if told.get(key) != place)
        return fresh, tuple(key for key in told if key not in self._told_places)

    def _changed_hosts(self, tree: host_read.Tree, changed: Changed) -> tuple[tuple[ManagedHost, ...], tuple[str, ...]]:
        if not changed.types & {HOST, "Datastore", *_PLACES, *_NETWORKS}:
            return (), ()
        told = self._told_hosts
        around = changed.types & {"Datastore", *_PLACES, *_NETWORKS}
        keys: Sequence[str] = list(self._objects[HOST]) if around else list(changed.hosts)
        fresh = [host for host in (self._host(key, tree) for key in keys) if not _same(told.get(host.key), host)]
        gone = tuple(key for key in told if key not in self._objects[HOST])
        self._told_hosts = {key: host for key, host in told.items() if key not in gone}
        self._told_hosts.update({host.key: host for host in fresh})
        return tuple(fresh), gone


class Changed:
    """What of the server's state is another than it was told."""

    def __init__(self) -> None:
        self.types: set[str] = set()
        self.machines: set[str] = set()
        self.hosts: set[str] = set()
        self.removed: set[UUID] = set()


def _same(told: ManagedHost | None, now: ManagedHost) -> bool:
    """Whether nothing but what is made anew each time differs."""
    if told is None or told.place != now.place:
        return False
    kept = {name: getattr(told.host, name) for name in ("id", "added_at", "modified_at")}
    return told.host == now.host.model_copy(update=kept)
