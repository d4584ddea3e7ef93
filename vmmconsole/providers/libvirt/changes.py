"""What must be done to get from a machine's present hardware to another: a list of changes, each of which knows how to
edit the definition and, where that is possible, the running machine."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from uuid import UUID

import libvirt

from vmmconsole.model.errors import StateError
from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.status import BusType

from . import domain_xml
from .domain_read import memory_mb
from .domain_xml import NetworkTarget
from .drive_changes import disk_drives, dvd_drives, floppy, scsi_adapters
from .host import set_own_metadata
from .target import Change, Target, attach
from .xmltree import attribute, number, own_metadata, parse, set_text, to_text

_RELEASE_SECONDS = 10.0
_LIVE = libvirt.VIR_DOMAIN_AFFECT_LIVE


def all_changes(target: Target) -> list[Change]:
    """Everything to do, in an order that frees places before they are taken."""
    return [
        *_processors_and_memory(target),
        *_removed_devices(target),
        *scsi_adapters(target),
        *disk_drives(target),
        *dvd_drives(target),
        *floppy(target),
        *_network_adapters(target),
        *_com_ports(target),
        *_boot_order(target),
    ]


def _processors_and_memory(target: Target) -> Iterator[Change]:
    present, wanted, root = target.view.hardware, target.hardware, target.root
    if wanted.cpu_count != present.cpu_count:
        possible = target.live_root is not None and present.cpu_count < wanted.cpu_count <= number(
            (target.live_root.findtext("vcpu") or "").strip()
        )
        yield Change(
            f"set {wanted.cpu_count} processors",
            lambda: set_processors(root, wanted.cpu_count, keep_maximum=possible),
            (lambda domain: _add_processors(domain, wanted.cpu_count)) if possible else None,
        )
    if wanted.memory_mb != present.memory_mb:
        possible = target.live_root is not None and wanted.memory_mb <= memory_mb(target.live_root, "memory")
        yield Change(
            f"set {wanted.memory_mb} MB of memory",
            lambda: set_memory(root, wanted.memory_mb, keep_maximum=possible),
            (lambda domain: domain.setMemoryFlags(wanted.memory_mb << 10, _LIVE)) if possible else None,
        )


def set_processors(root: ET.Element, count: int, *, keep_maximum: bool) -> None:
    """Set the number of processors in a definition."""
    element = root.find("vcpu")
    if element is None:
        element = ET.SubElement(root, "vcpu")
    if keep_maximum:
        element.set("current", str(count))
        return
    element.attrib.pop("current", None)
    element.text = str(count)
    for path, tag in (("cpu", "topology"), (".", "vcpus")):  # both say a number too, which would contradict
        parent = root.find(path)
        old = None if parent is None else parent.find(tag)
        if parent is not None and old is not None:
            parent.remove(old)


def set_memory(root: ET.Element, size_mb: int, *, keep_maximum: bool) -> None:
    """Set the memory in a definition."""
    for tag in ("currentMemory",) if keep_maximum else ("currentMemory", "memory"):
        set_text(root, tag, str(size_mb)).set("unit", "MiB")
    cells = root.findall("cpu/numa/cell")
    if not keep_maximum and len(cells) == 1:
        cells[0].set("memory", str(size_mb))
        cells[0].set("unit", "MiB")


def _add_processors(domain: libvirt.virDomain, count: int) -> None:
    domain.setVcpusFlags(count, _LIVE)
    mark = own_metadata(parse(domain.XMLDesc(0)))
    mark.set("cpusAdded", "1")  # QEMU cannot go back to a checkpoint that is made from now on
    set_own_metadata(domain, mark, _LIVE)


def _removed_devices(target: Target) -> Iterator[Change]:
    present, wanted = target.view.hardware, target.hardware
    groups: list[tuple[str, list[tuple[UUID, bool]], set[UUID]]] = [
        (
            "virtual disk drive",
            [(d.id, d.bus_type is not BusType.IDE) for d in present.virtual_disk_drives],
            {d.id for d in wanted.virtual_disk_drives},
        ),
        (
            "virtual DVD drive",
            [(d.id, d.bus_type is not BusType.IDE) for d in present.virtual_dvd_drives],
            {d.id for d in wanted.virtual_dvd_drives},
        ),
        (
            "network adapter",
            [(a.id, True) for a in present.virtual_network_adapters],
            {a.id for a in wanted.virtual_network_adapters},
        ),
        (
            "SCSI adapter",
            [(a.id, False) for a in present.virtual_scsi_adapters],
            _kept_scsi_adapters(present, wanted),
        ),
        ("COM port", [(p.id, False) for p in present.virtual_com_ports], {p.id for p in wanted.virtual_com_ports}),
    ]
    for title, devices, kept in groups:
        for device_id, hot in devices:
            if device_id not in kept:
                yield _removal(target, title, device_id, hot=hot)


def _kept_scsi_adapters(present: Hardware, wanted: Hardware) -> set[UUID]:
    """Those asked for, and those that drives still need."""
    kept = {a.id for a in wanted.virtual_scsi_adapters}
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*wanted.virtual_disk_drives, *wanted.virtual_dvd_drives]
    needed = {d.bus for d in drives if d.bus_type is BusType.SCSI}
    replaced = {a.bus for a in wanted.virtual_scsi_adapters}
    return kept | {a.id for a in present.virtual_scsi_adapters if a.bus in needed - replaced}


def _removal(target: Target, title: str, device_id: UUID, *, hot: bool) -> Change:
    element = target.view.elements[device_id]

    def edit() -> None:
        target.devices.remove(element)
        if element.tag == "serial":
            _drop_twin(target)

    return Change(
        f"remove the {title} {_name_of(element)}",
        edit,
        (lambda domain: _detach(target, domain, device_id)) if hot else None,
    )


def _drop_twin(target: Target) -> None:
    """libvirt shows the first serial port as a console too, and would make the port again from that."""
    for console in target.devices.findall("console"):
        if attribute(console, "target", "type", "serial") == "serial":
            target.devices.remove(console)


def _name_of(element: ET.Element) -> str:
    return (
        attribute(element, "source", "file")
        or attribute(element, "mac", "address").upper()
        or attribute(element, "target", "dev")
        or element.get("index", "")
        or attribute(element, "target", "port")
    )


def _detach(target: Target, domain: libvirt.virDomain, device_id: UUID) -> None:
    """Take a device out of the running machine, and wait until its guest has let it go."""
    element = None if target.live is None else target.live.elements.get(device_id)
    if element is None:
        return  # it is in the lasting definition only
    domain.detachDeviceFlags(to_text(element), _LIVE)

    def is_gone() -> bool:
        path, tag, name = ("mac", "mac", "address") if element.tag == "interface" else ("target", "target", "dev")
        value = attribute(element, path, name)
        found = parse(domain.XMLDesc(0)).findall(f"devices/{element.tag}/{tag}")
        return all(e.get(name) != value for e in found)

    if not target.host.events.wait_for(target.view.id, is_gone, _RELEASE_SECONDS):
        raise StateError(
            f"{target.view.name} did not release a device.",
            cause=f"Its operating system still holds {_name_of(element)}, or is not running.",
            action="Try again when the operating system has started, or stop the virtual machine first.",
        )


def _network_adapters(target: Target) -> Iterator[Change]:
    present = {a.id: a for a in target.view.hardware.virtual_network_adapters}
    for adapter in target.hardware.virtual_network_adapters:
        if adapter.id not in present:
            element = domain_xml.network_adapter(adapter, target.networks)
            domain_xml.ensure_mac(element)  # the same one in the definition and in the running machine
            yield Change(
                f"add a network adapter on {adapter.virtual_network or 'no network'}",
                target.add(element),
                attach(element),
            )
        else:
            yield from _changed_adapter(target, adapter, present[adapter.id])


def _changed_adapter(
    target: Target, adapter: VirtualNetworkAdapter, present: VirtualNetworkAdapter
) -> Iterator[Change]:
    element = target.view.elements[adapter.id]
    title = f"the network adapter {present.mac_address}"
    new_mac = adapter.mac_address and domain_xml.normal_mac(adapter.mac_address)
    if new_mac and new_mac != present.mac_address.lower():
        yield Change(f"change the MAC address of {title}", lambda: domain_xml.set_mac(element, new_mac))
    if adapter.adapter_type is not present.adapter_type:
        yield Change(f"change the type of {title}", lambda: domain_xml.set_adapter_type(element, adapter))
    before = (present.virtual_network, present.vlan_enabled and present.vlan_id)
    if (adapter.virtual_network, adapter.vlan_enabled and adapter.vlan_id) == before:
        return
    kind = NetworkTarget("user")
    if adapter.virtual_network:
        kind = target.networks.get(adapter.virtual_network, kind)
    yield Change(
        f"connect {title} to {adapter.virtual_network or 'no network'}",
        lambda: domain_xml.set_network(element, adapter, target.networks),
        (lambda domain: _reconnect(target, domain, adapter)) if kind.type == element.get("type") else None,
    )


def _reconnect(target: Target, domain: libvirt.virDomain, adapter: VirtualNetworkAdapter) -> None:
    assert target.live is not None
    element = target.live.elements[adapter.id]
    domain_xml.set_network(element, adapter, target.networks)
    if element.find("link") is None:
        domain_xml.connect_cable(element)
    domain.updateDeviceFlags(to_text(element), _LIVE)


def _com_ports(target: Target) -> Iterator[Change]:
    present = {p.id: p for p in target.view.hardware.virtual_com_ports}
    for port in target.hardware.virtual_com_ports:
        old = present.get(port.id)
        if old is not None and _attachment(old) == _attachment(port):
            continue
        yield Change(f"{'add' if old is None else 'change'} the COM port {port.port_number}", _com_editor(target, port))


def _attachment(port: VirtualCOMPort) -> tuple[object, ...]:
    return port.port_number, port.connection, port.text_file, port.named_pipe, port.host_port


def _com_editor(target: Target, port: VirtualCOMPort) -> Callable[[], None]:
    def edit() -> None:
        old = target.view.elements.get(port.id)
        if old is not None:
            target.devices.remove(old)
        _drop_twin(target)
        target.devices.append(domain_xml.com_port(port))

    return edit


def _boot_order(target: Target) -> Iterator[Change]:
    wanted = [b for b in dict.fromkeys(target.hardware.boot_order) if b in domain_xml.BOOT_NAMES]
    if wanted != target.view.hardware.boot_order:
        yield Change("change the startup order", lambda: domain_xml.set_boot_order(target.root, wanted))
