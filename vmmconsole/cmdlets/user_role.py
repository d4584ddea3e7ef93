"""Creating, changing and removing user roles: who may do what on which objects."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import UserRole
from vmmconsole.model.errors import CapabilityError, ConflictError, ParameterError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.cmdlet import parameter

from .object_name import free_name
from .role_settings import RoleSettings, checked_member, staged_settings
from .session import Session
from .vmm_cmdlet import GroupedCmdlet, by_id, shown


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
