"""Why a host cannot, or should not, take a machine, apart from how loaded it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.host import RatingReason, VMHost
from vmmconsole.model.status import BusType, HostStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import Capabilities


def of_status(host: VMHost) -> Iterator[RatingReason]:
    """What the host's status says against it; while there is something, its figures may be old."""
    if host.maintenance_mode or host.overall_state is HostStatus.MAINTENANCE_MODE:
        yield RatingReason(text="The host is in maintenance mode.", hard=True)
    elif not host.responds:
        why = f": {host.status_reason.rstrip('.')}." if host.status_reason else "."
        text = "does not respond" if host.overall_state is HostStatus.NOT_RESPONDING else ""
        yield RatingReason(text=f"The host {text or f'has the status {host.status_text}'}{why}", hard=True)
    if not host.available_for_placement:
        yield RatingReason(text="The host is not available for placement; its properties say so.", hard=True)


def of_machine(request: PlacementRequest, host: VMHost, capabilities: Capabilities | None) -> Iterator[RatingReason]:
    """What the machine asks for that the host does not have."""
    yield from _limits(request.hardware, host)
    if request.machine is not None and request.machine.vm_host is not None and request.machine.vm_host.id == host.id:
        yield RatingReason(text="The virtual machine is on this host already.", hard=True)
    if request.original is not None and request.original_host is not None:
        yield from _copy(request.original.name, request.original_host, host)
    if request.hardware.highly_available:
        yield RatingReason(text="A highly available machine needs a host that is in a cluster.", hard=True)
    if capabilities is not None:
        yield from _devices(request.hardware, capabilities)
    yield from _networks(request.hardware, host)


def _copy(name: str, original: VMHost, host: VMHost) -> Iterator[RatingReason]:
    """That what is copied cannot be copied there."""
    if not host.takes_copies_from(original):
        manager = original.virtualization_manager
        where = f"hosts of {manager.name}" if manager is not None else original.name
        yield RatingReason(text=f"Copies of {name} can be made on {where} only.", hard=True)


def of_names(machine: VirtualMachine, there: Iterable[VirtualMachine]) -> Iterator[RatingReason]:
    """A machine of the host that has the name of the one that is to come."""
    if any(other.name.casefold() == machine.name.casefold() and other.id != machine.id for other in there):
        yield RatingReason(text=f"There is a virtual machine named '{machine.name}' on the host.", hard=True)


def _limits(hardware: Hardware, host: VMHost) -> Iterator[RatingReason]:
    count, most, there = hardware.cpu_count, host.maximum_cpus_per_vm, host.logical_processor_count
    if most and count > most:
        yield RatingReason(text=f"Needs {count:,} processors; the host gives a machine {most:,} at most.", hard=True)
    elif count > there:
        text = f"Needs {count:,} processors; the host has {there:,}."
        yield RatingReason(text=text, hard=not most)
    most = host.maximum_memory_per_vm_mb
    if most and hardware.memory_mb > most:
        text = f"Needs {hardware.memory_mb:,} MB of memory; the host gives a machine {most:,} MB at most."
        yield RatingReason(text=text, hard=True)


def _devices(hardware: Hardware, capabilities: Capabilities) -> Iterator[RatingReason]:
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    for bus in sorted({drive.bus_type.value for drive in drives} - set(capabilities.bus_types)):
        known = " and ".join(capabilities.bus_types)
        yield RatingReason(text=f"Needs a drive on {bus}; the host has {known} only.", hard=True)
    for drive in drives:
        if drive.bus_type is BusType.IDE and (drive.bus, drive.lun) not in capabilities.ide_slots:
            yield RatingReason(text=f"Needs a drive at {_place(drive)}, which the host does not have.", hard=True)
        elif drive.bus_type is BusType.SCSI and drive.lun > capabilities.maximum_scsi_lun:
            text = f"Needs a drive at {_place(drive)}; the host goes up to slot {capabilities.maximum_scsi_lun}."
            yield RatingReason(text=text, hard=True)
    adapters, most = len(hardware.virtual_network_adapters), capabilities.maximum_network_adapters
    if adapters > most:
        text = f"Needs {adapters:,} network adapters; the host gives a machine {most:,} at most."
        yield RatingReason(text=text, hard=True)


def _place(drive: VirtualDiskDrive | VirtualDVDDrive) -> str:
    return f"{drive.bus_type.value} channel {drive.bus}, slot {drive.lun}"


def _networks(hardware: Hardware, host: VMHost) -> Iterator[RatingReason]:
    """Networks that are missing: soft, because the machine can be connected to another one."""
    for wanted in dict.fromkeys(a.virtual_network for a in hardware.virtual_network_adapters if a.virtual_network):
        found = [network for network in host.networks if network.name.casefold() == wanted.casefold()]
        if not found:
            yield RatingReason(text=f"The host has no virtual network {wanted!r}.")
        elif not any(network.active for network in found):
            yield RatingReason(text=f"The virtual network {wanted!r} of the host is not active.")
    for tag in dict.fromkeys(a.network_tag for a in hardware.virtual_network_adapters if a.network_tag):
        if not any(network.tag.casefold() == tag.casefold() for network in host.networks):
            yield RatingReason(text=f"The host has no virtual network with the tag {tag!r}.")
    for place in dict.fromkeys(a.network_location for a in hardware.virtual_network_adapters if a.network_location):
        known = [location for network in host.networks for location in network.locations]
        known += [adapter.network_location for adapter in host.network_adapters]
        if not any(location.casefold() == place.casefold() for location in known):
            yield RatingReason(text=f"The host is not connected to the network location {place!r}.")
