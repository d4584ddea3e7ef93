"""Puts what a virtualization manager tells into the store: its tree as host groups, its hosts and their machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from vmmconsole.model import Ref, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError
from vmmconsole.model.noun import fixed_id, utc_now
from vmmconsole.model.status import ComputerState, HostStatus, VMStatus
from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerFacts,
    ManagerInventory,
)

from .inventory import Inventory, Writer, chunks
from .manager_groups import ManagerGroups
from .merge import merge_host, merge_machine

LIMITED = "No credential for the host itself is known: what goes to it directly, such as its files, may be refused."
_OWN_STATES = frozenset(
    {HostStatus.NOT_RESPONDING, HostStatus.ACCESS_DENIED, HostStatus.MAINTENANCE_MODE, HostStatus.NEEDS_ATTENTION}
)
"""What the server says of a host that counts for more than that the server answers."""


def identity(manager: VirtualizationManager, what: str, key: str) -> UUID:
    """The ID of what the server calls `key`: the same after a restart, and when the server is added again."""
    return uuid5(fixed_id(f"virtualization manager/{manager.instance_id or manager.id}"), f"{what}/{key}")


@dataclass(slots=True)
class ManagerMirror:
    """One manager's part of the store. What is as it was is not written."""

    manager_id: UUID
    inventory: Inventory

    def put_all(self, found: ManagerInventory, writer: Writer) -> VirtualizationManager:
        """Everything; what is not in it is taken out.

        Raises:
            NotFoundError: the manager is not in the store any more.
            ConflictError: another one in the store is the same server.
        """
        manager = self._put_facts(found.facts, writer)
        groups = ManagerGroups(self.inventory.store, manager, writer)
        groups.put({identity(manager, "place", p.key): p for p in found.places}, lambda key: _place(manager, key))
        total = Counter(m.host for m in found.machines)
        running = Counter(m.host for m in found.machines if m.machine.status is VMStatus.RUNNING)
        self._put_hosts(
            manager, groups, found.hosts, writer, {h.key: (running[h.key], total[h.key]) for h in found.hosts}
        )
        self._put_machines(manager, groups, found.machines, writer)
        self._take_out_others(manager, found, writer)
        groups.remove(groups.own() - {identity(manager, "place", p.key) for p in found.places})
        return manager

    def put_changes(self, changes: ManagerChanges, writer: Writer) -> None:
        """What changed; everything else stays.

        Raises:
            NotFoundError: the manager is not in the store any more.
        """
        store = self.inventory.store
        manager = store.get(VirtualizationManager, self.manager_id)
        groups = ManagerGroups(store, manager, writer)
        if changes.places:
            groups.put({identity(manager, "place", p.key): p for p in changes.places}, lambda key: _place(manager, key))
        self._put_hosts(manager, groups, changes.hosts, writer, {})
        touched = self._put_machines(manager, groups, changes.machines, writer)
        gone = store.several(VirtualMachine, changes.removed_machines)
        touched |= {machine.vm_host.id for machine in gone if machine.vm_host is not None}
        self.inventory.take_out(gone, writer)
        removed = [identity(manager, "host", key) for key in changes.removed_hosts]
        for host_id in removed:
            self.inventory.forget_host(host_id, writer)
        for host_id in store.known(VMHost, touched - set(removed)):
            self.inventory.count_machines(host_id)
        groups.remove({identity(manager, "place", key) for key in changes.removed_places})

    def forget(self, writer: Writer) -> None:
        """Take the manager with its hosts, machines and groups out of the store; nothing changes on the server."""
        store = self.inventory.store
        manager = store.get(VirtualizationManager, self.manager_id)
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
                "status": HostStatus.OK, "status_reason": "",
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

    def _take_out_others(self, manager: VirtualizationManager, found: ManagerInventory, writer: Writer) -> None:
        store = self.inventory.store
        kept = {machine.machine.id for machine in found.machines}
        hosts = {identity(manager, "host", host.key) for host in found.hosts}
        for host in self._hosts(manager):
            gone = [m.id for m in store.browse(VirtualMachine, vm_host=host.ref) if m.id not in kept]
            self.inventory.take_out(store.several(VirtualMachine, gone), writer)
            if host.id not in hosts:
                self.inventory.forget_host(host.id, writer)

    # Machines

    def _put_machines(
        self,
        manager: VirtualizationManager,
        groups: ManagerGroups,
        machines: Iterable[ManagedMachine],
        writer: Writer,
    ) -> set[UUID]:
        """Returns the hosts whose numbers of machines may be others now."""
        store = self.inventory.store
        hosts = {host.id: host for host in self._hosts(manager)}
        known = [item for item in machines if identity(manager, "host", item.host) in hosts]
        touched: set[UUID] = set()
        for chunk in chunks(known):
            facts = {item.machine.id: item for item in chunk}
            stored = {machine.id: machine for machine in store.several(VirtualMachine, facts)}

            def merged(old: VirtualMachine | None, item: ManagedMachine) -> VirtualMachine:
                host = hosts[identity(manager, "host", item.host)]
                path = groups.path(host.vm_host_group)
                held = old is not None and self.inventory.held(old.id)
                return merge_machine(old, item.machine, host.ref, path, held=held, whole=item.whole)

            def change(old: VirtualMachine, facts: dict[UUID, ManagedMachine] = facts) -> VirtualMachine:
                return merged(old, facts[old.id])

            fresh = [merged(None, item) for machine_id, item in facts.items() if machine_id not in stored]
            changed = [old for old in stored.values() if change(old) != old]
            store.save_many(fresh, job=writer.job, by=writer.by)
            store.update_many(VirtualMachine, [old.id for old in changed], change, job=writer.job, by=writer.by)
            touched |= {old.vm_host.id for old in changed if old.vm_host is not None}
            touched |= {identity(manager, "host", facts[m.id].host) for m in (*fresh, *changed)}
        return touched


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
    limited = state is HostStatus.OK and not stored.credential
    merged.overall_state = HostStatus.OK_LIMITED if limited else state
    merged.status_reason = LIMITED if limited else item.host.status_reason
    merged.computer_state = ComputerState.RESPONDING if merged.responds else ComputerState.NOT_RESPONDING
    merged.name = item.host.name
    merged.vm_host_group, merged.virtualization_manager = group, manager
    return merged
