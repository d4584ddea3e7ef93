"""Updates, baselines and whether computers comply with them."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHost, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Baseline, Credential, HostCluster, Update, UpdateServer, VMMManagedComputer
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped, UnavailableNamedGet


class GetSCUpdateServer(UnavailableGet):
    """Reads the update server.

    Example:
        Get-SCUpdateServer -ComputerName "kvm-02.example.org"
    """

    name = "Get-SCUpdateServer"
    needs = Missing.UPDATES
    returns = "UpdateServer"

    computer_name: str = parameter("ComputerName", position=0, help="Only the one of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class AddSCUpdateServer(UnavailableChange):
    """Adds an update server.

    Example:
        Add-SCUpdateServer -ComputerName "kvm-02.example.org" -Credential $credential -TCPPort 8530
    """

    name = "Add-SCUpdateServer"
    job_name = "Add update server"
    needs = Missing.UPDATES
    permission = Permission.MANAGE_HOSTS
    returns = "UpdateServer"

    computer_name: str = parameter(
        "ComputerName", mandatory=True, position=0, help="The name or address of the computer."
    )
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")
    tcp_port: int = parameter("TCPPort", mandatory=True, minimum=0, help="The port.")
    use_ssl_connection: switch = parameter("UseSSLConnection", help="Connect encrypted.")


class SetSCUpdateServer(UnavailableChange):
    """Changes which updates an update server offers.

    Example:
        Set-SCUpdateServer -UpdateServer "wsus-01" -UpdateCategories "Windows Server"
    """

    name = "Set-SCUpdateServer"
    job_name = "Change properties of update server"
    needs = Missing.UPDATES
    permission = Permission.MANAGE_HOSTS
    returns = "UpdateServer"

    update_server: UpdateServer = parameter(
        "UpdateServer", mandatory=True, position=0, pipeline=True, help="The update server."
    )
    update_categories: list[str] = parameter("UpdateCategories", help="The products to get updates for.")
    update_classifications: list[str] = parameter(
        "UpdateClassifications", help="The classifications to get updates of."
    )
    update_languages: list[str] = parameter("UpdateLanguages", help="The languages to get updates in.")


class RemoveSCUpdateServer(UnavailableChange):
    """Removes the update server.

    Example:
        Remove-SCUpdateServer -UpdateServer "wsus-01"
    """

    name = "Remove-SCUpdateServer"
    job_name = "Remove update server"
    needs = Missing.UPDATES
    permission = Permission.MANAGE_HOSTS
    returns = "UpdateServer"

    update_server: UpdateServer = parameter(
        "UpdateServer", mandatory=True, position=0, pipeline=True, help="The update server."
    )
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")


class StartSCUpdateServerSynchronization(UnavailableChange):
    """Gets the newest updates from an update server.

    Example:
        Start-SCUpdateServerSynchronization -UpdateServer "wsus-01"
    """

    name = "Start-SCUpdateServerSynchronization"
    job_name = "Synchronize update server"
    needs = Missing.UPDATES
    permission = Permission.MANAGE_HOSTS
    returns = "UpdateServer"

    update_server: UpdateServer = parameter(
        "UpdateServer", mandatory=True, position=0, pipeline=True, help="The update server."
    )
    force_full_update_import: switch = parameter("ForceFullUpdateImport", help="Get all updates again.")


class GetSCUpdate(UnavailableGet):
    """Reads updates.

    Example:
        Get-SCUpdate -UpdateClassification "Security update"
    """

    name = "Get-SCUpdate"
    needs = Missing.UPDATES
    returns = "Update"
    default_set = "ID"

    id_: UUID = parameter("ID", sets=("ID",), help="Only the one of this ID.")
    name_: str = parameter("Name", sets=("Name",), help="Only those of this name.")
    kb_article: str = parameter("KBArticle", sets=("KBArticle",), help="Only the one of this article.")
    security_bulletin_id: str = parameter(
        "SecurityBulletinId", sets=("BulletinId",), help="Only the one of this bulletin."
    )
    newest: int = parameter("Newest", sets=("Newest",), help="Only so many, the newest first.")
    update_classification: str = parameter("UpdateClassification", help="Only those of this classification.")
    product: str = parameter("Product", help="Only those for this product.")


class GetSCBaseline(UnavailableNamedGet):
    """Reads update baselines.

    Example:
        Get-SCBaseline -Name "Security updates"
    """

    name = "Get-SCBaseline"
    needs = Missing.BASELINES
    returns = "Baseline"

    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")


class NewSCBaseline(UnavailableGrouped):
    """Creates an update baseline.

    Example:
        New-SCBaseline -Name "Security updates"
    """

    name = "New-SCBaseline"
    job_name = "Create baseline"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "Baseline"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")


class SetSCBaseline(UnavailableGrouped):
    """Changes an update baseline: its updates and whom it is for.

    Example:
        Set-SCBaseline -Baseline "Security updates" -Description "For the laboratory"
    """

    name = "Set-SCBaseline"
    job_name = "Change properties of baseline"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "Baseline"

    baseline: Baseline = parameter("Baseline", mandatory=True, position=0, pipeline=True, help="The update baseline.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    add_updates: list[Update] = parameter("AddUpdates", aliases=("AddUpdate",), help="The updates to add.")
    remove_updates: list[Update] = parameter(
        "RemoveUpdates", aliases=("RemoveUpdate",), help="The updates to take out."
    )
    add_assignment_scope: AnyObject | None = parameter(
        "AddAssignmentScope", help="The host, cluster, group or computer that it is for as well."
    )
    remove_assignment_scope: AnyObject | None = parameter(
        "RemoveAssignmentScope", help="The host, cluster, group or computer that it is no longer for."
    )


class RemoveSCBaseline(UnavailableChange):
    """Removes an update baseline.

    Example:
        Remove-SCBaseline -Baseline "Security updates"
    """

    name = "Remove-SCBaseline"
    job_name = "Remove baseline"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "Baseline"

    baseline: Baseline = parameter("Baseline", mandatory=True, position=0, pipeline=True, help="The update baseline.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class AddSCVMMUpdateToBaseline(UnavailableChange):
    """Adds updates to a baseline.

    Example:
        Add-SCVMMUpdateToBaseline -Baseline "Security updates" -Update "Security update"
    """

    name = "Add-SCVMMUpdateToBaseline"
    job_name = "Change properties of baseline"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "Baseline"

    baseline: Baseline = parameter("Baseline", mandatory=True, position=0, pipeline=True, help="The update baseline.")
    update: list[Update] = parameter("Update", aliases=("Updates",), mandatory=True, help="The updates.")


class RemoveSCVMMUpdateFromBaseline(UnavailableChange):
    """Takes updates out of a baseline.

    Example:
        Remove-SCVMMUpdateFromBaseline -Baseline "Security updates" -Update "Security update"
    """

    name = "Remove-SCVMMUpdateFromBaseline"
    job_name = "Change properties of baseline"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "Baseline"

    baseline: Baseline = parameter("Baseline", mandatory=True, position=0, pipeline=True, help="The update baseline.")
    update: list[Update] = parameter("Update", aliases=("Updates",), mandatory=True, help="The updates.")


class GetSCComplianceStatus(UnavailableGet):
    """Reads whether computers comply with their baselines.

    Example:
        Get-SCComplianceStatus -VMMManagedComputer "kvm-01"
    """

    name = "Get-SCComplianceStatus"
    needs = Missing.BASELINES
    returns = "ComplianceStatus"

    vmm_managed_computer: VMMManagedComputer | None = parameter(
        "VMMManagedComputer", pipeline=True, help="Only those of this managed computer."
    )
    baseline: Baseline | None = parameter("Baseline", help="Only those of this update baseline.")
    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")


class StartSCComplianceScan(UnavailableGrouped):
    """Looks whether a computer complies with its baselines.

    Example:
        Start-SCComplianceScan -VMMManagedComputer "kvm-01"
    """

    name = "Start-SCComplianceScan"
    job_name = "Scan for compliance"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "ComplianceStatus"

    vmm_managed_computer: VMMManagedComputer | None = parameter(
        "VMMManagedComputer", position=0, pipeline=True, help="The managed computer."
    )
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="The host cluster.")
    baseline: Baseline | None = parameter("Baseline", help="The update baseline.")
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    start_now: switch = parameter("StartNow", help="Begin at once.")


class StartSCUpdateRemediation(UnavailableGrouped):
    """Installs the updates that a computer lacks.

    Example:
        Start-SCUpdateRemediation -VMMManagedComputer "kvm-01"
    """

    name = "Start-SCUpdateRemediation"
    job_name = "Remediate"
    needs = Missing.BASELINES
    permission = Permission.MANAGE_HOSTS
    returns = "ComplianceStatus"

    vmm_managed_computer: VMMManagedComputer | None = parameter(
        "VMMManagedComputer", pipeline=True, help="The managed computer."
    )
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="The host cluster.")
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    baseline: Baseline | None = parameter("Baseline", help="The update baseline.")
    updates: list[Update] = parameter("Updates", help="Only these updates.")
    suspend_reboot: switch = parameter("SuspendReboot", help="Do not restart the computer.")
    use_live_migration: switch = parameter("UseLiveMigration", help="Move virtual machines while they run.")
    bypass_maintenance_mode_check: switch = parameter(
        "BypassMaintenanceModeCheck", help="Do not look whether the host is in maintenance mode."
    )
    remediate_all_cluster_nodes: switch = parameter("RemediateAllClusterNodes", help="Do it on all nodes.")
    start_now: switch = parameter("StartNow", help="Begin at once.")
