"""The two databases of an embedded engine as they are at one moment, as files of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from vmmconsole.model.errors import EngineError

STORE_FILE, JOBS_FILE = "vmm.db", "jobs.db"
BUSY_SECONDS = 30


def snapshot(data_dir: Path, folder: Path) -> None:
    """Copy both databases into a folder, whether or not an engine writes them meanwhile; they are only read.

    Raises:
        EngineError: one is not there, cannot be read, is damaged, or the folder has no room.
    """
    for name in (STORE_FILE, JOBS_FILE):
        if not (data_dir / name).is_file():
            raise EngineError(
                f"There is no database of an engine in {data_dir}.",
                cause=f"The file {name} is missing.",
                action="Name the data folder of an engine that keeps its data in files.",
            )
    try:
        with closing(_reading(data_dir / JOBS_FILE)) as jobs, closing(_reading(data_dir / STORE_FILE)) as store:
            with _without_writers(data_dir / STORE_FILE):  # both begin at one moment between two changes of objects
                for connection in (jobs, store):
                    connection.execute("BEGIN")
                    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for connection, name in ((store, STORE_FILE), (jobs, JOBS_FILE)):
                with closing(sqlite3.connect(folder / name)) as copy:
                    connection.backup(copy)
                    _check(copy, data_dir / name)
    except sqlite3.Error as err:
        raise EngineError(
            f"The databases in {data_dir} cannot be copied.",
            cause=f"The database reports: {err}.",
            action=f"Check that they may be read, and that {folder} has room for them.",
        ) from err


def _check(copy: sqlite3.Connection, original: Path) -> None:
    found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise EngineError(
            f"The database {original} is damaged.",
            cause=f"SQLite reports: {found}.",
            action="Restore it from a backup.",
        )


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_SECONDS)


@contextmanager
def _without_writers(file: Path) -> Iterator[None]:
    """Keep writers out for a moment, without writing."""
    address = f"{file.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
