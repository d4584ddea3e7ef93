"""Storage beyond hosts: arrays, pools, file shares, classifications and quality of service."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import HostCluster, StorageClassification, StorageFileServer, StorageFileShare
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableNamedGet


class GetSCStorageClassification(UnavailableNamedGet):
    """Reads storage classifications.

    Example:
        Get-SCStorageClassification -Name "Fast"
    """

    name = "Get-SCStorageClassification"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageClassification"


class NewSCStorageClassification(UnavailableChange):
    """Creates a storage classification.

    Example:
        New-SCStorageClassification -Name "Fast"
    """

    name = "New-SCStorageClassification"
    job_name = "Create storage classification"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageClassification"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")


class SetSCStorageClassification(UnavailableChange):
    """Changes a storage classification.

    Example:
        Set-SCStorageClassification -StorageClassification "Fast" -Description "For the laboratory"
    """

    name = "Set-SCStorageClassification"
    job_name = "Change properties of storage classification"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageClassification"

    storage_classification: StorageClassification = parameter(
        "StorageClassification", mandatory=True, position=0, pipeline=True, help="The storage classification."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")


class RemoveSCStorageClassification(UnavailableChange):
    """Removes a storage classification.

    Example:
        Remove-SCStorageClassification -StorageClassification "Fast"
    """

    name = "Remove-SCStorageClassification"
    job_name = "Remove storage classification"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageClassification"

    storage_classification: StorageClassification = parameter(
        "StorageClassification", mandatory=True, position=0, pipeline=True, help="The storage classification."
    )


class GetSCStorageFileServer(UnavailableNamedGet):
    """Reads file servers.

    Example:
        Get-SCStorageFileServer -Name "files-01"
    """

    name = "Get-SCStorageFileServer"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageFileServer"


class GetSCStorageFileShare(UnavailableGet):
    """Reads file shares that hosts use.

    Example:
        Get-SCStorageFileShare -Name "vms"
    """

    name = "Get-SCStorageFileShare"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageFileShare"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    storage_file_server: StorageFileServer | None = parameter(
        "StorageFileServer", pipeline=True, help="Only those of this file server."
    )
    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")


class NewSCStorageFileShare(UnavailableChange):
    """Creates a file share for hosts.

    Example:
        New-SCStorageFileShare -Name "vms" -StorageFileServer "files-01"
    """

    name = "New-SCStorageFileShare"
    job_name = "Create storage file share"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageFileShare"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    storage_file_server: StorageFileServer = parameter("StorageFileServer", mandatory=True, help="The file server.")
    local_path: str = parameter("LocalPath", help="The folder on the file server.")
    description: str = parameter("Description", help="What it is for.")
    storage_classification: StorageClassification | None = parameter(
        "StorageClassification", help="The storage classification."
    )
    continuous_availability: bool = parameter(
        "ContinuousAvailability", help="$true to keep it available when a node fails."
    )


class SetSCStorageFileShare(UnavailableChange):
    """Changes a file share.

    Example:
        Set-SCStorageFileShare -StorageFileShare "vms" -Description "For the laboratory"
    """

    name = "Set-SCStorageFileShare"
    job_name = "Change properties of storage file share"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageFileShare"

    storage_file_share: StorageFileShare = parameter(
        "StorageFileShare", mandatory=True, position=0, pipeline=True, help="The file share."
    )
    description: str = parameter("Description", help="What it is for.")
    storage_classification: StorageClassification | None = parameter(
        "StorageClassification", help="The storage classification."
    )


class RegisterSCStorageFileShare(UnavailableChange):
    """Gives a host a file share.

    Example:
        Register-SCStorageFileShare -StorageFileShare "vms"
    """

    name = "Register-SCStorageFileShare"
    job_name = "Register storage file share"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageFileShare"

    storage_file_share: StorageFileShare = parameter(
        "StorageFileShare", mandatory=True, position=0, pipeline=True, help="The file share."
    )
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="The host cluster.")


class UnregisterSCStorageFileShare(UnavailableChange):
    """Takes a file share from a host.

    Example:
        Unregister-SCStorageFileShare -StorageFileShare "vms"
    """

    name = "Unregister-SCStorageFileShare"
    job_name = "Unregister storage file share"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageFileShare"

    storage_file_share: StorageFileShare = parameter(
        "StorageFileShare", mandatory=True, position=0, pipeline=True, help="The file share."
    )
    vm_host: VMHost | None = parameter("VMHost", help="The host.")
    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="The host cluster.")


class RemoveSCStorageFileShare(UnavailableChange):
    """Removes a file share.

    Example:
        Remove-SCStorageFileShare -StorageFileShare "vms"
    """

    name = "Remove-SCStorageFileShare"
    job_name = "Remove storage file share"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageFileShare"

    storage_file_share: StorageFileShare = parameter(
        "StorageFileShare", mandatory=True, position=0, pipeline=True, help="The file share."
    )
    force: switch = parameter("Force", help="Do it although something stands against it.")
