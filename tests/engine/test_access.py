"""What a user's roles let through to lists, to the change stream and to errors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.engine.access import Access
from vmmconsole.engine.store import Event, Store
from vmmconsole.model import (
    ISO,
    HardwareProfile,
    Job,
    LibraryServer,
    LibraryShare,
    Noun,
    OperatingSystem,
    Ref,
    UserRole,
    VirtualizationManager,
    VirtualMachine,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.status import Permission, UserRoleProfile


class Fabric:
    """Two groups, one below the other's sibling; a host and machines in each; a library server in each site."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.root = self.put(VMHostGroup(name="All Hosts", is_root=True))
        self.groups = [self.put(VMHostGroup(name=n, parent_host_group=self.root.ref)) for n in ("Berlin", "Paris")]
        self.racks = [self.put(VMHostGroup(name=f"Rack {g.name}", parent_host_group=g.ref)) for g in self.groups]
        self.hosts = [self.put(VMHost(name=f"host-{r.name}", vm_host_group=r.ref)) for r in self.racks]
        self.machines = [
            self.put(VirtualMachine(name=f"vm-{number}-{host.name}", vm_host=host.ref, owner=owner))
            for host in self.hosts
            for number, owner in enumerate(("bob", "LAB\\Team", "someone", ""))
        ]
        self.servers = [self.put(LibraryServer(name=f"lib-{g.name}")) for g in self.groups]
        self.shares = [self.put(LibraryShare(name="s", path="/s", library_server=s.ref)) for s in self.servers]

    def put(self, obj: Any) -> Any:
        return self.store.save(obj)

    def role(self, profile: UserRoleProfile, *scope: Noun, **more: Any) -> UserRole:
        members = more.pop("members", ["bob"])
        role: UserRole = self.put(
            UserRole(name=f"{profile}-{uuid4()}", profile=profile, members=members,
                     scope=[obj.ref for obj in scope], **more)
        )  # fmt: skip
        assert self.store.wait_until_announced()
        return role


@pytest.fixture
def store(tmp_path: Path, empty_databases: Path) -> Iterator[Store]:
    shutil.copy(empty_databases / "vmm.db", tmp_path / "vmm.db")
    opened = Store(f"sqlite:///{tmp_path}/vmm.db")
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def access(store: Store) -> Iterator[Access]:
    started = Access(store)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def fabric(store: Store, access: Access) -> Fabric:
    del access  # it has to hear of everything
    return Fabric(store)


def listed(access: Access, user: str, kind: type[Noun]) -> dict[str, list[Any]]:
    return {row[0]: row for row in orjson.loads(access.list_json(user, kind))["Rows"]}


def names(access: Access, user: str, kind: type[Noun]) -> set[str]:
    return {row[1] for row in listed(access, user, kind).values()}


def test_a_delegated_administrator_lists_what_is_below_the_scope(access: Access, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0], fabric.servers[1])
    assert names(access, "Bob", VMHostGroup) == {"Berlin", "Rack Berlin"}
    assert names(access, "Bob", VMHost) == {"host-Rack Berlin"}
    assert len(names(access, "Bob", VirtualMachine)) == 4
    assert names(access, "Bob", LibraryServer) == {"lib-Paris"}
    assert set(listed(access, "Bob", LibraryShare)) == {str(fabric.shares[1].id)}


def test_a_library_object_is_in_scope_with_its_share(access: Access, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.servers[0])
    for share in fabric.shares:
        iso = ISO(name=share.library_server.name, library_server=share.library_server, library_share=share.ref,
                  share_path="/s/a.iso", owner="bob")  # fmt: skip
        fabric.put(iso)
    assert names(access, "bob", ISO) == {"lib-Berlin"}


def test_a_self_service_user_lists_own_machines_also_those_of_a_group(access: Access, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.SELF_SERVICE_USER, fabric.groups[0], members=["lab\\team"])
    access.groups_of = lambda user: frozenset({"LAB\\Team"} if user == "bob" else ())
    assert names(access, "bob", VirtualMachine) == {"vm-0-host-Rack Berlin", "vm-1-host-Rack Berlin"}
    host = listed(access, "bob", VMHost)[str(fabric.hosts[0].id)]
    assert host[VMHost.list_properties.index("TotalVMs")] is None
    assert names(access, "eve", VirtualMachine) == set()


def test_jobs_and_profiles_are_their_owners(access: Access, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.root)
    for owner in ("bob", "eve"):
        fabric.put(Job(name=f"job of {owner}", owner=owner))
        fabric.put(HardwareProfile(name=f"profile of {owner}", owner=owner))
    assert names(access, "bob", Job) == {"job of bob"}
    assert names(access, "bob", HardwareProfile) == {"profile of bob"}


