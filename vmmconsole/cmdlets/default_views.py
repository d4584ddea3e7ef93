"""Which properties scripts and the shell show of each kind of object when nobody says otherwise."""

from __future__ import annotations

from typing import Any

from vmmconsole.script.formatting import ViewColumn, register_view

_GB = 2**30
_MB = 2**20


def _gigabytes(value: Any) -> str:
    return f"{float(value) / _GB:,.2f}"


def _megabytes(value: Any) -> str:
    return f"{float(value) / _MB:,.1f}"


def _in_gb(name: str) -> ViewColumn:
    """A size in bytes that people read in gigabytes."""
    return ViewColumn(f"{name}(GB)", name, _gigabytes, "right")


def _in_mb(name: str) -> ViewColumn:
    return ViewColumn(f"{name}(MB)", name, _megabytes, "right")


VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "ServerConnection": ("Name", "ProductVersion", "UserName", "UserRoleName"),
    "VM": ("Name", "StatusText", "HostName", "CPUCount", ViewColumn("Memory(MB)", "Memory"), "OperatingSystem",
           "Owner"),
    "VMHost": ("Name", "OverallStateText", "VMHostGroup", ViewColumn("CPUs", "LogicalProcessorCount"),
               ViewColumn("AvailableMemory(MB)", "AvailableMemory"), "RunningVMs", "TotalVMs",
               "VirtualizationPlatform"),
    "VMHostGroup": ("Name", "Path", "Description"),
    "VMHostRating": ("Name", "Rating", "PreferredPath", "Reasons"),
    "VMHostVolume": ("Name", "MountPoint", _in_gb("Capacity"), _in_gb("FreeSpace"), "IsAvailableForPlacement"),
    "VMHostNetworkAdapter": ("Name", "MACAddress", "Connected", "SpeedMbps", "VirtualNetwork", "VMHost"),
    "VirtualNetwork": ("Name", "Type", "Active", "VMHost", "Description"),
    "DirectoryChildItem": ("Name", "IsDirectory", _in_mb("Size"), "FullName"),
    "VirtualDiskDrive": ("Parent", "BusType", "Bus", "Lun", "VirtualHardDisk", "VolumeType", "ID"),
    "VirtualDVDDrive": ("Parent", "BusType", "Bus", "Lun", "Connection", "ISOPath", "ID"),
    "VirtualFloppyDrive": ("Parent", "Connection", "ImagePath", "ID"),
    "VirtualCOMPort": ("Parent", "PortNumber", "Connection", "TextFile", "NamedPipe", "ID"),
    "VirtualSCSIAdapter": ("Parent", "Bus", "AdapterID", "Shared", "SCSIControllerType", "ID"),
    "VirtualNetworkAdapter": ("Parent", "SlotID", "VirtualNetwork", "MACAddress", "VirtualNetworkAdapterType",
                              "VLanID", "ID"),
    "DiskImage": ("Name", "VHDFormatType", "VHDType", _in_gb("MaximumSize"), _in_gb("Size"), "Location"),
    "HardwareProfile": ("Name", "CPUCount", "Memory", "Owner", "Description"),
    "GuestOSProfile": ("Name", "OperatingSystem", "ComputerName", "Owner", "Description"),
    "CustomProperty": ("Name", "Members", "Description", "ID"),
    "CustomPropertyValue": ("Object", "Name", "Value"),
    "CPUType": ("Name", "SpeedMHz", "ID"),
    "OperatingSystem": ("Name", "OSType", "Architecture", "ID"),
    "ISO": ("Name", "State", "LibraryShare", "Directory", _in_mb("Size"), "Description"),
    "VirtualHardDisk": ("Name", "State", "LibraryShare", "VHDFormatType", _in_gb("MaximumSize"), _in_gb("Size"),
                        "OperatingSystem"),
    "VirtualFloppyDisk": ("Name", "State", "LibraryShare", "Directory", _in_mb("Size")),
    "Script": ("Name", "State", "LibraryShare", "Directory", _in_mb("Size")),
    "AnswerFile": ("Name", "State", "LibraryShare", "Directory", _in_mb("Size")),
    "LibraryServer": ("Name", "Status", "LibraryGroup", "Description"),
    "LibraryShare": ("Name", "Path", "LibraryServer", "State", _in_gb("FreeSpace")),
    "VMCheckpoint": ("Name", "VM", "AddedTime", "IsCurrent", "Description"),
    "Job": ("Name", "StatusText", "Progress", "StartTime", "ResultName", "Owner", "ID"),
    "Step": ("Number", "Name", "StatusString", "ProgressValue", "ObjectName"),
    "Change": ("Time", "ObjectName", "Property", "PreviousValue", "NewValue"),
    "UserRole": ("Name", "UserRoleProfile", "MemberCount", "Description"),
}  # fmt: skip
"""Properties in the order of the columns, by kind of object or by class."""


def register_default_views() -> None:
    """Tell the output formatting of all views."""
    for type_name, columns in VIEWS.items():
        register_view(type_name, columns)
