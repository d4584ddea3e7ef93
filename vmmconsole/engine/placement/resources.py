"""What a machine needs of a host's processors, memory, disks and network, and what is left there after the reserves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.model.host import HostReserves, VMHost, VMHostVolume
from vmmconsole.model.status import VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine

MB = 1024 * 1024

_USING = frozenset(
    {VMStatus.RUNNING, VMStatus.PAUSED, VMStatus.STARTING, VMStatus.RESTORING, VMStatus.POWERING_OFF, VMStatus.SAVING,
     VMStatus.PAUSING, VMStatus.RESET}
)  # fmt: skip
"""The statuses in which a machine has its memory."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a host: what share of it stays free with the machine on it, 0 to 1, told in `sentence`; and the
    reason against the host, if any, with whether it forbids the host."""

    free: float
    sentence: str
    reason: str = ""
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What the running machines of a host use or were promised: MB, operations and megabits per second, and percent of
    one processor."""

    memory_mb: int = 0
    disk_io: int = 0
    network_mbps: int = 0
    cpu_percent: float = 0


def load_of(machines: Iterable[VirtualMachine], other_than: VirtualMachine | None = None) -> Load:
    """The load of those of the machines that run, without the one that is to move."""
    running = VMStatus.RUNNING
    using = [m for m in machines if m.status is running or m.status in _USING]  # most are, and hashing costs
    if other_than is not None:
        using = [machine for machine in using if machine.id != other_than.id]
    return Load(
        memory_mb=sum([m.memory_mb for m in using]),
        disk_io=sum([m.disk_io for m in using]),
        network_mbps=sum([m.network_utilization for m in using]),
        cpu_percent=sum(
            [
                m.cpu_count * (m.expected_cpu_utilization if m.cpu_utilization is None else m.cpu_utilization)
                for m in using
            ]
        ),
    )


def share_left(capacity: float, used: float, needed: float) -> float:
    """What share of the capacity stays free, 0 to 1."""
    if capacity <= 0:
        return 0.0
    return min(1.0, max(0.0, (capacity - used - needed) / capacity))


def processor_need(request: PlacementRequest, host: VMHost, type_mhz: int) -> float:
    """How many percent of the host's processors the machine is expected to use.

    What was measured of a running machine replaces what was expected. A CPU type's percentage is of that type's speed,
    so a faster host needs less of its own.
    """
    hardware, machine = request.hardware, request.machine
    expected: float = hardware.expected_cpu_utilization
    if machine is not None and machine.status is VMStatus.RUNNING and machine.cpu_utilization is not None:
        expected = machine.cpu_utilization
    elif type_mhz and host.processor_speed_mhz:
        expected *= type_mhz / host.processor_speed_mhz
    return hardware.cpu_count * expected / max(1, host.logical_processor_count)


def processors(need: float, used: float, host: VMHost, reserves: HostReserves) -> Resource:
    """The processors, in percent of all of them; more than is left is a soft reason."""
    capacity = 100 - reserves.cpu_percentage_reserve
    left = max(0.0, capacity - used)
    sentence = (
        f"Processor: {_percent(used)} of {host.logical_processor_count:,} logical processors in use, "
        f"about {_percent(need)} more with this machine, {reserves.cpu_percentage_reserve} % in reserve."
    )
    if need > left:
        reason = (
            f"Expected to need {_percent(need)} of the processors; the host has {_percent(left)} left after its "
            f"reserve of {reserves.cpu_percentage_reserve} %."
        )
        return Resource(0.0, sentence, reason)
    return Resource(share_left(capacity, used, need), sentence)


def processors_used(host: VMHost, load: Load) -> float:
    """Percent of the host's processors in use: measured, or else what its machines are expected to use."""
    if host.cpu_utilization is not None:
        return float(host.cpu_utilization)
    return min(100.0, load.cpu_percent / max(1, host.logical_processor_count))


