"""Elements of libvirt's XML: parsing, building, and our own part of a domain's metadata."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from uuid import UUID, uuid5

from vmmconsole.model.errors import CapabilityError, HostError
from vmmconsole.model.xml_characters import IMPOSSIBLE_IN_XML

NAMESPACE = "https://vmmconsole.org/ns/1"
PREFIX = "vmm"
ET.register_namespace(PREFIX, NAMESPACE)
ET.register_namespace("qemu", "http://libvirt.org/schemas/domain/qemu/1.0")
ET.register_namespace("libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0")

_OWN_ALIAS = "ua-"
MAX_XML = 16 * 1024 * 1024
_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)")


def parse(text: str) -> ET.Element:
    """The tree of an XML text that libvirt made.

    Raises:
        HostError: it is none; a host that was taken over may send anything.
    """
    if len(text) > MAX_XML or _DECLARATION.search(text):
        raise _strange("it is too long" if len(text) > MAX_XML else "it declares entities")
    try:
        return ET.fromstring(text)  # noqa: S314  nothing can expand: there are no declarations in it
    except ET.ParseError as err:
        raise _strange(str(err)) from err


def _strange(why: str) -> HostError:
    return HostError(
        "The host's answer cannot be read.",
        cause=f"Its XML is not what libvirt sends: {why}.",
        action="Check the host and its libvirt.",
    )


def to_text(element: ET.Element) -> str:
    """The XML text of a tree.

    Raises:
        CapabilityError: a text in it has characters that XML cannot hold.
    """
    text = ET.tostring(element, encoding="unicode")
    bad = IMPOSSIBLE_IN_XML.search(text)
    if bad:
        raise CapabilityError(
            "The host cannot store this text.",
            cause=f"It contains the control character U+{ord(bad.group()):04X}.",
            action="Remove control characters from names, descriptions and paths.",
        )
    return text


def put(parent: ET.Element, tag: str, text: str = "", /, **attributes: object) -> ET.Element:
    """A new child element; attributes that are None or empty are left out, a trailing underscore of a name too."""
    element = ET.SubElement(
        parent, tag, {k.rstrip("_"): str(v) for k, v in attributes.items() if v is not None and v != ""}
    )
    if text:
        element.text = text
    return element


def set_text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    """Set the text of a child, which is made where it is missing and removed when the text is empty."""
    child = parent.find(tag)
    if child is None:
        child = ET.SubElement(parent, tag)
    child.text = text
    if not text:
        parent.remove(child)
    return child


def attribute(parent: ET.Element | None, path: str, name: str, default: str = "") -> str:
    """An attribute of a descendant (or of `parent` itself, path ``.``)."""
    found = None if parent is None else parent.find(path)
    return default if found is None else found.get(name, default)


def number(text: str | None, default: int = 0) -> int:
    """A number of libvirt, decimal or 0x…; `default` where it is none."""
    try:
        return int(text or "", 0)
    except ValueError:
        return default


def own_id(device: ET.Element, machine_id: UUID, place: str) -> UUID:
    """A device's ID: from the alias we gave it, else derived from its place, so that it is the same at each look."""
    alias = attribute(device, "alias", "name")
    if alias.startswith(_OWN_ALIAS):
        try:
            return UUID(alias.removeprefix(_OWN_ALIAS))
        except ValueError:
            pass
    return uuid5(machine_id, place)


def set_own_id(device: ET.Element, device_id: UUID) -> None:
    """Make the device carry its ID as libvirt's user alias."""
    alias = device.find("alias")
    if alias is None:
        alias = ET.SubElement(device, "alias")
    alias.set("name", f"{_OWN_ALIAS}{device_id}")


def metadata_of(domain: ET.Element) -> ET.Element | None:
    """Our own part of the domain's metadata."""
    found = domain.find(f"metadata/{{{NAMESPACE}}}machine")
    if found is not None:
        for element in found.iterfind(".//*"):  # libvirt puts all into the namespace when it is set alone
            element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    return found


def own_metadata(domain: ET.Element) -> ET.Element:
    """Our own part of the domain's metadata, made where it is missing."""
    found = metadata_of(domain)
    if found is None:
        parent = domain.find("metadata")
        if parent is None:
            parent = ET.SubElement(domain, "metadata")
        found = ET.SubElement(parent, f"{{{NAMESPACE}}}machine")
    return found


def metadata_text(mark: ET.Element) -> str:
    """Our part as libvirt wants it for a call that sets it alone: it adds the namespace to the outer element itself."""
    plain = ET.Element("machine", dict(mark.attrib))
    plain.extend(mark)
    return to_text(plain)
