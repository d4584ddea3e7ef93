"""From the model's hardware to the devices of a VirtualMachineConfigSpec. Nothing here talks to a server.

Places: IDE (bus, LUN) is the unit of the controller with key 200 + bus, which every machine has; SCSI (bus, LUN) the
unit of the SCSI controller of that bus number, whose unit 7 is the controller itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import CapabilityError, NotFoundError
from vmmconsole.model.hardware import (
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.status import AdapterType, BusType, DVDConnection, MACAddressType, SCSIControllerType, VHDType

IDE_KEY = 200
_PCI_KEY, _SIO_KEY = 100, 400
_SCSI_TYPES: dict[SCSIControllerType, type[Any]] = {
    SCSIControllerType.DEFAULT: vim.vm.device.VirtualLsiLogicController,
    SCSIControllerType.LSI_LOGIC: vim.vm.device.VirtualLsiLogicController,
    SCSIControllerType.BUS_LOGIC: vim.vm.device.VirtualBusLogicController,
    SCSIControllerType.PARA_VIRTUAL: vim.vm.device.ParaVirtualSCSIController,
    SCSIControllerType.LSI_LOGIC_SAS: vim.vm.device.VirtualLsiLogicSASController,
}
Operation = vim.vm.device.VirtualDeviceSpec.Operation
FileOperation = vim.vm.device.VirtualDeviceSpec.FileOperation


@dataclass(frozen=True, slots=True)
class Network:
    """A network of the host that adapters can be connected to; a port group of a distributed switch has its keys."""

    name: str
    reference: Any
    portgroup_key: str = ""
    switch_uuid: str = ""


@dataclass(slots=True)
class Devices:
    """The devices to add, and which of ours each is, so that its ID can be written when its key is known."""

    networks: Mapping[str, Network]
    specs: list[Any] = field(default_factory=list)
    added: list[tuple[Any, UUID | None]] = field(default_factory=list)
    """Each device to add, and its ID; what nobody asked for has none."""
    scsi_keys: dict[int, int] = field(default_factory=dict)
    """The key of the SCSI controller of each bus, those to be added included."""
    _keys: Iterator[int] = field(default_factory=lambda: count(-101, -1))

    def _add(self, device: Any, device_id: UUID | None, file_operation: str | None = None) -> None:
        device.key = next(self._keys)
        spec: Any = vim.vm.device.VirtualDeviceSpec(operation=Operation.add, device=device)
        if file_operation is not None:
            spec.fileOperation = file_operation
        self.specs.append(spec)
        self.added.append((device, device_id))

    def add_scsi_adapter(self, adapter: VirtualSCSIAdapter) -> None:
        """A SCSI controller."""
        self._add_scsi_controller(adapter.scsi_controller_type, adapter.bus, adapter.id, shared=adapter.shared)

    def _add_scsi_controller(
        self, kind: SCSIControllerType, bus: int, device_id: UUID | None, *, shared: bool = False
    ) -> None:
        sharing = vim.vm.device.VirtualSCSIController.Sharing
        device = _SCSI_TYPES[kind](busNumber=bus, sharedBus=sharing.virtualSharing if shared else sharing.noSharing)
        self._add(device, device_id)
        self.scsi_keys[bus] = device.key

    def controller_key(self, bus_type: BusType, bus: int) -> int:
        """The key of the controller of a bus; a SCSI controller that is not there is added."""
        if bus_type is BusType.IDE:
            return IDE_KEY + bus
        if bus not in self.scsi_keys:
            self._add_scsi_controller(SCSIControllerType.DEFAULT, bus, None)
        return self.scsi_keys[bus]

    def add_disk(self, drive: VirtualDiskDrive, file: str, size_bytes: int = 0, *, fixed: bool = False) -> None:
        """A disk drive: with a size its file is made, without one the file is there."""
        backing = vim.vm.device.VirtualDisk.FlatVer2BackingInfo(
            fileName=file, diskMode="persistent", thinProvisioned=not fixed
        )
        device = vim.vm.device.VirtualDisk(
            backing=backing, controllerKey=self.controller_key(drive.bus_type, drive.bus), unitNumber=drive.lun
        )
        if size_bytes:
            device.capacityInKB, device.capacityInBytes = size_bytes // 1024, size_bytes
        self._add(device, drive.id, FileOperation.create if size_bytes else None)

    def add_dvd(self, drive: VirtualDVDDrive) -> None:
        """A DVD drive with what is in it."""
        device = vim.vm.device.VirtualCdrom(
            controllerKey=self.controller_key(drive.bus_type, drive.bus), unitNumber=drive.lun
        )
        insert(device, drive)
        self._add(device, drive.id)

    def add_floppy(self, drive: VirtualFloppyDrive) -> None:
        """The floppy drive with what is in it."""
        device = vim.vm.device.VirtualFloppy(controllerKey=_SIO_KEY, unitNumber=0)
        insert_floppy(device, drive)
        self._add(device, drive.id)

    def add_com_port(self, port: VirtualCOMPort) -> None:
        """A serial port."""
        device = vim.vm.device.VirtualSerialPort(controllerKey=_SIO_KEY, yieldOnPoll=True)
        attach(device, port)
        self._add(device, port.id)

    def add_adapter(self, adapter: VirtualNetworkAdapter) -> None:
        """A network adapter: Emulated is an E1000, Synthetic a VMXNET 3."""
        emulated = adapter.adapter_type is AdapterType.EMULATED
        device = (vim.vm.device.VirtualE1000 if emulated else vim.vm.device.VirtualVmxnet3)(
            controllerKey=_PCI_KEY, wakeOnLanEnabled=True
        )
        plug(device, adapter, self.networks)
        self._add(device, adapter.id)

    def edit(self, device: Any) -> None:
        """Change a device that is there."""
        self.specs.append(vim.vm.device.VirtualDeviceSpec(operation=Operation.edit, device=device))

    def remove(self, device: Any) -> None:
        """Take a device away; a disk's file stays."""
        self.specs.append(vim.vm.device.VirtualDeviceSpec(operation=Operation.remove, device=device))


