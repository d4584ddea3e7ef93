"""MAC addresses that are given by hand: two machines with the same one disturb each other on their network."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import MACAddressType

from .session import Session


def warn_of_shared_addresses(
    session: Session, host: VMHost, hardware: Hardware, *, machine_id: UUID, known: Hardware | None = None
) -> None:
    """Add a warning to the job for each static address that another machine of the host has; those of `known` are
    not looked at again."""
    old = _static(known) if known is not None else set()
    fresh = _static(hardware) - old
    if not fresh:
        return
    for other in session.find(VirtualMachine, vm_host=host.ref):
        for adapter in other.virtual_network_adapters if other.id != machine_id else ():
            if _plain(adapter.mac_address) in fresh:
                session.warn(
                    f"The MAC address {adapter.mac_address} is also that of '{other.name}'. On one network both would "
                    "be cut off; give one of them another address."
                )


def _static(hardware: Hardware) -> set[str]:
    adapters = hardware.virtual_network_adapters
    given = {_plain(a.mac_address) for a in adapters if a.mac_address_type is MACAddressType.STATIC}
    return given - {""}


def _plain(address: str) -> str:
    return "".join(c for c in address.lower() if c.isalnum())
