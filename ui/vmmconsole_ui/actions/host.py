"""The verbs of hosts and host groups."""

from __future__ import annotations

from collections.abc import Callable

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row

from .action import POSSIBLE, Action, Verdict, always
from .scripts import Verb, script_for
from .windows import first_id, open_window, opens

_HOST = ("VMHost",)
_GROUP = ("VMHostGroup",)
_ANSWERING = ("OK", "OKLimited")


def _is_managed(row: Row) -> bool:
    """Whether a virtualization manager brought it."""
    return bool(row["VirtualizationManager.Name"])


def _can_start_maintenance(selection: Selection) -> Verdict:
    if any(row["OverallState"] in _ANSWERING for row in selection.rows):
        return POSSIBLE
    return False, "Maintenance mode needs a host whose status is OK."


def _can_stop_maintenance(selection: Selection) -> Verdict:
    if any(row["OverallState"] == "MaintenanceMode" for row in selection.rows):
        return POSSIBLE
    return False, "The host is not in maintenance mode."


def _mirrors(verb: str, fits: Callable[[Selection], Verdict] = always) -> Callable[[Selection], Verdict]:
    """Not possible for what follows a virtualization manager by itself."""

    def verdict(selection: Selection) -> Verdict:
        for row in selection.rows:
            if manager := row["VirtualizationManager.Name"]:
                return False, f"{row.name} follows {manager}. {verb} it there; this console follows at once."
        return fits(selection)

    return verdict


def _can_have_account(selection: Selection) -> Verdict:
    if any(map(_is_managed, selection.rows)):
        return POSSIBLE
    return False, "This is for hosts that a virtualization manager brought; the others are reached with their own."


def _is_not_root(selection: Selection) -> Verdict:
    if selection.rows and selection.rows[0]["ParentHostGroup.ID"]:
        return POSSIBLE
    return False, "All Hosts is the group that holds all others; it stays as it is."


def _can_remove_group(selection: Selection) -> Verdict:
    verdict = _is_not_root(selection)
    if verdict != POSSIBLE:
        return verdict
    group = selection.rows[0]
    store = group.table.store
    used = any(row["VMHostGroup.ID"] == group.id for row in store.table("VMHost"))
    used = used or any(row["ParentHostGroup.ID"] == group.id for row in store.table("VMHostGroup"))
    return (
        (False, "Move the hosts and groups in it elsewhere first. Only an empty group can be removed.")
        if used
        else POSSIBLE
    )


async def _remove_hosts(context: Context) -> None:
    rows = context.selection.rows
    scripts = [script_for(context, row, "Remove host", "Remove-VMHost") for row in rows]
    names = ", ".join(row.name for row in rows)
    text = f"Remove {names}? Its virtual machines stay on it and leave this console; nothing on the host is deleted."
    await open_window("confirm_script", context, "Remove host", text, scripts, "Remove", details=[])


async def _remove_group(context: Context) -> None:
    group = context.selection.rows[0]
    scripts = [script_for(context, group, "Remove host group", "Remove-VMHostGroup")]
    await open_window("confirm_script", context, "Remove host group", f"Remove {group.name}?", scripts, "Remove")


async def _move_hosts(context: Context) -> None:
    from vmmconsole_ui.shell.move_dialog import choose_group

    await choose_group(context, context.selection)


ACTIONS: tuple[Action, ...] = (
    Action("refresh_host", "Refresh", "refresh", Verb("Refresh host", "Refresh-VMHost"), _HOST),
    Action("move_host", "Move to host group", "move", _move_hosts, _HOST, "", _mirrors("Move")),
    Action("start_maintenance", "Start maintenance mode", "maintenance",
           Verb("Start maintenance mode", "Disable-VMHost", lambda row: row["OverallState"] in _ANSWERING), _HOST, "",
           _can_start_maintenance, section=1, tip="No new virtual machines are placed on it"),
    Action("stop_maintenance", "Stop maintenance mode", "maintenance_off",
           Verb("Stop maintenance mode", "Enable-VMHost", lambda row: row["OverallState"] == "MaintenanceMode"),
           _HOST, "", _can_stop_maintenance, section=1),
    Action("host_credential", "Add host credentials", "host_credential",
           opens("open_host_credential", lambda s: ([row.id for row in s.rows if _is_managed(row)],)),
           _HOST, "", _can_have_account, section=1, fits=_is_managed,
           tip="Names the account for what goes to the host itself"),
    Action("remove_host", "Remove", "remove", _remove_hosts, _HOST, "Del", _mirrors("Remove"), section=2),
    Action("host_properties", "Properties", "properties", opens("open_host_properties", first_id), _HOST, "Alt+Return",
           multi=False, section=3),
    Action("new_group_here", "New host group", "new_group", opens("open_new_host_group", first_id), _GROUP,
           multi=False),
    Action("rename_group", "Rename", "rename", opens("open_rename", lambda s: ("VMHostGroup", s.ids[0])), _GROUP, "F2",
           _mirrors("Rename", _is_not_root), multi=False, section=1),
    Action("move_group", "Move", "move", _move_hosts, _GROUP, "", _mirrors("Move", _is_not_root), multi=False,
           section=1),
    Action("remove_group", "Remove", "remove", _remove_group, _GROUP, "Del", _mirrors("Remove", _can_remove_group),
           multi=False,
           section=1),
    Action("group_properties", "Properties", "properties", opens("open_host_group_properties", first_id), _GROUP,
           "Alt+Return", multi=False, section=2),
)  # fmt: skip
