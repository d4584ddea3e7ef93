"""Changing hardware on real QEMU, off and running."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from vmmconsole.model.errors import CapabilityError, StateError, StorageError
from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.status import AdapterType, BootDevice, BusType, DVDConnection, VMStatus
from vmmconsole.providers.contract import HardwareChange
from vmmconsole.providers.libvirt import changes

pytestmark = pytest.mark.libvirt


def hardware_of(machine) -> Hardware:
    return Hardware(**{name: getattr(machine, name) for name in Hardware.model_fields}).model_copy(deep=True)


@pytest.fixture
def change(provider, progress):
    """Changes a machine's hardware by a function that edits it."""

    def apply(machine_id, edit, **options):
        hardware = hardware_of(provider.machine(machine_id))
        edit(hardware)
        return provider.reconfigure(machine_id, HardwareChange(hardware, **options), progress)

    return apply


@pytest.fixture
def iso(tmp_path) -> str:
    path = tmp_path / "other.iso"
    path.write_bytes(bytes(4096))
    return str(path)


def test_everything_can_change_while_it_is_off(provider, machine, change, iso, tmp_path, progress):
    machine_id = machine(virtual_dvd_drives=[VirtualDVDDrive()], virtual_com_ports=[VirtualCOMPort()])

    def edit(hardware: Hardware) -> None:
        hardware.cpu_count, hardware.memory_mb = 3, 48
        hardware.boot_order = [BootDevice.IDE_HARD_DRIVE]
        hardware.num_lock, hardware.cpu_reserve = True, 7
        hardware.virtual_disk_drives[0].lun = 1
        hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, bus=1, lun=5))
        dvd = hardware.virtual_dvd_drives[0]
        dvd.connection, dvd.iso_path, dvd.bus, dvd.lun = DVDConnection.ISO_IMAGE, iso, 0, 0
        hardware.virtual_floppy_drive = VirtualFloppyDrive()
        hardware.virtual_com_ports[0].connection = "TextFile"
        hardware.virtual_com_ports[0].text_file = str(tmp_path / "com.txt")
        hardware.virtual_com_ports.append(VirtualCOMPort(port_number=2))
        hardware.virtual_network_adapters.append(VirtualNetworkAdapter(virtual_network="User network"))

    found = change(machine_id, edit)
    assert (found.cpu_count, found.memory_mb, found.num_lock, found.cpu_reserve) == (3, 48, True, 7)
    assert found.boot_order == [BootDevice.IDE_HARD_DRIVE]
    assert [(d.bus_type, d.bus, d.lun) for d in found.virtual_disk_drives] == [
        (BusType.IDE, 0, 1),
        (BusType.SCSI, 1, 5),
    ]
    names = {Path(d.location).name for d in found.virtual_hard_disks}
    assert names == {"web01_disk_1.qcow2", "web01_disk_2.qcow2"}
    (dvd,) = found.virtual_dvd_drives
    assert (dvd.bus, dvd.lun, dvd.iso_path) == (0, 0, iso)
    assert found.virtual_floppy_drive is not None
    assert [(p.port_number, p.connection) for p in found.virtual_com_ports] == [(1, "TextFile"), (2, "None")]
    assert found.virtual_network_adapters[0].virtual_network == "User network"
    provider.start(machine_id, progress)
    assert hardware_of(provider.machine(machine_id)) == hardware_of(found)


def test_everything_can_be_removed_while_it_is_off(machine, change, tmp_path):
    machine_id = machine(
        virtual_disk_drives=[VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI)],
        virtual_dvd_drives=[VirtualDVDDrive()],
        virtual_floppy_drive=VirtualFloppyDrive(),
        virtual_com_ports=[VirtualCOMPort()],
        virtual_network_adapters=[VirtualNetworkAdapter()],
    )
    doomed = str(tmp_path / "web01/web01_disk_2.qcow2")

    def edit(hardware: Hardware) -> None:
        del hardware.virtual_disk_drives[1]
        hardware.virtual_dvd_drives = []
        hardware.virtual_floppy_drive = None
        hardware.virtual_com_ports = []
        hardware.virtual_scsi_adapters = []
        hardware.virtual_network_adapters = []

    found = change(machine_id, edit, delete_files=(doomed,))
    assert len(found.virtual_disk_drives) == 1
    assert found.virtual_dvd_drives == []
    assert found.virtual_floppy_drive is None
    assert found.virtual_com_ports == []
    assert found.virtual_scsi_adapters == []
    assert found.virtual_network_adapters == []
    assert not Path(doomed).exists()
    assert (tmp_path / "web01/web01_disk_1.qcow2").exists()


