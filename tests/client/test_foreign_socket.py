"""A socket that somebody else put where ours was is not trusted."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from vmmconsole.client.embedded import EmbeddedEngine, is_ours


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    """A socket that answers, in a folder of its own, named in the data folder's file as an engine that is gone did."""
    folder = tmp_path / "s"
    folder.mkdir(mode=0o700)
    (tmp_path / "data").mkdir()
    path = folder / "e.sock"
    (tmp_path / "data" / "engine.json").write_text(json.dumps({"Address": f"unix:{path}", "Pid": 1}), encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(path))
        sock.listen()
        yield path


def test_our_own_is_trusted(listening: Path, tmp_path: Path) -> None:
    assert EmbeddedEngine(tmp_path / "data").is_listening
    assert listening.exists()


def test_a_folder_that_others_may_write_is_not(listening: Path, tmp_path: Path) -> None:
    listening.parent.chmod(0o777)
    assert not EmbeddedEngine(tmp_path / "data").is_listening
    assert EmbeddedEngine(tmp_path / "data").endpoint() is None


def test_a_link_to_a_folder_is_not(listening: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(listening.parent)
    assert not is_ours(f"unix:{tmp_path / 'link' / 'e.sock'}")


def test_a_folder_of_another_user_is_not(listening: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert not is_ours(f"unix:{listening}")
