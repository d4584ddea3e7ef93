"""What can be said of a user role: members, scope, permissions, templates and quota."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from vmmconsole.model import (
    NOUNS,
    LibraryServer,
    LibraryShare,
    Noun,
    Ref,
    Template,
    UserRole,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject
from .later_role import LaterRoleSettings
from .resolve import resolve
from .session import Session
from .vmm_cmdlet import VMMCmdlet

SCOPE_KINDS: tuple[type[Noun], ...] = (VMHostGroup, VMHost, LibraryServer, LibraryShare)
"""What a scope is made of."""
LONGEST_MEMBER = 256
_SELF_SERVICE = ("vm_permission", "add_permission", "vm_quota_point", "library_store_share_path", "add_template")


class ChangesRole(VMMCmdlet):
    """What can wait in a job group for a role."""

    def changed(self, session: Session, role: UserRole) -> UserRole:
        """The role with what the call says.

        Raises:
            ParameterError: a member or an object of the scope that cannot be one.
            NotFoundError: an object of the scope is not there.
        """
        raise NotImplementedError


def staged_settings(session: Session, group: UUID) -> Sequence[ChangesRole]:
    """What waits in a job group for the role that owns it."""
    return [cmdlet for cmdlet in session.staged(group) if isinstance(cmdlet, ChangesRole)]


class SelfServicePermission(StrEnum):
    """What the users of a self-service role may do with their virtual machines."""

    CREATE = "Create"
    PAUSE_AND_RESUME = "PauseAndResume"
    START = "Start"
    STOP = "Stop"
    ALLOW_LOCAL_ADMIN = "AllowLocalAdmin"
    REMOTE_CONNECT = "RemoteConnect"
    REMOVE = "Remove"
    SHUTDOWN = "Shutdown"
    CHECKPOINT = "Checkpoint"
    STORE = "Store"
    SAVE = "Save"
    AUTHOR = "Author"
    CAN_SHARE = "CanShare"
    CAN_RECEIVE = "CanReceive"
    CREATE_FROM_VHD_OR_TEMPLATE = "CreateFromVHDOrTemplate"
    CHECKPOINT_RESTORE_ONLY = "CheckpointRestoreOnly"
    AUTHOR_VMNETWORK = "AuthorVMNetwork"
    CREATE_SHIELDED = "CreateShielded"


class RoleSettings(LaterRoleSettings, ChangesRole):
    """What can be said of a role, and how it changes one."""

    description: str = parameter("Description", help="What it is for.")
    add_member: list[str] = parameter("AddMember", help="The users and groups to add, as DOMAIN\\user.")
    remove_member: list[str] = parameter("RemoveMember", help="The users and groups to take out.")
    vm_permission: list[SelfServicePermission] = parameter(
        "VMPermission", aliases=("Permission",), help="What its users may do with their virtual machines; no others."
    )
    add_permission: list[SelfServicePermission] = parameter("AddPermission", help="The permissions to add.")
    remove_permission: list[SelfServicePermission] = parameter("RemovePermission", help="The permissions to take away.")
    library_store_share_path: str = parameter(
        "LibraryStoreSharePath", aliases=("UserRoleDataPath",), help="The library path of the role's users."
    )
    remove_library_store_share_path: switch = parameter(
        "RemoveLibraryStoreSharePath", help="Take the library path away."
    )
    add_scope: list[AnyObject] = parameter(
        "AddScope", help="The host groups, hosts, library servers and library shares to add to the scope."
    )
    remove_scope: list[AnyObject] = parameter("RemoveScope", help="The objects to take out of the scope.")
    add_template: list[Template] = parameter(
        "AddTemplate", help="The templates to add to those that its users may create virtual machines from."
    )
    remove_template: list[AnyObject] = parameter("RemoveTemplate", help="The templates to take away.")
    quota_per_user: bool = parameter(
        "QuotaPerUser", help="$true for a quota of each user, $false for one that all share."
    )
    vm_quota_point: int | None = parameter(
        "VMQuotaPoint", minimum=0, help="The most quota points of its users' machines on hosts; $null for no limit."
    )

    def changed(self, session: Session, role: UserRole) -> UserRole:
        """The role with what this call says.

        Raises:
            ParameterError: a member or an object of the scope that cannot be one.
            NotFoundError: an object of the scope is not there.
        """
        update: dict[str, Any] = {"members": self._members(role), "scope": self._scope(session, role)}
        if self.given("description"):
            update["description"] = self.description
        if role.profile is UserRoleProfile.SELF_SERVICE_USER:
            update["permissions"] = self._permissions(role)
            update["templates"] = with_templates(
                role,
                add=self.add_template if self.given("add_template") else (),
                remove=[_template_id(session, value) for value in self.remove_template]
                if self.given("remove_template")
                else (),
            )
            if "vm_quota_point" in self.bound:
                update["vm_quota_point"] = self.vm_quota_point
            if self.given("quota_per_user"):
                update["quota_per_user"] = self.quota_per_user
            if self.given("library_store_share_path"):
                update["library_store_share_path"] = self.library_store_share_path
            if self.given("remove_library_store_share_path") and self.remove_library_store_share_path:
                update["library_store_share_path"] = ""
        else:
            self._refuse_self_service_settings(role)
        return role.model_copy(update=update)

    def _refuse_self_service_settings(self, role: UserRole) -> None:
        for attribute in _SELF_SERVICE:
            if attribute in self.bound and self.bound[attribute] not in (None, []):
                name = next(p.name for p in type(self).parameters if p.attribute == attribute)
                raise ParameterError(
                    f"-{name} does not fit the user role '{role.name}'.",
                    cause="It is for self-service user roles; the other profiles say themselves what their members "
                    "may do.",
                    action=f"Leave -{name} out.",
                )

    def _members(self, role: UserRole) -> list[str]:
        gone = {name.strip().casefold() for name in (self.remove_member if self.given("remove_member") else ())}
        members = [member for member in role.members if member.casefold() not in gone]
        known = {member.casefold() for member in members}
        for name in self.add_member if self.given("add_member") else ():
            name = checked_member(name)
            if name.casefold() not in known:
                members.append(name)
                known.add(name.casefold())
        return members

    def _scope(self, session: Session, role: UserRole) -> list[Ref]:
        if not (self.given("add_scope") or self.given("remove_scope")):
            return role.scope
        gone = {_scope_id(session, value) for value in (self.remove_scope if self.given("remove_scope") else ())}
        scope = [ref for ref in role.scope if ref.id not in gone]
        for value in self.add_scope if self.given("add_scope") else ():
            ref = scope_object(session, value).ref
            if all(known.id != ref.id for known in scope):
                scope.append(ref)
        return scope

    def _permissions(self, role: UserRole) -> list[Permission]:
        permissions = list(role.permissions)
        if self.given("vm_permission"):
            permissions = [_permission(value) for value in self.vm_permission]
        if self.given("add_permission"):
            permissions += [_permission(value) for value in self.add_permission]
        gone = [_permission(value) for value in self.remove_permission] if self.given("remove_permission") else []
        return [value for value in dict.fromkeys(permissions) if value not in gone]


def with_templates(role: UserRole, *, add: Iterable[Template] = (), remove: Iterable[UUID] = ()) -> list[Ref]:
    """The templates of a role with some more and, by their IDs, some less."""
    gone = set(remove)
    known = {ref.id: ref for ref in role.templates if ref.id not in gone}
    return list((known | {template.id: template.ref for template in add}).values())


def checked_member(name: str) -> str:
    """The name of a user or group, as roles have it.

    Raises:
        ParameterError: it cannot be one.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_MEMBER or not name.isprintable():
        raise ParameterError(
            f"The member {name[:60]!r} cannot be used.",
            cause=f"A name has 1 to {LONGEST_MEMBER} characters and no line breaks or other control characters.",
            action="Give users and groups as DOMAIN\\name, or the name of an account of this server.",
        )
    return name


