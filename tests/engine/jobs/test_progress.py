"""The tree of steps."""

from __future__ import annotations

import pytest

from vmmconsole.engine.jobs.budget import Budget, Limits
from vmmconsole.engine.jobs.progress import StepProgress
from vmmconsole.model.errors import BudgetError, CancelledError, StorageError
from vmmconsole.model.status import JobStatus


def nothing(*_: object) -> None:
    return


@pytest.fixture
def root() -> StepProgress:
    return StepProgress("1", "Create virtual machine", changed=nothing, check=nothing)


def test_sub_steps_are_numbered_in_order_and_depth(root: StepProgress) -> None:
    with root.step("Create folder"):
        pass
    with root.step("Create disks") as disks, disks.step("disk 1"):
        pass
    assert [(s.number, s.name) for s in root.flatten()] == [
        ("1", "Create virtual machine"), ("1.1", "Create folder"), ("1.2", "Create disks"), ("1.2.1", "disk 1"),
    ]  # fmt: skip
    assert root.flatten()[3].status is JobStatus.COMPLETED
    assert root.flatten()[0].status is JobStatus.RUNNING


def test_a_failure_marks_the_path_with_its_cause(root: StepProgress) -> None:
    with pytest.raises(StorageError), root.step("Create disks"), root.step("disk 1"):
        raise StorageError("no", cause="There is no space.", action="Make some.")
    _, outer, inner = root.flatten()
    assert (outer.status, inner.status) == (JobStatus.FAILED, JobStatus.FAILED)
    assert inner.error_info is not None
    assert (inner.error_info.cause, inner.error_info.recommended_action) == ("There is no space.", "Make some.")


def test_a_cancel_is_no_failure(root: StepProgress) -> None:
    with pytest.raises(CancelledError), root.step("Copy"):
        raise CancelledError
    assert root.flatten()[1].status is JobStatus.CANCELED


def test_progress_flows_up_and_never_goes_back(root: StepProgress) -> None:
    seen = [root.fraction]
    for number in range(4):
        with root.step(f"part {number}") as part:
            for percent in (0, 30, 60, 100):
                part.report(percent)
                seen.append(root.fraction)
    assert seen == sorted(seen)
    assert 0.5 < seen[-1] < 1
    root.end(JobStatus.COMPLETED)
    assert root.fraction == 1


def test_percent_is_kept_within_bounds(root: StepProgress) -> None:
    root.report(250)
    assert root.flatten()[0].progress == 100
    root.report(-3)
    assert 0 <= root.percent <= 100


def test_the_budget_of_statements() -> None:
    budget = Budget(Limits(statements=10))
    for _ in range(10):
        budget.statement()
    with pytest.raises(BudgetError, match="10 statements"):
        budget.statement()


def test_the_budget_of_time_between_calls() -> None:
    budget = Budget(Limits(statement_seconds=0))
    with pytest.raises(BudgetError, match="without calling a cmdlet"):
        all(budget.statement() is None for _ in range(1000))


def test_the_budget_of_calls() -> None:
    budget = Budget(Limits(calls=1))
    budget.call()
    with pytest.raises(BudgetError):
        budget.call()
