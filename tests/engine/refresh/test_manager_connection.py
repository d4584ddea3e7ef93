"""A virtualization manager: connecting, following changes, losing and refusing; with a stand-in for the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.stand_in_manager import StandInServer
from vmmconsole.engine.hosts import Hosts
from vmmconsole.engine.jobs.progress import StepProgress
from vmmconsole.engine.refresh.connection import Intervals
from vmmconsole.engine.refresh.inventory import Writer
from vmmconsole.engine.store import Store
from vmmconsole.model import VirtualizationManager, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import AccessError, CertificateError, ConflictError, HostUnreachableError
from vmmconsole.model.status import HostStatus, VMStatus
from vmmconsole.providers.manager import Login

Until = Callable[[Callable[[], object]], None]
NOBODY = Writer()


@pytest.fixture
def server() -> StandInServer:
    return StandInServer()


@pytest.fixture
def passwords() -> dict[str, str]:
    """The passwords of Run As accounts, by name."""
    return {"operator": "secret"}


@pytest.fixture
def hosts(
    store: Store, server: StandInServer, passwords: dict[str, str], tmp_path: Path, busy: set[UUID]
) -> Iterator[Hosts]:
    store.save(VMHostGroup(name="All Hosts", is_root=True))
    made = Hosts(
        store, tmp_path / "providers", in_use=lambda machine_id: machine_id in busy,
        intervals=Intervals(debounce=0.01, retry=0.05, look_again=0.02, stats=60),
        login=lambda name: Login("root", passwords[name]), open_manager=server.open,
    )  # fmt: skip
    yield made
    made.stop()


@pytest.fixture
def progress() -> StepProgress:
    return StepProgress("1", "test", changed=lambda _: None, check=lambda: None)


@pytest.fixture
def manager(hosts: Hosts, progress: StepProgress, store: Store) -> VirtualizationManager:
    """The manager once it was added."""
    made = VirtualizationManager(name="vcenter-01", address="vcenter-01", credential="operator")
    hosts.managers.add(made, progress, NOBODY)
    return store.get(VirtualizationManager, made.id)


def status(store: Store, manager: VirtualizationManager) -> HostStatus:
    return store.get(VirtualizationManager, manager.id).status


def running(store: Store) -> VirtualMachine:
    return next(m for m in store.find(VirtualMachine) if m.status is VMStatus.RUNNING)


def remove_outside(server: StandInServer, machine: VirtualMachine, progress: StepProgress) -> None:
    """Somebody else turns a running machine off and removes it."""
    assert machine.vm_host is not None
    provider = server.hosts[machine.vm_host.name[-2:]]
    provider.stop(machine.id, progress)
    provider.remove(machine.id, delete_files=True, progress=progress)


def test_it_comes_with_its_tree_hosts_machines_and_pools(manager: VirtualizationManager, store: Store) -> None:
    assert (manager.status, manager.version) == (HostStatus.OK, "8.0.2")
    assert {h.overall_state for h in store.find(VMHost)} == {HostStatus.OK_LIMITED}
    assert {m.host_group_path for m in store.find(VirtualMachine)} == {"All Hosts\\Berlin\\Gold"}
    assert store.count(VirtualMachine) == 6
    gold = store.find(VMHostGroup, name="Gold")[0]
    assert [(p.name, p.vm_host_group) for p in manager.resource_pools] == [
        ("Resources", gold.ref), ("Production", gold.ref),
    ]  # fmt: skip


def test_an_outside_change_arrives(
    manager: VirtualizationManager, server: StandInServer, store: Store, progress: StepProgress, until: Until
) -> None:
    del manager
    machine = running(store)
    assert machine.vm_host is not None
    key = machine.vm_host.name[-2:]
    before = store.get(VMHost, machine.vm_host.id).running_vms
    server.hosts[key].stop(machine.id, progress)
    until(lambda: store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF)
    until(lambda: machine.vm_host and store.get(VMHost, machine.vm_host.id).running_vms == before - 1)
    server.hosts[key].remove(machine.id, delete_files=True, progress=progress)
    until(lambda: store.count(VirtualMachine) == 5)


def test_devices_are_read_when_they_are_needed_many_in_one_call(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store
) -> None:
    del manager
    machines = store.find(VirtualMachine)
    assert all(m.is_light and not m.virtual_disk_drives for m in machines)
    hosts.managers.read_whole([m.id for m in machines])
    assert all(m.virtual_disk_drives and not m.is_light for m in store.find(VirtualMachine))
    hosts.managers.read_whole([m.id for m in machines])
    assert server.calls["whole"] == 1


def test_verbs_go_through_the_manager_and_the_machine_is_read_again(
    manager: VirtualizationManager, hosts: Hosts, store: Store, progress: StepProgress
) -> None:
    del manager
    machine = running(store)
    assert machine.vm_host is not None
    host = store.get(VMHost, machine.vm_host.id)
    with hosts.held(machine.id):
        hosts.provider(host).stop(machine.id, progress)
        found = hosts.refresh_machine(host, machine.id, settles=True)
    assert found is not None
    assert found.status is VMStatus.POWER_OFF
    assert not found.is_light


def test_one_that_goes_away_shows_so_and_comes_back_with_everything_as_it_is_then(
    manager: VirtualizationManager, server: StandInServer, store: Store, progress: StepProgress, until: Until
) -> None:
    machine = running(store)
    server.go()
    until(lambda: status(store, manager) is HostStatus.NOT_RESPONDING)
    until(lambda: {m.status for m in store.find(VirtualMachine)} == {VMStatus.HOST_NOT_RESPONDING})
    assert {h.overall_state for h in store.find(VMHost)} == {HostStatus.NOT_RESPONDING}
    remove_outside(server, machine, progress)
    server.come_back()
    until(lambda: status(store, manager) is HostStatus.OK)
    until(lambda: {h.overall_state for h in store.find(VMHost)} == {HostStatus.OK_LIMITED})
    until(lambda: store.count(VirtualMachine) == 5)


def test_a_changed_certificate_stops_everything_until_it_is_accepted(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store, progress: StepProgress,
    until: Until,
) -> None:  # fmt: skip
    server.trusted, server.fingerprint = False, ":".join(["BB"] * 32)
    server.refuse(CertificateError("The certificate is another one.", action="Check it."))
    until(lambda: store.get(VirtualizationManager, manager.id).certificate_refused)
    assert store.get(VirtualizationManager, manager.id).status_reason == "The certificate is another one. Check it."
    calls = server.calls["connect"]
    with pytest.raises(CertificateError):
        hosts.managers.connection(manager.id).refresh(NOBODY)
    assert server.calls["connect"] == calls + 1
    accepted = manager.model_copy(update={"fingerprint": server.fingerprint})
    hosts.managers.change(accepted, progress, NOBODY)
    now = store.get(VirtualizationManager, manager.id)
    assert (now.status, now.certificate_refused, now.fingerprint) == (HostStatus.OK, False, server.fingerprint)


def test_a_change_that_does_not_work_leaves_everything_as_it_was(
    manager: VirtualizationManager, hosts: Hosts, store: Store, progress: StepProgress, passwords: dict[str, str]
) -> None:
    passwords["other"] = "wrong"
    with pytest.raises(AccessError):
        hosts.managers.change(manager.model_copy(update={"credential": "other"}), progress, NOBODY)
    assert store.get(VirtualizationManager, manager.id).credential == "operator"
    hosts.managers.connection(manager.id).refresh(NOBODY)


def test_a_wrong_password_at_the_start_is_not_tried_again_and_again(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store, passwords: dict[str, str],
    until: Until,
) -> None:  # fmt: skip
    hosts.stop()
    passwords["operator"] = "wrong"
    before = server.calls["connect"]
    hosts.start()
    until(lambda: status(store, manager) is HostStatus.ACCESS_DENIED)
    assert hosts.wait_connected()
    passwords["operator"] = "secret"
    hosts.managers.connection(manager.id).refresh(NOBODY)
    assert status(store, manager) is HostStatus.OK
    assert server.calls["connect"] == before + 2


def test_one_that_does_not_answer_at_the_start_is_tried_until_it_does(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store, until: Until
) -> None:
    hosts.stop()
    server.away = True
    hosts.start()
    until(lambda: status(store, manager) is HostStatus.NOT_RESPONDING)
    with pytest.raises(HostUnreachableError, match="not connected"):
        hosts.provider(store.find(VMHost)[0])
    server.away = False
    until(lambda: status(store, manager) is HostStatus.OK)


def test_a_machine_that_is_gone_while_a_job_works_on_it_is_looked_at_again(
    manager: VirtualizationManager, server: StandInServer, store: Store, progress: StepProgress, busy: set[UUID],
    until: Until,
) -> None:  # fmt: skip
    del manager
    machine = running(store)
    busy.add(machine.id)
    remove_outside(server, machine, progress)
    until(lambda: server.calls["whole"] > 1)
    assert store.count(VirtualMachine) == 6
    busy.clear()
    until(lambda: store.count(VirtualMachine) == 5)


def test_adding_that_fails_leaves_nothing(
    hosts: Hosts, server: StandInServer, store: Store, progress: StepProgress
) -> None:
    server.trusted = False
    made = VirtualizationManager(name="vc", address="vcenter-01", credential="operator")
    with pytest.raises(CertificateError) as caught:
        hosts.managers.add(made, progress, NOBODY)
    assert "Get-Certificate" in caught.value.action
    assert store.find(VirtualizationManager) + store.find(VMHost) == []


def test_the_same_server_under_another_name_is_refused(
    manager: VirtualizationManager, hosts: Hosts, store: Store, progress: StepProgress
) -> None:
    other = VirtualizationManager(name="alias", address="alias", credential="operator")
    with pytest.raises(ConflictError, match="vcenter-01"):
        hosts.managers.add(other, progress, NOBODY)
    assert store.find(VirtualizationManager) == [store.get(VirtualizationManager, manager.id)]
    assert store.count(VMHost) == 2


def test_removing_forgets_all_and_closes(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store
) -> None:
    hosts.managers.remove(manager, NOBODY)
    assert store.find(VirtualizationManager) + store.find(VMHost) + store.find(VirtualMachine) == []
    assert not any(connection.connected for connection in server.managers)


def test_two_managers_do_not_mind_each_other(
    manager: VirtualizationManager, hosts: Hosts, server: StandInServer, store: Store, progress: StepProgress,
    until: Until,
) -> None:  # fmt: skip
    second = StandInServer("vcenter-02", machines=4, first=100)
    hosts.managers._open_manager = second.open
    made = VirtualizationManager(name="vcenter-02", address="vcenter-02", credential="operator")
    hosts.managers.add(made, progress, NOBODY)
    assert store.count(VirtualMachine) == 10
    assert "All Hosts\\Berlin (vcenter-02)\\Gold" in {m.host_group_path for m in store.find(VirtualMachine)}
    server.go()
    until(lambda: status(store, manager) is HostStatus.NOT_RESPONDING)
    assert status(store, made) is HostStatus.OK
    hosts.managers.remove(made, NOBODY)
    assert store.count(VirtualMachine) == 6
