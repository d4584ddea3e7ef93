"""Asking before a verb that loses something, with its script to look at."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QWidget

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_SHOWN_ROWS = 8


class ConfirmDialog(ScriptDialog):
    """A question, the objects it is about, and the verb."""

    def __init__(
        self, context: Context, title: str, text: str, scripts: list[str], verb: str, details: Sequence[str] = ()
    ) -> None:
        self._scripts = scripts
        super().__init__(context, title, verb, danger=True)
        row = QHBoxLayout()
        row.setSpacing(look().size.pane)
        picture = QLabel()
        side = look().size.icon_large
        picture.setPixmap(icon("warning", "warning").pixmap(QSize(side, side)))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain_label(text, wrap=True), 1)
        self.body.addLayout(row)
        if details:
            self.body.addWidget(object_list(details))
        if len(scripts) > 1:
            self.body.addWidget(plain_label(f"{len(scripts)} scripts, one job each.", "muted"))
        self.body.addStretch(1)
        self.refresh()

    def scripts(self) -> list[str]:
        """The scripts that were given."""
        return self._scripts


def object_list(names: Sequence[str]) -> QWidget:
    """The names of what is concerned, scrolled where they are many."""
    shown = QListWidget()
    shown.setAccessibleName("Concerned")
    shown.addItems(list(names))
    shown.setSelectionMode(QListWidget.SelectionMode.NoSelection)
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    as_role(shown, "plain")
    rows = min(len(names), _SHOWN_ROWS)
    shown.setFixedHeight(rows * (look().size.tree_row + 2) + look().size.half)
    for place, name in enumerate(names):
        shown.item(place).setToolTip(name)
    return shown


async def confirm_script(
    context: Context, title: str, text: str, scripts: list[str], verb: str, details: Sequence[str] = ()
) -> bool:
    """Ask, and run the scripts, one job each, where the person agrees; returns whether they were run."""
    dialog = ConfirmDialog(context, title, text, scripts, verb, details)
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not answer.done():
            answer.set_result(code == ConfirmDialog.DialogCode.Accepted)

    dialog.finished.connect(finished)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    present(dialog)
    return await answer
