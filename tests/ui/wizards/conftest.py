"""What the tests of the wizards share: a console context over a stand-in of the engine's client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn, sample_client


@pytest.fixture
def client() -> ClientStandIn:
    """An engine with three hosts, three machines and a small library."""
    return sample_client()


@pytest.fixture
def context(client: ClientStandIn, qtbot: QtBot) -> Iterator[ContextStandIn]:
    """A console over that engine, with everything loaded."""
    made = ContextStandIn(client)
    made.load()
    yield made
    made.end()
