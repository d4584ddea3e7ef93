"""Record, as a person uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from tests.ui.conftest import Console
from tests.ui.editor.conftest import close_for_good
from tests.ui.stand_in import ClientStandIn, fabric
from vmmconsole.script.reader import read
from vmmconsole_ui.actions.registry import action
from vmmconsole_ui.editor.open_editor import _windows, editor_of
from vmmconsole_ui.settings import Settings


def act(console: Console, verb: str, *names: str) -> None:
    before = len(console.client.scripts)
    console.select(*names)
    console.window.commands.trigger(action(verb))
    console.until(lambda: len(console.client.scripts) == before + len(names))


def test_what_is_done_opens_as_one_script_in_the_editor(console: Console) -> None:
    window = console.window
    act(console, "pause", "db-pg-01")
    window.record_action.trigger()
    assert (window.record_action.text(), window.record_action.isChecked()) == ("Stop recording", True)
    assert window.status.recording.text() == "● Recording, 0 scripts"
    act(console, "pause", "app-web-01", "app-web-02")
    window.show_view("hosts")
    window.show_view("machines")
    act(console, "pause", "dc-03")
    assert window.status.recording.text() == "● Recording, 3 scripts"
    window.record_action.trigger()
    assert not window.status.recording.isVisible()
    console.until(lambda: console.context in _windows)
    editor = editor_of(console.context)
    assert editor.page is not None
    assert editor.page.title == "Recorded script"
    assert editor.page.is_modified
    posted = [statement for text in console.client.scripts[1:] for statement in read(text).statements]
    assert list(read(editor.page.editor.text()).statements) == posted
    assert editor.page.editor.text().count("  Pause virtual machine\n") == 3
    close_for_good(editor)


def test_what_a_powershell_window_runs_is_recorded_too(console: Console) -> None:
    console.context.statement_typed.emit("Get-VM before")
    console.window.record_action.trigger()
    console.context.statement_typed.emit("$old = Get-VM | where { $_.Memory -lt 512 }")
    act(console, "pause", "db-pg-01")
    console.context.statement_typed.emit("$old | Stop-VM")
    assert console.window.status.recording.text() == "● Recording, 3 scripts"
    text = console.window.recorder.text()
    assert "before" not in text
    assert text.index("$old =") < text.index("db-pg-01") < text.index("$old | Stop-VM")


def test_what_is_asked_of_a_job_is_recorded_too(console: Console) -> None:
    console.window.record_action.trigger()
    act(console, "pause", "db-pg-01")
    job_id = str(next(reversed(console.client.objects["Job"])))
    for verb in (console.context.stop_job, console.context.restart_job):
        console.context.spawn(verb(job_id), "It was not done.")
    console.until(lambda: bool(console.client.stopped and console.client.restarted))
    console.until(lambda: console.window.status.recording.text() == "● Recording, 3 scripts")
    text = console.window.recorder.text()
    assert text.index(f'Get-Job -ID "{job_id}" | Stop-Job') < text.index(f'Get-Job -ID "{job_id}" | Restart-Job')
    assert "  Cancel job" in text


def test_an_empty_recording_is_only_told(console: Console) -> None:
    console.window.record_action.trigger()
    console.window.record_action.trigger()
    assert console.context.notices[-1].text == "Nothing was recorded."
    assert console.context not in _windows


def test_quitting_asks_to_save_it(console: Console, tmp_path: Path) -> None:
    console.window.record_action.trigger()
    act(console, "pause", "db-pg-01")
    (may_quit,) = console.context.before_quit
    said: list[bool] = []

    async def quit_now() -> None:
        said.append(await may_quit())

    def box() -> QMessageBox | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()), None)

    def chooser() -> QFileDialog | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()), None)

    console.context.spawn(quit_now())
    console.until(box)
    asked = box()
    assert asked is not None
    assert asked.text() == "Save the recording of 1 script?"
    asked.button(QMessageBox.StandardButton.Cancel).click()
    console.until(lambda: said == [False])
    console.context.spawn(quit_now())
    console.until(box)
    asked = box()
    assert asked is not None
    asked.defaultButton().click()
    console.until(chooser)
    dialog = chooser()
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "kept"))
    dialog.accept()
    console.until(lambda: said == [False, True])
    assert b"# Recorded Script\r\n" in (tmp_path / "kept.ps1").read_bytes()


def test_a_recording_outlives_a_crash(make_console: Callable[..., Console], tmp_path: Path) -> None:
    console = make_console(fabric(ClientStandIn()), Settings(tmp_path / "console.ini"))
    console.follow()
    console.window.record_action.trigger()
    act(console, "pause", "db-pg-01")
    (draft,) = (tmp_path / "drafts").glob("*.draft")
    assert "Recorded Script" in json.loads(draft.read_bytes())["text"]
    console.window.recorder._end()
    assert not draft.exists()
