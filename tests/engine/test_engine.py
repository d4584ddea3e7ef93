"""The engine whole: first start, a virtual machine's way through it, and starting again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import CPUType, Job, OperatingSystem, UserRole, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import EngineError, HostError, StorageError
from vmmconsole.model.status import HostStatus, JobStatus, VMStatus

Run = Callable[..., Job]

WIZARD = """
# Create virtual machine
New-VirtualNetworkAdapter -VMMServer localhost -JobGroup {group} -VirtualNetwork "Lab"
New-VirtualDVDDrive -VMMServer localhost -JobGroup {group} -Bus 1 -LUN 0
New-HardwareProfile -VMMServer localhost -Name "Profile{group}" -CPUCount 2 -MemoryMB 1024 -JobGroup {group}
New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup {group} -Size 8192 -Dynamic -Filename "{name}"
$VMHost = Get-VMHost -VMMServer localhost | where {{$_.Name -eq "sim-001"}}
$HardwareProfile = Get-HardwareProfile -VMMServer localhost | where {{$_.Name -eq "Profile{group}"}}
New-VM -VMMServer localhost -Name "{name}" -VMHost $VMHost -Path "/var/lib/vms" -HardwareProfile $HardwareProfile `
    -JobGroup {group} -RunAsynchronously -StartVM
"""


def test_the_first_start_brings_what_everybody_needs(demo: Engine) -> None:
    root = demo.store.find(VMHostGroup, name="All Hosts")[0]
    assert root.is_root
    assert {h.name for h in demo.store.find(VMHost)} == {"sim-001", "sim-002"}
    assert {"Debian 12", "Windows 11"} <= {o.name for o in demo.store.find(OperatingSystem)}
    assert "1.00 GHz Pentium III Xeon" in {c.name for c in demo.store.find(CPUType)}
    assert demo.store.find(UserRole)[0].members == ["admin"]
    server = demo.server_info("admin")
    assert (server.user_name, server.user_role_name, server.is_connected) == ("admin", "Administrator", True)


def test_this_computer_is_the_first_host(tmp_path: Path) -> None:
    engine = Engine(EngineSettings(data_dir=tmp_path / "data", library_path=tmp_path / "library"))
    engine.start()
    try:
        host = engine.store.find(VMHost)[0]
        assert host.connection == "local:"
        assert host.overall_state is HostStatus.CONNECTING
        assert host.vm_host_group
        assert host.vm_host_group.name == "All Hosts"
    finally:
        engine.stop()


def test_the_store_can_be_read_before_the_rest_has_started(tmp_path: Path) -> None:
    engine = Engine(EngineSettings(data_dir=tmp_path / "data", demo=(1, 1), administrators=("admin",)))
    engine.start()
    try:
        assert engine.store.list_json(VMHost)[0] > 0
        job = engine.jobs.start("1 + 1", owner="admin")
        assert engine.store.get(Job, job.id).status is JobStatus.QUEUED
        engine.start_background()
        assert engine.jobs.wait(job.id, 20).output == [{"Value": 2}]
    finally:
        engine.stop()


def test_stopping_twice_and_before_the_start_is_no_error(tmp_path: Path) -> None:
    engine = Engine(EngineSettings(data_dir=tmp_path / "data", demo=(1, 1)))
    engine.stop()
    engine.stop()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = Engine(EngineSettings(data_dir=tmp_path / "file" / "data"))
    with pytest.raises(EngineError, match="cannot be used"):
        engine.start()


def test_one_vm_from_the_wizards_script_to_its_end(demo: Engine, run_on: Run) -> None:
    job = run_on(WIZARD.format(group=uuid4(), name="web-01"))
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert (job.name, job.result_name, job.result_object_type) == ("Create virtual machine", "web-01", "VM")
    machine = demo.store.find(VirtualMachine, name="web-01")[0]
    assert (machine.status, machine.cpu_count, machine.memory_mb) == (VMStatus.RUNNING, 2, 1024)
    assert len(machine.virtual_disk_drives) == 1
    assert machine.most_recent_job
    assert machine.most_recent_job.id == job.id
    assert machine.vm_host
    assert machine.vm_host.name == "sim-001"

    stopped = run_on('Get-VM -Name "web-01" | Stop-VM')
    assert stopped.status is JobStatus.COMPLETED, stopped.error_info
    assert demo.store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF
    statuses = [c.new_value for c in demo.store.changes(job_id=stopped.id) if c.property_name == "Status"]
    assert statuses == ["PoweringOff", "PowerOff"]

    removed = run_on('Get-VM -Name "web-01" | Remove-VM')
    assert removed.status is JobStatus.COMPLETED, removed.error_info
    assert not demo.store.find(VirtualMachine, name="web-01")


@pytest.mark.parametrize("what_if", [False, True])
def test_a_script_for_another_server_is_a_job_with_a_warning(demo: Engine, run_on: Run, what_if: bool) -> None:
    script = """
        $server = Get-VMMServer -ComputerName "vmm01.contoso.com"
        (Get-VMHost -VMMServer $server).Count
        (Get-VMHost -VMMServer vmm01).Count
    """
    job = run_on(script, what_if=what_if)
    assert job.error_info is None
    assert [item["Value"] for item in job.output] == [2, 2]
    assert job.status is JobStatus.SUCCEED_WITH_INFO
    assert [m for m in job.messages if "not contacted" in m] == job.messages != []
    assert run_on(script + "; Get-VM -VMMServer vmm02").status is JobStatus.FAILED


def test_the_wizards_script_can_be_planned(demo: Engine, run_on: Run) -> None:
    revision = demo.store.count(VirtualMachine)
    job = run_on(WIZARD.format(group=uuid4(), name="web-02"), what_if=True)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert 'What if: Performing the operation "Create virtual machine" on target "web-02".' in job.messages
    assert demo.store.count(VirtualMachine) == revision
    assert not demo.store.changes(job_id=job.id)


def test_two_jobs_on_one_machine_take_turns(demo: Engine) -> None:
    machine = next(m for m in demo.store.find(VirtualMachine) if m.status is VMStatus.RUNNING)
    scripts = [f'Get-VM -ID "{machine.id}" | {verb}' for verb in ("Stop-VM", "Start-VM")] * 5
    jobs = [demo.jobs.start(script, owner="admin") for script in scripts]
    ended = [demo.jobs.wait(job.id, 30) for job in jobs]
    assert {job.status for job in ended} == {JobStatus.COMPLETED}, [j.error_info for j in ended if j.error_info]


def test_everything_is_as_it_was_after_a_new_start(start_demo: Callable[..., Engine]) -> None:
    first = start_demo()
    machine = first.store.find(VirtualMachine)[0]
    job = first.jobs.start(f'Set-VM -VM "{machine.id}" -Description "kept"', owner="admin")
    assert first.jobs.wait(job.id, 20).status is JobStatus.COMPLETED
    hosts = {h.id for h in first.store.find(VMHost)}
    first.stop()
    second = start_demo()
    assert second.store.get(VirtualMachine, machine.id).description == "kept"
    assert {h.id for h in second.store.find(VMHost)} == hosts
    assert second.store.get(Job, job.id).status is JobStatus.COMPLETED


def test_the_log_is_in_the_data_folder(demo: Engine, tmp_path: Path) -> None:
    logging.getLogger("vmmconsole.engine").warning("a line for the log")
    assert "a line for the log" in (tmp_path / "data" / "engine.log").read_text()


def test_a_verb_that_fails_leaves_the_machine_as_it_is_on_its_host(
    demo: Engine, run_on: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = next(m for m in demo.store.find(VirtualMachine) if m.status is VMStatus.RUNNING)
    provider = demo.hosts.provider(_host_of(demo, machine))

    def fail(*_: object) -> None:
        raise HostError("The host refuses.", cause="It is told to.", action="Ask again.")

    monkeypatch.setattr(provider, "stop", fail)
    job = run_on(f'Stop-VM -VM "{machine.id}"')
    assert job.status is JobStatus.FAILED
    assert job.error_info
    assert job.error_info.problem == "The host refuses."
    after = demo.store.get(VirtualMachine, machine.id)
    assert (after.status, after.failed_job) == (VMStatus.RUNNING, None)
    monkeypatch.undo()
    demo.jobs.restart(job.id)
    assert demo.jobs.wait(job.id, 20).status is JobStatus.COMPLETED
    assert demo.store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF


def test_a_create_that_fails_can_be_restarted(demo: Engine, run_on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    host = demo.store.find(VMHost)[0]
    provider = demo.hosts.provider(host)

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be made.", cause="There is no space.", action="Make some.")

    monkeypatch.setattr(provider, "create", fail)
    job = run_on(f'New-VM -Name "half" -VMHost "{host.name}" -Path "/var/lib/vms" -MemoryMB 64')
    assert job.status is JobStatus.FAILED
    machine = demo.store.find(VirtualMachine, name="half")[0]
    assert machine.status is VMStatus.CREATION_FAILED
    assert machine.failed_job
    assert machine.failed_job.id == job.id
    demo.hosts.refresh_host(host)
    assert demo.store.get(VirtualMachine, machine.id).status is VMStatus.CREATION_FAILED, "it waits for repair"
    monkeypatch.undo()
    demo.jobs.restart(job.id)
    job = demo.jobs.wait(job.id, 20)
    assert job.status is JobStatus.COMPLETED, job.error_info
    made = demo.store.find(VirtualMachine, name="half")
    assert [(m.id, m.status, m.failed_job) for m in made] == [(machine.id, VMStatus.POWER_OFF, None)]


def _host_of(engine: Engine, machine: VirtualMachine) -> VMHost:
    assert machine.vm_host
    return engine.store.get(VMHost, machine.vm_host.id)


def test_what_jobs_ran_is_private_in_an_open_folder(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    engine = Engine(EngineSettings(data_dir=folder, local_host=False, administrators=("admin",)))
    engine.start()
    try:
        modes = {p.name: p.stat().st_mode & 0o077 for p in folder.iterdir() if p.is_file()}
    finally:
        engine.stop()
    assert {"vmm.db", "jobs.db", "engine.log"} <= modes.keys()
    assert set(modes.values()) == {0}, modes
