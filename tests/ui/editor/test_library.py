"""Scripts of the library: edit, view, run with a form, and save there."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox

from tests.ui.conftest import Console
from tests.ui.editor.conftest import close_for_good
from tests.ui.stand_in import identity
from vmmconsole.model import Job, LibraryScript
from vmmconsole.model.errors import LibraryError
from vmmconsole.model.job import ErrorInfo
from vmmconsole.model.status import JobStatus
from vmmconsole.script.reader import read
from vmmconsole_ui.actions.registry import action
from vmmconsole_ui.editor.library_scripts import SaveToLibrary
from vmmconsole_ui.editor.open_editor import _windows, editor_of
from vmmconsole_ui.editor.run_form import RunForm
from vmmconsole_ui.editor.window import ScriptEditorWindow
from vmmconsole_ui.widgets.script_view import ScriptView

TEXT = """<#
.SYNOPSIS
    Sets the memory of machines.
.PARAMETER VMName
    The machine to change.
#>
param(
    [Parameter(Mandatory=$true)] [ValidateLength(3, 20)] [string]$VMName,
    [ValidateRange(1, 64)] [int]$MemoryGB = 4,
    [ValidateSet("Low", "High")] [string]$Priority = "Low",
    [switch]$Restart,
    [string[]]$Tags,
    [PSCredential]$Credential
)
Get-VM -Name $VMName
"""
DATA = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()


@pytest.fixture
def script(console: Console) -> LibraryScript:
    """A script in the library, selected in its view."""
    share = next(iter(console.client.objects["LibraryShare"].values()))
    server = next(iter(console.client.objects["LibraryServer"].values()))
    made = LibraryScript(
        id=identity("script"), name="memory.ps1", library_server=server.ref, library_share=share.ref,
        share_path="/home/anna/VMM Library/daily/memory.ps1", directory="daily", size=len(DATA),
    )  # fmt: skip
    console.client.contents[str(made.id)] = DATA
    console.client.put(made)
    console.window.show_view("library")
    console.until(lambda: console.context.objects.find("Script", str(made.id)))
    console.until(lambda: "memory.ps1" in console.names())
    console.select("memory.ps1")
    return made


def trigger(console: Console, verb: str) -> None:
    assert console.verbs()[action(verb).title][0]
    console.window.commands.trigger(action(verb))


def window_of(console: Console, kind: type[Any]) -> Any:
    def found() -> list[Any]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    console.until(found)
    return found()[0]


def form_of(console: Console) -> tuple[RunForm, dict[str, Any]]:
    trigger(console, "run_library_script")
    form = window_of(console, RunForm)
    return form, form.editors


def texts(form: RunForm) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible() and label.text()]


def finish(console: Console, monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    """Let the job of a save end."""

    async def wait(job_id: Any) -> Job:
        return Job(id=job_id, name="Save script to library", **values)

    monkeypatch.setattr(console.client, "wait", wait)


def test_the_form_has_a_field_for_each_parameter(console: Console, script: LibraryScript) -> None:
    form, fields = form_of(console)
    assert form.windowTitle() == "Run memory.ps1"
    assert {"Sets the memory of machines.", "VM name *", "Memory GB", "The machine to change."} <= set(texts(form))
    kinds = {name: type(editor) for name, editor in fields.items()}
    assert kinds == {"VMName": QLineEdit, "MemoryGB": QSpinBox, "Priority": QComboBox, "Restart": QCheckBox,
                     "Tags": QPlainTextEdit, "Credential": QLineEdit}  # fmt: skip
    assert (fields["MemoryGB"].value(), fields["MemoryGB"].maximum()) == (4, 64)
    assert fields["Priority"].currentText() == "Low"
    assert not fields["Credential"].isEnabled()
    assert any("Passwords never stand in a script" in text for text in texts(form))
    assert fields["VMName"].accessibleName() == "VM name, mandatory"
    names = fields["VMName"].completer().model()
    assert "db-pg-01" in [names.index(row, 0).data() for row in range(names.rowCount())]
    form.close()


def test_what_is_shown_is_what_runs(console: Console, script: LibraryScript) -> None:
    form, fields = form_of(console)
    assert not form.run_button.isEnabled()
    fields["VMName"].setText("x")
    assert "It must have 3 to 20 characters." in texts(form)
    fields["VMName"].setText('db-"pg"; $x')
    fields["MemoryGB"].setValue(8)
    fields["Restart"].setChecked(True)
    fields["Tags"].setPlainText("one\ntwo")
    form.script_button.click()
    shown = form.script.text()
    assert shown.endswith('} -VMName "db-`"pg`"; `$x" -MemoryGB 8 -Restart -Tags "one", "two"\n')
    assert TEXT.rstrip("\n") in shown
    form.run_button.click()
    console.until(lambda: console.client.scripts == [shown])


def test_edit_opens_it_and_saving_replaces_only_what_was_read(
    console: Console, script: LibraryScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(console, "edit_script")
    console.until(lambda: console.context in _windows)
    window = editor_of(console.context)
    console.until(lambda: window.page is not None and window.page.library is not None)
    assert window.page is not None
    assert window.page.editor.text() == TEXT
    assert window.tabs.tabToolTip(window.tabs.currentIndex()) == "VMM Library › daily › memory.ps1"
    window.page.editor.replace_all("Get-VM\n")
    finish(console, monkeypatch, status=JobStatus.FAILED, error_info=ErrorInfo(problem="Somebody else has changed it."))
    window.commands.actions["save"].trigger()
    console.until(lambda: window.status.note.text() == "Not saved: Somebody else has changed it.")
    assert window.page.is_modified
    finish(console, monkeypatch, status=JobStatus.COMPLETED, result_object_id=script.id)
    window.commands.actions["save"].trigger()
    console.until(lambda: window.page is not None and not window.page.is_modified)
    (call,) = read(console.client.scripts[-1]).statements
    values = {a.name: a.value for a in call.arguments}  # type: ignore[union-attr]  # a call, no lookup
    assert values["Path"] == "daily/memory.ps1"
    assert values["Content"] == "Get-VM\r\n"
    assert values["ReplacesHash"] == sha256(DATA).hexdigest()
    assert window.page.library is not None
    assert window.page.library.content_hash == sha256(b"\xef\xbb\xbfGet-VM\r\n").hexdigest()
    trigger(console, "edit_script")
    console.qtbot.wait(20)
    assert len(window.pages()) == 1, "it is open already"
    close_for_good(window)


def test_a_new_script_is_saved_to_the_library(
    console: Console, window: ScriptEditorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.editor is not None
    window.editor.replace_all("Get-VM\n")
    finish(console, monkeypatch, status=JobStatus.COMPLETED, result_object_id=identity("new"))
    window.commands.actions["save_to_library"].trigger()
    dialog = window_of(console, SaveToLibrary)
    assert dialog.path.text() == "Untitled.ps1"
    dialog.path.setText("notes.txt")
    assert not dialog.save_button.isEnabled()
    dialog.path.setText("\\reports\\all.ps1")
    dialog.save_button.click()
    console.until(lambda: window.windowTitle() == "all.ps1 – Script editor")
    (call,) = read(console.client.scripts[-1]).statements
    values = {a.name: a.value for a in call.arguments}  # type: ignore[union-attr]  # a call, no lookup
    assert values["Path"] == "reports/all.ps1"
    assert "ReplacesHash" not in values
    assert "Force" not in values


def test_view_shows_it_and_what_cannot_be_read_is_said(
    console: Console, script: LibraryScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(console, "view_library_script")
    console.until(
        lambda: [v for w in QApplication.topLevelWidgets() if w.isVisible() for v in w.findChildren(ScriptView)]
    )
    view = next(v for w in QApplication.topLevelWidgets() if w.isVisible() for v in w.findChildren(ScriptView))
    assert view.text() == TEXT
    view.window().close()

    async def gone(script_id: Any) -> bytes:
        raise LibraryError("The script 'memory.ps1' cannot be read.", cause="It is gone.")

    monkeypatch.setattr(console.client, "script_content", gone)
    trigger(console, "run_library_script")
    console.until(lambda: console.context.notices)
    assert console.context.notices[-1].text == "The script 'memory.ps1' cannot be read."


def test_run_in_the_editor_asks_for_what_must_be_given(console: Console, window: ScriptEditorWindow) -> None:
    assert window.editor is not None
    window.editor.replace_all("param([Parameter(Mandatory=$true)][string]$Name)\nGet-VM -Name $Name\n")
    console.until(lambda: window.page is not None and window.page.is_checked, 30)
    window.commands.actions["run"].trigger()
    form = window_of(console, RunForm)
    form.editors["Name"].setText("db")
    form.run_button.click()
    console.until(lambda: len(console.client.scripts) == 1)
    assert console.client.scripts[0].endswith('} -Name "db"\n')
    assert window.runner.is_running
    bound = console.client.scripts[0]
    job = console.client.objects["Job"][next(reversed(console.client.objects["Job"]))]
    assert isinstance(job, Job)
    line = bound[: bound.index("Get-VM -Name $Name")].count("\n") + 1
    job.status, job.error_info = JobStatus.FAILED, ErrorInfo(problem="There is no such machine.", line=line)
    console.client.put(job)
    console.until(lambda: window.result.problem.text() == "Line 2: There is no such machine.")
