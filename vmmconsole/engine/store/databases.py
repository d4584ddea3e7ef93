"""What differs between the databases: connecting, their errors, and the few statements that are not common SQL."""

from __future__ import annotations

import logging
import sqlite3
from functools import cache, partial
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, func, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.dml import Insert

from vmmconsole.model.errors import EngineError

from .address import Database, connecting

log = logging.getLogger(__name__)

BUSY_TIMEOUT_SECONDS = 10
"""How long a statement waits for another process that writes."""

CHECKPOINT_SECONDS = 0.5
"""How long writes gather before they are moved from the log into the database."""
_BACKSTOP_PAGES = 20_000
"""At this many pages in the log (160 MB) a commit moves them itself, should the thread for it not keep up."""

SERVER_CONNECTIONS = (5, 10)
"""To a database server, for each engine; the record of jobs has as many again. A server takes 100 unless told."""

_WRITES = "vmmconsole_writes"


def open_engine(database: Database, *, connections: tuple[int, int] = SERVER_CONNECTIONS) -> Engine:
    """The SQLAlchemy engine for a database; nothing is read yet. `connections` are those to a server that are kept,
    and those that may be opened beside them for a while.

    Raises:
        EngineError: the URL is not one of SQLite (a file) or PostgreSQL.
    """
    try:
        parsed = make_url(database.url)
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(database.url)
        engine = create_engine(
            parsed,
            pool_size=connections[0],
            max_overflow=connections[1],
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            connect_args=connecting(parsed),
        )
    except (ArgumentError, NoSuchModuleError, ImportError) as err:
        raise EngineError(
            "The database cannot be opened.",
            cause=f"{database.shown!r} is not the address of a database this engine knows.",
            action="Use sqlite:////folder/file.db, or postgresql://user@server/database.",
            details=str(err),
        ) from err
    if database.password_file is not None or database.secret:
        event.listen(engine, "do_connect", partial(_give_password, database))
    return engine


def _give_password(database: Database, _dialect: object, _record: object, _words: object, options: Any) -> None:
    options["password"] = database.password()


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
        url,
        pool_size=8,
        max_overflow=24,
        pool_use_lifo=True,  # few of them, with full caches, instead of all of them in turn
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
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
    # For each connection. With 64 MB three of them kept 180 MB after reading 25,000 machines, and were no faster: the
    # system keeps the file's pages too.
    cursor.execute("PRAGMA cache_size=-8192")
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
