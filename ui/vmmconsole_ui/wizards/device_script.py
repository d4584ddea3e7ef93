"""The device cmdlets of a set of hardware, in the order of the original's wizards, all in one JobGroup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from vmmconsole.model.hardware import (
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
    split_path,
)
from vmmconsole.model.status import AdapterType, BusType, DVDConnection, MACAddressType, VHDType
from vmmconsole.script.calls import SWITCH, Call, Statement, Value, Variable, Word

from .new_vm_request import LibraryFile
from .script_parts import call, file_lookup, numbered, reference, server_value


@dataclass
class DeviceScript:
    """Writes device cmdlets into one JobGroup, whose owner comes after them."""

    server: str
    job_group: UUID
    reserved: tuple[str, ...] = ()
    """Variables that later statements of the script use."""

    def __post_init__(self) -> None:
        self.statements: list[Statement] = []
        self._variables: list[str] = list(self.reserved)

    @property
    def _owner(self) -> dict[str, Value]:
        return {"VMMServer": server_value(self.server), "JobGroup": self.job_group}

    def _file(self, variable: str, cmdlet: str, file: LibraryFile) -> Variable:
        found = file_lookup(numbered(variable, self._variables), cmdlet, self.server, file)
        self._variables.append(found.variable)
        self.statements.append(found)
        return reference(found)

    def floppy(self, disk: LibraryFile | None) -> None:
        """``Set-VirtualFloppyDrive``; -RunAsynchronously stands there in the original too."""
        server = server_value(self.server)
        if disk is None:
            media: dict[str, Value] = {"NoMedia": SWITCH}
        else:
            media = {"VirtualFloppyDisk": self._file("VirtualFloppyDisk", "Get-VirtualFloppyDisk", disk)}
        values: dict[str, Value] = {"RunAsynchronously": SWITCH, "VMMServer": server, **media}
        self.statements.append(call("Set-VirtualFloppyDrive", **values, JobGroup=self.job_group))

    def com_port(self, port: VirtualCOMPort) -> None:
        """``Set-VirtualCOMPort -NoAttach … -GuestPort 1``."""
        self.statements.append(com_port_call(port, self.server, self.job_group))

    def scsi_adapter(self, adapter: VirtualSCSIAdapter) -> None:
        """``New-VirtualSCSIAdapter … -AdapterID 7 -Shared $false``."""
        self.statements.append(
            call("New-VirtualSCSIAdapter", **self._owner, AdapterID=adapter.adapter_id, Shared=adapter.shared)
        )

    def network_adapter(self, adapter: VirtualNetworkAdapter) -> None:
        """``New-VirtualNetworkAdapter …`` with address, network and VLAN."""
        self.statements.append(call("New-VirtualNetworkAdapter", **self._owner, **network_values(adapter)))

    def dvd_drive(self, drive: VirtualDVDDrive, iso: LibraryFile | None) -> None:
        """``New-VirtualDVDDrive … -Bus 1 -LUN 0``, with the lookup of its ISO image before it."""
        values: dict[str, Value] = {**self._owner, "Bus": drive.bus, "LUN": drive.lun}
        self.statements.append(call("New-VirtualDVDDrive", **values, **self.media(drive, iso)))

    def media(self, drive: VirtualDVDDrive, iso: LibraryFile | None) -> dict[str, Value]:
        """The parameters for what is in a DVD drive; adds the lookup of a library image."""
        if drive.connection is DVDConnection.HOST_DRIVE:
            return {"HostDrive": drive.host_drive}
        if drive.connection is not DVDConnection.ISO_IMAGE:
            return {}
        if iso is not None:
            found = self._file("ISO", "Get-ISO", iso)
            return {"ISO": found, "Link": SWITCH} if drive.iso_linked else {"ISO": found}
        return {"ISOPath": drive.iso_path}

    def disk_drive(self, drive: VirtualDiskDrive, file: LibraryFile | None) -> None:
        """``New-VirtualDiskDrive``: a new disk by size, a copy of a library disk, or a file used where it is."""
        server: dict[str, Value] = {"VMMServer": server_value(self.server)}
        bus = "IDE" if drive.bus_type is BusType.IDE else "SCSI"
        place: dict[str, Value] = {bus: SWITCH, "Bus": drive.bus, "LUN": drive.lun, "JobGroup": self.job_group}
        what = self._disk_values(drive, file)
        self.statements.append(call("New-VirtualDiskDrive", **server, **place, **what))

    def _disk_values(self, drive: VirtualDiskDrive, file: LibraryFile | None) -> dict[str, Value]:
        if drive.size_mb is not None:
            kind = drive.virtual_hard_disk.vhd_type if drive.virtual_hard_disk else VHDType.DYNAMIC
            how = "Fixed" if kind is VHDType.FIXED else "Dynamic"
            return {"Size": drive.size_mb, how: SWITCH, "FileName": drive.file_name}
        if file is not None:
            return {"VirtualHardDisk": self._file("VirtualHardDisk", "Get-VirtualHardDisk", file)}
        folder, name = split_path(drive.path)
        return {"UseLocalVirtualHardDisk": SWITCH, "Path": folder, "FileName": name}

    def all_disks(self, drives: list[VirtualDiskDrive], files: Mapping[UUID, LibraryFile]) -> None:
        """All disk drives, with the library files they are copied from."""
        for drive in drives:
            self.disk_drive(drive, files.get(drive.id))


def com_port_call(port: VirtualCOMPort, server: str, group: UUID, target: Variable | None = None) -> Call:
    """``Set-VirtualCOMPort`` for a port by number, or for one that was looked up."""
    attach: dict[str, Value]
    if port.connection == "TextFile":
        attach = {"TextFile": port.text_file}
    elif port.connection == "NamedPipe":
        attach = {"NamedPipe": port.named_pipe}
    elif port.connection == "HostPort":
        attach = {"HostPort": port.host_port or 1}
    else:
        attach = {"NoAttach": SWITCH}
    if target is not None:
        return call("Set-VirtualCOMPort", VirtualCOMPort=target, **attach, JobGroup=group)
    values: dict[str, Value] = {**attach, "VMMServer": server_value(server)}
    return call("Set-VirtualCOMPort", **values, GuestPort=port.port_number, JobGroup=group)


def network_values(adapter: VirtualNetworkAdapter) -> dict[str, Value]:
    """The parameters that New- and Set-VirtualNetworkAdapter share."""
    static = adapter.mac_address_type is MACAddressType.STATIC
    values: dict[str, Value] = {}
    if static:
        values["PhysicalAddress"] = adapter.mac_address.strip()
    values["PhysicalAddressType"] = Word(adapter.mac_address_type.value)
    if adapter.virtual_network:
        values["VirtualNetwork"] = adapter.virtual_network
    values["VLanEnabled"] = adapter.vlan_enabled
    if adapter.vlan_enabled:
        values["VLanID"] = adapter.vlan_id or 1
    if adapter.adapter_type is AdapterType.SYNTHETIC:
        values["Synthetic"] = SWITCH
    return values
