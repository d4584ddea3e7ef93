"""What running machines use now, from the figures that vCenter keeps at hand for lists."""

from __future__ import annotations

from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.status import VMStatus
from vmmconsole.providers.contract import VMStats

from .collector import Values, moment, number, retrieve
from .machine_read import id_of
from .power import ON
from .site import EsxSite

STATS = (
    "runtime.powerState", "runtime.bootTime", "runtime.maxCpuUsage", "summary.quickStats.overallCpuUsage",
    "summary.quickStats.guestMemoryUsage",
)  # fmt: skip
"""The properties that `stats_in` reads."""
_UNKNOWN = -1


def stats_in(values: Values) -> VMStats | None:
    """What a machine uses; None for one that does not run."""
    if values.get("runtime.powerState") != ON:
        return None
    used = number(values.get("summary.quickStats.overallCpuUsage"), _UNKNOWN)
    most = number(values.get("runtime.maxCpuUsage"))
    memory = number(values.get("summary.quickStats.guestMemoryUsage"), _UNKNOWN)
    return VMStats(
        status=VMStatus.RUNNING,
        cpu_percent=min(100, round(100 * used / most)) if used != _UNKNOWN and most else None,
        memory_used_mb=memory if memory != _UNKNOWN else None,
        started_at=moment(values.get("runtime.bootTime")),
    )


def stats_of(site: EsxSite) -> dict[UUID, VMStats]:
    """As `Provider.stats`; what disks and networks carried is not among these figures."""
    keys = [machine._moId for machine, _ in site.host_machines("name")]
    found = retrieve(site.session, vim.VirtualMachine, ("config.instanceUuid", *STATS), keys)
    read = {id_of(values): stats_in(values) for values in found.values()}
    return {machine_id: stats for machine_id, stats in read.items() if machine_id is not None and stats is not None}
