"""The editor's window, through what a person sees and presses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from tests.ui.conftest import Console
from tests.ui.editor.conftest import close_for_good
from vmmconsole.model.errors import ScriptSyntaxError
from vmmconsole.model.job import ErrorInfo, Job, PlannedChange, Step
from vmmconsole.model.status import JobStatus
from vmmconsole_ui.editor.open_editor import editor_of, open_script_editor
from vmmconsole_ui.editor.window import ScriptEditorWindow
from vmmconsole_ui.settings import Settings

Editor = ScriptEditorWindow


def press(window: Editor, command: str) -> None:
    action = window.commands.actions[command]
    assert action.isEnabled(), command
    action.trigger()


def write(window: Editor, text: str) -> None:
    assert window.editor is not None
    window.editor.replace_all(text)


def text_of(window: Editor) -> str:
    assert window.editor is not None
    return window.editor.text()


def dialog(console: Console, kind: type[Any]) -> Any:
    """The open dialog of a kind."""

    def found() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    console.until(found)
    return found()[0]


def answer(console: Console, words: str) -> None:
    box = dialog(console, QMessageBox)
    next(b for b in box.buttons() if b.text().replace("&", "") == words).click()


def checked(console: Console, window: Editor) -> None:
    console.until(lambda: window.page is not None and window.page.is_checked, 30)


# Checking


def test_problems_appear_while_one_types_and_can_be_gone_to(console: Console, window: Editor) -> None:
    write(window, 'Get-VM -Name "a"\nStart-VMM -VM $x\nGet-VM -Nme b\n')
    checked(console, window)
    listed = [window.problems.list.item(row).text() for row in range(window.problems.list.count())]
    assert listed == [
        "Line 2, column 1: There is no cmdlet or function 'Start-VMM'. Did you mean Start-VM?",
        "Line 3, column 8: Get-VM has no parameter -Nme. Did you mean -Name?",
    ]
    assert window.panel.tabText(0) == "Problems (2)"
    assert window.status.problems.text() == "2 errors"
    assert window.editor is not None
    window.problems.list.itemActivated.emit(window.problems.list.item(1))
    assert window.editor.place() == (3, 8)
    window.editor.go_to(1)
    press(window, "next_problem")
    assert window.editor.place() == (2, 1)
    press(window, "next_problem")
    press(window, "next_problem")
    assert window.editor.place() == (2, 1), "from the last it goes on with the first"
    press(window, "previous_problem")
    assert window.editor.place() == (3, 8)
    assert [p.line for p in window.editor.marks.at(window.editor.textCursor().position())] == [3]
    write(window, "Get-VM\n")
    checked(console, window)
    assert window.problems.currentWidget() is window.problems.empty
    assert window.problems.empty.title.text() == "No problems"


def test_a_script_with_errors_is_not_sent(console: Console, window: Editor) -> None:
    write(window, "if ($x {\n")
    checked(console, window)
    press(window, "run")
    assert console.client.scripts == []
    assert window.panel.currentWidget() is window.problems
    assert "Expected ')'" in window.status.note.text()


# Editing


def test_enter_tab_and_braces_keep_the_indentation(window: Editor) -> None:
    editor = window.editor
    assert editor is not None
    for keys in ("if ($a) {", "\r", "Get-VM", "\r", "}", "\r", "x"):
        QTest.keyClicks(editor, keys) if keys != "\r" else QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text_of(window) == "if ($a) {\n    Get-VM\n}\nx"


def test_lines_are_commented_and_indented_as_one_edit(window: Editor) -> None:
    write(window, "a\n  b\nc")
    assert window.editor is not None
    cursor = window.editor.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor, 2)
    window.editor.setTextCursor(cursor)
    press(window, "comment")
    assert text_of(window) == "# a\n#   b\nc"
    press(window, "undo")
    assert text_of(window) == "a\n  b\nc"
    window.editor.selectAll()
    QTest.keyClick(window.editor, Qt.Key.Key_Tab)
    assert text_of(window) == "    a\n      b\n    c"
    QTest.keyClick(window.editor, Qt.Key.Key_Backtab)
    assert text_of(window) == "a\n  b\nc"


def test_completion_offers_cmdlets_parameters_and_objects(console: Console, window: Editor) -> None:
    editor = window.editor
    assert editor is not None
    offers = window.completing.list
    write(window, '$x = "😀"\nGet-VMHo')
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offers.isVisible()
    assert offers.texts()[0] == "Get-VMHost"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text_of(window) == '$x = "😀"\nGet-VMHost'
    assert not offers.isVisible()
    QTest.keyClicks(editor, " -")
    assert "-ComputerName" in offers.texts(), "a dash shows the parameters"
    QTest.keyClicks(editor, "comp")
    assert offers.texts() == ["-ComputerName"]
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, " kvm")
    QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert text_of(window).endswith("Get-VMHost -ComputerName kvm-cph-01")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "Get-VM -")
    assert offers.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not offers.isVisible()


def test_find_and_replace(console: Console, window: Editor) -> None:
    write(window, "Get-VM a\nget-vm b\nGet-VMHost 😀 Get-VM")
    press(window, "replace")
    bar = window.find_bar
    assert bar.isVisible()
    bar.find_field.setText("Get-VM")
    assert bar.count.text() == "4 found"
    bar.words.setChecked(True)
    assert bar.count.text() == "3 found"
    bar.case.setChecked(True)
    assert bar.count.text() == "2 found"
    assert window.editor is not None
    window.editor.go_to(1)
    bar.find_next()
    bar.find_next()
    assert window.editor.selected_text() == ("Get-VM", 3)
    bar.replace_field.setText("Get-SCVirtualMachine")
    bar.replace()
    assert text_of(window).endswith("😀 Get-SCVirtualMachine")
    bar.regular.setChecked(True)
    bar.words.setChecked(False)
    bar.case.setChecked(False)
    bar.find_field.setText(r"get-vm (\w)")
    bar.replace_field.setText("$1-$0-$9")
    bar.all_button.click()
    assert text_of(window).startswith("a-Get-VM a-$9\nb-get-vm b-$9\n")
    bar.find_field.setText("(")
    assert bar.count.text() == "Not possible"
    bar.find_field.setText("(a+)+$")
    write(window, "a" * 5_000)
    bar.find_next()
    bar.find_field.setText("(a+)+b")
    assert bar.count.text() == "Not possible", "it could take years"
    QTest.keyClick(bar.find_field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_going_to_a_line(console: Console, window: Editor) -> None:
    write(window, "1\n2\n3\n4")
    press(window, "go_to_line")
    asked = dialog(console, QInputDialog)
    asked.setIntValue(3)
    asked.accept()
    console.until(lambda: window.editor is not None and window.editor.place() == (3, 1))


def test_the_size_is_remembered(console: Console, window: Editor) -> None:
    press(window, "zoom_in")
    press(window, "zoom_in")
    assert window.editor is not None
    assert window.editor.zoom == 2
    window.new_page()
    assert window.editor is not None
    assert window.editor.zoom == 2
    press(window, "zoom_reset")
    assert console.settings.number("editor/zoom") == 0


# Files


def test_a_file_is_opened_changed_and_saved_as_it_was(console: Console, window: Editor, tmp_path: Path) -> None:
    file = tmp_path / "make.ps1"
    file.write_bytes("# é\r\nGet-VM\r\n".encode("cp1252"))
    window.open_files([str(file)])
    console.until(lambda: window.page is not None and window.page.path == file)
    assert window.windowTitle() == "make.ps1 – Script editor"
    assert (window.status.encoding.text(), window.status.line_end.text()) == ("Windows-1252", "CRLF")
    assert window.editor is not None
    window.editor.go_to(2, 7)
    QTest.keyClicks(window.editor, " -Name x")
    assert window.tabs.tabText(0) == "make.ps1 •"
    press(window, "save")
    console.until(lambda: window.tabs.tabText(0) == "make.ps1")
    assert file.read_bytes() == "# é\r\nGet-VM -Name x\r\n".encode("cp1252")
    assert window.files.recent == [file]


def test_a_new_script_asks_where_to_be_saved(console: Console, window: Editor, tmp_path: Path) -> None:
    write(window, "Get-VM\n")
    press(window, "save")
    chooser = dialog(console, QFileDialog)
    chooser.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "mine"))
    chooser.accept()
    console.until(lambda: (tmp_path / "mine.ps1").exists())
    console.until(lambda: window.tabs.tabText(0) == "mine.ps1")
    assert (tmp_path / "mine.ps1").read_bytes() == b"\xef\xbb\xbfGet-VM\r\n"


def test_what_somebody_else_wrote_is_not_overwritten_unasked(console: Console, window: Editor, tmp_path: Path) -> None:
    file = tmp_path / "shared.ps1"
    file.write_bytes(b"mine\n")
    window.open_files([str(file)])
    console.until(lambda: window.page is not None and window.page.path == file)
    write(window, "mine, changed\n")
    file.write_bytes(b"theirs is longer\n")
    press(window, "save")
    answer(console, "Cancel")
    assert file.read_bytes() == b"theirs is longer\n"
    press(window, "save")
    answer(console, "Overwrite")
    console.until(lambda: file.read_bytes() == b"mine, changed\n")


def test_a_file_that_cannot_be_read_is_said(console: Console, window: Editor, tmp_path: Path) -> None:
    window.open_files([str(tmp_path / "none.ps1")])
    console.until(lambda: "none.ps1 cannot be read: No such file" in window.status.note.text())


def test_dropped_files_are_opened(console: Console, window: Editor, tmp_path: Path) -> None:
    file = tmp_path / "dropped.ps1"
    file.write_bytes(b"Get-VM")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert window.editor is not None
    event = QDropEvent(
        QPoint(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.editor.dropEvent(event)
    console.until(lambda: window.page is not None and window.page.path == file)


def test_closing_asks_for_what_is_not_saved(console: Console, window: Editor) -> None:
    write(window, "Get-VM\n")
    press(window, "close")
    answer(console, "Cancel")
    assert window.page is not None
    press(window, "close")
    answer(console, "Discard")
    console.until(lambda: window.page is None)
    assert window.empty.isVisible()


def test_quitting_the_console_asks_the_editor(console: Console, window: Editor) -> None:
    write(window, "Get-VM\n")
    before = len(console.context.before_quit)
    may_quit = console.context.before_quit[-1]
    said: list[bool] = []

    async def quit_now() -> None:
        said.append(await may_quit())

    console.context.spawn(quit_now())
    answer(console, "Cancel")
    console.until(lambda: said == [False])
    console.context.spawn(quit_now())
    answer(console, "Discard")
    console.until(lambda: said == [False, True])
    assert len(console.context.before_quit) == before - 1


def test_what_was_typed_survives_a_crash(make_console: Callable[..., Console], tmp_path: Path, window: Editor) -> None:
    close_for_good(window)
    from tests.ui.stand_in import ClientStandIn, fabric

    first = make_console(fabric(ClientStandIn()), Settings(tmp_path / "console.ini"))
    crashed = open_script_editor(first.context, 'Get-VM -Name "kept"\n', "Important")
    page = crashed.page
    assert page is not None
    page.keep_draft()
    (draft,) = (tmp_path / "drafts").glob("*.draft")
    content = json.loads(draft.read_bytes())
    content["started"] -= 1  # as an earlier process of that number
    close_for_good(crashed)
    assert not draft.exists(), "a window that is closed in order leaves nothing"
    draft.write_text(json.dumps(content))
    again = editor_of(first.context)
    assert again.page is not None
    assert (again.page.title, again.page.editor.text()) == ("Important", 'Get-VM -Name "kept"\n')
    assert again.page.is_modified
    close_for_good(again)


# Plan and run


def test_a_run_shows_steps_output_and_the_line_that_failed(console: Console, window: Editor) -> None:
    script = "Get-VM\n\nStart-VM -VM $x\n"
    write(window, script)
    checked(console, window)
    press(window, "run")
    console.until(lambda: console.client.scripts == [script])
    assert window.panel.currentWidget() is window.result
    console.until(lambda: window.commands.actions["stop"].isEnabled())
    assert not window.commands.actions["run"].isEnabled()
    job = console.client.objects["Job"][next(reversed(console.client.objects["Job"]))]
    assert isinstance(job, Job)
    press(window, "stop")
    console.until(lambda: console.client.stopped == [str(job.id)])
    job.status = JobStatus.FAILED
    job.steps = [Step(number="1", name="Get-VM", status=JobStatus.COMPLETED, line=1)]
    job.messages = ["It begins."]
    job.output = [{"Value": "web-01"}, {"ObjectType": "VM", "Name": "web-02", "Status": "Running"}]
    job.error_info = ErrorInfo(problem="There is no virtual machine.", line=3)
    console.client.put(job)
    console.until(lambda: window.result.problem.text() == "Line 3: There is no virtual machine.")
    assert window.result.output.toPlainText() == "It begins.\n\nweb-01\nweb-02  (VM, Status: Running)"
    window.result.go_button.click()
    assert window.editor is not None
    assert window.editor.place() == (3, 1)
    assert window.commands.actions["run"].isEnabled()
    assert not console.window.jobs_window().isVisible(), "the editor shows the job itself"


def test_a_selection_runs_alone_and_its_errors_have_the_lines_of_the_script(console: Console, window: Editor) -> None:
    write(window, "first\nGet-VM\nGet-VMHost\nlast")
    assert window.editor is not None
    assert not window.commands.actions["run_selection"].isEnabled()
    window.editor.go_to(2)
    cursor = window.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    window.editor.setTextCursor(cursor)
    console.client.error = ScriptSyntaxError("It is wrong.", line=2, column=1)
    press(window, "run_selection")
    console.until(lambda: window.result.problem.text() == "Line 3: It is wrong.")
    press(window, "run_selection")
    console.until(lambda: console.client.scripts == ["Get-VM\nGet-VMHost"])


def test_what_a_job_cannot_do_is_said_before_it_runs(console: Console, window: Editor) -> None:
    write(window, "Get-VM\nRead-Host name\n")
    checked(console, window)
    press(window, "run")
    box = dialog(console, QMessageBox)
    assert "Line 2: Read-Host asks a person" in box.text()
    answer(console, "Cancel")
    assert console.client.scripts == []
    press(window, "run")
    answer(console, "Run anyway")
    console.until(lambda: len(console.client.scripts) == 1)


def test_the_window_may_close_before_the_engine_tells_of_the_run(
    console: Console, window: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, tell, told = asyncio.Event(), asyncio.Event(), asyncio.Event()
    get = console.client.get

    async def late(*words: Any) -> Any:
        asked.set()
        await tell.wait()
        try:
            return await get(*words)
        finally:
            told.set()

    reported: list[BaseException] = []
    monkeypatch.setattr(console.client, "get", late)
    monkeypatch.setattr(console.context, "report", lambda error, what="": reported.append(error))
    write(window, "Get-VM")
    checked(console, window)
    press(window, "run")
    console.until(asked.is_set)
    close_for_good(window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    before = set(console.context._tasks)
    tell.set()
    console.until(lambda: told.is_set() and before - console.context._tasks)
    assert reported == []


def test_a_plan_is_a_table_of_old_and_new(console: Console, window: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(job_id: Any) -> Job:
        change = PlannedChange(step="2", line=1, operation="Change properties of virtual machine", object_kind="VM",
                               object_name="web-01", action="Change", property_name="Memory", previous_value=2048,
                               new_value=4096)  # fmt: skip
        told = PlannedChange(
            step="3", line=2, operation="Create virtual machine", text="Create it, with all that it has."
        )
        return Job(id=job_id, name="Plan", what_if=True, plan=[change, told], status=JobStatus.COMPLETED)

    monkeypatch.setattr(console.client, "wait", wait)
    write(window, "Set-VM -VM $x -MemoryMB 4096")
    press(window, "plan")
    console.until(lambda: window.plan_table.rows())
    assert window.plan_table.rows() == [
        ["2", "1", "Change properties of virtual machine", "web-01", "Memory", "2,048", "4,096"],
        ["3", "2", "Create virtual machine", "", "Create it, with all that it has.", "", ""],
    ]
    table = window.plan_table.table.table
    assert [table.columnSpan(row, 4) for row in (0, 1)] == [1, 3], "a sentence has the room of old and new"
    assert "Nothing has been changed." in window.plan_table.note.text()
    assert console.context.own_jobs == []


# From elsewhere


def test_view_script_opens_into_the_editor(console: Console, window: Editor) -> None:
    console.select("db-pg-01")
    from vmmconsole_ui.actions.registry import action

    console.window.commands.show_script(action("pause"))
    from vmmconsole_ui.widgets.script_view import ScriptView

    view = next(v for w in QApplication.topLevelWidgets() if w.isVisible() for v in w.findChildren(ScriptView))
    shown = view.text()
    view.edit_button.click()
    console.until(lambda: text_of(window) == shown)
    view.window().close()


def test_the_tools_menu_and_the_shortcut_open_the_editor(console: Console) -> None:
    qt_action = console.window.commands.get("script_editor")
    assert qt_action.shortcut().toString() == "Ctrl+Shift+E"
    qt_action.trigger()
    from vmmconsole_ui.editor.open_editor import _windows

    console.until(lambda: console.context in _windows)
    close_for_good(editor_of(console.context))
