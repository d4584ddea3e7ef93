"""The Migrate wizard without Qt: ratings of several machines, pages, and scripts that the engine knows."""

from __future__ import annotations

from uuid import uuid4

import pytest

from vmmconsole.client.contract import PathFacts
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.model.host import RatingReason, VirtualNetwork, VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import BusType, VMStatus
from vmmconsole.script.calls import Call, Lookup
from vmmconsole.script.reader import read
from vmmconsole_ui.wizards.migration_flow import MigrationFlow
from vmmconsole_ui.wizards.migration_ratings import merged, ways_of
from vmmconsole_ui.wizards.migration_request import moving, new_migration

GB = 1024**3
HERE = Ref(kind="VMHost", id=uuid4(), name="kvm-01")


def machine(name: str = "web-01", status: VMStatus = VMStatus.RUNNING, *, networks: tuple[str, ...] = ("Production",)):
    drives = [
        VirtualDiskDrive(bus_type=bus, lun=lun, virtual_hard_disk=DiskImage(
            name=f"{name}-{bus.value}", location=f"/srv/vms/{name}/{bus.value}.qcow2", size=10 * GB))
        for bus, lun in ((BusType.IDE, 0), (BusType.SCSI, 2))
    ]  # fmt: skip
    return VirtualMachine(
        name=name, status=status, vm_host=HERE, location=f"/srv/vms/{name}", memory_mb=4096, total_size=20 * GB,
        virtual_disk_drives=drives,
        virtual_network_adapters=[VirtualNetworkAdapter(virtual_network=network) for network in networks],
    )  # fmt: skip


def host(name: str = "kvm-02", *networks: str) -> VMHost:
    return VMHost(
        name=name, vm_paths=["/var/lib/vmm", "/srv/vmm"], total_memory=16 * GB,
        networks=[VirtualNetwork(id=uuid4(), name=network) for network in networks or ("Production",)],
    )  # fmt: skip


def way(target: VMHost, transfer: str = "Live with storage", *, stays: bool = False, **values: object) -> VMHostRating:
    return VMHostRating(
        rating=4.5, name=target.name, vm_host=target.ref, transfer_type=transfer, moves_disks=not stays,
        preferred_path="/var/lib/vmm", **values,
    )  # fmt: skip


def chosen(target: VMHost, *machines: VirtualMachine, rating: VMHostRating | None = None) -> MigrationFlow:
    """A flow with that host chosen and read."""
    flow = MigrationFlow(new_migration(list(machines), server="localhost"))
    ratings = flow.take_ratings({m.id: [rating or way(target)] for m in machines}, {target.id: target.total_memory})
    flow.choose(target.ref, ratings[0])
    flow.take_host(target)
    return flow


def finished(flow: MigrationFlow) -> list[str]:
    while flow.next():
        pass
    assert flow.can_finish, flow.reason
    return flow.scripts()


def calls(script: str) -> list[Call]:
    return [s.call if isinstance(s, Lookup) else s for s in read(script).statements]


def test_one_machine_gets_the_original_wizards_script() -> None:
    flow = chosen(host(), machine())
    assert [page.id for page in flow.pages] == ["host", "path", "summary"]
    (script,) = finished(flow)
    move = calls(script)[-1]
    assert (move.cmdlet, move.value("Path")) == ("Move-VM", "/var/lib/vmm")
    assert [call.cmdlet for call in calls(script)] == ["Get-VM", "Get-VMHost", "Move-VM"]
    assert script.rstrip().endswith(f"-RunAsynchronously -JobGroup {flow.request.machines[0].job_group}")


def test_disks_that_can_stay_do_stay_until_a_path_is_given() -> None:
    target = host()
    flow = chosen(target, machine(), rating=way(target, "Live", stays=True))
    assert "-Path" not in finished(flow)[0]
    assert flow.transfer_text(flow.request.machines[0]) == "Live"
    flow.request.use_lan = True
    assert "-UseLAN" in flow.scripts()[0]
    flow.request.machines[0].path = "/srv/vmm"
    assert '-Path "/srv/vmm"' in flow.scripts()[0]
    assert "-UseLAN" not in flow.scripts()[0]
    assert flow.transfer_text(flow.request.machines[0]) == "Live, its disks move too"


