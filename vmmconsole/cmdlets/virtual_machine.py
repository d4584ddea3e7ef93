"""Reading, changing, refreshing and removing virtual machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import OperatingSystem, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, HostUnreachableError, NotFoundError, VMMError
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .capabilities import Missing
from .device_cmdlet import Edit, apply_group, reconfigure, refuse_while_running
from .hardware_parameters import ENGINE_SETTINGS
from .hardware_rules import check_name, hardware_of
from .later_hardware import WithoutCapabilityProfile
from .later_machine import PropertiesOfLaterReleases
from .machine_parameters import MachineParameters
from .machines import Taken, current, host_of, require_capability, take, unreachable_host, wrong_status
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name, old_to_new

_VM_HELP = "The virtual machine, its name or its ID."
_RUNS = frozenset({VMStatus.RUNNING, VMStatus.PAUSED})
_REMOVABLE = frozenset({
    VMStatus.POWER_OFF, VMStatus.SAVED, VMStatus.STORED, VMStatus.MISSING, VMStatus.UNSUPPORTED,
    VMStatus.INCOMPLETE_VM_CONFIG, VMStatus.UNSUPPORTED_SHARED_FILES, VMStatus.UNSUPPORTED_CLUSTER,
})  # fmt: skip


class GetVM(ReadingCmdlet):
    """Reads virtual machines.

    Example:
        Get-VM

    Example:
        $VM = Get-VM -VMMServer localhost -Name "web-01" | where {$_.VMHost.Name -eq "kvm-01"}

    Example:
        Get-VMHost -ComputerName "kvm-01" | Get-VM | where {$_.Status -eq "Running"}
    """

    name = "Get-VM"
    aliases = ("Get-SCVirtualMachine",)
    returns = "VM"
    default_set = "All"

    vm_name: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    vm_host: VMHost = parameter(
        "VMHost", sets=("VMHost",), mandatory=True, pipeline=True, help="Only those on this host."
    )
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    service: str = parameter(
        "Service", sets=("Service",), mandatory=True, needs=Missing.SERVICES, help="Only those of this service."
    )
    cloud: str = parameter("Cloud", sets=("Cloud",), mandatory=True, needs=Missing.CLOUDS, help="Only those in it.")
    storage_policy: str = parameter(
        "StorageQoSPolicy", sets=("StorageQoSPolicy",), mandatory=True, needs=Missing.STORAGE_LIMITS,
        help="Only those with a disk under this policy.",
    )  # fmt: skip
    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            found = by_id(session, VirtualMachine, self.id_)
            if not self.given("vm_name"):
                return found
            return [machine for machine in found if machine.name.lower() == self.vm_name.lower()]
        where: dict[str, Any] = {"vm_host": self.vm_host.ref} if self.given("vm_host") else {}
        if self.given("vm_name"):
            return by_name(session, VirtualMachine, self.vm_name, **where)
        return session.browse(VirtualMachine, **where)


class SetVM(MachineParameters, PropertiesOfLaterReleases, WithoutCapabilityProfile):
    """Changes a virtual machine: its name, properties and hardware, with the devices of a job group.

    What the host's virtualization software can change while the machine runs is changed at once; for the rest the
    machine must be off.

    Example:
        Set-VM -VM "web-01" -Description "Web server" -MemoryMB 4096 -CPUCount 2

    Example:
        Get-VM -Name "web-01" | Set-VM -Name "web-02"
    """

    name = "Set-VM"
    aliases = ("Set-SCVirtualMachine",)
    job_name = "Change properties of virtual machine"
    permission = Permission.CHANGE
    returns = "VM"

    vm: VirtualMachine = parameter("VM", position=0, pipeline=True, mandatory=True, help=_VM_HELP)
    vm_name: str = parameter("Name", help="Its new name; its files keep theirs.")
    enabled: bool = parameter("Enabled", help="$false to keep it from being used.")
    highly_available: bool = parameter(
        "HighlyAvailable", needs=Missing.CLUSTERS, neutral=(False,), help="$true to keep it on a host cluster."
    )
    operating_system: OperatingSystem | None = parameter(
        "OperatingSystem", pipeline=True, help="The guest operating system; $null for no other one."
    )
    remove_user_role: bool = parameter(
        "RemoveSelfServiceUserRole", help="$true to take it out of its self-service role."
    )

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        self.check_texts()
        session.lock(self.vm)
        machine = session.get(VirtualMachine, self.vm.id)
        session.result(machine)
        self._check_new_name(session, machine)
        if self._touches_host(session, machine):
            taken = take(session, machine)
            self._change_hardware(session, taken)
            self._rename(session, taken)
        machine = current(session, machine)
        update = self.properties(machine)
        machine = session.save(machine.model_copy(update=update))
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [machine]

    def properties(self, machine: VirtualMachine) -> dict[str, Any]:
        update = super().properties(machine)
        if self.given("enabled"):
            update["enabled"] = self.enabled
        if self.given("remove_user_role") and self.remove_user_role:
            update["user_role"] = None
        return update

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        self.check_texts()
        machine = session.get(VirtualMachine, self.vm.id)
        self._check_new_name(session, machine)
        lines = [*self.changed_settings(machine), *self.changed_properties(machine)]
        if self.given("vm_name") and self.vm_name != machine.name:
            lines.insert(0, old_to_new("Name", machine.name, self.vm_name))
        if lines:
            target = hardware_of(machine)
            self.apply_settings(target)
            provider = session.provider(host_of(session, machine)) if self._touches_host(session, machine) else None
            if provider is not None:
                refuse_while_running(machine, target, provider.capabilities())
        return [f"Change the virtual machine '{machine.name}'.", *lines]

    def _touches_host(self, session: Session, machine: VirtualMachine) -> bool:
        settings = {n: v for n, v in self.settings().items() if n not in ENGINE_SETTINGS}
        return (
            any(getattr(machine, name) != value for name, value in settings.items())
            or (self.given("vm_name") and self.vm_name != machine.name)
            or (self.autostart() is not None and self.start_action is not machine.start_action)
            or (self.given("job_group") and bool(session.staged(self.job_group)))
        )

    def _check_new_name(self, session: Session, machine: VirtualMachine) -> None:
        if not self.given("vm_name") or self.vm_name == machine.name:
            return
        check_name(self.vm_name, "Name")
        others = session.find(VirtualMachine, name=self.vm_name, vm_host=machine.vm_host)
        if any(other.id != machine.id for other in others):
            raise ConflictError(
                f"The virtual machine '{machine.name}' cannot be renamed.",
                cause=f"There is one named '{self.vm_name}' on {machine.host_name or 'the library server'}.",
                action="Choose another name.",
                object_name=machine.name,
            )

    def _change_hardware(self, session: Session, taken: Taken) -> None:
        edit = Edit(hardware_of(taken.machine))
        if self.given("job_group"):
            apply_group(session, edit, self.job_group)
        self.apply_settings(edit.hardware)
        autostart = self.autostart() if self.given("start_action") else None
        if autostart is not None and self.start_action is taken.machine.start_action:
            autostart = None
        reconfigure(session, taken, edit, autostart=autostart)

    def _rename(self, session: Session, taken: Taken) -> None:
        machine = taken.machine
        if not self.given("vm_name") or self.vm_name == machine.name:
            return
        if machine.status is not VMStatus.POWER_OFF:
            require_capability(taken, "rename_running", "be renamed while it is not off")
        with session.progress.step(f"Rename to {self.vm_name}"):
            taken.provider.rename(machine.id, self.vm_name)
        session.refresh_machine(taken.host, machine.id)


class RemoveVM(ChangingCmdlet):
    """Removes a virtual machine from its host and deletes its files.

    Its own disks go, with its checkpoints and its saved state; ISO images stay, and so do files that another virtual
    machine uses. With -SkipFileRemoval all files stay; with -Force only the record goes and the host is left alone.

    Example:
        Get-VM -Name "web-01" | Remove-VM

    Example:
        Remove-VM -VM "web-01" -SkipFileRemoval
    """

    name = "Remove-VM"
    aliases = ("Remove-SCVirtualMachine",)
    job_name = "Remove virtual machine"
    permission = Permission.REMOVE
    returns = "VM"

    vm: VirtualMachine = parameter("VM", position=0, pipeline=True, mandatory=True, help=_VM_HELP)
    skip_file_removal: switch = parameter("SkipFileRemoval", help="Keep all its files.")
    force: switch = parameter("Force", help="Where its host does not answer, remove the record only.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.vm)
        known = by_id(session, VirtualMachine, self.vm.id)
        if not known:
            return [self.vm]  # gone already: a run before got this far
        machine = known[0]
        session.result(machine)
        if machine.vm_host is None or (self.force and not self._answers(session, machine)):
            session.forget(machine)
            return [machine]
        host = host_of(session, machine)
        with unreachable_host(machine.vm_host):
            provider = session.provider(host)
            now = machine if machine.status.is_failed else self._as_it_is(session, host, machine)
            if now is not None:
                _refuse_status(now)
                with session.transition(now, VMStatus.DELETING):
                    provider.remove(now.id, delete_files=not self.skip_file_removal, progress=session.progress)
        for left in by_id(session, VirtualMachine, machine.id):
            session.forget(left)
        return [machine]

    @staticmethod
    def _answers(session: Session, machine: VirtualMachine) -> bool:
        """Whether its host can be asked; on one that can, the record would only come back."""
        try:
            session.provider(host_of(session, machine)).files_of(machine.id)
        except HostUnreachableError:
            return False
        except VMMError:  # it has an answer, if not the one that was asked for
            return True
        return True

    def _as_it_is(self, session: Session, host: VMHost, machine: VirtualMachine) -> VirtualMachine | None:
        """The machine as its host has it; the row where the host has none, as its files may still be there."""
        try:
            return session.refresh_machine(host, machine.id)
        except NotFoundError:
            return None

    def plan(self, session: Session) -> list[str]:
        machine = session.get(VirtualMachine, self.vm.id)
        if self.force and not self._answers(session, machine):
            return [f"Remove the record of the virtual machine '{machine.name}'; its host is left alone."]
        _refuse_status(machine)
        host = host_of(session, machine)
        files = [] if self.skip_file_removal else session.provider(host).files_of(machine.id)
        return [f"Remove the virtual machine '{machine.name}' from {host.name}.",
                *(f"Delete the file {path}." for path in files)]  # fmt: skip


def _refuse_status(machine: VirtualMachine) -> None:
    if machine.status in _RUNS:
        raise wrong_status(machine, "be removed", action="Shut it down or stop it first.")
    if not (machine.status in _REMOVABLE or machine.status.is_failed):
        raise wrong_status(machine, "be removed", action="Wait until the job that changes it has ended.")


class RefreshVM(ChangingCmdlet):
    """Reads a virtual machine again from its host, or all those on a host.

    Example:
        Refresh-VM -VM "web-01"

    Example:
        Get-VMHost -ComputerName "kvm-01" | Refresh-VM
    """

    name = "Refresh-VM"
    aliases = ("Read-SCVirtualMachine",)
    job_name = "Refresh virtual machine"
    permission = Permission.VIEW
    returns = "VM"
    default_set = "FullRefreshSingleVm"

    vm: VirtualMachine = parameter(
        "VM", position=0, pipeline=True, mandatory=True, sets=("FullRefreshSingleVm",), help=_VM_HELP
    )
    vm_host: VMHost = parameter(
        "VMHost",
        position=0,
        pipeline=True,
        mandatory=True,
        sets=("LightRefreshVmsOnHost",),
        help="Refresh all those on this host.",
    )
    force: switch = parameter("Force", help="Accepted for scripts; a refresh always reads everything.")

    def run(self, session: Session) -> Iterable[object]:
        if self.given("vm_host"):
            host = session.refresh_host(session.get(VMHost, self.vm_host.id))
            session.result(host)
            return session.find(VirtualMachine, vm_host=host.ref)
        machine = session.get(VirtualMachine, self.vm.id)
        session.result(machine)
        fresh = session.refresh_machine(host_of(session, machine), machine.id)
        return [fresh] if fresh is not None else []

    def plan(self, session: Session) -> list[str]:
        del session
        what = f"the virtual machines on {self.vm_host}" if self.given("vm_host") else f"'{self.vm}'"
        return [f"Read {what} again."]
