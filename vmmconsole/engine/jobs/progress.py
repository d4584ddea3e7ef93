"""The tree of steps of a running job, as cmdlets and providers report it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from vmmconsole.model.errors import CancelledError, VMMError
from vmmconsole.model.job import ErrorInfo, Step
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus


class StepProgress:
    """A step or sub-step while it runs; it is the `Progress` that cmdlets and providers are handed."""

    def __init__(self, number: str, name: str, *, changed: Callable[[bool], None], check: Callable[[], None]) -> None:
        """`changed(urgent)` is called after each change: urgent when a status changed; `check` raises to stop."""
        self.number = number
        self.name = name
        self.status = JobStatus.RUNNING
        self.percent = 0.0
        self.description = ""
        self.object_kind = ""
        self.object_name = ""
        self.line = 0
        self.error_info: ErrorInfo | None = None
        self.started_at: datetime = utc_now()
        self.ended_at: datetime | None = None
        self.children: list[StepProgress] = []
        self._peak = 0.0
        self._changed = changed
        self._check = check
        self._lock = RLock()

    @contextmanager
    def step(self, name: str) -> Iterator[StepProgress]:
        """A sub-step that runs while the context is open."""
        with self._lock:
            number = f"{self.number}.{len(self.children) + 1}"
            child = StepProgress(number, name, changed=self._changed, check=self._check)
            self.children.append(child)
        self._changed(True)
        try:
            yield child
        except CancelledError:
            child.end(JobStatus.CANCELED)
            raise
        except VMMError as err:
            child.end(JobStatus.FAILED, error_info_of(err))
            raise
        except BaseException:
            child.end(JobStatus.FAILED)
            raise
        child.end(JobStatus.COMPLETED)

    def report(self, percent: float, description: str = "") -> None:
        """How far this step is, 0 to 100."""
        self.percent = min(100.0, max(0.0, percent))
        if description:
            self.description = description
        self._changed(False)

    def check(self) -> None:
        """A point where stopping is safe.

        Raises:
            CancelledError: the job was cancelled, or the engine stops.
        """
        self._check()

    def wait_for(self, description: str) -> None:
        """Show the step as waiting."""
        self.status = JobStatus.QUEUED
        self.description = description
        self._changed(True)

    def go_on(self) -> None:
        """Show the step as running again."""
        self.status = JobStatus.RUNNING
        self.description = ""
        self._changed(True)

    def end(self, status: JobStatus, error_info: ErrorInfo | None = None) -> None:
        """The step is over."""
        self.status = status
        self.ended_at = utc_now()
        self.description = ""
        self.error_info = error_info
        self._changed(True)

    @property
    def fraction(self) -> float:
        """How much of it is done, 0 to 1; never goes back."""
        if self.status in {JobStatus.COMPLETED, JobStatus.SUCCEED_WITH_INFO, JobStatus.SKIPPED}:
            return 1.0
        with self._lock:
            done = sum(child.fraction for child in self.children)
            # One more sub-step is counted than is known, since nobody said how many come.
            share = done / (len(self.children) + 1) if self.children else 0.0
            self._peak = max(self._peak, share, self.percent / 100)
            return self._peak

    def flatten(self) -> list[Step]:
        """This step and all below it, in order."""
        with self._lock:
            children = list(self.children)
        step = Step(
            number=self.number,
            name=self.name,
            status=self.status,
            progress=int(self.fraction * 100),
            started_at=self.started_at,
            ended_at=self.ended_at,
            object_kind=self.object_kind,
            object_name=self.object_name,
            description=self.description,
            error_info=self.error_info,
            line=self.line,
        )
        return [step, *(found for child in children for found in child.flatten())]


def error_info_of(err: VMMError) -> ErrorInfo:
    """An error as a job or step keeps it."""
    return ErrorInfo.model_validate(err.fields())
