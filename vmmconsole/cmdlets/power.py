"""The power verbs: each brings a virtual machine into a status, and does nothing when it is there already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import Permission, VMStatus, text_of
from vmmconsole.providers.contract import Progress
from vmmconsole.script.cmdlet import parameter, switch

from .machines import Taken, current, require_capability, require_status, take
from .session import Session
from .vmm_cmdlet import ChangingCmdlet

_RUNNING = VMStatus.RUNNING
_OFF = VMStatus.POWER_OFF
_PAUSED = VMStatus.PAUSED
_SAVED = VMStatus.SAVED


class PowerCmdlet(ChangingCmdlet):
    """A verb that changes only the status of one virtual machine."""

    returns = "VM"
    verb: ClassVar[str] = ""
    """As in "cannot be started"."""
    allowed: ClassVar[frozenset[VMStatus]] = frozenset()
    target: ClassVar[VMStatus | None] = None
    """The status it ends in; in it already, the machine is returned unchanged."""
    transitional: ClassVar[VMStatus] = VMStatus.STARTING
    capability: ClassVar[str] = ""

    vm: VirtualMachine = parameter(
        "VM", position=0, pipeline=True, mandatory=True, help="The virtual machine, its name or its ID."
    )

    def run(self, session: Session) -> Iterable[object]:
        taken = take(session, self.vm)
        if taken.machine.status is not type(self).target:
            self.check(taken)
            with session.transition(taken.machine, self.transitional_of(taken.machine)):
                self.act(taken, session.progress)
        return [current(session, taken.machine)]

    def check(self, taken: Taken) -> None:
        """Refuse a status or a host that does not allow the verb."""
        require_status(taken.machine, type(self).allowed, type(self).verb)
        if type(self).capability:
            require_capability(taken, type(self).capability, type(self).verb)

    def transitional_of(self, machine: VirtualMachine) -> VMStatus:
        """What the machine is shown as meanwhile."""
        del machine
        return type(self).transitional

    def act(self, taken: Taken, progress: Progress) -> None:
        """Call the provider."""
        raise NotImplementedError

    def plan(self, session: Session) -> list[str]:
        machine = session.get(VirtualMachine, self.vm.id)
        target = type(self).target
        if machine.status is target:
            return [f"'{machine.name}' stays as it is: its status is {text_of(machine.status)} already."]
        require_status(machine, type(self).allowed, type(self).verb)
        after = text_of(target) if target else text_of(_RUNNING)
        return [f"{type(self).job_name} '{machine.name}': {text_of(machine.status)} → {after}."]


class StartVM(PowerCmdlet):
    """Starts a virtual machine, or restores one from its saved state.

    A paused virtual machine goes on. One that runs already is returned unchanged.

    Example:
        Get-VM -Name "web-01" | Start-VM

    Example:
        Start-VM -VM "web-01" -RunAsynchronously
    """

    name = "Start-VM"
    aliases = ("Start-SCVirtualMachine",)
    job_name = "Start virtual machine"
    permission = Permission.START
    verb = "be started"
    allowed = frozenset({_OFF, _SAVED, _PAUSED})
    target = _RUNNING
    capability = "start"

    def transitional_of(self, machine: VirtualMachine) -> VMStatus:
        return VMStatus.RESTORING if machine.status is _SAVED else VMStatus.STARTING

    def act(self, taken: Taken, progress: Progress) -> None:
        if taken.machine.status is _PAUSED:
            taken.provider.resume(taken.machine.id, progress)
        else:
            taken.provider.start(taken.machine.id, progress)


class StopVM(PowerCmdlet):
    """Turns a virtual machine off at once, like pulling the plug.

    What its guest has not written to disk is lost; Shutdown-VM asks the guest to shut down instead. One that is off
    already is returned unchanged. A saved state is not thrown away: use DiscardSavedState-VM for that.

    Example:
        Get-VM -Name "web-01" | Stop-VM
    """

    name = "Stop-VM"
    aliases = ("Use-SCStopVM",)
    job_name = "Stop virtual machine"
    permission = Permission.STOP
    verb = "be turned off"
    allowed = frozenset({_RUNNING, _PAUSED})
    target = _OFF
    transitional = VMStatus.POWERING_OFF

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.stop(taken.machine.id, progress)


class ShutdownVM(PowerCmdlet):
    """Asks the guest operating system to shut down, and waits until the virtual machine is off.

    One that is off already is returned unchanged.

    Example:
        Get-VM -Name "web-01" | Shutdown-VM
    """

    name = "Shutdown-VM"
    aliases = ("Use-SCShutdownVM",)
    job_name = "Shut down virtual machine"
    permission = Permission.SHUTDOWN
    verb = "be shut down"
    allowed = frozenset({_RUNNING})
    target = _OFF
    transitional = VMStatus.POWERING_OFF
    capability = "shutdown"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.shutdown(taken.machine.id, progress)


class SaveStateVM(PowerCmdlet):
    """Saves the memory of a running virtual machine to disk and turns it off.

    Start-VM restores it. One that is saved already is returned unchanged.

    Example:
        Get-VM -Name "web-01" | SaveState-VM
    """

    name = "SaveState-VM"
    aliases = ("Use-SCSaveStateVM",)
    job_name = "Save state of virtual machine"
    permission = Permission.SAVE
    verb = "be saved"
    allowed = frozenset({_RUNNING, _PAUSED})
    target = _SAVED
    transitional = VMStatus.SAVING
    capability = "save_state"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.save_state(taken.machine.id, progress)


class DiscardSavedStateVM(PowerCmdlet):
    """Throws the saved state of a virtual machine away; it is then off.

    What the guest had not written to disk when it was saved is lost.

    Example:
        DiscardSavedState-VM -VM "web-01"
    """

    name = "DiscardSavedState-VM"
    aliases = ("Use-SCDiscardSavedStateVM",)
    job_name = "Discard saved state of virtual machine"
    permission = Permission.SAVE
    verb = "lose its saved state"
    allowed = frozenset({_SAVED})
    target = _OFF
    transitional = VMStatus.DISCARD_SAVED_STATE
    capability = "save_state"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.discard_saved_state(taken.machine.id, progress)


class SuspendVM(PowerCmdlet):
    """Pauses a running virtual machine: it keeps its memory and gets no processor time.

    One that is paused already is returned unchanged.

    Example:
        Get-VM -Name "web-01" | Suspend-VM
    """

    name = "Suspend-VM"
    aliases = ("Suspend-SCVirtualMachine",)
    job_name = "Pause virtual machine"
    permission = Permission.PAUSE_AND_RESUME
    verb = "be paused"
    allowed = frozenset({_RUNNING})
    target = _PAUSED
    transitional = VMStatus.PAUSING
    capability = "pause"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.pause(taken.machine.id, progress)


class ResumeVM(PowerCmdlet):
    """Lets a paused virtual machine go on.

    One that runs already is returned unchanged.

    Example:
        Get-VM -Name "web-01" | Resume-VM
    """

    name = "Resume-VM"
    aliases = ("Resume-SCVirtualMachine",)
    job_name = "Resume virtual machine"
    permission = Permission.PAUSE_AND_RESUME
    verb = "be resumed"
    allowed = frozenset({_PAUSED})
    target = _RUNNING
    capability = "pause"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.resume(taken.machine.id, progress)


class ResetVM(PowerCmdlet):
    """Resets a running virtual machine, like its reset button.

    What its guest has not written to disk is lost.

    Example:
        Reset-VM -VM "web-01"
    """

    name = "Reset-VM"
    aliases = ("Reset-SCVirtualMachine",)
    job_name = "Reset virtual machine"
    permission = Permission.STOP
    verb = "be reset"
    allowed = frozenset({_RUNNING})
    transitional = VMStatus.RESET
    capability = "reset"

    def act(self, taken: Taken, progress: Progress) -> None:
        taken.provider.reset(taken.machine.id, progress)


class StopSCVirtualMachine(ChangingCmdlet):
    """Stops a virtual machine: by its guest, or in the way a switch asks for.

    Without a switch the guest shuts down, as Shutdown-VM does it. This is the later releases' one cmdlet for
    Shutdown-VM, Stop-VM, SaveState-VM and DiscardSavedState-VM.

    Example:
        Stop-SCVirtualMachine -VM "web-01"

    Example:
        Stop-SCVirtualMachine -VM "web-01" -Force
    """

    name = "Stop-SCVirtualMachine"
    job_name = "Stop virtual machine"
    permission = Permission.STOP
    returns = "VM"
    default_set = "SingleVM"

    vm: VirtualMachine = parameter(
        "VM", position=0, pipeline=True, mandatory=True, help="The virtual machine, its name or its ID."
    )
    shutdown: switch = parameter("Shutdown", sets=("SingleVM",), help="Ask the guest to shut down; the default.")
    save_state: switch = parameter("SaveState", sets=("SaveStateVM",), mandatory=True, help="Save its memory instead.")
    discard_saved_state: switch = parameter(
        "DiscardSavedState", sets=("DiscardSavedStateVM",), mandatory=True, help="Throw its saved state away."
    )
    force: switch = parameter("Force", sets=("StopVM",), mandatory=True, help="Turn it off at once.")

    def run(self, session: Session) -> Iterable[object]:
        return self._verb().run(session)

    def plan(self, session: Session) -> list[str]:
        return self._verb().plan(session)

    def _verb(self) -> PowerCmdlet:
        if self.save_state:
            return SaveStateVM(vm=self.vm)
        if self.discard_saved_state:
            return DiscardSavedStateVM(vm=self.vm)
        return StopVM(vm=self.vm) if self.force else ShutdownVM(vm=self.vm)
