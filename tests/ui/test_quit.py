"""Quitting while a job runs, coming back, a crash, and two consoles on one engine: all with a real engine."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.live_console import LiveConsole, drive, until, window_of
from vmmconsole.model import Job, VirtualMachine
from vmmconsole_ui.dialogs.quit import QuitDialog

# A killed engine's socket is closed before qasync takes its notifier away; Qt then does that itself, and says so.
pytestmark = pytest.mark.qt_log_ignore("QSocketNotifier: Invalid socket")

Run = Callable[[Awaitable[None]], None]
SLOW_HOST = 'Add-VMHost -VMMServer localhost -ComputerName "slow" -Connection "simulated:slow?machines=0&latency=0.3"'
SLOW_JOB = """$VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "slow"}
New-VM -VMMServer localhost -Name "slow-01" -VMHost $VMHost -Path "/var/lib/vms"
1..3 | foreach { Get-VM -VMMServer localhost -Name "slow-01" | Start-VM | Stop-VM }
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that outlives an engine which is just ending."""
    with tempfile.TemporaryDirectory(prefix="vmm", ignore_cleanup_errors=True) as name:
        yield Path(name)
        with contextlib.suppress(OSError, ValueError):  # a test that failed leaves its engine
            os.kill(json.loads((Path(name) / "engine.json").read_text("utf-8"))["Pid"], signal.SIGKILL)


@pytest.fixture
def run(qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop) -> Run:
    """Turns the events until the work is done."""
    return lambda work: drive(qtbot, event_loop_of_qt, work)


async def with_slow_job(folder: Path) -> tuple[LiveConsole, str]:
    """A console in which a job of several seconds runs, and that job's ID."""
    live = LiveConsole(folder)
    await live.ready()
    await live.run_script(SLOW_HOST)
    await until(lambda: (row := live.row("slow", "VMHost")) and row["OverallState"] == "OK")
    await until(lambda: not live.objects.running_jobs())
    job_id = await live.run_script(SLOW_JOB, "Create virtual machine")
    await until(lambda: live.row("slow-01"))
    return live, job_id


async def quit_asks(live: LiveConsole) -> QuitDialog:
    """Close the window as a person does, and wait for the question."""

    def asked() -> QuitDialog | None:
        live.window.close()
        return window_of(QuitDialog)

    return await until(asked)  # type: ignore[no-any-return]  # it waits for one


def test_leaving_with_a_job_and_coming_back_finds_everything_as_it_was(folder: Path, run: Run) -> None:
    async def walk() -> None:
        live, job_id = await with_slow_job(folder)
        await until(lambda: live.window.status.job.text() == "Create virtual machine slow-01")
        live.window.resize(791, 677)
        live.window.show_pane("actions", shown=False)
        live.page.grid.setColumnWidth(0, 234)
        live.page.grid.horizontalHeader().setSortIndicator(6, Qt.SortOrder.DescendingOrder)
        chosen = live.page.model.rows[2].id
        live.page.grid.select_ids([chosen])
        dialog = await quit_asks(live)
        assert dialog.radios["leave"].isChecked()
        dialog.quit_button.click()
        await live.running
        assert not live.window.isVisible()
        live.window.deleteLater()

        back = LiveConsole(folder)
        await back.ready(7)
        assert back.console.engine is not None
        assert not back.console.engine.started
        job = back.objects.find("Job", job_id)
        assert job is not None
        assert job["Status"] == "Running"
        await until(lambda: back.window.status.job.text() == "Create virtual machine slow-01")
        assert back.window.status.progress.isVisible()
        assert back.window.height() == 677  # its width is what the offscreen screen has
        assert not back.window.actions_pane.isVisible()
        assert back.page.grid.columnWidth(0) == 234
        assert back.page.model.sorting == ("Memory", True)
        await until(lambda: [row.id for row in back.page.grid.selected_rows()] == [chosen])
        await until(lambda: job["Status"] == "Completed")
        assert back.row("slow-01")["Status"] == "PowerOff"
        await until(lambda: not back.window.status.job.text())
        await back.end()

    run(walk())


