"""Facts about a host itself: processors, memory, software, volumes."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import libvirt

from vmmconsole.model.host import VMHost, VMHostVolume
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import ComputerState, HostStatus, VirtualizationPlatform
from vmmconsole.model.virtual_machine import VirtualMachine

from .host import LibvirtHost
from .load import LoadMeter
from .xmltree import parse

_PSEUDO = {
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs",
    "fuse.gvfsd-fuse", "fuse.portal", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore", "ramfs", "rpc_pipefs",
    "securityfs", "selinuxfs", "squashfs", "sysfs", "tmpfs", "tracefs",
}  # fmt: skip
_NO_EMULATOR = (
    "QEMU is not installed, so no virtual machine can run. Install it with: sudo apt-get install qemu-system-x86"
)
_SMALLEST_VOLUME = 64 << 20


class HostFacts:
    """Reads the facts of one host; what cannot change while it is connected is read once."""

    def __init__(self, host: LibvirtHost) -> None:
        self._host = host
        self._load = LoadMeter()
        self._fixed: dict[str, Any] | None = None

    def forget(self) -> None:
        """The host may be another one after a lost connection, or have restarted with new software."""
        self._fixed = None

    def host(self, machines: list[VirtualMachine]) -> VMHost:
        """The host with everything but its machines."""
        handle = self._host.handle
        fixed = self._fixed
        if fixed is None:
            fixed = self._fixed = self._read_fixed()
        host_id: UUID = fixed["id"]
        running = self._host.handle.numOfDomains()
        networks = self._host.networks
        return VMHost(
            **fixed,
            overall_state=HostStatus.OK if fixed["maximum_cpus_per_vm"] else HostStatus.NEEDS_ATTENTION,
            status_reason="" if fixed["maximum_cpus_per_vm"] else _NO_EMULATOR,
            computer_state=ComputerState.RESPONDING,
            virtualization_platform=VirtualizationPlatform.KVM,
            connection=self._host.connection.uri,
            accelerator=self._host.known_accelerator(),
            available_memory=self._available_memory_mb(handle),
            cpu_utilization=self._cpu_percent(handle),
            running_vms=running,
            total_vms=len(machines),
            volumes=self._volumes(handle, host_id),
            networks=networks.networks(host_id),
            network_adapters=networks.adapters(host_id),
            vm_paths=[default_path(self._host)],
            refreshed_at=utc_now(),
        )

    def _read_fixed(self) -> dict[str, Any]:
        handle = self._host.handle
        architecture, _memory_mb, cpus, mhz, nodes, sockets, cores, _threads = handle.getInfo()
        memory_mb = total_memory_mb(handle)
        capabilities = parse(handle.getCapabilities())
        try:
            host_id = UUID(capabilities.findtext("host/uuid", ""))
        except ValueError:
            host_id = uuid5(UUID(int=0), handle.getHostname())
        return {
            "id": host_id,
            "name": handle.getHostname(),
            "virtualization_version": _versions(handle),
            "operating_system": _os_release() if self._host.local else "",
            "processor_model": (self._host.local and _processor_model()) or _known_model(capabilities),
            "processor_speed_mhz": mhz,
            "processor_architecture": architecture,
            "logical_processor_count": cpus,
            "physical_cpu_count": max(nodes * sockets, 1),
            "cores_per_cpu": cores,
            "total_memory": memory_mb << 20,
            "maximum_memory_per_vm_mb": memory_mb,
            "maximum_cpus_per_vm": maximum_cpus(handle),
        }

    def _available_memory_mb(self, handle: libvirt.virConnect) -> int:
        if self._host.local and not self._host.simulated:
            found = re.search(r"^MemAvailable:\s+(\d+)", _text("/proc/meminfo"), re.MULTILINE)
            if found:
                return int(found.group(1)) >> 10
        with contextlib.suppress(libvirt.libvirtError):
            stats = handle.getMemoryStats(libvirt.VIR_NODE_MEMORY_STATS_ALL_CELLS, 0)
            return int(stats.get("free", 0) + stats.get("buffers", 0) + stats.get("cached", 0)) >> 10
        return int(handle.getFreeMemory()) >> 20

    def _cpu_percent(self, handle: libvirt.virConnect) -> int | None:
        try:
            times = handle.getCPUStats(libvirt.VIR_NODE_CPU_STATS_ALL_CPUS, 0)
        except libvirt.libvirtError:
            return None
        busy = times.get("kernel", 0) + times.get("user", 0)
        return self._load.percent("host", busy / 1e9, int(handle.getInfo()[2]))

    def _volumes(self, handle: libvirt.virConnect, host_id: UUID) -> list[VMHostVolume]:
        if self._host.local and not self._host.simulated:
            return local_volumes(host_id)
        found = []
        with contextlib.suppress(libvirt.libvirtError):
            for pool in handle.listAllStoragePools(libvirt.VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE):
                root = parse(pool.XMLDesc())
                _state, capacity, _used, free = pool.info()
                found.append(
                    VMHostVolume(
                        id=UUID(pool.UUIDString()),
                        name=pool.name(),
                        mount_point=root.findtext("target/path", ""),
                        capacity=capacity,
                        free_space=free,
                        file_system=root.get("type", ""),
                    )
                )
        return found


def default_path(host: LibvirtHost) -> str:
    """The folder below which new machines get theirs when nobody says otherwise."""
    if host.local and host.session:
        return str(Path.home() / "Virtual Machines")
    return "/var/lib/libvirt/images"


def total_memory_mb(handle: libvirt.virConnect) -> int:
    """The host's memory. The statistics come first: they count memory that was plugged in later."""
    with contextlib.suppress(libvirt.libvirtError):
        total = handle.getMemoryStats(libvirt.VIR_NODE_MEMORY_STATS_ALL_CELLS, 0).get("total", 0)
        if total:
            return int(total) >> 10
    return int(handle.getInfo()[1])


