"""What scripts ask Windows itself about hosts and virtual machines, answered from what this product knows of them.

These are not cmdlets of the product: they stand in for Windows' own, so that reports that ask for a host's memory or
whether a machine answers run unchanged. They are known by name only; Get-Command does not list them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from vmmconsole.model import VMHost
from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.comparison import equals, order
from vmmconsole.script.convert import to_text
from vmmconsole.script.members import get_member
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject
from vmmconsole.script.wmi_dates import to_dmtf

from .computer_facts import CLASSES, HERE, Machine, address_of, find_machine, responds
from .session import Session
from .vmm_cmdlet import ReadingCmdlet

_QUERY = re.compile(r"\s*select\s+(.+?)\s+from\s+(\w+)(?:\s+where\s+(.+?))?\s*", re.IGNORECASE | re.DOTALL)
_TERM = re.compile(
    r"\s*\(?\s*([\w.]+)\s*(=|<>|!=|<=|>=|<|>|\blike\b)\s*('[^']*'|\"[^\"]*\"|[\w.+-]+)\s*\)?\s*", re.IGNORECASE
)


def _fits(item: PSObject, condition: str) -> bool:
    """Whether an object fits ``Name = 'x' AND Size > 5`` or the same with OR.

    Raises:
        ParameterError: the condition is written otherwise.
    """
    results: list[bool] = []
    joins = [word.lower() for word in re.findall(r"\s(and|or)\s", condition, re.IGNORECASE)]
    for text in re.split(r"\s(?:and|or)\s", condition, flags=re.IGNORECASE):
        match = _TERM.fullmatch(text)
        if match is None or len(set(joins)) > 1:
            raise ParameterError(
                f"The condition '{condition[:80]}' cannot be read.",
                action="Write it as Name = 'x', or use Where-Object.",
            )
        name, sign, value = match.groups()
        results.append(_holds(get_member(item, name), sign.lower(), value.strip("'\"")))
    return all(results) if "or" not in joins else any(results)


def _holds(found: Any, sign: str, value: str) -> bool:
    if sign == "like":
        return like(to_text(found), value.replace("%", "*").replace("_", "?"))
    if isinstance(found, bool):
        same = found is (value.lower() in ("true", "1"))
        return same if sign == "=" else not same
    if sign in ("=", "<>", "!="):
        return equals(found, value) is (sign == "=")
    compared = order(found, value)
    return {"<": compared < 0, ">": compared > 0, "<=": compared <= 0, ">=": compared >= 0}[sign]


class _Asking(ReadingCmdlet):
    class_name: str = parameter(
        "Class", aliases=("ClassName",), position=0, help="The class, such as Win32_LogicalDisk."
    )
    properties: list[str] = parameter("Property", position=1, help="Only these properties.")
    computers: list[str] = parameter(
        "ComputerName", aliases=("Cn", "PSComputerName"), default=("",), help="The hosts and virtual machines."
    )
    condition: str = parameter("Filter", default="", help="Which objects: Name = 'x'.")
    query: str = parameter("Query", help="All in one: SELECT * FROM Win32_LogicalDisk WHERE DriveType = 3.")
    namespace: str = parameter("Namespace", aliases=("NS",), default="root\\cimv2", help="Only root\\cimv2.")
    credential: Any = parameter("Credential", help="Not needed here.")

    _dates_as_text = False

    def run(self, session: Session) -> Iterator[object]:
        wanted, condition = self._asked()
        if self.namespace.lower().strip("\\/").replace("/", "\\") != "root\\cimv2" or wanted.lower() not in CLASSES:
            raise CapabilityError(
                f"{type(self).name} cannot answer for {wanted} of {self.namespace}.",
                cause=f"Known are: {', '.join(sorted(CLASSES))}.",
                action="Use the cmdlets of this product, such as Get-VMHost and Get-VM.",
            )
        for name in self.computers:
            machine = find_machine(session, name)
            if not responds(machine) and wanted.lower() != "win32_pingstatus":
                raise NotFoundError(
                    f"The computer '{machine.name}' does not answer.", cause="The RPC server is unavailable.",
                    action="Start it, or leave it out.", object_name=machine.name,
                )  # fmt: skip
            for item in CLASSES[wanted.lower()](machine):
                if not condition or _fits(item, condition):
                    yield self._shown(item, name or machine.name)

    def _asked(self) -> tuple[str, str]:
        """The class and the condition."""
        if self.query is UNSET:
            if self.class_name is UNSET:
                raise ParameterError(f"{type(self).name} needs -Class or -Query.", action="Say what to ask for.")
            return self.class_name, self.condition
        match = _QUERY.fullmatch(self.query)
        if match is None:
            raise ParameterError(f"The query '{self.query[:80]}' cannot be read.", action="Use -Class and -Filter.")
        return match[2], match[3] or ""

    def _shown(self, item: PSObject, computer: str) -> PSObject:
        made = PSObject(type_name=item.type_name)
        for name, value in item.properties.items():
            if self.properties is UNSET or any(like(name, p) for p in self.properties):
                as_text = isinstance(value, datetime) and self._dates_as_text
                made.properties[name] = to_dmtf(value) if as_text else value
        made.properties["PSComputerName"] = computer
        return made


class GetWmiObject(_Asking):
    """Answers for a few classes of WMI from what is known of a host or virtual machine.

    Example:
        Get-WmiObject Win32_OperatingSystem -ComputerName "kvm-01" | Select-Object Caption, TotalVisibleMemorySize

    Example:
        Get-WmiObject -Class Win32_LogicalDisk -ComputerName "kvm-01" -Filter "DriveType = 3"
    """

    name = "Get-WmiObject"
    aliases = ("gwmi",)
    returns = "WmiObject"
    _dates_as_text = True

    authentication: str = parameter("Authentication", help="Not needed here.")
    impersonation: str = parameter("Impersonation", help="Not needed here.")
    enable_all: switch = parameter("EnableAllPrivileges", help="Not needed here.")
    list_classes: switch = parameter("List", help="The classes that are known.")

    def run(self, session: Session) -> Iterator[object]:
        if self.list_classes:
            yield from (PSObject([("Name", name)]) for name in sorted(CLASSES))
            return
        yield from super().run(session)


class GetCimInstance(_Asking):
    """Answers for a few classes of WMI from what is known of a host or virtual machine.

    Example:
        Get-CimInstance Win32_ComputerSystem -ComputerName "kvm-01"
    """

    name = "Get-CimInstance"
    aliases = ("gcim",)
    returns = "CimInstance"

    timeout: int = parameter("OperationTimeoutSec", aliases=("OT",), help="Not needed here.")
    cim_session: Any = parameter("CimSession", help="Not needed here.")


class TestConnection(ReadingCmdlet):
    """Says whether a host or virtual machine answers, from its state here: no packet is sent.

    Example:
        Test-Connection "kvm-01" -Count 1 -Quiet
    """

    name = "Test-Connection"
    returns = "PingStatus"

    computers: list[str] = parameter(
        "ComputerName", aliases=("Cn", "IPAddress", "Destination", "TargetName", "__SERVER"), position=0,
        mandatory=True, pipeline=True, pipeline_property=True, help="The hosts and virtual machines.",
    )  # fmt: skip
    quiet: switch = parameter("Quiet", help="Only whether it answers.")
    count: int = parameter("Count", minimum=1, default=4, help="How many answers to write.")
    source: list[str] = parameter("Source", help="Accepted.")
    size: int = parameter("BufferSize", aliases=("Size", "Bytes", "BS"), default=32, help="Accepted.")
    delay: int = parameter("Delay", help="Accepted.")
    ttl: int = parameter("TimeToLive", aliases=("TTL",), help="Accepted.")
    throttle: int = parameter("ThrottleLimit", help="Accepted.")
    credential: Any = parameter("Credential", help="Not needed here.")

    def run(self, session: Session) -> Iterator[object]:
        for name in self.computers:
            try:
                machine = find_machine(session, name)
            except NotFoundError:
                if not self.quiet:
                    raise
                yield False
                continue
            answers = responds(machine)
            if self.quiet:
                yield answers
                continue
            if not answers:
                raise NotFoundError(
                    f"Testing connection to computer '{name}' failed.", cause="It does not answer.",
                    action="Start it, or look at its status.", object_name=machine.name,
                )  # fmt: skip
            for _ in range(min(self.count, 100)):
                yield PSObject(
                    [
                        ("Source", session.server.name), ("Destination", name), ("IPV4Address", address_of(machine)),
                        ("Bytes", self.size), ("Time(ms)", 0), ("StatusCode", 0), ("ResponseTime", 0),
                    ],
                    "PingStatus",
                )  # fmt: skip


class Ping(ReadingCmdlet):
    """Says in the words of the program ``ping`` whether a host or virtual machine answers: no packet is sent.

    Example:
        ping "kvm-01" -n 1
    """

    name = "ping"
    aliases = ("ping.exe",)
    returns = "String"

    target: str = parameter("Target", position=0, mandatory=True, help="The host or virtual machine.")
    count: int = parameter("n", minimum=1, default=4, help="How many lines.")
    count_too: int = parameter("c", minimum=1, help="How many lines.")
    wait: int = parameter("w", help="Accepted.")
    length: int = parameter("l", help="Accepted.")
    ipv4: switch = parameter("4", help="Accepted.")
    names: switch = parameter("a", help="Accepted.")

    def exit_code(self, results: Sequence[object]) -> int:
        """0 where something answered."""
        return 0 if any(str(line).startswith("Reply from ") for line in results) else 1

    def run(self, session: Session) -> Iterator[object]:
        try:
            machine = find_machine(session, self.target)
        except NotFoundError:
            yield f"Ping request could not find host {self.target}. Please check the name and try again."
            return
        shown = address_of(machine) or machine.name
        times = min(self.count if self.count_too is UNSET else self.count_too, 100)
        answers = responds(machine)
        yield f"Pinging {machine.name} [{shown}] with 32 bytes of data:"
        yield from [f"Reply from {shown}: bytes=32 time<1ms TTL=128" if answers else "Request timed out."] * times
        received = times if answers else 0
        yield f"Ping statistics for {shown}:"
        lost = times - received
        percent = 100 * lost // times
        yield f"    Packets: Sent = {times}, Received = {received}, Lost = {lost} ({percent}% loss),"


class GetService(ReadingCmdlet):
    """Shows the services that this product has, and of hosts whether what runs their virtual machines answers.

    Example:
        Get-Service -Name VMMAgent -ComputerName "kvm-01"
    """

    name = "Get-Service"
    aliases = ("gsv",)
    returns = "ServiceController"

    service_names: list[str] = parameter(
        "Name", aliases=("ServiceName",), position=0, default=("*",), pipeline=True, help="Names or wildcards."
    )
    display_names: list[str] = parameter("DisplayName", help="Names that people read, or wildcards.")
    computers: list[str] = parameter("ComputerName", aliases=("Cn",), default=("",), help="The hosts.")
    include: list[str] = parameter("Include", help="Accepted.")
    exclude: list[str] = parameter("Exclude", help="Accepted.")

    def run(self, session: Session) -> Iterator[object]:
        for computer in self.computers:
            known = self._services(session, computer)
            for wanted in self.service_names if self.display_names is UNSET else self.display_names:
                by_title = self.display_names is not UNSET
                found = [entry for entry in known if like(entry[1] if by_title else entry[0], wanted)]
                if not found:
                    raise CapabilityError(
                        f"Get-Service cannot answer for the service '{wanted}'.",
                        cause=f"Of {computer or 'this computer'} these are known: {', '.join(e[0] for e in known)}.",
                        action="Leave the call out.",
                    )
                for name, title, runs in found:
                    yield PSObject(
                        [("Status", "Running" if runs else "Stopped"), ("Name", name), ("DisplayName", title)],
                        "ServiceController",
                    )

    def _services(self, session: Session, computer: str) -> list[tuple[str, str, bool]]:
        own = [
            ("SCVMMService", "System Center Virtual Machine Manager", True),
            ("vmmservice", "Virtual Machine Manager", True),
        ]
        if computer.lower() in (
            *HERE,
            session.server.name.lower(),
            session.server.fully_qualified_domain_name.lower(),
        ):
            return own
        machine = find_machine(session, computer)
        if not isinstance(machine, VMHost):
            raise _inside_services(machine)
        return [
            ("VMMAgent", "Virtual Machine Manager Agent", responds(machine)),
            ("SCVMMAgent", "System Center Virtual Machine Manager Agent", responds(machine)),
            ("vmms", "Virtual Machine Management", responds(machine)),
        ]


def _inside_services(machine: Machine) -> CapabilityError:
    return CapabilityError(
        f"The services inside the virtual machine '{machine.name}' are not known here.",
        cause="They can be seen only from inside its operating system.", action="Leave the call out.",
        object_name=machine.name,
    )  # fmt: skip
