"""What the product cannot do yet: the capabilities that cmdlets and parameters declare in ``needs``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CapabilityError

if TYPE_CHECKING:
    from vmmconsole.script.cmdlet import Cmdlet


class Missing(StrEnum):
    """A capability that this version does not have: its name is its ID, its value what people read, in the plural."""

    AVAILABILITY_SETS = "availability sets"
    BACKUPS = "backups of the engine's database by a cmdlet"
    BASELINES = "update baselines and compliance scans"
    CAPABILITY_PROFILES = "capability profiles"
    CERTIFICATES = "host certificates and SSH keys by a cmdlet"
    CHECKPOINT_DISKS = "disk merges by hand"
    CLOUDS = "private clouds"
    CLUSTERS = "host clusters"
    DISCOVERY = "searches for computers in a directory"
    DISK_CONVERSIONS = "conversions of virtual hard disks"
    EXTERNAL_JOBS = "jobs of other systems"
    FIBRE_CHANNEL = "virtual Fibre Channel adapters"
    GUEST_CUSTOMIZATION = "changes inside the guest operating system"
    HOST_NETWORKING = "changes to the networking of hosts"
    HOST_STORAGE = "changes to the storage of hosts"
    LIBRARY_SERVERS = "further library servers"
    LOGICAL_NETWORKS = "logical networks"
    MANAGED_COMPUTERS = "agents on managed computers"
    MIGRATION = "migrations of virtual machines"
    OPS_MANAGER = "connections to Operations Manager and Service Provider Foundation"
    P2V = "conversions of physical computers"
    PRO = "PRO tips"
    REGISTRATION = "registrations of machines from their files"
    RUN_AS_ACCOUNTS = "Run As accounts"
    SERVICES = "services and service templates"
    SERVICING_WINDOWS = "servicing windows"
    STORAGE_ARRAYS = "storage arrays, file shares and storage classifications"
    STORED_MACHINES = "virtual machines stored in the library"
    TEMPLATES = "virtual machine templates"
    UPDATES = "updates from an update server"
    USER_ROLES = "user roles beyond Administrator"
    V2V = "conversions of virtual machines of other software"
    VIRTUALIZATION_MANAGERS = "virtualization managers such as vCenter"
    VM_CONFIGURATIONS = "machine configurations for placement"
    VM_NETWORKS = "VM networks, subnets and address pools"


_INSTEAD = {
    Missing.CLUSTERS: "Name hosts instead: Get-VMHost lists them.",
    Missing.CLOUDS: "Use host groups instead: Get-VMHostGroup lists them.",
    Missing.DISCOVERY: "Add a host by its address with Add-VMHost.",
    Missing.LIBRARY_SERVERS: "Add another folder of this library server with Add-LibraryShare.",
    Missing.LOGICAL_NETWORKS: "Name the host's virtual network: Get-VirtualNetwork lists them.",
    Missing.VM_NETWORKS: "Name the host's virtual network: Get-VirtualNetwork lists them.",
    Missing.TEMPLATES: "Make the virtual machine from a hardware profile and a virtual hard disk of the library.",
    Missing.VM_CONFIGURATIONS: "Call New-VM with -VMHost; Get-VMHostRating says which host fits best.",
    Missing.RUN_AS_ACCOUNTS: "Name a credential where a cmdlet takes one.",
}
_LEAVE_OUT = "Leave the call out. docs/cmdlets.md lists what works."


def sentence(needs: str) -> str:
    """What help says: ``Virtual machine templates are not in this version.``"""
    return f"{needs[:1].upper()}{needs[1:]} are not in this version."


def refusal(cls: type[Cmdlet]) -> CapabilityError:
    """The error of a cmdlet that declares `needs`: what, why, and what to do instead."""
    needs = Missing(cls.needs)
    return CapabilityError(
        f"{cls.name} is not available.", cause=sentence(needs), action=_INSTEAD.get(needs, _LEAVE_OUT)
    )
