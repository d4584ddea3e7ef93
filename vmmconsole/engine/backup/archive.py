"""A backup of an engine: one file with its objects, changes, accounts and jobs as they were at one moment.

The same file is made of an engine on files and of one on PostgreSQL, and can be put back as either. It has no key: the
stored passwords in it are good only together with the file ``credentials/key`` of the engine's data folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from sqlalchemy import Connection, delete, update

from vmmconsole import __version__
from vmmconsole.engine.datadir import DataDir
from vmmconsole.engine.store import Database, Store
from vmmconsole.engine.store.database_faults import translated
from vmmconsole.engine.store.databases import for_writing, open_engine
from vmmconsole.engine.store.schema import job_stops, lead, metadata, sessions
from vmmconsole.model import Job
from vmmconsole.model.errors import ConflictError, EngineError
from vmmconsole.model.status import JobStatus

from .copying import Copied, copy_table
from .migration import Files, bring_up_to_date, fill
from .snapshot import JOBS_FILE, STORE_FILE, snapshot

FACTS_FILE = "backup.json"
SUFFIX = ".vmmbackup"
_FAILED = "The backup cannot be made."
_CHUNK = 1 << 20
_BEFORE = ".before-restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself."""

    file: Path
    made_at: str
    engine: str
    product_version: str
    hashes: dict[str, str]
    """SHA-256 of each database in it."""


def back_up(folder: Path, data_dir: Path, database: Database | None, *, name: str) -> Backup:
    """Write a backup into a folder, whole or not at all; the engine goes on meanwhile. `database` is that of a server,
    None for files in the data folder.

    Raises:
        EngineError: a database cannot be read, or the folder cannot be written.
    """
    made_at = datetime.now(UTC)
    target = folder / f"{_file_name(name)}-{made_at:%Y%m%d-%H%M%S}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".vmmconsole-backup-", dir=folder) as temporary:
            files = Files(Path(temporary))
            if database is None:
                snapshot(data_dir, files.folder)
            else:
                _copy_server(database, files)
            hashes = {file: _hash(files.folder / file) for file in (STORE_FILE, JOBS_FILE)}
            facts = {
                "MadeAt": made_at.isoformat(), "Engine": name, "ProductVersion": __version__, "SHA256": hashes,
            }  # fmt: skip
            part = files.folder / "whole"
            _write(part, files.folder, facts)
            part.replace(target)
    except OSError as err:
        raise EngineError(
            _FAILED,
            cause=f"{err.filename or folder}: {err.strerror}.",
            action="Name a folder of the engine's computer that its user may write, with room for the databases.",
        ) from err
    return Backup(target, made_at.isoformat(), name, __version__, hashes)


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name) or "engine"


def _write(part: Path, folder: Path, facts: Mapping[str, object]) -> None:
    with part.open("xb") as file:
        part.chmod(0o600)  # scripts may say what is nobody else's
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(FACTS_FILE, orjson.dumps(facts, option=orjson.OPT_INDENT_2))
            for name in (STORE_FILE, JOBS_FILE):
                archive.write(folder / name, name)
        file.flush()
        os.fsync(file.fileno())


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _copy_server(database: Database, files: Files) -> None:
    """Copy a server's database, as it is at one moment, into new files."""
    from vmmconsole.engine.jobs.record_tables import record_tables

    bring_up_to_date(files)
    engine = open_engine(database)
    try:
        with translated(_FAILED, database), engine.connect() as source:  # which sees one moment (repeatable read)
            objects = {table.name: table for table in metadata.sorted_tables}
            jobs = {table.name: table for table in record_tables(source)}
            for target, known in ((files.store, objects), (files.jobs, jobs)):
                made = open_engine(target)
                try:
                    with for_writing(made).begin() as connection:
                        own = metadata.sorted_tables if known is objects else record_tables(connection)
                        for table in reversed(own):
                            connection.execute(delete(table))
                        for table in own:
                            if table.name in known:
                                copy_table(source, connection, known[table.name], table)
                finally:
                    made.dispose()
    finally:
        engine.dispose()


