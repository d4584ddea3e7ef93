"""From the model to libvirt's XML: a whole domain, and each device by itself."""

from __future__ import annotations

import secrets
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.status import AdapterType, BootDevice, BusType, DVDConnection, MACAddressType, SCSIControllerType

from .xmltree import own_metadata, put, set_own_id

USER_NETWORK = "User network"
"""The name of the hypervisor's user-mode network, which is always there."""

BOOT_NAMES = {
    BootDevice.FLOPPY: "fd",
    BootDevice.CD: "cdrom",
    BootDevice.IDE_HARD_DRIVE: "hd",
    BootDevice.PXE_BOOT: "network",
}
_SCSI_MODELS = {
    SCSIControllerType.LSI_LOGIC: "lsilogic",
    SCSIControllerType.BUS_LOGIC: "buslogic",
    SCSIControllerType.LSI_LOGIC_SAS: "lsisas1068",
}


@dataclass(frozen=True, slots=True)
class DiskFile:
    """The file behind a disk drive: its path on the host and its format."""

    path: str
    format: str


@dataclass(frozen=True, slots=True)
class NetworkTarget:
    """What a virtual network's name means on the host: ``user``, ``bridge`` or ``network``, and its name there."""

    type: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class DomainPlan:
    """Everything that the definition of a new domain needs beside the model."""

    id: UUID
    name: str
    description: str
    hardware: Hardware
    folder: str
    accelerator: str
    """``kvm`` or ``tcg``."""
    operating_system: str = ""
    disks: dict[UUID, DiskFile] = field(default_factory=dict)
    """By ID of the drive."""
    used_files: tuple[str, ...] = ()
    """Files that stand where they were, so that removing the machine leaves them."""
    networks: dict[str, NetworkTarget] = field(default_factory=dict)


def domain(plan: DomainPlan) -> ET.Element:
    """The definition of a new domain."""
    root = ET.Element("domain", type="kvm" if plan.accelerator == "kvm" else "qemu")
    put(root, "name", plan.name)
    put(root, "uuid", str(plan.id))
    if plan.description:
        put(root, "description", plan.description)
    mark = own_metadata(root)
    mark.set("folder", plan.folder)
    if plan.operating_system:
        mark.set("operatingSystem", plan.operating_system)
    for path in plan.used_files:
        put(mark, "used", path=path)
    put(root, "memory", str(plan.hardware.memory_mb), unit="MiB")
    put(root, "currentMemory", str(plan.hardware.memory_mb), unit="MiB")
    put(root, "vcpu", str(plan.hardware.cpu_count), placement="static")
    system = put(root, "os")
    put(system, "type", "hvm", arch="x86_64", machine="pc")
    set_boot_order(root, plan.hardware.boot_order)
    features = put(root, "features")
    for feature in ("acpi", "apic", "pae"):
        put(features, feature)
    put(root, "cpu", mode="host-model" if plan.accelerator == "kvm" else "maximum")
    clock = put(root, "clock", offset="utc")
    for name, policy in (("rtc", "catchup"), ("pit", "delay")):
        put(clock, "timer", name=name, tickpolicy=policy)
    put(clock, "timer", name="hpet", present="no")
    for event, action in (("on_poweroff", "destroy"), ("on_reboot", "restart"), ("on_crash", "destroy")):
        put(root, event, action)
    _devices(root, plan)
    set_own_facts(root, plan.hardware)
    return root


def _devices(root: ET.Element, plan: DomainPlan) -> None:
    devices, hardware = put(root, "devices"), plan.hardware
    for controller in scsi_controllers(hardware):
        devices.append(controller)
    drives = sorted(hardware.virtual_disk_drives, key=lambda d: (d.bus_type.value, d.bus, d.lun))
    names = DriveNames()
    for drive in drives:
        file = plan.disks[drive.id]
        devices.append(disk(drive.id, file, drive.bus_type, drive.bus, drive.lun, names))
    for dvd in hardware.virtual_dvd_drives:
        devices.append(dvd_drive(dvd, names))
    if hardware.virtual_floppy_drive is not None:
        devices.append(floppy_drive(hardware.virtual_floppy_drive))
    for adapter in hardware.virtual_network_adapters:
        devices.append(network_adapter(adapter, plan.networks))
    for port in hardware.virtual_com_ports:
        devices.append(com_port(port))
    channel = put(devices, "channel", type="unix")
    put(channel, "target", type="virtio", name="org.qemu.guest_agent.0")
    put(devices, "input", type="tablet", bus="usb")
    graphics = put(devices, "graphics", type="vnc")
    put(graphics, "listen", type="socket")
    video = put(devices, "video")
    put(video, "model", type="vga", vram=16384, heads=1)
    put(devices, "memballoon", model="virtio")
    rng = put(devices, "rng", model="virtio")
    put(rng, "backend", "/dev/urandom", model="random")


