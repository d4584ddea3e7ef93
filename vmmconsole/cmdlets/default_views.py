"""Which properties scripts and the shell show of each kind of object when nobody says otherwise."""

from __future__ import annotations

from vmmconsole.script.formatting import register_view

VIEWS: dict[str, tuple[str, ...]] = {
    "ServerConnection": ("Name", "ProductVersion", "UserName", "UserRoleName"),
    "VM": ("Name", "StatusText", "HostName", "CPUCount", "Memory", "OperatingSystem", "Owner"),
    "VMHost": ("Name", "OverallStateText", "VMHostGroup", "LogicalProcessorCount", "AvailableMemory", "RunningVMs",
               "TotalVMs", "VirtualizationPlatform"),
    "VMHostGroup": ("Name", "Path", "Description"),
    "VMHostRating": ("Name", "Rating", "Reasons", "PreferredPath"),
    "VMHostVolume": ("Name", "MountPoint", "Capacity", "FreeSpace", "IsAvailableForPlacement"),
    "VMHostNetworkAdapter": ("Name", "MACAddress", "Connected", "SpeedMbps", "VirtualNetwork", "VMHost"),
    "VirtualNetwork": ("Name", "Type", "Active", "VMHost", "Description"),
    "DirectoryChildItem": ("Name", "IsDirectory", "Size", "FullName"),
    "VirtualDiskDrive": ("Parent", "BusType", "Bus", "Lun", "VirtualHardDisk", "VolumeType", "ID"),
    "VirtualDVDDrive": ("Parent", "BusType", "Bus", "Lun", "Connection", "ISOPath", "ID"),
    "VirtualFloppyDrive": ("Parent", "Connection", "ImagePath", "ID"),
    "VirtualCOMPort": ("Parent", "PortNumber", "Connection", "TextFile", "NamedPipe", "ID"),
    "VirtualSCSIAdapter": ("Parent", "Bus", "AdapterID", "Shared", "SCSIControllerType", "ID"),
    "VirtualNetworkAdapter": ("Parent", "SlotID", "VirtualNetwork", "MACAddress", "VirtualNetworkAdapterType",
                              "VLanID", "ID"),
    "DiskImage": ("Name", "VHDFormatType", "VHDType", "MaximumSize", "Size", "Location"),
    "HardwareProfile": ("Name", "CPUCount", "Memory", "Owner", "Description"),
    "GuestOSProfile": ("Name", "OperatingSystem", "ComputerName", "Owner", "Description"),
    "CustomProperty": ("Name", "Members", "Description", "ID"),
    "CustomPropertyValue": ("Object", "Name", "Value"),
    "CPUType": ("Name", "SpeedMHz", "ID"),
    "OperatingSystem": ("Name", "OSType", "Architecture", "ID"),
    "ISO": ("Name", "State", "LibraryShare", "Directory", "Size", "Description"),
    "VirtualHardDisk": ("Name", "State", "LibraryShare", "VHDFormatType", "MaximumSize", "Size", "OperatingSystem"),
    "VirtualFloppyDisk": ("Name", "State", "LibraryShare", "Directory", "Size"),
    "Script": ("Name", "State", "LibraryShare", "Directory", "Size"),
    "AnswerFile": ("Name", "State", "LibraryShare", "Directory", "Size"),
    "LibraryServer": ("Name", "Status", "LibraryGroup", "Description"),
    "LibraryShare": ("Name", "Path", "LibraryServer", "State", "FreeSpace"),
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
