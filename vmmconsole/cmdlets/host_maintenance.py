"""Maintenance mode of virtual machine hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.model.status import HostStatus, VMStatus
from vmmconsole.providers.contract import HostMaintenance
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .host import HostCmdlet
from .power import SaveStateVM
from .session import Session


def _own_maintenance(session: Session, host: VMHost) -> HostMaintenance | None:
    """What brings the host itself into maintenance mode; None where it has none, or does not answer."""
    try:
        provider = session.provider(host)
    except HostUnreachableError:
        return None
    return cast("HostMaintenance", provider) if provider.capabilities().maintenance_mode else None


class EnableVMHost(HostCmdlet):
    """Ends a host's maintenance mode.

    Example:
        Enable-VMHost -VMHost "kvm-01"
    """

    name = "Enable-VMHost"
    aliases = ("Enable-SCVMHost",)
    job_name = "Stop maintenance mode"

    def run(self, session: Session) -> Iterable[object]:
        host = self.taken(session)
        own = _own_maintenance(session, host)
        if own is not None:
            own.exit_maintenance(session.progress)
        state, reason = host.limited(HostStatus.OK)
        update = {"maintenance_mode": False, "overall_state": state, "status_reason": reason}
        host = session.save(session.get(VMHost, host.id).model_copy(update=update))
        return [session.refresh_host(host)]


class DisableVMHost(HostCmdlet):
    """Puts a host into maintenance mode: saves the state of its running virtual machines, and placement leaves it out.
    One that has a maintenance mode of its own, as ESX hosts, is brought into that too.

    Example:
        Disable-VMHost -VMHost "kvm-01"
    """

    name = "Disable-VMHost"
    aliases = ("Disable-SCVMHost",)
    job_name = "Start maintenance mode"

    move_within_cluster: switch = parameter(
        "MoveWithinCluster", needs=Missing.CLUSTERS, help="Move its virtual machines to other hosts of its cluster."
    )

    def run(self, session: Session) -> Iterable[object]:
        host = self.taken(session)
        # First the mode, so that no new machine comes while the others are saved.
        update = {"maintenance_mode": True, "overall_state": HostStatus.MAINTENANCE_MODE}
        host = session.save(host.model_copy(update=update))
        for machine in self._running(session, host):
            with session.progress.step(f"Save state of {machine.name}"):
                SaveStateVM(vm=machine).run(session)
        own = _own_maintenance(session, host)
        if own is not None:
            own.enter_maintenance(session.progress)
        session.result(host)
        return [session.get(VMHost, host.id)]

    def _running(self, session: Session, host: VMHost) -> list[VirtualMachine]:
        active = {VMStatus.RUNNING, VMStatus.PAUSED}
        return [m for m in session.find(VirtualMachine, vm_host=host.ref) if m.status in active]

    def plan(self, session: Session) -> list[str]:
        host = session.get(VMHost, self.vm_host.id)
        machines = self._running(session, host)
        return [
            f"Put the host '{host.name}' into maintenance mode.",
            *(f"Save the state of '{m.name}'." for m in machines),
        ]
