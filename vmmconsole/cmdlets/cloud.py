"""Private clouds, their capacity and capability profiles."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import UserRole, VMHost, VMHostGroup
from vmmconsole.model.status import Permission, VirtualizationPlatform
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, CapabilityProfile, Cloud, CloudCapacity, HostCluster, VMwareResourcePool
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped, UnavailableNamedGet


class GetSCCloud(UnavailableGet):
    """Reads private clouds.

    Example:
        Get-SCCloud -Name "Development"
    """

    name = "Get-SCCloud"
    needs = Missing.CLOUDS
    returns = "Cloud"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", pipeline=True, help="Only those of this host group.")
    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    user_role: UserRole | None = parameter("UserRole", help="Only those of this user role.")


class NewSCCloud(UnavailableGrouped):
    """Creates a private cloud.

    Example:
        New-SCCloud -Name "Development"
    """

    name = "New-SCCloud"
    job_name = "Create private cloud"
    needs = Missing.CLOUDS
    permission = Permission.MANAGE_HOSTS
    returns = "Cloud"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    vm_host_group: list[VMHostGroup] = parameter("VMHostGroup", pipeline=True, help="The host groups.")
    vmware_resource_pool: VMwareResourcePool | None = parameter("VMwareResourcePool", help="The resource pool.")
    disaster_recovery_supported: bool = parameter("DisasterRecoverySupported", help="$true to allow replicas.")
    shielded_vm_support_policy: str = parameter(
        "ShieldedVMSupportPolicy", help="Whether shielded virtual machines are supported."
    )


class SetSCCloud(UnavailableGrouped):
    """Changes a private cloud.

    Example:
        Set-SCCloud -Cloud "Development" -Description "For the laboratory"
    """

    name = "Set-SCCloud"
    job_name = "Change properties of private cloud"
    needs = Missing.CLOUDS
    permission = Permission.MANAGE_HOSTS
    returns = "Cloud"

    cloud: Cloud = parameter("Cloud", mandatory=True, position=0, pipeline=True, help="The private cloud.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    add_vm_host_group: list[VMHostGroup] = parameter("AddVMHostGroup", help="The host groups to add.")
    remove_vm_host_group: list[VMHostGroup] = parameter("RemoveVMHostGroup", help="The host groups to take out.")
    add_cloud_resource: list[AnyObject] = parameter(
        "AddCloudResource", help="The networks, storage and other resources to add."
    )
    remove_cloud_resource: list[AnyObject] = parameter(
        "RemoveCloudResource", help="The networks, storage and other resources to take out."
    )
    add_capability_profile: list[CapabilityProfile] = parameter(
        "AddCapabilityProfile", help="The capability profiles to add."
    )
    remove_capability_profile: list[CapabilityProfile] = parameter(
        "RemoveCapabilityProfile", help="The capability profiles to take out."
    )
    readable_library_path: list[str] = parameter("ReadableLibraryPath", help="The library paths to read.")
    add_readable_library_path: list[str] = parameter(
        "AddReadableLibraryPath", help="The library paths to add for reading."
    )
    remove_readable_library_path: list[str] = parameter(
        "RemoveReadableLibraryPath", help="The library paths that are no longer read."
    )
    read_write_library_path: str = parameter(
        "ReadWriteLibraryPath", help="The library path to store virtual machines in."
    )


class RemoveSCCloud(UnavailableChange):
    """Removes a private cloud.

    Example:
        Remove-SCCloud -Cloud "Development"
    """

    name = "Remove-SCCloud"
    job_name = "Remove private cloud"
    needs = Missing.CLOUDS
    permission = Permission.MANAGE_HOSTS
    returns = "Cloud"

    cloud: Cloud = parameter("Cloud", mandatory=True, position=0, pipeline=True, help="The private cloud.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class GetSCCloudCapacity(UnavailableGet):
    """Reads what a private cloud may use.

    Example:
        Get-SCCloudCapacity -Cloud "Development"
    """

    name = "Get-SCCloudCapacity"
    needs = Missing.CLOUDS
    returns = "CloudCapacity"

    cloud: Cloud | None = parameter("Cloud", pipeline=True, help="Only those of this private cloud.")


class SetSCCloudCapacity(UnavailableGrouped):
    """Changes what a private cloud may use.

    Example:
        Set-SCCloudCapacity -CloudCapacity "Development" -CPUCount 4
    """

    name = "Set-SCCloudCapacity"
    job_name = "Change properties of private cloud"
    needs = Missing.CLOUDS
    permission = Permission.MANAGE_HOSTS
    returns = "CloudCapacity"

    cloud_capacity: CloudCapacity = parameter(
        "CloudCapacity", mandatory=True, position=0, pipeline=True, help="The capacity of a private cloud."
    )
    cpu_count: int = parameter("CPUCount", minimum=0, help="The most virtual processors.")
    memory_mb: int = parameter("MemoryMB", unit="MB", minimum=0, help="The most memory in MB.")
    storage_gb: int = parameter("StorageGB", unit="GB", minimum=0, help="The most storage in GB.")
    vm_count: int = parameter("VMCount", minimum=0, help="The most virtual machines.")
    custom_quota_count: int = parameter("CustomQuotaCount", minimum=0, help="The most quota points.")
    use_cpu_count_maximum: bool = parameter("UseCPUCountMaximum", help="$true for no limit on virtual processors.")
    use_memory_mb_maximum: bool = parameter("UseMemoryMBMaximum", help="$true for no limit on memory.")
    use_storage_gb_maximum: bool = parameter("UseStorageGBMaximum", help="$true for no limit on storage.")
    use_vm_count_maximum: bool = parameter("UseVMCountMaximum", help="$true for no limit on virtual machines.")
    use_custom_quota_count_maximum: bool = parameter(
        "UseCustomQuotaCountMaximum", help="$true for no limit on quota points."
    )


class GetSCCloudUsage(UnavailableGet):
    """Reads what is used of a private cloud.

    Example:
        Get-SCCloudUsage -Cloud "Development"
    """

    name = "Get-SCCloudUsage"
    needs = Missing.CLOUDS
    returns = "CloudUsage"

    cloud: Cloud = parameter("Cloud", mandatory=True, pipeline=True, help="Only those of this private cloud.")
    user_role: UserRole | None = parameter("UserRole", help="Only those of this user role.")


class GetSCCapabilityProfile(UnavailableNamedGet):
    """Reads capability profiles: what hardware a cloud allows.

    Example:
        Get-SCCapabilityProfile -Name "KVM"
    """

    name = "Get-SCCapabilityProfile"
    needs = Missing.CAPABILITY_PROFILES
    returns = "CapabilityProfile"


class NewSCCapabilityProfile(UnavailableChange):
    """Creates a capability profile.

    Example:
        New-SCCapabilityProfile -Name "KVM"
    """

    name = "New-SCCapabilityProfile"
    job_name = "Create capability profile"
    needs = Missing.CAPABILITY_PROFILES
    permission = Permission.MANAGE_HOSTS
    returns = "CapabilityProfile"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    cpu_count_minimum: int = parameter("CPUCountMinimum", minimum=0, help="The fewest virtual processors.")
    cpu_count_maximum: int = parameter("CPUCountMaximum", minimum=0, help="The most virtual processors.")
    memory_mb_minimum: int = parameter("MemoryMBMinimum", unit="MB", minimum=0, help="The least memory in MB.")
    memory_mb_maximum: int = parameter("MemoryMBMaximum", unit="MB", minimum=0, help="The most memory in MB.")
    virtual_hard_disk_count_maximum: int = parameter("VirtualHardDiskCountMaximum", minimum=0, help="The most disks.")
    virtual_network_adapter_count_maximum: int = parameter(
        "VirtualNetworkAdapterCountMaximum", minimum=0, help="The most network adapters."
    )
    virtualization_platform: VirtualizationPlatform = parameter(
        "VirtualizationPlatform", help="The virtualization software."
    )


class SetSCCapabilityProfile(UnavailableChange):
    """Changes a capability profile.

    Example:
        Set-SCCapabilityProfile -CapabilityProfile "KVM" -Description "For the laboratory"
    """

    name = "Set-SCCapabilityProfile"
    job_name = "Change properties of capability profile"
    needs = Missing.CAPABILITY_PROFILES
    permission = Permission.MANAGE_HOSTS
    returns = "CapabilityProfile"

    capability_profile: CapabilityProfile = parameter(
        "CapabilityProfile", mandatory=True, position=0, pipeline=True, help="The capability profile."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    cpu_count_minimum: int = parameter("CPUCountMinimum", minimum=0, help="The fewest virtual processors.")
    cpu_count_maximum: int = parameter("CPUCountMaximum", minimum=0, help="The most virtual processors.")
    memory_mb_minimum: int = parameter("MemoryMBMinimum", unit="MB", minimum=0, help="The least memory in MB.")
    memory_mb_maximum: int = parameter("MemoryMBMaximum", unit="MB", minimum=0, help="The most memory in MB.")


class RemoveSCCapabilityProfile(UnavailableChange):
    """Removes a capability profile.

    Example:
        Remove-SCCapabilityProfile -CapabilityProfile "KVM"
    """

    name = "Remove-SCCapabilityProfile"
    job_name = "Remove capability profile"
    needs = Missing.CAPABILITY_PROFILES
    permission = Permission.MANAGE_HOSTS
    returns = "CapabilityProfile"

    capability_profile: CapabilityProfile = parameter(
        "CapabilityProfile", mandatory=True, position=0, pipeline=True, help="The capability profile."
    )


class GetSCAvailabilitySet(UnavailableNamedGet):
    """Reads availability sets.

    Example:
        Get-SCAvailabilitySet -Name "Web servers"
    """

    name = "Get-SCAvailabilitySet"
    needs = Missing.AVAILABILITY_SETS
    returns = "AvailabilitySet"

    vm_host_cluster: HostCluster | None = parameter("VMHostCluster", help="Only those of this host cluster.")
