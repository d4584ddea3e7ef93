"""LiveConsole: the whole console with an embedded engine of its own, as tests drive it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vmmconsole_ui.app import Console
from vmmconsole_ui.shell.view_page import ViewPage

W = TypeVar("W", bound=QWidget)
PATIENCE_SECONDS = 30


def drive(qtbot: QtBot, loop: asyncio.AbstractEventLoop, work: Awaitable[None]) -> None:
    """Turn the events until the work is done."""
    loop._before_run_forever()  # type: ignore[attr-defined]  # qasync's own start, which exec would make
    task = asyncio.ensure_future(work, loop=loop)
    qtbot.waitUntil(task.done, timeout=120_000)
    task.result()
    loop._after_run_forever()  # type: ignore[attr-defined]  # as above


async def until(condition: Callable[[], Any]) -> Any:
    """What the condition gives once it is true, waited for half a minute at most."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not (found := condition()):  # noqa: ASYNC110  a process tells no event
            await asyncio.sleep(0.02)
    return found


def window_of(kind: type[W]) -> W | None:
    """The visible window of that class."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


class LiveConsole:
    """A console that runs; `end` closes it as its owner does."""

    def __init__(self, folder: Path, demo: tuple[int, int] = (2, 6), *, server: str = "") -> None:
        """With `server` on the engine there, else on an embedded one of its own."""
        self.console = Console(folder, server=server) if server else Console(folder, demo=demo)
        self.console.show()
        self.window = self.console.window
        self.objects = self.console.objects
        self.running = asyncio.get_running_loop().create_task(self.console.run())

    @property
    def page(self) -> ViewPage:
        """The list that is shown."""
        assert self.window.page is not None
        return self.window.page

    async def ready(self, machines: int = 6) -> None:
        """Wait until the machines are listed."""
        await until(lambda: self.objects.state == "live" and len(self.objects.table("VM")) >= machines)

    def row(self, name: str, kind: str = "VM") -> Any:
        """The object of that name, or None."""
        return next((row for row in self.objects.table(kind) if row.name == name), None)

    def rows(self, kind: str = "VM") -> dict[str, list[Any]]:
        """All rows of a kind as the console has them."""
        return {row.id: list(row.values) for row in self.objects.table(kind)}

    def context_rows(self) -> tuple[Any, ...]:
        """What is selected."""
        return self.console.context.selection.rows

    async def run_script(self, text: str, name: str = "Run script") -> str:
        """Run a script, and return the job's ID as soon as the console has the job."""
        job = await self.console.context.run_script(text, name)
        await until(lambda: self.objects.find("Job", str(job.id)))
        return str(job.id)

    async def end(self) -> None:
        """Close the window for good, and the engine with it."""
        self.window.finish()
        if self.console.engine is not None:
            await self.console.engine.stop("now")
        self.console.ended.set()
        await self.running
        self.window.deleteLater()
