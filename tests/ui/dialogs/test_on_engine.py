"""The scripts of wizards and dialogs, run by an engine with simulated hosts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from vmmconsole.cmdlets.hardware_rules import hardware_of
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.model import HardwareProfile, Job, LibraryShare, OperatingSystem, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.status import AdapterType, BusType, HostStatus, JobStatus, MACAddressType, VMStatus
from vmmconsole.model.wire import RatingQuery
from vmmconsole.script.calls import SWITCH, Variable, Word
from vmmconsole.server.engine_service import EngineService
from vmmconsole_ui.dialogs.checkpoints import checkpoint_lookup
from vmmconsole_ui.dialogs.machine_changes import MachineEdit, statements
from vmmconsole_ui.wizards.edited_hardware import EditedHardware
from vmmconsole_ui.wizards.hardware_rules import HardwareLimits
from vmmconsole_ui.wizards.migration_flow import MigrationFlow
from vmmconsole_ui.wizards.migration_request import new_migration
from vmmconsole_ui.wizards.new_vm_flow import NewVirtualMachineFlow, Source, new_request
from vmmconsole_ui.wizards.new_vm_script import PATH_SEPARATOR, profile_statements
from vmmconsole_ui.wizards.script_parts import call, lookup, machine_lookup, reference, script_text

AT = datetime(2026, 11, 21, 14, 4, 11, tzinfo=UTC)
Run = Callable[[str], Job]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine with two simulated hosts and four machines."""
    made = Engine(EngineSettings(data_dir=tmp_path / "data", demo=(2, 4), administrators=("admin",)))
    made.start()
    made.start_background()
    deadline = time.monotonic() + 20
    while made.store.count(VirtualMachine) < 4 or any(
        host.overall_state is not HostStatus.OK for host in made.store.find(VMHost)
    ):
        assert time.monotonic() < deadline, "the simulated fabric did not come up"
        time.sleep(0.02)
    yield made
    made.stop()


@pytest.fixture
def run(engine: Engine) -> Run:
    """Runs a script to its end, which must be a good one."""

    def go(text: str) -> Job:
        job = engine.jobs.wait(engine.jobs.start(text, owner="admin").id, 30)
        assert job.status in {JobStatus.COMPLETED, JobStatus.SUCCEED_WITH_INFO}, job.error_info
        return job

    return go


def filled_in(engine: Engine, name: str) -> NewVirtualMachineFlow:
    """The wizard's flow at its summary, on the first host."""
    flow = NewVirtualMachineFlow(new_request(server="localhost", owner="LAB\\anna"))
    flow.set_name(name)
    host = engine.store.find(VMHost)[0]
    flow.request.host, flow.request.path = host.ref, host.vm_paths[0]
    flow.facts.rating = VMHostRating(rating=4, name=host.name, vm_host=host.ref)
    return flow


def finish(flow: NewVirtualMachineFlow) -> str:
    while flow.next():
        pass
    assert flow.can_finish, flow.reason
    return flow.script_text()


def machine(engine: Engine, name: str) -> VirtualMachine:
    return engine.store.find(VirtualMachine, name=name)[0]


def change(engine: Engine, name: str, edit: Callable[[EditedHardware, VirtualMachine], None]) -> str:
    """The script of the properties dialog after an edit."""
    found = MachineEdit.of(machine(engine, name))
    state = EditedHardware(found.after, HardwareLimits(), name=name)
    edit(state, found.after)
    return script_text("Virtual Machine Properties", statements(found, state, "localhost", uuid4()), AT)


