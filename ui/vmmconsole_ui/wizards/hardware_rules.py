"""What hardware a virtual machine can have: free places on its buses, new devices, and what is wrong with it.

No Qt: the New Virtual Machine wizard and the properties of a virtual machine share these rules.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from pathlib import PurePath

from vmmconsole.client.contract import HostCapabilities
from vmmconsole.model.hardware import (
    DiskImage,
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.noun import file_name_problem
from vmmconsole.model.status import BusType, DVDConnection, MACAddressType, VHDType

from .flow import Problem

Place = tuple[BusType, int, int]
Drive = VirtualDiskDrive | VirtualDVDDrive

MAXIMUM_SCSI_ADAPTERS = 4
MINIMUM_MEMORY_MB = 8
LARGEST_VHD_GB = 2040
LARGEST_DISK_GB = 64 * 1024
"""The limit of VHDX, and more than a qcow2 file with default clusters should be asked for."""
MAC_RANGE = (0x001DD8B71C00, 0x001DD8F41FFF)
"""The range of static addresses that the original hands out from."""
_MAC = re.compile(r"[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class HardwareLimits:
    """What the virtualization software allows; where no host is known yet, the most that any allows."""

    capabilities: HostCapabilities = field(default_factory=HostCapabilities)
    maximum_cpus: int = 0
    """0 where it is not known."""
    maximum_memory_mb: int = 0
    host_name: str = ""

    @property
    def cpus(self) -> int:
        """The most processors that may be chosen."""
        return self.maximum_cpus or 255

    @property
    def largest_disk_gb(self) -> int:
        """The largest new disk."""
        formats = self.capabilities.disk_formats
        return LARGEST_VHD_GB if formats and formats[0].lower() in {"vhd", "vpc"} else LARGEST_DISK_GB


def place_text(place: Place) -> str:
    """How people read a place: ``IDE 0:1``."""
    bus_type, bus, lun = place
    return f"{bus_type.value} {bus}:{lun}"


def place_of(drive: Drive) -> Place:
    """Where the drive sits."""
    return (drive.bus_type, drive.bus, drive.lun)


def drives_of(hardware: Hardware) -> list[Drive]:
    """All disk and DVD drives."""
    return [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]


def all_places(hardware: Hardware, limits: HardwareLimits, *, scsi: bool = True) -> list[Place]:
    """Every place on the buses this hardware has, IDE first."""
    places: list[Place] = [(BusType.IDE, bus, lun) for bus, lun in limits.capabilities.ide_slots]
    if scsi:
        for adapter in range(len(hardware.virtual_scsi_adapters)):
            last = min(limits.capabilities.maximum_scsi_lun, 63)
            places += [(BusType.SCSI, adapter, lun) for lun in range(last + 1)]
    return places


def free_places(
    hardware: Hardware,
    limits: HardwareLimits,
    *,
    scsi: bool = True,
    besides: Drive | None = None,
) -> list[Place]:
    """The places where nothing sits, and the one where `besides` sits."""
    used = {place_of(drive) for drive in drives_of(hardware) if drive is not besides}
    return [place for place in all_places(hardware, limits, scsi=scsi) if place not in used]


def standard_hardware() -> Hardware:
    """What a new virtual machine starts with: a DVD drive, a network adapter, floppy and serial ports, no disk."""
    hardware = Hardware(memory_mb=2048)
    hardware.virtual_dvd_drives = [VirtualDVDDrive(bus=1, lun=0)]
    hardware.virtual_network_adapters = [VirtualNetworkAdapter()]
    hardware.virtual_floppy_drive = VirtualFloppyDrive()
    hardware.virtual_com_ports = [VirtualCOMPort(port_number=1), VirtualCOMPort(port_number=2)]
    return hardware


def add_disk(hardware: Hardware, limits: HardwareLimits, machine_name: str, *, size_gb: int = 40) -> VirtualDiskDrive:
    """Add a new dynamic disk at the first free place, with an adapter of its own where the buses are full.

    Raises:
        ValueError: there is no place left.
    """
    place = _place_for_drive(hardware, limits)
    drive = VirtualDiskDrive(
        bus_type=place[0], bus=place[1], lun=place[2], size_mb=size_gb * 1024,
        file_name=disk_file_name(hardware, machine_name), virtual_hard_disk=DiskImage(vhd_type=VHDType.DYNAMIC),
    )  # fmt: skip
    hardware.virtual_disk_drives.append(drive)
    return drive


def _place_for_drive(hardware: Hardware, limits: HardwareLimits) -> Place:
    places = free_places(hardware, limits)
    if not places:
        add_scsi_adapter(hardware)
        places = free_places(hardware, limits)
    if not places:
        raise ValueError("There is no free place on any bus.")
    # The SCSI adapter itself has a number on its bus, which some virtualization software lets no drive have.
    own = {(BusType.SCSI, bus, adapter.adapter_id) for bus, adapter in enumerate(hardware.virtual_scsi_adapters)}
    return next((place for place in places if place not in own), places[0])


def disk_file_name(hardware: Hardware, machine_name: str) -> str:
    """A file name for the next new disk: ``web-04_disk_2``."""
    taken = {drive.file_name.lower() for drive in hardware.virtual_disk_drives}
    images = [drive.virtual_hard_disk for drive in hardware.virtual_disk_drives if drive.virtual_hard_disk]
    taken |= {PurePath(image.location.replace("\\", "/")).stem.lower() for image in images}
    number = 1
    while f"{machine_name}_disk_{number}".lower() in taken:
        number += 1
    return f"{machine_name}_disk_{number}"


def add_dvd_drive(hardware: Hardware, limits: HardwareLimits) -> VirtualDVDDrive:
    """Add an empty DVD drive at the first free IDE place: New-VirtualDVDDrive knows no other bus.

    Raises:
        ValueError: there is no place left.
    """
    places = free_places(hardware, limits, scsi=False)
    if not places:
        raise ValueError("There is no free IDE place for a DVD drive. Move a disk to SCSI first.")
    bus_type, bus, lun = places[-1]
    drive = VirtualDVDDrive(bus_type=bus_type, bus=bus, lun=lun)
    hardware.virtual_dvd_drives.append(drive)
    return drive


def add_scsi_adapter(hardware: Hardware) -> VirtualSCSIAdapter:
    """Add a SCSI adapter.

    Raises:
        ValueError: there are as many as can be.
    """
    if len(hardware.virtual_scsi_adapters) >= MAXIMUM_SCSI_ADAPTERS:
        raise ValueError(f"A virtual machine can have {MAXIMUM_SCSI_ADAPTERS} SCSI adapters at most.")
    adapter = VirtualSCSIAdapter(bus=len(hardware.virtual_scsi_adapters))
    hardware.virtual_scsi_adapters.append(adapter)
    return adapter


def add_network_adapter(hardware: Hardware, limits: HardwareLimits) -> VirtualNetworkAdapter:
    """Add a network adapter.

    Raises:
        ValueError: there are as many as can be.
    """
    most = limits.capabilities.maximum_network_adapters
    if len(hardware.virtual_network_adapters) >= most:
        raise ValueError(f"A virtual machine can have {most} network adapters at most.")
    adapter = VirtualNetworkAdapter(slot_id=len(hardware.virtual_network_adapters))
    hardware.virtual_network_adapters.append(adapter)
    return adapter


def scsi_adapter_in_use(hardware: Hardware, index: int) -> bool:
    """Whether a drive sits on the SCSI adapter of that index, so that it cannot be removed."""
    return any(d.bus_type is BusType.SCSI and d.bus >= index for d in drives_of(hardware))


def generate_mac() -> str:
    """A static address in the range that the original hands out from."""
    first, last = MAC_RANGE
    value = first + secrets.randbelow(last - first + 1)
    return ":".join(f"{value:012X}"[i : i + 2] for i in range(0, 12, 2))


def mac_problem(address: str) -> str:
    """Why the address cannot be an adapter's; empty when it can."""
    if not address.strip():
        return "Enter a static address, or generate one."
    if not _MAC.fullmatch(address.strip()):
        return "A MAC address has six pairs of hexadecimal digits: 00:1D:D8:B7:1C:00."
    octets = bytes.fromhex(re.sub("[:-]", "", address.strip()))
    if octets[0] & 1:
        return "This is a multicast address. The first pair must be even, as in 00:1D:D8:B7:1C:00."
    if not any(octets):
        return "An address of zeros only cannot be used."
    return ""


