"""The command line, in this process, against a real engine on simulated hosts in another."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

import pytest

from vmmconsole.cli import main
from vmmconsole.cli.options import DEMO_SIZE, parse_arguments
from vmmconsole.cli.terminal import Terminal
from vmmconsole.client.endpoint import Endpoint, parse_endpoint
from vmmconsole.client.remote_host import RemoteHost
from vmmconsole.client.shell import Shell, needs_more
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import VMHost
from vmmconsole.model.errors import CancelledError, EngineError
from vmmconsole.prerequisites import look
from vmmconsole.script.interpreter import Interpreter


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of an engine with 2 hosts and 20 machines."""
    data = tmp_path_factory.mktemp("cli")
    command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(data), "--demo", "2,20"]
    command += ["--listen", f"unix:{data}/e.sock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        try:
            assert line.startswith("ready "), line
            yield line.split()[1]
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()


@pytest.fixture
def run(server, capsys):
    """Run a script; gives its exit code and what it wrote."""

    def run(text, *options):
        code = main(["run", "--server", server, *options, "-c", text])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def stopped(server):
    """The names of machines that are off now."""
    from vmmconsole.model import VirtualMachine

    with SyncClient(parse_endpoint(server)) as client:
        client.wait_ready()
        return [row[1] for row in client.list(VirtualMachine).rows if row[2] == "PowerOff"]


# --- run ---


def test_objects_are_printed_as_a_table(run):
    code, out, err = run("Get-VM | sort Name | select -First 2 | ft Name, Status")
    assert code == 0
    lines = out.strip().splitlines()
    assert lines[0].split() == ["Name", "Status"]
    assert set(lines[1]) <= {"-", " "}
    assert len(lines) == 4
    assert err == ""


def test_what_a_cmdlet_returns_is_an_object_with_its_types(run):
    code, out, _ = run(
        "$vm = Get-VM | select -First 1; $vm.GetType().Name; $vm.AddedTime.Year -gt 2000; $vm.VMHost.Name"
    )
    assert code == 0
    assert out.split()[1] == "True"
    assert out.split()[2].startswith("sim-")


def test_a_changing_cmdlet_is_a_job_that_is_waited_for(run, stopped):
    name = stopped[0]
    code, out, err = run(f'Start-VM -VM "{name}" -JobVariable job; $job.Status; (Get-VM -Name "{name}").Status')
    assert (code, err) == (0, "")
    assert out.split()[-2:] == ["Completed", "Running"]


def test_asynchronously_it_is_not_waited_for_and_the_job_is_a_snapshot(run, stopped):
    text = f'$vm = Start-VM -VM "{stopped[0]}" -RunAsynchronously -JobVariable job; $vm.Name; $job.GetType().Name'
    code, out, err = run(f"{text}; $job.ID -ne $null")
    assert (code, err) == (0, "")
    assert out.split() == [stopped[0], "Job", "True"]


def test_a_job_that_nobody_waited_for_still_fails_the_run(run, stopped):
    code, out, err = run(f'Suspend-VM -VM "{stopped[0]}" -RunAsynchronously; "goes on"')
    assert code == 1
    assert "goes on" in out
    assert "cannot be" in err
    assert "Recommended action" in err


def test_an_object_from_one_cmdlet_goes_into_another(run, stopped):
    code, out, err = run(f'Get-VM -Name "{stopped[0]}" | Start-VM | Stop-VM | select -Expand Status')
    assert (code, err) == (0, "")
    assert out.strip() == "PowerOff"


def test_an_error_is_told_and_the_script_goes_on_but_fails(run):
    code, out, err = run('Start-VM -VM "no such machine"\n"still here"')
    assert code == 1
    assert "still here" in out
    assert "no such machine" in err
    assert "At line:1" in err


def test_a_job_that_fails_is_an_error_of_its_cmdlet(run, stopped):
    code, out, err = run(f'try {{ Resume-VM -VM "{stopped[0]}" }} catch {{ "caught: $_" }}')
    assert code == 0
    assert out.startswith("caught: ")
    assert err == ""


@pytest.mark.parametrize(("text", "code"), [("exit 3", 3), ("exit 0", 0), ("throw 'no'", 1), ("1", 0)])
def test_the_exit_code_is_the_scripts(run, text, code):
    assert run(text)[0] == code


def test_a_syntax_error_runs_nothing(run):
    code, out, err = run('"first"\nGet-VM -Name "x')
    assert (code, out) == (1, "")
    assert "line:2 char:" in err


def test_what_if_of_one_cmdlet_and_of_a_whole_script_changes_nothing(run, stopped):
    name = stopped[0]
    code, out, _ = run(f'Start-VM -VM "{name}" -WhatIf; (Get-VM -Name "{name}").Status')
    assert code == 0
    assert "What if" in out
    assert out.split()[-1] == "PowerOff"
    code, out, _ = run(f'$vm = Get-VM -Name "{name}"\nStart-VM -VM $vm', "--whatif")
    assert code == 0
    assert name in out
    assert run(f'(Get-VM -Name "{name}").Status')[1].strip() == "PowerOff"


def test_odd_names_come_through_whole(run):
    name = "x `$(rm) ' \u2019 ünï"
    code, out, err = run(f'New-HardwareProfile -Name "{name}" -MemoryMB 640 | select -Expand Name')
    assert (code, err) == (0, "")
    assert out.rstrip("\n") == "x $(rm) ' \u2019 ünï"


def test_device_cmdlets_wait_in_a_job_group_for_its_owner(run):
    code, out, err = run(
        "$group = [guid]::NewGuid()\n"
        "New-VirtualSCSIAdapter -JobGroup $group -AdapterID 6\n"
        "New-VirtualNetworkAdapter -JobGroup $group\n"
        'New-HardwareProfile -Name "grouped" -JobGroup $group | Out-Null\n'
        '$profile = Get-HardwareProfile | where { $_.Name -eq "grouped" }\n'
        "$profile.VirtualNetworkAdapters.Count\n$profile.VirtualSCSIAdapters[0].AdapterID"
    )
    assert (code, err) == (0, "")
    assert out.split() == ["1", "6"]


def test_a_file_runs_with_its_arguments_and_may_use_files(server, tmp_path, capsys):
    script = tmp_path / "a script.ps1"
    script.write_text(f'"got $($args[0])" | Set-Content "{tmp_path}/out.txt"\nGet-Content "{tmp_path}/out.txt"')
    assert main(["run", "--server", server, str(script), "-x"]) == 0
    assert capsys.readouterr().out.strip() == "got -x"


def test_standard_input_runs_too(server, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'"from a pipe"')))
    assert main(["run", "--server", server, "-"]) == 0
    assert capsys.readouterr().out.strip() == "from a pipe"


