"""What a script would do: the engine's answer to running it with -WhatIf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from vmmconsole.model import Job
from vmmconsole.model.errors import VMMError
from vmmconsole.model.status import JobStatus
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label

from .script_dialog import present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class PlanDialog(QDialog):
    """Asks for the plan of a script, and shows it; nothing is changed."""

    def __init__(self, context: Context, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Plan")
        self.context = context
        self.note = plain_label("Asking the engine …", "muted", wrap=True)
        self.text = as_role(QPlainTextEdit(), "plain")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Plan")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look().size.pane] * 4)
        layout.setSpacing(look().size.grid)
        layout.addWidget(self.note)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.buttons)
        self.resize(look().characters(86), look().characters(48))
        spawn_for(self, self._ask(text), "The plan could not be made.")

    async def _ask(self, text: str) -> None:
        try:
            job = await self.context.client.run(text, name="Plan", what_if=True)
            job = await self.context.client.wait(job.id)
        except VMMError as err:
            as_role(self.note, "error").setText(f"{err} {err.action}".strip())
            return
        self.show_plan(job)

    def show_plan(self, job: Job) -> None:
        """Show what came back."""
        if job.status is JobStatus.FAILED and job.error_info is not None:
            error = job.error_info
            as_role(self.note, "error").setText(f"It would fail: {error.message} {error.recommended_action}".strip())
        else:
            as_role(self.note, "muted").setText("This is what the script would do. Nothing has been changed.")
        self.text.setPlainText("\n".join(plan_lines(job)) or "The script would change nothing.")


def plan_lines(job: Job) -> list[str]:
    """The plan's lines: what the steps said, and what the script wrote."""
    lines = list(job.messages)
    for value in job.output:
        text = value.get("Value", value.get("Name", ""))
        if text and str(text) not in lines:
            lines.append(str(text))
    if not lines:
        lines = [step.description or step.name for step in job.steps]
    return lines


def open_plan(context: Context, text: str, parent: QWidget | None = None) -> PlanDialog:
    """Ask the engine what a script would do, and show the answer."""
    dialog = PlanDialog(context, text, parent)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    present(dialog)
    return dialog
