"""What the tests of the PowerShell window share: a real engine in another process, and a window on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from vmmconsole.client.endpoint import Endpoint, parse_endpoint
from vmmconsole.client.history import History
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import NOUNS
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import KINDS, ObjectStore, Row
from vmmconsole_ui.powershell.window import PowerShellWindow
from vmmconsole_ui.powershell.worker import ShellWorker
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.shell.appearance import apply_settings

PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An engine with 2 simulated hosts and 20 machines."""
    data = tmp_path_factory.mktemp("powershell")
    command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(data), "--demo", "2,20"]
    command += ["--listen", f"unix:{data}/e.sock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            assert line.startswith("ready "), line
            found = parse_endpoint(line.split()[1])
            with SyncClient(found) as client:
                client.wait_ready()
            yield found
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()


@pytest.fixture
def context(endpoint: Endpoint, qapp: Any) -> Context:
    """A console's context with the engine's objects, as they are now."""
    settings = Settings()
    settings.set("look/scheme", "light")
    apply_settings(settings)
    objects = ObjectStore()
    with SyncClient(endpoint) as client:
        for kind in KINDS:
            listing = client.list(NOUNS[kind])
            table = objects.tables[kind]
            table.index = {name: place for place, name in enumerate(listing.properties)}
            table.rows = {values[0]: Row(table, values) for values in listing.rows}
    return Context(SimpleNamespace(endpoint=endpoint, address="localhost"), None, objects, settings)  # type: ignore[arg-type]  # nothing else is asked of it


class Shown:
    """A PowerShell window, and what a person does in it."""

    def __init__(self, window: PowerShellWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def text(self) -> str:
        """The output."""
        return self.window.transcript.toPlainText()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a person would wait for."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def type(self, text: str) -> None:
        """Press keys in the field."""
        QTest.keyClicks(self.window.input, text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key in the field."""
        QTest.keyClick(self.window.input, key, modifiers)

    def enter(self, text: str) -> None:
        """Type a statement and run it."""
        self.window.input.set_text(text)
        self.press(Qt.Key.Key_Return)

    def idle(self) -> None:
        """Wait until nothing runs and everything is shown."""
        worker = self.window.worker
        self.until(lambda: not worker.is_busy and worker._statements.empty() and not worker.screen.output)

    def run(self, text: str) -> str:
        """Run a statement to its end; what it wrote."""
        before = len(self.text)
        self.enter(text)
        self.until(lambda: text.split("\n")[0] in self.text[before:])
        self.idle()
        return self.text[before:]


@pytest.fixture
def open_window(context: Context, qtbot: QtBot) -> Iterator[Callable[..., Shown]]:
    """Opens windows, and ends them in order."""
    opened: list[tuple[PowerShellWindow, ShellWorker]] = []

    def make(chosen: Any = (), what: str = "") -> Shown:
        window = PowerShellWindow(context, lambda: context.client.endpoint, History(None))  # type: ignore[attr-defined]
        opened.append((window, window.worker))
        window.show()
        window.start(chosen, what)
        return Shown(window, qtbot)

    yield make
    for window, worker in opened:
        if isValid(window):  # one that ``exit`` has closed is gone
            window.close()
        qtbot.waitUntil(lambda worker=worker: worker.is_over, timeout=PATIENCE_MS)  # type: ignore[misc]
    qtbot.wait(0)


@pytest.fixture
def shown(open_window: Callable[..., Shown]) -> Shown:
    """A window with nothing selected."""
    return open_window()
