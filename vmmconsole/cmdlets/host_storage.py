"""The storage of hosts: disks, volumes and host bus adapters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import NotFoundError, ParameterError, StateError
from vmmconsole.model.host import VMHostVolume
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Cloud, HostCluster, StorageArray, VMHostDisk, VMHostHba
from .capabilities import Missing
from .session import Session
from .unavailable import UnavailableGet, UnavailableGrouped
from .vmm_cmdlet import UngroupedCmdlet, old_to_new


class GetVMHostDisk(UnavailableGet):
    """Reads the physical disks of hosts.

    Example:
        Get-VMHostDisk -Name "sdb"
    """

    name = "Get-VMHostDisk"
    aliases = ("Get-SCStorageDisk",)
    needs = Missing.HOST_STORAGE
    returns = "VMHostDisk"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")
    storage_array: StorageArray | None = parameter("StorageArray", help="Only those of this storage array.")
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    all_: switch = parameter("All", help="All of them; the default.")


class SetVMHostVolume(UngroupedCmdlet):
    """Says whether new virtual machines may be placed on a volume. What is there already stays.

    Example:
        Get-VMHostVolume -VMHost "kvm-01" | Set-VMHostVolume -AvailableForPlacement $false
    """

    name = "Set-VMHostVolume"
    aliases = ("Set-SCStorageVolume",)
    job_name = "Change properties of host volume"
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostVolume"

    vm_host_volume: VMHostVolume = parameter(
        "VMHostVolume", aliases=("StorageVolume",), mandatory=True, position=0, pipeline=True, help="The host volume."
    )
    for_placement: bool = parameter("AvailableForPlacement", help="$false to place no new virtual machine on it.")

    def run(self, session: Session) -> Iterable[object]:
        host = self._host(session)
        session.lock(host)
        host = self._host(session)
        session.result(host)
        return [self._volume(session.save(host.model_copy(update=self._update(host))))]

    def _host(self, session: Session) -> VMHost:
        if self.vm_host_volume.vm_host is None:
            raise NotFoundError(f"There is no host of the volume '{self.vm_host_volume.name}'.")
        return session.get(VMHost, self.vm_host_volume.vm_host.id)

    def _volume(self, host: VMHost) -> VMHostVolume:
        found = next((v for v in host.volumes if v.mount_point == self.vm_host_volume.mount_point), None)
        if found is None:
            raise NotFoundError(f"The host '{host.name}' no longer has the volume '{self.vm_host_volume.name}'.")
        return found

    def _update(self, host: VMHost) -> dict[str, Any]:
        if not self.given("for_placement"):
            raise ParameterError(f"{self.name} changes nothing.", action="Give -AvailableForPlacement.")
        volume, kept_free = self._volume(host), host.kept_free_volumes
        if self.for_placement and not volume.available_for_placement and volume.mount_point not in kept_free:
            raise StateError(
                f"The volume '{volume.name}' of '{host.name}' cannot be used for virtual machines.",
                cause="It cannot be written.",
                action="Mount it for writing on the host, then refresh the host.",
                object_name=host.name,
            )
        others = [place for place in kept_free if place != volume.mount_point]
        changed = volume.model_copy(update={"available_for_placement": self.for_placement})
        return {
            "kept_free_volumes": others if self.for_placement else [*others, volume.mount_point],
            "volumes": [changed if v.mount_point == volume.mount_point else v for v in host.volumes],
        }

    def plan(self, session: Session) -> list[str]:
        host = self._host(session)
        self._update(host)
        was = self._volume(host).available_for_placement
        what = f"Available for placement of '{self.vm_host_volume.name}' on '{host.name}'"
        return [old_to_new(what, was, self.for_placement)]


class GetVMHostHba(UnavailableGet):
    """Reads the host bus adapters of hosts.

    Example:
        Get-VMHostHba -VMHost "kvm-01"
    """

    name = "Get-VMHostHba"
    needs = Missing.HOST_STORAGE
    returns = "VMHostHba"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class SetVMHostHba(UnavailableGrouped):
    """Changes a host bus adapter.

    Example:
        Set-VMHostHba -VMHostHba "hba0" -AddTargetPortal
    """

    name = "Set-VMHostHba"
    job_name = "Change properties of host bus adapter"
    needs = Missing.HOST_STORAGE
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostHba"

    vm_host_hba: VMHostHba = parameter(
        "VMHostHba", mandatory=True, position=0, pipeline=True, help="The host bus adapter."
    )
    add_target_portal: switch = parameter("AddTargetPortal", help="Add a target portal.")
    target_portal: str = parameter("TargetPortal", help="The address of the portal.")


class SetSCStorageDisk(UnavailableGrouped):
    """Prepares a physical disk of a host.

    Example:
        Set-SCStorageDisk -StorageDisk "sdb" -CreateVolume
    """

    name = "Set-SCStorageDisk"
    job_name = "Change properties of storage disk"
    needs = Missing.HOST_STORAGE
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostDisk"

    storage_disk: VMHostDisk = parameter(
        "StorageDisk", mandatory=True, position=0, pipeline=True, help="The host disk."
    )
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    create_volume: switch = parameter("CreateVolume", help="Make a volume on it.")
    mount_point: str = parameter("MountPoint", help="The drive letter or path of the volume.")
    quick_format: switch = parameter("QuickFormat", help="Format without looking for bad places.")
    volume_label: str = parameter("VolumeLabel", help="The name of the volume.")
    force_format: switch = parameter("ForceFormat", help="Format it also when it has data.")


class GetVMPerformance(UnavailableGet):
    """Reads counters of a virtual machine, host or cloud over time.

    Example:
        Get-VMPerformance -VM "web-01"
    """

    name = "Get-VMPerformance"
    aliases = ("Get-SCPerformanceData",)
    needs = Missing.PERFORMANCE
    returns = "PerformanceData"

    vm: VirtualMachine | None = parameter("VM", pipeline=True, help="Only those of this virtual machine.")
    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")
    performance_counter: str = parameter("PerformanceCounter", help="Which counter: CPU, memory, storage or network.")
    time_frame: str = parameter("TimeFrame", help="How far back: Hour, Day or Month.")
