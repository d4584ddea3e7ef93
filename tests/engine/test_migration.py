"""Migrations in the engine: one row all the time, whatever both hosts say, and an end that is right."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.refresh.inventory import Writer
from vmmconsole.engine.store.events import Event
from vmmconsole.model import Job, VirtualMachine, VMHost
from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.model.status import JobStatus, VMStatus
from vmmconsole.providers.movement import Move
from vmmconsole.providers.simulated import SimulatedProvider

Go = Callable[..., Job]


class Rows:
    """What the change stream tells of one machine."""

    def __init__(self, engine: Engine, machine: VirtualMachine) -> None:
        self._host = VirtualMachine.list_properties.index("VMHost.Name")
        self._machine = machine
        self.events: list[Event] = []
        engine.store.subscribe(self._hear)

    def _hear(self, events: list[Event]) -> None:
        self.events += [event for event in events if event.id == self._machine.id]

    @property
    def removed(self) -> bool:
        """Whether its row ever went."""
        return any(event.removed for event in self.events)

    @property
    def hosts(self) -> list[str]:
        """The hosts that it was shown on, in order, each change once."""
        shown = [json.loads(event.row)[self._host] for event in self.events if event.row is not None]
        return [name for name, _ in groupby(shown)]


@pytest.fixture
def machine(demo: Engine) -> VirtualMachine:
    """A running machine of the first host."""
    host = demo.store.find(VMHost, name="sim-001")[0]
    return next(m for m in demo.store.find(VirtualMachine, vm_host=host) if m.status is VMStatus.RUNNING)


@pytest.fixture
def providers(demo: Engine) -> dict[str, SimulatedProvider]:
    found: dict[str, Any] = {host.name: demo.hosts.provider(host) for host in demo.store.find(VMHost)}
    return found


def now(engine: Engine, machine: VirtualMachine) -> VirtualMachine:
    return engine.store.get(VirtualMachine, machine.id)


def on(providers: dict[str, SimulatedProvider], machine: VirtualMachine) -> list[str]:
    return [name for name, p in providers.items() if machine.id in {m.id for m in p.inventory().machines}]


def test_the_row_goes_over_without_going_away(
    demo: Engine, run_on: Go, machine: VirtualMachine, providers: dict[str, SimulatedProvider], until: Any
) -> None:
    rows = Rows(demo, machine)
    job = run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"')
    assert job.status is JobStatus.COMPLETED, job.error_info
    for host in demo.store.find(VMHost):
        demo.hosts.refresh_host(host)
    moved = now(demo, machine)
    assert (moved.host_name, moved.status, moved.moving_job) == ("sim-002", VMStatus.RUNNING, None)
    assert (moved.owner, moved.added_at) == (machine.owner, machine.added_at)
    assert on(providers, machine) == ["sim-002"]
    until(lambda: [h.total_vms for h in demo.store.find(VMHost)] == [4, 6])
    assert rows.hosts == ["sim-001", "sim-002"]
    assert not rows.removed
    assert [s.name for s in job.steps if "Migrate virtual machine" in s.name]


def test_change_tracking_names_the_job(demo: Engine, run_on: Go, machine: VirtualMachine) -> None:
    job = run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"')
    told = {(c.property_name, c.new_value) for c in demo.store.changes(job_id=job.id) if c.object_id == machine.id}
    assert ("VMHost", "sim-002") in told
    assert ("Status", "UnderMigration") in told


def test_meanwhile_no_refresh_takes_it_out_or_over(
    demo: Engine, machine: VirtualMachine, providers: dict[str, SimulatedProvider]
) -> None:
    job = demo.store.save(Job(name="Migrate", status=JobStatus.RUNNING))
    demo.store.update(VirtualMachine, machine.id, lambda m: m.model_copy(update={"moving_job": job.ref}))
    first, second = demo.store.find(VMHost)
    providers["sim-001"].move(machine.id, Move(uuid4(), providers["sim-002"]), _Quiet())
    for _ in range(2):
        for host in (first, second):
            demo.hosts.refresh_host(host)
            demo.hosts.refresh_machine(host, machine.id)
    assert now(demo, machine).host_name == "sim-001", "its job decides when it goes over"
    demo.hosts.take_over(second, machine.id)
    for host in (first, second):
        demo.hosts.refresh_host(host)
    assert (now(demo, machine).host_name, now(demo, machine).moving_job) == ("sim-002", None)


def test_a_machine_that_moved_outside_goes_over_by_itself(
    demo: Engine, machine: VirtualMachine, providers: dict[str, SimulatedProvider], until: Any
) -> None:
    providers["sim-001"].move(machine.id, Move(uuid4(), providers["sim-002"]), _Quiet())
    # either host's news may come first: its row may be away for a moment
    until(lambda: [found.host_name for found in demo.store.find(VirtualMachine, id=machine.id)] == ["sim-002"])


def test_news_of_its_old_host_does_not_take_out_what_is_on_the_new_one(demo: Engine, machine: VirtualMachine) -> None:
    second = demo.store.find(VMHost, name="sim-002")[0]
    assert demo.hosts.inventory.machine_gone(second.id, machine.id, Writer())
    assert now(demo, machine).host_name == "sim-001"


def test_what_was_seen_on_the_old_host_does_not_take_out_what_moved_meanwhile(
    demo: Engine, machine: VirtualMachine
) -> None:
    seen = now(demo, machine)
    second = demo.store.find(VMHost, name="sim-002")[0]
    demo.store.save(seen.model_copy(update={"vm_host": second.ref}))
    demo.hosts.inventory.take_out([seen], Writer())
    assert now(demo, machine).vm_host == second.ref


def test_a_failure_leaves_it_where_it_was(
    demo: Engine, run_on: Go, machine: VirtualMachine, providers: dict[str, SimulatedProvider], monkeypatch: Any
) -> None:
    def full(*_: Any) -> None:
        raise OSError("no space")

    monkeypatch.setattr(providers["sim-002"].disks, "add", full)
    job = run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"')
    assert job.status is JobStatus.FAILED
    assert (now(demo, machine).host_name, now(demo, machine).status) == ("sim-001", VMStatus.RUNNING)
    assert now(demo, machine).moving_job is None
    assert on(providers, machine) == ["sim-001"]


def test_a_host_that_goes_away_leaves_migration_failed_and_a_retry_finishes(
    demo: Engine, run_on: Go, machine: VirtualMachine, providers: dict[str, SimulatedProvider], monkeypatch: Any
) -> None:
    original = SimulatedProvider.move

    def gone(*_: Any) -> None:
        raise HostUnreachableError("The host does not answer.")

    monkeypatch.setattr(SimulatedProvider, "move", gone)
    job = run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"')
    assert job.status is JobStatus.FAILED
    failed = now(demo, machine)
    assert (failed.status, failed.failed_job and failed.failed_job.id) == (VMStatus.MIGRATION_FAILED, job.id)
    for host in demo.store.find(VMHost):
        demo.hosts.refresh_host(host)
    assert now(demo, machine).status is VMStatus.MIGRATION_FAILED
    monkeypatch.setattr(SimulatedProvider, "move", original)
    run_on(f"Get-VM -ID {machine.id} | Repair-VM -Retry")
    demo.jobs.wait(job.id, 20)
    assert (now(demo, machine).host_name, now(demo, machine).status) == ("sim-002", VMStatus.RUNNING)
    assert on(providers, machine) == ["sim-002"]


@pytest.mark.parametrize("way", ["Undo", "Dismiss"])
@pytest.mark.parametrize("moved", [False, True])
def test_repair_finds_the_machine_where_it_is(
    demo: Engine,
    run_on: Go,
    machine: VirtualMachine,
    providers: dict[str, SimulatedProvider],
    monkeypatch: Any,
    way: str,
    moved: bool,
) -> None:
    original = SimulatedProvider.move

    def half(provider: SimulatedProvider, *arguments: Any) -> None:
        if moved:
            original(provider, *arguments)
        raise HostUnreachableError("The host does not answer.")

    monkeypatch.setattr(SimulatedProvider, "move", half)
    run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"')
    assert now(demo, machine).status is VMStatus.MIGRATION_FAILED
    repaired = run_on(f"Get-VM -ID {machine.id} | Repair-VM -{way}")
    assert repaired.status is JobStatus.COMPLETED, repaired.error_info
    found = now(demo, machine)
    assert (found.host_name, found.status) == ("sim-002" if moved else "sim-001", VMStatus.RUNNING)
    assert found.owner == machine.owner


def test_two_moves_of_one_machine_wait_for_each_other(
    demo: Engine, machine: VirtualMachine, providers: dict[str, SimulatedProvider], monkeypatch: Any
) -> None:
    original, inside, most, gate = SimulatedProvider.move, [0], [0], threading.Lock()

    def counted(provider: SimulatedProvider, *arguments: Any) -> None:
        with gate:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        original(provider, *arguments)
        with gate:
            inside[0] -= 1

    monkeypatch.setattr(SimulatedProvider, "move", counted)
    there = f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"'
    back = f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-001" -Path "/var/lib/vms/back"'
    jobs = [demo.jobs.start(script, owner="admin") for script in (there, back, there)]
    ended = [demo.jobs.wait(job.id, 20) for job in jobs]
    assert {job.status for job in ended} == {JobStatus.COMPLETED}, [job.error_info for job in ended]
    assert most == [1]
    assert len(on(providers, machine)) == 1
    assert on(providers, machine) == [now(demo, machine).host_name]


def test_a_cancelled_migration_leaves_it_where_it_was(
    demo: Engine, machine: VirtualMachine, providers: dict[str, SimulatedProvider], monkeypatch: Any
) -> None:
    original, began, go_on = SimulatedProvider._work, threading.Event(), threading.Event()

    def slow(provider: SimulatedProvider, progress: Any, call: str) -> None:
        if call == "migrate":
            began.set()
            assert go_on.wait(20)
        original(provider, progress, call)

    monkeypatch.setattr(SimulatedProvider, "_work", slow)
    job = demo.jobs.start(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"', owner="admin")
    assert began.wait(20)
    assert now(demo, machine).status is VMStatus.UNDER_MIGRATION
    demo.jobs.stop(job.id, user="admin")
    go_on.set()
    assert demo.jobs.wait(job.id, 20).status is JobStatus.CANCELED
    assert (now(demo, machine).host_name, now(demo, machine).status) == ("sim-001", VMStatus.RUNNING)
    assert on(providers, machine) == ["sim-001"]


def test_what_if_moves_nothing(demo: Engine, run_on: Go, machine: VirtualMachine, providers: Any) -> None:
    job = run_on(f'Get-VM -ID {machine.id} | Move-VM -VMHost "sim-002"', what_if=True)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert any("sim-001 to sim-002 (Live with storage)" in change.text for change in job.plan)
    assert on(providers, machine) == ["sim-001"]
    assert now(demo, machine).host_name == "sim-001"


class _Quiet:
    """Progress that nobody watches."""

    def step(self, name: str) -> Any:
        del name
        from contextlib import nullcontext

        return nullcontext(self)

    def report(self, percent: float, description: str = "") -> None:
        del percent, description

    def check(self) -> None:
        return
