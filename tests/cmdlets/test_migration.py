"""Move-VM and Move-VirtualHardDisk: where a machine goes, which way, and what must stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.cmdlets.migration import MoveVM
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import (
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    ParameterError,
    PlacementError,
    StateError,
    VMMError,
)
from vmmconsole.model.status import HostStatus, VMStatus

Run = Callable[[str], list[Any]]

WIZARD = """
# ------------------------------------------------------------------------------
# Migrate Virtual Machine Wizard Script
# ------------------------------------------------------------------------------

$VM = Get-VM -VMMServer localhost -Name "web-01" | where {$_.VMHost.Name -eq "kvm-01"}

$VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "kvm-02"}

Move-VM -VM $VM -VMHost $VMHost -Path "/var/lib/vms/new" -UseLAN -RunAsynchronously `
    -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f
"""


def stored(session: Any, name: str = "web-01") -> VirtualMachine:
    (found,) = session.find(VirtualMachine, name=name)
    assert isinstance(found, VirtualMachine)
    return found


def host(session: Any, name: str) -> VMHost:
    (found,) = session.find(VMHost, name=name)
    assert isinstance(found, VMHost)
    return found


def on(session: Any, name: str) -> set[Any]:
    return {m.id for m in session.providers[host(session, name).id].inventory().machines}


def test_the_wizards_script_moves_a_machine_that_is_off(run: Run, session: Any, machine: VirtualMachine) -> None:
    session.save(stored(session).model_copy(update={"owner": "LAB\\ben", "tag": "blue"}))
    (moved,) = run(WIZARD)
    assert (moved.id, moved.host_name, moved.status) == (machine.id, "kvm-02", VMStatus.POWER_OFF)
    assert (moved.owner, moved.tag) == ("LAB\\ben", "blue")
    assert moved.location == "/var/lib/vms/new/web-01"
    assert session.statuses[-1] is VMStatus.UNDER_MIGRATION
    assert (machine.id in on(session, "kvm-01"), machine.id in on(session, "kvm-02")) == (False, True)
    assert moved.moving_job is None


def test_a_running_machine_runs_on(run: Run, session: Any, machine: VirtualMachine) -> None:
    (moved,) = run('Start-VM "web-01" | Move-VM -VMHost "kvm-02"')
    assert (moved.host_name, moved.status) == ("kvm-02", VMStatus.RUNNING)


def test_it_can_be_started_there(run: Run, session: Any, machine: VirtualMachine) -> None:
    (moved,) = run('Move-VM "web-01" -VMHost "kvm-02" -StartVMOnTarget')
    assert (moved.host_name, moved.status) == ("kvm-02", VMStatus.RUNNING)


def test_where_it_is_already_nothing_happens(run: Run, session: Any, machine: VirtualMachine) -> None:
    before = list(session.steps)
    (same,) = run('Move-VM "web-01" -VMHost "kvm-01"')
    assert same.host_name == "kvm-01"
    assert session.steps == before


def test_a_step_that_runs_again_after_it_ended_moves_nothing(run: Run, session: Any, machine: VirtualMachine) -> None:
    run('Move-VM "web-01" -VMHost "kvm-02" -Path "/var/lib/vms/new"')
    before = list(session.steps)
    target = host(session, "kvm-02")
    list(MoveVM(vm=machine, vm_host=target, path="/var/lib/vms/new").run(session))
    assert session.steps == before


def test_the_disks_move_to_another_path(run: Run, session: Any, machine: VirtualMachine) -> None:
    (moved,) = run('Move-VM "web-01" -Path "/var/lib/vms/fast"')
    assert moved.host_name == "kvm-01"
    assert [d.location for d in moved.virtual_hard_disks] == ["/var/lib/vms/fast/web-01/web-01_disk_1.qcow2"]


def test_single_disks_get_their_own_path(run: Run, session: Any, machine: VirtualMachine) -> None:
    group = uuid4()
    (moved,) = run(f"""
        Move-VirtualHardDisk -IDE -Bus 0 -LUN 0 -Path "/var/lib/vms/fast" -JobGroup {group}
        Move-VM "web-01" -VMHost "kvm-02" -Path "/var/lib/vms/new" -JobGroup {group}
    """)
    assert [d.location for d in moved.virtual_hard_disks] == ["/var/lib/vms/fast/web-01_disk_1.qcow2"]
    assert not session.staged(group)


def test_one_disk_moves_by_itself(run: Run, session: Any, machine: VirtualMachine) -> None:
    (disk,) = run("""
        $VM = Get-VM -Name "web-01"
        Move-VirtualHardDisk -VirtualHardDisk $VM.VirtualHardDisks[0] -Path "/var/lib/vms/fast"
    """)
    assert disk.location == "/var/lib/vms/fast/web-01_disk_1.qcow2"
    assert stored(session).virtual_hard_disks[0].location == disk.location


def test_adapters_get_networks_of_the_other_host(run: Run, session: Any, machine: VirtualMachine) -> None:
    group = uuid4()
    run(f"""
        $Adapter = Get-VirtualNetworkAdapter -VM "web-01"
        Set-VirtualNetworkAdapter -VirtualNetworkAdapter $Adapter -VirtualNetwork "Lab" -JobGroup {group}
        Move-VM "web-01" -VMHost "kvm-02" -JobGroup {group}
    """)
    assert [a.virtual_network for a in stored(session).virtual_network_adapters] == ["Lab"]
    assert not session.warnings


def test_a_network_that_is_missing_there_is_left_with_a_warning(
    run: Run, session: Any, machine: VirtualMachine
) -> None:
    target = host(session, "kvm-02")
    session.save(target.model_copy(update={"networks": [n for n in target.networks if n.name != "Production"]}))
    run('Move-VM "web-01" -VMHost "kvm-02"')
    assert [a.virtual_network for a in stored(session).virtual_network_adapters] == [""]
    assert "Production" in session.warnings[0]


def test_other_changes_in_the_group_are_refused(run: Run, session: Any, machine: VirtualMachine) -> None:
    group = uuid4()
    with pytest.raises(ParameterError):
        run(f"""
            New-VirtualDiskDrive -SCSI -Bus 0 -LUN 0 -Size 1024 -FileName "x" -JobGroup {group}
            Move-VM "web-01" -VMHost "kvm-02" -JobGroup {group}
        """)
    assert stored(session).host_name == "kvm-01"


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ('Move-VM "web-01"', ParameterError),
        ('Move-VM "web-01" -VMHost "kvm-02" -Path "relative"', ParameterError),
        ('Move-VM "web-01" -VMHost "kvm-02" -Path "/etc"', HostError),
        ('Move-VM "web-01" -VMHost "kvm-02" -UseCluster', CapabilityError),
        ('Move-VM "web-01" -VMHost "kvm-02" -HighlyAvailable $true', CapabilityError),
        ('SaveState-VM (Start-VM "web-01"); Move-VM "web-01" -VMHost "kvm-02"', VMMError),
    ],
)
def test_what_is_refused_leaves_the_machine(
    run: Run, session: Any, machine: VirtualMachine, script: str, error: type[VMMError]
) -> None:
    with pytest.raises(error):
        run(script)
    assert stored(session).host_name == "kvm-01"
    assert machine.id in on(session, "kvm-01")
    assert machine.id not in on(session, "kvm-02")


def test_a_saved_state_can_be_discarded_for_it(run: Run, session: Any, machine: VirtualMachine) -> None:
    (moved,) = run('SaveState-VM (Start-VM "web-01") | Move-VM -VMHost "kvm-02" -DiscardSavedState')
    assert (moved.host_name, moved.status) == ("kvm-02", VMStatus.POWER_OFF)


def test_a_machine_of_that_name_there_is_a_conflict(run: Run, session: Any, machine: VirtualMachine) -> None:
    run('New-VM -Name "web-01" -VMHost "kvm-02" -Path "/var/lib/vms/other"')
    with pytest.raises(ConflictError) as refused:
        run('Get-VM -Name "web-01" | where {$_.VMHost.Name -eq "kvm-01"} | Move-VM -VMHost "kvm-02"')
    assert "web-01" in str(refused.value)
    assert "kvm-02" in str(refused.value)


def test_a_host_that_does_not_answer_is_refused(run: Run, session: Any, machine: VirtualMachine) -> None:
    session.save(host(session, "kvm-02").model_copy(update={"overall_state": HostStatus.NOT_RESPONDING}))
    with pytest.raises(HostUnreachableError):
        run('Move-VM "web-01" -VMHost "kvm-02"')


def test_a_host_without_room_is_refused_with_figures(run: Run, session: Any, machine: VirtualMachine) -> None:
    session.save(host(session, "kvm-02").model_copy(update={"available_memory": 300}))
    with pytest.raises(PlacementError) as refused:
        run('Move-VM "web-01" -VMHost "kvm-02"')
    assert "512 MB" in str(refused.value)


def test_one_under_creation_is_refused(run: Run, session: Any, machine: VirtualMachine) -> None:
    provider = session.providers[host(session, "kvm-01").id]
    provider.change_outside(machine.id, status=VMStatus.UNDER_CREATION)
    with pytest.raises(StateError):
        run('Move-VM "web-01" -VMHost "kvm-02"')


def test_what_if_tells_the_way_and_changes_nothing(session: Any, machine: VirtualMachine) -> None:
    call = MoveVM(vm=machine, vm_host=host(session, "kvm-02"), path="/var/lib/vms/new")
    lines = call.plan(session)
    assert lines[0] == "Move 'web-01' from kvm-01 to kvm-02 (Network)."
    assert "/var/lib/vms/new" in lines[1]
    assert machine.id in on(session, "kvm-01")


def test_ratings_say_the_way_to_each_host(run: Run, session: Any, machine: VirtualMachine) -> None:
    ratings = {r.name: r for r in run('Get-VMHostRating -VM "web-01" -VMHost (Get-VMHost) -IsMigration')}
    assert not ratings["kvm-01"].selectable
    assert (ratings["kvm-02"].transfer_type, ratings["kvm-02"].moves_disks) == ("Network", True)
    run('Start-VM "web-01"')
    (rating,) = run('Test-SCVMHostConfiguration -VM "web-01" -VMHost "kvm-02"')
    assert rating.transfer_type == "Live with storage"
