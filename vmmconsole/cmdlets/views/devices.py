"""Devices of virtual machines and hardware profiles: the columns that scripts and the shell show."""

from __future__ import annotations

from vmmconsole.script.formatting import ViewColumn

from .sizes import in_gb

VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "VirtualDiskDrive": ("Parent", "BusType", "Bus", "Lun", "VirtualHardDisk", "VolumeType", "ID"),
    "VirtualDVDDrive": ("Parent", "BusType", "Bus", "Lun", "Connection", "ISOPath", "ID"),
    "VirtualFloppyDrive": ("Parent", "Connection", "ImagePath", "ID"),
    "VirtualCOMPort": ("Parent", "PortNumber", "Connection", "TextFile", "NamedPipe", "ID"),
    "VirtualSCSIAdapter": ("Parent", "Bus", "AdapterID", "Shared", "SCSIControllerType", "ID"),
    "VirtualNetworkAdapter": ("Parent", "SlotID", "VirtualNetwork", "MACAddress", "VirtualNetworkAdapterType",
                              "VLanID", "ID"),
    "DiskImage": ("Name", "VHDFormatType", "VHDType", in_gb("MaximumSize"), in_gb("Size"), "Location"),
}  # fmt: skip
