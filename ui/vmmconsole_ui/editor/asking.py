"""Questions that a coroutine can wait for: the windows stay live meanwhile, as nothing is run inside anything else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

FILTER = "PowerShell scripts (*.ps1 *.psm1)"

SaveAnswer = Literal["save", "discard", "cancel"]


async def ask_to_save(parent: QWidget, names: Sequence[str], *, what: str = "") -> SaveAnswer:
    """What to do about texts that stand nowhere else."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("Save changes")
    box.setTextFormat(Qt.TextFormat.PlainText)
    if what:
        box.setText(what)
    elif len(names) == 1:
        box.setText(f"Save the changes to {names[0]}?")
    else:
        box.setText(f"Save the changes to {len(names)} scripts?\n\n" + "\n".join(names[:10]))
    box.setInformativeText("What is not saved is lost.")
    save = box.addButton("&Save" if len(names) < 2 else "&Save all", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("&Discard", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    await _answered(box)
    clicked = box.clickedButton()
    box.deleteLater()
    return "save" if clicked is save else "discard" if clicked is discard else "cancel"


async def ask(parent: QWidget, title: str, text: str, verb: str, *, more: str = "") -> bool:
    """Whether to do it; `verb` is on the button."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(yes)
    await _answered(box)
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is yes


async def ask_file(parent: QWidget, title: str, *, save_as: str = "", folder: str = "") -> list[str]:
    """The paths of the files to open, or with `save_as` the one to write; none where the person does not want to."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setNameFilters([FILTER, "All files (*)"])
    if save_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ps1")
        dialog.selectFile(save_as)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    accepted = await _answered(dialog)
    chosen = dialog.selectedFiles() if accepted else []
    dialog.deleteLater()
    return chosen


async def ask_number(parent: QWidget, title: str, label: str, value: int, most: int) -> int | None:
    """A number from 1, or None."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setLabelText(label)
    dialog.setIntRange(1, most)
    dialog.setIntValue(value)
    accepted = await _answered(dialog)
    number = dialog.intValue()
    dialog.deleteLater()
    return number if accepted else None


async def _answered(dialog: QMessageBox | QFileDialog | QInputDialog) -> bool:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not answer.done():
            answer.set_result(code)

    dialog.finished.connect(finished)
    dialog.open()
    return bool(await answer)
