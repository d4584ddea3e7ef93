"""User roles."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import UserRole
from vmmconsole.model.status import UserRoleProfile
from vmmconsole.script.cmdlet import UNSET, parameter

from .session import Session
from .vmm_cmdlet import ReadingCmdlet, by_id, by_name


class GetVMMUserRole(ReadingCmdlet):
    """Reads user roles.

    Example:
        Get-VMMUserRole -UserRoleProfile Administrator
    """

    name = "Get-VMMUserRole"
    aliases = ("Get-SCUserRole",)
    returns = "UserRole"

    role_name: str = parameter("Name", position=0, help="Only the one of this name; * stands for any characters.")
    user_role_profile: UserRoleProfile = parameter("UserRoleProfile", help="Only those of this profile.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            found = by_id(session, UserRole, self.id_)
        elif self.given("role_name"):
            found = by_name(session, UserRole, self.role_name)
        else:
            found = session.find(UserRole)
        if self.given("user_role_profile"):
            found = [role for role in found if role.profile is self.user_role_profile]
        return found
