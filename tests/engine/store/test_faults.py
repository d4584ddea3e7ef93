"""Databases that do not work, processes that die while writing, and versions that do not fit."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from vmmconsole.engine.store import Store
from vmmconsole.engine.store.schema import metadata
from vmmconsole.engine.store.upgrade import HEAD
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import EngineError

WRITER = """
import sys
from vmmconsole.engine.store import Store
from vmmconsole.model import VMHost
store = Store(sys.argv[1])
store.open()
hosts = store.find(VMHost) or [VMHost(name=f"host-{n:03}") for n in range(200)]
print("open", flush=True)
while True:
    for host in hosts:
        host.running_vms += 1
    store.save_many(hosts, by="writer")
    print(hosts[0].running_vms, flush=True)
"""

FILL_UP = """
import resource, signal, sys
from vmmconsole.engine.store import Store
from vmmconsole.model import VMHost
from vmmconsole.model.errors import EngineError
store = Store(sys.argv[1])
store.open()
store.save(VMHost(name="before"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))  # the file system takes no more, as when it is full
try:
    store.save_many([VMHost(name=f"host-{n}", description="x" * 2000) for n in range(1000)])
except EngineError as err:
    print(err.problem, err.cause, err.action, sep="|")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
print([host.name for host in store.find(VMHost)], store.revision)
print(store.save(VMHost(name="after")).revision)
store.close()
"""


def run(script: str, url: str) -> subprocess.Popen[str]:
    """A process of its own with the script and the database."""
    return subprocess.Popen(
        [sys.executable, "-c", script, url], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
    )


def test_a_killed_writer_leaves_a_whole_database(database_url: str, tmp_path: Path, database_kind: str) -> None:
    chance = random.Random(7)
    reached = 0
    for _ in range(5):
        with run(WRITER, database_url) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            for _ in range(chance.randrange(1, 4)):
                reached = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
        if database_kind == "sqlite":
            with closing(sqlite3.connect(tmp_path / "folder" / "vmm.db")) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store = Store(database_url)
        store.open()
        try:
            counts = {host.running_vms for host in store.find(VMHost)}
            assert len(counts) == 1, "a transaction was written in part"
            assert counts.pop() >= reached, "what was committed is lost"
            assert store.count(VMHost) == 200
            last = max(host.revision for host in store.find(VMHost))
            assert store.revision == last
            tracked = {change.revision for change in store.changes(limit=1_000_000)}
            assert max(tracked) == last
        finally:
            store.close()


@pytest.mark.only_sqlite
def test_a_full_disk_is_told_and_the_store_works_again(database_url: str) -> None:
    with run(FILL_UP, database_url) as process:
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
    assert process.returncode == 0
    problem, cause, action = lines[0].split("|")
    assert problem == "1,000 objects cannot be saved."
    assert "full" in cause
    assert "folder/vmm.db" in action
    assert lines[1:] == ["['before'] 1", "2"]


@pytest.mark.only_sqlite
def test_a_database_that_can_only_be_read(store: Store, tmp_path: Path, host: VMHost) -> None:
    store.save(host)
    reading = Store(f"sqlite:///file:{tmp_path}/folder/vmm.db?mode=ro&uri=true")
    reading.open()
    try:
        with pytest.raises(EngineError, match="can only be read") as caught:
            reading.save(VMHost(name="other"))
        assert caught.value.problem == "The virtual machine host 'other' cannot be saved."
        assert caught.value.action
        assert [found.name for found in reading.find(VMHost)] == ["host-1"]
        assert reading.revision == store.revision
    finally:
        reading.close()


@pytest.mark.only_sqlite
def test_another_program_that_keeps_the_database_locked(
    store: Store, tmp_path: Path, host: VMHost, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setattr("vmmconsole.engine.store.databases.BUSY_TIMEOUT_SECONDS", 0.05)
    impatient = Store(database_url)
    impatient.open()
    try:
        with closing(sqlite3.connect(tmp_path / "folder" / "vmm.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(EngineError, match="locked"):
                impatient.save(host)
            other.execute("ROLLBACK")
        assert impatient.save(host).name == "host-1"
    finally:
        impatient.close()


def test_two_stores_on_one_database_take_turns(store: Store, database_url: str, host: VMHost) -> None:
    other = Store(database_url)
    other.open()

    def count_up(stored: VMHost) -> VMHost:
        stored.running_vms += 1
        return stored

    def work(mine: Store) -> list[int]:
        return [mine.update(VMHost, host.id, count_up).revision for _ in range(50)]

    try:
        store.save(host)
        with ThreadPoolExecutor(4) as pool:
            revisions = [n for done in pool.map(work, [store, other, store, other]) for n in done]
        assert store.get(VMHost, host.id) == other.get(VMHost, host.id)
        assert store.get(VMHost, host.id).running_vms == 200
        assert sorted(revisions) == list(range(2, 202))
    finally:
        other.close()


@pytest.mark.only_sqlite
@pytest.mark.parametrize(
    "content",
    [b"this is no database, but it is long enough to be taken for one" * 20, b"SQLite format 3\0" + b"x" * 900],
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.db"
    file.write_bytes(content)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(EngineError, match=r"database cannot be opened\.") as caught:
        store.open()
    assert str(file) in caught.value.action
    assert file.read_bytes() == content
    with pytest.raises(EngineError, match="not open"):
        store.count(VMHost)


@pytest.mark.parametrize("url", ["sqlite://", "mongodb://server/x", "nonsense", "postgresql+nodriver://u:secret@h/x"])
@pytest.mark.only_sqlite
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(EngineError, match="cannot be opened") as caught:
        Store(url).open()
    assert caught.value.action
    assert "secret" not in caught.value.message


@pytest.mark.only_sqlite
def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="cannot be made"):
        Store(f"sqlite:///{tmp_path}/file/vmm.db").open()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(store: Store, database_url: str) -> None:
    store.close()
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    with pytest.raises(EngineError, match=f"newer version.*schema 9999.*knows {HEAD}"):
        Store(database_url).open()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


def test_migrations_end_in_the_tables_of_this_version(store: Store, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_rows_are_made_again_when_a_version_lists_other_properties(
    store: Store, database_url: str, machine: VirtualMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.save(machine)
    store.close()
    monkeypatch.setattr(VirtualMachine, "list_properties", ("ID", "Name", "Memory"))
    monkeypatch.delattr(VirtualMachine, "_list_cache")
    again = Store(database_url)
    again.open()
    try:
        assert again.list_json(VirtualMachine)[1].endswith(b'"Rows":[["%s","web-01",1024]]}' % str(machine.id).encode())
        assert [event.id for event in again.events_since(before.revision)[1]] == [machine.id]
    finally:
        again.close()
        VirtualMachine._list_cache = None  # type: ignore[assignment]  # made with the other list


def test_small_writes_stay_small(store: Store, host: VMHost, statements: Callable[[], list[str]]) -> None:
    store.save(host)
    statements().clear()
    store.save(host.model_copy(update={"description": "new"}))
    words = [text.split()[0] for text in statements()]
    assert [word for word in words if word != "BEGIN"] == ["SELECT", "SELECT", "INSERT", "INSERT", "UPDATE"]


@pytest.mark.only_sqlite
def test_what_was_committed_moves_from_the_log_into_the_database(
    store: Store, tmp_path: Path, host: VMHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vmmconsole.engine.store.databases.CHECKPOINT_SECONDS", 0.0)
    store.save(host)
    assert store._checkpointer is not None
    assert store._checkpointer.wait_until_done()
    alone = shutil.copy(tmp_path / "folder" / "vmm.db", tmp_path / "without its log.db")
    with closing(sqlite3.connect(alone)) as connection:
        assert connection.execute("SELECT name FROM objects").fetchall() == [("host-1",)]
