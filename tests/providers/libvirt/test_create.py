"""Making and removing virtual machines on real QEMU."""

from __future__ import annotations

import dataclasses
import os
import subprocess
from pathlib import Path
from uuid import UUID, uuid4

import libvirt
import pytest

from vmmconsole.model.errors import (
    CancelledError,
    CapabilityError,
    ConflictError,
    NotFoundError,
    StateError,
    StorageError,
)
from vmmconsole.model.hardware import (
    DiskImage,
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
    VHDType,
    VMStatus,
    VolumeType,
)
from vmmconsole.providers.libvirt import creation

pytestmark = pytest.mark.libvirt


def files_below(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*")}


def test_new_machine_has_what_was_asked_for(provider, make_spec, progress, tmp_path):
    iso = tmp_path / "setup.iso"
    iso.write_bytes(bytes(4096))
    spec = make_spec(
        virtual_disk_drives=[
            VirtualDiskDrive(size_mb=16, volume_type=VolumeType.BOOT_AND_SYSTEM, file_name="system"),
            VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, bus=1, lun=3),
        ],
        virtual_dvd_drives=[VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=str(iso))],
        virtual_floppy_drive=VirtualFloppyDrive(),
        virtual_com_ports=[
            VirtualCOMPort(port_number=1, connection="TextFile", text_file=str(tmp_path / "com1.txt")),
            VirtualCOMPort(port_number=2),
        ],
        virtual_scsi_adapters=[VirtualSCSIAdapter(bus=1)],
        virtual_network_adapters=[
            VirtualNetworkAdapter(virtual_network="User network", network_tag="red"),
            VirtualNetworkAdapter(
                adapter_type=AdapterType.EMULATED,
                mac_address="00-1D-D8-B7-1C-14",
                mac_address_type=MACAddressType.STATIC,
            ),
        ],
        cpu_count=2,
        boot_order=[BootDevice.PXE_BOOT, BootDevice.CD],
        relative_weight=200,
    )
    spec = dataclasses.replace(spec, description="The web server", operating_system="debian12", autostart=True)

    made = provider.create(spec, progress)

    assert made.status is VMStatus.POWER_OFF
    assert (made.id, made.name, made.cpu_count, made.memory_mb) == (spec.id, "web01", 2, 32)
    assert (made.description, made.operating_system) == ("The web server", "debian12")
    assert made.location == str(tmp_path / "web01")
    assert made.boot_order == [BootDevice.PXE_BOOT, BootDevice.CD]
    assert made.relative_weight == 200
    system, data = made.virtual_disk_drives
    assert (system.bus_type, system.bus, system.lun, system.volume_type) == (
        BusType.IDE,
        0,
        0,
        VolumeType.BOOT_AND_SYSTEM,
    )
    assert system.virtual_hard_disk.location == str(tmp_path / "web01/system.qcow2")
    assert system.virtual_hard_disk.maximum_size == 16 << 20
    assert (data.bus_type, data.bus, data.lun) == (BusType.SCSI, 1, 3)
    assert made.virtual_dvd_drives[0].iso_path == str(iso)
    assert [p.connection for p in made.virtual_com_ports] == ["TextFile", "None"]
    user, loose = made.virtual_network_adapters
    assert (user.virtual_network, user.network_tag, user.adapter_type) == (
        "User network",
        "red",
        AdapterType.SYNTHETIC,
    )
    assert (loose.virtual_network, loose.mac_address) == ("", "00:1D:D8:B7:1C:14")
    assert (loose.mac_address_type, loose.adapter_type) == (MACAddressType.STATIC, AdapterType.EMULATED)
    for kind in ("virtual_disk_drives", "virtual_dvd_drives", "virtual_network_adapters", "virtual_com_ports"):
        assert [d.id for d in getattr(made, kind)] == [d.id for d in getattr(spec.hardware, kind)]
    assert provider.machine(spec.id).model_dump(exclude={"added_at", "modified_at"}) == made.model_dump(
        exclude={"added_at", "modified_at"}
    )


