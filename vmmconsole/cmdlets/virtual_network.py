"""Virtual networks, physical network adapters, volumes and folders of hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import VMHost
from vmmconsole.model.host import DirectoryChildItem, VirtualNetwork, VMHostNetworkAdapter, VMHostVolume
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter

from .capabilities import Missing
from .hardware_rules import check_path
from .resolve import HOST_PARTS
from .session import Session
from .vmm_cmdlet import ReadingCmdlet


class HostPartCmdlet(ReadingCmdlet):
    """Reads parts of hosts."""

    vm_host: VMHost = parameter("VMHost", pipeline=True, help="Only those of this host.")
    part_name: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def parts(self, session: Session, kind: type[Any]) -> list[Any]:
        """The parts of that class, each naming its host where it can."""
        hosts = [session.get(VMHost, self.vm_host.id)] if self.given("vm_host") else session.find(VMHost)
        found = [
            part.model_copy(update={"vm_host": host.ref}) if "vm_host" in kind.model_fields else part
            for host in hosts
            for part in HOST_PARTS[kind](host)
        ]
        if self.given("part_name"):
            found = [part for part in found if part.name.lower() == self.part_name.lower()]
        return [part for part in found if part.id == self.id_] if self.id_ is not UNSET else found


class GetVirtualNetwork(HostPartCmdlet):
    """Reads the virtual networks of hosts.

    Example:
        Get-VirtualNetwork -VMHost "kvm-01"

    Example:
        Get-VirtualNetwork -Name "default"
    """

    name = "Get-VirtualNetwork"
    aliases = ("Get-SCVirtualNetwork",)
    returns = "VirtualNetwork"

    id_: UUID = parameter("ID", pipeline=True, help="Only the one of this ID.")
    vm_host_cluster: str = parameter(
        "VMHostCluster", needs=Missing.CLUSTERS, help="Only those of the hosts of this cluster."
    )

    def run(self, session: Session) -> Iterable[object]:
        return self.parts(session, VirtualNetwork)


class GetVMHostNetworkAdapter(HostPartCmdlet):
    """Reads the physical network adapters of hosts.

    Example:
        Get-VMHostNetworkAdapter -VMHost "kvm-01"
    """

    name = "Get-VMHostNetworkAdapter"
    aliases = ("Get-SCVMHostNetworkAdapter",)
    returns = "VMHostNetworkAdapter"

    def run(self, session: Session) -> Iterable[object]:
        return self.parts(session, VMHostNetworkAdapter)


class GetVMHostVolume(HostPartCmdlet):
    """Reads the volumes of hosts.

    Example:
        Get-VMHost -ComputerName "kvm-01" | Get-VMHostVolume
    """

    name = "Get-VMHostVolume"
    aliases = ("Get-SCStorageVolume",)
    returns = "VMHostVolume"

    def run(self, session: Session) -> Iterable[object]:
        return self.parts(session, VMHostVolume)


class GetDirectoryChildItem(ReadingCmdlet):
    """Lists the files and folders in a folder of a host.

    Without -Path it lists where to begin: the default paths and volumes.

    Example:
        Get-DirectoryChildItem -VMHost "kvm-01" -Path "/srv/vms"
    """

    name = "Get-DirectoryChildItem"
    aliases = ("Get-SCDirectoryChildItem",)
    permission = Permission.MANAGE_HOSTS  # everybody's files are there
    returns = "DirectoryChildItem"

    vm_host: VMHost = parameter("VMHost", mandatory=True, pipeline=True, help="The host.")
    path: str = parameter("Path", position=0, help="The folder's full path.")

    def run(self, session: Session) -> Iterable[object]:
        path = check_path(self.path, "Path") if self.given("path") and self.path else ""
        host = session.get(VMHost, self.vm_host.id)
        return [
            DirectoryChildItem(name=item.name, full_name=item.path, is_directory=item.is_directory, size=item.size)
            for item in session.provider(host).list_directory(path)
        ]
