"""The connection, user roles, Run As accounts and custom properties: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "ServerConnection": ("Name", "ProductVersion", "UserName", "UserRoleName"),
    "UserRole": ("Name", "UserRoleProfile", "MemberCount", "Description"),
    "RunAsAccount": ("Name", "UserName", "Enabled", "Description"),
    "CustomProperty": ("Name", "Members", "Description", "ID"),
    "CustomPropertyValue": ("Object", "Name", "Value"),
}  # fmt: skip
