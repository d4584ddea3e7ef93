"""The order in which commits are announced when several engines write: what others commit is heard of and read.

PostgreSQL's NOTIFY only wakes; what changed is read by revision, so that nothing depends on a notification coming
through. Where none does, as behind some connection poolers, looking at the revision now and then takes its place.
"""

from __future__ import annotations

import logging
import selectors
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition, Thread, current_thread
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from vmmconsole.model.errors import EngineError

from .events import Announcer, Event

if TYPE_CHECKING:
    from psycopg import Connection

log = logging.getLogger(__name__)

CHANNEL = "vmmconsole_changes"
LOOK_SECONDS = 2.0
"""How often the revision is looked at while no notification comes."""
RECONNECT_SECONDS = 0.5
OWN_COMMIT_SECONDS = 2.0
"""How long a commit of this engine is waited for, should the database not answer it."""

Read = Callable[[int], tuple[int, list[Event]]]
"""The revision now, and what changed after a revision."""


class ChangeFeed:
    """Hands the commits of all engines to the announcer, in the order of revisions and each of them once."""

    def __init__(self, engine: Engine, announcer: Announcer, read: Read, revision: int) -> None:
        """Everything up to `revision` counts as announced."""
        self._engine = engine
        self._announcer = announcer
        self._read = read
        self._announced = revision
        self._changed = Condition()
        self._committing = False
        self._alone = engine.dialect.name == "sqlite"
        self._ending = False
        self._thread: Thread | None = None
        self._waker, self._woken = socket.socketpair()

    def start(self) -> None:
        """Begin to hear of what others commit; on a database that no others use there is nothing to hear."""
        if not self._alone:
            self._thread = Thread(target=self._run, name="store-changes", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Hear no more."""
        self._ending = True
        self._waker.send(b"x")
        if self._thread is not None and self._thread is not current_thread():
            self._thread.join(timeout=10)
        self._waker.close()
        self._woken.close()

    @property
    def announced(self) -> int:
        """The revision up to which everything is announced."""
        return self._announced

    @contextmanager
    def committing(self) -> Iterator[None]:
        """This engine commits while the context is open, and says there what it `committed`. Who hears of the commit
        from the database before that waits, since only this engine knows which properties changed."""
        with self._changed:
            self._committing = True
        try:
            yield
        finally:
            with self._changed:
                self._committing = False
                self._changed.notify_all()

    def committed(self, before: int, reached: int, events: Sequence[Event]) -> None:
        """This engine has committed the revisions after `before`. Where another's commits are between, all of them
        are read instead, at the notification that comes of this one too."""
        with self._changed:
            if self._alone or before == self._announced:
                self._announced = max(self._announced, reached)
                self._announcer.announce(events)
                self._changed.notify_all()

    def wait_for(self, revision: int, timeout_seconds: float) -> bool:
        """Whether everything up to the revision was announced within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._announced >= revision, timeout_seconds)

    def catch_up(self) -> int:
        """Announce what others have committed; the value is the revision now.

        Raises:
            EngineError: the database does not work.
        """
        if self._alone:
            return self._announced
        # Read outside of the lock: whoever commits or reads more meanwhile announces first, and this finds less to add.
        now, events = self._read(self._announced)
        with self._changed:
            self._wait_for_own_commit()
            if now > self._announced:
                newer = [event for event in events if event.revision > self._announced]
                self._announced = now
                self._announcer.announce(newer)
                self._changed.notify_all()
        return now

    def _run(self) -> None:
        broken = (EngineError, DBAPIError, OSError, self._engine.dialect.loaded_dbapi.Error)
        while not self._ending:
            try:
                with self._listening() as connection, selectors.DefaultSelector() as ready:
                    ready.register(connection.fileno(), selectors.EVENT_READ)
                    ready.register(self._woken, selectors.EVENT_READ)
                    self.catch_up()
                    while not self._ending:
                        if self._behind(connection, ready):
                            self.catch_up()
            except broken as err:
                log.info("Changes of other engines are not heard of for the moment: %s", err)
                self._pause()
            except Exception:
                log.exception("Changes of other engines are not heard of for the moment")
                self._pause()

    def _behind(self, connection: Connection, ready: selectors.BaseSelector) -> bool:
        """Wait for a notification, or for the time to look; whether there is anything new."""
        if ready.select(LOOK_SECONDS):
            if self._ending:
                return False
            told = [int(note.payload) for note in connection.notifies(timeout=0)]
            with self._changed:
                self._wait_for_own_commit()
                return max(told, default=0) > self._announced
        row = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        return row is not None and int(row[0]) > self._announced

    def _wait_for_own_commit(self) -> None:
        self._changed.wait_for(lambda: not self._committing, OWN_COMMIT_SECONDS)

    def _pause(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._woken, selectors.EVENT_READ)
            ready.select(RECONNECT_SECONDS)

    @contextmanager
    def _listening(self) -> Iterator[Connection]:
        pooled = self._engine.raw_connection()
        connection: Connection = pooled.driver_connection  # type: ignore[assignment]  # the only driver there is
        pooled.detach()  # it is kept for as long as the engine runs
        try:
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}".encode())
            yield connection
        finally:
            connection.close()
