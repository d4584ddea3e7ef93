"""A library on a real folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vmmconsole.engine.library import Library
from vmmconsole.engine.library.catalog import items_of
from vmmconsole.engine.store import Event, Store
from vmmconsole.model import LibraryShare
from vmmconsole.model.library import LibraryItem

ISO_SIZE = 40_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    opened = Store(f"sqlite:///{tmp_path}/data/vmm.db")
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def library(store: Store) -> Iterator[Library]:
    """A library that is not watching yet."""
    made = Library(store, "this-computer")
    yield made
    made.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the share."""
    return tmp_path / "VMM Library"


@pytest.fixture
def share(library: Library, folder: Path) -> LibraryShare:
    """The default share, empty."""
    return library.ensure_default(folder)


@pytest.fixture
def items(store: Store, share: LibraryShare) -> Callable[[], dict[str, LibraryItem]]:
    """The share's objects by name."""
    return lambda: {item.name: item for item in items_of(store, share)}


@pytest.fixture
def write_iso() -> Callable[..., Path]:
    """Write a file with the mark and the label of an ISO 9660 volume."""

    def write(path: Path, label: str = "DEBIAN 12", size: int = ISO_SIZE) -> Path:
        content = bytearray(size)
        content[32768:32774] = b"\x01CD001"
        content[32808:32840] = label.ljust(32).encode()
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def until(store: Store) -> Callable[[Callable[[], bool]], None]:
    """Wait until something holds, looking again at each change of the store."""
    changed = threading.Condition()

    def listener(_events: list[Event]) -> None:
        with changed:
            changed.notify_all()

    store.subscribe(listener)

    def wait(holds: Callable[[], bool], seconds: float = 20) -> None:
        with changed:
            assert changed.wait_for(holds, seconds), "it did not come to that in time"

    return wait
