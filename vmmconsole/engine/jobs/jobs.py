"""Jobs: durable runs of scripts. Accepts, queues, runs, stops, restarts, and takes up again what a crash cut off."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import Connection

from vmmconsole.engine.audit.origin import origin
from vmmconsole.engine.peek import peek
from vmmconsole.engine.store import Database, Event, queries
from vmmconsole.model import Job
from vmmconsole.model.errors import ConflictError, EngineError, NotFoundError, VMMError
from vmmconsole.model.status import JobStatus
from vmmconsole.script.parser import parse

from . import outcomes, stops
from .budget import Limits
from .call import Slot
from .execution import Execution
from .outage import outlast
from .state import JobState, Publisher

if TYPE_CHECKING:
    from vmmconsole.engine.services import Services

    from .durable import Durable
    from .execution import ScriptWorld

log = logging.getLogger(__name__)

_STATUS = Job.list_properties.index("Status")
STOPPED_WHILE_RUNNING = "The engine stopped while the job ran."


class Jobs:
    """The jobs of one engine. Accepts them from the start; runs them once `launch` is through."""

    def __init__(
        self,
        services: Services,
        world: ScriptWorld,
        database: Database,
        *,
        concurrency: int = 16,
        limits: Limits | None = None,
    ) -> None:
        """`database` keeps the record of runs; at most `concurrency` jobs run at the same time. On a server's database
        an engine accepts jobs for the one that leads, and runs them once that is itself."""
        self.limits = limits or Limits()
        self._services = services
        self._store = services.store
        self._world = world
        self._database = database
        self._concurrency = concurrency
        self._publisher = Publisher()
        self._durable: Durable | None = None
        self._changed = threading.Condition()
        self._queue: deque[UUID] = deque()
        self._fresh: dict[UUID, tuple[Job, int]] = {}
        """Jobs that wait for their first run, as they were accepted, with the number of their calls."""
        self._running: dict[UUID, JobState] = {}
        self._started: set[UUID] = set()
        """Jobs that have a slot; soon after, `_running` has their state."""
        self._taken = 0
        self._resumed: set[UUID] = set()
        """Jobs with a record of earlier steps."""
        self._cut_off = False
        self._closing = False
        self._failure: EngineError | None = None
        """Why no job can run."""
        self._accept = threading.Lock()
        self._shared = not database.is_sqlite
        self._leads = not self._shared
        """Whether this engine runs what is accepted."""
        self._own: set[UUID] = set()
        """Jobs that this engine is about to queue itself, whatever the store's events say of them."""
        self._rewound: set[UUID] = set()
        """Jobs whose record begins them again, until their run is there."""
        self._unsubscribe: Callable[[], None] | None = None
        self._dispatcher: threading.Thread | None = None
        self._control: ThreadPoolExecutor | None = None

    # Life

    def launch(self) -> None:
        """Open the record of runs, take up what was cut off, and begin to run what waits.

        Raises:
            EngineError: the record cannot be opened.
        """
        from .durable import Durable

        durable = Durable(self._database, self._run)
        # Everything that a thread starts for the record must not inherit the context of a running script.
        self._control = ThreadPoolExecutor(1, thread_name_prefix="job-control")
        self._publisher.start()
        with self._changed:
            self._leads = True
        if self._shared:
            self._unsubscribe = self._store.subscribe(self._hear)
        waiting = self._unfinished()
        self._resumed.update(job.id for job in waiting if job.started_at is not None or job.restarted)
        self._durable = durable  # runs that were cut off begin within the launch
        try:
            durable.launch()
        except EngineError as err:
            self._failure = err
            raise
        self._take_up(durable, waiting)
        self._dispatcher = threading.Thread(target=self._dispatch, name="job-dispatcher", daemon=True)
        self._dispatcher.start()

    def reserve(self) -> None:
        """Give jobs that were cut off what they held, before anything else touches it."""
        for job in self._unfinished():
            self._cut_off = True
            self._services.locks.reserve(job.id, job.target_ids)

    def _unfinished(self) -> list[Job]:
        found = self._store.find(Job, status=JobStatus.QUEUED) + self._store.find(Job, status=JobStatus.RUNNING)
        return [job for job in found if job.virtualization_manager is None]

    def close(self, timeout_seconds: float = 10) -> None:
        """Stop running: jobs are left at their next safe point and go on at the next launch."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        with self._changed:
            self._closing = True
            states = list(self._running.values())
            self._changed.notify_all()
        for state in states:
            state.suspend()
        self._services.locks.wake()
        deadline = time.monotonic() + timeout_seconds
        with self._changed:
            self._changed.wait_for(lambda: not self._started, max(0.0, deadline - time.monotonic()))
        if self._dispatcher:
            self._dispatcher.join(timeout=5)
            self._dispatcher = None
        self._publisher.stop()
        if self._durable:
            self._durable.close()
            self._durable = None
        if self._control:
            self._control.shutdown(wait=True)
            self._control = None

    @property
    def running(self) -> int:
        """How many jobs have not ended, waiting ones included."""
        with self._changed:
            return len(self._started) + len(self._queue)

    @property
    def waiting(self) -> bool:
        """Whether a job waits for its turn, or was cut off and waits to be taken up."""
        return self._cut_off or bool(self._queue)

    # What people ask for

    def start(
        self,
        script: str,
        *,
        name: str = "",
        job_id: UUID | None = None,
        owner: str,
        what_if: bool = False,
        visible: bool = True,
    ) -> Job:
        """Accept a script and run it as soon as there is room; the same `job_id` again is the same job.

        Raises:
            ScriptSyntaxError: the text is not the language.
            ParameterError: it names a command that does not exist.
            EngineError: no job can run, because the record of runs cannot be opened.
        """
        if self._failure is not None:
            raise self._failure
        job_id = job_id or uuid4()
        known = peek(self._store, Job, job_id)
        if known is not None:
            return self._for(owner, known)
        self._services.access.check(owner, "")
        analysis = self._world.analyse(parse(script))
        job = Job(
            id=job_id,
            name=name or analysis.job_name(),
            owner=owner,
            origin=origin.get(),
            script=script,
            script_hash=hashlib.sha256(script.encode("utf-8", "surrogatepass")).hexdigest(),
            cmdlet_name=analysis.cmdlet_name(),
            what_if=what_if,
            is_visible=visible,
            is_stoppable=True,
        )
        with self._accept:
            known = peek(self._store, Job, job_id)
            if known is not None:
                return self._for(owner, known)
            try:
                with self._queueing(job_id):
                    job = self._store.save(job, by=owner, check=self._refuse_known(job_id) if self._shared else None)
                    if self._leads:
                        with self._changed:
                            self._fresh[job_id] = (job.model_copy(deep=True), len(analysis.calls))
                        self._enqueue(job_id)
            except _Known:  # another engine was asked for the same job and was quicker
                self._take_in_soon([job_id])  # what was heard of it meanwhile was passed by
                return self._for(owner, self._store.get(Job, job_id))
        return job

    @staticmethod
    def _refuse_known(job_id: UUID) -> Callable[[Connection], None]:
        def check(connection: Connection) -> None:
            if queries.known(connection, Job.kind, [str(job_id)]):
                raise _Known

        return check

    @contextmanager
    def _queueing(self, job_id: UUID) -> Iterator[None]:
        with self._changed:
            self._own.add(job_id)
        try:
            yield
        finally:
            with self._changed:
                self._own.discard(job_id)

    def _for(self, user: str, known: Job) -> Job:
        """A job that was asked for again; another's job, whose ID somebody may know, tells nothing."""
        if self._services.access.sees(user, known):
            return known
        raise ConflictError(f"The ID {known.id} is taken.", action="Choose another ID for the job.")

    def stop(self, job_id: UUID, *, user: str = "") -> Job:
        """Ask a job to stop at its next safe point; one that has ended stays as it is.

        Raises:
            StateError: it was started outside of this product.
        """
        del user
        outcomes.refuse_outside(self._store.get(Job, job_id))
        with self._changed:
            state = self._running.get(job_id)
            queued = job_id in self._queue
            if queued:
                self._queue.remove(job_id)
                self._fresh.pop(job_id, None)
        if state is not None:
            state.cancel()
            self._services.locks.wake()
        elif queued:
            return self._store.update(Job, job_id, outcomes.cancel_waiting)
        else:
            # Not running at this moment: kept for the run that is just beginning or is taken up later.
            self._store.update(Job, job_id, outcomes.notify_of_cancel)
            if not self._leads:
                stops.ask(self._store, job_id)
            with self._changed:
                state = self._running.get(job_id)
            if state is not None:
                state.cancel()
        return self._store.get(Job, job_id)

    def restart(self, job_id: UUID, *, skip_failed_step: bool = False, user: str = "") -> Job:
        """Go on with a failed or cancelled job from the step that failed, or from the one after it.

        Raises:
            StateError: the job runs, or it succeeded.
        """
        del user
        begin_again = partial(outcomes.begin_again, skip_failed_step=skip_failed_step)
        if not self._leads:
            return self._store.update(Job, job_id, begin_again)
        self._opened()
        with self._queueing(job_id):
            self._run_again(self._store.update(Job, job_id, begin_again))
        return self._store.get(Job, job_id)

    def _run_again(self, job: Job) -> None:
        durable = self._opened()
        self._resumed.add(job.id)
        try:
            self._outside(lambda: self._again(durable, job))
        except Exception:
            self._give_up(job.id, "The record of its run could not be used again.")
            raise

    def _again(self, durable: Durable, job: Job) -> None:
        if not durable.knows(job.id):
            self._enqueue(job.id)
            return
        with self._changed:
            self._rewound.add(job.id)
        try:
            durable.rewind(job.id, max(1, job.failed_step))
        except BaseException:
            with self._changed:
                self._rewound.discard(job.id)
            raise

    def wait(self, job_id: UUID, timeout_seconds: float | None = None) -> Job:
        """The job once it is final, or as it is after that time.

        Raises:
            NotFoundError: there is no such job.
        """
        ended = threading.Event()

        def look(events: list[Event]) -> None:
            if any(event.id == job_id for event in events):
                ended.set()

        unsubscribe = self._store.subscribe(look)
        deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        try:
            while True:
                ended.clear()
                job = self._store.get(Job, job_id)
                left = None if deadline is None else deadline - time.monotonic()
                if job.status.is_final or (left is not None and left <= 0):
                    return job
                ended.wait(left)
        finally:
            unsubscribe()

    def purge(self, job_ids: list[UUID]) -> None:
        """Forget the record of jobs that are no longer in the store."""
        durable = self._durable
        if durable is not None and job_ids:
            self._outside(lambda: durable.forget(job_ids))

    # What other engines accepted

    def _hear(self, events: list[Event]) -> None:
        asked = [event for event in events if event.kind == Job.kind and event.row is not None]
        waiting = [e.id for e in asked if orjson.loads(e.row or "[]")[_STATUS] == JobStatus.QUEUED]
        with self._changed:
            strangers = [job_id for job_id in waiting if not self._knows(job_id)]
        self._take_in_soon(strangers)

    def _take_in_soon(self, job_ids: list[UUID]) -> None:
        control = self._control
        if job_ids and self._leads and control is not None:
            with suppress(RuntimeError):  # the engine stops
                control.submit(self._take_in, job_ids)

    def _knows(self, job_id: UUID) -> bool:
        places = (self._own, self._rewound, self._queue, self._started)
        return any(job_id in place for place in places)

    def _take_in(self, job_ids: list[UUID]) -> None:
        """Queue jobs that other engines have accepted or are to begin again; a later event tells of those that are
        just being queued here."""
        for job in self._store.several(Job, job_ids):
            with self._changed:
                if job.status is not JobStatus.QUEUED or self._knows(job.id) or self._closing:
                    continue
                self._own.add(job.id)
            try:
                if job.restarted:
                    self._resumed.add(job.id)
                    self._again(self._opened(), job)
                else:
                    self._enqueue(job.id)
            except Exception as err:
                log.exception("Job %s cannot be taken in", job.id)
                self._give_up(job.id, "It could not be taken from the engine that accepted it.", details=str(err))
            finally:
                with self._changed:
                    self._own.discard(job.id)

    def stop_asked(self) -> None:
        """Stop the jobs that other engines were asked to stop."""
        for job_id in stops.asked(self._store):
            with suppress(NotFoundError):
                self.stop(job_id)
            stops.forget(self._store, job_id)

    # Running

    def _enqueue(self, job_id: UUID) -> None:
        with self._changed:
            self._queue.append(job_id)
            self._changed.notify_all()

    def _dispatch(self) -> None:
        durable = self._opened()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (self._queue and self._taken < self._concurrency))
                if self._closing:
                    return
                job_id = self._queue.popleft()
                self._taken += 1
                self._started.add(job_id)
            try:
                durable.start(job_id)
            except Exception as err:
                log.exception("Job %s cannot be started", job_id)
                self._release(job_id)
                self._give_up(job_id, "The record of jobs cannot be written.", details=str(err))

    def _state(self, job_id: UUID) -> JobState:
        with self._changed:
            job, calls = self._fresh.pop(job_id, (None, 0))
        if job is None:  # restarted, or taken up after a crash
            job = self._store.get(Job, job_id)
            calls = len(self._world.analyse(parse(job.script)).calls)
        return JobState(self._store, job, self._publisher, expected_calls=calls)

    def _run(self, job_id: UUID) -> str:
        """One run of a job, fresh or again, in a thread of its own. Never raises an Exception."""
        with self._changed:
            self._rewound.discard(job_id)
            if job_id not in self._started:  # taken up after a crash, or restarted
                self._started.add(job_id)
                self._taken += 1
        try:
            state = outlast(lambda: self._enter(job_id), self._leave)
            if state.job.status.is_final:
                return state.job.status.value
            execution = Execution(
                state,
                self._services,
                self._world,
                self._opened(),
                slot=Slot(take=self._take_slot, release=self._release_slot),
                limits=self.limits,
                resumed=job_id in self._resumed,
            )
            return execution.run()
        except Exception as err:
            log.exception("Job %s failed in the engine", job_id)
            cause, details = f"{type(err).__name__} in the engine; its log has the details.", str(err)
            outlast(lambda: self._fail(job_id, cause, details=details), self._leave)
            return JobStatus.FAILED.value
        finally:
            self._release(job_id)

    def _enter(self, job_id: UUID) -> JobState:
        state = self._state(job_id)
        with self._changed:
            if self._closing:
                raise Leave
            self._running[job_id] = state
        # Asked to stop after it was read and before it could be told: the request is in the store.
        stored = peek(self._store, Job, job_id)
        if stored is not None and stored.was_notified_of_cancel:
            state.cancel()
        return state

    def _take_slot(self) -> None:
        # Not waited for: who comes back from waiting for an object has waited enough.
        with self._changed:
            self._taken += 1

    def _release_slot(self) -> None:
        with self._changed:
            self._taken -= 1
            self._changed.notify_all()

    def _release(self, job_id: UUID) -> None:
        with self._changed:
            state = self._running.pop(job_id, None)
            self._started.discard(job_id)
            self._taken -= 1
            self._changed.notify_all()
        if state is None or not state.suspending:
            self._services.locks.release_all(job_id)
        if state is None or state.job.status.is_final:
            self._resumed.discard(job_id)

    def _opened(self) -> Durable:
        if self._durable is None:
            raise EngineError("Jobs cannot run yet.", cause="The engine is still starting.", action="Try again.")
        return self._durable

    def _outside(self, action: Callable[[], Any]) -> Any:
        """Do something with the record from outside of any run; inside one it would count as one of its steps."""
        control = self._control
        if control is None:
            raise EngineError("Jobs cannot run now.", cause="The engine starts or stops.", action="Try again.")
        return control.submit(action).result()

    # After a crash

    def _take_up(self, durable: Durable, waiting: list[Job]) -> None:
        unfinished = durable.unfinished()
        for job in waiting:
            if job.id in unfinished:
                if unfinished[job.id] > _max_recoveries():
                    durable.abandon(job.id)
                    self._give_up(job.id, f"{STOPPED_WHILE_RUNNING} That happened {unfinished[job.id]} times.")
            elif job.started_at is None and not durable.knows(job.id):
                with self._changed:
                    if job.id not in self._queue:
                        self._queue.append(job.id)
            elif job.status is JobStatus.QUEUED and job.restarted and durable.knows(job.id):
                self._outside(partial(self._again, durable, job))  # cut off before its run began again
            elif not durable.knows(job.id) or job.status is JobStatus.RUNNING or job.restarted:
                self._give_up(job.id, STOPPED_WHILE_RUNNING)

    def _give_up(self, job_id: UUID, cause: str, *, details: str = "") -> None:
        """End a job as Failed that nothing runs any more."""
        try:
            self._fail(job_id, cause, details=details)
        except VMMError:
            log.exception("Job %s cannot be marked as failed", job_id)
        self._services.locks.release_all(job_id)

    def _fail(self, job_id: UUID, cause: str, *, details: str) -> None:
        with suppress(NotFoundError):  # forgotten meanwhile
            self._store.update(Job, job_id, partial(outcomes.give_up, cause=cause, details=details))

    def _leave(self) -> None:
        if self._closing:
            raise Leave


class _Known(Exception):  # noqa: N818  never leaves this module
    """The job is in the store already."""


class Leave(BaseException):
    """Leaves a run where it is, unrecorded, because the engine stops."""


def _max_recoveries() -> int:
    from .durable import MAX_RECOVERIES

    return MAX_RECOVERIES
