"""Checkpoints of virtual machines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import VirtualMachine, VMCheckpoint
from vmmconsole.model.errors import NotFoundError, ParameterError
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .machines import Taken, require_capability, require_status, take
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, UngroupedCmdlet, old_to_new

_RESTING = frozenset({VMStatus.RUNNING, VMStatus.POWER_OFF, VMStatus.PAUSED, VMStatus.SAVED})


class GetVMCheckpoint(ReadingCmdlet):
    """Reads checkpoints.

    Example:
        Get-VMCheckpoint -VM "web-01"

    Example:
        Get-VM -Name "web-01" | Get-VMCheckpoint -MostRecent
    """

    name = "Get-VMCheckpoint"
    aliases = ("Get-SCVMCheckpoint",)
    returns = "VMCheckpoint"

    vm: VirtualMachine = parameter("VM", position=0, pipeline=True, help="Only those of this virtual machine.")
    most_recent: switch = parameter("MostRecent", help="Only the newest of each virtual machine.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        machines = [session.get(VirtualMachine, self.vm.id)] if self.given("vm") else session.find(VirtualMachine)
        found: list[VMCheckpoint] = []
        for machine in machines:
            mine = sorted(machine.checkpoints, key=lambda c: c.added_at)
            found += mine[-1:] if self.most_recent else mine
        return [c for c in found if c.id == self.id_] if self.id_ is not UNSET else found


class NewVMCheckpoint(ChangingCmdlet):
    """Creates a checkpoint: a point in time that the virtual machine can go back to.

    A running virtual machine's memory is part of it.

    Example:
        Get-VM -Name "web-01" | New-VMCheckpoint -Name "Before the update"
    """

    name = "New-VMCheckpoint"
    aliases = ("New-SCVMCheckpoint",)
    job_name = "Create checkpoint"
    permission = Permission.CHECKPOINT
    returns = "VMCheckpoint"

    vm: VirtualMachine = parameter("VM", position=0, pipeline=True, mandatory=True, help="The virtual machine.")
    checkpoint_name: str = parameter("Name", help="Its name; the default is the virtual machine's with the time.")
    description: str = parameter("Description", help="What it is for.")

    def run(self, session: Session) -> Iterable[object]:
        if self.given("checkpoint_name"):
            checked_name(self.checkpoint_name)
        taken = take(session, self.vm)
        checkpoint_id = session.derive_id("checkpoint")
        known = _find(taken.machine, checkpoint_id)
        if known is not None:
            return [known]  # this step has run before
        require_status(taken.machine, _RESTING, "get a checkpoint")
        require_capability(taken, "checkpoints", "get a checkpoint")
        name = self.checkpoint_name if self.given("checkpoint_name") else _default_name(taken.machine)
        description = self.description if self.given("description") else ""
        with session.transition(taken.machine, VMStatus.CREATING_CHECKPOINT):
            made = taken.provider.create_checkpoint(
                taken.machine.id, checkpoint_id, name, description, session.progress
            )
        return [_find(session.get(VirtualMachine, taken.machine.id), made.id) or made]

    def plan(self, session: Session) -> list[str]:
        machine = session.get(VirtualMachine, self.vm.id)
        require_status(machine, _RESTING, "get a checkpoint")
        name = checked_name(self.checkpoint_name) if self.given("checkpoint_name") else _default_name(machine)
        return [f"Create the checkpoint '{name}' of '{machine.name}'."]


class CheckpointCmdlet(ChangingCmdlet):
    """A cmdlet that works on a checkpoint that is there."""

    permission = Permission.CHECKPOINT
    returns = "VMCheckpoint"

    vm_checkpoint: VMCheckpoint = parameter(
        "VMCheckpoint", position=0, pipeline=True, mandatory=True, help="The checkpoint, from Get-VMCheckpoint."
    )

    def taken(self, session: Session) -> Taken:
        """The checkpoint's virtual machine, locked and as it is now."""
        taken = take(session, session.get(VirtualMachine, self.vm_checkpoint.vm.id))
        require_capability(taken, "checkpoints", "have checkpoints")
        return taken

    def known(self, machine: VirtualMachine) -> VMCheckpoint:
        """The checkpoint as its virtual machine has it now.

        Raises:
            NotFoundError: it has none of that ID.
        """
        found = _find(machine, self.vm_checkpoint.id)
        if found is None:
            raise NotFoundError(
                f"'{machine.name}' has no checkpoint '{self.vm_checkpoint.name}' any more.",
                object_name=self.vm_checkpoint.name,
            )
        return found