def insert(device: Any, drive: VirtualDVDDrive) -> None:
    """Put into a DVD drive what the model says, in a running machine too."""
    connected = drive.connection is not DVDConnection.NONE
    if drive.connection is DVDConnection.ISO_IMAGE:
        device.backing = vim.vm.device.VirtualCdrom.IsoBackingInfo(fileName=drive.iso_path)
    elif drive.connection is DVDConnection.HOST_DRIVE:
        device.backing = vim.vm.device.VirtualCdrom.AtapiBackingInfo(deviceName=drive.host_drive)
    else:
        device.backing = vim.vm.device.VirtualCdrom.RemotePassthroughBackingInfo(deviceName="", exclusive=False)
    device.connectable = _connectable(connected)


def insert_floppy(device: Any, drive: VirtualFloppyDrive) -> None:
    """Put into the floppy drive what the model says."""
    has_image = drive.connection is DVDConnection.ISO_IMAGE and bool(drive.image_path)
    if has_image:
        device.backing = vim.vm.device.VirtualFloppy.ImageBackingInfo(fileName=drive.image_path)
    else:
        device.backing = vim.vm.device.VirtualFloppy.RemoteDeviceBackingInfo(deviceName="")
    device.connectable = _connectable(has_image)


def attach(device: Any, port: VirtualCOMPort) -> None:
    """Attach a serial port to what the model says; to nothing is to a port of the host, but not connected."""
    backings = vim.vm.device.VirtualSerialPort
    if port.connection == "TextFile":
        device.backing = backings.FileBackingInfo(fileName=port.text_file)
    elif port.connection == "NamedPipe":
        device.backing = backings.PipeBackingInfo(pipeName=port.named_pipe, endpoint="server", noRxLoss=True)
    elif port.connection == "HostPort":
        device.backing = backings.DeviceBackingInfo(deviceName=f"/dev/char/serial/uart{(port.host_port or 1) - 1}")
    else:
        device.backing = backings.DeviceBackingInfo(deviceName="", useAutoDetect=True)
    device.connectable = _connectable(port.connection != "None")


def plug(device: Any, adapter: VirtualNetworkAdapter, networks: Mapping[str, Network]) -> None:
    """Connect a network adapter to its network, or to none; and give it its address.

    Raises:
        NotFoundError: the host has no network of that name.
        CapabilityError: the host has no network at all, which an adapter needs even while it is not connected.
    """
    network = networks.get(adapter.virtual_network)
    if adapter.virtual_network and network is None:
        known = ", ".join(sorted(networks)) or "none"
        raise NotFoundError(
            f"The virtual network '{adapter.virtual_network}' is not on the host.",
            cause=f"Its networks are: {known}.",
            action="Choose one of these.",
        )
    plug_into(device, network, networks)
    if adapter.mac_address_type is MACAddressType.STATIC and adapter.mac_address:
        device.addressType, device.macAddress = "manual", adapter.mac_address.lower().replace("-", ":")
    elif device.addressType not in {"generated", "assigned"}:
        device.addressType, device.macAddress = "assigned", None


def plug_into(device: Any, network: Network | None, networks: Mapping[str, Network]) -> None:
    """Connect a network adapter to a network; to none is to the one that it has, or any, but not connected.

    Raises:
        CapabilityError: the host has no network at all, which an adapter needs even while it is not connected.
    """
    device.connectable = _connectable(network is not None)
    if network is None and device.backing is None:
        network = next(iter(networks.values()), None)
        if network is None:
            raise CapabilityError(
                "The host cannot provide a network adapter.", cause="It has no network.", action="Add a port group."
            )
    if network is not None:
        device.backing = _backing(network)


def _backing(network: Network) -> Any:
    if network.portgroup_key:
        connection = vim.dvs.PortConnection(portgroupKey=network.portgroup_key, switchUuid=network.switch_uuid)
        return vim.vm.device.VirtualEthernetCard.DistributedVirtualPortBackingInfo(port=connection)
    return vim.vm.device.VirtualEthernetCard.NetworkBackingInfo(deviceName=network.name, network=network.reference)


def _connectable(connected: bool) -> Any:
    return vim.vm.device.VirtualDevice.ConnectInfo(
        startConnected=connected, connected=connected, allowGuestControl=True, status="untried"
    )


def is_fixed(drive: VirtualDiskDrive) -> bool:
    """Whether the whole size of its file is taken at once."""
    return drive.virtual_hard_disk is not None and drive.virtual_hard_disk.vhd_type is VHDType.FIXED


def scsi_keys(devices: Iterable[Any]) -> dict[int, int]:
    """The key of the SCSI controller of each bus."""
    return {d.busNumber: d.key for d in devices if isinstance(d, vim.vm.device.VirtualSCSIController)}
