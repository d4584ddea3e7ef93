"""Templates of self-service user roles: what their users may create virtual machines from."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import Template, UserRole
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.cmdlet import parameter

from .capabilities import Missing
from .resolve import resolve
from .role_settings import ChangesRole, with_templates
from .session import Session
from .vmm_cmdlet import GroupedCmdlet


class RoleTemplates(ChangesRole, GroupedCmdlet):
    """A cmdlet that gives templates to a role, or takes them away."""

    permission = Permission.MANAGE_ROLES
    returns = "UserRole"

    resource: Template = parameter("Resource", mandatory=True, position=0, pipeline=True, help="The template.")
    user_name: list[str] = parameter("UserName", needs=Missing.GRANTS, help="The users.")
    user_role_id: list[UUID] = parameter("UserRoleID", help="The IDs of the roles.")
    user_role_name: list[str] = parameter("UserRoleName", help="The names of the roles.")

    def changed(self, session: Session, role: UserRole) -> UserRole:
        """The role with the template, or without it."""
        raise NotImplementedError

    def run(self, session: Session) -> Iterable[object]:
        roles = self._roles(session)
        if not roles:
            if not self.given("job_group"):
                raise ParameterError(f"{type(self).name} does not know for which role.", action="Give -UserRoleName.")
            session.stage(self.job_group, self)
            return []
        session.lock(*roles)
        return [session.save(self.changed(session, session.get(UserRole, role.id))) for role in roles]

    def _roles(self, session: Session) -> list[UserRole]:
        found = [
            session.get(UserRole, role_id) for role_id in (self.user_role_id if self.given("user_role_id") else ())
        ]
        for name in self.user_role_name if self.given("user_role_name") else ():
            role = resolve(session, UserRole, name)
            assert isinstance(role, UserRole)
            found.append(role)
        for role in found:
            if role.profile is not UserRoleProfile.SELF_SERVICE_USER:
                raise ParameterError(
                    f"The user role '{role.name}' needs no templates.",
                    cause="Templates are granted to self-service user roles; others see those in their scope.",
                )
        return found

    def plan(self, session: Session) -> list[str]:
        names = ", ".join(f"'{role.name}'" for role in self._roles(session)) or "that owns the job group"
        return [f"{type(self).job_name} '{self.resource.name}' of the user role {names}."]


class GrantSCResource(RoleTemplates):
    """Lets the users of a self-service role create virtual machines from a template.

    Without a role it waits in its job group for the New-VMMUserRole that owns the group.

    Example:
        Get-Template -Name "Web server" | Grant-SCResource -UserRoleName "Students"
    """

    name = "Grant-SCResource"
    job_name = "Grant resource"

    def changed(self, session: Session, role: UserRole) -> UserRole:
        """The role with the template."""
        del session
        return role.model_copy(update={"templates": with_templates(role, add=[self.resource])})


class RevokeSCResource(RoleTemplates):
    """Takes a template from the users of a self-service role. Their virtual machines stay.

    Example:
        Get-Template -Name "Web server" | Revoke-SCResource -UserRoleName "Students"
    """

    name = "Revoke-SCResource"
    job_name = "Revoke resource"

    def changed(self, session: Session, role: UserRole) -> UserRole:
        """The role without the template."""
        del session
        return role.model_copy(update={"templates": with_templates(role, remove=[self.resource.id])})
