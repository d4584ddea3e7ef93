"""What a virtualization manager tells, in the store. No server and no provider is here: only what they would say."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from vmmconsole.engine.refresh.inventory import Inventory, Writer
from vmmconsole.engine.refresh.manager_inventory import ManagerMirror
from vmmconsole.engine.store import Store
from vmmconsole.model import VirtualizationManager, VirtualMachine, VMCheckpoint, VMHost, VMHostGroup
from vmmconsole.model.errors import ConflictError
from vmmconsole.model.hardware import VirtualDVDDrive
from vmmconsole.model.status import HostStatus, VirtualizationPlatform, VMStatus
from vmmconsole.providers.manager import (
    ManagedHost,
    ManagedMachine,
    ManagerChanges,
    ManagerFacts,
    ManagerInventory,
    Place,
    PlaceKind,
)

NOBODY = Writer()


def machine(number: int, host: str, *, whole: bool = False, **facts: object) -> ManagedMachine:
    made = VirtualMachine(id=UUID(int=number), name=f"vm-{number}").model_copy(update=facts)
    return ManagedMachine(host, made, whole=whole)


def esx(key: str, place: str, **facts: object) -> ManagedHost:
    host = VMHost(name=f"esx-{key}", virtualization_platform=VirtualizationPlatform.VMWARE_ESX)
    return ManagedHost(key, place, host.model_copy(update=facts))


DATACENTER = Place("dc-1", "Berlin", PlaceKind.DATACENTER)
CLUSTER = Place("c-1", "Gold", PlaceKind.CLUSTER, "dc-1")
ALL = ManagerInventory(
    facts=ManagerFacts("vc", version="8.0.2", instance_id="abc"),
    places=(CLUSTER, DATACENTER),
    hosts=(esx("h1", "c-1"), esx("h2", "dc-1")),
    machines=(
        machine(1, "h1", status=VMStatus.RUNNING),
        machine(2, "h1"),
        machine(3, "h2"),
    ),
)


@pytest.fixture
def store(store: Store) -> Store:
    store.save(VMHostGroup(name="All Hosts", is_root=True))
    return store


def mirror_of(store: Store, name: str = "vcenter-01") -> ManagerMirror:
    manager = store.save(VirtualizationManager(name=name, address=name))
    inventory = Inventory(store, held=lambda _: False, in_use=lambda _: False)
    return ManagerMirror(manager.id, inventory)


@pytest.fixture
def mirror(store: Store) -> ManagerMirror:
    mirror = mirror_of(store)
    mirror.put_all(ALL, NOBODY)
    return mirror


def paths(store: Store) -> dict[str, str]:
    return {m.name: m.host_group_path for m in store.find(VirtualMachine)}


def host(store: Store, name: str) -> VMHost:
    (found,) = store.find(VMHost, name=name)
    return found


def test_everything_is_there(store: Store, mirror: ManagerMirror) -> None:
    assert [g.path for g in store.find(VMHostGroup)] == ["All Hosts", "All Hosts\\Berlin", "All Hosts\\Berlin\\Gold"]
    gold, berlin = "All Hosts\\Berlin\\Gold", "All Hosts\\Berlin"
    assert paths(store) == {"vm-1": gold, "vm-2": gold, "vm-3": berlin}
    first = host(store, "esx-h1")
    assert (first.overall_state, first.running_vms, first.total_vms) == (HostStatus.OK_LIMITED, 1, 2)
    assert first.connection == f"vcenter:{mirror.manager_id}/h1"
    assert "-Credential" in first.status_reason
    manager = store.get(VirtualizationManager, mirror.manager_id)
    assert (manager.status, manager.version, manager.instance_id) == (HostStatus.OK, "8.0.2", "abc")


def test_the_same_again_writes_nothing(store: Store, mirror: ManagerMirror) -> None:
    before = store.revision
    mirror.put_all(ALL, NOBODY)
    mirror.put_changes(ManagerChanges(ALL.places, (), ALL.hosts, (), ALL.machines), NOBODY)
    assert store.revision == before


def test_what_is_gone_is_taken_out(store: Store, mirror: ManagerMirror) -> None:
    left = replace(ALL, places=(DATACENTER,), hosts=ALL.hosts[1:], machines=(machine(1, "h2"),))
    mirror.put_all(left, NOBODY)
    assert [h.name for h in store.find(VMHost)] == ["esx-h2"]
    assert paths(store) == {"vm-1": "All Hosts\\Berlin"}
    assert [g.name for g in store.find(VMHostGroup)] == ["All Hosts", "Berlin"]


def test_ids_stay_when_it_is_removed_and_added_again(store: Store, mirror: ManagerMirror) -> None:
    before = {obj.id for kind in (VMHost, VMHostGroup) for obj in store.find(kind)}
    mirror.forget(NOBODY)
    assert [g.name for g in store.find(VMHostGroup)] == ["All Hosts"]
    assert store.find(VirtualizationManager) + store.find(VMHost) + store.find(VirtualMachine) == []
    mirror_of(store, "other-address").put_all(ALL, NOBODY)
    assert {obj.id for kind in (VMHost, VMHostGroup) for obj in store.find(kind)} == before


def test_the_same_server_twice_is_refused(store: Store, mirror: ManagerMirror) -> None:
    del mirror
    with pytest.raises(ConflictError, match="vcenter-01"):
        mirror_of(store, "alias").put_all(ALL, NOBODY)


def test_light_facts_keep_devices_and_whole_ones_replace_them(store: Store, mirror: ManagerMirror) -> None:
    point = VMCheckpoint(name="before", vm=ALL.machines[0].machine.ref)
    drives = {"virtual_dvd_drives": [VirtualDVDDrive(name="dvd")], "checkpoints": [point]}
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", whole=True, **drives),)), NOBODY)
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", memory_mb=4096),)), NOBODY)
    found = store.get(VirtualMachine, UUID(int=1))
    assert (len(found.virtual_dvd_drives), [c.name for c in found.checkpoints], found.memory_mb) == (
        1,
        ["before"],
        4096,
    )
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", whole=True),)), NOBODY)
    found = store.get(VirtualMachine, UUID(int=1))
    assert (found.virtual_dvd_drives, found.checkpoints) == ([], [])


def test_a_machine_moves_and_goes_and_hosts_count(store: Store, mirror: ManagerMirror) -> None:
    moved = machine(1, "h2", status=VMStatus.RUNNING)
    mirror.put_changes(ManagerChanges(machines=(moved,), removed_machines=(UUID(int=3),)), NOBODY)
    assert paths(store) == {"vm-1": "All Hosts\\Berlin", "vm-2": "All Hosts\\Berlin\\Gold"}
    counts = {h.name: (h.running_vms, h.total_vms) for h in store.find(VMHost)}
    assert counts == {"esx-h1": (0, 1), "esx-h2": (1, 1)}


def test_a_renamed_place_renames_all_below(store: Store, mirror: ManagerMirror) -> None:
    mirror.put_changes(ManagerChanges(places=(replace(DATACENTER, name="Bonn\\Süd"),)), NOBODY)
    assert paths(store)["vm-1"] == "All Hosts\\Bonn/Süd\\Gold"
    group = host(store, "esx-h2").vm_host_group
    assert group is not None
    assert group.name == "Bonn/Süd"


def test_a_place_moves(store: Store, mirror: ManagerMirror) -> None:
    mirror.put_changes(ManagerChanges(places=(replace(CLUSTER, parent=""),)), NOBODY)
    assert paths(store)["vm-1"] == "All Hosts\\Gold"


def test_peoples_groups_stay(store: Store, mirror: ManagerMirror) -> None:
    (berlin,) = store.find(VMHostGroup, name="Berlin")
    own = store.save(VMHostGroup(name="Mine", parent_host_group=berlin.ref, path=f"{berlin.path}\\Mine"))
    store.save(VMHost(name="kvm-01", vm_host_group=own.ref))
    mirror.put_changes(ManagerChanges(places=(replace(DATACENTER, name="Bonn"),)), NOBODY)
    assert store.get(VMHostGroup, own.id).path == "All Hosts\\Bonn\\Mine"
    mirror.forget(NOBODY)
    assert sorted(g.path for g in store.find(VMHostGroup)) == ["All Hosts", "All Hosts\\Bonn", "All Hosts\\Bonn\\Mine"]
    assert [h.name for h in store.find(VMHost)] == ["kvm-01"]
    assert store.get(VMHostGroup, berlin.id).virtualization_manager is None


def test_a_name_that_is_taken_is_told_apart(store: Store) -> None:
    (root,) = store.find(VMHostGroup, is_root=True)
    store.save(VMHostGroup(name="berlin", parent_host_group=root.ref, path="All Hosts\\berlin"))
    mirror = mirror_of(store)
    mirror.put_all(ALL, NOBODY)
    assert paths(store)["vm-3"] == "All Hosts\\Berlin (vcenter-01)"
    before = store.revision
    mirror.put_all(ALL, NOBODY)
    assert store.revision == before


def test_a_host_with_a_credential_is_not_limited_and_one_that_is_away_says_so(
    store: Store, mirror: ManagerMirror
) -> None:
    first = host(store, "esx-h1")
    store.save(first.model_copy(update={"credential": "esx-root"}))
    away = esx("h2", "dc-1", overall_state=HostStatus.NOT_RESPONDING, status_reason="It is disconnected.")
    mirror.put_changes(ManagerChanges(hosts=(esx("h1", "c-1"), away)), NOBODY)
    assert host(store, "esx-h1").overall_state is HostStatus.OK
    second = host(store, "esx-h2")
    assert (second.overall_state, second.status_reason) == (HostStatus.NOT_RESPONDING, "It is disconnected.")


def test_a_machine_is_light_until_its_hardware_is_read_and_again_when_that_changes(
    store: Store, mirror: ManagerMirror
) -> None:
    def light() -> bool:
        return store.get(VirtualMachine, UUID(int=1)).is_light

    assert light()
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", whole=True, config_version="1"),)), NOBODY)
    assert not light()
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", memory_mb=64, config_version="1"),)), NOBODY)
    assert not light()
    mirror.put_changes(ManagerChanges(machines=(machine(1, "h1", config_version="2"),)), NOBODY)
    assert light()