def check_hardware(hardware: Hardware, limits: HardwareLimits) -> list[Problem]:
    """Everything that is wrong with the hardware; fields are ``<device key>.<what>``."""
    return [
        *_check_processor_and_memory(hardware, limits),
        *_check_com_ports(hardware),
        *_check_places(hardware, limits),
        *_check_disks(hardware, limits),
        *_check_dvd_drives(hardware),
        *_check_network_adapters(hardware, limits),
    ]


def _check_processor_and_memory(hardware: Hardware, limits: HardwareLimits) -> list[Problem]:
    problems = []
    on_host = f" on {limits.host_name}" if limits.host_name else ""
    if not 1 <= hardware.cpu_count <= limits.cpus:
        problems.append(Problem("processor.count", f"Choose 1 to {limits.cpus} processors{on_host}."))
    if hardware.memory_mb < MINIMUM_MEMORY_MB:
        problems.append(Problem("memory.size", f"Memory must be {MINIMUM_MEMORY_MB} MB at least."))
    elif limits.maximum_memory_mb and hardware.memory_mb > limits.maximum_memory_mb:
        problems.append(Problem("memory.size", f"Memory can be {limits.maximum_memory_mb:,} MB at most{on_host}."))
    return problems


def _check_com_ports(hardware: Hardware) -> list[Problem]:
    problems = []
    for port in hardware.virtual_com_ports:
        key = f"com:{port.port_number}"
        if port.connection == "TextFile" and not port.text_file.strip():
            problems.append(Problem(f"{key}.target", f"COM {port.port_number}: enter the text file's path."))
        if port.connection == "NamedPipe" and not port.named_pipe.strip():
            problems.append(Problem(f"{key}.target", f"COM {port.port_number}: enter the named pipe's path."))
    return problems


