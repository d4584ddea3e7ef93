"""What the tests of the dialogs share: a console context over a stand-in of the engine's client."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn, sample_client
from vmmconsole_ui.theme import look


@pytest.fixture
def client() -> ClientStandIn:
    """An engine with three hosts, three machines and a small library."""
    return sample_client()


@pytest.fixture
def context(client: ClientStandIn, qtbot: QtBot) -> Iterator[ContextStandIn]:
    """A console over that engine, with everything loaded."""
    if look().generation == 0:
        look().apply(scheme="light")
    made = ContextStandIn(client)
    made.load()
    yield made
    made.end()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform cannot raise windows, and warns of that."""
    for item in items:
        if "ui/dialogs" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
