"""What the tests of the console share: a window over a stand-in of the engine's client, on a real event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import ClientStandIn, fabric
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import ObjectStore
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.shell.appearance import apply_settings
from vmmconsole_ui.shell.main_window import MainWindow
from vmmconsole_ui.shell.view_page import ViewPage
from vmmconsole_ui.theme import look


def pytest_configure(config: pytest.Config) -> None:
    """What the offscreen platform cannot do, and says each time, is no fault of the console."""
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support (propagateSizeHints|raise)\(\)")


@dataclass
class Console:
    """A window, the stand-in behind it, and what a person sees in it."""

    window: MainWindow
    client: ClientStandIn
    objects: ObjectStore
    settings: Settings
    qtbot: QtBot

    @property
    def context(self) -> Context:
        """What actions are handed."""
        return self.window.context

    @property
    def page(self) -> ViewPage:
        """The list that is shown."""
        page = self.window.page
        assert page is not None
        return page

    def until(self, condition: Callable[[], object], seconds: float = 5) -> None:
        """Wait for what a person would wait for."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=round(seconds * 1000))

    def follow(self) -> None:
        """Connect, and wait until everything is there."""
        self.context.spawn(self.objects.follow(self.client))
        self.until(lambda: self.objects.state == "live")
        self.until(lambda: self.client.is_followed)

    def names(self) -> list[str]:
        """The names in the list, from top to bottom."""
        return [row.name for row in self.page.model.rows]

    def column(self, title: str) -> list[str]:
        """The texts of a column, from top to bottom."""
        model = self.page.model
        number = next(n for n, column in enumerate(model.columns) if column.title == title)
        return [model.index(row, number).data() for row in range(model.rowCount())]

    def select(self, *names: str) -> None:
        """Select objects by name, as with the mouse."""
        self.page.grid.select_ids([row.id for row in self.page.model.rows if row.name in names])

    def verbs(self) -> dict[str, tuple[bool, str]]:
        """The actions pane: title → enabled and tooltip."""
        return {b.text(): (b.isEnabled(), b.toolTip()) for b in self.window.actions_pane.buttons()}

    def filter(self, text: str) -> None:
        """Type into the filter, and wait until the list follows."""
        self.page.filter.setText(text)
        self.until(lambda: self.page.model.filter_text == text)


@pytest.fixture
def event_loop_of_qt(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """A running loop that shares Qt's events, as in the application."""
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    asyncio.events._set_running_loop(loop)  # pytest-qt turns the events, not the loop itself
    yield loop
    asyncio.events._set_running_loop(None)
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def settings() -> Settings:
    """Settings in memory, with the light colours."""
    made = Settings()
    made.set("look/scheme", "light")
    return made


@pytest.fixture
def make_console(
    qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop
) -> Iterator[Callable[[ClientStandIn, Settings], Console]]:
    """Opens windows, and closes them in order."""
    _leave_no_window()  # tests of wizards alone leave theirs
    opened: list[Console] = []

    def make(client: ClientStandIn, settings: Settings) -> Console:
        apply_settings(settings)
        objects = ObjectStore()
        console = Console(MainWindow(client, objects, settings), client, objects, settings, qtbot)
        console.window.resize(look().size.window_width, look().size.window_height)
        console.window.show()
        opened.append(console)
        return console

    yield make
    for console in opened:
        ending = event_loop_of_qt.create_task(console.context.end_tasks())
        qtbot.waitUntil(ending.done)
        console.window.finish()
    _leave_no_window()


def _leave_no_window() -> None:
    """Delete what a test left open: the next one looks for its windows among all that there are."""
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:  # lists that belong to fields go with these
            widget.hide()  # a close could ask whether to save
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def waiting(make_console: Callable[[ClientStandIn, Settings], Console], settings: Settings) -> Console:
    """A console whose engine has not answered yet."""
    return make_console(fabric(ClientStandIn()), settings)


@pytest.fixture
def console(waiting: Console) -> Console:
    """A console with the fabric of the sketches, everything loaded, on the Virtual Machines view."""
    waiting.follow()
    return waiting
