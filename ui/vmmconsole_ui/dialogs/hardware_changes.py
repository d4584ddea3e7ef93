"""From hardware as it was and as it should be to the device cmdlets in between; only what differs appears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from vmmconsole.model.hardware import (
    Device,
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.status import BusType, DVDConnection, MACAddressType
from vmmconsole.script.calls import SWITCH, Lookup, Value
from vmmconsole_ui.wizards.device_script import DeviceScript, com_port_call
from vmmconsole_ui.wizards.edited_hardware import EditedHardware
from vmmconsole_ui.wizards.hardware_rules import Drive, Place, all_places, place_of
from vmmconsole_ui.wizards.new_vm_request import LibraryFile
from vmmconsole_ui.wizards.script_parts import call, device_lookup, numbered, reference

D = TypeVar("D", bound=Device)


class HardwareChanges(DeviceScript):
    """Writes removals first, then changes, then additions, so that a place is free before it is taken."""

    def write(self, before: Hardware, state: EditedHardware) -> None:
        """Add the statements that lead from `before` to what was edited."""
        after = state.hardware
        self._remove(before, after)
        for scsi in _added(before.virtual_scsi_adapters, after.virtual_scsi_adapters):
            self.scsi_adapter(scsi)
        self._change(before, state)
        for disk in _added(before.virtual_disk_drives, after.virtual_disk_drives):
            self.disk_drive(disk, state.disks.get(disk.id))
        for dvd in _added(before.virtual_dvd_drives, after.virtual_dvd_drives):
            self.dvd_drive(dvd, state.isos.get(dvd.id))
        for adapter in _added(before.virtual_network_adapters, after.virtual_network_adapters):
            self.network_adapter(adapter)

    def _find(self, noun: str, device_id: UUID) -> Lookup:
        found = device_lookup(numbered(noun, self._variables), noun, self.server, device_id)
        self._variables.append(found.variable)
        self.statements.append(found)
        return found

    def _remove(self, before: Hardware, after: Hardware) -> None:
        groups: tuple[tuple[str, Sequence[Device], Sequence[Device]], ...] = (
            ("VirtualDiskDrive", before.virtual_disk_drives, after.virtual_disk_drives),
            ("VirtualDVDDrive", before.virtual_dvd_drives, after.virtual_dvd_drives),
            ("VirtualNetworkAdapter", before.virtual_network_adapters, after.virtual_network_adapters),
            ("VirtualSCSIAdapter", before.virtual_scsi_adapters, after.virtual_scsi_adapters),
        )
        for noun, was, now in groups:
            for device in _added(now, was):
                found = self._find(noun, device.id)
                values: dict[str, Value] = {noun: reference(found), "JobGroup": self.job_group}
                self.statements.append(call(f"Remove-{noun}", **values))

    def _change(self, before: Hardware, state: EditedHardware) -> None:
        after = state.hardware
        self._move(before, state)
        for was, dvd in _both(before.virtual_dvd_drives, after.virtual_dvd_drives):
            if _media(was) != _media(dvd):
                self._change_media(dvd, state.isos.get(dvd.id))
        for was_nic, adapter in _both(before.virtual_network_adapters, after.virtual_network_adapters):
            values = network_changes(was_nic, adapter)
            if values:
                target = reference(self._find("VirtualNetworkAdapter", adapter.id))
                self.statements.append(
                    call("Set-VirtualNetworkAdapter", VirtualNetworkAdapter=target, **values, JobGroup=self.job_group)
                )
        self._change_ports(before, after)
        had = before.virtual_floppy_drive.virtual_floppy_disk if before.virtual_floppy_drive else None
        if (had.id if had else None) != (state.floppy_disk.id if state.floppy_disk else None):
            self.floppy(state.floppy_disk)

    def _change_media(self, dvd: VirtualDVDDrive, iso: LibraryFile | None) -> None:
        media = self.media(dvd, iso) or {"NoMedia": SWITCH}
        target = reference(self._find("VirtualDVDDrive", dvd.id))
        self.statements.append(call("Set-VirtualDVDDrive", VirtualDVDDrive=target, **media, JobGroup=self.job_group))

    def _change_ports(self, before: Hardware, after: Hardware) -> None:
        known = {port.port_number: port for port in before.virtual_com_ports}
        for port in after.virtual_com_ports:
            if _port(known.get(port.port_number, VirtualCOMPort())) != _port(port):
                self.statements.append(com_port_call(port, self.server, self.job_group))

    def _move(self, before: Hardware, state: EditedHardware) -> None:
        for drive, place in moves(before, state):
            bus_type, bus, lun = place
            disk = isinstance(drive, VirtualDiskDrive)
            noun = "VirtualDiskDrive" if disk else "VirtualDVDDrive"
            target = reference(self._find(noun, drive.id))
            switch = {("IDE" if bus_type is BusType.IDE else "SCSI"): SWITCH} if disk else {}
            values: dict[str, Value] = {noun: target, **switch, "Bus": bus, "LUN": lun, "JobGroup": self.job_group}
            self.statements.append(call(f"Set-{noun}", **values))


def moves(before: Hardware, state: EditedHardware) -> list[tuple[Drive, Place]]:
    """Which drives go where, in an order in which each place is free when it is taken; a ring goes by a free place."""
    after = state.hardware
    pairs: list[tuple[Drive, Drive]] = [
        *_both(before.virtual_disk_drives, after.virtual_disk_drives),
        *_both(before.virtual_dvd_drives, after.virtual_dvd_drives),
    ]
    where = {now.id: place_of(was) for was, now in pairs}
    waiting = [now for was, now in pairs if place_of(was) != place_of(now)]
    steps: list[tuple[Drive, Place]] = []
    while waiting:
        free = [drive for drive in waiting if place_of(drive) not in where.values()]
        if free:
            drive, place = free[0], place_of(free[0])
            waiting.remove(drive)
        else:
            drive = waiting[0]
            wanted = {place_of(other) for other in waiting}
            spare = [p for p in all_places(after, state.limits) if p not in where.values() and p not in wanted]
            place = spare[0] if spare else (BusType.SCSI, 0, 63)
        where[drive.id] = place
        steps.append((drive, place))
    return steps


def network_changes(was: VirtualNetworkAdapter, now: VirtualNetworkAdapter) -> dict[str, Value]:
    """The parameters of Set-VirtualNetworkAdapter that differ."""
    values: dict[str, Value] = {}
    if now.virtual_network != was.virtual_network:
        values |= {"VirtualNetwork": now.virtual_network} if now.virtual_network else {"NoConnection": SWITCH}
    static = now.mac_address_type is MACAddressType.STATIC
    if now.mac_address_type is not was.mac_address_type or (static and now.mac_address != was.mac_address):
        values["PhysicalAddressType"] = now.mac_address_type.value
        if static:
            values["PhysicalAddress"] = now.mac_address.strip()
    if (now.vlan_enabled, now.vlan_id) != (was.vlan_enabled, was.vlan_id):
        values["VLanEnabled"] = now.vlan_enabled
        if now.vlan_enabled:
            values["VLanID"] = now.vlan_id or 1
    return values


def _media(drive: VirtualDVDDrive) -> tuple[object, ...]:
    if drive.connection is not DVDConnection.ISO_IMAGE:
        return (drive.connection, drive.host_drive)
    return (drive.connection, drive.iso.id if drive.iso else None, drive.iso_path)


def _port(port: VirtualCOMPort) -> tuple[object, ...]:
    return (port.connection, port.text_file, port.named_pipe, port.host_port)


def _added(was: Sequence[D], now: Sequence[D]) -> list[D]:
    known = {device.id for device in was}
    return [device for device in now if device.id not in known]


def _both(was: Sequence[D], now: Sequence[D]) -> list[tuple[D, D]]:
    known = {device.id: device for device in was}
    return [(known[device.id], device) for device in now if device.id in known]
