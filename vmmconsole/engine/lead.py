"""Which of the engines on one PostgreSQL database runs the jobs and connects to the hosts; the others stand by.

The lead says each second in the database that it is there. Once it has not for `LEASE_SECONDS`, by the database's own
clock, another takes its place. What an engine writes that was replaced without noticing, such as one that was frozen,
is refused within the transaction that would write it.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, Connection, Update, func, select, update

from vmmconsole.model.errors import EngineError

from .store import Store
from .store.schema import lead, meta

log = logging.getLogger(__name__)

LEASE_SECONDS = 8.0
BEAT_SECONDS = 1.0
EXIT_REPLACED = 75
"""How the process of an engine ends that was replaced (EX_TEMPFAIL): whatever watches it starts it again."""

_NAME = "engine"
_CLOCK = func.extract("epoch", func.clock_timestamp())


class ReplacedError(EngineError):
    """Another engine has taken the place of this one."""


class Lead:
    """This engine's claim to be the one that works."""

    def __init__(self, store: Store, data_dir: Path, name: str) -> None:
        """`name` is how people call this engine; its data folder tells it from others on this computer."""
        self.term = 0
        """The number of the takeover that made this engine the lead; 0 while it stands by."""
        self._store = store
        self._name = name
        self._me = str(uuid5(NAMESPACE_OID, f"{_machine_id()}/{socket.gethostname()}/{data_dir.resolve()}"))

    def try_take(self) -> bool:
        """Whether this engine leads now: nobody does, or the last one to do so has been silent for too long. One that
        is started again takes its own place back at once: its data folder has kept a second one away.

        Raises:
            EngineError: the database does not work.
        """
        with self._store.beside("The engines' places cannot be read.") as connection:
            if connection.execute(select(lead.c.term).where(self._is_free())).first() is None:
                return False
        with self._store.beside("The place of the leading engine cannot be taken.") as connection:
            # Writes that the other engine has begun end before, and those that it begins later find the new term.
            connection.execute(select(meta.c.value).where(meta.c.key == "revision").with_for_update())
            taken = connection.execute(
                update(lead)
                .where(self._is_free())
                .values(holder=self._me, holder_name=self._name, term=lead.c.term + 1, beat=_CLOCK)
                .returning(lead.c.term)
            ).first()
        if taken is None:
            return False
        self.term = int(taken.term)
        self._store.guard = self.guard
        log.info("This engine leads now (term %d)", self.term)
        return True

    def beat(self) -> bool:
        """Say that this engine is there; False when another has its place.

        Raises:
            EngineError: the database does not work.
        """
        with self._store.beside("The engine cannot say that it is there.") as connection:
            said = connection.execute(self._mine(update(lead)).values(beat=_CLOCK))
            return bool(said.rowcount)

    def release(self) -> None:
        """Let another engine take this one's place at once."""
        if self.term:
            term, self.term = self.term, 0
            self._store.guard = None
            with self._store.beside("The place of the leading engine cannot be left.") as connection:
                connection.execute(update(lead).where(lead.c.holder == self._me, lead.c.term == term).values(beat=0))

    def holder_name(self) -> str:
        """What the engine is called that leads, or did last."""
        with self._store.beside("The engines' places cannot be read.") as connection:
            return str(connection.execute(select(lead.c.holder_name).where(lead.c.name == _NAME)).scalar() or "")

    def guard(self, connection: Connection) -> None:
        """Refuse to write within a transaction that keeps other writers out, once another engine leads.

        Raises:
            ReplacedError: it does.
        """
        if connection.execute(select(lead.c.term).where(lead.c.name == _NAME)).scalar() != self.term:
            raise ReplacedError("Nothing can be written.", cause="Another engine has taken the place of this one.")

    def _is_free(self) -> ColumnElement[bool]:
        return (lead.c.name == _NAME) & ((lead.c.beat < _CLOCK - LEASE_SECONDS) | (lead.c.holder == self._me))

    def _mine(self, statement: Update) -> Update:
        return statement.where(lead.c.name == _NAME, lead.c.holder == self._me, lead.c.term == self.term)


class LeadWatch:
    """The thread that takes the lead when it can, keeps it, and ends the process when it is lost."""

    def __init__(self, lead: Lead, *, work: Callable[[], None], each_beat: Callable[[], None]) -> None:
        """`work` is begun once, when this engine leads; `each_beat` is called while it does."""
        self.replaced: Callable[[], None] = end_process
        """Called when another engine has taken this one's place."""
        self._lead = lead
        self._work = work
        self._each_beat = each_beat
        self._ending = False
        self._woken = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Lead at once where nobody does, else stand by.

        Raises:
            EngineError: the database does not work, or the work cannot begin.
        """
        leads = self._lead.try_take()
        self._thread = threading.Thread(target=self._run, args=(leads,), name="lead", daemon=True)
        self._thread.start()
        if leads:
            self._work()

    def stop(self) -> None:
        """Watch no more, and let another engine lead; to be called once the work has ended."""
        with self._woken:
            self._ending = True
            self._woken.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=10)
            self._thread = None
        try:
            self._lead.release()
        except EngineError as err:
            log.warning("%s", err)

    def wake(self) -> None:
        """Let the next beat be now."""
        with self._woken:
            self._woken.notify_all()

    def _run(self, leads: bool) -> None:
        while not self._ending:
            with self._woken:
                if not self._ending:
                    self._woken.wait(BEAT_SECONDS)
            if self._ending:
                return
            try:
                if leads:
                    if not self._lead.beat():
                        log.error("Another engine has taken the place of this one, which ends.")
                        self.replaced()
                        return
                    self._each_beat()
                else:
                    leads = self._lead.try_take()
                    if leads:
                        threading.Thread(target=self._take_over, name="take-over", daemon=True).start()
            except EngineError as err:
                log.warning("%s", err)
            except Exception:
                log.exception("The engines' places cannot be looked at")

    def _take_over(self) -> None:
        try:
            self._work()
        except Exception:
            log.exception("This engine cannot take over, and ends so that another can")
            self.replaced()


def end_process() -> None:
    """End at once: whatever this engine would still write is another's to decide."""
    logging.shutdown()
    os._exit(EXIT_REPLACED)


def _machine_id() -> str:
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
