"""Facts of hosts and virtual machines in the shape that Windows' own WMI classes have."""

from __future__ import annotations

from collections.abc import Iterator

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, NotFoundError
from vmmconsole.model.host import first_label
from vmmconsole.model.status import ComputerState, VMStatus
from vmmconsole.script.values import PSObject

from .session import Session

Machine = VMHost | VirtualMachine
HERE = ("localhost", ".", "127.0.0.1", "::1", "")
_KB, _MB = 1024, 1024**2


def find_machine(session: Session, name: str) -> Machine:
    """The host or virtual machine of a computer's name, with or without its domain, or of its address.

    Raises:
        NotFoundError: this product knows none of it.
    """
    wanted = session.server.fully_qualified_domain_name or session.server.name if name.lower() in HERE else name
    spellings = {wanted.lower(), first_label(wanted).lower()}
    for host in session.find(VMHost):
        addresses = {a.lower() for adapter in host.network_adapters for a in adapter.ip_addresses}
        if spellings & {host.name.lower(), host.computer_name.lower()} or wanted.lower() in addresses:
            return host
    for machine in session.find(VirtualMachine):
        addresses = {a.lower() for adapter in machine.virtual_network_adapters for a in adapter.ipv4_addresses}
        names = {machine.name.lower(), machine.computer_name.lower(), first_label(machine.computer_name).lower()} - {""}
        if spellings & names or wanted.lower() in addresses:
            return machine
    raise NotFoundError(
        f"No host or virtual machine has the name '{name}'.",
        cause="Facts are known only of the hosts and virtual machines of this console.",
        action="Get-VMHost and Get-VM list them.",
        object_name=name,
    )


def responds(machine: Machine) -> bool:
    """Whether the computer answers: a host that is connected, a virtual machine that runs."""
    if isinstance(machine, VMHost):
        return machine.computer_state in {ComputerState.RESPONDING, ComputerState.MAINTENANCE_MODE}
    return machine.status is VMStatus.RUNNING


def address_of(machine: Machine) -> str:
    if isinstance(machine, VMHost):
        found = [a for adapter in machine.network_adapters for a in adapter.ip_addresses]
    else:
        found = [a for adapter in machine.virtual_network_adapters for a in adapter.ipv4_addresses]
    return next((a for a in found if ":" not in a), "")


# --- WMI classes ---


def _operating_system(machine: Machine) -> Iterator[PSObject]:
    free: int | None = None
    if isinstance(machine, VMHost):
        total, free = machine.total_memory // _KB, machine.available_memory * _KB
        bits, started = machine.processor_architecture, None
    else:
        total = machine.memory_mb * _KB
        if machine.memory_used_mb is not None:
            free = total - machine.memory_used_mb * _KB
        bits, started = "", machine.started_at
    guest = "" if isinstance(machine, VMHost) else machine.guest_operating_system
    yield PSObject(
        [
            ("Caption", guest or machine.operating_system), ("CSName", _computer_name(machine)),
            ("TotalVisibleMemorySize", total), ("FreePhysicalMemory", free), ("OSArchitecture", bits),
            ("LastBootUpTime", started), ("Status", "OK" if responds(machine) else "Unknown"),
        ],
        "Win32_OperatingSystem",
    )  # fmt: skip


def _computer_name(machine: Machine) -> str:
    if isinstance(machine, VMHost):
        return machine.computer_name
    return first_label(machine.computer_name) or machine.name


def _computer_system(machine: Machine) -> Iterator[PSObject]:
    full = machine.name if isinstance(machine, VMHost) else machine.computer_name
    domain = full.partition(".")[2]
    is_host = isinstance(machine, VMHost)
    memory = machine.total_memory if isinstance(machine, VMHost) else machine.memory_mb * _MB
    cpus = machine.logical_processor_count if isinstance(machine, VMHost) else machine.cpu_count
    sockets = machine.physical_cpu_count if isinstance(machine, VMHost) else machine.cpu_count
    yield PSObject(
        [
            ("Name", _computer_name(machine)), ("DNSHostName", _computer_name(machine)),
            ("Domain", domain or "WORKGROUP"), ("PartOfDomain", bool(domain)),
            ("Model", "" if is_host else "Virtual Machine"), ("TotalPhysicalMemory", memory),
            ("NumberOfLogicalProcessors", cpus), ("NumberOfProcessors", sockets),
            ("Status", "OK" if responds(machine) else "Unknown"),
        ],
        "Win32_ComputerSystem",
    )  # fmt: skip


