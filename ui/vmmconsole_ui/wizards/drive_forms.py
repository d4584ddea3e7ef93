"""The editors of drives and adapters: disks, DVD drives, SCSI adapters, network adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from vmmconsole.model.hardware import (
    DiskImage,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.status import AdapterType, DVDConnection, MACAddressType, VHDType
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, choice_field, number_field, plain_label

from .device_forms import Changed, locked
from .edited_hardware import EditedHardware, gigabytes, is_fixed
from .file_field import FileField
from .hardware_rules import all_places, free_places, generate_mac, place_of, place_text

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

NEW_DYNAMIC, NEW_FIXED, EXISTING = "dynamic", "fixed", "existing"
_DISK_KINDS = (("New, dynamically expanding", NEW_DYNAMIC), ("New, fixed size", NEW_FIXED),
               ("Existing virtual hard disk", EXISTING))  # fmt: skip


def place_field(
    state: EditedHardware, drive: VirtualDiskDrive | VirtualDVDDrive, changed: Changed, key: str, *, scsi: bool
) -> QComboBox:
    """A drop-down of all places on the buses; those where another drive sits say so."""
    free = set(free_places(state.hardware, state.limits, besides=drive))
    places = all_places(state.hardware, state.limits, scsi=scsi)
    if place_of(drive) not in places:
        places.append(place_of(drive))
    texts = [place_text(place) + ("" if place in free else " (used)") for place in places]
    field = choice_field(zip(texts, range(len(places)), strict=True))
    field.setCurrentIndex(places.index(place_of(drive)))

    def write(index: int) -> None:
        drive.bus_type, drive.bus, drive.lun = places[index]
        changed(f"{key}.place")

    field.currentIndexChanged.connect(write)
    return field


def disk_form(context: Context, state: EditedHardware, drive: VirtualDiskDrive, changed: Changed) -> Form:
    """A disk: a new one by size, type and file name, or an existing file; and its place."""
    key = f"disk:{drive.id}"
    form = Form(stacked=True)
    place = form.add("P&lace", place_field(state, drive, changed, key, scsi=True), f"{key}.place")
    locked(place, state.lock(f"{key}.place"))
    is_source = drive.id == state.source_drive_id
    image = drive.virtual_hard_disk
    if is_source:
        form.add_full(plain_label(f"{drive.name} is the source of the virtual machine.", "muted", wrap=True))
        locked(place, "New-VM puts the source at this place.")
    elif image is not None and image.location:
        _existing_facts(form, drive, image)
    else:
        _new_disk_rows(context, form, state, drive, changed)
    return form


def _existing_facts(form: Form, drive: VirtualDiskDrive, image: DiskImage) -> None:
    form.add_fact("File", image.location)
    form.add_fact("Format", f"{image.format}, {'fixed' if is_fixed(drive) else 'dynamic'}")
    form.add_fact("Size", gigabytes(image.maximum_size // 1024**2) if image.maximum_size else "")
    if image.size:
        form.add_fact("Used on the host", gigabytes(max(1, image.size // 1024**2)))


def _new_disk_rows(
    context: Context, form: Form, state: EditedHardware, drive: VirtualDiskDrive, changed: Changed
) -> None:
    key = f"disk:{drive.id}"
    kind_now = EXISTING if drive.size_mb is None else NEW_FIXED if is_fixed(drive) else NEW_DYNAMIC
    kind = form.add("&Type", choice_field(_DISK_KINDS, kind_now), f"{key}.type")
    size = number_field(max(1, (drive.size_mb or 40 * 1024) // 1024), 1, state.limits.largest_disk_gb, "GB")
    form.add("&Size", size, f"{key}.size")
    name = form.add("F&ile name", QLineEdit(drive.file_name), f"{key}.name")
    file = FileField(context, "VirtualHardDisk", host_id=state.host_id)
    file.set_value(state.disks.get(drive.id), drive.path)
    form.add("&File", file, f"{key}.file", wide=True)

    def show() -> None:
        existing = kind.currentData() == EXISTING
        for field in ("size", "name"):
            form.set_visible(f"{key}.{field}", not existing)
        form.set_visible(f"{key}.file", existing)

    def write() -> None:
        if kind.currentData() == EXISTING:
            drive.size_mb = None
            drive.virtual_hard_disk = None
            state.set_disk_file(drive, file.file, file.path)
        else:
            state.set_disk_file(drive, None, "")
            drive.use_local = False
            drive.size_mb = size.value() * 1024
            fixed = kind.currentData() == NEW_FIXED
            drive.virtual_hard_disk = DiskImage(vhd_type=VHDType.FIXED if fixed else VHDType.DYNAMIC)
        drive.file_name = name.text()
        show()
        changed(f"{key}.size")

    def write_name() -> None:
        write()
        changed(f"{key}.name")

    def write_file() -> None:
        write()
        changed(f"{key}.file")

    kind.currentIndexChanged.connect(write)
    size.valueChanged.connect(write)
    name.textEdited.connect(write_name)
    file.changed.connect(write_file)
    show()


_MEDIA = (("No media", DVDConnection.NONE), ("ISO image", DVDConnection.ISO_IMAGE),
          ("Drive of the host", DVDConnection.HOST_DRIVE))  # fmt: skip


def dvd_form(context: Context, state: EditedHardware, drive: VirtualDVDDrive, changed: Changed) -> Form:
    """A DVD drive: what is in it, and its place."""
    key = f"dvd:{drive.id}"
    form = Form(stacked=True)
    media = form.add("Me&dia", choice_field(_MEDIA, drive.connection), f"{key}.media")
    image = FileField(context, "ISO", host_id=state.host_id)
    image.set_value(state.isos.get(drive.id), drive.iso_path)
    form.add("&Image", image, f"{key}.image", wide=True)
    share = form.add_full(QCheckBox("&Share image instead of copying it"))
    share.setChecked(drive.iso_linked)
    host_drive = form.add("&Host drive", QLineEdit(drive.host_drive), f"{key}.host_drive")
    host_drive.setPlaceholderText("/dev/sr0")
    place = place_field(state, drive, changed, key, scsi=False)
    form.add("P&lace", place, f"{key}.place")

    def show() -> None:
        form.set_visible(f"{key}.image", drive.connection is DVDConnection.ISO_IMAGE)
        share.setVisible(drive.connection is DVDConnection.ISO_IMAGE and image.file is not None)
        form.set_visible(f"{key}.host_drive", drive.connection is DVDConnection.HOST_DRIVE)

    def write() -> None:
        drive.connection = DVDConnection(media.currentData())
        has_image = drive.connection is DVDConnection.ISO_IMAGE
        state.set_iso(drive, image.file if has_image else None, image.path if has_image else "")
        drive.iso_linked = share.isChecked()
        drive.host_drive = host_drive.text() if drive.connection is DVDConnection.HOST_DRIVE else ""
        show()
        changed(f"{key}.media")

    def write_image() -> None:
        write()
        changed(f"{key}.image")

    media.currentIndexChanged.connect(write)
    image.changed.connect(write_image)
    share.toggled.connect(write)
    host_drive.textEdited.connect(write)
    for widget in (media, image, share, host_drive):
        locked(widget, state.lock(f"{key}.media"))
    locked(place, state.lock(f"{key}.place"))
    show()
    return form


def scsi_form(state: EditedHardware, adapter: VirtualSCSIAdapter, changed: Changed) -> Form:
    """A SCSI adapter: its ID on its own bus, and whether it is shared."""
    form = Form(stacked=True)
    number = form.add("Adapter &ID", number_field(adapter.adapter_id, 6, 7), "scsi.id")
    shared = form.add_full(QCheckBox("&Shared, for guest clustering"))
    shared.setChecked(adapter.shared)

    def write() -> None:
        adapter.adapter_id = number.value()
        adapter.shared = shared.isChecked()
        changed("scsi.id")

    number.valueChanged.connect(write)
    shared.toggled.connect(write)
    for widget in (number, shared):
        locked(widget, state.lock("scsi"))
    return form


_KINDS = (
    ("Synthetic (virtio)", AdapterType.SYNTHETIC),
    ("Emulated (e1000)", AdapterType.EMULATED),
)
_ADDRESSES = (("Dynamic", MACAddressType.DYNAMIC), ("Static", MACAddressType.STATIC))


def network_form(
    state: EditedHardware, adapter: VirtualNetworkAdapter, changed: Changed, networks: list[str] | None
) -> Form:
    """A network adapter; `networks` None says that the network is chosen on a later page."""
    key = f"nic:{adapter.id}"
    form = Form(stacked=True)
    kind = form.add("&Type", choice_field(_KINDS, adapter.adapter_type), f"{key}.type")
    network = None if networks is None else _network_choice(form, state, adapter, networks)
    address = form.add("MA&C address", choice_field(_ADDRESSES, adapter.mac_address_type), f"{key}.mac_type")
    mac = QLineEdit(adapter.mac_address)
    mac.setPlaceholderText("00:1D:D8:B7:1C:00")
    generate = QPushButton("&Generate")
    generate.setAutoDefault(False)
    form.add("Static addr&ess", _beside(mac, generate), f"{key}.mac")
    vlan = form.add_full(QCheckBox("Enable V&LAN"))
    vlan.setChecked(adapter.vlan_enabled)
    vlan_id = form.add("VLAN &ID", number_field(adapter.vlan_id or 1, 1, 4094), f"{key}.vlan")

    def show() -> None:
        form.set_visible(f"{key}.mac", adapter.mac_address_type is MACAddressType.STATIC)
        form.set_visible(f"{key}.vlan", adapter.vlan_enabled)

    def write() -> None:
        adapter.adapter_type = AdapterType(kind.currentData())
        adapter.mac_address_type = MACAddressType(address.currentData())
        adapter.mac_address = mac.text() if adapter.mac_address_type is MACAddressType.STATIC else ""
        adapter.vlan_enabled = vlan.isChecked()
        adapter.vlan_id = vlan_id.value() if adapter.vlan_enabled else None
        if network is not None:
            adapter.virtual_network = network.currentData() or ""
        show()
        changed(f"{key}.type")

    def write_mac() -> None:
        write()
        changed(f"{key}.mac")

    def new_mac() -> None:
        mac.setText(generate_mac())
        write_mac()

    for combo in (kind, address, *([network] if network else [])):
        combo.currentIndexChanged.connect(write)
    mac.textEdited.connect(write_mac)
    generate.clicked.connect(new_mac)
    vlan.toggled.connect(write)
    vlan_id.valueChanged.connect(write)
    for widget in (address, mac, generate, vlan, vlan_id):
        locked(widget, state.lock(f"{key}.type"))
    locked(kind, state.lock(f"{key}.kind"))
    show()
    return form


def _network_choice(
    form: Form, state: EditedHardware, adapter: VirtualNetworkAdapter, networks: list[str]
) -> QComboBox:
    names = [*networks]
    if adapter.virtual_network and adapter.virtual_network not in names:
        names.append(adapter.virtual_network)
    shown = [("Not connected", ""), *((name, name) for name in names)]
    key = f"nic:{adapter.id}.network"
    network = form.add("Virtual &network", choice_field(shown, adapter.virtual_network), key)
    locked(network, state.lock(key))
    return network


def _beside(field: QWidget, button: QWidget) -> QWidget:
    box = as_role(QWidget(), "page")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().size.grid)
    row.addWidget(field, 1)
    row.addWidget(button)
    box.setFocusProxy(field)
    return box
