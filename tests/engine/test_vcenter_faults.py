"""A vCenter that is slow, full, or loses what a job works on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.engine.test_vcenter import add, done, engine, machines_of, outside, run
from tests.vcsim import Vcsim, new_vcsim, vcsim
from vmmconsole.engine.engine import Engine
from vmmconsole.model import VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.status import JobStatus, VMStatus

__all__ = ["engine", "new_vcsim", "vcsim"]

Until = Callable[[Callable[[], object]], None]
NewVcsim = Callable[..., Vcsim]


def test_one_that_answers_late_keeps_nobody_else_waiting(engine: Engine, new_vcsim: NewVcsim) -> None:
    server = new_vcsim(method_delays="RetrieveServiceContent=4000,Login=4000")
    secret_id = uuid4()
    engine.vault.keep(secret_id, server.login, by="admin")
    adding = engine.jobs.start(
        f'Add-VirtualizationManager -ComputerName "127.0.0.1" -TCPPort {server.port} -Credential {secret_id} '
        f'-Certificate "{server.fingerprint}"',
        owner="admin",
    )
    machine = engine.store.find(VirtualMachine)[0]
    for verb in ("Stop-VM", "Start-VM", "Stop-VM"):
        run(engine, f"Get-VM -ID {machine.id} | {verb}")
    assert engine.store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF
    assert engine.jobs.wait(adding.id, 0).status is JobStatus.RUNNING, "it has not answered yet"
    assert engine.jobs.wait(adding.id, 60).status is JobStatus.COMPLETED


def test_one_that_answers_late_can_be_given_up(engine: Engine, new_vcsim: NewVcsim) -> None:
    server = new_vcsim(method_delays="RetrieveServiceContent=3000,Login=3000")
    secret_id = uuid4()
    engine.vault.keep(secret_id, server.login, by="admin")
    adding = engine.jobs.start(
        f'Add-VirtualizationManager -ComputerName "127.0.0.1" -TCPPort {server.port} -Credential {secret_id} '
        f'-Certificate "{server.fingerprint}"',
        owner="admin",
    )
    engine.jobs.stop(adding.id)
    assert engine.jobs.wait(adding.id, 60).status is JobStatus.CANCELED
    assert engine.store.find(VirtualizationManager) == []


def test_a_machine_that_is_deleted_under_a_job(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    server = new_vcsim(machines=1, method_delays="PowerOnVM_Task=1500")
    manager = add(engine, server)
    machine = machines_of(engine, manager)[0]
    done(engine, f"Get-VM -ID {machine.id} | Stop-VM")
    starting = engine.jobs.start(f"Get-VM -ID {machine.id} | Start-VM", owner="admin")
    until(lambda: engine.store.get(VirtualMachine, machine.id).status is VMStatus.STARTING)
    outside(server, machine.name).Destroy_Task()
    ended = engine.jobs.wait(starting.id, 60)
    assert ended.status is JobStatus.FAILED
    assert ended.error_info is not None
    assert machine.name in f"{ended.error_info.problem} {ended.error_info.cause}"
    until(lambda: machine.id not in {m.id for m in engine.store.find(VirtualMachine)})


@pytest.mark.parametrize("script", [
    'New-VirtualDiskDrive -SCSI -Bus 0 -LUN 0 -JobGroup $g -Size 60000000 {kind} -FileName "big"',
])  # fmt: skip
@pytest.mark.parametrize("kind", ["-Fixed", "-Dynamic"])
def test_a_datastore_that_is_too_small_is_named_and_nothing_stays(
    engine: Engine, vcsim: Vcsim, script: str, kind: str
) -> None:
    manager = add(engine, vcsim)
    host = engine.store.find(VMHost, virtualization_manager=manager.ref)[0]
    before = {m.id for m in machines_of(engine, manager)}
    job = run(engine, f"$g = [guid]::NewGuid(); {script.format(kind=kind)}\n"
                      f'New-VM -Name "big" -VMHost (Get-VMHost -ID {host.id}) -JobGroup $g -MemoryMB 64')  # fmt: skip
    assert job.status is JobStatus.FAILED
    assert job.error_info is not None
    assert "GB" in job.error_info.cause, "says how much is needed and free"
    assert {m.id for m in machines_of(engine, manager)} == before
    with pytest.raises(StopIteration):
        outside(vcsim, "big")
    done(engine, f"Remove-VirtualizationManager (Get-VirtualizationManager -ID {manager.id})")


def test_a_fault_of_a_task_is_told_and_what_it_began_is_taken_back(engine: Engine, new_vcsim: NewVcsim) -> None:
    """The datastore's folder goes while the machine is made."""
    server = new_vcsim(machines=0)
    manager = add(engine, server)
    host = engine.store.find(VMHost, virtualization_manager=manager.ref)[0]
    done(engine, f'New-VM -Name "there" -VMHost (Get-VMHost -ID {host.id}) -MemoryMB 64')
    job = run(engine, f'New-VM -Name "there" -VMHost (Get-VMHost -ID {host.id}) -MemoryMB 64')
    assert job.error_info is not None
    assert "one of that name" in job.error_info.cause
    assert [m.name for m in machines_of(engine, manager)] == ["there"]