def test_disks_that_must_move_need_a_path() -> None:
    flow = chosen(host(), machine())
    flow.next()
    flow.request.machines[0].path = ""
    assert flow.reason == "Enter the path of a folder on the host."
    flow.request.machines[0].path = "vms"
    assert "whole path" in flow.reason
    first, second = flow.request.machines[0].disks
    flow.request.machines[0].path = ""
    flow.request.machines[0].disk_paths = {first.id: "/a", second.id: "/b"}
    assert flow.reason == ""


def test_a_single_disk_has_its_own_folder_in_the_job_group() -> None:
    flow = chosen(host(), machine())
    moved = flow.request.machines[0]
    moved.disk_paths[moved.disks[1].id] = "/srv/fast"
    disk = calls(finished(flow)[0])[0]
    assert (disk.cmdlet, disk.value("Bus"), disk.value("LUN"), disk.value("Path")) == (
        "Move-VirtualHardDisk", 0, 2, "/srv/fast",
    )  # fmt: skip
    assert "-SCSI" in finished(flow)[0]
    assert disk.value("JobGroup") == moved.job_group
    assert moved.bytes_to("/var/lib/vmm") == moved.bytes_to("/srv/fast") == 10 * GB


def test_a_full_or_locked_folder_is_refused() -> None:
    flow = chosen(host(), machine())
    flow.next()
    flow.facts.paths["/var/lib/vmm"] = PathFacts(exists=True, writable=True, free_space=19 * GB)
    assert flow.reason == (
        "20.0 GB go to '/var/lib/vmm', and 19.0 GB are free there. Choose another folder."
    )  # fmt: skip
    flow.facts.paths["/var/lib/vmm"] = PathFacts(exists=True, writable=False, free_space=99 * GB)
    assert "cannot be written" in flow.reason


def test_networks_are_asked_for_only_where_the_host_lacks_them() -> None:
    flow = chosen(host("kvm-02", "production"), machine())
    assert "networks" not in [page.id for page in flow.pages]
    target = host("kvm-02", "Munich", "Lab")
    flow = chosen(target, machine(networks=("Production", "Lab")))
    assert [page.id for page in flow.pages] == ["host", "path", "networks", "summary"]
    first, second = flow.request.machines[0].hardware.virtual_network_adapters
    assert flow.request.machines[0].networks == {first.id: ""}
    (script,) = finished(flow)
    assert "-NoConnection" in script
    flow.request.machines[0].networks[first.id] = "Munich"
    change = next(call for call in calls(flow.scripts()[0]) if call.cmdlet == "Set-VirtualNetworkAdapter")
    assert change.value("VirtualNetwork") == "Munich"
    assert str(second.id) not in flow.scripts()[0]
    flow.request.machines[0].networks[first.id] = "Nowhere"
    assert "not a virtual network of kvm-02" in flow.problems("networks")[0].message


def test_a_network_with_the_same_tag_takes_its_place() -> None:
    source = machine()
    source.virtual_network_adapters[0].network_tag = "dmz"
    target = host("kvm-02", "A", "B")
    target.networks[1].tag = "DMZ"
    flow = chosen(target, source)
    assert list(flow.request.machines[0].networks.values()) == ["B"]


def test_another_host_forgets_what_was_meant_for_the_first() -> None:
    flow = chosen(host(), machine())
    moved = flow.request.machines[0]
    moved.path, moved.disk_paths = "/srv/vmm", {moved.disks[0].id: "/a"}
    flow.facts.path_problems["/srv/vmm"] = "no"
    flow.choose(host("kvm-03").ref, None)
    assert (moved.path, moved.disk_paths, flow.facts.path_problems) == ("", {}, {})
    assert "being rated" in flow.problems("host")[0].message


