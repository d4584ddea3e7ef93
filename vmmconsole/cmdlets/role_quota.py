"""Quotas of user roles in private clouds."""

from __future__ import annotations

from vmmconsole.model import UserRole
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Cloud, UserRoleQuota
from .capabilities import Missing
from .unavailable import UnavailableGet, UnavailableGrouped


class GetSCUserRoleQuota(UnavailableGet):
    """Reads the quotas of user roles.

    Example:
        Get-SCUserRoleQuota -UserRole "Operators"
    """

    name = "Get-SCUserRoleQuota"
    needs = Missing.CLOUDS
    returns = "UserRoleQuota"

    user_role: UserRole | None = parameter("UserRole", pipeline=True, help="Only those of this user role.")
    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")
    quota_per_user: switch = parameter("QuotaPerUser", help="Only quotas of each user.")


class SetSCUserRoleQuota(UnavailableGrouped):
    """Changes the quota of a user role.

    Example:
        Set-SCUserRoleQuota -UserRole "Operators" -QuotaPerUser
    """

    name = "Set-SCUserRoleQuota"
    job_name = "Change properties of user role"
    needs = Missing.CLOUDS
    permission = Permission.MANAGE_ROLES
    returns = "UserRoleQuota"

    user_role: UserRole | None = parameter("UserRole", pipeline=True, help="The user role.")
    user_role_quota: UserRoleQuota | None = parameter("UserRoleQuota", pipeline=True, help="The user role quota.")
    cloud: Cloud | None = parameter("Cloud", help="The private cloud.")
    quota_per_user: switch = parameter("QuotaPerUser", help="The quota of each user.")
    cpu_count: int = parameter("CPUCount", minimum=0, help="The most virtual processors.")
    memory_mb: int = parameter("MemoryMB", unit="MB", minimum=0, help="The most memory in MB.")
    storage_gb: int = parameter("StorageGB", unit="GB", minimum=0, help="The most storage in GB.")
    vm_count: int = parameter("VMCount", minimum=0, help="The most virtual machines.")
    custom_quota_count: int = parameter("CustomQuotaCount", minimum=0, help="The most quota points.")
    use_cpu_count_maximum: switch = parameter("UseCPUCountMaximum", help="No limit on virtual processors.")
    use_memory_mb_maximum: switch = parameter("UseMemoryMBMaximum", help="No limit on memory.")
    use_storage_gb_maximum: switch = parameter("UseStorageGBMaximum", help="No limit on storage.")
    use_vm_count_maximum: switch = parameter("UseVMCountMaximum", help="No limit on virtual machines.")
    use_custom_quota_count_maximum: switch = parameter("UseCustomQuotaCountMaximum", help="No limit on quota points.")
