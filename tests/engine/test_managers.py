"""Virtualization managers through an engine: by script, in jobs, beside other hosts. A stand-in is the server."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.stand_in_manager import StandInServer
from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.engine import managers
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.refresh import outside_jobs
from vmmconsole.engine.refresh.connection import Intervals
from vmmconsole.model import Job, RunAsAccount, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.errors import StateError
from vmmconsole.model.status import HostStatus, JobStatus, VirtualizationPlatform, VMStatus
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.manager import Limits, Login, ManagerChanges, OutsideTask

Until = Callable[[Callable[[], object]], None]
PASSWORD = "a-Very_secret9"
ADD = 'Add-VirtualizationManager -ComputerName "vcenter-01" -Credential {0}'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> StandInServer:
    """The server, in the place of every provider of virtualization managers."""
    made = StandInServer(first=50)
    made.password = PASSWORD

    def open_manager(kind: str, address: str, port: int, login: Login, *, fingerprint: str, state_dir: Path) -> Any:
        manager = VirtualizationManager(name=address, address=address, port=port, fingerprint=fingerprint)
        return made.open(manager, login, state_dir)

    monkeypatch.setattr(managers, "open_manager", open_manager)
    return made


@pytest.fixture
def start(data_dir: Path) -> Iterator[Callable[[], Engine]]:
    """Starts engines with two simulated hosts, one after the other on the same data folder."""
    started: list[Engine] = []

    def begin() -> Engine:
        settings = EngineSettings(
            data_dir=data_dir, demo=(2, 4), administrators=("admin",),
            intervals=Intervals(debounce=0.01, retry=0.05, look_again=0.02, stats=60),
        )  # fmt: skip
        engine = Engine(settings)
        started.append(engine)
        engine.start()
        engine.start_background()
        assert engine.wait_ready()
        return engine

    yield begin
    for engine in started:
        engine.stop()


def run(engine: Engine, script: str, seconds: float = 20) -> Job:
    job = engine.jobs.start(script, owner="admin")
    return engine.jobs.wait(job.id, seconds)


def add(engine: Engine) -> VirtualizationManager:
    secret_id = uuid4()
    engine.vault.keep(secret_id, Login("root", PASSWORD), by="admin")
    job = run(engine, ADD.format(secret_id))
    assert job.status is JobStatus.COMPLETED, job.error_info
    return engine.store.get(VirtualizationManager, job.result_object_id)  # type: ignore[arg-type]


@pytest.fixture
def engine(start: Callable[[], Engine], server: StandInServer) -> Engine:
    """An engine with two simulated hosts and the manager."""
    del server
    made = start()
    add(made)
    return made


def of_manager(engine: Engine, status: VMStatus) -> VirtualMachine:
    hosts = {h.id for h in engine.store.find(VMHost) if h.virtualization_manager is not None}
    found = engine.store.find(VirtualMachine, status=status)
    return next(m for m in found if m.vm_host is not None and m.vm_host.id in hosts)


def test_adding_stores_the_credential_and_writes_the_password_nowhere(engine: Engine, data_dir: Path) -> None:
    (manager,) = engine.store.find(VirtualizationManager)
    (account,) = engine.store.find(RunAsAccount)
    assert (manager.credential, account.name, account.user_name) == ("vcenter-01", "vcenter-01", "root")
    engine.stop()
    files = [file for file in data_dir.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if PASSWORD.encode() in file.read_bytes()]


def test_its_steps_show(engine: Engine) -> None:
    job = next(j for j in engine.store.find(Job) if j.cmdlet_name == "Add-VirtualizationManager")
    assert [step.name for step in job.steps] == [
        "Add virtualization manager", "Connect to virtualization manager", "Read hosts and virtual machines",
    ]  # fmt: skip
    assert job.result_name == "vcenter-01"


def asked(server: StandInServer) -> Counter[str]:
    """What was called, but for what the engine asks by itself: loads, and machines that there was news of."""
    return Counter({name: count for name, count in server.calls.items() if name not in {"stats", "tags", "whole"}})


def test_a_plan_asks_nobody_and_changes_nothing(engine: Engine, server: StandInServer) -> None:
    calls = asked(server)
    job = run(engine, 'Remove-VirtualizationManager "vcenter-01" -WhatIf')
    text = (
        "Forget the virtualization manager 'vcenter-01' with its 2 hosts and 6 virtual machines; nothing changes on it."
    )
    assert text in job.messages
    assert run(engine, 'Refresh-VirtualizationManager "vcenter-01" -WhatIf').status is JobStatus.COMPLETED
    assert asked(server) == calls
    assert len(engine.store.find(VirtualizationManager)) == 1


def test_an_account_that_is_not_there_or_disabled_is_named(start: Callable[[], Engine], server: StandInServer) -> None:
    del server
    engine = start()
    failed = run(engine, ADD.format('"nobody"'))
    assert failed.error_info is not None
    assert failed.error_info.problem == "There is no Run As account 'nobody'."
    secret_id = uuid4()
    engine.vault.keep(secret_id, Login("root", PASSWORD), by="admin")
    run(engine, f'New-SCRunAsAccount "op" -Credential {secret_id}; Disable-SCRunAsAccount "op"')
    failed = run(engine, ADD.format('"op"'))
    assert failed.error_info is not None
    assert "disabled" in failed.error_info.cause
    assert engine.store.find(VirtualizationManager) == []


def test_a_certificate_that_nobody_vouches_for_needs_its_fingerprint(
    start: Callable[[], Engine], server: StandInServer
) -> None:
    engine = start()
    server.trusted = False
    secret_id = uuid4()
    engine.vault.keep(secret_id, Login("root", PASSWORD), by="admin")
    failed = run(engine, ADD.format(secret_id))
    assert failed.error_info is not None
    assert 'Get-Certificate -ComputerName "vcenter-01" -TCPPort 443' in failed.error_info.recommended_action
    assert run(engine, ADD.format(f'"vcenter-01" -Certificate "{server.fingerprint.lower()}"')).status is (
        JobStatus.COMPLETED
    )


def test_another_password_is_tried_by_itself(
    start: Callable[[], Engine], engine: Engine, server: StandInServer, until: Until
) -> None:
    engine.stop()
    server.password = "another"
    again = start()
    (manager,) = again.store.find(VirtualizationManager)
    assert manager.status is HostStatus.ACCESS_DENIED
    connects = server.calls["connect"]
    assert run(again, 'Set-SCRunAsAccount "vcenter-01" -Description "old"').status is JobStatus.COMPLETED
    until(lambda: server.calls["connect"] == connects + 1)
    assert again.store.get(VirtualizationManager, manager.id).status is HostStatus.ACCESS_DENIED
    secret_id = uuid4()
    again.vault.keep(secret_id, Login("root", "another"), by="admin")
    assert run(again, f'Set-SCRunAsAccount "vcenter-01" -Credential {secret_id}').status is JobStatus.COMPLETED
    until(lambda: again.store.get(VirtualizationManager, manager.id).status is HostStatus.OK)


def test_the_devices_of_a_machine_are_read_before_it_is_changed(engine: Engine, server: StandInServer) -> None:
    machine = of_manager(engine, VMStatus.POWER_OFF)
    assert machine.is_light
    job = run(engine, f"Get-VM -ID {machine.id} | Set-VM -MemoryMB 768")
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert machine.vm_host is not None
    there = server.hosts[machine.vm_host.name[-2:]].machine(machine.id)
    assert there.memory_mb == 768
    assert there.virtual_disk_drives
    assert engine.store.get(VirtualMachine, machine.id).virtual_disk_drives


def test_a_script_over_all_reads_devices_of_many_in_one_call(engine: Engine, server: StandInServer) -> None:
    job = run(engine, "Get-VM | Where-Object { $_.Memory -gt 0 } | ForEach-Object { $_.Name }")
    assert len(job.output) == 10
    assert server.calls["whole"] == 0
    job = run(engine, "Get-VM | ForEach-Object { $_.VirtualDiskDrives.Count }")
    assert all(value["Value"] > 0 for value in job.output)
    assert server.calls["whole"] == 1


def test_an_esx_host_is_limited_until_it_has_an_account(engine: Engine) -> None:
    def host() -> VMHost:
        return next(h for h in engine.store.find(VMHost) if h.virtualization_manager is not None)

    assert host().overall_state is HostStatus.OK_LIMITED
    assert run(engine, f'Set-VMHost "{host().name}" -Credential "nobody"').status is JobStatus.FAILED
    assert run(engine, f'Set-VMHost "{host().name}" -Credential "vcenter-01"').status is JobStatus.COMPLETED
    assert (host().overall_state, host().status_reason) == (HostStatus.OK, "")
    assert run(engine, f'Remove-VMHost "{host().name}"').status is JobStatus.FAILED


def test_what_follows_its_tree_is_not_moved_here_and_what_stands_around_it_is(
    engine: Engine, server: StandInServer
) -> None:
    for verb in (
        'Set-VMHostGroup "All Hosts\\Berlin (vcenter-01)" -Name "Bonn"',
        'Remove-VMHostGroup "All Hosts\\Berlin (vcenter-01)\\Gold"',
        'Move-VMHostGroup "All Hosts\\Berlin (vcenter-01)" -ParentHostGroup "All Hosts\\Amsterdam"',
        'Move-VMHost "vcenter-01-h1" -ParentHostGroup "All Hosts\\Amsterdam"',
    ):  # fmt: skip
        refused = run(engine, verb)
        assert refused.error_info is not None, verb
        assert refused.error_info.type == "CapabilityError", refused.error_info
    assert run(engine, 'Set-VMHostGroup "All Hosts\\Amsterdam" -Name "Aachen"').status is JobStatus.COMPLETED
    paths = {m.host_group_path for m in engine.store.find(VirtualMachine)}
    assert "All Hosts\\Aachen" in paths
    assert server.calls["whole"] == 0


def test_a_host_with_a_maintenance_mode_of_its_own_is_brought_into_it(
    engine: Engine, server: StandInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    provider = server.hosts["h1"]
    able = replace(provider.capabilities(), maintenance_mode=True)
    monkeypatch.setattr(provider, "capabilities", lambda: able)
    for verb in ("enter_maintenance", "exit_maintenance"):
        monkeypatch.setattr(provider, verb, lambda progress, verb=verb: asked.append(verb), raising=False)

    def host() -> VMHost:
        return engine.store.find(VMHost, name=f"{server.name}-h1")[0]

    assert run(engine, f'Disable-VMHost "{host().name}" -WhatIf').status is JobStatus.COMPLETED
    assert asked == []
    assert run(engine, f'Disable-VMHost "{host().name}"').status is JobStatus.COMPLETED
    assert (asked, host().overall_state) == (["enter_maintenance"], HostStatus.MAINTENANCE_MODE)
    running = {VMStatus.RUNNING, VMStatus.PAUSED}
    assert not [m for m in engine.store.find(VirtualMachine, vm_host=host()) if m.status in running]
    assert run(engine, f'Enable-VMHost "{host().name}"').status is JobStatus.COMPLETED
    assert (asked[-1], host().overall_state) == ("exit_maintenance", HostStatus.OK_LIMITED)


class Gate:
    """Holds the starting of machines back until it is opened."""

    def __init__(self, server: StandInServer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.started: list[UUID] = []
        for provider in server.hosts.values():
            monkeypatch.setattr(provider, "start", self._held(provider.start))

    def _held(self, original: Callable[[UUID, Progress], None]) -> Callable[[UUID, Progress], None]:
        def start(machine_id: UUID, progress: Progress) -> None:
            self.started.append(machine_id)
            while not self.open.wait(0.01):
                progress.check()
            original(machine_id, progress)

        return start


@pytest.fixture
def gate(server: StandInServer, monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(server, monkeypatch)


def two_stopped(engine: Engine, server: StandInServer) -> list[VirtualMachine]:
    """Two machines on one host, both off."""
    server.limits = Limits(per_manager=4, per_host=1)
    host = next(h for h in engine.store.find(VMHost) if h.virtualization_manager is not None)
    first, second = engine.store.find(VirtualMachine, vm_host=host)[:2]
    for machine in (first, second):
        assert run(engine, f'Stop-VM "{machine.name}"').status is JobStatus.COMPLETED
    return [first, second]


def test_what_goes_beyond_the_limits_waits_visibly_and_can_be_cancelled(
    engine: Engine, server: StandInServer, gate: Gate, until: Until
) -> None:
    first, second = two_stopped(engine, server)
    going = engine.jobs.start(f'Start-VM "{first.name}"', owner="admin")
    until(lambda: gate.started == [first.id])
    waiting = engine.jobs.start(f'Start-VM "{second.name}"', owner="admin")
    until(
        lambda: engine.store.get(Job, waiting.id).status is JobStatus.QUEUED and engine.store.get(Job, waiting.id).steps
    )
    assert first.vm_host is not None
    shown = engine.store.get(Job, waiting.id).steps[0]
    assert shown.description == f"Waiting for {first.vm_host.name}: 1 of its 1 units are in use"
    engine.jobs.stop(waiting.id)
    assert engine.jobs.wait(waiting.id, 10).status is JobStatus.CANCELED
    again = engine.jobs.start(f'Start-VM "{second.name}"', owner="admin")
    gate.open.set()
    assert [engine.jobs.wait(j.id, 10).status for j in (going, again)] == [JobStatus.COMPLETED] * 2
    assert gate.started == [first.id, second.id]


def test_one_that_waits_goes_on_after_the_engine_was_started_again(
    start: Callable[[], Engine], engine: Engine, server: StandInServer, gate: Gate, until: Until
) -> None:
    first, second = two_stopped(engine, server)
    jobs = [engine.jobs.start(f'Start-VM "{m.name}"', owner="admin") for m in (first, second)]
    until(lambda: gate.started and engine.store.get(Job, jobs[1].id).steps)
    engine.stop()
    gate.open.set()
    again = start()
    assert [again.jobs.wait(job.id, 20).status for job in jobs] == [JobStatus.COMPLETED] * 2
    assert {again.store.get(VirtualMachine, m.id).status for m in (first, second)} == {VMStatus.RUNNING}


def task(key: str, status: JobStatus = JobStatus.RUNNING, **facts: Any) -> OutsideTask:
    return OutsideTask(key, "Power On virtual machine", "LAB\\ben", status, **facts)


def outside(engine: Engine) -> list[Job]:
    return [job for job in engine.store.find(Job) if job.virtualization_manager is not None]


def test_tasks_of_others_are_jobs_that_are_only_watched(
    start: Callable[[], Engine], engine: Engine, server: StandInServer, until: Until
) -> None:
    machine = of_manager(engine, VMStatus.RUNNING)
    server.tell(ManagerChanges(tasks=(task("t1", percent=40, machine_id=machine.id, entity=machine.name),)))
    until(lambda: outside(engine))
    (job,) = outside(engine)
    assert (job.owner, job.progress, job.result_name, job.status) == ("LAB\\ben", 40, machine.name, JobStatus.RUNNING)
    assert (job.is_stoppable, job.is_restartable) == (False, False)
    for call in (engine.jobs.stop, engine.jobs.restart):
        with pytest.raises(StateError, match="outside"):
            call(job.id)
    # It locks nothing, and the end of the engine is not its end.
    assert run(engine, f'Stop-VM "{machine.name}"').status is JobStatus.COMPLETED
    server.tasks = (task("t1", percent=60, machine_id=machine.id),)
    engine.stop()
    again = start()
    until(lambda: outside(again)[0].progress == 60)
    assert outside(again)[0].status is JobStatus.RUNNING
    server.tell(ManagerChanges(tasks=(task("t1", JobStatus.FAILED, error="There is no space."),)))
    until(lambda: outside(again)[0].status is JobStatus.FAILED)
    assert outside(again)[0].error_info is not None


def test_one_that_ended_while_the_connection_was_lost_says_that_nobody_knows(
    engine: Engine, server: StandInServer, until: Until
) -> None:
    server.tell(ManagerChanges(tasks=(task("t1"),)))
    until(lambda: outside(engine))
    assert run(engine, 'Refresh-VirtualizationManager "vcenter-01"').status is JobStatus.COMPLETED
    assert outside(engine)[0].status is JobStatus.RUNNING
    server.go()
    server.come_back()
    until(lambda: outside(engine)[0].status is JobStatus.SUCCEED_WITH_INFO)
    assert "nobody here knows" in outside(engine)[0].messages[-1]


def test_only_the_latest_are_kept(
    engine: Engine, server: StandInServer, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside_jobs, "MOST_KEPT", 3)
    began = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(8):
        ended = began + timedelta(minutes=number)
        server.tell(ManagerChanges(tasks=(task(f"t{number}", JobStatus.COMPLETED, started_at=began, ended_at=ended),)))
    until(lambda: {job.ended_at for job in outside(engine)} == {began + timedelta(minutes=n) for n in (5, 6, 7)})


def test_one_rating_over_both_kinds_of_hosts_says_why_a_machine_cannot_go_where(
    engine: Engine, server: StandInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for provider in server.hosts.values():
        other = replace(provider.capabilities(), export_format="vmdk", import_formats=("vmdk",))
        monkeypatch.setattr(provider, "capabilities", lambda other=other: other)
        monkeypatch.setattr(provider, "movement_domain", lambda: "vcenter-01")
        monkeypatch.setattr(provider, "platform", VirtualizationPlatform.VMWARE_ESX, raising=False)
    hosts = {host.id: host for host in engine.store.find(VMHost)}
    machine = next(
        m for m in engine.store.find(VirtualMachine) if m.vm_host and not hosts[m.vm_host.id].virtualization_manager
    )
    request = PlacementRequest(machine.name, machine, 10, machine=machine, path="/var/lib/vms")
    rated = {rating.vm_host.id: rating for rating in engine.rate_hosts(request, list(hosts.values()))}
    assert len(rated) == 4
    assert machine.vm_host is not None
    for host_id, rating in rated.items():
        why = [reason.text for reason in rating.reasons if reason.hard]
        if hosts[host_id].virtualization_manager is not None:
            assert "converted" in why[0]
        else:
            assert why == (["The virtual machine is on this host already."] if host_id == machine.vm_host.id else [])
    assert len(run(engine, "Get-VM | ForEach-Object { $_.HostName } | Sort-Object -Unique").output) == 4
