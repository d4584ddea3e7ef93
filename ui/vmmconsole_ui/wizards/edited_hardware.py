"""Hardware while a person edits it: the devices, the library files behind them, and what may be changed now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import BusType, DVDConnection, VHDType

from .hardware_rules import (
    HardwareLimits,
    add_disk,
    add_dvd_drive,
    add_network_adapter,
    add_scsi_adapter,
    drives_of,
    place_of,
    place_text,
    scsi_adapter_in_use,
)
from .new_vm_request import LibraryFile


def _free(_key: str) -> str:
    return ""


@dataclass
class EditedHardware:
    """What the hardware editor shows and writes to."""

    hardware: Hardware
    limits: HardwareLimits = field(default_factory=HardwareLimits)
    isos: dict[UUID, LibraryFile] = field(default_factory=dict)
    disks: dict[UUID, LibraryFile] = field(default_factory=dict)
    floppy_disk: LibraryFile | None = None
    name: str = ""
    """The machine's name, for the file names of new disks."""
    host_id: str = ""
    source_drive_id: UUID | None = None
    """The drive that New-VM itself attaches: it can neither be moved nor removed here."""
    lock: Callable[[str], str] = _free
    """Why ``disk:<id>.place``, ``add:disk`` or ``remove:disk:<id>`` cannot be done now; empty where it can."""

    def devices(self) -> list[DeviceRow]:
        """The rows of the device tree, in order."""
        hardware = self.hardware
        rows = [
            DeviceRow("general", "", "General", "", "settings"),
            DeviceRow("bios", "general", "BIOS", _BOOT_TEXTS[hardware.boot_order[0].value] + " first"
                      if hardware.boot_order else "", "chip"),
            DeviceRow("processor", "general", "Processor", str(hardware.cpu_count), "cpu"),
            DeviceRow("memory", "general", "Memory", f"{hardware.memory_mb:,} MB", "memory"),
            DeviceRow("floppy", "general", "Floppy drive",
                      self.floppy_disk.name if self.floppy_disk else "No media", "floppy"),
        ]  # fmt: skip
        rows += [
            DeviceRow(f"com:{port.port_number}", "general", f"COM {port.port_number}", _COM_TEXTS[port.connection],
                      "com_port") for port in hardware.virtual_com_ports
        ]  # fmt: skip
        rows += self._buses()
        rows.append(DeviceRow("networks", "", "Network adapters", "", "network"))
        for number, adapter in enumerate(hardware.virtual_network_adapters, start=1):
            key = f"nic:{adapter.id}"
            rows.append(DeviceRow(key, "networks", f"Network adapter {number}", nic_value(adapter), "adapter"))
        rows.append(DeviceRow("advanced", "", "Advanced", "", "settings"))
        weight = _WEIGHTS.get(hardware.relative_weight, str(hardware.relative_weight))
        rows.append(DeviceRow("priority", "advanced", "CPU priority", weight, "cpu"))
        return rows

    def _buses(self) -> list[DeviceRow]:
        rows = [DeviceRow("ide", "", "IDE devices", "", "disk"), *self._drives("ide", BusType.IDE, None)]
        for index, _ in enumerate(self.hardware.virtual_scsi_adapters):
            key = f"scsi:{index}"
            rows.append(DeviceRow(key, "", f"SCSI adapter {index}", "", "scsi"))
            rows += self._drives(key, BusType.SCSI, index)
        return rows

    def _drives(self, parent: str, bus_type: BusType, bus: int | None) -> list[DeviceRow]:
        found = [d for d in drives_of(self.hardware) if d.bus_type is bus_type and (bus is None or d.bus == bus)]
        rows = []
        for drive in sorted(found, key=lambda d: (d.bus, d.lun)):
            is_disk = isinstance(drive, VirtualDiskDrive)
            title = f"{'Disk' if is_disk else 'DVD'} {place_text(place_of(drive)).split()[1]}"
            value = self.disk_value(drive) if isinstance(drive, VirtualDiskDrive) else self.dvd_value(drive)
            rows.append(DeviceRow(f"{'disk' if is_disk else 'dvd'}:{drive.id}", parent, title, value,
                                  "disk" if is_disk else "dvd"))  # fmt: skip
        return rows

    def disk_value(self, drive: VirtualDiskDrive) -> str:
        """What stands beside a disk in the tree."""
        if drive.size_mb is not None:
            return f"{gigabytes(drive.size_mb)}, new"
        file = self.disks.get(drive.id)
        if file is not None:
            return file.name
        image = drive.virtual_hard_disk
        if image is not None and image.maximum_size:
            return gigabytes(image.maximum_size // 1024**2)
        return drive.name or drive.path

    def dvd_value(self, drive: VirtualDVDDrive) -> str:
        """What stands beside a DVD drive in the tree."""
        if drive.connection is DVDConnection.HOST_DRIVE:
            return drive.host_drive or "Host drive"
        if drive.connection is not DVDConnection.ISO_IMAGE:
            return "No media"
        file = self.isos.get(drive.id)
        return file.name if file else drive.iso.name if drive.iso else drive.iso_path.rpartition("/")[2] or "ISO image"

    def set_iso(self, drive: VirtualDVDDrive, file: LibraryFile | None, path: str) -> None:
        """Put an image of the library, or one by its path, into a drive."""
        drive.iso = Ref(kind="ISO", id=file.id, name=file.name) if file else None
        drive.iso_path = file.share_path if file else path
        self.isos.pop(drive.id, None)
        if file is not None:
            self.isos[drive.id] = file

    def set_disk_file(self, drive: VirtualDiskDrive, file: LibraryFile | None, path: str) -> None:
        """Attach a copy of a library disk, or a file used where it is."""
        drive.source_id = file.id if file else None
        drive.path = file.share_path if file else path
        drive.use_local = file is None
        self.disks.pop(drive.id, None)
        if file is not None:
            self.disks[drive.id] = file

    def add(self, what: str) -> str:
        """Add a ``disk``, ``dvd``, ``scsi`` or ``nic``, and return the key of the new device.

        Raises:
            ValueError: there is no room for it, in words.
        """
        if what == "disk":
            return f"disk:{add_disk(self.hardware, self.limits, self.name or 'disk').id}"
        if what == "dvd":
            return f"dvd:{add_dvd_drive(self.hardware, self.limits).id}"
        if what == "scsi":
            add_scsi_adapter(self.hardware)
            return f"scsi:{len(self.hardware.virtual_scsi_adapters) - 1}"
        return f"nic:{add_network_adapter(self.hardware, self.limits).id}"

    def remove_problem(self, key: str) -> str:
        """Why the device cannot be removed; empty where it can."""
        kind, _, device_id = key.partition(":")
        if kind not in {"disk", "dvd", "nic", "scsi"}:
            return "This device is part of every virtual machine."
        if kind == "disk" and str(self.source_drive_id) == device_id:
            return "This is the source of the virtual machine. Choose another source to remove it."
        if kind == "scsi":
            index = int(device_id)
            if index != len(self.hardware.virtual_scsi_adapters) - 1:
                return "Remove the SCSI adapters after it first."
            if scsi_adapter_in_use(self.hardware, index):
                return "Move or remove the drives on it first."
        return self.lock(f"remove:{key}")

    def remove(self, key: str) -> None:
        """Take a device away."""
        kind, _, device_id = key.partition(":")
        hardware = self.hardware
        if kind == "disk":
            hardware.virtual_disk_drives = [d for d in hardware.virtual_disk_drives if str(d.id) != device_id]
        elif kind == "dvd":
            hardware.virtual_dvd_drives = [d for d in hardware.virtual_dvd_drives if str(d.id) != device_id]
        elif kind == "nic":
            kept = [a for a in hardware.virtual_network_adapters if str(a.id) != device_id]
            hardware.virtual_network_adapters = kept
        elif kind == "scsi":
            del hardware.virtual_scsi_adapters[int(device_id)]


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A row of the device tree: key, the key it stands below, title, its value in short, and its icon."""

    key: str
    parent: str
    title: str
    value: str
    icon: str


_BOOT_TEXTS = {"CD": "CD", "IdeHardDrive": "Hard disk", "PxeBoot": "Network", "Floppy": "Floppy", "Unknown": "Unknown"}
_COM_TEXTS = {"None": "None", "TextFile": "Text file", "NamedPipe": "Named pipe", "HostPort": "Host port"}
_WEIGHTS = {50: "Low", 100: "Normal", 200: "High"}


def boot_text(device: str) -> str:
    """How people read a boot device."""
    return _BOOT_TEXTS.get(device, device)


def gigabytes(size_mb: int) -> str:
    """``40 GB``, or MB below one."""
    return f"{size_mb / 1024:g} GB" if size_mb % 1024 == 0 or size_mb > 10240 else f"{size_mb:,} MB"


def nic_value(adapter: VirtualNetworkAdapter) -> str:
    """What stands beside a network adapter in the tree."""
    return adapter.virtual_network or "Not connected"


def is_fixed(drive: VirtualDiskDrive) -> bool:
    """Whether the disk takes all its space at once."""
    return drive.virtual_hard_disk is not None and drive.virtual_hard_disk.vhd_type is VHDType.FIXED