def test_machine_with_everything_starts(provider, machine, tmp_path):
    iso = tmp_path / "setup.iso"
    iso.write_bytes(bytes(4096))
    machine_id = machine(
        start=True,
        virtual_disk_drives=[
            VirtualDiskDrive(size_mb=16),
            VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, lun=63),
        ],
        virtual_dvd_drives=[VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=str(iso))],
        virtual_floppy_drive=VirtualFloppyDrive(),
        virtual_com_ports=[VirtualCOMPort(connection="NamedPipe", named_pipe=str(tmp_path / "pipe"))],
        virtual_network_adapters=[
            VirtualNetworkAdapter(virtual_network="User network"),
            VirtualNetworkAdapter(adapter_type=AdapterType.EMULATED),
        ],
    )
    found = provider.machine(machine_id)
    assert found.status is VMStatus.RUNNING
    assert [(d.bus_type, d.lun) for d in found.virtual_disk_drives] == [(BusType.IDE, 0), (BusType.SCSI, 63)]
    assert found.has_screen
    assert found.started_at is not None


@pytest.mark.parametrize(
    "name",
    ["it's $HOME & `id`", "Ünïcödé 虛擬機 🖥", "a" * 200, "$(id);&amp;%s{}[]", "-rf", "x,y=z #1"],
)
def test_any_allowed_name_works(provider, machine, progress, tmp_path, name):
    machine_id = machine(name, start=True)
    assert provider.machine(machine_id).name == name
    assert {m.name for m in provider.inventory().machines} == {name}
    provider.stop(machine_id, progress)
    provider.remove(machine_id, delete_files=True, progress=progress)
    assert files_below(tmp_path) == set()


@pytest.mark.parametrize("name", ["", "a/b", 'x"y', "line\nbreak", "a" * 201, "..", "tail "])
def test_impossible_names_are_refused(provider, make_spec, progress, tmp_path, name):
    with pytest.raises(CapabilityError) as failure:
        provider.create(make_spec(name), progress)
    assert failure.value.cause
    assert files_below(tmp_path) == set()


def test_control_characters_in_texts_are_refused(provider, make_spec, progress, tmp_path):
    spec = dataclasses.replace(make_spec(), description="bell \x07")
    with pytest.raises(CapabilityError, match="cannot store"):
        provider.create(spec, progress)
    assert files_below(tmp_path) == set()


def test_second_create_returns_the_same_machine(provider, make_spec, progress):
    spec = make_spec()
    first = provider.create(spec, progress)
    steps = len(progress.steps)
    second = provider.create(spec, progress)
    assert second.virtual_disk_drives == first.virtual_disk_drives
    assert len(progress.steps) == steps


