"""Hosts, host groups, ratings, networks, the library, jobs, settings, roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.model import ISO, HardwareProfile, Job, LibraryShare, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import ConflictError, NotFoundError, ParameterError, StateError
from vmmconsole.model.status import HostStatus, JobStatus, LibraryItemState, VMStatus

Run = Callable[[str], list[Any]]


# Server


@pytest.mark.parametrize("name", ["localhost", "VMM-01", "vmm-01.example.org", "vmm-01:8100", "127.0.0.1"])
def test_the_engine_answers_to_its_names(run: Run, name: str) -> None:
    assert run(f'Get-VMMServer -ComputerName "{name}"')[0].name == "vmm-01"
    assert len(run(f'Get-VMHost -VMMServer "{name}"')) == 2


def test_another_server_is_refused_with_what_to_do(run: Run) -> None:
    with pytest.raises(NotFoundError, match="vmm-77") as caught:
        run('Get-VM -VMMServer "vmm-77"')
    assert "localhost" in caught.value.action


def test_settings_are_set_by_parameter_name(run: Run, session: Any) -> None:
    run("Set-VMMServer -PlacementGoal Consolidate -LibraryRefresherFrequency 2 -JobHistoryDays 30")
    assert session.settings == {"PlacementGoal": "Consolidate", "LibraryRefresherFrequency": 2, "JobHistoryDays": 30}
    with pytest.raises(ParameterError, match="changes nothing"):
        run("Set-VMMServer")


# Hosts


def test_a_host_is_added_once_and_forgotten(run: Run, session: Any) -> None:
    (host,) = run('Add-VMHost -ComputerName "kvm-03" -Description "d" -MemoryReserveMB 512 -VMPaths "/a|/b"')
    assert (host.connection, host.vm_paths, host.memory_reserve_mb) == ("qemu+ssh://kvm-03/system", ["/a", "/b"], 512)
    assert host.vm_host_group.name == "All Hosts"
    assert len(run("Get-VM -VMHost kvm-03")) == 1
    with pytest.raises(ConflictError, match="of that name"):
        run('Add-VMHost "kvm-03"')
    run('Remove-VMHost "kvm-03"')
    assert session.find(VMHost, name="kvm-03") == []


@pytest.mark.parametrize("name", ["a b", "qemu:///system", "", "a/b", "x@y"])
def test_a_name_that_is_no_computers_is_refused(run: Run, name: str) -> None:
    with pytest.raises(ParameterError):
        run(f'Add-VMHost "{name}"')


def test_set_vm_host_keeps_what_is_not_given(run: Run) -> None:
    (host,) = run('Set-VMHost "kvm-01" -CPUPercentageReserve 25 -Custom2 "rack 4" -AvailableForPlacement $false')
    assert (host.cpu_percentage_reserve, host.memory_reserve_mb) == (25, 256)
    assert host.override_host_group_reserves
    assert host.custom_properties[1] == "rack 4"
    assert not host.available_for_placement
    with pytest.raises(ParameterError, match="CPUPercentageReserve"):
        run('Set-VMHost "kvm-01" -CPUPercentageReserve 101')


def test_maintenance_mode_saves_what_runs(run: Run, session: Any) -> None:
    (host,) = run('Disable-VMHost "kvm-02"')
    assert host.maintenance_mode
    assert host.overall_state is HostStatus.MAINTENANCE_MODE
    machines = session.find(VirtualMachine, vm_host=host.ref)
    assert all(m.status in {VMStatus.SAVED, VMStatus.POWER_OFF} for m in machines)
    (host,) = run('Enable-VMHost "kvm-02"')
    assert (host.maintenance_mode, host.overall_state) == (False, HostStatus.OK)


def test_parts_of_hosts(run: Run) -> None:
    assert len(run('Get-VirtualNetwork -Name "Lab"')) == 2
    (network,) = run('Get-VMHost "kvm-01" | Get-VirtualNetwork | where {$_.Name -eq "Lab"}')
    assert network.vm_host.name == "kvm-01"
    assert run('Get-VMHostVolume -VMHost "kvm-01"')[0].mount_point == "/var/lib/vms"
    assert run('Get-VMHostNetworkAdapter -VMHost "kvm-01"') == []
    (root,) = run('Get-DirectoryChildItem -VMHost "kvm-01"')
    assert (root.full_name, root.is_directory) == ("/var/lib/vms", True)


# Groups


def test_groups_are_made_moved_renamed_with_all_paths(run: Run, session: Any, machine: VirtualMachine) -> None:
    run(r"""
        New-VMHostGroup -Name "Lab" -Description "d"
        New-VMHostGroup -Name "Rack 1" -ParentHostGroup "Lab"
        Move-VMHost -VMHost "kvm-01" -ParentHostGroup "All Hosts\Lab\Rack 1"
    """)
    assert session.get(VirtualMachine, machine.id).host_group_path == "All Hosts\\Lab\\Rack 1"
    run('Set-VMHostGroup "Lab" -Name "Works" -MemoryReserveMB 1024')
    (rack,) = session.find(VMHostGroup, name="Rack 1")
    assert (rack.path, rack.parent_host_group.name) == ("All Hosts\\Works\\Rack 1", "Works")
    assert session.get(VirtualMachine, machine.id).host_group_path == "All Hosts\\Works\\Rack 1"
    run('Move-VMHostGroup "Rack 1" -ParentHostGroup "All Hosts"')
    assert session.find(VMHostGroup, name="Rack 1")[0].path == "All Hosts\\Rack 1"
    assert session.get(VirtualMachine, machine.id).host_group_path == "All Hosts\\Rack 1"
    run('Remove-VMHostGroup "Works"')
    assert session.find(VMHostGroup, name="Works") == []


@pytest.mark.parametrize(
    "script",
    ['Remove-VMHostGroup "All Hosts"', 'Set-VMHostGroup "All Hosts" -Name "x"',
     'Move-VMHostGroup "A" -ParentHostGroup "B"', 'New-VMHostGroup "A"', 'Remove-VMHostGroup "A"'],
)  # fmt: skip
def test_groups_stay_a_tree(run: Run, script: str) -> None:
    run('New-VMHostGroup "A"; New-VMHostGroup "B" -ParentHostGroup "A"')
    with pytest.raises(ConflictError):
        run(script)


# Ratings


def test_ratings_for_a_new_and_an_existing_machine(run: Run, machine: VirtualMachine) -> None:
    ratings = run("""
        $VMHost = Get-VMHost
        Get-VMHostRating -VMHost $VMHost -HardwareProfile "Web server" -VMName "new" -DiskSpaceGB 10
    """)
    assert {r.name for r in ratings} == {"kvm-01", "kvm-02"}
    assert ratings[0].rating >= ratings[1].rating
    assert run('Get-VMHostRating -VM "web-01" -VMHostGroup "All Hosts" -ReturnFirstSuitableHost')
    (none,) = run('Get-VMHostRating -VMHost "kvm-01" -HardwareProfile "Web server" -VMName "new" -DiskSpaceGB 999999')
    assert not none.selectable


def test_a_rating_stands_for_its_host(run: Run) -> None:
    (vm,) = run("""
        $best = Get-VMHostRating -VMHost (Get-VMHost) -HardwareProfile "Web server" -VMName "n" -DiskSpaceGB 1 |
            Select-Object -First 1
        New-VM -Name "n" -VMHost $best
    """)
    assert vm.host_name in {"kvm-01", "kvm-02"}


# Profiles


def test_profiles_are_copied_changed_and_removed(run: Run, session: Any) -> None:
    run("""
        New-VirtualNetworkAdapter -HardwareProfile "Web server" -Synthetic
        New-HardwareProfile -Name "Copy" -HardwareProfile "Web server" -MemoryMB 4096
        Set-HardwareProfile "Copy" -Description "c" -CPUMaximumPercent 50
    """)
    (copy,) = session.find(HardwareProfile, name="Copy")
    (source,) = session.find(HardwareProfile, name="Web server")
    assert (copy.memory_mb, copy.cpu_count, copy.cpu_max, copy.description) == (4096, 2, 50, "c")
    assert copy.owner == session.user
    assert copy.virtual_network_adapters[0].id != source.virtual_network_adapters[0].id
    assert not copy.is_temporary
    with pytest.raises(ConflictError, match="taken"):
        run('New-HardwareProfile "copy"')
    run('Remove-HardwareProfile "Copy"')
    assert session.find(HardwareProfile, name="Copy") == []


# Library


def test_library_files_are_described_and_deleted(run: Run, session: Any) -> None:
    (iso,) = run('Set-ISO "debian-12.iso" -Description "d" -OperatingSystem "Debian 12 (64-bit)" -Enabled $false')
    assert (iso.description, iso.operating_system, iso.enabled) == ("d", "Debian 12 (64-bit)", False)
    run('Remove-ISO "debian-12.iso"')
    assert session.find(ISO) == []
    assert "/srv/library/debian-12.iso" not in session.files
    run(
        'Set-VirtualHardDisk "debian-12.qcow2" -Owner "LAB\\ben"; Remove-VirtualHardDisk "/srv/library/debian-12.qcow2"'
    )
    assert run("Get-VirtualHardDisk") == []
    run('Remove-VirtualFloppyDisk "drivers.vfd"')
    assert session.files == set()


def test_an_image_in_use_is_not_deleted_without_force(run: Run, session: Any, machine: VirtualMachine) -> None:
    run('Get-VirtualDVDDrive -VM "web-01" | Set-VirtualDVDDrive -ISO "debian-12.iso"')
    with pytest.raises(ConflictError, match="web-01"):
        run('Remove-ISO "debian-12.iso"')
    run('Remove-ISO "debian-12.iso" -Force')
    assert session.find(ISO) == []


def test_shares_come_and_go(run: Run, session: Any) -> None:
    (share,) = run('Add-LibraryShare "/data/images" -Description "d"')
    assert (share.name, share.description) == ("images", "d")
    run('Get-LibraryShare "images" | Set-LibraryShare -Description "e" | Refresh-LibraryShare -Path "iso"')
    assert session.refreshed == [("images", "iso")]
    assert session.find(LibraryShare, name="images")[0].description == "e"
    run('Remove-LibraryShare "/data/images"')
    assert session.find(LibraryShare, name="images") == []
    with pytest.raises(ParameterError, match="full path"):
        run('Add-LibraryShare "images"')
    assert run('Set-LibraryServer "vmm-01" -Description "s" -VMHostGroup "All Hosts"')[0].library_group == "All Hosts"


def test_a_file_that_is_gone_is_marked_not_forgotten(run: Run, session: Any) -> None:
    session.files.clear()
    run("Get-LibraryShare | Refresh-LibraryShare")
    assert run("Get-ISO")[0].state is LibraryItemState.MISSING


def test_disks_of_a_machine(run: Run, machine: VirtualMachine) -> None:
    assert [d.location for d in run('Get-VM "web-01" | Get-VirtualHardDisk')] == [
        "/var/lib/vms/web-01/web-01_disk_1.qcow2"
    ]


# Jobs


@pytest.fixture
def failed(session: Any) -> Job:
    """A failed job."""
    job: Job = session.save(Job(name="Create virtual machine", status=JobStatus.FAILED))
    return job


def test_jobs_are_read_newest_first_and_by_status(run: Run, session: Any, failed: Job) -> None:
    assert run("Get-Job")[0].id == failed.id
    assert len(run("Get-Job -Newest 1")) == 1
    assert [j.id for j in run("Get-SCJob -Running")] == [session.job.id]
    assert run(f"Get-Job -ID {failed.id} | Get-Step") == []
    assert [j.name for j in run('Get-VMMServer localhost | Get-Job | where { $_.Status -eq "Failed" }')] == [
        failed.name
    ]


def test_a_failed_job_runs_again_and_a_running_one_stops(run: Run, session: Any, failed: Job) -> None:
    run(f'Restart-Job -Job (Get-VMMServer localhost | Get-Job | where {{ $_.ID -eq "{failed.id}" }})')
    assert [j.id for j in session.restarted] == [failed.id]
    run(f"Stop-SCJob {failed.id}")
    assert [j.id for j in session.stopped] == [failed.id]
    run(f"Stop-Job {failed.id}")
    assert len(session.stopped) == 1
    done = session.save(Job(name="x", status=JobStatus.COMPLETED))
    with pytest.raises(StateError, match="Completed"):
        run(f"Restart-Job {done.id}")


def test_fixed_lists_and_roles(run: Run) -> None:
    assert run("Get-ProcessorType")[0].speed_mhz == 1000
    assert run('Get-SCOperatingSystem "Debian*"')[0].library_name == "debian12"
    assert run("Get-VMMUserRole -UserRoleProfile Administrator")[0].name == "Administrator"
    assert run("Get-SCUserRole -UserRoleProfile SelfServiceUser") == []
    assert run("Get-Script") == []
    assert run("Get-VirtualFloppyDisk")[0].name == "drivers.vfd"
