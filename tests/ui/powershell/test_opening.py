"""Opening PowerShell windows from the console's main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from vmmconsole_ui.powershell.window import PowerShellWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Console


@pytest.fixture
def windows(console: Console):  # type: ignore[no-untyped-def]  # a fixture of a function
    """The PowerShell windows that are open; they are closed at the end, and their threads with them."""

    def found() -> list[PowerShellWindow]:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, PowerShellWindow) and w.isVisible()]
        return sorted(shown, key=lambda w: w.number)

    yield found
    for window in found():
        worker = window.worker
        window.close()
        console.until(lambda worker=worker: worker.is_over)


def test_the_selected_objects_are_named_and_several_windows_may_be_open(console: Console, windows) -> None:  # type: ignore[no-untyped-def]
    names = console.names()[:2]
    console.select(*names)
    console.window.commands.get("powershell").trigger()
    console.until(lambda: len(windows()) == 1)
    first = windows()[0]
    assert first.windowTitle() == "PowerShell"
    console.until(lambda: "$Selection holds 2 virtual machines." in first.transcript.toPlainText())
    console.select(names[0])
    console.window.commands.get("powershell").trigger()
    console.until(lambda: len(windows()) == 2)
    second = windows()[1]
    assert second.windowTitle() == "PowerShell 2"
    console.until(lambda: f"$Selection holds the virtual machine {names[0]}." in second.transcript.toPlainText())


def test_without_a_connection_the_language_works_and_a_cmdlet_says_what_is_wrong(console: Console, windows) -> None:  # type: ignore[no-untyped-def]
    console.window.commands.get("powershell").trigger()
    console.until(windows)
    window = windows()[0]
    window.run("'still ' + 'works'; Get-VM")
    console.until(lambda: "still works" in window.transcript.toPlainText())
    console.until(lambda: "There is no connection to the engine yet." in window.transcript.toPlainText())


def test_the_sessions_end_with_the_console(console: Console, windows) -> None:  # type: ignore[no-untyped-def]
    console.window.commands.get("powershell").trigger()
    console.until(windows)
    worker = windows()[0].worker
    worker.run("while ($true) { }")
    console.until(lambda: worker.is_busy)
    console.context.closing.emit()
    console.until(lambda: worker.is_over)
    assert windows() == []
