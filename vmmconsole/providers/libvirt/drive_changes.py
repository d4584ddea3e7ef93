"""The changes of disk, DVD and floppy drives and their SCSI adapters."""

from __future__ import annotations

import contextlib
import json
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from importlib import import_module
from uuid import UUID

import libvirt

from vmmconsole.model.hardware import VirtualDiskDrive, VirtualDVDDrive, VirtualFloppyDrive, VirtualSCSIAdapter
from vmmconsole.model.status import BusType

from . import domain_xml
from .domain_xml import DiskFile
from .storage import missing_error
from .target import Change, Target, attach
from .xmltree import attribute, to_text

_LIVE = libvirt.VIR_DOMAIN_AFFECT_LIVE
_TRAY_PAUSES = (0.1, 0.3, 0.5, 1.0, 2.0, 0)
"""Seconds to wait when libvirt and QEMU disagree about an open tray; 0 gives up."""


def scsi_adapters(target: Target) -> Iterator[Change]:
    """SCSI adapters to add or to change; drives bring the one they need with them."""
    present = {a.id: a for a in target.view.hardware.virtual_scsi_adapters}
    buses = {a.bus for a in present.values()}
    for adapter in target.hardware.virtual_scsi_adapters:
        if adapter.id not in present:
            if adapter.bus not in buses:
                yield _added_scsi(target, adapter)
        elif adapter.scsi_controller_type is not present[adapter.id].scsi_controller_type:
            yield Change(f"change the SCSI adapter {adapter.bus}", _scsi_editor(target, adapter))
    buses |= {a.bus for a in target.hardware.virtual_scsi_adapters}
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [
        *target.hardware.virtual_disk_drives,
        *target.hardware.virtual_dvd_drives,
    ]
    for bus in sorted({d.bus for d in drives if d.bus_type is BusType.SCSI} - buses):
        if any(_is_foreign(target, d.id) for d in drives if d.bus_type is BusType.SCSI and d.bus == bus):
            continue  # shown as SCSI, but on a controller of another kind
        yield _added_scsi(target, VirtualSCSIAdapter(bus=bus))


def _is_foreign(target: Target, device_id: UUID) -> bool:
    element = target.view.elements.get(device_id)
    return element is not None and attribute(element, "target", "bus") not in {"ide", "scsi"}


def _added_scsi(target: Target, adapter: VirtualSCSIAdapter) -> Change:
    element = domain_xml.scsi_controller(adapter.bus, adapter.scsi_controller_type, adapter.id)
    return Change(
        f"add the SCSI adapter {adapter.bus}",
        target.add(element),
        lambda domain: domain.attachDeviceFlags(to_text(element), _LIVE),
    )


def _scsi_editor(target: Target, adapter: VirtualSCSIAdapter) -> Callable[[], None]:
    fresh = domain_xml.scsi_controller(adapter.bus, adapter.scsi_controller_type, adapter.id)
    return lambda: target.view.elements[adapter.id].set("model", fresh.get("model", ""))


def disk_drives(target: Target) -> Iterator[Change]:
    """Disk drives to add, to move, with another file, or to expand."""
    present = {d.id: d for d in target.view.hardware.virtual_disk_drives}
    for drive in target.hardware.virtual_disk_drives:
        if drive.id not in present:
            yield _added_disk(target, drive)
            continue
        yield from _moved(target, drive, present[drive.id])
        yield from _other_file(target, drive, present[drive.id])
        yield from _grown(target, drive, present[drive.id])


def _added_disk(target: Target, drive: VirtualDiskDrive) -> Change:
    work = target.works[drive.id]
    element = domain_xml.disk(drive.id, work.file, drive.bus_type, drive.bus, drive.lun, target.names)
    return Change(
        f"add a virtual disk drive at {_place(drive)}",
        target.add(element),
        attach(element) if drive.bus_type is BusType.SCSI else None,
        made_path=work.made_path,
    )


def _place(drive: VirtualDiskDrive | VirtualDVDDrive) -> str:
    return f"{drive.bus_type.value} {drive.bus}:{drive.lun}"


def _moved(
    target: Target, drive: VirtualDiskDrive | VirtualDVDDrive, present: VirtualDiskDrive | VirtualDVDDrive
) -> Iterator[Change]:
    if (drive.bus_type, drive.bus, drive.lun) == (present.bus_type, present.bus, present.lun):
        return
    element = target.view.elements[drive.id]
    yield Change(
        f"move a drive from {_place(present)} to {_place(drive)}",
        lambda: domain_xml.place_drive(element, drive.bus_type, drive.bus, drive.lun, target.names),
    )


