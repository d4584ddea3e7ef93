"""The Jobs window: it opens by itself, follows the job, and says what to do about an error."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton

from vmmconsole.model import Job
from vmmconsole.model.job import ErrorInfo, Step
from vmmconsole.model.status import JobStatus

if TYPE_CHECKING:
    from tests.ui.conftest import Console


def started(console: Console) -> Job:
    """A job that this console started, as the engine has it."""
    console.context.spawn(console.context.run_script("Start-VM -VM $VM", "Start virtual machine"))
    console.until(lambda: console.context.own_jobs)
    return next(j for j in console.client.objects["Job"].values() if str(j.id) == console.context.own_jobs[0])


def test_it_opens_with_the_first_job_and_follows_it(console: Console) -> None:
    job = started(console)
    window = console.window.jobs_window()
    console.until(window.isVisible)
    console.until(lambda: [row.name for row in window.grid.selected_rows()] == ["Start virtual machine"])
    job.steps = [Step(number="1", name="Start-VM", status=JobStatus.RUNNING, started_at=datetime.now(UTC))]
    job.steps.append(Step(number="1.1", name="Start on the host", status=JobStatus.COMPLETED, progress=100))
    console.client.put(job)
    model = window.steps.tree.model()
    console.until(lambda: model.rowCount() == 1 and model.rowCount(model.index(0, 0)) == 1)
    assert model.index(0, 1).data() == "Start-VM"


def test_a_failed_job_shows_cause_and_action_and_can_be_restarted(console: Console) -> None:
    job = started(console)
    window = console.window.jobs_window()
    job.status, job.is_stoppable, job.is_restartable = JobStatus.FAILED, False, True
    job.error_info = ErrorInfo(problem="It did not start.", cause="No memory.", recommended_action="Free some.")
    console.client.put(job)
    console.until(window.summary.advice.isVisible)
    assert window.summary.problem.text() == "It did not start. No memory."
    assert window.summary.advice.text() == "Recommended action: Free some."
    assert not window.summary.cancel.isVisible()
    window.summary.restart.click()
    console.until(lambda: console.client.restarted == [str(job.id)])


def test_it_stays_closed_where_the_person_wants_that(console: Console) -> None:
    window = console.window.jobs_window()
    window.by_itself.setChecked(False)
    started(console)
    console.until(lambda: len(window.model.rows) == 1)
    assert not window.isVisible()
    console.window.show_jobs()
    assert window.isVisible()
    assert [row.name for row in window.grid.selected_rows()] == ["Start virtual machine"]


def test_steps_that_only_prepare_are_left_out_until_wanted(console: Console) -> None:
    job = started(console)
    window = console.window.jobs_window()
    console.until(window.isVisible)
    done = JobStatus.COMPLETED
    job.steps = [Step(number=str(n), name="Get-VMHost", status=done, progress=100) for n in (1, 2)]
    job.steps += [Step(number="3", name="New-VM"), Step(number="3.1", name="Create disk", status=done)]
    console.client.put(job)
    tree = window.steps.tree
    console.until(lambda: tree.model().rowCount() == 3)
    assert [tree.isRowHidden(row, QModelIndex()) for row in range(3)] == [True, True, False]
    assert window.steps.all.text() == "Show all steps (2 more that only prepare)"
    window.steps.all.click()
    assert not any(tree.isRowHidden(row, QModelIndex()) for row in range(3))
    job.steps[1].status = JobStatus.FAILED
    window.steps.all.click()
    console.client.put(job)
    console.until(lambda: not tree.isRowHidden(1, QModelIndex()))
    assert tree.isRowHidden(0, QModelIndex())


def test_a_failure_is_told_where_the_window_is_not_open(console: Console) -> None:
    console.settings.set("jobs/open_by_itself", False)
    job = started(console)
    window = console.window.jobs_window()
    assert not window.isVisible()
    job.status, job.result_name = JobStatus.FAILED, "web-01"
    job.error_info = ErrorInfo(problem="It did not start.")
    console.client.put(job)
    console.until(lambda: console.window.toasts.shown)
    console.client.put(job)
    notice = console.context.notices[-1]
    assert (notice.text, notice.details) == ("Start virtual machine web-01 failed.", "It did not start.")
    button = next(b for b in console.window.toasts.shown[0].findChildren(QPushButton) if b.text() == "Open job")
    button.click()
    console.until(window.isVisible)
    assert [row.id for row in window.grid.selected_rows()] == [str(job.id)]
    assert len(console.context.notices) == 1
