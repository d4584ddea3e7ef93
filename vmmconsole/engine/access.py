"""Who may do what: the one place where that is decided. What no role allows is refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

from vmmconsole.model import Noun, UserRole, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import AccessError
from vmmconsole.model.status import Permission, UserRoleProfile

from .peek import peek
from .store import Event, Store

_OPEN_KINDS = frozenset({"OperatingSystem", "CPUType", "CustomProperty"})
"""Fixed lists that everybody with a role may read."""


class Access:
    """Decides from the user roles in the store, which it keeps in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._roles: list[UserRole] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.groups_of: Callable[[str], frozenset[str]] = _no_groups
        """The directory groups a user is in, as members of roles name them (``DOMAIN\\group``); sign-in supplies it."""

    def start(self) -> None:
        """Follow changes of the roles."""
        self._unsubscribe = self._store.subscribe(self._changed)

    def stop(self) -> None:
        """Follow them no more."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def roles_of(self, user: str) -> list[UserRole]:
        """The roles that the user, or a directory group the user is in, is a member of; names count in any case."""
        names = self.names_of(user)
        return [role for role in self._all() if any(member.casefold() in names for member in role.members)]

    def names_of(self, user: str) -> frozenset[str]:
        """What members and owners may name to mean the user: the account and its directory groups, in lower case."""
        return frozenset(name.casefold() for name in (user, *self.groups_of(user)) if user and name)

    def check(self, user: str, permission: Permission | str, obj: Noun | None = None) -> None:
        """Let the call pass or refuse it. An empty permission needs no more than a role.

        Raises:
            AccessError: no role of the user allows that, on that object.
        """
        roles = self.roles_of(user)
        for role in roles:
            if (not permission or role.allows(permission)) and (obj is None or self._in_scope(role, user, obj)):
                return
        where = f" on '{obj.name}'" if obj else ""
        names = ", ".join(f"'{role.name}'" for role in roles)
        raise AccessError(
            f"{user or 'An unknown user'} may not do that{where}.",
            cause=f"The role {names} does not allow it." if roles else "The user is a member of no user role.",
            object_name=obj.name if obj else "",
        )

    def sees(self, user: str, obj: Noun) -> bool:
        """Whether the user may know of the object."""
        return any(role.allows(Permission.VIEW) and self._in_scope(role, user, obj) for role in self.roles_of(user))

    def sees_all(self, user: str) -> bool:
        """Whether no object is hidden from the user."""
        return any(role.profile is UserRoleProfile.ADMINISTRATOR for role in self.roles_of(user))

    def _in_scope(self, role: UserRole, user: str, obj: Noun) -> bool:
        if role.profile is UserRoleProfile.ADMINISTRATOR or obj.kind in _OPEN_KINDS:
            return True
        if getattr(obj, "owner", "").casefold() == user.casefold() and user:
            return True
        scope = {ref.id for ref in role.scope}
        if obj.id in scope:
            return True
        if role.profile is UserRoleProfile.SELF_SERVICE_USER:
            return isinstance(obj, VirtualMachine) and obj.user_role is not None and obj.user_role.id == role.id
        return bool(scope & self._containers(obj))

    def _containers(self, obj: Noun) -> set[UUID]:
        """The IDs of hosts, host groups, shares and servers the object stands in."""
        found: set[UUID] = set()
        group = None
        host = getattr(obj, "vm_host", None)
        if host is not None:
            found.add(host.id)
            found_host = peek(self._store, VMHost, host.id)
            group = found_host.vm_host_group if found_host else None
        elif isinstance(obj, VMHost):
            group = obj.vm_host_group
        elif isinstance(obj, VMHostGroup):
            group = obj.parent_host_group
        while group is not None and group.id not in found:
            found.add(group.id)
            parent = peek(self._store, VMHostGroup, group.id)
            group = parent.parent_host_group if parent else None
        for attribute in ("library_share", "library_server"):
            ref = getattr(obj, attribute, None)
            if ref is not None:
                found.add(ref.id)
        return found

    def _all(self) -> list[UserRole]:
        with self._lock:
            if self._roles is None:
                self._roles = self._store.find(UserRole)
            return self._roles

    def _changed(self, events: list[Event]) -> None:
        if any(event.kind == UserRole.kind for event in events):
            with self._lock:
                self._roles = None


def _no_groups(user: str) -> frozenset[str]:
    del user
    return frozenset()
