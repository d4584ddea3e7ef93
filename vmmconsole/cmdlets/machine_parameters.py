"""The properties of a virtual machine that the engine keeps, as parameters of New-VM and Set-VM."""

from __future__ import annotations

from typing import Any

from vmmconsole.model import OperatingSystem, UserRole, VirtualMachine
from vmmconsole.model.status import VMStartAction, VMStopAction
from vmmconsole.script.cmdlet import parameter, switch

from .hardware_parameters import ENGINE_SETTINGS, HardwareParameters
from .vmm_cmdlet import old_to_new

_PROPERTIES = (
    "description", "owner", "tag", "cost_center", "quota_point", "start_action", "stop_action", "delay_start",
    "exclude_from_pro",
)  # fmt: skip
_CUSTOM = 10


class MachineParameters(HardwareParameters):
    """What New-VM and Set-VM share beyond the hardware."""

    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user; the default is who runs the script.")
    user_role: UserRole = parameter("UserRole", help="The self-service role it belongs to.")
    operating_system: OperatingSystem | None = parameter(
        "OperatingSystem", help="The guest operating system, from Get-OperatingSystem; $null for no other one."
    )
    start_action: VMStartAction = parameter(
        "StartAction", help="What happens when the host starts: NeverAutoTurnOnVM, AlwaysAutoTurnOnVM or "
        "TurnOnVMIfRunningWhenVSStopped.",
    )  # fmt: skip
    delay_start: int = parameter(
        "DelayStart", aliases=("DelayStartSeconds",), unit="seconds", minimum=0, maximum=86_400,
        help="How many seconds after the host it starts.",
    )  # fmt: skip
    stop_action: VMStopAction = parameter(
        "StopAction", help="What happens when the host stops: SaveVM, TurnOffVM or ShutdownGuestOS."
    )
    exclude_from_pro: bool = parameter(
        "ExcludeFromPRO",
        aliases=("BlockDynamicOptimization",),
        help="$true to leave it out of PRO actions.",
    )
    tag: str = parameter("Tag", help="A word to find it by.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    quota_point: int = parameter("QuotaPoint", minimum=0, maximum=1000, help="How much of a quota it takes.")
    custom1: str = parameter("Custom1", help="The first custom property.")
    custom2: str = parameter("Custom2", help="The second custom property.")
    custom3: str = parameter("Custom3", help="The third custom property.")
    custom4: str = parameter("Custom4", help="The fourth custom property.")
    custom5: str = parameter("Custom5", help="The fifth custom property.")
    custom6: str = parameter("Custom6", help="The sixth custom property.")
    custom7: str = parameter("Custom7", help="The seventh custom property.")
    custom8: str = parameter("Custom8", help="The eighth custom property.")
    custom9: str = parameter("Custom9", help="The ninth custom property.")
    custom10: str = parameter("Custom10", help="The tenth custom property.")
    run_as_system: switch = parameter("RunAsSystem", help="Accepted for scripts.")
    hardware_assisted: bool = parameter(
        "UseHardwareAssistedVirtualization", help="Accepted for scripts; it is used wherever the host has it."
    )

    def properties(self, machine: VirtualMachine) -> dict[str, Any]:
        """The engine's properties that the call gives, by attribute of `VirtualMachine`."""
        update: dict[str, Any] = {name: getattr(self, name) for name in _PROPERTIES if self.given(name)}
        if self.operating_system:
            update["operating_system"] = self.operating_system.name
        if self.given("user_role"):
            update["user_role"] = self.user_role.ref
        custom = list(machine.custom_properties)
        for number in range(1, _CUSTOM + 1):
            if self.given(f"custom{number}"):
                custom[number - 1] = getattr(self, f"custom{number}")
        if custom != machine.custom_properties:
            update["custom_properties"] = custom
        settings = self.settings()
        return update | {name: settings[name] for name in ENGINE_SETTINGS if name in settings}

    def autostart(self) -> bool | None:
        """Whether the host starts it with itself; None when the call does not say."""
        return self.start_action is VMStartAction.ALWAYS if self.given("start_action") else None

    def changed_properties(self, machine: VirtualMachine) -> list[str]:
        """A sentence per property that differs, old → new, for a plan."""
        names = {p.attribute: p.name for p in type(self).parameters}
        return [
            old_to_new(names.get(name, "Custom properties"), getattr(machine, name), value)
            for name, value in self.properties(machine).items()
            if name not in ENGINE_SETTINGS and getattr(machine, name) != value
        ]
