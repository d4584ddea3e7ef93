"""The fixed lists of CPU types and guest operating systems."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import CPUType, OperatingSystem
from vmmconsole.script.cmdlet import UNSET, parameter

from .capabilities import Missing
from .session import Session
from .vmm_cmdlet import ReadingCmdlet, by_id, by_name


class GetCPUType(ReadingCmdlet):
    """Reads the list of CPU types that the rating of hosts reckons with.

    Example:
        $CPUType = Get-CPUType -VMMServer localhost | where {$_.Name -eq "1.00 GHz Pentium III Xeon"}
    """

    name = "Get-CPUType"
    aliases = ("Get-SCCPUType", "Get-ProcessorType")
    returns = "CPUType"

    type_name: str = parameter("Name", position=0, help="Only the one of this name; * stands for any characters.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, CPUType, self.id_)
        return by_name(session, CPUType, self.type_name) if self.given("type_name") else session.find(CPUType)


class GetOperatingSystem(ReadingCmdlet):
    """Reads the list of guest operating systems.

    Example:
        $OperatingSystem = Get-OperatingSystem -VMMServer localhost | where {$_.Name -eq "Debian 12 (64-bit)"}
    """

    name = "Get-OperatingSystem"
    aliases = ("Get-SCOperatingSystem",)
    returns = "OperatingSystem"

    application_profile: str = parameter(
        "ApplicationProfile", needs=Missing.SERVICES, help="Only those that this application runs on."
    )
    system_name: str = parameter("Name", position=0, help="Only the one of this name; * stands for any characters.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, OperatingSystem, self.id_)
        if self.given("system_name"):
            return by_name(session, OperatingSystem, self.system_name)
        return session.find(OperatingSystem)
