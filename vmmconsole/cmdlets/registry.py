"""All cmdlets, by name. A new cmdlet is one class in its family's module, and one entry here."""

from __future__ import annotations

from vmmconsole.script.cmdlet import Cmdlet

from .checkpoint import GetVMCheckpoint, NewVMCheckpoint, RemoveVMCheckpoint, RestoreVMCheckpoint, SetVMCheckpoint
from .default_views import register_default_views
from .disk_drive import GetVirtualDiskDrive, NewVirtualDiskDrive, RemoveVirtualDiskDrive, SetVirtualDiskDrive
from .dvd_drive import GetVirtualDVDDrive, NewVirtualDVDDrive, RemoveVirtualDVDDrive, SetVirtualDVDDrive
from .fixed_lists import GetCPUType, GetOperatingSystem
from .floppy_com import GetVirtualCOMPort, GetVirtualFloppyDrive, SetVirtualCOMPort, SetVirtualFloppyDrive
from .hardware_profile import GetHardwareProfile, NewHardwareProfile, RemoveHardwareProfile, SetHardwareProfile
from .host import (
    AddVMHost,
    DisableVMHost,
    EnableVMHost,
    GetVMHost,
    MoveVMHost,
    RefreshVMHost,
    RemoveVMHost,
    SetVMHost,
)
from .host_group import GetVMHostGroup, MoveVMHostGroup, NewVMHostGroup, RemoveVMHostGroup, SetVMHostGroup
from .job import GetJob, GetStep, RestartJob, StopJob
from .library import (
    AddLibraryShare,
    GetLibraryServer,
    GetLibraryShare,
    RefreshLibraryShare,
    RemoveLibraryShare,
    SetLibraryServer,
    SetLibraryShare,
)
from .library_items import (
    GetISO,
    GetScript,
    GetVirtualFloppyDisk,
    GetVirtualHardDisk,
    RemoveISO,
    RemoveScript,
    RemoveVirtualFloppyDisk,
    RemoveVirtualHardDisk,
    SetISO,
    SetVirtualHardDisk,
)
from .network_adapter import (
    GetVirtualNetworkAdapter,
    NewVirtualNetworkAdapter,
    RemoveVirtualNetworkAdapter,
    SetVirtualNetworkAdapter,
)
from .new_vm import NewVM
from .power import (
    DiscardSavedStateVM,
    ResetVM,
    ResumeVM,
    SaveStateVM,
    ShutdownVM,
    StartVM,
    StopSCVirtualMachine,
    StopVM,
    SuspendVM,
)
from .rating import GetVMHostRating
from .repair import RepairVM
from .role import GetVMMUserRole
from .scsi_adapter import GetVirtualSCSIAdapter, NewVirtualSCSIAdapter, RemoveVirtualSCSIAdapter, SetVirtualSCSIAdapter
from .server import GetVMMServer, SetVMMServer
from .virtual_machine import GetVM, RefreshVM, RemoveVM, SetVM
from .virtual_network import GetDirectoryChildItem, GetVirtualNetwork, GetVMHostNetworkAdapter, GetVMHostVolume

_ALL: tuple[type[Cmdlet], ...] = (
    GetVMMServer, SetVMMServer,
    GetVM, NewVM, SetVM, RemoveVM, RefreshVM, RepairVM,
    StartVM, StopVM, StopSCVirtualMachine, ShutdownVM, SaveStateVM, DiscardSavedStateVM, SuspendVM, ResumeVM, ResetVM,
    GetVMHost, SetVMHost, AddVMHost, RemoveVMHost, RefreshVMHost, MoveVMHost, EnableVMHost, DisableVMHost,
    GetVMHostGroup, NewVMHostGroup, SetVMHostGroup, MoveVMHostGroup, RemoveVMHostGroup,
    GetVMHostRating, GetVMHostVolume, GetVMHostNetworkAdapter, GetVirtualNetwork, GetDirectoryChildItem,
    GetVirtualDiskDrive, NewVirtualDiskDrive, SetVirtualDiskDrive, RemoveVirtualDiskDrive,
    GetVirtualDVDDrive, NewVirtualDVDDrive, SetVirtualDVDDrive, RemoveVirtualDVDDrive,
    GetVirtualFloppyDrive, SetVirtualFloppyDrive, GetVirtualCOMPort, SetVirtualCOMPort,
    GetVirtualSCSIAdapter, NewVirtualSCSIAdapter, SetVirtualSCSIAdapter, RemoveVirtualSCSIAdapter,
    GetVirtualNetworkAdapter, NewVirtualNetworkAdapter, SetVirtualNetworkAdapter, RemoveVirtualNetworkAdapter,
    GetHardwareProfile, NewHardwareProfile, SetHardwareProfile, RemoveHardwareProfile,
    GetCPUType, GetOperatingSystem,
    GetVirtualHardDisk, SetVirtualHardDisk, RemoveVirtualHardDisk, GetISO, SetISO, RemoveISO,
    GetScript, RemoveScript, GetVirtualFloppyDisk, RemoveVirtualFloppyDisk,
    GetLibraryServer, SetLibraryServer, GetLibraryShare, AddLibraryShare, SetLibraryShare, RemoveLibraryShare,
    RefreshLibraryShare,
    GetVMCheckpoint, NewVMCheckpoint, SetVMCheckpoint, RestoreVMCheckpoint, RemoveVMCheckpoint,
    GetJob, GetStep, StopJob, RestartJob,
    GetVMMUserRole,
)  # fmt: skip

COMMANDS: dict[str, type[Cmdlet]] = {name.lower(): cls for cls in _ALL for name in (cls.name, *cls.aliases)}
"""Every cmdlet by each of its names in lower case."""


def find(name: str) -> type[Cmdlet] | None:
    """The cmdlet of that name or alias, in any case, or None."""
    return COMMANDS.get(name.lower())


def all_cmdlets() -> tuple[type[Cmdlet], ...]:
    """All cmdlet classes, one each, by family."""
    return _ALL


register_default_views()
