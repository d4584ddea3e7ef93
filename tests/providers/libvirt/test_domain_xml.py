"""Law: what is written to libvirt's XML is read back the same, whatever a person types."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.status import AdapterType, BootDevice, BusType, DVDConnection, MACAddressType, VolumeType
from vmmconsole.providers.libvirt.domain_read import read_domain
from vmmconsole.providers.libvirt.domain_xml import USER_NETWORK, DiskFile, DomainPlan, NetworkTarget, domain
from vmmconsole.providers.libvirt.xmltree import parse, to_text

# All that XML can hold. A lone carriage return would be read back as a line feed.
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=40
)
PLACES = st.one_of(
    st.tuples(st.just(BusType.IDE), st.integers(0, 1), st.integers(0, 1)),
    st.tuples(st.just(BusType.SCSI), st.integers(0, 3), st.integers(0, 63)),
)
NETWORKS = {USER_NETWORK: NetworkTarget("user"), "br0": NetworkTarget("bridge", "br0")}


@st.composite
def hardware(draw: st.DrawFn) -> Hardware:
    places = draw(st.lists(PLACES, unique=True, max_size=6))
    drives = []
    dvds = []
    for bus_type, bus, lun in places:
        if draw(st.booleans()):
            volume = draw(st.sampled_from(VolumeType))
            drives.append(VirtualDiskDrive(bus_type=bus_type, bus=bus, lun=lun, volume_type=volume))
        else:
            path = draw(st.one_of(st.just(""), TEXTS.map(lambda t: f"/iso/{t}")))
            kind = DVDConnection.ISO_IMAGE if path else DVDConnection.NONE
            dvds.append(VirtualDVDDrive(bus_type=bus_type, bus=bus, lun=lun, iso_path=path, connection=kind))
    adapters = [
        VirtualNetworkAdapter(
            virtual_network=draw(st.sampled_from(["", USER_NETWORK, "br0"])),
            adapter_type=draw(st.sampled_from(AdapterType)),
            mac_address=f"00:1D:D8:00:00:0{index}",
            mac_address_type=draw(st.sampled_from(MACAddressType)),
            network_tag=draw(st.one_of(st.just(""), TEXTS)),
            network_location=draw(st.one_of(st.just(""), TEXTS)),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    ports = [
        VirtualCOMPort(port_number=number, connection="TextFile", text_file=draw(TEXTS.map(lambda t: f"/{t}")))
        for number in draw(st.sets(st.integers(1, 4)))
    ]
    return Hardware(
        cpu_count=draw(st.integers(1, 16)),
        memory_mb=draw(st.integers(8, 1 << 20)),
        boot_order=draw(st.lists(st.sampled_from(list(BootDevice)[:4]), unique=True)),
        num_lock=draw(st.booleans()),
        relative_weight=draw(st.integers(0, 10_000)),
        cpu_reserve=draw(st.integers(0, 100)),
        cpu_max=draw(st.integers(0, 100)),
        virtual_disk_drives=drives,
        virtual_dvd_drives=dvds,
        virtual_floppy_drive=VirtualFloppyDrive(image_path="/f", connection=DVDConnection.ISO_IMAGE)
        if draw(st.booleans())
        else None,
        virtual_network_adapters=adapters,
        virtual_com_ports=ports,
    )


def facts(value: Hardware) -> object:
    """What must survive: all but names, slots, and SCSI adapters that come with their drives."""
    ignored = {"name", "slot_id", "virtual_hard_disk"}
    plain = value.model_dump(exclude={"virtual_scsi_adapters"})
    for key, entries in plain.items():
        if key.startswith("virtual_"):
            listed = entries if isinstance(entries, list) else [entries] if entries else []
            plain[key] = sorted(
                (str({k: v for k, v in entry.items() if k not in ignored}) for entry in listed), key=str
            )
    return plain


@settings(deadline=None)
@given(hardware(), TEXTS, TEXTS, st.sampled_from(["kvm", "tcg"]))
def test_hardware_and_texts_survive(wanted, name, description, accelerator):
    files = {d.id: DiskFile(f"/vm/{name}/{i}", "qcow2") for i, d in enumerate(wanted.virtual_disk_drives)}
    plan = DomainPlan(
        id=uuid4(),
        name=name,
        description=description,
        hardware=wanted,
        folder=f"/vm/{name}",
        accelerator=accelerator,
        operating_system=name,
        disks=files,
        used_files=(f"/used/{name}",),
        networks=NETWORKS,
    )
    view = read_domain(parse(to_text(domain(plan))))
    assert (view.id, view.name, view.description) == (plan.id, name, description)
    assert (view.own_folder, view.operating_system, view.accelerator) == (plan.folder, name, accelerator)
    assert view.used_files == {f"/used/{name}"}
    assert facts(view.hardware) == facts(wanted)
    read_files = {d.id: d.virtual_hard_disk.location for d in view.hardware.virtual_disk_drives}
    assert read_files == {drive_id: file.path for drive_id, file in files.items()}


def test_device_names_are_never_given_twice():
    drives = [VirtualDiskDrive(bus_type=BusType.SCSI, bus=b, lun=lun) for b in range(4) for lun in range(64)]
    wanted = Hardware(virtual_disk_drives=drives)
    files = {d.id: DiskFile("/x", "raw") for d in drives}
    root = domain(DomainPlan(uuid4(), "n", "", wanted, "/f", "tcg", disks=files))
    names = [e.get("dev") for e in root.findall("devices/disk/target")]
    assert len(names) == len(set(names)) == 256
    assert ET.tostring(root)
