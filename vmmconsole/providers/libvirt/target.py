"""What a machine shall become, and one step on the way there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import libvirt

from vmmconsole.model.hardware import Hardware

from .disks import DiskWork
from .domain_read import DomainView
from .domain_xml import DriveNames, NetworkTarget
from .host import LibvirtHost
from .xmltree import attribute, to_text


@dataclass(slots=True)
class Change:
    """One change. `live` is None where the machine must be off for it."""

    title: str
    edit: Callable[[], None]
    live: Callable[[libvirt.virDomain], None] | None = None
    made_path: str = ""
    """The disk file that was made for it."""
    edited: bool = False
    """Whether the definition has it already."""


@dataclass(slots=True)
class Target:
    """What a machine shall become, and all that the changes need to know of the host."""

    host: LibvirtHost
    root: ET.Element
    """The lasting definition, which the changes edit."""
    view: DomainView
    """What `root` says now."""
    live: DomainView | None
    """What the running machine has, None when it is off."""
    live_root: ET.Element | None
    hardware: Hardware
    works: dict[UUID, DiskWork]
    """For each new disk drive, by its ID, how its file comes about."""
    networks: dict[str, NetworkTarget]
    names: DriveNames = field(init=False)

    def __post_init__(self) -> None:
        taken = [attribute(e, "target", "dev") for e in self.root.findall("devices/disk")]
        if self.live_root is not None:
            taken += [attribute(e, "target", "dev") for e in self.live_root.findall("devices/disk")]
        self.names = DriveNames(taken)

    @property
    def devices(self) -> ET.Element:
        """The definition's devices."""
        found = self.root.find("devices")
        return found if found is not None else ET.SubElement(self.root, "devices")

    def add(self, element: ET.Element) -> Callable[[], None]:
        """What adds a device to the definition."""
        return lambda: self.devices.append(element)


def attach(element: ET.Element) -> Callable[[libvirt.virDomain], None]:
    """What adds a device to a running machine."""
    return lambda domain: domain.attachDeviceFlags(to_text(element), libvirt.VIR_DOMAIN_AFFECT_LIVE)
