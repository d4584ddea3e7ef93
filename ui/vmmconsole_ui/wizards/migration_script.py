"""From a migration request to its scripts, one for each virtual machine, in the layout of the original's wizard."""

from __future__ import annotations

from collections.abc import Collection

from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import BusType
from vmmconsole.script.calls import SWITCH, Script, Statement, Value, Variable
from vmmconsole.script.writer import write

from .migration_request import Migration, MovingMachine
from .script_parts import call, device_lookup, lookup, machine_lookup, numbered, reference, server_value

TITLE = "Migrate Virtual Machine Wizard Script"
STORAGE_TITLE = "Migrate Storage Wizard Script"
ALL_PAGES = frozenset({"host", "path", "networks", "summary"})


def scripts(request: Migration, pages: Collection[str] = ALL_PAGES) -> list[str]:
    """The texts of all scripts as far as those pages have been filled in; with all of them, those that run."""
    if request.host is None:
        return []
    title = STORAGE_TITLE if request.storage_only else TITLE
    return [
        write(Script(title, tuple(statements(request, machine, pages))), generated_at=request.generated_at)
        for machine in request.travellers
    ]


def statements(request: Migration, machine: MovingMachine, pages: Collection[str] = ALL_PAGES) -> list[Statement]:
    """The script of one machine: networks and single disks into its job group, then Move-VM."""
    parts: list[Statement] = []
    if "networks" in pages:
        parts += _networks(request, machine)
    if "path" in pages:
        parts += [_disk(request, machine, drive) for drive in machine.disks if machine.disk_paths.get(drive.id)]
    found = machine_lookup(request.server, machine.name, machine.id)
    parts.append(found)
    values: dict[str, Value] = {"VM": reference(found)}
    if not request.storage_only and request.host is not None:
        host = lookup("VMHost", "Get-VMHost", request.server, Name=request.host.name)
        parts.append(host)
        values["VMHost"] = reference(host)
    if "path" in pages and machine.path:
        values["Path"] = machine.path
    if request.use_lan and not machine.paths:
        values["UseLAN"] = SWITCH
    if request.start_vm and machine.can_start:
        values["StartVMOnTarget"] = SWITCH
    values |= {"RunAsynchronously": SWITCH, "JobGroup": machine.job_group}
    return [*parts, call("Move-VM", **values)]


def _networks(request: Migration, machine: MovingMachine) -> list[Statement]:
    parts: list[Statement] = []
    variables: list[str] = []
    for adapter in machine.hardware.virtual_network_adapters:
        name = machine.networks.get(adapter.id, adapter.virtual_network)
        if name == adapter.virtual_network:
            continue
        variables.append(numbered("VirtualNetworkAdapter", variables))
        found = device_lookup(variables[-1], "VirtualNetworkAdapter", request.server, adapter.id)
        where: dict[str, Value] = {"VirtualNetwork": name} if name else {"NoConnection": SWITCH}
        target = Variable(found.variable)
        change = call(
            "Set-VirtualNetworkAdapter", VirtualNetworkAdapter=target, **where, JobGroup=machine.job_group
        )  # fmt: skip
        parts += [found, change]
    return parts


def _disk(request: Migration, machine: MovingMachine, drive: VirtualDiskDrive) -> Statement:
    bus = "IDE" if drive.bus_type is BusType.IDE else "SCSI"
    place: dict[str, Value] = {bus: SWITCH, "Bus": drive.bus, "LUN": drive.lun}
    server = server_value(request.server)
    return call(
        "Move-VirtualHardDisk", VMMServer=server, **place, Path=machine.disk_paths[drive.id], JobGroup=machine.job_group
    )  # fmt: skip
