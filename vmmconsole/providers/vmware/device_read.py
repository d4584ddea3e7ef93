"""From the devices of a vCenter machine to the model's hardware. What the model has no word for is shown as the nearest
thing, and nothing here fails on a strange configuration."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from pyVmomi.VmomiSupport import GetVmodlType

from vmmconsole.model.hardware import (
    DiskImage,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.status import (
    AdapterType,
    BootDevice,
    BusType,
    DVDConnection,
    MACAddressType,
    SCSIControllerType,
    VHDType,
)

from .collector import Values, many, number, part, truth
from .identity import USED_MARK, decode_name, device_id, paths_in

_SCSI_TYPES = {
    "VirtualLsiLogicController": SCSIControllerType.LSI_LOGIC,
    "VirtualBusLogicController": SCSIControllerType.BUS_LOGIC,
    "ParaVirtualSCSIController": SCSIControllerType.PARA_VIRTUAL,
    "VirtualLsiLogicSASController": SCSIControllerType.LSI_LOGIC_SAS,
}
_FAST_CARDS = {"VirtualVmxnet2", "VirtualVmxnet3", "VirtualVmxnet3Vrdma", "VirtualSriovEthernetCard"}
_BOOT = {
    "Cdrom": BootDevice.CD, "Disk": BootDevice.IDE_HARD_DRIVE, "Ethernet": BootDevice.PXE_BOOT,
    "Floppy": BootDevice.FLOPPY,
}  # fmt: skip
_Place = tuple[BusType, int, int]


@lru_cache(256)
def _is_a(kind: str, family: str) -> bool:
    """Whether a type of device is one of a family, such as a ``VirtualE1000`` of ``VirtualEthernetCard``."""
    if kind == family:
        return True
    try:
        return issubclass(GetVmodlType(f"vim.vm.device.{kind}"), GetVmodlType(f"vim.vm.device.{family}"))
    except (KeyError, TypeError, AttributeError):
        return False  # of a vCenter that is newer than the library


class DeviceReader:
    """Reads the devices of one machine. `portgroups` are the names of distributed port groups by their keys,
    `files` what the machine's files take on their datastores, in bytes by path."""

    def __init__(
        self,
        machine_id: UUID,
        values: Values,
        marks: Mapping[str, str],
        portgroups: Mapping[str, str],
        files: Mapping[str, int],
    ) -> None:
        self._machine_id = machine_id
        self._marks = marks
        self._portgroups = portgroups
        self._files = files
        self._devices = many(values.get("config.hardware.device"))
        self._by_key = {device.get("key"): device for device in self._devices}
        self._addresses = {
            net.get("deviceConfigId"): many(net.get("ipAddress")) for net in many(values.get("guest.net"))
        }
        self._used = frozenset(paths_in(marks, USED_MARK))

    def fields(self) -> dict[str, Any]:
        """The fields of `Hardware` that say what devices it has."""
        places = self._places()
        floppy = next(iter(self._of("VirtualFloppy")), None)
        return {
            "virtual_disk_drives": [self._disk(d, places[d["key"]]) for d in self._of("VirtualDisk")],
            "virtual_dvd_drives": [self._dvd(d, places[d["key"]]) for d in self._of("VirtualCdrom")],
            "virtual_floppy_drive": None if floppy is None else self._floppy(floppy),
            "virtual_com_ports": [self._com_port(n, d) for n, d in enumerate(self._of("VirtualSerialPort"), 1)],
            "virtual_scsi_adapters": [self._scsi_adapter(d) for d in self._of("VirtualSCSIController")],
            "virtual_network_adapters": [self._adapter(n, d) for n, d in enumerate(self._of("VirtualEthernetCard"))],
        }

    def _of(self, family: str) -> list[Values]:
        return [device for device in self._devices if _is_a(device.get("", ""), family)]

    def _id(self, device: Values) -> UUID:
        return device_id(self._machine_id, number(device.get("key")), self._marks)

    def _places(self) -> dict[str, _Place]:
        """The place of each drive by its key; one on a SATA or NVMe controller gets the first free SCSI place."""
        drives = [*self._of("VirtualDisk"), *self._of("VirtualCdrom")]
        places: dict[str, _Place] = {}
        for drive in drives:
            place = self._native_place(drive)
            if place is not None and place not in places.values():
                places[drive["key"]] = place
        for drive in drives:
            lun = 0
            while drive["key"] not in places:
                if (BusType.SCSI, 0, lun) not in places.values():
                    places[drive["key"]] = (BusType.SCSI, 0, lun)
                lun += 1
        return places

    def _native_place(self, drive: Values) -> _Place | None:
        controller = self._by_key.get(drive.get("controllerKey"), {})
        for family, bus_type in (("VirtualIDEController", BusType.IDE), ("VirtualSCSIController", BusType.SCSI)):
            if _is_a(controller.get("", ""), family):
                return bus_type, number(controller.get("busNumber")), number(drive.get("unitNumber"))
        return None

    def _disk(self, device: Values, place: _Place) -> VirtualDiskDrive:
        bus_type, bus, lun = place
        drive_id, path = self._id(device), str(part(device, "backing", "fileName") or "")
        name = posixpath.basename(path) or _label(device, "Virtual disk")
        return VirtualDiskDrive(
            id=drive_id,
            name=name,
            bus_type=bus_type,
            bus=bus,
            lun=lun,
            use_local=path in self._used,
            virtual_hard_disk=self._image(device, drive_id, path, name) if path else None,
        )

    def _image(self, device: Values, drive_id: UUID, path: str, name: str) -> DiskImage:
        parent = str(part(device, "backing", "parent", "fileName") or "")
        thin = truth(part(device, "backing", "thinProvisioned"))
        size = number(device.get("capacityInBytes")) or number(device.get("capacityInKB")) << 10
        mapped = "RawDiskMapping" in part(device, "backing", "")
        return DiskImage(
            id=uuid5(drive_id, path),
            name=name,
            location=path,
            format="rdm" if mapped else "vmdk",
            vhd_type=VHDType.DIFFERENCING if parent else VHDType.DYNAMIC if thin else VHDType.FIXED,
            maximum_size=size,
            size=_taken(self._files, path),
            parent_disk=parent,
        )

    def _dvd(self, device: Values, place: _Place) -> VirtualDVDDrive:
        bus_type, bus, lun = place
        backing = part(device, "backing", "") or ""
        is_image, is_drive = "Iso" in backing, "Atapi" in backing or "Passthrough" in backing
        path = str(part(device, "backing", "fileName") or "") if is_image else ""
        drive = str(part(device, "backing", "deviceName") or "") if is_drive else ""
        connection = DVDConnection.ISO_IMAGE if path else DVDConnection.HOST_DRIVE if drive else DVDConnection.NONE
        return VirtualDVDDrive(
            id=self._id(device),
            name=_label(device, "Virtual DVD drive"),
            bus_type=bus_type,
            bus=bus,
            lun=lun,
            connection=connection,
            iso_path=path,
            host_drive=drive,
        )

    def _floppy(self, device: Values) -> VirtualFloppyDrive:
        path = str(part(device, "backing", "fileName") or "")
        return VirtualFloppyDrive(
            id=self._id(device),
            name=_label(device, "Virtual floppy drive"),
            connection=DVDConnection.ISO_IMAGE if path else DVDConnection.NONE,
            image_path=path,
        )

    def _com_port(self, port: int, device: Values) -> VirtualCOMPort:
        backing = part(device, "backing", "") or ""
        file, pipe = part(device, "backing", "fileName"), part(device, "backing", "pipeName")
        connection = "None"
        for word, meaning in (("File", "TextFile"), ("Pipe", "NamedPipe"), ("PortDevice", "HostPort")):
            if word in backing:
                connection = meaning
        connectable = part(device, "connectable")
        if connectable and not truth(connectable.get("startConnected")) and not truth(connectable.get("connected")):
            connection = "None"  # it has a backing nevertheless, as every port
        digits = "".join(filter(str.isdigit, part(device, "backing", "deviceName") or ""))
        return VirtualCOMPort(
            id=self._id(device),
            name=f"COM{port}",
            port_number=port,
            connection=connection,
            text_file=str(file or ""),
            named_pipe=str(pipe or ""),
            host_port=int(digits) + 1 if connection == "HostPort" and digits else None,
        )

    def _scsi_adapter(self, device: Values) -> VirtualSCSIAdapter:
        bus = number(device.get("busNumber"))
        return VirtualSCSIAdapter(
            id=self._id(device),
            name=f"SCSI adapter {bus}",
            bus=bus,
            adapter_id=number(device.get("scsiCtlrUnitNumber"), 7),
            shared=device.get("sharedBus", "noSharing") != "noSharing",
            scsi_controller_type=_SCSI_TYPES.get(device[""], SCSIControllerType.DEFAULT),
        )

    def _adapter(self, slot: int, device: Values) -> VirtualNetworkAdapter:
        connectable = part(device, "connectable") or {}
        connected = truth(connectable.get("connected")) or truth(connectable.get("startConnected"))
        found = self._addresses.get(device.get("key"), [])
        return VirtualNetworkAdapter(
            id=self._id(device),
            name=_label(device, f"Network adapter {slot + 1}"),
            slot_id=slot,
            virtual_network=self._network(device) if connected or not connectable else "",
            mac_address=str(device.get("macAddress") or "").upper(),
            mac_address_type=MACAddressType.STATIC if device.get("addressType") == "manual" else MACAddressType.DYNAMIC,
            adapter_type=AdapterType.SYNTHETIC if device[""] in _FAST_CARDS else AdapterType.EMULATED,
            ipv4_addresses=[address for address in found if ":" not in address],
        )

    def _network(self, device: Values) -> str:
        key = part(device, "backing", "port", "portgroupKey")
        name = part(device, "backing", "deviceName")
        return self._portgroups.get(key, str(key)) if key else decode_name(str(name or ""))


def _label(device: Values, default: str) -> str:
    return str(part(device, "deviceInfo", "label") or default)


def boot_order_of(values: Values) -> list[BootDevice]:
    """The order of devices that a machine starts from; empty where it has its own default."""
    kinds = [entry.get("", "") for entry in many(part(values.get("config.bootOptions"), "bootOrder"))]
    found = [device for kind in kinds for word, device in _BOOT.items() if word in kind.rpartition("Bootable")[2]]
    return list(dict.fromkeys(found))


def file_sizes(layout: Any) -> dict[str, int]:
    """What the files of a `layoutEx` take, in bytes by path."""
    return {str(file.get("name")): number(file.get("size")) for file in many(part(layout, "file"))}


def _taken(files: Mapping[str, int], path: str) -> int:
    """What a disk takes: its descriptor and its extent."""
    stem = path.removesuffix(".vmdk")
    return sum(
        files.get(name, 0) for name in (path, f"{stem}-flat.vmdk", f"{stem}-delta.vmdk", f"{stem}-sesparse.vmdk")
    )
