"""The Add VMware VirtualCenter Server wizard without Qt: which server, as whom, and which certificate is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from vmmconsole.model.noun import Value
from vmmconsole.model.virtualization_manager import DEFAULT_PORT
from vmmconsole.script.calls import SWITCH, Script
from vmmconsole.script.writer import write

from .flow import Page, Problem, WizardFlow
from .new_vm_request import local_now
from .script_parts import call, lookup, reference, server_value

if TYPE_CHECKING:
    from vmmconsole.model.virtualization_manager import ClientCertificate

TITLE = "Add VMware VirtualCenter Server Wizard Script"
JOB_NAME = "Add virtualization manager"
_ADDRESS = re.compile(r"[^\s/\\:@?#\x00-\x1f]+|\[[0-9A-Fa-f:.]+\]")


class AddManager(Value):
    """Everything chosen in the wizard."""

    server: str = "localhost"
    generated_at: datetime = Field(default_factory=local_now)
    address: str = ""
    port: int = DEFAULT_PORT
    account: str = ""
    """The name of the Run As account."""
    description: str = ""
    secure_mode: bool = True
    accepted: str = ""
    """The fingerprint of the certificate that the person accepted; only that one passes from then on."""


@dataclass
class Facts:
    """What the wizard knows of the world."""

    known: set[str] = field(default_factory=set)
    """The addresses of servers that are managed already, in lower case."""
    certificate: ClientCertificate | None = None
    """What the server shows; None while it is asked."""
    problem: str = ""
    """Why it could not be asked."""


class AddManagerFlow(WizardFlow[AddManager]):
    """Server, certificate, summary."""

    def __init__(self, request: AddManager, facts: Facts | None = None) -> None:
        self.facts = facts or Facts()
        super().__init__(request, [
            Page("server", "Select server", "The VirtualCenter server, and the account that the engine works as on it.",
                 self._check_server),
            Page("certificate", "Certificate", "What proves that it is this server. Nothing secret has been sent yet.",
                 self._check_certificate),
            Page("summary", "Summary", "Nothing changes on the server. Its hosts and virtual machines appear here."),
        ])  # fmt: skip

    def set_server(self, address: str, port: int) -> None:
        """Choose the server; a certificate that another one showed is no longer meant."""
        request = self.request
        if (address, port) == (request.address, request.port):
            return
        request.address, request.port, request.accepted = address, port, ""
        self.facts.certificate, self.facts.problem = None, ""

    def take_certificate(self, shown: ClientCertificate) -> None:
        """Keep what the server shows; another one than before is not accepted yet."""
        self.facts.certificate, self.facts.problem = shown, ""
        if self.request.accepted != shown.fingerprint:
            self.request.accepted = ""

    def _check_server(self, request: AddManager) -> list[Problem]:
        problems = []
        address = request.address.strip()
        if not address:
            problems.append(Problem("address", "Enter the name or address of the server."))
        elif not _ADDRESS.fullmatch(address):
            text = "Enter the name or address alone, such as vcenter-01.example.org; the port stands below."
            problems.append(Problem("address", text))
        elif address.lower() in self.facts.known:
            problems.append(Problem("address", f"The server '{address}' is managed already."))
        if not request.account:
            problems.append(Problem("account", "Select the Run As account to log in with, or make a new one."))
        return problems

    def _check_certificate(self, request: AddManager) -> list[Problem]:
        shown = self.facts.certificate
        if shown is None:
            return [Problem("certificate", self.facts.problem or f"{request.address} is being asked.")]
        if not shown.trusted and request.accepted != shown.fingerprint:
            text = "Compare the fingerprint with the server's own, and accept the certificate."
            return [Problem("certificate", text)]
        return []

    def script_text(self) -> str:
        """The script as far as the pages have been filled in; on the last page, what runs."""
        ready = not self.problems("server")
        return write(statements(self.request) if ready else Script(TITLE), generated_at=self.request.generated_at)


def statements(request: AddManager) -> Script:
    """The lookup of the account, and Add-VirtualizationManager with the fingerprint that was accepted."""
    account = lookup("Credential", "Get-SCRunAsAccount", request.server, Name=request.account)
    added = call(
        "Add-VirtualizationManager",
        VMMServer=server_value(request.server),
        ComputerName=request.address.strip(),
        Description=request.description or None,
        TCPPort=request.port,
        Credential=reference(account),
        SecureMode=None if request.secure_mode else False,
        Certificate=request.accepted or None,
        RunAsynchronously=SWITCH,
    )
    return Script(TITLE, (account, added))
