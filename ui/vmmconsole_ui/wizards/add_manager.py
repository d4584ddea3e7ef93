"""The Add VMware VirtualCenter Server wizard: its pages and its window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from vmmconsole.model.errors import VMMError
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.certificate import add_certificate
from vmmconsole_ui.widgets.form import number_field, plain_label

from .account_field import AccountField
from .add_manager_flow import JOB_NAME, AddManager, AddManagerFlow, Facts
from .flow import Problem
from .page_view import FlowPage, PageView
from .wizard_window import WizardWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_ACCEPT = "&Accept this certificate"
_PIN = "&Accept only this certificate"
_FROM_NOW = "Compare the fingerprint with the server's own first. From then on only this one passes."


async def read_certificate(context: Context, address: str, port: int) -> ClientCertificate:
    """What a server shows now, as the engine sees it.

    Raises:
        VMMError: nothing answers there, or not as such a server should.
    """
    answer = await context.client.call("Get-Certificate", {"ComputerName": address, "TCPPort": port})
    return ClientCertificate.model_validate(answer.output[0])


class ServerPage(FlowPage[AddManagerFlow]):
    """Address, port and account."""

    def __init__(self, context: Context, flow: AddManagerFlow) -> None:
        super().__init__(context, "server", flow)
        request = flow.request
        self.address = self.form.add("Computer &name", QLineEdit(request.address), "address")
        self.address.setPlaceholderText("vcenter-01.example.org")
        self.port = self.form.add("TCP/IP &port", number_field(request.port, 1, 65535), "port")
        self.port.setGroupSeparatorShown(False)
        self.account = self.form.add("&Run As account", AccountField(context, request.account), "account", wide=True)
        self.description = self.form.add("&Description", QLineEdit(request.description), "description")
        self.secure = self.form.add_full(QCheckBox("Communicate with its ESX hosts in &secure mode"))
        self.secure.setChecked(request.secure_mode)
        self.form.add_full(plain_label("Only in secure mode the hosts' own certificates are checked.", "muted"))
        self.form.finish()
        self.address.textEdited.connect(lambda _: self._server_edited("address"))
        self.port.valueChanged.connect(lambda _: self._server_edited("port"))
        self.account.changed.connect(self._account_chosen)
        self.description.textEdited.connect(self._described)
        self.secure.toggled.connect(self._secure_toggled)

    def _server_edited(self, field: str) -> None:
        self.flow.set_server(self.address.text(), self.port.value())
        self.edited(field)

    def _account_chosen(self, name: str) -> None:
        self.flow.request.account = name
        self.edited("account")

    def _described(self, text: str) -> None:
        self.flow.request.description = text
        self.edited("description")

    def _secure_toggled(self, on: bool) -> None:
        self.flow.request.secure_mode = on
        self.edited("secure_mode")


class CertificatePage(FlowPage[AddManagerFlow]):
    """What the server shows, to be compared and accepted."""

    def __init__(self, context: Context, flow: AddManagerFlow) -> None:
        super().__init__(context, "certificate", flow)
        self.note = plain_label("", "muted", wrap=True)
        self.accept = QCheckBox()
        self.again = QPushButton("&Fetch again")
        self.again.clicked.connect(self.fetch)
        self.layout_.insertWidget(0, self.note)
        self.hint = plain_label(_FROM_NOW, "muted", wrap=True)
        self.hint.setIndent(look().size.pane + look().size.grid)
        self.layout_.addWidget(self.accept)
        self.layout_.addSpacing(look().size.half)
        self.layout_.addWidget(self.hint)
        self.layout_.addSpacing(look().size.pane)
        self.layout_.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.layout_.addStretch(1)
        self.accept.toggled.connect(self._accept_toggled)
        self._asked = 0

    def enter(self) -> None:
        """Show what is known, and ask where nothing is."""
        self._show()
        if self.flow.facts.certificate is None:
            self.fetch()

    def fetch(self) -> None:
        """Ask the server for its certificate, over the engine."""
        self._asked += 1
        self.flow.facts.certificate, self.flow.facts.problem = None, ""
        self._show()
        request = self.flow.request
        work = self._fetch(request.address.strip(), request.port, self._asked)
        spawn_for(self, work, "The certificate could not be fetched.")

    async def _fetch(self, address: str, port: int, number: int) -> None:
        try:
            shown = await read_certificate(self.context, address, port)
        except VMMError as err:
            if number == self._asked:
                self.flow.facts.problem = f"{err} {err.action}".strip()
        else:
            if number == self._asked:
                self.flow.take_certificate(shown)
        self._show()
        self.answered.emit()

    def _show(self) -> None:
        facts, request = self.flow.facts, self.flow.request
        shown = facts.certificate
        self.form.clear()
        wrong = "error" if facts.problem else "muted"
        as_role(self.note, wrong).setText(facts.problem or f"Asking {request.address.strip()} …")
        self.note.setVisible(shown is None)
        self.again.setVisible(shown is not None or bool(facts.problem))
        self.accept.setVisible(shown is not None)
        self.hint.setVisible(shown is not None)
        if shown is None:
            return
        add_certificate(self.form, shown)
        self.form.add_full(plain_label(), gap=False)
        self.accept.setText(_PIN if shown.trusted else _ACCEPT)
        self.accept.blockSignals(True)
        self.accept.setChecked(request.accepted == shown.fingerprint)
        self.accept.blockSignals(False)

    def _accept_toggled(self, on: bool) -> None:
        shown = self.flow.facts.certificate
        self.flow.request.accepted = shown.fingerprint if on and shown is not None else ""
        self.edited("accepted")

    def shows(self, problems: list[Problem]) -> bool:
        """A failure stands on the page itself."""
        return bool(problems) and problems[0].message == self.flow.facts.problem


class ManagerSummaryPage(FlowPage[AddManagerFlow]):
    """The server, the account and the certificate."""

    def __init__(self, context: Context, flow: AddManagerFlow) -> None:
        super().__init__(context, "summary", flow)

    def enter(self) -> None:
        """Show the request as it is now."""
        self.form.clear()
        request = self.flow.request
        self.form.add_fact("Server", request.address.strip())
        self.form.add_fact("Port", str(request.port))
        self.form.add_fact("Run As account", request.account)
        if request.description:
            self.form.add_fact("Description", request.description)
        self.form.add_fact("ESX hosts", "Secure mode" if request.secure_mode else "Certificates are not checked")
        accepted = f"Only {request.accepted}" if request.accepted else "Any that the engine's computer trusts"
        self.form.add_fact("Certificate", accepted)
        self.form.finish()


_PAGES: dict[str, Callable[[Context, AddManagerFlow], PageView]] = {
    "server": ServerPage, "certificate": CertificatePage, "summary": ManagerSummaryPage,
}  # fmt: skip


def open_add_manager(context: Context) -> WizardWindow:
    """Open the wizard; the console stays usable beside it."""
    known = {str(row["Address"] or row.name).lower() for row in context.objects.table("VirtualizationManager")}
    flow = AddManagerFlow(AddManager(server=context.client.address or "localhost"), Facts(known))
    pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
    window = WizardWindow(
        context, flow, pages, title="Add VMware VirtualCenter server", verb="&Add", job_name=JOB_NAME,
        script_text=flow.script_text, memory_key="wizards/add_manager",
    )  # fmt: skip
    window.show()
    window.raise_()
    window.activateWindow()
    return window
