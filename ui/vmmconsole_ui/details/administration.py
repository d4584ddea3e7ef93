"""The tabs of virtualization managers, Run As accounts and user roles."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import columns, words
from vmmconsole_ui.widgets.cell_table import CellTable

from .tab import DetailsTab, FactsTab


class ManagerSummary(FactsTab):
    """How a server is reached and what it manages; what to do where its status is not OK."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.reason = as_role(QLabel(self), "warning")
        self.reason.setWordWrap(True)
        self.body.insertWidget(1, self.reason)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a manager."""
        self.row = row
        store = row.table.store
        hosts = {host.id for host in store.table("VMHost") if host["VirtualizationManager.ID"] == row.id}
        machines = sum(machine["VMHost.ID"] in hosts for machine in store.table("VM"))
        left = [
            ("Status", words.sentence(str(row["StatusText"] or ""))),
            ("Address", f"{row['Address'] or row.name}, port {row['Port']}"),
            ("Version", row["Version"] or ""),
            ("Run As account", row["Credential"] or ""),
            ("ESX hosts", "" if whole is None else "Secure mode" if whole.secure_mode else "Certificates unchecked"),
        ]
        right = [
            ("Hosts", f"{len(hosts):,}"),
            ("Virtual machines", f"{machines:,}"),
            ("Refreshed", words.time_text(row["RefreshedTime"], seconds=True)),
            ("Certificate", _wrapped(row["Fingerprint"] or "") or "Any that the engine's computer trusts"),
            ("Description", row["Description"] or ""),
        ]
        self.facts.show_pairs(left, right)
        self.reason.setText(row["StatusReason"] or "")
        self.reason.setVisible(bool(row["StatusReason"]))
        self.body.setSpacing(look().size.pane)


def _wrapped(fingerprint: str) -> str:
    """A fingerprint in two lines: no text wraps at its colons."""
    half = len(fingerprint) // 2 + 1
    return f"{fingerprint[:half]}\n{fingerprint[half:]}" if fingerprint else ""


class ManagerHosts(DetailsTab):
    """The hosts that came with a server."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._columns = (
            columns.name(lambda row: ("host", words.host_color(row["OverallState"] or ""))),
            columns.status("OverallState", "OverallStateText", words.host_state, reason="StatusReason"),
            columns.text("VMHostGroup.Name", "Host group", 24),
            columns.number("TotalVMs", "Machines", 9),
        )
        self.table = CellTable([(c.title, c.width + 4) for c in self._columns], "No host has come with it yet.")
        self.body.addWidget(self.table)

    def show_object(self, row: Row, _whole: Any) -> None:
        """Show a manager's hosts."""
        self.row = row
        hosts = [host for host in self.context.objects.table("VMHost") if host["VirtualizationManager.ID"] == row.id]
        hosts.sort(key=lambda host: host.name.casefold())
        self.table.show_rows([[column.cell(host) for column in self._columns] for host in hosts])


class ManagerPools(DetailsTab):
    """The resource pools of a server, with what each belongs to."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable((("Resource pool", 30), ("Below", 30), ("Of", 30)), "The server tells of none.")
        self.body.addWidget(self.table)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a manager's pools."""
        self.row = row
        if whole is None:
            return
        names = {pool.id: pool.name for pool in whole.resource_pools}
        self.table.show_rows(
            [
                [
                    Cell(pool.name, icon="pool"),
                    Cell(names.get(pool.parent_id, ""), "muted"),
                    Cell(str(pool.vm_host or pool.vm_host_group or ""), "muted"),
                ]
                for pool in whole.resource_pools
            ]
        )


class AccountSummary(FactsTab):
    """An account at a glance, and what logs in with it."""

    COLUMNS = 1

    def show_object(self, row: Row, _whole: Any) -> None:
        """Show an account."""
        self.row = row
        store = row.table.store
        users = [
            user.name for kind in ("VirtualizationManager", "VMHost") for user in store.table(kind)
            if user["Credential"] == row.name
        ]  # fmt: skip
        self.facts.show_pairs(
            [
                ("User name", row["UserName"] or ""),
                ("Password", "Kept encrypted by the engine; nobody can read it"),
                ("Status", "Disabled" if row["Enabled"] is False else "Enabled"),
                ("Used by", ", ".join(sorted(users, key=str.casefold))),
                ("Owner", row["Owner"] or ""),
                ("Description", row["Description"] or ""),
            ]
        )


class RoleSummary(FactsTab):
    """A user role at a glance."""

    COLUMNS = 1

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a role."""
        self.row = row
        profile = str(row["UserRoleProfile"] or "")
        pairs = [
            ("Profile", words.role_profile(profile)),
            ("Below", str(row["ParentUserRole.Name"] or "")),
            ("Members", "\n".join(whole.members) if whole else ""),
            ("Scope", str(row["ScopeText"] or "")),
        ]
        if profile == "SelfServiceUser" and whole is not None:
            pairs += [("Members may", ", ".join(p.value for p in whole.permissions)), ("Quota", _quota_text(whole))]
        self.facts.show_pairs([*pairs, ("Description", row["Description"] or "")])


def _quota_text(role: Any) -> str:
    if role.vm_quota_point is None:
        return "None"
    return f"{role.vm_quota_point:,} points {'for each member' if role.quota_per_user else 'for all members together'}"
