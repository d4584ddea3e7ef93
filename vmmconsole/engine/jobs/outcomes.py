"""What becomes of a job that is not running: cancelled, given up, begun again. Each changes the job as stored."""

from __future__ import annotations

from vmmconsole.model import Job
from vmmconsole.model.errors import EngineError, StateError
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus

from .progress import error_info_of


def refuse_outside(job: Job) -> None:
    """Leave jobs alone that this product did not start.

    Raises:
        StateError: it is such a job.
    """
    if job.virtualization_manager is not None:
        raise StateError(
            f"The job '{job.name}' cannot be stopped or restarted here.",
            cause=f"It was started outside of this product, on '{job.virtualization_manager.name}'.",
            action="Do it where it was started.",
            object_name=job.name,
        )


def cancel_waiting(job: Job) -> Job | None:
    """End a job that has not begun."""
    if job.status.is_final:
        return None
    job.status = JobStatus.CANCELED
    job.was_notified_of_cancel = True
    job.ended_at = utc_now()
    job.is_stoppable, job.is_restartable = False, True
    return job


def notify_of_cancel(job: Job) -> Job | None:
    """Let the job's next run find that it is to stop."""
    if job.status.is_final:
        return None
    job.was_notified_of_cancel = True
    job.is_stoppable = False
    return job


def begin_again(job: Job, *, skip_failed_step: bool) -> Job:
    """Queue a job again that failed or was cancelled.

    Raises:
        StateError: it runs, or it succeeded.
    """
    refuse_outside(job)
    if not job.is_restartable:
        ended = job.is_completed
        raise StateError(
            f"The job '{job.name}' cannot be restarted.",
            cause="Only a job that failed or was cancelled can." if ended else "It has not ended.",
            action="Run the script again." if ended else "Cancel it first.",
            object_name=job.name,
        )
    if skip_failed_step and job.failed_step:
        job.skipped_steps = sorted({*job.skipped_steps, job.failed_step})
    job.status = JobStatus.QUEUED
    job.restarted += 1
    job.is_restartable, job.is_stoppable, job.was_notified_of_cancel = False, True, False
    job.error_info, job.ended_at = None, None
    return job


def give_up(job: Job, *, cause: str, details: str = "") -> Job | None:
    """End a job as Failed that nothing runs any more."""
    if job.status.is_final:
        return None
    error = EngineError(
        f"The job '{job.name}' did not end.",
        cause=cause,
        action="Restart the job; it goes on from the step that was cut off.",
        details=details,
        object_name=job.name,
    )
    job.status = JobStatus.FAILED
    job.error_info = error_info_of(error)
    job.ended_at = utc_now()
    job.is_restartable, job.is_stoppable = not job.what_if, False
    for step in job.steps:
        if not step.status.is_final:
            step.status = JobStatus.FAILED
            step.ended_at = job.ended_at
            job.failed_step = int(step.number.partition(".")[0])
    return job
