"""The order in which a machine tries its devices when it starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyVmomi import vim

from vmmconsole.model.status import BootDevice


def boot_options(order: Iterable[BootDevice], devices: Iterable[Any]) -> Any:
    """The options for a machine with these devices; kinds of which it has none are left out."""
    devices = list(devices)
    disks = sorted((d for d in devices if isinstance(d, vim.vm.device.VirtualDisk)), key=lambda d: d.key)
    cards = sorted((d for d in devices if isinstance(d, vim.vm.device.VirtualEthernetCard)), key=lambda d: d.key)
    options = vim.vm.BootOptions
    found: list[Any] = []
    for kind in order:
        if kind is BootDevice.IDE_HARD_DRIVE:
            found += [options.BootableDiskDevice(deviceKey=disk.key) for disk in disks]
        elif kind is BootDevice.PXE_BOOT:
            found += [options.BootableEthernetDevice(deviceKey=card.key) for card in cards]
        elif kind is BootDevice.CD and any(isinstance(d, vim.vm.device.VirtualCdrom) for d in devices):
            found.append(options.BootableCdromDevice())
        elif kind is BootDevice.FLOPPY and any(isinstance(d, vim.vm.device.VirtualFloppy) for d in devices):
            found.append(options.BootableFloppyDevice())
    return options(bootOrder=found)
