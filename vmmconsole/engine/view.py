"""What one user may know of and do, worked out from the user roles: the decisions themselves, without the store."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from vmmconsole.model import Ref
from vmmconsole.model.status import Permission, UserRoleProfile

from .place import Place

OPEN_KINDS = frozenset({"OperatingSystem", "CPUType", "CustomProperty"})
"""Fixed lists that everybody with a role may read."""
_MACHINE, _ROLE, _TEMPLATE = "VM", "UserRole", "Template"

_ALWAYS = frozenset({Permission.VIEW})
_DELEGATED = frozenset(Permission) - {Permission.MANAGE_SETTINGS}
_SELF_SERVICE_NEVER = frozenset({
    Permission.MANAGE_HOSTS, Permission.MANAGE_LIBRARY, Permission.MANAGE_SETTINGS, Permission.MANAGE_ROLES,
    Permission.CHANGE,
})  # fmt: skip


def permissions_of(profile: UserRoleProfile, given: frozenset[Permission]) -> frozenset[Permission]:
    """What a role of the profile allows; `given` are those that a self-service role names.

    The source is the original's table of profiles: a delegated administrator may do all but change the settings of the
    installation, a self-service user what the role lists and no work on hosts, libraries or roles.
    """
    if profile is UserRoleProfile.ADMINISTRATOR:
        return frozenset(Permission)
    if profile is UserRoleProfile.DELEGATED_ADMIN:
        return _DELEGATED
    if profile is UserRoleProfile.SELF_SERVICE_USER:
        implied = {Permission.CREATE} if Permission.CREATE_FROM_VHD_OR_TEMPLATE in given else set()
        return _ALWAYS | (given - _SELF_SERVICE_NEVER) | implied
    return _ALWAYS if profile is UserRoleProfile.READ_ONLY_ADMIN else frozenset()


@dataclass(frozen=True, slots=True)
class RoleView:
    """One role of one user."""

    id: str
    name: str
    profile: UserRoleProfile
    permissions: frozenset[Permission]
    names: frozenset[str]
    """The user and the user's directory groups, in lower case."""
    places: frozenset[str]
    """The IDs of what is in scope: host groups, hosts, library servers and shares, with all below them."""
    roles: frozenset[str]
    """The IDs of this role and those below it."""
    templates: frozenset[str] = frozenset()
    library_path: str = ""

    @property
    def ref(self) -> Ref:
        """A pointer to the role."""
        return Ref(kind=_ROLE, id=UUID(self.id), name=self.name)

    @property
    def everything(self) -> bool:
        """Whether nothing is hidden."""
        return self.profile is UserRoleProfile.ADMINISTRATOR

    @property
    def own_only(self) -> bool:
        """Whether only machines that belong to the user count."""
        return self.profile is UserRoleProfile.SELF_SERVICE_USER

    def sees(self, place: Place) -> bool:
        """Whether the user may know of the object by this role."""
        if self.everything or place.kind in OPEN_KINDS:
            return True
        owned = bool(place.owner) and place.owner in self.names
        if place.kind == _MACHINE and self.own_only:
            return owned and (place.container is None or place.container in self.places)
        if place.kind == _ROLE:
            return place.id in self.roles
        if place.kind == _TEMPLATE and self.own_only:
            return place.id in self.templates
        if place.id in self.places or place.container in self.places:
            return True
        if self.library_path and place.path.startswith(self.library_path):
            return True
        return owned and place.container is None

    def allows(self, permission: Permission | str, place: Place | None) -> bool:
        """Whether this role allows that, on that object. An empty permission needs no more than the role."""
        if permission and Permission(permission) not in self.permissions:
            # What a new machine is made of is prepared without being anybody's yet.
            prepares = permission == Permission.CHANGE and place is None
            if not (prepares and Permission.CREATE_FROM_VHD_OR_TEMPLATE in self.permissions):
                return False
        if place is None:
            return True
        if place.kind == _ROLE and permission == Permission.MANAGE_ROLES and not self.everything:
            return place.id in self.roles and place.id != self.id
        return self.sees(place)


@dataclass(frozen=True, slots=True)
class View:
    """All roles of one user. Two views are equal when they decide alike."""

    roles: tuple[RoleView, ...]

    @property
    def everything(self) -> bool:
        """Whether no object is hidden."""
        return any(role.everything for role in self.roles)

    @property
    def counts_own_only(self) -> bool:
        """Whether the numbers that hosts tell of all their machines are none of the user's business."""
        return all(role.own_only for role in self.roles)

    def sees(self, place: Place) -> bool:
        """Whether the user may know of the object."""
        return any(role.sees(place) for role in self.roles if Permission.VIEW in role.permissions)

    def allows(self, permission: Permission | str, place: Place | None = None) -> bool:
        """Whether any role allows that, on that object."""
        return any(role.allows(permission, place) for role in self.roles)