def test_disks_and_adapters_are_added_and_removed_while_it_runs(provider, machine, change, daemon, progress):
    machine_id = machine(start=True)

    def add(hardware: Hardware) -> None:
        hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, lun=2))
        hardware.virtual_network_adapters.append(VirtualNetworkAdapter(virtual_network="User network"))

    found = change(machine_id, add)
    assert found.status is VMStatus.RUNNING
    (_system, data) = found.virtual_disk_drives
    assert (data.bus_type, data.bus, data.lun) == (BusType.SCSI, 0, 2)
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    mac = found.virtual_network_adapters[0].mac_address.lower()
    for xml in (domain.XMLDesc(0), domain.XMLDesc(2)):
        assert f"ua-{data.id}" in xml
        assert mac in xml

    def remove(hardware: Hardware) -> None:
        del hardware.virtual_disk_drives[1]

    found = change(machine_id, remove, delete_files=(data.virtual_hard_disk.location,))
    assert len(found.virtual_disk_drives) == 1
    assert not Path(data.virtual_hard_disk.location).exists()
    provider.stop(machine_id, progress)
    stopped = provider.machine(machine_id)
    assert len(stopped.virtual_disk_drives) == 1
    assert [a.id for a in stopped.virtual_network_adapters] == [a.id for a in found.virtual_network_adapters]


def test_guest_that_does_not_release_an_adapter(provider, machine, change, monkeypatch):
    """There is no operating system that could."""
    monkeypatch.setattr(changes, "_RELEASE_SECONDS", 0.1)
    machine_id = machine(start=True, virtual_network_adapters=[VirtualNetworkAdapter()])

    def remove(hardware: Hardware) -> None:
        hardware.virtual_network_adapters.clear()

    with pytest.raises(StateError, match="did not release") as failure:
        change(machine_id, remove)
    assert failure.value.action
    assert len(provider.machine(machine_id).virtual_network_adapters) == 1


def test_media_change_while_it_runs(provider, machine, change, iso, progress):
    machine_id = machine(start=True, virtual_dvd_drives=[VirtualDVDDrive()])

    def insert(hardware: Hardware) -> None:
        dvd = hardware.virtual_dvd_drives[0]
        dvd.connection, dvd.iso_path = DVDConnection.ISO_IMAGE, iso

    def eject(hardware: Hardware) -> None:
        hardware.virtual_dvd_drives[0].connection = DVDConnection.NONE

    assert change(machine_id, insert).virtual_dvd_drives[0].iso_path == iso
    assert change(machine_id, eject).virtual_dvd_drives[0].connection is DVDConnection.NONE
    change(machine_id, insert)
    provider.stop(machine_id, progress)
    assert provider.machine(machine_id).virtual_dvd_drives[0].iso_path == iso


def test_media_change_while_the_bios_closes_the_tray_again(machine, change, iso):
    """At the very start the BIOS resets the drive, behind libvirt's back."""
    machine_id = machine(start=True, virtual_dvd_drives=[VirtualDVDDrive()])

    def insert(hardware: Hardware) -> None:
        dvd = hardware.virtual_dvd_drives[0]
        dvd.connection, dvd.iso_path = DVDConnection.ISO_IMAGE, iso

    def eject(hardware: Hardware) -> None:
        hardware.virtual_dvd_drives[0].connection = DVDConnection.NONE

    for _ in range(3):
        assert change(machine_id, insert).virtual_dvd_drives[0].iso_path == iso
        assert change(machine_id, eject).virtual_dvd_drives[0].iso_path == ""


def test_cable_is_pulled_while_it_runs(provider, machine, change, daemon):
    machine_id = machine(start=True, virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="User network")])

    def pull(hardware: Hardware) -> None:
        hardware.virtual_network_adapters[0].virtual_network = ""

    def plug(hardware: Hardware) -> None:
        hardware.virtual_network_adapters[0].virtual_network = "User network"

    assert change(machine_id, pull).virtual_network_adapters[0].virtual_network == ""
    assert change(machine_id, plug).virtual_network_adapters[0].virtual_network == "User network"
    assert provider.machine(machine_id).virtual_network_adapters[0].virtual_network == "User network"


