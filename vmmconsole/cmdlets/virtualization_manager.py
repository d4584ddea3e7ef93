"""Virtualization managers: vCenter servers and their resource pools."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import ClientCertificate, Credential, HostCluster, VirtualizationManager
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class AddVirtualizationManager(UnavailableChange):
    """Adds a vCenter server with its hosts and virtual machines.

    Example:
        Add-VirtualizationManager -ComputerName "kvm-02.example.org" -Credential $credential
    """

    name = "Add-VirtualizationManager"
    aliases = ("Add-SCVirtualizationManager",)
    job_name = "Add virtualization manager"
    needs = Missing.VIRTUALIZATION_MANAGERS
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    computer_name: str = parameter(
        "ComputerName", mandatory=True, position=0, help="The name or address of the computer."
    )
    description: str = parameter("Description", help="What it is for.")
    credential: Credential = parameter(
        "Credential", mandatory=True, pipeline=True, help="The user name and password to do it with."
    )
    tcp_port: int = parameter("TCPPort", minimum=0, help="The port.")
    certificate: ClientCertificate | None = parameter(
        "Certificate", help="The certificate to accept, from Get-Certificate."
    )
    secure_mode: bool = parameter(
        "SecureMode", aliases=("EnableSecureMode",), help="$true to use encrypted connections only."
    )


class GetVirtualizationManager(UnavailableGet):
    """Reads the vCenter servers that were added.

    Example:
        Get-VirtualizationManager -ComputerName "kvm-02.example.org"
    """

    name = "Get-VirtualizationManager"
    aliases = ("Get-SCVirtualizationManager",)
    needs = Missing.VIRTUALIZATION_MANAGERS
    returns = "VirtualizationManager"

    computer_name: str = parameter("ComputerName", position=0, help="Only the one on this computer.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class SetVirtualizationManager(UnavailableChange):
    """Changes how a vCenter server is reached.

    Example:
        Set-VirtualizationManager -VirtualizationManager "vcenter-01" -SecureMode $true
    """

    name = "Set-VirtualizationManager"
    aliases = ("Set-SCVirtualizationManager",)
    job_name = "Change properties of virtualization manager"
    needs = Missing.VIRTUALIZATION_MANAGERS
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    virtualization_manager: VirtualizationManager = parameter(
        "VirtualizationManager", mandatory=True, position=0, pipeline=True, help="The virtualization manager."
    )
    secure_mode: bool = parameter(
        "SecureMode", aliases=("EnableSecureMode",), help="$true to use encrypted connections only."
    )
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
    tcp_port: int = parameter("TCPPort", minimum=0, help="The port.")
    certificate: ClientCertificate | None = parameter(
        "Certificate", help="The certificate to accept, from Get-Certificate."
    )


class RefreshVirtualizationManager(UnavailableChange):
    """Reads a vCenter server again.

    Example:
        Refresh-VirtualizationManager -VirtualizationManager "vcenter-01"
    """

    name = "Refresh-VirtualizationManager"
    aliases = ("Read-SCVirtualizationManager",)
    job_name = "Refresh virtualization manager"
    needs = Missing.VIRTUALIZATION_MANAGERS
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    virtualization_manager: VirtualizationManager = parameter(
        "VirtualizationManager", mandatory=True, position=0, pipeline=True, help="The virtualization manager."
    )


class RemoveVirtualizationManager(UnavailableChange):
    """Removes a vCenter server with every host below it.

    Example:
        Remove-VirtualizationManager -VirtualizationManager "vcenter-01"
    """

    name = "Remove-VirtualizationManager"
    aliases = ("Remove-SCVirtualizationManager",)
    job_name = "Remove virtualization manager"
    needs = Missing.VIRTUALIZATION_MANAGERS
    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    virtualization_manager: VirtualizationManager = parameter(
        "VirtualizationManager", mandatory=True, position=0, pipeline=True, help="The virtualization manager."
    )
    force: switch = parameter("Force", help="Do it although something stands against it.")


class GetVMwareResourcePool(UnavailableGet):
    """Reads the resource pools of a host or cluster.

    Example:
        Get-VMwareResourcePool -Name "Production"
    """

    name = "Get-VMwareResourcePool"
    aliases = ("Get-SCVMwareResourcePool",)
    needs = Missing.VIRTUALIZATION_MANAGERS
    returns = "VMwareResourcePool"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    vm_host_cluster: HostCluster | None = parameter(
        "VMHostCluster", pipeline=True, help="Only those of this host cluster."
    )
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
