"""What running machines use now, from the figures that vCenter keeps at hand for lists."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model.status import VMStatus
from vmmconsole.providers.contract import VMStats

from .power import ON
from .site import EsxSite

_PROPERTIES = (
    "config.instanceUuid", "runtime.powerState", "runtime.bootTime", "runtime.maxCpuUsage",
    "summary.quickStats.overallCpuUsage", "summary.quickStats.guestMemoryUsage",
)  # fmt: skip


def stats_of(site: EsxSite) -> dict[UUID, VMStats]:
    """As `Provider.stats`; what disks and networks carried is not among these figures."""
    found: dict[UUID, VMStats] = {}
    for _, values in site.host_machines(*_PROPERTIES):
        if values["runtime.powerState"] != ON or not values["config.instanceUuid"]:
            continue
        used, most = values["summary.quickStats.overallCpuUsage"], values["runtime.maxCpuUsage"]
        found[UUID(values["config.instanceUuid"])] = VMStats(
            status=VMStatus.RUNNING,
            cpu_percent=min(100, round(100 * used / most)) if used is not None and most else None,
            memory_used_mb=values["summary.quickStats.guestMemoryUsage"],
            started_at=values["runtime.bootTime"],
        )
    return found
