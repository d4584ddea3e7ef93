"""Backups: made of a running engine on either database, put back on either, whole or not at all."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.postgresql import Cluster
from vmmconsole.cli import main
from vmmconsole.engine.backup.archive import back_up, read_facts, restore
from vmmconsole.engine.datadir import DataInUseError
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.store import Database
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import ConflictError, EngineError, NotFoundError, SignInError, VMMError
from vmmconsole.model.status import JobStatus
from vmmconsole.providers.manager import Login

SECRET, CANARY = UUID(int=7), "backup-canary-pässword"
KINDS = ("sqlite", "postgresql")
Start = Callable[..., Engine]


@pytest.fixture
def databases(cluster: Cluster) -> Iterator[Callable[[str], Database | None]]:
    """A new database of a kind; None for files."""
    made: list[str] = []

    def make(kind: str) -> Database | None:
        if kind == "sqlite":
            return None
        made.append(cluster.create_database())
        return Database(made[-1])

    yield make
    for url in made:
        cluster.drop(url)


@pytest.fixture
def start(tmp_path: Path, databases: Any) -> Iterator[Start]:
    """Starts engines that run jobs, one at a time."""
    running: list[Engine] = []

    def begin(folder: str, database: Database | None = None) -> Engine:
        for engine in running:
            engine.stop()
        engine = Engine(
            EngineSettings(
                data_dir=tmp_path / folder, database=database, demo=(1, 2), administrators=("admin",),
                log_to_file=False, library_path=tmp_path / "library",
            )
        )  # fmt: skip
        engine.start()
        running.append(engine)
        engine.start_background()
        return engine

    yield begin
    for engine in running:
        engine.stop()


def backup_of(engine: Engine, folder: Path) -> Path:
    """The file of a backup that a script makes."""
    job = engine.jobs.wait(engine.jobs.start(f'Backup-VMMServer -Path "{folder}"', owner="admin").id, 60)
    assert job.status is JobStatus.SUCCEED_WITH_INFO, job.error_info
    assert "credentials/key" in "\n".join(job.messages)
    (made,) = folder.glob("*.vmmbackup")
    assert {"Value": str(made)} in job.output
    return made


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_a_backup_of_a_running_engine_is_put_back(start: Start, databases, tmp_path: Path, source: str, target: str):
    engine = start("first", databases(source))
    groups = [engine.store.save(VMHostGroup(name=name)) for name in ("plain", "Ünï ' \u2019 ☃", "x" * 200)]
    engine.vault.keep(SECRET, Login("root", CANARY), by="admin")
    engine.sign_in.accounts.add("admin", "correct horse battery", must_change=False)
    tokens = engine.sign_in.sessions.open("admin", frozenset(), client="test", address="here")
    engine.jobs.wait(engine.jobs.start('New-VMHostGroup -Name "by a job"', owner="admin").id, 30)
    runs = engine.jobs.start("Start-Sleep 60", owner="admin")
    made = backup_of(engine, tmp_path / "backups")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert CANARY.encode() not in made.read_bytes()
    later = engine.store.save(VMHostGroup(name="made later"))
    key = (tmp_path / "first/credentials/key").read_bytes()
    engine.jobs.stop(runs.id)
    engine.stop()

    into = databases(target)
    (tmp_path / "second/credentials").mkdir(parents=True, mode=0o700)
    (tmp_path / "second/credentials/key").write_bytes(key)
    (tmp_path / "second/credentials/key").chmod(0o600)
    assert restore(made, tmp_path / "second", into).engine == engine.name
    again = start("second", into)
    for group in groups:
        assert again.store.get(VMHostGroup, group.id).name == group.name
    with pytest.raises(NotFoundError):
        again.store.get(VMHostGroup, later.id)
    assert [group.name for group in again.store.find(VMHostGroup, name="by a job")] == ["by a job"]
    assert again.vault.login(SECRET).password == CANARY
    assert again.sign_in.sign_in("admin", "correct horse battery", client="test", address="here").user == "admin"
    with pytest.raises(SignInError):
        again.sign_in.sessions.refresh(tokens.refresh)
    cut_off = again.store.get(Job, runs.id)
    assert cut_off.status is JobStatus.FAILED
    assert cut_off.error_info is not None
    assert "put back to a backup" in cut_off.error_info.cause
    ended = again.jobs.wait(again.jobs.start('New-VMHostGroup -Name "after"', owner="admin").id, 30)
    assert ended.status is JobStatus.COMPLETED


def test_what_is_there_is_replaced_only_when_that_is_said(start: Start, tmp_path: Path) -> None:
    engine = start("one")
    kept = engine.store.save(VMHostGroup(name="kept"))
    made = backup_of(engine, tmp_path / "backups")
    with pytest.raises(DataInUseError):
        restore(made, tmp_path / "one", replace=True)
    lost = engine.store.save(VMHostGroup(name="lost"))
    engine.stop()
    with pytest.raises(ConflictError, match="not empty"):
        restore(made, tmp_path / "one")
    assert main(["database", "restore", str(made), "--data", str(tmp_path / "one"), "--replace"]) == 0
    again = start("one")
    assert again.store.get(VMHostGroup, kept.id)
    with pytest.raises(NotFoundError):
        again.store.get(VMHostGroup, lost.id)
    assert (tmp_path / "one/vmm.db.before-restore").stat().st_size > 0


def test_a_server_database_that_is_used_is_replaced_only_when_that_is_said(start, databases, tmp_path):
    database = databases("postgresql")
    engine = start("one", database)
    made = backup_of(engine, tmp_path / "backups")
    lost = engine.store.save(VMHostGroup(name="lost"))
    engine.stop()
    with pytest.raises(ConflictError, match="not empty"):
        restore(made, tmp_path / "one", database)
    restore(made, tmp_path / "one", database, replace=True)
    again = start("one", database)
    with pytest.raises(NotFoundError):
        again.store.get(VMHostGroup, lost.id)


def test_a_backup_that_is_not_whole_changes_nothing(start: Start, tmp_path: Path) -> None:
    engine = start("one")
    made = backup_of(engine, tmp_path / "backups")
    engine.stop()
    whole = made.read_bytes()
    altered = tmp_path / "altered"
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(altered, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name) + (b" " if name == "vmm.db" else b""))
    contents = {"cut": whole[: len(whole) // 2], "empty": b"", "text": b"no backup", "altered": altered.read_bytes()}
    for name, content in contents.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(EngineError, match="not a whole backup"):
            restore(file, tmp_path / "two")
        assert not any(path.stat().st_size for path in tmp_path.glob("two/*.db*"))
    with pytest.raises(EngineError, match="No such file"):
        restore(tmp_path / "nowhere", tmp_path / "two")
    assert read_facts(made).product_version


def test_a_folder_that_cannot_be_written_is_said(start: Start, tmp_path: Path) -> None:
    engine = start("one")
    (tmp_path / "file").write_text("in the way")
    for folder, said in ((tmp_path / "file/below", "Not a directory"), ("relative", "no whole path")):
        job = engine.jobs.wait(engine.jobs.start(f'Backup-VMMServer -Path "{folder}"', owner="admin").id, 30)
        assert job.status is JobStatus.FAILED
        assert job.error_info is not None
        assert said in job.error_info.cause
    with pytest.raises(VMMError):
        back_up(tmp_path / "file", tmp_path / "one", None, name="x")
    assert not list(tmp_path.glob("**/.vmmconsole-backup*"))
