"""The PowerShell window, through what a person sees and presses, on a real engine."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.ui.powershell.conftest import Shown
from vmmconsole_ui.context import Context
from vmmconsole_ui.theme import look

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_statement_that_is_typed_runs_and_shows_its_output(shown: Shown) -> None:
    shown.type("(Get-VM).Count + 1000")
    shown.press(Key.Key_Return)
    shown.until(lambda: "1020" in shown.text)
    assert "VMM> (Get-VM).Count + 1000\n1020\n" in shown.text
    assert shown.window.input.text() == ""


def test_the_console_hears_what_is_typed(shown: Shown) -> None:
    heard: list[str] = []
    shown.window.context.statement_typed.connect(heard.append)
    shown.run("1 + 1")
    assert heard == ["1 + 1"]


def test_tables_are_as_wide_as_the_window(shown: Shown) -> None:
    text = shown.run("Get-VM | sort Name | select -First 2 | ft Name, Status")
    assert "----" in text
    shown.window.resize(620, 400)
    shown.until(lambda: shown.window.worker.screen.columns < 90)
    row = shown.run("[PSCustomObject]@{ Text = 'ab' * 200 }").splitlines()[-2]
    assert len(row) == shown.window.worker.screen.columns


def test_an_error_is_in_the_error_colour_and_underlines_its_place(shown: Shown) -> None:
    text = shown.run("1; Start-VM -VM nobody")
    assert "+ 1; Start-VM -VM nobody\n+    ~~~~~~~~~~~~~~~~~~~\n" in text
    assert "FullyQualifiedErrorId : 801,Start-VM" in text
    document = shown.window.transcript.document()
    block = next(
        b for n in range(document.blockCount()) if "no virtual machine" in (b := document.findBlockByNumber(n)).text()
    )
    assert block.textFormats()[0].format.foreground().color() == look().color("error")


def test_write_host_has_its_colours_in_those_of_the_theme(shown: Shown) -> None:
    shown.run("Write-Host 'all ' -NoNewline; Write-Host 'good' -ForegroundColor Green")
    document = shown.window.transcript.document()
    blocks = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    block = next(b for b in blocks if b.text() == "all good")
    assert block.textFormats()[1].format.foreground().color() == look().color("ok")


def test_unfinished_input_gets_a_new_line_and_runs_as_a_whole(shown: Shown) -> None:
    shown.type("foreach ($n in 1..2) {")
    shown.press(Key.Key_Return)
    assert shown.window.input.text() == "foreach ($n in 1..2) {\n"
    assert shown.window.prompt.text() == "VMM>\n>>"
    shown.type("$n * 111")
    shown.press(Key.Key_Return)
    shown.type("}")
    shown.press(Key.Key_Return)
    shown.until(lambda: "222" in shown.text)
    assert "VMM> foreach ($n in 1..2) {\n>> $n * 111\n>> }\n111\n222\n" in shown.text


def test_variables_stay_and_windows_have_their_own(open_window: Callable[..., Shown]) -> None:
    first, second = open_window(), open_window()
    first.run("$x = 41")
    assert "42" in first.run("$x + 1")
    assert "42" not in second.run("$x + 1")


def test_up_and_down_show_what_was_typed_before(shown: Shown) -> None:
    for text in ("'one'", "'two'"):
        shown.run(text)
    shown.type("half")
    shown.press(Key.Key_Up)
    assert shown.window.input.text() == "'two'"
    shown.press(Key.Key_Up)
    assert shown.window.input.text() == "'one'"
    shown.press(Key.Key_Up)
    assert shown.window.input.text() == "'one'"
    shown.press(Key.Key_Down)
    shown.press(Key.Key_Down)
    assert shown.window.input.text() == "half"
    shown.window.input.set_text("'o")
    shown.press(Key.Key_F8)
    assert shown.window.input.text() == "'one'"


def test_ctrl_r_finds_what_was_typed_before(shown: Shown) -> None:
    for text in ("'apple'", "'pear'", "'apple pie'"):
        shown.run(text)
    shown.type("app")
    shown.press(Key.Key_R, CONTROL)
    assert shown.window.completions.texts() == ["'apple pie'", "'apple'"]
    shown.type("le'")
    assert shown.window.completions.texts() == ["'apple'"]
    shown.press(Key.Key_Return)
    assert shown.window.input.text() == "'apple'"


def test_tab_puts_the_only_offer_there_at_once(shown: Shown) -> None:
    shown.type("Get-VMHostG")
    shown.press(Key.Key_Tab)
    assert shown.window.input.text() == "Get-VMHostGroup"
    shown.type(" -Na")
    shown.press(Key.Key_Tab)
    assert shown.window.input.text() == "Get-VMHostGroup -Name"


def test_several_offers_are_listed_and_one_is_taken_by_keys(shown: Shown) -> None:
    shown.type("Get-VMHost -ComputerName s")
    shown.press(Key.Key_Tab)
    listed = shown.window.completions
    assert listed.isVisible()
    assert listed.texts() == ["sim-001", "sim-002"]
    assert shown.window.input.text().endswith("sim-00")
    shown.press(Key.Key_Down)
    shown.press(Key.Key_Return)
    assert not listed.isVisible()
    assert shown.window.input.text() == "Get-VMHost -ComputerName sim-002"


def test_the_list_follows_what_is_typed_and_escape_closes_it(shown: Shown) -> None:
    shown.type("Get-VM")
    shown.press(Key.Key_Space, CONTROL)
    assert "Get-VMHost" in shown.window.completions.texts()
    shown.type("Ch")
    assert shown.window.completions.texts() == ["Get-VMCheckpoint"]
    shown.press(Key.Key_Escape)
    assert not shown.window.completions.isVisible()
    assert shown.window.input.text() == "Get-VMCh"


def test_the_selected_objects_are_at_hand(context: Context, open_window: Callable[..., Shown]) -> None:
    rows = list(context.objects.table("VM"))[:3]
    shown = open_window([(row.kind, row.id) for row in rows], "3 virtual machines")
    shown.until(lambda: "$Selection holds 3 virtual machines." in shown.text)
    text = shown.run("$Selection | % { $_.Name + '!' }; $Selection[0].GetType().Name")
    assert [line.rstrip("!") for line in text.splitlines() if line.endswith("!")] == [row.name for row in rows]
    assert "\nVM\n" in text


def test_stop_ends_a_loop_and_the_window_goes_on(shown: Shown) -> None:
    shown.enter("'begun'; while ($true) { }")
    shown.until(lambda: "begun" in shown.text.splitlines())
    shown.until(shown.window.stop_button.isEnabled)
    shown.window.stop_button.click()
    shown.until(lambda: "Stopped." in shown.text)
    shown.idle()
    assert not shown.window.stop_button.isEnabled()
    assert "\n2\n" in shown.run("1 + 1")


def test_ctrl_c_stops_or_copies_or_clears(shown: Shown) -> None:
    shown.enter("'begun'; while ($true) { }")
    shown.until(lambda: "begun" in shown.text.splitlines())
    shown.press(Key.Key_C, CONTROL)
    shown.until(lambda: "Stopped." in shown.text)
    shown.idle()
    shown.type("some text")
    shown.press(Key.Key_A, CONTROL)
    shown.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "some text"
    shown.press(Key.Key_End)
    shown.press(Key.Key_C, CONTROL)
    assert shown.window.input.text() == ""


def test_a_job_shows_its_progress_and_stop_cancels_it(shown: Shown) -> None:
    shown.enter("Get-VM | Refresh-VM | Out-Null; while ($true) { Start-Sleep -Milliseconds 5 }")
    shown.until(shown.window.progress.isVisible)
    assert "%" in shown.window.progress.texts()[0]
    shown.window.stop()
    shown.until(lambda: "Stopped." in shown.text)
    shown.until(lambda: not shown.window.progress.isVisible())


def test_write_progress_is_shown_too(shown: Shown) -> None:
    shown.enter("Write-Progress -Activity 'Counting' -Status 'half' -PercentComplete 50; while ($true) { }")
    shown.until(lambda: shown.window.progress.texts() == ["Counting 50 % half"])
    shown.window.stop()
    shown.until(lambda: not shown.window.progress.isVisible())


def test_a_question_is_asked_in_the_window(shown: Shown) -> None:
    shown.enter("$answer = Read-Host 'Your name'; \"Hello $answer\"")
    shown.until(lambda: shown.window.fields.currentWidget() is shown.window.answer)
    assert shown.window.prompt.text() == "Your name:"
    shown.qtbot.keyClicks(shown.window.answer, "Ada")
    shown.qtbot.keyClick(shown.window.answer, Key.Key_Return)
    shown.until(lambda: "Hello Ada" in shown.text)
    assert "Your name: Ada" in shown.text
    assert shown.window.fields.currentWidget() is shown.window.input


def test_a_secret_is_never_shown(shown: Shown) -> None:
    shown.enter("$secret = Read-Host 'Key' -AsSecureString; 'kept'")
    shown.until(lambda: shown.window.fields.currentWidget() is shown.window.answer)
    assert shown.window.answer.echoMode() is QLineEdit.EchoMode.Password
    shown.qtbot.keyClicks(shown.window.answer, "xyzzy-3")
    shown.qtbot.keyClick(shown.window.answer, Key.Key_Return)
    shown.until(lambda: "\nkept\n" in shown.text)
    assert "xyzzy-3" not in shown.text


def test_stop_ends_a_question(shown: Shown) -> None:
    shown.enter("Read-Host 'Never'")
    shown.until(lambda: shown.window.fields.currentWidget() is shown.window.answer)
    shown.window.stop()
    shown.until(lambda: "Stopped." in shown.text)
    assert shown.window.fields.currentWidget() is shown.window.input


def test_clear_and_clear_host_empty_the_output(shown: Shown) -> None:
    shown.run("'first'")
    shown.window.clear()
    shown.until(lambda: shown.text == "")
    shown.enter("'second'; Clear-Host; 'third'")
    shown.until(lambda: "third" in shown.text)
    assert "second" not in shown.text


def test_many_lines_keep_the_newest_and_do_not_hold_up_the_window(shown: Shown) -> None:
    shown.enter("1..30000; 'the end'")
    shown.until(lambda: "the end" in shown.text.splitlines()[-1:])
    shown.idle()
    document = shown.window.transcript.document()
    assert document.blockCount() <= 10_000
    assert "\n30000\n" in shown.text
    assert "\n1\n" not in shown.text


def test_zoom_and_theme_change_what_is_shown_already(shown: Shown) -> None:
    shown.run("Write-Warning 'careful'")
    before = shown.window.transcript.font().pixelSize()
    shown.window.zoom(2)
    assert shown.window.transcript.font().pixelSize() == before + 2
    shown.window.zoom(0)
    assert shown.window.transcript.font().pixelSize() == before
    look().apply(scheme="dark")
    document = shown.window.transcript.document()
    block = next(
        b for n in range(document.blockCount()) if (b := document.findBlockByNumber(n)).text() == "WARNING: careful"
    )
    assert block.textFormats()[0].format.foreground().color() == look().color("warning")
    look().apply(scheme="light")


def test_exit_closes_the_window(shown: Shown) -> None:
    with shown.qtbot.waitSignal(shown.window.closed, timeout=20_000):
        shown.enter("exit")


def test_everything_can_be_reached_and_has_a_name(shown: Shown) -> None:
    window = shown.window
    for part in (window.transcript, window.input, window.answer, window.completions, window.progress):
        assert part.accessibleName()
    for button in (window.stop_button, window.clear_button, window.copy_button, window.larger_button):
        assert button.text() or button.accessibleName()
        assert button.toolTip()
    window.activateWindow()
    window.input.setFocus()
    shown.press(Key.Key_Tab)
    assert not window.input.hasFocus()


def test_jobs_that_are_left_running_are_followed_while_nothing_runs(shown: Shown) -> None:
    text = shown.run("Get-VM | select -First 2 | Refresh-VM -RunAsynchronously | Out-Null; 'left'")
    assert "\nleft\n" in text
    shown.run("$off = Get-VM | where { $_.Status -eq 'PowerOff' } | select -First 1")
    shown.run("Suspend-VM -VM $off -RunAsynchronously")
    shown.until(lambda: "cannot be" in shown.text)
    shown.until(lambda: not shown.window.progress.isVisible())


def test_what_is_typed_ahead_runs_next_and_is_shown_when_it_does(shown: Shown) -> None:
    shown.enter("Start-Sleep -Milliseconds 300; 'first'")
    shown.enter("'second'")
    shown.until(lambda: "second\n" in shown.text)
    shown.idle()
    assert shown.text.endswith("'first'\nfirst\nVMM> 'second'\nsecond\n")


def test_keys_in_the_output_belong_to_the_statement(shown: Shown) -> None:
    shown.qtbot.keyClicks(shown.window.transcript, "1+")
    assert shown.window.input.text() == "1+"
    shown.enter("'begun'; while ($true) { }")
    shown.until(lambda: "begun" in shown.text.splitlines())
    shown.qtbot.keyClick(shown.window.transcript, Key.Key_C, CONTROL)
    shown.until(lambda: "Stopped." in shown.text)
