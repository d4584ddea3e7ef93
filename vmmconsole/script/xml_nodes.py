"""``[xml]``: documents whose elements and attributes are reached as properties."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from vmmconsole.model.errors import BudgetError, ScriptError

from .limits import MAX_NESTING, check_string, weigh
from .values import NetObject

MAX_ELEMENTS = 200_000
_ELEMENT_BYTES = 200
MAX_DESCENTS = 2
"""``//`` in one path; each one multiplies the work."""
_PREFIX = re.compile(r"\{[^}]*\}")


def _local(tag: object) -> str:
    """An element's or attribute's name without its namespace."""
    return _PREFIX.sub("", tag) if isinstance(tag, str) else "#comment"


def parse_xml(text: str) -> XmlNode:
    """A document from its text.

    Raises:
        ScriptError: it is not XML, or declares entities.
        BudgetError: it is too large.
    """
    check_string(len(text) * 4)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ScriptError("The XML declares entities, which are not read here.", action="Leave the DOCTYPE out.")
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(("start", "end"))
    depth = count = 0
    root: ET.Element | None = None
    try:
        parser.feed(text.strip())
        parser.close()
        events: Any = parser.read_events()
        for event, element in events:
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            count += 1
            if depth > MAX_NESTING or count > 2 * MAX_ELEMENTS:
                raise BudgetError("The XML is too deep or too large.", action="Work on smaller pieces.")
    except (ET.ParseError, UnicodeError) as err:  # half of a surrogate pair is no text
        raise ScriptError("The text is not XML.", cause=str(err)) from err
    if root is None:
        raise ScriptError("The text is not XML.", cause="It has no element.")
    return XmlNode(root, is_document=True)


def _copied(element: ET.Element, depth: int) -> ET.Element:
    if depth > MAX_NESTING:
        raise BudgetError("The XML is too deep.", action="Work on smaller pieces.")
    weigh(_ELEMENT_BYTES)
    made = ET.Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    made.extend(_copied(inner, depth + 1) for inner in element)
    return made


