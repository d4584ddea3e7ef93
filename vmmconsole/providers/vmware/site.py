"""One ESX host as the verbs see it: its machines, folders, networks and datastores, over the server's one session."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from pyVmomi import vim, vmodl

from vmmconsole.model.errors import HostError, NotFoundError, VMMError
from vmmconsole.providers.contract import Listener, Progress

from .devices import Network
from .identity import decode_name, marks_of
from .session import VCenterSession

_UPLINK_TAG = "SYSTEM/DVS.UPLINKPG"
_CHECK_SECONDS = 1
"""How soon a cancelled job is noticed while the server is waited for."""


class SharedSession(Protocol):
    """Who keeps the server's session: the manager. After a loss it is another one."""

    @property
    def session(self) -> VCenterSession:
        """The session as it is now."""


@dataclass(frozen=True, slots=True)
class Found:
    """A machine of the host and the properties that were asked for, by path; None where the server has not set them."""

    reference: Any
    name: str
    values: dict[str, Any]

    def __getitem__(self, path: str) -> Any:
        return self.values[path]

    @property
    def marks(self) -> dict[str, str]:
        """What this product wrote on it, when ``config.extraConfig`` was asked for."""
        return marks_of(self.values["config.extraConfig"])


def _nothing(_machine_id: UUID) -> str | None:
    """Of no machine the key is known without asking."""
    return None


