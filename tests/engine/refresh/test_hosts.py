"""Hosts: connecting, following changes, losing and finding the connection again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from vmmconsole.engine.hosts import Hosts
from vmmconsole.engine.jobs.progress import StepProgress
from vmmconsole.engine.refresh.connection import HostConnection
from vmmconsole.engine.store import Store
from vmmconsole.model import Job, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, HostUnreachableError
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import HostStatus, VMStatus
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.simulated import SimulatedProvider

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def progress() -> StepProgress:
    return StepProgress("1", "test", changed=lambda _: None, check=lambda: None)


@pytest.fixture
def connections(provider: SimulatedProvider, monkeypatch: pytest.MonkeyPatch) -> list[HostConnection]:
    """The listeners that the provider was given."""
    given: list[HostConnection] = []
    original = provider.set_listener

    def remember(listener: HostConnection) -> None:
        given.append(listener)
        original(listener)

    monkeypatch.setattr(provider, "set_listener", remember)
    return given


@pytest.fixture
def connected(connections: list[HostConnection], hosts: Hosts, host: VMHost, store: Store, until: Until) -> VMHost:
    """The host once its machines are in the store."""
    hosts.start()
    until(lambda: store.get(VMHost, host.id).overall_state is HostStatus.OK)
    until(lambda: store.count(VirtualMachine) == 6)
    return store.get(VMHost, host.id)


def machine_of(store: Store, status: VMStatus) -> VirtualMachine:
    return next(m for m in store.find(VirtualMachine) if m.status is status)


def test_a_host_comes_with_its_machines(connected: VMHost, store: Store) -> None:
    machines = store.find(VirtualMachine, vm_host=connected)
    assert connected.total_vms == 6
    assert connected.running_vms == sum(m.status is VMStatus.RUNNING for m in machines)
    assert {m.host_group_path for m in machines} == {"All Hosts\\Lab"}
    assert connected.connection == "simulated:sim-1"
    assert connected.total_memory > 0


def test_an_outside_change_arrives(
    connected: VMHost, store: Store, provider: SimulatedProvider, progress: StepProgress, until: Until
) -> None:
    machine = machine_of(store, VMStatus.RUNNING)
    provider.stop(machine.id, progress)
    until(lambda: store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF)
    until(lambda: store.get(VMHost, connected.id).running_vms == connected.running_vms - 1)


def test_a_machine_made_outside_appears_and_goes(
    connected: VMHost, store: Store, provider: SimulatedProvider, progress: StepProgress, until: Until
) -> None:
    spec = VMSpec(id=uuid4(), name="outside", path="/var/lib/vms", hardware=Hardware())
    provider.create(spec, progress)
    until(lambda: store.find(VirtualMachine, name="outside"))
    provider.remove(spec.id, delete_files=True, progress=progress)
    until(lambda: not store.find(VirtualMachine, name="outside"))


def test_what_the_engine_keeps_survives_a_refresh(
    connected: VMHost, hosts: Hosts, store: Store, provider: SimulatedProvider
) -> None:
    machine = store.find(VirtualMachine)[0]

    def tag(stored: VirtualMachine) -> VirtualMachine:
        stored.tag, stored.description, stored.owner = "gold", "mine", "anna"
        return stored

    store.update(VirtualMachine, machine.id, tag)
    hosts.refresh_host(connected)
    hosts.refresh_machine(connected, machine.id)
    after = store.get(VirtualMachine, machine.id)
    assert (after.tag, after.description, after.owner) == ("gold", "mine", "anna")


def test_a_refresh_that_finds_nothing_new_writes_no_machine(connected: VMHost, hosts: Hosts, store: Store) -> None:
    hosts.refresh_host(connected)
    stopped = [m for m in store.find(VirtualMachine) if m.status is not VMStatus.RUNNING]
    before = {m.id: m.revision for m in stopped}
    hosts.refresh_host(connected)
    assert {m.id: store.get(VirtualMachine, m.id).revision for m in stopped} == before


def test_a_lost_connection_shows_and_comes_back(
    connected: VMHost, hosts: Hosts, store: Store, provider: SimulatedProvider, until: Until
) -> None:
    before = {m.id: m.status for m in store.find(VirtualMachine)}
    provider.lose_connection()
    until(lambda: store.get(VMHost, connected.id).overall_state is HostStatus.NOT_RESPONDING)
    until(lambda: all(m.status is VMStatus.HOST_NOT_RESPONDING for m in store.find(VirtualMachine)))
    assert "cut" in store.get(VMHost, connected.id).status_reason
    with pytest.raises(HostUnreachableError, match="sim-1"):
        hosts.provider(connected)
    provider.restore_connection()
    until(lambda: store.get(VMHost, connected.id).overall_state is HostStatus.OK)
    until(lambda: {m.id: m.status for m in store.find(VirtualMachine)} == before)
    assert store.get(VMHost, connected.id).status_reason == ""


def test_machines_that_went_while_the_host_was_away_are_taken_out(
    connected: VMHost,
    connections: list[HostConnection],
    store: Store,
    provider: SimulatedProvider,
    progress: StepProgress,
    until: Until,
) -> None:
    gone = machine_of(store, VMStatus.RUNNING)
    listener = connections[0]
    provider.lose_connection()
    until(lambda: store.get(VMHost, connected.id).overall_state is HostStatus.NOT_RESPONDING)
    provider.faults.lost = False
    provider.set_listener(Deaf())
    provider.stop(gone.id, progress)
    provider.remove(gone.id, delete_files=True, progress=progress)
    provider.set_listener(listener)
    provider.restore_connection()
    until(lambda: store.count(VirtualMachine) == 5)


class Deaf:
    """A listener that hears nothing."""

    def machine_changed(self, machine_id: UUID) -> None: ...

    def machine_removed(self, machine_id: UUID) -> None: ...

    def host_changed(self) -> None: ...

    def connection_lost(self, reason: str) -> None: ...

    def connection_restored(self) -> None: ...


def test_a_held_status_is_not_overwritten(
    connected: VMHost, hosts: Hosts, store: Store, provider: SimulatedProvider
) -> None:
    machine = machine_of(store, VMStatus.RUNNING)
    with hosts.held(machine.id):
        store.update(VirtualMachine, machine.id, lambda m: m.model_copy(update={"status": VMStatus.POWERING_OFF}))
        hosts.refresh_host(connected)
        hosts.refresh_machine(connected, machine.id)
        assert store.get(VirtualMachine, machine.id).status is VMStatus.POWERING_OFF
    hosts.refresh_machine(connected, machine.id)
    assert store.get(VirtualMachine, machine.id).status is VMStatus.RUNNING


def test_a_failure_that_waits_for_repair_stays(connected: VMHost, hosts: Hosts, store: Store) -> None:
    machine = machine_of(store, VMStatus.RUNNING)
    job = Job(name="Change", script="").ref

    def fail(stored: VirtualMachine) -> VirtualMachine:
        stored.status, stored.failed_job = VMStatus.UPDATE_FAILED, job
        return stored

    store.update(VirtualMachine, machine.id, fail)
    hosts.refresh_host(connected)
    assert store.get(VirtualMachine, machine.id).status is VMStatus.UPDATE_FAILED
    store.update(VirtualMachine, machine.id, lambda m: m.model_copy(update={"failed_job": None}))
    hosts.refresh_host(connected)
    assert store.get(VirtualMachine, machine.id).status is VMStatus.RUNNING


def test_a_machine_that_a_job_works_on_is_left_to_the_job(
    connected: VMHost, store: Store, provider: SimulatedProvider, progress: StepProgress, busy: set[UUID], until: Until
) -> None:
    machine = machine_of(store, VMStatus.RUNNING)
    busy.add(machine.id)
    provider.stop(machine.id, progress)
    until(lambda: store.get(VirtualMachine, machine.id).status is VMStatus.POWER_OFF)
    provider.remove(machine.id, delete_files=True, progress=progress)
    other = next(m for m in store.find(VirtualMachine) if m.status is VMStatus.RUNNING)
    provider.stop(other.id, progress)
    until(lambda: store.get(VirtualMachine, other.id).status is VMStatus.POWER_OFF)
    assert store.find(VirtualMachine, id=machine.id), "still there while the job runs"
    busy.clear()
    until(lambda: not store.find(VirtualMachine, id=machine.id))


def test_a_half_made_machine_of_nobody_becomes_creation_failed(connected: VMHost, hosts: Hosts, store: Store) -> None:
    job = Job(name="Create", script="").ref
    machine = store.save(
        VirtualMachine(name="half", status=VMStatus.UNDER_CREATION, vm_host=connected.ref, most_recent_job=job)
    )
    hosts.refresh_host(connected)
    after = store.get(VirtualMachine, machine.id)
    assert (after.status, after.failed_job) == (VMStatus.CREATION_FAILED, job)
    hosts.refresh_host(connected)
    assert store.get(VirtualMachine, machine.id).status is VMStatus.CREATION_FAILED


def test_statistics_arrive(connected: VMHost, store: Store, until: Until) -> None:
    def loads() -> dict[UUID, int | None]:
        return {m.id: m.cpu_utilization for m in store.find(VirtualMachine) if m.status is VMStatus.RUNNING}

    until(lambda: all(load is not None for load in loads().values()))
    before = loads()
    until(lambda: loads() != before)


def test_statistics_do_not_undo_what_is_saved_meanwhile(connected: VMHost, store: Store, until: Until) -> None:
    machine = machine_of(store, VMStatus.RUNNING)
    for number in range(50):
        store.update(VirtualMachine, machine.id, lambda m, n=number: m.model_copy(update={"tag": str(n)}))
        assert store.get(VirtualMachine, machine.id).tag == str(number)


def test_a_host_that_does_not_answer_is_tried_again(
    hosts: Hosts, host: VMHost, store: Store, provider: SimulatedProvider, until: Until
) -> None:
    provider.faults.lost = True
    hosts.start()
    until(lambda: store.get(VMHost, host.id).overall_state is HostStatus.NOT_RESPONDING)
    assert store.get(VMHost, host.id).status_reason
    provider.faults.lost = False
    until(lambda: store.get(VMHost, host.id).overall_state is HostStatus.OK)
    assert store.count(VirtualMachine) == 6


def test_a_host_that_stops_answering_without_a_word_shows(
    connected: VMHost, store: Store, provider: SimulatedProvider, until: Until
) -> None:
    provider.faults.lost = True
    until(lambda: store.get(VMHost, connected.id).overall_state is HostStatus.NOT_RESPONDING)
    until(lambda: all(m.status is VMStatus.HOST_NOT_RESPONDING for m in store.find(VirtualMachine)))


def test_add_and_remove_a_host(hosts: Hosts, store: Store, progress: StepProgress, host: VMHost) -> None:
    store.remove(VMHost, host.id)
    added = hosts.add_host(VMHost(name="new", connection="simulated:sim-1"), progress)
    assert added.overall_state is HostStatus.OK
    assert store.count(VirtualMachine) == 6
    assert hosts.add_host(added, progress).id == added.id, "adding it again is no error"
    with pytest.raises(ConflictError, match="cannot be added"):
        hosts.add_host(VMHost(name="twice", connection="simulated:sim-1"), progress)
    hosts.remove_host(added)
    assert store.count(VirtualMachine) == 0
    assert store.count(VMHost) == 0


def test_a_host_that_cannot_be_connected_leaves_nothing(
    hosts: Hosts, store: Store, progress: StepProgress, host: VMHost, provider: SimulatedProvider
) -> None:
    store.remove(VMHost, host.id)
    provider.faults.lost = True
    with pytest.raises(HostUnreachableError):
        hosts.add_host(VMHost(name="new", connection="simulated:sim-1"), progress)
    assert store.count(VMHost) == 0