def test_what_stands_nowhere_is_for_administrators_and_fixed_lists_are_for_all(access: Access, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.root)
    fabric.put(VirtualizationManager(name="vc", address="vc"))
    fabric.put(OperatingSystem(name="BeOS"))
    assert names(access, "bob", VirtualizationManager) == set()
    assert names(access, "bob", OperatingSystem) == {"BeOS"}
    assert names(access, "nobody", OperatingSystem) == set()


def test_roles_are_seen_by_their_members_and_from_above(access: Access, fabric: Fabric) -> None:
    mine = fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.root)
    below = fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.root, members=["eve"], parent_user_role=mine.ref)
    under = fabric.role(UserRoleProfile.SELF_SERVICE_USER, fabric.root, members=["adam"], parent_user_role=below.ref)
    fabric.role(UserRoleProfile.ADMINISTRATOR, members=["admin"])
    assert names(access, "bob", UserRole) == {mine.name, below.name, under.name}
    assert names(access, "eve", UserRole) == {below.name, under.name}
    assert names(access, "adam", UserRole) == {under.name}
    assert access.may("bob", Permission.MANAGE_ROLES, under)
    assert not access.may("bob", Permission.MANAGE_ROLES, mine), "nobody widens their own role"
    assert not access.may("adam", Permission.MANAGE_ROLES, under)


def test_change_tracking_does_not_tell_from_where_an_object_came(access: Access, store: Store, fabric: Fabric) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0])
    fabric.role(UserRoleProfile.ADMINISTRATOR, members=["admin"])
    moved = fabric.machines[-1]
    came = {"vm_host": fabric.hosts[0].ref, "host_group_path": "All Hosts", "tag": "new"}
    store.save(moved.model_copy(update=came), by="admin")
    changes = store.changes(object_id=moved.id)
    mine = {c.property_name: (c.previous_value, c.new_value) for c in access.visible_changes("bob", changes)}
    assert mine["VMHost"] == (None, "host-Rack Berlin")
    assert mine["Tag"] == ("", "new")
    theirs = {c.property_name: c.previous_value for c in access.visible_changes("admin", changes)}
    assert theirs["VMHost"] == "host-Rack Paris"
    hidden = store.changes(object_id=fabric.machines[-2].id)
    assert access.visible_changes("bob", hidden) == []


# The change stream


class Client:
    """Lists everything, follows the stream, and lists again when it has to, as a console does."""

    def __init__(self, access: Access, store: Store, user: str, kinds: tuple[type[Noun], ...]) -> None:
        self.access, self.store, self.user, self.kinds = access, store, user, kinds
        self.rows: dict[tuple[str, str], str] = {}
        self.heard: set[UUID] = set()
        self.relists = 0
        self.arrived: list[list[Event]] = []
        self.end = store.subscribe(self.arrived.append)
        self.list()

    def list(self) -> None:
        self.rows.clear()
        self.revision = self.store.revision
        for kind in self.kinds:
            answer = orjson.loads(self.access.list_json(self.user, kind))
            self.rows |= {(kind.kind, row[0]): orjson.dumps(row).decode() for row in answer["Rows"]}
        self.lens = self.access.lens(self.user)
        self.arrived.clear()
        self.relists += 1
        if self.access.resumable(self.user, self.revision):
            self.take(list(self.access.caught_up(self.user, self.revision, self.since(self.revision))))

    def since(self, revision: int) -> list[Event]:
        return self.store.events_since(revision)[1]

    def take(self, events: list[Event]) -> None:
        for event in events:
            if event.kind in {kind.kind for kind in self.kinds}:
                key = (event.kind, str(event.id))
                self.heard.add(event.id)
                if event.row is None:
                    self.rows.pop(key, None)
                else:
                    self.rows[key] = event.row
            self.revision = max(self.revision, event.revision)

    def follow(self) -> None:
        """Stay connected: take what was announced."""
        assert self.store.wait_until_announced()
        while self.arrived:
            heard = self.lens(self.arrived.pop(0))
            if heard is None:
                self.list()
                return
            self.take(heard)

    def come_back(self) -> None:
        """Be away while everything so far happened, then resume at the own revision."""
        self.arrived.clear()
        self.lens = self.access.lens(self.user)
        if not self.access.resumable(self.user, self.revision):
            self.list()
            return
        self.take(list(self.access.caught_up(self.user, self.revision, self.since(self.revision))))


KINDS = (VirtualMachine, VMHost, VMHostGroup)


def test_what_moves_out_of_scope_arrives_as_a_removal_and_nothing_else_does(
    access: Access, store: Store, fabric: Fabric
) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0])
    client = Client(access, store, "bob", KINDS)
    mine, other = fabric.machines[0], fabric.machines[-1]
    fabric.put(mine.model_copy(update={"vm_host": fabric.hosts[1].ref}))
    fabric.put(other.model_copy(update={"description": "hidden"}))
    client.follow()
    assert ("VM", str(mine.id)) not in client.rows
    assert client.heard == {mine.id}, "of what is hidden not even an ID is heard"
    fabric.put(other.model_copy(update={"vm_host": fabric.hosts[0].ref}))
    client.follow()
    assert ("VM", str(other.id)) in client.rows
    store.remove(VirtualMachine, mine.id)
    store.remove(VirtualMachine, other.id)
    client.follow()
    assert ("VM", str(other.id)) not in client.rows
    assert client.relists == 1


