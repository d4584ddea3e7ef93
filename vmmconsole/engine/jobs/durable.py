"""The durable runs below the jobs. Every name of DBOS stays in this module; importing it takes half a second."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextvars import Context
from pathlib import Path
from threading import Event, Lock
from typing import Any
from uuid import UUID

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._error import DBOSException, DBOSUnexpectedStepError
from sqlalchemy import Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from vmmconsole.engine.store import Database
from vmmconsole.engine.store.databases import open_engine
from vmmconsole.model.errors import EngineError

from .run import Diverged

SCHEMA = "vmmconsole_jobs"
"""Where the record of runs stands in a PostgreSQL database."""

RECONNECT_SECONDS = 0.5

MAX_RECOVERIES = 25
"""How often a run may take the engine down with it before it is given up."""

_current: Durable | None = None
_lock = Lock()


@DBOS.workflow(name="job", max_recovery_attempts=MAX_RECOVERIES)
def _run_job(job_id: str) -> str:
    assert _current is not None, "a durable run began outside Durable.launch … close"
    return _current.run(UUID(job_id))


class Durable:
    """Runs that survive the engine. One per process, as the library below it has it."""

    def __init__(self, database: Database, run: Callable[[UUID], str]) -> None:
        """`run` executes a job, fresh or again; it takes each step through `step`."""
        self.run = run
        self._database = database
        self._engine: Engine | None = None
        self._launched = False
        self._closing = Event()

    def launch(self) -> None:
        """Open the record of runs. Runs that a dead engine left are started again within a second or two.

        Raises:
            EngineError: the record cannot be opened, or another engine runs in this process.
        """
        global _current
        with _lock:
            if _current is not None:
                raise EngineError("The engine cannot start.", cause="Another engine runs in this process.")
            _current = self
        config: DBOSConfig = {
            "name": "vmmconsole",
            "system_database_url": self._database.url,
            "dbos_system_schema": SCHEMA,
            "system_database_engine": self._open(),
            # Fixed, so that runs of an older version go on after an upgrade; another way taken is found by step names.
            "application_version": "1",
            "executor_id": "engine",
            "enable_otlp": False,
            "log_level": "WARNING",
            # Nothing is ever notified; closing waits that long for the thread.
            "notification_listener_polling_interval_sec": 0.2,
            "use_listen_notify": False,
        }
        # Its log goes where ours goes, not to the console.
        logging.getLogger("dbos").addHandler(logging.NullHandler())
        try:
            DBOS(config=config)
            DBOS.launch()
        except Exception as err:
            self.close()
            raise EngineError(
                "The record of jobs cannot be opened.",
                cause=f"{self._database.shown} is damaged or cannot be written."
                if self._database.is_sqlite
                else f"{self._database.shown} cannot be reached, or this user may make no tables there.",
                action="Check space and permissions of the engine's data folder."
                if self._database.is_sqlite
                else "Check that the server runs, and that the user owns the database.",
                details=str(err),
            ) from err
        self._launched = True

    def close(self) -> None:
        """Let go of the record; runs that did not end are started again by the next launch."""
        global _current
        self._closing.set()
        DBOS.destroy()
        with _lock:
            _current = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def start(self, job_id: UUID) -> None:
        """Start a run; one that is known is not started twice."""
        with SetWorkflowID(str(job_id)):
            DBOS.start_workflow(_run_job, str(job_id))

    def step(self, name: str, perform: Callable[[], bytes]) -> bytes:
        """The recorded outcome of the run's next step, or what `perform` gives now, which is then recorded. A
        BaseException that is no Exception leaves the step unrecorded.

        Raises:
            Diverged: the record has another step here.
        """
        try:
            return DBOS.run_step({"name": name}, perform)
        except DBOSUnexpectedStepError as err:
            raise Diverged(str(err)) from err

    def recorded(self, job_id: UUID) -> list[tuple[str, bytes | None]]:
        """Name and outcome of the run's recorded steps, in order."""
        # In a context of its own: asked within the run, the question would count as one of its steps.
        found = Context().run(DBOS.list_workflow_steps, str(job_id))
        steps = sorted(found, key=lambda step: step["function_id"])
        return [(s["function_name"], s["output"] if isinstance(s["output"], bytes) else None) for s in steps]

    def unfinished(self) -> dict[UUID, int]:
        """The runs that are to go on, with the number of times they were started."""
        found = DBOS.list_workflows(status=["PENDING", "ENQUEUED"], load_input=False, load_output=False)
        return {UUID(run.workflow_id): run.recovery_attempts or 0 for run in found}

    def knows(self, job_id: UUID) -> bool:
        """Whether there is a record of the run."""
        return DBOS.get_workflow_status(str(job_id)) is not None

    def rewind(self, job_id: UUID, step: int, *, timeout_seconds: float = 5) -> None:
        """Start an ended run again at `step`, from 1; earlier steps are taken from the record.

        Raises:
            EngineError: it has not ended.
        """
        deadline = time.monotonic() + timeout_seconds
        while True:
            try:
                DBOS.rewind_workflow(str(job_id), start_step=max(1, step))
            except DBOSException as err:
                # The job is final a moment before the library has recorded so.
                if time.monotonic() > deadline:
                    raise EngineError("The job cannot be restarted.", cause="Its last run has not ended.") from err
                time.sleep(0.02)
            else:
                return

    def abandon(self, job_id: UUID) -> None:
        """Do not start a run again."""
        DBOS.cancel_workflow(str(job_id))

    def forget(self, job_ids: Sequence[UUID]) -> None:
        """Delete the record of runs that ended."""
        if job_ids:
            DBOS.delete_workflows([str(job_id) for job_id in job_ids])

    def _open(self) -> Engine:
        if not self._database.is_sqlite:
            # Its statements are written for what a connection does by itself, not for the store's repeatable reads.
            self._engine = open_engine(self._database).execution_options(isolation_level="READ COMMITTED")
            event.listen(self._engine, "do_connect", self._connect)
            return self._engine
        url = make_url(self._database.url)
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(url, pool_size=20, max_overflow=40)

        @event.listens_for(self._engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = "IMMEDIATE"
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        return self._engine

    def _connect(self, dialect: Dialect, _record: object, words: Any, options: Any) -> DBAPIConnection:
        """Connect as soon as the server answers: the library itself tries ever more rarely, up to once a minute, and
        takes some of what a server that is away says for faults of its own."""
        while True:
            try:
                return dialect.connect(*words, **options)
            except dialect.loaded_dbapi.OperationalError:
                if not self._launched or self._closing.wait(RECONNECT_SECONDS):
                    raise