def test_waiting_closes_when_the_job_has_ended(folder: Path, run: Run) -> None:
    async def walk() -> None:
        live, job_id = await with_slow_job(folder)
        dialog = await quit_asks(live)
        dialog.cancel_button.click()
        await until(lambda: window_of(QuitDialog) is None)
        assert live.window.isVisible()
        dialog = await quit_asks(live)
        dialog.radios["wait"].click()
        dialog.quit_button.click()
        await until(lambda: [n.text for n in live.console.context.notices][-1:])
        assert live.window.isVisible()
        assert not live.running.done()
        await live.running
        assert live.objects.find("Job", job_id)["Status"] == "Completed"  # type: ignore[index]  # it is there
        live.window.deleteLater()

    run(walk())


def test_stopping_cancels_the_job_and_it_stays_so(folder: Path, run: Run) -> None:
    async def walk() -> None:
        live, job_id = await with_slow_job(folder)
        dialog = await quit_asks(live)
        dialog.radios["stop"].click()
        dialog.quit_button.click()
        await live.running
        live.window.deleteLater()
        back = LiveConsole(folder)
        await back.ready()
        job = back.objects.find("Job", job_id)
        assert job is not None
        assert job["Status"] == "Canceled"
        assert job["IsRestartable"]
        await back.end()

    run(walk())


def test_after_a_crash_the_console_has_what_the_store_has(folder: Path, run: Run) -> None:
    async def walk() -> None:
        live, job_id = await with_slow_job(folder)
        engine = live.console.engine
        assert engine is not None
        assert engine._process is not None
        os.kill(engine._process.pid, signal.SIGKILL)
        await until(live.window.banner.isVisible)
        assert not live.window.commands.get("new_vm").isEnabled()
        await until(lambda: live.objects.state == "live" and not live.window.banner.isVisible())
        await until(lambda: live.objects.find("Job", job_id)["Status"] == "Completed")  # type: ignore[index]
        await until(lambda: not live.objects.running_jobs())
        for kind, noun in (("VM", VirtualMachine), ("Job", Job)):
            async with asyncio.timeout(20):
                while True:
                    assert live.console.client is not None
                    listing = await live.console.client.list(noun)
                    if {str(row[0]): list(row) for row in listing.rows} == live.rows(kind):
                        break
                    await asyncio.sleep(0.1)
        await live.end()

    run(walk())


def test_two_consoles_see_each_others_work_and_one_may_go(folder: Path, run: Run) -> None:
    async def walk() -> None:
        first = LiveConsole(folder)
        await first.ready()
        second = LiveConsole(folder)
        await second.ready()
        row = first.page.model.rows[0]
        await first.run_script(f'Get-VM | where {{$_.ID -eq "{row.id}"}} | Set-VM -Tag "seen"')
        await until(lambda: second.objects.find("VM", row.id)["Tag"] == "seen")  # type: ignore[index]
        await until(lambda: not first.objects.running_jobs())  # else closing asks first
        first.window.close()
        await first.running
        first.window.deleteLater()
        await second.run_script(f'Get-VM | where {{$_.ID -eq "{row.id}"}} | Set-VM -Tag "still"')
        await until(lambda: second.objects.find("VM", row.id)["Tag"] == "still")  # type: ignore[index]
        await second.end()

    run(walk())


def test_a_console_starts_the_engine_that_another_one_took_away(folder: Path, run: Run) -> None:
    async def walk() -> None:
        first = LiveConsole(folder)
        await first.ready()
        second = LiveConsole(folder)
        await second.ready()
        await first.end()
        await until(lambda: second.objects.state == "reconnecting")
        await until(lambda: second.objects.state == "live")
        assert second.console.engine is not None
        assert second.console.engine.started
        await second.end()

    run(walk())
