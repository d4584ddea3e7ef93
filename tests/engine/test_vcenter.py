"""An engine with a vCenter: the real provider against the simulator, from the cmdlet to the change stream."""

from __future__ import annotations

import base64
import http.client
import json
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pyVmomi import vim

from tests.vcsim import ROOT, Vcsim, new_vcsim, vcsim
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.refresh.connection import Intervals
from vmmconsole.model import Job, VirtualizationManager, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.status import HostStatus, JobStatus, VMStatus

__all__ = ["new_vcsim", "vcsim"]

Until = Callable[[Callable[[], object]], None]
NewVcsim = Callable[..., Vcsim]


@pytest.fixture
def engine(data_dir: Path) -> Iterator[Engine]:
    """An engine with one simulated host of our own."""
    settings = EngineSettings(
        data_dir=data_dir, demo=(1, 2), administrators=("admin",), intervals=Intervals(retry=0.1, stats=60)
    )
    made = Engine(settings)
    made.start()
    made.start_background()
    assert made.wait_ready()
    yield made
    made.stop()


def run(engine: Engine, script: str, seconds: float = 60) -> Job:
    job = engine.jobs.start(script, owner="admin")
    return engine.jobs.wait(job.id, seconds)


def done(engine: Engine, script: str) -> Job:
    job = run(engine, script)
    assert job.status is JobStatus.COMPLETED, job.error_info
    return job


def add(engine: Engine, server: Vcsim, name: str = "127.0.0.1") -> VirtualizationManager:
    secret_id = uuid4()
    engine.vault.keep(secret_id, server.login, by="admin")
    script = (
        f'Add-VirtualizationManager -ComputerName "{name}" -TCPPort {server.port} -Credential {secret_id} '
        f'-Certificate "{server.fingerprint}"'
    )
    job = done(engine, script)
    assert job.result_object_id is not None
    return engine.store.get(VirtualizationManager, job.result_object_id)


def machines_of(engine: Engine, manager: VirtualizationManager) -> list[VirtualMachine]:
    hosts = {host.id for host in engine.store.find(VMHost, virtualization_manager=manager.ref)}
    return [m for m in engine.store.find(VirtualMachine) if m.vm_host is not None and m.vm_host.id in hosts]


def all_on(server: Vcsim) -> list[Any]:
    """The machines, in the session of somebody else."""
    content = server.session().content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    return list(view.view)


def names_on(server: Vcsim) -> list[str]:
    return [machine.name for machine in all_on(server)]


def outside(server: Vcsim, name: str) -> Any:
    """The machine of that name, in the session of somebody else."""
    return next(machine for machine in all_on(server) if machine.name == name)


def test_its_tree_its_hosts_and_its_machines_are_there(engine: Engine, new_vcsim: NewVcsim) -> None:
    server = new_vcsim(machines=3, pools=1)
    manager = add(engine, server)
    assert manager.status is HostStatus.OK
    hosts = engine.store.find(VMHost, virtualization_manager=manager.ref)
    assert {host.overall_state for host in hosts} == {HostStatus.OK_LIMITED}
    assert all(host.total_memory and host.volumes and host.networks for host in hosts)
    machines = machines_of(engine, manager)
    assert machines
    assert sum(host.total_vms for host in hosts) == len(machines)
    assert {m.host_group_path.split("\\")[:2][1] for m in machines} == {"DC0"}
    assert engine.store.find(VMHostGroup, virtualization_manager=manager.ref)
    assert manager.resource_pools
    found = done(engine, f"Get-VMwareResourcePool -VMHost (Get-VMHost -ID {hosts[0].id})")
    assert found.output


def test_a_wrong_password_and_an_unknown_certificate_say_so_and_leave_nothing(engine: Engine, vcsim: Vcsim) -> None:
    add_it = f'Add-VirtualizationManager "127.0.0.1" -TCPPort {vcsim.port} -Credential {{0}}'
    wrong, right = uuid4(), uuid4()
    engine.vault.keep(wrong, type(vcsim.login)(vcsim.user_name, "no"), by="admin")
    engine.vault.keep(right, vcsim.login, by="admin")
    refused = run(engine, add_it.format(right))
    assert refused.error_info is not None
    assert refused.error_info.type == "CertificateError"
    assert "Get-Certificate" in refused.error_info.recommended_action
    (shown,) = done(engine, f'Get-Certificate "127.0.0.1" -TCPPort {vcsim.port}').output
    assert (shown["Fingerprint"], shown["Trusted"]) == (vcsim.fingerprint, False)
    denied = run(engine, add_it.format(wrong) + f' -Certificate "{vcsim.fingerprint}"')
    assert denied.error_info is not None
    assert denied.error_info.type == "AccessError"
    assert engine.store.find(VirtualizationManager) == []