def test_each_of_several_machines_is_a_script_of_its_own_and_one_that_is_there_stays() -> None:
    target = host()
    there = machine("there")
    there.vm_host = target.ref
    flow = chosen(target, machine("a"), machine("b", VMStatus.POWER_OFF), there)
    flow.request.start_vm = True
    scripts = finished(flow)
    assert [next(c for c in calls(s) if c.cmdlet == "Get-VM").value("Name") for s in scripts] == ["a", "b"]
    assert ["-StartVMOnTarget" in script for script in scripts] == [False, True]
    assert flow.script_text() == "\n\n".join(scripts)


def test_storage_alone_stays_on_the_host() -> None:
    flow = MigrationFlow(new_migration([machine()], server="localhost", storage_only=True))
    flow.take_host(host())
    assert [page.id for page in flow.pages] == ["path", "summary"]
    flow.request.machines[0].path = "/srv/vms"
    assert "are in /srv/vms/web-01 already" in flow.reason
    flow.request.machines[0].path = "/srv/fast"
    (script,) = finished(flow)
    assert [call.cmdlet for call in calls(script)] == ["Get-VM", "Move-VM"]
    assert "# Migrate Storage Wizard Script" in script


def test_a_host_is_as_good_as_it_is_for_the_worst_of_them() -> None:
    one, two = moving(machine("one")), moving(machine("two", VMStatus.POWER_OFF))
    good, bad = host("good"), host("bad")
    soft = RatingReason(text="No network.")
    hard = RatingReason(text="Too small.", hard=True)
    ways = ways_of({
        one.id: [way(good, "Live", stays=True), way(bad, reasons=[hard])],
        two.id: [way(good, "Network", reasons=[soft]).model_copy(update={"rating": 2.5}), way(bad, reasons=[hard])],
    })  # fmt: skip
    first, second = merged([one, two], ways, {})
    assert (first.name, first.rating, first.transfer_type, first.moves_disks) == ("good", 2.5, "Live, Network", True)
    assert [reason.text for reason in first.reasons] == ["two: No network."]
    assert [(reason.text, reason.hard) for reason in second.reasons] == [("Too small.", True)]
    assert not second.selectable


def test_machines_that_fit_alone_may_not_fit_together() -> None:
    machines = [moving(machine(name)) for name in ("a", "b", "c")]
    target = host()
    # 4 of 16 GB each, on a host that has 6 GB in use.
    ways = ways_of({m.id: [way(target, memory_after_percent=62)] for m in machines})
    (two,) = merged(machines[:2], ways, {target.id: target.total_memory})
    assert (two.selectable, two.memory_after_percent) == (True, 87)
    (three,) = merged(machines, ways, {target.id: target.total_memory})
    assert [r.text for r in three.reasons] == ["Together they would need 112 % of the memory."]


def test_two_machines_of_one_name_cannot_go_to_one_host() -> None:
    machines = [moving(machine(name)) for name in ("web", "WEB", "db")]
    target = host()
    (rating,) = merged(machines, ways_of({m.id: [way(target)] for m in machines}), {})
    assert not rating.selectable
    assert "named 'web'" in rating.reasons[0].text


def test_where_all_are_already_nothing_can_go() -> None:
    machines = [moving(machine(name)) for name in ("a", "b")]
    target = VMHost(id=HERE.id, name=HERE.name)
    (rating,) = merged(machines, ways_of({m.id: [way(target)] for m in machines}), {})
    assert [reason.text for reason in rating.reasons] == ["The virtual machines are on this host already."]


@pytest.mark.parametrize("name", ['odd "$(name)`', "two\nlines", "“x”"])
def test_names_of_any_kind_come_back_from_the_script(name: str) -> None:
    (script,) = finished(chosen(host(), machine(name)))
    found = read(script).statements[0]
    assert isinstance(found, Lookup)
    assert found.call.value("Name") == name
