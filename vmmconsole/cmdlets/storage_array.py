"""Storage beyond hosts: arrays, pools, file shares, classifications and quality of service."""

from __future__ import annotations

from vmmconsole.model import VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import StorageArray, StoragePool, StorageProvider, StorageQoSPolicy
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableNamedGet


class GetSCStorageArray(UnavailableNamedGet):
    """Reads storage arrays.

    Example:
        Get-SCStorageArray -Name "array-01"
    """

    name = "Get-SCStorageArray"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageArray"

    storage_provider: StorageProvider | None = parameter(
        "StorageProvider", pipeline=True, help="Only those of this storage provider."
    )


class GetSCStoragePool(UnavailableNamedGet):
    """Reads storage pools.

    Example:
        Get-SCStoragePool -Name "Pool 1"
    """

    name = "Get-SCStoragePool"
    needs = Missing.STORAGE_ARRAYS
    returns = "StoragePool"

    storage_array: StorageArray | None = parameter(
        "StorageArray", pipeline=True, help="Only those of this storage array."
    )


class GetSCStorageProvider(UnavailableNamedGet):
    """Reads storage providers.

    Example:
        Get-SCStorageProvider -Name "Provider 1"
    """

    name = "Get-SCStorageProvider"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageProvider"


class GetSCStorageLogicalUnit(UnavailableNamedGet):
    """Reads logical units of arrays.

    Example:
        Get-SCStorageLogicalUnit -Name "LUN 7"
    """

    name = "Get-SCStorageLogicalUnit"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageLogicalUnit"

    storage_pool: StoragePool | None = parameter("StoragePool", pipeline=True, help="Only those of this storage pool.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")


class NewSCStorageLogicalUnit(UnavailableChange):
    """Creates a logical unit in a storage pool.

    Example:
        New-SCStorageLogicalUnit -Name "LUN 7" -StoragePool "Pool 1" -DiskSizeMB 10240
    """

    name = "New-SCStorageLogicalUnit"
    job_name = "Create logical unit"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageLogicalUnit"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    storage_pool: StoragePool = parameter("StoragePool", mandatory=True, pipeline=True, help="The storage pool.")
    disk_size_mb: int = parameter("DiskSizeMB", unit="MB", mandatory=True, minimum=0, help="The size in MB.")
    description: str = parameter("Description", help="What it is for.")


class GetSCStorageQoSPolicy(UnavailableNamedGet):
    """Reads policies for the quality of service of storage.

    Example:
        Get-SCStorageQoSPolicy -Name "Gold"
    """

    name = "Get-SCStorageQoSPolicy"
    needs = Missing.STORAGE_ARRAYS
    returns = "StorageQoSPolicy"

    storage_array: StorageArray | None = parameter(
        "StorageArray", pipeline=True, help="Only those of this storage array."
    )


class NewSCStorageQoSPolicy(UnavailableChange):
    """Creates a policy for the quality of service of storage.

    Example:
        New-SCStorageQoSPolicy -Name "Gold"
    """

    name = "New-SCStorageQoSPolicy"
    job_name = "Create storage QoS policy"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageQoSPolicy"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    policy_type: str = parameter("PolicyType", help="How virtual machines share it.")
    iops_minimum: int = parameter("IOPSMinimum", minimum=0, help="The operations a second that are always there.")
    iops_maximum: int = parameter("IOPSMaximum", minimum=0, help="The most operations a second.")
    bandwidth_limit: int = parameter("BandwidthLimit", minimum=0, help="The most bytes a second.")
    storage_array: StorageArray | None = parameter("StorageArray", help="The storage array.")


class SetSCStorageQoSPolicy(UnavailableChange):
    """Changes a policy for the quality of service of storage.

    Example:
        Set-SCStorageQoSPolicy -StorageQoSPolicy "Gold" -Description "For the laboratory"
    """

    name = "Set-SCStorageQoSPolicy"
    job_name = "Change properties of storage QoS policy"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageQoSPolicy"

    storage_qos_policy: StorageQoSPolicy = parameter(
        "StorageQoSPolicy", mandatory=True, position=0, pipeline=True, help="The storage QoS policy."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    iops_minimum: int = parameter("IOPSMinimum", minimum=0, help="The operations a second that are always there.")
    iops_maximum: int = parameter("IOPSMaximum", minimum=0, help="The most operations a second.")
    bandwidth_limit: int = parameter("BandwidthLimit", minimum=0, help="The most bytes a second.")


class RemoveSCStorageQoSPolicy(UnavailableChange):
    """Removes a policy for the quality of service of storage.

    Example:
        Remove-SCStorageQoSPolicy -StorageQoSPolicy "Gold"
    """

    name = "Remove-SCStorageQoSPolicy"
    job_name = "Remove storage QoS policy"
    needs = Missing.STORAGE_ARRAYS
    permission = Permission.MANAGE_HOSTS
    returns = "StorageQoSPolicy"

    storage_qos_policy: StorageQoSPolicy = parameter(
        "StorageQoSPolicy", mandatory=True, position=0, pipeline=True, help="The storage QoS policy."
    )


class GetSCStorageFabric(UnavailableNamedGet):
    """Reads storage fabrics.

    Example:
        Get-SCStorageFabric -Name "Fabric A"
    """

    name = "Get-SCStorageFabric"
    needs = Missing.FIBRE_CHANNEL
    returns = "StorageFabric"


class GetSCStorageFabricClassification(UnavailableNamedGet):
    """Reads classifications of storage fabrics.

    Example:
        Get-SCStorageFabricClassification -Name "Fast"
    """

    name = "Get-SCStorageFabricClassification"
    needs = Missing.FIBRE_CHANNEL
    returns = "StorageFabricClassification"