def test_a_machine_with_every_device_is_made_changed_and_changed_back(engine: Engine, run: Run) -> None:
    flow = filled_in(engine, 'it\'s "$(x)"'.replace('"', "“"))
    request = flow.request
    state = EditedHardware(request.hardware, name=request.name)
    state.add("scsi")
    second = state.add("disk")
    nic = request.hardware.virtual_network_adapters[0]
    nic.mac_address_type, nic.mac_address, nic.vlan_enabled, nic.vlan_id = (
        MACAddressType.STATIC, "00:1D:D8:B7:1C:07", True, 204,
    )  # fmt: skip
    request.hardware.cpu_count, request.hardware.memory_mb = 2, 1024
    system = engine.store.find(OperatingSystem)[0]
    request.operating_system, request.description = system.name, "two\nlines"
    run(finish(flow))
    made = machine(engine, request.name)
    assert (made.status, made.cpu_count, made.memory_mb) == (VMStatus.POWER_OFF, 2, 1024)
    assert (made.owner, made.description, made.operating_system) == ("LAB\\anna", "two\nlines", system.name)
    assert sorted(d.lun for d in made.virtual_disk_drives) == [0, 1]
    assert second.startswith("disk:")
    adapter = made.virtual_network_adapters[0]
    assert (adapter.mac_address.upper(), adapter.vlan_id) == ("00:1D:D8:B7:1C:07", 204)

    def grow(edited: EditedHardware, after: VirtualMachine) -> None:
        after.memory_mb, after.tag, after.custom_properties = 2048, "finance", ["", "rack $7"]
        edited.remove(f"dvd:{after.virtual_dvd_drives[0].id}")
        edited.add("nic")
        after.virtual_network_adapters[-1].adapter_type = AdapterType.EMULATED
        first, other = after.virtual_disk_drives
        first.lun, other.lun = other.lun, first.lun

    run(change(engine, request.name, grow))
    now = machine(engine, request.name)
    assert (now.memory_mb, now.tag, now.custom_properties[1]) == (2048, "finance", "rack $7")
    assert (len(now.virtual_dvd_drives), len(now.virtual_network_adapters)) == (0, 2)
    before = {d.id: (d.bus_type, d.lun) for d in made.virtual_disk_drives}
    after = {d.id: (d.bus_type, d.lun) for d in now.virtual_disk_drives}
    assert set(before) == set(after)
    assert all(after[i] != before[i] for i in before)

    def shrink(edited: EditedHardware, after: VirtualMachine) -> None:
        moved = after.virtual_disk_drives[-1]
        moved.bus_type, moved.bus, moved.lun = BusType.SCSI, 0, 3
        edited.remove(f"nic:{after.virtual_network_adapters[-1].id}")
        after.name = "renamed"

    run(change(engine, request.name, shrink))
    last = machine(engine, "renamed")
    assert len(last.virtual_network_adapters) == 1
    assert any((d.bus_type, d.lun) == (BusType.SCSI, 3) for d in last.virtual_disk_drives)


def test_machines_move_to_another_host_with_their_disks_and_networks(engine: Engine, run: Run) -> None:
    here, there = engine.store.find(VMHost)
    moving = [m for m in engine.store.find(VirtualMachine) if m.vm_host == here.ref]
    moving = [m for m in moving if m.status in {VMStatus.RUNNING, VMStatus.POWER_OFF}]
    flow = MigrationFlow(new_migration(moving, server="localhost"))
    ratings = {m.id: engine_rating(engine, m) for m in moving}
    merged = flow.take_ratings(ratings, {host.id: host.total_memory for host in (here, there)})
    assert [rating.name for rating in merged if rating.selectable] == [there.name]
    flow.choose(there.ref, merged[0])
    flow.take_host(there)
    disk = flow.request.machines[0].disks[0]
    flow.request.machines[0].disk_paths[disk.id] = "/var/lib/vms/fast"
    nic = flow.request.machines[0].hardware.virtual_network_adapters[0]
    flow.request.machines[0].networks[nic.id] = ""
    while flow.next():
        pass
    assert flow.can_finish, flow.reason
    for text in flow.scripts():
        run(text)
    moved = [engine.store.get(VirtualMachine, m.id) for m in moving]
    assert {m.host_name for m in moved} == {there.name}
    assert moved[0].virtual_disk_drives[0].virtual_hard_disk.directory == "/var/lib/vms/fast"
    assert moved[0].virtual_network_adapters[0].virtual_network == ""
    again = MigrationFlow(new_migration(moved[:1], server="localhost", storage_only=True))
    again.take_host(there)
    again.request.machines[0].path = "/var/lib/vms/slow"
    while again.next():
        pass
    for text in again.scripts():
        run(text)
    assert engine.store.get(VirtualMachine, moved[0].id).location == f"/var/lib/vms/slow/{moved[0].name}"


def engine_rating(engine: Engine, found: VirtualMachine) -> list[VMHostRating]:
    """What the engine says of every host for a machine."""
    query = RatingQuery(name=found.name, hardware=hardware_of(found), machine_id=found.id)
    return [*EngineService(engine).rate("admin", query)]


