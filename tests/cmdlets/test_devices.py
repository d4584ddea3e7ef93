"""Device cmdlets: on a machine, on a profile, in a job group; and the rules of hardware."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.cmdlets.disk_drive import NewVirtualDiskDrive, RemoveVirtualDiskDrive
from vmmconsole.cmdlets.network_adapter import NewVirtualNetworkAdapter
from vmmconsole.cmdlets.scsi_adapter import NewVirtualSCSIAdapter
from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, NotFoundError, ParameterError, StateError, VMMError
from vmmconsole.model.status import AdapterType, DVDConnection, MACAddressType

Run = Callable[[str], list[Any]]
GROUP = "5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f"


@pytest.fixture
def now(session: Any, machine: VirtualMachine) -> Callable[[], VirtualMachine]:
    """The machine as it is stored now."""
    return lambda: session.get(VirtualMachine, machine.id)


Now = Callable[[], VirtualMachine]


def test_getters_give_the_devices_of_one_owner_each_naming_it(run: Run, machine: VirtualMachine) -> None:
    (disk,) = run('Get-VM "web-01" | Get-VirtualDiskDrive')
    assert disk.parent == machine.ref
    assert len(run("Get-VirtualDiskDrive -All")) == 4
    assert run(f"Get-VirtualDiskDrive -ID {disk.id}") == [disk]
    assert run(f'Get-VirtualDiskDrive -VMMServer localhost -All | where {{$_.ID -eq "{disk.id}"}}') == [disk]
    assert run('Get-VirtualDVDDrive -HardwareProfile "Web server"') == []


def test_a_disk_is_added_moved_and_removed_with_its_file(run: Run, session: Any, now: Now) -> None:
    (made,) = run('New-VirtualDiskDrive -VM "web-01" -IDE -Bus 0 -LUN 1 -Size 100 -FileName "second"')
    assert made.parent == now().ref
    location = made.virtual_hard_disk.location
    assert location.endswith("/web-01/second.qcow2")
    (moved,) = run(f"Get-VirtualDiskDrive -ID {made.id} | Set-VirtualDiskDrive -SCSI -Bus 0 -LUN 4")
    assert (moved.id, moved.bus_type.value, moved.lun) == (made.id, "SCSI", 4)
    run(f"Get-VirtualDiskDrive -ID {made.id} | Remove-VirtualDiskDrive")
    assert [d.file_name for d in now().virtual_disk_drives] == ["web-01_disk_1"]
    assert not disks_of(session).exists(location)


def test_skip_delete_vhd_keeps_the_file(run: Run, session: Any, machine: VirtualMachine) -> None:
    run('Get-VirtualDiskDrive -VM "web-01" | Remove-VirtualDiskDrive -SkipDeleteVHD')
    assert disks_of(session).exists(machine.virtual_hard_disks[0].location)
    assert run('Get-VirtualDiskDrive -VM "web-01"') == []


def test_a_file_used_where_it_stood_stays(run: Run, session: Any, machine: VirtualMachine) -> None:
    """Also when the host does not say of its drive that the disk was not copied: the file may be the library's."""
    disks = disks_of(session)
    location = machine.virtual_hard_disks[0].location
    run('Get-VirtualDiskDrive -VM "web-01" | Remove-VirtualDiskDrive -SkipDeleteVHD')
    run('''New-VirtualDiskDrive -VM "web-01" -IDE -Bus 0 -LUN 0 -UseLocalVirtualHardDisk -Path "/var/lib/vms/web-01" `
             -FileName "web-01_disk_1.qcow2"''')
    (host,) = session.find(VMHost, name="kvm-01")
    drives = [
        d.model_copy(update={"use_local": False}) for d in session.get(type(machine), machine.id).virtual_disk_drives
    ]
    session.providers[host.id].change_outside(machine.id, virtual_disk_drives=drives)
    assert len(RemoveVirtualDiskDrive(virtual_disk_drive=drives[0]).plan(session)) == 1
    run('Get-VirtualDiskDrive -VM "web-01" | Remove-VirtualDiskDrive')
    assert disks.exists(location)
    assert run('Get-VirtualDiskDrive -VM "web-01"') == []


