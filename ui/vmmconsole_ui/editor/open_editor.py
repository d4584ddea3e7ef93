"""The one script editor of a console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from .window import ScriptEditorWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_windows: WeakKeyDictionary[Context, ScriptEditorWindow] = WeakKeyDictionary()


def editor_of(context: Context) -> ScriptEditorWindow:
    """The editor of the console, shown; made on first use, with what an earlier one left unsaved."""
    window = _windows.get(context)
    if window is None:
        window = _windows[context] = ScriptEditorWindow(context)
        window.closed.connect(lambda: _windows.pop(context, None))
        window.recover()
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def open_script_editor(context: Context, text: str = "", name: str = "") -> ScriptEditorWindow:
    """Open the editor, with a text in a new tab where one is given, else with an empty one where nothing is open."""
    window = editor_of(context)
    if text or window.page is None:
        window.new_page(text, name)
    return window


async def open_script_file(context: Context, path: Path) -> ScriptEditorWindow:
    """Open a file in the editor."""
    window = editor_of(context)
    await window.files.open(path)
    return window


async def edit_library_script(context: Context, row: Row) -> ScriptEditorWindow:
    """Open a script of the library in the editor.

    Raises:
        VMMError: it cannot be read.
    """
    window = editor_of(context)
    await window.library.open(row)
    return window


def open_script_to_run(context: Context) -> ScriptEditorWindow:
    """Open the editor and ask for a file."""
    window = open_script_editor(context)
    window.spawn(window.files.ask_open())
    return window
