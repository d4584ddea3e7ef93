"""Repair-VM: what to do with a virtual machine that a failed job left behind."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import HardwareProfile, Job, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, HostError, NotFoundError, ParameterError
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.script.cmdlet import parameter, switch

from .machines import current, host_of, wrong_status
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, by_id


class RepairVM(ChangingCmdlet):
    """Repairs a virtual machine that a failed job left in one of the failed statuses.

    -Retry runs the failed job again from the step that failed. -Undo takes back what it did: a virtual machine whose
    creation failed is removed, one whose migration failed is on one host alone. -Dismiss forgets the failure and shows
    the virtual machine as it is on its host.

    Example:
        Repair-VM -VM "web-01" -Retry

    Example:
        Get-VM | where {$_.Status -eq "CreationFailed"} | Repair-VM -Undo
    """

    name = "Repair-VM"
    aliases = ("Repair-SCVirtualMachine",)
    job_name = "Repair virtual machine"
    permission = Permission.CREATE
    returns = "VM"
    default_set = "Dismiss"

    vm: VirtualMachine = parameter("VM", position=0, pipeline=True, mandatory=True, help="The virtual machine.")
    dismiss: switch = parameter("Dismiss", sets=("Dismiss",), mandatory=True, help="Ignore the failure.")
    force: switch = parameter("Force", sets=("Dismiss",), help="Forget the record when the host does not have it.")
    undo: switch = parameter("Undo", sets=("Undo",), mandatory=True, help="Take back what the failed job did.")
    retry: switch = parameter("Retry", sets=("Retry",), mandatory=True, help="Run the failed job again.")

    def run(self, session: Session) -> Iterable[object]:
        if bool(self.retry) + bool(self.undo) + bool(self.dismiss) != 1:
            raise ParameterError("Repair-VM needs one of -Retry, -Undo and -Dismiss.", action="Give one of them.")
        known = by_id(session, VirtualMachine, self.vm.id)
        if not known:
            return []  # a run before has removed it
        machine = known[0]
        session.result(machine)
        if not machine.status.is_failed:
            if machine.failed_job is None:
                raise wrong_status(machine, "be repaired", action="Nothing is wrong with it.")
            return [machine]
        if self.retry:
            return self._retry(session, machine)
        session.lock(machine)
        return self._undo(session, machine) if self.undo else self._dismiss(session, machine)

    def _retry(self, session: Session, machine: VirtualMachine) -> list[object]:
        # No lock: the job that runs again takes it.
        session.restart_job(_failed_job(session, machine))
        return [current(session, machine)]

    def _undo(self, session: Session, machine: VirtualMachine) -> list[object]:
        if machine.status is VMStatus.CREATION_FAILED:
            host = host_of(session, machine)
            session.provider(host).remove(machine.id, delete_files=True, progress=session.progress)
            _forget(session, machine)
            return []
        return self._dismiss(session, machine)

    def _where_it_is(self, session: Session, machine: VirtualMachine) -> VirtualMachine:
        """After a migration that failed: the machine with the host that has it. Where two have it, the old one counts,
        and with -Undo the other one's definition is removed; its files stay, as they may be the same."""
        found = [host for host in session.find(VMHost) if _has(session, host, machine)]
        old = next((host for host in found if machine.vm_host is not None and host.id == machine.vm_host.id), None)
        if old is None and found:
            return session.take_over(machine, found[0])
        for host in found:
            if self.undo and old is not None and host.id != old.id:
                session.provider(host).remove(machine.id, delete_files=False, progress=session.progress)
                session.warn(f"Files of '{machine.name}' may have been left on {host.name}.")
        return machine

    def _dismiss(self, session: Session, machine: VirtualMachine) -> list[object]:
        if machine.status is VMStatus.MIGRATION_FAILED:
            machine = self._where_it_is(session, machine)
        # The failure must be gone before the host is asked, as a refresh keeps it.
        cleared = session.save(machine.model_copy(update={"failed_job": None, "status": VMStatus.INCOMPLETE_VM_CONFIG}))
        fresh = session.refresh_machine(host_of(session, cleared), cleared.id)
        if fresh is not None:
            return [fresh]
        _forget(session, machine)
        return []

    def plan(self, session: Session) -> list[str]:
        machine = session.get(VirtualMachine, self.vm.id)
        if not machine.status.is_failed:
            raise wrong_status(machine, "be repaired", action="Nothing is wrong with it.")
        if self.retry:
            return [f"Run the job '{_failed_job(session, machine).name}' again."]
        if self.undo and machine.status is VMStatus.CREATION_FAILED:
            return [f"Remove what is there of the virtual machine '{machine.name}'."]
        return [f"Show the virtual machine '{machine.name}' as it is on its host, or forget it if it is not there."]


def _has(session: Session, host: VMHost, machine: VirtualMachine) -> bool:
    """Whether the host has the machine; one that does not answer is passed by."""
    if not host.responds:
        return False
    try:
        session.provider(host).machine(machine.id)
    except (HostError, NotFoundError):
        return False
    return True


def _forget(session: Session, machine: VirtualMachine) -> None:
    """Forget the machine, and the profile that its failed job made for it alone."""
    if machine.failed_job is not None:
        for job in by_id(session, Job, machine.failed_job.id):
            made = {
                change.object_id for change in session.changes(job=job) if change.object_kind == HardwareProfile.kind
            }
            for profile in session.find(HardwareProfile, is_temporary=True):
                if profile.id in made:
                    session.forget(profile)
    for left in by_id(session, VirtualMachine, machine.id):
        session.forget(left)


def _failed_job(session: Session, machine: VirtualMachine) -> Job:
    try:
        if machine.failed_job is not None:
            return session.get(Job, machine.failed_job.id)
    except NotFoundError:
        pass
    raise ConflictError(
        f"The job that failed for '{machine.name}' cannot run again.",
        cause="There is no record of it any more.",
        action="Repair with -Undo or -Dismiss instead.",
        object_name=machine.name,
    )
