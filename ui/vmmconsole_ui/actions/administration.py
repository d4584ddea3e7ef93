"""The verbs of virtualization managers, of Run As accounts and of user roles."""

from __future__ import annotations

from collections.abc import Callable

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views.words import count

from .action import POSSIBLE, Action, Verdict
from .scripts import Verb, script_for
from .windows import first_id, open_window, opens

_MANAGER = ("VirtualizationManager",)
_ACCOUNT = ("RunAsAccount",)
_ROLE = ("UserRole",)


async def _remove_managers(context: Context) -> None:
    rows = context.selection.rows
    title = "Remove virtualization manager"
    scripts = [script_for(context, row, title, "Remove-VirtualizationManager") for row in rows]
    ids = {row.id for row in rows}
    hosts = [host for host in context.objects.table("VMHost") if host["VirtualizationManager.ID"] in ids]
    names = ", ".join(row.name for row in rows)
    text = (
        f"Remove {names}? {count(len(hosts), 'host')} and their virtual machines leave this console with it; nothing "
        "changes on the server."
    )
    await open_window("confirm_script", context, title, text, scripts, "Remove", details=[host.name for host in hosts])


def _users_of(row: Row) -> list[str]:
    """The names of what logs in with an account."""
    store = row.table.store
    return [
        user.name for kind in ("VirtualizationManager", "VMHost") for user in store.table(kind)
        if user["Credential"] == row.name
    ]  # fmt: skip


async def _remove_accounts(context: Context) -> None:
    rows = context.selection.rows
    scripts = [script_for(context, row, "Remove Run As account", "Remove-SCRunAsAccount") for row in rows]
    names = rows[0].name if len(rows) == 1 else count(len(rows), "account")
    users = sorted({name for row in rows for name in _users_of(row)})
    lost = " These log in with it, and cannot any more:" if users else ""
    text = f"Remove {names}? The password is deleted with it.{lost}"
    await open_window("confirm_script", context, "Remove Run As account", text, scripts, "Remove", details=users)


async def _remove_roles(context: Context) -> None:
    rows = [row for row in context.selection.rows if not _is_administrator(row)]
    scripts = [script_for(context, row, "Remove user role", "Remove-VMMUserRole") for row in rows]
    names = rows[0].name if len(rows) == 1 else count(len(rows), "user role")
    text = f"Remove {names}? Its members lose at once what they may do by it. Their virtual machines stay."
    await open_window("confirm_script", context, "Remove user role", text, scripts, "Remove")


def _is_administrator(row: Row) -> bool:
    return bool(row["UserRoleProfile"] == "Administrator")


def _can_be_removed(selection: Selection) -> Verdict:
    if all(map(_is_administrator, selection.rows)):
        return False, "There is always the administrators' role."
    return POSSIBLE


def _is_enabled(row: Row) -> bool:
    return row["Enabled"] is not False


def _is_disabled(row: Row) -> bool:
    return row["Enabled"] is False


def _any(fits: Callable[[Row], bool], reason: str) -> Callable[[Selection], Verdict]:
    return lambda selection: POSSIBLE if any(map(fits, selection.rows)) else (False, reason)


ACTIONS: tuple[Action, ...] = (
    Action("refresh_manager", "Refresh", "refresh",
           Verb("Refresh virtualization manager", "Refresh-VirtualizationManager"), _MANAGER),
    Action("check_certificate", "Check certificate", "certificate", opens("open_check_certificate", first_id), _MANAGER,
           multi=False, tip="Compares the certificate that the server shows now with the accepted one"),
    Action("remove_manager", "Remove", "remove", _remove_managers, _MANAGER, "Del", section=1),
    Action("manager_properties", "Properties", "properties", opens("open_manager_properties", first_id), _MANAGER,
           "Alt+Return", multi=False, section=2),
    Action("enable_account", "Enable", "ok", Verb("Enable Run As account", "Enable-SCRunAsAccount", _is_disabled),
           _ACCOUNT, "", _any(_is_disabled, "The account is enabled already.")),
    Action("disable_account", "Disable", "canceled",
           Verb("Disable Run As account", "Disable-SCRunAsAccount", _is_enabled),
           _ACCOUNT, "", _any(_is_enabled, "The account is disabled already."), tip="Keeps it from being used"),
    Action("remove_account", "Remove", "remove", _remove_accounts, _ACCOUNT, "Del", section=1),
    Action("remove_user_role", "Remove", "remove", _remove_roles, _ROLE, "Del", _can_be_removed, section=1,
           fits=lambda row: not _is_administrator(row)),
    Action("user_role_properties", "Properties", "properties", opens("open_user_role_properties", first_id), _ROLE,
           "Alt+Return", multi=False, section=2),
    Action("account_properties", "Properties", "properties", opens("open_account_properties", first_id), _ACCOUNT,
           "Alt+Return", multi=False, section=2),
)  # fmt: skip
