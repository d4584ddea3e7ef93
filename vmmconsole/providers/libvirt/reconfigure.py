"""Changing the hardware of a machine."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model.errors import CapabilityError
from vmmconsole.providers.contract import Capabilities, HardwareChange, Progress

from .host import LibvirtHost


def reconfigure(
    host: LibvirtHost, machine_id: UUID, change: HardwareChange, capabilities: Capabilities, progress: Progress
) -> None:
    """Not possible yet."""
    raise CapabilityError("The hardware of KVM machines cannot be changed by this version yet.")
