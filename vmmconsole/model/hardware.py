"""What a virtual machine or a hardware profile is made of: drives, adapters, ports."""

from __future__ import annotations

import ntpath
import posixpath
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import Field

from .noun import Ref, Value, fixed_ref
from .status import (
    AdapterType,
    BootDevice,
    BusType,
    DVDConnection,
    MACAddressType,
    SCSIControllerType,
    VHDType,
    VolumeType,
)


class Device(Value):
    """A part of a virtual machine that scripts find by ID."""

    id: UUID = Field(default_factory=uuid4)
    name: str = ""
    parent: Ref | None = None
    """The virtual machine or profile it belongs to."""

    property_aliases: ClassVar[dict[str, str]] = {"VM": "vm", "VMId": "vm_id"}

    def __str__(self) -> str:
        return self.name

    @property
    def vm(self) -> Ref | None:
        """The virtual machine it belongs to."""
        return self.parent if self.parent is not None and self.parent.kind == "VM" else None

    @property
    def vm_id(self) -> UUID | None:
        """That virtual machine's ID."""
        return self.vm.id if self.vm else None


def file_name_of(path: str) -> str:
    """The last part of a path of any host."""
    return split_path(path)[1]


def folder_of(path: str) -> str:
    """The folder of a path of any host."""
    return split_path(path)[0]


def split_path(path: str) -> tuple[str, str]:
    """The folder and the last part of a path: of Linux, of Windows, or of a datastore (``[datastore1] disk.vmdk``)."""
    if "\\" in path and not path.startswith("["):
        return ntpath.split(path)
    store, bracket, rest = path.partition("]")
    if not path.startswith("[") or not bracket:
        return posixpath.split(path)
    folder, name = posixpath.split(rest.strip())
    return f"{store}] {folder}".rstrip(), name


class DiskImage(Value):
    """The virtual hard disk behind a drive; sizes in bytes."""

    volatile_properties: ClassVar[frozenset[str]] = frozenset({"size"})

    id: UUID = Field(default_factory=uuid4)
    name: str = ""
    location: str = ""
    """The file's path on the host."""
    format: str = Field(default="qcow2", alias="VHDFormatType")
    vhd_type: VHDType = Field(default=VHDType.DYNAMIC, alias="VHDType")
    maximum_size: int = 0
    size: int = 0
    """What the file takes on the volume now."""
    parent_disk: str = ""
    vm_host: Ref | None = Field(default=None, alias="VMHost")
    """The host with the file, where the virtual machine that has the disk is asked; it is not stored."""
    property_aliases: ClassVar[dict[str, str]] = {
        "SharePath": "location", "Directory": "directory", "HostName": "host_name", "HostId": "host_id",
        "HostType": "host_type",
    }  # fmt: skip
    related_properties: ClassVar[tuple[str, ...]] = ("HostVolume", "HostVolumeID")

    @property
    def directory(self) -> str:
        """The folder of its file."""
        return folder_of(self.location)

    @property
    def object_type(self) -> str:
        """What scripts read as the kind of object."""
        return "VirtualHardDisk"

    @property
    def host_name(self) -> str | None:
        """The host's name."""
        return self.vm_host.name if self.vm_host else None

    @property
    def host_id(self) -> UUID | None:
        """The host's ID."""
        return self.vm_host.id if self.vm_host else None

    @property
    def host_type(self) -> str | None:
        """What kind of object it is on."""
        return self.vm_host.kind if self.vm_host else None

    def __str__(self) -> str:
        return self.name


