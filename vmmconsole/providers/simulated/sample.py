"""The sample fabric: what a simulated host and its machines look like. The same name always gives the same host."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID, uuid5

from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.host import VirtualNetwork, VMHost, VMHostVolume
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import BusType, HostStatus, VirtualizationPlatform, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine

NAMESPACE = UUID("6c2d3c0e-4a3f-5d0e-9b57-7b0c6f1f5a10")
GIB = 1024**3
_ROLES = (
    "app-web",
    "app-api",
    "db-pg",
    "db-sql",
    "cache",
    "build",
    "mail",
    "vpn-gw",
    "dc",
    "file",
    "vdi",
    "test",
    "mon",
)
_SYSTEMS = (
    "Debian 12", "Debian 13", "Ubuntu 24.04 LTS", "Windows Server 2022", "Windows Server 2025", "Windows 11",
    "Red Hat Enterprise Linux 9", "FreeBSD 14",
)  # fmt: skip
_OWNERS = ("CONTOSO\\anna", "CONTOSO\\bo", "CONTOSO\\carl", "CONTOSO\\dana", "CONTOSO\\pool")
_STATUSES = (VMStatus.RUNNING,) * 14 + (VMStatus.POWER_OFF,) * 5 + (VMStatus.SAVED,)


def sample_host(name: str) -> VMHost:
    """The facts of the simulated host of that name."""
    chance = random.Random(name)  # noqa: S311  sample data
    cores = chance.choice((16, 32, 64))
    memory = chance.choice((256, 512, 1024)) * GIB
    host_id = uuid5(NAMESPACE, name)
    networks = [
        VirtualNetwork(id=uuid5(host_id, network), name=network, type="bridge", description=text)
        for network, text in (("Production", "Simulated VLAN 204"), ("Management", "Simulated VLAN 10"), ("Lab", ""))
    ]
    return VMHost(
        id=host_id, name=name, overall_state=HostStatus.OK,
        virtualization_platform=VirtualizationPlatform.SIMULATED, virtualization_version="1.0",
        operating_system="Simulated", processor_model="Simulated processor", processor_speed_mhz=2600,
        processor_architecture="x86_64", logical_processor_count=cores, physical_cpu_count=2,
        cores_per_cpu=cores // 2, total_memory=memory, available_memory=memory // 2**20,
        cpu_utilization=chance.randint(4, 60), maximum_memory_per_vm_mb=memory // 2**20, maximum_cpus_per_vm=cores,
        volumes=[
            VMHostVolume(name="data", mount_point="/var/lib/vms", capacity=8192 * GIB, free_space=6144 * GIB,
                         file_system="simulated")
        ],
        networks=networks, vm_paths=["/var/lib/vms"],
    )  # fmt: skip


def sample_machines(host: VMHost, count: int, first: int) -> list[VirtualMachine]:
    """`count` machines for that host, numbered from `first`.

    They are copies of one validated template, because a fabric of 25,000 must be there within a second.
    """
    chance = random.Random(f"{host.name}/{first}")  # noqa: S311  sample data
    disk = VirtualDiskDrive(
        name="disk", bus_type=BusType.SCSI, virtual_hard_disk=DiskImage(name="disk", maximum_size=40 * GIB)
    )
    image = disk.virtual_hard_disk
    adapter = VirtualNetworkAdapter(name="network adapter")
    drive = VirtualDVDDrive(name="DVD drive")
    template = VirtualMachine(
        name="template", virtualization_platform=VirtualizationPlatform.SIMULATED, has_screen=True, generation=1
    )
    # The same at every start within a month: a host that is asked again has nothing new to tell.
    month = utc_now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    machines = []
    for index in range(first, first + count):
        status = chance.choice(_STATUSES)
        running = status is VMStatus.RUNNING
        name = f"{_ROLES[index % len(_ROLES)]}-{index:05d}"
        folder = f"/var/lib/vms/{name}"
        machine_id = UUID(int=chance.getrandbits(128), version=4)
        size = chance.randint(2, 30) * GIB
        path = f"{folder}/{name}_disk_1.qcow2"
        machine = template.model_copy(
            update={
                "id": machine_id, "name": name, "status": status, "cpu_count": chance.choice((1, 2, 2, 4, 8)),
                "memory_mb": chance.choice((1024, 2048, 4096, 4096, 8192, 16384)), "location": folder,
                "guest_operating_system": chance.choice(_SYSTEMS), "owner": _OWNERS[index // 3 % len(_OWNERS)],
                "cpu_utilization": chance.randint(0, 60) if running else None,
                "started_at": month - timedelta(minutes=chance.randint(5, 200_000)) if running else None,
                "has_guest_agent": running, "has_saved_state": status is VMStatus.SAVED, "total_size": size,
                "virtual_disk_drives": [disk.model_copy(update={
                    "id": _part(machine_id, 1),
                    "virtual_hard_disk": image.model_copy(update={
                        "id": _part(machine_id, 2), "location": path, "size": size,
                    }) if image else None,
                })],
                "virtual_network_adapters": [adapter.model_copy(update={
                    "id": _part(machine_id, 3), "virtual_network": host.networks[index % 3].name,
                    "mac_address": f"00:1D:D8:{index >> 16 & 255:02X}:{index >> 8 & 255:02X}:{index & 255:02X}",
                })],
                "virtual_dvd_drives": [drive.model_copy(update={"id": _part(machine_id, 4)})],
            }
        )  # fmt: skip
        machines.append(machine)
    return machines


def _part(machine_id: UUID, number: int) -> UUID:
    """The ID of a machine's part; `uuid5` takes six times as long, which is half a second for a large fabric."""
    return UUID(int=machine_id.int ^ number)
