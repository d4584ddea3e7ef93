"""What ESX cannot give a virtual machine, before anything is done."""

from __future__ import annotations

from vmmconsole.model.errors import CapabilityError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import BusType
from vmmconsole.providers.contract import Capabilities
from vmmconsole.providers.hardware_check import check_hardware

from .site import EsxSite

_MEMORY_MB = 6128 * 1024
"""The most of hardware version 13 and later (Configuration Maximums); a host may give more than it has."""
_MEMORY_STEP_MB = 4
_CONTROLLER_LUN = 7


def check_esx_hardware(site: EsxSite, hardware: Hardware, capabilities: Capabilities) -> None:
    """That the host can provide the hardware.

    Raises:
        CapabilityError: it cannot; says what and why.
    """
    facts = site.read(site.host, "summary.hardware")["summary.hardware"]
    check_hardware(hardware, capabilities, memory_mb=_MEMORY_MB, cpus=int(facts.numCpuThreads) if facts else 1)
    if hardware.memory_mb % _MEMORY_STEP_MB:
        lower = hardware.memory_mb // _MEMORY_STEP_MB * _MEMORY_STEP_MB
        raise CapabilityError(
            f"The host cannot provide {hardware.memory_mb} MB of memory.",
            cause=f"ESX gives memory in steps of {_MEMORY_STEP_MB} MB.",
            action=f"Choose {lower or _MEMORY_STEP_MB} or {lower + _MEMORY_STEP_MB} MB.",
        )
    drives: list[VirtualDiskDrive | VirtualDVDDrive] = [*hardware.virtual_disk_drives, *hardware.virtual_dvd_drives]
    for drive in drives:
        if drive.bus_type is BusType.SCSI and drive.lun == _CONTROLLER_LUN:
            raise CapabilityError(
                f"There is no place SCSI channel {drive.bus}, LUN {_CONTROLLER_LUN}.",
                cause="The SCSI adapter itself is there.",
                action="Choose another place for the drive.",
            )
