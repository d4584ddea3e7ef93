"""What happens to jobs when the engine ends under them and starts again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.store import Database, Store
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import EngineError
from vmmconsole.model.job import Step
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus

MakeEngine = Callable[..., Engine]
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def edit(tmp_path: Path, engine_databases: Callable[[Path], Database]) -> Callable[[Callable[[Store], Any]], Any]:
    """Changes the store while no engine runs on it."""

    def change(action: Callable[[Store], Any]) -> Any:
        store = Store(engine_databases(tmp_path / "data"))
        store.open()
        try:
            return action(store)
        finally:
            store.close()

    return change


def test_a_job_goes_on_after_the_engine_was_stopped(make_engine: MakeEngine, gate: Any) -> None:
    first = make_engine()
    job = first.jobs.start("Set-Mark one\nWait-Gate\nSet-Mark two", owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    gate.open.set()
    second = make_engine()
    job = second.jobs.wait(job.id, 20)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs == ["one", "gate", "two"]
    assert [s.number for s in job.steps if "." not in s.number] == ["1", "2", "3"]


def test_stopping_leaves_the_job_as_running_not_cancelled(make_engine: MakeEngine, gate: Any, edit: Any) -> None:
    engine = make_engine()
    job = engine.jobs.start("Wait-Gate", owner="admin")
    assert gate.reached.wait(10)
    engine.stop()
    left = edit(lambda store: store.get(Job, job.id))
    assert left.status is JobStatus.RUNNING
    assert [step.status for step in left.steps] == [JobStatus.RUNNING]


def test_what_a_job_held_it_still_holds(make_engine: MakeEngine, gate: Any, until: Until) -> None:
    first = make_engine()
    group = first.store.save(VMHostGroup(name="Lab"))
    holder = first.jobs.start("Get-Group -Name Lab | Set-Mark held\nWait-Gate", owner="admin")
    assert gate.reached.wait(10)
    assert first.store.get(Job, holder.id).target_ids == [group.id]
    first.stop()
    second = make_engine()
    other = second.jobs.start("Get-Group -Name Lab | Set-Mark other", owner="admin")
    until(lambda: any(s.description for s in second.store.get(Job, other.id).steps))
    assert second.store.get(VMHostGroup, group.id).description == "held"
    gate.open.set()
    assert second.jobs.wait(holder.id, 10).status is JobStatus.COMPLETED
    assert second.jobs.wait(other.id, 10).status is JobStatus.COMPLETED
    assert second.store.get(VMHostGroup, group.id).description == "other"


def test_a_job_accepted_but_not_begun_runs_at_the_next_start(make_engine: MakeEngine, gate: Any) -> None:
    first = make_engine(job_concurrency=1)
    first.jobs.start("Wait-Gate", owner="admin")
    assert gate.reached.wait(10)
    waiting = first.jobs.start("Set-Mark later", owner="admin")
    first.stop()
    gate.open.set()
    second = make_engine(job_concurrency=1)
    assert second.jobs.wait(waiting.id, 20).status is JobStatus.COMPLETED


def test_a_cancel_is_kept_over_a_stop(make_engine: MakeEngine, gate: Any, edit: Any) -> None:
    first = make_engine()
    job = first.jobs.start("Wait-Gate\nSet-Mark never", owner="admin")
    assert gate.reached.wait(10)
    first.stop()

    def cancel(stored: Job) -> Job:
        stored.was_notified_of_cancel = True
        return stored

    edit(lambda store: store.update(Job, job.id, cancel))
    second = make_engine()
    assert second.jobs.wait(job.id, 20).status is JobStatus.CANCELED
    assert gate.runs == []


def test_a_running_job_that_nobody_knows_is_failed(make_engine: MakeEngine, edit: Any) -> None:
    make_engine().stop()
    orphan = Job(
        id=uuid4(), name="Orphan", owner="admin", script="Set-Mark x", status=JobStatus.RUNNING, started_at=utc_now(),
        steps=[Step(number="1", name="Set mark", started_at=utc_now()), Step(number="1.1", name="Write")],
    )  # fmt: skip
    edit(lambda store: store.save(orphan))
    engine = make_engine()
    job = engine.jobs.wait(orphan.id, 10)
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert job.error_info.cause == "The engine stopped while the job ran."
    assert all(step.status is JobStatus.FAILED for step in job.steps)
    assert job.is_restartable
    engine.jobs.restart(job.id)
    assert engine.jobs.wait(job.id, 20).status is JobStatus.COMPLETED


def test_a_script_that_comes_another_way_ends_with_an_explanation(
    make_engine: MakeEngine, gate: Any, edit: Any
) -> None:
    first = make_engine()
    job = first.jobs.start("Set-Mark one\nWait-Gate\nSet-Mark two", owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    gate.open.set()

    def alter(stored: Job) -> Job:
        stored.script = "Set-Mark another\nWait-Gate\nSet-Mark two"
        return stored

    edit(lambda store: store.update(Job, job.id, alter))
    second = make_engine()
    job = second.jobs.wait(job.id, 20)
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert "step 1, Set-Mark" in job.error_info.cause
    assert gate.runs == ["one"], "nothing more was done"


def test_a_branch_taken_by_a_read_is_taken_again(make_engine: MakeEngine, gate: Any, edit: Any) -> None:
    script = "if (Get-Group -Name Lab) { Set-Mark there } else { Set-Mark absent }\nWait-Gate"
    first = make_engine()
    job = first.jobs.start(script, owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    gate.open.set()
    edit(lambda store: store.save(VMHostGroup(name="Lab")))
    second = make_engine()
    job = second.jobs.wait(job.id, 20)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs == ["get", "absent", "gate"]


def test_a_name_means_the_same_object_again(make_engine: MakeEngine, gate: Any, edit: Any) -> None:
    first = make_engine()
    group = first.store.save(VMHostGroup(name="Lab"))
    job = first.jobs.start("Set-Mark described -On Lab\nWait-Gate", owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    gate.open.set()

    def rename(stored: VMHostGroup) -> VMHostGroup:
        stored.name = "Renamed"
        return stored

    edit(lambda store: store.update(VMHostGroup, group.id, rename))
    second = make_engine()
    job = second.jobs.wait(job.id, 20)
    assert job.status is JobStatus.COMPLETED, job.error_info


def test_old_jobs_are_forgotten_with_their_record(make_engine: MakeEngine, gate: Any) -> None:
    engine = make_engine()
    job_id = engine.jobs.start("Set-Mark old", owner="admin").id
    assert engine.jobs.wait(job_id, 10).status is JobStatus.COMPLETED
    engine.purge()
    assert engine.store.get(Job, job_id), "not before its time"
    engine.store.set_setting("JobHistoryDays", 0)
    engine.purge()
    assert not engine.store.find(Job, id=job_id)
    engine.jobs.start("Set-Mark again", job_id=job_id, owner="admin")
    assert engine.jobs.wait(job_id, 10).status is JobStatus.COMPLETED
    assert gate.runs == ["old", "again"]


@pytest.mark.only_sqlite
def test_a_damaged_record_of_jobs_is_told(
    make_engine: MakeEngine, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in data_dir.glob("jobs.db*"):
        file.unlink()
    (data_dir / "jobs.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(EngineError, match="record of jobs cannot be opened"):
        make_engine()


def test_a_second_engine_on_the_same_folder_is_refused(make_engine: MakeEngine) -> None:
    make_engine()
    with pytest.raises(EngineError, match="in use"):
        make_engine()


def test_a_long_list_is_the_same_list_again(make_engine: MakeEngine, gate: Any, edit: Any) -> None:
    first = make_engine()
    first.store.save_many([VMHostGroup(name=f"g{number:03d}") for number in range(600)])
    before = first.store.count(VMHostGroup)
    job = first.jobs.start("$all = Get-Group\nWait-Gate\n$all.Count", owner="admin")
    assert gate.reached.wait(10)
    first.stop()
    gate.open.set()
    edit(lambda store: store.save(VMHostGroup(name="g999")))
    second = make_engine()
    job = second.jobs.wait(job.id, 20)
    assert job.output == [{"Value": before}], job.error_info
