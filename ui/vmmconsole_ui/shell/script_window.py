"""The script of a job, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from vmmconsole_ui.context import Context
from vmmconsole_ui.theme import look


async def open_job_script(context: Context, job_id: str) -> None:
    """Read a job's script and show it.

    Raises:
        VMMError: the job is gone, or there is no connection.
    """
    from vmmconsole.model import Job
    from vmmconsole_ui.widgets.script_view import ScriptView

    job = await context.client.get(Job, job_id)
    window = QDialog(context.window)
    window.setWindowTitle(f"Script of {job.name}")
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.resize(look().size.dialog_width, look().size.dialog_height)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    view = ScriptView(window)
    view.set_text(job.script)
    layout.addWidget(view)
    window.show()