class DriveNames:
    """Gives each drive a device name of its own (hda, sdb …), as libvirt wants it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def name(self, bus_type: BusType, bus: int, lun: int) -> str:
        """A name not given yet. For IDE it follows from the place."""
        if bus_type is BusType.IDE:
            name = f"hd{_letters(2 * bus + lun)}"
            if name not in self._taken:
                self._taken.add(name)
                return name
        index = 0
        while f"sd{_letters(index)}" in self._taken:
            index += 1
        name = f"sd{_letters(index)}"
        self._taken.add(name)
        return name


def _letters(index: int) -> str:
    text = ""
    while index >= 0:
        text = chr(ord("a") + index % 26) + text
        index = index // 26 - 1
    return text


def disk(drive_id: UUID, file: DiskFile, bus_type: BusType, bus: int, lun: int, names: DriveNames) -> ET.Element:
    """A disk drive with a file in it."""
    element = ET.Element("disk", type="file", device="disk")
    put(element, "driver", name="qemu", type=file.format, discard="unmap")
    put(element, "source", file=file.path)
    place_drive(element, bus_type, bus, lun, names)
    set_own_id(element, drive_id)
    return element


def place_drive(element: ET.Element, bus_type: BusType, bus: int, lun: int, names: DriveNames) -> None:
    """Put a disk or DVD drive at a place; on SCSI each LUN of ours is a target of its own, as BIOSes boot those."""
    for tag in ("target", "address"):
        for old in element.findall(tag):
            element.remove(old)
    name = names.name(bus_type, bus, lun)
    if bus_type is BusType.IDE:
        put(element, "target", dev=name, bus="ide")
        put(element, "address", type="drive", controller=0, bus=bus, target=0, unit=lun)
    else:
        put(element, "target", dev=name, bus="scsi")
        put(element, "address", type="drive", controller=bus, bus=0, target=lun, unit=0)


def dvd_drive(dvd: VirtualDVDDrive, names: DriveNames) -> ET.Element:
    """A DVD drive with what is in it."""
    element = ET.Element("disk", type="file", device="cdrom")
    put(element, "driver", name="qemu", type="raw")
    set_dvd_media(element, dvd)
    place_drive(element, dvd.bus_type, dvd.bus, dvd.lun, names)
    put(element, "readonly")
    set_own_id(element, dvd.id)
    return element


def set_dvd_media(element: ET.Element, dvd: VirtualDVDDrive) -> None:
    """Change what is in the drive."""
    if dvd.connection is DVDConnection.HOST_DRIVE:
        _set_source(element, "block", "dev", dvd.host_drive)
    else:
        _set_source(element, "file", "file", dvd.iso_path if dvd.connection is DVDConnection.ISO_IMAGE else "")


def floppy_drive(floppy: VirtualFloppyDrive) -> ET.Element:
    """The floppy drive with what is in it."""
    element = ET.Element("disk", type="file", device="floppy")
    put(element, "driver", name="qemu", type="raw")
    set_floppy_media(element, floppy)
    put(element, "target", dev="fda", bus="fdc")
    set_own_id(element, floppy.id)
    return element


def set_floppy_media(element: ET.Element, floppy: VirtualFloppyDrive) -> None:
    """Change what is in the drive."""
    if floppy.connection is DVDConnection.HOST_DRIVE:
        _set_source(element, "block", "dev", floppy.image_path or "/dev/fd0")
    else:
        _set_source(element, "file", "file", floppy.image_path)


def _set_source(element: ET.Element, kind: str, attribute_name: str, path: str) -> None:
    for old in element.findall("source") + element.findall("backingStore"):
        element.remove(old)
    element.set("type", kind)
    if path:
        put(element, "source", **{attribute_name: path})


def scsi_controllers(hardware: Hardware) -> list[ET.Element]:
    """The SCSI controllers of the adapters, and those that drives need without an adapter being named."""
    made = {a.bus: scsi_controller(a.bus, a.scsi_controller_type, a.id) for a in hardware.virtual_scsi_adapters}
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    for drive in drives:
        if drive.bus_type is BusType.SCSI and drive.bus not in made:
            made[drive.bus] = scsi_controller(drive.bus, SCSIControllerType.DEFAULT, None)
    return [made[bus] for bus in sorted(made)]


def scsi_controller(bus: int, model: SCSIControllerType, adapter_id: UUID | None) -> ET.Element:
    """A SCSI controller; virtio-scsi unless another model is asked for."""
    element = ET.Element("controller", type="scsi", index=str(bus), model=_SCSI_MODELS.get(model, "virtio-scsi"))
    if adapter_id is not None:
        set_own_id(element, adapter_id)
    return element


def network_adapter(adapter: VirtualNetworkAdapter, networks: dict[str, NetworkTarget]) -> ET.Element:
    """A network adapter on its virtual network."""
    element = ET.Element("interface", type="user")
    if adapter.mac_address:
        put(element, "mac", address=normal_mac(adapter.mac_address))
    set_network(element, adapter, networks)
    put(element, "model", type=_adapter_model(adapter))
    set_own_id(element, adapter.id)
    return element


def set_network(element: ET.Element, adapter: VirtualNetworkAdapter, networks: dict[str, NetworkTarget]) -> None:
    """Connect the adapter; without a network its cable is pulled out.

    Raises:
        CapabilityError: the host has no such network, or the network no VLANs.
    """
    for tag in ("source", "link", "vlan", "virtualport"):
        for old in element.findall(tag):
            element.remove(old)
    target = NetworkTarget("user")
    if not adapter.virtual_network:
        put(element, "link", state="down")
    else:
        found = networks.get(adapter.virtual_network)
        if found is None:
            raise CapabilityError(
                f"The network adapter cannot be connected to {adapter.virtual_network}.",
                cause="The host has no virtual network of that name.",
                action="Choose one of the host's virtual networks, or none.",
            )
        target = found
    element.set("type", target.type)
    if target.type != "user":
        put(element, "source", **{target.type: target.source})
    if adapter.vlan_enabled and adapter.virtual_network:
        if target.type == "user":
            raise CapabilityError(
                f"The network adapter cannot use VLAN {adapter.vlan_id}.",
                cause=f"The virtual network {adapter.virtual_network} knows no VLANs.",
                action="Switch the virtual LAN off, or choose a bridged network.",
            )
        put(put(element, "vlan"), "tag", id=adapter.vlan_id or 1)


def normal_mac(text: str) -> str:
    """A MAC address as libvirt wants it: ``00-1D-D8-B7-1C-14`` → ``00:1d:d8:b7:1c:14``."""
    digits = "".join(c for c in text.lower() if c in "0123456789abcdef")
    if len(digits) != 12:
        raise CapabilityError(
            f"{text} is no MAC address.", action="Give it as 00:1D:D8:B7:1C:14, or let the host choose one."
        )
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def com_port(port: VirtualCOMPort) -> ET.Element:
    """A serial port and what it is attached to."""
    kinds = {
        "TextFile": ("file", {"path": port.text_file}),
        "NamedPipe": ("unix", {"mode": "bind", "path": port.named_pipe}),
        "HostPort": ("dev", {"path": f"/dev/ttyS{(port.host_port or 1) - 1}"}),
    }
    kind, source = kinds.get(port.connection, ("null", {}))
    element = ET.Element("serial", type=kind)
    if source:
        put(element, "source", **source)
    put(element, "target", type="isa-serial", port=port.port_number - 1)
    set_own_id(element, port.id)
    return element


def set_boot_order(root: ET.Element, order: Iterable[BootDevice]) -> None:
    """Set what the machine starts from, by kind of device."""
    system = root.find("os")
    assert system is not None
    for old in system.findall("boot"):
        system.remove(old)
    for device in root.findall("devices/*"):
        for old in device.findall("boot"):
            device.remove(old)
    for name in dict.fromkeys(BOOT_NAMES[b] for b in order if b in BOOT_NAMES):
        put(system, "boot", dev=name)


def set_own_facts(root: ET.Element, hardware: Hardware) -> None:
    """Write what libvirt has no place for into our metadata."""
    mark = own_metadata(root)
    for name, value in (
        ("relativeWeight", hardware.relative_weight),
        ("cpuReserve", hardware.cpu_reserve),
        ("cpuMax", hardware.cpu_max),
        ("numLock", int(hardware.num_lock)),
    ):
        mark.set(name, str(value))
    for old in mark.findall("device"):
        mark.remove(old)
    for adapter in hardware.virtual_network_adapters:
        facts = {
            "static": "1" if adapter.mac_address_type is MACAddressType.STATIC else "",
            "location": adapter.network_location,
            "tag": adapter.network_tag,
            "vlan": str(adapter.vlan_id) if adapter.vlan_enabled and not adapter.virtual_network else "",
        }
        if any(facts.values()):
            put(mark, "device", id=adapter.id, **facts)
    for drive in hardware.virtual_disk_drives:
        if drive.volume_type.value != "None":
            put(mark, "device", id=drive.id, volumeType=drive.volume_type.value)


def set_disk_file(element: ET.Element, file: DiskFile) -> None:
    """Put another file behind a disk drive."""
    _set_source(element, "file", "file", file.path)
    driver = element.find("driver")
    if driver is None:
        driver = put(element, "driver", name="qemu")
    driver.set("type", file.format)


def ensure_mac(element: ET.Element) -> None:
    """Give an adapter a MAC address of QEMU's range if it has none."""
    if element.find("mac") is None:
        set_mac(element, "52:54:00:" + ":".join(f"{b:02x}" for b in secrets.token_bytes(3)))


def set_mac(element: ET.Element, address: str) -> None:
    """Set an adapter's MAC address."""
    mac = element.find("mac")
    if mac is None:
        mac = ET.SubElement(element, "mac")
    mac.set("address", address)


def set_adapter_type(element: ET.Element, adapter: VirtualNetworkAdapter) -> None:
    """Set the model of an adapter; its options and its place belonged to the old one."""
    for tag in ("model", "driver", "address", "rom"):
        for old in element.findall(tag):
            element.remove(old)
    put(element, "model", type=_adapter_model(adapter))


def _adapter_model(adapter: VirtualNetworkAdapter) -> str:
    return "e1000" if adapter.adapter_type is AdapterType.EMULATED else "virtio"


def connect_cable(element: ET.Element) -> None:
    """Say outright that the cable is in: a running machine keeps what is not said."""
    put(element, "link", state="up")
