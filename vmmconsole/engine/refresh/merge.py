"""What a provider says of a host or a machine, merged with what the engine itself keeps of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from vmmconsole.model import Ref, VirtualMachine, VMHost
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.host import VMHostVolume
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import HostStatus, VMStatus

READ_WHOLE = (set(Hardware.model_fields) - {"cpu_count", "memory_mb"}) | {"checkpoints"}
"""What only a machine that was read whole has."""


def merge_machine(
    stored: VirtualMachine | None,
    facts: VirtualMachine,
    host: Ref,
    group_path: str,
    *,
    held: bool,
    whole: bool = True,
) -> VirtualMachine:
    """The machine with the provider's facts and the stored engine properties. `held`: a job shows a status of its own,
    which stays. Without `whole` the facts have no devices and checkpoints, and the stored ones stay."""
    place: dict[str, Any] = {"vm_host": host, "host_group_path": group_path}
    if stored is None:
        read = facts.config_version if whole else None
        return facts.model_copy(update={**place, "revision": 0, "read_config_version": read})
    kept = {name: getattr(stored, name) for name in VirtualMachine.engine_properties}
    kept.update(place, id=stored.id, revision=stored.revision, modified_at=stored.modified_at)
    kept["operating_system"] = stored.operating_system or facts.operating_system
    if whole:
        kept["read_config_version"] = facts.config_version
    else:
        kept |= {name: getattr(stored, name) for name in READ_WHOLE}
    if held or keeps_failure(stored):
        kept["status"] = stored.status
    if facts.status is VMStatus.RUNNING:
        # The inventory has no load; statistics bring it.
        kept["cpu_utilization"] = _first(facts.cpu_utilization, stored.cpu_utilization)
        kept["memory_used_mb"] = _first(facts.memory_used_mb, stored.memory_used_mb)
        kept["started_at"] = stored.started_at if stored.status is VMStatus.RUNNING else facts.started_at
        kept["started_at"] = facts.started_at or kept["started_at"]
    return facts.model_copy(update=kept)


def keeps_failure(machine: VirtualMachine) -> bool:
    """Whether the machine waits for Repair-VM: its status then stays, whatever the host says."""
    return machine.failed_job is not None and machine.status.is_failed


def _first(fresh: int | None, stored: int | None) -> int | None:
    return stored if fresh is None else fresh


def merge_host(stored: VMHost, facts: VMHost, *, running: int, total: int) -> VMHost:
    """The host with the provider's facts and the stored engine properties; it answers, so its status says so."""
    kept: dict[str, Any] = {name: getattr(stored, name) for name in VMHost.engine_properties}
    kept.update(
        id=stored.id,
        revision=stored.revision,
        modified_at=stored.modified_at,
        vm_paths=stored.vm_paths or facts.vm_paths,
        overall_state=answering_state(stored, facts),
        running_vms=running,
        total_vms=total,
        refreshed_at=utc_now(),
    )
    here = stored.ref
    kept["volumes"] = [_volume(stored, volume) for volume in facts.volumes]
    kept["networks"] = [network.model_copy(update={"vm_host": here}) for network in facts.networks]
    kept["network_adapters"] = [adapter.model_copy(update={"vm_host": here}) for adapter in facts.network_adapters]
    return facts.model_copy(update=kept)


def _volume(stored: VMHost, volume: VMHostVolume) -> VMHostVolume:
    """The volume with its host, with an ID, and not for new machines when somebody said so."""
    usable = volume.available_for_placement and volume.mount_point not in stored.kept_free_volumes
    volume_id = volume.id or uuid5(stored.id, f"volume:{volume.mount_point}")
    return volume.model_copy(update={"id": volume_id, "vm_host": stored.ref, "available_for_placement": usable})


def answering_state(stored: VMHost, facts: VMHost) -> HostStatus:
    """The status of a host that answers."""
    if stored.maintenance_mode or stored.maintenance_host:
        return HostStatus.MAINTENANCE_MODE
    limited = {HostStatus.OK_LIMITED, HostStatus.NEEDS_ATTENTION}
    return facts.overall_state if facts.overall_state in limited else HostStatus.OK
