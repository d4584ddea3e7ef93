"""Expanding disks, floppy drives, MAC addresses and who uses a library object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.engine.refresh.merge import merge_host
from vmmconsole.model import HardwareProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, ConflictError, ParameterError, StateError

Run = Callable[[str], list[Any]]
GIB = 1 << 30


def test_a_disk_gets_larger_but_never_smaller(run: Run, session: Any, machine: VirtualMachine) -> None:
    (drive,) = run('Get-VirtualDiskDrive -VM "web-01" | Expand-VirtualDiskDrive -Size 20')
    assert drive.virtual_hard_disk.maximum_size == 20 * GIB
    (again,) = run('Get-SCVirtualDiskDrive -VM "web-01" | Expand-SCVirtualDiskDrive -VirtualHardDiskSizeGB 20')
    assert again.virtual_hard_disk.maximum_size == 20 * GIB
    with pytest.raises(ParameterError, match="never gets smaller"):
        run('Get-VirtualDiskDrive -VM "web-01" | Expand-VirtualDiskDrive -Size 19')
    assert session.get(VirtualMachine, machine.id).virtual_hard_disks[0].maximum_size == 20 * GIB


def test_the_disk_of_a_profile_is_made_larger_before_it_is_made(run: Run, session: Any) -> None:
    run('New-VirtualDiskDrive -HardwareProfile "Web server" -IDE -Bus 0 -LUN 0 -Size 1024 -FileName "a"')
    run('Get-VirtualDiskDrive -HardwareProfile "Web server" | Expand-VirtualDiskDrive -Size 3')
    assert session.find(HardwareProfile)[0].virtual_disk_drives[0].size_mb == 3072


def test_a_profile_without_a_floppy_drive_gets_one_only_once(run: Run, session: Any) -> None:
    (drive,) = run('New-SCVirtualFloppyDrive -HardwareProfile "Web server"')
    assert run('New-SCVirtualFloppyDrive -HardwareProfile "Web server"') == [drive]
    assert session.find(HardwareProfile)[0].virtual_floppy_drive.id == drive.id


def test_the_next_address_is_the_first_that_no_adapter_has(run: Run, session: Any, machine: VirtualMachine) -> None:
    session.settings |= {
        "PhysicalAddressRangeStart": "52:54:00:00:00:00", "PhysicalAddressRangeEnd": "52:54:00:00:00:01",
    }  # fmt: skip
    assert run("New-PhysicalAddress") == ["52:54:00:00:00:00"]
    set_address = 'Get-VirtualNetworkAdapter -VM "web-01" | Set-VirtualNetworkAdapter -PhysicalAddressType Static'
    run(f"{set_address} -PhysicalAddress (New-PhysicalAddress)")
    assert run("Grant-SCMACAddress -MACAddressPool $null") == ["52:54:00:00:00:01"]
    session.settings["PhysicalAddressRangeEnd"] = "52:54:00:00:00:00"
    with pytest.raises(ConflictError, match="no free MAC address"):
        run("New-PhysicalAddress")
    with pytest.raises(CapabilityError, match="-MACAddressPool"):
        run('New-PhysicalAddress -MACAddressPool "Default MAC address pool"')


def test_zeros_and_static_take_the_next_address_of_the_range(run: Run, session: Any, machine: VirtualMachine) -> None:
    """As later wizards write it; a profile keeps the wish, and each machine made of it gets its own."""
    session.settings |= {
        "PhysicalAddressRangeStart": "52:54:00:00:00:00", "PhysicalAddressRangeEnd": "52:54:00:00:00:02",
    }  # fmt: skip
    pooled = '-MACAddress "00:00:00:00:00:00" -MACAddressType Static -Synthetic'
    group = "5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f"
    run(f"""
        New-SCVirtualNetworkAdapter -JobGroup {group} {pooled}
        New-SCVirtualNetworkAdapter -JobGroup {group} {pooled}
        Set-SCVirtualMachine -VM "web-01" -JobGroup {group}
        New-SCVirtualNetworkAdapter -HardwareProfile "Web server" {pooled}
    """)
    adapters = session.get(VirtualMachine, machine.id).virtual_network_adapters
    assert [a.mac_address for a in adapters[1:]] == ["52:54:00:00:00:00", "52:54:00:00:00:01"]
    assert session.find(HardwareProfile)[0].virtual_network_adapters[-1].mac_address == ""
    (made,) = run(f'New-SCVirtualNetworkAdapter -VM "web-01" {pooled}')
    assert (made.mac_address, made.mac_address_type) == ("52:54:00:00:00:02", "Static")
    with pytest.raises(ConflictError, match="no free MAC address"):
        run(f'New-SCVirtualNetworkAdapter -VM "web-01" {pooled}')


def test_what_uses_an_iso_image_is_found(run: Run, machine: VirtualMachine) -> None:
    assert run('Get-DependentLibraryObject "debian-12.iso"') == []
    run('Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -ISO "debian-12.iso"')
    (user,) = run("Get-ISO | Get-SCDependentLibraryResource")
    assert user.id == machine.id


def test_a_floppy_image_gets_a_description(run: Run) -> None:
    (disk,) = run('Set-VirtualFloppyDisk "drivers.vfd" -Description "Storage"')
    assert disk.description == "Storage"


def test_no_machine_is_placed_on_a_volume_that_is_kept_free(run: Run, session: Any) -> None:
    rate = 'Get-VMHostRating -VMHost "kvm-01" -HardwareProfile "Web server" -VMName "a" -DiskSpaceGB 10'
    (before,) = run(rate)
    for host in session.find(VMHost):  # as a refresh gives them
        session.save(merge_host(host, host, running=0, total=0))
    (volume,) = run('Get-VMHostVolume -VMHost "kvm-01" | Set-SCStorageVolume -AvailableForPlacement $false')
    assert volume.available_for_placement is False
    (host,) = session.find(VMHost, name="kvm-01")
    again = merge_host(host, session.provider(host).inventory().host, running=0, total=0)
    assert [v.available_for_placement for v in again.volumes] == [False]
    (after,) = run(rate)
    assert (before.rating > 0, after.rating) == (True, 0)
    run('Get-VMHostVolume -VMHost "kvm-01" | Set-VMHostVolume -AvailableForPlacement $true')
    assert run(rate)[0].rating == before.rating


def test_a_volume_that_cannot_be_written_is_not_for_machines(run: Run, session: Any) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    volumes = [v.model_copy(update={"available_for_placement": False}) for v in host.volumes]
    session.save(merge_host(host, host.model_copy(update={"volumes": volumes}), running=0, total=0))
    with pytest.raises(StateError, match="cannot be used"):
        run('Get-VMHostVolume -VMHost "kvm-01" | Set-VMHostVolume -AvailableForPlacement $true')