@pytest.mark.parametrize(
    "where", ["Define", "Create virtual hard disk web01_disk_1", "Create virtual hard disk web01_disk_2", "Complete"]
)
def test_create_after_a_crash_finishes_the_first_run(provider, make_spec, daemon, tmp_path, make_progress, where):
    """The engine is killed at a step: nothing is cleaned up. The second run finds the rest and makes one machine."""
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8, lun=1)])
    script = tmp_path / "crash.py"
    script.write_text(CRASH)
    run = subprocess.run(
        [os.sys.executable, str(script), str(daemon.state_dir), str(spec.id), str(tmp_path), where],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == -9, run.stderr
    assert "Complete" not in where or provider.machine(spec.id).status is VMStatus.UNDER_CREATION

    made = provider.create(spec, make_progress())

    assert made.status is VMStatus.POWER_OFF
    assert [d.id for d in made.virtual_disk_drives] == [d.id for d in spec.hardware.virtual_disk_drives]
    assert files_below(tmp_path / "web01") == {"web01_disk_1.qcow2", "web01_disk_2.qcow2"}
    assert len(provider.inventory().machines) == 1


CRASH = """
import contextlib, os, signal, sys
from pathlib import Path
from uuid import UUID
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.libvirt import open as open_provider

class Crash:
    @contextlib.contextmanager
    def step(self, name):
        yield self
        if name.startswith(sys.argv[4]):
            os.kill(os.getpid(), signal.SIGKILL)
    def report(self, percent, description=""):
        pass
    def check(self):
        pass

if sys.argv[4] == "Complete":
    from vmmconsole.providers.libvirt import creation
    creation._complete = lambda *args, **kwargs: None
provider = open_provider("local:", state_dir=Path(sys.argv[1]))
provider.connect()
drives = [VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8, lun=1)]
hardware = Hardware(memory_mb=32, virtual_disk_drives=drives)
provider.create(VMSpec(UUID(sys.argv[2]), "web01", sys.argv[3], hardware), Crash())
"""


def test_machine_under_creation_cannot_start_and_can_be_removed(provider, make_spec, daemon, tmp_path, progress):
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8, lun=1)])
    script = tmp_path / "crash.py"
    script.write_text(CRASH)
    subprocess.run(
        [os.sys.executable, str(script), str(daemon.state_dir), str(spec.id), str(tmp_path), "Create"], check=False
    )
    script.unlink()
    with pytest.raises(StateError):
        provider.start(spec.id, progress)
    provider.remove(spec.id, delete_files=True, progress=progress)
    assert files_below(tmp_path) == set()
    assert provider.inventory().machines == ()


def test_existing_file_is_refused_and_left_alone(provider, make_spec, progress, tmp_path):
    (tmp_path / "web01").mkdir()
    other = tmp_path / "web01/web01_disk_1.qcow2"
    other.write_text("precious")
    with pytest.raises(StorageError) as failure:
        provider.create(make_spec(), progress)
    assert str(other) in failure.value.problem
    assert failure.value.action
    assert other.read_text() == "precious"
    assert provider.inventory().machines == ()


def test_file_that_appears_meanwhile_is_left_alone(provider, make_spec, make_progress, tmp_path):
    other = tmp_path / "web01/web01_disk_2.qcow2"

    def appear(step: str) -> None:
        if step.startswith("Create virtual hard disk web01_disk_2"):
            other.write_text("precious")

    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8, lun=1)])
    with pytest.raises(StorageError):
        provider.create(spec, make_progress(fail=appear))
    assert files_below(tmp_path) == {"web01", "web01/web01_disk_2.qcow2"}
    assert other.read_text() == "precious"
    assert provider.inventory().machines == ()


def test_path_that_cannot_be_written_is_refused(provider, make_spec, progress):
    for path in ("/proc/nothing", "/dev/null", "relative/path", ""):
        spec = dataclasses.replace(make_spec(), path=path)
        with pytest.raises(StorageError) as failure:
            provider.create(spec, progress)
        assert failure.value.action
    assert provider.inventory().machines == ()


def test_fixed_disk_beyond_the_free_space_is_refused_but_a_dynamic_one_is_not(provider, make_spec, progress, tmp_path):
    beyond_mb = 2 * (os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_frsize >> 20)
    fixed = VirtualDiskDrive(size_mb=beyond_mb, virtual_hard_disk=DiskImage(vhd_type=VHDType.FIXED))
    with pytest.raises(StorageError, match="not enough space"):
        provider.create(make_spec(virtual_disk_drives=[fixed]), progress)
    assert files_below(tmp_path) == set()
    provider.create(make_spec(virtual_disk_drives=[VirtualDiskDrive(size_mb=beyond_mb)]), progress)