def _check_places(hardware: Hardware, limits: HardwareLimits) -> list[Problem]:
    problems = []
    known = set(all_places(hardware, limits))
    used: set[Place] = set()
    drives: list[tuple[str, Drive]] = [
        *((f"disk:{d.id}", d) for d in hardware.virtual_disk_drives),
        *((f"dvd:{d.id}", d) for d in hardware.virtual_dvd_drives),
    ]
    for key, drive in drives:
        place = place_of(drive)
        if place in used:
            text = f"{place_text(place)} is used twice. Choose another place."
            problems.append(Problem(f"{key}.place", text))
        elif place not in known:
            problems.append(Problem(f"{key}.place", f"There is no place {place_text(place)}. Choose another place."))
        used.add(place)
    return problems


def _check_disks(hardware: Hardware, limits: HardwareLimits) -> list[Problem]:
    problems = []
    names: set[str] = set()
    for drive in hardware.virtual_disk_drives:
        key = f"disk:{drive.id}"
        if drive.size_mb is not None:
            most = limits.largest_disk_gb
            if not 1 <= drive.size_mb <= most * 1024:
                problems.append(Problem(f"{key}.size", f"The size must be between 1 MB and {most:,} GB."))
            wrong = file_name_problem(drive.file_name).replace("A name", "A file name")
            if wrong:
                problems.append(Problem(f"{key}.name", wrong))
            elif drive.file_name.lower() in names:
                problems.append(Problem(f"{key}.name", f"Another disk has the file name '{drive.file_name}'."))
            names.add(drive.file_name.lower())
        elif _is_new_without_file(drive):
            problems.append(Problem(f"{key}.file", "Choose an existing virtual hard disk."))
    return problems


def _is_new_without_file(drive: VirtualDiskDrive) -> bool:
    image = drive.virtual_hard_disk
    return drive.source_id is None and not drive.path.strip() and not (image and image.location)


def _check_dvd_drives(hardware: Hardware) -> list[Problem]:
    return [
        Problem(f"dvd:{drive.id}.image", "Choose an ISO image, or no media.")
        for drive in hardware.virtual_dvd_drives
        if drive.connection is DVDConnection.ISO_IMAGE and drive.iso is None and not drive.iso_path.strip()
    ]


def _check_network_adapters(hardware: Hardware, limits: HardwareLimits) -> list[Problem]:
    problems = []
    most = limits.capabilities.maximum_network_adapters
    if len(hardware.virtual_network_adapters) > most:
        key = f"nic:{hardware.virtual_network_adapters[most].id}"
        problems.append(Problem(f"{key}.type", f"A virtual machine can have {most} network adapters at most."))
    seen: set[str] = set()
    for adapter in hardware.virtual_network_adapters:
        key = f"nic:{adapter.id}"
        if adapter.vlan_enabled and not 1 <= (adapter.vlan_id or 0) <= 4094:
            problems.append(Problem(f"{key}.vlan", "The VLAN ID must be between 1 and 4094."))
        if adapter.mac_address_type is MACAddressType.STATIC:
            wrong = mac_problem(adapter.mac_address)
            same = adapter.mac_address.strip().upper().replace("-", ":")
            if not wrong and same in seen:
                wrong = "Another adapter of this virtual machine has this address."
            seen.add(same)
            if wrong:
                problems.append(Problem(f"{key}.mac", wrong))
    return problems
