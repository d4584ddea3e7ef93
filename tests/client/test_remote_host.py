"""What a script that runs here makes of the messages of the jobs that its calls become."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

import pytest

from vmmconsole.client.remote_host import RemoteHost
from vmmconsole.model import Job
from vmmconsole.model.job import ErrorInfo
from vmmconsole.model.status import JobStatus
from vmmconsole.model.wire import CmdletAnswer
from vmmconsole.script.interpreter import Interpreter


class WarningEngine:
    """Each call becomes a job that warns."""

    status = JobStatus.SUCCEED_WITH_INFO

    def call(self, name: str, arguments: Any, **_: Any) -> CmdletAnswer:
        return CmdletAnswer(job=Job(id=uuid4(), name=name))

    def wait(self, job: Job, news: Any) -> Job:
        failed = self.status is JobStatus.FAILED
        error = ErrorInfo.model_validate({"Problem": "It failed."}) if failed else None
        return job.model_copy(update={"status": self.status, "messages": ["Mind the gap."], "error_info": error})


class Screen:
    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []

    def write(self, stream: str, value: object) -> None:
        self.written.append((stream, str(value)))

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def engine() -> WarningEngine:
    return WarningEngine()


@pytest.fixture
def run(engine: WarningEngine, screen: Screen) -> Any:
    return Interpreter(RemoteHost(cast("Any", engine), cast("Any", screen))).run_collect


def test_warnings_of_a_job_are_shown_and_kept(run: Any, screen: Screen) -> None:
    assert run("Start-VM web-01 -WarningVariable heard; $heard") == ["Mind the gap."]
    assert screen.written == [("warning", "Mind the gap.")]


@pytest.mark.parametrize(
    "script", ["Start-VM web-01 -WarningAction SilentlyContinue -WarningVariable +heard; $heard",
               "$WarningPreference = 'SilentlyContinue'; Start-VM web-01 -wv heard; $heard",
               "Start-VM web-01 3>&1"],
)  # fmt: skip
def test_they_go_where_the_call_says(run: Any, screen: Screen, script: str) -> None:
    assert [str(item) for item in run(script)] == ["Mind the gap."]
    assert screen.written == []


def test_a_job_that_fails_warns_too(run: Any, engine: WarningEngine, screen: Screen) -> None:
    engine.status = JobStatus.FAILED
    assert run("Start-VM web-01") == []
    assert [stream for stream, _ in screen.written] == ["warning", "error"]


def test_a_warning_can_stop_the_script(run: Any, screen: Screen) -> None:
    assert run("try { Start-VM web-01 -WarningAction Stop } catch { 'stopped' }") == ["stopped"]