def test_name_of_another_machine_is_refused(provider, machine, make_spec, progress, tmp_path):
    machine("web01")
    spec = dataclasses.replace(make_spec("web01"), path=str(tmp_path / "other"))
    with pytest.raises(ConflictError):
        provider.create(spec, progress)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "hardware",
    [
        {"virtual_disk_drives": [VirtualDiskDrive(size_mb=8), VirtualDiskDrive(size_mb=8)]},
        {"virtual_disk_drives": [VirtualDiskDrive(size_mb=8, bus=1)], "virtual_dvd_drives": [VirtualDVDDrive()]},
        {"virtual_disk_drives": [VirtualDiskDrive(size_mb=8, lun=2)]},
        {"virtual_disk_drives": [VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI, lun=64)]},
        {"memory_mb": 1 << 30},
        {"cpu_count": 10_000},
        {"cpu_count": 0},
        {"virtual_network_adapters": [VirtualNetworkAdapter(virtual_network="no such network")]},
        {"virtual_network_adapters": [VirtualNetworkAdapter(mac_address="nonsense")]},
        {"virtual_network_adapters": [VirtualNetworkAdapter() for _ in range(9)]},
        {
            "virtual_network_adapters": [
                VirtualNetworkAdapter(virtual_network="User network", vlan_enabled=True, vlan_id=5)
            ]
        },
        {"virtual_com_ports": [VirtualCOMPort(), VirtualCOMPort()]},
        {"virtual_network_adapters": [VirtualNetworkAdapter(id=UUID(int=1)) for _ in range(2)]},
    ],
)
def test_impossible_hardware_is_refused(provider, make_spec, progress, tmp_path, hardware):
    with pytest.raises(CapabilityError) as failure:
        provider.create(make_spec(**hardware), progress)
    assert failure.value.action
    assert files_below(tmp_path) == set()
    assert provider.inventory().machines == ()


def test_missing_files_are_refused(provider, make_spec, progress, tmp_path):
    missing = str(tmp_path / "gone.iso")
    for hardware in (
        {"virtual_dvd_drives": [VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=missing)]},
        {"virtual_disk_drives": [VirtualDiskDrive(path=missing, use_local=True)]},
        {"virtual_disk_drives": [VirtualDiskDrive(path=missing)]},
        {"virtual_disk_drives": [VirtualDiskDrive()]},
    ):
        with pytest.raises(StorageError):
            provider.create(make_spec(**hardware), progress)
    assert files_below(tmp_path) == set()


@pytest.fixture
def library_disk(tmp_path):
    """A disk with data in it, in a folder of its own."""
    path = tmp_path / "library/base.qcow2"
    path.parent.mkdir()
    raw = tmp_path / "library/raw"
    raw.write_bytes(os.urandom(4 << 20))
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", str(raw), str(path)], check=True)
    raw.unlink()
    return path


def test_disk_is_copied_with_its_data(provider, make_spec, progress, tmp_path, library_disk):
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(path=str(library_disk))])
    made = provider.create(spec, progress)
    copy = Path(made.virtual_disk_drives[0].virtual_hard_disk.location)
    assert copy.parent == tmp_path / "web01"
    subprocess.run(["qemu-img", "compare", "-q", str(copy), str(library_disk)], check=True)
    assert any(step.startswith("Copy disk") for step in progress.steps)
    assert progress.percents[-1] == 100
    provider.remove(spec.id, delete_files=True, progress=progress)
    assert library_disk.exists()
    assert not copy.exists()


def test_cancelled_copy_leaves_nothing(provider, make_spec, make_progress, tmp_path, library_disk):
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(path=str(library_disk))])
    with pytest.raises(CancelledError):
        provider.create(spec, make_progress(cancel_at="Copy disk"))
    assert files_below(tmp_path) == {"library", "library/base.qcow2"}
    assert provider.inventory().machines == ()


def test_copy_cancelled_in_its_middle_leaves_nothing(provider, make_spec, progress, tmp_path):
    source = tmp_path / "big.img"
    source.write_bytes(os.urandom(1 << 20) * 256)

    def cancel(percent: float, _description: str = "") -> None:
        progress.percents.append(percent)
        progress.cancelled = True

    progress.report = cancel
    with pytest.raises(CancelledError):
        provider.create(make_spec(virtual_disk_drives=[VirtualDiskDrive(path=str(source))]), progress)
    assert progress.percents[-1] < 100
    assert files_below(tmp_path) == {"big.img"}
    assert provider.inventory().machines == ()


