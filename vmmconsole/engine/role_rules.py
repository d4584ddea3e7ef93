"""What may become of a user role, and by whom: nobody reaches further by a role than they do themselves."""

from __future__ import annotations

from vmmconsole.model import UserRole
from vmmconsole.model.errors import AccessError, StateError
from vmmconsole.model.status import Permission, UserRoleProfile

from .view import RoleView, View

_FIXED = ("profile", "scope", "parent_user_role", "permissions", "vm_quota_point", "templates")
"""What stays as it is in the role of the administrators."""


def refuse_administrator_change(before: UserRole | None, after: UserRole | None) -> None:
    """Keep exactly one role of the administrators, with at least one member.

    Raises:
        StateError: the change would end that.
    """
    if after is not None and after.profile is UserRoleProfile.ADMINISTRATOR and before is None:
        raise _administrators("There is exactly one role of the profile Administrator.")
    if before is None or before.profile is not UserRoleProfile.ADMINISTRATOR:
        if before is not None and after is not None and before.profile is not after.profile:
            raise StateError(
                f"The profile of the user role '{before.name}' cannot be changed.", object_name=before.name
            )
        return
    if after is None:
        raise _administrators("It is the role of the administrators.")
    if not after.members:
        raise _administrators("It must have at least one member.")
    if any(getattr(before, name) != getattr(after, name) for name in _FIXED):
        raise _administrators("Its scope is everything, and it allows everything.")


def _administrators(cause: str) -> StateError:
    return StateError("The user role cannot be like that.", cause=cause, object_name="Administrator")


def adopted(view: View, role: UserRole) -> UserRole:
    """A new role below the role of whoever makes it; an administrator's are below none."""
    if view.everything or role.parent_user_role is not None:
        return role
    own = next((mine for mine in view.roles if _makes_roles(mine)), None)
    return role.model_copy(update={"parent_user_role": own.ref}) if own is not None else role


def refuse_wider(view: View, role: UserRole, places: frozenset[str]) -> None:
    """Let a delegated administrator make and change only roles below an own one that reach no further; `places` is what
    the role reaches.

    Raises:
        AccessError: it is not so.
    """
    if view.everything:
        return
    parent = str(role.parent_user_role.id) if role.parent_user_role else ""
    for mine in view.roles:
        if _makes_roles(mine) and parent in mine.roles and places <= mine.places:
            return
    raise AccessError(
        f"The user role '{role.name}' cannot be like that.",
        cause="Its scope would reach beyond that of your own role, or it is not below it.",
        action="Choose objects of one of your own roles only.",
        object_name=role.name,
    )


def _makes_roles(role: RoleView) -> bool:
    return Permission.MANAGE_ROLES in role.permissions