class XmlNode(NetObject):
    """A document or an element."""

    __slots__ = ("element", "is_document", "is_free")
    net_name = "System.Xml.XmlElement"
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "getattribute": lambda n, name: n.attributes().get(str(name).lower(), ("", ""))[1],
        "hasattribute": lambda n, name: str(name).lower() in n.attributes(),
        "setattribute": lambda n, name, value: n.element.set(str(name), str(value)),
        "getelementsbytagname": lambda n, name: n.all_named(str(name)),
        "selectnodes": lambda n, path: n.selected(str(path)),
        "selectsinglenode": lambda n, path: next(iter(n.selected(str(path))), None),
        "appendchild": lambda n, child: n.append(child),
        "removechild": lambda n, child: n.drop(child),
        "createelement": lambda _, name: XmlNode(ET.Element(str(name)), is_free=True),
        "loadxml": lambda n, text: n.load(str(text)),
    }

    def __init__(self, element: ET.Element, *, is_document: bool = False, is_free: bool = False) -> None:
        self.element = element
        self.is_document = is_document
        self.is_free = is_free
        """Whether it stands in no other element yet."""

    def net_text(self) -> str:
        return "#document" if self.is_document else _local(self.element.tag)

    def children(self) -> list[ET.Element]:
        """The elements right below."""
        return [self.element] if self.is_document else [c for c in self.element if isinstance(c.tag, str)]

    def attributes(self) -> dict[str, tuple[str, str]]:
        """Name and value by the name in lower case."""
        return {} if self.is_document else {_local(k).lower(): (_local(k), v) for k, v in self.element.attrib.items()}

    def net_names(self) -> list[str]:
        """The names of attributes and elements."""
        names = [name for name, _ in self.attributes().values()]
        names += dict.fromkeys(_local(c.tag) for c in self.children())
        return [*names, "#text"] if (self.element.text or "").strip() and not self.is_document else names

    def net_member(self, lowered: str) -> Any:
        """An attribute, the elements of that name, or what every node has."""
        found: list[Any] = [self._value(c) for c in self.children() if _local(c.tag).lower() == lowered]
        if lowered in self.attributes():
            found.insert(0, self.attributes()[lowered][1])
        if found:
            return found[0] if len(found) == 1 else found
        getter = _COMMON.get(lowered)
        return getter(self) if getter is not None else None

    @staticmethod
    def _value(element: ET.Element) -> Any:
        """An element with text only is its text."""
        return XmlNode(element) if len(element) or element.attrib else (element.text or "")

    def net_set(self, name: str, value: str) -> bool:
        """Set an attribute or the text of an element; False where there is none of that name."""
        for key in self.element.attrib if not self.is_document else ():
            if _local(key).lower() == name.lower():
                self.element.set(key, value)
                return True
        for child in self.children():
            if _local(child.tag).lower() == name.lower() and not len(child):
                child.text = value
                return True
        if name.lower() in ("#text", "innertext"):
            self.element.text = value
            return True
        return False

    def all_named(self, name: str) -> list[XmlNode]:
        """Every element of that name below."""
        return [XmlNode(e) for e in self._below() if name in ("*", _local(e.tag))]

    def _below(self) -> Iterator[ET.Element]:
        for e in self.element.iter():
            if isinstance(e.tag, str) and (self.is_document or e is not self.element):
                yield e

    def selected(self, path: str) -> list[Any]:
        """The elements that an XPath of the simple kind means.

        Raises:
            ScriptError: the path is not of the simple kind.
        """
        if path.count("//") > MAX_DESCENTS:
            raise ScriptError(f"The path '{path[:60]}' has more than {MAX_DESCENTS} times '//'.")
        wrapper = self.element
        text = path
        if self.is_document:
            wrapper = ET.Element("document")
            wrapper.append(self.element)
        if text.startswith("/"):
            text = "." + text if text.startswith("//") else text.lstrip("/")
        try:
            return [XmlNode(e) for e in wrapper.findall(text)]
        except (SyntaxError, KeyError) as err:
            raise ScriptError(f"The path '{path[:60]}' is not supported.", cause=str(err)) from err

    def append(self, child: Any) -> Any:
        """Add an element at the end."""
        if not isinstance(child, XmlNode):
            raise ScriptError("Only an element can be added.", action="Make one with CreateElement.")
        # A tree stays one: an element in itself, or one in many places, would have text without end.
        if any(e is self.element for e in child.element.iter()):
            raise ScriptError("An element cannot stand in itself.")
        if not child.is_free:
            child = XmlNode(_copied(child.element, 0))
        child.is_free = False
        self.element.append(child.element)
        return child

    def drop(self, child: Any) -> Any:
        """Take an element out."""
        if isinstance(child, XmlNode) and child.element in list(self.element):
            self.element.remove(child.element)
        return child

    def load(self, text: str) -> None:
        """Become another document."""
        self.element, self.is_document = parse_xml(text).element, True

    def outer(self) -> str:
        """The text of the node."""
        return ET.tostring(self.element, encoding="unicode").strip()

    def inner(self) -> str:
        """The text of what is in the node."""
        if self.is_document:
            return self.outer()
        return (self.element.text or "") + "".join(ET.tostring(c, encoding="unicode") for c in self.element)


_COMMON: dict[str, Callable[[XmlNode], Any]] = {
    "#text": lambda n: n.element.text,
    "name": lambda n: n.net_text(),
    "localname": lambda n: n.net_text(),
    "innertext": lambda n: "".join(n.element.itertext()),
    "innerxml": XmlNode.inner,
    "outerxml": XmlNode.outer,
    "documentelement": lambda n: XmlNode(n.element) if n.is_document else None,
    "childnodes": lambda n: [XmlNode(c) for c in n.children()],
    "haschildnodes": lambda n: bool(n.children() or n.element.text),
    "firstchild": lambda n: next((XmlNode(c) for c in n.children()), None),
    "attributes": lambda n: [f'{name}="{value}"' for name, value in n.attributes().values()],
    "nodetype": lambda n: "Document" if n.is_document else "Element",
}
