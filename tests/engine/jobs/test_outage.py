"""The database goes away in the middle of jobs, and comes back: nothing is lost, and nothing is done in part."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.postgresql import Cluster
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs import outage
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import DatabaseAwayError
from vmmconsole.model.status import JobStatus

MakeEngine = Callable[..., Engine]
Until = Callable[[Callable[[], object]], None]


pytestmark = pytest.mark.only_postgresql


@pytest.fixture
def away(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Crashes the database server; at the test's end it runs again."""
    monkeypatch.setattr(outage, "LONGEST_PAUSE_SECONDS", 0.2)
    yield lambda: cluster.stop(signal.SIGQUIT)
    if not cluster.running:
        cluster.start()


def test_a_job_waits_for_the_database_and_ends_as_if_nothing_had_happened(
    engine: Engine, gate: Any, cluster: Cluster, away: Callable[[], None]
) -> None:
    script = "Set-Mark one\n$seen = (Get-Group).Count\nWait-Gate\nSet-Mark two\nSet-Mark three\n$seen"
    job = engine.jobs.start(script, owner="admin")
    assert gate.reached.wait(20)
    away()
    with pytest.raises(DatabaseAwayError, match="database server") as caught:
        engine.store.get(Job, job.id)
    assert "goes on by itself" in caught.value.action
    with pytest.raises(DatabaseAwayError):
        engine.jobs.start("Set-Mark four", owner="admin")
    gate.open.set()
    cluster.start()
    job = engine.jobs.wait(job.id, 30)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert [step.status for step in job.steps if "." not in step.number] == [JobStatus.COMPLETED] * 5
    assert job.output[-1] == {"Value": 2}
    names = [group.name for group in engine.store.find(VMHostGroup) if not group.is_root]
    assert sorted(names) == ["one", "three", "two"]
    assert engine.jobs.wait(engine.jobs.start("Set-Mark four", owner="admin").id, 30).status is JobStatus.COMPLETED


def test_a_step_that_meets_the_outage_is_run_again(
    engine: Engine, gate: Any, cluster: Cluster, away: Callable[[], None], until: Until
) -> None:
    job = engine.jobs.start("Wait-Gate\nSet-Mark two", owner="admin")
    assert gate.reached.wait(20)
    away()
    gate.open.set()
    until(lambda: gate.runs == ["gate"])  # the next call finds no database
    cluster.start()
    job = engine.jobs.wait(job.id, 30)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert [group.name for group in engine.store.find(VMHostGroup) if not group.is_root] == ["two"]


def test_an_engine_can_be_stopped_without_its_database_and_goes_on_later(
    make_engine: MakeEngine, gate: Any, cluster: Cluster, away: Callable[[], None]
) -> None:
    first = make_engine()
    job = first.jobs.start("Set-Mark one\nWait-Gate\nSet-Mark two", owner="admin")
    assert gate.reached.wait(20)
    away()
    first.stop()
    cluster.start()
    gate.open.set()
    second = make_engine()
    job = second.jobs.wait(job.id, 30)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert [name for name in gate.runs if name != "gate"] == ["one", "two"]
