"""Summary: the choices in two columns, and whether the machine is started at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from vmmconsole.model.hardware import VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.status import DVDConnection, MACAddressType, VHDType, VMStartAction
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.widgets.stars import StarsLabel

from .hardware_rules import place_of, place_text
from .host_paths import folder_below
from .library_dialog import size_text
from .new_vm_flow import NewVirtualMachine, NewVirtualMachineFlow, Source
from .new_vm_pages import NOT_CONNECTED, STOP_ACTIONS
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_STARTS = {
    VMStartAction.NEVER: "Never turn on", VMStartAction.ALWAYS: "Always turn on",
    VMStartAction.IF_RUNNING: "Turn on if it was running",
}  # fmt: skip


class SummaryPage(FlowPage[NewVirtualMachineFlow]):
    """Shows what will be made."""

    def __init__(self, context: Context, flow: NewVirtualMachineFlow) -> None:
        super().__init__(context, "summary", flow)
        self.start = QCheckBox()

    def enter(self) -> None:
        """Show the request as it is now."""
        self.form.clear()
        request = self.flow.request
        for label, value in summary_rows(request):
            if value:
                self.form.add_fact(label, value)
        self.start = QCheckBox("&Start the virtual machine after it is created")
        self.start.setChecked(request.start_vm)
        self.start.toggled.connect(self._start_toggled)
        self.form.add_full(plain_label(), gap=False)
        self.form.add_full(self.start)
        self.form.finish()

    def _start_toggled(self, checked: bool) -> None:
        self.flow.request.start_vm = checked
        self.edited("start_vm")


def summary_rows(request: NewVirtualMachine) -> list[tuple[str, str | QWidget]]:
    """The choices as (label, value)."""
    hardware = request.hardware
    rows: list[tuple[str, str | QWidget]] = [("Name", request.name), ("Owner", request.owner)]
    if request.description:
        rows.append(("Description", request.description))
    rows.append(("Source", _source_text(request)))
    load = f"{hardware.cpu_count}, expected load {hardware.expected_cpu_utilization} %"
    rows += [("Processors", load), ("Memory", f"{hardware.memory_mb:,} MB")]
    rows += [("Disk", disk_text(drive, request)) for drive in hardware.virtual_disk_drives]
    rows += [("DVD", dvd_text(drive, request)) for drive in hardware.virtual_dvd_drives]
    rows += [("Network", network_text(adapter)) for adapter in hardware.virtual_network_adapters]
    rows.append(("Host", request.host.name if request.host else ""))
    if request.stars is not None:
        rows += [("Rating", StarsLabel(request.stars)), ("After placement", after_placement(request))]
    rows.append(("Path", folder_below(request.path, request.name)))
    if request.new_default_path:
        rows.append(("Default paths", f"{request.new_default_path} is added to those of the host"))
    if request.operating_system:
        rows.append(("Operating system", request.operating_system))
    start = _STARTS[request.start_action]
    delay = f", after {request.delay_start} s" if request.start_action is not VMStartAction.NEVER else ""
    rows.append(("When the host starts", start + delay))
    rows.append(("When the host stops", dict(STOP_ACTIONS)[request.stop_action]))
    return rows


def after_placement(request: NewVirtualMachine) -> str:
    """What the host will be loaded with: ``CPU 38 %, memory 61 %``."""
    parts = []
    if request.cpu_after_percent is not None:
        parts.append(f"CPU {request.cpu_after_percent}\u00a0%")
    if request.memory_after_percent is not None:
        parts.append(f"memory {request.memory_after_percent}\u00a0%")
    return ", ".join(parts)


def _source_text(request: NewVirtualMachine) -> str:
    if request.source is Source.BLANK_DISK:
        return "Blank virtual hard disk"
    if request.source_machine is not None:
        what = "template" if request.source is Source.TEMPLATE else "virtual machine"
        return f"Copy of the {what} {request.source_machine.name}"
    if request.source_disk is not None:
        return f"Virtual hard disk {request.source_disk.name} of the library"
    return f"Virtual hard disk {request.source_path} on the host"


def disk_text(drive: VirtualDiskDrive, request: NewVirtualMachine) -> str:
    """``40 GB, dynamic, IDE 0:0, web-04_disk_1``."""
    place = place_text(place_of(drive))
    if drive.size_mb is not None:
        size = f"{drive.size_mb / 1024:g} GB" if drive.size_mb >= 1024 else f"{drive.size_mb} MB"
        fixed = drive.virtual_hard_disk is not None and drive.virtual_hard_disk.vhd_type is VHDType.FIXED
        return f"{size}, {'fixed' if fixed else 'dynamic'}, {place}, {drive.file_name}"
    if request.source_machine is not None:
        capacity = drive.virtual_hard_disk.maximum_size if drive.virtual_hard_disk else 0
        return f"{size_text(capacity)}, {place}" if capacity else place
    file = request.disks.get(drive.id) or (request.source_disk if drive is request.source_drive else None)
    what = f"copy of {file.name} of the library" if file else drive.path
    return f"{what}, {place}"


def dvd_text(drive: VirtualDVDDrive, request: NewVirtualMachine) -> str:
    """``debian-12.iso, shared from library``."""
    iso = request.isos.get(drive.id)
    if drive.connection is DVDConnection.HOST_DRIVE:
        return f"Host drive {drive.host_drive}"
    if drive.connection is not DVDConnection.ISO_IMAGE:
        return f"No media, {place_text(place_of(drive))}"
    if iso is None:
        return drive.iso_path
    return f"{iso.name}, {'shared from library' if drive.iso_linked else 'copied from library'}"


def network_text(adapter: VirtualNetworkAdapter) -> str:
    """``Production, VLAN 204, dynamic MAC``."""
    parts = [adapter.virtual_network or NOT_CONNECTED]
    if adapter.vlan_enabled:
        parts.append(f"VLAN {adapter.vlan_id}")
    static = adapter.mac_address_type is MACAddressType.STATIC
    parts.append(f"MAC {adapter.mac_address}" if static else "dynamic MAC")
    return ", ".join(parts)
