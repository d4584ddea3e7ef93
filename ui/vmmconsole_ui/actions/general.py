"""The verbs that need no selection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from vmmconsole_ui.context import Context, Selection

from .action import Action
from .windows import opens


def _group_of(selection: Selection) -> tuple[Any, ...]:
    """The host group in whose scope a new one is made; None for the topmost."""
    return (selection.scope_id if selection.scope_kind == "VMHostGroup" else None,)


def _shares_here(context: Context) -> list[str]:
    paths = [str(row["Path"]) for row in context.objects.table("LibraryShare")]
    return [path for path in paths if Path(path).is_dir()]


async def _explore(context: Context) -> None:
    shares = _shares_here(context)
    if not shares:
        context.notify("There is no library share on this computer.", "warning", details="Add one in the Library view.")
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(shares[0]))


ACTIONS: tuple[Action, ...] = (
    Action("new_vm", "New virtual machine", "new_vm", opens("open_new_vm"), shortcut="Ctrl+N",
           places=("pane", "menu", "toolbar")),
    Action("add_hosts", "Add hosts", "add_host", opens("open_add_hosts"), places=("pane", "menu")),
    Action("add_manager", "Add VirtualCenter server", "add_manager", opens("open_add_manager"),
           places=("pane", "menu"), views=("hosts", "administration"), tip="Manages VMware ESX hosts through vCenter"),
    Action("new_host_group", "New host group", "new_group", opens("open_new_host_group", _group_of),
           places=("pane", "menu"), views=("hosts", "machines")),
    Action("add_share", "Add library share", "library_share", opens("open_add_share"), places=("pane", "menu"),
           views=("library",)),
    Action("explore_folder", "Explore library folder", "explore", _explore, places=("pane", "menu"),
           views=("library",)),
    Action("new_account", "New Run As account", "new_account", opens("open_new_account"), places=("pane", "menu"),
           views=("administration",)),
    Action("new_user_role", "New user role", "user_role", opens("open_new_user_role"), places=("pane", "menu"),
           views=("administration",), tip="Says who may do what, on which objects"),
    Action("server_settings", "Server settings", "settings", opens("open_server_settings"), places=("pane", "menu"),
           views=("administration",)),
    Action("powershell", "PowerShell", "powershell", opens("open_powershell"), shortcut="Ctrl+`",
           places=("pane", "menu", "toolbar"), tip="A PowerShell window; $Selection is what is selected now"),
    Action("script_editor", "Script editor", "script_editor", opens("open_script_editor"), shortcut="Ctrl+Shift+E",
           places=("pane", "menu", "toolbar"), tip="Write, check, plan and run scripts"),
    Action("run_script", "Run script…", "run_script", opens("open_script_to_run"), shortcut="Ctrl+Shift+R",
           places=("menu",), tip="Open a script's file in the editor, to run it"),
)  # fmt: skip