def test_a_script_that_is_not_there_says_so(capsys):
    assert main(["run", "--server", "unix:/nowhere", "missing.ps1"]) == 1
    assert "missing.ps1 cannot be read" in capsys.readouterr().err


def test_an_engine_that_is_not_there_says_so(tmp_path, capsys):
    assert main(["run", "--server", f"unix:{tmp_path}/none", "-c", "Get-VM"]) == 1
    assert "no connection to the engine" in capsys.readouterr().err


def test_another_computer_that_is_not_there_says_so(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["run", "--server", "127.0.0.1:1", "-c", "Get-VM"]) == 1
    assert "no connection to the engine at 127.0.0.1:1" in capsys.readouterr().err


def test_interrupting_cancels_the_job_and_says_so_with_its_exit_code(server):
    command = [sys.executable, "-m", "vmmconsole", "run", "--server", server, "-c"]
    with subprocess.Popen(
        [*command, "'begun'; while ($true) { Start-Sleep -Milliseconds 50 }"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline().strip() == "begun", "output is shown while the script runs"
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 130
        finally:
            process.kill()


def test_a_script_for_another_server_works_on_the_connected_one(server, capsys):
    script = "Get-VMMServer vmm01.contoso.com | Out-Null; (Get-VMHost -VMMServer vmm01).Count"
    with SyncClient(parse_endpoint(server)) as client:
        (count,) = Interpreter(RemoteHost(client, Terminal())).run_collect(script)
        assert count == len(client.list(VMHost).rows)
    assert capsys.readouterr().err.count("'vmm01.contoso.com', which the script names, is not contacted") == 1


def test_interrupting_while_a_job_runs_cancels_the_job(server, capsys):
    with SyncClient(parse_endpoint(server)) as client:
        host = RemoteHost(client, Terminal())
        job = client.run("while ($true) { Start-Sleep -Milliseconds 20 }")
        threading.Timer(0.3, lambda: setattr(host, "interrupted", True)).start()
        assert host.wait(job).status.value == "Canceled"
    assert "Cancelling" in capsys.readouterr().err


def test_a_job_that_does_not_stop_is_left_at_the_second_request(server, capsys, monkeypatch):
    with SyncClient(parse_endpoint(server)) as client:
        shell = Shell(client, Terminal())
        job = client.run("while ($true) { Start-Sleep -Milliseconds 20 }")
        stop = client.stop_job

        def asked(_job_id):
            shell.interrupt()

        monkeypatch.setattr(client, "stop_job", asked)
        shell.interrupt()
        with pytest.raises(CancelledError, match="goes on"):
            shell.host.wait(job)
        stop(job.id)
        client.wait(job, lambda _job: None)


def test_a_script_of_its_own_starts_an_engine_that_ends_afterwards(tmp_path, capsys):
    assert main(["run", "--data", str(tmp_path / "d"), "--demo", "1,3", "-c", "(Get-VM).Count"]) == 0
    assert capsys.readouterr().out.strip() == "3"
    deadline = time.monotonic() + 20
    while (tmp_path / "d" / "engine.json").exists() and time.monotonic() < deadline:
        os.sched_yield()
    assert not (tmp_path / "d" / "engine.json").exists()


def test_a_script_can_wait_for_the_job_that_it_holds(server):
    script = """
        Get-VM | sort Name | select -First 1 | Set-VM -Tag waited -RunAsynchronously -JobVariable held | Out-Null
        $tries = 0
        while ($held.Status -ne "Completed" -and $tries++ -lt 500) { Start-Sleep -Milliseconds 20 }
        "$($held.Status)"
    """
    with SyncClient(parse_endpoint(server)) as client:
        client.wait_ready()
        assert Interpreter(RemoteHost(client, Terminal())).run_collect(script) == ["Completed"]


def test_related_objects_are_reached_from_the_terminal_as_from_a_job(server):
    script = """
        $VM = Get-VM | sort Name | select -First 1
        "$($VM.VMHost.OverallState) $($VM.VMHost.VMHostGroup.Path) $($VM.VMHost.VMs.Count)"
        ($VM.VirtualDiskDrives.VirtualHardDisk.HostVolume.Name) -join ","
        (Get-VMHostGroup "All Hosts").AllChildHosts.VMs.Count
        (Get-VM | ForEach-Object { $_.VMHost.VMHostGroup.Name } | Sort-Object -Unique) -join ","
    """
    with SyncClient(parse_endpoint(server)) as client:
        client.wait_ready()
        calls, call = [], client.call
        client.call = lambda name, *args, **more: calls.append(name) or call(name, *args, **more)
        here = Interpreter(RemoteHost(client, Terminal())).run_collect(script)
        job = client.wait(client.run(script), lambda _: None)
    assert [item["Value"] for item in job.output] == here
    assert here[0].startswith("OK All Hosts")
    assert here[1] == "data"
    assert here[2] > 0
    assert len(calls) < 20, calls


# --- shell ---


def test_the_shell_reads_statements_from_a_pipe(server, monkeypatch, capsys):
    text = "$x = 2\nfunction twice($n) {\n  $n * 2\n}\ntwice $x\nGet-Nothing\n'after'\nexit 7\n'never'\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert main(["shell", "--server", server]) == 7
    said = capsys.readouterr()
    assert said.out.split() == ["4", "after"]
    assert "Get-Nothing" in said.err


def test_the_shell_fails_when_a_statement_from_a_pipe_did(server, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Get-Nothing\n'after'\n"))
    assert main(["shell", "--server", server]) == 1
    assert capsys.readouterr().out.strip() == "after"


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Get-VM", False),
        ("if (1) {", True),
        ('"x', True),
        ("Get-VM |", True),
        ("}", False),
        ("Get-VM `", True),
        ("Get-VM # `", False),
        ("'`'", False),
        ("@'\nx", True),
        ("<# x", True),
        ("1 +* 2", False),
    ],
)
def test_unfinished_input_is_told_from_wrong_input(text, more):
    assert needs_more(text) is more


def test_an_error_shows_its_line_with_the_place_its_category_and_its_id(server, capsys):
    with SyncClient(parse_endpoint(server)) as client:
        shell = Shell(client, Terminal())
        shell.run("'first'\n'x'; Start-VM -VM nobody")
    said = capsys.readouterr()
    assert said.out.split() == ["first", "x"]
    lines = said.err.splitlines()
    assert lines[0].startswith("Start-VM : There is no virtual machine 'nobody'.")
    assert lines[1] == "At line:2 char:6"
    assert lines[2] == "+ 'x'; Start-VM -VM nobody"
    assert lines[3] == "+      ~~~~~~~~~~~~~~~~~~~"
    assert "    + CategoryInfo          : ObjectNotFound: () [Start-VM], CarmineException" in lines
    assert lines[-1] == "    + FullyQualifiedErrorId : 801,Start-VM"
    assert shell.failed


def test_a_mistake_of_ours_and_one_while_showing_do_not_end_the_session(server, capsys):
    class Unshowable:
        model_fields: ClassVar = {}

        def __str__(self):
            raise KeyError("shown")

    with SyncClient(parse_endpoint(server)) as client:
        shell = Shell(client, Terminal())
        shell.interpreter.variables["odd"] = Unshowable()
        shell.run("$odd")
        shell.run("'still here'")
    said = capsys.readouterr()
    assert "not expected" in said.err
    assert said.out.strip() == "still here"
    assert shell.failed


def test_a_syntax_error_points_at_the_place_too(server, capsys):
    with SyncClient(parse_endpoint(server)) as client:
        Shell(client, Terminal()).run("1 +* 2")
    lines = capsys.readouterr().err.splitlines()
    assert lines[1:4] == ["At line:1 char:4", "+ 1 +* 2", "+    ~"]
    assert any("ParserError" in line for line in lines)


def test_a_shell_keeps_variables_and_functions_and_ends_with_exit(server, capsys):
    with SyncClient(parse_endpoint(server)) as client:
        shell = Shell(client, Terminal())
        for text in ("$x = 20", "function twice($n) { $n * 2 }", "twice $x", "exit 0"):
            assert shell.exit_code is None
            shell.run(text)
    assert shell.exit_code == 0
    assert capsys.readouterr().out.strip() == "40"


# --- parse, check, options ---


def test_parse_names_file_line_and_column(tmp_path, capsys):
    good, bad = tmp_path / "good.ps1", tmp_path / "bad.ps1"
    good.write_text('Get-VM -Name "x"\n')
    bad.write_text("Get-VM\nif (1) {\n")
    assert main(["parse", str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["parse", str(good), str(bad), str(tmp_path / "none.ps1")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bad}:2:8: ")
    assert lines[1:3] == ["    if (1) {", "           ~"]
    assert lines[3].startswith(f"{tmp_path / 'none.ps1'}:1:1: cannot be read")


def test_parse_looks_at_commands_when_told(tmp_path, capsys):
    script = tmp_path / "a.ps1"
    script.write_text("# care\nGet-VM -Nme x\n  Get-Foo\nGet-SCCloud\nGet-Content x\n")
    assert main(["parse", str(script)]) == 0
    assert main(["parse", "--commands", str(script)]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith(str(script))]
    assert [line.removeprefix(str(script)).split(" ")[0] for line in said] == [":2:8:", ":3:3:", ":4:1:"]
    assert "has no parameter -Nme" in said[0]
    assert "'Get-Foo'" in said[1]
    assert "warning:" in said[2]
    script.write_text("Get-SCCloud\n")
    assert main(["parse", "--commands", str(script)]) == 0
    script.write_text("if (\n")
    assert main(["parse", "--commands", str(script)]) == 1


def test_parse_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"}")))
    assert main(["parse", "-"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:1:1: ")


def test_parse_imports_neither_the_engine_nor_the_web_nor_qt(tmp_path):
    script = tmp_path / "a.ps1"
    script.write_text("Get-VM")
    code = (
        "import sys; from vmmconsole.cli import main; code = main(['parse', sys.argv[1]]);"
        "heavy = {'fastapi', 'dbos', 'sqlalchemy', 'PySide6', 'httpx', 'prompt_toolkit'} & set(sys.modules);"
        "assert not heavy, heavy; sys.exit(code)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(script)], check=False).returncode == 0


def test_the_launcher_imports_only_the_standard_library():
    code = (
        "import sys; import vmmconsole.cli, vmmconsole.cli.options, vmmconsole.client.embedded;"
        "heavy = {'pydantic', 'httpx', 'orjson', 'PySide6', 'vmmconsole.model'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_check_tells_what_is_there(tmp_path, capsys):
    main(["check", "--data", str(tmp_path / "new" / "data")])
    out = capsys.readouterr().out
    for name in ("Python", "libvirt daemon", "QEMU", "qemu-img", "/dev/kvm", "Fonts", "Disk space", "Data folder"):
        assert name in out
    assert not (tmp_path / "new").exists()


def test_check_fails_when_the_data_folder_cannot_be(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["check", "--data", str(tmp_path / "file" / "data")]) == 1
    assert "cannot be written" in capsys.readouterr().out


def test_check_names_the_packages_of_what_is_missing(monkeypatch, capsys):
    monkeypatch.setattr("vmmconsole.prerequisites._find_program", lambda name: "")
    assert main(["check", "--apt"]) == 1
    assert {"libvirt-daemon", "qemu-utils", "qemu-system-x86"} <= set(capsys.readouterr().out.split())


@pytest.mark.parametrize(("verdict", "said"), [("tcg", "hung or crawled"), ("kvm", "runs"), ("", "first start")])
def test_check_tells_what_a_guest_on_kvm_came_to(monkeypatch, tmp_path, verdict, said):
    monkeypatch.setattr("os.access", lambda *_: True)
    monkeypatch.setattr(Path, "exists", lambda _: True)
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    (tmp_path / "providers").mkdir()
    if verdict:
        kept = {"key": f"{boot}|qemu|kvm", "verdict": verdict}
        (tmp_path / "providers/accelerator.json").write_text(json.dumps(kept))
    found = next(finding for finding in look(tmp_path) if finding.name == "/dev/kvm")
    assert said in found.detail
    assert found.found == (verdict != "tcg")
    assert bool(found.remedy) == (verdict == "tcg")


def test_options_before_the_command_count_for_it():
    options = parse_arguments(["--data", "/d", "--demo", "3,4", "run", "-c", "1"])
    assert (options.data, options.demo, options.script) == (Path("/d"), (3, 4), "1")
    assert parse_arguments(["--demo"]).demo == DEMO_SIZE
    for words in (["run", "--demo", "a.ps1", "--demo", "x"], ["--demo", "run", "a.ps1", "--demo", "x"]):
        options = parse_arguments(words)
        assert (options.demo, options.file, options.arguments) == (DEMO_SIZE, "a.ps1", ["--demo", "x"])
    options = parse_arguments(["run", "--demo", "3,4", "a.ps1"])
    assert (options.demo, options.file) == ((3, 4), "a.ps1")
    options = parse_arguments(["--data", "/d", "run", "a.ps1", "--demo", "x"])
    assert (options.demo, options.arguments) == (None, ["--demo", "x"])
    assert parse_arguments(["--demo"]).command == ""


@pytest.mark.parametrize(
    "words",
    [["run"], ["run", "a.ps1", "-c", "x"][:1], ["--demo", "x"], ["--demo", "0,5"], ["nonsense"], ["parse"],
     ["--server", "unix:/x", "--data", "/d"]],
)  # fmt: skip
def test_a_wrong_command_line_ends_with_code_2(words, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_version(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("vmmconsole 0.")


def test_python_m_works():
    answer = subprocess.run(
        [sys.executable, "-m", "vmmconsole", "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("vmmconsole 0.")


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("unix:/run/x.sock", Endpoint(socket_path="/run/x.sock")),
        ("loopback:81", Endpoint(host="127.0.0.1", port=81, token="t")),
        ("VMM.example.org", Endpoint(host="vmm.example.org", port=8100, secure=True)),
        ("https://localhost:81/", Endpoint(host="localhost", port=81, secure=True)),
        ("[::1]:81", Endpoint(host="[::1]", port=81, secure=True)),
        ("[fe80::1]", Endpoint(host="[fe80::1]", port=8100, secure=True)),
    ],
)
def test_addresses(address, endpoint):
    assert parse_endpoint(address, token="t" if endpoint.port else "") == endpoint
    assert "t" not in repr(endpoint).replace("Endpoint", "").replace("localhost", "").replace("unix", "")


@pytest.mark.parametrize(
    "address", ["", "unix:", "x y", "host:", ":81", "127.0.0.1:0", "127.0.0.1:70000", "::1:81", "a@b:81"]
)
def test_what_is_no_address(address):
    with pytest.raises(EngineError):
        parse_endpoint(address)


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    wrong = tmp_path / "wrong.ps1"
    wrong.write_text(f"$a = '{'x' * 100_000}' )\n", "utf-8")
    command = [sys.executable, "-m", "vmmconsole", "parse", *[str(wrong)] * 4]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert b"wrong.ps1:1" in process.stdout.read(200)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 1