def test_a_changed_role_ends_the_stream_and_everything_is_listed_again(
    access: Access, store: Store, fabric: Fabric
) -> None:
    role = fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0])
    client = Client(access, store, "bob", KINDS)
    at = client.revision
    fabric.put(role.model_copy(update={"scope": [fabric.groups[1].ref]}))
    client.follow()
    assert client.relists == 2
    assert {row for kind, row in client.rows if kind == "VMHost"} == {str(fabric.hosts[1].id)}
    assert not access.resumable("bob", at)
    assert access.resumable("bob", store.revision)


def test_an_administrator_who_is_one_no_more_hears_nothing_more(access: Access, store: Store, fabric: Fabric) -> None:
    role = fabric.role(UserRoleProfile.ADMINISTRATOR, members=["bob", "admin"])
    client = Client(access, store, "bob", KINDS)
    assert len(client.rows) == 15
    fabric.put(role.model_copy(update={"members": ["admin"]}))
    fabric.put(fabric.machines[0].model_copy(update={"description": "later"}))
    client.follow()
    assert client.rows == {}


def test_a_description_of_a_role_disturbs_nobody(access: Access, store: Store, fabric: Fabric) -> None:
    role = fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0])
    client = Client(access, store, "bob", KINDS)
    fabric.put(role.model_copy(update={"description": "new"}))
    client.follow()
    assert client.relists == 1


def test_after_a_restart_scoped_users_list_again_and_administrators_go_on(
    access: Access, store: Store, fabric: Fabric
) -> None:
    fabric.role(UserRoleProfile.DELEGATED_ADMIN, fabric.groups[0])
    fabric.role(UserRoleProfile.ADMINISTRATOR, members=["admin"])
    for user in ("bob", "admin"):
        access.list_json(user, VirtualMachine)
    at = store.revision
    fabric.put(fabric.machines[0].model_copy(update={"vm_host": fabric.hosts[1].ref}))
    again = Access(store)
    again.start()
    assert again.resumable("admin", at)
    assert not again.resumable("bob", at), "nobody knows any more what left the scope since"
    assert again.resumable("bob", 0)
    again.stop()


steps = st.lists(
    st.tuples(
        st.sampled_from(("move", "own", "touch", "remove", "move host", "move group", "rescope", "away", "follow")),
        st.integers(0, 7),
        st.integers(0, 1),
    ),
    max_size=25,
)


@given(steps, st.sampled_from((UserRoleProfile.DELEGATED_ADMIN, UserRoleProfile.SELF_SERVICE_USER)))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_client_always_has_what_a_fresh_list_has(
    tmp_path: Path, empty_databases: Path, script: list[tuple[str, int, int]], profile: UserRoleProfile
) -> None:
    path = tmp_path / f"{uuid4()}.db"
    shutil.copy(empty_databases / "vmm.db", path)
    store = Store(f"sqlite:///{path}")
    store.open()
    access = Access(store)
    access.start()
    try:
        fabric = Fabric(store)
        role = fabric.role(profile, fabric.groups[0])
        client = Client(access, store, "bob", KINDS)
        for step, which, where in script:
            _do(store, fabric, client, role, step, which, where)
        client.follow()
        fresh = {
            (kind.kind, key): orjson.dumps(row).decode()
            for kind in KINDS
            for key, row in listed(access, "bob", kind).items()
        }
        assert client.rows == fresh
    finally:
        access.stop()
        store.close()
        path.unlink()


def _do(store: Store, fabric: Fabric, client: Client, role: UserRole, step: str, which: int, where: int) -> None:
    machine = fabric.machines[which].id

    def change(kind: type[Noun], object_id: UUID, **update: object) -> None:
        if store.known(kind, [object_id]):
            store.update(kind, object_id, lambda obj: obj.model_copy(update=update))

    def moved(ref: Ref) -> None:
        change(VirtualMachine, machine, vm_host=ref)

    if step == "move":
        moved(fabric.hosts[where].ref)
    elif step == "own":
        change(VirtualMachine, machine, owner=("bob", "eve")[where])
    elif step == "touch":
        change(VirtualMachine, machine, description=str(which))
    elif step == "remove":
        store.remove(VirtualMachine, machine)
    elif step == "move host":
        change(VMHost, fabric.hosts[which % 2].id, vm_host_group=fabric.racks[where].ref)
    elif step == "move group":
        change(VMHostGroup, fabric.racks[which % 2].id, parent_host_group=fabric.groups[where].ref)
    elif step == "rescope":
        change(UserRole, role.id, scope=[fabric.groups[where].ref])
    elif step == "away":
        client.come_back()
    else:
        client.follow()
