"""The machines of a host in the words of the model. What a definition says is kept until an event says it changed."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import libvirt

from vmmconsole.model.hardware import Hardware
from vmmconsole.model.noun import Value
from vmmconsole.model.status import VirtualizationPlatform, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint
from vmmconsole.providers.contract import VMStats

from .checkpoints import checkpoints_of
from .domain_read import DomainView, read_domain
from .faults import is_gone
from .host import LibvirtHost, config_xml
from .load import LoadMeter
from .status_map import status_of
from .xmltree import parse

_RUNNING_KEPT_SECONDS = 60.0
"""Some changes to running machines (a medium, processors) send no event, so what is kept of those does not last."""
_ACTIVE = {
    libvirt.VIR_DOMAIN_RUNNING, libvirt.VIR_DOMAIN_BLOCKED, libvirt.VIR_DOMAIN_PAUSED, libvirt.VIR_DOMAIN_SHUTDOWN,
    libvirt.VIR_DOMAIN_PMSUSPENDED,
}  # fmt: skip


@dataclass(slots=True)
class _Kept:
    """What is kept of one definition: as it runs, or the lasting one where it does not."""

    view: DomainView
    active: bool
    read_at: float
    sizes: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    """Virtual size and allocation of remote disks, which cost a call each; by ID of the drive."""


@dataclass(frozen=True, slots=True)
class MachineState:
    """What bulk calls tell of one machine."""

    state: int
    reason: int
    has_saved_state: bool
    has_checkpoints: bool

    @property
    def active(self) -> bool:
        """Whether it runs, or is paused."""
        return self.state in _ACTIVE


class Inventory:
    """Reads the machines of one host."""

    def __init__(self, host: LibvirtHost) -> None:
        self._host = host
        self._kept: dict[UUID, _Kept] = {}
        self._changes: Counter[UUID] = Counter()
        self._lock = threading.Lock()
        self._load = LoadMeter()

    def forget(self, machine_id: UUID) -> None:
        """What is kept of the machine is stale."""
        with self._lock:
            self._kept.pop(machine_id, None)
            self._changes[machine_id] += 1

    def forget_all(self) -> None:
        """Nothing that is kept counts, as after a lost connection."""
        with self._lock:
            self._changes.update(list(self._kept))
            self._kept.clear()

    def machines(self) -> list[VirtualMachine]:
        """All machines: four calls, and one or two more for each whose definition is not known yet."""
        handle = self._host.handle
        groups = libvirt.VIR_DOMAIN_STATS_STATE | libvirt.VIR_DOMAIN_STATS_CPU_TOTAL | libvirt.VIR_DOMAIN_STATS_VCPU
        saved, with_checkpoints = self._flagged(handle)
        found = []
        for domain, facts in _all_stats(handle, groups, 0):
            machine_id = UUID(domain.UUIDString())
            state = MachineState(
                facts.get("state.state", 0),
                facts.get("state.reason", 0),
                machine_id in saved,
                machine_id in with_checkpoints,
            )
            try:
                found.append(self._machine(domain, state, facts))
            except libvirt.libvirtError as err:
                if not is_gone(err):  # one that vanished meanwhile is left out
                    raise
        with self._lock:
            known = {m.id for m in found}
            for gone in [i for i in self._kept if i not in known]:
                del self._kept[gone]
        return found

    @staticmethod
    def _flagged(handle: libvirt.virConnect) -> tuple[set[UUID], set[UUID]]:
        """The machines with a saved state, and those with checkpoints; drivers without either have none."""
        sets: list[set[UUID]] = []
        for flag in (libvirt.VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE, libvirt.VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT):
            try:
                sets.append({UUID(d.UUIDString()) for d in handle.listAllDomains(flag)})
            except libvirt.libvirtError:
                sets.append(set())
        return sets[0], sets[1]

    def machine(self, domain: libvirt.virDomain) -> VirtualMachine:
        """One machine, read anew."""
        self.forget(UUID(domain.UUIDString()))
        state, reason = domain.state()
        saved = has_checkpoints = False
        with contextlib.suppress(libvirt.libvirtError):
            saved = state not in _ACTIVE and bool(domain.hasManagedSaveImage())
            has_checkpoints = domain.snapshotNum() > 0
        return self._machine(domain, MachineState(state, reason, saved, has_checkpoints), {})

    def _machine(self, domain: libvirt.virDomain, state: MachineState, facts: dict[str, Any]) -> VirtualMachine:
        view = self._view(domain, active=state.active)
        status = status_of(
            state.state, state.reason, has_saved_state=state.has_saved_state, under_creation=view.under_creation
        )
        hardware = _own_copy(view.hardware)
        self._read_images(domain, view, hardware)
        checkpoints: list[VMCheckpoint] = checkpoints_of(domain) if state.has_checkpoints else []
        return VirtualMachine(
            **{name: getattr(hardware, name) for name in Hardware.model_fields},
            id=view.id,
            name=view.name,
            description=view.description,
            status=status,
            location=view.folder,
            configuration_path=view.folder,
            operating_system=view.operating_system,
            virtualization_platform=VirtualizationPlatform.KVM,
            cpu_utilization=self._cpu(view.id, facts, view.hardware.cpu_count) if state.active else None,
            total_size=sum(d.virtual_hard_disk.size for d in hardware.virtual_disk_drives if d.virtual_hard_disk),
            started_at=self._started_at(view) if state.active else None,
            has_guest_agent=state.active and view.agent_connected,
            has_saved_state=state.has_saved_state,
            has_screen=view.has_screen,
            generation=2 if view.has_pflash else 1,
            checkpoints=checkpoints,
        )

    def _view(self, domain: libvirt.virDomain, *, active: bool) -> DomainView:
        machine_id, now = UUID(domain.UUIDString()), time.monotonic()
        with self._lock:
            kept, changes = self._kept.get(machine_id), self._changes[machine_id]
        if kept is not None and kept.active == active and (not active or now - kept.read_at < _RUNNING_KEPT_SECONDS):
            return kept.view
        view = read_domain(parse(domain.XMLDesc(0)))
        if active and domain.isPersistent():
            _prefer_assigned_memory(view, read_domain(parse(config_xml(domain))))
        with self._lock:
            if self._changes[machine_id] == changes:  # else it may be stale already
                self._kept[machine_id] = _Kept(view, active, now)
        return view

    def _read_images(self, domain: libvirt.virDomain, view: DomainView, hardware: Hardware) -> None:
        for drive in hardware.virtual_disk_drives:
            image = drive.virtual_hard_disk
            if image is None:
                continue
            if self._host.local and not self._host.simulated:
                facts = self._host.files.disk_facts(image.location)
                if facts is not None:
                    image.maximum_size, image.size = facts.virtual_size, facts.allocated
                    image.parent_disk = facts.parent
            else:
                image.maximum_size, image.size = self._remote_size(domain, view, drive.id)

    def _remote_size(self, domain: libvirt.virDomain, view: DomainView, drive_id: UUID) -> tuple[int, int]:
        with self._lock:
            kept = self._kept.get(view.id)
        if kept is not None and drive_id in kept.sizes:
            return kept.sizes[drive_id]
        target = view.elements[drive_id].find("target")
        size = (0, 0)
        with contextlib.suppress(libvirt.libvirtError):
            capacity, allocation, _physical = domain.blockInfo("" if target is None else target.get("dev", ""))
            size = capacity, allocation
        if kept is not None:
            kept.sizes[drive_id] = size
        return size

    def _started_at(self, view: DomainView) -> datetime | None:
        try:
            return datetime.fromisoformat(view.started_at).astimezone(UTC)
        except ValueError:
            return self._host.events.started_at.get(view.id)

    def _cpu(self, machine_id: UUID, facts: dict[str, Any], cpus: int) -> int | None:
        nanoseconds = facts.get("cpu.time")
        return None if nanoseconds is None else self._load.percent(machine_id, nanoseconds / 1e9, cpus)

    def stats(self) -> dict[UUID, VMStats]:
        """What all running machines use now."""
        groups = (
            libvirt.VIR_DOMAIN_STATS_STATE
            | libvirt.VIR_DOMAIN_STATS_CPU_TOTAL
            | libvirt.VIR_DOMAIN_STATS_VCPU
            | libvirt.VIR_DOMAIN_STATS_BALLOON
            | libvirt.VIR_DOMAIN_STATS_BLOCK
            | libvirt.VIR_DOMAIN_STATS_INTERFACE
        )
        flags = libvirt.VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE
        found: dict[UUID, VMStats] = {}
        for domain, facts in _all_stats(self._host.handle, groups, flags):
            machine_id = UUID(domain.UUIDString())
            found[machine_id] = self._stats_of(machine_id, facts)
        self._load.keep(found.keys())
        return found

    def _stats_of(self, machine_id: UUID, facts: dict[str, Any]) -> VMStats:
        with self._lock:
            kept = self._kept.get(machine_id)
        status = status_of(facts.get("state.state", 0), facts.get("state.reason", 0))
        memory = facts.get("balloon.rss") if status is VMStatus.RUNNING else None
        return VMStats(
            status=status,
            cpu_percent=self._cpu(machine_id, facts, int(facts.get("vcpu.current", 1))),
            memory_used_mb=None if memory is None else memory >> 10,
            disk_read_bytes=_sum(facts, "block", "rd.bytes"),
            disk_written_bytes=_sum(facts, "block", "wr.bytes"),
            network_received_bytes=_sum(facts, "net", "rx.bytes"),
            network_sent_bytes=_sum(facts, "net", "tx.bytes"),
            started_at=self._started_at(kept.view) if kept else self._host.events.started_at.get(machine_id),
        )


def _all_stats(handle: libvirt.virConnect, groups: int, flags: int) -> list[tuple[libvirt.virDomain, dict[str, Any]]]:
    """The figures of all machines, without waiting for one that is busy with a long operation."""
    if handle.getType() == "QEMU":
        flags |= libvirt.VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT
    return list(handle.getAllDomainStats(groups, flags))


def _own_copy(hardware: Hardware) -> Hardware:
    """What the caller gets may be changed by the caller."""
    copy = hardware.model_copy()
    for name in Hardware.model_fields:
        value = getattr(hardware, name)
        if isinstance(value, list):
            setattr(copy, name, [v.model_copy() if isinstance(v, Value) else v for v in value])
        elif isinstance(value, Value):
            setattr(copy, name, value.model_copy())
    for drive in copy.virtual_disk_drives:
        if drive.virtual_hard_disk is not None:
            drive.virtual_hard_disk = drive.virtual_hard_disk.model_copy()
    return copy


def _prefer_assigned_memory(view: DomainView, config: DomainView) -> None:
    """The memory that was assigned, not what the guest's balloon happens to leave at the moment."""
    view.hardware.memory_mb = config.hardware.memory_mb


def _sum(facts: dict[str, Any], group: str, name: str) -> int | None:
    """The sum over all devices of a group, None when there is none."""
    values = [
        facts[f"{group}.{i}.{name}"] for i in range(facts.get(f"{group}.count", 0)) if f"{group}.{i}.{name}" in facts
    ]
    return sum(values) if values else None
