"""The verbs of library shares and what is in them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views.words import count

from .action import POSSIBLE, Action, Verdict
from .scripts import Verb, script_for
from .windows import open_window

_SHARE = ("LibraryShare",)
_ITEMS = ("ISO", "VirtualHardDisk", "VirtualFloppyDisk", "Script")
_REMOVERS = {
    "ISO": "Remove-ISO",
    "VirtualHardDisk": "Remove-VirtualHardDisk",
    "VirtualFloppyDisk": "Remove-VirtualFloppyDisk",
    "Script": "Remove-Script",
}


def _folder(row: Row) -> Path:
    return Path(row["Path"]) if row.kind == "LibraryShare" else Path(row["SharePath"]).parent


def _is_here(selection: Selection) -> Verdict:
    if selection.rows and _folder(selection.rows[0]).is_dir():
        return POSSIBLE
    return False, "The folder is not on this computer, or it is gone."


async def _explore(context: Context) -> None:
    folder = _folder(context.selection.rows[0])
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        context.notify("No program opens folders here.", "warning", details=str(folder))


async def _delete(context: Context) -> None:
    rows = context.selection.rows
    scripts = [script_for(context, row, f"Delete {row['TypeText']}", _REMOVERS[row.kind]) for row in rows]
    names = rows[0].name if len(rows) == 1 else count(len(rows), "file")
    files = [str(row["SharePath"]) for row in rows]
    text = f"Delete {names}? The file is deleted from the library share."
    await open_window("confirm_script", context, "Delete from library", text, scripts, "Delete", details=files)


async def _edit(context: Context) -> None:
    await open_window("edit_library_script", context, context.selection.rows[0])


async def _script_text(context: Context, row: Row) -> str:
    from vmmconsole.script.parser import decode

    return decode(await context.client.script_content(row.id))


async def _run(context: Context) -> None:
    row = context.selection.rows[0]
    await open_window("open_run_form", context, await _script_text(context, row), row.name)


async def _view(context: Context) -> None:
    from vmmconsole_ui.shell.script_window import show_script

    row = context.selection.rows[0]
    show_script(context, row.name, await _script_text(context, row))


def _is_there(selection: Selection) -> Verdict:
    if selection.rows and selection.rows[0]["State"] == "Missing":
        return False, "The file is gone from the library share."
    return POSSIBLE


ACTIONS: tuple[Action, ...] = (
    Action("refresh_share", "Refresh", "refresh", Verb("Refresh library share", "Refresh-LibraryShare"), _SHARE),
    Action("explore_share", "Explore folder", "explore", _explore, _SHARE, "", _is_here, multi=False),
    Action("run_library_script", "Run…", "start", _run, ("Script",), "", _is_there, multi=False,
           tip="Ask for the script's parameters, and run it as a job"),
    Action("edit_script", "Edit", "edit", _edit, ("Script",), "Ctrl+E", _is_there, multi=False,
           tip="Open the script in the editor"),
    Action("view_library_script", "View", "view_script", _view, ("Script",), "", _is_there, multi=False),
    Action("explore_item", "Open file location", "explore", _explore, (*_ITEMS, "AnswerFile"), "", _is_here,
           multi=False),
    Action("delete_item", "Delete", "delete", _delete, _ITEMS, "Del", section=1),
)  # fmt: skip
