"""The data of an engine in files, and databases on a server to put it into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Cluster
from vmmconsole.engine.store import Database, Store


@pytest.fixture
def stored(data_dir: Path) -> Iterator[Store]:
    """The store of the data folder while no engine uses it; close it before it is moved."""
    store = Store(f"sqlite:///{data_dir}/vmm.db")
    store.open()
    yield store
    store.close()


@pytest.fixture
def target(cluster: Cluster) -> Iterator[Database]:
    """A database on a server that nobody has used."""
    url = cluster.create_database()
    yield Database(url)
    cluster.drop(url)
