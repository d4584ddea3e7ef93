"""From libvirt's states to the model's statuses."""

from __future__ import annotations

import libvirt

from vmmconsole.model.status import VMStatus

_PAUSED = {
    libvirt.VIR_DOMAIN_PAUSED_MIGRATION: VMStatus.UNDER_MIGRATION,
    libvirt.VIR_DOMAIN_PAUSED_SAVE: VMStatus.SAVING,
    libvirt.VIR_DOMAIN_PAUSED_SHUTTING_DOWN: VMStatus.POWERING_OFF,
    libvirt.VIR_DOMAIN_PAUSED_SNAPSHOT: VMStatus.CREATING_CHECKPOINT,
    libvirt.VIR_DOMAIN_PAUSED_STARTING_UP: VMStatus.STARTING,
    libvirt.VIR_DOMAIN_PAUSED_POSTCOPY: VMStatus.UNDER_MIGRATION,
}
_STATES = {
    libvirt.VIR_DOMAIN_NOSTATE: VMStatus.RUNNING,
    libvirt.VIR_DOMAIN_RUNNING: VMStatus.RUNNING,
    libvirt.VIR_DOMAIN_BLOCKED: VMStatus.RUNNING,
    libvirt.VIR_DOMAIN_SHUTDOWN: VMStatus.POWERING_OFF,
    libvirt.VIR_DOMAIN_SHUTOFF: VMStatus.POWER_OFF,
    libvirt.VIR_DOMAIN_CRASHED: VMStatus.POWER_OFF,
    libvirt.VIR_DOMAIN_PMSUSPENDED: VMStatus.PAUSED,
}


def status_of(state: int, reason: int, *, has_saved_state: bool = False, under_creation: bool = False) -> VMStatus:
    """The status of a machine in a state of libvirt."""
    if under_creation:
        return VMStatus.UNDER_CREATION
    if state == libvirt.VIR_DOMAIN_PAUSED:
        return _PAUSED.get(reason, VMStatus.PAUSED)
    status = _STATES.get(state, VMStatus.RUNNING)
    return VMStatus.SAVED if status is VMStatus.POWER_OFF and has_saved_state else status
