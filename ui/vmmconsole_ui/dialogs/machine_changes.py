"""What changed in a virtual machine's properties: for Set-VM, and against what others changed meanwhile."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from vmmconsole.client.contract import HostCapabilities
from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import VMStatus
from vmmconsole.script.calls import Statement, Value, Variable, Word
from vmmconsole_ui.wizards.edited_hardware import EditedHardware
from vmmconsole_ui.wizards.script_parts import call, lookup, machine_lookup

from .hardware_changes import HardwareChanges

PROPERTIES: tuple[tuple[str, str, str], ...] = (
    ("name", "Name", "Name"), ("description", "Description", "Description"), ("owner", "Owner", "Owner"),
    ("operating_system", "OperatingSystem", "Operating system"), ("cpu_count", "CPUCount", "Processors"),
    ("cpu_type", "CPUType", "CPU type"), ("memory_mb", "MemoryMB", "Memory"),
    ("expected_cpu_utilization", "ExpectedCPUUtilization", "Expected load"),
    ("relative_weight", "RelativeWeight", "CPU priority"), ("num_lock", "NumLock", "Num Lock"),
    ("boot_order", "BootOrder", "Startup order"),
    ("limit_cpu_functionality", "LimitCPUFunctionality", "Processor functionality"),
    ("limit_cpu_for_migration", "LimitCPUForMigration", "Migration"), ("tag", "Tag", "Tag"),
    ("cost_center", "CostCenter", "Cost center"), ("quota_point", "QuotaPoint", "Quota points"),
    ("start_action", "StartAction", "Start action"), ("delay_start", "DelayStart", "Delay"),
    ("stop_action", "StopAction", "Stop action"), ("exclude_from_pro", "ExcludeFromPRO", "PRO actions"),
)  # fmt: skip
"""Attribute, parameter of Set-VM, and what people read."""
DEVICES = (
    "virtual_disk_drives", "virtual_dvd_drives", "virtual_floppy_drive", "virtual_com_ports", "virtual_scsi_adapters",
    "virtual_network_adapters",
)  # fmt: skip
_LOOKED_UP = {"operating_system": "Get-OperatingSystem", "cpu_type": "Get-CPUType"}
CUSTOM = 10


@dataclass
class MachineEdit:
    """A virtual machine as it was read, and as the person wants it."""

    before: VirtualMachine
    after: VirtualMachine

    @classmethod
    def of(cls, machine: VirtualMachine) -> MachineEdit:
        """Begin with no change."""
        return cls(machine, copy.deepcopy(machine))

    def changed(self) -> list[str]:
        """The attributes that the person changed; ``devices`` for any device."""
        return differences(self.before, self.after)

    def take(self, fresh: VirtualMachine) -> list[str]:
        """Take what others changed meanwhile; returns what both changed, which stays as the person has it."""
        mine = set(self.changed())
        theirs = set(differences(self.before, fresh))
        both = [name for name in theirs & mine if name in set(differences(self.after, fresh))]
        wanted = copy.deepcopy(fresh)
        for name in mine:
            for attribute in DEVICES if name == "devices" else (name,):
                setattr(wanted, attribute, getattr(self.after, attribute))
        self.before, self.after = fresh, wanted
        return sorted(both)

    def take_theirs(self, names: list[str]) -> None:
        """Give up the person's own change of these."""
        for name in names:
            for attribute in DEVICES if name == "devices" else (name,):
                setattr(self.after, attribute, copy.deepcopy(getattr(self.before, attribute)))


def differences(one: VirtualMachine, other: VirtualMachine) -> list[str]:
    """The attributes that differ; ``devices`` stands for all device lists."""
    names = [attribute for attribute, _, _ in PROPERTIES if getattr(one, attribute) != getattr(other, attribute)]
    if _customs(one) != _customs(other):
        names.append("custom_properties")
    if _devices(one) != _devices(other):
        names.append("devices")
    return names