class VirtualDiskDrive(Device):
    """A disk drive and the virtual hard disk in it."""

    bus_type: BusType = BusType.IDE
    bus: int = 0
    lun: int = 0
    virtual_hard_disk: DiskImage | None = None
    volume_type: VolumeType = VolumeType.NONE
    create_diff_disk: bool = False
    size_mb: int | None = None
    """For a disk still to be made: its size in MB."""
    file_name: str = ""
    """For a disk still to be made: the name of its file, without folder."""
    path: str = ""
    """For a disk still to be made or an existing one: a folder or file that overrides the virtual machine's."""
    source_id: UUID | None = Field(default=None, alias="SourceID")
    """For a disk still to be made from the library: the virtual hard disk to copy."""
    use_local: bool = Field(default=False, alias="UseLocalVirtualHardDisk")
    """The file stands on the host already and is used where it is, not copied."""
    property_aliases: ClassVar[dict[str, str]] = {"VirtualHardDiskId": "virtual_hard_disk_id", "IsVHD": "is_vhd"}

    @property
    def virtual_hard_disk_id(self) -> UUID | None:
        """The ID of the disk in it."""
        return self.virtual_hard_disk.id if self.virtual_hard_disk else None

    @property
    def is_vhd(self) -> bool:
        """Whether a virtual hard disk is in it."""
        return self.virtual_hard_disk is not None

    def owned(self, owner: Ref, vm_host: Ref | None) -> VirtualDiskDrive:
        """The drive as one that knows its owner, and whose disk knows its host."""
        image = self.virtual_hard_disk
        if image is not None and vm_host is not None:
            image = image.model_copy(update={"vm_host": vm_host})
        return self.model_copy(update={"parent": owner, "virtual_hard_disk": image})


class MountedImage(Value):
    """A CD or DVD image that is in a drive and not in the library."""

    name: str
    share_path: str
    property_aliases: ClassVar[dict[str, str]] = {"Location": "share_path", "Directory": "directory"}

    def __str__(self) -> str:
        return self.name

    @property
    def directory(self) -> str:
        """The folder of its file."""
        return folder_of(self.share_path)


class VirtualDVDDrive(Device):
    """A DVD drive and what is in it."""

    bus_type: BusType = BusType.IDE
    bus: int = 1
    lun: int = 0
    connection: DVDConnection = DVDConnection.NONE
    iso: Ref | None = None
    """The library's ISO image, when it is one."""
    iso_path: str = Field(default="", alias="ISOPath")
    """The file's path on the host."""
    iso_linked: bool = Field(default=True, alias="ISOLinked")
    host_drive: str = ""
    property_aliases: ClassVar[dict[str, str]] = {"ISOId": "iso_id"}
    script_properties: ClassVar[dict[str, str]] = {"ISO": "iso_image"}

    @property
    def iso_image(self) -> Ref | MountedImage | None:
        """The image in it: of the library, or one that stands elsewhere on the host."""
        if self.iso is not None or not self.iso_path:
            return self.iso
        return MountedImage(name=file_name_of(self.iso_path), share_path=self.iso_path)

    @property
    def iso_id(self) -> UUID | None:
        """The ID of the library's image."""
        return self.iso.id if self.iso else None


class VirtualFloppyDrive(Device):
    """The floppy drive and what is in it."""

    connection: DVDConnection = DVDConnection.NONE
    virtual_floppy_disk: Ref | None = None
    image_path: str = ""


class VirtualCOMPort(Device):
    """A serial port, numbered from 1, and what it is attached to: nothing, a text file or a named pipe."""

    port_number: int = 1
    connection: str = "None"
    """``None``, ``TextFile``, ``NamedPipe`` or ``HostPort``."""
    text_file: str = ""
    named_pipe: str = ""
    host_port: int | None = None
    wait_for_modem: bool = False
    property_aliases: ClassVar[dict[str, str]] = {"VMHostCOMPort": "host_port"}


class VirtualSCSIAdapter(Device):
    """A SCSI adapter."""

    adapter_id: int = 7
    bus: int = 0
    shared: bool = False
    scsi_controller_type: SCSIControllerType = Field(default=SCSIControllerType.DEFAULT, alias="SCSIControllerType")


