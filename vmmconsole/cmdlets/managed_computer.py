"""Managed computers: the agents on hosts and library servers, and searching for computers."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import ClientCertificate, ClientSshPublicKey, Credential, VMMManagedComputer
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class DiscoverComputer(UnavailableGet):
    """Searches the directory for computers that could be added.

    Example:
        Discover-Computer -Domain "example.org" -Credential $credential
    """

    name = "Discover-Computer"
    aliases = ("Find-SCComputer",)
    needs = Missing.DISCOVERY
    returns = "ComputerDiscoveredInfo"
    default_set = "SearchComputersByNameFilter"

    computer_name_filter: str = parameter("ComputerNameFilter", help="The beginning of the computers' names.")
    domain: str = parameter(
        "Domain",
        sets=(
            "SearchComputersByADQuery",
            "SearchComputersByNameFilter",
        ),
        mandatory=True,
        help="The domain to search.",
    )
    credential: Credential = parameter(
        "Credential",
        sets=(
            "SearchComputersByADQuery",
            "SearchComputersByNameFilter",
        ),
        mandatory=True,
        help="The user name and password to do it with.",
    )
    exclude_vmm_host: switch = parameter("ExcludeVMMHost", help="Leave out computers that are hosts already.")
    exclude_vmm_library: switch = parameter(
        "ExcludeVMMLibrary", help="Leave out computers that are library servers already."
    )
    exclude_v_ms: switch = parameter("ExcludeVMs", help="Leave out virtual machines.")
    find_hyper_v_host: switch = parameter("FindHyperVHost", help="Only computers that can be hosts.")
    discovery_id: UUID = parameter("DiscoveryID", help="The ID of the search.")
    computer_name: str = parameter(
        "ComputerName",
        sets=("ValidateComputer",),
        mandatory=True,
        position=0,
        help="The name or address of the computer.",
    )
    ad_search_filter: str = parameter(
        "ADSearchFilter",
        sets=("SearchComputersByADQuery",),
        mandatory=True,
        help="A filter in the directory's own language.",
    )
    run_asynchronously: switch = parameter("RunAsynchronously", help="Accepted for scripts.")
    job_variable: str = parameter("JobVariable", help="Accepted for scripts.")


class GetVMMManagedComputer(UnavailableGet):
    """Reads the computers that run an agent.

    Example:
        Get-VMMManagedComputer -ComputerName "kvm-02.example.org"
    """

    name = "Get-VMMManagedComputer"
    aliases = ("Get-SCVMMManagedComputer",)
    needs = Missing.MANAGED_COMPUTERS
    returns = "VMMManagedComputer"

    computer_name: str = parameter("ComputerName", position=0, help="Only the one of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class UpdateVMMManagedComputer(UnavailableChange):
    """Installs the newest agent on a managed computer.

    Example:
        Update-VMMManagedComputer -VMMManagedComputer "kvm-01" -Credential $credential
    """

    name = "Update-VMMManagedComputer"
    aliases = ("Update-SCVMMManagedComputer",)
    job_name = "Update agent"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMMManagedComputer"

    vmm_managed_computer: VMMManagedComputer = parameter(
        "VMMManagedComputer", mandatory=True, position=0, pipeline=True, help="The managed computer."
    )
    credential: Credential = parameter(
        "Credential", mandatory=True, pipeline=True, help="The user name and password to do it with."
    )


class ReassociateVMMManagedComputer(UnavailableChange):
    """Takes over a computer whose agent belongs to another server.

    Example:
        Reassociate-VMMManagedComputer -VMMManagedComputer "kvm-01" -Credential $credential
    """

    name = "Reassociate-VMMManagedComputer"
    aliases = ("Register-SCVMMManagedComputer",)
    job_name = "Reassociate agent"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMMManagedComputer"

    vmm_managed_computer: VMMManagedComputer = parameter(
        "VMMManagedComputer", mandatory=True, position=0, pipeline=True, help="The managed computer."
    )
    credential: Credential = parameter(
        "Credential", mandatory=True, pipeline=True, help="The user name and password to do it with."
    )


class AssociateVMHost(UnavailableChange):
    """Gives a host the credential or key that management needs.

    Example:
        Associate-VMHost -VMHost "kvm-01"
    """

    name = "Associate-VMHost"
    aliases = ("Register-SCVMHost",)
    job_name = "Associate host"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
    tcp_port: int = parameter("TCPPort", minimum=0, help="The port.")
    certificate: ClientCertificate | None = parameter(
        "Certificate", help="The certificate to accept, from Get-Certificate."
    )
    ssh_tcp_port: int = parameter("SshTcpPort", minimum=0, help="The port of SSH.")
    ssh_public_key: ClientSshPublicKey | None = parameter("SshPublicKey", help="The SSH key to accept.")
    ssh_public_key_file: str = parameter("SshPublicKeyFile", help="The file of the SSH key.")


class RestartSCVMHost(UnavailableChange):
    """Restarts the computer that a host is.

    Example:
        Restart-SCVMHost -VMHost "kvm-01"
    """

    name = "Restart-SCVMHost"
    job_name = "Restart host"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class StartSCVMHost(UnavailableChange):
    """Switches a host on by its management controller.

    Example:
        Start-SCVMHost -VMHost "kvm-01"
    """

    name = "Start-SCVMHost"
    job_name = "Start host"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")


class StopSCVMHost(UnavailableChange):
    """Switches a host off by its management controller.

    Example:
        Stop-SCVMHost -VMHost "kvm-01"
    """

    name = "Stop-SCVMHost"
    job_name = "Stop host"
    needs = Missing.MANAGED_COMPUTERS
    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")
