"""Puts what a host says about itself and its machines into the store."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from vmmconsole.engine.peek import peek
from vmmconsole.engine.store import Store
from vmmconsole.model import Job, Ref, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import ComputerState, HostStatus, VMStatus
from vmmconsole.providers.contract import HostInventory, VMStats

from .merge import keeps_failure, merge_host, merge_machine

T = TypeVar("T")

STATS_PER_SECOND = 250
STATS_AT_ONCE = 500

_READ_AGAIN = 5
"""How often a machine that somebody writes meanwhile is read once more."""

CHUNK = 250
"""How many machines one transaction takes, so that jobs need not wait long for their own writes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Under whose name a refresh writes."""

    job: Ref | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """A machine as its provider tells it, and the host that it is on. Without `whole` devices and checkpoints lack."""

    machine: VirtualMachine
    host: Ref
    group_path: str
    whole: bool = True


class OutdatedError(Exception):
    """What the host said is older than what stands in the store: it is to be asked again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of writing machines."""

    hosts: set[UUID] = field(default_factory=set)
    """The hosts whose numbers of machines may be others now."""
    staying: set[UUID] = field(default_factory=set)
    """Machines that stay another host's, because a job moves them or has left them there."""
    newer: set[UUID] = field(default_factory=set)
    """Machines that were written since the host was asked: it is to be asked for them again."""


