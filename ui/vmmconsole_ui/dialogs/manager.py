"""Virtualization managers: their properties, and the certificate that one shows now beside the accepted one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vmmconsole.model import VirtualizationManager
from vmmconsole.model.errors import VMMError
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole.script.calls import Statement, Value, Variable
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.certificate import add_certificate, fingerprint_label, state_line
from vmmconsole_ui.widgets.form import Form, number_field, plain_label
from vmmconsole_ui.wizards.account_field import AccountField
from vmmconsole_ui.wizards.add_manager import read_certificate
from vmmconsole_ui.wizards.script_parts import call, lookup

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class ManagerDialog(ScriptDialog):
    """A dialog about one manager: the lookup in its scripts."""

    def __init__(self, context: Context, row: Row, title: str, verb: str, *, width: int) -> None:
        job_name = "Change properties of virtualization manager"
        super().__init__(context, title, verb, job_name=job_name, width=width)
        self.row = row

    def change(self, changes: dict[str, Value]) -> Iterable[Statement]:
        """Set-VirtualizationManager with these values; nothing where there are none."""
        if not changes:
            return ()
        found = lookup("VirtualizationManager", "Get-VirtualizationManager", self.server, Name=self.row.name)
        target = Variable(found.variable)
        return (found, call("Set-VirtualizationManager", VirtualizationManager=target, **changes))


class ManagerPropertiesDialog(ManagerDialog):
    """How the server is reached; only what was changed is written, and the engine tries it first."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(context, row, f"Properties of {row.name}", "&OK", width=look().characters(88))
        self.title = "Virtualization Manager Properties"
        self._secure: bool | None = None
        self._account = str(row["Credential"] or "")
        self._note = str(row["Description"] or "")
        self._port = int(row["Port"] or 443)
        for label, value in manager_facts(row):
            self.form.add_fact(label, value)
        self.form.add_full(plain_label(), gap=False)
        self.port = self.form.add("TCP/IP &port", number_field(self._port, 1, 65535), "port")
        self.port.setGroupSeparatorShown(False)
        self.account = self.form.add("&Run As account", AccountField(context, self._account), "account", wide=True)
        self.description = self.form.add("&Description", QLineEdit(self._note), "description", wide=True)
        self.secure = self.form.add_full(QCheckBox("Communicate with its ESX hosts in &secure mode"))
        self.secure.setEnabled(False)
        self.form.finish()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.port.valueChanged.connect(lambda _: self.refresh("port"))
        self.account.changed.connect(lambda _: self.refresh("account"))
        self.description.textEdited.connect(lambda _: self.refresh("description"))
        self.secure.toggled.connect(lambda _: self.refresh("secure"))
        self.refresh()
        spawn_for(self, self._read(), "The virtualization manager could not be read.")

    async def _read(self) -> None:
        manager = await self.context.client.get(VirtualizationManager, self.row.id)
        self._secure = manager.secure_mode
        self.secure.setChecked(manager.secure_mode)
        self.secure.setEnabled(True)
        self.refresh()

    def statements(self) -> Iterable[Statement]:
        """What differs."""
        changes: dict[str, Value] = {}
        if self.port.value() != self._port:
            changes["TCPPort"] = self.port.value()
        if self.account.name and self.account.name != self._account:
            account = lookup("Credential", "Get-SCRunAsAccount", self.server, Name=self.account.name)
            changes["Credential"] = Variable("Credential")
        if self.description.text() != self._note:
            changes["Description"] = self.description.text()
        if self._secure is not None and self.secure.isChecked() != self._secure:
            changes["SecureMode"] = self.secure.isChecked()
        change = self.change(changes)
        return (account, *change) if "Credential" in changes else change