def _devices(machine: VirtualMachine) -> list[object]:
    """The devices without what changes by itself: the space a disk takes, the addresses a guest has."""
    image = machine.virtual_floppy_drive.virtual_floppy_disk if machine.virtual_floppy_drive else None
    return [
        *(d.model_dump(exclude={"parent": True, "virtual_hard_disk": {"size"}}) for d in machine.virtual_disk_drives),
        *(d.model_dump(exclude={"parent"}) for d in machine.virtual_dvd_drives),
        *(a.model_dump(exclude={"parent", "ipv4_addresses"}) for a in machine.virtual_network_adapters),
        *(a.model_dump(exclude={"parent", "id"}) for a in machine.virtual_scsi_adapters),
        *(p.model_dump(exclude={"parent", "id", "name"}) for p in machine.virtual_com_ports),
        image.id if image else None,
    ]


def _customs(machine: VirtualMachine) -> list[str]:
    return [*machine.custom_properties, *[""] * CUSTOM][:CUSTOM]


def text_of_attribute(name: str) -> str:
    """What people read for an attribute."""
    known = {attribute: text for attribute, _, text in PROPERTIES}
    return known.get(name, "Devices" if name == "devices" else "Custom properties")


def statements(edit: MachineEdit, state: EditedHardware, server: str, group: UUID) -> tuple[Statement, ...]:
    """Device cmdlets in a JobGroup, then the lookups, then one Set-VM; empty where nothing changed."""
    devices = HardwareChanges(server, group)
    devices.write(edit.before, state)
    values = _values(edit)
    if not devices.statements and not values:
        return ()
    lookups: list[Statement] = [machine_lookup(server, edit.before.name, edit.before.id)]
    for attribute, cmdlet in _LOOKED_UP.items():
        name = getattr(edit.after, attribute)
        parameter = next(p for a, p, _ in PROPERTIES if a == attribute)
        if parameter in values:
            lookups.append(lookup(parameter, cmdlet, server, Name=name))
            values[parameter] = Variable(parameter)
    if devices.statements:
        values["JobGroup"] = group
    return (*devices.statements, *lookups, call("Set-VM", VM=Variable("VM"), **values))


def _values(edit: MachineEdit) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for attribute, parameter, _ in PROPERTIES:
        now = getattr(edit.after, attribute)
        if now == getattr(edit.before, attribute) or (attribute in _LOOKED_UP and not now):
            continue
        values[parameter] = _value(now)
    for number, (was, now) in enumerate(zip(_customs(edit.before), _customs(edit.after), strict=True), start=1):
        if was != now:
            values[f"Custom{number}"] = now
    return values


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(item.value for item in value)
    if isinstance(value, Enum):
        return Word(str(value.value))
    assert isinstance(value, (str, int, bool))
    return value


def hardware_lock(key: str, machine: VirtualMachine, known: set[str], abilities: HostCapabilities) -> str:
    """Why a part of a machine's hardware cannot be changed now; empty where it can.

    `key` is as for `EditedHardware.lock`; `known` are the keys of the devices that the machine has on its host.
    """
    if key.endswith(".kind") and key.removesuffix(".kind") in known:
        return "The type of an adapter cannot be changed. Remove it, and add one of the other type."
    if machine.status is VMStatus.POWER_OFF:
        return ""
    if machine.status is VMStatus.SAVED:
        return "The machine has a saved state. Discard it, or start the machine and shut it down."
    if machine.status not in {VMStatus.RUNNING, VMStatus.PAUSED}:
        return f"This is not possible while the machine's status is {machine.status.text}."
    device = key.partition(".")[0].removeprefix("remove:")
    if device.partition(":")[2] and device not in known and not key.startswith("add:"):
        return ""
    ability = _ability(key)
    if ability and getattr(abilities, ability):
        return ""
    if ability is None:
        return ""
    return abilities.reasons.get(ability, "") or "The virtual machine must be off for this change."


def _ability(key: str) -> str | None:
    """The capability that a change of a running machine needs; empty for none that helps, None for no need."""
    kind = key.partition(":")[0]
    if key == "priority":
        return None
    if key == "memory.size":
        return "hot_change_memory"
    if key == "processor.count":
        return "hot_add_cpu"
    if key in {"add:disk", "add:nic"}:
        return "hot_add_disk" if key == "add:disk" else "hot_add_network_adapter"
    if kind == "remove":
        return {"disk": "hot_remove_disk", "nic": "hot_remove_network_adapter"}.get(key.split(":")[1], "")
    if key.startswith("dvd:") and key.endswith(".media"):
        return "hot_change_media"
    if key.startswith("nic:") and key.endswith(".network"):
        return None
    return ""
