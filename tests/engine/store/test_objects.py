"""Saving, finding, changing and removing objects, and what Change Tracking says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.engine.store import Event, Store
from vmmconsole.model import ISO, Job, LibraryServer, LibraryShare, Noun, Ref, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import EngineError, NotFoundError
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.status import VMStatus

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def test_what_is_saved_is_what_is_read(store: Store, machine: VirtualMachine) -> None:
    saved = store.save(machine)
    assert saved.revision == store.revision > 0
    assert store.get(VirtualMachine, machine.id) == saved
    assert machine.revision == 0


def test_get_names_the_kind_that_is_not_there(store: Store, machine: VirtualMachine) -> None:
    store.save(machine)
    with pytest.raises(NotFoundError, match=r"no virtual machine host with the ID"):
        store.get(VMHost, machine.id)
    with pytest.raises(NotFoundError, match="no virtual machine"):
        store.object_json(VirtualMachine, uuid4())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(name=NAMES, description=NAMES)
def test_any_text_comes_back(store: Store, name: str, description: str) -> None:
    saved = store.save(VMHost(name=name, description=description))
    assert store.get(VMHost, saved.id) == saved
    assert saved in store.find(VMHost, name=name)
    assert saved in store.find(VMHost, description=description)
    assert json.loads(store.object_json(VMHost, saved.id))["Name"] == name
    assert [saved.name] == [row[1] for row in json.loads(store.list_json(VMHost)[1])["Rows"] if row[0] == str(saved.id)]


def test_text_that_is_no_unicode_is_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(EngineError, match="not valid Unicode"):
        store.save(VMHost(name="bad \udcff"))
    assert store.count(VMHost) == 0
    assert store.find(VMHost, name="bad \udcff") == []


def test_saving_the_same_again_changes_nothing(
    store: Store, machine: VirtualMachine, heard: Callable[[], list[Event]]
) -> None:
    first = store.save(machine)
    assert store.save(machine) == first
    assert store.save(first) == first
    assert store.save_many([machine, first]) == 0
    assert store.revision == first.revision
    assert [event.revision for event in heard()] == [first.revision]


def test_find_by_name_in_any_case_sorted(store: Store) -> None:
    store.save_many([VMHost(name=name) for name in ("beta", "ALPHA", "Straße", "alpha")])
    assert [found.name for found in store.find(VMHost)] == ["ALPHA", "alpha", "beta", "Straße"]
    assert [found.name for found in store.find(VMHost, name="aLPHa")] == ["ALPHA", "alpha"]
    assert [found.name for found in store.find(VMHost, name="STRASSE")] == ["Straße"]
    assert store.find(VMHost, name="alph") == []


def test_find_by_pointer_compares_ids(store: Store, host: VMHost, machine: VirtualMachine) -> None:
    other = store.save(machine.model_copy(update={"id": uuid4(), "vm_host": None, "library_server": host.ref}))
    mine = store.save(machine)
    renamed = Ref(kind="VMHost", id=host.id, name="renamed meanwhile")
    for pointer in (renamed, host, host.id):
        assert store.find(VirtualMachine, vm_host=pointer) == [mine]
        assert store.find(VirtualMachine, library_server=pointer) == [other]
    assert store.find(VirtualMachine, vm_host=None) == [other]
    assert store.find(VirtualMachine, vm_host=uuid4()) == []


@pytest.mark.parametrize(
    "equal",
    [
        {"status": VMStatus.RUNNING},
        {"status": "Running"},
        {"memory_mb": 2048},
        {"enabled": False},
        {"owner": 'A\\B "quoted" %_'},
        {"cpu_utilization": None, "memory_mb": 2048},
        {"host_name": ""},
    ],
)
def test_find_by_value(store: Store, equal: dict[str, Any]) -> None:
    wanted = VirtualMachine(name="b", status=VMStatus.RUNNING, memory_mb=2048, enabled=False, owner='A\\B "quoted" %_')
    other = VirtualMachine(name="a", memory_mb=20480, owner="x", cpu_utilization=7, vm_host=VMHost(name="h").ref)
    store.save_many([wanted, other])
    assert [found.name for found in store.find(VirtualMachine, **equal)] == ["b"]


def test_find_by_a_property_that_an_older_body_lacks(
    store: Store, machine: VirtualMachine, alter_body: Callable[[Noun, Callable[[dict[str, Any]], None]], None]
) -> None:
    store.save(machine)
    alter_body(machine, lambda body: body.pop("Tag"))
    assert [found.id for found in store.find(VirtualMachine, tag="")] == [machine.id]
    assert store.find(VirtualMachine, tag="x") == []


def test_properties_of_a_newer_version_are_tolerated(
    store: Store, machine: VirtualMachine, alter_body: Callable[[Noun, Callable[[dict[str, Any]], None]], None]
) -> None:
    saved = store.save(machine)
    alter_body(machine, lambda body: body.update(FromTheFuture={"a": [1]}))
    assert store.get(VirtualMachine, machine.id) == saved


def test_an_object_that_cannot_be_read_is_left_out_of_lists_and_can_be_replaced(
    store: Store, machine: VirtualMachine, alter_body: Callable[[Noun, Callable[[dict[str, Any]], None]], None]
) -> None:
    other = store.save(VirtualMachine(name="other"))
    store.save(machine)
    alter_body(machine, lambda body: body.update(Status="Levitating"))
    with pytest.raises(EngineError, match=r"virtual machine in the database cannot be read.*Status"):
        store.get(VirtualMachine, machine.id)
    assert store.find(VirtualMachine) == [other]
    saved = store.save(machine, by="admin")
    assert store.get(VirtualMachine, machine.id) == saved


def test_kinds_do_not_mix(store: Store) -> None:
    same = uuid4()
    store.save(VMHost(id=same, name="x"))
    store.save(VMHostGroup(id=same, name="x"))
    store.remove(VMHost, same)
    assert store.count(VMHost) == 0
    assert store.get(VMHostGroup, same).name == "x"


def test_many_of_several_kinds_with_one_twice(store: Store, host: VMHost, machine: VirtualMachine) -> None:
    later = machine.model_copy(update={"memory_mb": 4096})
    assert store.save_many([host, machine, later]) == 2
    assert store.get(VirtualMachine, machine.id).memory_mb == 4096
    assert store.save_many([]) == 0


def test_more_objects_than_one_statement_takes(store: Store) -> None:
    hosts = [VMHost(name=f"h{n:05}") for n in range(1203)]
    assert store.save_many(hosts) == 1203
    for changed in hosts[::2]:
        changed.description = "changed"
    assert store.save_many(hosts) == 602
    assert store.remove_many(VMHost, [h.id for h in hosts]) == 1203
    assert store.count(VMHost) == 0


def test_update_reads_changes_and_saves_at_once(store: Store, machine: VirtualMachine) -> None:
    store.save(machine)

    def grow(stored: VirtualMachine) -> VirtualMachine:
        stored.memory_mb += 1
        return stored

    updated = store.update(VirtualMachine, machine.id, grow)
    assert updated.memory_mb == 1025
    assert updated == store.get(VirtualMachine, machine.id)


def test_update_may_leave_the_object(store: Store, machine: VirtualMachine) -> None:
    saved = store.save(machine)

    def leave(stored: VirtualMachine) -> None:
        stored.memory_mb = 1

    assert store.update(VirtualMachine, machine.id, leave) == saved
    assert store.update(VirtualMachine, machine.id, lambda same: same) == saved
    assert store.revision == saved.revision
    with pytest.raises(NotFoundError):
        store.update(VirtualMachine, uuid4(), lambda same: same)


def test_an_update_that_fails_leaves_everything(store: Store, machine: VirtualMachine) -> None:
    saved = store.save(machine)

    def fail(stored: VirtualMachine) -> VirtualMachine:
        stored.memory_mb = 1
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.update(VirtualMachine, machine.id, fail)
    assert store.get(VirtualMachine, machine.id) == saved
    assert store.save(machine.model_copy(update={"memory_mb": 2})).revision == saved.revision + 1


def test_writing_within_an_update_is_refused_instead_of_waiting_for_ever(store: Store, machine: VirtualMachine) -> None:
    store.save(machine)

    def nested(stored: VirtualMachine) -> VirtualMachine:
        store.save(VMHost(name="x"))
        return stored

    with pytest.raises(EngineError, match="within another change"):
        store.update(VirtualMachine, machine.id, nested)
    assert store.count(VMHost) == 0


def test_remove_twice_and_bring_back(store: Store, machine: VirtualMachine, heard: Callable[[], list[Event]]) -> None:
    store.save(machine)
    store.remove(VirtualMachine, machine.id)
    store.remove(VirtualMachine, machine.id)
    assert store.find(VirtualMachine) == []
    assert json.loads(store.list_json(VirtualMachine)[1])["Rows"] == []
    back = store.save(machine)
    assert store.get(VirtualMachine, machine.id) == back
    assert [event.removed for event in heard()] == [False, True, False]


def test_the_listing_is_the_wire_format(store: Store, machine: VirtualMachine) -> None:
    saved = store.save(machine)
    revision, body = store.list_json(VirtualMachine)
    assert revision == store.revision
    assert json.loads(body) == {
        "Revision": revision,
        "Properties": list(VirtualMachine.list_properties),
        "Rows": [json.loads(json.dumps(saved.list_row()))],
    }
    assert json.loads(store.list_json(Job)[1])["Rows"] == []


def test_the_whole_object_is_the_wire_format(store: Store, machine: VirtualMachine) -> None:
    saved = store.save(machine)
    assert VirtualMachine.model_validate_json(store.object_json(VirtualMachine, machine.id)) == saved


def test_change_tracking_has_each_property_before_and_after(store: Store, machine: VirtualMachine, job: Ref) -> None:
    store.save(machine, job=job, by="admin")
    changed = machine.model_copy(deep=True)
    changed.memory_mb = 2048
    changed.vm_host = Ref(kind="VMHost", id=uuid4(), name="host-2")
    changed.virtual_dvd_drives[0].iso_path = "/a.iso"
    changed.virtual_network_adapters.append(VirtualNetworkAdapter(name="NIC 1", virtual_network="default"))
    store.save(changed, job=job, by="admin")
    rows = store.changes(object_id=machine.id)
    told = {row.property_name: (row.previous_value, row.new_value) for row in rows}
    added = told.pop("VirtualNetworkAdapters[NIC 1]")
    assert told == {
        "": (None, "Created"),
        "Memory": (1024, 2048),
        "VMHost": ("host-1", "host-2"),
        "VirtualDVDDrives[CD 1].ISOPath": ("", "/a.iso"),
    }
    assert added[0] is None
    assert added[1]["VirtualNetwork"] == "default"
    assert all(row.job == job and row.by == "admin" and row.object_name == "web-01" for row in rows)
    assert store.changes(job_id=job.id) == rows
    assert store.changes(job_id=job.id, limit=1) == rows[-1:]
    assert store.changes(job_id=uuid4()) == []


def test_volatile_properties_are_streamed_but_not_tracked(
    store: Store, machine: VirtualMachine, heard: Callable[[], list[Event]]
) -> None:
    first = store.save(machine)
    busy = machine.model_copy(deep=True)
    busy.cpu_utilization = 50
    busy.virtual_disk_drives[0].virtual_hard_disk.size = 99  # type: ignore[union-attr]  # made by the fixture
    second = store.save(busy, by="refresh")
    assert second.revision == first.revision + 1
    assert heard()[-1].changed == ("VirtualDiskDrives", "PerfCPUUtilization")
    assert store.changes() == []


def test_jobs_are_not_tracked(store: Store) -> None:
    job = Job(name="Start virtual machine")
    store.save(job, by="admin")
    store.save(job.model_copy(update={"progress": 50}), job=job.ref, by="admin")
    store.remove(Job, job.id, by="admin")
    assert store.changes() == []


def test_removal_is_tracked(store: Store, host: VMHost, job: Ref) -> None:
    store.save(host)
    store.remove(VMHost, host.id, job=job, by="admin")
    (row,) = store.changes(object_id=host.id)
    assert (row.property_name, row.new_value, row.object_name) == ("", "Removed", "host-1")


def test_pointers_of_the_same_name_are_told_apart(store: Store, machine: VirtualMachine, host: VMHost) -> None:
    store.save(machine)
    other = Ref(kind="VMHost", id=uuid4(), name=host.name)
    store.save(machine.model_copy(update={"vm_host": other}))
    (row,) = store.changes()
    assert row.previous_value == f"host-1 ({host.id})"
    assert row.new_value == f"host-1 ({other.id})"


def test_files_of_a_share_are_found_by_it(store: Store) -> None:
    server = LibraryServer(name="me")
    share = LibraryShare(name="s", path="/s", library_server=server.ref)
    iso = ISO(name="a.iso", library_server=server.ref, library_share=share.ref, share_path="/s/a.iso")
    store.save_many([server, share, iso])
    assert [found.id for found in store.find(ISO, library_share=share.ref)] == [iso.id]
    assert [found.id for found in store.find(ISO, library_server=server)] == [iso.id]
