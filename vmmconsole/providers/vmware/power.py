"""The verbs that change what a machine is doing. Each does nothing when the machine is so already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn
from uuid import UUID

from vmmconsole.model.errors import CapabilityError, StateError
from vmmconsole.providers.contract import Progress

from .identity import is_under_creation
from .site import EsxSite, Found, about

ON, OFF, SUSPENDED = "poweredOn", "poweredOff", "suspended"
_STATE = ("runtime.powerState",)


class Power:
    """The power verbs of one host."""

    def __init__(self, site: EsxSite) -> None:
        self._site = site

    def start(self, machine_id: UUID, progress: Progress) -> None:
        """Start it, or restore its saved state."""
        found = self._site.machine(machine_id, *_STATE, "config.template", "config.extraConfig")
        with about(f"The virtual machine {found.name} cannot be started.", found.name):
            if found["runtime.powerState"] == ON:
                return
            if is_under_creation(found.marks):
                raise StateError(
                    f"{found.name} cannot be started.",
                    cause="It is still being made.",
                    action="Wait until its creation has ended, or repair it.",
                    object_name=found.name,
                )
            if found["config.template"]:
                raise StateError(
                    f"{found.name} cannot be started.",
                    cause="It is a template.",
                    action="Make a virtual machine from it, or turn it back into one.",
                    object_name=found.name,
                )
            title = "Restore saved state" if found["runtime.powerState"] == SUSPENDED else "Start virtual machine"
            machine, host = found.reference, self._site.host
            self._reach(found, ON, lambda: machine.PowerOnVM_Task(host), progress, title)
        self._site.tell(machine_id)

    def stop(self, machine_id: UUID, progress: Progress) -> None:
        """Turn it off hard; a saved state stays."""
        found = self._site.machine(machine_id, *_STATE)
        with about(f"The virtual machine {found.name} cannot be stopped.", found.name):
            if found["runtime.powerState"] != ON:
                return
            self._reach(found, OFF, found.reference.PowerOffVM_Task, progress, "Turn off virtual machine")
        self._site.tell(machine_id)

    def shutdown(self, machine_id: UUID, progress: Progress, timeout_seconds: float) -> None:
        """Ask the guest to shut down and wait until it is off."""
        found = self._site.machine(machine_id, *_STATE)
        with about(f"The virtual machine {found.name} cannot be shut down.", found.name):
            if found["runtime.powerState"] != ON:
                return
            with progress.step("Shut down guest operating system") as step:
                step.check()
                self._site.session.call(found.reference.ShutdownGuest)
                if not self._site.wait_for(found.reference, "runtime.powerState", OFF, step, timeout_seconds):
                    raise StateError(
                        f"{found.name} did not shut down.",
                        cause=f"It was still running {timeout_seconds:.0f} seconds after it had been asked to.",
                        action="Shut it down from inside, or stop it.",
                        object_name=found.name,
                    )
        self._site.tell(machine_id)

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        """Hard reset."""
        found = self._running(machine_id, "reset")
        with about(f"The virtual machine {found.name} cannot be reset.", found.name):
            self._site.run(found.reference.ResetVM_Task, progress, "Reset virtual machine")
        self._site.tell(machine_id)

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        """Save its memory to disk and turn it off; it runs again when started."""
        found = self._site.machine(machine_id, *_STATE)
        with about(f"The state of {found.name} cannot be saved.", found.name):
            if found["runtime.powerState"] == SUSPENDED:
                return
            if found["runtime.powerState"] != ON:
                raise _not_running(found.name, "saved")
            self._reach(found, SUSPENDED, found.reference.SuspendVM_Task, progress, "Save state")
        self._site.tell(machine_id)

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        """Throw the saved memory away."""
        found = self._site.machine(machine_id, *_STATE)
        with about(f"The saved state of {found.name} cannot be discarded.", found.name):
            if found["runtime.powerState"] == SUSPENDED:
                self._reach(found, OFF, found.reference.PowerOffVM_Task, progress, "Discard saved state")
        self._site.tell(machine_id)

    def refuse_pause(self, machine_id: UUID, verb: str, reason: str) -> NoReturn:
        """Say why it can neither be paused nor resumed."""
        found = self._site.machine(machine_id)
        raise CapabilityError(
            f"{found.name} cannot be {verb}.", cause=reason, action="Save its state instead.", object_name=found.name
        )

    def _reach(self, found: Found, state: str, start: Callable[[], Any], progress: Progress, title: str) -> None:
        """Run the task; that the machine came into the state by another way meanwhile is no failure."""
        try:
            self._site.run(start, progress, title)
        except StateError:
            if self._site.read(found.reference, *_STATE)["runtime.powerState"] != state:
                raise

    def _running(self, machine_id: UUID, verb: str) -> Found:
        found = self._site.machine(machine_id, *_STATE)
        if found["runtime.powerState"] != ON:
            raise _not_running(found.name, verb)
        return found


def _not_running(name: str, verb: str) -> StateError:
    return StateError(
        f"{name} cannot be {verb}.", cause="It is not running.", action="Start it first.", object_name=name
    )
