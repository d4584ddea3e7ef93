"""Maintenance mode of a host: vCenter moves its machines away where it can, and starts none on it."""

from __future__ import annotations

from vmmconsole.providers.contract import Progress

from .site import EsxSite, about


def enter_maintenance(site: EsxSite, progress: Progress, *, evacuate: bool = False) -> None:
    """Bring the host into maintenance mode, once no machine runs on it any more; with `evacuate` those that are off
    are moved away too. Cancelling leaves the host as it was."""
    if _is_in(site):
        return
    with about("The host cannot enter maintenance mode."):
        host = site.host
        site.run(
            lambda: host.EnterMaintenanceMode_Task(timeout=0, evacuatePoweredOffVms=evacuate),
            progress, "Enter maintenance mode",
        )  # fmt: skip


def exit_maintenance(site: EsxSite, progress: Progress) -> None:
    """Take the host out of maintenance mode."""
    if not _is_in(site):
        return
    with about("The host cannot leave maintenance mode."):
        host = site.host
        site.run(lambda: host.ExitMaintenanceMode_Task(timeout=0), progress, "Exit maintenance mode")


def _is_in(site: EsxSite) -> bool:
    return bool(site.read(site.host, "runtime.inMaintenanceMode")["runtime.inMaintenanceMode"])
