"""MAC addresses: those of the installation's range, and those given by hand, which two machines must not share."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, ParameterError
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import MACAddressType

from .session import Session

_MULTICAST_BIT = 40


def hand_out_addresses(session: Session, hardware: Hardware) -> None:
    """Give each static adapter without an address one of the range: a step that runs again gives it the same.

    Raises:
        ConflictError: the range has no free one.
        ParameterError: there is no range.
    """
    adapters = hardware.virtual_network_adapters
    waiting = [a for a in adapters if a.mac_address_type is MACAddressType.STATIC and not a.mac_address]
    if not waiting:
        return
    known = session.mac_addresses()
    taken = {_number(address) for address in (*known.values(), *(a.mac_address for a in adapters if a.mac_address))}
    for adapter in waiting:
        address = known.get(adapter.id) or _first_free(session, taken)
        taken.add(_number(address))
        adapters[adapters.index(adapter)] = adapter.model_copy(update={"mac_address": address})


def free_address(session: Session) -> str:
    """The first address of the range that no adapter has.

    Raises:
        ConflictError: there is none.
        ParameterError: there is no range.
    """
    return _first_free(session, {_number(address) for address in session.mac_addresses().values()})


def _first_free(session: Session, taken: set[int]) -> str:
    first, last = (_bound_of(session, end) for end in ("Start", "End"))
    for number in range(first, last + 1):
        if number not in taken and not number >> _MULTICAST_BIT & 1:
            return number.to_bytes(6, "big").hex(":").upper()
    raise ConflictError(
        "There is no free MAC address.",
        cause="Every address of the range is in use.",
        action="Make the range larger with Set-VMMServer -PhysicalAddressRangeEnd.",
    )


def _bound_of(session: Session, end: str) -> int:
    text = session.setting(f"PhysicalAddressRange{end}")
    if not text:
        raise ParameterError(
            "There is no range of MAC addresses.", action=f"Set it with Set-VMMServer -PhysicalAddressRange{end}."
        )
    return _number(str(text))


def _number(address: str) -> int:
    return int(_plain(address), 16)


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
