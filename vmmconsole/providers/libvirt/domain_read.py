"""From libvirt's XML to the model. Reads whatever anybody defined; what the model has no word for is shown as the
nearest thing, and nothing here ever fails on a strange definition."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from vmmconsole.model.hardware import (
    DiskImage,
    Hardware,
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
    VolumeType,
)

from .domain_xml import BOOT_NAMES, USER_NETWORK
from .xmltree import attribute, metadata_of, number, own_id

_UNITS = {"b": 1, "bytes": 1, "KB": 1000, "MB": 10**6, "GB": 10**9, "TB": 10**12,
          "k": 1 << 10, "KiB": 1 << 10, "M": 1 << 20, "MiB": 1 << 20, "G": 1 << 30, "GiB": 1 << 30,
          "T": 1 << 40, "TiB": 1 << 40}  # fmt: skip
_BOOT_DEVICES = {name: device for device, name in BOOT_NAMES.items()}
_EMULATED = {"e1000", "e1000e", "rtl8139", "ne2k_pci", "pcnet", "i82551", "i82557b", "i82559er", "ne2k_isa"}
_SCSI_TYPES = {
    "lsilogic": SCSIControllerType.LSI_LOGIC,
    "buslogic": SCSIControllerType.BUS_LOGIC,
    "lsisas1068": SCSIControllerType.LSI_LOGIC_SAS,
    "vmpvscsi": SCSIControllerType.PARA_VIRTUAL,
}


@dataclass(slots=True)
class DomainView:
    """A domain's definition in the words of the model, and which element each device came from."""

    id: UUID
    name: str
    description: str
    hardware: Hardware
    folder: str = ""
    """Where its files are."""
    own_folder: str = ""
    """The folder that was made for it alone, empty where another program defined it."""
    operating_system: str = ""
    under_creation: bool = False
    used_files: frozenset[str] = frozenset()
    accelerator: str = ""
    """``kvm`` or ``tcg``, by the domain's type."""
    has_screen: bool = False
    agent_connected: bool = False
    started_at: str = ""
    cpus_were_added: bool = False
    has_pflash: bool = False
    elements: dict[UUID, ET.Element] = field(default_factory=dict)
    """The element of each device, by the device's ID."""


def read_domain(root: ET.Element) -> DomainView:
    """The model's view of a definition."""
    machine_id = UUID(root.findtext("uuid", "") or str(UUID(int=0)))
    reader = _Reader(root, machine_id)
    hardware = reader.hardware()
    mark = metadata_of(root)
    agent = root.find("devices/channel/target[@name='org.qemu.guest_agent.0']")
    return DomainView(
        id=machine_id,
        name=root.findtext("name", ""),
        description=root.findtext("description", ""),
        hardware=hardware,
        folder=_folder(mark, hardware),
        own_folder=attribute(mark, ".", "folder"),
        operating_system=attribute(mark, ".", "operatingSystem"),
        under_creation=attribute(mark, ".", "state") == "creating",
        used_files=reader.used_files,
        accelerator={"kvm": "kvm", "qemu": "tcg"}.get(root.get("type", ""), ""),
        has_screen=root.find("devices/video/model") is not None
        and attribute(root, "devices/video/model", "type") != "none",
        agent_connected=agent is not None and agent.get("state") == "connected",
        started_at=attribute(mark, ".", "started"),
        cpus_were_added=attribute(mark, ".", "cpusAdded") == "1",
        has_pflash=attribute(root, "os/loader", "type") == "pflash" or root.find("os[@firmware='efi']") is not None,
        elements=reader.elements,
    )


def _folder(mark: ET.Element | None, hardware: Hardware) -> str:
    folder = attribute(mark, ".", "folder")
    if folder:
        return folder
    disks = [d.virtual_hard_disk.location for d in hardware.virtual_disk_drives if d.virtual_hard_disk]
    return posixpath.dirname(disks[0]) if disks else ""


def memory_mb(root: ET.Element, tag: str, default: int = 0) -> int:
    """A size of libvirt (``<memory unit='KiB'>``) in MB."""
    element = root.find(tag)
    if element is None:
        return default
    return number((element.text or "").strip()) * _UNITS.get(element.get("unit", "KiB"), 1 << 10) >> 20


