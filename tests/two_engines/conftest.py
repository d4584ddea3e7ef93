"""Engines with data folders of their own on one PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgresql import Cluster
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.store import Database


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    """A database that nobody has used."""
    url = cluster.create_database()
    yield Database(url)
    cluster.drop(url)


@pytest.fixture
def start_engine(tmp_path: Path, database: Database) -> Iterator[Callable[..., Engine]]:
    """Starts engines by name, without what they do in the background: only one of a process can run jobs."""
    started: list[Engine] = []

    def start(name: str, **options: Any) -> Engine:
        options = {"demo": (2, 4), "administrators": ("admin",), "log_to_file": False} | options
        engine = Engine(EngineSettings(data_dir=tmp_path / name, database=database, **options))
        started.append(engine)
        engine.start()
        return engine

    yield start
    for engine in started:
        engine.stop()
