"""From the states of vCenter to the model's statuses."""

from __future__ import annotations

from vmmconsole.model.status import HostStatus, JobStatus, VMStatus

_POWER = {"poweredOn": VMStatus.RUNNING, "poweredOff": VMStatus.POWER_OFF, "suspended": VMStatus.SAVED}
_CONNECTION = {
    "disconnected": VMStatus.HOST_NOT_RESPONDING,
    "orphaned": VMStatus.MISSING,
    "inaccessible": VMStatus.INCOMPLETE_VM_CONFIG,
    "invalid": VMStatus.INCOMPLETE_VM_CONFIG,
}
_TASKS = {
    "queued": JobStatus.QUEUED,
    "running": JobStatus.RUNNING,
    "success": JobStatus.COMPLETED,
    "error": JobStatus.FAILED,
}


def status_of(
    power_state: str, connection_state: str = "connected", *, is_template: bool = False, under_creation: bool = False
) -> VMStatus:
    """The status of a machine; a template is stored."""
    if under_creation:
        return VMStatus.UNDER_CREATION
    if connection_state in _CONNECTION:
        return _CONNECTION[connection_state]
    return VMStatus.STORED if is_template else _POWER.get(power_state, VMStatus.POWER_OFF)


def host_status_of(connection_state: str, power_state: str, *, in_maintenance: bool) -> tuple[HostStatus, str]:
    """The status of a host, and why it is not OK."""
    if connection_state == "disconnected":
        return HostStatus.NOT_RESPONDING, "The host is disconnected in vCenter. Connect it there."
    if connection_state == "notResponding":
        return HostStatus.NOT_RESPONDING, "vCenter does not reach the host. Check that it runs and has a network."
    if power_state in {"standBy", "poweredOff"}:
        return HostStatus.NOT_RESPONDING, "The host is in standby or switched off. Power it on in vCenter."
    if in_maintenance:
        return HostStatus.MAINTENANCE_MODE, ""
    return HostStatus.OK, ""


def task_status_of(state: str, *, cancelled: bool) -> JobStatus:
    """The status of a task as that of a job."""
    if state == "error" and cancelled:
        return JobStatus.CANCELED
    return _TASKS.get(state, JobStatus.RUNNING)
