"""From the properties of a vCenter machine to the model: what lists show, and for the asked ones everything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import VMMError
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import VirtualizationPlatform, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine, VMCheckpoint

from .collector import Values, many, moment, number, part, truth
from .device_read import DeviceReader, boot_order_of, file_sizes
from .identity import checkpoint_texts, decode_name, is_under_creation
from .paths import parse_path
from .status_map import status_of

LIGHT = (
    "name", "config.instanceUuid", "config.template", "config.changeVersion", "config.hardware.numCPU",
    "config.hardware.memoryMB", "config.annotation", "config.guestFullName", "config.files.vmPathName",
    "config.firmware", "runtime.powerState", "runtime.connectionState", "runtime.host", "runtime.bootTime",
    "guest.toolsRunningStatus", "guest.hostName", "guest.guestFullName", "summary.storage.committed", "snapshot",
    "customValue",
)  # fmt: skip
"""What is followed of every machine: what lists show, and what says that the rest is another now."""
WHOLE = (
    *LIGHT, "config.hardware.device", "config.extraConfig", "config.bootOptions", "config.cpuAllocation.shares",
    "guest.net", "layoutEx",
)  # fmt: skip
_NORMAL_SHARES = 1000
"""Of each virtual processor, where nobody chose a weight."""


@dataclass(slots=True)
class Surroundings:
    """What the server has beside a machine that its properties speak of by keys."""

    portgroups: Mapping[str, str] = field(default_factory=dict)
    """Names of distributed port groups by their keys."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Names of custom attributes by their keys."""


def read_light(
    machine_id: UUID, values: Values, around: Surroundings, *, under_creation: bool = False
) -> VirtualMachine:
    """The machine as lists show it."""
    return VirtualMachine(**_facts(machine_id, values, around, under_creation=under_creation))


def read_whole(machine_id: UUID, values: Values, around: Surroundings) -> VirtualMachine:
    """The machine with its hardware and checkpoints."""
    marks = marks_in(values)
    fields = _facts(machine_id, values, around, under_creation=is_under_creation(marks))
    files = file_sizes(values.get("layoutEx"))
    fields |= DeviceReader(machine_id, values, marks, around.portgroups, files).fields()
    order = boot_order_of(values)
    if order:
        fields["boot_order"] = order
    shares = number(part(values.get("config.cpuAllocation.shares"), "shares"))
    if shares:
        fields["relative_weight"] = max(1, round(100 * shares / (_NORMAL_SHARES * max(1, fields["cpu_count"]))))
    machine = Ref(kind=VirtualMachine.kind, id=machine_id, name=fields["name"])
    fields["checkpoints"] = list(_checkpoints(machine, values.get("snapshot")))
    return VirtualMachine(**fields)


def marks_in(values: Values) -> dict[str, str]:
    """What this product, and others, wrote on the machine; see `identity.marks_of`."""
    found = {str(o.get("key")): str(o.get("value", "")) for o in many(values.get("config.extraConfig"))}
    return {key: value for key, value in found.items() if value}


def config_version(values: Values) -> str:
    """What names the present state of a machine's devices and checkpoints."""
    return f"{values.get('config.changeVersion') or ''}/{_tree_digest(values.get('snapshot'))}"


def _tree_digest(tree: Any) -> str:
    if not tree:
        return ""
    return hashlib.sha1(repr(tree).encode(), usedforsecurity=False).hexdigest()[:12]


def is_template(values: Values) -> bool:
    """Whether it is a template and no machine."""
    return truth(values.get("config.template"))


def id_of(values: Values) -> UUID | None:
    """The ID that the server keeps for the machine; None for one whose configuration it cannot read."""
    try:
        return UUID(values.get("config.instanceUuid") or "")
    except ValueError:
        return None


def _facts(machine_id: UUID, values: Values, around: Surroundings, *, under_creation: bool) -> dict[str, Any]:
    get = values.get
    status = status_of(
        get("runtime.powerState") or "",
        get("runtime.connectionState") or "",
        is_template=is_template(values),
        under_creation=under_creation,
    )
    path = get("config.files.vmPathName") or ""
    custom = ((around.attributes.get(each.get("key", "")), each.get("value")) for each in many(get("customValue")))
    return {
        "id": machine_id,
        "name": decode_name(get("name") or ""),
        "description": get("config.annotation") or "",
        "status": status,
        "location": _folder(path),
        "configuration_path": path,
        "cpu_count": number(get("config.hardware.numCPU"), 1),
        "memory_mb": number(get("config.hardware.memoryMB")),
        "guest_operating_system": get("guest.guestFullName") or get("config.guestFullName") or "",
        "computer_name": get("guest.hostName") or "",
        "virtualization_platform": VirtualizationPlatform.VMWARE_ESX,
        "total_size": number(get("summary.storage.committed")),
        "started_at": moment(get("runtime.bootTime")) if status is VMStatus.RUNNING else None,
        "has_guest_agent": get("guest.toolsRunningStatus") == "guestToolsRunning",
        "has_saved_state": get("runtime.powerState") == "suspended",
        "has_screen": True,
        "generation": 2 if get("config.firmware") == "efi" else 1,
        "config_version": config_version(values),
        "custom_attributes": {name: str(value) for name, value in custom if name and value},
    }


def _folder(path: str) -> str:
    try:
        return str(parse_path(path).parent)
    except VMMError:
        return ""


def _checkpoints(machine: Ref, snapshot: Any) -> Iterator[VMCheckpoint]:
    current = part(snapshot, "currentSnapshot")
    waiting: list[tuple[Values, UUID | None]] = [(tree, None) for tree in many(part(snapshot, "rootSnapshotList"))]
    while waiting:
        tree, parent = waiting.pop(0)
        key = tree.get("snapshot", "")
        checkpoint_id, description = checkpoint_texts(machine.id, tree.get("description", ""), tree.get("id") or key)
        made_at = moment(tree.get("createTime"))
        yield VMCheckpoint(
            id=checkpoint_id,
            name=decode_name(tree.get("name", "")),
            description=description,
            vm=machine,
            native_name=key,
            parent_checkpoint_id=parent,
            is_current=key == current,
            with_memory=tree.get("state") == "poweredOn",
            **({"added_at": made_at} if made_at else {}),
        )
        waiting += [(child, checkpoint_id) for child in many(tree.get("childSnapshotList"))]
