"""Maintenance mode of a host: vCenter moves its machines away where it can, and starts none on it."""

from __future__ import annotations

from pyVmomi import vim

from vmmconsole.model.errors import StateError
from vmmconsole.providers.contract import Progress

from .identity import decode_name
from .power import ON
from .site import EsxSite, about


def enter_maintenance(site: EsxSite, progress: Progress, *, evacuate: bool = False) -> None:
    """Bring the host into maintenance mode, once no machine runs on it any more; with `evacuate` those that are off
    are moved away too. Cancelling leaves the host as it was."""
    if _is_in(site):
        return
    with about("The host cannot enter maintenance mode."):
        _refuse_while_in_use(site)
        host = site.host
        site.run(
            lambda: host.EnterMaintenanceMode_Task(timeout=0, evacuatePoweredOffVms=evacuate),
            progress, "Enter maintenance mode",
        )  # fmt: skip


def _refuse_while_in_use(site: EsxSite) -> None:
    """vCenter would wait without an end for machines that nobody moves away."""
    owner = site.read(site.host, "parent")["parent"]
    if isinstance(owner, vim.ClusterComputeResource):
        settings = site.read(owner, "configuration.drsConfig")["configuration.drsConfig"]
        if settings is not None and settings.enabled and settings.defaultVmBehavior == "fullyAutomated":
            return
    machines = site.host_machines("name", "runtime.powerState")
    running = sorted(decode_name(v["name"] or "") for _, v in machines if v["runtime.powerState"] == ON)
    if running:
        raise StateError(
            "The host cannot enter maintenance mode.",
            cause=f"These virtual machines run on it: {', '.join(running[:5])}{' …' if len(running) > 5 else ''}",
            action="Migrate them to other hosts, save their state, or shut them down.",
        )


def exit_maintenance(site: EsxSite, progress: Progress) -> None:
    """Take the host out of maintenance mode."""
    if not _is_in(site):
        return
    with about("The host cannot leave maintenance mode."):
        host = site.host
        site.run(lambda: host.ExitMaintenanceMode_Task(timeout=0), progress, "Exit maintenance mode")


def _is_in(site: EsxSite) -> bool:
    return bool(site.read(site.host, "runtime.inMaintenanceMode")["runtime.inMaintenanceMode"])
