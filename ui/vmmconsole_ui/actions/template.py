"""The verbs of templates."""

from __future__ import annotations

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row

from .action import POSSIBLE, Action, Verdict
from .scripts import ConfirmedVerb, script_for
from .windows import first_id, opens

_KIND = ("Template",)


def _is_enabled(row: Row) -> bool:
    return row["Enabled"] is not False


def _is_disabled(row: Row) -> bool:
    return row["Enabled"] is False


async def _enable(context: Context) -> None:
    await _set_enabled(context, [row for row in context.selection.rows if _is_disabled(row)], enabled=True)


async def _disable(context: Context) -> None:
    await _set_enabled(context, [row for row in context.selection.rows if _is_enabled(row)], enabled=False)


async def _set_enabled(context: Context, rows: list[Row], *, enabled: bool) -> None:
    title = "Enable template" if enabled else "Disable template"
    for row in rows:
        await context.run_script(script_for(context, row, title, "Set-Template", Enabled=enabled), title)


def _can_be_used(selection: Selection) -> Verdict:
    if any(map(_is_enabled, selection.rows)):
        return POSSIBLE
    return False, "The template is disabled. Enable it first."


def _can_be_enabled(selection: Selection) -> Verdict:
    return POSSIBLE if any(map(_is_disabled, selection.rows)) else (False, "It is enabled already.")


def _can_be_disabled(selection: Selection) -> Verdict:
    return POSSIBLE if any(map(_is_enabled, selection.rows)) else (False, "It is disabled already.")


ACTIONS: tuple[Action, ...] = (
    Action("new_vm_from_template", "New virtual machine", "new_vm",
           opens("open_new_vm_from", lambda s: ("Template", s.ids[0])), _KIND, "", _can_be_used, multi=False,
           tip="Makes a virtual machine that is a copy of the template"),
    Action("copy_template", "New template", "new_template", opens("open_copy_template", first_id), _KIND, "",
           multi=False, tip="Makes another template that is a copy of this one"),
    Action("enable_template", "Enable", "ok", _enable, _KIND, "", _can_be_enabled, section=1,
           fits=_is_disabled),
    Action("disable_template", "Disable", "canceled", _disable, _KIND, "", _can_be_disabled, section=1,
           fits=_is_enabled, tip="Keeps virtual machines from being made from it"),
    Action("rename_template", "Rename", "rename", opens("open_rename", lambda s: ("Template", s.ids[0])), _KIND, "F2",
           multi=False, section=2),
    Action("remove_template", "Delete", "delete",
           ConfirmedVerb("Remove template", "Remove-Template", question="Delete", noun="template",
                         consequence="Its files are deleted from the host. Virtual machines made from it stay."),
           _KIND, "Del", section=2),
    Action("template_properties", "Properties", "properties", opens("open_template_properties", first_id), _KIND,
           "Alt+Return", multi=False, section=3),
)  # fmt: skip
