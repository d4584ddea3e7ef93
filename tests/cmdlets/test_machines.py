"""Reading, power, changing, checkpoints and removal of virtual machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.cmdlets import power
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import (
    AmbiguousError,
    CapabilityError,
    ConflictError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    StateError,
)
from vmmconsole.model.status import BootDevice, VMStartAction, VMStatus

Run = Callable[[str], list[Any]]
Now = Callable[[], VirtualMachine]


@pytest.fixture
def now(session: Any, machine: VirtualMachine) -> Now:
    """The machine as it is stored now."""
    return lambda: session.get(VirtualMachine, machine.id)


@pytest.fixture
def provider(session: Any) -> Any:
    """The provider of kvm-01."""
    (host,) = session.find(VMHost, name="kvm-01")
    return session.providers[host.id]


# Reading


def test_get_vm_by_name_host_and_id(run: Run, machine: VirtualMachine) -> None:
    assert [m.name for m in run('Get-VM -Name "WEB-01"')] == ["web-01"]
    assert [m.name for m in run('Get-SCVirtualMachine "web*"')] == ["web-01"]
    assert [m.name for m in run('Get-VM -VMHost "kvm-01"')] == ["web-01"]
    assert len(run("Get-VMHost kvm-02 | Get-VM")) == 3
    assert run(f'Get-VM -VMMServer localhost -Name "web-01" -ID "{machine.id}"')
    assert run(f'Get-VM -Name "other" -ID {machine.id}') == []
    assert run('Get-VM "none"') == []
    assert len(run("Get-VMMServer localhost | Get-VM")) == 4


# Power

_VERBS = [
    ("Start-VM", VMStatus.POWER_OFF, VMStatus.STARTING, VMStatus.RUNNING),
    ("Start-VM", VMStatus.SAVED, VMStatus.RESTORING, VMStatus.RUNNING),
    ("Start-VM", VMStatus.PAUSED, VMStatus.STARTING, VMStatus.RUNNING),
    ("Stop-VM", VMStatus.RUNNING, VMStatus.POWERING_OFF, VMStatus.POWER_OFF),
    ("Use-SCStopVM", VMStatus.PAUSED, VMStatus.POWERING_OFF, VMStatus.POWER_OFF),
    ("Shutdown-VM", VMStatus.RUNNING, VMStatus.POWERING_OFF, VMStatus.POWER_OFF),
    ("Suspend-VM", VMStatus.RUNNING, VMStatus.PAUSING, VMStatus.PAUSED),
    ("Resume-VM", VMStatus.PAUSED, VMStatus.STARTING, VMStatus.RUNNING),
    ("SaveState-VM", VMStatus.RUNNING, VMStatus.SAVING, VMStatus.SAVED),
    ("DiscardSavedState-VM", VMStatus.SAVED, VMStatus.DISCARD_SAVED_STATE, VMStatus.POWER_OFF),
    ("Reset-VM", VMStatus.RUNNING, VMStatus.RESET, VMStatus.RUNNING),
    ("Stop-SCVirtualMachine", VMStatus.RUNNING, VMStatus.POWERING_OFF, VMStatus.POWER_OFF),
    ("Stop-SCVirtualMachine -SaveState", VMStatus.RUNNING, VMStatus.SAVING, VMStatus.SAVED),
    ("Stop-SCVirtualMachine -DiscardSavedState", VMStatus.SAVED, VMStatus.DISCARD_SAVED_STATE, VMStatus.POWER_OFF),
]


@pytest.mark.parametrize(("verb", "before", "meanwhile", "after"), _VERBS)
def test_a_power_verb_goes_by_its_transitional_status(
    run: Run, session: Any, provider: Any, machine: VirtualMachine, verb: str,
    before: VMStatus, meanwhile: VMStatus, after: VMStatus,
) -> None:  # fmt: skip
    provider.change_outside(machine.id, status=before)
    session.statuses.clear()
    (result,) = run(f'{verb} -VM "web-01"')
    assert result.status is after
    assert session.statuses == [meanwhile]
    assert "web-01" in session.locked


@pytest.mark.parametrize(
    ("verb", "status"),
    [("Start-VM", VMStatus.RUNNING), ("Stop-VM", VMStatus.POWER_OFF), ("Shutdown-VM", VMStatus.POWER_OFF),
     ("Suspend-VM", VMStatus.PAUSED), ("Resume-VM", VMStatus.RUNNING), ("SaveState-VM", VMStatus.SAVED),
     ("DiscardSavedState-VM", VMStatus.POWER_OFF)],
)  # fmt: skip
def test_in_its_target_status_a_machine_is_returned_unchanged(
    run: Run, session: Any, provider: Any, machine: VirtualMachine, verb: str, status: VMStatus
) -> None:
    provider.change_outside(machine.id, status=status)
    session.statuses.clear()
    assert run(f'{verb} "web-01"')[0].status is status
    assert session.statuses == []


@pytest.mark.parametrize(
    ("verb", "status"),
    [("Stop-VM", VMStatus.SAVED), ("Suspend-VM", VMStatus.POWER_OFF), ("Resume-VM", VMStatus.SAVED),
     ("SaveState-VM", VMStatus.POWER_OFF), ("Reset-VM", VMStatus.PAUSED), ("Shutdown-VM", VMStatus.PAUSED),
     ("DiscardSavedState-VM", VMStatus.RUNNING)],
)  # fmt: skip
def test_a_status_that_does_not_allow_a_verb_is_named(
    run: Run, provider: Any, machine: VirtualMachine, verb: str, status: VMStatus
) -> None:
    provider.change_outside(machine.id, status=status)
    with pytest.raises(StateError, match=status.text) as caught:
        run(f'{verb} "web-01"')
    assert caught.value.action


def test_what_the_host_cannot_do_is_asked_of_its_capabilities(
    run: Run, provider: Any, machine: VirtualMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    able = replace(provider.capabilities(), pause=False, reasons={"pause": "No pausing here."})
    monkeypatch.setattr(provider, "capabilities", lambda: able)
    run('Start-VM "web-01"')
    with pytest.raises(CapabilityError, match=r"No pausing here\."):
        run('Suspend-VM "web-01"')


def test_an_outside_change_is_seen_before_a_verb(run: Run, provider: Any, machine: VirtualMachine) -> None:
    run('Start-VM "web-01"')
    provider.change_outside(machine.id, status=VMStatus.POWER_OFF)
    (result,) = run('Start-VM "web-01"')
    assert result.status is VMStatus.RUNNING


def test_a_machine_that_is_gone_is_told(run: Run, provider: Any, machine: VirtualMachine, session: Any) -> None:
    provider.remove(machine.id, delete_files=True, progress=session.progress)
    with pytest.raises(NotFoundError, match="not on kvm-01 any more"):
        run('Start-VM "web-01"')


def test_many_machines_go_through_the_pipeline(run: Run) -> None:
    run("Get-VM -VMHost kvm-02 | where {$_.Status -eq 'Running'} | Stop-VM")
    assert {m.status for m in run("Get-VM -VMHost kvm-02")} <= {VMStatus.POWER_OFF, VMStatus.SAVED}


def test_plans_of_power_verbs_name_old_and_new(session: Any, machine: VirtualMachine) -> None:
    assert power.StartVM(vm=machine).plan(session) == ["Start virtual machine 'web-01': Stopped → Running."]
    assert "stays" in power.StopVM(vm=machine).plan(session)[0]
    with pytest.raises(StateError):
        power.ResetVM(vm=machine).plan(session)


# Changing


def test_set_vm_changes_properties_without_asking_the_host(run: Run, session: Any, provider: Any, now: Now) -> None:
    provider.lose_connection()
    run("""Set-VM "web-01" -Description "it's" -Owner "LAB\\ben" -Tag "t" -CostCenter "42" -Custom3 "c" -QuotaPoint 2 `
             -StopAction TurnOffVM -DelayStart 5 -ExpectedCPUUtilization 60 `
             -BlockDynamicOptimization $true""")
    vm = now()
    assert (vm.description, vm.owner, vm.tag, vm.cost_center, vm.quota_point) == ("it's", "LAB\\ben", "t", "42", 2)
    assert (vm.custom_properties[2], vm.delay_start, vm.expected_cpu_utilization) == ("c", 5, 60)
    assert vm.exclude_from_pro
    assert len(vm.custom_properties) == 10
    assert VMStatus.UNDER_UPDATE not in session.statuses


def test_set_vm_changes_hardware_in_one_call(run: Run, provider: Any, now: Now) -> None:
    provider.faults.names.clear()
    run('Set-VM "web-01" -MemoryMB 1024 -CPUCount 4 -BootOrder "PxeBoot", "CD" -CPUType "1.00 GHz Pentium III Xeon"')
    vm = now()
    assert (vm.memory_mb, vm.cpu_count, vm.cpu_type) == (1024, 4, "1.00 GHz Pentium III Xeon")
    assert vm.boot_order == [BootDevice.PXE_BOOT, BootDevice.CD]
    assert provider.faults.names.count("reconfigure") == 1


def test_set_vm_renames(run: Run, now: Now, provider: Any, machine: VirtualMachine) -> None:
    run('Get-VM "web-01" | Set-VM -Name "web 2 – «ä»"')
    assert now().name == "web 2 – «ä»"
    assert provider.machine(machine.id).name == "web 2 – «ä»"


def test_set_vm_tells_the_host_to_start_it(run: Run, provider: Any, now: Now, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = provider.reconfigure
    monkeypatch.setattr(
        provider, "reconfigure", lambda i, change, p: (asked.append(change.autostart), real(i, change, p))[1]
    )
    run('Set-VM "web-01" -StartAction AlwaysAutoTurnOnVM')
    run('Set-VM "web-01" -StartAction AlwaysAutoTurnOnVM')
    assert asked == [True]
    assert now().start_action is VMStartAction.ALWAYS


def test_set_vm_refuses_a_taken_or_bad_name(run: Run, machine: VirtualMachine) -> None:
    run('New-VM "web-02" -VMHost "kvm-01"')
    with pytest.raises(ConflictError):
        run('Set-VM "web-01" -Name "WEB-02"')
    with pytest.raises(ParameterError, match="':'"):
        run('Set-VM "web-01" -Name "a:b"')


def test_a_plan_of_set_vm_has_old_and_new_values(session: Any, machine: VirtualMachine) -> None:
    from vmmconsole.cmdlets.virtual_machine import SetVM

    lines = SetVM(vm=machine, vm_name="web-09", memory_mb=2048, tag="x").plan(session)
    assert "Name: 'web-01' → 'web-09'" in lines
    assert "MemoryMB: 512 MB → 2,048 MB" in lines
    assert "Tag: '' → 'x'" in lines


# Checkpoints


def test_checkpoints_come_are_renamed_restored_and_go(run: Run, now: Now) -> None:
    (first,) = run('Get-VM "web-01" | New-VMCheckpoint -Name "one"')
    (second,) = run('New-SCVMCheckpoint "web-01" -Name "two" -Description "d"')
    assert (second.parent_checkpoint_id, second.description) == (first.id, "d")
    assert [c.name for c in run('Get-VMCheckpoint -VM "web-01"')] == ["one", "two"]
    assert [c.name for c in run('Get-VM "web-01" | Get-VMCheckpoint -MostRecent')] == ["two"]
    run(f'Get-VMCheckpoint -ID {first.id} | Set-VMCheckpoint -Name "uno"')
    run('Start-VM "web-01"')
    run('Get-VMCheckpoint | where {$_.Name -eq "uno"} | Restore-VMCheckpoint')
    assert now().status is VMStatus.POWER_OFF
    run('Get-VMCheckpoint -VM "web-01" | Remove-VMCheckpoint')
    assert now().checkpoints == []


def test_a_checkpoint_gets_a_name_by_itself(run: Run, machine: VirtualMachine) -> None:
    (made,) = run('New-VMCheckpoint "web-01"')
    assert made.name.startswith("web-01 - (20")


def test_a_checkpoint_step_that_runs_twice_makes_one(session: Any, machine: VirtualMachine, now: Now) -> None:
    from vmmconsole.cmdlets.checkpoint import NewVMCheckpoint

    cmdlet = NewVMCheckpoint(vm=machine)
    assert list(cmdlet.run(session)) == list(cmdlet.run(session))
    assert len(now().checkpoints) == 1


# Removal


def test_remove_vm_deletes_it_with_its_files(run: Run, session: Any, provider: Any, machine: VirtualMachine) -> None:
    (path,) = provider.files_of(machine.id)
    assert run('Remove-VM "web-01"')[0].id == machine.id
    assert session.find(VirtualMachine, name="web-01") == []
    assert not provider.disks.exists(path)


def test_remove_vm_can_keep_the_files(run: Run, session: Any, provider: Any, machine: VirtualMachine) -> None:
    (path,) = provider.files_of(machine.id)
    run('Remove-VM "web-01" -SkipFileRemoval')
    assert provider.disks.exists(path)


def test_a_running_machine_is_not_removed(run: Run, session: Any, machine: VirtualMachine) -> None:
    run('Start-VM "web-01"')
    with pytest.raises(StateError, match="Running"):
        run('Remove-VM "web-01"')
    assert session.find(VirtualMachine, name="web-01")


def test_force_drops_only_the_record(run: Run, session: Any, provider: Any, machine: VirtualMachine) -> None:
    provider.lose_connection()
    with pytest.raises(HostUnreachableError) as caught:
        run('Remove-VM "web-01"')
    assert "-Force" in caught.value.action
    run('Remove-VM "web-01" -Force')
    assert session.find(VirtualMachine, name="web-01") == []
    provider.restore_connection()
    assert provider.machine(machine.id)


def test_force_removes_all_of_a_machine_whose_host_answers(run: Run, provider: Any, machine: VirtualMachine) -> None:
    run('Remove-VM "web-01" -Force')
    with pytest.raises(NotFoundError):
        provider.machine(machine.id)


def test_removing_twice_is_no_error(session: Any, machine: VirtualMachine) -> None:
    from vmmconsole.cmdlets.virtual_machine import RemoveVM

    cmdlet = RemoveVM(vm=machine)
    assert list(cmdlet.run(session)) == list(cmdlet.run(session)) == [machine]


def test_a_plan_of_remove_vm_names_the_files(session: Any, machine: VirtualMachine) -> None:
    from vmmconsole.cmdlets.virtual_machine import RemoveVM

    lines = RemoveVM(vm=machine).plan(session)
    assert lines[1] == "Delete the file /var/lib/vms/web-01/web-01_disk_1.qcow2."


def test_refresh_takes_outside_changes_in(run: Run, provider: Any, machine: VirtualMachine, now: Now) -> None:
    provider.change_outside(machine.id, status=VMStatus.RUNNING)
    assert run('Refresh-VM "web-01"')[0].status is VMStatus.RUNNING
    assert now().status is VMStatus.RUNNING
    assert len(run("Get-VMHost kvm-02 | Read-SCVirtualMachine")) == 3


def test_repair_refuses_a_healthy_machine(run: Run, machine: VirtualMachine) -> None:
    with pytest.raises(StateError, match="cannot be repaired"):
        run('Repair-VM "web-01" -Retry')


# Names to objects


def test_a_name_on_two_hosts_must_be_told_apart(run: Run, machine: VirtualMachine) -> None:
    run('New-VM "web-01" -VMHost "kvm-02"')
    with pytest.raises(AmbiguousError, match=r"kvm-01, kvm-02"):
        run('Start-VM "web-01"')
    run('$VM = Get-VM "web-01" | where {$_.VMHost.Name -eq "kvm-02"}; Start-VM -VM $VM')


@pytest.mark.parametrize("form", ["{0}", '"{0}"', '"{{{0}}}"', '([guid]"{0}")'])
def test_an_id_names_a_machine_in_any_form(run: Run, machine: VirtualMachine, form: str) -> None:
    (vm,) = run(f"Start-VM -VM {form.format(machine.id)}")
    assert vm.id == machine.id


def test_an_id_of_nothing_is_told(run: Run) -> None:
    with pytest.raises(NotFoundError):
        run(f"Start-VM -VM {UUID(int=7)}")


def test_an_object_of_another_kind_is_refused(run: Run) -> None:
    with pytest.raises(ParameterError, match="virtual machine"):
        run("Start-VM -VM (Get-VMHost kvm-01)")
