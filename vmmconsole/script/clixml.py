"""CLIXML 1.1: PowerShell's own format of serialized objects ([MS-PSRP] 2.2.5), written and read.

Simple values keep their types, objects come back as objects with properties. Secrets are never written.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import BudgetError, ScriptError

from .convert import enum_text, number_text, to_text
from .dates import format_date, parse_date
from .members import get_member, property_names
from .net_enums import FULL_NAMES
from .net_types import Uri, Version
from .types import full_name, type_name_of
from .values import (
    ArrayList,
    Char,
    Credential,
    ErrorRecord,
    HashSet,
    Hashtable,
    NetObject,
    PSObject,
    Queue,
    ScriptBlockValue,
    SecureString,
    Stack,
    TypedList,
    is_model,
)

NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04"
MAX_OBJECTS = 500_000
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
_DURATION = re.compile(r"(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?")


def _escaped(text: str) -> str:
    return _UNWRITABLE.sub(lambda m: f"_x{ord(m.group()):04X}_", text)


def _unescaped(text: str) -> str:
    return _WRITTEN.sub(lambda m: chr(int(m.group(1), 16)), text)


def _duration(span: timedelta) -> str:
    sign, span = ("-" if span < timedelta(0) else ""), abs(span)
    seconds = span.seconds % 60
    fraction = f".{span.microseconds * 10:07}".rstrip("0") if span.microseconds else ""
    days = f"{span.days}D" if span.days else ""
    return f"{sign}P{days}T{span.seconds // 3600}H{span.seconds // 60 % 60}M{seconds}{fraction}S"


class _Writer:
    """Makes elements, and numbers the objects; `count` bounds them, because shared objects are written each time."""

    def __init__(self) -> None:
        self.count = 0
        self.kinds = 0

    def element(self, value: Any, depth: int, name: str = "") -> ET.Element:
        self.count += 1
        if self.count > MAX_OBJECTS:
            raise BudgetError(
                f"The file would hold more than {MAX_OBJECTS:,} objects.", action="Give a smaller -Depth."
            )
        made = self._simple(value)
        if made is None:
            made = self._complex(value, depth)
        if name:
            made.set("N", _escaped(name))
        return made

    def _simple(self, value: Any) -> ET.Element | None:
        if value is None:
            return ET.Element("Nil")
        if isinstance(value, (SecureString, Credential)):
            raise ScriptError(
                "A secret is not written into a file.", cause="There is no key of the user to encrypt it with.",
                action="Leave it out, and ask for it with Get-Credential when it is needed.",
            )  # fmt: skip
        if isinstance(value, Enum):
            return None
        for kind, tag, text in _SIMPLE:
            if isinstance(value, kind):
                return _leaf(tag, text(value))
        if isinstance(value, int):
            return _leaf("I32" if -(2**31) <= value < 2**31 else "I64", str(value))
        return None

    def _complex(self, value: Any, depth: int) -> ET.Element:
        if isinstance(value, Enum):
            return self._enum(value)
        if depth <= 0:
            return _leaf("S", _escaped(to_text(value)))
        made = ET.Element("Obj", {"RefId": str(self.count - 1)})
        if isinstance(value, (list, tuple, range)):
            tag, names = _list_kind(value)
            self._types(made, names)
            items = ET.SubElement(made, tag)
            items.extend(self.element(item, depth - 1) for item in value)
        elif isinstance(value, Hashtable):
            self._types(made, [full_name("ordered" if value.ordered else "hashtable")])
            table = ET.SubElement(made, "DCT")
            for key, entry in value.items():
                pair = ET.SubElement(table, "En")
                pair.append(self.element(key, depth - 1, "Key"))
                pair.append(self.element(entry, depth - 1, "Value"))
        else:
            self._object(made, value, depth)
        return made

    def _object(self, made: ET.Element, value: Any, depth: int) -> None:
        own = isinstance(value, PSObject)
        name = type_name_of(value)
        self._types(made, ["System.Management.Automation.PSCustomObject" if name == "PSCustomObject" else name])
        if not own:
            ET.SubElement(made, "ToString").text = _escaped(to_text(value))
        members = ET.SubElement(made, "MS" if own else "Props")
        has_members = own or is_model(value) or isinstance(value, (NetObject, ErrorRecord))
        for prop in property_names(value) if has_members else ():
            members.append(self.element(get_member(value, prop), depth - 1, prop))

    def _enum(self, value: Enum) -> ET.Element:
        made = ET.Element("Obj", {"RefId": str(self.count - 1)})
        name = type(value).__name__
        self._types(made, [FULL_NAMES.get(name.lower(), name), "System.Enum", "System.ValueType"])
        ET.SubElement(made, "ToString").text = enum_text(value)
        number = getattr(value, "number", value.value)
        ET.SubElement(made, "I32").text = str(number if isinstance(number, int) else list(type(value)).index(value))
        return made

    def _types(self, made: ET.Element, names: Iterable[str]) -> None:
        types = ET.SubElement(made, "TN", {"RefId": str(self.kinds)})
        self.kinds += 1
        for name in [*names, "System.Object"]:
            ET.SubElement(types, "T").text = _escaped(name)


def _leaf(tag: str, text: str) -> ET.Element:
    made = ET.Element(tag)
    made.text = text
    return made


def _list_kind(value: Any) -> tuple[str, list[str]]:
    for kind, tag, name in (
        (Queue, "QUE", "System.Collections.Queue"), (Stack, "STK", "System.Collections.Stack"),
        (TypedList, "LST", "System.Collections.Generic.List`1"),
        (HashSet, "LST", "System.Collections.Generic.HashSet`1"), (ArrayList, "LST", "System.Collections.ArrayList"),
    ):  # fmt: skip
        if isinstance(value, kind):
            return tag, [name]
    return "LST", ["System.Object[]", "System.Array"]


_SIMPLE: tuple[tuple[type, str, Callable[[Any], str]], ...] = (
    (bool, "B", lambda v: "true" if v else "false"),
    (Char, "C", lambda v: str(ord(v))),
    (str, "S", _escaped),
    (datetime, "DT", lambda v: format_date(v, "yyyy-MM-ddTHH:mm:ss.fffffffK")),
    (timedelta, "TS", _duration),
    (float, "Db", lambda v: {"∞": "INF", "-∞": "-INF"}.get(number_text(v), repr(v))),
    (Decimal, "D", number_text),
    (UUID, "G", str),
    (Version, "Version", to_text),
    (Uri, "URI", lambda v: _escaped(to_text(v))),
    (ScriptBlockValue, "SBK", lambda v: _escaped(v.block.text)),
)


def to_clixml(values: Iterable[Any], depth: int) -> str:
    """The text of a file with these objects; what is deeper than `depth` becomes text.

    Raises:
        ScriptError: a secret is among them.
        BudgetError: there are too many objects.
    """
    root = ET.Element("Objs", {"Version": "1.1.0.1", "xmlns": NAMESPACE})
    writer = _Writer()
    for value in values:
        root.append(writer.element(value, depth + 1))
    ET.indent(root, "  ")
    return ET.tostring(root, encoding="unicode") + "\n"


class _Reader:
    def __init__(self) -> None:
        self.objects: dict[str, Any] = {}
        self.types: dict[str, list[str]] = {}

    def value(self, element: ET.Element) -> Any:
        tag = element.tag.rpartition("}")[2]
        if tag == "Ref":
            return self.objects.get(element.get("RefId", ""))
        if tag == "Obj":
            made = self._object(element)
            self.objects[element.get("RefId", "")] = made
            return made
        if tag in ("Nil", "SS"):
            return None
        read = _LEAVES.get(tag)
        if read is None:
            raise ScriptError(f"The file has an element <{tag}> that is not known.")
        text = element.text or ""
        return read(_unescaped(text) if tag in _TEXTS else text.strip())

    def _object(self, element: ET.Element) -> Any:
        parts = {child.tag.rpartition("}")[2]: child for child in element}
        names = self._names(parts)
        for tag, kind in _LISTS:
            if tag in parts:
                items = [self.value(child) for child in parts[tag]]
                return kind(items) if names[:1] != ["System.Object[]"] else items
        if "DCT" in parts:
            return self._table(parts["DCT"], ordered=any("Ordered" in name for name in names))
        if names[-2:-1] == ["System.Enum"] or "System.Enum" in names:
            return _unescaped(parts["ToString"].text or "") if "ToString" in parts else ""
        simple = [p for tag, p in parts.items() if tag in _LEAVES and tag != "ToString"]
        if simple and "MS" not in parts and "Props" not in parts:
            return self.value(simple[0])
        kind_name = names[0] if names else "PSCustomObject"
        kind_name = "PSCustomObject" if kind_name.endswith("PSCustomObject") else kind_name
        made = PSObject(type_name=kind_name if kind_name == "PSCustomObject" else f"Deserialized.{kind_name}")
        for tag in ("Props", "MS"):
            for child in parts.get(tag, ()):
                made.properties[_unescaped(child.get("N", ""))] = self.value(child)
        return made

    def _names(self, parts: dict[str, ET.Element]) -> list[str]:
        if "TN" in parts:
            names = [_unescaped(t.text or "") for t in parts["TN"]]
            self.types[parts["TN"].get("RefId", "")] = names
            return names
        return self.types.get(parts["TNRef"].get("RefId", ""), []) if "TNRef" in parts else []

    def _table(self, element: ET.Element, *, ordered: bool) -> Hashtable:
        table = Hashtable(ordered=ordered)
        for entry in element:
            pair = {child.get("N"): self.value(child) for child in entry}
            table[pair.get("Key")] = pair.get("Value")
        return table


def _read_duration(text: str) -> timedelta:
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ScriptError(f"'{text[:40]}' is not a span of time.")
    sign, days, hours, minutes, seconds, fraction = match.groups()
    span = timedelta(
        days=int(days or 0), hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0),
        microseconds=int((fraction or "0").ljust(6, "0")[:6]),
    )  # fmt: skip
    return -span if sign else span


def _read_double(text: str) -> float:
    return float(text.replace("INF", "inf"))


_LISTS: tuple[tuple[str, Callable[[list[Any]], Any]], ...] = (
    ("LST", ArrayList), ("IE", list), ("QUE", Queue), ("STK", Stack),
)  # fmt: skip
_TEXTS = frozenset(("S", "URI", "SBK", "ToString", "XD"))
_LEAVES: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("I32", "I64", "U16", "U32", "U64", "I16", "By", "SB"), int),
    "S": str, "ToString": str, "SBK": str, "XD": str, "B": lambda t: t == "true", "C": lambda t: Char(chr(int(t))),
    "DT": parse_date, "TS": _read_duration, "Db": _read_double, "Sg": _read_double, "D": Decimal, "G": UUID,
    "Version": Version.parse, "URI": Uri, "BA": str,
}  # fmt: skip


def from_clixml(text: str) -> list[Any]:
    """The objects of a file's text.

    Raises:
        ScriptError: it is not CLIXML.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ScriptError("The file declares entities, which CLIXML has none of.")
    try:
        root = ET.fromstring(text)  # noqa: S314  entities are refused above
        if root.tag.rpartition("}")[2] != "Objs":
            raise ScriptError("The file is not CLIXML.", cause=f"It begins with <{root.tag.rpartition('}')[2]}>.")
        reader = _Reader()
        return [reader.value(child) for child in root]
    except (ET.ParseError, ValueError, ArithmeticError, RecursionError, KeyError) as err:
        raise ScriptError("The file is not CLIXML.", cause=str(err)) from err
