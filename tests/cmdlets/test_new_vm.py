"""New-VM, from the wizard's script to whole machines, and everything that must stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.cmdlets.new_vm import NewVM
from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import (
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    PlacementError,
    StorageError,
    VMMError,
)
from vmmconsole.model.status import (
    BusType,
    DVDConnection,
    HostStatus,
    MACAddressType,
    VHDType,
    VMStartAction,
    VMStatus,
    VMStopAction,
)

Run = Callable[[str], list[Any]]
GROUP = "5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f"
PROFILE = "Profile7d0bd7a5-3cf1-4a28-8a58-2b56d2f0a1c4"

WIZARD = f"""
# ------------------------------------------------------------------------------
# New Virtual Machine Script
# ------------------------------------------------------------------------------

Set-VirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia -JobGroup {GROUP}

Set-VirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 1 -JobGroup {GROUP}

Set-VirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 2 -JobGroup {GROUP}

New-VirtualSCSIAdapter -VMMServer localhost -JobGroup {GROUP} -AdapterID 7 -Shared $false

New-VirtualNetworkAdapter -VMMServer localhost -JobGroup {GROUP} -PhysicalAddressType Dynamic -VirtualNetwork "Lab" `
    -VLanEnabled $true -VLanID 12 -Synthetic

$ISO = Get-ISO -VMMServer localhost | where {{$_.Name -eq "debian-12.iso" -and `
    $_.SharePath -eq "/srv/library/debian-12.iso"}}

New-VirtualDVDDrive -VMMServer localhost -JobGroup {GROUP} -Bus 1 -LUN 0 -ISO $ISO -Link

$CPUType = Get-CPUType -VMMServer localhost | where {{$_.Name -eq "1.00 GHz Pentium III Xeon"}}

New-HardwareProfile -VMMServer localhost -Owner "LAB\\anna" -CPUType $CPUType -Name "{PROFILE}" `
    -Description "Profile used to create a VM/Template" -CPUCount 2 -MemoryMB 2048 -ExpectedCPUUtilization 20 `
    -DiskIO 0 -CPUMax 100 -CPUReserve 0 -NetworkUtilization 0 -RelativeWeight 100 -HighlyAvailable $false `
    -NumLock $false -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy" -LimitCPUFunctionality $false `
    -LimitCPUForMigration $false -JobGroup {GROUP}

