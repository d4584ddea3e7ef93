"""Parameters that ask for what this version does not have: neutral values are taken, others are refused at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import CapabilityError

Run = Callable[[str], list[Any]]

CARRIED = """
$JobGroup = [guid]::NewGuid().ToString()
$Nothing = $null
New-SCVirtualScsiAdapter -VMMServer localhost -JobGroup $JobGroup -AdapterID 7 -ShareVirtualScsiAdapter $false `
    -ScsiControllerType DefaultTypeNoType
New-SCVirtualDVDDrive -VMMServer localhost -JobGroup $JobGroup -Bus 1 -LUN 0
New-SCVirtualNetworkAdapter -VMMServer localhost -JobGroup $JobGroup -MACAddressType Dynamic -Synthetic `
    -EnableVMNetworkOptimization $false -EnableMACAddressSpoofing $false -VLanEnabled $false `
    -EnableGuestIPNetworkVirtualizationUpdates $false -IPv4AddressType Dynamic -IPv6AddressType Dynamic `
    -VMNetwork $Nothing -DevicePropertiesAdapterNameMode Disabled
Set-SCVirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 1 -JobGroup $JobGroup
Set-SCVirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia -JobGroup $JobGroup
New-SCHardwareProfile -VMMServer localhost -Name "Carried" -CPUCount 1 -MemoryMB 1024 -DynamicMemoryEnabled $false `
    -MemoryWeight 5000 -VirtualVideoAdapterEnabled $false -CPUExpectedUtilizationPercent 20 -DiskIops 0 `
    -CPUMaximumPercent 100 -CPUReserve 0 -NumaIsolationRequired $false -NetworkUtilizationMbps 0 `
    -CPURelativeWeight 100 -HighlyAvailable $false -DRProtectionRequired $false -NumLock $false `
    -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy" -CPULimitFunctionality $false -CPULimitForMigration $false `
    -CheckpointType Production -Generation 1 -CapabilityProfile $Nothing -JobGroup $JobGroup
