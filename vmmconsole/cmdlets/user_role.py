"""Creating, changing and removing user roles: who may do what on which objects."""

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
    UserRole,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, ParameterError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject
from .later_role import LaterRoleSettings
from .object_name import free_name
from .resolve import resolve
from .session import Session
from .vmm_cmdlet import GroupedCmdlet, by_id, shown

SCOPE_KINDS: tuple[type[Noun], ...] = (VMHostGroup, VMHost, LibraryServer, LibraryShare)
"""What a scope is made of."""
LONGEST_MEMBER = 256


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


class RoleSettings(LaterRoleSettings):
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
        for attribute in ("vm_permission", "add_permission", "vm_quota_point", "library_store_share_path"):
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


def _permission(value: SelfServicePermission) -> Permission:
    try:
        return Permission(value.value)
    except ValueError:
        raise CapabilityError(
            f"The permission {value.value} is not available.",
            cause="It belongs to later releases.",
            action="Leave it out.",
        ) from None


class NewVMMUserRole(GroupedCmdlet):
    """Creates a user role.

    Its members, scope and permissions are set by the Set-VMMUserRole calls of its job group, or afterwards. A role that
    a delegated administrator makes is below that administrator's own, and reaches no further.

    Example:
        New-VMMUserRole -Name "Laboratory" -UserRoleProfile DelegatedAdmin

    Example:
        $JobGroup = [guid]::NewGuid()
        $Scope = Get-VMHostGroup | where {$_.Path -eq "All Hosts"}
        Set-VMMUserRole -JobGroup $JobGroup -AddMember "LAB\\Students" -AddScope $Scope `
            -VMPermission "Start", "Stop", "RemoteConnect"
        New-VMMUserRole -Name "Students" -UserRoleProfile SelfServiceUser -JobGroup $JobGroup
    """

    name = "New-VMMUserRole"
    aliases = ("New-SCUserRole",)
    job_name = "Create user role"
    permission = Permission.MANAGE_ROLES
    returns = "UserRole"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    user_role_profile: UserRoleProfile = parameter("UserRoleProfile", mandatory=True, help="The kind of role.")
    id_: UUID = parameter("ID", help="The ID that it gets.")
    description: str = parameter("Description", help="What it is for.")
    parent_user_role: UserRole | None = parameter("ParentUserRole", help="The role that it is below.")

    def run(self, session: Session) -> Iterable[object]:
        role_id = self.id_ if self.given("id_") else session.derive_id("user role")
        known = by_id(session, UserRole, role_id)
        if known and self.given("id_") and known[0].name != self.name_:
            raise ConflictError(f"The ID {role_id} is taken.", cause=f"The user role '{known[0].name}' has it.")
        role = known[0] if known else session.save(self._made(session, role_id))
        session.result(role)
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [role]

    def _made(self, session: Session, role_id: UUID) -> UserRole:
        self.check_texts()
        if self.user_role_profile is UserRoleProfile.ADMINISTRATOR:
            raise ConflictError(
                f"The user role '{self.name_}' cannot be created.",
                cause="There is exactly one role of the profile Administrator.",
                action='Add members to it with Set-VMMUserRole -UserRole "Administrator" -AddMember.',
            )
        if self.user_role_profile is UserRoleProfile.TENANT_ADMIN:
            raise CapabilityError(
                "The profile TenantAdmin is not available.",
                cause="It is for private clouds, which this version does not have.",
                action="Choose DelegatedAdmin, SelfServiceUser or ReadOnlyAdmin.",
            )
        parent = session.get(UserRole, self.parent_user_role.id) if self.parent_user_role else None
        role = UserRole(
            id=role_id, name=free_name(session, UserRole, self.name_), profile=self.user_role_profile,
            description=self.description if self.given("description") else "",
            parent_user_role=parent.ref if parent and parent.profile is not UserRoleProfile.ADMINISTRATOR else None,
        )  # fmt: skip
        for settings in staged_settings(session, self.job_group) if self.given("job_group") else ():
            role = settings.changed(session, role)
        return role

    def plan(self, session: Session) -> list[str]:
        made = self._made(session, session.derive_id("user role"))
        return [f"Create the user role '{made.name}' of the profile {made.profile.value}.",
                f"Members: {shown(made.members)}.", f"Scope: {shown([ref.name for ref in made.scope])}."]  # fmt: skip


def staged_settings(session: Session, group: UUID) -> Sequence[RoleSettings]:
    """What waits in a job group for the role that owns it."""
    return [cmdlet for cmdlet in session.staged(group) if isinstance(cmdlet, RoleSettings)]


class SetVMMUserRole(RoleSettings, GroupedCmdlet):
    """Changes the members, the scope and the permissions of a user role.

    Without -UserRole it waits in its job group for the New-VMMUserRole that owns the group.

    Example:
        Set-VMMUserRole -UserRole "Operators" -Description "For the laboratory"

    Example:
        Get-VMMUserRole -Name "Operators" | Set-VMMUserRole -AddMember "LAB\\anna" -AddScope (Get-VMHostGroup)
    """

    name = "Set-VMMUserRole"
    aliases = ("Set-SCUserRole",)
    job_name = "Change properties of user role"
    permission = Permission.MANAGE_ROLES
    returns = "UserRole"

    user_role: UserRole | None = parameter("UserRole", position=0, pipeline=True, help="The user role.")
    name_: str = parameter("Name", help="Its new name.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_texts()
        if not self.given("user_role"):
            session.stage(self._own_group(), self)
            return []
        assert self.user_role is not None
        session.lock(self.user_role)
        role = session.get(UserRole, self.user_role.id)
        session.result(role)
        saved = session.save(self._after(session, role))
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [saved]

    def _own_group(self) -> UUID:
        if not self.given("job_group"):
            raise ParameterError(
                "Set-VMMUserRole does not know which role to change.",
                action="Give -UserRole, or -JobGroup for the role that New-VMMUserRole creates.",
            )
        for name in (*(self.add_member if self.given("add_member") else ()),):
            checked_member(name)
        return self.job_group

    def _after(self, session: Session, role: UserRole) -> UserRole:
        for settings in staged_settings(session, self.job_group) if self.given("job_group") else ():
            role = settings.changed(session, role)
        role = self.changed(session, role)
        if self.given("name_") and self.name_ != role.name:
            role = role.model_copy(update={"name": free_name(session, UserRole, self.name_, besides=role)})
        return role

    def plan(self, session: Session) -> list[str]:
        self.check_texts()
        if not self.given("user_role"):
            return [f"Change the user role that owns the job group {self._own_group()}."]
        assert self.user_role is not None
        return [f"Change the user role '{session.get(UserRole, self.user_role.id).name}'."]


class RemoveVMMUserRole(GroupedCmdlet):
    """Removes a user role. The roles below it come below the role that it was below.

    Example:
        Remove-VMMUserRole -UserRole "Operators"
    """

    name = "Remove-VMMUserRole"
    aliases = ("Remove-SCUserRole",)
    job_name = "Remove user role"
    permission = Permission.MANAGE_ROLES
    returns = "UserRole"

    user_role: UserRole = parameter("UserRole", mandatory=True, position=0, pipeline=True, help="The user role.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.user_role)
        for role in by_id(session, UserRole, self.user_role.id):
            session.result(role)
            for below in session.find(UserRole, parent_user_role=role.ref):
                session.save(below.model_copy(update={"parent_user_role": role.parent_user_role}))
            session.forget(role)
        return [self.user_role]

    def plan(self, session: Session) -> list[str]:
        return [f"Remove the user role '{session.get(UserRole, self.user_role.id).name}'."]
