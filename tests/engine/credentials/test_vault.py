"""Passwords at rest."""

from __future__ import annotations

import stat
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from vmmconsole.engine.credentials import Vault
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.store import Store
from vmmconsole.engine.store.encoding import time_text
from vmmconsole.engine.store.schema import secrets
from vmmconsole.model.errors import EngineError, NotFoundError
from vmmconsole.model.noun import utc_now
from vmmconsole.providers.manager import Login

ONE, TWO = UUID(int=1), UUID(int=2)
ROOT = Login("root", "pä55-canary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "credentials"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'vmm.db'}")
    store.open()
    yield store
    store.close()


@pytest.fixture
def vault(folder: Path, store: Store) -> Vault:
    vault = Vault(folder, store)
    vault.keep(ONE, ROOT, by="anna")
    return vault


def sealed(store: Store) -> dict[str, str]:
    """What stands in the database, by ID."""
    with store.records("") as connection:
        return {row.id: row.sealed for row in connection.execute(select(secrets))}


def put(store: Store, secret_id: UUID, text: str) -> None:
    """Change what stands in the database."""
    with store.records("", writing=True) as connection:
        connection.execute(update(secrets).where(secrets.c.id == str(secret_id)).values(sealed=text))


def test_what_is_kept_is_there_after_a_restart(vault: Vault, folder: Path, store: Store) -> None:
    again = Vault(folder, store)
    again.check()
    assert again.login(ONE) == ROOT
    assert again.sender(ONE) == "anna"


def test_neither_database_nor_folder_has_the_secret_and_only_the_owner_reads_the_key(
    vault: Vault, folder: Path, store: Store, tmp_path: Path
) -> None:
    store.close()
    assert [file.name for file in folder.iterdir()] == ["key"]
    contents = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(contents) > 1
    assert not any(ROOT.password.encode() in content or b"anna" in content for content in contents)
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_again_is_no_error_and_another_one_is(vault: Vault) -> None:
    vault.keep(ONE, ROOT, by="anna")
    with pytest.raises(EngineError, match="another one"):
        vault.keep(ONE, Login("root", "other"), by="anna")
    assert vault.login(ONE) == ROOT


def test_without_the_key_nothing_is_read_or_written(vault: Vault, folder: Path, store: Store) -> None:
    key = (folder / "key").read_bytes()
    (folder / "key").unlink()
    for use in (lambda: vault.login(ONE), lambda: vault.keep(TWO, ROOT, by="anna"), vault.check):
        with pytest.raises(EngineError, match="missing") as raised:
            use()
        assert "backup" in raised.value.action
    assert not list(folder.iterdir())
    assert list(sealed(store)) == [str(ONE)]
    (folder / "key").write_bytes(key)
    (folder / "key").chmod(0o600)
    assert vault.login(ONE) == ROOT


def test_an_engine_does_not_start_without_the_key_to_what_is_stored(tmp_path: Path) -> None:
    settings = EngineSettings(data_dir=tmp_path, demo=(1, 1), log_to_file=False)
    engine = Engine(settings)
    engine.start()
    engine.vault.keep(ONE, ROOT, by="anna")
    engine.stop()
    key = tmp_path / "credentials/key"
    whole = key.read_bytes()
    for damage, said in (
        (key.unlink, "missing"),
        (lambda: (key.write_bytes(bytes(32)), key.chmod(0o600)), "decrypted"),
    ):
        damage()
        again = Engine(settings)
        with pytest.raises(EngineError, match=said):
            again.start()
    key.write_bytes(whole)
    key.chmod(0o600)
    again = Engine(settings)
    again.start()
    assert again.vault.login(ONE) == ROOT
    again.stop()


def test_secrets_of_an_older_version_move_from_their_files(vault: Vault, folder: Path, store: Store) -> None:
    (folder / f"{ONE}.secret").write_bytes(b64decode(sealed(store)[str(ONE)]))
    vault.forget(ONE)
    vault.check()
    assert vault.login(ONE) == ROOT
    assert [file.name for file in folder.iterdir()] == ["key"]
    vault.check()


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_refused(vault: Vault, folder: Path, key: bytes) -> None:
    (folder / "key").write_bytes(key)
    with pytest.raises(EngineError, match="32 bytes"):
        vault.keep(TWO, ROOT, by="anna")
    assert (folder / "key").read_bytes() == key


def test_a_key_that_others_can_read_is_refused(vault: Vault, folder: Path) -> None:
    (folder / "key").chmod(0o640)
    with pytest.raises(EngineError, match="others") as raised:
        vault.login(ONE)
    assert "chmod 600" in raised.value.action


def test_a_changed_secret_another_key_and_a_swapped_one_are_noticed(vault: Vault, folder: Path, store: Store) -> None:
    vault.keep(TWO, Login("root", "other"), by="anna")
    whole = sealed(store)[str(ONE)]
    content = b64decode(whole)
    changed = b64encode(content[:-1] + bytes([content[-1] ^ 1])).decode()
    for text in (changed, b64encode(content[:9]).decode(), "", "no base64 ü", sealed(store)[str(TWO)]):
        put(store, ONE, text)
        with pytest.raises(EngineError, match="decrypted") as raised:
            vault.login(ONE)
        assert ROOT.password not in raised.value.message
    put(store, ONE, whole)
    (folder / "key").write_bytes(bytes(32))
    with pytest.raises(EngineError, match="decrypted"):
        vault.login(ONE)


def test_what_was_left_of_a_killed_engine_is_no_obstacle(folder: Path, store: Store) -> None:
    folder.mkdir()
    (folder / "key.new").write_bytes(b"half")
    vault = Vault(folder, store)
    vault.keep(ONE, ROOT, by="anna")
    assert vault.login(ONE) == ROOT


def test_only_what_nobody_came_for_is_purged(vault: Vault, store: Store) -> None:
    vault.keep(TWO, ROOT, by="anna")
    three = UUID(int=3)
    vault.keep(three, ROOT, by="anna")
    old = time_text(utc_now() - timedelta(days=9))
    with store.records("", writing=True) as connection:
        connection.execute(update(secrets).where(secrets.c.id.in_([str(ONE), str(TWO)])).values(sent_at=old))
    vault.purge({ONE}, utc_now() - timedelta(days=7))
    assert vault.login(ONE) == vault.login(three) == ROOT
    with pytest.raises(NotFoundError):
        vault.login(TWO)


def test_a_login_does_not_show_its_password() -> None:
    assert ROOT.password not in repr(ROOT)
