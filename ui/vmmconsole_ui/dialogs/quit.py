"""Quitting while jobs run: wait, leave the engine running until they end, stop them, or stay."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout

from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

from .confirm import object_list

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

Answer = Literal["wait", "leave", "stop", "cancel"]

_CHOICES: tuple[tuple[Answer, str, str], ...] = (
    ("wait", "&Wait for them", "The console closes when the last one has ended."),
    (
        "leave",
        "&Leave the engine running until they end",
        "The console closes now; the engine ends after the last one.",
    ),
    ("stop", "&Stop them", "Each stops at its next safe point and can be restarted later."),
)


class QuitDialog(QDialog):
    """The running jobs, and what to do about them."""

    def __init__(self, context: Context, running_jobs: Sequence[Row]) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Quit")
        count = len(running_jobs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look().size.pane] * 4)
        layout.setSpacing(look().size.grid)
        text = "A job is running." if count == 1 else f"{count} jobs are running."
        layout.addWidget(as_role(plain_label(text), "heading"))
        layout.addWidget(object_list([_job_text(job) for job in running_jobs]))
        self._group = QButtonGroup(self)
        self.radios: dict[Answer, QRadioButton] = {}
        for number, (answer, label, hint) in enumerate(_CHOICES):
            radio = QRadioButton(label)
            self.radios[answer] = radio
            self._group.addButton(radio, number)
            layout.addWidget(radio)
            note = plain_label(hint, "muted", wrap=True)
            note.setIndent(look().size.pane + look().size.grid)
            layout.addWidget(note)
        self.radios["leave"].setChecked(True)
        self.buttons = QDialogButtonBox()
        self.quit_button = as_role(self.buttons.addButton("&Quit", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        self.cancel_button = self.buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(look().size.small_dialog_width)

    def answer(self) -> Answer:
        """What the person chose."""
        return _CHOICES[self._group.checkedId()][0]


def _job_text(job: Row) -> str:
    target = str(job["ResultName"] or "")
    progress = job["ProgressValue"]
    text = f"{job.name} {target}".strip()
    return f"{text}, {progress} %" if progress else text


async def ask_quit(context: Context, running_jobs: Sequence[Row]) -> Answer:
    """Ask what to do about running jobs: ``wait``, ``leave``, ``stop``, or ``cancel`` to stay."""
    dialog = QuitDialog(context, running_jobs)
    answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not answer.done():
            answer.set_result(dialog.answer() if code == QDialog.DialogCode.Accepted else "cancel")

    dialog.finished.connect(finished)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return await answer
