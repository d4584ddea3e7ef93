"""Passwords at rest."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from vmmconsole.engine.credentials import Vault
from vmmconsole.model.errors import EngineError, NotFoundError
from vmmconsole.model.noun import utc_now
from vmmconsole.providers.manager import Login

ONE, TWO = UUID(int=1), UUID(int=2)
ROOT = Login("root", "pä55-canary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "credentials"


@pytest.fixture
def vault(folder: Path) -> Vault:
    vault = Vault(folder)
    vault.keep(ONE, ROOT, by="anna")
    return vault


def test_what_is_kept_is_there_after_a_restart(vault: Vault, folder: Path) -> None:
    again = Vault(folder)
    assert again.login(ONE) == ROOT
    assert again.sender(ONE) == "anna"


def test_no_file_has_the_secret_and_only_the_owner_reads_them(vault: Vault, folder: Path) -> None:
    files = list(folder.iterdir())
    assert sorted(file.name for file in files) == [f"{ONE}.secret", "key"]
    assert not any(ROOT.password.encode() in file.read_bytes() or b"root" in file.read_bytes() for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_again_is_no_error_and_another_one_is(vault: Vault) -> None:
    vault.keep(ONE, ROOT, by="anna")
    with pytest.raises(EngineError, match="another one"):
        vault.keep(ONE, Login("root", "other"), by="anna")
    assert vault.login(ONE) == ROOT


def test_without_the_key_nothing_is_read_or_written(vault: Vault, folder: Path) -> None:
    key = (folder / "key").read_bytes()
    (folder / "key").unlink()
    for use in (lambda: vault.login(ONE), lambda: vault.keep(TWO, ROOT, by="anna")):
        with pytest.raises(EngineError, match="missing") as raised:
            use()
        assert "backup" in raised.value.action
    assert [file.name for file in folder.iterdir()] == [f"{ONE}.secret"]
    (folder / "key").write_bytes(key)
    (folder / "key").chmod(0o600)
    assert vault.login(ONE) == ROOT


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


def test_a_changed_file_another_key_and_a_swapped_file_are_noticed(vault: Vault, folder: Path) -> None:
    vault.keep(TWO, Login("root", "other"), by="anna")
    file = folder / f"{ONE}.secret"
    whole = file.read_bytes()
    for content in (whole[:-1] + bytes([whole[-1] ^ 1]), whole[:9], b"", (folder / f"{TWO}.secret").read_bytes()):
        file.write_bytes(content)
        with pytest.raises(EngineError, match="decrypted") as raised:
            vault.login(ONE)
        assert ROOT.password not in raised.value.message
    file.write_bytes(whole)
    (folder / "key").write_bytes(bytes(32))
    with pytest.raises(EngineError, match="decrypted"):
        vault.login(ONE)


def test_what_was_left_of_a_killed_engine_is_no_obstacle(folder: Path) -> None:
    folder.mkdir()
    (folder / "key.new").write_bytes(b"half")
    (folder / f"{ONE}.secret.new").write_bytes(b"half")
    vault = Vault(folder)
    vault.keep(ONE, ROOT, by="anna")
    assert vault.login(ONE) == ROOT


def test_only_what_nobody_came_for_is_purged(vault: Vault, folder: Path) -> None:
    vault.keep(TWO, ROOT, by="anna")
    three = UUID(int=3)
    vault.keep(three, ROOT, by="anna")
    old = (utc_now() - timedelta(days=9)).timestamp()
    for secret_id in (ONE, TWO):
        os.utime(folder / f"{secret_id}.secret", (old, old))
    vault.purge({ONE}, utc_now() - timedelta(days=7))
    assert vault.login(ONE) == vault.login(three) == ROOT
    with pytest.raises(NotFoundError):
        vault.login(TWO)


def test_a_login_does_not_show_its_password() -> None:
    assert ROOT.password not in repr(ROOT)
