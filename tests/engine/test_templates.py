"""Clones and templates through an engine: on a vCenter, and on hosts that copy disks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.engine.test_vcenter import add, done, engine, machines_of, outside, run
from tests.vcsim import Vcsim, new_vcsim
from vmmconsole.engine.engine import Engine
from vmmconsole.model import Job, Template, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.status import JobStatus, VMStatus

__all__ = ["engine", "new_vcsim"]

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def server(new_vcsim: Callable[..., Vcsim]) -> Vcsim:
    return new_vcsim(machines=1)


@pytest.fixture
def manager(engine: Engine, server: Vcsim) -> VirtualizationManager:
    return add(engine, server)


@pytest.fixture
def original(engine: Engine, manager: VirtualizationManager) -> VirtualMachine:
    """A machine that is off, on the first host."""
    machine = machines_of(engine, manager)[0]
    done(engine, f"Get-VM -ID {machine.id} | Stop-VM")
    return engine.store.get(VirtualMachine, machine.id)


def made(engine: Engine, job: Job) -> VirtualMachine:
    assert job.result_object_id is not None
    return engine.store.get(VirtualMachine, job.result_object_id)


def template_of(engine: Engine, machine: VirtualMachine, name: str = "Debian") -> Template:
    done(engine, f'Get-VM -ID {machine.id} | New-Template -Name "{name}"')
    return engine.store.get(Template, machine.id)


def test_a_clone_has_what_the_call_says_and_the_rest_of_its_original(
    engine: Engine, server: Vcsim, manager: VirtualizationManager, original: VirtualMachine
) -> None:
    # The simulator makes copies on the original's host, whichever one it is asked for.
    host = engine.store.get(VMHost, original.host_id)  # type: ignore[arg-type]  # it is on one
    script = (
        f'Get-VM -ID {original.id} | New-VM -Name "copy %2f 1" -VMHost (Get-VMHost -ID {host.id}) -MemoryMB 96 '
        '-Description "A copy" -Owner "LAB\\anna" -StartVM'
    )
    copy = made(engine, done(engine, script))
    assert (copy.name, copy.vm_host, copy.memory_mb, copy.owner) == ("copy %2f 1", host.ref, 96, "LAB\\anna")
    assert (copy.status, copy.creation_source) == (VMStatus.RUNNING, original.name)
    assert copy.cpu_count == original.cpu_count
    whole = engine.jobs.wait(engine.jobs.start(f"Get-VM -ID {copy.id} | Get-VirtualDiskDrive", owner="admin").id, 30)
    assert len(whole.output) == len(outside_disks(server, original.name))
    assert copy.id in {machine.id for machine in machines_of(engine, manager)}


def outside_disks(server: Vcsim, name: str) -> list[str]:
    from pyVmomi import vim

    devices = outside(server, name).config.hardware.device
    return [d.backing.fileName for d in devices if isinstance(d, vim.vm.device.VirtualDisk)]


def test_a_machine_becomes_a_template_and_others_come_from_it(
    engine: Engine, server: Vcsim, manager: VirtualizationManager, original: VirtualMachine, until: Until
) -> None:
    template = template_of(engine, original)
    assert (template.name, template.vm_host, template.memory_mb) == ("Debian", original.vm_host, original.memory_mb)
    assert len(template.virtual_disk_drives) == len(outside_disks(server, "Debian"))
    assert outside(server, "Debian").config.template
    assert original.id not in {machine.id for machine in engine.store.find(VirtualMachine)}
    host = engine.store.get(VMHost, template.vm_host.id)  # type: ignore[union-attr]
    until(lambda: engine.store.get(VMHost, host.id).total_vms == len([m for m in machines_of(engine, manager)
                                                                      if m.vm_host == host.ref]))  # fmt: skip
    deploy = f'New-VM -Template "Debian" -Name "web-01" -VMHost (Get-VMHost -ID {host.id}) -CPUCount 2'
    machine = made(engine, done(engine, deploy))
    assert (machine.status, machine.cpu_count, machine.creation_source) == (VMStatus.POWER_OFF, 2, "Debian")
    assert set(outside_disks(server, "web-01")).isdisjoint(outside_disks(server, "Debian"))
    done(engine, 'Set-Template "Debian" -Name "Debian 12" -Description "For web servers" -Tag "web" -Custom1 "x"')
    template = engine.store.get(Template, template.id)
    assert (template.name, template.description, template.tag) == ("Debian 12", "For web servers", "web")
    assert template.custom_properties[0] == "x"
    done(engine, 'New-Template -Name "Debian copy" -Template "Debian 12"')
    copy, first = engine.store.find(Template)
    assert {copy.name, first.name} == {"Debian copy", "Debian 12"}
    job = done(engine, 'Get-Template | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Memory)" }')
    assert [o["Value"] for o in job.output] == [f"Debian 12 {template.memory_mb}", f"Debian copy {template.memory_mb}"]
    done(engine, 'Remove-Template "Debian copy"; Remove-Template "Debian 12"')
    assert engine.store.find(Template) == []
    assert "Debian" not in " ".join(each.name for each in engine.store.find(VirtualMachine))


def test_templates_that_others_make_change_and_remove_are_followed(
    engine: Engine, server: Vcsim, manager: VirtualizationManager, original: VirtualMachine, until: Until
) -> None:
    theirs = outside(server, original.name)
    theirs.MarkAsTemplate()
    until(lambda: [t.id for t in engine.store.find(Template)] == [original.id])
    until(lambda: original.id not in {m.id for m in engine.store.find(VirtualMachine)})
    until(lambda: engine.store.get(Template, original.id).virtual_disk_drives)
    done(engine, f'Set-Template (Get-Template -ID {original.id}) -Owner "LAB\\anna"')
    theirs.Rename_Task("renamed")
    until(lambda: engine.store.get(Template, original.id).name == "renamed")
    assert engine.store.get(Template, original.id).owner == "LAB\\anna"
    done(engine, f"Refresh-VirtualizationManager (Get-VirtualizationManager -ID {manager.id})")
    assert [t.owner for t in engine.store.find(Template)] == ["LAB\\anna"]
    host = theirs.runtime.host
    theirs.MarkAsVirtualMachine(host.parent.resourcePool, host)
    until(lambda: not engine.store.find(Template))
    until(lambda: original.id in {m.id for m in engine.store.find(VirtualMachine)})
    theirs.MarkAsTemplate()
    until(lambda: engine.store.find(Template))
    theirs.Destroy_Task()
    until(lambda: not engine.store.find(Template))
    done(engine, f"Remove-VirtualizationManager (Get-VirtualizationManager -ID {manager.id})")


def test_a_manager_that_is_removed_takes_its_templates_along(
    engine: Engine, manager: VirtualizationManager, original: VirtualMachine
) -> None:
    template_of(engine, original)
    done(engine, f"Remove-VirtualizationManager (Get-VirtualizationManager -ID {manager.id})")
    assert engine.store.find(Template) == []


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ('New-VM -Template "Debian" -Name "x" -VMHost "{simulated}"', "do not belong to one virtualization manager"),
        ('New-VM -Template "nothing" -Name "x" -VMHost "{esx}"', "There is no template 'nothing'"),
        ('Set-Template "Debian" -Enabled $false; New-VM -Template "Debian" -Name "x" -VMHost "{esx}"', "disabled"),
        ('New-Template "Debian" -Template "Debian"', "one of that name"),
        ('Get-VM -Name "{running}" | New-Template -Name "x"', "Its status is Running"),
        ('New-Template "x" -VM "{elsewhere}"', "cannot become a template"),
        ('Set-Template "Debian" -MemoryMB 64', "cannot have -MemoryMB"),
        ('New-Template "x"', "from nothing"),
        ('New-VM -Template "Debian" -Name "{running}" -VMHost "{home}"', "one of that name"),
        ('New-VM -Template "Debian" -Name "x" -VMHost "{esx}" -Path "[nowhere]"', "[nowhere]"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    engine: Engine, manager: VirtualizationManager, original: VirtualMachine, script: str, says: str
) -> None:
    template_of(engine, original)
    running = next(m for m in machines_of(engine, manager) if m.status is VMStatus.RUNNING)
    ours = next(h for h in engine.store.find(VMHost) if h.virtualization_manager is None)
    elsewhere = next(m for m in engine.store.find(VirtualMachine) if m.vm_host == ours.ref)
    done(engine, f"Get-VM -ID {elsewhere.id} | Where-Object {{ $_.Status -eq 'Running' }} | Stop-VM")
    names = {
        "simulated": ours.name, "esx": original.host_name, "running": running.name, "home": running.host_name,
        "elsewhere": elsewhere.name,
    }  # fmt: skip
    before = {m.id for m in engine.store.find(VirtualMachine)}, {t.id for t in engine.store.find(Template)}
    job = run(engine, script.format(**names))
    assert job.status is JobStatus.FAILED
    assert job.error_info is not None
    assert says in f"{job.error_info.problem} {job.error_info.cause}"
    assert before == ({m.id for m in engine.store.find(VirtualMachine)}, {t.id for t in engine.store.find(Template)})


def test_a_host_that_copies_disks_clones_a_machine_that_is_off(engine: Engine) -> None:
    machine = engine.store.find(VirtualMachine)[0]
    running = run(engine, f'Get-VM -ID {machine.id} | Start-VM; New-VM -VM (Get-VM -ID {machine.id}) -Name "copy" '
                          f'-VMHost "{machine.host_name}"')  # fmt: skip
    assert running.error_info is not None
    assert "cannot be cloned" in running.error_info.problem
    done(engine, f"Get-VM -ID {machine.id} | Where-Object {{ $_.Status -ne 'PowerOff' }} | Stop-VM")
    copy = made(engine, done(engine, f'Get-VM -ID {machine.id} | New-VM -Name "copy" -VMHost "{machine.host_name}" '
                                     "-MemoryMB 256"))  # fmt: skip
    original = engine.store.get(VirtualMachine, machine.id)
    assert (copy.memory_mb, copy.cpu_count, copy.creation_source) == (256, original.cpu_count, original.name)
    paths = {disk.location for disk in copy.virtual_hard_disks}
    assert len(paths) == len(original.virtual_hard_disks)
    assert paths.isdisjoint(disk.location for disk in original.virtual_hard_disks)
    assert {a.id for a in copy.virtual_network_adapters}.isdisjoint(a.id for a in original.virtual_network_adapters)