class VirtualNetworkAdapter(Device):
    """A network adapter and the virtual network it is connected to."""

    slot_id: int = 0
    virtual_network: str = ""
    """The network's name on the host; empty when not connected."""
    mac_address: str = ""
    mac_address_type: MACAddressType = Field(default=MACAddressType.DYNAMIC, alias="PhysicalAddressType")
    adapter_type: AdapterType = Field(default=AdapterType.SYNTHETIC, alias="VirtualNetworkAdapterType")
    vlan_enabled: bool = Field(default=False, alias="VLanEnabled")
    vlan_id: int | None = Field(default=None, alias="VLanID")
    network_location: str = ""
    network_tag: str = ""
    ipv4_addresses: list[str] = Field(default_factory=list, alias="IPv4Addresses")
    property_aliases: ClassVar[dict[str, str]] = {
        "PhysicalAddress": "mac_address",
        "EthernetAddress": "mac_address",
        "MACAddressType": "mac_address_type",
        "EthernetAddressType": "mac_address_type",
    }


class Hardware(Value):
    """The hardware half that virtual machines and hardware profiles share; memory in MB."""

    cpu_count: int = 1
    cpu_type: str = Field(default="", alias="CPUType")
    memory_mb: int = Field(default=512, alias="Memory")
    boot_order: list[BootDevice] = Field(
        default_factory=lambda: [
            BootDevice.CD,
            BootDevice.IDE_HARD_DRIVE,
            BootDevice.PXE_BOOT,
            BootDevice.FLOPPY,
        ]
    )
    num_lock: bool = Field(default=False, alias="NumLockEnabled")
    limit_cpu_functionality: bool = Field(default=False, alias="LimitCPUFunctionality")
    limit_cpu_for_migration: bool = Field(default=False, alias="LimitCPUForMigration")
    highly_available: bool = Field(default=False, alias="IsHighlyAvailable")
    expected_cpu_utilization: int = Field(default=20, alias="ExpectedCPUUtilization")
    disk_io: int = Field(default=0, alias="DiskIO")
    network_utilization: int = 0
    relative_weight: int = 100
    cpu_reserve: int = Field(default=0, alias="CPUReserve")
    cpu_max: int = Field(default=100, alias="CPUMax")
    virtual_disk_drives: list[VirtualDiskDrive] = Field(default_factory=list)
    virtual_dvd_drives: list[VirtualDVDDrive] = Field(default_factory=list, alias="VirtualDVDDrives")
    virtual_floppy_drive: VirtualFloppyDrive | None = None
    virtual_com_ports: list[VirtualCOMPort] = Field(default_factory=list, alias="VirtualCOMPorts")
    virtual_scsi_adapters: list[VirtualSCSIAdapter] = Field(default_factory=list, alias="VirtualSCSIAdapters")
    virtual_network_adapters: list[VirtualNetworkAdapter] = Field(default_factory=list)

    property_aliases: ClassVar[dict[str, str]] = {
        "CPULimitFunctionality": "limit_cpu_functionality", "CPULimitForMigration": "limit_cpu_for_migration",
        "CPUExpectedUtilizationPercent": "expected_cpu_utilization", "DiskIops": "disk_io", "CPURelativeWeight":
        "relative_weight", "CPUMaximumPercent": "cpu_max", "NetworkUtilizationMbps": "network_utilization",
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {"CPUType": "cpu_type_entry"}

    @property
    def cpu_type_entry(self) -> Ref | None:
        """The entry of the list of CPU types."""
        return fixed_ref("CPUType", "CPU type", self.cpu_type)

    def drive_at(self, bus_type: BusType, bus: int, lun: int) -> VirtualDiskDrive | VirtualDVDDrive | None:
        """The disk or DVD drive at that place, or None."""
        drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*self.virtual_disk_drives, *self.virtual_dvd_drives]
        for drive in drives:
            if (drive.bus_type, drive.bus, drive.lun) == (bus_type, bus, lun):
                return drive
        return None
