"""Hosts, their groups, volumes, networks and folders: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

from .sizes import in_gb, in_mb

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "VMHost": ("Name", "OverallStateText", "VMHostGroup", ViewColumn("CPUs", "LogicalProcessorCount"),
               ViewColumn("AvailableMemory(MB)", "AvailableMemory"), "RunningVMs", "TotalVMs",
               "VirtualizationPlatform"),
    "VMHostGroup": ("Name", "Path", "Description"),
    "VMHostVolume": ("Name", "MountPoint", in_gb("Capacity"), in_gb("FreeSpace"), "IsAvailableForPlacement"),
    "VMHostNetworkAdapter": ("Name", "MACAddress", "Connected", "SpeedMbps", "VirtualNetwork", "VMHost"),
    "VirtualNetwork": ("Name", "Type", "Active", "VMHost", "Description"),
    "DirectoryChildItem": ("Name", "IsDirectory", in_mb("Size"), "FullName"),
}  # fmt: skip
