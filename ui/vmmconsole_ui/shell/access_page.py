"""Administration: who is signed in, the accounts of the server, and the tokens for scripts. Each page asks the engine
when it is shown and after each of its verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vmmconsole.client import messages
from vmmconsole.model.errors import VMMError
from vmmconsole.model.sign_in import AccountFacts, SessionFacts
from vmmconsole_ui import icons
from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.cell_table import CellTable, Heading
from vmmconsole_ui.widgets.form import plain_label

MANAGE = "ManageSettings"


class AccessPage(QFrame):
    """A title, verbs, and a table in which several can be selected."""

    title: ClassVar[str]
    text: ClassVar[str]
    headings: ClassVar[Sequence[Heading]]
    nothing: ClassVar[str]

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.facts: list[Any] = []
        as_role(self, "surface")
        size = look().size
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        layout.addWidget(as_role(QLabel(self.title, self), "title"))
        layout.addWidget(plain_label(self.text, "muted", wrap=True))
        self._line = QHBoxLayout()
        self._line.setSpacing(size.grid)
        layout.addLayout(self._line)
        self.table = CellTable(self.headings, self.nothing, self)
        self.table.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.table.setAccessibleName(self.title)
        layout.addWidget(self.table, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.add_verbs()
        self._line.addStretch(1)
        self.table.table.selectionModel().selectionChanged.connect(self.refresh)
        context.objects.state_changed.connect(self._state_changed)
        self.refresh()

    # What subclasses say

    def add_verbs(self) -> None:
        """Make the buttons, with `add_verb`."""
        raise NotImplementedError

    async def read(self) -> list[Any]:
        """Ask the engine for all facts.

        Raises:
            VMMError: it does not tell them.
        """
        raise NotImplementedError

    def cells(self, facts: Any) -> list[Cell]:
        """A row of the table."""
        raise NotImplementedError

    def possible(self, verb: str, chosen: Sequence[Any]) -> str:
        """Why a verb is not possible on what is selected; empty where it is."""
        del verb
        return "" if chosen else "Select one or several first."

    # The page

    def add_verb(self, verb: str, title: str, icon: str, act: Callable[[], None]) -> None:
        """Add a button."""
        button = QPushButton(icons.icon(icon), title, self)
        button.clicked.connect(act)
        self.buttons[verb] = button
        self._line.addWidget(button)

    @property
    def manages(self) -> bool:
        """Whether the user looks after everybody's access."""
        permissions = self.context.permissions
        return permissions is None or MANAGE in permissions

    def chosen(self) -> list[Any]:
        """The facts that are selected, in their order."""
        rows = sorted(index.row() for index in self.table.table.selectionModel().selectedRows())
        return [self.facts[row] for row in rows if row < len(self.facts)]

    def open(self, opener: str, *values: Any) -> None:
        """Open a dialog that asks again when it is done."""
        self.context.spawn(open_window(opener, self.context, *values, self.ask_again))

    def do(self, questions: Sequence[messages.Question[Any]]) -> None:
        """Ask for each, one after the other."""

        async def work() -> None:
            try:
                for question in questions:
                    await self.context.client.ask(question)
            finally:
                self.ask_again()

        spawn_for(self, work(), "It could not be done.")

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is there now."""
        super().showEvent(event)
        self.ask_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete stands for the verb that ends or removes."""
        last = list(self.buttons.values())[-1]
        if event.key() == Qt.Key.Key_Delete and last.isEnabled():
            last.click()
            return
        super().keyPressEvent(event)

    def _state_changed(self) -> None:
        self.refresh()
        if self.isVisible():
            self.ask_again()

    def ask_again(self) -> None:
        """Ask the engine, where it can be asked."""
        if self.context.objects.state == "live":
            spawn_for(self, self._read())

    async def _read(self) -> None:
        try:
            self.facts = await self.read()
            self.table.say(self.nothing)
        except VMMError as err:
            self.facts = []
            self.table.say(f"{err} {err.action}".strip())
        self.table.show_rows([self.cells(facts) for facts in self.facts])
        self.refresh()

    def refresh(self) -> None:
        """Enable what is possible now; the others say why not."""
        chosen = self.chosen()
        live = self.context.objects.state == "live"
        for verb, button in self.buttons.items():
            reason = self.possible(verb, chosen) if live else "There is no connection to the engine."
            button.setEnabled(not reason)
            button.setToolTip(reason)


def _times(facts: SessionFacts) -> list[Cell]:
    return [Cell(words.time_text(text)) for text in (facts.created_at, facts.used_at, facts.expires_at)]


class SessionsPage(AccessPage):
    """Who is signed in."""

    title = "Sessions"
    text = "Who is signed in at this engine. Ending a session signs its user out at once."
    headings = (("User", 28), ("Program", 30), ("Address", 20), ("Since", 20), ("Last used", 20), ("Ends", 20))
    nothing = "Nobody is signed in: whoever uses this engine is this computer's own user."

    def add_verbs(self) -> None:
        """End."""
        self.add_verb("end", "&End session …", "stopped", self._end)

    async def read(self) -> list[SessionFacts]:
        """Everybody's sessions, for who may know; else one's own."""
        found = await self.context.client.ask(messages.sessions(everybody=self.manages))
        return sorted((s for s in found if s.type == "session"), key=lambda s: (s.user_name.casefold(), s.created_at))

    def cells(self, facts: SessionFacts) -> list[Cell]:
        """User, program, address and times."""
        name = f"{facts.user_name}  (this console)" if facts.current else facts.user_name
        return [Cell(name, icon="account"), Cell(facts.name), Cell(facts.address), *_times(facts)]

    def possible(self, verb: str, chosen: Sequence[SessionFacts]) -> str:
        """The console's own session is ended by signing out."""
        if any(facts.current for facts in chosen):
            return "This console's own session ends with File > Sign out."
        return super().possible(verb, chosen)

    def _end(self) -> None:
        chosen = self.chosen()
        text = "Who works with these is signed out at once. Jobs that run go on."
        names = [f"{facts.user_name}, {facts.name}, {facts.address}" for facts in chosen]
        each = [messages.end_session(facts.id) for facts in chosen]
        self.open("open_confirm_access", "End sessions", text, "&End", names, each)


