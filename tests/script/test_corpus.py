"""The corpus: scripts as administrators write them, with what each shows on a simulated fabric, or its parse errors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools import corpus
from vmmconsole.client.sync import SyncClient
from vmmconsole.script.parser import check, decode

ROWS: dict[str, dict[str, Any]] = tomllib.loads((corpus.CORPUS / "rows.toml").read_text("utf-8"))
RIGHT = [path for path in corpus.scripts() if not corpus.is_wrong(path)]
COMPARED = [path for path in RIGHT if not corpus.is_later(path)]
LATER = [path for path in RIGHT if corpus.is_later(path)]
WRONG = [path for path in corpus.scripts() if corpus.is_wrong(path)]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SyncClient]:
    """One engine for all scripts: each leaves the fabric as it found it."""
    with corpus.fabric(tmp_path_factory.mktemp("corpus")) as client:
        yield client


@pytest.mark.parametrize("path", RIGHT, ids=corpus.name_of)
def test_right_scripts_parse(path: Path) -> None:
    assert check(decode(path.read_bytes()), path.name) == []


@pytest.mark.parametrize("path", WRONG, ids=corpus.name_of)
def test_wrong_scripts_are_refused_where_they_are_wrong(path: Path) -> None:
    beside, wanted = corpus.expected(path)
    assert beside.exists()
    assert wanted.strip()
    assert corpus.faults_of(path) == wanted


@pytest.fixture(scope="module")
def other_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SyncClient]:
    """An engine for scripts that would leave more behind in a later version."""
    with corpus.fabric(tmp_path_factory.mktemp("later")) as client:
        yield client


@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("path", LATER, ids=corpus.name_of)
def test_scripts_for_what_is_missing_name_nothing_unknown(path: Path, other_client: SyncClient, tmp_path: Path) -> None:
    assert corpus.unknown_in(corpus.shown_by(path, other_client, tmp_path)) == ""


@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("path", COMPARED, ids=corpus.name_of)
def test_scripts_show_what_stands_beside_them(path: Path, client: SyncClient, tmp_path: Path) -> None:
    beside, wanted = corpus.expected(path)
    assert beside.exists()
    shown = corpus.shown_by(path, client, tmp_path)
    assert corpus.unknown_in(shown) == ""
    assert shown == wanted


@pytest.mark.parametrize(("table", "row"), [(table, row) for table, rows in ROWS.items() for row in rows])
def test_every_row_of_the_counts_is_shown_by_a_script(table: str, row: str) -> None:
    entry = ROWS[table][row]
    assert entry["scripts"]
    for name in entry["scripts"]:
        assert re.search(entry["shows"], decode((corpus.CORPUS / f"{name}.ps1").read_bytes())), name


def test_the_corpus_is_of_some_size() -> None:
    assert len(RIGHT) >= 180
    assert len(WRONG) >= 20
    assert sum(path.parent.name in ("reallife", "later") for path in RIGHT) >= 35
