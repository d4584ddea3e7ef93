"""Which key the server gave to a device that was added, and so which of ours it is.

Keys are known only afterwards. What is being added therefore stands in a mark that the very task writes which adds it;
whoever finds that mark, be it a second run after a crash, knows which device is which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pyVmomi import vim

from .identity import NEW_MARK, device_mark

_Place = tuple[str, int, int]
_FAMILIES: tuple[tuple[str, type[Any]], ...] = (
    ("SCSI", vim.vm.device.VirtualSCSIController),
    ("IDE", vim.vm.device.VirtualIDEController),
    ("SATA", vim.vm.device.VirtualSATAController),
)


def new_mark(added: Sequence[tuple[Any, UUID | None]], present: Iterable[Any]) -> str:
    """The mark for devices that are about to be added to a machine with these devices; nothing for none."""
    if not added:
        return ""
    present = list(present)
    around = [*present, *(device for device, _ in added)]
    entries = [[_kind(d), _place(d, around), str(device_id)] for d, device_id in added if device_id is not None]
    return json.dumps({"before": sorted(device.key for device in present), "added": entries})


def settled_marks(marks: Mapping[str, str], devices: Iterable[Any]) -> dict[str, str]:
    """The marks to write when the devices of a `new_mark` have been added, that one's removal among them: drives are
    known by their place, all others by kind and order. Empty when nothing is being added."""
    text = marks.get(NEW_MARK, "")
    if not text:
        return {}
    try:
        read = json.loads(text)
        before = {int(key) for key in read["before"]}
        added = [(str(kind), None if place is None else tuple(place), str(UUID(i))) for kind, place, i in read["added"]]
    except (ValueError, TypeError, KeyError):
        return {NEW_MARK: ""}  # somebody else wrote something strange there
    devices = list(devices)
    fresh = sorted((d for d in devices if d.key not in before), key=lambda d: d.key)
    found: dict[str, str] = {}
    for kind, place, device_id in added:
        device = next((d for d in fresh if _is(d, kind, place, devices)), None)
        if device is not None:
            found[device_mark(device.key)] = device_id
            fresh.remove(device)
    return found | {NEW_MARK: ""}


def _is(device: Any, kind: str, place: Any, devices: Iterable[Any]) -> bool:
    if place is not None:
        return bool(_place(device, devices) == place)
    return _kind(device) == kind and _place(device, devices) is None


def _kind(device: Any) -> str:
    return type(device).__name__.rpartition(".")[2]


def _place(device: Any, devices: Iterable[Any]) -> _Place | None:
    """Where a drive or a SCSI controller is: kind of controller, bus, unit."""
    if isinstance(device, vim.vm.device.VirtualSCSIController):
        return ("SCSI adapter", device.busNumber, 0)
    if not isinstance(device, (vim.vm.device.VirtualDisk, vim.vm.device.VirtualCdrom)) or device.unitNumber is None:
        return None
    if device.controllerKey in {200, 201} and not any(d.key == device.controllerKey for d in devices):
        return ("IDE", device.controllerKey - 200, device.unitNumber)  # a new machine has them from the start
    controller = next((d for d in devices if d.key == device.controllerKey), None)
    if controller is None:
        return None
    family = next((name for name, kind in _FAMILIES if isinstance(controller, kind)), _kind(controller))
    return (family, controller.busNumber, device.unitNumber)
