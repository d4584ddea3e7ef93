"""Puts what a virtualization manager tells into the store: its tree as host groups, its hosts and their machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from vmmconsole.model import Ref, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import ComputerState, HostStatus, VMStatus
from vmmconsole.model.virtualization_manager import VMwareResourcePool
from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerFacts,
    ManagerInventory,
    ResourcePool,
)

from .inventory import Inventory, MachineFacts, Placed, Writer, chunks
from .manager_groups import ManagerGroups, identity
from .manager_templates import ManagerTemplates
from .merge import merge_host
from .outside_jobs import OutsideJobs

_OWN_STATES = frozenset(
    {HostStatus.NOT_RESPONDING, HostStatus.ACCESS_DENIED, HostStatus.MAINTENANCE_MODE, HostStatus.NEEDS_ATTENTION}
)
"""What the server says of a host that counts for more than that the server answers."""


class ManagerMirror:
    """One manager's part of the store. What is as it was is not written."""

    def __init__(self, manager_id: UUID, inventory: Inventory) -> None:
        self.manager_id = manager_id
        self.inventory = inventory
        self._outside = OutsideJobs(inventory.store, manager_id)
        self._templates = ManagerTemplates(inventory.store, manager_id)
        self._tagged: set[UUID] | None = None

    def put_all(self, found: ManagerInventory, writer: Writer, *, connected_anew: bool = True) -> set[UUID]:
        """Everything; what is not in it is taken out. Returns the machines to look at again, because a job moves them
        or works on them though they are gone. Where it was `connected_anew`, `found` has all tasks that run.

        Raises:
            NotFoundError: the manager is not in the store any more.
            ConflictError: another one in the store is the same server.
        """
        manager = self._put_facts(found.facts, writer)
        groups = ManagerGroups(self.inventory.store, manager, writer)
        groups.put({identity(manager, "place", p.key): p for p in found.places}, lambda key: _place(manager, key))
        machines = [item for item in found.machines if not item.template]
        templates = [item for item in found.machines if item.template]
        total = Counter(m.host for m in machines)
        running = Counter(m.host for m in machines if m.machine.status is VMStatus.RUNNING)
        self._put_hosts(
            manager, groups, found.hosts, writer, {h.key: (running[h.key], total[h.key]) for h in found.hosts}
        )
        placed = self._put_machines(manager, groups, machines, writer)
        left = self._take_out_others(manager, machines, found.hosts, writer)
        light = self._put_templates(manager, templates, writer)
        self._templates.take_out(self._templates.known() - {item.machine.id for item in templates}, writer)
        groups.remove(groups.own() - {identity(manager, "place", p.key) for p in found.places})
        self._put_pools(manager, groups, found.pools, writer)
        self._outside.put(found.tasks, everything=connected_anew)
        return left | placed.staying | light

    def put_changes(self, changes: ManagerChanges, writer: Writer) -> set[UUID]:
        """What changed; everything else stays. Returns the machines to look at again, as `put_all`.

        Raises:
            NotFoundError: the manager is not in the store any more.
        """
        store = self.inventory.store
        manager = store.get(VirtualizationManager, self.manager_id)
        groups = ManagerGroups(store, manager, writer)
        if changes.places:
            groups.put({identity(manager, "place", p.key): p for p in changes.places}, lambda key: _place(manager, key))
        self._put_hosts(manager, groups, changes.hosts, writer, {})
        machines = [item for item in changes.machines if not item.template]
        templates = [item for item in changes.machines if item.template]
        placed = self._put_machines(manager, groups, machines, writer)
        light = self._put_templates(manager, templates, writer)
        no_templates = {*changes.removed_machines, *(item.machine.id for item in machines)}
        self._templates.take_out(no_templates, writer)
        gone = store.several(VirtualMachine, [*changes.removed_machines, *(item.machine.id for item in templates)])
        touched = placed.hosts | {machine.vm_host.id for machine in gone if machine.vm_host is not None}
        left = self.inventory.take_out(gone, writer)
        removed = [identity(manager, "host", key) for key in changes.removed_hosts]
        for host_id in removed:
            self.inventory.forget_host(host_id, writer)
        for host_id in store.known(VMHost, touched - set(removed)):
            self.inventory.count_machines(host_id)
        groups.remove({identity(manager, "place", key) for key in changes.removed_places})
        if changes.pools is not None:
            self._put_pools(manager, groups, changes.pools, writer)
        self._outside.put(changes.tasks)
        return left | placed.staying | light

    def forget(self, writer: Writer) -> None:
        """Take the manager with its hosts, machines and groups out of the store; nothing changes on the server."""
        store = self.inventory.store
        manager = store.get(VirtualizationManager, self.manager_id)
        self._templates.take_out(self._templates.known(), writer)
        for host in self._hosts(manager):
            self.inventory.forget_host(host.id, writer)
        groups = ManagerGroups(store, manager, writer)
        groups.remove(groups.own())
        store.remove(VirtualizationManager, manager.id, job=writer.job, by=writer.by)

    def _hosts(self, manager: VirtualizationManager) -> list[VMHost]:
        return self.inventory.store.find(VMHost, virtualization_manager=manager.ref)

    def _put_facts(self, facts: ManagerFacts, writer: Writer) -> VirtualizationManager:
        store = self.inventory.store
        for other in store.find(VirtualizationManager):
            if facts.instance_id and other.id != self.manager_id and other.instance_id == facts.instance_id:
                raise ConflictError(
                    "The virtualization manager cannot be used.",
                    cause=f"It is the same server as '{other.name}'.",
                    action=f"Use '{other.name}', or remove it first.",
                    object_name=other.name,
                )

        def change(manager: VirtualizationManager) -> VirtualizationManager | None:
            update = {
                "version": facts.version, "instance_id": facts.instance_id,
                "status": HostStatus.OK, "status_reason": "", "certificate_refused": False,
            }  # fmt: skip
            changed = manager.model_copy(update=update)
            if changed == manager and writer.job is None:
                return None
            return changed.model_copy(update={"refreshed_at": utc_now()})

        return store.update(VirtualizationManager, self.manager_id, change, job=writer.job, by=writer.by)

    # Hosts

    def _put_hosts(
        self,
        manager: VirtualizationManager,
        groups: ManagerGroups,
        hosts: Sequence[ManagedHost],
        writer: Writer,
        counts: dict[str, tuple[int, int]],
    ) -> None:
        """`counts` are running and all machines by key; a host that is not in it keeps its numbers."""
        facts = {identity(manager, "host", item.key): item for item in hosts}
        store = self.inventory.store
        stored = {host.id: host for host in store.several(VMHost, facts)}

        def merged(host: VMHost) -> VMHost | None:
            item = facts[host.id]
            group = groups.at(_place(manager, item.place))
            numbers = counts.get(item.key, (host.running_vms, host.total_vms))
            right = _merged_host(host, item, group, manager.ref, numbers)
            same = right.model_copy(update={"refreshed_at": host.refreshed_at})
            return None if same == host else right

        fresh = [_new_host(host_id, item, manager) for host_id, item in facts.items() if host_id not in stored]
        made = [merged(host) or host for host in fresh]
        store.save_many(made, job=writer.job, by=writer.by)
        changed = [host.id for host in stored.values() if merged(host) is not None]
        store.update_many(VMHost, changed, merged, job=writer.job, by=writer.by)

    def _take_out_others(
        self,
        manager: VirtualizationManager,
        machines: Iterable[ManagedMachine],
        found_hosts: Iterable[ManagedHost],
        writer: Writer,
    ) -> set[UUID]:
        store = self.inventory.store
        kept = {machine.machine.id for machine in machines}
        hosts = {identity(manager, "host", host.key) for host in found_hosts}
        left: set[UUID] = set()
        for host in self._hosts(manager):
            gone = [m.id for m in store.browse(VirtualMachine, vm_host=host.ref) if m.id not in kept]
            left |= self.inventory.take_out(store.several(VirtualMachine, gone), writer)
            if host.id not in hosts:
                self.inventory.forget_host(host.id, writer)
        return left

    def _put_pools(
        self, manager: VirtualizationManager, groups: ManagerGroups, pools: Iterable[ResourcePool], writer: Writer
    ) -> None:
        store = self.inventory.store
        hosts, clusters = {host.id: host.ref for host in self._hosts(manager)}, groups.own()

        def pool_of(pool: ResourcePool) -> VMwareResourcePool:
            cluster = identity(manager, "place", pool.owner)
            return VMwareResourcePool(
                id=identity(manager, "pool", pool.key),
                name=pool.name,
                parent_id=identity(manager, "pool", pool.parent) if pool.parent else None,
                vm_host=hosts.get(identity(manager, "host", pool.owner)),
                vm_host_group=groups.at(cluster) if cluster in clusters else None,
                virtualization_manager=manager.ref,
            )

        found = [pool_of(pool) for pool in pools]
        store.update(
            VirtualizationManager, manager.id, lambda m: m.model_copy(update={"resource_pools": found}),
            job=writer.job, by=writer.by,
        )  # fmt: skip

    # Machines

    def _put_machines(
        self,
        manager: VirtualizationManager,
        groups: ManagerGroups,
        machines: Sequence[ManagedMachine],
        writer: Writer,
    ) -> Placed:
        keys = {item.host: identity(manager, "host", item.host) for item in machines}
        hosts = {host.id: host for host in self.inventory.store.several(VMHost, keys.values())}
        at = {key: (host.ref, groups.path(host.vm_host_group)) for key, i in keys.items() if (host := hosts.get(i))}
        facts = [MachineFacts(item.machine, *at[item.host], item.whole) for item in machines if item.host in at]
        return self.inventory.put_machines(facts, writer)

    def _put_templates(
        self, manager: VirtualizationManager, templates: Sequence[ManagedMachine], writer: Writer
    ) -> set[UUID]:
        if not templates:
            return set()
        keys = {item.host: identity(manager, "host", item.host) for item in templates}
        hosts = {host.id: host.ref for host in self.inventory.store.several(VMHost, keys.values())}
        return self._templates.put(templates, {k: hosts[i] for k, i in keys.items() if i in hosts}, writer)

    def put_whole(self, found: Sequence[ManagedMachine], asked: Iterable[UUID], writer: Writer) -> set[UUID]:
        """Machines that were read whole; those that were asked for and are not among them are gone. Returns those to
        look at again.

        Raises:
            NotFoundError: the manager is not in the store any more.
        """
        gone = set(asked) - {item.machine.id for item in found}
        return self.put_changes(ManagerChanges(machines=tuple(found), removed_machines=tuple(gone)), writer)

    def put_machine(
        self, item: ManagedMachine, writer: Writer, *, settles: bool = False, takes_over: bool = False
    ) -> VirtualMachine:
        """One machine that was read whole; see `Inventory.put_machine`.

        Raises:
            NotFoundError: the manager or the host is not in the store any more.
        """
        manager = self.inventory.store.get(VirtualizationManager, self.manager_id)
        host_id = identity(manager, "host", item.host)
        return self.inventory.put_machine(host_id, item.machine, writer, settles=settles, takes_over=takes_over)

    def put_tags(self, found: Mapping[UUID, Sequence[str]]) -> None:
        """The tags of machines; those that are not named have none."""
        store = self.inventory.store
        manager = store.get(VirtualizationManager, self.manager_id)
        if self._tagged is None:  # what was known before the engine began
            machines = (m for host in self._hosts(manager) for m in store.find(VirtualMachine, vm_host=host.ref))
            self._tagged = {machine.id for machine in machines if machine.attached_tags}

        def change(machine: VirtualMachine) -> VirtualMachine | None:
            tags = list(found.get(machine.id, ()))
            return None if machine.attached_tags == tags else machine.model_copy(update={"attached_tags": tags})

        for chunk in chunks(sorted(self._tagged | set(found))):
            store.update_many(VirtualMachine, chunk, change)
        self._tagged = set(found)

    # When it does not answer

    def state(self, state: HostStatus, reason: str, *, certificate_refused: bool = False) -> None:
        """Its status and why; where it does not answer, nobody knows what its hosts and machines do."""
        store = self.inventory.store
        update = {"status": state, "status_reason": reason, "certificate_refused": certificate_refused}
        manager = store.update(VirtualizationManager, self.manager_id, lambda m: m.model_copy(update=update))
        for host in self._hosts(manager):
            self.inventory.host_state(host.id, HostStatus.NOT_RESPONDING, f"{manager.name}: {reason}")
            self.inventory.machines_unreachable(host.id)


def _place(manager: VirtualizationManager, key: str) -> UUID | None:
    return identity(manager, "place", key) if key else None


def _new_host(host_id: UUID, item: ManagedHost, manager: VirtualizationManager) -> VMHost:
    return VMHost(
        id=host_id,
        name=item.host.name,
        connection=f"vcenter:{manager.id}/{item.key}",
        description=item.host.description,
    )


def _merged_host(stored: VMHost, item: ManagedHost, group: Ref, manager: Ref, numbers: tuple[int, int]) -> VMHost:
    merged = merge_host(stored, item.host, running=numbers[0], total=numbers[1])
    state = item.host.overall_state if item.host.overall_state in _OWN_STATES else merged.overall_state
    merged.name = item.host.name
    merged.vm_host_group, merged.virtualization_manager = group, manager
    merged.overall_state, reason = merged.limited(state)
    merged.status_reason = reason or item.host.status_reason
    merged.computer_state = ComputerState.RESPONDING if merged.responds else ComputerState.NOT_RESPONDING
    return merged