def test_an_existing_disk_on_the_host_is_used_where_it_is(engine: Engine, run: Run) -> None:
    donor = next(m for m in engine.store.find(VirtualMachine) if m.status is VMStatus.POWER_OFF)
    path = donor.virtual_disk_drives[0].virtual_hard_disk.location
    flow = filled_in(engine, "from-disk")
    flow.request.host = donor.vm_host
    flow.facts.rating = VMHostRating(rating=4, name=donor.host_name, vm_host=donor.vm_host)
    flow.set_source(Source.EXISTING_DISK)
    flow.set_source_path(path)
    text = finish(flow)
    assert f'-FileName "{path.rpartition("/")[2]}"' in text
    run(text)
    assert machine(engine, "from-disk").virtual_disk_drives[0].virtual_hard_disk.location == path


def test_checkpoints_host_groups_hosts_and_shares(engine: Engine, run: Run, tmp_path: Path) -> None:
    found = engine.store.find(VirtualMachine)[0]
    vm = machine_lookup("localhost", found.name, found.id)
    run(script_text("New checkpoint", (vm, call("New-VMCheckpoint", VM=Variable("VM"), Name="a (1)")), AT))
    made = machine(engine, found.name).checkpoints[-1]
    checkpoint = checkpoint_lookup("localhost", made.id)
    it = Variable("VMCheckpoint")
    run(script_text("Properties", (checkpoint, call("Set-VMCheckpoint", VMCheckpoint=it, Name='b "c"')), AT))
    assert machine(engine, found.name).checkpoints[-1].name == 'b "c"'
    run(script_text("Delete", (checkpoint, call("Remove-VMCheckpoint", VMCheckpoint=it, RunAsynchronously=SWITCH)), AT))
    assert machine(engine, found.name).checkpoints == []
    root = lookup("ParentHostGroup", "Get-VMHostGroup", "localhost", Path="All Hosts")
    group = call("New-VMHostGroup", VMMServer=Word("localhost"), Name="Lab", ParentHostGroup=reference(root))
    run(script_text("New host group", (root, group), AT))
    lab = lookup("VMHostGroup", "Get-VMHostGroup", "localhost", Path="All Hosts\\Lab")
    change = call("Set-VMHostGroup", VMHostGroup=reference(lab), MemoryReserveMB=1024, Name="Lab 2")
    run(script_text("Properties", (lab, change), AT))
    assert engine.store.find(VMHostGroup, name="Lab 2")[0].memory_reserve_mb == 1024
    host = lookup("VMHost", "Get-VMHost", "localhost", Name=engine.store.find(VMHost)[0].name)
    change = call("Set-VMHost", VMHost=reference(host), VMPaths=PATH_SEPARATOR.join(("/a", "/b")), Custom3="rack 7")
    run(script_text("Properties", (host, change), AT))
    assert engine.store.find(VMHost)[0].vm_paths == ["/a", "/b"]
    (tmp_path / "share").mkdir()
    share = call("Add-LibraryShare", VMMServer=Word("localhost"), SharePath=str(tmp_path / "share"), Description="")
    run(script_text("Add library share", (share,), AT))
    assert str(tmp_path / "share") in {share.path for share in engine.store.find(LibraryShare)}


def test_a_profile_is_saved_and_a_path_becomes_a_default_one(engine: Engine, run: Run) -> None:
    flow = filled_in(engine, "web-04")
    request = flow.request
    run(script_text("Save hardware profile", profile_statements(request, "Small", "two", uuid4()), AT))
    profile = engine.store.find(HardwareProfile, name="Small")[0]
    assert (profile.description, profile.owner, profile.memory_mb) == ("two", "LAB\\anna", request.hardware.memory_mb)
    assert (len(profile.virtual_network_adapters), len(profile.virtual_disk_drives)) == (1, 0)
    assert not profile.is_temporary
    host = engine.store.find(VMHost)[0]
    request.host_paths, request.path, request.add_path = list(host.vm_paths), "/var/lib/vms/more", True
    job = run(finish(flow))
    assert engine.store.get(VMHost, host.id).vm_paths == [*host.vm_paths, "/var/lib/vms/more"]
    assert (job.result_name, machine(engine, "web-04").location) == ("web-04", "/var/lib/vms/more/web-04")
