"""What must be done to get from a machine's present devices to others, as one specification for the server."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.status import BusType, DVDConnection, SCSIControllerType

from .devices import Devices, attach, insert, insert_floppy, plug
from .disks import DiskWork
from .images import ImageWork


@dataclass(slots=True)
class DeviceChanges:
    """The difference between the hardware that a machine has and the wanted one.

    `present` is by ID what the server's device of each of ours is. `titles` says of each change whether the machine
    may run meanwhile.
    """

    devices: Devices
    present: Mapping[UUID, Any]
    before: Hardware
    wanted: Hardware
    works: Sequence[DiskWork] = ()
    images: Sequence[ImageWork] = ()
    titles: list[tuple[str, bool]] = field(default_factory=list)

    def gather(self) -> None:
        """Find all changes, in an order that frees places before they are taken."""
        self._removed()
        self._scsi_adapters()
        self._disks()
        self._dvd_drives()
        self._floppy()
        self._adapters()
        self._com_ports()

    def _note(self, title: str, *, hot: bool) -> None:
        self.titles.append((title, hot))

    def _removed(self) -> None:
        wanted = self.wanted
        needed = {d.bus for d in _drives(wanted) if d.bus_type is BusType.SCSI}
        replaced = {a.bus for a in wanted.virtual_scsi_adapters}
        kept_adapters = {a.id for a in wanted.virtual_scsi_adapters}
        kept_adapters |= {a.id for a in self.before.virtual_scsi_adapters if a.bus in needed - replaced}
        kept_ports = {p.id for p in wanted.virtual_com_ports}
        kept = {d.id for d in [*_drives(wanted), *wanted.virtual_network_adapters]}
        for title, device_id, hot in self._all_present():
            stays = kept_adapters if title == "SCSI adapter" else kept_ports if title == "COM port" else kept
            if device_id not in stays and device_id in self.present:
                self._note(f"remove the {title}", hot=hot)
                self.devices.remove(self.present[device_id])
                if title == "SCSI adapter":
                    self.devices.scsi_keys.pop(self.present[device_id].busNumber, None)

    def _all_present(self) -> Iterator[tuple[str, UUID, bool]]:
        before = self.before
        yield from (("virtual disk drive", d.id, d.bus_type is BusType.SCSI) for d in before.virtual_disk_drives)
        yield from (("virtual DVD drive", d.id, False) for d in before.virtual_dvd_drives)
        yield from (("network adapter", a.id, True) for a in before.virtual_network_adapters)
        yield from (("SCSI adapter", a.id, False) for a in before.virtual_scsi_adapters)
        yield from (("COM port", p.id, False) for p in before.virtual_com_ports)

    def _scsi_adapters(self) -> None:
        before = {a.id: a for a in self.before.virtual_scsi_adapters}
        default = {SCSIControllerType.DEFAULT, SCSIControllerType.LSI_LOGIC}
        for adapter in self.wanted.virtual_scsi_adapters:
            old = before.get(adapter.id)
            if old is None and adapter.bus not in self.devices.scsi_keys:
                self._note(f"add the SCSI adapter {adapter.bus}", hot=True)
                self.devices.add_scsi_adapter(adapter)
            elif old is not None:
                kinds = {adapter.scsi_controller_type, old.scsi_controller_type}
                if len(kinds) > 1 and kinds != default:
                    raise CapabilityError(
                        f"The type of the SCSI adapter {adapter.bus} cannot be changed.",
                        cause="vCenter does not change the type of an adapter that is there.",
                        action="Add another SCSI adapter of that type, and move the drives to it.",
                    )

    def _disks(self) -> None:
        before = {d.id: d for d in self.before.virtual_disk_drives}
        works = {work.drive.id: work for work in self.works}
        for drive in self.wanted.virtual_disk_drives:
            old = before.get(drive.id)
            if old is None:
                self._note(f"add a virtual disk drive at {_place(drive)}", hot=drive.bus_type is BusType.SCSI)
                works[drive.id].put_in(self.devices)
                continue
            if drive.id not in self.present:
                continue
            path = old.virtual_hard_disk.location if old.virtual_hard_disk else ""
            file = drive.path or (drive.virtual_hard_disk.location if drive.virtual_hard_disk else "") or path
            if _place(drive) != _place(old) or file != path:
                title = f"use the file {file}" if file != path else f"move a drive to {_place(drive)}"
                self._note(title, hot=False)
                self.devices.remove(self.present[drive.id])
                self.devices.add_disk(drive, file)
            elif (size := _grown(drive, old)) is not None:
                self._note(f"expand the disk {path}", hot=True)
                device = self.present[drive.id]
                device.capacityInKB, device.capacityInBytes = size // 1024, size
                self.devices.edit(device)

    def _dvd_drives(self) -> None:
        before = {d.id: d for d in self.before.virtual_dvd_drives}
        sent = {image.drive.id: str(image.target) for image in self.images}
        for asked in self.wanted.virtual_dvd_drives:
            dvd = asked.model_copy(update={"iso_path": sent[asked.id]}) if asked.id in sent else asked
            old = before.get(dvd.id)
            if old is None:
                self._note(f"add a virtual DVD drive at {_place(dvd)}", hot=False)
                self.devices.add_dvd(dvd)
            elif dvd.id not in self.present:
                continue
            elif _place(dvd) != _place(old):
                self._note(f"move a DVD drive to {_place(dvd)}", hot=False)
                self.devices.remove(self.present[dvd.id])
                self.devices.add_dvd(dvd)
            elif _medium(dvd) != _medium(old):
                self._note("change what is in the virtual DVD drive", hot=True)
                insert(self.present[dvd.id], dvd)
                self.devices.edit(self.present[dvd.id])

    def _floppy(self) -> None:
        old, wanted = self.before.virtual_floppy_drive, self.wanted.virtual_floppy_drive
        if wanted is not None:
            sent = {image.drive.id: str(image.target) for image in self.images}
            wanted = wanted.model_copy(update={"image_path": sent.get(wanted.id, wanted.image_path)})
        if old is None and wanted is not None:
            self._note("add the virtual floppy drive", hot=False)
            self.devices.add_floppy(wanted)
        elif old is not None and wanted is None:
            self._note("remove the virtual floppy drive", hot=False)
            self.devices.remove(self.present[old.id])
        elif (
            old is not None
            and wanted is not None
            and (old.connection, old.image_path) != (wanted.connection, wanted.image_path)
        ):
            self._note("change what is in the virtual floppy drive", hot=True)
            insert_floppy(self.present[old.id], wanted)
            self.devices.edit(self.present[old.id])

    def _adapters(self) -> None:
        before = {a.id: a for a in self.before.virtual_network_adapters}
        for adapter in self.wanted.virtual_network_adapters:
            old = before.get(adapter.id)
            if old is None:
                self._note(f"add a network adapter on {adapter.virtual_network or 'no network'}", hot=True)
                self.devices.add_adapter(adapter)
            elif adapter.id in self.present:
                self._changed_adapter(adapter, old)

    def _changed_adapter(self, adapter: VirtualNetworkAdapter, old: VirtualNetworkAdapter) -> None:
        title, device = f"the network adapter {old.mac_address}", self.present[adapter.id]
        wanted_mac = adapter.mac_address.upper().replace("-", ":")
        other_mac = bool(wanted_mac) and wanted_mac != old.mac_address.upper()
        if adapter.adapter_type is not old.adapter_type:
            self._note(f"change the type of {title}", hot=False)
            self.devices.remove(device)
            self.devices.add_adapter(adapter)
        elif other_mac or adapter.virtual_network != old.virtual_network:
            if other_mac:
                self._note(f"change the MAC address of {title}", hot=False)
            if adapter.virtual_network != old.virtual_network:
                self._note(f"connect {title} to {adapter.virtual_network or 'no network'}", hot=True)
            plug(device, adapter, self.devices.networks)
            self.devices.edit(device)

    def _com_ports(self) -> None:
        before = {p.id: p for p in self.before.virtual_com_ports}
        for port in sorted(self.wanted.virtual_com_ports, key=lambda port: port.port_number):
            old = before.get(port.id)
            if old is None:
                self._note(f"add the COM port {port.port_number}", hot=False)
                self.devices.add_com_port(port)
            elif port.id in self.present and _attachment(old) != _attachment(port):
                self._note(f"change the COM port {port.port_number}", hot=False)
                device = copy.copy(self.present[port.id])
                attach(device, port)
                self.devices.edit(device)


def _drives(hardware: Hardware) -> list[VirtualDiskDrive | VirtualDVDDrive]:
    return [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]


def _place(drive: VirtualDiskDrive | VirtualDVDDrive) -> str:
    return f"{drive.bus_type.value} {drive.bus}:{drive.lun}"


def _grown(drive: VirtualDiskDrive, old: VirtualDiskDrive) -> int | None:
    """The new size of a disk in bytes. Disks only ever grow; a smaller size is a stale reading."""
    image, present = drive.virtual_hard_disk, old.virtual_hard_disk
    wanted = max((drive.size_mb or 0) << 20, image.maximum_size if image else 0)
    return wanted if present is not None and wanted > present.maximum_size else None


def _medium(dvd: VirtualDVDDrive) -> tuple[DVDConnection, str, str]:
    return dvd.connection, dvd.iso_path, dvd.host_drive


def _attachment(port: VirtualCOMPort) -> tuple[object, ...]:
    return port.connection, port.text_file, port.named_pipe, port.host_port
