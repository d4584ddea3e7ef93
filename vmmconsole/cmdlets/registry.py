"""All cmdlets, by name. A new cmdlet is one class in its family's module, and one entry here or in `families`.

What most sessions use stands here and is imported at once. The families of `families.py` are imported when one of
their cmdlets is asked for, which keeps the start of console and shell short.
"""

from __future__ import annotations

from importlib import import_module

from vmmconsole.script.cmdlet import Cmdlet

from .checkpoint import GetVMCheckpoint, NewVMCheckpoint, RemoveVMCheckpoint, RestoreVMCheckpoint, SetVMCheckpoint
from .default_views import register_default_views
from .disk_drive import GetVirtualDiskDrive, NewVirtualDiskDrive, RemoveVirtualDiskDrive, SetVirtualDiskDrive
from .dvd_drive import GetVirtualDVDDrive, NewVirtualDVDDrive, RemoveVirtualDVDDrive, SetVirtualDVDDrive
from .families import FAMILIES
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

_LOADED: dict[str, type[Cmdlet]] = {name.lower(): cls for cls in _ALL for name in (cls.name, *cls.aliases)}
_MODULES: dict[str, str] = {name.lower(): module for module, names in FAMILIES.items() for name in names.split()}


def find(name: str) -> type[Cmdlet] | None:
    """The cmdlet of that name or alias, in any case, or None."""
    wanted = name.lower()
    if wanted not in _LOADED and wanted in _MODULES:
        _load(_MODULES[wanted])
    return _LOADED.get(wanted)


def names() -> list[str]:
    """Every name and alias of every cmdlet; loads none."""
    here = [name for cls in _ALL for name in (cls.name, *cls.aliases)]
    return here + [name for listed in FAMILIES.values() for name in listed.split()]


def all_cmdlets() -> tuple[type[Cmdlet], ...]:
    """All cmdlet classes, one each, by family. Loads those that nobody has asked for so far."""
    return (*_ALL, *(cls for module in FAMILIES for cls in _load(module)))


def getter_of(kind: str) -> type[Cmdlet] | None:
    """The cmdlet that looks up objects of a kind by -ID: ``VM`` → Get-VM."""
    found = find(f"Get-{kind}") or find(f"Get-SC{kind}")
    return found if found is not None and not found.needs and found.find_parameter("ID") is not None else None


def _load(family: str) -> tuple[type[Cmdlet], ...]:
    """The cmdlet classes of a family's module, in the order of its text."""
    module = import_module(f"{__package__}.{family}")
    own = (cls for cls in vars(module).values() if isinstance(cls, type) and cls.__module__ == module.__name__)
    found = tuple(cls for cls in own if issubclass(cls, Cmdlet) and cls.name)
    _LOADED.update({name.lower(): cls for cls in found for name in (cls.name, *cls.aliases)})
    return found


register_default_views()
