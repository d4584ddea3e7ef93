"""The connection, accounts, virtualization managers and custom properties: what scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "ServerConnection": ("Name", "ProductVersion", "UserName", "UserRoleName"),
    "UserRole": ("Name", "UserRoleProfile", "MemberCount", "Description"),
    "RunAsAccount": ("Name", "UserName", "Enabled", "Description"),
    "VirtualizationManager": ("Name", "StatusText", "Version", "Credential", "StatusReason"),
    "VMwareResourcePool": ("Name", "VMHost", "VMHostGroup", "VirtualizationManager"),
    "ClientCertificate": ("Subject", "Issuer", "ValidTo", "Trusted", "Fingerprint"),
    "CustomProperty": ("Name", "Members", "Description", "ID"),
    "CustomPropertyValue": ("Object", "Name", "Value"),
}  # fmt: skip
