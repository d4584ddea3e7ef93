"""What every provider promises of machines that move: in the end there is one, on one host, and it is the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from vmmconsole.model.errors import CancelledError, CapabilityError, ConflictError, NotFoundError, VMMError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.model.status import BusType, TransferType, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import Provider, VMSpec
from vmmconsole.providers.movement import Move
from vmmconsole.providers.transfer import find_way, move_machine


def make(pair: Any, record: Any, name: str = "web-01") -> VirtualMachine:
    hardware = Hardware(
        cpu_count=1, memory_mb=32,
        virtual_disk_drives=[VirtualDiskDrive(bus_type=BusType.IDE, bus=0, lun=0, size_mb=16, file_name="disk_1")],
        virtual_network_adapters=[VirtualNetworkAdapter()],
    )  # fmt: skip
    spec = VMSpec(uuid4(), name, pair.folder, hardware, description="the web server")
    made: VirtualMachine = pair.source.create(spec, record)
    return made


def to(pair: Any, **changes: Any) -> Move:
    return Move(**{"id": uuid4(), "target": pair.target, "path": pair.target_folder, **changes})


def has(provider: Provider, machine_id: UUID) -> bool:
    try:
        provider.machine(machine_id)
    except NotFoundError:
        return False
    return True


def same_machine(before: VirtualMachine, after: VirtualMachine) -> None:
    assert (after.id, after.name, after.description) == (before.id, before.name, before.description)
    assert (after.cpu_count, after.memory_mb) == (before.cpu_count, before.memory_mb)
    assert [(d.id, d.bus_type, d.bus, d.lun) for d in after.virtual_disk_drives] == [
        (d.id, d.bus_type, d.bus, d.lun) for d in before.virtual_disk_drives
    ]
    assert [(a.id, a.mac_address) for a in after.virtual_network_adapters] == [
        (a.id, a.mac_address) for a in before.virtual_network_adapters
    ]
    assert [(c.id, c.name, c.is_current) for c in after.checkpoints] == [
        (c.id, c.name, c.is_current) for c in before.checkpoints
    ]


def test_a_machine_that_is_off_is_copied_and_then_on_the_target_alone(pair: Any, record: Any) -> None:
    made = make(pair, record)
    pair.source.create_checkpoint(made.id, uuid4(), "before the move", "", record)
    before = pair.source.machine(made.id)
    move = to(pair, copy=True)
    assert find_way(pair.source, before, move).transfer is TransferType.NETWORK
    move_machine(pair.source, before, move, record)
    after = pair.target.machine(made.id)
    same_machine(before, after)
    assert after.status is VMStatus.POWER_OFF
    (disk,) = after.virtual_hard_disks
    assert disk.location.startswith(pair.target_folder)
    assert pair.target.path_facts(disk.location)[0]
    assert not has(pair.source, made.id)
    (old,) = before.virtual_hard_disks
    assert not pair.source.path_facts(old.location)[0]
    pair.heard.wait(lambda: made.id in pair.heard.removed)


def test_a_copy_that_ended_before_the_engine_was_killed_is_finished_by_the_next_run(pair: Any, record: Any) -> None:
    pair.needs("exports")
    made = make(pair, record)
    move = to(pair, copy=True)
    exported = pair.source.export(made.id)
    pair.target.import_machine(exported, move, lambda name: pair.source.read_file(exported, name), record)
    assert pair.target.has_imported(made.id, move.id)
    move_machine(pair.source, made, move, record)
    assert has(pair.target, made.id)
    assert not has(pair.source, made.id)


def test_an_import_of_another_move_is_not_taken_for_this_one(pair: Any, record: Any) -> None:
    pair.needs("exports")
    made = make(pair, record)
    exported = pair.source.export(made.id)
    pair.target.import_machine(exported, to(pair), lambda name: pair.source.read_file(exported, name), record)
    other = to(pair, copy=True)
    assert not pair.target.has_imported(made.id, other.id)
    with pytest.raises(ConflictError) as refused:
        move_machine(pair.source, made, other, record)
    assert refused.value.action
    assert has(pair.source, made.id)
    assert has(pair.target, made.id)


def test_a_taken_name_on_the_target_is_refused_and_changes_nothing(pair: Any, record: Any) -> None:
    pair.needs("names by host")
    made = make(pair, record)
    hardware = Hardware(memory_mb=32)
    pair.target.create(VMSpec(uuid4(), made.name, pair.target_folder, hardware), record)
    with pytest.raises(ConflictError) as refused:
        move_machine(pair.source, made, to(pair, copy=True), record)
    assert made.name in str(refused.value)
    same_machine(made, pair.source.machine(made.id))


@pytest.mark.parametrize("check", [1, 2, 3])
def test_a_cancelled_copy_leaves_the_machine_as_it_was(pair: Any, record: Any, recorder: Any, check: int) -> None:
    if check > 1:
        pair.needs("cancelling between files")
    made = make(pair, record)
    with pytest.raises(CancelledError):
        move_machine(pair.source, made, to(pair, copy=True), recorder(cancel_at=check))
    same_machine(made, pair.source.machine(made.id))
    (disk,) = made.virtual_hard_disks
    assert pair.source.path_facts(disk.location)[0]
    assert not has(pair.target, made.id)
    assert not [i for i in pair.target.list_directory(pair.target_folder) if i.name == made.name]
    move_machine(pair.source, made, to(pair, copy=True), record)
    assert has(pair.target, made.id)


def test_the_disks_of_a_machine_move_to_another_path_of_its_host(pair: Any, record: Any) -> None:
    made = make(pair, record)
    move = to(pair, target=pair.source)
    assert find_way(pair.source, made, move).transfer is TransferType.STORAGE
    move_machine(pair.source, made, move, record)
    after = pair.source.machine(made.id)
    same_machine(made, after)
    (old,), (new,) = made.virtual_hard_disks, after.virtual_hard_disks
    assert new.location.startswith(pair.target_folder)
    assert (pair.source.path_facts(old.location)[0], pair.source.path_facts(new.location)[0]) == (False, True)
    move_machine(pair.source, after, move, record)
    assert pair.source.machine(made.id).virtual_hard_disks[0].location == new.location


def test_where_it_is_already_is_no_way(pair: Any, record: Any) -> None:
    made = make(pair, record)
    way = find_way(pair.source, made, to(pair, target=pair.source, path=""))
    assert way.transfer is None
    assert way.obstacles
    with pytest.raises(CapabilityError):
        move_machine(pair.source, made, to(pair, target=pair.source, path=""), record)


def test_a_machine_that_is_not_there_is_an_error(pair: Any, record: Any) -> None:
    made = make(pair, record)
    pair.source.remove(made.id, delete_files=True, progress=record)
    with pytest.raises(VMMError):
        move_machine(pair.source, made, to(pair), record)


def test_a_running_machine_runs_on_with_its_disks_on_the_target(pair: Any, record: Any) -> None:
    made = make(pair, record)
    pair.source.start(made.id, record)
    running = pair.source.machine(made.id)
    move = to(pair)
    assert find_way(pair.source, running, move).transfer is TransferType.LIVE_STORAGE
    move_machine(pair.source, running, move, record)
    after = pair.target.machine(made.id)
    same_machine(running, after)
    assert after.status is VMStatus.RUNNING
    assert after.virtual_hard_disks[0].location.startswith(pair.target_folder)
    assert not has(pair.source, made.id)
    move_machine(pair.source, running, move, record)
    assert has(pair.target, made.id)


def test_adapters_get_the_networks_that_the_move_names(pair: Any, record: Any) -> None:
    made = make(pair, record)
    network = pair.target.inventory().host.networks[0].name
    (adapter,) = made.virtual_network_adapters
    move_machine(pair.source, made, to(pair, copy=True, networks={adapter.id: network}), record)
    (after,) = pair.target.machine(made.id).virtual_network_adapters
    assert (after.virtual_network, after.mac_address) == (network, adapter.mac_address)
