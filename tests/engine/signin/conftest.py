"""Sign-in over a real store, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vmmconsole.engine.signin import SignIn
from vmmconsole.engine.store import Store


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path}/vmm.db")
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, clock: Clock) -> SignIn:
    return SignIn(store, clock=clock)
