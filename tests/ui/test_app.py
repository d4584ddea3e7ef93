"""The whole console with a real embedded engine: window first, data into it, a crash, an orderly end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vmmconsole.client.embedded import listens
from vmmconsole_ui.app import Console


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that outlives an engine which is just ending."""
    with tempfile.TemporaryDirectory(prefix="vmm", ignore_cleanup_errors=True) as name:
        yield Path(name)


def drive(qtbot: QtBot, loop: asyncio.AbstractEventLoop, work: Awaitable[None]) -> None:
    """Turn the events until the work is done."""
    task = asyncio.ensure_future(work, loop=loop)
    qtbot.waitUntil(task.done, timeout=60_000)
    task.result()


async def until(condition: Callable[[], object]) -> None:
    """Wait for a condition, at most half a minute."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  a process tells no event
            await asyncio.sleep(0.02)


# A killed engine's socket is closed before qasync takes its notifier away; Qt then does that itself, and says so.
@pytest.mark.qt_log_ignore("QSocketNotifier: Invalid socket")
def test_window_data_crash_and_end(qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop, folder: Path) -> None:
    event_loop_of_qt._before_run_forever()  # type: ignore[attr-defined]  # qasync's own start, which exec would make
    console = Console(folder, demo=(2, 6))
    console.show()
    assert console.window.isVisible()
    assert console.window.page is not None
    assert console.window.page.empty.title.text() == "Connecting to the engine…"
    assert console.engine is not None
    engine = console.engine

    async def walk() -> None:
        running = asyncio.create_task(console.run())
        await until(lambda: console.window.page and len(console.window.page.model.rows) == 6)
        process = engine._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        await until(console.window.banner.isVisible)
        await until(lambda: console.objects.state == "live" and not console.window.banner.isVisible())
        assert [notice.text for notice in console.context.notices] == ["The engine is started again."]
        address = engine._address()
        console.window.close()
        await running
        await until(lambda: not listens(address))

    drive(qtbot, event_loop_of_qt, walk())
    assert not console.window.isVisible()
    assert (folder / "console.ini").exists()
    console.window.deleteLater()
    event_loop_of_qt._after_run_forever()  # type: ignore[attr-defined]  # as above


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys; import vmmconsole_ui.app as app; from pathlib import Path; import tempfile;"
        "from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "import asyncio, qasync; asyncio.set_event_loop(qasync.QEventLoop(a));"
        "c = app.Console(Path(tempfile.mkdtemp())); c.window.show(); a.processEvents();"
        "heavy = {'pydantic', 'httpx', 'qtawesome', 'sqlalchemy', 'vmmconsole.model', 'vmmconsole.cmdlets'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