def test_a_file_that_another_machine_uses_stays(run: Run, session: Any, machine: VirtualMachine) -> None:
    location = machine.virtual_hard_disks[0].location
    run("""
        New-VM "web-02" -VMHost "kvm-01"
        New-VirtualDiskDrive -VM "web-02" -SCSI -Bus 0 -LUN 0 -UseLocalVirtualHardDisk -Path "/var/lib/vms/web-01" `
            -FileName "web-01_disk_1.qcow2"
        Get-VirtualDiskDrive -VM "web-01" | Remove-VirtualDiskDrive
    """)
    assert disks_of(session).exists(location)


def disks_of(session: Any) -> Any:
    (host,) = session.find(VMHost, name="kvm-01")
    return session.providers[host.id].disks


def test_an_iso_goes_in_and_out(run: Run, now: Now) -> None:
    run('Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -ISO "debian-12.iso" -Link')
    (drive,) = now().virtual_dvd_drives
    assert (drive.connection, drive.iso_path) == (DVDConnection.ISO_IMAGE, "/srv/library/debian-12.iso")
    run('Get-SCVirtualDVDDrive -VM "web-01" | Set-SCVirtualDVDDrive -NoMedia')
    (drive,) = now().virtual_dvd_drives
    assert (drive.connection, drive.iso_path, drive.iso) == (DVDConnection.NONE, "", None)


def test_a_dvd_drive_is_found_by_its_place_in_a_group(run: Run, session: Any) -> None:
    run(f"""
        New-VirtualDVDDrive -HardwareProfile "Web server" -Bus 1 -LUN 1
        Set-VirtualDVDDrive -SourceBus 1 -SourceLUN 1 -ISO "debian-12.iso" -JobGroup {GROUP}
        Set-HardwareProfile "Web server" -JobGroup {GROUP} -CPUCount 4
    """)
    (profile,) = session.find(HardwareProfile, name="Web server")
    assert profile.virtual_dvd_drives[0].iso.name == "debian-12.iso"
    assert profile.cpu_count == 4
    assert session.staged(UUID(GROUP)) == []


def test_an_adapter_is_added_changed_and_removed(run: Run, now: Now) -> None:
    (made,) = run('New-VirtualNetworkAdapter "Lab" -VM "web-01" -MACAddress "00-1d-d8-b7-1c-00"')
    assert (made.mac_address, made.mac_address_type) == ("00:1D:D8:B7:1C:00", MACAddressType.STATIC)
    assert (made.adapter_type, made.slot_id) == (AdapterType.EMULATED, 1)
    run(
        f"Get-VirtualNetworkAdapter -ID {made.id} | "
        "Set-VirtualNetworkAdapter -VLanEnabled $true -VLanID 7 -NoConnection"
    )
    changed = now().virtual_network_adapters[1]
    assert (changed.vlan_id, changed.virtual_network) == (7, "")
    run(f"Get-VirtualNetworkAdapter -ID {made.id} | Remove-VirtualNetworkAdapter")
    assert len(now().virtual_network_adapters) == 1


def test_zeros_mean_no_address_of_its_own(run: Run, now: Now) -> None:
    run('''New-SCVirtualNetworkAdapter -VM "web-01" -MACAddress "00:00:00:00:00:00" -MACAddressType Dynamic `
           -VirtualNetwork "Lab"''')  # fmt: skip
    assert now().virtual_network_adapters[1].mac_address_type is MACAddressType.DYNAMIC


def test_floppy_and_ports(run: Run, now: Now) -> None:
    run(f"""
        Set-VirtualFloppyDrive -VirtualFloppyDisk "drivers.vfd" -JobGroup {GROUP}
        Set-VirtualCOMPort -NamedPipe "/run/web-01" -GuestPort 2 -JobGroup {GROUP}
        Set-VM "web-01" -JobGroup {GROUP}
        Get-VirtualFloppyDrive -VM "web-01" | Set-VirtualFloppyDrive -NoMedia
        Get-VirtualCOMPort -VM "web-01" | Set-VirtualCOMPort -TextFile "/tmp/serial.log"
    """)
    floppy, (port,) = now().virtual_floppy_drive, now().virtual_com_ports
    assert floppy is not None
    assert (floppy.connection, floppy.image_path) == (DVDConnection.NONE, "")
    assert (port.port_number, port.connection, port.text_file) == (2, "TextFile", "/tmp/serial.log")


