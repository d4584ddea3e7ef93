"""Scripts that do not end by themselves: cancelling ends them soon, and the budget ends them anyway."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs.budget import Limits
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.model.status import JobStatus

pytestmark = pytest.mark.timeout(120)

ENDLESS = [
    "while ($true) {}",
    "for (;;) { $i = 1 }",
    "do { $i++ } while ($true)",
    "1..100000000 | ForEach-Object { $_ }",
    "function again { again }; while ($true) { try { again } catch {} }",
    "while ($true) { Get-VM | Out-Null }",
    "while ($true) { Start-Sleep -Seconds 3600 }",
    "$text = 'x'; while ($true) { $text = $text * 2 }",
    "$list = @(); while ($true) { $list += 1 }",
    "while ($true) { try { throw 'x' } catch {} }",
    "'a' * 30 + 'b' -match '(a+)+$'; while ($true) {}",
]


@pytest.fixture
def start_engine(tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Starts an engine on two simulated hosts."""
    started: list[Engine] = []

    def start(limits: Limits | None = None) -> Engine:
        made = Engine(
            EngineSettings(data_dir=tmp_path, demo=(2, 4), administrators=("admin",), limits=limits or Limits())
        )
        started.append(made)
        made.start()
        made.start_background()
        assert made.wait_ready(30)
        return made

    yield start
    for engine in started:
        engine.stop()


def test_cancel_ends_a_loop_within_5_seconds(start_engine: Callable[..., Engine]) -> None:
    engine = start_engine()
    for script in ENDLESS:
        job = engine.jobs.start(script, owner="admin")
        deadline = time.monotonic() + 20
        while engine.store.get(type(job), job.id).status is JobStatus.QUEUED:
            assert time.monotonic() < deadline, script
            time.sleep(0.01)
        began = time.monotonic()
        engine.jobs.stop(job.id)
        ended = engine.jobs.wait(job.id, 5)
        assert ended.status in {JobStatus.CANCELED, JobStatus.FAILED}, (script, ended.status)
        assert time.monotonic() - began < 5, script


def test_the_budget_ends_a_loop(start_engine: Callable[..., Engine]) -> None:
    engine = start_engine(Limits(statements=20_000, statement_seconds=2, job_seconds=4, calls=50))
    for script in ENDLESS:
        job = engine.jobs.start(script, owner="admin")
        ended = engine.jobs.wait(job.id, 30)
        assert ended.status is JobStatus.FAILED, (script, ended.status)
        assert ended.error_info is not None
        assert ended.error_info.recommended_action, script
        assert ended.error_info.problem, script


def test_other_jobs_go_on_beside_a_loop(start_engine: Callable[..., Engine]) -> None:
    engine = start_engine()
    loops = [engine.jobs.start("while ($true) {}", owner="admin") for _ in range(3)]
    began = time.monotonic()
    other = engine.jobs.wait(engine.jobs.start("Get-VM | Out-Null", owner="admin").id, 30)
    assert other.status is JobStatus.COMPLETED
    assert time.monotonic() - began < 20
    for job in loops:
        engine.jobs.stop(job.id)
    for job in loops:
        assert engine.jobs.wait(job.id, 10).status is JobStatus.CANCELED