class Rate:
    """How many machines' statistics may be written, over all hosts, so that a large fabric leaves room for jobs."""

    def __init__(self, per_second: float, most: int) -> None:
        self._per_second = per_second
        self._most = most
        self._left = float(most)
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self, wanted: int) -> int:
        """How many of `wanted` may be written now."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self._most, self._left + (now - self._at) * self._per_second)
            self._at = now
            granted = min(wanted, int(self._left))
            self._left -= granted
            return granted


@dataclass(slots=True)
class Inventory:
    """The store's picture of hosts and machines, as refreshes write it."""

    store: Store
    held: Callable[[UUID], bool]
    """Whether a job shows a status of its own for the machine."""
    in_use: Callable[[UUID], bool]
    """Whether a job works on the machine."""
    turn: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(2))
    """Whole inventories take turns: many at once would only wait for each other and for the database."""
    stats_rate: Rate = field(default_factory=lambda: Rate(STATS_PER_SECOND, STATS_AT_ONCE))

    def put_all(self, host_id: UUID, found: HostInventory, writer: Writer, *, read_at: int) -> tuple[VMHost, set[UUID]]:
        """A host and all its machines; those that are no longer on it are taken out. Returns with the host the machines
        to look at again, because they were written after `read_at`, the store's revision before the host was asked.

        Raises:
            NotFoundError: the host is not in the store any more.
        """
        host = self.store.get(VMHost, host_id)
        path = self._group_path(host)
        stored = {machine.id: machine for machine in self.store.find(VirtualMachine, vm_host=host)}
        facts = {machine.id: machine for machine in found.machines}
        told = [MachineFacts(f, host.ref, path) for f in facts.values()]
        newer = self.put_machines(told, writer, known=stored, read_at=read_at).newer
        others = [machine for machine in stored.values() if machine.id not in facts]
        newer |= {machine.id for machine in others if machine.revision > read_at}
        self.take_out([machine for machine in others if machine.id not in newer], writer)
        running = sum(1 for machine in found.machines if machine.status is VMStatus.RUNNING)

        def change(current: VMHost) -> VMHost:
            merged = merge_host(current, found.host, running=running, total=len(facts))
            merged.computer_state = ComputerState.RESPONDING
            if merged.overall_state is HostStatus.OK:
                merged.status_reason = ""
            return merged

        return self.store.update(VMHost, host_id, change, job=writer.job, by=writer.by), newer

    def put_machines(
        self,
        facts: Sequence[MachineFacts],
        writer: Writer,
        *,
        known: Mapping[UUID, VirtualMachine] | None = None,
        read_at: int | None = None,
    ) -> Placed:
        """Write machines, each once in `facts`. One that comes from another host brings its row with it, but while a
        job moves it, or after one has left it there. `known` are rows that the caller has read already. What was
        written after the revision `read_at` stays."""
        placed = Placed()
        for chunk in chunks(facts):
            self._put_chunk({fact.machine.id: fact for fact in chunk}, known or {}, writer, placed, read_at)
        return placed

    def _put_chunk(
        self,
        facts: dict[UUID, MachineFacts],
        known: Mapping[UUID, VirtualMachine],
        writer: Writer,
        placed: Placed,
        read_at: int | None,
    ) -> None:
        stored = {machine_id: known[machine_id] for machine_id in facts if machine_id in known}
        others = self.store.several(VirtualMachine, [machine_id for machine_id in facts if machine_id not in known])
        stored |= {machine.id: machine for machine in others}
        moving = self.moving(stored.values())
        away = [m for m in stored.values() if m.vm_host is None or m.vm_host.id != facts[m.id].host.id]
        staying = {m.id for m in away if m.id in moving or keeps_failure(m)}

        def change(machine: VirtualMachine) -> VirtualMachine | None:
            if read_at is not None and machine.revision > read_at:
                placed.newer.add(machine.id)
                return None
            if machine.moving_job != stored[machine.id].moving_job:
                return None  # a job has taken it since it was read
            fact = facts[machine.id]
            held = self.held(machine.id) or machine.id in moving
            return merge_machine(machine, fact.machine, fact.host, fact.group_path, held=held, whole=fact.whole)

        fresh = [f for machine_id, f in facts.items() if machine_id not in stored]
        if read_at is not None and fresh:
            placed.newer.update(self.store.removed_after(VirtualMachine, [f.machine.id for f in fresh], read_at))
            fresh = [f for f in fresh if f.machine.id not in placed.newer]
        rows = [merge_machine(None, f.machine, f.host, f.group_path, held=False, whole=f.whole) for f in fresh]
        changed = [m for m in stored.values() if m.id not in staying and change(m) != m]
        self.store.save_many(rows, job=writer.job, by=writer.by)
        self.store.update_many(VirtualMachine, [m.id for m in changed], change, job=writer.job, by=writer.by)
        placed.staying.update(staying)
        placed.hosts.update(facts[m.id].host.id for m in changed)
        placed.hosts.update(m.vm_host.id for m in changed if m.vm_host is not None)
        placed.hosts.update(f.host.id for f in fresh)

    def _merged(
        self,
        stored: VirtualMachine,
        facts: VirtualMachine,
        host: VMHost,
        path: str,
        *,
        settles: bool = False,
        moving: bool = False,
    ) -> VirtualMachine:
        held = (self.held(stored.id) or moving) and not settles
        return merge_machine(stored, facts, host.ref, path, held=held)

    def put_machine(
        self,
        host_id: UUID,
        facts: VirtualMachine,
        writer: Writer,
        *,
        settles: bool = False,
        takes_over: bool = False,
        read_at: int | None = None,
    ) -> VirtualMachine:
        """One machine of a host; with `settles` its status too, though a job holds it. With `takes_over` it has come
        from another host; without, one that a job moves stays with its old host.

        Raises:
            NotFoundError: the host is not in the store any more.
            OutdatedError: it was written after the revision `read_at`, or taken out.
        """
        host = self.store.get(VMHost, host_id)
        path = self._group_path(host)
        known = peek(self.store, VirtualMachine, facts.id)
        moving = known is not None and bool(self.moving([known]))

        def change(stored: VirtualMachine) -> VirtualMachine | None:
            if read_at is not None and stored.revision > read_at:
                raise OutdatedError
            elsewhere = stored.vm_host is not None and stored.vm_host.id != host_id
            if elsewhere and not takes_over and (moving or keeps_failure(stored)):
                return None
            merged = self._merged(stored, facts, host, path, settles=settles, moving=moving)
            return merged.model_copy(update={"moving_job": None}) if takes_over else merged

        try:
            return self.store.update(VirtualMachine, facts.id, change, job=writer.job, by=writer.by)
        except NotFoundError:
            if read_at is not None and self.store.removed_after(VirtualMachine, [facts.id], read_at):
                raise OutdatedError from None
            row = merge_machine(None, facts, host.ref, path, held=False)
            return self.store.save(row, job=writer.job, by=writer.by)

    def moving(self, machines: Iterable[VirtualMachine]) -> set[UUID]:
        """Those that a job moves to another host, also one that goes on after the engine was started again."""
        found = set()
        for machine in machines:
            if machine.moving_job is not None:
                job = peek(self.store, Job, machine.moving_job.id)
                if job is not None and not job.status.is_final:
                    found.add(machine.id)
        return found

    def read_machine(
        self, host_id: UUID, read: Callable[[], VirtualMachine], writer: Writer, **how: bool
    ) -> VirtualMachine:
        """Ask the host for a machine and put it into the store; `how` as in `put_machine`. When somebody writes it
        meanwhile, it is asked again: what it said then may be older.

        Raises:
            NotFoundError: the host does not have it, or is not in the store any more.
            HostError: the host does not answer.
        """
        for _ in range(_READ_AGAIN):
            read_at = self.store.revision
            with contextlib.suppress(OutdatedError):
                return self.put_machine(host_id, read(), writer, read_at=read_at, **how)
        return self.put_machine(host_id, read(), writer, **how)

    def machine_gone(self, host_id: UUID, machine_id: UUID, writer: Writer) -> bool:
        """Take a machine out that its host no longer has. False: a job works on it, which decides."""
        found = peek(self.store, VirtualMachine, machine_id)
        if found is None or found.vm_host is None or found.vm_host.id != host_id:
            return True  # it has moved to another host
        if (self.in_use(machine_id) and writer.job is None) or self.moving([found]):
            return False
        self.take_out([found], writer)
        return True

    def take_out(self, machines: list[VirtualMachine], writer: Writer) -> set[UUID]:
        """Take machines out that their host no longer has, but for those that a job has left; returns those that a job
        works on, which stay too."""
        moving = self.moving(machines)
        free = [m for m in machines if m.id not in moving and (not self.in_use(m.id) or writer.job is not None)]
        unfinished = [m.id for m in free if m.status is VMStatus.UNDER_CREATION and not self.in_use(m.id)]
        gone = [m.id for m in free if m.status is not VMStatus.UNDER_CREATION and not keeps_failure(m)]
        left = {machine.id: machine.vm_host and machine.vm_host.id for machine in free}

        def still(machine: VirtualMachine) -> bool:  # another host's news may have given it to that host by now
            return left[machine.id] == (machine.vm_host and machine.vm_host.id)

        self.store.remove_many(VirtualMachine, gone, still=still, job=writer.job, by=writer.by)
        self.store.update_many(VirtualMachine, unfinished, _creation_failed, job=writer.job, by=writer.by)
        return {machine.id for machine in machines} - {machine.id for machine in free}

    def count_machines(self, host_id: UUID) -> None:
        """Bring the host's numbers of machines up to date after a machine came, went, started or stopped."""
        statuses = self.store.column(VirtualMachine, "Status", vm_host=host_id)
        running, total = statuses.count(VMStatus.RUNNING.value), len(statuses)

        def change(host: VMHost) -> VMHost | None:
            if (host.running_vms, host.total_vms) == (running, total):
                return None
            host.running_vms, host.total_vms = running, total
            return host

        self.store.update(VMHost, host_id, change)

    def put_stats(self, found: dict[UUID, VMStats]) -> list[UUID]:
        """Load and start times of running machines; the answer are machines whose status is another in the store."""
        other: list[UUID] = []

        def change(machine: VirtualMachine) -> VirtualMachine | None:
            stats = found[machine.id]
            if machine.status is not stats.status:
                if not self.held(machine.id) and not keeps_failure(machine):
                    other.append(machine.id)
                return None
            machine.cpu_utilization = stats.cpu_percent
            machine.memory_used_mb = stats.memory_used_mb
            machine.started_at = stats.started_at or machine.started_at
            return machine

        for ids in chunks(list(found)):
            self.store.update_many(VirtualMachine, ids, change)
        return other

    def host_state(self, host_id: UUID, state: HostStatus, reason: str) -> None:
        """A host's status and why."""
        computer = {
            HostStatus.OK: ComputerState.RESPONDING,
            HostStatus.CONNECTING: ComputerState.PENDING,
            HostStatus.ACCESS_DENIED: ComputerState.ACCESS_DENIED,
        }.get(state, ComputerState.NOT_RESPONDING)

        def change(host: VMHost) -> VMHost:
            host.overall_state, host.status_reason, host.computer_state = state, reason, computer
            return host

        self.store.update(VMHost, host_id, change)

    def machines_unreachable(self, host_id: UUID) -> None:
        """Nobody knows what the host's machines do now."""
        ids = [machine.id for machine in self.store.find(VirtualMachine, vm_host=host_id)]

        def change(machine: VirtualMachine) -> VirtualMachine | None:
            if self.held(machine.id) or keeps_failure(machine) or machine.status is VMStatus.UNDER_CREATION:
                return None
            machine.status = VMStatus.HOST_NOT_RESPONDING
            machine.cpu_utilization = machine.memory_used_mb = None
            return machine

        for chunk in chunks(ids):
            self.store.update_many(VirtualMachine, chunk, change)

    def forget_host(self, host_id: UUID, writer: Writer) -> None:
        """Take a host and its machines out of the store."""
        ids = [machine.id for machine in self.store.find(VirtualMachine, vm_host=host_id)]
        self.store.remove_many(VirtualMachine, ids, job=writer.job, by=writer.by)
        self.store.remove(VMHost, host_id, job=writer.job, by=writer.by)

    def _group_path(self, host: VMHost) -> str:
        if host.vm_host_group is None:
            return ""
        group = peek(self.store, VMHostGroup, host.vm_host_group.id)
        return group.path if group else ""


def _creation_failed(machine: VirtualMachine) -> VirtualMachine:
    """The job that made it is over or gone, and the host does not have it: Repair-VM can finish or remove it."""
    machine.status = VMStatus.CREATION_FAILED
    machine.failed_job = machine.failed_job or machine.most_recent_job
    machine.modified_at = utc_now()
    return machine


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in portions of CHUNK."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
