"""Quotas of self-service users: a new virtual machine is counted and stored in one transaction, so that a race of many
ends at the quota exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import Connection

from vmmconsole.model import Ref, UserRole, VirtualMachine
from vmmconsole.model.errors import AccessError
from vmmconsole.model.status import Permission

from .access import Access
from .peek import peek
from .store import Store
from .store.queries import candidates
from .view import RoleView


class Quotas:
    """Admits the machines that self-service users create."""

    def __init__(self, store: Store, access: Access) -> None:
        self._store = store
        self._access = access

    def save_new(self, machine: VirtualMachine, *, job: Ref | None, user: str) -> VirtualMachine:
        """Store a new machine. One that a self-service user makes belongs to the role that lets them, and counts there.

        Raises:
            AccessError: no role lets them create it, or the quota of every role that does is used up.
        """
        roles = self._roles(user, machine)
        if roles is None:
            return self._store.save(machine, job=job, by=user)
        refused: AccessError = AccessError(
            f"The virtual machine '{machine.name}' cannot be created.",
            cause="The user role allows to create virtual machines from its templates only.",
            action="Choose one of the templates of your user role.",
            object_name=machine.name,
        )
        for role in roles:
            owned = machine.model_copy(
                update={"user_role": role.ref, "quota_point": max(1, machine.quota_point)}
            )  # fmt: skip
            try:
                return self._store.save(owned, job=job, by=user, check=self._room(role, owned))
            except AccessError as err:
                refused = err
        raise refused

    def _roles(self, user: str, machine: VirtualMachine) -> list[UserRole] | None:
        """The self-service roles that let the user create the machine; None where a role beyond those does."""
        found: list[UserRole] = []
        host = str(machine.vm_host.id) if machine.vm_host else None
        for view in self._access.view(user).roles:
            if not view.own_only and Permission.CREATE in view.permissions:
                if view.everything or host in view.places:
                    return None
            elif Permission.CREATE_FROM_VHD_OR_TEMPLATE in view.permissions and host in view.places:
                found += self._role(view)
        return found

    def _role(self, view: RoleView) -> list[UserRole]:
        role = peek(self._store, UserRole, view.ref.id)
        return [role] if role is not None else []

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
