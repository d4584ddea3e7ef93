"""A virtualization manager's tree as host groups. What people made themselves among them is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid5

from vmmconsole.engine.store import Store
from vmmconsole.model import Ref, VirtualizationManager, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.noun import fixed_id
from vmmconsole.providers.manager import Place

from .inventory import Writer

_LONGEST_NAME = 128


def identity(manager: VirtualizationManager, what: str, key: str) -> UUID:
    """The ID of what the server calls `key`: the same after a restart, and when the server is added again."""
    return uuid5(fixed_id(f"virtualization manager/{manager.instance_id or manager.id}"), f"{what}/{key}")


class ManagerGroups:
    """The groups of one manager, read once and kept in step with what is written here."""

    def __init__(self, store: Store, manager: VirtualizationManager, writer: Writer) -> None:
        self._store = store
        self._manager = manager
        self._writer = writer
        self._groups = {group.id: group for group in store.find(VMHostGroup)}

    def own(self) -> set[UUID]:
        """The groups that mirror a place of the manager."""
        return {group.id for group in self._groups.values() if self._is_own(group)}

    def at(self, group_id: UUID | None) -> Ref:
        """The group of that ID, or that of the whole manager."""
        return (self._groups.get(group_id) or self._top()).ref if group_id else self._top().ref

    def path(self, group: Ref | None) -> str:
        """A group's path, empty for one that is not there."""
        found = self._groups.get(group.id) if group is not None else None
        return found.path if found else ""

    def put(self, places: dict[UUID, Place], group_of: Callable[[str], UUID | None]) -> None:
        """Make, rename and move groups so that they are as the places; `group_of` has the ID for a place's key."""
        waiting = dict(places)
        changed: dict[UUID, VMHostGroup] = {}
        while waiting:
            ready = [i for i, place in waiting.items() if group_of(place.parent) not in waiting] or list(waiting)
            for group_id in ready:
                right = self._as_place(group_id, waiting.pop(group_id), group_of)
                if right != self._groups.get(group_id):
                    self._groups[group_id] = changed[group_id] = right
        self._save(changed)
        if changed:
            self._repath()

    def remove(self, group_ids: Iterable[UUID]) -> None:
        """Remove groups; one with something of people's own in it stays, as theirs."""
        gone = [self._groups[group_id] for group_id in group_ids if group_id in self._groups]
        used = {host.vm_host_group.id for host in self._store.browse(VMHost) if host.vm_host_group} if gone else set()
        kept: dict[UUID, VMHostGroup] = {}
        for group in sorted(gone, key=lambda group: group.path.count("\\"), reverse=True):
            parents = {g.parent_host_group.id for g in self._groups.values() if g.parent_host_group}
            if group.id in used or group.id in parents:
                kept[group.id] = group.model_copy(update={"virtualization_manager": None})
            else:
                del self._groups[group.id]
                self._store.remove(VMHostGroup, group.id, job=self._writer.job, by=self._writer.by)
        self._groups |= kept
        self._save(kept)

    def _is_own(self, group: VMHostGroup) -> bool:
        return group.virtualization_manager is not None and group.virtualization_manager.id == self._manager.id

    def _top(self) -> VMHostGroup:
        chosen = self._manager.vm_host_group
        found = self._groups.get(chosen.id) if chosen is not None else None
        found = found or next((g for g in self._groups.values() if g.parent_host_group is None), None)
        if found is None:
            raise NotFoundError("There is no host group yet.", action="Restart the engine: it makes All Hosts.")
        return found

    def _as_place(self, group_id: UUID, place: Place, group_of: Callable[[str], UUID | None]) -> VMHostGroup:
        parent = self._groups.get(group_of(place.parent) or group_id) if place.parent else None
        parent = parent or self._top()
        name = self._free_name(group_id, place.name, parent)
        old = self._groups.get(group_id) or VMHostGroup(id=group_id, name=name)
        update = {
            "name": name, "parent_host_group": parent.ref, "path": f"{parent.path}\\{name}",
            "virtualization_manager": self._manager.ref,
        }  # fmt: skip
        return old.model_copy(update=update)

    def _free_name(self, group_id: UUID, name: str, parent: VMHostGroup) -> str:
        """The name as a path can have it, and told apart from another group's there."""
        shown = "".join(c if c.isprintable() else " " for c in name.replace("\\", "/")).strip()[:_LONGEST_NAME]
        shown = shown or "Unnamed"
        taken = {
            g.name.casefold()
            for g in self._groups.values()
            if g.id != group_id and g.parent_host_group is not None and g.parent_host_group.id == parent.id
        }
        candidate, number = shown, 1
        while candidate.casefold() in taken:
            suffix = f" ({self._manager.name})" if number == 1 else f" ({self._manager.name} {number})"
            candidate, number = shown[: max(1, _LONGEST_NAME - len(suffix))] + suffix, number + 1
        return candidate

    def _save(self, groups: dict[UUID, VMHostGroup]) -> None:
        """Only what is the tree's: descriptions and reserves may be changed by somebody at the same time."""
        known = self._store.known(VMHostGroup, groups)
        by: dict[str, Any] = {"job": self._writer.job, "by": self._writer.by}
        self._store.save_many([group for i, group in groups.items() if i not in known], **by)

        def change(stored: VMHostGroup) -> VMHostGroup:
            names = ("name", "parent_host_group", "path", "virtualization_manager")
            return stored.model_copy(update={name: getattr(groups[stored.id], name) for name in names})

        self._store.update_many(VMHostGroup, list(known), change, **by)

    def _repath(self) -> None:
        """Bring paths, and the names that hosts and machines have of their groups, in line with the tree."""
        changed: dict[UUID, VMHostGroup] = {}
        level = [group for group in self._groups.values() if group.parent_host_group is None]
        while level:
            above = {group.id: group for group in level}
            level = [g for g in self._groups.values() if g.parent_host_group and g.parent_host_group.id in above]
            for place, group in enumerate(level):
                assert group.parent_host_group is not None
                parent = above[group.parent_host_group.id]
                update = {"parent_host_group": parent.ref, "path": f"{parent.path}\\{group.name}"}
                right = level[place] = group.model_copy(update=update)
                if right != group:
                    self._groups[group.id] = changed[group.id] = right
        self._save(changed)
        for host in self._store.find(VMHost):
            group_now = self._groups.get(host.vm_host_group.id) if host.vm_host_group is not None else None
            if group_now is not None:
                self._tell(host, group_now)

    def _tell(self, host: VMHost, group: VMHostGroup) -> None:
        by: dict[str, Any] = {"job": self._writer.job, "by": self._writer.by}
        if host.vm_host_group != group.ref:
            self._store.update(VMHost, host.id, lambda h: h.model_copy(update={"vm_host_group": group.ref}), **by)
        machines = self._store.browse(VirtualMachine, vm_host=host.ref)
        other = [machine.id for machine in machines if machine.host_group_path != group.path]
        self._store.update_many(
            VirtualMachine, other, lambda m: m.model_copy(update={"host_group_path": group.path}), **by
        )
