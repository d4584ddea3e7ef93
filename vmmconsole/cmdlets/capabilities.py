"""What the product cannot do yet: the capabilities that cmdlets and parameters declare in ``needs``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CapabilityError

if TYPE_CHECKING:
    from vmmconsole.script.cmdlet import Cmdlet


class Missing(StrEnum):
    """A capability that this version does not have: its name is its ID, its value what people read, in the plural."""

    AUTOMATIC_NETWORKS = "networks that are made automatically"
    AVAILABILITY_SETS = "availability sets"
    BASELINES = "update baselines and compliance scans"
    CAPABILITY_PROFILES = "capability profiles"
    CERTIFICATES = "host certificates and SSH keys by a cmdlet"
    CHECKPOINT_HARDWARE = "changes inside checkpoints"
    CHECKPOINT_TYPES = "other types of checkpoints"
    CLOUDS = "private clouds"
    CLUSTERS = "host clusters"
    CRITICAL_ERROR_ACTIONS = "actions for a lost connection to storage"
    DEFAULT_RESOURCES = "stock resources for library shares"
    DIAGNOSTICS = "reports of usage data"
    DIFFERENCING_DISKS = "differencing disks"
    DISASTER_RECOVERY = "replicas for disaster recovery"
    DISCOVERY = "searches for computers in a directory"
    DISK_CONVERSIONS = "conversions of virtual hard disks"
    DISK_FORMATS = "choices of disk formats"
    DYNAMIC_MEMORY = "changes of memory by demand"
    EXTERNAL_JOBS = "jobs of other systems"
    FIBRE_CHANNEL = "virtual Fibre Channel adapters"
    GENERATION_2 = "generation 2 virtual machines, which start from UEFI"
    GRANTS = "single objects granted to user roles"
    GUEST_CUSTOMIZATION = "changes inside the guest operating system"
    GUEST_SERVICES = "installations of guest services"
    HOST_NETWORKING = "changes to the networking of hosts"
    HOST_STORAGE = "changes to the storage of hosts"
    INTEGRATION_SETTINGS = "settings for single guest services"
    LIBRARY_FILES = "new names and places for library files"
    LIBRARY_SERVERS = "further library servers"
    LIBRARY_TAGS = "tags, product keys, families, releases and other platforms of library files"
    LIVE_MIGRATION = "settings for live migrations"
    LOGICAL_NETWORKS = "logical networks"
    MANAGED_COMPUTERS = "agents on managed computers"
    NETWORK_VIRTUALIZATION = "virtualized networks"
    NUMA = "settings for virtual NUMA nodes"
    ON_BEHALF_OF = "calls on behalf of other users"
    OPS_MANAGER = "connections to Operations Manager and Service Provider Foundation"
    OUT_OF_BAND = "controllers that switch physical computers on and off"
    P2V = "conversions of physical computers"
    PERIMETER_HOSTS = "hosts in perimeter networks"
    PHYSICAL_DISKS = "disks of the host inside virtual machines"
    PORT_PROFILES = "port classifications and access lists"
    PERFORMANCE = "counters over time"
    PRO = "PRO tips"
    REGISTRATION = "registrations of machines from their files"
    REMOTE_CONNECTIONS = "settings for remote connections to virtual machines"
    RESOURCE_POOLS = "resource pools"
    ROLE_CHOICE = "connections under one of several user roles"
    RUN_AS_ACCOUNTS = "Run As accounts"
    SECRETS = "passwords and product keys in profiles"
    SERVICES = "services and service templates"
    SERVICING_WINDOWS = "servicing windows"
    SHARED_DISKS = "disks that several virtual machines share"
    SHIELDING = "shielded virtual machines and guarded hosts"
    STORAGE_ARRAYS = "storage arrays, file shares and storage classifications"
    STORAGE_LIMITS = "limits on disk operations"
    STORED_MACHINES = "virtual machines stored in the library"
    TEMPLATES = "templates in the library, made from disks and profiles, and changes of templates' hardware"
    TRANSFERS = "file transfers between computers"
    UPDATES = "updates from an update server"
    V2V = "conversions of virtual machines of other software"
    VIDEO_ADAPTERS = "virtual 3D video adapters"
    VIRTUALIZATION_MANAGERS = "settings for single hosts of a virtualization manager"
    VM_CONFIGURATIONS = "machine configurations for placement"
    VM_NETWORKS = "VM networks, subnets and address pools"

    @property
    def instead(self) -> str:
        """What to do without it; empty where there is nothing to say."""
        return _INSTEAD.get(self, "")


_INSTEAD = {
    Missing.CLUSTERS: "Name hosts instead: Get-VMHost lists them.",
    Missing.CLOUDS: "Use host groups instead: Get-VMHostGroup lists them.",
    Missing.DISCOVERY: "Add a host by its address with Add-VMHost.",
    Missing.LIBRARY_SERVERS: "Add another folder of this library server with Add-LibraryShare.",
    Missing.LOGICAL_NETWORKS: "Name the host's virtual network: Get-VirtualNetwork lists them.",
    Missing.VIRTUALIZATION_MANAGERS: "Add-VirtualizationManager brings all hosts of a vCenter server.",
    Missing.VM_NETWORKS: "Name the host's virtual network: Get-VirtualNetwork lists them.",
    Missing.TEMPLATES: "Make the virtual machine from a hardware profile and a virtual hard disk of the library.",
    Missing.VM_CONFIGURATIONS: "Call New-VM with -VMHost; Get-VMHostRating says which host fits best.",
    Missing.RUN_AS_ACCOUNTS: "Name a credential where a cmdlet takes one.",
}
_LEAVE_OUT = "Leave the call out. docs/cmdlets.md lists what works."


def refusal(cls: type[Cmdlet]) -> CapabilityError:
    """The error of a cmdlet that declares `needs`: what, why, and what to do instead."""
    needs = Missing(cls.needs)
    return CapabilityError(
        f"{cls.name} is not available.",
        cause=f"This version does not have {needs}.",
        action=needs.instead or _LEAVE_OUT,
    )
