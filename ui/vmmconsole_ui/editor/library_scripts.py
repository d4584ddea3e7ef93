"""The library's scripts in the editor: opening one, and saving there, which is a job like every other change."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from vmmconsole.model.errors import VMMError
from vmmconsole.script.calls import SWITCH, Argument, Call, Script, Word
from vmmconsole.script.writer import write
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, choice_field, plain_label

from . import script_file
from .page import LibraryPlace, ScriptPage
from .script_file import FileFormat

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

    from .window import ScriptEditorWindow

_ENCODINGS = {("utf-8", True): "UTF8", ("utf-8", False): "UTF8NoBOM", ("utf-16-le", True): "Unicode",
              ("utf-16-be", True): "BigEndianUnicode", ("cp1252", False): "Default"}  # fmt: skip


class LibraryScripts:
    """What the editor does with the library."""

    def __init__(self, window: ScriptEditorWindow) -> None:
        self.window = window
        self.context = window.context

    async def open(self, row: Row) -> ScriptPage | None:
        """Open a script of the library in a tab, or go to the tab that has it.

        Raises:
            VMMError: it cannot be read.
        """
        for page in self.window.pages():
            if page.library is not None and page.library.item_id == row.id:
                self.window.show_page(page)
                return page
        data = await self.context.client.script_content(row.id)
        text, form = script_file.read_bytes(data)
        page = self.window.blank_page()
        folder = str(row["Directory"] or "")
        file = str(row["SharePath"]).rpartition("/")[2]
        page.library = LibraryPlace(
            str(row["LibraryShare.ID"]), str(row["LibraryShare.Name"] or ""), f"{folder}/{file}" if folder else file,
            sha256(data).hexdigest(), row.id,
        )  # fmt: skip
        page.load(text, form)
        return page

    async def save(self, page: ScriptPage) -> bool:
        """Save a tab where it stands in the library."""
        assert page.library is not None
        return await self._write(page, page.library)

    async def save_as(self, page: ScriptPage) -> bool:
        """Ask for a share and a name there, and save."""
        shares = list(self.context.objects.table("LibraryShare"))
        if not shares:
            self.window.say("There is no library share. Add one in the Library view.", "warning")
            return False
        dialog = SaveToLibrary(self.window, shares, page)
        answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        dialog.finished.connect(lambda code: None if answer.done() else answer.set_result(code))
        dialog.open()
        accepted = await answer
        place = dialog.place()
        dialog.deleteLater()
        return bool(accepted) and await self._write(page, place)

    async def _write(self, page: ScriptPage, place: LibraryPlace) -> bool:
        text, revision = page.editor.text(), page.editor.revision
        form = page.form if (page.form.encoding, page.form.has_mark) in _ENCODINGS else script_file.STANDARD
        data, form = script_file.to_bytes(text, form)
        script = save_script(self.context, place, text, form)
        self.window.say(f"Saving to {place.share_name} …")
        try:
            job = await self.context.run_script(script, f"Save script {page.title} to library", shown=True)
            job = await self.context.client.wait(job.id)
        except VMMError as err:
            self.window.say(f"Not saved: {err} {err.action}".strip(), "error")
            return False
        if job.error_info is not None or job.status.value == "Canceled":
            error = job.error_info
            why = f"{error.message} {error.recommended_action}" if error else "The job was canceled."
            self.window.say(f"Not saved: {why}".strip(), "error")
            return False
        item = str(job.result_object_id or place.item_id)
        page.library = LibraryPlace(place.share_id, place.share_name, place.path, sha256(data).hexdigest(), item)
        page.path, page.form = None, form
        if page.editor.revision == revision:
            page.saved()
        self.window.say(f"Saved to {place.share_name}.", "ok")
        page.titled.emit()
        return True


def save_script(context: Context, place: LibraryPlace, text: str, form: FileFormat) -> str:
    """The script that writes a text to a place in the library; what was there is replaced only where it was read."""
    from datetime import datetime

    ended = text if form.line_end == "\n" else text.replace("\n", form.line_end)
    arguments = [
        Argument("VMMServer", context.client.address),
        Argument("Path", place.path),
        Argument("LibraryShare", place.share_id),
        Argument("Content", ended),
        Argument("Encoding", Word(_ENCODINGS[form.encoding, form.has_mark])),
    ]
    if place.content_hash:
        arguments += [Argument("Force", SWITCH), Argument("ReplacesHash", place.content_hash)]
    script = Script("Save Script To Library", (Call("New-Script", tuple(arguments)),))
    return write(script, generated_at=datetime.now().astimezone())


class SaveToLibrary(QDialog):
    """Asks for a share, and a folder and name in it."""

    def __init__(self, window: QWidget, shares: list[Row], page: ScriptPage) -> None:
        super().__init__(window)
        self.setWindowTitle("Save to library")
        form = Form()
        self.share: QComboBox = form.add(
            "&Library share", choice_field([(row.name, row.id) for row in shares]), "share", wide=True
        )
        known = page.library.path if page.library is not None else page.title
        self.path = form.add("&Folder and name", QLineEdit(_script_name(known)), "path", wide=True)
        self.path.setPlaceholderText("reports/machines.ps1")
        self.problem = plain_label("", "error", wrap=True)
        note = plain_label("Everybody who may see the share can open and run it there.", "muted", wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = as_role(self.buttons.addButton("&Save", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.path.textChanged.connect(lambda _text: self._check())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look().size.pane] * 4)
        for widget in (form, note, self.problem, self.buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(look().characters(72))
        self._check()
        self.path.selectAll()
        self.path.setFocus()

    def place(self) -> LibraryPlace:
        """Where to save."""
        path = "/".join(part for part in self.path.text().replace("\\", "/").split("/") if part)
        return LibraryPlace(str(self.share.currentData()), self.share.currentText(), path)

    def _check(self) -> None:
        parts = self.place().path.split("/")
        bad = not parts[-1].lower().endswith(".ps1") or any(part.startswith(".") for part in parts)
        self.problem.setText(
            "Give a name that ends in .ps1, with folders before it where you want them." if bad else ""
        )
        self.problem.setVisible(bad)
        self.save_button.setEnabled(not bad)


def _script_name(title: str) -> str:
    return title if title.lower().endswith(".ps1") else f"{title}.ps1"