"""
"""What the wizards of later releases write for hardware."""


def test_neutral_values_of_later_releases_are_taken(run: Run, session: Any) -> None:
    run(CARRIED)
    (profile,) = session.find(HardwareProfile, name="Carried")
    assert (profile.memory_mb, len(profile.virtual_scsi_adapters), len(profile.virtual_dvd_drives)) == (1024, 1, 1)
    made = run("""
        $HardwareProfile = Get-SCHardwareProfile | where {$_.Name -eq "Carried"}
        New-SCVirtualMachine -Name "web-07" -HardwareProfile $HardwareProfile -VMHost "kvm-01" -ReturnImmediately `
            -FullName "" -OrganizationName "" -GuiRunOnceCommands @() -OperatingSystem $Nothing -CPUType $Nothing `
            -UseDiffDiskOptimization -BlockDynamicOptimization $false -SecureBootEnabled $false -AnswerFile $null
        Set-SCVirtualMachine -VM "web-07" -DRProtectionRequired $false -EnableTimeSync $false -Cloud $null `
            -HighlyAvailable $false -RemoveCapabilityProfile -InstallVirtualizationGuestServices $false
    """)
    assert [machine.name for machine in made] == ["web-07", "web-07"]


@pytest.mark.parametrize(
    ("script", "capability"),
    [
        ('New-VM -Name "a" -VMHost "kvm-01" -Generation 2', "generation 2"),
        ('New-SCVirtualMachine -Name "a" -VMConfiguration "c" -StartVM', "machine configurations"),
        ('New-Template -Name "t" -VirtualHardDisk "debian-12.qcow2"', "templates in the library"),
        ('New-VM -Name "a" -VMHost "kvm-01" -ComputerName "*"', "guest operating system"),
        ('New-VM -Name "a" -LibraryServer "vmm-01" -SharePath "/srv" -HardwareProfile "Web server"', "the library"),
        ('Set-VM "web-01" -DynamicMemoryEnabled $true -DynamicMemoryMaximumMB 2048', "memory by demand"),
        ('Set-VM "web-01" -MemoryWeight 9000', "memory by demand"),
        ('Set-VM "web-01" -HighlyAvailable $true', "host clusters"),
        ('Set-SCVirtualMachine "web-01" -Cloud "gold"', "private clouds"),
        ('Set-SCVirtualMachine "web-01" -CheckpointType ProductionOnly', "types of checkpoints"),
        ('Get-VM -OnBehalfOfUser "LAB\\ben"', "on behalf"),
        ('Start-VM "web-01" -OnBehalfOfUserRole "Tenant"', "on behalf"),
        ("Get-SCVMHost -VMHostCluster 'c'", "host clusters"),
        ("Get-SCVMHost -VMHostCluster ''", "host clusters"),
        ('Disable-VMHost "kvm-01" -MoveWithinCluster', "host clusters"),
        ('Set-VMHost "kvm-01" -EnableLiveMigration $true', "live migrations"),
        ('Set-VMHost "kvm-01" -Description "x" -BMCAddress 10.0.0.9', "controllers"),
        ('New-VMHostGroup "Lab" -EnableUnencryptedFileTransfer $true', "file transfers"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 5 -Size 1024 -CreateDiffDisk $true', "differencing"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 5 -AnyStorageDisk', "disks of the host"),
        ('New-SCVirtualNetworkAdapter -VM "web-01" -VMNetwork "Blue"', "VM networks"),
        ('New-SCVirtualNetworkAdapter -VM "web-01" -IPv4AddressType Static', "VM networks"),
        ('Set-VirtualHardDisk "debian-12.qcow2" -Name "new.qcow2"', "library files"),
        ("Set-VMMServer -DiagnosticsAndUsageData $true", "usage data"),
        ("Get-VMMServer localhost -ConnectAs TenantAdmin", "user roles"),
    ],
)
def test_what_asks_for_more_is_refused_and_nothing_changes(
    run: Run, session: Any, machine: VirtualMachine, script: str, capability: str
) -> None:
    del machine
    kinds = (VirtualMachine, HardwareProfile, VMHost, VMHostGroup)
    before = [session.find(kind) for kind in kinds]
    with pytest.raises(CapabilityError) as caught:
        run(script)
    assert capability in caught.value.cause
    assert caught.value.action.startswith("Leave -")
    if "templates" in capability:
        assert "hardware profile" in caught.value.action
    assert [session.find(kind) for kind in kinds] == before
    assert run(f"try {{ {script} -ErrorAction Stop }} catch {{ $_.Exception.Code }}") == [caught.value.code]


def test_in_a_job_group_it_is_refused_where_it_stands(run: Run, session: Any) -> None:
    group = uuid4()
    with pytest.raises(CapabilityError):
        run(f"New-VirtualNetworkAdapter -JobGroup {group} -VMNetwork Blue")
    assert session.staged(group) == []


def test_settings_that_exist_are_stored(run: Run, session: Any, machine: VirtualMachine) -> None:
    run("""
        Set-VM "web-01" -Tag "web" -CostCenter "42" -QuotaPoint 3 -DelayStartSeconds 30 -Custom7 "seven" `
            -CPUReserve 10 -CPUMax 90 -BootOrder CD, PxeBoot -StopAction TurnOffVM -BlockDynamicOptimization $true `
            -UserRole Administrator
    """)
    stored = session.get(VirtualMachine, machine.id)
    assert (stored.tag, stored.cost_center, stored.quota_point, stored.delay_start) == ("web", "42", 3, 30)
    assert (stored.custom_properties[6], stored.exclude_from_pro) == ("seven", True)
    assert stored.user_role is not None
    run('Set-VM "web-01" -RemoveSelfServiceUserRole $true -Enabled $false')
    stored = session.get(VirtualMachine, machine.id)
    assert (stored.user_role, stored.enabled) == (None, False)


def test_a_host_is_reached_at_the_port_of_its_ssh_service(run: Run) -> None:
    (host,) = run('Add-VMHost "kvm-09" -SshTcpPort 2222 -Credential (Get-VMMServer).Name')
    assert host.connection == "qemu+ssh://kvm-09:2222/system"


def test_a_credential_names_a_stored_one_by_its_user(run: Run) -> None:
    (host,) = run("""
        $Secret = ConvertTo-SecureString "hunter2" -AsPlainText -Force
        $Credential = New-Object System.Management.Automation.PSCredential("LAB\\anna", $Secret)
        Add-VMHost "kvm-09" -Credential $Credential
    """)
    assert host.credential == "LAB\\anna"


def test_ratings_can_be_for_one_virtualization_software(run: Run) -> None:
    request = 'Get-SCVMHostRating -VMHost (Get-SCVMHost) -HardwareProfile "Web server" -VMName a -DiskSpaceGB 1'
    assert len(run(request)) == 2
    assert run(f"{request} -VirtualizationPlatform HyperV") == []
    assert len(run(f"{request} -VirtualizationPlatform Unknown -RunAsynchronously")) == 2
    assert {rating.rating for rating in run(f"{request} -HighlyAvailable $true")} == {0}


def test_adapters_are_found_by_name(run: Run, machine: VirtualMachine) -> None:
    del machine
    (named,) = run('Get-VirtualNetworkAdapter -VM "web-01" -Name "Network adapter 1"')
    assert run(f"Get-VirtualNetworkAdapter {named.id}") == [named]
    assert run('Get-VirtualNetworkAdapter -VM "web-01" -Name "Other"') == []


def test_texts_from_the_pipeline_name_the_object_and_not_the_server(run: Run, machine: VirtualMachine) -> None:
    del machine
    assert run('"web-01" | Start-VM | % Name') == ["web-01"]
    assert run('"kvm-01" | Get-VM | % Name') == ["web-01"]
    assert run("Get-VMMServer localhost | Get-VMHost | % Name") == ["kvm-01", "kvm-02"]
    assert run('Get-VMMServer localhost | New-VMHostGroup -Name "Lab" | % Name') == ["Lab"]