def manager_facts(row: Row) -> list[tuple[str, str]]:
    """What is known of a manager, as (label, value); what is unknown is left out."""
    store = row.table.store
    hosts = [host.id for host in store.table("VMHost") if host["VirtualizationManager.ID"] == row.id]
    there = set(hosts)
    machines = sum(machine["VMHost.ID"] in there for machine in store.table("VM"))
    facts = [
        ("Address", str(row["Address"] or row.name)), ("Version", str(row["Version"] or "")),
        ("Status", words.sentence(str(row["StatusText"] or ""))), ("Reason", str(row["StatusReason"] or "")),
        ("Manages", f"{words.count(len(hosts), 'host')}, {words.count(machines, 'virtual machine')}"),
        ("Refreshed", words.time_text(row["RefreshedTime"], seconds=True)),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


class CertificateDialog(ManagerDialog):
    """What was accepted on the left, what the server shows now on the right, and accepting that."""

    def __init__(self, context: Context, row: Row) -> None:
        super().__init__(
            context, row, f"Certificate of {row.name}", "&Accept the certificate", width=look().characters(118)
        )  # fmt: skip
        self.title = "Check Certificate"
        self.pinned = str(row["Fingerprint"] or "")
        self.shown: ClientCertificate | None = None
        self.verdict = QVBoxLayout()
        self.now = Form(label_characters=12)
        self.checked = QCheckBox("I have compared the fingerprint with the &server's own")
        self.checked.toggled.connect(lambda _: self.refresh("checked"))
        self.again = QPushButton("&Fetch again")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.fetch)
        self._lay_out()
        self.fetch()

    def _lay_out(self) -> None:
        size = look().size
        self.body.addLayout(self.verdict)
        self.body.addSpacing(size.grid)
        sides = QHBoxLayout()
        sides.setSpacing(size.pane * 2)
        for title, content in (("Accepted", self._accepted_side()), ("Shown now", self.now)):
            column = QVBoxLayout()
            column.setSpacing(size.grid)
            column.addWidget(as_role(plain_label(title), "heading"))
            column.addWidget(content)
            column.addStretch(1)
            sides.addLayout(column, 3 if content is self.now else 2)
        self.body.addLayout(sides)
        self.body.addStretch(1)
        self.body.addWidget(self.checked)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def _accepted_side(self) -> QWidget:
        if self.pinned:
            return fingerprint_label(self.pinned)
        return plain_label("None: any that the engine's computer trusts passes.", "muted", wrap=True)

    def fetch(self) -> None:
        """Ask the server for its certificate, over the engine."""
        self.shown = None
        self._say("info", "muted", f"Asking {self.row['Address'] or self.row.name} …")
        self.now.clear()
        self.refresh()
        spawn_for(self, self._fetch(), "The certificate could not be fetched.")

    async def _fetch(self) -> None:
        address = str(self.row["Address"] or self.row.name)
        try:
            shown = await read_certificate(self.context, address, int(self.row["Port"] or 443))
        except VMMError as err:
            self._say("failed", "error", f"{err} {err.action}".strip())
            return
        self.shown = shown
        add_certificate(self.now, shown)
        self.now.finish()
        self._say(*self._judged(shown))
        self.refresh()
        self.fit()

    def _judged(self, shown: ClientCertificate) -> tuple[str, str, str]:
        if shown.fingerprint == self.pinned:
            return "ok", "ok", "The server shows the certificate that was accepted."
        if self.pinned:
            return "warning", "warning", (
                "The server shows another certificate than the accepted one. Nothing is sent to it until this one is "
                "accepted. Ask whoever runs the server whether it was renewed, and compare the fingerprint."
            )  # fmt: skip
        if shown.trusted:
            return "ok", "ok", "The server shows a certificate that the engine's computer trusts."
        return "warning", "warning", "The server shows a certificate that nobody has accepted yet."

    def _say(self, glyph: str, color: str, text: str) -> None:
        while (item := self.verdict.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.verdict.addWidget(state_line(glyph, color, text))

    def statements(self) -> Iterable[Statement]:
        """Set-VirtualizationManager with the fingerprint that is shown, once the person has compared it."""
        shown = self.shown
        differs = shown is not None and shown.fingerprint != self.pinned
        self.checked.setVisible(differs)
        if shown is None or not differs or not self.checked.isChecked():
            return ()
        return self.change({"Certificate": shown.fingerprint})

    def refresh(self, *fields: str) -> None:
        """Say also why it cannot be accepted yet."""
        super().refresh(*fields)
        if not self.run_button.isEnabled():
            unchecked = self.checked.isVisibleTo(self)
            self.run_button.setToolTip("Compare the fingerprint first." if unchecked else "There is nothing to accept.")


def open_manager_properties(context: Context, manager_id: str) -> ManagerPropertiesDialog | None:
    """Open a manager's properties; None where it is gone."""
    row = _row(context, manager_id)
    if row is None:
        return None
    dialog = ManagerPropertiesDialog(context, row)
    present(dialog)
    return dialog


def open_check_certificate(context: Context, manager_id: str) -> CertificateDialog | None:
    """Open the dialog with both certificates; None where the manager is gone."""
    row = _row(context, manager_id)
    if row is None:
        return None
    dialog = CertificateDialog(context, row)
    present(dialog)
    return dialog


def _row(context: Context, manager_id: str) -> Row | None:
    row = context.objects.find("VirtualizationManager", manager_id)
    if row is None:
        context.notify("The virtualization manager was removed meanwhile.", "warning")
    return row
