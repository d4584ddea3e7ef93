"""From a New Virtual Machine request to its script, in the layout that the original's wizard has."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from vmmconsole.script.calls import SWITCH, Call, Lookup, Script, Statement, Value, Variable, Word

from .device_script import DeviceScript
from .new_vm_request import NewVirtualMachine, Source
from .script_parts import call, file_lookup, lookup, machine_lookup, reference, server_value, template_lookup

TITLE = "New Virtual Machine Script"
JOB_NAME = "Create virtual machine"
PROFILE_DESCRIPTION = "Profile used to create a VM/Template"
PATH_SEPARATOR = "|"
"""What stands between several paths in -VMPaths."""
SOURCE_DISK = "VirtualHardDisk"
ALL_PAGES = frozenset({"source", "identity", "hardware", "host", "path", "networks", "properties", "summary"})


def statements(request: NewVirtualMachine, pages: Collection[str] = ALL_PAGES) -> Script:
    """The script of the request as far as those pages have been filled in; with all of them, the one that runs."""
    parts: list[Statement] = []
    if "hardware" in pages and not request.source.is_copied:
        parts += _hardware(request)
    if "identity" in pages and request.name:
        parts += _machine(request, pages)
    return Script(TITLE, tuple(parts))


def _hardware(request: NewVirtualMachine) -> list[Statement]:
    hardware = request.hardware
    reserved = (SOURCE_DISK,) if request.source_disk else ()
    devices = _devices(request, reserved)
    devices.statements.append(_profile(request, request.profile_name, PROFILE_DESCRIPTION))
    source = request.source_drive if request.source_disk is not None else None
    disks = [drive for drive in hardware.virtual_disk_drives if drive is not source]
    devices.all_disks(disks, request.disks)
    return devices.statements


def profile_statements(request: NewVirtualMachine, name: str, description: str, job_group: UUID) -> list[Statement]:
    """The hardware without its disks as a profile of its own in the library."""
    saved = request.model_copy(update={"job_group": job_group})
    return [*_devices(saved).statements, _profile(saved, name, description)]


def _devices(request: NewVirtualMachine, reserved: tuple[str, ...] = ()) -> DeviceScript:
    """All devices that a profile can hold, and the lookup of the CPU type."""
    hardware = request.hardware
    devices = DeviceScript(request.server, request.job_group, reserved=reserved)
    devices.floppy(request.floppy_disk)
    for port in hardware.virtual_com_ports:
        devices.com_port(port)
    for scsi in hardware.virtual_scsi_adapters:
        devices.scsi_adapter(scsi)
    for adapter in hardware.virtual_network_adapters:
        devices.network_adapter(adapter)
    for drive in hardware.virtual_dvd_drives:
        devices.dvd_drive(drive, request.isos.get(drive.id))
    if hardware.cpu_type:
        devices.statements.append(lookup("CPUType", "Get-CPUType", request.server, Name=hardware.cpu_type))
    return devices


def _profile(request: NewVirtualMachine, name: str, description: str) -> Call:
    hardware = request.hardware
    boot: tuple[str, ...] = tuple(device.value for device in hardware.boot_order)
    return call(
        "New-HardwareProfile",
        VMMServer=server_value(request.server),
        Owner=request.owner,
        CPUType=Variable("CPUType") if hardware.cpu_type else None,
        Name=name,
        Description=description,
        CPUCount=hardware.cpu_count,
        MemoryMB=hardware.memory_mb,
        ExpectedCPUUtilization=hardware.expected_cpu_utilization,
        DiskIO=hardware.disk_io,
        CPUMax=hardware.cpu_max,
        CPUReserve=hardware.cpu_reserve,
        NetworkUtilization=hardware.network_utilization,
        RelativeWeight=hardware.relative_weight,
        HighlyAvailable=hardware.highly_available,
        NumLock=hardware.num_lock,
        BootOrder=boot,
        LimitCPUFunctionality=hardware.limit_cpu_functionality,
        LimitCPUForMigration=hardware.limit_cpu_for_migration,
        JobGroup=request.job_group,
    )


def _machine(request: NewVirtualMachine, pages: Collection[str]) -> list[Statement]:
    server = request.server
    parts: list[Statement] = []
    values: dict[str, Value] = {}
    source = _source(request)
    if source is not None:
        parts.append(source)
        values[source.variable] = reference(source)
    values |= {"Name": request.name, "Description": request.description, "Owner": request.owner}
    if "host" in pages and request.host is not None:
        parts.append(lookup("VMHost", "Get-VMHost", server, Name=request.host.name))
        values["VMHost"] = Variable("VMHost")
    if "path" in pages and request.path:
        values["Path"] = request.path
        if request.new_default_path:
            # Several paths stand in one string, as in the host's properties.
            paths = PATH_SEPARATOR.join([*request.host_paths, request.new_default_path])
            parts.append(call("Set-VMHost", VMHost=Variable("VMHost"), VMPaths=paths))
    if not request.source.is_copied:
        values["JobGroup"] = request.job_group
    values["RunAsynchronously"] = SWITCH
    if "hardware" in pages and not request.source.is_copied:
        parts.append(lookup("HardwareProfile", "Get-HardwareProfile", server, Name=request.profile_name))
        values["HardwareProfile"] = Variable("HardwareProfile")
    if "properties" in pages:
        if request.operating_system:
            parts.append(lookup("OperatingSystem", "Get-OperatingSystem", server, Name=request.operating_system))
            values["OperatingSystem"] = Variable("OperatingSystem")
        values |= _actions(request)
    return [*parts, call("New-VM", **values)]


def _source(request: NewVirtualMachine) -> Lookup | None:
    """What finds the source; its variable is called as the parameter of New-VM that takes it."""
    machine = request.source_machine
    if request.source is Source.EXISTING_DISK and request.source_disk is not None:
        return file_lookup(SOURCE_DISK, "Get-VirtualHardDisk", request.server, request.source_disk)
    if request.source is Source.TEMPLATE and machine is not None:
        return template_lookup(request.server, machine.name, machine.id)
    if request.source is Source.CLONE and machine is not None:
        return machine_lookup(request.server, machine.name, machine.id)
    return None


def _actions(request: NewVirtualMachine) -> dict[str, Value]:
    values: dict[str, Value] = {
        "StartAction": Word(request.start_action.value),
        "DelayStart": request.delay_start,
        "StopAction": Word(request.stop_action.value),
    }
    if request.exclude_from_pro:
        values["ExcludeFromPRO"] = True
    if request.start_vm:
        values["StartVM"] = SWITCH
    return values
