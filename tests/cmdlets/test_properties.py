"""Properties that real scripts read, under the names of the product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.model import Job, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.hardware import MountedImage, VirtualDVDDrive
from vmmconsole.model.job import ErrorInfo, Step
from vmmconsole.script.members import get_member

Run = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("$VM.VMHost.Name", "kvm-01"),
        ("$VM.HostName", "kvm-01"),
        ("$VM.VMHost.ObjectType", "VMHost"),
        ("$VM.VMHost.TotalMemory -gt 0", True),
        ("$VM.VMHost.OverallState", "OK"),
        ("$VM.VMHost.VMHostGroup.Path", "All Hosts"),
        ("$VM.VMHost.VMs.Name", "web-01"),
        ("$VM.VMHost.Nothing", None),
        ("$VM.Nothing", None),
        ("$VM.VMHost.Count", 1),
        ("$VM.VMId -eq $VM.ID", True),
        ("$VM.StatusString", "Stopped"),
        ("$VM.Memory", 512),
        ("$VM.CPUCount", 1),
        ("$VM.Generation", 1),
        ("$VM.DynamicMemoryEnabled", False),
        ("$VM.Cloud", None),
        ("$VM.ObjectType", "VM"),
        ("$VM.VMAddition", "Not Detected"),
        ("$VM.HasVMAdditions", False),
        ("$VM.IsTagEmpty", True),
        ("$VM.OperatingSystem.Name", "Debian 12 (64-bit)"),
        ('"$($VM.OperatingSystem)"', "Debian 12 (64-bit)"),
        ("$VM.OperatingSystem -eq 'Debian 12 (64-bit)'", True),
        ("$VM.CPUType.Name", "1.00 GHz Pentium III Xeon"),
        ("$VM.CustomProperty['Custom3']", "three"),
        ("$VM.CustomProperty.Custom3", "three"),
        ("$VM.CustomProperties[2]", "three"),
        ("$VM.MostRecentTask.Name", "Run script"),
        ("$VM.MostRecentTask.Status", "Running"),
        ("$VM.MostRecentTask.StatusString", "Running"),
        ("$VM.BlockDynamicOptimization", False),
        ("$VM.CreationTime -eq $VM.AddedTime", True),
        ("$VM.ServerConnection.Name", "vmm-01"),
        ("$VM.VirtualDiskDrives.VirtualHardDisk.Name", "web-01_disk_1.qcow2"),
        ("$VM.VirtualDiskDrives[0].BusType", "IDE"),
        ("$VM.VirtualDiskDrives[0].VM.Name", "web-01"),
        ("$VM.VirtualDiskDrives[0].IsVHD", True),
        ("$VM.VirtualDiskDrives[0].VirtualHardDiskId -eq $VM.VirtualHardDisks[0].ID", True),
        ("$VM.VirtualHardDisks.MaximumSize / 1GB", 8),
        ("$VM.VirtualHardDisks.VHDType", "DynamicallyExpanding"),
        ("$VM.VirtualHardDisks.Directory", "/var/lib/vms/web-01"),
        ("$VM.VirtualHardDisks.SharePath", "/var/lib/vms/web-01/web-01_disk_1.qcow2"),
        ("$VM.VirtualHardDisks.HostName", "kvm-01"),
        ("$VM.VirtualHardDisks.VMHost.OverallState", "OK"),
        ("$VM.VirtualHardDisks.HostVolume.Name", "data"),
        ("$VM.VirtualHardDisks.HostVolume.FreeSpace -gt 0", True),
        ("(Get-VirtualDiskDrive -VM $VM).VirtualHardDisk.HostVolume.MountPoints", "/var/lib/vms"),
        ("(Get-VirtualHardDisk -VM $VM).HostVolume.Name", "data"),
        ("$VM.VirtualNetworkAdapters.MACAddressType", "Dynamic"),
        ("$VM.VirtualNetworkAdapters[0].VM.Name", "web-01"),
        ("$VM.VirtualDVDDrives[0].ISO", None),
        ("(Get-VMHost 'kvm-01').VMs.Name", "web-01"),
        ("(Get-VMHost 'kvm-02').VMs.Count", 3),
        ("(Get-VMHost 'kvm-01').DiskVolumes.Name", "data"),
        ("(Get-VMHost 'kvm-01').FQDN", "kvm-01"),
        ("(Get-VMHost 'kvm-01').ComputerName", "kvm-01"),
        ("(Get-VMHost 'kvm-01').CommunicationState", "Responding"),
        ("(Get-VMHost 'kvm-01').LocalStorageTotalCapacity -gt 0", True),
        ("(Get-VMHost 'kvm-01').HostCluster", None),
        ("(Get-VMHost 'kvm-01').OperatingSystem.Name -eq \"$((Get-VMHost 'kvm-01').OperatingSystem)\"", True),
        ("(Get-VirtualNetwork -VMHost 'kvm-01')[0].ObjectType", "VirtualNetwork"),
        ("(Get-VirtualNetwork -VMHost 'kvm-01')[0].VMHostID -eq $VM.HostId", True),
        ("(Get-VMHostVolume -VMHost 'kvm-01').VMHost.Name", "kvm-01"),
        ("(Get-ISO 'debian-12.iso').ObjectType", "ISO"),
        ("$VM.VirtualDiskDrives[0].ObjectType", "VirtualDiskDrive"),
        ("$VM.VirtualHardDisks[0].ObjectType", "VirtualHardDisk"),
        ("(Get-VMHostGroup 'All Hosts').Hosts.Name -join ','", "kvm-01,kvm-02"),
        ("(Get-VMHostGroup 'All Hosts').AllChildHosts.Count", 2),
        ("(Get-VMHostGroup 'All Hosts').ChildGroups", None),
        ("(Get-ISO 'debian-12.iso').LibraryServer.Name", "vmm-01"),
        ("(Get-ISO 'debian-12.iso').FileShare.Path", "/srv/library"),
        ("(Get-ISO 'debian-12.iso').HostName", "vmm-01"),
        ("(Get-VMMServer localhost).FQDN", "vmm-01.example.org"),
        ("(Get-VMMServer localhost).UserRole.UserRoleProfile", "Administrator"),
    ],
)  # fmt: skip
def test_a_script_reads_it(run: Run, session: Any, machine: VirtualMachine, expression: str, expected: Any) -> None:
    job = session.job.ref
    session.save(session.get(VirtualMachine, machine.id).model_copy(update={"most_recent_job": job}))
    run("""Set-VM "web-01" -OperatingSystem "Debian 12 (64-bit)" -Custom3 "three" `
        -CPUType "1.00 GHz Pentium III Xeon" """)
    found = run(f'$VM = Get-VM "web-01"; {expression}')
    assert [str(v) if not isinstance(v, (bool, int, float, type(None))) else v for v in found] == (
        [expected] if expected is not None or found else []
    )


def test_an_image_outside_of_the_library_is_in_the_drive_too(run: Run, machine: VirtualMachine) -> None:
    del machine
    image = VirtualDVDDrive(iso_path="/srv/isos/other.iso").iso_image
    assert isinstance(image, MountedImage)
    assert (str(image), get_member(image, "Directory")) == ("other.iso", "/srv/isos")
    assert get_member(VirtualDVDDrive(iso_path="C:\\isos\\other.iso"), "ISO").directory == "C:\\isos"
    run('Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -ISO "debian-12.iso"')
    assert run('(Get-VM "web-01").VirtualDVDDrives.ISO.SharePath') == ["/srv/library/debian-12.iso"]


def test_a_hosts_name_has_a_short_form(run: Run, session: Any) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    session.save(host.model_copy(update={"name": "kvm-01.example.org"}))
    assert run('$h = Get-VMHost "kvm-01"; $h.Name; $h.ComputerName; $h.DomainName; $h.FQDN') == [
        "kvm-01.example.org", "kvm-01", "example.org", "kvm-01.example.org",
    ]  # fmt: skip
    assert run('Get-VM -VMHost "kvm-01" | measure | % Count') == [0]
    assert VMHost(name="10.0.0.9").computer_name == "10.0.0.9"
    assert VMHost(name="fe80::1").computer_name == "fe80::1"
    assert VMHost(name="kvm").domain_name == ""


def test_a_failed_job_tells_its_error(run: Run, session: Any) -> None:
    error = ErrorInfo(code=809, problem="It failed.", cause="No space.", recommended_action="Make space.")
    steps = [Step(number="1", name="Create virtual machine", progress=40, error_info=error)]
    session.save(Job(name="Create it", error_info=error, steps=steps, progress=40, owner="LAB\\anna"))
    assert run("""
        $Job = Get-SCJob -Name "Create it"
        $Job.ErrorInfo.CSMMessageString; $Job.ErrorInfo.DisplayableErrorCode; $Job.ErrorInfo.RecommendedAction
        $Job.Progress; $Job.RootStep.Name; $Job.Steps.Progress; $Job.SessionOwner; "$($Job.RootStep)"
    """) == [
        "It failed. No space.", 809, "Make space.", "40 %", "Create virtual machine", "40 %", "LAB\\anna",
        "Create virtual machine",
    ]  # fmt: skip


def test_groups_know_what_is_below_them(run: Run, session: Any) -> None:
    run('New-VMHostGroup "Lab"; New-VMHostGroup "Inner" -ParentHostGroup "Lab"')
    run('Move-VMHost "kvm-02" -ParentHostGroup "Inner"')
    assert len(session.find(VMHostGroup)) == 3
    assert run("""
        $Root = Get-VMHostGroup "All Hosts"
        $Root.ChildGroups.Name; $Root.AllChildGroups.Name -join ","; $Root.Hosts.Name; $Root.AllChildHosts.Count
        (Get-VMHostGroup "Lab").AllChildHosts.VMs.Count
        (Get-VMHostGroup "Inner").ParentVMHostGroup.ParentHostGroup.Name
    """) == ["Lab", "Inner,Lab", "kvm-01", 2, 3, "All Hosts"]
