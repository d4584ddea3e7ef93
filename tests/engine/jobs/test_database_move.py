"""Jobs whose record was moved from files to a database server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgresql import Cluster
from vmmconsole.engine.backup.migration import migrate
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.store import Database
from vmmconsole.model.status import JobStatus

pytestmark = pytest.mark.only_sqlite

MakeEngine = Callable[..., Engine]


@pytest.fixture
def target(cluster: Cluster) -> Iterator[Database]:
    url = cluster.create_database()
    yield Database(url)
    cluster.drop(url)


def test_a_job_that_was_cut_off_goes_on_there(
    target: Database, make_engine: MakeEngine, gate: Any, data_dir: Path
) -> None:
    first = make_engine()
    job = first.jobs.start("Set-Mark one\nWait-Gate\nSet-Mark two", owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    migrate(data_dir, target)
    gate.open.set()
    second = make_engine(database=target)
    done = second.jobs.wait(job.id, 20)
    assert done.status is JobStatus.COMPLETED, done.error_info
    assert gate.runs == ["one", "gate", "two"]


def test_a_failed_job_is_restarted_there_from_its_failed_step(
    target: Database, make_engine: MakeEngine, gate: Any, data_dir: Path
) -> None:
    gate.failing = True
    first = make_engine()
    job = first.jobs.start("Set-Mark one\nTest-Failing x", owner="admin")
    assert first.jobs.wait(job.id, 20).status is JobStatus.FAILED
    first.stop()
    migrate(data_dir, target)
    gate.failing = False
    second = make_engine(database=target)
    second.jobs.restart(job.id)
    done = second.jobs.wait(job.id, 20)
    assert done.status is JobStatus.COMPLETED, done.error_info
    assert gate.runs == ["one", "fail x", "fail x"]
