"""Jobs from start to end: names, steps, results, errors, cancel, restart, waiting, what-if."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs.budget import Limits
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import AccessError, ParameterError, ScriptSyntaxError, StateError
from vmmconsole.model.status import JobStatus

Run = Callable[..., Job]
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def group(engine: Engine) -> VMHostGroup:
    """A group for jobs to fight over."""
    return engine.store.save(VMHostGroup(name="Lab"))


@pytest.fixture
def go(engine: Engine) -> Callable[[str], Job]:
    """Starts a script and does not wait."""
    return lambda script: engine.jobs.start(script, owner="admin")


def steps(job: Job) -> list[tuple[str, str, str]]:
    return [(s.number, s.name, s.status.value) for s in job.steps]


# A job that succeeds


def test_a_job_runs_and_tells_what_it_did(run: Run, engine: Engine) -> None:
    job = run("Set-Mark one\nSet-Mark two")
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert (job.name, job.cmdlet_name, job.progress) == ("Set mark", "Set-Mark", 100)
    assert steps(job) == [
        ("1", "Set mark", "Completed"), ("1.1", "Write", "Completed"),
        ("2", "Set mark", "Completed"), ("2.1", "Write", "Completed"),
    ]  # fmt: skip
    assert [s.line for s in job.steps if "." not in s.number] == [1, 2]
    assert (job.result_name, job.result_object_type) == ("two", "VMHostGroup")
    assert [o["Name"] for o in job.output] == ["one", "two"]
    assert job.started_at
    assert job.ended_at
    assert job.started_at <= job.ended_at
    assert not job.is_stoppable
    assert not job.is_restartable
    assert len(job.script_hash) == 64
    assert engine.store.find(VMHostGroup, name="two")


def test_change_tracking_is_under_the_job(run: Run, engine: Engine, group: VMHostGroup) -> None:
    job = run("Get-Group -Name Lab | Set-Mark told")
    changes = engine.store.changes(job_id=job.id)
    assert [(c.property_name, c.new_value, c.by) for c in changes] == [("Description", "told", "admin")]


def test_the_same_id_runs_once(run: Run, engine: Engine, gate: Any) -> None:
    job_id = uuid4()
    first = run("Set-Mark once", job_id=job_id)
    again = run("Set-Mark once", job_id=job_id)
    assert first.id == again.id == job_id
    assert gate.runs == ["once"]


def test_many_at_once_with_the_same_id_run_once(engine: Engine, gate: Any) -> None:
    job_id = uuid4()
    threads = [
        threading.Thread(target=lambda: engine.jobs.start("Set-Mark once", job_id=job_id, owner="admin"))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert engine.jobs.wait(job_id, 10).status is JobStatus.COMPLETED
    assert gate.runs == ["once"]


def test_a_job_that_changes_different_things_runs_a_script(run: Run) -> None:
    assert run("Set-Mark x; Test-Failing").name == "Run script"
    assert run("Set-Mark x", name="My own").name == "My own"
    assert run("1 + 1").name == "Run script"


def test_pipelines_variables_and_output(run: Run) -> None:
    job = run('foreach ($i in 1..3) { Set-Mark "m$i" | Out-Null }\n$g = Get-Group -Name m2\n$g.Name\n41 + 1')
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.output == [{"Value": "m2"}, {"Value": 42}]


def test_what_it_says_is_kept(run: Run) -> None:
    job = run("Write-Host hello\nWrite-Warning careful")
    assert job.messages == ["hello", "careful"]
    assert job.status is JobStatus.SUCCEED_WITH_INFO


def test_a_job_of_very_many_steps_shows_its_ends(run: Run, engine: Engine) -> None:
    job = run("foreach ($i in 1..450) { Get-Group | Out-Null }\nSet-Mark last")
    assert job.status is JobStatus.COMPLETED, job.error_info
    numbers = [int(s.number) for s in job.steps if "." not in s.number]
    assert numbers[:3] == [1, 2, 3]
    assert numbers[-1] == 451
    assert numbers == sorted(numbers)
    assert len(numbers) < 401
    assert job.messages == [f"{451 - len(numbers):,} steps that succeeded are not shown."]
    assert job.progress == 100


# A script that cannot run


def test_a_syntax_error_is_refused_at_once(engine: Engine) -> None:
    with pytest.raises(ScriptSyntaxError):
        engine.jobs.start("Set-Mark 'x", owner="admin")
    assert engine.store.count(Job) == 0


def test_an_unknown_command_is_refused_with_a_suggestion(engine: Engine) -> None:
    with pytest.raises(ParameterError, match="Set-Marc") as caught:
        engine.jobs.start("Set-Mark x\nif ($true) { Set-Marc y }", owner="admin")
    assert (caught.value.line, caught.value.action) == (2, "Did you mean 'Set-Mark'?")
    assert engine.store.count(Job) == 0


def test_own_functions_are_known(run: Run) -> None:
    assert run("function Do-It($x) { Set-Mark $x }\nDo-It fine").status is JobStatus.COMPLETED


def test_who_has_no_role_may_start_nothing(engine: Engine) -> None:
    with pytest.raises(AccessError, match="stranger"):
        engine.jobs.start("Set-Mark x", owner="stranger")


# A job that fails


def test_a_failure_is_the_jobs_and_the_script_goes_on(run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("Test-Failing\nSet-Mark after")
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert (job.error_info.problem, job.error_info.cause, job.error_info.recommended_action) == (
        "The disk cannot be written.", "There is no space.", "Make some.",
    )  # fmt: skip
    assert job.error_info.type == "StorageError"
    assert gate.runs == ["fail", "after"]
    assert job.failed_step == 1
    assert job.is_restartable
    assert steps(job)[0] == ("1", "Fail", "Failed")


def test_error_action_stop_ends_the_script(run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("$ErrorActionPreference = 'Stop'\nTest-Failing\nSet-Mark after")
    assert job.status is JobStatus.FAILED
    assert gate.runs == ["fail"]


def test_a_caught_error_is_no_failure(run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("try { Test-Failing -ErrorAction Stop } catch { Set-Mark caught }")
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs == ["fail", "caught"]


def test_our_own_mistakes_show_without_their_inside(run: Run) -> None:
    job = run("Test-Failing -Crash")
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert job.error_info.type == "EngineError"
    assert "secret" not in job.model_dump_json()
    assert job.error_info.detailed_error_code in job.error_info.cause


def test_throw_fails_the_job(run: Run) -> None:
    job = run("Set-Mark x | Out-Null\nthrow 'no more'")
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert "no more" in job.error_info.problem
    assert job.failed_step == 2


class TestBudget:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(statements=500, calls=5, outputs=3, messages=3)

    def test_a_loop_without_end_is_stopped(self, run: Run) -> None:
        job = run("while ($true) { try { $x = 1 } catch { } }")
        assert job.status is JobStatus.FAILED
        assert job.error_info
        assert job.error_info.type == "BudgetError"

    def test_calls_are_counted(self, run: Run, gate: Any) -> None:
        job = run("while ($true) { Set-Mark x | Out-Null }")
        assert job.error_info
        assert job.error_info.type == "BudgetError"
        assert len(gate.runs) == 5

    def test_output_and_messages_are_capped(self, run: Run) -> None:
        job = run("1..20; foreach ($i in 1..9) { Write-Host $i }")
        assert [o["Value"] for o in job.output] == [1, 2, 3]
        assert len(job.messages) <= 5
        assert any("first 3 objects" in m for m in job.messages)


# Stopping and starting again


def test_cancel_while_it_runs(engine: Engine, go: Run, gate: Any) -> None:
    job = go("Set-Mark first\nWait-Gate\nSet-Mark never")
    assert gate.reached.wait(10)
    stopped = engine.jobs.stop(job.id)
    assert stopped.was_notified_of_cancel
    job = engine.jobs.wait(job.id, 5)
    assert job.status is JobStatus.CANCELED
    assert gate.runs == ["first"]
    assert (job.failed_step, job.is_restartable) == (2, True)
    assert steps(job)[-1] == ("2", "Wait at the gate", "Canceled")


def test_cancel_cannot_be_caught(engine: Engine, go: Run, gate: Any) -> None:
    job = go("while ($true) { try { Wait-Gate } catch { Set-Mark caught } }")
    assert gate.reached.wait(10)
    engine.jobs.stop(job.id)
    assert engine.jobs.wait(job.id, 5).status is JobStatus.CANCELED
    assert gate.runs == []


def test_cancel_in_a_loop_of_statements(engine: Engine, go: Run, until: Until) -> None:
    job = go("while ($true) { $x = 1 }")
    until(lambda: engine.store.get(Job, job.id).status is JobStatus.RUNNING)
    engine.jobs.stop(job.id)
    assert engine.jobs.wait(job.id, 5).status is JobStatus.CANCELED


def test_restart_runs_only_the_rest(engine: Engine, run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("$ErrorActionPreference = 'Stop'\nSet-Mark first\nTest-Failing\nSet-Mark last")
    assert job.status is JobStatus.FAILED
    gate.failing = False
    began = job.started_at
    assert engine.jobs.restart(job.id).status in {JobStatus.QUEUED, JobStatus.RUNNING}
    job = engine.jobs.wait(job.id, 10)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs == ["first", "fail", "fail", "last"]
    assert (job.restarted, job.started_at, job.failed_step, job.error_info) == (1, began, 0, None)
    assert [s for s in steps(job) if "." not in s[0]] == [
        ("1", "Set mark", "Completed"), ("2", "Fail", "Completed"), ("3", "Set mark", "Completed"),
    ]  # fmt: skip
    assert [o.get("Name") or o["Value"] for o in job.output] == ["first", "passed ", "last"]


def test_a_related_object_is_the_same_again_after_a_restart(engine: Engine, run: Run, gate: Any) -> None:
    parent = engine.store.save(VMHostGroup(name="parent", description="before"))
    engine.store.save(VMHostGroup(name="child", parent_host_group=parent.ref))
    gate.failing = True
    job = run("""
        $Group = Get-Group -Name child
        Set-Mark $Group.ParentHostGroup.Description
        Test-Failing -ErrorAction Stop
        Set-Mark "$($Group.ParentHostGroup.AllChildHosts.Count) $($Group.ParentHostGroup.Description)"
    """)
    assert job.status is JobStatus.FAILED
    engine.store.save(engine.store.get(VMHostGroup, parent.id).model_copy(update={"description": "after"}))
    gate.failing = False
    engine.jobs.restart(job.id)
    job = engine.jobs.wait(job.id, 10)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs[1:] == ["before", "fail", "fail", "0 after"]
    assert [name for number, name, _ in steps(job) if "." not in number] == [
        "Get-Group",
        "Set mark",
        "Fail",
        "Set mark",
    ]


def test_restart_past_the_failed_step(engine: Engine, run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("$ErrorActionPreference = 'Stop'\nSet-Mark first\nTest-Failing\nSet-Mark last")
    engine.jobs.restart(job.id, skip_failed_step=True)
    job = engine.jobs.wait(job.id, 10)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert gate.runs == ["first", "fail", "last"]
    assert steps(job)[2] == ("2", "Fail", "Skipped")


def test_restart_after_a_cancel(engine: Engine, go: Run, gate: Any) -> None:
    job = go("Set-Mark first\nWait-Gate\nSet-Mark last")
    assert gate.reached.wait(10)
    engine.jobs.stop(job.id)
    engine.jobs.wait(job.id, 5)
    gate.open.set()
    engine.jobs.restart(job.id)
    assert engine.jobs.wait(job.id, 10).status is JobStatus.COMPLETED
    assert gate.runs == ["first", "gate", "last"]


def test_only_a_job_that_did_not_succeed_is_restarted(engine: Engine, run: Run, go: Run, gate: Any) -> None:
    done = run("Set-Mark x")
    with pytest.raises(StateError, match="cannot be restarted"):
        engine.jobs.restart(done.id)
    running = go("Wait-Gate")
    with pytest.raises(StateError, match="cannot be restarted"):
        engine.jobs.restart(running.id)


def test_a_job_can_fail_and_be_restarted_many_times(engine: Engine, run: Run, gate: Any) -> None:
    gate.failing = True
    job = run("Set-Mark first\nTest-Failing -ErrorAction Stop")
    for turn in range(3):
        engine.jobs.restart(job.id)
        job = engine.jobs.wait(job.id, 10)
        assert (job.status, job.restarted) == (JobStatus.FAILED, turn + 1)
    assert gate.runs == ["first", *["fail"] * 4]


# Waiting for each other


def test_the_second_job_on_an_object_waits_visibly(
    engine: Engine, go: Run, gate: Any, group: VMHostGroup, until: Until
) -> None:
    first = go("Get-Group -Name Lab | Wait-Gate")
    assert gate.reached.wait(10)
    second = go("Get-Group -Name Lab | Set-Mark second")
    until(
        lambda: engine.store.get(Job, second.id).status is JobStatus.QUEUED and engine.store.get(Job, second.id).steps
    )
    until(lambda: engine.store.get(Job, second.id).steps[-1].description)
    step = engine.store.get(Job, second.id).steps[-1]
    assert (step.status, step.description) == (JobStatus.QUEUED, "Waiting for 'Wait at the gate' (Lab)")
    gate.open.set()
    assert engine.jobs.wait(first.id, 10).status is JobStatus.COMPLETED
    assert engine.jobs.wait(second.id, 10).status is JobStatus.COMPLETED
    assert gate.runs.index("gate") < gate.runs.index("second") or gate.runs[-1] == "gate"
    assert engine.store.get(VMHostGroup, group.id).description == "second"


def test_a_waiting_job_can_be_cancelled(engine: Engine, go: Run, gate: Any, group: VMHostGroup, until: Until) -> None:
    go("Get-Group -Name Lab | Wait-Gate")
    assert gate.reached.wait(10)
    second = go("Get-Group -Name Lab | Set-Mark second")
    until(lambda: any(s.description for s in engine.store.get(Job, second.id).steps))
    engine.jobs.stop(second.id)
    assert engine.jobs.wait(second.id, 5).status is JobStatus.CANCELED
    assert engine.store.get(VMHostGroup, group.id).description == ""


def test_a_deadlock_is_refused(engine: Engine, go: Run, gate: Any, group: VMHostGroup, until: Until) -> None:
    engine.store.save(VMHostGroup(name="Test"))
    script = "$a = Get-Group -Name {}; $b = Get-Group -Name {}; Lock-Both -First $a -Second $b"
    jobs = [go(script.format("Lab", "Test")), go(script.format("Test", "Lab"))]
    until(lambda: sum(r.startswith("has ") for r in gate.runs) == 2)
    gate.open.set()
    ended = [engine.jobs.wait(job.id, 10) for job in jobs]
    assert sorted(job.status.value for job in ended) == ["Completed", "Failed"]
    failed = next(job for job in ended if job.status is JobStatus.FAILED)
    assert failed.error_info
    assert failed.error_info.type == "ConflictError"
    assert "Lock both" in failed.error_info.cause


def test_jobs_beyond_the_limit_wait_their_turn(make_engine: Callable[..., Engine], gate: Any, until: Until) -> None:
    engine = make_engine(job_concurrency=2)
    jobs = [engine.jobs.start("Wait-Gate", owner="admin") for _ in range(5)]
    until(lambda: sum(engine.store.get(Job, j.id).status is JobStatus.RUNNING for j in jobs) == 2)
    assert engine.jobs.running == 5
    last = engine.jobs.stop(jobs[-1].id)
    assert last.status is JobStatus.CANCELED, "one that has not begun ends at once"
    gate.open.set()
    for job in jobs[:-1]:
        assert engine.jobs.wait(job.id, 10).status is JobStatus.COMPLETED
    assert gate.runs == ["gate"] * 4


# What-if


def test_what_if_tells_and_changes_nothing(run: Run, engine: Engine, group: VMHostGroup, gate: Any) -> None:
    job = run("Get-Group -Name Lab | Set-Mark told\nSet-Mark fresh\n(Get-Group -Name fresh).Name", what_if=True)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.messages == [
        'What if: Performing the operation "Set mark" on target "Lab".', "Mark 'told'.",
        'What if: Performing the operation "Set mark" on target "fresh".', "Mark 'fresh'.",
    ]  # fmt: skip
    assert job.output[-1] == {"Value": "fresh"}, "later lines see what earlier ones would have made"
    assert engine.store.get(VMHostGroup, group.id).description == ""
    assert not engine.store.find(VMHostGroup, name="fresh")
    assert not engine.store.changes(job_id=job.id)


def test_a_plan_is_also_data(run: Run, group: VMHostGroup) -> None:
    job = run("Get-Group -Name Lab | Set-Mark told\n\nSet-Mark fresh", what_if=True)
    told = [(c.step, c.line, c.object_kind, c.object_name, c.action, c.property_name, c.new_value) for c in job.plan]
    assert ("2", 1, "VMHostGroup", "Lab", "Change", "Description", "told") in told
    assert ("3", 3, "VMHostGroup", "fresh", "Create", "", None) in told
    assert [c.text for c in job.plan if not c.action] == ["Mark 'told'.", "Mark 'fresh'."]
    assert run("Set-Mark real").plan == []


def test_the_first_error_says_where_it_is(run: Run) -> None:
    job = run("\n  Get-Group -Name Lab | Set-Mark -Nothing 1\n")
    assert job.error_info is not None
    assert job.error_info.line == 2


def test_what_if_on_one_call(run: Run, engine: Engine) -> None:
    job = run("Set-Mark planned -WhatIf\nSet-Mark done")
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert not engine.store.find(VMHostGroup, name="planned")
    assert engine.store.find(VMHostGroup, name="done")
    assert "Mark 'planned'." in job.messages
