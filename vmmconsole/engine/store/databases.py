"""What differs between the databases: connecting, their errors, and the few statements that are not common SQL."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, func, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.dml import Insert

from vmmconsole.model.errors import EngineError

log = logging.getLogger(__name__)

BUSY_TIMEOUT_SECONDS = 10
"""How long a statement waits for another process that writes."""

CHECKPOINT_SECONDS = 0.5
"""How long writes gather before they are moved from the log into the database."""
_BACKSTOP_PAGES = 20_000
"""At this many pages in the log (160 MB) a commit moves them itself, should the thread for it not keep up."""

_WRITES = "vmmconsole_writes"


def open_engine(url: str) -> Engine:
    """The SQLAlchemy engine for a database URL; nothing is read yet.

    Raises:
        EngineError: the URL is not one of SQLite (a file) or PostgreSQL.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(url)
        return create_engine(url, pool_size=8, max_overflow=24, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    except (ArgumentError, NoSuchModuleError, ImportError) as err:
        raise EngineError(
            "The database cannot be opened.",
            cause=f"{_shown(url)!r} is not the address of a database this engine knows.",
            action="Use sqlite:////folder/file.db, or postgresql+psycopg://user@server/database.",
            details=str(err),
        ) from err


def _open_sqlite(url: str) -> Engine:
    database = make_url(url).database
    if not database or database == ":memory:":
        raise EngineError(
            "The database cannot be opened.",
            cause="A database in memory cannot be shared by the engine's threads.",
            action="Name a file: sqlite:////folder/file.db.",
        )
    if not database.startswith("file:"):
        try:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as err:
            raise EngineError(
                "The database cannot be opened.",
                cause=f"Its folder {Path(database).parent} cannot be made: {err.strerror or err}.",
                action="Check the path and who may write there.",
            ) from err
    engine = create_engine(
        url, pool_size=8, max_overflow=24, connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, so that one covers reads and DDL too
    cursor = connection.cursor()
    cursor.execute("PRAGMA page_size=8192")  # of a new file; a machine's row takes 3 KB, so 4096 would waste a third
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as err:
        if "readonly" not in str(err):
            raise
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.execute(f"PRAGMA wal_autocheckpoint={_BACKSTOP_PAGES}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A write that begins as a read fails when another process writes in between, however long the busy timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def for_writing(engine: Engine) -> Engine:
    """The same engine for transactions that write. On PostgreSQL each statement then sees what other engines have
    committed meanwhile, which the row lock on the revision makes the latest."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_WRITES: True})
    return engine.execution_options(isolation_level="READ COMMITTED")


class Checkpointer:
    """Moves what was committed from SQLite's write-ahead log into the database, on a thread of its own: it waits for
    the disk, which took 0.5 s of the 2 s that saving 25,000 machines took when the commit did it. Other databases
    need none of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._changed = Condition()
        self._pending = False
        self._working = False
        self._ending = False
        self._thread: Thread | None = None

    def written(self) -> None:
        """Say that something was committed."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._changed:
            if self._pending:  # the thread knows
                return
            self._pending = True
            if self._thread is None and not self._ending:
                self._thread = Thread(target=self._run, name="store-checkpoint", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def wait_until_done(self, timeout_seconds: float = 10) -> bool:
        """Whether everything committed so far was moved within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._pending or self._working), timeout_seconds)

    def stop(self) -> None:
        """End the thread; closing the last connection moves what is left."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self._ending)
                if self._changed.wait_for(lambda: self._ending, CHECKPOINT_SECONDS):
                    return
                self._pending, self._working = False, True  # a later commit may miss this round
            self._checkpoint()
            with self._changed:
                self._working = False
                self._changed.notify_all()

    def _checkpoint(self) -> None:
        try:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()
        except (SQLAlchemyError, sqlite3.Error) as err:
            log.warning("The database's log cannot be moved into it: %s", err)  # the next commit tries again


@cache
def upsert(dialect: str, table: Table) -> Insert:
    """An INSERT that replaces the row of the same primary key, for the dialect of that name."""
    keys = [column.name for column in table.primary_key]
    statement: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    return statement.on_conflict_do_update(  # type: ignore[no-any-return]  # the two dialects share no class
        index_elements=keys, set_={c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    )


def contains(dialect: str, column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Whether the column contains the text, byte for byte."""
    return (func.instr if dialect == "sqlite" else func.strpos)(column, text) > 0


@contextmanager
def translated(doing: str, url: str) -> Iterator[None]:
    """Turn what the database raises into an EngineError. `doing` is what failed: ``The engine cannot save.``"""
    try:
        yield
    except SQLAlchemyError as err:
        text = str(getattr(err, "orig", None) or err)
        cause, action = _explain(text)
        raise EngineError(doing, cause=cause, action=action.format(database=_shown(url)), details=text) from err


_CAUSES = (
    ("disk is full", "The disk that holds the database is full.", "Free space where {database} is, then try again."),
    ("disk i/o error", "The disk that holds the database does not take writes: it is full, failing or gone.",
     "Check space and health of the disk where {database} is, then try again."),
    ("readonly database", "The database can only be read.", "Make {database} and its folder writable for the engine."),
    ("database is locked", "Another program keeps the database locked.",
     "See which program has {database} open; only one engine may use it."),
    ("unable to open", "The database file cannot be opened.", "Check that {database} may be read and written."),
    ("not a database", "The file is not a database.", "Check that {database} is the right file, or restore a backup."),
    ("malformed", "The database file is damaged.", "Restore {database} from a backup."),
)  # fmt: skip


def _explain(text: str) -> tuple[str, str]:
    lowered = text.lower()
    for words, cause, action in _CAUSES:
        if words in lowered:
            return cause, action
    first = text.splitlines()[0] if text else "No reason was given"
    return f"The database reports: {first.rstrip('.')}.", "Check the database {database}."


def _shown(url: str) -> str:
    """The URL for people: a file's path, or the address without its password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return url.split("@")[-1]
    return parsed.database or "" if parsed.get_backend_name() == "sqlite" else parsed.render_as_string()
