"""What hardware can be: values of hardware, places on buses, addresses, file names, and what a host can do."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import TypeVar

from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, ParameterError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.noun import file_name_problem
from vmmconsole.model.status import BusType
from vmmconsole.providers.contract import Capabilities

O = TypeVar("O", VirtualMachine, HardwareProfile)  # noqa: E741  an owner of hardware

SMALLEST_DISK_MB = 1
LARGEST_DISK_MB = 64 * 1024 * 1024
"""64 TB: the limit of VHDX, and more than a qcow2 file with default clusters should be asked for."""
MAXIMUM_SCSI_ADAPTERS = 4
MAXIMUM_CPUS = 255
SMALLEST_MEMORY_MB = 8
LARGEST_MEMORY_MB = 16 * 1024 * 1024
IDE_BUSES = 2
IDE_LUNS = 2
SCSI_LUNS = 256

_MAC = re.compile(r"[0-9A-F]{2}([:-]?)[0-9A-F]{2}(?:\1[0-9A-F]{2}){4}")
_PATH = re.compile(r"(/|[A-Za-z]:[\\/]|\\\\|\[[^\]]+\])")


def hardware_of(owner: Hardware) -> Hardware:
    """A copy of the owner's hardware that can be edited."""
    return Hardware.model_construct(**{f: copy.deepcopy(getattr(owner, f)) for f in Hardware.model_fields})


def with_hardware(owner: O, hardware: Hardware) -> O:
    """The owner with that hardware."""
    return owner.model_copy(update={f: getattr(hardware, f) for f in Hardware.model_fields})


def bus_type_of(*, ide: bool, scsi: bool) -> BusType | None:
    """The bus that the switches name; None when neither is given.

    Raises:
        ParameterError: both are.
    """
    if ide and scsi:
        raise ParameterError("-IDE and -SCSI cannot both be given.", action="Give the one bus the drive sits on.")
    return BusType.SCSI if scsi else BusType.IDE if ide else None


def place_text(bus_type: BusType, bus: int, lun: int) -> str:
    """How people read a place: ``IDE 0:1``."""
    return f"{bus_type.value} {bus}:{lun}"


def claim_place(hardware: Hardware, drive: VirtualDiskDrive | VirtualDVDDrive) -> None:
    """Check that the drive may sit where it says, and that nothing else sits there.

    Raises:
        ParameterError: there is no such place on any host.
        ConflictError: another drive sits there.
    """
    buses, luns = (IDE_BUSES, IDE_LUNS) if drive.bus_type is BusType.IDE else (MAXIMUM_SCSI_ADAPTERS, SCSI_LUNS)
    text = place_text(drive.bus_type, drive.bus, drive.lun)
    if not (0 <= drive.bus < buses and 0 <= drive.lun < luns):
        raise ParameterError(
            f"There is no place {text}.",
            cause=f"On {drive.bus_type.value}, -Bus is 0 to {buses - 1} and -LUN 0 to {luns - 1}.",
            action="Choose another -Bus and -LUN.",
        )
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    place = (drive.bus_type, drive.bus, drive.lun)
    other = next((d for d in drives if d.id != drive.id and (d.bus_type, d.bus, d.lun) == place), None)
    if other is not None:
        what = "DVD" if isinstance(other, VirtualDVDDrive) else "disk"
        raise ConflictError(
            f"The place {text} is taken.",
            cause=f"A virtual {what} drive sits there.",
            action="Choose another -Bus and -LUN, or remove that drive first.",
        )


def free_place(hardware: Hardware, capabilities: Capabilities) -> tuple[BusType, int, int]:
    """The first free place, IDE before SCSI.

    Raises:
        ConflictError: there is none.
    """
    if "IDE" in capabilities.bus_types:
        for bus, lun in capabilities.ide_slots:
            if hardware.drive_at(BusType.IDE, bus, lun) is None:
                return BusType.IDE, bus, lun
    for lun in range(min(capabilities.maximum_scsi_lun, SCSI_LUNS - 1) + 1):
        if hardware.drive_at(BusType.SCSI, 0, lun) is None:
            return BusType.SCSI, 0, lun
    raise ConflictError("There is no free place on any bus.", action="Remove a drive first.")