def test_disk_used_where_it_is_stays_when_the_machine_goes(provider, make_spec, progress, tmp_path, library_disk):
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(path=str(library_disk), use_local=True)])
    made = provider.create(spec, progress)
    assert made.virtual_disk_drives[0].virtual_hard_disk.location == str(library_disk)
    assert made.virtual_disk_drives[0].use_local
    assert provider.files_of(spec.id) == []
    assert provider.remove(spec.id, delete_files=True, progress=progress) == []
    assert files_below(tmp_path) == {"library", "library/base.qcow2"}


def test_differencing_disk_stands_on_its_parent(provider, make_spec, progress, library_disk):
    spec = make_spec(virtual_disk_drives=[VirtualDiskDrive(path=str(library_disk), create_diff_disk=True)])
    made = provider.create(spec, progress)
    assert made.virtual_disk_drives[0].virtual_hard_disk.parent_disk == str(library_disk)
    provider.remove(spec.id, delete_files=True, progress=progress)
    assert library_disk.exists()


def test_remove_takes_its_own_files_only(provider, make_spec, progress, tmp_path):
    first, second = make_spec("first"), make_spec("second")
    provider.create(first, progress)
    shared = Path(provider.machine(first.id).virtual_disk_drives[0].virtual_hard_disk.location)
    iso = tmp_path / "first/setup.iso"
    iso.write_bytes(bytes(2048))
    second.hardware.virtual_disk_drives.append(VirtualDiskDrive(path=str(shared), use_local=True, lun=1))
    provider.create(second, progress)

    assert provider.files_of(first.id) == []
    provider.remove(second.id, delete_files=True, progress=progress)
    assert shared.exists()
    assert not (tmp_path / "second").exists()
    assert provider.remove(first.id, delete_files=True, progress=progress) == [str(shared)]
    assert files_below(tmp_path) == {"first", "first/setup.iso"}


def test_remove_can_leave_the_files(provider, machine, progress, tmp_path):
    machine_id = machine()
    assert provider.remove(machine_id, delete_files=False, progress=progress) == []
    assert files_below(tmp_path) == {"web01", "web01/web01_disk_1.qcow2"}


def test_remove_is_idempotent_and_takes_checkpoints_and_saved_state(provider, machine, progress, tmp_path, daemon):
    machine_id = machine(start=True)
    provider.create_checkpoint(machine_id, uuid4(), "before", "", progress)
    provider.save_state(machine_id, progress)
    assert len(provider.remove(machine_id, delete_files=True, progress=progress)) == 1
    assert provider.remove(machine_id, delete_files=True, progress=progress) == []
    assert files_below(tmp_path) == set()
    assert not list((daemon.state_dir / "libvirt/config/libvirt/qemu/save").glob("*"))
    with pytest.raises(NotFoundError):
        provider.machine(machine_id)


def test_running_machine_is_not_removed(provider, machine, progress):
    machine_id = machine(start=True)
    with pytest.raises(StateError):
        provider.remove(machine_id, delete_files=True, progress=progress)
    assert provider.machine(machine_id).status is VMStatus.RUNNING


def test_failure_of_libvirt_leaves_nothing(provider, make_spec, progress, tmp_path, monkeypatch):
    """The last step fails: all that was made goes again."""

    def fail(*_arguments, **_options):
        raise libvirt.libvirtError("planted")

    monkeypatch.setattr(creation, "_complete", fail)
    with pytest.raises(Exception, match="cannot be created"):
        provider.create(make_spec(), progress)
    assert files_below(tmp_path) == set()
    assert provider.inventory().machines == ()
