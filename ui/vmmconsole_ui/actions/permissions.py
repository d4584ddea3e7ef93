"""What each action needs of the user's role: the engine refuses it without, so the console does not offer it.

The names are those of the cmdlets' permissions. What only opens a window to look at needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import POSSIBLE, Action, Verdict

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

NEEDS: dict[str, str] = {
    "connect": "RemoteConnect",
    "new_vm": "Create", "add_hosts": "ManageHosts", "add_manager": "ManageSettings", "new_host_group": "ManageHosts",
    "add_share": "ManageLibrary", "new_account": "ManageHosts", "new_user_role": "ManageRoles",
    "server_settings": "ManageSettings",
    "start": "Start", "shut_down": "Shutdown", "stop": "Stop", "pause": "PauseAndResume", "resume": "PauseAndResume",
    "save_state": "Save", "discard_saved_state": "Save", "reset": "Stop", "new_checkpoint": "Checkpoint",
    "checkpoints": "Checkpoint", "migrate": "Change", "migrate_storage": "Change", "repair": "Create",
    "rename_vm": "Change", "delete_vm": "Remove", "vm_properties": "Change",
    "refresh_host": "ManageHosts", "move_host": "ManageHosts", "start_maintenance": "ManageHosts",
    "stop_maintenance": "ManageHosts", "host_credential": "ManageHosts", "remove_host": "ManageHosts",
    "host_properties": "ManageHosts", "new_group_here": "ManageHosts", "rename_group": "ManageHosts",
    "move_group": "ManageHosts", "remove_group": "ManageHosts", "group_properties": "ManageHosts",
    "refresh_share": "ManageLibrary", "delete_item": "ManageLibrary",
    "clone": "Create", "new_vm_from_template": "Create", "new_template": "ManageLibrary",
    "copy_template": "ManageLibrary", "enable_template": "ManageLibrary", "disable_template": "ManageLibrary",
    "rename_template": "ManageLibrary", "remove_template": "ManageLibrary", "template_properties": "ManageLibrary",
    "refresh_manager": "ManageHosts", "check_certificate": "ManageHosts", "remove_manager": "ManageHosts",
    "manager_properties": "ManageHosts", "enable_account": "ManageHosts", "disable_account": "ManageHosts",
    "remove_account": "ManageHosts", "account_properties": "ManageHosts",
    "remove_user_role": "ManageRoles", "user_role_properties": "ManageRoles",
}  # fmt: skip
"""Action → permission. Virtualization managers stand in no scope, so that adding one takes an administrator."""


def permitted(context: Context, action: Action) -> Verdict:
    """Whether any role of the user allows what the action does; whether it does so on the selected object is for the
    engine to say."""
    return permitted_id(context, action.id)


def permitted_id(context: Context, action_id: str) -> Verdict:
    """The same for an action by its ID."""
    needed = NEEDS.get(action_id)
    allowed = context.permissions
    if needed is None or allowed is None or needed in allowed:
        return POSSIBLE
    role = str(context.client.server.get("UserRoleName") or "")
    return False, f"Your user role '{role}' does not allow that." if role else "You are a member of no user role."
