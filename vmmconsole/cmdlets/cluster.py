"""Host clusters: adding, reading and changing failover clusters."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import LibraryServer, VMHost, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Credential, HostCluster, StorageArray, VirtualizationManager
from .capabilities import Missing
from .later_host import MigrationSettings
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class DiscoverCluster(UnavailableGet):
    """Finds a host cluster and its nodes by name, before it is added.

    Example:
        Discover-Cluster -ComputerName "kvm-02.example.org" -Credential $credential
    """

    name = "Discover-Cluster"
    aliases = ("Find-SCCluster",)
    needs = Missing.CLUSTERS
    returns = "HostCluster"
    default_set = "UserCredentials"

    computer_name: str = parameter(
        "ComputerName",
        sets=("UserCredentials",),
        mandatory=True,
        position=0,
        help="The name or address of the computer.",
    )
    enumerate_file_servers: bool = parameter("EnumerateFileServers", help="$true to look for file servers too.")
    credential: Credential = parameter(
        "Credential", sets=("UserCredentials",), mandatory=True, help="The user name and password to do it with."
    )
    library_server: LibraryServer = parameter(
        "LibraryServer", sets=("ServerCredentials",), mandatory=True, help="Only those of this library server."
    )
    non_trusted: bool = parameter("NonTrustedDomainHost", help="$true for hosts of a domain that is not trusted.")
    pro_tip_id: UUID = parameter("PROTipID", help="Accepted for scripts.")
    run_asynchronously: switch = parameter("RunAsynchronously", help="Accepted for scripts.")
    job_variable: str = parameter("JobVariable", help="Accepted for scripts.")


class AddVMHostCluster(UnavailableChange, MigrationSettings):
    """Adds a host cluster with all its nodes.

    Example:
        Add-VMHostCluster -Name "cluster-01" -Credential $credential
    """

    name = "Add-VMHostCluster"
    aliases = ("Add-SCVMHostCluster",)
    job_name = "Add host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", pipeline=True, help="The host group.")
    virtualization_manager: VirtualizationManager | None = parameter(
        "VirtualizationManager", pipeline=True, help="The virtualization manager."
    )
    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    cluster_reserve: int = parameter("ClusterReserve", minimum=0, help="How many nodes may fail.")
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")
    add_vm_host_jobs_list_variable: str = parameter(
        "AddVMHostJobsListVariable", help="The name of a variable that gets the jobs of the hosts."
    )
    vm_paths: str = parameter("VMPaths", help="The default folders for virtual machines.")
    remote_connect_enabled: bool = parameter(
        "RemoteConnectEnabled", help="$true to allow connections to the screens of virtual machines."
    )
    remote_connect_port: int = parameter("RemoteConnectPort", minimum=0, help="The port of these connections.")
    reassociate: bool = parameter("Reassociate", help="$true to take hosts over from another server.")
    non_trusted: bool = parameter("NonTrustedDomainHost", help="$true for hosts of a domain that is not trusted.")


class GetVMHostCluster(UnavailableGet):
    """Reads host clusters.

    Example:
        Get-VMHostCluster -Name "cluster-01"
    """

    name = "Get-VMHostCluster"
    aliases = ("Get-SCVMHostCluster",)
    needs = Missing.CLUSTERS
    returns = "HostCluster"
    default_set = "Connection"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    vm_host_group: VMHostGroup = parameter(
        "VMHostGroup", sets=("VMHostGroup",), mandatory=True, pipeline=True, help="Only those of this host group."
    )
    hyper_converged_storage_array: StorageArray = parameter(
        "HyperConvergedStorageArray",
        sets=("AssociatedWithStorageArray",),
        mandatory=True,
        help="Only the one with this storage array.",
    )


class SetVMHostCluster(UnavailableGrouped):
    """Changes the description and the reserve of a host cluster.

    Example:
        Set-VMHostCluster -VMHostCluster "cluster-01" -Description "For the laboratory"
    """

    name = "Set-VMHostCluster"
    aliases = ("Set-SCVMHostCluster",)
    job_name = "Change properties of host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )
    description: str = parameter("Description", help="What it is for.")
    cluster_reserve: int = parameter("ClusterReserve", minimum=0, help="How many nodes may fail.")
    set_quorum_node_majority: switch = parameter("SetQuorumNodeMajority", help="Let the majority of the nodes decide.")
    set_quorum_disk: AnyObject | None = parameter(
        "SetQuorumDisk", help="The disk that decides when half of the nodes are gone."
    )
    vm_host_management_credential: Credential | None = parameter(
        "VMHostManagementCredential", help="The account to manage the hosts with."
    )


class RemoveVMHostCluster(UnavailableChange):
    """Takes a host cluster and its nodes out of management.

    Example:
        Remove-VMHostCluster -VMHostCluster "cluster-01"
    """

    name = "Remove-VMHostCluster"
    aliases = ("Remove-SCVMHostCluster",)
    job_name = "Remove host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"
    default_set = "NormalRemoval"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class MoveVMHostCluster(UnavailableChange):
    """Moves a host cluster to another host group.

    Example:
        Move-VMHostCluster -VMHostCluster "cluster-01" -ParentHostGroup "All Hosts"
    """

    name = "Move-VMHostCluster"
    aliases = ("Move-SCVMHostCluster",)
    job_name = "Move host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )
    parent_host_group: VMHostGroup = parameter(
        "ParentHostGroup", mandatory=True, help="The host group that it moves to."
    )


class RefreshVMHostCluster(UnavailableChange):
    """Reads a host cluster again.

    Example:
        Refresh-VMHostCluster -VMHostCluster "cluster-01"
    """

    name = "Refresh-VMHostCluster"
    aliases = ("Read-SCVMHostCluster",)
    job_name = "Refresh host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )


class TestSCVMHostCluster(UnavailableChange):
    """Validates a host cluster.

    Example:
        Test-SCVMHostCluster -VMHostCluster "cluster-01"
    """

    name = "Test-SCVMHostCluster"
    job_name = "Validate host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )


class InstallSCVMHostCluster(UnavailableChange):
    """Makes a host cluster of hosts.

    Example:
        Install-SCVMHostCluster -ClusterName "cluster-01" -VMHost "kvm-01"
    """

    name = "Install-SCVMHostCluster"
    job_name = "Create host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    cluster_name: str = parameter("ClusterName", mandatory=True, position=0, help="The name of the cluster.")
    vm_host: list[VMHost] = parameter("VMHost", mandatory=True, pipeline=True, help="The hosts.")
    cluster_ip_address: list[str] = parameter("ClusterIPAddress", help="The IP addresses of the cluster.")
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
    skip_validation: switch = parameter("SkipValidation", help="Do not validate the hosts first.")
    cluster_reserve: int = parameter("ClusterReserve", minimum=0, help="How many nodes may fail.")


class UninstallSCVMHostCluster(UnavailableChange):
    """Breaks a host cluster up into its hosts.

    Example:
        Uninstall-SCVMHostCluster -VMHostCluster "cluster-01"
    """

    name = "Uninstall-SCVMHostCluster"
    job_name = "Destroy host cluster"
    needs = Missing.CLUSTERS
    permission = Permission.MANAGE_HOSTS
    returns = "HostCluster"

    vm_host_cluster: HostCluster = parameter(
        "VMHostCluster", mandatory=True, position=0, pipeline=True, help="The host cluster."
    )
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
