"""What a machine's definition says while it moves, so that a second run knows what the first one did.

It stands in our part of the metadata of the lasting definition: on the old host the way back, on the new one what is
left to do.
"""

from __future__ import annotations

import contextlib
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from uuid import UUID

import libvirt

from .host import config_xml, set_own_metadata
from .xmltree import metadata_of, own_metadata, parse, put

_TAG = "moving"


@dataclass(slots=True)
class MoveMark:
    """One move of one machine. Folders stand in the order in which they can be removed."""

    id: UUID
    host: str = ""
    """The URI of the host that it goes to."""
    made: list[str] = field(default_factory=list)
    """The files that the move makes."""
    made_folders: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """The files that it leaves, which go in the end."""
    left_folder: str = ""
    checkpoints: list[tuple[str, bool]] = field(default_factory=list)
    """The descriptions that were put aside, and which one is current."""
    saved: bool = False
    """Whether it had a saved state, and gets one again."""
    autostart: bool = False
    there: bool = False
    """Whether the machine is where it goes, so that there is no way back."""


def mark_of(domain: libvirt.virDomain) -> MoveMark | None:
    """The move that the machine's lasting definition knows of."""
    own = metadata_of(parse(config_xml(domain)))
    return None if own is None else _read(own)


def _read(own: ET.Element) -> MoveMark | None:
    found = own.find(_TAG)
    if found is None:
        return None
    with contextlib.suppress(ValueError):
        return MoveMark(
            UUID(found.get("id", "")),
            host=found.get("host", ""),
            made=[e.get("path", "") for e in found.findall("made")],
            made_folders=[e.get("path", "") for e in found.findall("madeFolder")],
            left=[e.get("path", "") for e in found.findall("left")],
            left_folder=found.get("leftFolder", ""),
            checkpoints=[(e.text or "", e.get("current") == "1") for e in found.findall("checkpoint")],
            saved=found.get("saved") == "1",
            autostart=found.get("autostart") == "1",
            there=found.get("there") == "1",
        )
    return None


def write_mark(domain: ET.Element, mark: MoveMark | None) -> None:
    """Put the mark into a definition, or take it out."""
    _write(own_metadata(domain), mark)


def _write(own: ET.Element, mark: MoveMark | None) -> None:
    for old in own.findall(_TAG):
        own.remove(old)
    if mark is None:
        return
    flags = {name: "1" for name in ("saved", "autostart", "there") if getattr(mark, name)}
    element = put(own, _TAG, id=mark.id, host=mark.host, leftFolder=mark.left_folder, **flags)
    for tag, paths in (("made", mark.made), ("madeFolder", mark.made_folders), ("left", mark.left)):
        for path in paths:
            put(element, tag, path=path)
    for text, current in mark.checkpoints:
        put(element, "checkpoint", text, current="1" if current else "")


def store_mark(domain: libvirt.virDomain, mark: MoveMark | None) -> None:
    """Write the mark into the machine's lasting definition, or take it out."""
    own = own_metadata(parse(config_xml(domain)))
    if mark is None and own.find(_TAG) is None:
        return
    _write(own, mark)
    set_own_metadata(domain, own, libvirt.VIR_DOMAIN_AFFECT_CONFIG)
