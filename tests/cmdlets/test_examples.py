"""Every example of every cmdlet that can do something runs, on a fabric that has what the examples name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.model import (
    ISO,
    Job,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    RunAsAccount,
    Template,
    VirtualHardDisk,
    VirtualizationManager,
    VirtualMachine,
    VMHost,
)
from vmmconsole.model.status import JobStatus, VMStatus
from vmmconsole.script.cmdlet import Cmdlet

Run = Callable[[str], list[Any]]

ELSEWHERE = {"New-Template"}
"""What needs a virtualization manager; tests/engine/test_templates.py tries it on one."""

EXAMPLES = [
    pytest.param(cls, inspect.cleandoc(text), id=f"{cls.name}-{number}")
    for cls in registry.all_cmdlets()
    if not cls.needs and cls.name not in ELSEWHERE
    for number, text in enumerate((inspect.getdoc(cls) or "").split("Example:")[1:], start=1)
]

BEFORE = {
    "Stop-VM": 'Start-VM "web-01"',
    "Shutdown-VM": 'Start-VM "web-01"',
    "SaveState-VM": 'Start-VM "web-01"',
    "Stop-SCVirtualMachine": 'Start-VM "web-01"',
    "Suspend-VM": 'Start-VM "web-01"',
    "Reset-VM": 'Start-VM "web-01"',
    "Resume-VM": 'Start-VM "web-01"; Suspend-VM "web-01"',
    "DiscardSavedState-VM": 'Start-VM "web-01"; SaveState-VM "web-01"',
    "Restore-VMCheckpoint": 'New-VMCheckpoint "web-01" -Name "Before the update"',
    "Remove-VMCheckpoint": 'New-VMCheckpoint "web-01" -Name "Before the update"',
    "Set-VMCheckpoint": 'New-VMCheckpoint "web-01" -Name "Before the update"',
    "Get-VMCheckpoint": 'New-VMCheckpoint "web-01" -Name "Before the update"',
    "Enable-VMHost": 'Disable-VMHost "kvm-01"',
    "Remove-VMHostGroup": 'Move-VMHost "kvm-02" -ParentHostGroup "All Hosts"',
    "New-VMHostGroup": 'Move-VMHost "kvm-02" -ParentHostGroup "All Hosts"; Remove-VMHostGroup "Lab"',
    "Add-VMHost": 'Remove-VMHost "kvm-02"',
    "New-VirtualDVDDrive": 'Get-VirtualDVDDrive -VM "web-01" | Remove-VirtualDVDDrive',
    "New-HardwareProfile": 'Remove-HardwareProfile "Web server"',
    "Set-GuestOSProfile": 'New-GuestOSProfile "Web server"',
    "Remove-GuestOSProfile": 'New-GuestOSProfile "Web server"',
    "Set-SCCustomProperty": 'New-SCCustomProperty "Tier" -AddMember VM',
    "Remove-SCCustomProperty": 'New-SCCustomProperty "Tier" -AddMember VM',
    "New-SCRunAsAccount": 'Remove-SCRunAsAccount "Operator"',
    "New-PhysicalAddress": "Set-VMMServer -PhysicalAddressRangeStart 00:1D:D8:B7:1C:00 "
    "-PhysicalAddressRangeEnd 00:1D:D8:F4:1F:FF",
}
"""What brings the fabric into the state that an example begins in."""


@pytest.fixture
def fabric(session: Any, run: Run, machine: VirtualMachine) -> Any:
    """The session with all that examples name."""
    run('New-VMHostGroup "Lab"; Move-VMHost "kvm-02" -ParentHostGroup "Lab"')
    for host in session.find(VMHost):
        network = host.networks[0].model_copy(update={"name": "default"})
        session.save(host.model_copy(update={"networks": [*host.networks, network]}))
    server = session.save(LibraryServer(name="library-01"))
    (share,) = session.find(LibraryShare)
    place = {"library_server": server.ref, "library_share": share.ref}
    for kind, name in ((ISO, "debian-11.iso"), (VirtualHardDisk, "old.qcow2"), (LibraryScript, "setup.ps1")):
        item = session.save(kind(name=name, share_path=f"/srv/library/{name}", **place))
        session.files.add(item.share_path)
    (host, *_) = session.find(VMHost)
    session.save(Template(name="Debian", vm_host=host.ref))
    session.save(Job(name="Create virtual machine", status=JobStatus.FAILED, owner="LAB\\anna"))
    session.save(RunAsAccount(name="Operator", user_name="LAB\\operator"))
    session.save(VirtualizationManager(name="vcenter-01", address="vcenter-01.example.org"))
    return session


@pytest.fixture
def failed(session: Any, machine: VirtualMachine) -> None:
    """The machine as a failed job left it."""
    job = session.save(Job(name="Create virtual machine", status=JobStatus.FAILED))
    update = {"status": VMStatus.CREATION_FAILED, "failed_job": job.ref}
    session.save(session.get(VirtualMachine, machine.id).model_copy(update=update))


@pytest.mark.parametrize(("cls", "example"), EXAMPLES)
def test_it_runs(request: pytest.FixtureRequest, fabric: Any, run: Run, cls: type[Cmdlet], example: str) -> None:
    del fabric
    if cls.name == "Repair-VM":
        request.getfixturevalue("failed")
    run(BEFORE.get(cls.name, ""))
    run(example)
