"""Quotas of self-service users: a new virtual machine is counted and stored in one transaction, so that a race of many
ends at the quota exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from vmmconsole.model import Ref, Template, UserRole, VirtualMachine
from vmmconsole.model.errors import AccessError
from vmmconsole.model.status import Permission

from .access import Access
from .own_files import refuse_foreign_files
from .peek import peek
from .store import Store
from .store.queries import candidates
from .view import RoleView


class Quotas:
    """Admits the machines that self-service users create."""

    def __init__(self, store: Store, access: Access) -> None:
        self._store = store
        self._access = access

    def save_new(
        self, machine: VirtualMachine, *, job: Ref | None, user: str, template: UUID | None = None
    ) -> VirtualMachine:
        """Store a new machine. One that a self-service user makes belongs to the role that lets them, and counts there;
        `template` is what it is made from.

        Raises:
            AccessError: no role lets them create it so, or the quota of every role that does is used up.
        """
        views = self._views(user, machine)
        if views is None:
            return self._store.save(machine, job=job, by=user)
        source = peek(self._store, Template, template) if template is not None else None
        refuse_foreign_files(self._store, self._access, user, machine, source)
        refused = _only_from_templates(machine)
        for view in views:
            role = peek(self._store, UserRole, view.ref.id)
            if role is None or not _may_be_so(role, machine, source):
                continue
            points = source.quota_point if source is not None else machine.quota_point
            owned = machine.model_copy(update={"user_role": role.ref, "quota_point": max(1, points)})
            try:
                return self._store.save(owned, job=job, by=user, check=self._room(role, owned))
            except AccessError as err:
                refused = err
        raise refused

    def _views(self, user: str, machine: VirtualMachine) -> list[RoleView] | None:
        """The self-service roles that let the user create machines there; None where a role beyond those does."""
        host = str(machine.vm_host.id) if machine.vm_host else None
        able = [view for view in self._access.view(user).roles if Permission.CREATE in view.permissions]
        if any(view.everything or host in view.places for view in able if not view.own_only):
            return None
        return [view for view in able if view.own_only and host in view.places]

    def _room(self, role: UserRole, machine: VirtualMachine) -> Callable[[Connection], None]:
        """Refuses, within the transaction that stores the machine, what goes beyond the quota."""
        most = role.vm_quota_point

        def check(connection: Connection) -> None:
            if most is None:
                return
            used = sum(points_of(connection, role, machine.owner if role.quota_per_user else None))
            if used + machine.quota_point > most:
                raise AccessError(
                    f"The virtual machine '{machine.name}' cannot be created.",
                    cause=f"The quota of the user role '{role.name}' is {most:,} points; {used:,} of them are used, "
                    f"and the virtual machine takes {machine.quota_point:,}.",
                    action="Remove a virtual machine that is not needed, or ask an administrator for a larger quota.",
                    object_name=machine.name,
                )

        return check


def _only_from_templates(machine: VirtualMachine) -> AccessError:
    return AccessError(
        f"The virtual machine '{machine.name}' cannot be created.",
        cause="The user role allows to create virtual machines from its templates only, with the hardware that these "
        "have.",
        action="Choose one of the templates of your user role, and leave its hardware as it is.",
        object_name=machine.name,
    )


def _may_be_so(role: UserRole, machine: VirtualMachine, template: Template | None) -> bool:
    """Whether a role lets its users make a machine like that: of any kind, or from its templates as they are."""
    if Permission.CREATE_FROM_VHD_OR_TEMPLATE in role.permissions:
        return True
    known = {ref.id for ref in role.templates}
    return template is not None and template.id in known and _size(machine) == _size(template)


def _size(hardware: VirtualMachine | Template) -> tuple[int, ...]:
    drives, adapters = len(hardware.virtual_disk_drives), len(hardware.virtual_network_adapters)
    return hardware.cpu_count, hardware.memory_mb, drives, adapters


def points_of(connection: Connection, role: UserRole, owner: str | None) -> list[int]:
    """The quota points of the machines on hosts that belong to a role, or to one owner in it. Machines in the library
    take none."""
    found = []
    for body, _, _ in candidates(connection, VirtualMachine, None, {"user_role": role.ref}):
        machine: dict[str, Any] = orjson.loads(body)
        belongs = (machine.get("UserRole") or {}).get("ID") == str(role.id)
        if belongs and machine.get("VMHost") and (owner is None or machine["Owner"].casefold() == owner.casefold()):
            found.append(int(machine["QuotaPoint"]))
    return found