def mac_address(text: str) -> str:
    """The address in the form ``00:1D:D8:B7:1C:00``.

    Raises:
        ParameterError: it is none, or one that no adapter can have.
    """
    address = text.strip().upper()
    cause = ""
    if not _MAC.fullmatch(address):
        cause = "It must be six pairs of hexadecimal digits, such as 00:1D:D8:B7:1C:00."
    else:
        octets = bytes.fromhex(re.sub("[:-]", "", address))
        if octets[0] & 1:
            cause = "It is a multicast address: the first pair must be even."
        elif not any(octets):
            cause = "It has zeros only."
        address = ":".join(f"{octet:02X}" for octet in octets)
    if cause:
        raise ParameterError(
            f"-PhysicalAddress '{text}' cannot be used.", cause=cause, action="Give another address, or Dynamic."
        )
    return address


def no_address(text: str) -> bool:
    """Whether the address is none: empty or zeros, as scripts write it for a dynamic one."""
    return not text.strip("0:-. ")


def check_vlan(enabled: bool, vlan_id: int | None) -> None:
    """Refuse a VLAN without an ID, or with one outside 1 to 4094 (IEEE 802.1Q).

    Raises:
        ParameterError: it is.
    """
    if enabled and vlan_id is None:
        raise ParameterError("-VLanEnabled $true needs -VLanID.", action="Give -VLanID a number from 1 to 4094.")
    if vlan_id is not None and not 1 <= vlan_id <= 4094:
        raise ParameterError(
            f"-VLanID {vlan_id} cannot be used.", cause="A VLAN ID is 1 to 4094.", action="Give -VLanID such a number."
        )


def check_name(value: str, parameter: str) -> str:
    """The name, when it can name files.

    Raises:
        ParameterError: it cannot; says why.
    """
    problem = file_name_problem(value)
    if problem:
        raise ParameterError(
            f"-{parameter} {_quoted(value)} cannot be used.", cause=problem, action="Choose another name."
        )
    return value


def check_path(value: str, parameter: str) -> str:
    """The path on a host, when it is a full one without control characters.

    Raises:
        ParameterError: it is not.
    """
    cause = ""
    if any(ord(c) < 32 or ord(c) == 127 for c in value):
        cause = "A path cannot contain line breaks or other control characters."
    elif not _PATH.match(value):
        cause = "A full path is needed, such as /srv/vms or D:\\VMs."
    if cause:
        raise ParameterError(
            f"-{parameter} {_quoted(value)} cannot be used.", cause=cause, action="Give the full path."
        )
    return value


def _quoted(value: str) -> str:
    short = value if len(value) <= 60 else value[:57] + "…"
    return "'" + "".join(c if c.isprintable() else "�" for c in short) + "'"


def check_possible(hardware: Hardware, host: VMHost, capabilities: Capabilities) -> None:
    """Refuse hardware that the host's virtualization software cannot give a machine.

    Raises:
        CapabilityError: it cannot; names the device.
        NotFoundError: a virtual network is not on the host.
    """
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    for drive in drives:
        text = place_text(drive.bus_type, drive.bus, drive.lun)
        if drive.bus_type.value not in capabilities.bus_types:
            raise _impossible(f"The place {text}", host, capabilities.reasons.get("bus_types", ""))
        if drive.bus_type is BusType.IDE and (drive.bus, drive.lun) not in capabilities.ide_slots:
            raise _impossible(f"The place {text}", host, capabilities.reasons.get("ide_slots", ""))
        if drive.bus_type is BusType.SCSI and drive.lun > capabilities.maximum_scsi_lun:
            raise _impossible(f"The place {text}", host, f"-LUN is {capabilities.maximum_scsi_lun} at most.")
    if len(hardware.virtual_network_adapters) > capabilities.maximum_network_adapters:
        most = capabilities.maximum_network_adapters
        raise _impossible("That many network adapters", host, f"A virtual machine can have {most} at most.")
    check_networks((a.virtual_network for a in hardware.virtual_network_adapters), host)


def check_networks(names: Iterable[str], host: VMHost) -> None:
    """Refuse a virtual network that the host does not have; an empty name is no connection.

    Raises:
        NotFoundError: it does not; lists those it has.
    """
    there = [network.name for network in host.networks]
    for name in names:
        if name and name.lower() not in {n.lower() for n in there}:
            raise NotFoundError(
                f"There is no virtual network '{name}' on {host.name}.",
                cause=f"It has {', '.join(there)}." if there else "It has none.",
                action="Choose one of the host's virtual networks, or no connection.",
                object_name=name,
            )


def _impossible(what: str, host: VMHost, cause: str) -> CapabilityError:
    return CapabilityError(
        f"{what} is not possible on {host.name}.",
        cause=cause or f"Its virtualization software ({host.platform_text}) cannot do it.",
        action="Change the hardware, or choose another host.",
        object_name=host.name,
    )
