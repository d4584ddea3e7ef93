"""The settings that hardware profiles and virtual machines share, as parameters of their cmdlets."""

from __future__ import annotations

from typing import Any

from vmmconsole.model import CPUType, HardwareProfile, VirtualMachine
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import BootDevice
from vmmconsole.script.cmdlet import parameter

from .hardware_rules import LARGEST_MEMORY_MB, MAXIMUM_CPUS, SMALLEST_MEMORY_MB
from .later_hardware import LaterHardware
from .vmm_cmdlet import GroupedCmdlet, old_to_new, shown

_UNITS = {"memory_mb": "MB", "expected_cpu_utilization": "%", "network_utilization": "Mbps", "cpu_max": "%",
          "cpu_reserve": "%", "disk_io": "operations a second"}  # fmt: skip
_SETTINGS = (
    "cpu_count", "cpu_type", "memory_mb", "boot_order", "num_lock", "limit_cpu_functionality",
    "limit_cpu_for_migration", "highly_available", "expected_cpu_utilization", "disk_io", "network_utilization",
    "relative_weight", "cpu_reserve", "cpu_max",
)  # fmt: skip
ENGINE_SETTINGS = tuple(name for name in _SETTINGS if name in VirtualMachine.engine_properties)
"""Those of the settings that the hypervisor knows nothing of: the engine keeps them."""


class HardwareParameters(GroupedCmdlet, LaterHardware):
    """Processor, memory, boot order and what placement expects of a machine."""

    cpu_count: int = parameter(
        "CPUCount", minimum=1, maximum=MAXIMUM_CPUS, unit="processors", help="The number of virtual processors."
    )
    cpu_type: CPUType | None = parameter(
        "CPUType", help="The CPU type that the rating of hosts reckons with, from Get-CPUType; $null for no other one."
    )
    memory_mb: int = parameter(
        "MemoryMB", unit="MB", minimum=SMALLEST_MEMORY_MB, maximum=LARGEST_MEMORY_MB, help="The memory in MB."
    )
    boot_order: list[BootDevice] = parameter(
        "BootOrder", help="The devices to start from, in order: CD, IdeHardDrive, PxeBoot, Floppy."
    )
    num_lock: bool = parameter("NumLock", help="$true to start with the number pad on.")
    limit_cpu_functionality: bool = parameter(
        "LimitCPUFunctionality", aliases=("CPULimitFunctionality",),
        help="$true to show an old guest operating system a plain processor.",
    )  # fmt: skip
    limit_cpu_for_migration: bool = parameter(
        "LimitCPUForMigration", aliases=("CPULimitForMigration",),
        help="$true to show only what processors of other hosts have too, so that it can migrate.",
    )  # fmt: skip
    highly_available: bool = parameter("HighlyAvailable", help="$true to place it on a host cluster only.")
    expected_cpu_utilization: int = parameter(
        "ExpectedCPUUtilization", aliases=("CPUExpectedUtilizationPercent",), unit="%", minimum=0, maximum=100,
        help="How much of its processors it is expected to use, in percent.",
    )  # fmt: skip
    disk_io: int = parameter(
        "DiskIO", aliases=("DiskIops",), unit="operations a second", minimum=0,
        help="How many disk operations a second it is expected to need.",
    )  # fmt: skip
    network_utilization: int = parameter(
        "NetworkUtilization", aliases=("NetworkUtilizationMbps",), unit="Mbps", minimum=0,
        help="How much network it is expected to use, in megabits a second.",
    )  # fmt: skip
    relative_weight: int = parameter(
        "RelativeWeight", aliases=("CPURelativeWeight",), minimum=1, maximum=10_000,
        help="Its share of processor time against others when there is not enough; 100 is normal.",
    )  # fmt: skip
    cpu_reserve: int = parameter(
        "CPUReserve", aliases=("CPUCyclesReservePercent",), unit="%", minimum=0, maximum=100,
        help="The processor time that it always gets, in percent.",
    )  # fmt: skip
    cpu_max: int = parameter(
        "CPUMax", aliases=("CPUMaximumPercent", "CPUCyclesLimitPercent"), unit="%", minimum=1, maximum=100,
        help="The most processor time that it gets, in percent.",
    )  # fmt: skip

    def settings(self) -> dict[str, Any]:
        """The settings that the call gives, by attribute of `Hardware`."""
        given = {name: getattr(self, name) for name in _SETTINGS if self.given(name)}
        if "cpu_type" in given:
            given["cpu_type"] = given["cpu_type"].name
        return given

    def apply_settings(self, hardware: Hardware) -> None:
        """Put the settings that the call gives into the hardware."""
        for name, value in self.settings().items():
            setattr(hardware, name, value)

    def shown_settings(self) -> list[str]:
        """A sentence per setting that the call gives, for a plan."""
        titles = {p.attribute: p.name for p in type(self).parameters}
        return [f"{titles[name]}: {shown(value, _UNITS.get(name, ''))}" for name, value in self.settings().items()]

    def changed_settings(self, owner: VirtualMachine | HardwareProfile) -> list[str]:
        """A sentence per setting that differs, old → new, for a plan."""
        titles = {p.attribute: p.name for p in type(self).parameters}
        return [
            old_to_new(titles[name], getattr(owner, name), value, _UNITS.get(name, ""))
            for name, value in self.settings().items()
            if getattr(owner, name) != value
        ]
