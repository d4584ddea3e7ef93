"""Who may do what: user roles."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .noun import Noun, Ref
from .status import Permission, UserRoleProfile


class UserRole(Noun):
    """A profile (what), a scope (on which objects) and members (who)."""

    kind: ClassVar[str] = "UserRole"
    title: ClassVar[str] = "user role"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID",
        "Name",
        "UserRoleProfile",
        "Description",
        "MemberCount",
        "ScopeText",
        "ParentUserRole.ID",
        "ParentUserRole.Name",
    )
    property_aliases: ClassVar[dict[str, str]] = {
        "Profile": "profile", "MemberCount": "member_count", "ScopeText": "scope_text", "UserRolePath": "path",
        "Permission": "permissions", "UserRoleDataPath": "library_store_share_path",
    }  # fmt: skip

    profile: UserRoleProfile = Field(default=UserRoleProfile.ADMINISTRATOR, alias="UserRoleProfile")
    members: list[str] = Field(default_factory=list)
    """Accounts and directory groups, as ``DOMAIN\\name``; in any case."""
    scope: list[Ref] = Field(default_factory=list)
    """Host groups, hosts, library servers and shares."""
    permissions: list[Permission] = Field(default_factory=list, alias="VMPermission")
    """What self-service users may do with their virtual machines; the other profiles have theirs from the profile."""
    parent_user_role: Ref | None = None
    """The delegated administrators' role that it was made in; None is below Administrator."""
    templates: list[Ref] = Field(default_factory=list)
    """What self-service users may create virtual machines from."""
    quota_per_user: bool = True
    """Whether each member has the quota, or all share it."""
    vm_quota_point: int | None = Field(default=None, alias="VMQuotaPoint")
    """The most quota points of the machines on hosts; None for no limit."""
    library_store_share_path: str = ""

    @property
    def member_count(self) -> int:
        """How many members it has."""
        return len(self.members)

    @property
    def scope_text(self) -> str:
        """The names of what is in its scope."""
        if self.profile is UserRoleProfile.ADMINISTRATOR:
            return "Everything"
        return ", ".join(sorted(ref.name for ref in self.scope))

    @property
    def path(self) -> str:
        """Where it stands among the roles: ``Administrator\\Berlin``."""
        above = self.parent_user_role.name if self.parent_user_role else UserRoleProfile.ADMINISTRATOR.value
        return self.name if self.profile is UserRoleProfile.ADMINISTRATOR else f"{above}\\{self.name}"