class TokensPage(AccessPage):
    """Tokens for scripts."""

    title = "API tokens"
    text = "With a token a script works in its user's name, without a password."
    headings = (("Name", 32), ("User", 24), ("May", 16), ("Made", 20), ("Last used", 20), ("Ends", 20))
    nothing = "There are no tokens. New API token makes one for yourself."

    def add_verbs(self) -> None:
        """New, revoke."""
        self.add_verb("new", "&New API token …", "new_account", lambda: self.open("open_new_token"))
        self.add_verb("revoke", "&Revoke …", "delete", self._revoke)

    async def read(self) -> list[SessionFacts]:
        """Everybody's tokens, for who may know; else one's own."""
        found = await self.context.client.ask(messages.sessions(everybody=self.manages))
        return sorted((s for s in found if s.type == "token"), key=lambda s: (s.name.casefold(), s.created_at))

    def cells(self, facts: SessionFacts) -> list[Cell]:
        """Name, user, scope and times."""
        scope = "Everything" if facts.scope == "full" else "Read only"
        return [Cell(facts.name, icon="key"), Cell(facts.user_name), Cell(scope), *_times(facts)]

    def possible(self, verb: str, chosen: Sequence[SessionFacts]) -> str:
        """Anybody makes tokens."""
        return "" if verb == "new" else super().possible(verb, chosen)

    def _revoke(self) -> None:
        chosen = self.chosen()
        text = "Scripts with these tokens are refused from now on."
        each = [messages.end_session(facts.id) for facts in chosen]
        self.open("open_confirm_access", "Revoke API tokens", text, "&Revoke", [f.name for f in chosen], each)


class AccountsPage(AccessPage):
    """The accounts that this server keeps itself."""

    title = "Server accounts"
    text = (
        "Accounts that this server keeps itself. What they may do is said by the user roles that they are members of."
    )
    headings = (("Name", 32), ("State", 34), ("Made", 20), ("Password changed", 20))
    nothing = "There are no accounts: nobody can sign in from another computer."

    def add_verbs(self) -> None:
        """New, reset, disable and enable, remove."""
        self.add_verb("new", "&New account …", "new_account", lambda: self.open("open_new_local_account"))
        self.add_verb("reset", "Reset &password …", "key", self._reset)
        self.add_verb("disable", "&Disable", "paused", lambda: self._let(disabled=True))
        self.add_verb("enable", "&Enable", "running", lambda: self._let(disabled=False))
        self.add_verb("remove", "Re&move …", "delete", self._remove)

    async def read(self) -> list[AccountFacts]:
        """All accounts."""
        found = await self.context.client.ask(messages.accounts())
        return sorted(found, key=lambda account: account.name.casefold())

    def cells(self, facts: AccountFacts) -> list[Cell]:
        """Name, state and times."""
        state, color = "May sign in", "text"
        if facts.disabled:
            state, color = "Disabled", "muted"
        elif facts.locked:
            state, color = "Locked after wrong passwords", "warning"
        elif facts.must_change_password:
            state = "Password to be changed at sign-in"
        times = [Cell(words.time_text(text)) for text in (facts.created_at, facts.password_changed_at)]
        return [Cell(facts.name, icon="account"), Cell(state, color=color), *times]

    def possible(self, verb: str, chosen: Sequence[AccountFacts]) -> str:
        """For administrators, and not for what is so already."""
        if not self.manages:
            return "Only administrators look after accounts."
        if verb == "new":
            return ""
        if verb == "reset" and len(chosen) != 1:
            return "Select one account first."
        if verb == "enable" and chosen and not any(account.disabled for account in chosen):
            return "These may sign in already."
        if verb == "disable" and chosen and all(account.disabled for account in chosen):
            return "These are disabled already."
        if verb in {"disable", "remove"} and any(account.name == self.context.client.user for account in chosen):
            return "You are signed in with one of these yourself."
        return super().possible(verb, chosen)

    def _reset(self) -> None:
        self.open("open_reset_password", self.chosen()[0].name)

    def _let(self, *, disabled: bool) -> None:
        changing = [account for account in self.chosen() if account.disabled is not disabled]
        self.do([messages.disable_account(account.name, disabled=disabled) for account in changing])

    def _remove(self) -> None:
        names = [account.name for account in self.chosen()]
        text = "Nobody signs in with these any more, and who is signed in with one is signed out. Jobs that run go on."
        self.open(
            "open_confirm_access", "Remove accounts", text, "&Remove", names,
            [messages.remove_account(name) for name in names],
        )  # fmt: skip


PAGES: dict[str, type[AccessPage]] = {
    "sessions": SessionsPage,
    "server_accounts": AccountsPage,
    "tokens": TokensPage,
}
"""The pages by the ID of their node."""