def maximum_cpus(handle: libvirt.virConnect) -> int:
    """The most processors that one machine may have; 0 on a host without an emulator."""
    kinds = ("qemu", "kvm") if handle.getType() == "QEMU" else (None,)
    for kind in kinds:
        with contextlib.suppress(libvirt.libvirtError):
            return int(handle.getMaxVcpus(kind))
    return 0


def local_volumes(host_id: UUID) -> list[VMHostVolume]:
    """The mounted file systems of this machine that can hold disk files."""
    found: dict[int, VMHostVolume] = {}
    for line in _text("/proc/self/mounts").splitlines():
        fields = line.split(" ")
        if len(fields) < 3 or fields[2] in _PSEUDO:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m.group(1), 8)), fields[1])
        try:
            device, usage = Path(place).stat().st_dev, os.statvfs(place)
        except OSError:
            continue
        size = usage.f_blocks * usage.f_frsize
        if not Path(place).is_dir() or size < _SMALLEST_VOLUME or place.startswith(("/boot", "/proc", "/sys", "/dev")):
            continue
        known = found.get(device)
        if known is None or len(place) < len(known.mount_point):
            found[device] = VMHostVolume(
                id=uuid5(host_id, f"volume:{place}"),
                name=place,
                mount_point=place,
                capacity=size,
                free_space=usage.f_bavail * usage.f_frsize,
                file_system=fields[2],
                available_for_placement=not usage.f_flag & os.ST_RDONLY,
            )
    return sorted(found.values(), key=lambda v: v.mount_point)


def _versions(handle: libvirt.virConnect) -> str:
    def dotted(number: int) -> str:
        return f"{number // 1_000_000}.{number // 1000 % 1000}.{number % 1000}"

    kind = "QEMU" if handle.getType() == "QEMU" else str(handle.getType())
    return f"libvirt {dotted(handle.getLibVersion())}, {kind} {dotted(handle.getVersion())}"


def _os_release() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return platform.system()


def _processor_model() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", _text("/proc/cpuinfo"), re.MULTILINE)
    return " ".join(found.group(1).split()) if found else ""


def _known_model(capabilities: ET.Element) -> str:
    cpu = capabilities.find("host/cpu")
    if cpu is None:
        return ""
    return " ".join(text for text in (cpu.findtext("vendor"), cpu.findtext("model")) if text)


def _text(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
