"""What is wrong with hardware that somebody asks for, whatever the virtualization software, before anything is done."""

from __future__ import annotations

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.hardware import Device, Hardware, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import BusType

from .contract import Capabilities

_SMALLEST_MEMORY_MB = 8
_SCSI_BUSES = 4
_COM_PORTS = 4


def check_hardware(hardware: Hardware, capabilities: Capabilities, *, memory_mb: int, cpus: int) -> None:
    """That the host can provide it; `memory_mb` and `cpus` are the most that one machine may have there.

    Raises:
        CapabilityError: it cannot; says what and why.
    """
    if not 1 <= hardware.cpu_count <= cpus:
        raise CapabilityError(
            f"The host cannot provide {hardware.cpu_count} processors.",
            cause=f"A virtual machine may have 1 to {cpus} here.",
            action="Choose another number of processors.",
        )
    if not _SMALLEST_MEMORY_MB <= hardware.memory_mb <= memory_mb:
        raise CapabilityError(
            f"The host cannot provide {hardware.memory_mb} MB of memory.",
            cause=f"A virtual machine may have {_SMALLEST_MEMORY_MB} to {memory_mb} MB here.",
            action="Choose another amount of memory, or a host with more.",
        )
    _check_ids(hardware)
    _check_places(hardware, capabilities)
    count = len(hardware.virtual_network_adapters)
    if count > capabilities.maximum_network_adapters:
        raise CapabilityError(
            f"The host cannot provide {count} network adapters.",
            cause=f"A virtual machine may have {capabilities.maximum_network_adapters} here.",
            action="Remove network adapters.",
        )
    ports = [port.port_number for port in hardware.virtual_com_ports]
    if len(set(ports)) != len(ports) or any(not 1 <= port <= _COM_PORTS for port in ports):
        raise CapabilityError(
            "The serial ports cannot be numbered so.",
            cause=f"Each number from 1 to {_COM_PORTS} may be used once; asked for: {ports}.",
            action="Change the numbers of the COM ports.",
        )


def _check_ids(hardware: Hardware) -> None:
    devices: list[Device] = [
        *hardware.virtual_disk_drives,
        *hardware.virtual_dvd_drives,
        *hardware.virtual_network_adapters,
        *hardware.virtual_com_ports,
        *hardware.virtual_scsi_adapters,
    ]
    if len({device.id for device in devices}) != len(devices):
        raise CapabilityError(
            "Two devices of the virtual machine have the same ID.",
            cause="A device was probably added twice.",
            action="Remove one of them and add a new one.",
        )


def _check_places(hardware: Hardware, capabilities: Capabilities) -> None:
    taken: set[tuple[BusType, int, int]] = set()
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    for drive in drives:
        place = (drive.bus_type, drive.bus, drive.lun)
        text = f"{drive.bus_type.value} channel {drive.bus}, LUN {drive.lun}"
        if place in taken:
            raise CapabilityError(
                f"Two drives cannot be at {text}.",
                cause="Each place on a controller holds one drive.",
                action="Move one of the drives to a free place.",
            )
        taken.add(place)
        if drive.bus_type is BusType.IDE:
            possible = (drive.bus, drive.lun) in capabilities.ide_slots
        else:
            possible = 0 <= drive.bus < _SCSI_BUSES and 0 <= drive.lun <= capabilities.maximum_scsi_lun
        if not possible:
            raise CapabilityError(
                f"There is no place {text}.",
                cause="IDE has the channels 0 and 1 with LUN 0 and 1; SCSI the adapters 0 to "
                f"{_SCSI_BUSES - 1} with LUN 0 to {capabilities.maximum_scsi_lun}.",
                action="Choose another place for the drive.",
            )
