"""The server connection and the settings of the whole installation."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission, PlacementGoal, UserRoleProfile
from vmmconsole.script.cmdlet import Cmdlet, parameter, switch

from .capabilities import Missing
from .hardware_rules import mac_address
from .later_server import LaterServerSettings
from .resolve import this_server
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, old_to_new

_ADDRESSES = frozenset({"PhysicalAddressRangeStart", "PhysicalAddressRangeEnd"})


class GetVMMServer(Cmdlet):
    """Returns the connection to the server; nearly every script begins with it.

    Example:
        Get-VMMServer -ComputerName localhost

    Example:
        Get-VMMServer localhost | Out-Null
    """

    name = "Get-VMMServer"
    aliases = ("Get-SCVMMServer",)
    permission = Permission.VIEW
    returns = "ServerConnection"

    computer_name: str = parameter(
        "ComputerName", position=0, pipeline=True, help="The server's name; the default is this engine."
    )
    tcp_port: int = parameter("TCPPort", aliases=("Port",), minimum=1, maximum=65535, help="The port; 8100 is usual.")
    credential: str = parameter("Credential", help="Accepted for scripts; the connection is there already.")
    user_role_name: str = parameter(
        "UserRoleName", needs=Missing.ROLE_CHOICE, neutral=("Administrator",), help="The user role to connect with."
    )
    connect_as: UserRoleProfile = parameter(
        "ConnectAs", needs=Missing.ROLE_CHOICE, neutral=(UserRoleProfile.ADMINISTRATOR,),
        help="The kind of user role to connect with.",
    )  # fmt: skip
    on_behalf_of: switch = parameter(
        "ForOnBehalfOf", needs=Missing.ON_BEHALF_OF, help="Connect to make calls for other users."
    )
    retain_object_cache: switch = parameter("RetainObjectCache", help="Accepted for scripts; nothing is cached.")
    retain_deleted: switch = parameter("RetainDeletedObjects", help="Accepted for scripts; nothing is cached.")
    allow_gc: switch = parameter("AllowJobGC", help="Accepted for scripts; nothing is cached.")
    set_as_default: switch = parameter("SetAsDefault", help="Accepted for scripts.")

    def run(self, session: Session) -> Iterable[object]:
        if not self.computer_name:
            return [session.server]
        return [this_server(session, self.computer_name)]


class SetVMMServer(ChangingCmdlet, LaterServerSettings):
    """Changes settings of the whole installation.

    Example:
        Set-VMMServer -VMMServer localhost -PlacementGoal Consolidate

    Example:
        Set-VMMServer -LibraryRefresherEnabled $true -LibraryRefresherFrequency 2
    """

    name = "Set-VMMServer"
    aliases = ("Set-SCVMMServer",)
    job_name = "Change properties of server"
    permission = Permission.MANAGE_SETTINGS
    returns = "ServerConnection"

    library_refresher_enabled: bool = parameter(
        "LibraryRefresherEnabled", help="$true to read the library shares again by and by."
    )
    library_refresher_frequency: int = parameter(
        "LibraryRefresherFrequency", unit="hours", minimum=1, maximum=336, help="After how many hours, 1 to 336."
    )
    placement_goal: PlacementGoal = parameter(
        "PlacementGoal", help="LoadBalance to prefer the least loaded host, Consolidate the fullest that still fits."
    )
    job_history_days: int = parameter(
        "JobHistoryDays", unit="days", minimum=1, maximum=3650, help="After how many days ended jobs are forgotten."
    )
    range_start: str = parameter("PhysicalAddressRangeStart", help="The first MAC address to hand out.")
    range_end: str = parameter("PhysicalAddressRangeEnd", help="The last MAC address to hand out.")

    def _given(self) -> dict[str, Any]:
        names = {p.attribute: p.name for p in type(self).parameters if not p.needs}
        mine = [a for a in vars(SetVMMServer) if a in names and self.given(a)]
        if not mine and any(p.needs and p.attribute in self.bound for p in type(self).parameters):
            return {}  # what asks for nothing
        if not mine:
            raise ParameterError("Set-VMMServer changes nothing.", action="Give a setting, see Get-Help Set-VMMServer.")
        values = {names[a]: getattr(self, a) for a in mine}
        values |= {name: mac_address(value) for name, value in values.items() if name in _ADDRESSES}
        return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        for name, value in self._given().items():
            session.set_setting(name, value)
        return [session.server]

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        return [old_to_new(name, session.setting(name), value) for name, value in self._given().items()]