def test_memory_up_to_what_it_started_with_while_it_runs(provider, machine, change, progress):
    machine_id = machine(start=True, memory_mb=64)

    def set_memory(size: int):
        def edit(hardware: Hardware) -> None:
            hardware.memory_mb = size

        return edit

    assert change(machine_id, set_memory(48)).memory_mb == 48
    with pytest.raises(StateError, match="96 MB"):
        change(machine_id, set_memory(96))
    provider.stop(machine_id, progress)
    assert provider.machine(machine_id).memory_mb == 48
    assert change(machine_id, set_memory(96)).memory_mb == 96


def test_processors_up_to_the_maximum_while_it_runs_and_no_checkpoint_then(provider, machine, change, daemon, progress):
    machine_id = machine()
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    daemon.connection.defineXML(domain.XMLDesc(2).replace(">1</vcpu>", " current='1'>2</vcpu>"))
    provider.start(machine_id, progress)

    def two(hardware: Hardware) -> None:
        hardware.cpu_count = 2

    def three(hardware: Hardware) -> None:
        hardware.cpu_count = 3

    assert change(machine_id, two).cpu_count == 2
    with pytest.raises(CapabilityError, match="checkpoint"):
        provider.create_checkpoint(machine_id, uuid4(), "c", "", progress)
    with pytest.raises(StateError, match="3 processors"):
        change(machine_id, three)
    provider.stop(machine_id, progress)
    assert provider.machine(machine_id).cpu_count == 2
    provider.create_checkpoint(machine_id, uuid4(), "c", "", progress)
    assert change(machine_id, three).cpu_count == 3


def test_what_needs_power_off_is_named_and_nothing_is_changed(provider, machine, change, tmp_path):
    machine_id = machine(start=True)
    before = hardware_of(provider.machine(machine_id))

    def edit(hardware: Hardware) -> None:
        hardware.cpu_count = 2
        hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, lun=1))
        hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI))
        hardware.boot_order = [BootDevice.PXE_BOOT]

    with pytest.raises(StateError) as failure:
        change(machine_id, edit)
    for words in ("2 processors", "IDE 0:1", "startup order"):
        assert words in failure.value.cause
    assert "SCSI" not in failure.value.cause
    assert hardware_of(provider.machine(machine_id)) == before
    assert len(list((tmp_path / "web01").iterdir())) == 1


def test_saved_machine_is_not_changed(provider, machine, change, progress):
    machine_id = machine(start=True)
    provider.save_state(machine_id, progress)

    def edit(hardware: Hardware) -> None:
        hardware.memory_mb = 64

    with pytest.raises(StateError, match="saved state"):
        change(machine_id, edit)


def test_failure_while_it_runs_keeps_what_was_done_and_no_file_of_the_rest(
    provider, machine, change, make_progress, tmp_path
):
    machine_id = machine(start=True)
    hardware = hardware_of(provider.machine(machine_id))
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, lun=1))
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, lun=2))

    def fail(step: str) -> None:
        if step.endswith("SCSI 0:2"):
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError):
        provider.reconfigure(machine_id, HardwareChange(hardware), make_progress(fail=fail))
    found = provider.machine(machine_id)
    assert [d.lun for d in found.virtual_disk_drives] == [0, 1]
    assert {p.name for p in (tmp_path / "web01").iterdir()} == {"web01_disk_1.qcow2", "web01_disk_2.qcow2"}
    found = provider.reconfigure(machine_id, HardwareChange(hardware), make_progress())
    assert [d.lun for d in found.virtual_disk_drives] == [0, 1, 2]


def test_failure_while_it_is_off_leaves_it_as_it_was(provider, machine, make_progress, tmp_path):
    machine_id = machine()
    before = provider.machine(machine_id)
    hardware = hardware_of(before)
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, lun=1))

    def fail(step: str) -> None:
        if step == "Change the definition":
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError):
        provider.reconfigure(machine_id, HardwareChange(hardware), make_progress(fail=fail))
    assert hardware_of(provider.machine(machine_id)) == hardware_of(before)
    assert len(list((tmp_path / "web01").iterdir())) == 1


def test_second_run_finds_the_work_of_the_first(provider, machine, change, progress, make_progress):
    machine_id = machine()
    hardware = hardware_of(provider.machine(machine_id))
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, lun=1))
    first = provider.reconfigure(machine_id, HardwareChange(hardware), progress)
    second = provider.reconfigure(machine_id, HardwareChange(hardware), make_progress())
    assert hardware_of(first) == hardware_of(second)


