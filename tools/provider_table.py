"""``python -m tools.provider_table [FILE]``: writes docs/providers.md, what each virtualization software can do."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from tempfile import gettempdir

from vmmconsole.providers.contract import Capabilities
from vmmconsole.providers.manager import Limits, Login
from vmmconsole.providers.registry import open_manager, open_provider

PLACE = Path(__file__).resolve().parents[1] / "docs" / "providers.md"

_HEAD = """\
# Providers

Made by `make docs` from what the providers themselves say; change those instead. Cmdlets, wizards and dialogs ask the
same: what a host cannot do is not offered, and a script that asks for it is told why. `tests/contract/` tries the same
promises on each of them: on real libvirt with QEMU, on the simulator of vCenter, and on the simulated host.

| | {names} |
|---|{lines}|
"""
TITLES: dict[str, str] = {
    "start": "Start",
    "shutdown": "Shut down the guest",
    "pause": "Pause and resume",
    "save_state": "Save state",
    "reset": "Reset",
    "checkpoints": "Checkpoints",
    "rename_running": "Rename while running",
    "hot_add_disk": "Add a disk while running",
    "hot_remove_disk": "Remove a disk while running",
    "hot_add_network_adapter": "Add a network adapter while running",
    "hot_remove_network_adapter": "Remove a network adapter while running",
    "hot_change_media": "Change CD and floppy media while running",
    "hot_change_memory": "Change memory while running",
    "hot_add_cpu": "Add processors while running",
    "thumbnail": "Picture of the screen",
    "viewer": "Screen, keys and mouse in an external viewer",
    "events": "Tells of changes by itself",
    "live_migration": "Live migration",
    "storage_migration": "Storage migration",
    "cold_copy": "Copy of machines that are off, to hosts of another domain",
    "export_format": "Format of exports",
    "import_formats": "Formats of imports",
    "bus_types": "Buses of drives",
    "ide_slots": "IDE places (channel:LUN)",
    "maximum_scsi_lun": "Highest LUN of a SCSI adapter",
    "disk_formats": "Disk formats, the first for new disks",
    "maximum_network_adapters": "Most network adapters",
    "maximum_name_length": "Longest name, in characters",
    "maintenance_mode": "Maintenance mode of the host itself",
    "clone": "Clones by itself, to other hosts too; else copies of machines that are off, on their host",
    "templates": "Templates",
}
"""What people call each capability."""


def known() -> dict[str, Capabilities]:
    """What each provider says; nothing is connected for that."""
    state = Path(gettempdir())
    manager = open_manager("vcenter", "localhost", 443, Login("", ""), state_dir=state)
    return {
        "KVM (libvirt)": open_provider("qemu:///session", state_dir=state).capabilities(),
        "VMware ESX (vCenter)": manager.host("host").capabilities(),
        "Simulated": open_provider("simulated:table", state_dir=state).capabilities(),
    }


def page(providers: Mapping[str, Capabilities], limits: Limits) -> str:
    """The whole page; the same providers always give the same text."""
    head = _HEAD.format(names=" | ".join(providers), lines="|".join("---" for _ in providers))
    rows = "".join(
        f"| {TITLES[field.name]} | {' | '.join(_text(getattr(able, field.name)) for able in providers.values())} |\n"
        for field in fields(Capabilities)
        if field.name != "reasons"
    )
    return head + rows + _remarks(providers) + _limits(limits)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        parts = [":".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value]
        return ", ".join(parts) or "–"
    return str(value) or "–"


def _remarks(providers: Mapping[str, Capabilities]) -> str:
    text = ""
    for name, able in providers.items():
        if able.reasons:
            lines = "".join(f"- {TITLES[what]}: {reason}\n" for what, reason in able.reasons.items())
            text += f"\n## {name}\n\n{lines}"
    return text


def _limits(limits: Limits) -> str:
    costs = ", ".join(f"{name.replace('_', ' ')} {units}" for name, units in limits.cost.items())
    return (
        "\n## How much a vCenter takes at once\n\n"
        f"{limits.per_host} units on a host and {limits.per_manager} on the server; an operation costs 1 unit, "
        f"but: {costs}. What goes beyond waits, and its job says for what.\n"
    )


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(page(known(), Limits()).encode("utf-8"))
    print(place)
