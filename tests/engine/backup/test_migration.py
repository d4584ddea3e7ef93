"""From the files of an embedded engine to PostgreSQL: all of it, or nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, insert, text

from tests.postgresql import Cluster, name_of
from vmmconsole.cli import main
from vmmconsole.engine.backup import copying
from vmmconsole.engine.backup.migration import migrate
from vmmconsole.engine.datadir import DataDir, DataInUseError
from vmmconsole.engine.signin import SignIn
from vmmconsole.engine.store import Database, Store
from vmmconsole.engine.store.schema import changes, meta
from vmmconsole.model import Job, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, EngineError

NAMES = ("plain", "Ünïcödé ☃ 𝄞", "\0 nothing", "quote ' \" \\ `", "line\nend", "  ", "‮right to left", "é")


def fill(store: Store, count: int) -> list[VirtualMachine]:
    host = VMHost(name="host")
    machines = [
        VirtualMachine(name=f"{NAMES[n % len(NAMES)]} {n}", vm_host=host.ref, memory_mb=n, description="x\0y")
        for n in range(count)
    ]
    store.save_many([host, *machines], job=Job(name="Make").ref, by="admin")
    store.remove(VirtualMachine, machines[-1].id)
    store.set_setting("PlacementGoal", "☃")
    return [store.get(VirtualMachine, machine.id) for machine in machines[:-1]]


def everything(cluster: Cluster, target: Database) -> dict[str, int]:
    """The number of rows of each table of the database."""
    with psycopg.connect(host=str(cluster.folder), user="postgres", dbname=name_of(target.url)) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_schema IN ('public', 'vmmconsole_jobs') AND table_type = 'BASE TABLE'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{schema}"."{name}"'.encode()).fetchone()[0]
            for schema, name in tables
        }


def test_ten_thousand_objects_are_the_same_there(data_dir: Path, stored: Store, target: Database) -> None:
    machines = fill(stored, 10_000)
    revision, horizon = stored.revision, stored.horizon
    tracked = stored.changes(object_id=machines[5].id)
    accounts = SignIn(stored)
    accounts.accounts.add("Zoë", "correct horse battery")
    facts, token = accounts.sessions.new_api_token("Zoë", frozenset({"D\\G"}), "report", "read", 3)
    stored.close()
    before = {file.name: file.read_bytes() for file in data_dir.glob("*.db")}
    heard: list[str] = []
    report = migrate(data_dir, target, told=lambda copied: heard.append(copied.table))
    assert {file.name: file.read_bytes() for file in data_dir.glob("*.db")} == before
    assert heard == [copied.table for copied in report]
    counted = {copied.table: copied.content.rows for copied in report}
    assert {name: counted[name] for name in ("accounts", "api_tokens", "changes", "objects", "settings")} == {
        "accounts": 1, "api_tokens": 1, "changes": 10_001, "objects": 10_001, "settings": 1,
    }  # fmt: skip
    store = Store(target)
    store.open()
    try:
        assert (store.revision, store.horizon) == (revision, horizon)
        assert {m.id: m for m in store.find(VirtualMachine)} == {m.id: m for m in machines}
        assert store.changes(object_id=machines[5].id) == tracked
        assert store.setting("PlacementGoal") == "☃"
        signed = SignIn(store)
        assert signed.accounts.get("zoë").name == "Zoë"
        assert signed.sessions.principal(token).groups == {"D\\G"}
        assert facts.id in {kept.id for kept in signed.sessions.all()}
        store.save(machines[0].model_copy(update={"name": "renamed"}), by="admin")  # numbers go on after the old ones
        assert store.revision > revision
        assert store.changes(object_id=machines[0].id)[-1].property_name == "Name"
    finally:
        store.close()


def test_a_text_that_the_server_does_not_take_is_told_with_its_object(
    data_dir: Path, stored: Store, target: Database
) -> None:
    machine = fill(stored, 3)[1]
    with stored.records("", writing=True) as connection:
        connection.execute(
            insert(changes).values(
                revision=1, object_kind="VM", object_id=str(machine.id), object_name=machine.name, property="Name",
                previous="null", new="null", job_name="", at=datetime.now(UTC).isoformat(), by="a\0b",
            )
        )  # fmt: skip
    stored.close()
    mended = [line for copied in migrate(data_dir, target) for line in copied.mended]
    assert len(mended) == 1
    assert f"of VM '{machine.name}' ({machine.id})" in mended[0]
    store = Store(target)
    store.open()
    assert "a�b" in {change.by for change in store.changes(object_id=machine.id)}
    store.close()


def test_killed_in_the_middle_nothing_is_there_and_it_can_be_done_again(
    data_dir: Path, stored: Store, target: Database, cluster: Cluster
) -> None:
    machines = fill(stored, 300)
    stored.save(Job(name="job", owner="admin"))
    stored.close()
    words = [sys.executable, str(Path(__file__).with_name("migrate_child.py")), str(data_dir), target.url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        child.kill()
    left = everything(cluster, target)  # waits for the locks of what was killed
    assert {name: rows for name, rows in left.items() if rows and name != "dbos_migrations"} == {}
    report = {copied.table: copied.content.rows for copied in migrate(data_dir, target)}
    assert report["objects"] == len(machines) + 3
    assert everything(cluster, target)["objects"] == report["objects"]


def test_what_arrives_otherwise_is_not_kept(
    data_dir: Path, stored: Store, target: Database, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(stored, 20)
    stored.close()

    def altered(connection: Connection, *rest: Any) -> copying.Content:
        connection.execute(text("UPDATE objects SET name = 'another' WHERE name LIKE 'plain 8'"))
        return content_of(connection, *rest)

    content_of = copying.content_of
    monkeypatch.setattr(copying, "content_of", altered)
    with pytest.raises(EngineError, match="did not arrive whole"):
        migrate(data_dir, target)
    assert not any(rows for name, rows in everything(cluster, target).items() if name != "dbos_migrations")


def test_a_used_database_is_refused_and_stays_as_it_is(data_dir: Path, stored: Store, target: Database) -> None:
    fill(stored, 3)
    stored.close()
    other = Store(target)
    other.open()
    kept = other.save(VMHost(name="of another engine"))
    other.close()
    with pytest.raises(ConflictError, match="not empty"):
        migrate(data_dir, target)
    other.open()
    assert [host.id for host in other.find(VMHost)] == [kept.id]
    other.close()


def test_a_database_of_something_else_is_refused_before_anything_is_made(
    data_dir: Path, target: Database, cluster: Cluster
) -> None:
    cluster.run("CREATE TABLE invoices (id int)", database=name_of(target.url))
    with pytest.raises(ConflictError, match="invoices"):
        migrate(data_dir, target)
    assert set(everything(cluster, target)) == {"invoices"}


def test_a_folder_in_use_or_without_data_is_refused(data_dir: Path, tmp_path: Path, target: Database) -> None:
    folder = DataDir(data_dir)
    folder.claim()
    with pytest.raises(DataInUseError):
        migrate(data_dir, target)
    folder.release()
    with pytest.raises(EngineError, match="There is no database"):
        migrate(tmp_path, target)
    assert list(tmp_path.glob("*.db")) == []


def test_data_of_a_newer_version_is_refused(data_dir: Path, target: Database, cluster: Cluster) -> None:
    engine = create_engine(f"sqlite:///{data_dir}/vmm.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert connection.execute(meta.select()).first()
    engine.dispose()
    with pytest.raises(EngineError, match="newer version"):
        migrate(data_dir, target)
    assert everything(cluster, target) == {}


def test_damaged_files_are_told(data_dir: Path, target: Database) -> None:
    (data_dir / "jobs.db").write_bytes(b"no database" * 1000)
    with pytest.raises(EngineError, match="cannot be copied") as caught:
        migrate(data_dir, target)
    assert "not a database" in caught.value.cause


def test_the_command_reports_each_table_and_how_to_go_on(
    data_dir: Path, stored: Store, target: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(stored, 5)
    stored.close()
    words = ["database", "migrate", "--from", str(data_dir), "--to", target.url.replace("+psycopg", "")]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if line.startswith("objects ")).split()[1:3] == ["6", "rows"]
    assert lines[-1].startswith(f"Go on with: vmmconsole engine --data {data_dir} --database postgresql://")
    assert main(words) == 1
    assert "is not empty" in capsys.readouterr().err
