"""Machines on their way between hosts and datastores of one vCenter."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError, CapabilityError, NotFoundError, PlacementError, StateError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import BusType, TransferType, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.movement import Move
from vmmconsole.providers.simulated import SimulatedProvider
from vmmconsole.providers.vmware.host import VMwareHost

from .esx import Steps, hosts, manager, simulator_of_verbs, spec

__all__ = ["hosts", "manager", "simulator_of_verbs"]


@pytest.fixture
def source(hosts: list[VMwareHost]) -> VMwareHost:
    return hosts[1]


@pytest.fixture
def target(hosts: list[VMwareHost]) -> VMwareHost:
    return hosts[2]


@pytest.fixture
def machine(source: VMwareHost) -> VirtualMachine:
    return source.create(spec(), Steps())


def to(target: VMwareHost, **changes: Any) -> Move:
    return Move(**{"id": uuid4(), "target": target, **changes})


def test_the_ways_between_hosts_of_a_cluster(source: VMwareHost, target: VMwareHost, machine: VirtualMachine) -> None:
    assert source.movement_domain() == target.movement_domain() != ""

    def way(**changes: Any) -> TransferType | None:
        return source.way_to(machine.id, to(target, **changes)).transfer

    assert (way(), way(path="[LocalDS_1]")) == (TransferType.SHARED_STORAGE, TransferType.NETWORK)
    source.start(machine.id, Steps())
    assert (way(), way(path="[LocalDS_1]")) == (TransferType.LIVE, TransferType.LIVE_STORAGE)
    assert way(path="[none]") is None
    assert source.way_to(machine.id, to(source, path="[LocalDS_1]")).transfer is TransferType.STORAGE
    folder = source.way_to(machine.id, to(target, path="[LocalDS_1] customers"))
    assert folder.remarks


def test_live_and_once_more(source: VMwareHost, target: VMwareHost, machine: VirtualMachine) -> None:
    source.start(machine.id, Steps())
    move, steps = to(target), Steps()
    for _ in range(2):
        source.move(machine.id, move, steps)
    assert steps.steps == ["Migrate virtual machine"]
    after = target.machine(machine.id)
    assert after.status is VMStatus.RUNNING
    assert after.virtual_hard_disks == machine.virtual_hard_disks
    with pytest.raises(NotFoundError):
        source.machine(machine.id)


def test_single_disks_go_to_another_datastore(source: VMwareHost) -> None:
    wanted = spec()
    wanted.hardware.virtual_disk_drives.append(VirtualDiskDrive(bus_type=BusType.SCSI, lun=1, size_mb=16))
    made = source.create(wanted, Steps())
    second = next(d for d in made.virtual_disk_drives if d.lun == 1)
    move = to(source, disk_paths={second.id: "[LocalDS_1]"})
    for _ in range(2):
        source.move(made.id, move, Steps())
    places = {
        d.lun: d.virtual_hard_disk.location for d in source.machine(made.id).virtual_disk_drives if d.virtual_hard_disk
    }
    assert places[0].startswith("[LocalDS_0]")
    assert places[1].startswith("[LocalDS_1]")


def test_a_host_in_maintenance_is_no_target(source: VMwareHost, target: VMwareHost, machine: VirtualMachine) -> None:
    for running in target.inventory().machines:
        target.stop(running.id, Steps())
    target.enter_maintenance(Steps())
    try:
        assert "maintenance" in " ".join(source.way_to(machine.id, to(target)).obstacles)
        with pytest.raises(CapabilityError, match="maintenance"):
            source.move(machine.id, to(target), Steps())
    finally:
        target.exit_maintenance(Steps())


def test_maintenance_is_entered_when_nothing_runs_and_may_be_repeated(
    source: VMwareHost, machine: VirtualMachine
) -> None:
    source.start(machine.id, Steps())
    with pytest.raises(StateError) as refused:
        source.enter_maintenance(Steps())
    assert machine.name in refused.value.cause
    source.stop(machine.id, Steps())
    for others in source.inventory().machines:
        source.stop(others.id, Steps())
    for verb in (source.enter_maintenance, source.exit_maintenance):
        for _ in range(2):
            verb(Steps())
    assert not source.site.read(source.site.host, "runtime.inMaintenanceMode")["runtime.inMaintenanceMode"]


def test_a_cancelled_migration_leaves_it_where_it_was(
    source: VMwareHost, target: VMwareHost, vcsim: Vcsim, machine: VirtualMachine
) -> None:
    vcsim.hold("RelocateVM_Task", progress=45)
    steps = Steps(cancel_at=2)
    with pytest.raises(CancelledError):
        source.move(machine.id, to(target), steps)
    assert 45 in steps.percents
    assert source.machine(machine.id).virtual_hard_disks == machine.virtual_hard_disks
    source.move(machine.id, to(target), Steps())


def test_a_fault_says_what_failed(
    source: VMwareHost, target: VMwareHost, vcsim: Vcsim, machine: VirtualMachine
) -> None:
    vcsim.fail("RelocateVM_Task", task="VMotionNotConfigured")
    with pytest.raises(PlacementError) as failed:
        source.move(machine.id, to(target), Steps())
    assert machine.name in failed.value.problem
    assert failed.value.action


def test_what_is_gone_or_elsewhere_is_said(source: VMwareHost, target: VMwareHost, machine: VirtualMachine) -> None:
    with pytest.raises(NotFoundError):
        source.move(UUID(int=1), to(target), Steps())
    other = SimulatedProvider("elsewhere")
    way = source.way_to(machine.id, Move(uuid4(), other))
    assert way.transfer is None
    assert way.obstacles
    with pytest.raises(CapabilityError):
        source.move(machine.id, Move(uuid4(), other), Steps())
    with pytest.raises(CapabilityError):
        source.export(machine.id)