def _processors(machine: Machine) -> Iterator[PSObject]:
    if isinstance(machine, VMHost):
        name, speed, load = machine.processor_model, machine.processor_speed_mhz, machine.cpu_utilization
        count, cores = machine.physical_cpu_count or 1, machine.cores_per_cpu
    else:
        name, speed, load, count, cores = machine.cpu_type, None, machine.cpu_utilization, machine.cpu_count, 1
    for number in range(count):
        yield PSObject(
            [
                ("DeviceID", f"CPU{number}"), ("Name", name), ("MaxClockSpeed", speed), ("NumberOfCores", cores),
                ("LoadPercentage", load), ("SystemName", _computer_name(machine)),
            ],
            "Win32_Processor",
        )  # fmt: skip


def _disks(machine: Machine) -> Iterator[PSObject]:
    if not isinstance(machine, VMHost):
        raise _inside(machine)
    for volume in machine.volumes:
        yield PSObject(
            [
                ("DeviceID", volume.mount_point), ("Name", volume.mount_point), ("DriveLetter", volume.mount_point),
                ("VolumeName", volume.name), ("DriveType", 3), ("FileSystem", volume.file_system),
                ("Size", volume.capacity), ("Capacity", volume.capacity), ("FreeSpace", volume.free_space),
                ("SystemName", _computer_name(machine)),
            ],
            "Win32_LogicalDisk",
        )  # fmt: skip


def _inside(machine: Machine) -> CapabilityError:
    return CapabilityError(
        f"What is inside the virtual machine '{machine.name}' is not known here.",
        cause="The volumes of a guest operating system can be seen only from inside it.",
        action="Get-VirtualHardDisk and Get-VirtualDiskDrive show its disks from outside.",
        object_name=machine.name,
    )


def _adapters(machine: Machine) -> Iterator[PSObject]:
    """Adapter and configuration in one, because the two WMI classes have no property in common that differs."""
    if isinstance(machine, VMHost):
        found = [
            (a.name, a.mac_address, a.connected, a.ip_addresses, (a.speed_mbps or 0) * 1_000_000)
            for a in machine.network_adapters
        ]
    else:
        found = [
            (a.name or "Network Adapter", a.mac_address, bool(a.virtual_network), a.ipv4_addresses, 0)
            for a in machine.virtual_network_adapters
        ]
    for index, (name, mac, connected, addresses, speed) in enumerate(found):
        yield PSObject(
            [
                ("Index", index), ("Description", name), ("Name", name), ("NetConnectionID", name),
                ("MACAddress", mac.replace("-", ":").upper()), ("IPAddress", list(addresses)),
                ("IPEnabled", bool(addresses)), ("NetConnectionStatus", 2 if connected else 7),
                ("NetEnabled", connected), ("Speed", speed or None), ("PhysicalAdapter", isinstance(machine, VMHost)),
                ("DNSHostName", _computer_name(machine)), ("SystemName", _computer_name(machine)),
            ],
            "Win32_NetworkAdapter",
        )  # fmt: skip


def _ping_status(machine: Machine) -> Iterator[PSObject]:
    answers = responds(machine)
    yield PSObject(
        [
            ("Address", machine.name), ("ProtocolAddress", address_of(machine)),
                ("StatusCode", 0 if answers else 11010),
            ("ResponseTime", 0 if answers else None), ("BufferSize", 32),
        ],
        "Win32_PingStatus",
    )  # fmt: skip


CLASSES = {
    "win32_operatingsystem": _operating_system, "win32_computersystem": _computer_system,
    "win32_processor": _processors, "win32_logicaldisk": _disks, "win32_volume": _disks,
    "win32_networkadapter": _adapters, "win32_networkadapterconfiguration": _adapters,
    "win32_pingstatus": _ping_status,
}  # fmt: skip
