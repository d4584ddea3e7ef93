"""Making machines on an ESX host: what is asked of the server, and what is left when something goes wrong."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError, CapabilityError, ConflictError, StorageError, VMMError
from vmmconsole.model.hardware import VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import BootDevice, BusType, DVDConnection
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.vmware import creation
from vmmconsole.providers.vmware.files import DatastoreFiles
from vmmconsole.providers.vmware.identity import device_id, is_under_creation
from vmmconsole.providers.vmware.paths import parse_path
from vmmconsole.providers.vmware.removal import machine_files, remove
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, STORE, Steps, devices_of, simulator_of_verbs, site_on, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


def create(site: EsxSite, wanted: VMSpec, progress: Steps | None = None) -> None:
    creation.create(site, wanted, CAPABILITIES, progress or Steps())


def files_in(site: EsxSite, folder: str) -> list[str]:
    return [file.name for file in DatastoreFiles(site).entries(parse_path(folder)) or ()]


def marks_of(site: EsxSite, machine_id: UUID) -> dict[str, str]:
    return site.machine(machine_id, "config.extraConfig").marks


def test_the_machine_has_what_was_asked_for_and_its_devices_their_ids(site: EsxSite) -> None:
    wanted = spec(description="for tests", operating_system="debian12")
    wanted.hardware.boot_order = [BootDevice.PXE_BOOT, BootDevice.IDE_HARD_DRIVE]
    steps = Steps()
    create(site, wanted, steps)
    found = site.machine(wanted.id, "config", "resourcePool")
    config = found["config"]
    assert (found.name, config.annotation, config.guestId) == (wanted.name, "for tests", "debian10_64Guest")
    assert (config.hardware.numCPU, config.hardware.memoryMB) == (1, 32)
    assert config.files.vmPathName == f"{STORE} {wanted.name}/{wanted.name}.vmx"
    assert found["resourcePool"]._moId == site.pool._moId
    marks = marks_of(site, wanted.id)
    ids = {device_id(wanted.id, device.key, marks) for device in devices_of(site, wanted.id)}
    hardware = wanted.hardware
    for device in (
        hardware.virtual_disk_drives[0],
        hardware.virtual_dvd_drives[0],
        hardware.virtual_network_adapters[0],
    ):
        assert device.id in ids
    assert not is_under_creation(marks)
    assert [type(entry).__name__.rpartition(".")[2] for entry in config.bootOptions.bootOrder] == [
        "BootableEthernetDevice", "BootableDiskDevice",
    ]  # fmt: skip
    assert steps.steps == ["Check the virtual machine", "Create virtual machine", "Complete virtual machine"]


def test_names_stand_escaped_in_the_inventory_and_plain_in_folders(site: EsxSite) -> None:
    wanted = spec("50% Größe %2f ‘q’")
    create(site, wanted)
    found = site.machine(wanted.id, "config.files")
    assert found.name == wanted.name
    assert found["name"] == "50%25 Größe %252f ‘q’"
    assert found["config.files"].vmPathName.startswith(f"{STORE} 50% Größe %2f ‘q’/")


def test_a_disk_is_copied_and_another_used_where_it_is(site: EsxSite) -> None:
    first = spec()
    create(site, first)
    (disk,) = machine_files(site, first.id)
    remove(site, first.id, delete_files=False, progress=Steps())
    wanted = spec()
    wanted.hardware.virtual_disk_drives = [
        VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=0, path=disk, use_local=True),
        VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=1, path=disk),
        VirtualDiskDrive(bus_type=BusType.IDE, bus=0, lun=0, size_mb=16),
    ]
    steps = Steps()
    create(site, wanted, steps)
    name = disk.rpartition("/")[2]
    copy = f"{STORE} {wanted.name}/{name}"
    files = {d.backing.fileName for d in devices_of(site, wanted.id) if isinstance(d, vim.vm.device.VirtualDisk)}
    assert files == {disk, copy, f"{STORE} {wanted.name}/{wanted.name}_disk_3.vmdk"}
    assert f"Copy disk {name}" in steps.steps
    assert disk not in machine_files(site, wanted.id)
    marks = marks_of(site, wanted.id)
    ids = [device_id(wanted.id, d.key, marks) for d in devices_of(site, wanted.id)]
    assert {drive.id for drive in wanted.hardware.virtual_disk_drives} <= set(ids)
    gone = remove(site, wanted.id, delete_files=True, progress=Steps())
    assert disk not in gone
    assert name in files_in(site, f"{STORE} {first.name}")


def test_an_image_of_the_library_is_uploaded_and_goes_with_the_machine(site: EsxSite, tmp_path: Path) -> None:
    image = tmp_path / "setup disc.iso"
    image.write_bytes(bytes(range(256)) * 8000)
    wanted = spec()
    wanted.hardware.virtual_dvd_drives = [
        VirtualDVDDrive(bus=1, lun=0, connection=DVDConnection.ISO_IMAGE, iso_path=str(image))
    ]
    steps = Steps()
    create(site, wanted, steps)
    assert "Upload setup disc.iso" in steps.steps
    assert max(steps.percents) == 100
    (dvd,) = (d for d in devices_of(site, wanted.id) if isinstance(d, vim.vm.device.VirtualCdrom))
    target = f"{STORE} {wanted.name}/setup disc.iso"
    assert (dvd.backing.fileName, dvd.connectable.startConnected) == (target, True)
    found = DatastoreFiles(site).look(parse_path(target))
    assert found is not None
    assert found.size == image.stat().st_size
    assert machine_files(site, wanted.id) == [f"{STORE} {wanted.name}/{wanted.name}_disk_1.vmdk"]
    remove(site, wanted.id, delete_files=True, progress=Steps())
    assert DatastoreFiles(site).look(parse_path(target)) is None


def test_an_image_of_a_datastore_is_used_where_it_is_or_missed(site: EsxSite) -> None:
    wanted = spec()
    drive = VirtualDVDDrive(bus=1, lun=0, connection=DVDConnection.ISO_IMAGE, iso_path=f"{STORE} none/x.iso")
    wanted.hardware.virtual_dvd_drives = [drive]
    with pytest.raises(StorageError) as refused:
        create(site, wanted)
    assert drive.iso_path in str(refused.value)
    assert site.find(wanted.id) is None


@pytest.mark.parametrize(
    ("path", "words"),
    [("/var/lib/vms", "datastore in brackets"), ("[none]", "[LocalDS_0]"), ("[LocalDS_0] ../x", "..")],
)
def test_a_path_that_is_none_is_refused(site: EsxSite, path: str, words: str) -> None:
    with pytest.raises(StorageError) as refused:
        create(site, spec(path=path))
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"memory_mb": 33}, "steps of 4 MB"), ({"cpu_count": 999}, "processors"), ({"memory_mb": 2**33}, "memory")],
)
def test_hardware_that_the_host_cannot_give_is_refused(site: EsxSite, changes: dict[str, int], words: str) -> None:
    wanted = spec()
    for name, value in changes.items():
        setattr(wanted.hardware, name, value)
    with pytest.raises(CapabilityError) as refused:
        create(site, wanted)
    assert words in str(refused.value)
    assert refused.value.action


def test_a_long_name_is_refused_with_the_limit(site: EsxSite) -> None:
    with pytest.raises(CapabilityError, match="80 characters"):
        create(site, spec("a" * 81))


def test_a_folder_that_was_made_for_nothing_goes_again(site: EsxSite, vcsim: Vcsim) -> None:
    wanted = spec(path=f"{STORE} customers/north")
    vcsim.fail("CreateVM_Task", task="NoDiskSpace")
    with pytest.raises(StorageError) as failed:
        create(site, wanted)
    assert failed.value.cause == "There is no space left on the datastore."
    assert wanted.name in failed.value.problem
    assert "customers" not in files_in(site, STORE)
    create(site, wanted)
    assert files_in(site, f"{STORE} customers/north") == [wanted.name]


def test_a_name_that_somebody_takes_meanwhile_is_a_conflict(site: EsxSite, vcsim: Vcsim) -> None:
    fields = '<name>taken</name><object type="VirtualMachine">vm-1</object>'
    vcsim.fail("CreateVM_Task", fault="DuplicateName", fields=fields)
    with pytest.raises(ConflictError) as refused:
        create(site, spec())
    assert refused.value.action


@pytest.mark.parametrize("method", ["CopyVirtualDisk_Task", "ReconfigVM_Task"])
def test_what_fails_later_leaves_neither_machine_nor_files(site: EsxSite, vcsim: Vcsim, method: str) -> None:
    first = spec()
    create(site, first)
    wanted = spec()
    wanted.hardware.virtual_disk_drives[0] = VirtualDiskDrive(
        bus_type=BusType.SCSI, path=machine_files(site, first.id)[0]
    )
    vcsim.fail(method, task="NoDiskSpace")
    with pytest.raises(StorageError):
        create(site, wanted)
    assert site.find(wanted.id) is None
    assert wanted.name not in files_in(site, STORE)
    create(site, wanted)


def test_cancelling_cancels_the_task_of_the_server(site: EsxSite, vcsim: Vcsim) -> None:
    wanted = spec()
    vcsim.hold("CreateVM_Task", progress=40)
    steps = Steps(cancel_at=3)
    with pytest.raises(CancelledError):
        create(site, wanted, steps)
    assert 40 in steps.percents
    assert vcsim.calls()["CancelTask"]
    assert site.find(wanted.id) is None


class _Killed(BaseException):
    """Stands for the process's end: nothing cleans up."""


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the creation end at that function as when the process is killed."""

    def killed(*_: object, **__: object) -> None:
        raise _Killed

    monkeypatch.setattr(creation, name, killed)
    monkeypatch.setattr(creation, "clean_up", lambda *_: None)


@pytest.mark.parametrize("where", ["_complete", "upload_image"])
def test_a_second_run_after_a_kill_ends_with_one_whole_machine(
    site: EsxSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    wanted = spec()
    if where == "upload_image":
        image = tmp_path / "setup.iso"
        image.write_bytes(b"image")
        wanted.hardware.virtual_dvd_drives[0].connection = DVDConnection.ISO_IMAGE
        wanted.hardware.virtual_dvd_drives[0].iso_path = str(image)
    with monkeypatch.context() as patched:
        _kill_at(patched, where)
        with pytest.raises(_Killed):
            create(site, wanted)
    assert is_under_creation(marks_of(site, wanted.id))
    create(site, wanted)
    marks = marks_of(site, wanted.id)
    assert not is_under_creation(marks)
    ids = [device_id(wanted.id, d.key, marks) for d in devices_of(site, wanted.id)]
    assert wanted.hardware.virtual_disk_drives[0].id in ids
    assert len(machine_files(site, wanted.id)) == 1


def test_a_task_that_the_killed_run_left_running_is_waited_for(vcsim: Vcsim, site: EsxSite) -> None:
    wanted, killed = spec(), site_on(vcsim)
    vcsim.hold("CreateVM_Task")
    plan = creation._check(killed, DatastoreFiles(killed), wanted, CAPABILITIES)
    folder, config = killed.folder, creation._configuration(killed, plan)
    killed.session.call(lambda: folder.CreateVM_Task(config, killed.pool, killed.host))
    errors: list[VMMError] = []
    waiting = threading.Event()

    class Waits(Steps):
        def check(self) -> None:
            waiting.set()

    steps = Waits()

    def second_run() -> None:
        try:
            create(site, wanted, steps)
        except VMMError as err:
            errors.append(err)

    thread = threading.Thread(target=second_run)
    thread.start()
    assert waiting.wait(20)
    vcsim.release()
    thread.join(30)
    killed.session.close()
    assert not errors
    assert steps.steps[0] == "Wait for the task of an earlier run"
    assert "Create virtual machine" not in steps.steps
    assert not is_under_creation(marks_of(site, wanted.id))


def test_a_hundred_machines_at_once(site: EsxSite) -> None:
    wanted = [spec() for _ in range(100)]
    failed: list[VMMError] = []

    def make(one: VMSpec) -> None:
        try:
            create(site, one)
        except VMMError as err:
            failed.append(err)

    threads = [threading.Thread(target=make, args=(one,)) for one in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [(err.details, err.cause, repr(err.__cause__)) for err in failed]
    assert all(not is_under_creation(marks_of(site, one.id)) for one in wanted)
