"""The verbs of jobs."""

from __future__ import annotations

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import is_outside

from .action import POSSIBLE, Action, Verdict

_JOB = ("Job",)


def _can_cancel(selection: Selection) -> Verdict:
    if any(row["IsStoppable"] for row in selection.rows):
        return POSSIBLE
    return False, "Only a job that waits or runs can be canceled."


def _can_restart(selection: Selection) -> Verdict:
    if any(row["IsRestartable"] for row in selection.rows):
        return POSSIBLE
    return False, "Only a failed or canceled job whose steps can go on can be restarted."


def _has_script(selection: Selection) -> Verdict:
    if any(is_outside(row) for row in selection.rows):
        return False, "It was started outside of this console, without a script."
    return POSSIBLE


async def _cancel(context: Context) -> None:
    for row in context.selection.rows:
        if row["IsStoppable"]:
            await context.stop_job(row.id)


async def _restart(context: Context) -> None:
    for row in context.selection.rows:
        if row["IsRestartable"]:
            await context.restart_job(row.id)


async def _view_script(context: Context) -> None:
    from vmmconsole_ui.shell.script_window import open_job_script

    await open_job_script(context, context.selection.ids[0])


ACTIONS: tuple[Action, ...] = (
    Action("cancel_job", "Cancel", "cancel", _cancel, _JOB, "", _can_cancel,
           tip="Stops at the next safe point; what is done stays done"),
    Action("restart_job", "Restart", "restart_job", _restart, _JOB, "", _can_restart,
           tip="Goes on from the step that failed"),
    Action("view_script", "View script", "view_script", _view_script, _JOB, "", _has_script, multi=False, section=1),
)  # fmt: skip
