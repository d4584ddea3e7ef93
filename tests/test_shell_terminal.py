"""``vmmconsole shell`` as a person meets it: the real command in a terminal, with an engine of its own."""

from __future__ import annotations

import time

import pytest

from tests.terminal import TerminalRun, end_engines, engine_of


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home folder; the engines that shells have started in it are ended with it."""
    folder = tmp_path_factory.mktemp("home")
    yield folder
    end_engines(folder)


@pytest.fixture
def terminal(home):
    """A shell whose language, cmdlets and engine are up."""
    with TerminalRun(["shell", "--data", str(home / "engine"), "--demo", "2,20"], home) as run:
        run.until("VMM>")
        run.type("(Get-VM).Count + 1000\r")
        run.until_prompt("1020")
        yield run


def test_the_prompt_says_in_one_line_how_to_begin_and_ctrl_d_leaves(terminal):
    first = terminal.raw.split("VMM>")[0]
    assert "Get-Help" in first
    assert first.count("\n") == 1
    terminal.type("\x04")
    assert terminal.ended() == 0


def test_exit_gives_its_code(terminal):
    terminal.type("exit 7\r")
    assert terminal.ended() == 7


def test_a_table_of_objects_and_an_error_in_their_layout(terminal):
    terminal.type("Get-VM | sort Name | select -First 1 | ft Name, Status\r")
    assert "----" in terminal.until("------")
    terminal.until_prompt("------")
    terminal.type("Start-VM -VM nobody\r")
    shown = terminal.until("FullyQualifiedErrorId : 801,Start-VM")
    assert "+ Start-VM -VM nobody\n+ ~~~~~~~~~~~~~~~~~~~\n" in shown
    assert "\x1b[31mStart-VM : There is no virtual machine" in terminal.raw


def test_write_host_has_its_colours(terminal):
    terminal.type("Write-Host ('a' + 'll good') -ForegroundColor Green\r")
    terminal.until("all good")
    assert "\x1b[92mall good\x1b[0m" in terminal.raw


def test_unfinished_input_asks_for_more_and_wrong_input_does_not(terminal):
    terminal.type("foreach ($n in 1..3) {\r")
    terminal.until(">>")
    terminal.type("$n * 111\r}\r")
    assert "\n111\n222\n333\n" in terminal.until("333\n")
    terminal.until_prompt("333\n")
    terminal.type("1 +* 2\r")
    terminal.until("ParserError")


def test_tab_completes_cmdlets_parameters_and_names_of_objects(terminal):
    terminal.type("Get-VMHostGr\t")
    terminal.until("oup")  # only what is new is drawn
    terminal.type("\x03")
    terminal.until_prompt("")
    terminal.type("Get-VMHost")
    terminal.type(" -Comp\t")
    terminal.until("uterName")
    terminal.type(" 001\t")
    terminal.until("sim-001")
    terminal.type("\r")
    terminal.until_prompt("sim-001")


def test_ctrl_c_stops_a_loop_and_the_shell_goes_on(terminal):
    terminal.type("'begun'; while ($true) { }\r")
    terminal.until("begun\n")
    terminal.interrupt()
    terminal.until_prompt("Stopped.")
    terminal.type("'still ' + 'here'\r")
    terminal.until_prompt("still here")


def test_a_second_ctrl_c_ends_the_statement_at_once(terminal):
    terminal.type("'begun'; while ($true) { Start-Sleep -Milliseconds 5 }\r")
    terminal.until("begun\n")
    terminal.interrupt()
    terminal.interrupt()
    shown = terminal.until_prompt("Stopped")
    assert "Stopped at once" in shown or "Stopped." in shown
    terminal.type("(Get-VM).Count + 3000\r")
    terminal.until_prompt("3020")


def test_leaving_does_not_wait_for_an_engine_that_is_only_starting(home):
    with TerminalRun(["shell", "--data", str(home / "other"), "--demo", "2,20"], home) as run:
        run.until("VMM>")
        run.type("exit\r")
        assert run.ended() == 0


def test_ctrl_c_cancels_the_job_that_is_waited_for(terminal):
    terminal.type("Get-VM | Refresh-VM; while ($true) { Start-Sleep -Milliseconds 20 }\r")
    terminal.until("%")
    terminal.interrupt()
    terminal.until("Stopped.")


def test_read_host_asks_and_hides_a_secret(terminal):
    terminal.type("$answer = Read-Host 'Your name'\r")
    terminal.until("Your name:")
    terminal.type("Ada\r")
    terminal.until("VMM>")
    terminal.type('"Hello $answer"\r')
    terminal.until_prompt("Hello Ada")
    terminal.type("$hidden = Read-Host 'Key' -AsSecureString\r")
    terminal.until("Key:")
    terminal.type("xyzzy-1\r")
    terminal.until_prompt("")
    assert "xyzzy-1" not in terminal.shown


def test_history_is_for_the_user_alone_and_leaves_secrets_out(terminal, home):
    terminal.type("'remember ' + 'me'\r")
    terminal.until_prompt("remember me\n")
    terminal.type("$p = ConvertTo-SecureString 'xyzzy-2' -AsPlainText -Force; 'set ' + 'now'\r")
    terminal.until_prompt("set now\n")
    terminal.type("\x04")
    terminal.ended()
    (file,) = home.rglob("shell-history")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "+'remember ' + 'me'\n" in file.read_text()
    assert "xyzzy-2" not in file.read_text()


def test_an_engine_that_is_lost_is_told_and_reached_again(terminal, home):
    terminal.type("(Get-VMMServer).Name.Length -gt 0\r")
    terminal.until("True")
    engine_of(home / "engine").kill()
    terminal.type("(Get-VM).Count + 2000; 'tried ' + 'once'\r")
    first = terminal.until("tried once")
    if "2020" not in first:
        assert "no connection to the engine" in first
        terminal.type("(Get-VM).Count + 2000\r")
        terminal.until("2020")


def test_a_job_that_was_left_running_and_failed_is_told_before_the_next_prompt(terminal):
    terminal.type("$off = Get-VM | where { $_.Status -eq 'PowerOff' } | select -First 1; 'got ' + 'one'\r")
    terminal.until_prompt("got one")
    terminal.type("Suspend-VM -VM $off -RunAsynchronously; 'goes ' + 'on'\r")
    terminal.until("goes on")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        terminal.type("'next ' + 'one'\r")
        if "cannot be" in terminal.until_prompt("next one"):
            break
    assert "cannot be" in terminal.raw