def test_what_others_do_is_seen_at_once_and_as_a_job_of_theirs(
    engine: Engine, new_vcsim: NewVcsim, until: Until
) -> None:
    server = new_vcsim()
    manager = add(engine, server)
    machine = next(m for m in machines_of(engine, manager) if m.status is VMStatus.RUNNING)
    revision = engine.store.revision
    outside(server, machine.name).PowerOffVM_Task()
    until(lambda: engine.store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF)
    told = engine.store.events_since(revision, [VirtualMachine.kind])[1]
    assert [event.id for event in told] == [machine.id]
    until(lambda: [j for j in engine.store.find(Job, virtualization_manager=manager.ref) if j.status.is_final])
    (job,) = engine.store.find(Job, virtualization_manager=manager.ref)
    assert (job.result_object_id, job.is_stoppable) == (machine.id, False)


def test_devices_come_when_they_are_asked_for(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    server = new_vcsim()
    manager = add(engine, server)
    machine = machines_of(engine, manager)[0]
    assert machine.is_light
    job = done(engine, f"(Get-VM -ID {machine.id}).VirtualDiskDrives.Count")
    assert job.output == [{"Value": 1}]
    assert not engine.store.get(VirtualMachine, machine.id).is_light
    engine.hosts.managers.connection(manager.id).read_whole([uuid4()])  # one that nobody knows is no error
    spec = vim.vm.ConfigSpec(numCPUs=2)
    outside(server, machine.name).ReconfigVM_Task(spec)
    until(lambda: engine.store.get(VirtualMachine, machine.id).cpu_count == 2)


def test_what_its_machines_use_is_shown(engine: Engine, new_vcsim: NewVcsim) -> None:
    manager = add(engine, new_vcsim(loads=True))
    connection = engine.hosts.managers.connection(manager.id)
    statistics = connection.polls[0]
    statistics.ask()
    loads = {(m.cpu_utilization, m.memory_used_mb) for m in machines_of(engine, manager)}
    assert loads == {(25, 321)}
    machine = machines_of(engine, manager)[0]
    host = engine.hosts.provider(engine.store.get(VMHost, machine.vm_host.id))  # type: ignore[union-attr]
    stats = host.stats()[machine.id]
    assert (stats.cpu_percent, stats.memory_used_mb) == (25, 321)
    done(engine, f"Get-VM -ID {machine.id} | Stop-VM")
    revision = engine.store.revision
    statistics.ask()
    stopped = engine.store.get(VirtualMachine, machine.id)
    assert (stopped.status, stopped.cpu_utilization) == (VMStatus.POWER_OFF, None)
    assert engine.store.revision == revision, "nothing else changed"


def rest(server: Vcsim, verb: str, path: str, body: object = None, token: str = "") -> Any:
    """A call of the server's REST interface, by somebody else."""
    login = base64.b64encode(f"{server.user_name}:{server.password}".encode()).decode()
    headers = {"vmware-api-session-id": token} if token else {"Authorization": f"Basic {login}"}
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection(server.address, server.port, context=context)
    connection.request(verb, f"/rest/com/vmware/cis/{path}", None if body is None else json.dumps(body), headers)
    answer = connection.getresponse().read()
    connection.close()
    return json.loads(answer)["value"] if answer else None


def test_tags_and_custom_attributes_are_followed(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    server = new_vcsim()
    token = rest(server, "POST", "session")
    category = {"name": "Stage", "cardinality": "SINGLE", "description": "", "associable_types": []}
    stage = rest(server, "POST", "tagging/category", {"create_spec": category}, token)
    tag = {"name": "Production", "category_id": stage, "description": ""}
    production = rest(server, "POST", "tagging/tag", {"create_spec": tag}, token)
    theirs = all_on(server)[0]
    path = f"tagging/tag-association/id:{production}?~action="
    rest(server, "POST", path + "attach", {"object_id": {"type": "VirtualMachine", "id": theirs._moId}}, token)
    manager = add(engine, server)
    (machine,) = [m for m in machines_of(engine, manager) if m.name == theirs.name]
    until(lambda: engine.store.get(VirtualMachine, machine.id).attached_tags == ["Stage: Production"])
    tags = engine.hosts.managers.connection(manager.id).polls[1]
    rest(server, "POST", path + "detach", {"object_id": {"type": "VirtualMachine", "id": theirs._moId}}, token)
    tags.ask()
    assert engine.store.get(VirtualMachine, machine.id).attached_tags == []
    fields = server.session().content.customFieldsManager
    key = fields.AddCustomFieldDef("Cost centre", vim.VirtualMachine, None, None).key
    fields.SetField(theirs, key, "4711")
    until(lambda: engine.store.get(VirtualMachine, machine.id).custom_attributes == {"Cost centre": "4711"})
    fields.SetField(theirs, key, "4712")
    until(lambda: engine.store.get(VirtualMachine, machine.id).custom_attributes == {"Cost centre": "4712"})
    shown = done(engine, f"(Get-VM -ID {machine.id}).CustomProperty['Cost centre']").output
    assert [o["Value"] for o in shown] == ["4712"]


def test_killed_and_started_again_it_is_as_a_fresh_listing(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    server = new_vcsim(machines=4)
    manager = add(engine, server)
    names = {m.name for m in machines_of(engine, manager)}
    for _ in range(3):
        server.kill()
        until(lambda: engine.store.get(VirtualizationManager, manager.id).status is HostStatus.NOT_RESPONDING, 30)
        server.start()
        until(lambda: engine.store.get(VirtualizationManager, manager.id).status is HostStatus.OK, 60)
        until(
            lambda: (
                {h.overall_state for h in engine.store.find(VMHost, virtualization_manager=manager.ref)}
                == {HostStatus.OK_LIMITED}
            )
        )
        until(lambda: {m.status for m in machines_of(engine, manager)} == {VMStatus.RUNNING})
        assert {m.name for m in machines_of(engine, manager)} == names


def test_two_at_once_and_one_of_them_goes_away(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    first, second = new_vcsim(machines=1), new_vcsim(machines=2, instance="another")
    managers = add(engine, first), add(engine, second, "localhost")
    assert [len(machines_of(engine, manager)) for manager in managers] == [2, 4]
    first.kill()
    until(lambda: engine.store.get(VirtualizationManager, managers[0].id).status is HostStatus.NOT_RESPONDING, 30)
    machine = machines_of(engine, managers[1])[0]
    outside(second, machine.name).PowerOffVM_Task()
    until(lambda: engine.store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF)
    done(engine, 'Remove-VirtualizationManager "127.0.0.1"')
    assert engine.store.find(VirtualizationManager) == [engine.store.get(VirtualizationManager, managers[1].id)]
    first.start()


def test_a_changed_certificate_stops_all_and_accepting_it_goes_on(
    engine: Engine, new_vcsim: NewVcsim, until: Until
) -> None:
    server = new_vcsim()
    manager = add(engine, server)
    server.kill()
    server.show_certificate()
    server.start()
    until(lambda: engine.store.get(VirtualizationManager, manager.id).certificate_refused, 60)
    assert engine.store.get(VirtualizationManager, manager.id).status is HostStatus.NEEDS_ATTENTION
    done(engine, f'Set-VirtualizationManager "{manager.name}" -Certificate "{server.fingerprint}"')
    now = engine.store.get(VirtualizationManager, manager.id)
    assert (now.status, now.certificate_refused) == (HostStatus.OK, False)
    assert machines_of(engine, manager)


def test_the_walk_of_a_machine_on_an_esx_host(engine: Engine, new_vcsim: NewVcsim, until: Until) -> None:
    server = new_vcsim()
    manager = add(engine, server)
    host, other = engine.store.find(VMHost, virtualization_manager=manager.ref)[:2]
    network = host.networks[0].name
    revision = engine.store.revision
    job = done(
        engine,
        f"""
        $VMHost = Get-VMHost -ID {host.id}
        $JobGroup = [guid]::NewGuid()
        New-VirtualDiskDrive -SCSI -Bus 0 -LUN 0 -JobGroup $JobGroup -Size 64 -Dynamic -FileName "web-01_disk_1"
        New-VirtualNetworkAdapter -JobGroup $JobGroup -VirtualNetwork "{network}"
        New-VirtualDVDDrive -JobGroup $JobGroup -Bus 1 -LUN 0
        New-VM -Name "web-01" -VMHost $VMHost -JobGroup $JobGroup -MemoryMB 64 -CPUCount 1 -StartVM
        """,
    )
    assert job.result_object_id is not None
    machine = engine.store.get(VirtualMachine, job.result_object_id)
    assert (machine.status, machine.vm_host, len(machine.virtual_disk_drives)) == (VMStatus.RUNNING, host.ref, 1)
    assert machine.id in {event.id for event in engine.store.events_since(revision, [VirtualMachine.kind])[1]}
    assert outside(server, "web-01").runtime.powerState == "poweredOn"
    until(lambda: engine.store.get(VMHost, host.id).total_vms == host.total_vms + 1)
    done(engine, 'New-VMCheckpoint -VM "web-01" -Name "before"')
    assert [c.name for c in engine.store.get(VirtualMachine, machine.id).checkpoints] == ["before"]
    done(engine, 'Stop-VM "web-01"; Set-VM "web-01" -MemoryMB 128 -Name "web-02"')
    machine = engine.store.get(VirtualMachine, machine.id)
    assert (machine.name, machine.memory_mb, len(machine.virtual_network_adapters)) == ("web-02", 128, 1)
    done(engine, f'Move-VM -VM "web-02" -VMHost (Get-VMHost -ID {other.id})')
    assert engine.store.get(VirtualMachine, machine.id).vm_host == other.ref
    done(engine, f"Disable-VMHost (Get-VMHost -ID {other.id})")
    until(lambda: engine.store.get(VMHost, other.id).overall_state is HostStatus.MAINTENANCE_MODE)
    assert outside(server, "web-02").runtime.host.runtime.inMaintenanceMode
    done(engine, f"Enable-VMHost (Get-VMHost -ID {other.id})")
    until(lambda: engine.store.get(VMHost, other.id).overall_state is HostStatus.OK_LIMITED)
    done(engine, 'Remove-VM "web-02"')
    assert machine.id not in {m.id for m in machines_of(engine, manager)}
    # The simulator deletes files by tasks of its own, which a vCenter tells nobody of.
    theirs = [job for job in engine.store.find(Job, virtualization_manager=manager.ref) if job.result_object_id]
    assert not theirs, "what this product does is no task of others"


def test_a_simulated_machine_cannot_go_to_an_esx_host_and_is_told_why(engine: Engine, vcsim: Vcsim) -> None:
    manager = add(engine, vcsim)
    ours = {h.id for h in engine.store.find(VMHost) if h.virtualization_manager is None}
    machine = next(m for m in engine.store.find(VirtualMachine) if m.vm_host and m.vm_host.id in ours)
    job = done(
        engine,
        f"""
        $VM = Get-VM -ID {machine.id}
        Get-VMHostRating -VM $VM -VMHostGroup "All Hosts" | ForEach-Object {{
            "$($_.Name): $($_.ZeroRatingReasonList)"
        }}
        """,
    )
    told = [str(value["Value"]) for value in job.output]
    esx = [h.name for h in engine.store.find(VMHost, virtualization_manager=manager.ref)]
    for name in esx:
        assert any(text.startswith(f"{name}: ") and "converted" in text for text in told), (name, told)
    assert len(done(engine, "Get-VM | ForEach-Object { $_.VirtualizationPlatform } | Sort-Object -Unique").output) == 2
    done(engine, f"Remove-VirtualizationManager (Get-VirtualizationManager -ID {manager.id})")


def test_killed_at_every_boundary_of_adding_it_and_making_and_copying_a_machine(
    data_dir: Path, new_vcsim: NewVcsim
) -> None:
    server = new_vcsim()
    before = len(names_on(server))
    command = [sys.executable, "-m", "tests.engine.vcenter_crash_child", str(data_dir), str(uuid4())]
    ended = subprocess.run(
        [*command, str(server.port), server.fingerprint], capture_output=True, text=True, timeout=170, check=False,
        cwd=ROOT,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("\n") == 2, ended.stdout + ended.stderr
    found, last = ended.stdout.splitlines()
    job = Job.model_validate_json(last)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert json.loads(found) == {"managers": 1, "hosts": 3, "machines": ["Running", "PowerOff"], "disks": [1, 1]}
    assert len(names_on(server)) == before + 2, "what a killed run made is found by the next"
    deaths = (data_dir / "deaths.log").read_text().splitlines()
    assert {"before Connect to virtualization manager", "after Read hosts and virtual machines"} <= set(deaths)
    assert deaths.count("before Complete virtual machine") == 2, "of the machine and of its copy"
    assert len(deaths) >= 6