def memory_left_mb(host: VMHost, load: Load) -> int:
    """MB of memory that neither are in use nor were promised to running machines, before the reserve."""
    return max(0, min(host.available_memory, host.total_memory // MB - load.memory_mb))


def memory(need_mb: int, free_mb: int, host: VMHost, reserves: HostReserves) -> Resource:
    """The memory; too little is a hard reason. `free_mb` is what `memory_left_mb` says."""
    reserve = reserves.memory_reserve_mb
    total = host.total_memory // MB
    left = max(0, free_mb - reserve)
    sentence = f"Memory: {free_mb:,} MB of {total:,} MB free, {need_mb:,} MB needed, {reserve:,} MB in reserve."
    if need_mb > left:
        reason = f"Needs {need_mb:,} MB of memory; the host has {left:,} MB left after its reserve of {reserve:,} MB."
        return Resource(0.0, sentence, reason, hard=True)
    return Resource(share_left(total - reserve, total - free_mb, need_mb), sentence)


def disks(request: PlacementRequest, load: Load, host: VMHost, reserves: HostReserves) -> tuple[list[Resource], str]:
    """Disk space, where too little is a hard reason, and disk input and output, where it is a soft one; and the folder
    for the machine's files."""
    need = request.disk_gb * 1024
    reserve = reserves.disk_space_reserve_mb
    usable = [volume for volume in host.volumes if volume.available_for_placement]
    asked = _volume_of(request.path, host.volumes) if request.path else None
    if asked is not None:
        usable = [asked]
    if not usable:
        reason = f"Needs {_size(need)} of disk space; the host reports no volume to place files on." if need else ""
        return [Resource(0.0 if need else 1.0, "Disk: no volumes are known.", reason, hard=bool(reason))], (
            host.vm_paths[0] if host.vm_paths else ""
        )
    fitting = [volume for volume in usable if _room(volume, reserve) >= need]
    if not fitting:
        largest = max(usable, key=lambda volume: (volume.free_space, volume.name))
        reason = (
            f"Needs {_size(need)} of disk space; the volume with the most room, {largest.name}, has "
            f"{_size(max(0, _room(largest, reserve)))} left after the host's reserve of {reserve:,} MB."
        )
        sentence = f"Disk: {_size(largest.free_space / MB)} free on {largest.name}, {_size(need)} needed."
        return [Resource(0.0, sentence, reason, hard=True)], ""
    volume, path = _preferred(fitting, host)
    sentence = (
        f"Disk: {_size(volume.free_space / MB)} of {_size(volume.capacity / MB)} free on {volume.name}, "
        f"{_size(need)} needed, {reserve:,} MB in reserve."
    )
    capacity = max(volume.capacity, volume.free_space) / MB
    space = Resource(share_left(capacity - reserve, capacity - volume.free_space / MB, need), sentence)
    return [space, *_disk_operations(request.hardware.disk_io, load.disk_io, reserves)], path


def _disk_operations(need: int, used: int, reserves: HostReserves) -> list[Resource]:
    if not need and not used:
        return []
    capacity = reserves.max_disk_io_reservation
    sentence = f"Disk I/O: {used:,} of {capacity:,} operations per second expected already, {need:,} more needed."
    if need > capacity - used:
        reason = f"Needs {need:,} disk operations per second; the host has {max(0, capacity - used):,} left."
        return [Resource(0.0, sentence, reason)]
    return [Resource(share_left(capacity, used, need), sentence)]


def network(need: int, load: Load, host: VMHost, reserves: HostReserves) -> Resource:
    """The bandwidth of the connected network adapters; more than is left is a soft reason."""
    speed = sum(adapter.speed_mbps or 0 for adapter in host.network_adapters if adapter.connected)
    if not speed:
        return Resource(1.0, "Network: the speed of the host's adapters is not known.")
    reserve = reserves.network_percentage_reserve
    capacity = speed * (100 - reserve) / 100
    used = load.network_mbps
    sentence = f"Network: {used:,} of {speed:,} Mb/s expected already, {need:,} Mb/s needed, {reserve} % in reserve."
    left = max(0.0, capacity - used)
    if need > left:
        reason = f"Needs {need:,} Mb/s of network; the host has {left:,.0f} Mb/s left after its reserve of {reserve} %."
        return Resource(0.0, sentence, reason)
    return Resource(share_left(capacity, used, need), sentence)


def _room(volume: VMHostVolume, reserve_mb: int) -> float:
    return volume.free_space / MB - reserve_mb


def _preferred(fitting: Sequence[VMHostVolume], host: VMHost) -> tuple[VMHostVolume, str]:
    """The volume with the most room, and the host's default path on it; a volume without one only where no default path
    stands on a volume with room."""
    ordered = sorted(fitting, key=lambda volume: (-volume.free_space, volume.name))
    homes = {path: _volume_of(path, host.volumes) for path in host.vm_paths}
    for volume in ordered:
        for path, home in homes.items():
            if home is volume:
                return volume, path
    return ordered[0], ordered[0].mount_point


def _volume_of(path: str, volumes: Sequence[VMHostVolume]) -> VMHostVolume | None:
    """The volume that a path is on: of those above it, the nearest."""
    above = [volume for volume in volumes if _is_below(path, volume.mount_point)]
    return max(above, key=lambda volume: len(volume.mount_point.rstrip("/\\")), default=None)


def _is_below(path: str, folder: str) -> bool:
    separator = "\\" if path[1:2] == ":" or path.startswith("\\\\") else "/"
    if separator == "\\":  # Windows: any case
        path, folder = path.lower().replace("/", separator), folder.lower().replace("/", separator)
    return (path + separator).startswith(folder.rstrip(separator) + separator)


def _size(mb: float) -> str:
    return f"{mb / 1024:,.1f} GB".replace(".0 GB", " GB") if mb >= 1024 else f"{mb:,.0f} MB"


def _percent(value: float) -> str:
    return f"{value:,.1f} %".replace(".0 %", " %")
