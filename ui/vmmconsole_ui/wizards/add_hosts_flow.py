"""The Add Hosts wizard without Qt: how hosts are reached, which, and where they go."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from vmmconsole.model.noun import Value
from vmmconsole.script.calls import SWITCH, Condition, Lookup, Script, Statement, Variable
from vmmconsole.script.writer import write

from .flow import Page, Problem, WizardFlow
from .new_vm_request import local_now
from .script_parts import call, server_value

TITLE = "Add Hosts Wizard Script"
JOB_NAME = "Add virtual machine host"
_HOST = re.compile(r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?)(?::(?P<port>[0-9]{1,5}))?")
_USER = re.compile(r"[A-Za-z0-9._-]+")


class Reach(StrEnum):
    """How the engine reaches a host's libvirt."""

    LOCAL = "Local"
    SSH = "SSH"
    TLS = "TLS"


class AddHosts(Value):
    """Everything chosen in the wizard; one Add-VMHost for each host."""

    server: str = "localhost"
    generated_at: datetime = Field(default_factory=local_now)
    reach: Reach = Reach.SSH
    local_name: str = "localhost"
    local_session: bool = False
    """The user's own libvirt session instead of the system's."""
    hosts: str = ""
    """One host a line, with a port where it is not the usual one: ``kvm-01`` or ``kvm-01:2222``."""
    user: str = ""
    group_path: str = "All Hosts"
    description: str = ""

    def targets(self) -> list[tuple[str, str]]:
        """The hosts as (name, libvirt URI); lines that are no host are left out."""
        if self.reach is Reach.LOCAL:
            return [(self.local_name, f"qemu:///{'session' if self.local_session else 'system'}")]
        found = []
        for line in self.lines():
            match = _HOST.fullmatch(line)
            if match is None:
                continue
            port = f":{match['port']}" if match["port"] else ""
            user = f"{self.user}@" if self.user and self.reach is Reach.SSH else ""
            transport = "ssh" if self.reach is Reach.SSH else "tls"
            found.append((match["name"], f"qemu+{transport}://{user}{match['name']}{port}/system"))
        return found

    def lines(self) -> list[str]:
        """The hosts as typed, without blanks and empty lines."""
        return [line.strip() for line in self.hosts.splitlines() if line.strip()]


class AddHostsFlow(WizardFlow[AddHosts]):
    """Location, hosts, settings, summary."""

    def __init__(self, request: AddHosts, known_hosts: set[str]) -> None:
        """`known_hosts` are the names of hosts that are there already, in lower case."""
        self._known = known_hosts
        super().__init__(request, [
            Page("location", "Select host location", "Which virtualization software the hosts run."),
            Page("hosts", "Select hosts", "How the engine reaches them.", self._check_hosts),
            Page("settings", "Configuration settings", "Where the hosts stand in the tree.", _check_settings),
            Page("summary", "Summary", "Nothing has been changed yet. Nothing changes on the hosts themselves."),
        ])  # fmt: skip

    def _check_hosts(self, request: AddHosts) -> list[Problem]:
        problems = []
        if request.reach is not Reach.LOCAL:
            if not request.lines():
                problems.append(Problem("hosts", "Enter the name or address of a host."))
            for line in request.lines():
                match = _HOST.fullmatch(line)
                if match is None or int(match["port"] or 1) not in range(1, 65536):
                    problems.append(Problem("hosts", f"'{line}' is not the name or address of a host."))
            if request.user and not _USER.fullmatch(request.user):
                problems.append(Problem("user", "A user name has letters, digits, dots, hyphens and underscores."))
        names = [name.lower() for name, _ in request.targets()]
        for name in names:
            if name in self._known:
                problems.append(Problem("hosts", f"The host '{name}' is managed already."))
            elif names.count(name) > 1:
                problems.append(Problem("hosts", f"The host '{name}' stands there twice."))
        return problems

    def script_text(self) -> str:
        """The script as far as the pages have been filled in; on the last page, what runs."""
        script = statements(self.request) if "hosts" in self._seen else Script(TITLE)
        return write(script, generated_at=self.request.generated_at)


def _check_settings(request: AddHosts) -> list[Problem]:
    return [] if request.group_path else [Problem("group", "Choose a host group.")]


def statements(request: AddHosts) -> Script:
    """The lookup of the group, and Add-VMHost for each host."""
    server = server_value(request.server)
    found = Lookup(
        "VMHostGroup", call("Get-VMHostGroup", VMMServer=server), (Condition(("Path",), request.group_path),)
    )
    added: list[Statement] = [
        call(
            "Add-VMHost",
            VMMServer=server,
            ComputerName=name,
            Connection=connection,
            Description=request.description or None,
            VMHostGroup=Variable("VMHostGroup"),
            RunAsynchronously=SWITCH,
        )
        for name, connection in request.targets()
    ]
    return Script(TITLE, (found, *added) if added else ())
