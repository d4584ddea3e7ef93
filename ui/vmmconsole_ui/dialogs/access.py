"""Accounts of the server, tokens for scripts, and one's own password. None of it is a script: passwords and tokens are
no part of any, and an engine keeps their use in its audit instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from vmmconsole.client import messages
from vmmconsole.model.errors import VMMError
from vmmconsole_ui import icons
from vmmconsole_ui.connecting.pages import add_new_password, new_password_problem
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import Form, plain_label

from .confirm import object_list
from .script_dialog import present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

Done = Callable[[], None]

LONGEST_NAME, LONGEST_TOKEN_NAME, MOST_DAYS, USUAL_DAYS = 256, 200, 366, 90
_ONE_USE = "It is good for one sign-in, at which another one has to be chosen."


class AccessDialog(QDialog):
    """Fields, what is wrong, and a verb that asks the engine at once."""

    def __init__(self, context: Context, title: str, verb: str, *, done: Done | None, danger: bool = False) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.context = context
        self._done = done
        size = look().size
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        self.body = QVBoxLayout()
        self.body.setSpacing(size.grid)
        layout.addLayout(self.body)
        self.error = plain_label("", "error", wrap=True)
        self.error.hide()
        layout.addWidget(self.error)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.verb = as_role(QPushButton(verb), "danger" if danger else "primary")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.go)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        buttons.addWidget(self.verb)
        buttons.addWidget(self.cancel)
        layout.addLayout(buttons)
        self.setMinimumWidth(size.small_dialog_width)

    def problem(self) -> str:
        """What keeps the verb from being possible; empty for nothing."""
        return ""

    async def work(self) -> None:
        """Ask the engine.

        Raises:
            VMMError: it did not take it.
        """
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is wrong as soon as something was typed."""
        problem = self.problem()
        self.verb.setEnabled(not problem)
        self.verb.setToolTip(problem)

    def go(self) -> None:
        """Do it, unless something is wrong or it is being done."""
        if not self.problem() and self.verb.isEnabled():
            self.verb.setEnabled(False)
            self.error.hide()
            spawn_for(self, self._go())

    async def _go(self) -> None:
        try:
            await self.work()
        except VMMError as err:
            self.error.setText(f"{err} {err.action}".strip())
            self.error.show()
            self.verb.setEnabled(True)
            return
        if self._done is not None:
            self._done()
        self.finish()

    def finish(self) -> None:
        """It is done."""
        self.accept()


class ConfirmAccessDialog(AccessDialog):
    """A question about accounts, sessions or tokens, and the verb."""

    def __init__(
        self, context: Context, title: str, text: str, verb: str, names: Sequence[str],
        each: Sequence[messages.Question[Any]], done: Done,
    ) -> None:  # fmt: skip
        super().__init__(context, title, verb, done=done, danger=True)
        self._each = list(each)
        self.body.addWidget(plain_label(text, wrap=True))
        self.body.addWidget(object_list(names))
        self.cancel.setFocus()

    async def work(self) -> None:
        """Ask for each; those that are done are not asked for again."""
        while self._each:
            await self.context.client.ask(self._each[0])
            del self._each[0]


class NewPasswordDialog(AccessDialog):
    """A new account, or another password for one."""

    def __init__(self, context: Context, done: Done, account: str = "") -> None:
        """Without an account a new one is made."""
        super().__init__(
            context, f"Reset password of {account}" if account else "New account",
            "&Reset" if account else "&Create", done=done,
        )  # fmt: skip
        self._account = account
        form = Form()
        self.name = QLineEdit(account)
        if not account:
            form.add("&Name", self.name, "name", wide=True)
            self.name.setMaxLength(LONGEST_NAME)
        self.new, self.again = add_new_password(form)
        form.finish()
        self.body.addWidget(form)
        self.body.addWidget(plain_label(_ONE_USE, "muted", wrap=True))
        if not account:
            hint = "The account may do nothing before it is a member of a user role."
            self.body.addWidget(plain_label(hint, "muted", wrap=True))
        for field in (self.name, self.new, self.again):
            field.textChanged.connect(self.refresh)
        (self.new if account else self.name).setFocus()
        self.refresh()

    def problem(self) -> str:
        """A name that is missing, a password that is too short or not repeated."""
        if not self.name.text().strip():
            return "Enter a name."
        return new_password_problem(self.new.text(), self.again.text())

    async def work(self) -> None:
        """Make the account, or give it the password."""
        name, password = self.name.text().strip(), self.new.text()
        client = self.context.client
        if self._account:
            await client.ask(messages.reset_password(self._account, password))
        else:
            await client.ask(messages.add_account(name, password))


