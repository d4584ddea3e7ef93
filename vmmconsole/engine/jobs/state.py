"""A running job as others see it: kept in memory, and published to the store a moment after it changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from vmmconsole.engine.store import Store
from vmmconsole.model import Job
from vmmconsole.model.errors import CancelledError, VMMError
from vmmconsole.model.job import Step
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus

from .outage import outlast
from .output import clean
from .progress import StepProgress, error_info_of
from .record import StepRecord
from .run_contract import Stop

T = TypeVar("T")

log = logging.getLogger(__name__)

MAX_MESSAGE = 20_000
"""Characters of one message."""
GATHER_SECONDS = 0.02
"""Steps that begin and end within this time are one write; a short job is told of once or twice, not with each step."""
PUBLISH_SECONDS = 0.2
"""The shortest time between two writes of a job that tell only of progress."""
MAX_STEPS = 400
KEPT_STEPS = 100
"""When a job has more steps than the first number, those that succeeded are hidden, but for about the second number at
either end."""
MAX_URGENT_STEPS = 60
"""With more steps than that, a step's end is told at the pace of progress too, since every write holds all steps."""


class JobState:
    """One run of a job. Its job object belongs to this run alone until it is over."""

    def __init__(self, store: Store, job: Job, publisher: Publisher, *, expected_calls: int) -> None:
        self.job = job
        self.suspending = False
        """The engine stops: leave the run where it is, to go on at the next start."""
        self.first_starts: dict[str, datetime] = {}
        """When the steps of an earlier, cut off run began, by number."""
        self._store = store
        self._publisher = publisher
        self._expected = max(1, expected_calls)
        self._done: list[Step] = []
        """Steps that ended, flattened."""
        self._ended = 0
        self._hidden = 0
        self._current: StepProgress | None = None
        self._lock = threading.RLock()
        self._quiet = False
        self._over = threading.Event()

    # What the run tells

    def begin(self) -> None:
        """The run has its turn."""
        with self._lock:
            job = self.job
            job.status = JobStatus.RUNNING
            job.started_at = job.started_at or utc_now()
            job.ended_at = None
            self.first_starts = {s.number: s.started_at for s in job.steps if s.started_at and not s.ended_at}
            job.steps, job.messages, job.output = [], [], []
            job.error_info = None
            job.is_stoppable, job.is_restartable = not job.was_notified_of_cancel, False

    def replay(self, quiet: bool) -> None:
        """Whether recorded steps are being taken over just now, which nobody needs to watch."""
        self._quiet = quiet

    def open_step(self, step: StepProgress) -> None:
        """A cmdlet's call begins."""
        with self._lock:
            self._current = step
            self.job.current_step = step.name
        self.changed(urgent=True)

    def close_step(self, record: StepRecord) -> None:
        """A cmdlet's call is over, now or in an earlier run."""
        with self._lock:
            self._current = None
            self._done.extend(record.steps)
            self._ended += 1
            if len(self._done) > MAX_STEPS:
                self._hide_steps()
            self.job.current_step = ""
            record.apply_result(self.job)
        self.changed(urgent=True)

    def say(self, text: str, limit: int) -> None:
        """Add a line to the job's messages."""
        with self._lock:
            if len(self.job.messages) < limit:
                self.job.messages.append(clean(text, MAX_MESSAGE))
            elif len(self.job.messages) == limit:
                self.job.messages.append(f"More than {limit:,} messages: the others are not kept.")
        self.changed(urgent=False)

    def add_targets(self, ids: Iterable[UUID]) -> None:
        """The job changes these objects; stored at once, because a restarted engine gives them back to the job."""
        with self._lock:
            new = [i for i in ids if i not in self.job.target_ids]
            if not new:
                return
            self.job.target_ids = [*self.job.target_ids, *new]
            self.flush()

    def waiting(self, waits: bool) -> None:
        """The job waits for an object, or goes on."""
        with self._lock:
            self.job.status = JobStatus.QUEUED if waits else JobStatus.RUNNING

    def finish(self, status: JobStatus, error: VMMError | None = None, place: tuple[int, int] = (0, 0)) -> None:
        """The run is over; `place` is the line and column of the statement that failed, where the error has none."""
        with self._lock:
            job = self.job
            job.status = status
            job.ended_at = utc_now()
            job.current_step = ""
            job.error_info = error_info_of(error) if error else None
            if job.error_info is not None and not job.error_info.line:
                job.error_info.line, job.error_info.column = place
            job.is_restartable = status in {JobStatus.FAILED, JobStatus.CANCELED} and not job.what_if
            job.is_stoppable = False
            if self._hidden:
                job.messages.append(f"{self._hidden:,} steps that succeeded are not shown.")
            self._quiet = False
        self.outlast(self.flush, stoppable=False)
        if not self._over.is_set():  # the engine stops: the next start comes to the same end
            raise self._suspended()

    def outlast(self, action: Callable[[], T], *, stoppable: bool = True) -> T:
        """What `action` gives, once the database works; see `outage.outlast`.

        Raises:
            Stop: the engine stops, or the job was cancelled and is `stoppable`.
        """
        return outlast(action, self._leave_when_stopped if stoppable else self._leave_when_suspending)

    def _leave_when_stopped(self) -> None:
        try:
            self.check()
        except CancelledError as err:
            raise Stop(err, suspended=self.suspending) from err

    def _leave_when_suspending(self) -> None:
        if self.suspending:
            raise self._suspended()

    def _suspended(self) -> Stop:
        return Stop(CancelledError(object_name=self.job.name), suspended=True)

    # Watching and stopping it

    def check(self) -> None:
        """A point where stopping is safe.

        Raises:
            CancelledError: the job was cancelled, or the engine stops.
        """
        if self.job.was_notified_of_cancel or self.suspending:
            raise CancelledError(object_name=self.job.name)

    def cancel(self) -> None:
        """Ask the run to stop at its next safe point; kept, so that a restarted engine stops it too."""
        with self._lock:
            self.job.was_notified_of_cancel = True
            self.job.is_stoppable = False
            self.flush()

    def suspend(self) -> None:
        """The engine stops: the run is left where it is, and shown so until the next start."""
        try:
            self.flush()
        except VMMError:
            log.exception("The progress of job %s cannot be written", self.job.id)
        self.suspending = True

    def changed(self, urgent: bool) -> None:
        """Something to tell: within GATHER_SECONDS when urgent, else within PUBLISH_SECONDS."""
        if not self._quiet:
            soon = urgent and len(self._done) <= MAX_URGENT_STEPS
            self._publisher.mark(self, GATHER_SECONDS if soon else PUBLISH_SECONDS)

    def flush(self) -> None:
        """Write the job to the store as it is now."""
        with self._lock:
            if self._over.is_set() or self.suspending:  # what goes on at the next start stays as it was
                return
            running = self._current.flatten() if self._current else []
            self.job.steps = [*self._done, *running]
            self.job.progress = self._progress()
            self._store.save(self.job, by=self.job.owner)
            if self.job.status.is_final:
                self._over.set()

    def _hide_steps(self) -> None:
        """Forget sub-steps, then whole steps, that succeeded: each write of the job holds all that are shown."""
        older, recent = self._done[:-KEPT_STEPS], self._done[-KEPT_STEPS:]
        ended_well = {JobStatus.COMPLETED, JobStatus.SKIPPED}
        kept = [step for step in older if "." not in step.number or step.status not in ended_well]
        if len(kept) > KEPT_STEPS:
            first, rest = kept[: KEPT_STEPS // 2], kept[KEPT_STEPS // 2 :]
            kept = first + [step for step in rest if step.status not in ended_well][-KEPT_STEPS // 2 :]
        self._hidden += sum(1 for step in older if "." not in step.number) - sum("." not in s.number for s in kept)
        self._done = kept + recent

    def _progress(self) -> int:
        if self.job.status in {JobStatus.COMPLETED, JobStatus.SUCCEED_WITH_INFO}:
            return 100
        total = max(self._expected, self._ended + (1 if self._current else 0))
        done = self._ended + (self._current.fraction if self._current else 0.0)
        return min(99, int(100 * done / total))


class Publisher:
    """The thread that writes what jobs tell of their progress."""

    def __init__(self) -> None:
        self._due: dict[JobState, float] = {}
        """Until when each is to be written: `time.monotonic`."""
        self._next = float("inf")
        self._changed = threading.Condition()
        self._ending = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write."""
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="job-progress", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what is waiting is written first."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(timeout=5)
            self._thread = None

    def mark(self, state: JobState, within_seconds: float) -> None:
        """The job has something to tell that can wait so long."""
        due = time.monotonic() + within_seconds
        with self._changed:
            self._due[state] = min(due, self._due.get(state, due))
            if due < self._next:  # else the thread wakes in time by itself
                self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._ending and (left := self._left()) > 0:
                    self._changed.wait(left if left != float("inf") else None)
                ending, now = self._ending, time.monotonic()
                states = [state for state, due in self._due.items() if due <= now or ending]
                for state in states:
                    del self._due[state]
            for state in states:
                try:
                    state.flush()
                except Exception:
                    # A full disk must not end the telling of progress for good; the next change tries again.
                    log.exception("The progress of job %s cannot be written", state.job.id)
            if ending:
                return

    def _left(self) -> float:
        self._next = min(self._due.values(), default=float("inf"))
        return self._next - time.monotonic()
