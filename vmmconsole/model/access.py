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
    )
    property_aliases: ClassVar[dict[str, str]] = {"Profile": "profile", "MemberCount": "member_count"}

    profile: UserRoleProfile = Field(default=UserRoleProfile.ADMINISTRATOR, alias="UserRoleProfile")
    members: list[str] = Field(default_factory=list)
    scope: list[Ref] = Field(default_factory=list)
    permissions: list[Permission] = Field(default_factory=list, alias="VMPermission")

    @property
    def member_count(self) -> int:
        """How many members it has."""
        return len(self.members)

    def allows(self, permission: Permission | str) -> bool:
        """Whether the role allows that; an administrator may do everything."""
        return self.profile is UserRoleProfile.ADMINISTRATOR or Permission(permission) in self.permissions
