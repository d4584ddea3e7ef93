"""Sessions, accounts and tokens in Administration, and one's own session in the File menu, on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction, QGuiApplication

from tests.secure_server import ADMIN, PASSWORD, SecureServer
from tests.ui.connecting.conftest import sign_in
from tests.ui.live_console import LiveConsole, until, window_of
from vmmconsole.client.session import sign_in as begin_session
from vmmconsole.model import UserRole
from vmmconsole.model.status import UserRoleProfile
from vmmconsole_ui.connecting.dialog import ConnectDialog
from vmmconsole_ui.dialogs.access import (
    AccessDialog,
    ChangePasswordDialog,
    ConfirmAccessDialog,
    NewPasswordDialog,
    NewTokenDialog,
)
from vmmconsole_ui.shell.access_page import AccessPage
from vmmconsole_ui.views.view import Node

NEW = "another staple altogether"


@asynccontextmanager
async def console(server: SecureServer, folder: Path) -> AsyncIterator[LiveConsole]:
    live = LiveConsole(folder, server=server.address)
    await until(lambda: window_of(ConnectDialog))
    await sign_in(live)
    await live.ready()
    yield live
    live.window.close()
    await live.running
    live.window.deleteLater()


async def page_of(live: LiveConsole, node_id: str) -> AccessPage:
    live.window.show_view("administration")
    live.window.navigation.tree.choose(Node(node_id, node_id))
    page = live.window._middle.currentWidget()
    assert isinstance(page, AccessPage)
    page.facts = []
    page.ask_again()
    return page


async def dialog_of(kind: type[AccessDialog]) -> Any:
    return await until(lambda: window_of(kind))


def select(page: AccessPage, text: str) -> None:
    row = next(n for n, cells in enumerate(page.table.rows) if cells[0].text == text)
    page.table.table.selectRow(row)


def texts(page: AccessPage) -> list[list[str]]:
    return [[cell.text for cell in cells] for cells in page.table.rows]


def menu_action(live: LiveConsole, title: str) -> QAction:
    menu = live.window.menuBar().actions()[0].menu()
    menu.aboutToShow.emit()
    return next(found for found in menu.actions() if found.text().replace("&", "") == title)


def test_accounts_are_made_reset_disabled_and_removed(server, accepted, run, tmp_path):
    async def walk() -> None:
        accounts = server.engine.sign_in.accounts
        async with console(server, tmp_path / "console") as live:
            page = await page_of(live, "server_accounts")
            await until(lambda: texts(page))
            page.buttons["new"].click()
            dialog = await dialog_of(NewPasswordDialog)
            assert not dialog.verb.isEnabled()
            dialog.name.setText("  dave ' \u2019 Ünï ")
            dialog.new.setText(PASSWORD)
            assert dialog.verb.toolTip() == "Both are not the same."
            dialog.again.setText(PASSWORD)
            dialog.verb.click()
            name = "dave ' \u2019 Ünï"
            await until(lambda: name in [row[0] for row in texts(page)])
            assert next(a for a in accounts.all() if a.name == name).must_change

            page.buttons["new"].click()
            dialog = await dialog_of(NewPasswordDialog)
            dialog.name.setText(name)
            dialog.new.setText(PASSWORD)
            dialog.again.setText(PASSWORD)
            dialog.verb.click()
            await until(dialog.error.isVisible)
            assert dialog.verb.isEnabled()
            dialog.reject()

            select(page, name)
            page.buttons["reset"].click()
            dialog = await dialog_of(NewPasswordDialog)
            dialog.new.setText(NEW)
            dialog.again.setText(NEW)
            dialog.verb.click()
            await until(lambda: window_of(NewPasswordDialog) is None)

            select(page, name)
            assert page.buttons["enable"].toolTip() == "These may sign in already."
            page.buttons["disable"].click()
            await until(lambda: [row[1] for row in texts(page) if row[0] == name] == ["Disabled"])
            select(page, name)
            page.buttons["enable"].click()
            await until(lambda: [row[1] for row in texts(page) if row[0] == name] != ["Disabled"])

            select(page, ADMIN)
            assert page.buttons["remove"].toolTip() == "You are signed in with one of these yourself."
            select(page, name)
            page.buttons["remove"].click()
            (await dialog_of(ConfirmAccessDialog)).verb.click()
            await until(lambda: name not in [row[0] for row in texts(page)])
            assert name not in [account.name for account in accounts.all()]

    run(walk())


def test_sessions_of_others_are_ended_and_the_own_one_is_not(server, accepted, run, tmp_path):
    async def walk() -> None:
        async with console(server, tmp_path / "console") as live:
            await asyncio.to_thread(begin_session, server.endpoint, ADMIN, PASSWORD)
            page = await page_of(live, "sessions")
            await until(lambda: len(texts(page)) >= 2)
            select(page, f"{ADMIN}  (this console)")
            assert not page.buttons["end"].isEnabled()
            others = [facts for facts in page.facts if not facts.current]
            select(page, ADMIN)
            page.buttons["end"].click()
            (await dialog_of(ConfirmAccessDialog)).verb.click()
            await until(lambda: len(page.facts) == len(others))
            assert live.objects.state == "live"

    run(walk())


def test_a_token_is_shown_once_and_revoked(server, accepted, run, tmp_path):
    async def walk() -> None:
        async with console(server, tmp_path / "console") as live:
            page = await page_of(live, "tokens")
            page.buttons["new"].click()
            dialog = await dialog_of(NewTokenDialog)
            dialog.name.setText("Nightly")
            dialog.days.setValue(3)
            dialog.verb.click()
            await until(lambda: dialog.token)
            await until(lambda: not dialog.verb.isVisible())
            next(b for b in dialog.findChildren(type(dialog.verb)) if b.text() == "C&opy").click()
            assert QGuiApplication.clipboard().text() == dialog.token
            assert server.engine.sign_in.sessions.principal(dialog.token).scope == "read"
            dialog.cancel.click()
            await until(lambda: [row[:3] for row in texts(page)] == [["Nightly", ADMIN, "Read only"]])
            select(page, "Nightly")
            page.buttons["revoke"].click()
            (await dialog_of(ConfirmAccessDialog)).verb.click()
            await until(lambda: not texts(page))

    run(walk())


def test_who_does_not_administer_sees_only_the_own_access(server, accepted, run, tmp_path):
    async def walk() -> None:
        server.engine.sign_in.accounts.add("rita", PASSWORD, must_change=False)
        server.engine.store.save(
            UserRole(name="Readers", profile=UserRoleProfile.READ_ONLY_ADMIN, members=["rita"], scope=[])
        )
        await asyncio.to_thread(begin_session, server.endpoint, ADMIN, PASSWORD)
        live = LiveConsole(tmp_path / "console", server=server.address)
        await until(lambda: window_of(ConnectDialog))
        await sign_in(live, "rita")
        await until(lambda: live.objects.state == "live")
        page = await page_of(live, "sessions")
        await until(lambda: texts(page))
        assert {row[0] for row in texts(page)} == {"rita  (this console)"}
        page = await page_of(live, "server_accounts")
        await until(lambda: "may not" in page.table.nothing.text())
        assert not any(button.isEnabled() for button in page.buttons.values())
        live.window.close()
        await live.running
        live.window.deleteLater()

    run(walk())


def test_signing_out_empties_the_window_and_signing_in_fills_it_again(server, accepted, run, tmp_path):
    async def walk() -> None:
        async with console(server, tmp_path / "console") as live:
            before = len(server.engine.sign_in.sessions.all(ADMIN))
            menu_action(live, "Sign out").trigger()
            await until(lambda: not live.rows() and live.window.banner.isVisible())
            assert len(server.engine.sign_in.sessions.all(ADMIN)) == before - 1
            assert live.window.banner.text.text().startswith("You have signed out.")
            await asyncio.sleep(0.5)
            assert window_of(ConnectDialog) is None
            assert live.window.banner.text.text().startswith("You have signed out.")
            assert not menu_action(live, "Sign out").isVisible()
            live.window.banner.button.click()
            await until(lambda: window_of(ConnectDialog))
            await sign_in(live)
            await live.ready()
            assert menu_action(live, "Sign out").isVisible()

    run(walk())


def test_ones_own_password_is_changed(server, accepted, run, tmp_path):
    async def walk() -> None:
        async with console(server, tmp_path / "console") as live:
            menu_action(live, "Change password…").trigger()
            dialog = await dialog_of(ChangePasswordDialog)
            for old in ("wrong", PASSWORD):
                dialog.old.setText(old)
                dialog.new.setText(NEW)
                dialog.again.setText(NEW)
                dialog.verb.click()
                await until(
                    dialog.error.isVisible if old == "wrong" else lambda: window_of(ChangePasswordDialog) is None
                )
            begin = await asyncio.to_thread(begin_session, server.endpoint, ADMIN, NEW)
            assert begin.user == ADMIN
        server.engine.sign_in.change_password(ADMIN, NEW, PASSWORD)

    run(walk())