class EsxSite:
    """What all verbs of one host share. `key` is the host's key on its server, such as ``host-21``; `known` tells a
    machine's key where it is known without asking the server."""

    def __init__(self, shared: SharedSession, key: str, known: Callable[[UUID], str | None] = _nothing) -> None:
        self.key = key
        self.listener: Listener | None = None
        self._shared = shared
        self._known = known
        self._lock = threading.Lock()
        self._place: tuple[str, str, str] | None = None

    @property
    def session(self) -> VCenterSession:
        """The server's session."""
        return self._shared.session

    @property
    def content(self) -> Any:
        """The server's managers."""
        return self.session.content

    @property
    def host(self) -> Any:
        """The host on the server."""
        return vim.HostSystem(self.key, self.session.stub)

    # Reading

    def read(self, obj: Any, *properties: str) -> dict[str, Any]:
        """Properties of one object, in one call; those that it has not set are None.

        Raises:
            NotFoundError: it is gone.
        """
        for _, values in self.read_all(type(obj), [obj], *properties):
            return values
        raise NotFoundError(
            "The object is not on the server any more.", cause="It was removed meanwhile.", action="Refresh the host."
        )

    def read_all(self, kind: type[Any], objects: Sequence[Any], *properties: str) -> list[tuple[Any, dict[str, Any]]]:
        """Properties of many objects, in one call; those that are gone are left out."""
        if not objects:
            return []
        collected = self.session.collect(kind, list(properties), objects)
        found = {_id_of(key): values for key, values in collected.items()}
        return [(o, {name: found[o._moId].get(name) for name in properties}) for o in objects if o._moId in found]

    def find(self, machine_id: UUID, *properties: str, anywhere: bool = False) -> Found | None:
        """The machine of that ID on this host, or None; with `anywhere` also on another host of the server."""
        wanted = ("name", "runtime.host", "config.instanceUuid", *properties)
        key = self._known(machine_id)
        known = self.read_all(vim.VirtualMachine, [vim.VirtualMachine(key, self.session.stub)], *wanted) if key else []
        if not known or known[0][1]["config.instanceUuid"] != str(machine_id):  # it went, or is under another key now
            search = self.content.searchIndex
            machine = self.session.call(
                lambda: search.FindByUuid(uuid=str(machine_id), vmSearch=True, instanceUuid=True)
            )
            known = self.read_all(vim.VirtualMachine, [machine] if machine is not None else [], *wanted)
        for machine, values in known:
            host = values["runtime.host"]
            if anywhere or (host is not None and host._moId == self.key):
                return Found(machine, decode_name(values["name"] or ""), values)
        return None

    def machine(self, machine_id: UUID, *properties: str) -> Found:
        """The machine of that ID on this host.

        Raises:
            NotFoundError: there is none.
        """
        machine = self.find(machine_id, *properties)
        if machine is None:
            raise NotFoundError(
                "The virtual machine is not on the host.",
                cause=f"The host has no virtual machine with the ID {machine_id}.",
                action="Refresh the host: it may have been moved or removed outside of this product.",
            )
        return machine

    def host_machines(self, *properties: str) -> list[tuple[Any, dict[str, Any]]]:
        """All machines of the host with these properties, in two calls."""
        return self.read_all(vim.VirtualMachine, self.read(self.host, "vm")["vm"] or [], *properties)

    # Where things are

    @property
    def datacenter(self) -> Any:
        """The datacenter that the host is in."""
        return vim.Datacenter(self._places()[0], self.session.stub)

    @property
    def folder(self) -> Any:
        """The folder for new machines."""
        return vim.Folder(self._places()[1], self.session.stub)

    @property
    def pool(self) -> Any:
        """The resource pool for new machines: the host's own, or its cluster's."""
        return vim.ResourcePool(self._places()[2], self.session.stub)

    def forget_places(self) -> None:
        """Look anew where the host stands: somebody moved it."""
        with self._lock:
            self._place = None

    def _places(self) -> tuple[str, str, str]:
        with self._lock:
            if self._place is None:
                owner = self.read(self.host, "parent")["parent"]
                facts = self.read(owner, "resourcePool", "parent")
                above = facts["parent"]
                while above is not None and not isinstance(above, vim.Datacenter):
                    above = self.read(above, "parent")["parent"]
                if above is None:
                    raise HostError("The host is in no datacenter.", action="Refresh the host.")
                folder = self.read(above, "vmFolder")["vmFolder"]
                self._place = (above._moId, folder._moId, facts["resourcePool"]._moId)
            return self._place

    def datacenter_path(self) -> str:
        """The inventory path of the datacenter, as the server's file service wants it."""
        names: list[str] = []
        above = self.datacenter
        while above is not None:
            values = self.read(above, "name", "parent")
            if values["parent"] is not None:  # the root folder is no part of paths
                names.append(values["name"])
            above = values["parent"]
        return "/".join(reversed(names))

    def datastores(self) -> dict[str, Any]:
        """The datastores that the host has mounted, by name."""
        stores = self.read(self.host, "datastore")["datastore"] or []
        return {decode_name(v["name"]): store for store, v in self.read_all(vim.Datastore, stores, "name")}

    def networks(self) -> dict[str, Network]:
        """The networks that the host's machines can be connected to, by name; uplinks are left out."""
        listed = self.read(self.host, "network")["network"] or []
        groups = [n for n in listed if isinstance(n, vim.dvs.DistributedVirtualPortgroup)]
        plain = [n for n in listed if not isinstance(n, vim.dvs.DistributedVirtualPortgroup)]
        found = {}
        for reference, values in self.read_all(vim.Network, plain, "name"):
            name = decode_name(values["name"])
            found[name] = Network(name, reference)
        found.update(self._distributed(groups))
        return found

    def _distributed(self, groups: Sequence[Any]) -> dict[str, Network]:
        facts = self.read_all(
            vim.dvs.DistributedVirtualPortgroup, groups, "name", "key", "config.distributedVirtualSwitch", "tag"
        )
        switches = {s._moId: s for _, v in facts if (s := v["config.distributedVirtualSwitch"]) is not None}
        known = self.read_all(vim.DistributedVirtualSwitch, [*switches.values()], "uuid", "config.uplinkPortgroup")
        uuids = {switch._moId: values["uuid"] for switch, values in known}
        uplinks = {group._moId for _, values in known for group in values["config.uplinkPortgroup"] or ()}
        found = {}
        for reference, values in facts:
            if reference._moId in uplinks or any(tag.key == _UPLINK_TAG for tag in values["tag"] or ()):
                continue
            switch = values["config.distributedVirtualSwitch"]
            name = decode_name(values["name"])
            uuid = uuids.get(switch._moId, "") if switch is not None else ""
            found[name] = Network(name, reference, values["key"] or reference._moId, uuid or "")
        return found

    # Doing

    def run(self, start: Callable[[], Any], progress: Progress, name: str) -> Any:
        """Start a task of the server as a step of that name, and wait for its end; returns its result.

        Raises:
            CancelledError: somebody cancelled the job; the task was cancelled too.
        """
        with progress.step(name) as step:
            step.check()
            return self.session.wait(self.session.call(start), step, name)

    def await_earlier(self, entity: Any, kinds: str | tuple[str, ...], progress: Progress) -> None:
        """Wait for the tasks of these kinds on an object that this process did not start: a run of ours that was killed
        may have started them, and whether it was done shows only when they have ended. How they end is no matter."""
        endings = tuple(f".{kind.lower()}" for kind in ([kinds] if isinstance(kinds, str) else kinds))
        tasks = self.session.call(lambda: self.content.taskManager.recentTask) or []
        facts = self.read_all(vim.Task, tasks, "info.state", "info.descriptionId")
        running = [
            task
            for task, values in facts
            if values["info.state"] in {"queued", "running"}
            and (values["info.descriptionId"] or "").lower().endswith(endings)
            and self.session.own_tasks.has(task._moId) is False
        ]
        for task, values in self.read_all(vim.Task, running, "info.entity"):
            if values["info.entity"] is not None and values["info.entity"]._moId == entity._moId:
                with progress.step("Wait for the task of an earlier run") as step, contextlib.suppress(VMMError):
                    self.session.wait(task, step, "Wait for the task of an earlier run")
                progress.check()

    def wait_for(self, obj: Any, path: str, value: Any, progress: Progress, seconds: float) -> bool:
        """Wait until a property of an object has that value; whether it had it in time."""
        end = time.monotonic() + seconds
        with contextlib.ExitStack() as held:
            collector, version = None, ""
            while True:
                progress.check()
                if collector is None:
                    collector, version = self._watch(obj, path), ""
                    held.callback(self._forget, collector)
                slice_seconds = max(1, min(_CHECK_SECONDS, int(end - time.monotonic())))
                options = vmodl.query.PropertyCollector.WaitOptions(maxWaitSeconds=slice_seconds)
                try:
                    update = self.session.call(partial(collector.WaitForUpdatesEx, version, options))
                except NotFoundError:
                    collector = None  # it went with a session that ended
                    update = None
                if update is not None:
                    version = update.version
                    for part in update.filterSet:
                        if any(c.name == path and c.val == value for o in part.objectSet for c in o.changeSet):
                            return True
                if time.monotonic() >= end:
                    return False

    def _watch(self, obj: Any, path: str) -> Any:
        collector = vmodl.query.PropertyCollector
        spec = collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=obj)],
            propSet=[collector.PropertySpec(type=type(obj), pathSet=[path])],
        )

        def watch() -> Any:
            own = self.content.propertyCollector.CreatePropertyCollector()
            own.CreateFilter(spec, partialUpdates=False)
            return own

        return self.session.call(watch)

    def _forget(self, collector: Any) -> None:
        with contextlib.suppress(VMMError):
            self.session.call(collector.DestroyPropertyCollector)

    def tell(self, machine_id: UUID) -> None:
        """Tell that something about a machine changed."""
        if self.listener is not None:
            self.listener.machine_changed(machine_id)

    def gone(self, machine_id: UUID) -> None:
        """Tell that a machine is no longer here."""
        if self.listener is not None:
            self.listener.machine_removed(machine_id)


def _id_of(key: Any) -> str:
    return key if isinstance(key, str) else str(key._moId)


@contextlib.contextmanager
def about(problem: str, object_name: str = "") -> Iterator[None]:
    """Around calls of the server: its faults say what failed, as a person would put it."""
    try:
        yield
    except VMMError as err:
        if err.details and not err.object_name:  # one from the server, that knows only what was called
            err.cause = err.cause or err.problem
            err.problem, err.object_name = problem, object_name
            err.args = (problem,)
        raise
