"""MAC addresses from the range of the installation."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import MACAddressPool
from .addresses import free_address
from .capabilities import Missing
from .session import Session
from .vmm_cmdlet import ChangingCmdlet


class NewPhysicalAddress(ChangingCmdlet):
    """Returns the first MAC address of the range that no virtual network adapter has.

    The range is a setting: Set-VMMServer -PhysicalAddressRangeStart and -PhysicalAddressRangeEnd. An address that is
    given to no adapter is returned again.

    Example:
        $Address = New-PhysicalAddress -VMMServer localhost
    """

    name = "New-PhysicalAddress"
    aliases = ("Grant-SCMACAddress",)
    job_name = "Allocate MAC address"
    permission = Permission.CREATE
    returns = "String"

    commit: switch = parameter("Commit", help="Accepted for scripts; an address counts once an adapter has it.")
    description: str = parameter("Description", help="Accepted for scripts.")
    mac_address_pool: MACAddressPool | None = parameter(
        "MACAddressPool", needs=Missing.VM_NETWORKS, neutral=(None,), help="The pool to take the address from."
    )
    virtual_network_adapter: VirtualNetworkAdapter | None = parameter(
        "VirtualNetworkAdapter", pipeline=True, help="Accepted for scripts; Set-VirtualNetworkAdapter gives it."
    )

    def run(self, session: Session) -> Iterable[object]:
        return [free_address(session)]

    def plan(self, session: Session) -> list[str]:
        return [f"Return the MAC address {free_address(session)}."]
