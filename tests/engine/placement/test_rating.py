"""Stars, reasons and explanations, one by one and as laws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.engine.placement import Surroundings, rate_hosts
from vmmconsole.model import Ref, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.hardware import (
    Hardware,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualNetworkAdapter,
)
from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter, VMHostRating, VMHostVolume
from vmmconsole.model.status import BusType, HostStatus, PlacementGoal, TransferType, VMStatus
from vmmconsole.providers.contract import Capabilities, MoveWay
from vmmconsole.providers.movement import no_way

GB = 1024**3
LAWS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=80, deadline=None
)

MakeHost = Callable[..., VMHost]
MakeRequest = Callable[..., PlacementRequest]


def rate(request: PlacementRequest, host: VMHost, surroundings: Surroundings | None = None) -> VMHostRating:
    """The rating of one host."""
    (rating,) = rate_hosts(request, [host], surroundings)
    return rating


def test_a_host_that_suits(make_host: MakeHost, make_request: MakeRequest) -> None:
    host = make_host()
    rating = rate(make_request(), host)
    # free shares: CPU (90-50-2.5)/90, memory (16128-8192-1024)/16128, disk (102300-51200-10240)/102300, network 1
    # weights 5, 8, 2, 2: (5*0.4167 + 8*0.4286 + 2*0.3994 + 2*1) / 17 = 0.4889
    assert rating.rating == 2.5
    assert rating.selectable
    assert rating.reasons == []
    assert (rating.vm_host, rating.name) == (host.ref, "host-1")
    assert rating.preferred_path == "/var/lib/machines"
    assert (rating.cpu_after_percent, rating.memory_after_percent) == (52, 56)
    assert rating.explanation == [
        "Processor: 50 % of 8 logical processors in use, about 2.5 % more with this machine, 10 % in reserve.",
        "Memory: 8,192 MB of 16,384 MB free, 1,024 MB needed, 256 MB in reserve.",
        "Disk: 50 GB of 100 GB free on /, 10 GB needed, 100 MB in reserve.",
        "Network: 0 of 1,000 Mb/s expected already, 0 Mb/s needed, 10 % in reserve.",
    ]


NO_SPACE = (
    "Needs 60 GB of disk space; the volume with the most room, /, has 49 GB left after the host's reserve of 1,024 MB."
)
MANY_ADAPTERS = [VirtualNetworkAdapter() for _ in range(9)]


@pytest.mark.parametrize(
    ("host", "request_", "text"),
    [
        ({"available_memory": 2176}, {"memory_mb": 4096},
         "Needs 4,096 MB of memory; the host has 1,920 MB left after its reserve of 256 MB."),
        ({"available_memory": 100}, {},
         "Needs 1,024 MB of memory; the host has 0 MB left after its reserve of 256 MB."),
        ({"disk_space_reserve_mb": 1024}, {"disk_gb": 60.0},
         NO_SPACE),
        ({"volumes": []}, {}, "Needs 10 GB of disk space; the host reports no volume to place files on."),
        ({"maximum_cpus_per_vm": 4}, {"cpu_count": 6}, "Needs 6 processors; the host gives a machine 4 at most."),
        ({}, {"cpu_count": 9}, "Needs 9 processors; the host has 8."),
        ({"maximum_memory_per_vm_mb": 512}, {}, "Needs 1,024 MB of memory; the host gives a machine 512 MB at most."),
        ({"overall_state": HostStatus.NOT_RESPONDING, "status_reason": "No route to it."}, {},
         "The host does not respond: No route to it."),
        ({"overall_state": HostStatus.ACCESS_DENIED}, {}, "The host has the status Access Denied."),
        ({"maintenance_mode": True}, {}, "The host is in maintenance mode."),
        ({"overall_state": HostStatus.MAINTENANCE_MODE}, {}, "The host is in maintenance mode."),
        ({"available_for_placement": False}, {},
         "The host is not available for placement; its properties say so."),
        ({}, {"highly_available": True}, "A highly available machine needs a host that is in a cluster."),
        ({}, {"virtual_network_adapters": MANY_ADAPTERS},
         "Needs 9 network adapters; the host gives a machine 8 at most."),
        ({}, {"virtual_dvd_drives": [VirtualDVDDrive(bus=3, lun=1)]},
         "Needs a drive at IDE channel 3, slot 1, which the host does not have."),
        ({}, {"virtual_disk_drives": [VirtualDiskDrive(bus_type=BusType.SCSI, lun=64)]},
         "Needs a drive at SCSI channel 0, slot 64; the host goes up to slot 63."),
    ],
)  # fmt: skip
def test_hard_reasons(
    make_host: MakeHost, make_request: MakeRequest, host: dict[str, Any], request_: dict[str, Any], text: str
) -> None:
    rating = rate(make_request(**request_), make_host(**host), Surroundings(capabilities=lambda _host: Capabilities()))
    assert [(reason.text, reason.hard) for reason in rating.reasons] == [(text, True)]
    assert rating.rating == 0
    assert not rating.selectable


@pytest.mark.parametrize(
    ("host", "request_", "text"),
    [
        ({}, {"virtual_network_adapters": [VirtualNetworkAdapter(virtual_network="DMZ")]},
         "The host has no virtual network 'DMZ'."),
        ({"networks": [VirtualNetwork(id=uuid4(), name="DMZ", active=False)]},
         {"virtual_network_adapters": [VirtualNetworkAdapter(virtual_network="dmz")]},
         "The virtual network 'dmz' of the host is not active."),
        ({}, {"virtual_network_adapters": [VirtualNetworkAdapter(network_tag="lab")]},
         "The host has no virtual network with the tag 'lab'."),
        ({}, {"virtual_network_adapters": [VirtualNetworkAdapter(network_location="Branch")]},
         "The host is not connected to the network location 'Branch'."),
        ({"cpu_utilization": 80}, {"cpu_count": 8},
         "Expected to need 20 % of the processors; the host has 10 % left after its reserve of 10 %."),
        ({}, {"network_utilization": 1000},
         "Needs 1,000 Mb/s of network; the host has 900 Mb/s left after its reserve of 10 %."),
        ({"max_disk_io_reservation": 50}, {"disk_io": 100},
         "Needs 100 disk operations per second; the host has 50 left."),
        ({"maximum_cpus_per_vm": 64, "cpu_utilization": 0}, {"cpu_count": 16},
         "Needs 16 processors; the host has 8."),
    ],
)  # fmt: skip
def test_soft_reasons_leave_the_host_to_be_chosen(
    make_host: MakeHost, make_request: MakeRequest, host: dict[str, Any], request_: dict[str, Any], text: str
) -> None:
    rating = rate(make_request(**request_), make_host(**host))
    assert [(reason.text, reason.hard) for reason in rating.reasons] == [(text, False)]
    assert rating.rating == 0
    assert rating.selectable
    assert rating.preferred_path


def test_a_drive_on_a_bus_that_the_host_lacks(make_host: MakeHost, make_request: MakeRequest) -> None:
    around = Surroundings(capabilities=lambda _host: Capabilities(bus_types=("SCSI",)))
    request = make_request(virtual_disk_drives=[VirtualDiskDrive(bus_type=BusType.IDE)])
    assert [reason.text for reason in rate(request, make_host(), around).reasons] == [
        "Needs a drive on IDE; the host has SCSI only."
    ]


def test_the_host_a_machine_is_on_already(make_host: MakeHost, make_request: MakeRequest) -> None:
    here, there = make_host(), make_host(name="host-2")
    machine = VirtualMachine(name="web-01", vm_host=here.ref, status=VMStatus.RUNNING, cpu_utilization=80)
    first, second = rate_hosts(make_request(machine=machine), [here, there])
    assert first.name == "host-2"
    assert "about 10 % more" in first.explanation[0], "what was measured replaces what was expected"
    assert [reason.text for reason in second.reasons] == ["The virtual machine is on this host already."]


def test_the_way_of_a_machine_that_exists(make_host: MakeHost, make_request: MakeRequest) -> None:
    here, there = make_host(), make_host(name="host-2")
    machine = VirtualMachine(name="web-01", vm_host=here.ref)
    full = make_request(machine=machine, disk_gb=100_000)
    stays = Surroundings(way=lambda _request, _host: MoveWay(TransferType.LIVE, remarks=("It pauses for a moment.",)))
    rating = rate(full, there, stays)
    assert (rating.transfer_type, rating.moves_disks, rating.reasons) == ("Live", False, [])
    assert rating.explanation[-1] == "It pauses for a moment."
    moves = Surroundings(way=lambda _request, _host: MoveWay(TransferType.LIVE_STORAGE, moves_disks=True))
    rating = rate(full, there, moves)
    assert (rating.transfer_type, rating.moves_disks) == ("Live with storage", True)
    assert "disk space" in rating.reasons[0].text
    assert rate(make_request(machine=machine), there, moves).selectable


def test_why_a_machine_cannot_get_there(make_host: MakeHost, make_request: MakeRequest) -> None:
    here, there = make_host(), make_host(name="host-2")
    machine = VirtualMachine(name="web-01", vm_host=here.ref)
    taken = VirtualMachine(name="WEB-01", vm_host=there.ref)
    around = Surroundings(
        machines={there.id: [taken]}, way=lambda _request, _host: no_way("It would have to be converted.")
    )
    rating = rate(make_request(machine=machine), there, around)
    assert [reason.text for reason in rating.reasons] == [
        "There is a virtual machine named 'web-01' on the host.", "It would have to be converted.",
    ]  # fmt: skip
    assert not rating.selectable
    assert not rating.transfer_type


def test_the_groups_reserves_count_unless_the_host_overrides_them(
    make_host: MakeHost, make_request: MakeRequest
) -> None:
    group = VMHostGroup(name="Lab", memory_reserve_mb=8000)
    around = Surroundings(groups={group.id: group})
    host = make_host(vm_host_group=group.ref, memory_reserve_mb=0)
    assert "reserve of 8,000 MB" in rate(make_request(), host, around).reasons[0].text
    host.override_host_group_reserves = True
    assert rate(make_request(), host, around).reasons == []


def test_memory_that_running_machines_were_promised_is_not_free(make_host: MakeHost, make_request: MakeRequest) -> None:
    host = make_host(available_memory=15000)
    running = [VirtualMachine(name=f"m{n}", memory_mb=5000, status=VMStatus.RUNNING) for n in range(3)]
    stopped = VirtualMachine(name="off", memory_mb=9000)
    rating = rate(make_request(memory_mb=2048), host, Surroundings(machines={host.id: [*running, stopped]}))
    assert "the host has 1,128 MB left" in rating.reasons[0].text


def test_processors_without_a_measure_are_counted_from_the_machines(
    make_host: MakeHost, make_request: MakeRequest
) -> None:
    host = make_host(cpu_utilization=None)
    machines = [VirtualMachine(name="m", cpu_count=4, expected_cpu_utilization=50, status=VMStatus.RUNNING)]
    rating = rate(make_request(), host, Surroundings(machines={host.id: machines}))
    assert rating.explanation[0].startswith("Processor: 25 % of 8")


def test_a_faster_host_needs_less_of_its_processors(make_host: MakeHost, make_request: MakeRequest) -> None:
    request = make_request(cpu_type="1.00 GHz Xeon", cpu_count=4)
    around = Surroundings(cpu_speeds_mhz={"1.00 GHz Xeon": 1000})
    assert "about 5 % more" in rate(request, make_host(), around).explanation[0]
    assert "about 10 % more" in rate(request, make_host(processor_speed_mhz=0), around).explanation[0]


def test_emulation_is_told_but_is_no_reason(make_host: MakeHost, make_request: MakeRequest) -> None:
    rating = rate(make_request(), make_host(accelerator="tcg"))
    assert rating.rating == rate(make_request(), make_host(accelerator="kvm")).rating > 0
    assert "TCG" in rating.explanation[-1]


@pytest.mark.parametrize(
    ("volumes", "paths", "expected"),
    [
        ([("/", "/", 20), ("/data", "/data", 80)], [], "/data"),
        ([("/", "/", 20), ("/data", "/data", 80)], ["/var/lib/vm"], "/var/lib/vm"),
        ([("/", "/", 20), ("/data", "/data", 80)], ["/var/lib/vm", "/data/vm"], "/data/vm"),
        ([("/", "/", 5), ("/data", "/data", 80)], ["/var/lib/vm"], "/data"),
        ([("/", "/", 20), ("/data", "/data", 80)], ["/database/vm"], "/database/vm"),
        ([("C:", "C:\\", 20), ("D:", "D:\\", 80)], ["d:\\VMs"], "d:\\VMs"),
        ([("/data", "/data", 80)], ["/elsewhere"], "/data"),
    ],
)
def test_the_path_is_on_the_largest_volume_with_room(
    make_host: MakeHost, make_request: MakeRequest, volumes: list[tuple[str, str, int]], paths: list[str], expected: str
) -> None:
    known = [VMHostVolume(name=n, mount_point=m, capacity=100 * GB, free_space=free * GB) for n, m, free in volumes]
    assert rate(make_request(), make_host(volumes=known, vm_paths=paths)).preferred_path == expected


def test_volumes_not_for_placement_are_passed_over(make_host: MakeHost, make_request: MakeRequest) -> None:
    big = VMHostVolume(name="/big", mount_point="/big", free_space=900 * GB, available_for_placement=False)
    small = VMHostVolume(name="/small", mount_point="/small", free_space=20 * GB)
    assert rate(make_request(), make_host(volumes=[big, small], vm_paths=[])).preferred_path == "/small"


def test_best_first_then_more_memory_then_name(make_host: MakeHost, make_request: MakeRequest) -> None:
    hosts = [
        make_host(name="b"), make_host(name="full", available_memory=0), make_host(name="A"),
        make_host(name="roomy", available_memory=8200), make_host(name="idle", cpu_utilization=0),
        make_host(name="soft", networks=[]),
    ]  # fmt: skip
    request = make_request(virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="Default")])
    assert [rating.name for rating in rate_hosts(request, hosts)] == ["idle", "roomy", "A", "b", "soft", "full"]
    assert rate_hosts(request, []) == []


def test_consolidate_prefers_the_fuller_host(make_host: MakeHost, make_request: MakeRequest) -> None:
    hosts = [make_host(name="full", available_memory=3000), make_host(name="empty", available_memory=16000)]
    by_goal = {goal: rate_hosts(make_request(goal=goal), hosts)[0].name for goal in PlacementGoal}
    assert by_goal == {PlacementGoal.LOAD_BALANCE: "empty", PlacementGoal.CONSOLIDATE: "full"}
    around = Surroundings(goal=PlacementGoal.CONSOLIDATE)
    assert rate_hosts(make_request(), hosts, around)[0].name == "full", "the engine's goal holds where none is named"


def hosts() -> st.SearchStrategy[VMHost]:
    """Hosts of any size and load, some in trouble."""
    volume = st.builds(
        VMHostVolume,
        name=st.just("/"),
        mount_point=st.just("/"),
        capacity=st.integers(0, 500 * GB),
        free_space=st.integers(0, 900 * GB),
    )
    adapter = st.builds(
        VMHostNetworkAdapter, id=st.uuids(), name=st.just("eth0"), speed_mbps=st.none() | st.integers(0, 10_000)
    )
    return st.builds(
        VMHost,
        name=st.text(max_size=5),
        overall_state=st.sampled_from([HostStatus.OK] * 8 + [HostStatus.OK_LIMITED, HostStatus.NOT_RESPONDING]),
        total_memory=st.just(64 * GB) | st.integers(0, 64 * GB),
        available_memory=st.integers(0, 65536),
        logical_processor_count=st.integers(8, 64) | st.integers(0, 64),
        cpu_utilization=st.none() | st.integers(0, 100),
        cpu_percentage_reserve=st.integers(0, 20) | st.integers(0, 100),
        memory_reserve_mb=st.integers(0, 4096),
        disk_space_reserve_mb=st.integers(0, 4096),
        network_percentage_reserve=st.integers(0, 20) | st.integers(0, 100),
        maximum_cpus_per_vm=st.just(0) | st.integers(0, 64),
        volumes=st.lists(volume, min_size=1, max_size=3) | st.just([]),
        network_adapters=st.lists(adapter, max_size=2),
        networks=st.lists(st.builds(VirtualNetwork, id=st.uuids(), name=st.sampled_from(["a", "b"])), max_size=4),
        vm_host_group=st.none() | st.just(Ref(kind="VMHostGroup", id=uuid4(), name="gone")),
    )


def requests() -> st.SearchStrategy[PlacementRequest]:
    """Requests of any size and weights."""
    hardware = st.builds(
        Hardware,
        cpu_count=st.integers(1, 8) | st.integers(1, 64),
        memory_mb=st.integers(1, 4096) | st.integers(1, 65536),
        expected_cpu_utilization=st.integers(0, 100),
        disk_io=st.integers(0, 5000) | st.integers(0, 20_000),
        network_utilization=st.just(0) | st.integers(0, 2000),
        virtual_network_adapters=st.lists(
            st.builds(VirtualNetworkAdapter, virtual_network=st.sampled_from(["", "", "", "a", "c"])), max_size=2
        ),
    )
    weight = st.integers(0, 10)
    return st.builds(
        PlacementRequest,
        name=st.just("x"),
        hardware=hardware,
        disk_gb=st.floats(0, 50) | st.floats(0, 900),
        machine=st.none(),
        goal=st.sampled_from(PlacementGoal),
        cpu_weight=weight,
        memory_weight=weight,
        disk_weight=weight,
        network_weight=weight,
    )


def healthy_hosts() -> st.SearchStrategy[VMHost]:
    """Hosts that most requests of `small_requests` fit on, so that the laws are also tried on stars."""
    volume = st.builds(
        VMHostVolume,
        name=st.just("/"),
        mount_point=st.just("/"),
        capacity=st.just(500 * GB),
        free_space=st.integers(60 * GB, 500 * GB),
    )
    return st.builds(
        VMHost,
        name=st.text(max_size=5),
        overall_state=st.just(HostStatus.OK),
        total_memory=st.just(64 * GB),
        available_memory=st.integers(2000, 65536),
        logical_processor_count=st.integers(8, 64),
        cpu_utilization=st.integers(0, 80),
        volumes=st.lists(volume, min_size=1, max_size=3),
    )


def small_requests() -> st.SearchStrategy[PlacementRequest]:
    """Requests that fit on most hosts."""
    hardware = st.builds(Hardware, cpu_count=st.integers(1, 4), memory_mb=st.integers(1, 4096))
    weight = st.integers(0, 10)
    return st.builds(
        PlacementRequest,
        name=st.just("x"),
        hardware=hardware,
        disk_gb=st.floats(0, 60),
        machine=st.none(),
        goal=st.sampled_from(PlacementGoal),
        cpu_weight=weight,
        memory_weight=weight,
        disk_weight=weight,
        network_weight=weight,
    )


@LAWS
@given(request=small_requests() | requests(), many=st.lists(healthy_hosts() | hosts(), max_size=6))
def test_laws_of_stars_and_reasons(request: PlacementRequest, many: list[VMHost]) -> None:
    ratings = rate_hosts(request, many)
    assert sorted(rating.vm_host.id for rating in ratings) == sorted(host.id for host in many)
    assert [rating.rating for rating in ratings] == sorted((rating.rating for rating in ratings), reverse=True)
    for rating in ratings:
        assert rating.rating in {half / 2 for half in range(11)}
        assert (rating.rating == 0) == bool(rating.reasons)
        assert rating.selectable == (not any(reason.hard for reason in rating.reasons))
        assert all(reason.text.endswith(".") for reason in rating.reasons)
        for percent in (rating.cpu_after_percent, rating.memory_after_percent):
            assert percent is None or 0 <= percent <= 100


@LAWS
@given(request=small_requests() | requests(), host=healthy_hosts() | hosts(), more=st.integers(1, 65536))
def test_more_free_memory_never_lowers_the_stars_of_load_balance(
    request: PlacementRequest, host: VMHost, more: int
) -> None:
    balanced = PlacementRequest(
        **{name: getattr(request, name) for name in request.__slots__ if name != "goal"},
        goal=PlacementGoal.LOAD_BALANCE,
    )
    roomier = host.model_copy(update={"available_memory": host.available_memory + more})
    assert rate(balanced, roomier).rating >= rate(balanced, host).rating


@LAWS
@given(request=small_requests() | requests(), host=healthy_hosts() | hosts(), less=st.integers(1, 100))
def test_a_busier_processor_never_raises_the_stars_of_load_balance(
    request: PlacementRequest, host: VMHost, less: int
) -> None:
    balanced = PlacementRequest(
        **{name: getattr(request, name) for name in request.__slots__ if name != "goal"},
        goal=PlacementGoal.LOAD_BALANCE,
    )
    host.cpu_utilization = min(100, less)
    calmer = host.model_copy(update={"cpu_utilization": less // 2})
    assert rate(balanced, calmer).rating >= rate(balanced, host).rating


def test_copies_stay_with_who_makes_them(make_host: MakeHost, make_request: MakeRequest) -> None:
    """The hosts of one virtualization manager copy for each other, others only for themselves."""
    vcenter = Ref(kind="VirtualizationManager", id=uuid4(), name="vc-1")
    kvm, other = make_host(), make_host()
    esx, next_esx = (make_host(virtualization_manager=vcenter) for _ in range(2))
    machine = VirtualMachine(name="web")

    def against(original: VMHost, host: VMHost) -> list[str]:
        rating = rate(make_request(original=machine, original_host=original), host)
        assert rating.selectable is not any(reason.hard for reason in rating.reasons)
        return [reason.text for reason in rating.reasons if reason.hard]

    assert against(kvm, kvm) == against(esx, next_esx) == []
    assert against(kvm, other) == against(kvm, esx) == [f"Copies of web can be made on {kvm.name} only."]
    assert against(esx, kvm) == ["Copies of web can be made on hosts of vc-1 only."]
