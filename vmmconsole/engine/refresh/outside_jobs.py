"""Tasks that somebody started on a virtualization manager without this product, as jobs that are only watched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vmmconsole.engine.store import Store
from vmmconsole.model import Job, Ref, VirtualizationManager, VirtualMachine
from vmmconsole.model.job import ErrorInfo, Step
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus
from vmmconsole.providers.manager import OutsideTask

from .manager_groups import identity

MOST_KEPT = 500
"""So many jobs of a manager that have ended are kept: another program may start thousands of tasks an hour."""
_LOST = "The connection was lost before it ended, so nobody here knows how it did."


class OutsideJobs:
    """The jobs of one manager that were started outside."""

    def __init__(self, store: Store, manager_id: UUID) -> None:
        self._store = store
        self._manager_id = manager_id
        self._known: dict[UUID, datetime | None] | None = None
        """The jobs in the store with when they ended."""

    def put(self, tasks: Iterable[OutsideTask], *, everything: bool = False) -> None:
        """Write what the manager tells of tasks. With `everything`, those that run here and that it does not know any
        more have ended."""
        told = list(tasks)
        if not told and not everything:
            return
        manager = self._store.get(VirtualizationManager, self._manager_id)
        known = self._read(manager)
        found = {identity(manager, "task", task.key): task for task in told}
        stored = {job.id: job for job in self._store.several(Job, found)}
        names = {m.id: m.name for m in self._store.several(VirtualMachine, _machines(told))}
        jobs = [_job(job_id, task, manager.ref, names, stored.get(job_id)) for job_id, task in found.items()]
        self._store.save_many(jobs)
        known.update({job.id: job.ended_at for job in jobs})
        if everything:
            lost = [job_id for job_id, ended_at in known.items() if ended_at is None and job_id not in found]
            self._store.update_many(Job, lost, _end_unknown)
            known.update(dict.fromkeys(lost, utc_now()))
        self._let_go(known)

    def _read(self, manager: VirtualizationManager) -> dict[UUID, datetime | None]:
        if self._known is None:
            jobs = self._store.find(Job, virtualization_manager=manager.ref)
            self._known = {job.id: job.ended_at for job in jobs}
        return self._known

    def _let_go(self, known: dict[UUID, datetime | None]) -> None:
        ended = sorted((at, job_id) for job_id, at in known.items() if at is not None)
        gone = [job_id for _, job_id in ended[:-MOST_KEPT]] if len(ended) > MOST_KEPT else []
        self._store.remove_many(Job, gone)
        for job_id in gone:
            del known[job_id]


def _machines(tasks: Iterable[OutsideTask]) -> set[UUID]:
    return {task.machine_id for task in tasks if task.machine_id is not None}


def _job(job_id: UUID, task: OutsideTask, manager: Ref, names: dict[UUID, str], stored: Job | None) -> Job:
    began = task.started_at or (stored.started_at if stored is not None else None) or utc_now()
    ended = (
        (task.ended_at or (stored.ended_at if stored is not None else None) or utc_now())
        if task.status.is_final
        else None
    )
    error = ErrorInfo(problem=task.error, code=1, object_name=task.entity) if task.error else None
    object_name = task.entity or (names.get(task.machine_id, "") if task.machine_id is not None else "")
    kind = VirtualMachine.kind if task.machine_id is not None else ""
    step = Step(
        number="1", name=task.name, status=task.status, progress=task.percent, started_at=began, ended_at=ended,
        object_kind=kind, object_name=object_name, error_info=error,
    )  # fmt: skip
    facts = {
        "name": task.name, "status": task.status, "progress": task.percent, "started_at": began, "ended_at": ended,
        "owner": task.user, "result_name": object_name, "result_object_type": kind,
        "result_object_id": task.machine_id, "steps": [step], "error_info": error, "virtualization_manager": manager,
        "target_ids": [task.machine_id] if task.machine_id is not None else [],
        "current_step": "" if ended else task.name,
        "messages": [f"It was started outside of this product, on '{manager.name}'."],
    }  # fmt: skip
    return (stored or Job(id=job_id, name=task.name, added_at=began)).model_copy(update=facts)


def _end_unknown(job: Job) -> Job | None:
    if job.status.is_final:
        return None
    job.status, job.ended_at, job.current_step = JobStatus.SUCCEED_WITH_INFO, utc_now(), ""
    job.messages = [*job.messages, _LOST]
    job.steps = [step.model_copy(update={"status": job.status, "ended_at": job.ended_at}) for step in job.steps]
    return job
