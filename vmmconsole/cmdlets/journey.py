"""The way of one virtual machine to another host or path: where it goes, whether it may, and the going itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import (
    CapabilityError,
    ConflictError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    PlacementError,
)
from vmmconsole.model.status import TransferType, VMStatus, text_of
from vmmconsole.providers.contract import Provider
from vmmconsole.providers.movement import Move, MoveWay
from vmmconsole.providers.transfer import find_way, move_machine

from .device_cmdlet import Edit, apply_group
from .hardware_rules import check_networks, hardware_of
from .machines import host_of, require_status
from .session import PlacementRequest, Session

if TYPE_CHECKING:
    from .migration import MoveVM

_MOVABLE = frozenset({VMStatus.RUNNING, VMStatus.PAUSED, VMStatus.POWER_OFF, VMStatus.SAVED})
_GB = 2**30


def placement_of(machine: VirtualMachine) -> PlacementRequest:
    """What hosts are rated for when the machine is to move."""
    return PlacementRequest(
        name=machine.name, hardware=hardware_of(machine), disk_gb=machine.total_size / _GB, machine=machine
    )


@dataclass(slots=True)
class Journey:
    """A machine that is to move. `id` is the same when the step runs again, so that the provider finds its own work."""

    session: Session
    id: UUID
    machine: VirtualMachine
    target: VMHost
    path: str = ""
    disk_paths: dict[UUID, str] = field(default_factory=dict)
    networks: dict[UUID, str] = field(default_factory=dict)
    copy: bool = False
    discard_saved_state: bool = False

    @classmethod
    def of(cls, session: Session, machine: VirtualMachine, call: MoveVM) -> Journey:
        """What a call of Move-VM asks for, with what waits in its job group."""
        target = session.get(VMHost, call.vm_host.id) if call.given("vm_host") else host_of(session, machine)
        journey = cls(
            session, session.derive_id("move"), machine, target,
            path=call.path if call.given("path") else "", copy=bool(call.use_lan),
            discard_saved_state=bool(call.discard_saved_state),
        )  # fmt: skip
        if call.given("job_group"):
            journey._take_group(call.job_group)
        return journey

    def _take_group(self, group: UUID) -> None:
        """The networks and disk paths that cmdlets of the group ask for."""
        from .migration import MoveVirtualHardDisk  # it makes journeys itself

        edit = Edit(hardware_of(self.machine))
        apply_group(self.session, edit, group)
        now = {adapter.id: adapter for adapter in self.machine.virtual_network_adapters}
        for adapter in edit.hardware.virtual_network_adapters:
            known = now.get(adapter.id)
            if known is None or known.model_copy(update={"virtual_network": adapter.virtual_network}) != adapter:
                raise _only_networks()
            if known.virtual_network != adapter.virtual_network:
                self.networks[adapter.id] = adapter.virtual_network
        edit.hardware.virtual_network_adapters = list(self.machine.virtual_network_adapters)
        if edit.hardware != hardware_of(self.machine):
            raise _only_networks()
        for call in self.session.staged(group):
            if isinstance(call, MoveVirtualHardDisk):
                self.disk_paths[call.drive_in(self.machine).id] = call.path

    @property
    def is_over(self) -> bool:
        """Whether the machine is there already."""
        if self.machine.vm_host is None or self.machine.vm_host.id != self.target.id or self.resumed:
            return False
        if self.path and not _is_in(self.machine.location, self.path, self.machine.name):
            return False
        folders = {d.id: d.virtual_hard_disk.directory for d in self.machine.virtual_disk_drives if d.virtual_hard_disk}
        return all(folders.get(drive_id) == path.rstrip("/") for drive_id, path in self.disk_paths.items())

    @property
    def resumed(self) -> bool:
        """Whether this very job got part of the way before, so that nothing is as it was found."""
        marks = (self.machine.moving_job, self.machine.failed_job)
        return any(mark is not None and mark.id == self.session.job.id for mark in marks)

    # Before

    def ready(self) -> VirtualMachine:
        """The machine as it is on its host now, when it may go.

        Raises:
            VMMError: it may not; says why and what to do. Nothing is changed.
        """
        fresh = self._as_it_is()
        require_status(fresh, _MOVABLE, "be moved")
        if self._changes_host:
            self._check_target(fresh)
            check_networks(self.networks.values(), self.target)
        if not (self.discard_saved_state and fresh.status is VMStatus.SAVED):
            self._find_way(fresh)
        return fresh

    @property
    def _changes_host(self) -> bool:
        return self.machine.vm_host is not None and self.machine.vm_host.id != self.target.id

    def _as_it_is(self) -> VirtualMachine:
        host = host_of(self.session, self.machine)
        self.session.provider(host)
        fresh = self.session.refresh_machine(host, self.machine.id)
        if fresh is None:
            raise NotFoundError(
                f"The virtual machine '{self.machine.name}' is not on {host.name} any more.",
                cause="It was removed outside of this console.",
                action="Refresh the host.",
                object_name=self.machine.name,
            )
        return fresh

    def _check_target(self, machine: VirtualMachine) -> None:
        self.session.provider(self.target)
        if not self.target.responds:
            raise HostUnreachableError(
                f"The virtual machine '{machine.name}' cannot be moved to {self.target.name}.",
                cause=f"The host's status is {self.target.status_text}. {self.target.status_reason}".strip(),
                object_name=machine.name,
            )
        others = self.session.find(VirtualMachine, name=machine.name, vm_host=self.target.ref)
        if any(other.id != machine.id for other in others):
            raise ConflictError(
                f"The virtual machine '{machine.name}' cannot be moved to {self.target.name}.",
                cause="There is one of that name on the host.",
                action="Rename one of them first.",
                object_name=machine.name,
            )
        request = replace(placement_of(machine), path=self.path, copy=self.copy)
        for rating in self.session.rate_hosts(request, [self.target]):
            reasons = [reason.text for reason in rating.reasons if reason.hard]
            if reasons and not self.discard_saved_state:
                raise PlacementError(
                    f"The virtual machine '{machine.name}' cannot be placed on {self.target.name}.",
                    cause=" ".join(reasons),
                    action="Choose another host, or take away what hinders it.",
                    object_name=machine.name,
                )

    def _leave_missing_networks(self, machine: VirtualMachine) -> None:
        """Adapters on a network that the target does not have are connected to none there."""
        there = {network.name.casefold() for network in self.target.networks}
        for adapter in machine.virtual_network_adapters:
            name = self.networks.get(adapter.id, adapter.virtual_network)
            if name and name.casefold() not in there:
                self.networks[adapter.id] = ""
                self.session.warn(
                    f"The host {self.target.name} has no virtual network '{name}': "
                    f"{adapter.name} of '{machine.name}' is connected to none there."
                )

    def _find_way(self, machine: VirtualMachine) -> MoveWay:
        source, target = self._providers()
        way = find_way(source, machine, self._move(target))
        if way.transfer is None:
            raise CapabilityError(
                f"The virtual machine '{machine.name}' cannot be moved to {self.path or self.target.name}.",
                cause=" ".join(way.obstacles),
                action="Choose another host or path, or take away what hinders it.",
                object_name=machine.name,
            )
        if way.moves_disks and not self._folder and len(self.disk_paths) < len(machine.virtual_hard_disks):
            raise ParameterError(
                "-Path is needed.",
                cause=f"The disks of '{machine.name}' move, and {self.target.name} has no default path.",
                action="Give -Path, or set a default path with Set-VMHost -VMPaths.",
            )
        return way

    @property
    def _folder(self) -> str:
        """Where disks go that move."""
        default = self.target.vm_paths[0] if self._changes_host and self.target.vm_paths else ""
        return self.path or default

    # The going itself

    def go(self, machine: VirtualMachine) -> None:
        """Move it. Run again after the engine was killed it goes on.

        Raises:
            VMMError: it failed; the machine is then where it was, unless a host went away.
        """
        with self.session.moving(machine):
            source, target = self._providers()
            if self._changes_host:
                self._leave_missing_networks(machine)
            if self.discard_saved_state and machine.status is VMStatus.SAVED:
                source.discard_saved_state(machine.id, self.session.progress)
                machine = machine.model_copy(update={"status": VMStatus.POWER_OFF})
            move_machine(source, machine, self._move(target), self.session.progress)
            self.session.take_over(machine, self.target)

    def sentences(self, machine: VirtualMachine) -> list[str]:
        """What would happen, for -WhatIf."""
        way = self._find_way(machine)
        assert way.transfer is not None
        if way.transfer is TransferType.STORAGE:
            lines = [f"Move the virtual hard disks of '{machine.name}' on {self.target.name}."]
        else:
            how = text_of(way.transfer)
            lines = [f"Move '{machine.name}' from {machine.host_name} to {self.target.name} ({how})."]
        if way.moves_disks and self._folder:
            lines.append(f"Its files go to {self._folder}.")
        return lines + list(way.remarks)

    def _providers(self) -> tuple[Provider, Provider]:
        here = host_of(self.session, self.machine)
        source = self.session.provider(here)
        return source, source if here.id == self.target.id else self.session.provider(self.target)

    def _move(self, target: Provider) -> Move:
        return Move(
            self.id, target, path=self.path, default_path=self._folder, disk_paths=self.disk_paths,
            networks=self.networks, copy=self.copy,
        )  # fmt: skip


def _is_in(location: str, path: str, name: str) -> bool:
    """Whether a machine's folder is the one below `path` that a move gives it."""
    return location.rstrip("/\\") in {f"{path.rstrip('/')}/{name}", f"{path} {name}", path.rstrip("/\\") + f"\\{name}"}


def _only_networks() -> ParameterError:
    return ParameterError(
        "The job group has changes that a migration cannot make.",
        cause="Only connections of network adapters and paths of virtual hard disks can change with it.",
        action="Make the other changes with Set-VM before or after the migration.",
    )