def _other_file(target: Target, drive: VirtualDiskDrive, present: VirtualDiskDrive) -> Iterator[Change]:
    old = present.virtual_hard_disk.location if present.virtual_hard_disk else ""
    new = drive.path or (drive.virtual_hard_disk.location if drive.virtual_hard_disk else "")
    if not new or new == old:
        return
    facts = target.host.files.disk_facts(new)
    if facts is None:
        raise missing_error(new)
    element = target.view.elements[drive.id]
    file = DiskFile(new, facts.format)
    yield Change(f"use the file {new} at {_place(drive)}", lambda: domain_xml.set_disk_file(element, file))


def _grown(target: Target, drive: VirtualDiskDrive, present: VirtualDiskDrive) -> Iterator[Change]:
    """Disks only ever grow; a smaller size is a stale reading."""
    image, path = drive.virtual_hard_disk, present.virtual_hard_disk.location if present.virtual_hard_disk else ""
    wanted = max((drive.size_mb or 0) << 20, image.maximum_size if image else 0)
    facts = target.host.files.disk_facts(path) if wanted and path else None
    if facts is None or wanted <= facts.virtual_size:
        return
    name = attribute(target.view.elements[drive.id], "target", "dev")

    def resize_file() -> None:
        if target.live is None:
            target.host.files.resize_disk(path, wanted)

    yield Change(
        f"expand the disk {path}",
        resize_file,
        lambda domain: domain.blockResize(name, wanted, libvirt.VIR_DOMAIN_BLOCK_RESIZE_BYTES),
    )


def dvd_drives(target: Target) -> Iterator[Change]:
    """DVD drives to add, to move, or with other media."""
    present = {d.id: d for d in target.view.hardware.virtual_dvd_drives}
    for dvd in target.hardware.virtual_dvd_drives:
        if dvd.id not in present:
            element = domain_xml.dvd_drive(dvd, target.names)
            yield Change(
                f"add a virtual DVD drive at {_place(dvd)}",
                target.add(element),
                attach(element) if dvd.bus_type is BusType.SCSI else None,
            )
            continue
        yield from _moved(target, dvd, present[dvd.id])
        old = present[dvd.id]
        if (dvd.connection, dvd.iso_path, dvd.host_drive) != (old.connection, old.iso_path, old.host_drive):
            yield _dvd_media(target, dvd)


def _dvd_media(target: Target, dvd: VirtualDVDDrive) -> Change:
    return Change(
        "change what is in the virtual DVD drive",
        lambda: domain_xml.set_dvd_media(target.view.elements[dvd.id], dvd),
        lambda domain: _change_media(target, domain, dvd.id, lambda e: domain_xml.set_dvd_media(e, dvd)),
    )


def _change_media(
    target: Target, domain: libvirt.virDomain, device_id: UUID, edit: Callable[[ET.Element], None]
) -> None:
    assert target.live is not None
    element = target.live.elements[device_id]
    edit(element)
    text = to_text(element)
    for pause_seconds in _TRAY_PAUSES:
        try:
            domain.updateDeviceFlags(text, _LIVE | libvirt.VIR_DOMAIN_DEVICE_MODIFY_FORCE)
        except libvirt.libvirtError as err:
            if "tray of" not in str(err).lower() or not pause_seconds:
                raise
            time.sleep(pause_seconds)
            _open_tray(domain, attribute(element, "alias", "name"))
        else:
            return


def _open_tray(domain: libvirt.virDomain, device: str) -> None:
    """A BIOS that resets its controllers closes an open tray without a word, so libvirt takes it for open still. Only
    QEMU itself can be told to open it again."""
    command = {"execute": "blockdev-open-tray", "arguments": {"id": device, "force": True}}
    with contextlib.suppress(libvirt.libvirtError):
        import_module("libvirt_qemu").qemuMonitorCommand(domain, json.dumps(command), 0)


def floppy(target: Target) -> Iterator[Change]:
    """The floppy drive."""
    present, wanted = target.view.hardware.virtual_floppy_drive, target.hardware.virtual_floppy_drive
    if present is None and wanted is not None:
        element = domain_xml.floppy_drive(wanted)
        yield Change("add the virtual floppy drive", target.add(element))
    elif present is not None and wanted is None:
        yield Change("remove the virtual floppy drive", lambda: target.devices.remove(target.view.elements[present.id]))
    elif present is not None and wanted is not None and _media(present) != _media(wanted):
        yield Change(
            "change what is in the virtual floppy drive",
            lambda: domain_xml.set_floppy_media(target.view.elements[present.id], wanted),
            lambda domain: _change_media(target, domain, present.id, lambda e: domain_xml.set_floppy_media(e, wanted)),
        )


def _media(floppy: VirtualFloppyDrive) -> tuple[str, str]:
    return floppy.connection.value, floppy.image_path
