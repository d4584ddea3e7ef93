"""A script in a window of its own: that of a job, or what a verb would run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.context import Context
from vmmconsole_ui.theme import look


async def open_job_script(context: Context, job_id: str) -> None:
    """Read a job's script and show it.

    Raises:
        VMMError: the job is gone, or there is no connection.
    """
    from vmmconsole.model import Job

    job = await context.client.get(Job, job_id)
    show_script(context, f"Script of {job.name}", job.script)


def show_script(context: Context, title: str, text: str) -> QDialog:
    """Show a script to read, copy, save, change or plan."""
    from vmmconsole_ui.widgets.script_view import ScriptView

    window = QDialog(context.window)
    window.setWindowTitle(title)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.resize(look().size.dialog_width, look().size.dialog_height)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    view = ScriptView(window, can_edit=True, can_plan=True)
    view.edit_requested.connect(lambda script: context.spawn(open_window("open_script_editor", context, script)))
    view.plan_requested.connect(lambda script: context.spawn(open_window("open_plan", context, script, parent=window)))
    view.set_text(text)
    layout.addWidget(view)
    window.show()
    return window
