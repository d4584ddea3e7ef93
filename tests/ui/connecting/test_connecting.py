"""The console on an engine elsewhere, over real TLS: certificates, passwords, the keyring, and a session that ends."""

from __future__ import annotations

import asyncio

from tests.secure_server import ADMIN, PASSWORD, SecureServer
from tests.ui.connecting.conftest import sign_in
from tests.ui.live_console import LiveConsole, until, window_of
from vmmconsole.client import keyring_store
from vmmconsole.client.trust import Pin
from vmmconsole_ui.app import Consoles
from vmmconsole_ui.connecting.dialog import ConnectDialog
from vmmconsole_ui.connecting.flow import Opened
from vmmconsole_ui.connecting.pages import CertificatePage, ChangedPage, PasswordPage

NEW = "another staple altogether"
WRONG = ":".join(["AB"] * 32)


async def opened(
    server: SecureServer, user: str = ADMIN, password: str = PASSWORD, *, remember: bool = False
) -> ConnectDialog:
    """The dialog, filled in and sent off."""
    dialog = ConnectDialog()
    dialog.start()
    dialog.server_page.server.setEditText(server.address)
    dialog.server_page.user.setText(user)
    dialog.server_page.password.setText(password)
    dialog.server_page.remember.setChecked(remember)
    assert dialog.go_button.isEnabled()
    dialog.go()
    assert dialog.progress.isVisible()
    return dialog


async def outcome_of(dialog: ConnectDialog) -> Opened:
    await until(lambda: dialog.outcome)
    assert isinstance(dialog.outcome, Opened)
    return dialog.outcome


def test_an_unknown_certificate_is_shown_and_pinned_when_it_is_accepted(server, known, run):
    async def walk() -> None:
        dialog = await opened(server)
        await until(lambda: isinstance(dialog.page, CertificatePage))
        assert known.accepted(server.address) is None
        assert dialog.go_button.text() == "&Accept and connect"
        dialog.cancel()
        await until(lambda: dialog.page is dialog.server_page)
        assert known.accepted(server.address) is None
        dialog.go()
        await until(lambda: isinstance(dialog.page, CertificatePage))
        dialog.go()
        assert (await outcome_of(dialog)).session.user == ADMIN
        kept = known.accepted(server.address)
        assert kept is not None
        assert kept.fingerprint == server.certificates.fingerprint
        assert [(entry.address, entry.user) for entry in known.recent()] == [(server.address, ADMIN)]

    run(walk())


def test_a_changed_certificate_stops_and_takes_a_deliberate_step(server, known, run):
    async def walk() -> None:
        known.accept(server.address, Pin(WRONG, "another key"))
        before = len(server.engine.sign_in.sessions.all())
        dialog = await opened(server)
        await until(lambda: isinstance(dialog.page, ChangedPage))
        assert isinstance(dialog.page, ChangedPage)
        texts = {label.accessibleName() for label in dialog.page.findChildren(type(dialog.page.sentence))}
        assert {f"Fingerprint {WRONG}", f"Fingerprint {server.certificates.fingerprint}"} <= texts
        assert not dialog.go_button.isEnabled()
        assert dialog.focusWidget() is dialog.cancel_button
        assert len(server.engine.sign_in.sessions.all()) == before
        dialog.page.checked.setChecked(True)
        dialog.go_button.click()
        await outcome_of(dialog)

    run(walk())


def test_a_wrong_password_and_a_wrong_address_are_said_and_can_be_mended(server, accepted, run):
    async def walk() -> None:
        dialog = await opened(server, password="wrong")
        await until(dialog.error.isVisible)
        assert "The name or the password is wrong" in dialog.error.text()
        dialog.server_page.server.setEditText("127.0.0.1:1")
        dialog.go()
        await until(lambda: "no connection to the engine at 127.0.0.1:1" in dialog.error.text())
        dialog.server_page.server.setEditText("no/thing")
        dialog.go()
        assert "is not the address of an engine" in dialog.error.text()
        dialog.server_page.server.setEditText(server.address)
        dialog.server_page.password.setText(PASSWORD)
        dialog.go()
        await outcome_of(dialog)

    run(walk())


def test_connecting_can_be_stopped(server, accepted, run, monkeypatch):
    async def walk() -> None:
        dialog = await opened(server)
        dialog.cancel_button.click()
        await until(lambda: not dialog.is_working)
        assert dialog.outcome is None
        assert dialog.go_button.isVisible()
        dialog.cancel_button.click()
        assert not dialog.isVisible()

    run(walk())


