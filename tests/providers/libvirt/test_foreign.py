"""Virtual machines that other programs defined."""

from __future__ import annotations

import subprocess
from uuid import UUID

import pytest

from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.status import AdapterType, BootDevice, BusType, DVDConnection, VMStatus
from vmmconsole.providers.contract import HardwareChange
from vmmconsole.providers.libvirt import open as open_provider

pytestmark = pytest.mark.libvirt

STRANGE = """
<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>strange</name><title>A title</title><description>d</description>
  <metadata><x:y xmlns:x="http://example.org/x" a="b"/></metadata>
  <memory unit='KiB'>65536</memory><currentMemory unit='KiB'>32768</currentMemory>
  <vcpu placement='static' current='1'>4</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model></cpu>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none'/><source file='{disk}'/>
      <target dev='vda' bus='virtio'/><boot order='2'/></disk>
    <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{disk}.raw'/>
      <target dev='sda' bus='sata'/></disk>
    <disk type='network' device='disk'><driver name='qemu' type='raw'/>
      <source protocol='nbd' name='export'><host name='127.0.0.1' port='1'/></source>
      <target dev='vdb' bus='virtio'/></disk>
    <disk type='file' device='cdrom'><target dev='sdb' bus='sata'/><readonly/><boot order='1'/></disk>
    <interface type='user'><model type='rtl8139'/></interface>
    <interface type='user'><model type='virtio'/><link state='down'/></interface>
    <serial type='pty'><target port='0'/></serial>
    <sound model='ich9'/>
    <watchdog model='i6300esb' action='reset'/>
  </devices>
  <qemu:commandline><qemu:arg value='-name'/><qemu:arg value='guest=x'/></qemu:commandline>
</domain>
"""


@pytest.fixture
def strange(daemon, tmp_path) -> UUID:
    for name, kind in (("d.qcow2", "qcow2"), ("d.qcow2.raw", "raw")):
        subprocess.run(["qemu-img", "create", "-q", "-f", kind, str(tmp_path / name), "8M"], check=True)
    domain = daemon.connection.defineXML(STRANGE.format(disk=tmp_path / "d.qcow2"))
    return UUID(domain.UUIDString())


def test_it_is_shown_sensibly(provider, strange, tmp_path):
    found = provider.machine(strange)
    assert (found.name, found.status, found.cpu_count, found.memory_mb) == ("strange", VMStatus.POWER_OFF, 1, 32)
    assert [(d.bus_type, d.bus, d.lun) for d in found.virtual_disk_drives] == [
        (BusType.SCSI, 0, 0),
        (BusType.SCSI, 0, 1),
        (BusType.SCSI, 0, 2),
    ]
    assert found.virtual_hard_disks[0].location == str(tmp_path / "d.qcow2")
    assert found.virtual_dvd_drives[0].connection is DVDConnection.NONE
    assert [a.adapter_type for a in found.virtual_network_adapters] == [AdapterType.EMULATED, AdapterType.SYNTHETIC]
    assert [a.virtual_network for a in found.virtual_network_adapters] == ["User network", ""]
    assert found.boot_order == [BootDevice.CD, BootDevice.IDE_HARD_DRIVE]
    assert found.location == str(tmp_path)
    assert [m.id for m in provider.inventory().machines] == [strange]


def test_ids_of_its_devices_are_the_same_each_time(provider, strange):
    first, second = provider.machine(strange), provider.inventory().machines[0]
    for kind in ("virtual_disk_drives", "virtual_dvd_drives", "virtual_network_adapters", "virtual_com_ports"):
        assert [d.id for d in getattr(first, kind)] == [d.id for d in getattr(second, kind)]


def test_a_change_keeps_what_the_model_has_no_word_for(provider, strange, daemon, progress):
    found = provider.machine(strange)
    hardware = Hardware(**{name: getattr(found, name) for name in Hardware.model_fields})
    hardware.memory_mb = 48
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, bus=1))
    changed = provider.reconfigure(strange, HardwareChange(hardware), progress)
    assert changed.memory_mb == 48
    assert len(changed.virtual_disk_drives) == 4
    xml = daemon.connection.lookupByUUIDString(str(strange)).XMLDesc(0)
    for kept in (
        'qemu:arg value="-name"',
        "http://example.org/x",
        "<title>A title</title>",
        "i6300esb",
        "ich9",
        "cache='none'",
        "bus='sata'",
        "bus='virtio'",
        "type='network'",
        "order='1'",
        "qemu64",
        "q35",
    ):
        assert kept in xml.replace("'-name'", '"-name"'), kept


def test_remove_deletes_its_disk_files_when_asked(provider, strange, tmp_path, progress):
    expected = [str(tmp_path / "d.qcow2"), str(tmp_path / "d.qcow2.raw")]
    assert provider.files_of(strange) == expected
    assert provider.remove(strange, delete_files=True, progress=progress) == expected
    assert list(tmp_path.iterdir()) == []  # the folder is somebody's and stays


@pytest.mark.parametrize(
    "devices",
    [
        "<disk type='block' device='lun'><source dev='/dev/null'/><target dev='sda' bus='scsi'/></disk>",
        "<disk type='dir' device='floppy'><driver type='fat'/><source dir='/d'/><target dev='fda'/><readonly/></disk>",
        "<disk type='volume' device='disk'><source pool='p' volume='v'/><target dev='hda' bus='ide'/></disk>",
        "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>",
        "<filesystem type='mount'><source dir='/tmp'/><target dir='t'/></filesystem>",
        "<interface type='ethernet'/>",
        "<interface type='bridge'><source bridge='br0'/></interface>",
        "<interface type='network'><source network='default'/></interface>",
        "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='4555'/><target port='3'/></serial>",
        "<video><model type='none'/></video>",
    ],
)
def test_no_definition_is_too_strange(provider, daemon, devices):
    domain = daemon.connection.defineXML(
        "<domain type='qemu'><name>odd</name><memory>32768</memory>"
        f"<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>{devices}</devices></domain>"
    )
    found = provider.machine(UUID(domain.UUIDString()))
    assert found.name == "odd"
    assert [m.name for m in provider.inventory().machines] == ["odd"]


def test_libvirts_own_test_driver_is_shown(tmp_path):
    provider = open_provider("test:///default", state_dir=tmp_path)
    provider.connect()
    try:
        found = provider.inventory()
        assert [m.name for m in found.machines] == ["test"]
        assert found.machines[0].status is VMStatus.RUNNING
        assert found.host.logical_processor_count > 0
        assert "default" in {n.name for n in found.host.networks}
    finally:
        provider.close()