class _Reader:
    """Reads the devices of one definition, in the order that gives foreign drives the same places each time."""

    def __init__(self, root: ET.Element, machine_id: UUID) -> None:
        self._root = root
        self._machine_id = machine_id
        self.elements: dict[UUID, ET.Element] = {}
        mark = metadata_of(root)
        self._mark = mark
        used = [] if mark is None else mark.findall("used")
        self.used_files = frozenset(e.get("path", "") for e in used)
        self._facts = {e.get("id", ""): e for e in (mark.findall("device") if mark is not None else [])}

    def hardware(self) -> Hardware:
        root, mark = self._root, self._mark
        memory = memory_mb(root, "memory")
        vcpu = root.find("vcpu")
        cpus = 1 if vcpu is None else number(vcpu.get("current") or (vcpu.text or "").strip(), 1)
        disks, dvds = self._drives()
        adapters = [self._adapter(i, e) for i, e in enumerate(root.findall("devices/interface"))]
        ports = [self._com_port(i, e) for i, e in enumerate(root.findall("devices/serial"))]
        floppy = root.find("devices/disk[@device='floppy']")
        return Hardware(
            cpu_count=cpus,
            memory_mb=memory_mb(root, "currentMemory", memory) or memory,
            boot_order=self._boot_order(),
            num_lock=attribute(mark, ".", "numLock") == "1",
            relative_weight=number(attribute(mark, ".", "relativeWeight"), 100),
            cpu_reserve=number(attribute(mark, ".", "cpuReserve"), 0),
            cpu_max=number(attribute(mark, ".", "cpuMax"), 100),
            virtual_disk_drives=disks,
            virtual_dvd_drives=dvds,
            virtual_floppy_drive=None if floppy is None else self._floppy(floppy),
            virtual_com_ports=ports,
            virtual_scsi_adapters=self._scsi_adapters(),
            virtual_network_adapters=adapters,
        )

    def _remember(self, element: ET.Element, place: str) -> UUID:
        device_id = own_id(element, self._machine_id, place)
        if device_id in self.elements:  # an alias twice in a snapshot of somebody's making
            device_id = uuid5(self._machine_id, f"{place}#{len(self.elements)}")
        self.elements[device_id] = element
        return device_id

    def _drives(self) -> tuple[list[VirtualDiskDrive], list[VirtualDVDDrive]]:
        elements = [e for e in self._root.findall("devices/disk") if e.get("device", "disk") != "floppy"]
        places: dict[int, tuple[BusType, int, int]] = {}
        for index, element in enumerate(elements):
            place = _native_place(element)
            if place is not None and place not in places.values():
                places[index] = place
        for index in range(len(elements)):
            if index not in places:
                lun = 0
                while (BusType.SCSI, 0, lun) in places.values():
                    lun += 1
                places[index] = (BusType.SCSI, 0, lun)
        disks: list[VirtualDiskDrive] = []
        dvds: list[VirtualDVDDrive] = []
        for index, element in enumerate(elements):
            if element.get("device") == "cdrom":
                dvds.append(self._dvd(element, places[index]))
            else:
                disks.append(self._disk(element, places[index]))
        return disks, dvds

    def _disk(self, element: ET.Element, place: tuple[BusType, int, int]) -> VirtualDiskDrive:
        bus_type, bus, lun = place
        device_id = self._remember(element, f"disk:{attribute(element, 'target', 'dev')}")
        path = source_path(element)
        facts = self._facts.get(str(device_id))
        volume_type = attribute(facts, ".", "volumeType", VolumeType.NONE.value)
        name = posixpath.basename(path) or attribute(element, "target", "dev")
        return VirtualDiskDrive(
            id=device_id,
            name=name,
            bus_type=bus_type,
            bus=bus,
            lun=lun,
            use_local=path in self.used_files,
            volume_type=VolumeType(volume_type) if volume_type in set(VolumeType) else VolumeType.NONE,
            virtual_hard_disk=DiskImage(
                id=uuid5(device_id, path),
                name=name,
                location=path,
                format=attribute(element, "driver", "type", "raw"),
                vhd_type=VHDType.DYNAMIC,
                parent_disk=attribute(element, "backingStore/source", "file"),
            )
            if path
            else None,
        )

    def _dvd(self, element: ET.Element, place: tuple[BusType, int, int]) -> VirtualDVDDrive:
        bus_type, bus, lun = place
        path = source_path(element)
        is_host_drive = element.get("type") == "block" and bool(path)
        connection = DVDConnection.HOST_DRIVE if is_host_drive else DVDConnection.ISO_IMAGE
        return VirtualDVDDrive(
            id=self._remember(element, f"dvd:{attribute(element, 'target', 'dev')}"),
            name="Virtual DVD drive",
            bus_type=bus_type,
            bus=bus,
            lun=lun,
            connection=connection if path else DVDConnection.NONE,
            iso_path="" if is_host_drive else path,
            host_drive=path if is_host_drive else "",
        )

    def _floppy(self, element: ET.Element) -> VirtualFloppyDrive:
        path = source_path(element)
        kind = DVDConnection.HOST_DRIVE if element.get("type") == "block" else DVDConnection.ISO_IMAGE
        return VirtualFloppyDrive(
            id=self._remember(element, "floppy"),
            name="Virtual floppy drive",
            connection=kind if path else DVDConnection.NONE,
            image_path=path,
        )

    def _adapter(self, index: int, element: ET.Element) -> VirtualNetworkAdapter:
        mac = attribute(element, "mac", "address")
        device_id = self._remember(element, f"nic:{mac or index}")
        facts = self._facts.get(str(device_id))
        model = attribute(element, "model", "type", "rtl8139")
        vlan = number(attribute(element, "vlan/tag", "id") or attribute(facts, ".", "vlan")) or None
        return VirtualNetworkAdapter(
            id=device_id,
            name=f"Network adapter {index + 1}",
            slot_id=index,
            virtual_network=_network_of(element),
            mac_address=mac.upper(),
            mac_address_type=MACAddressType.STATIC
            if attribute(facts, ".", "static") == "1"
            else MACAddressType.DYNAMIC,
            adapter_type=AdapterType.EMULATED if model in _EMULATED else AdapterType.SYNTHETIC,
            vlan_enabled=vlan is not None,
            vlan_id=vlan,
            network_location=attribute(facts, ".", "location"),
            network_tag=attribute(facts, ".", "tag"),
        )

    def _com_port(self, index: int, element: ET.Element) -> VirtualCOMPort:
        port = number(attribute(element, "target", "port"), index) + 1
        kind, path = element.get("type", ""), attribute(element, "source", "path")
        connection = {"file": "TextFile", "unix": "NamedPipe", "pipe": "NamedPipe", "dev": "HostPort"}.get(kind, "None")
        tail = path.removeprefix("/dev/ttyS")
        return VirtualCOMPort(
            id=self._remember(element, f"com:{port}"),
            name=f"COM{port}",
            port_number=port,
            connection=connection,
            text_file=path if connection == "TextFile" else "",
            named_pipe=path if connection == "NamedPipe" else "",
            host_port=int(tail) + 1 if connection == "HostPort" and tail.isdigit() else None,
        )

    def _scsi_adapters(self) -> list[VirtualSCSIAdapter]:
        found = []
        for element in self._root.findall("devices/controller[@type='scsi']"):
            bus = number(element.get("index"))
            found.append(
                VirtualSCSIAdapter(
                    id=self._remember(element, f"scsi:{bus}"),
                    name=f"SCSI adapter {bus}",
                    bus=bus,
                    scsi_controller_type=_SCSI_TYPES.get(element.get("model", ""), SCSIControllerType.DEFAULT),
                )
            )
        return found

    def _boot_order(self) -> list[BootDevice]:
        names = [b.get("dev", "") for b in self._root.findall("os/boot")]
        if not names:
            ordered = [
                (number(attribute(d, "boot", "order")), _boot_name(d))
                for d in self._root.findall("devices/*")
                if d.find("boot") is not None
            ]
            names = [name for _, name in sorted(ordered)]
        return list(dict.fromkeys(_BOOT_DEVICES[n] for n in names if n in _BOOT_DEVICES))


