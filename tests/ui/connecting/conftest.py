"""An engine that is served over TLS, whose certificate this user has accepted or not, and a keyring of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from pytestqt.qtbot import QtBot

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from tests.ui.live_console import LiveConsole, drive, until, window_of
from vmmconsole.client.known_servers import KnownServers
from vmmconsole_ui.connecting.dialog import ConnectDialog

Run = Callable[[Awaitable[None]], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine"), machines=6) as running:
        yield running


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownServers:
    """Where this user's servers are kept; empty at first."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return KnownServers()


@pytest.fixture
def accepted(server: SecureServer, known: KnownServers) -> KnownServers:
    trust = server.endpoint.trust
    assert trust is not None
    assert trust.pin is not None
    known.accept(server.address, trust.pin)
    return known


class Keyring(KeyringBackend):
    """A stand-in for the operating system's keyring; `locked` makes it refuse everything."""

    priority = 1  # type: ignore[assignment]  # a property of the class there

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.kept[username]

    def _check(self) -> None:
        if self.locked:
            raise KeyringLocked("the collection is locked")


@pytest.fixture
def keyring_of_tests() -> Iterator[Keyring]:
    import keyring

    before, made = keyring.get_keyring(), Keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def run(qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop) -> Run:
    return lambda work: drive(qtbot, event_loop_of_qt, work)


async def sign_in(live: LiveConsole, user: str = ADMIN) -> None:
    dialog = window_of(ConnectDialog)
    assert dialog is not None
    dialog.server_page.user.setText(user)
    dialog.server_page.password.setText(PASSWORD)
    dialog.go()
    await until(lambda: window_of(ConnectDialog) is None)