def test_file_left_by_an_interrupted_run_is_made_anew(provider, machine, daemon, progress, tmp_path):
    machine_id = machine()
    left = tmp_path / "web01/web01_disk_2.qcow2"
    left.write_text("half a disk")
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    daemon.connection.defineXML(
        domain.XMLDesc(2).replace("</vmm:machine>", f'<made path="{left}"/></vmm:machine>')
        if "</vmm:machine>" in domain.XMLDesc(2)
        else domain.XMLDesc(2).replace('numLock="0"/>', f'numLock="0"><made path="{left}"/></vmm:machine>')
    )
    assert str(left) in domain.XMLDesc(2)
    hardware = hardware_of(provider.machine(machine_id))
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, lun=1))
    found = provider.reconfigure(machine_id, HardwareChange(hardware), progress)
    assert found.virtual_disk_drives[1].virtual_hard_disk.maximum_size == 8 << 20
    assert str(left) in found.virtual_disk_drives[1].virtual_hard_disk.location
    assert "made path" not in domain.XMLDesc(2)


@pytest.mark.parametrize("running", [False, True])
def test_disk_grows(machine, change, running):
    machine_id = machine(start=running)

    def edit(hardware: Hardware) -> None:
        hardware.virtual_disk_drives[0].virtual_hard_disk.maximum_size = 32 << 20

    assert change(machine_id, edit).virtual_hard_disks[0].maximum_size == 32 << 20


def test_adapter_gets_another_type_and_address(machine, change):
    machine_id = machine(virtual_network_adapters=[VirtualNetworkAdapter()])

    def edit(hardware: Hardware) -> None:
        adapter = hardware.virtual_network_adapters[0]
        adapter.adapter_type, adapter.mac_address = AdapterType.EMULATED, "00:1D:D8:00:00:01"

    (adapter,) = change(machine_id, edit).virtual_network_adapters
    assert (adapter.adapter_type, adapter.mac_address) == (AdapterType.EMULATED, "00:1D:D8:00:00:01")


def test_file_used_in_place_is_not_deleted_with_its_drive(machine, change, tmp_path):
    machine_id, other = machine(), tmp_path / "other.img"
    other.write_bytes(bytes(1 << 20))

    def add(hardware: Hardware) -> None:
        hardware.virtual_disk_drives.append(VirtualDiskDrive(path=str(other), use_local=True, lun=1))

    def remove(hardware: Hardware) -> None:
        del hardware.virtual_disk_drives[1]

    assert change(machine_id, add).virtual_disk_drives[1].use_local
    assert len(change(machine_id, remove, delete_files=(str(other),)).virtual_disk_drives) == 1
    assert other.exists()


def test_file_of_another_machine_is_not_deleted(machine, change, tmp_path):
    machine("other")
    machine_id = machine()
    files = [str(tmp_path / f"{name}/{name}_disk_1.qcow2") for name in ("other", "web01")]
    change(machine_id, lambda _hardware: None, delete_files=tuple(files))
    assert all(Path(file).exists() for file in files)


def test_existing_file_is_refused(provider, machine, change, tmp_path):
    machine_id = machine()
    (tmp_path / "web01/data.qcow2").write_text("precious")

    def edit(hardware: Hardware) -> None:
        hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, lun=1, file_name="data"))

    with pytest.raises(StorageError):
        change(machine_id, edit)
    assert (tmp_path / "web01/data.qcow2").read_text() == "precious"
    assert len(provider.machine(machine_id).virtual_disk_drives) == 1


def test_scsi_adapter_stays_while_drives_need_it(machine, change):
    machine_id = machine(
        virtual_disk_drives=[VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI)],
        virtual_scsi_adapters=[VirtualSCSIAdapter()],
    )

    def edit(hardware: Hardware) -> None:
        hardware.virtual_scsi_adapters = []

    found = change(machine_id, edit)
    assert len(found.virtual_scsi_adapters) == 1
    assert found.virtual_disk_drives[0].bus_type is BusType.SCSI


def test_autostart_is_set_and_unset(machine, change, daemon):
    machine_id = machine()
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    change(machine_id, lambda _hardware: None, autostart=True)
    assert domain.autostart()
    change(machine_id, lambda _hardware: None)
    assert domain.autostart()
    change(machine_id, lambda _hardware: None, autostart=False)
    assert not domain.autostart()
