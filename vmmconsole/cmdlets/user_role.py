"""User roles beyond Administrator, and their quotas."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from vmmconsole.model import UserRole
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Cloud, UserRoleQuota
from .capabilities import Missing
from .unavailable import UnavailableGet, UnavailableGrouped


class SelfServicePermission(StrEnum):
    """What the users of a role may do."""

    CREATE = "Create"
    PAUSE_AND_RESUME = "PauseAndResume"
    START = "Start"
    STOP = "Stop"
    ALLOW_LOCAL_ADMIN = "AllowLocalAdmin"
    REMOTE_CONNECT = "RemoteConnect"
    REMOVE = "Remove"
    SHUTDOWN = "Shutdown"
    CHECKPOINT = "Checkpoint"
    STORE = "Store"
    SAVE = "Save"
    AUTHOR = "Author"
    CAN_SHARE = "CanShare"
    CAN_RECEIVE = "CanReceive"
    CREATE_FROM_VHD_OR_TEMPLATE = "CreateFromVHDOrTemplate"
    CHECKPOINT_RESTORE_ONLY = "CheckpointRestoreOnly"
    AUTHOR_VMNETWORK = "AuthorVMNetwork"
    CREATE_SHIELDED = "CreateShielded"


class RoleProfile(StrEnum):
    """What kind of role it is, in all generations."""

    ADMINISTRATOR = "Administrator"
    DELEGATED_ADMIN = "DelegatedAdmin"
    TENANT_ADMIN = "TenantAdmin"
    SELF_SERVICE_USER = "SelfServiceUser"
    READ_ONLY_ADMIN = "ReadOnlyAdmin"


class NewVMMUserRole(UnavailableGrouped):
    """Creates a user role.

    Example:
        New-VMMUserRole -Name "Operators" -UserRoleProfile DelegatedAdmin
    """

    name = "New-VMMUserRole"
    aliases = ("New-SCUserRole",)
    job_name = "Create user role"
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
    returns = "UserRole"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    user_role_profile: RoleProfile = parameter("UserRoleProfile", mandatory=True, help="The kind of role.")
    id_: UUID = parameter("ID", help="The ID that it gets.")
    description: str = parameter("Description", help="What it is for.")
    parent_user_role: UserRole | None = parameter("ParentUserRole", help="The role that it is below.")


class NetworkLimits(UnavailableGrouped):
    """How much of the network the users of a role may have."""

    vm_network_maximum: int = parameter("VMNetworkMaximum", minimum=0, help="The most VM networks.")
    vm_network_maximum_per_user: int = parameter(
        "VMNetworkMaximumPerUser", minimum=0, help="The most VM networks of a user."
    )
    remove_vm_network_maximum: switch = parameter("RemoveVMNetworkMaximum", help="No limit on VM networks.")
    remove_vm_network_maximum_per_user: switch = parameter(
        "RemoveVMNetworkMaximumPerUser", help="No limit on VM networks of a user."
    )
    vpn_connection_maximum: int = parameter("VPNConnectionMaximum", minimum=0, help="The most VPN connections.")
    vpn_connection_maximum_per_user: int = parameter(
        "VPNConnectionMaximumPerUser", minimum=0, help="The most VPN connections of a user."
    )
    remove_vpn_connection_maximum: switch = parameter("RemoveVPNConnectionMaximum", help="No limit on VPN connections.")
    remove_vpn_connection_maximum_per_user: switch = parameter(
        "RemoveVPNConnectionMaximumPerUser", help="No limit on VPN connections of a user."
    )
    nat_connection_maximum: int = parameter("NATConnectionMaximum", minimum=0, help="The most NAT connections.")
    nat_connection_maximum_per_user: int = parameter(
        "NATConnectionMaximumPerUser", minimum=0, help="The most NAT connections of a user."
    )
    remove_nat_connection_maximum: switch = parameter("RemoveNATConnectionMaximum", help="No limit on NAT connections.")
    remove_nat_connection_maximum_per_user: switch = parameter(
        "RemoveNATConnectionMaximumPerUser", help="No limit on NAT connections of a user."
    )
    vm_network_vpn_maximum_bandwidth_in_kbps: int = parameter(
        "VMNetworkVPNMaximumBandwidthInKbps", minimum=0, help="The most that comes in over VPN."
    )
    vm_network_vpn_maximum_bandwidth_out_kbps: int = parameter(
        "VMNetworkVPNMaximumBandwidthOutKbps", minimum=0, help="The most that goes out over VPN."
    )
    remove_vm_network_vpn_maximum_bandwidth_in: switch = parameter(
        "RemoveVMNetworkVPNMaximumBandwidthIn", help="No limit on what comes in over VPN."
    )
    remove_vm_network_vpn_maximum_bandwidth_out: switch = parameter(
        "RemoveVMNetworkVPNMaximumBandwidthOut", help="No limit on what goes out over VPN."
    )


class SetVMMUserRole(NetworkLimits):
    """Changes the members, the scope and the permissions of a user role.

    Example:
        Set-VMMUserRole -UserRole "Operators" -Description "For the laboratory"
    """

    name = "Set-VMMUserRole"
    aliases = ("Set-SCUserRole",)
    job_name = "Change properties of user role"
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
    returns = "UserRole"

    user_role: UserRole | None = parameter("UserRole", position=0, pipeline=True, help="The user role.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    add_member: list[str] = parameter("AddMember", help="The users and groups to add, as DOMAIN\\user.")
    remove_member: list[str] = parameter("RemoveMember", help="The users and groups to take out.")
    vm_permission: list[SelfServicePermission] = parameter(
        "VMPermission", aliases=("Permission",), help="What its users may do."
    )
    add_permission: list[SelfServicePermission] = parameter("AddPermission", help="The permissions to add.")
    remove_permission: list[SelfServicePermission] = parameter("RemovePermission", help="The permissions to take away.")
    library_store_share_path: str = parameter(
        "LibraryStoreSharePath", aliases=("UserRoleDataPath",), help="The library path of the role's users."
    )
    remove_library_store_share_path: switch = parameter(
        "RemoveLibraryStoreSharePath", help="Take the library path away."
    )
    add_scope: list[AnyObject] = parameter("AddScope", help="The objects to add to the scope.")
    remove_scope: list[AnyObject] = parameter("RemoveScope", help="The objects to take out of the scope.")
    show_pro_tips: bool = parameter("ShowPROTips", help="$true to show PRO tips to the role.")
    quota_per_user: bool = parameter("QuotaPerUser", help="$true for a quota of each user.")
    vm_quota_point: int = parameter("VMQuotaPoint", minimum=0, help="The most quota points.")


class RemoveVMMUserRole(UnavailableGrouped):
    """Removes a user role.

    Example:
        Remove-VMMUserRole -UserRole "Operators"
    """

    name = "Remove-VMMUserRole"
    aliases = ("Remove-SCUserRole",)
    job_name = "Remove user role"
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
    returns = "UserRole"

    user_role: UserRole = parameter("UserRole", mandatory=True, position=0, pipeline=True, help="The user role.")


class GetSCUserRoleQuota(UnavailableGet):
    """Reads the quotas of user roles.

    Example:
        Get-SCUserRoleQuota -UserRole "Operators"
    """

    name = "Get-SCUserRoleQuota"
    needs = Missing.USER_ROLES
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
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
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


class GrantSCResource(UnavailableGrouped):
    """Lets a user or role use an object.

    Example:
        Grant-SCResource -Resource "web-01"
    """

    name = "Grant-SCResource"
    job_name = "Grant resource"
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
    returns = "GrantedResource"

    resource: AnyObject = parameter("Resource", mandatory=True, position=0, pipeline=True, help="The object.")
    user_name: list[str] = parameter("UserName", help="The users.")
    user_role_id: list[UUID] = parameter("UserRoleID", help="The IDs of the roles.")
    user_role_name: list[str] = parameter("UserRoleName", help="The names of the roles.")


class RevokeSCResource(UnavailableGrouped):
    """Takes the use of an object from a user or role.

    Example:
        Revoke-SCResource -Resource "web-01"
    """

    name = "Revoke-SCResource"
    job_name = "Revoke resource"
    needs = Missing.USER_ROLES
    permission = Permission.MANAGE_SETTINGS
    returns = "GrantedResource"

    resource: AnyObject = parameter("Resource", mandatory=True, position=0, pipeline=True, help="The object.")
    user_name: list[str] = parameter("UserName", help="The users.")
    user_role_id: list[UUID] = parameter("UserRoleID", help="The IDs of the roles.")
    user_role_name: list[str] = parameter("UserRoleName", help="The names of the roles.")