def test_a_password_for_one_use_is_changed_on_the_way(server, accepted, run):
    async def walk() -> None:
        server.engine.sign_in.accounts.add("carol", PASSWORD)
        dialog = await opened(server, "carol")
        await until(lambda: isinstance(dialog.page, PasswordPage))
        assert isinstance(dialog.page, PasswordPage)
        dialog.page.new.setText(NEW)
        assert not dialog.go_button.isEnabled()
        dialog.page.again.setText(NEW)
        dialog.go_button.click()
        assert (await outcome_of(dialog)).session.user == "carol"

    run(walk())


def test_a_remembered_password_is_used_and_forgotten_again(server, accepted, run, keyring_of_tests):
    async def walk() -> None:
        first = await outcome_of(await opened(server, remember=True))
        assert first.note == ""
        assert keyring_of_tests.kept == {f"{ADMIN}@{server.address}": PASSWORD}
        dialog = ConnectDialog()
        dialog.start(at_once=True)
        assert (await outcome_of(dialog)).session.user == ADMIN
        dialog = ConnectDialog()
        dialog.start()
        await until(lambda: dialog.server_page.is_recalled)
        dialog.server_page.remember.setChecked(False)
        dialog.go()
        await outcome_of(dialog)
        assert keyring_of_tests.kept == {}

    run(walk())


def test_a_locked_keyring_is_said_and_signing_in_goes_on(server, accepted, run, keyring_of_tests):
    async def walk() -> None:
        keyring_of_tests.locked = True
        found = await outcome_of(await opened(server, remember=True))
        assert "the collection is locked" in found.note
        assert found.session.user == ADMIN

    run(walk())


def test_without_a_keyring_nothing_can_be_remembered(server, accepted, run, monkeypatch):
    monkeypatch.setattr(keyring_store, "unavailable", lambda: "There is no keyring on this computer.")

    async def walk() -> None:
        dialog = ConnectDialog()
        dialog.start()
        await until(dialog.server_page.keyring_note.isVisible)
        assert not dialog.server_page.remember.isEnabled()
        dialog.reject()

    run(walk())


def test_a_console_asks_to_sign_in_and_again_when_its_session_ends(server, accepted, run, tmp_path):
    async def walk() -> None:
        live = LiveConsole(tmp_path / "console", server=server.address)
        await until(lambda: window_of(ConnectDialog))
        await sign_in(live)
        await live.ready()
        assert live.window.windowTitle() == f"{ADMIN} on {server.address} – Virtual Machine Manager"
        shown = live.page.model.rows[2].id
        live.page.grid.select_ids([shown])
        await asyncio.to_thread(server.engine.sign_in.sessions.end_all, ADMIN)
        await until(lambda: live.objects.state == "stopped")
        assert live.window.banner.text.text().startswith("Your session has ended.")
        assert len(live.page.model.rows) == 6
        dialog = await until(lambda: window_of(ConnectDialog))
        assert dialog.server_page.user.isReadOnly()
        dialog.cancel_button.click()
        await until(lambda: window_of(ConnectDialog) is None)
        assert live.window.banner.isVisible()
        live.window.banner.button.click()
        await until(lambda: window_of(ConnectDialog))
        await sign_in(live)
        await until(lambda: live.objects.state == "live" and not live.window.banner.isVisible())
        assert shown in live.rows()
        live.window.close()
        await live.running
        live.window.deleteLater()
        assert not [facts for facts in server.engine.sign_in.sessions.all(ADMIN) if facts.id == session_of(live)]

    run(walk())


def session_of(live: LiveConsole) -> str:
    access = live.console._access
    assert access is not None
    assert access.session is not None
    return access.session.id


def test_another_window_opens_on_another_engine(server, accepted, run, tmp_path):
    async def walk() -> None:
        consoles = Consoles()
        live = LiveConsole(tmp_path / "console", server=server.address)
        await until(lambda: window_of(ConnectDialog))
        await sign_in(live)
        await live.ready()
        asking = asyncio.ensure_future(consoles.connect(live.console))
        dialog = await until(lambda: window_of(ConnectDialog))
        dialog.server_page.server.setEditText(server.address)
        await sign_in(live)
        await asking
        (other,) = consoles.open_ones
        await until(lambda: other.objects.state == "live")
        assert other.window.isVisible()
        assert other.context.client.user == ADMIN
        other.window.close()
        await consoles.run()
        assert live.objects.state == "live"
        live.window.close()
        await live.running
        live.window.deleteLater()

    run(walk())
