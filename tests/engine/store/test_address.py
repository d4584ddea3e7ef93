"""Where a database is, and that its password never stands where others can read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Cluster, name_of
from vmmconsole.cli.engine import run_engine
from vmmconsole.cli.options import parse_arguments
from vmmconsole.engine.store import Database, Store
from vmmconsole.engine.store.address import server_database
from vmmconsole.model import VMHost
from vmmconsole.model.errors import DatabaseAwayError, EngineError, ParameterError


@pytest.fixture
def guarded(cluster: Cluster) -> Iterator[Database]:
    """A database whose user has the password ``right``."""
    url = cluster.create_database()
    name = name_of(url)
    cluster.run(f"CREATE ROLE \"{name}\" LOGIN PASSWORD 'right'")
    cluster.run(f'ALTER DATABASE "{name}" OWNER TO "{name}"')
    rules = cluster.data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all {name} scram-sha-256\n{before}")
    cluster.run("SELECT pg_reload_conf()")
    yield Database(url.replace("postgres@", f"{name}@"))
    cluster.drop(url)
    cluster.run(f'DROP ROLE "{name}"')
    rules.write_text(before)
    cluster.run("SELECT pg_reload_conf()")


@pytest.mark.parametrize("text", ["postgresql://u:secret@h/x", "postgresql://u@h/x?password=secret"])
def test_a_password_on_the_command_line_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = parse_arguments(["engine", "--data", str(tmp_path), "--database", text])
    assert run_engine(options) == 1
    said = capsys.readouterr().err
    assert "has a password in it" in said
    assert "--database-password-file" in said
    assert "secret" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["mysql://u@h/x", "nonsense", "postgresql://u@h", "sqlite:////x.db", "http://h/x"])
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(ParameterError, match="not understood") as caught:
        server_database(text)
    assert "postgresql://user@server:5432/database" in caught.value.action


def test_an_address_is_shown_as_it_was_given() -> None:
    database = server_database("postgresql://vmm@db.example.org:5433/vmm?sslmode=verify-full")
    assert database.url == "postgresql+psycopg://vmm@db.example.org:5433/vmm?sslmode=verify-full"
    assert database.shown == "postgresql://vmm@db.example.org:5433/vmm?sslmode=verify-full"


def test_a_password_of_a_private_configuration_is_kept_apart() -> None:
    database = server_database("postgresql://vmm:secret@db/vmm", secret_allowed=True)
    assert database.password() == "secret"
    assert "secret" not in f"{database.url} {database.shown} {database!r}"


def test_the_password_comes_from_a_file_and_may_change(guarded: Database, tmp_path: Path, cluster: Cluster) -> None:
    file = tmp_path / "password"
    file.touch(mode=0o600)
    file.write_text("wrong\n")
    store = Store(Database(guarded.url, file))
    with pytest.raises(EngineError, match="does not accept the user or the password") as caught:
        store.open()
    assert not isinstance(caught.value, DatabaseAwayError)
    file.write_text("right\nand a note\n")
    store.open()
    try:
        store.save(VMHost(name="one"))
        cluster.run(f"ALTER ROLE \"{name_of(guarded.url)}\" PASSWORD 'newer'")
        file.write_text("newer")
        assert store._engine is not None
        store._engine.dispose()
        assert store.count(VMHost) == 1
    finally:
        store.close()
    with pytest.raises(EngineError, match="asks for a password") as caught:
        Store(guarded).open()
    assert "pgpass" in caught.value.action


def test_a_password_file_must_be_private_and_have_a_password(tmp_path: Path) -> None:
    file = tmp_path / "password"
    database = Database("postgresql+psycopg://u@h/x", file)
    with pytest.raises(EngineError, match="No such file"):
        database.password()
    file.touch(mode=0o600)
    with pytest.raises(EngineError, match="first line is empty"):
        database.password()
    file.write_text("secret")
    assert database.password() == "secret"
    file.chmod(0o640)
    with pytest.raises(EngineError, match="Other users may read it") as caught:
        database.password()
    assert "secret" not in caught.value.message