class SetVMCheckpoint(CheckpointCmdlet):
    """Gives a checkpoint another name or description.

    Example:
        Get-VMCheckpoint -VM "web-01" -MostRecent | Set-VMCheckpoint -Description "Works"
    """

    name = "Set-VMCheckpoint"
    aliases = ("Set-SCVMCheckpoint",)
    job_name = "Change properties of checkpoint"

    checkpoint_name: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="Its new description.")

    def run(self, session: Session) -> Iterable[object]:
        taken = self.taken(session)
        known = self.known(taken.machine)
        name, description = self._wanted(known)
        if (name, description) != (known.name, known.description):
            taken.provider.rename_checkpoint(taken.machine.id, known.id, name, description)
            session.refresh_machine(taken.host, taken.machine.id)
        return [self.known(session.get(VirtualMachine, taken.machine.id))]

    def _wanted(self, known: VMCheckpoint) -> tuple[str, str]:
        name = checked_name(self.checkpoint_name) if self.given("checkpoint_name") else known.name
        return name, self.description if self.given("description") else known.description

    def plan(self, session: Session) -> list[str]:
        known = self.known(session.get(VirtualMachine, self.vm_checkpoint.vm.id))
        name, description = self._wanted(known)
        lines = [old_to_new("Name", known.name, name)] if name != known.name else []
        if description != known.description:
            lines.append(old_to_new("Description", known.description, description))
        return [f"Change the checkpoint '{known.name}' of '{known.vm.name}'.", *lines]


class RestoreVMCheckpoint(CheckpointCmdlet):
    """Takes a virtual machine back to a checkpoint. What changed since then and is in no other checkpoint is lost.

    Example:
        Get-VMCheckpoint -VM "web-01" -MostRecent | Restore-VMCheckpoint
    """

    name = "Restore-VMCheckpoint"
    aliases = ("Restore-SCVMCheckpoint",)
    job_name = "Restore checkpoint"

    def run(self, session: Session) -> Iterable[object]:
        taken = self.taken(session)
        known = self.known(taken.machine)
        require_status(taken.machine, _RESTING, "go back to a checkpoint")
        with session.transition(taken.machine, VMStatus.RECOVERING_CHECKPOINT):
            taken.provider.restore_checkpoint(taken.machine.id, known.id, session.progress)
        return [_find(session.get(VirtualMachine, taken.machine.id), known.id) or known]

    def plan(self, session: Session) -> list[str]:
        known = self.known(session.get(VirtualMachine, self.vm_checkpoint.vm.id))
        return [f"Take '{known.vm.name}' back to the checkpoint '{known.name}'; later changes are lost."]


class RemoveVMCheckpoint(CheckpointCmdlet, UngroupedCmdlet):
    """Deletes a checkpoint. The virtual machine stays as it is, and so do later checkpoints.

    Example:
        Get-VMCheckpoint -VM "web-01" | where {$_.Name -eq "Before the update"} | Remove-VMCheckpoint
    """

    name = "Remove-VMCheckpoint"
    aliases = ("Remove-SCVMCheckpoint", "Merge-VMCheckpoint")
    job_name = "Delete checkpoint"

    def run(self, session: Session) -> Iterable[object]:
        taken = self.taken(session)
        if _find(taken.machine, self.vm_checkpoint.id) is not None:
            with session.transition(taken.machine, VMStatus.DELETING_CHECKPOINT):
                taken.provider.remove_checkpoint(taken.machine.id, self.vm_checkpoint.id, session.progress)
        return [self.vm_checkpoint]

    def plan(self, session: Session) -> list[str]:
        known = self.known(session.get(VirtualMachine, self.vm_checkpoint.vm.id))
        return [f"Delete the checkpoint '{known.name}' of '{known.vm.name}'."]


def _find(machine: VirtualMachine, checkpoint_id: UUID) -> VMCheckpoint | None:
    return next((c for c in machine.checkpoints if c.id == checkpoint_id), None)


def _default_name(machine: VirtualMachine) -> str:
    return f"{machine.name} - ({utc_now():%Y-%m-%d %H:%M:%S})"


def checked_name(name: str) -> str:
    """The name, when a checkpoint can have it.

    Raises:
        ParameterError: it is empty, longer than 256 characters, or has control characters.
    """
    if not name.strip() or len(name) > 256 or any(not c.isprintable() for c in name):
        raise ParameterError(
            f"-Name {name[:60]!r} cannot be used.",
            cause="A checkpoint's name has 1 to 256 characters and no line breaks or other control characters.",
            action="Choose another name.",
        )
    return name