def read_facts(file: Path) -> Backup:
    """What a backup says of itself.

    Raises:
        EngineError: it is no backup, or cannot be read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            facts = orjson.loads(archive.read(FACTS_FILE))
            return Backup(file, facts["MadeAt"], facts["Engine"], facts["ProductVersion"], dict(facts["SHA256"]))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as err:
        raise _damaged(file, "It is not one, or was cut off.") from err
    except OSError as err:
        raise EngineError(f"The backup {file} cannot be read.", cause=f"{err.strerror}.") from err


def restore(
    file: Path, data_dir: Path, database: Database | None = None, *, replace: bool = False,
    told: Callable[[Copied], None] = lambda _copied: None,
) -> Backup:  # fmt: skip
    """Put a backup in the place of what an engine has, whole or not at all: into files of the data folder, or into a
    server's database. Nobody is signed in afterwards, and jobs that ran or waited when it was made have failed: what
    has become of them since, nobody knows.

    Raises:
        EngineError: the backup is damaged or of a newer version, an engine uses the folder, or a database does not
            work.
        ConflictError: there is something already, and it is not to be replaced.
    """
    facts = read_facts(file)
    folder = DataDir(data_dir)
    folder.claim()
    try:
        if database is None and not replace and _is_used(data_dir / STORE_FILE):
            raise ConflictError(
                f"The data folder {data_dir} is not empty.",
                cause="An engine has kept its data there.",
                action="Give --replace to put the backup in its place, or name another folder.",
            )
        with tempfile.TemporaryDirectory(prefix=".vmmconsole-restore-", dir=data_dir) as temporary:
            files = Files(Path(temporary))
            _unpack(facts, files.folder)
            bring_up_to_date(files)
            _let_go(files)
            if database is not None:
                fill(files, database, told=told, replace=replace)
            else:
                _put(files.folder, data_dir)
    except OSError as err:
        raise EngineError(
            "The backup cannot be put back.", cause=f"{err.filename or data_dir}: {err.strerror}."
        ) from err
    finally:
        folder.release()
    return facts


def _is_used(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _unpack(facts: Backup, folder: Path) -> None:
    for name in (STORE_FILE, JOBS_FILE):
        try:
            with (
                zipfile.ZipFile(facts.file) as archive,
                archive.open(name) as source,
                (folder / name).open("xb") as out,
            ):
                shutil.copyfileobj(source, out, _CHUNK)
        except (zipfile.BadZipFile, KeyError, EOFError) as err:
            raise _damaged(facts.file, f"{name} in it is cut off.") from err
        if _hash(folder / name) != facts.hashes.get(name):
            raise _damaged(facts.file, f"{name} in it was altered.")


def _damaged(file: Path, cause: str) -> EngineError:
    return EngineError(f"{file} is not a whole backup.", cause=cause, action="Use another one.")


def _let_go(files: Files) -> None:
    """What was under way when the backup was made is not any more."""
    from vmmconsole.engine.jobs.outcomes import give_up
    from vmmconsole.engine.jobs.record_tables import abandon_unfinished

    _change(files.jobs, lambda connection: abandon_unfinished(connection))
    store = Store(files.store)
    store.open()
    try:
        for status in (JobStatus.QUEUED, JobStatus.RUNNING):
            jobs = [job.id for job in store.find(Job, status=status) if job.virtualization_manager is None]
            store.update_many(Job, jobs, lambda job: give_up(job, cause="The engine was put back to a backup."))
    finally:
        store.close()

    def forget(connection: Connection) -> None:
        connection.execute(delete(sessions))
        connection.execute(delete(job_stops))
        connection.execute(update(lead).values(holder="", holder_name="", beat=0))

    _change(files.store, forget)


def _change(database: Database, change: Callable[[Connection], object]) -> None:
    engine = open_engine(database)
    try:
        with translated("The backup cannot be put back.", database), for_writing(engine).begin() as connection:
            change(connection)
    finally:
        engine.dispose()


def _put(folder: Path, data_dir: Path) -> None:
    """Put both files in the place of those there, which are kept beside them; the objects last, so that a restore that
    breaks off has not happened."""
    for name in (JOBS_FILE, STORE_FILE):
        path = data_dir / name
        if path.is_file():
            with closing(sqlite3.connect(path)) as connection:  # a log that is left would be taken for the new file's
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode=DELETE")
            kept = path.with_name(f"{name}{_BEFORE}")
            kept.unlink(missing_ok=True)
            shutil.copy2(path, kept)
    for name in (JOBS_FILE, STORE_FILE):
        (folder / name).chmod(0o600)
        (folder / name).replace(data_dir / name)
