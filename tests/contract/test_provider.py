"""What every provider promises, tried on each of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from vmmconsole.model.errors import (
    CancelledError,
    CapabilityError,
    ConflictError,
    NotFoundError,
    StateError,
    StorageError,
)
from vmmconsole.model.hardware import DiskImage, Hardware, VirtualDiskDrive, VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.status import BusType, DVDConnection, VHDType, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import HardwareChange, VMSpec

NAMES = ["web-01", "it's $(here) `now`; & b", "Ünïcödé 漢字 ‘q’", "a" * 120]


def spec(folder: str, name: str = "web-01", **changes: Any) -> VMSpec:
    hardware = Hardware(
        cpu_count=1, memory_mb=32,
        virtual_disk_drives=[VirtualDiskDrive(bus_type=BusType.IDE, bus=0, lun=0, size_mb=64,
                                              file_name=f"{name[:40]}_disk_1")],
        virtual_dvd_drives=[VirtualDVDDrive(bus=1, lun=0)],
        virtual_network_adapters=[VirtualNetworkAdapter()],
    )  # fmt: skip
    return VMSpec(**{"id": uuid4(), "name": name, "path": folder, "hardware": hardware, **changes})


def hardware_of(machine: VirtualMachine) -> Hardware:
    return Hardware.model_validate({name: getattr(machine, name) for name in Hardware.model_fields})


@pytest.mark.parametrize("name", NAMES)
def test_create_gives_what_was_asked_for(managed: Any, record: Any, name: str) -> None:
    if len(name) > managed.provider.capabilities().maximum_name_length:
        managed.needs("long names")
    wanted = spec(managed.folder, name)
    machine = managed.provider.create(wanted, record)
    assert (machine.id, machine.name, machine.status) == (wanted.id, name, VMStatus.POWER_OFF)
    assert (machine.cpu_count, machine.memory_mb) == (1, 32)
    (drive,) = machine.virtual_disk_drives
    assert (drive.bus_type, drive.bus, drive.lun) == (BusType.IDE, 0, 0)
    assert drive.virtual_hard_disk is not None
    assert drive.virtual_hard_disk.maximum_size == 64 * 2**20
    assert managed.provider.path_facts(drive.virtual_hard_disk.location)[0]
    assert len(machine.virtual_dvd_drives) == 1
    assert machine.virtual_network_adapters[0].mac_address
    assert record.steps
    assert machine.id in {m.id for m in managed.provider.inventory().machines}
    managed.heard.wait(lambda: wanted.id in managed.heard.machines)


def test_create_twice_with_one_id_is_one_machine(managed: Any, record: Any) -> None:
    wanted = spec(managed.folder)
    first = managed.provider.create(wanted, record)
    again = managed.provider.create(wanted, record)
    assert again.id == first.id
    assert len(managed.provider.inventory().machines) == 1
    assert [d.location for d in again.virtual_hard_disks] == [d.location for d in first.virtual_hard_disks]


def test_a_taken_name_is_refused_and_leaves_nothing(managed: Any, record: Any) -> None:
    managed.provider.create(spec(managed.folder), record)
    with pytest.raises(ConflictError) as refused:
        managed.provider.create(spec(managed.folder), record)
    assert refused.value.action
    assert len(managed.provider.inventory().machines) == 1


def test_a_disk_file_that_exists_is_refused_and_kept(managed: Any, record: Any) -> None:
    machine = managed.provider.create(spec(managed.folder), record)
    (disk,) = machine.virtual_hard_disks
    managed.provider.remove(machine.id, delete_files=False, progress=record)
    with pytest.raises(StorageError) as refused:
        managed.provider.create(spec(managed.folder), record)
    assert disk.location in str(refused.value)
    assert refused.value.action
    assert managed.provider.path_facts(disk.location)[0]
    assert not managed.provider.inventory().machines


@pytest.mark.parametrize("at", [1, 2])
def test_a_cancelled_create_leaves_nothing(managed: Any, recorder: Any, at: int) -> None:
    wanted = spec(managed.folder)
    with pytest.raises(CancelledError):
        managed.provider.create(wanted, recorder(cancel_at=at))
    assert not managed.provider.inventory().machines
    assert not managed.provider.path_facts(f"{managed.folder}/web-01/web-01_disk_1.qcow2")[0]


def test_power_verbs_lead_to_their_states_and_may_be_repeated(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id

    def state() -> VMStatus:
        status: VMStatus = provider.machine(machine_id).status
        return status

    for verb, expected in [
        ("start", VMStatus.RUNNING), ("reset", VMStatus.RUNNING), ("save_state", VMStatus.SAVED),
        ("start", VMStatus.RUNNING), ("stop", VMStatus.POWER_OFF),
    ]:  # fmt: skip
        getattr(provider, verb)(machine_id, record)
        assert state() is expected, verb
        if verb != "reset":
            getattr(provider, verb)(machine_id, record)
            assert state() is expected, f"{verb} repeated"
    provider.start(machine_id, record)
    provider.save_state(machine_id, record)
    provider.discard_saved_state(machine_id, record)
    assert state() is VMStatus.POWER_OFF


def test_a_paused_machine_goes_on_or_pausing_is_refused_with_the_reason(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id
    provider.start(machine_id, record)
    if not provider.capabilities().pause:
        with pytest.raises(CapabilityError) as refused:
            provider.pause(machine_id, record)
        assert refused.value.cause == provider.capabilities().reasons["pause"]
        managed.needs("pause")
    for verb, expected in [("pause", VMStatus.PAUSED), ("resume", VMStatus.RUNNING)]:
        for _ in range(2):
            getattr(provider, verb)(machine_id, record)
            assert provider.machine(machine_id).status is expected


def test_stats_of_a_running_machine(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id
    assert machine_id not in provider.stats() or provider.stats()[machine_id].cpu_percent is None
    with pytest.raises(StateError):
        provider.thumbnail(machine_id)
    provider.start(machine_id, record)
    assert provider.stats()[machine_id].status is VMStatus.RUNNING


def test_the_screen_of_a_running_machine(managed: Any, record: Any) -> None:
    managed.needs("screen")
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id
    provider.start(machine_id, record)
    assert provider.thumbnail(machine_id).startswith(b"\x89PNG")


def test_a_viewer_of_a_running_machine_or_why_there_is_none(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id
    if not provider.capabilities().viewer:
        assert provider.capabilities().reasons["viewer"]
        with pytest.raises(CapabilityError):
            provider.viewer(machine_id)
        return
    with pytest.raises(StateError, match="not running"):
        provider.viewer(machine_id)
    provider.start(machine_id, record)
    viewer = provider.viewer(machine_id)
    assert bool(viewer.url) != bool(viewer.program)
    assert viewer.url.startswith("vmrc://") or str(machine_id) in viewer.arguments


def test_rename_keeps_the_files(managed: Any, record: Any) -> None:
    machine = managed.provider.create(spec(managed.folder), record)
    managed.provider.rename(machine.id, "renamed ‘one’")
    after = managed.provider.machine(machine.id)
    assert after.name == "renamed ‘one’"
    assert [d.location for d in after.virtual_hard_disks] == [d.location for d in machine.virtual_hard_disks]


def test_reconfigure_adds_changes_and_removes(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine = provider.create(spec(managed.folder), record)
    target = hardware_of(machine)
    target.memory_mb, target.cpu_count = 48, 2
    target.virtual_disk_drives.append(
        VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=1, size_mb=32, file_name="second")
    )
    target.virtual_network_adapters.append(VirtualNetworkAdapter())
    target.virtual_dvd_drives = []
    after = provider.reconfigure(machine.id, HardwareChange(target), record)
    assert (after.memory_mb, after.cpu_count) == (48, 2)
    assert len(after.virtual_disk_drives) == 2
    assert len(after.virtual_network_adapters) == 2
    assert after.virtual_dvd_drives == []

    second = next(d for d in after.virtual_disk_drives if d.bus_type is BusType.SCSI)
    file = second.virtual_hard_disk.location
    target = hardware_of(after)
    target.virtual_disk_drives = [d for d in target.virtual_disk_drives if d.id != second.id]
    last = provider.reconfigure(machine.id, HardwareChange(target, delete_files=(file,)), record)
    assert len(last.virtual_disk_drives) == 1
    assert not provider.path_facts(file)[0]


def test_device_ids_stay_the_same(managed: Any, record: Any) -> None:
    machine = managed.provider.create(spec(managed.folder), record)
    again = managed.provider.machine(machine.id)
    for devices in ("virtual_disk_drives", "virtual_dvd_drives", "virtual_network_adapters"):
        assert [d.id for d in getattr(machine, devices)] == [d.id for d in getattr(again, devices)]


def test_hardware_of_a_running_machine_changes_or_says_what_needs_it_off(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine = provider.create(spec(managed.folder), record)
    provider.start(machine.id, record)
    target = hardware_of(provider.machine(machine.id))
    target.cpu_count, target.memory_mb = 2, 4096
    refused, expected = None, (2, 4096)
    try:
        provider.reconfigure(machine.id, HardwareChange(target), record)
    except StateError as err:
        refused, expected = err, (1, 32)
    capabilities = provider.capabilities()
    assert refused.action if refused else capabilities.hot_add_cpu and capabilities.hot_change_memory
    after = provider.machine(machine.id)
    assert (after.cpu_count, after.memory_mb) == expected
    target = hardware_of(after)
    target.virtual_dvd_drives[0].connection = DVDConnection.NONE
    target.virtual_network_adapters.append(VirtualNetworkAdapter())
    if provider.capabilities().hot_add_network_adapter:
        assert len(provider.reconfigure(machine.id, HardwareChange(target), record).virtual_network_adapters) == 2


def test_checkpoints_make_a_tree_that_can_be_gone_back_to(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine_id = provider.create(spec(managed.folder), record).id
    first, second = uuid4(), uuid4()
    provider.create_checkpoint(machine_id, first, "before ‘it’", "what & why", record)
    provider.create_checkpoint(machine_id, first, "before ‘it’", "what & why", record)
    provider.create_checkpoint(machine_id, second, "after", "", record)

    def tree() -> dict[UUID, Any]:
        return {c.id: c for c in provider.machine(machine_id).checkpoints}

    assert set(tree()) == {first, second}
    assert (tree()[first].name, tree()[first].description) == ("before ‘it’", "what & why")
    assert tree()[second].parent_checkpoint_id == first
    assert [c.id for c in tree().values() if c.is_current] == [second]
    provider.restore_checkpoint(machine_id, first, record)
    assert [c.id for c in tree().values() if c.is_current] == [first]
    provider.remove_checkpoint(machine_id, first, record)
    provider.remove_checkpoint(machine_id, first, record)
    assert set(tree()) == {second}
    assert tree()[second].parent_checkpoint_id is None


def test_a_checkpoint_gets_another_name(managed: Any, record: Any) -> None:
    managed.needs("renaming checkpoints")
    provider, checkpoint_id = managed.provider, uuid4()
    machine_id = provider.create(spec(managed.folder), record).id
    provider.create_checkpoint(machine_id, checkpoint_id, "first", "", record)
    provider.rename_checkpoint(machine_id, checkpoint_id, "later", "text")
    (checkpoint,) = provider.machine(machine_id).checkpoints
    assert (checkpoint.id, checkpoint.name, checkpoint.description) == (checkpoint_id, "later", "text")


def test_remove_deletes_what_it_said_and_may_be_repeated(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine = provider.create(spec(managed.folder), record)
    named = provider.files_of(machine.id)
    assert named == [d.location for d in machine.virtual_hard_disks]
    gone = provider.remove(machine.id, delete_files=True, progress=record)
    assert sorted(gone) == sorted(named)
    assert not any(provider.path_facts(path)[0] for path in named)
    managed.heard.wait(lambda: machine.id in managed.heard.removed)
    assert provider.remove(machine.id, delete_files=True, progress=record) == []
    with pytest.raises(NotFoundError):
        provider.machine(machine.id)


def test_remove_without_files_keeps_them(managed: Any, record: Any) -> None:
    provider = managed.provider
    machine = provider.create(spec(managed.folder), record)
    (disk,) = machine.virtual_hard_disks
    assert provider.remove(machine.id, delete_files=False, progress=record) == []
    assert provider.path_facts(disk.location)[0]
    reuse = spec(managed.folder, "web-02")
    reuse.hardware.virtual_disk_drives[0] = VirtualDiskDrive(path=disk.location, use_local=True)
    second = provider.create(reuse, record)
    assert provider.files_of(second.id) == []
    provider.remove(second.id, delete_files=True, progress=record)
    assert provider.path_facts(disk.location)[0]


def test_an_unwritable_path_is_refused(managed: Any, record: Any) -> None:
    with pytest.raises(StorageError) as refused:
        managed.provider.create(spec("/proc/none"), record)
    assert refused.value.cause
    assert not managed.provider.inventory().machines


def test_a_fixed_disk_beyond_the_volume_is_refused(managed: Any, record: Any) -> None:
    wanted = spec(managed.folder)
    wanted.hardware.virtual_disk_drives[0].size_mb = 60 * 1024 * 1024
    wanted.hardware.virtual_disk_drives[0].virtual_hard_disk = DiskImage(vhd_type=VHDType.FIXED)
    with pytest.raises(StorageError):
        managed.provider.create(wanted, record)
    assert not managed.provider.inventory().machines


def test_folders_can_be_looked_into(managed: Any, record: Any) -> None:
    machine = managed.provider.create(spec(managed.folder), record)
    entries = {item.name: item for item in managed.provider.list_directory(managed.folder)}
    assert entries["web-01"].is_directory
    (disk,) = machine.virtual_hard_disks
    files = {item.path for item in managed.provider.list_directory(entries["web-01"].path)}
    assert disk.location in files
    assert list(managed.provider.list_directory(""))
