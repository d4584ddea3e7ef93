"""The dialog that connects: it asks where and as whom, then what comes up on the way, and can be stopped any time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.client import keyring_store
from vmmconsole.client.entrance import Doubt, is_remote
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.threads import on_thread
from vmmconsole.model.errors import EngineError, VMMError
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import focusables, order_tabs, plain_label

from .flow import Connecting, Opened, Wanted
from .pages import Page, PasswordPage, ServerPage, certificate_page

Purpose = Literal["connect", "again", "check"]
"""A new connection; signing in again where a session ended; or only judging a certificate that is another one now."""
Outcome = Opened | Literal["here", "checked", "socket"] | None
"""An engine elsewhere; the one of this computer; a certificate that was accepted; a local socket; or nothing."""


class ConnectDialog(QDialog):
    """Collects, connects in the background, and asks what has to be asked meanwhile."""

    def __init__(
        self,
        wanted: Wanted | None = None,
        *,
        purpose: Purpose = "connect",
        here: bool = True,
        known: KnownServers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`wanted` is filled in; `here` offers the engine of this computer too."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Sign in again" if purpose == "again" else "Connect to server")
        self.purpose = purpose
        self.known = known or KnownServers()
        self.outcome: Outcome = None
        self._given = wanted or Wanted("")
        self._work: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()
        self._answer: asyncio.Future[Any] | None = None
        self._closed = False
        self._build(here)
        self._fill()
        self.refresh()

    def _build(self, here: bool) -> None:
        size = look().size
        surface = as_role(QFrame(), "surface")
        self.pages = QStackedWidget(surface)
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.pages)
        self.error = plain_label("", "error", wrap=True)
        self.error.hide()
        self.working_label = plain_label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Connecting")
        self.go_button = as_role(QPushButton(), "primary")
        self.go_button.setDefault(True)
        self.go_button.clicked.connect(self.go)
        self.cancel_button = QPushButton()
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.cancel)
        footer = as_role(QFrame(), "footer")
        column = QVBoxLayout(footer)
        column.setContentsMargins(size.pane, size.grid + size.half, size.pane, size.grid + size.half)
        column.setSpacing(size.grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(size.grid)
        buttons.addWidget(self.working_label, 1)
        buttons.addStretch(0)
        buttons.addWidget(self.go_button)
        buttons.addWidget(self.cancel_button)
        for part in (self.error, self.progress):
            column.addWidget(part)
        column.addLayout(buttons)
        self._footer = footer
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(surface, 1)
        layout.addWidget(footer)
        self.server_page = ServerPage(self._recent(), here=here and self.purpose == "connect")
        self._show_page(self.server_page)

    def _recent(self) -> list[Any]:
        try:
            return self.known.recent()
        except EngineError as err:
            self._say(err)
            return []

    def _fill(self) -> None:
        page, given = self.server_page, self._given
        if given.addresses:
            page.server.setEditText(given.addresses)
        if given.user:
            page.user.setText(given.user)
        if self.purpose == "again":
            page.sentence.setText("Your session has ended. Sign in to go on: everything on the screen is kept.")
            page.fix(given.user)
        page.server.editTextChanged.connect(lambda _: self._recall())
        page.user.editingFinished.connect(self._recall)

    # Opening

    def start(self, *, at_once: bool = False) -> None:
        """Show it; with `at_once` a remembered password is used without asking."""
        self.show()
        self.raise_()
        self.activateWindow()
        if self.purpose == "check":
            self.go()
        else:
            self._beside(self._look_into_keyring(at_once=at_once))

    async def _look_into_keyring(self, *, at_once: bool) -> None:
        why = await on_thread(keyring_store.unavailable)
        if why:
            self.server_page.no_keyring(f"{why} Passwords cannot be remembered.")
            return
        await self._look_for_password()
        if at_once and self.server_page.is_recalled and self._work is None:
            self.go()

    def _recall(self) -> None:
        if self.server_page.remember.isEnabled():
            self._beside(self._look_for_password())

    async def _look_for_password(self) -> None:
        page = self.server_page
        key, user, address = page.key, page.user.text().strip(), page.address
        known = page.recent.get(address)
        if not user or known is None or known.user != user:
            return
        if await on_thread(lambda: keyring_store.remembered(address, user)):
            page.recall(key)

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    # Showing

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.pages.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def is_working(self) -> bool:
        """Whether it connects now, and asks nothing."""
        return self._work is not None and self._answer is None

    def refresh(self) -> None:
        """Show what may be done now."""
        page, working = self.page, self.is_working
        self.go_button.setText(page.verb)
        as_role(self.go_button, "danger" if page.danger else "primary")
        self.go_button.setVisible(not working)
        self.go_button.setEnabled(not page.ready)
        self.go_button.setToolTip(page.ready)
        self.cancel_button.setText("Stop" if working else page.cancel)
        page.setEnabled(not working)
        self.progress.setVisible(working)
        self.working_label.setVisible(working)

    def _show_page(self, page: Page) -> None:
        before = self.pages.currentWidget()
        if before is not page:
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
            page.changed.connect(self.refresh)
            if before is not None:
                before.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
                self.pages.removeWidget(before)
                if before is not self.server_page:
                    before.deleteLater()
        page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        wide = not isinstance(page, ServerPage | PasswordPage)
        self._fit(look().characters(104 if page.danger else 78) if wide else look().characters(70))
        self.refresh()
        order_tabs(page, self._footer)
        self.focus_first()

    def _fit(self, width: int) -> None:
        self.setMinimumWidth(width)
        high = self.heightForWidth(width) if self.hasHeightForWidth() else 0
        self.resize(width, max(high, self.sizeHint().height()))

    def focus_first(self) -> None:
        """Put the focus where the person goes on; at a certificate that is another one, not on accepting it."""
        page = self.page
        first = page.first()
        if first is None:
            first = self.cancel_button if page.danger or page.ready else self.go_button
        if first is self.server_page.server or first in focusables(page, self._footer):
            first.setFocus()

    def _say(self, error: VMMError | str) -> None:
        text = error if isinstance(error, str) else "\n".join(part for part in (str(error), error.action) if part)
        self.error.setText(text)
        self.error.setVisible(bool(text))

    # Doing

    def go(self) -> None:
        """The button: connect, or accept what is asked."""
        if self._answer is not None:
            page = self.page
            self._reply(page.new.text() if isinstance(page, PasswordPage) else True)
        elif self._work is None and (self.purpose == "check" or not self.server_page.ready):
            self._say("")
            self._begin()

    def cancel(self) -> None:
        """The other button: stop, say no, or close."""
        if self._answer is not None:
            self._reply(None if isinstance(self.page, PasswordPage) else False)
        elif self._work is not None:
            self._work.cancel()
        else:
            self.reject()

    def _begin(self) -> None:
        page = self.server_page
        try:
            if self.purpose == "connect" and (page.is_here or not is_remote(page.address)):
                self._finish("here" if page.is_here else "socket")
                return
            connecting = Connecting(self._wanted(), self, self.known)
        except VMMError as err:
            self._say(err)
            self._show_page(self.page)
            return
        self._work = asyncio.get_running_loop().create_task(self._connect(connecting))
        self._work.add_done_callback(self._ended)
        self.refresh()

    def _wanted(self) -> Wanted:
        page = self.server_page
        return Wanted(
            page.address or self._given.addresses,
            page.user.text().strip(),
            page.password.text(),
            remember=page.remember.isChecked(),
            was_remembered=page.is_recalled,
            session=self._given.session,
        )

    async def _connect(self, connecting: Connecting) -> None:
        outcome: Outcome = None
        problem: VMMError | str = ""
        try:
            if self.purpose == "check":
                outcome = "checked" if await connecting.certificates() else None
            else:
                outcome = await connecting.open()
        except asyncio.CancelledError:
            problem = ""
        except VMMError as err:
            problem = err
        self._work = None
        if self._closed:
            return
        if outcome is not None:
            self._finish(outcome)
            return
        if self.purpose == "check" and not problem:
            self.reject()
            return
        self._say(problem)
        self._show_page(self.server_page)
        if problem and self.server_page.password.text():
            self.server_page.password.selectAll()
            self.server_page.password.setFocus()

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self._work is task:  # stopped before it had begun
            self._work = None
            if not self._closed:
                self.refresh()

    def _finish(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.server_page.password.clear()
        self.accept()

    # What `Connecting` asks

    def working(self, text: str) -> None:
        """Show how far it is."""
        self.working_label.setText(text)
        self.refresh()

    async def judge(self, doubt: Doubt) -> bool:
        """Ask about a certificate."""
        return bool(await self._ask(certificate_page(doubt)))

    async def new_password(self, user: str, problem: str) -> str | None:
        """Ask for a new password."""
        self._say(problem)
        answer = await self._ask(PasswordPage(user))
        return answer if isinstance(answer, str) else None

    async def _ask(self, page: Page) -> Any:
        self._answer = asyncio.get_running_loop().create_future()
        self._show_page(page)
        try:
            return await self._answer
        finally:
            self._answer = None
            if not self._closed:
                self.refresh()

    def _reply(self, answer: Any) -> None:
        if self._answer is not None and not self._answer.done():
            self._say("")
            self._answer.set_result(answer)

    # The end

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does what the second button does."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._closed = True
        for task in (self._work, *self._aside):
            if task is not None:
                task.cancel()
        super().done(result)


async def ask(dialog: ConnectDialog, *, at_once: bool = False) -> Outcome:
    """Show the dialog, and wait for what comes of it."""
    closed: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def finished(_code: int) -> None:
        if not closed.done():
            closed.set_result(dialog.outcome)

    dialog.finished.connect(finished)
    dialog.start(at_once=at_once)
    try:
        return await closed
    finally:
        if not closed.done() or closed.cancelled():
            dialog.reject()
