"""Opening dialogs and wizards from actions: imported on first use, so that none of them slows the start."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from importlib import import_module
from inspect import isawaitable
from typing import Any

from vmmconsole_ui.context import Context, Selection

DIALOGS: dict[str, str] = {
    "open_new_vm": "wizards.new_vm",
    "open_viewers": "actions.viewer",
    "open_new_vm_from": "wizards.new_vm",
    "open_add_hosts": "wizards.add_hosts",
    "open_add_manager": "wizards.add_manager",
    "open_manager_properties": "dialogs.manager",
    "open_check_certificate": "dialogs.manager",
    "open_host_credential": "dialogs.host_credential",
    "open_new_account": "dialogs.run_as_account",
    "open_account_properties": "dialogs.run_as_account",
    "open_new_user_role": "wizards.user_role",
    "open_user_role_properties": "dialogs.user_role",
    "open_migrate": "wizards.migrate",
    "open_migrate_storage": "wizards.migrate",
    "open_vm_properties": "dialogs.vm_properties",
    "open_host_properties": "dialogs.host_properties",
    "open_new_host_group": "dialogs.host_group",
    "open_host_group_properties": "dialogs.host_group",
    "open_checkpoints": "dialogs.checkpoints",
    "open_new_checkpoint": "dialogs.checkpoints",
    "open_rename": "dialogs.rename",
    "open_delete": "dialogs.delete",
    "open_script_editor": "editor.open_editor",
    "open_script_to_run": "editor.open_editor",
    "edit_library_script": "editor.open_editor",
    "open_run_form": "editor.run_form",
    "open_save_profile": "dialogs.save_profile",
    "open_new_template": "dialogs.template",
    "open_copy_template": "dialogs.template",
    "open_template_properties": "dialogs.template",
    "open_server_settings": "dialogs.server_settings",
    "open_powershell": "powershell.open_powershell",
    "open_plan": "dialogs.plan",
    "open_repair": "dialogs.repair",
    "open_add_share": "dialogs.library",
    "confirm_script": "dialogs.confirm",
    "ask_quit": "dialogs.quit",
    "open_new_local_account": "dialogs.access",
    "open_reset_password": "dialogs.access",
    "open_change_password": "dialogs.access",
    "open_new_token": "dialogs.access",
    "open_confirm_access": "dialogs.access",
}
"""The function that opens it → its module."""


async def open_window(opener: str, context: Context, *values: Any, **options: Any) -> Any:
    """Call an opener of `DIALOGS`, and wait where it is one to wait for; returns what it returns."""
    module = import_module(f"vmmconsole_ui.{DIALOGS[opener]}")
    answer = getattr(module, opener)(context, *values, **options)
    return await answer if isawaitable(answer) else answer


def opens(
    opener: str, values: Callable[[Selection], tuple[Any, ...]] = lambda _selection: ()
) -> Callable[[Context], Coroutine[Any, Any, None]]:
    """What an action does that opens a window on the selection."""

    async def run(context: Context) -> None:
        await open_window(opener, context, *values(context.selection))

    return run


def first_id(selection: Selection) -> tuple[Any, ...]:
    """The ID of the one selected object."""
    return (selection.ids[0],)