class ChangePasswordDialog(AccessDialog):
    """One's own password, which the old one vouches for."""

    def __init__(self, context: Context, user: str) -> None:
        super().__init__(context, "Change password", "&Change", done=None)
        self._user = user
        form = Form()
        self.old = form.add("&Present password", QLineEdit(), "old", wide=True)
        self.old.setEchoMode(QLineEdit.EchoMode.Password)
        self.new, self.again = add_new_password(form)
        form.finish()
        self.body.addWidget(form)
        for field in (self.old, self.new, self.again):
            field.textChanged.connect(self.refresh)
        self.old.setFocus()
        self.refresh()

    def problem(self) -> str:
        """A password that is missing, too short or not repeated."""
        if not self.old.text():
            return "Enter the present password."
        return new_password_problem(self.new.text(), self.again.text())

    async def work(self) -> None:
        """Change it."""
        await self.context.client.ask(messages.change_password(self._user, self.old.text(), self.new.text()))
        self.context.notify("Your password was changed.", "info")


class NewTokenDialog(AccessDialog):
    """What a token is for, then the token itself, which is shown this once."""

    def __init__(self, context: Context, done: Done) -> None:
        super().__init__(context, "New API token", "&Create", done=done)
        self.token = ""
        self._form = Form()
        self.name = self._form.add("&Name", QLineEdit(), "name", wide=True)
        self.name.setMaxLength(LONGEST_TOKEN_NAME)
        self.name.setPlaceholderText("What it is for, such as Nightly report")
        self.scope = self._form.add("&May", QComboBox(), "scope")
        self.scope.addItem("Read only", "read")
        self.scope.addItem("Do all that you may", "full")
        self.days = self._form.add("&Good for", QSpinBox(), "days")
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(USUAL_DAYS)
        self.days.setSuffix(" days")
        self._form.finish()
        self.body.addWidget(self._form)
        self.name.textChanged.connect(self.refresh)
        self.name.setFocus()
        self.refresh()

    def problem(self) -> str:
        """A name that is missing."""
        return "" if self.name.text().strip() else "Enter what the token is for."

    async def work(self) -> None:
        """Make it."""
        question = messages.new_api_token(
            self.name.text().strip(), days=self.days.value(), scope=str(self.scope.currentData())
        )
        self.token = (await self.context.client.ask(question)).token

    def finish(self) -> None:
        """Show the token, with a button that copies it."""
        self._form.hide()
        self.body.addWidget(plain_label("The token is shown this once. Keep it like a password.", wrap=True))
        shown = QLineEdit(self.token)
        shown.setReadOnly(True)
        shown.setAccessibleName("Token")
        as_role(shown, "code")
        shown.setCursorPosition(0)
        line = QHBoxLayout()
        line.addWidget(shown, 1)
        copy = QPushButton(icons.icon("copy"), "C&opy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.token))
        line.addWidget(copy)
        self.body.addLayout(line)
        hint = "Scripts take it from a file that VMMCONSOLE_TOKEN_FILE names, or from VMMCONSOLE_TOKEN."
        self.body.addWidget(plain_label(hint, "muted", wrap=True))
        self.verb.hide()
        self.cancel.setText("&Close")
        copy.setFocus()


def open_new_local_account(context: Context, done: Done) -> QWidget:
    """Open the dialog for a new account of the server."""
    return _shown(NewPasswordDialog(context, done))


def open_reset_password(context: Context, name: str, done: Done) -> QWidget:
    """Open the dialog for another password."""
    return _shown(NewPasswordDialog(context, done, name))


def open_change_password(context: Context, user: str) -> QWidget:
    """Open the dialog for one's own password."""
    return _shown(ChangePasswordDialog(context, user))


def open_new_token(context: Context, done: Done) -> QWidget:
    """Open the dialog for a token."""
    return _shown(NewTokenDialog(context, done))


def open_confirm_access(context: Context, *values: Any) -> QWidget:
    """Ask before something is ended, revoked or removed."""
    return _shown(ConfirmAccessDialog(context, *values))


def _shown(dialog: AccessDialog) -> AccessDialog:
    present(dialog)
    return dialog
