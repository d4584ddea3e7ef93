"""What a cmdlet asks of the engine: saving beside others, transitions, access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.engine.access import Access
from vmmconsole.engine.conflicts import merge_save
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.store import Store
from vmmconsole.model import Ref, UserRole, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import AccessError, ConflictError, NotFoundError
from vmmconsole.model.hardware import VirtualDVDDrive
from vmmconsole.model.status import Permission, UserRoleProfile


@pytest.fixture
def store(demo: Engine) -> Store:
    return demo.store


@pytest.fixture
def machine(store: Store) -> VirtualMachine:
    """A stored machine on no host, which nobody refreshes."""
    return store.save(VirtualMachine(name="web-01", virtual_dvd_drives=[VirtualDVDDrive(name="DVD")]))


@pytest.fixture
def save(store: Store) -> Callable[[VirtualMachine], VirtualMachine]:
    return lambda obj: merge_save(store, obj, job=None, by="anna")


def edited(obj: VirtualMachine, **values: Any) -> VirtualMachine:
    return obj.model_copy(update=values, deep=True)


def test_different_properties_of_two_savers_are_both_kept(store: Store, machine: Any, save: Any) -> None:
    save(edited(machine, description="mine"))
    saved = save(edited(machine, tag="theirs"))
    assert (saved.description, saved.tag) == ("mine", "theirs")
    assert store.get(VirtualMachine, machine.id).revision == saved.revision


def test_the_same_property_of_two_savers_is_a_conflict_by_name(machine: Any, save: Any, store: Store) -> None:
    save(edited(machine, description="mine", owner="anna"))
    with pytest.raises(ConflictError) as caught:
        save(edited(machine, description="yours", tag="x"))
    assert caught.value.cause.endswith("Description.")
    assert store.get(VirtualMachine, machine.id).tag == "", "nothing half-done"


def test_both_want_the_same_value(machine: Any, save: Any) -> None:
    save(edited(machine, description="same"))
    assert save(edited(machine, description="same")).description == "same"


def test_a_part_that_others_changed_is_not_put_back(machine: Any, save: Any) -> None:
    drive = machine.virtual_dvd_drives[0].model_copy(update={"iso_path": "/a.iso"})
    save(edited(machine, virtual_dvd_drives=[drive]))
    saved = save(edited(machine, memory_mb=4096))
    assert saved.virtual_dvd_drives[0].iso_path == "/a.iso"
    assert saved.memory_mb == 4096


def test_parts_of_one_list_changed_by_two_are_a_conflict(machine: Any, save: Any) -> None:
    drive = machine.virtual_dvd_drives[0]
    save(edited(machine, virtual_dvd_drives=[drive, VirtualDVDDrive(name="second")]))
    with pytest.raises(ConflictError, match="cannot be changed"):
        save(edited(machine, virtual_dvd_drives=[drive.model_copy(update={"iso_path": "/b.iso"})]))


def test_a_removed_object_is_not_saved_back(machine: Any, save: Any, store: Store) -> None:
    store.remove(VirtualMachine, machine.id)
    with pytest.raises(ConflictError) as caught:
        save(edited(machine, tag="x"))
    assert "removed" in caught.value.cause


# Access


@pytest.fixture
def access(demo: Engine) -> Access:
    return demo.access


def give(store: Store, access: Access, profile: UserRoleProfile, *scope: Ref, permissions: Any = ()) -> UserRole:
    role = store.save(
        UserRole(name="Role", profile=profile, members=["Bob"], scope=list(scope), permissions=list(permissions))
    )
    assert store.wait_until_announced()
    return role


def test_deny_by_default(access: Access, machine: VirtualMachine) -> None:
    with pytest.raises(AccessError, match="member of no user role"):
        access.check("bob", Permission.VIEW, machine)
    assert not access.sees("bob", machine)
    with pytest.raises(AccessError):
        access.check("", "")


def test_the_groups_of_a_user_are_members_too(demo: Engine, access: Access) -> None:
    root = demo.store.find(VMHostGroup, name="All Hosts")[0]
    role = UserRole(
        name="Role", profile=UserRoleProfile.READ_ONLY_ADMIN, members=["LAB\\Readers"], scope=[root.ref],
        permissions=[Permission.VIEW],
    )  # fmt: skip
    demo.store.save(role)
    assert demo.store.wait_until_announced()
    access.groups_of = lambda user: frozenset({"lab\\readers"} if user == "LAB\\eve" else ())
    assert [role.name for role in access.roles_of("LAB\\eve")] == ["Role"]
    assert len(demo.read_session("LAB\\eve").find(VirtualMachine)) == 10
    assert not access.roles_of("LAB\\adam")


def test_an_administrator_may_do_everything(access: Access, machine: VirtualMachine) -> None:
    access.check("ADMIN", Permission.REMOVE, machine)
    assert access.sees_all("admin")


def test_a_delegated_administrator_is_held_to_the_scope(demo: Engine, access: Access) -> None:
    hosts = demo.store.find(VMHost)
    group = hosts[0].vm_host_group
    assert group
    give(demo.store, access, UserRoleProfile.DELEGATED_ADMIN, group)
    inside = demo.store.find(VirtualMachine, vm_host=hosts[0])[0]
    outside = demo.store.find(VirtualMachine, vm_host=hosts[1])[0]
    access.check("bob", Permission.REMOVE, inside)
    with pytest.raises(NotFoundError):
        access.check("bob", Permission.START, outside)
    with pytest.raises(AccessError):
        access.check("bob", Permission.MANAGE_SETTINGS, inside)
    session = demo.read_session("bob")
    assert {m.vm_host.id for m in session.find(VirtualMachine) if m.vm_host} == {hosts[0].id}
    with pytest.raises(NotFoundError):
        session.get(VirtualMachine, outside.id)


def test_a_scope_reaches_down_the_host_groups(demo: Engine, access: Access) -> None:
    root = demo.store.find(VMHostGroup, name="All Hosts")[0]
    give(demo.store, access, UserRoleProfile.DELEGATED_ADMIN, root.ref)
    assert len(demo.read_session("bob").find(VirtualMachine)) == 10


def test_a_self_service_user_sees_own_machines_on_hosts_in_scope(demo: Engine, access: Access) -> None:
    hosts = demo.store.find(VMHost)
    give(demo.store, access, UserRoleProfile.SELF_SERVICE_USER, hosts[0].ref, permissions=[Permission.START])
    assert demo.read_session("bob").find(VirtualMachine) == []
    inside, other = demo.store.find(VirtualMachine, vm_host=hosts[0])[:2]
    outside = demo.store.find(VirtualMachine, vm_host=hosts[1])[0]
    for machine in (inside, outside):
        demo.store.update(VirtualMachine, machine.id, lambda m: m.model_copy(update={"owner": "BOB"}))
    assert [m.id for m in demo.read_session("bob").find(VirtualMachine)] == [inside.id]
    inside = demo.store.get(VirtualMachine, inside.id)
    access.check("bob", Permission.START, inside)
    with pytest.raises(AccessError):
        access.check("bob", Permission.STOP, inside)
    with pytest.raises(NotFoundError):
        access.check("bob", Permission.START, other)
    host = demo.read_session("bob").find(VMHost)[0]
    assert (host.id, host.total_vms) == (hosts[0].id, 0), "how many machines others have is nobody's business"


def test_a_job_is_held_to_its_owners_role(demo: Engine, access: Access) -> None:
    permissions = [Permission.VIEW]
    root = demo.store.find(VMHostGroup, name="All Hosts")[0]
    give(demo.store, access, UserRoleProfile.READ_ONLY_ADMIN, root.ref, permissions=permissions)
    machine = demo.store.find(VirtualMachine)[0]
    job = demo.jobs.start(f'Start-VM -VM "{machine.id}"', owner="bob")
    job = demo.jobs.wait(job.id, 10)
    assert job.error_info
    assert job.error_info.type == "AccessError"
