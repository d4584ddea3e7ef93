"""What differs between the databases: connecting, their errors, and the few statements that are not common SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, func, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.dml import Insert

from vmmconsole.model.errors import EngineError

BUSY_TIMEOUT_SECONDS = 10
"""How long a statement waits for another process that writes."""

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