def _boot_name(device: ET.Element) -> str:
    if device.tag == "interface":
        return "network"
    return {"cdrom": "cdrom", "floppy": "fd", "disk": "hd"}.get(device.get("device", "disk"), "")


def source_path(element: ET.Element) -> str:
    """What is behind a disk, DVD or floppy element: a path, or for network disks their name."""
    source = element.find("source")
    if source is None:
        return ""
    for name in ("file", "dev", "dir", "name"):
        if source.get(name):
            return source.get(name, "")
    if source.get("pool") and source.get("volume"):
        return f"{source.get('pool')}/{source.get('volume')}"
    return ""


def _native_place(element: ET.Element) -> tuple[BusType, int, int] | None:
    """The place on an IDE or SCSI controller; None for drives of other kinds (virtio, SATA, USB)."""
    address = element.find("address[@type='drive']")
    bus = attribute(element, "target", "bus")
    if address is None or bus not in {"ide", "scsi"}:
        return None
    controller, channel, target, unit = (number(address.get(n)) for n in ("controller", "bus", "target", "unit"))
    if bus == "ide":
        return (BusType.IDE, channel, unit) if controller == 0 else None
    if unit == 0:
        return BusType.SCSI, controller, target
    return (BusType.SCSI, controller, unit) if target == 0 else None


def _network_of(element: ET.Element) -> str:
    if attribute(element, "link", "state") == "down" and element.get("type") == "user":
        return ""
    kind = element.get("type", "")
    if kind == "user":
        return USER_NETWORK
    for name in ("network", "bridge", "dev", "path", "name"):
        value = attribute(element, "source", name)
        if value:
            return value
    return kind