def scope_object(session: Session, value: object) -> Noun:
    """The object that a scope is to have.

    Raises:
        NotFoundError: there is none.
        ParameterError: it is of a kind that no scope has.
    """
    if isinstance(value, Noun | Ref):
        kind = NOUNS.get(value.kind)
        if kind not in SCOPE_KINDS:
            raise ParameterError(
                f"'{value.name}' cannot be in the scope of a user role.",
                cause="A scope has host groups, hosts, library servers and library shares.",
            )
        return session.get(kind, value.id)
    for kind in SCOPE_KINDS:
        try:
            found = resolve(session, kind, value)
        except NotFoundError:
            continue
        if isinstance(found, Noun):
            return found
    raise NotFoundError(f"There is no host group, host, library server or library share '{value}'.")


def _scope_id(session: Session, value: object) -> UUID:
    # What is to go from a scope may be gone itself already.
    return value.id if isinstance(value, Noun | Ref) else value if isinstance(value, UUID) else (
        scope_object(session, value).id
    )  # fmt: skip


def _template_id(session: Session, value: object) -> UUID:
    if isinstance(value, Noun | Ref):
        return value.id
    if isinstance(value, UUID):
        return value
    found = resolve(session, Template, value)
    assert isinstance(found, Template)
    return found.id


def _permission(value: SelfServicePermission) -> Permission:
    try:
        return Permission(value.value)
    except ValueError:
        raise CapabilityError(
            f"The permission {value.value} is not available.",
            cause="It belongs to later releases.",
            action="Leave it out.",
        ) from None
