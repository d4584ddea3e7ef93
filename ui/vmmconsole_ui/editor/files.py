"""Opening, saving and closing of the editor's scripts: never a text lost, never half a file written."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from . import script_file
from .asking import ask, ask_file, ask_to_save
from .page import ScriptPage
from .script_file import FileFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .window import ScriptEditorWindow

_RECENT = "editor/recent"
_MOST_RECENT = 12
Stamp = tuple[int, int]


class Files(QObject):
    """What the File menu of an editor does."""

    recent_changed = Signal()

    def __init__(self, window: ScriptEditorWindow) -> None:
        super().__init__(window)
        self.window = window
        self.context = window.context
        self._stamps: dict[ScriptPage, Stamp] = {}
        """When the file of a page was last read or written here, and how large it was."""

    # Opening

    async def ask_open(self) -> None:
        """Ask for files and open them."""
        page = self.window.page
        folder = str(page.path.parent) if page is not None and page.path is not None else self._last_folder()
        for name in await ask_file(self.window, "Open script", folder=folder):
            await self.open(Path(name))

    async def open(self, path: Path) -> ScriptPage | None:
        """Open a file in a tab, or go to the tab that has it."""
        path = _absolute(path)
        for page in self.window.pages():
            if page.path is not None and _is_same(page.path, path):
                self.window.show_page(page)
                return page
        try:
            stamp = _stamp(path)
            text, form = await asyncio.to_thread(script_file.load, path)
        except OSError as err:
            self.window.say(f"{path.name} cannot be read: {err.strerror}.", "error")
            self._forget(path)
            return None
        page = self.window.blank_page()
        page.path = path
        page.load(text, form)
        if stamp is not None:
            self._stamps[page] = stamp
        self._remember(path)
        self.window.say("")
        return page

    @property
    def recent(self) -> list[Path]:
        """The files that were opened last, the newest first."""
        return [Path(name) for name in self.context.settings.texts(_RECENT)]

    def _last_folder(self) -> str:
        recent = self.recent
        return str(recent[0].parent) if recent else ""

    def _remember(self, path: Path) -> None:
        names = [str(path), *(str(known) for known in self.recent if known != path)][:_MOST_RECENT]
        self.context.settings.set(_RECENT, tuple(name for name in names if "\n" not in name))
        self.recent_changed.emit()

    def _forget(self, path: Path) -> None:
        self.context.settings.set(_RECENT, tuple(str(known) for known in self.recent if known != path))
        self.recent_changed.emit()

    # Saving

    async def save(self, page: ScriptPage) -> bool:
        """Save where it stands, or ask where; False where it is not saved."""
        if page.library is not None:
            return await self.window.library.save(page)
        if page.path is None:
            return await self.save_as(page)
        if self._changed_outside(page) and not await ask(
            self.window,
            "Save script",
            f"{page.title} was changed by somebody else since it was opened.",
            "&Overwrite",
            more="Saving replaces what they wrote. Save it under another name to keep both.",
        ):
            return False
        return await self._write(page, page.path, page.form)

    async def save_as(self, page: ScriptPage) -> bool:
        """Ask for a file and save there."""
        name = page.title if page.title.lower().endswith((".ps1", ".psm1")) else f"{page.title}.ps1"
        suggestion = str(page.path) if page.path is not None else str(Path(self._last_folder()) / name)
        chosen = await ask_file(self.window, "Save script", save_as=suggestion)
        return bool(chosen) and await self._write(page, Path(chosen[0]), page.form)

    async def _write(self, page: ScriptPage, path: Path, form: FileFormat) -> bool:
        text, revision = page.editor.text(), page.editor.revision
        data, used = script_file.to_bytes(text, form)
        try:
            await asyncio.to_thread(script_file.save, path, data)
        except OSError as err:
            self.window.say(f"{path.name} was not saved: {err.strerror}. Save it somewhere else.", "error")
            return False
        page.path, page.library, page.form = path, None, used
        if (stamp := _stamp(path)) is not None:
            self._stamps[page] = stamp
        if page.editor.revision == revision:
            page.saved()
        self._remember(path)
        changed = f" as {used.encoding_text}, because the text needs it" if used.encoding != form.encoding else ""
        self.window.say(f"Saved{changed}.", "warning" if changed else "ok")
        return True

    def _changed_outside(self, page: ScriptPage) -> bool:
        known = self._stamps.get(page)
        return known is not None and page.path is not None and _stamp(page.path) not in (known, None)

    # Closing

    async def close(self, page: ScriptPage) -> bool:
        """Close a tab; asks where something is not saved."""
        self.window.show_page(page)
        if not await self.may_lose([page]):
            return False
        self._stamps.pop(page, None)
        self.window.remove_page(page)
        return True

    async def may_lose(self, pages: Sequence[ScriptPage]) -> bool:
        """Whether these tabs may be closed: everything is saved, or the person wants it lost."""
        unsaved = [page for page in pages if page.is_modified]
        if not unsaved:
            return True
        answer = await ask_to_save(self.window, [page.title for page in unsaved])
        if answer == "cancel":
            return False
        if answer == "save":
            for page in unsaved:
                self.window.show_page(page)
                if not await self.save(page):
                    return False
        return True


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  no disk is touched, and links stay


def _stamp(path: Path) -> Stamp | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
