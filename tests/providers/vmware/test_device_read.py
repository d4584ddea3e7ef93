"""Devices in the words of the model: what the simulator does not have, as a vCenter writes it; and strange ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from uuid import UUID

import pytest

from vmmconsole.model.status import (
    AdapterType,
    BootDevice,
    BusType,
    DVDConnection,
    MACAddressType,
    SCSIControllerType,
    VHDType,
)
from vmmconsole.providers.vmware.collector import many, value_of
from vmmconsole.providers.vmware.device_read import DeviceReader, boot_order_of, file_sizes
from vmmconsole.providers.vmware.identity import USED_MARK, device_mark, paths_text

MACHINE = UUID("5f1d7a4e-0000-4000-8000-000000000001")
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def value(kind: str, inner: str):
    return value_of(ET.fromstring(f'<val xmlns="urn:vim25" {XSI} xsi:type="{kind}">{inner}</val>'))


def device(kind: str, inner: str) -> str:
    return f'<VirtualDevice xsi:type="{kind}">{inner}</VirtualDevice>'


def read(*devices: str, marks=None, portgroups=None, files=None, net: str = ""):
    values = {"config.hardware.device": value("ArrayOfVirtualDevice", "".join(devices))}
    if net:
        values["guest.net"] = value("ArrayOfGuestNicInfo", net)
    return DeviceReader(MACHINE, values, marks or {}, portgroups or {}, files or {}).fields()


IDE = device("VirtualIDEController", "<key>200</key><busNumber>0</busNumber><device>3000</device>")
SCSI = device(
    "VirtualLsiLogicSASController", "<key>1001</key><busNumber>1</busNumber><sharedBus>virtualSharing</sharedBus>"
)
SATA = device("VirtualAHCIController", "<key>15000</key><busNumber>0</busNumber>")


def disk(key: int, controller: int, unit: int, backing: str = "VirtualDiskFlatVer2BackingInfo", inner: str = "") -> str:
    return device(
        "VirtualDisk",
        f'<key>{key}</key><backing xsi:type="{backing}"><fileName>[ds] a/d{key}.vmdk</fileName>{inner}</backing>'
        f"<controllerKey>{controller}</controllerKey><unitNumber>{unit}</unitNumber><capacityInKB>2048</capacityInKB>",
    )


def test_disks_have_their_places_and_kinds():
    found = read(
        IDE, SCSI, SATA,
        disk(3000, 200, 1, inner="<thinProvisioned>true</thinProvisioned>"),
        disk(2001, 1001, 3, inner="<parent><fileName>[ds] a/base.vmdk</fileName></parent>"),
        disk(16000, 15000, 0),
        disk(2002, 1001, 4, "VirtualDiskRawDiskMappingVer1BackingInfo"),
        marks={USED_MARK: paths_text(["[ds] a/d16000.vmdk"]), device_mark(3000): str(MACHINE)},
        files=file_sizes(value("VirtualMachineFileLayoutEx",
            "<file><name>[ds] a/d3000.vmdk</name><size>500</size></file>"
            "<file><name>[ds] a/d3000-flat.vmdk</name><size>4096</size></file>")),
    )  # fmt: skip
    drives = found["virtual_disk_drives"]
    assert [(d.bus_type, d.bus, d.lun) for d in drives] == [
        (BusType.IDE, 0, 1), (BusType.SCSI, 1, 3), (BusType.SCSI, 0, 0), (BusType.SCSI, 1, 4),
    ]  # fmt: skip
    assert [d.virtual_hard_disk.vhd_type for d in drives] == [
        VHDType.DYNAMIC, VHDType.DIFFERENCING, VHDType.FIXED, VHDType.FIXED,
    ]  # fmt: skip
    assert [d.use_local for d in drives] == [False, False, True, False]
    assert drives[0].id == MACHINE
    assert (drives[0].virtual_hard_disk.size, drives[0].virtual_hard_disk.maximum_size) == (4596, 2 << 20)
    assert drives[1].virtual_hard_disk.parent_disk == "[ds] a/base.vmdk"
    assert drives[3].virtual_hard_disk.format == "rdm"
    (adapter,) = found["virtual_scsi_adapters"]
    assert (adapter.bus, adapter.shared, adapter.scsi_controller_type) == (1, True, SCSIControllerType.LSI_LOGIC_SAS)


@pytest.mark.parametrize(
    ("backing", "inner", "expected"),
    [
        ("VirtualCdromIsoBackingInfo", "<fileName>[ds] x.iso</fileName>", (DVDConnection.ISO_IMAGE, "[ds] x.iso", "")),
        ("VirtualCdromAtapiBackingInfo", "<deviceName>cd0</deviceName>", (DVDConnection.HOST_DRIVE, "", "cd0")),
        ("VirtualCdromRemotePassthroughBackingInfo", "<deviceName/>", (DVDConnection.NONE, "", "")),
    ],
)  # fmt: skip
def test_a_dvd_drive_says_what_is_in_it(backing, inner, expected):
    cdrom = f'<key>3000</key><backing xsi:type="{backing}">{inner}</backing>'
    cdrom += "<controllerKey>200</controllerKey><unitNumber>0</unitNumber>"
    (drive,) = read(IDE, device("VirtualCdrom", cdrom))["virtual_dvd_drives"]
    assert (drive.connection, drive.iso_path, drive.host_drive) == expected
    assert (drive.bus_type, drive.bus, drive.lun) == (BusType.IDE, 0, 0)


def card(kind: str, key: int, inner: str) -> str:
    return device(kind, f"<key>{key}</key><macAddress>00:50:56:aa:bb:cc</macAddress>{inner}")


def test_network_adapters_have_network_address_and_kind():
    on = "<connectable><startConnected>true</startConnected><connected>false</connected></connectable>"
    off = "<connectable><startConnected>false</startConnected><connected>false</connected></connectable>"
    port = '<backing xsi:type="VirtualEthernetCardDistributedVirtualPortBackingInfo">'
    port += "<port><portgroupKey>{}</portgroupKey></port></backing>"
    plain = '<backing xsi:type="VirtualEthernetCardNetworkBackingInfo"><deviceName>a%2fb</deviceName></backing>'
    found = read(
        card("VirtualVmxnet3", 4000, on + plain + "<addressType>manual</addressType>"),
        card("VirtualE1000e", 4001, on + port.format("pg-1") + "<addressType>assigned</addressType>"),
        card("VirtualVmxnet3", 4002, off + plain),
        card("VirtualVmxnet3", 4003, on + port.format("pg-2")),
        portgroups={"pg-1": "Production"},
        net="<GuestNicInfo><deviceConfigId>4000</deviceConfigId><ipAddress>10.0.0.5</ipAddress><ipAddress>fe80::1</ipAddress></GuestNicInfo>",
    )["virtual_network_adapters"]
    assert [a.virtual_network for a in found] == ["a/b", "Production", "", "pg-2"]
    assert [a.adapter_type for a in found[:2]] == [AdapterType.SYNTHETIC, AdapterType.EMULATED]
    assert [a.mac_address_type for a in found[:2]] == [MACAddressType.STATIC, MACAddressType.DYNAMIC]
    assert (found[0].mac_address, found[0].ipv4_addresses) == ("00:50:56:AA:BB:CC", ["10.0.0.5"])


def test_ports_and_floppy():
    image = '<backing xsi:type="VirtualFloppyImageBackingInfo"><fileName>[ds] f.flp</fileName></backing>'
    serial = '<key>{}</key><backing xsi:type="VirtualSerialPort{}BackingInfo">{}</backing>'
    found = read(
        device("VirtualSerialPort", serial.format(9000, "File", "<fileName>[ds] log.txt</fileName>")),
        device("VirtualSerialPort", serial.format(9001, "Pipe", "<pipeName>pipe1</pipeName>")),
        device("VirtualSerialPort", serial.format(9002, "Device", "<deviceName>/dev/char/serial/uart1</deviceName>")),
        device("VirtualSerialPort", serial.format(9003, "URI", "<serviceURI>telnet://x</serviceURI>")),
        device("VirtualFloppy", f"<key>8000</key>{image}"),
    )  # fmt: skip
    ports = found["virtual_com_ports"]
    assert [(p.port_number, p.connection) for p in ports] == [
        (1, "TextFile"), (2, "NamedPipe"), (3, "HostPort"), (4, "None"),
    ]  # fmt: skip
    assert (ports[0].text_file, ports[1].named_pipe, ports[2].host_port) == ("[ds] log.txt", "pipe1", 2)
    assert found["virtual_floppy_drive"].image_path == "[ds] f.flp"
    assert found["virtual_floppy_drive"].connection is DVDConnection.ISO_IMAGE


def test_strange_devices_do_no_harm():
    found = read(
        device("VirtualTPMFromTheFuture", "<key>1</key>"), device("VirtualDisk", "<key>2</key>"), disk(3, 99, 0),
        device("VirtualVmxnet3", "<key>4</key>"), device("VirtualSerialPort", "<key>5</key>"),
        device("VirtualFloppy", "<key>6</key>"), device("VirtualCdrom", "<key>7</key>"),
        device("VirtualSCSIController", "<key>8</key>"), device("VirtualDisk", "<key>nine</key>"),
    )  # fmt: skip
    drives = [*found["virtual_disk_drives"], *found["virtual_dvd_drives"]]
    assert len({(d.bus_type, d.bus, d.lun) for d in drives}) == len(drives) == 4
    assert [d.virtual_hard_disk is None for d in found["virtual_disk_drives"]] == [True, False, True]
    assert not any(read().values())


def test_the_boot_order():
    boot = "VirtualMachineBootOptionsBootable{}Device"
    entries = "".join(
        f'<bootOrder xsi:type="{boot.format(kind)}"/>' if kind == "Cdrom" else
        f'<bootOrder xsi:type="{boot.format(kind)}"><deviceKey>1</deviceKey></bootOrder>'
        for kind in ("Ethernet", "Disk", "Disk", "Cdrom")
    )  # fmt: skip
    values = {"config.bootOptions": value("VirtualMachineBootOptions", f"<bootDelay>0</bootDelay>{entries}")}
    assert boot_order_of(values) == [BootDevice.PXE_BOOT, BootDevice.IDE_HARD_DRIVE, BootDevice.CD]
    assert boot_order_of({}) == []


def test_values_of_one_and_of_many_are_read_alike():
    one = value("Thing", "<item>a</item>")
    two = value("Thing", "<item>a</item><item>b</item>")
    assert (many(one["item"]), many(two["item"]), many(one.get("other"))) == (["a"], ["a", "b"], [])
    assert value("ArrayOfString", "") == []
