"""MAC addresses from the range of the installation."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model.errors import ConflictError, ParameterError
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import MACAddressPool
from .capabilities import Missing
from .resolve import devices_of, owners
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
        return [self._free(session)]

    def plan(self, session: Session) -> list[str]:
        return [f"Return the MAC address {self._free(session)}."]

    def _free(self, session: Session) -> str:
        first, last = (self._bound_of(session, name) for name in ("Start", "End"))
        taken = {
            _number(adapter.mac_address)
            for owner in owners(session)
            for adapter in devices_of(owner, VirtualNetworkAdapter)
            if adapter.mac_address
        }
        for number in range(first, last + 1):
            if number not in taken and not number >> 40 & 1:  # bit 40 marks a multicast address
                return number.to_bytes(6, "big").hex(":").upper()
        raise ConflictError(
            "There is no free MAC address.",
            cause="Every address of the range is in use.",
            action="Make the range larger with Set-VMMServer -PhysicalAddressRangeEnd.",
        )

    @staticmethod
    def _bound_of(session: Session, end: str) -> int:
        text = session.setting(f"PhysicalAddressRange{end}")
        if not text:
            raise ParameterError(
                "There is no range of MAC addresses.", action=f"Set it with Set-VMMServer -PhysicalAddressRange{end}."
            )
        return _number(str(text))


def _number(address: str) -> int:
    return int("".join(c for c in address if c.isalnum()), 16)
