"""Opening PowerShell windows from the console."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from vmmconsole.client.history import History
from vmmconsole.model.errors import EngineError
from vmmconsole_ui.views.words import count

from .window import PowerShellWindow

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint
    from vmmconsole_ui.context import Context, Selection

_open: WeakKeyDictionary[Context, list[PowerShellWindow]] = WeakKeyDictionary()
_NOUNS = {
    "VM": "virtual machine", "VMHost": "host", "VMHostGroup": "host group", "LibraryShare": "library share",
    "ISO": "ISO image", "VirtualHardDisk": "virtual hard disk", "VirtualFloppyDisk": "floppy disk", "Job": "job",
    "Script": "script", "AnswerFile": "answer file",
}  # fmt: skip
MOST_SELECTED = 500
"""So many objects are read for ``$Selection`` at most."""


def open_powershell(context: Context, *, with_selection: bool = True) -> PowerShellWindow:
    """Open one more PowerShell window; ``$Selection`` is what is selected in the console now."""
    windows = _open.setdefault(context, [])
    number = next(n for n in range(1, len(windows) + 2) if n not in {w.number for w in windows})

    def find() -> Endpoint:
        endpoint: Endpoint | None = getattr(context.client, "endpoint", None)
        if endpoint is None:
            raise EngineError("There is no connection to the engine yet.", action="Try again when the console has one.")
        return endpoint

    window = PowerShellWindow(context, find, _history(context), number)
    windows.append(window)
    window.closed.connect(lambda: windows.remove(window))
    window.show()
    selection = context.selection
    rows = selection.rows[:MOST_SELECTED] if with_selection else ()
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
    if not context.settings.is_kept:
        return History(None)
    from vmmconsole.client.embedded import default_data_dir

    return History(default_data_dir() / "shell-history")
