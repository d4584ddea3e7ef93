"""What changes in a machine's definitions when it goes somewhere else: paths, networks, media."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from uuid import UUID

from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.providers.movement import Move

from .domain_read import DomainView, read_domain, source_path
from .domain_xml import NetworkTarget, set_network
from .storage import HostFiles
from .xmltree import metadata_of, own_metadata, parse, to_text


@dataclass(slots=True)
class Relocation:
    """The new places of one machine's files, and what its adapters are connected to."""

    paths: dict[str, str] = field(default_factory=dict)
    """The new path of each file that goes elsewhere."""
    folder: str = ""
    """The machine's new own folder; empty: it keeps what it has."""
    networks: dict[UUID, str] = field(default_factory=dict)
    known_networks: dict[str, NetworkTarget] | None = None
    """The networks of the other host; None where the machine stays on its host. An adapter that shall keep a network
    which is not there is connected to none."""
    missing: frozenset[str] = frozenset()
    """Images that are not there: their drives become empty."""

    def apply(self, root: ET.Element) -> None:
        """Change a definition.

        Raises:
            CapabilityError: a network is not there.
        """
        view = read_domain(root)
        for element in root.findall("devices/disk"):
            self._place(element)
        nvram = root.find("os/nvram")
        if nvram is not None and nvram.text in self.paths:
            nvram.text = self.paths[nvram.text]
        mark = metadata_of(root)
        if mark is not None:
            for used in mark.findall("used"):
                if used.get("path", "") in self.paths:
                    mark.remove(used)
        if self.folder:
            own_metadata(root).set("folder", self.folder)
        if self.known_networks is not None:
            for adapter in view.hardware.virtual_network_adapters:
                self._connect(view.elements[adapter.id], adapter, self.known_networks)

    def _place(self, element: ET.Element) -> None:
        source, path = element.find("source"), source_path(element)
        if source is None:
            return
        if path in self.paths:
            source.set("file", self.paths[path])
        elif path in self.missing:
            element.remove(source)

    def _connect(self, element: ET.Element, adapter: VirtualNetworkAdapter, known: dict[str, NetworkTarget]) -> None:
        wanted = self.networks.get(adapter.id, adapter.virtual_network)
        if wanted not in known and adapter.id not in self.networks:
            wanted = ""
        if wanted == adapter.virtual_network:
            there = known.get(wanted)
            if not wanted or (there is not None and there.type == element.get("type")):
                return
        set_network(element, adapter.model_copy(update={"virtual_network": wanted}), known)
        for bound in element.findall("target"):  # the name that the device had on the old host
            element.remove(bound)

    def apply_to_checkpoint(self, text: str) -> str:
        """A checkpoint's description with the new paths. It keeps its networks: who goes back to it sees to them."""
        root = parse(text)
        only_paths = Relocation(self.paths, self.folder)
        for tag in ("domain", "inactiveDomain"):
            inner = root.find(tag)
            if inner is not None:
                only_paths.apply(inner)
        return to_text(root)


def new_places(view: DomainView, move: Move, *, shared: bool) -> dict[str, str]:
    """The new path of each disk file that the move names a folder for. Where both hosts reach the same files, one that
    is there already stays.
    """
    places: dict[str, str] = {}
    taken: set[str] = set()
    for drive in view.hardware.virtual_disk_drives:
        path = source_path(view.elements[drive.id])
        folder = move.disk_paths.get(drive.id, "")
        if not folder and move.folder:
            folder = posixpath.join(move.folder, view.name)
        if not path or not folder or path in places:
            continue
        if shared and posixpath.dirname(path) == folder.rstrip("/"):
            continue
        stem, extension = posixpath.splitext(posixpath.basename(path))
        wanted, number = posixpath.join(folder, stem + extension), 1
        while wanted in taken:
            number += 1
            wanted = posixpath.join(folder, f"{stem}_{number}{extension}")
        taken.add(wanted)
        places[path] = wanted
    return places


def missing_images(view: DomainView, files: HostFiles) -> frozenset[str]:
    """The images in DVD and floppy drives that a host does not have."""
    paths = [drive.iso_path for drive in view.hardware.virtual_dvd_drives]
    if view.hardware.virtual_floppy_drive is not None:
        paths.append(view.hardware.virtual_floppy_drive.image_path)
    return frozenset(path for path in paths if path and not files.path_facts(path)[0])
