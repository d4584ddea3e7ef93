"""The editor on a real engine: plan, run, save to the library, run from there with a form, and a recording of it."""

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
from pytestqt.qtbot import QtBot

from tests.ui.editor.conftest import close_for_good
from tests.ui.live_console import LiveConsole, drive, until, window_of
from vmmconsole_ui.actions.registry import action
from vmmconsole_ui.editor.library_scripts import LibraryPlace, SaveToLibrary
from vmmconsole_ui.editor.open_editor import open_script_editor
from vmmconsole_ui.editor.run_form import RunForm

pytestmark = pytest.mark.qt_log_ignore("QSocketNotifier: Invalid socket")

Run = Callable[[Awaitable[None]], None]
SCRIPT = """param([Parameter(Mandatory=$true)][string]$Name, [string]$Note = "seen")
$VM = Get-VM -Name $Name
Set-VM -VM $VM -Description $Note | Out-Null
Write-Output "$Name has the note $Note"
Start-VM -VM "nobody"
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


def test_a_script_goes_all_the_way(folder: Path, run: Run) -> None:
    async def walk() -> None:
        live = LiveConsole(folder)
        await live.ready()
        machine = next(iter(live.objects.table("VM")))
        bound = SCRIPT.replace("param([Parameter(Mandatory=$true)][string]$Name", f'$Name = "{machine.name}"')
        bound = bound.replace(', [string]$Note = "seen")', '\n$Note = "planned"')
        window = open_script_editor(live.console.context, bound, "Notes")
        page = window.page
        assert page is not None
        await until(lambda: page.is_checked)
        assert page.errors == []

        window.launch.plan()
        await until(lambda: window.plan_table.rows())
        changed = [row for row in window.plan_table.rows() if row[4] == "Description"]
        assert [(row[1], row[3], row[5:]) for row in changed] == [("4", machine.name, ["nothing", "planned"])]
        assert window.plan_table.note.text().startswith("It would fail. Line 6: There is no virtual machine 'nobody'.")

        live.window.record_action.trigger()
        window.launch.run()
        await until(lambda: window.runner.is_running)
        await until(lambda: not window.runner.is_running)
        assert window.result.problem.text().startswith("Line 6: There is no virtual machine 'nobody'.")
        assert f"{machine.name} has the note planned" in window.result.output.toPlainText()

        page.editor.replace_all(SCRIPT)
        window.commands.actions["save_to_library"].trigger()
        dialog = await until(lambda: window_of(SaveToLibrary))
        dialog.path.setText("notes/add.ps1")
        dialog.save_button.click()
        await until(lambda: page.library is not None and not page.is_modified)
        assert (folder / "VMM Library/notes/add.ps1").read_bytes().startswith(b"\xef\xbb\xbfparam(")
        row = await until(lambda: live.row("add.ps1", "Script"))

        stale = LibraryPlace(row["LibraryShare.ID"], "VMM Library", "notes/add.ps1", "0" * 64)
        page.library, known = stale, page.library
        page.editor.replace_all(SCRIPT + "\n")
        assert not await window.library.save(page)
        assert "Somebody else has changed it meanwhile" in window.status.note.text()
        page.library = known
        assert await window.library.save(page)

        live.window.show_object("Script", row.id)
        await until(lambda: [r.name for r in live.context_rows()] == ["add.ps1"])
        live.window.commands.trigger(action("run_library_script"))
        form = await until(lambda: window_of(RunForm))
        form.editors["Name"].setText(machine.name)
        form.editors["Note"].setText('a "note" & $more')
        shown = form.scripts()[0]
        form.run_button.click()
        job_id = await until(lambda: live.console.context.own_jobs[4:])
        assert live.console.client is not None
        job = await live.console.client.wait(job_id[0])
        assert job.script == shown
        assert {"Value": f'{machine.name} has the note a "note" & $more'} in job.output

        await until(lambda: (row := live.objects.find("Job", job_id[0])) is not None and row["Status"] == "Failed")

        live.window.record_action.trigger()
        recorded = await until(lambda: window.page if window.page is not page else None)
        text = recorded.editor.text()
        assert text.count("# This job failed:") == 3
        assert text.index("planned") < text.index("New-Script") < text.index("& {")
        close_for_good(window)
        await live.end()

    run(walk())