def test_scsi_adapters_come_up_to_four(run: Run, now: Now) -> None:
    for _ in range(4):
        run('New-SCVirtualScsiAdapter -VM "web-01" -AdapterID 7 -ShareVirtualScsiAdapter $false')
    assert [a.bus for a in now().virtual_scsi_adapters] == [0, 1, 2, 3]
    with pytest.raises(ConflictError, match="4 SCSI adapters"):
        run('New-VirtualSCSIAdapter -VM "web-01"')


def test_a_scsi_adapter_with_a_drive_stays(run: Run, machine: VirtualMachine) -> None:
    run('New-VirtualSCSIAdapter -VM "web-01"')
    run('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 10 -FileName "s"')
    with pytest.raises(ConflictError, match="Drives sit on it"):
        run('Get-VirtualSCSIAdapter -VM "web-01" | Remove-VirtualSCSIAdapter')


def test_a_group_waits_for_its_owner_even_with_a_machine_named(run: Run, session: Any, now: Now) -> None:
    """As the properties dialog writes it: device cmdlets with -VM and -JobGroup, the owner's Set-VM last."""
    run(f'New-VirtualDiskDrive -VM "web-01" -IDE -Bus 0 -LUN 1 -JobGroup {GROUP} -Size 100 -Dynamic -FileName "b"')
    assert len(now().virtual_disk_drives) == 1
    run(f'Set-VM -VM "web-01" -MemoryMB 768 -JobGroup {GROUP}')
    assert (len(now().virtual_disk_drives), now().memory_mb) == (2, 768)
    assert session.staged(UUID(GROUP)) == []


def test_a_wrong_member_fails_its_owner_and_changes_nothing(run: Run, now: Now) -> None:
    run(f'New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup {GROUP} -Size 100 -FileName "b"')
    with pytest.raises(ConflictError, match="IDE 0:0 is taken"):
        run(f'Set-VM -VM "web-01" -MemoryMB 768 -JobGroup {GROUP}')
    assert now().memory_mb == 512


