"""``vmmconsole database migrate``: from the files of an embedded engine to PostgreSQL, whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, delete, inspect, text

from vmmconsole.engine.datadir import DataDir
from vmmconsole.engine.store import Database
from vmmconsole.engine.store.database_faults import translated
from vmmconsole.engine.store.databases import for_writing, open_engine
from vmmconsole.engine.store.schema import lead, meta, metadata
from vmmconsole.engine.store.upgrade import upgrade, upgrade_within
from vmmconsole.model.errors import ConflictError, EngineError

from .copying import Copied, copy_table
from .snapshot import JOBS_FILE, STORE_FILE, snapshot

_VERSION_TABLE = "alembic_version"
_FAILED = "The objects and jobs cannot be moved."

Told = Callable[[Copied], None]


@dataclass(frozen=True, slots=True)
class Files:
    """The databases of an engine in files of this computer, which nobody writes meanwhile."""

    folder: Path

    @property
    def store(self) -> Database:
        """Objects, changes, accounts."""
        return Database(f"sqlite:///{self.folder / STORE_FILE}")

    @property
    def jobs(self) -> Database:
        """The record of runs."""
        return Database(f"sqlite:///{self.folder / JOBS_FILE}")


def migrate(data_dir: Path, target: Database, *, told: Told = lambda _copied: None) -> list[Copied]:
    """Copy objects, changes, accounts, sessions, tokens and the record of jobs to an empty PostgreSQL database. The
    files stay as they are. `told` hears of each table that is verified.

    Raises:
        EngineError: there is no engine's data in the folder, an engine uses it, or a database does not work.
        ConflictError: the target has something in it already.
    """
    if not (data_dir / STORE_FILE).is_file():
        raise EngineError(
            f"There is no database of an engine in {data_dir}.",
            cause=f"The file {STORE_FILE} is missing.",
            action="Name the data folder of an engine that keeps its data in files.",
        )
    folder = DataDir(data_dir)
    folder.claim()
    try:
        with tempfile.TemporaryDirectory(prefix="vmmconsole-migrate-") as temporary:
            snapshot(data_dir, Path(temporary))
            files = Files(Path(temporary))
            bring_up_to_date(files)
            return fill(files, target, told=told)
    finally:
        folder.release()


def bring_up_to_date(files: Files) -> None:
    """Bring copies of databases of an older version to this version's tables.

    Raises:
        EngineError: a newer version wrote them, or they are damaged.
    """
    from vmmconsole.engine.jobs.record_tables import make_record_tables

    with translated(_FAILED, files.store):
        engine = open_engine(files.store)
        try:
            upgrade(engine)
        finally:
            engine.dispose()
    with translated(_FAILED, files.jobs):
        make_record_tables(files.jobs)


def fill(files: Files, target: Database, *, told: Told = lambda _copied: None, replace: bool = False) -> list[Copied]:
    """Copy everything into a PostgreSQL database in one transaction; with `replace` in place of what is there.

    Raises:
        ConflictError: there is something in it already.
        EngineError: a database does not work, or what arrived is not what was there.
    """
    from vmmconsole.engine.jobs.record_tables import make_record_tables, record_tables

    engine = open_engine(target)
    try:
        with translated(_FAILED, target):
            with engine.connect() as connection:
                _refuse_others(connection, target)
            make_record_tables(target)  # empty ones change nothing, and cannot be made within a transaction
            with for_writing(engine).begin() as connection:
                upgrade_within(connection)
                jobs = record_tables(connection)
                tables = [*metadata.sorted_tables, *jobs]
                _lock(connection, tables)
                _refuse_used(connection, tables, target, replace=replace)
                for table in reversed(tables):
                    connection.execute(delete(table))
                copied = _copy_all(files.store, connection, list(metadata.sorted_tables), told)
                return copied + _copy_all(files.jobs, connection, jobs, told)
    finally:
        engine.dispose()


def _copy_all(source: Database, target: Connection, tables: list[Table], told: Told) -> list[Copied]:
    from vmmconsole.engine.jobs.record_tables import record_tables

    engine = open_engine(source)
    copied = []
    try:
        with engine.connect() as connection:
            known = {table.name: table for table in [*record_tables(connection), *metadata.sorted_tables]}
            for table in tables:
                if table.name in known:  # DBOS has some on servers only
                    copied.append(copy_table(connection, target, known[table.name], table))
                    told(copied[-1])
    finally:
        engine.dispose()
    return copied


def _refuse_others(connection: Connection, target: Database) -> None:
    """Refuse a database that something else uses, before anything is made in it."""
    others = set(inspect(connection).get_table_names()) - {*metadata.tables, _VERSION_TABLE}
    if others:
        raise _in_use(target, f"There are tables of something else in it: {', '.join(sorted(others)[:5])}.")


def _lock(connection: Connection, tables: list[Table]) -> None:
    prepare = connection.dialect.identifier_preparer
    names = ", ".join(prepare.format_table(table) for table in tables)
    connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


def _refuse_used(connection: Connection, tables: list[Table], target: Database, *, replace: bool) -> None:
    if replace:
        return
    for table in tables:
        if table.name not in {meta.name, lead.name} and connection.execute(table.select().limit(1)).first() is not None:
            raise _in_use(target, f"The table {table.name} has rows: an engine has used it.")


def _in_use(target: Database, cause: str) -> ConflictError:
    return ConflictError(
        f"The database {target.shown} is not empty.",
        cause=cause,
        action="Make a new one for this (createdb), and name it.",
    )
