"""ConvertTo-Xml."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from vmmconsole.model.xml_characters import IMPOSSIBLE_IN_XML
from vmmconsole.script.cmdlet import parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.limits import joined, weigh
from vmmconsole.script.members import get_member, property_names
from vmmconsole.script.types import full_name, kind_of
from vmmconsole.script.xml_nodes import parse_xml


class XmlForm(StrEnum):
    """What the XML is given as."""

    DOCUMENT = "Document"
    STRING = "String"
    STREAM = "Stream"


class ConvertToXml(CollectingCmdlet):
    """Turns objects into XML: an element Object for each, with an element Property for each of its properties.

    Example:
        (Get-Command | Select-Object Name -First 2 | ConvertTo-Xml -NoTypeInformation).Objects.Object.Count
    """

    name = "ConvertTo-Xml"

    form: XmlForm = parameter("As", default=XmlForm.DOCUMENT, help="Document, String or Stream (a text per line).")
    depth: int = parameter("Depth", default=1, minimum=1, maximum=20, help="How deep objects in objects are written.")
    no_types: switch = parameter("NoTypeInformation", aliases=("NTI",), help="No attribute that names the types.")

    def end(self, context: Context) -> Iterator[Any]:
        del context
        lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Objects>"]
        for item in self.items:
            lines += self._element("Object", item, "", self.depth, "  ")
        lines.append("</Objects>")
        if self.form is XmlForm.STREAM:
            yield from lines
        elif self.form is XmlForm.STRING:
            yield joined([lines[0], "\n", *(part for line in lines[1:] for part in (line, "\n"))]).rstrip("\n")
        else:
            yield parse_xml(joined(lines[1:]))

    def _element(self, tag: str, value: Any, name: str, depth: int, indent: str) -> Iterator[str]:
        start = f"{indent}<{tag}"
        if name:
            start += f" Name={quoteattr(_printable(name))}"
        if not self.no_types and value is not None:
            start += f" Type={quoteattr(full_name(kind_of(value)))}"
        names = [] if value is None or isinstance(value, (str, bool, int, float)) else property_names(value)
        items = value if isinstance(value, (list, tuple)) else None
        if value is None:
            yield f"{start} />"
        elif depth and (items is not None or names):
            yield f"{start}>"
            inner = [("", item) for item in items] if items is not None else [(n, get_member(value, n)) for n in names]
            for key, part in inner:
                yield from self._element("Property", part, key, depth - 1, indent + "  ")
            yield f"{indent}</{tag}>"
        else:
            text = escape(_printable(to_text(value)))
            weigh(len(text))
            yield f"{start}>{text}</{tag}>"


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return IMPOSSIBLE_IN_XML.sub("?", text)