@pytest.mark.parametrize(
    ("script", "error", "says"),
    [
        ('New-VirtualDiskDrive -VM "web-01" -IDE -Bus 0 -LUN 0 -Size 10 -FileName "b"', ConflictError, "IDE 0:0"),
        ('New-VirtualDiskDrive -VM "web-01" -IDE -Bus 1 -LUN 0 -Size 10 -FileName "b"', ConflictError, "DVD"),
        ('New-VirtualDiskDrive -VM "web-01" -IDE -Bus 2 -LUN 0 -Size 10 -FileName "b"', ParameterError, "IDE 2:0"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -IDE -Bus 0 -LUN 1 -Size 10 -FileName "b"', ParameterError, "both"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 999 -Size 10 -FileName "b"', ParameterError, "LUN"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 0 -FileName "b"', ParameterError, "Size"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 99999999 -FileName "b"', ParameterError, "Size"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 10 -FileName "../b"', ParameterError, "'/'"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0 -Size 10 -FileName "WEB-01_disk_1"',
         ConflictError, "taken"),
        ('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 0', ParameterError, "which disk"),
        ('New-VirtualDiskDrive -SCSI -Bus 0 -LUN 0 -Size 10 -FileName "b"', ParameterError, "-VM"),
        ('New-VirtualDVDDrive -VM "web-01" -Bus 1 -LUN 0', ConflictError, "IDE 1:0"),
        ('New-VirtualDVDDrive -VM "web-01" -Bus 0 -LUN 1 -ISO "none.iso"', NotFoundError, "none.iso"),
        ('New-VirtualDVDDrive -VM "web-01" -Bus 0 -LUN 1 -ISOPath "/x/y.iso"', NotFoundError, "/x/y.iso"),
        ('New-VirtualDVDDrive -VM "web-01" -Bus 0 -LUN 1 -ISO "debian-12.iso" -AnyHostDrive',
         ParameterError, "one medium"),
        ('New-VirtualNetworkAdapter -VM "web-01" -PhysicalAddress "01:00:00:00:00:01"', ParameterError, "multicast"),
        ('New-VirtualNetworkAdapter -VM "web-01" -PhysicalAddress "00:1D:D8"', ParameterError, "six pairs"),
        ('New-VirtualNetworkAdapter -VM "web-01" -PhysicalAddressType Static', ParameterError, "Static"),
        ('New-VirtualNetworkAdapter -VM "web-01" -VLanEnabled $true', ParameterError, "VLanID"),
        ('New-VirtualNetworkAdapter -VM "web-01" -VLanEnabled $true -VLanID 4095', ParameterError, "4094"),
        ('New-VirtualNetworkAdapter -VM "web-01" -VirtualNetwork "Nowhere"', NotFoundError, "Nowhere"),
        ('Set-VirtualCOMPort -GuestPort 3 -NoAttach -VM "web-01"', ParameterError, "GuestPort"),
        ('Set-VirtualCOMPort -GuestPort 1 -VM "web-01"', ParameterError, "attach"),
        ("Set-VirtualDVDDrive -NoMedia", ParameterError, "VirtualDVDDrive"),
    ],
)  # fmt: skip
def test_what_hardware_cannot_be_is_refused(run: Run, now: Now, script: str, error: type[VMMError], says: str) -> None:
    before = now()
    with pytest.raises(error) as caught:
        run(script)
    text = f"{caught.value} {caught.value.action}"
    assert says in text
    assert caught.value.action
    assert now().virtual_disk_drives == before.virtual_disk_drives
    assert now().virtual_network_adapters == before.virtual_network_adapters


def test_a_running_machine_takes_only_what_its_host_can_hot_add(run: Run, now: Now) -> None:
    run('Start-VM "web-01"')
    assert run('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 1 -Size 10 -FileName "hot"')
    with pytest.raises(StateError) as caught:
        run('Set-VM "web-01" -MemoryMB 1024')
    assert caught.value.code == 640
    assert "must be in either the PowerOff or Stored state" in str(caught.value)
    assert now().memory_mb == 512


def test_a_saved_state_keeps_the_hardware(run: Run, now: Now) -> None:
    run('Start-VM "web-01"; SaveState-VM "web-01"')
    with pytest.raises(StateError, match="saved state"):
        run('New-VirtualDiskDrive -VM "web-01" -SCSI -Bus 0 -LUN 1 -Size 10 -FileName "b"')
    assert len(now().virtual_disk_drives) == 1


@pytest.mark.parametrize(
    "values",
    [
        (NewVirtualDiskDrive, {"scsi": True, "bus": 0, "lun": 5, "size_mb": 10, "file_name": "twice"}),
        (NewVirtualNetworkAdapter, {"virtual_network": "Lab"}),
        (NewVirtualSCSIAdapter, {}),
    ],
    ids=["disk", "adapter", "scsi"],
)
def test_a_step_that_runs_twice_adds_one_device(session: Any, machine: VirtualMachine, values: Any) -> None:
    cls, given = values
    cmdlet = cls(vm=machine, **given)
    session.step += 1
    first = list(cmdlet.run(session))
    assert list(cmdlet.run(session)) == first
    after = session.get(VirtualMachine, machine.id)
    assert len(after.virtual_disk_drives) + len(after.virtual_network_adapters) + len(after.virtual_scsi_adapters) == 3


def test_removing_twice_is_no_error(run: Run, session: Any, machine: VirtualMachine) -> None:
    (disk,) = run('Get-VirtualDiskDrive -VM "web-01"')
    cmdlet = RemoveVirtualDiskDrive(virtual_disk_drive=disk)
    assert list(cmdlet.run(session)) == [disk]
    assert list(cmdlet.run(session)) == [disk]