New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup {GROUP} -Size 40960 -Dynamic `
    -FileName "web-04_disk_1"

$VMHost = Get-VMHost -VMMServer localhost | where {{$_.Name -eq "kvm-01"}}
$HardwareProfile = Get-HardwareProfile -VMMServer localhost | where {{$_.Name -eq "{PROFILE}"}}
$OperatingSystem = Get-OperatingSystem -VMMServer localhost | where {{$_.Name -eq "Debian 12 (64-bit)"}}

New-VM -Name "web-04" -Description "Web" -Owner "LAB\\anna" -VMHost $VMHost -Path "/var/lib/vms" -JobGroup {GROUP} `
    -RunAsynchronously -HardwareProfile $HardwareProfile -OperatingSystem $OperatingSystem -RunAsSystem `
    -StartAction AlwaysAutoTurnOnVM -DelayStart 30 -UseHardwareAssistedVirtualization $true -StopAction ShutdownGuestOS
"""


def machines(session: Any, name: str) -> list[VirtualMachine]:
    return session.find(VirtualMachine, name=name)


def test_the_wizards_script_makes_the_machine_it_describes(run: Run, session: Any) -> None:
    run(WIZARD)
    (vm,) = machines(session, "web-04")
    assert vm.status is VMStatus.POWER_OFF
    assert (vm.cpu_count, vm.memory_mb, vm.owner, vm.description) == (2, 2048, "LAB\\anna", "Web")
    assert (vm.operating_system, vm.cpu_type) == ("Debian 12 (64-bit)", "1.00 GHz Pentium III Xeon")
    assert (vm.start_action, vm.stop_action) == (VMStartAction.ALWAYS, VMStopAction.SHUT_DOWN)
    assert vm.delay_start == 30
    (disk,) = vm.virtual_disk_drives
    assert (disk.bus_type, disk.bus, disk.lun) == (BusType.IDE, 0, 0)
    assert disk.virtual_hard_disk is not None
    assert disk.virtual_hard_disk.location == "/var/lib/vms/web-04/web-04_disk_1.qcow2"
    (dvd,) = vm.virtual_dvd_drives
    assert (dvd.connection, dvd.iso_path) == (DVDConnection.ISO_IMAGE, "/srv/library/debian-12.iso")
    (adapter,) = vm.virtual_network_adapters
    assert (adapter.virtual_network, adapter.vlan_id, adapter.mac_address_type) == ("Lab", 12, MACAddressType.DYNAMIC)
    assert [port.port_number for port in vm.virtual_com_ports] == [1, 2]
    assert len(vm.virtual_scsi_adapters) == 1
    assert session.statuses == [VMStatus.UNDER_CREATION]


def test_nothing_of_the_wizard_stays_behind(run: Run, session: Any) -> None:
    run(WIZARD)
    assert session.find(HardwareProfile, name=PROFILE) == []
    assert session.staged(UUID(GROUP)) == []


def test_a_profile_that_people_made_stays(run: Run, session: Any) -> None:
    (vm,) = run('New-VM -Name "web-05" -VMHost "kvm-01" -HardwareProfile "Web server" -MemoryMB 4096')
    assert (vm.memory_mb, vm.cpu_count) == (4096, 2)
    assert session.find(HardwareProfile, name="Web server")


def test_two_machines_of_one_profile_share_no_device(run: Run, session: Any) -> None:
    run('New-VirtualNetworkAdapter -HardwareProfile "Web server" -VirtualNetwork "Lab"')
    (first,) = run('New-VM -Name "a" -VMHost "kvm-01" -HardwareProfile "Web server"')
    (second,) = run('New-VM -Name "b" -VMHost "kvm-01" -HardwareProfile "Web server"')
    assert first.virtual_network_adapters[0].id != second.virtual_network_adapters[0].id


def test_start_vm_starts_it(run: Run) -> None:
    (vm,) = run('New-VM -Name "web-05" -VMHost "kvm-01" -StartVM')
    assert vm.status is VMStatus.RUNNING


def test_a_library_disk_is_copied_to_the_first_free_place(run: Run) -> None:
    (vm,) = run("""
        $VirtualHardDisk = Get-VirtualHardDisk | where {$_.Name -eq "debian-12.qcow2"}
        New-VM -VirtualHardDisk $VirtualHardDisk -Name "web-05" -VMHost "kvm-01"
    """)
    (disk,) = vm.virtual_disk_drives
    assert (disk.bus_type, disk.bus, disk.lun) == (BusType.IDE, 0, 0)
    assert disk.path == "/srv/library/debian-12.qcow2"
    assert disk.virtual_hard_disk.location == "/var/lib/vms/web-05/web-05_disk_1.qcow2"
    assert vm.creation_source == "debian-12.qcow2"


def test_a_fixed_disk_is_asked_for_as_such(run: Run, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _specs(session, monkeypatch)
    run(f"""
        New-VirtualDiskDrive -SCSI -Bus 0 -LUN 3 -JobGroup {GROUP} -VirtualHardDiskSizeMB 100 -Fixed -FileName "d"
        New-SCVirtualMachine -Name "web-05" -VMHost "kvm-01" -JobGroup "{GROUP}"
    """)
    (disk,) = asked[0].hardware.virtual_disk_drives
    assert (disk.bus_type, disk.lun, disk.size_mb) == (BusType.SCSI, 3, 100)
    assert disk.virtual_hard_disk.vhd_type is VHDType.FIXED


def test_the_hypervisor_hears_of_system_and_autostart(run: Run, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _specs(session, monkeypatch)
    run(
        'New-VM -Name "w" -VMHost "kvm-01" -OperatingSystem "debian12" -StartAction AlwaysAutoTurnOnVM -Description "d"'
    )
    assert (asked[0].operating_system, asked[0].autostart, asked[0].description) == ("debian12", True, "d")


def _specs(session: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the provider of kvm-01 is asked to create."""
    (host,) = session.find(VMHost, name="kvm-01")
    provider = session.providers[host.id]
    asked: list[Any] = []
    create = provider.create
    monkeypatch.setattr(provider, "create", lambda spec, progress: (asked.append(spec), create(spec, progress))[1])
    return asked


# What must stop it, with nothing left behind


@pytest.mark.parametrize(
    ("script", "error", "says"),
    [
        ('New-VM -Name "a/b" -VMHost "kvm-01"', ParameterError, "cannot contain '/'"),
        ('New-VM -Name "a`nb" -VMHost "kvm-01"', ParameterError, "line breaks"),
        (f'New-VM -Name "{"n" * 300}" -VMHost "kvm-01"', ParameterError, "200 bytes"),
        ('New-VM -Name "x" -VMHost "kvm-01" -Path "vms"', ParameterError, "full path"),
        ('New-VM -Name "x" -VMHost "kvm-01" -Path "/root/vms"', StorageError, "cannot be written"),
        ('New-VM -Name "x" -VMHost "kvm-01" -MemoryMB 9000000', PlacementError, "memory"),
        ('New-VM -Name "x" -VMHost "kvm-01" -MemoryMB 4', ParameterError, "8"),
        ('New-VM -Name "x" -VMHost "nowhere"', NotFoundError, "nowhere"),
        ('New-VM -Name "x" -VMHost "kvm-01" -HardwareProfile "none"', NotFoundError, "none"),
        ('$p = $null; New-VM -Name "x" -VMHost "kvm-01" -HardwareProfile $p', ParameterError, "null"),
        ('New-VM -Name "x" -VMHost "kvm-01" -Template "t"', NotFoundError, "'t'"),
        ('New-VM -Name "x" -LibraryServer "vmm-01" -SharePath "/srv"', CapabilityError, "stored"),
        ('New-VM -Name "x" -VMMServer "other" -VMHost "kvm-01"', NotFoundError, "other"),
        ('New-VM -Name "x" -VMHost "kvm-01" -StopAction "Sleep"', ParameterError, "SaveVM"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_nothing_stays(
    run: Run, session: Any, script: str, error: type[VMMError], says: str
) -> None:
    before = {m.id for m in session.find(VirtualMachine)}
    with pytest.raises(error) as caught:
        run(script)
    assert says.lower() in str(caught.value).lower()
    assert {m.id for m in session.find(VirtualMachine)} == before


def test_a_name_is_taken_once_per_host(run: Run, session: Any, machine: VirtualMachine) -> None:
    with pytest.raises(ConflictError, match="WEB-01"):
        run('New-VM -Name "WEB-01" -VMHost "kvm-01"')
    assert machines(session, "web-01") == [session.get(VirtualMachine, machine.id)]
    assert run('New-VM -Name "WEB-01" -VMHost "kvm-02"')


def test_an_iso_deleted_after_it_was_chosen_is_told(run: Run, session: Any) -> None:
    session.files.discard("/srv/library/debian-12.iso")
    with pytest.raises(NotFoundError) as caught:
        run(WIZARD)
    assert "debian-12.iso" in str(caught.value)
    assert "refresh" in caught.value.action
    assert machines(session, "web-04") == []


def test_an_iso_of_a_profile_that_was_deleted_since_is_told(run: Run, session: Any) -> None:
    run('New-VirtualDVDDrive -HardwareProfile "Web server" -Bus 1 -LUN 0 -ISO "debian-12.iso"')
    session.files.discard("/srv/library/debian-12.iso")
    with pytest.raises(NotFoundError, match=r"debian-12\.iso"):
        run('New-VM -Name "x" -VMHost "kvm-01" -HardwareProfile "Web server"')
    assert machines(session, "x") == []


def test_a_host_that_does_not_answer_is_told_with_its_status(run: Run, session: Any) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    reason = "Its service does not run."
    session.save(host.model_copy(update={"overall_state": HostStatus.NOT_RESPONDING, "status_reason": reason}))
    with pytest.raises(HostUnreachableError, match=r"Not Responding\. Its service does not run\."):
        run('New-VM "x" -VMHost "kvm-01"')
    assert machines(session, "x") == []


def test_a_virtual_network_that_the_host_lacks_is_told_with_those_it_has(run: Run, session: Any) -> None:
    with pytest.raises(NotFoundError, match="Production"):
        run(f"""
            New-VirtualNetworkAdapter -JobGroup {GROUP} -VirtualNetwork "Nowhere"
            New-VM -Name "x" -VMHost "kvm-01" -JobGroup {GROUP}
        """)
    assert machines(session, "x") == []


# Faults


def test_a_failed_creation_waits_for_repair_and_undo_leaves_nothing(
    run: Run, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break_once(session, monkeypatch)
    with pytest.raises(HostError):
        run('New-VM -Name "web-05" -VMHost "kvm-01"')
    (vm,) = machines(session, "web-05")
    assert vm.status is VMStatus.CREATION_FAILED
    assert vm.failed_job is not None
    run('Repair-VM -VM "web-05" -Undo')
    assert machines(session, "web-05") == []


def test_undo_forgets_the_profile_that_the_failed_job_made(
    run: Run, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break_once(session, monkeypatch)
    with pytest.raises(HostError):
        run(WIZARD)
    assert session.find(HardwareProfile, name=PROFILE)
    run('Repair-VM -VM "web-04" -Undo')
    assert [profile.name for profile in session.find(HardwareProfile)] == ["Web server"]


def test_retry_runs_the_failed_job_again(run: Run, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _break_once(session, monkeypatch)
    with pytest.raises(HostError):
        run('New-VM -Name "web-05" -VMHost "kvm-01"')
    run('Get-VM -Name "web-05" | Repair-VM -Retry')
    assert [job.id for job in session.restarted] == [session.job.id]


def test_dismiss_forgets_what_the_host_does_not_have(run: Run, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _break_once(session, monkeypatch)
    with pytest.raises(HostError):
        run('New-VM -Name "web-05" -VMHost "kvm-01"')
    run('Repair-VM -VM "web-05" -Dismiss')
    assert machines(session, "web-05") == []


def _break_once(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    provider = session.providers[host.id]
    create = provider.create

    def broken(spec: Any, progress: Any) -> Any:
        monkeypatch.setattr(provider, "create", create)
        raise HostError("The host failed.")

    monkeypatch.setattr(provider, "create", broken)


@pytest.mark.parametrize("crash_at", ["save", "create", "refresh", "marked", "start", "group", "profile"])
def test_a_step_that_runs_twice_makes_one_machine(
    run: Run, session: Any, monkeypatch: pytest.MonkeyPatch, crash_at: str
) -> None:
    """Cut the step off at each of its parts, run it again as after a crash, and find one whole running machine."""
    before, _, _ = WIZARD.rpartition("New-VM -Name")
    run(before)
    (host,) = session.find(VMHost, name="kvm-01")
    (profile,) = session.find(HardwareProfile, name=PROFILE)
    step = NewVM(vm_name="web-04", vm_host=host, hardware_profile=profile, job_group=UUID(GROUP), start_vm=True)
    session.step += 1
    _crash(session, monkeypatch, crash_at)
    with pytest.raises(KeyboardInterrupt):
        step.run(session)
    monkeypatch.undo()
    (vm,) = step.run(session)
    assert isinstance(vm, VirtualMachine)
    assert (vm.status, vm.memory_mb, vm.creation_source) == (VMStatus.RUNNING, 2048, "Blank virtual hard disk")
    assert [d.file_name for d in vm.virtual_disk_drives] == ["web-04_disk_1"]
    assert machines(session, "web-04") == [vm]
    assert session.find(HardwareProfile, name=PROFILE) == []
    assert len(session.providers[host.id].inventory().machines) == 1


def _crash(session: Any, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    provider = session.providers[host.id]

    def after(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
        real = getattr(owner, name)

        def wrapped(*args: Any, **named: Any) -> Any:
            result = real(*args, **named)
            if when(*args):
                raise KeyboardInterrupt
            return result

        monkeypatch.setattr(owner, name, wrapped)

    def is_new(obj: Any) -> bool:
        return isinstance(obj, VirtualMachine) and obj.status is VMStatus.UNDER_CREATION

    points: dict[str, Callable[[], None]] = {
        "save": lambda: after(session, "save", is_new),
        "create": lambda: after(provider, "create"),
        "refresh": lambda: after(session, "refresh_machine"),
        "marked": lambda: after(session, "save", lambda obj: bool(getattr(obj, "creation_source", ""))),
        "start": lambda: after(provider, "start"),
        "group": lambda: after(session, "clear_group"),
        "profile": lambda: after(session, "forget"),
    }
    points[where]()


def test_a_plan_says_what_would_be_made_and_changes_nothing(session: Any) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    before = dict(session.objects)
    lines = NewVM(vm_name="web-09", vm_host=host, memory_mb=2048, start_vm=True).plan(session)
    assert "web-09" in lines[0]
    assert any("2,048 MB" in line for line in lines)
    assert lines[-1].startswith("Start")
    assert session.objects == before
