"""Opening PowerShell windows from the console."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from vmmconsole_ui.views.words import count

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint
    from vmmconsole.client.history import History
    from vmmconsole_ui.context import Context, Selection

    from .window import PowerShellWindow

_open: WeakKeyDictionary[Context, list[PowerShellWindow]] = WeakKeyDictionary()
_NOUNS = {
    "VM": "virtual machine", "VMHost": "host", "VMHostGroup": "host group", "LibraryShare": "library share",
    "ISO": "ISO image", "VirtualHardDisk": "virtual hard disk", "VirtualFloppyDisk": "floppy disk", "Job": "job",
    "Script": "script", "AnswerFile": "answer file",
}  # fmt: skip
MOST_SELECTED = 500
"""So many objects are read for ``$Selection`` at most."""


async def open_powershell(context: Context) -> PowerShellWindow:
    """Open one more PowerShell window; ``$Selection`` is what is selected in the console now."""
    selection = context.selection
    # The language takes longer to load than a frame may.
    await asyncio.to_thread(import_module, "vmmconsole.client.shell")
    from .window import PowerShellWindow

    windows = _open.setdefault(context, [])
    number = next(n for n in range(1, len(windows) + 2) if n not in {w.number for w in windows})

    def find() -> Endpoint:
        from vmmconsole.model.errors import EngineError

        endpoint: Endpoint | None = getattr(context.client, "endpoint", None)
        if endpoint is None:
            raise EngineError("There is no connection to the engine yet.", action="Try again when the console has one.")
        return endpoint

    window = PowerShellWindow(context, find, _history(context), number)
    windows.append(window)
    window.closed.connect(lambda: windows.remove(window))
    context.closing.connect(window.close)
    window.show()
    rows = selection.rows[:MOST_SELECTED]
    window.start([(row.kind, row.id) for row in rows], _words(selection, len(rows)))
    return window


def _words(selection: Selection, taken: int) -> str:
    noun = _NOUNS.get(selection.kind, "object")
    if taken == 1:
        return f"the {noun} {selection.rows[0].name}"
    rest = "" if taken == len(selection) else f" of the {len(selection):,} that are selected"
    return f"{count(taken, noun)}{rest}"


def _history(context: Context) -> History:
    """The history of the user's shell, in the terminal too; of this session alone where nothing is remembered."""
    from vmmconsole.client.embedded import default_data_dir
    from vmmconsole.client.history import History

    if not context.settings.is_kept:
        return History(None)

    return History(default_data_dir() / "shell-history")
