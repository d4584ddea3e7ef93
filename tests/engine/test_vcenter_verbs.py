"""The way of a virtual machine on an ESX host of the simulator: from the wizard's script to the rows in the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.test_vcenter import add, done, engine, run
from tests.vcsim import Vcsim, new_vcsim
from vmmconsole.engine.engine import Engine
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.status import JobStatus, VMStatus

__all__ = ["engine", "new_vcsim"]

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def server(new_vcsim: Callable[..., Vcsim]) -> Vcsim:
    return new_vcsim(machines=0)


def the_machine(engine: Engine, name: str) -> VirtualMachine:
    (found,) = engine.store.find(VirtualMachine, name=name)
    return engine.store.get(VirtualMachine, found.id)


GROUP = "11111111-1111-1111-1111-111111111111"
WIZARD = f"""
Set-VirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia -JobGroup {GROUP}
Set-VirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 1 -JobGroup {GROUP}
Set-VirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 2 -JobGroup {GROUP}
New-VirtualSCSIAdapter -VMMServer localhost -JobGroup {GROUP} -AdapterID 7 -Shared $false
New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup {GROUP} -Size 1024 -Dynamic `
    -Filename "web-01_disk_1"
New-VirtualNetworkAdapter -VMMServer localhost -JobGroup {GROUP} -VirtualNetwork "VM Network" `
    -PhysicalAddressType Dynamic
New-VirtualDVDDrive -VMMServer localhost -JobGroup {GROUP} -Bus 1 -LUN 0
New-HardwareProfile -VMMServer localhost -Owner "admin" -Name "Profile1" -CPUCount 1 -MemoryMB 64 -JobGroup {GROUP}
$HardwareProfile = Get-HardwareProfile -VMMServer localhost | where {{$_.Name -eq "Profile1"}}
New-VM -VMMServer localhost -Name "web-01" -Path "[LocalDS_0]" -VMHost (Get-VMHost -ID HOST) `
    -HardwareProfile $HardwareProfile -StartVM
"""


def test_the_whole_life_of_a_machine_by_script(engine: Engine, server: Vcsim, until: Until) -> None:
    manager = add(engine, server)
    host, other = sorted(engine.store.find(VMHost, virtualization_manager=manager.ref), key=lambda h: h.name)[:2]
    done(engine, WIZARD.replace("HOST", str(host.id)))
    machine = the_machine(engine, "web-01")
    assert machine.status is VMStatus.RUNNING
    assert [(p.port_number, p.connection) for p in machine.virtual_com_ports] == [(1, "None"), (2, "None")]
    assert (machine.virtual_floppy_drive is not None, len(machine.virtual_scsi_adapters)) == (True, 1)
    assert machine.vm_host is not None
    assert machine.vm_host.id == host.id
    assert [disk.location for disk in machine.virtual_hard_disks] == ["[LocalDS_0] web-01/web-01_disk_1.vmdk"]
    vm = "$vm = Get-VM -Name 'web-01'\n"
    for script, status in [
        ("SaveState-VM -VM $vm", VMStatus.SAVED), ("Start-VM -VM $vm", VMStatus.RUNNING),
        ("Stop-VM -VM $vm", VMStatus.POWER_OFF),
    ]:  # fmt: skip
        done(engine, vm + script)
        assert the_machine(engine, "web-01").status is status
    done(engine, vm + "Set-VM -VM $vm -MemoryMB 128 -CPUCount 2")
    done(engine, vm + "New-VirtualDiskDrive -VM $vm -SCSI -Bus 0 -LUN 1 -Size 512 -Dynamic")
    done(engine, vm + "New-VMCheckpoint -VM $vm -Name 'before' -Description 'the change'")
    changed = the_machine(engine, "web-01")
    assert (changed.memory_mb, changed.cpu_count, len(changed.virtual_disk_drives)) == (128, 2, 2)
    assert [c.name for c in changed.checkpoints] == ["before"]
    done(engine, vm + "Get-VMCheckpoint -VM $vm | Restore-VMCheckpoint")
    done(engine, vm + "Get-VMCheckpoint -VM $vm | Remove-VMCheckpoint")
    done(engine, vm + "Set-VM -VM $vm -Name 'web-02'")
    done(engine, f"Get-VM -Name 'web-02' | Move-VM -VMHost (Get-VMHost -ID {other.id}) -Path '[LocalDS_1]'")
    moved = the_machine(engine, "web-02")
    assert moved.vm_host is not None
    assert moved.vm_host.id == other.id
    assert all(disk.location.startswith("[LocalDS_1]") for disk in moved.virtual_hard_disks)
    paused = run(engine, "Get-VM -Name 'web-02' | Start-VM | Suspend-VM")
    assert paused.status is JobStatus.FAILED
    assert paused.error_info is not None
    assert "no pause" in paused.error_info.problem + paused.error_info.cause
    done(engine, "Get-VM -Name 'web-02' | Stop-VM | Remove-VM")
    until(lambda: not engine.store.find(VirtualMachine, name="web-02"))


def test_an_image_of_the_library_is_sent_to_the_datastore(engine: Engine, server: Vcsim, tmp_path: Path) -> None:
    manager = add(engine, server)
    host = engine.store.find(VMHost, virtualization_manager=manager.ref)[0]
    done(engine, WIZARD.replace("HOST", str(host.id)))
    share = tmp_path / "share"
    share.mkdir()
    (share / "setup.iso").write_bytes(b"\0" * 32768 + b"\x01CD001" + b"\0" * 20000)
    done(engine, f'Add-LibraryShare -SharePath "{share}"')
    done(engine, "$vm = Get-VM -Name 'web-01'\nGet-VirtualDVDDrive -VM $vm | Set-VirtualDVDDrive -ISO (Get-ISO)[0]")
    (drive,) = the_machine(engine, "web-01").virtual_dvd_drives
    assert drive.iso_path == "[LocalDS_0] web-01/setup.iso"
