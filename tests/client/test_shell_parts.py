"""What a shell stands on: the link to its engine, the names of objects, jobs left running, and the history."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from vmmconsole.client.endpoint import Endpoint, parse_endpoint
from vmmconsole.client.history import History, may_hold_secret
from vmmconsole.client.job_watch import JobWatch
from vmmconsole.client.link import Link
from vmmconsole.client.object_names import FollowedNames
from vmmconsole.client.screen import bar_of_record
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import EngineError, ScriptError
from vmmconsole.script.completion import SortedNames


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """An engine with 2 hosts and 20 machines."""
    data = tmp_path_factory.mktemp("shell")
    command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(data), "--demo", "2,20"]
    command += ["--listen", f"unix:{data}/e.sock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        try:
            assert line.startswith("ready "), line
            found = parse_endpoint(line.split()[1])
            with SyncClient(found) as client:
                client.wait_ready()
            yield found
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()


# --- names ---


def test_names_are_read_and_follow_the_changes(endpoint):
    names, seen = FollowedNames(), threading.Event()
    names.follow(endpoint)
    assert names.wait_loaded(20)
    assert names.matching(VMHost, "sim-") == ["sim-001", "sim-002"]
    assert len(names.matching(VirtualMachine, "")) == 20
    take = names.take

    def watched(batch):
        take(batch)
        if names.matching(HardwareProfile, "completed by"):
            seen.set()

    names.take = watched
    with SyncClient(endpoint) as client:
        client.wait(client.run('New-HardwareProfile -Name "Completed by name"'), lambda _job: None)
    assert seen.wait(20)
    assert names.matching(HardwareProfile, "completed") == ["Completed by name"]
    names.close()


def test_names_are_read_again_from_an_engine_that_comes_back(tmp_path):
    def engine():
        command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(tmp_path), "--demo", "1,3"]
        process = subprocess.Popen([*command, "--listen", f"unix:{tmp_path}/e.sock"], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline().startswith("ready ")
        return process

    names, seen = FollowedNames(), threading.Event()
    with engine() as first:
        names.follow(parse_endpoint(f"unix:{tmp_path}/e.sock"))
        assert names.wait_loaded(20)
        first.kill()
    take_all = names._read_all

    def watched(endpoint):
        try:
            return take_all(endpoint)
        finally:
            seen.set()

    names._read_all = watched
    with engine() as second:
        assert seen.wait(30)
        names.close()
        second.terminate()


def test_without_an_engine_there_are_no_names_and_nothing_waits(tmp_path):
    names = FollowedNames()
    names.follow(Endpoint(socket_path=str(tmp_path / "nobody")))
    assert names.wait_loaded(20)
    assert names.matching(VirtualMachine, "") == []
    names.close()


def test_the_same_name_twice_is_offered_once_and_stays_while_one_is_left():
    names = SortedNames(["web", "Web", "web", "db"])
    assert names.matching("we") == ["Web", "web"]
    names.remove("web")
    assert names.matching("we") == ["Web", "web"]
    names.remove("web")
    names.remove("web")
    names.add("webster")
    assert names.matching("WE") == ["Web", "webster"]


# --- the link ---


def test_a_link_connects_behind_and_again_after_it_was_lost(endpoint):
    asked = []

    def find():
        asked.append(1)
        return endpoint

    link = Link(find)
    link.start()
    assert link.client().server()["UserName"]
    assert link.client() is link.client()
    link.lost()
    assert link.client().server()["UserName"]
    assert len(asked) == 2
    link.close()


def test_a_link_says_why_there_is_no_connection_and_tries_again(endpoint):
    answers = [EngineError("Not yet."), endpoint]

    def find():
        answer = answers.pop(0)
        if isinstance(answer, EngineError):
            raise answer
        return answer

    link = Link(find)
    with pytest.raises(EngineError, match="Not yet"):
        link.client()
    assert link.client().server()["UserName"]
    link.close()


def test_waiting_for_a_link_can_be_given_up():
    go_on = threading.Event()

    def find():
        go_on.wait(20)
        raise EngineError("Too late.")

    def check():
        raise ScriptError("Stopped.")

    link = Link(find)
    with pytest.raises(ScriptError, match="Stopped"):
        link.client(check)
    go_on.set()
    link.close()


# --- jobs left running ---


def test_jobs_that_are_left_running_are_followed_until_they_end(endpoint):
    shown, failed, over = [], [], threading.Event()

    def show(bars):
        shown.append([bar.key for bar in bars])
        if not bars:
            over.set()

    with SyncClient(endpoint) as client:
        jobs = [client.run("while ($true) { Start-Sleep -Milliseconds 20 }", name=f"loop {n}") for n in range(2)]
        watch = JobWatch(lambda: endpoint, show, failed.append)
        watch.add(jobs)
        assert shown[0] == [str(job.id) for job in jobs]
        for job in jobs:
            client.stop_job(job.id)
        assert over.wait(20)
    assert {job.id for job in failed} == {job.id for job in jobs}
    watch.close()


def test_progress_that_a_script_tells_becomes_a_bar():
    bar, is_over = bar_of_record({"Activity": "Moving", "Status": "VM 3", "PercentComplete": 120, "Id": 4})
    assert (bar.title, bar.step, bar.percent, is_over) == ("Moving", "VM 3", 100, False)
    assert bar_of_record({"Activity": "Moving", "Completed": True, "Id": 4})[1]


# --- history ---


def test_history_keeps_statements_of_several_lines_for_the_user_alone(tmp_path):
    path = tmp_path / "data" / "history"
    first = History(path)
    for text in ("Get-VM", "foreach ($x in 1) {\n  $x\n}", "Get-VM", "Get-VM", "  ", "'ünï'"):
        first.add(text)
    expected = ["Get-VM", "foreach ($x in 1) {\n  $x\n}", "Get-VM", "'ünï'"]
    assert first.statements == expected
    assert History(path).statements == expected
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    ["ConvertTo-SecureString 'x' -AsPlainText -Force", "$password = 'x'", "Connect -ApiKey x", "$Secret='x'",
     "New-Object PSCredential 'root', 'x'", "$token = 'x'"],
)  # fmt: skip
def test_what_may_hold_a_secret_is_kept_for_this_session_only(tmp_path: Path, text):
    assert may_hold_secret(text)
    history = History(tmp_path / "history")
    history.add(text)
    assert history.statements == [text]
    assert History(tmp_path / "history").statements == []


@pytest.mark.parametrize("text", ["Get-VM -Name 'x'", "Get-Credential", "$Credential = Get-Credential -UserName root"])
def test_other_statements_hold_none(text):
    assert not may_hold_secret(text)


def test_a_history_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history")
    history.add("Get-VM")
    assert history.statements == ["Get-VM"]
