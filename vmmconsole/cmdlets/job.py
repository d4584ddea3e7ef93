"""Jobs and their steps."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import Job
from vmmconsole.model.errors import StateError
from vmmconsole.model.status import JobStatus, Permission, text_of
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name

_ACTIVE = frozenset({JobStatus.QUEUED, JobStatus.RUNNING})
_FAILED = frozenset({JobStatus.FAILED, JobStatus.CANCELED})


class GetJob(ReadingCmdlet):
    """Reads jobs, the newest first.

    Example:
        Get-Job -Running

    Example:
        Get-Job -Newest 5

    Example:
        Get-Job | where {$_.Status -eq "Failed"}
    """

    name = "Get-Job"
    aliases = ("Get-SCJob",)
    returns = "Job"
    default_set = "NewestJobs"

    job_name_: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    wanted: Job = parameter("Job", help="This job, as it is now.")
    newest: int = parameter("Newest", sets=("NewestJobs",), minimum=1, help="Only so many, the newest ones.")
    running: switch = parameter("Running", sets=("RunningJobs",), mandatory=True, help="Only those that run or wait.")
    all_: switch = parameter("All", sets=("AllJobs",), mandatory=True, help="All of them; the default.")
    full: switch = parameter("Full", help="Accepted for scripts; a job always has its steps.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            found = by_id(session, Job, self.id_)
        elif self.given("wanted"):
            found = by_id(session, Job, self.wanted.id)
        elif self.given("job_name_"):
            found = by_name(session, Job, self.job_name_)
        else:
            found = session.find(Job)
        if self.running:
            found = [job for job in found if job.status in _ACTIVE]
        found = sorted(found, key=lambda job: job.added_at, reverse=True)
        return found[: self.newest] if self.given("newest") else found


class GetStep(ReadingCmdlet):
    """Reads the steps of a job.

    Example:
        Get-Job -Newest 1 | Get-Step
    """

    name = "Get-Step"
    aliases = ("Get-SCStep",)
    returns = "Step"

    wanted: Job = parameter("Job", position=0, pipeline=True, mandatory=True, help="The job, or its ID.")
    step_name: str = parameter("Name", help="Only those of this name.")

    def run(self, session: Session) -> Iterable[object]:
        steps = session.get(Job, self.wanted.id).steps
        if self.given("step_name"):
            steps = [step for step in steps if step.name.lower() == self.step_name.lower()]
        return steps


class StopJob(ChangingCmdlet):
    """Asks a running job to stop at its next safe point. One that has ended is returned unchanged.

    Example:
        Get-Job -Running | Stop-Job
    """

    name = "Stop-Job"
    aliases = ("Stop-SCJob",)
    job_name = "Cancel job"
    permission = Permission.VIEW  # each their own: the engine sees to it
    returns = "Job"

    wanted: Job = parameter("Job", position=0, pipeline=True, mandatory=True, help="The job, or its ID.")

    def run(self, session: Session) -> Iterable[object]:
        job = session.get(Job, self.wanted.id)
        if job.status.is_final or job.id == session.job.id:
            return [job]
        return [session.stop_job(job)]


class RestartJob(ChangingCmdlet):
    """Runs a failed or cancelled job again from the step that failed.

    With -SkipLastFailedStep it goes on with the step after that.

    Example:
        Restart-Job -Job (Get-VMMServer localhost | Get-Job | where {$_.Status -eq "Failed"} | Select-Object -First 1)
    """

    name = "Restart-Job"
    aliases = ("Restart-SCJob",)
    job_name = "Restart job"
    permission = Permission.VIEW  # each their own: the engine sees to it
    returns = "Job"

    wanted: Job = parameter("Job", position=0, pipeline=True, mandatory=True, help="The job, or its ID.")
    credential: str = parameter("Credential", help="Accepted for scripts; a job keeps the credentials it needs.")
    skip_last_failed_step: switch = parameter("SkipLastFailedStep", help="Leave the step out that failed.")

    def run(self, session: Session) -> Iterable[object]:
        job = session.get(Job, self.wanted.id)
        _check_restartable(job)
        return [session.restart_job(job, skip_failed_step=bool(self.skip_last_failed_step))]

    def plan(self, session: Session) -> list[str]:
        job = session.get(Job, self.wanted.id)
        _check_restartable(job)
        where = "the step after the one that failed" if self.skip_last_failed_step else "the step that failed"
        return [f"Run the job '{job.name}' again from {where}."]


def _check_restartable(job: Job) -> None:
    if job.status in _FAILED:
        return
    running = job.status in _ACTIVE
    raise StateError(
        f"The job '{job.name}' cannot be restarted.",
        cause=f"Its status is {text_of(job.status)}.",
        action="Cancel it first." if running else "Only failed and cancelled jobs can be restarted.",
        object_name=job.name,
    )
