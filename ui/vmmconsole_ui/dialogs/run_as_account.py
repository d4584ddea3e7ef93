"""Run As accounts: making one, and giving one another name or password. The password is no part of any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit, QWidget

from vmmconsole.script.calls import Statement, Value, Variable
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, lookup, server_value

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

_HINT = (
    "The password goes to the engine apart from the script, and is kept encrypted there. The script has its ID only."
)
LONGEST = 256
"""The longest user name that the engine takes."""


class RunAsAccountDialog(ScriptDialog):
    """Name, user name and password. Without a row it makes an account, with one only what differs is written."""

    def __init__(
        self,
        context: Context,
        row: Row | None = None,
        *,
        parent: QWidget | None = None,
        made: Callable[[str], None] | None = None,
    ) -> None:
        """`made` is told the name of an account as soon as the engine makes it."""
        title = "New Run As account" if row is None else f"Properties of {row.name}"
        job_name = "Create Run As account" if row is None else "Change properties of Run As account"
        verb = "&Create" if row is None else "&OK"
        super().__init__(context, title, verb, job_name=job_name, width=look().characters(76), parent=parent)
        self.title = "New Run As account" if row is None else "Run As Account Properties"
        self.row = row
        self._made = made
        self._secret_id = uuid4()
        self._sent: tuple[str, str] | None = None
        self.name = self.form.add("&Name", QLineEdit(row.name if row else ""), "name", wide=True)
        self.user = self.form.add("&User name", QLineEdit(str(row["UserName"] or "") if row else ""), "user", wide=True)
        self.user.setMaxLength(LONGEST)
        self.password = self.form.add("&Password", QLineEdit(), "password", wide=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        if row is not None:
            self.password.setPlaceholderText("Unchanged")
        self.note = self.form.add(
            "&Description", QLineEdit(str(row["Description"] or "") if row else ""), "description", wide=True
        )
        self.form.finish()
        self.body.addWidget(self.form)
        self.body.addWidget(plain_label(_HINT, "muted", wrap=True))
        self.body.addStretch(1)
        for field, name in ((self.name, "name"), (self.user, "user"), (self.password, "password"), (self.note, "note")):
            field.textEdited.connect(lambda _, n=name: self._edited(n))
        self.refresh()

    def _edited(self, field: str) -> None:
        if self._sent not in {None, self._secret}:
            self._secret_id, self._sent = uuid4(), None  # the engine has another password under that ID
        self.refresh(field)

    @property
    def _secret(self) -> tuple[str, str]:
        return self.user.text(), self.password.text()

    def problems(self) -> list[Problem]:
        """What is missing, or taken."""
        problems = []
        name = self.name.text().strip()
        others = {row.name.casefold() for row in self.context.objects.table("RunAsAccount") if row is not self.row}
        if not name:
            problems.append(Problem("name", "Enter a name, by which scripts find the account."))
        elif name.casefold() in others:
            problems.append(Problem("name", f"Another Run As account is named '{name}'. Choose another name."))
        if not self.user.text().strip():
            problems.append(Problem("user", "Enter the user name."))
        renamed = self.row is None or self.user.text() != str(self.row["UserName"] or "")
        if renamed and not self.password.text():
            problems.append(Problem("password", "Enter the password of the user."))
        return problems

    def statements(self) -> Iterable[Statement]:
        """New- or Set-SCRunAsAccount, with the ID of the password."""
        name, note = self.name.text().strip(), self.note.text()
        server = server_value(self.server)
        if self.row is None:
            made = call(
                "New-SCRunAsAccount", VMMServer=server, Name=name, Credential=self._secret_id, Description=note or None
            )
            return (made,)
        changes: dict[str, Value] = {}
        if name != self.row.name:
            changes["Name"] = name
        if self.password.text():
            changes["Credential"] = self._secret_id
        if note != str(self.row["Description"] or ""):
            changes["Description"] = note
        if not changes:
            return ()
        found = lookup("RunAsAccount", "Get-SCRunAsAccount", self.server, ID=self.row.id)
        return (found, call("Set-SCRunAsAccount", RunAsAccount=Variable(found.variable), **changes))

    async def prepare(self) -> None:
        """Send the password, before the script that names it."""
        if self.password.text() and self._sent != self._secret:
            await self.context.client.keep_secret(self._secret_id, *self._secret)
            self._sent = self._secret

    def accept(self) -> None:
        """The engine took it."""
        name = self.name.text().strip()
        super().accept()
        if self._made is not None:
            self._made(name)


def open_new_account(
    context: Context, *, parent: QWidget | None = None, made: Callable[[str], None] | None = None
) -> RunAsAccountDialog:
    """Open the dialog for a new account."""
    dialog = RunAsAccountDialog(context, parent=parent, made=made)
    present(dialog)
    return dialog


def open_account_properties(context: Context, account_id: str) -> RunAsAccountDialog | None:
    """Open an account's properties; None where it is gone."""
    row = context.objects.find("RunAsAccount", account_id)
    if row is None:
        context.notify("The Run As account was removed meanwhile.", "warning")
        return None
    dialog = RunAsAccountDialog(context, row)
    present(dialog)
    return dialog
