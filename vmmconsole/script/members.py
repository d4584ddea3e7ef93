"""The one place where a script reaches into an object: properties by the product's names, from explicit lists.

A host's object shows the fields that its model declares, under their product names; everything else shows what is
listed here. No Python attribute is ever looked up by a name from a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.model.listed import attribute_value
from vmmconsole.model.noun import further_names

from .convert import enum_text, to_text
from .limits import check_items
from .member_tables import TABLES, ticks
from .relations import FOLLOW, whole
from .types import full_name, is_instance, kind_of, type_name_of
from .values import (
    Computed,
    Hashtable,
    MemberList,
    NetObject,
    PSObject,
    collect,
    is_model,
    notes_of,
    take_notes,
)

_LISTS = (list, tuple, range)
_ModelNames = dict[str, tuple[str, str]]
_MODELS: dict[type, _ModelNames] = {}


def model_properties(cls: type) -> _ModelNames:
    """The properties of a model class: lower-case name → (product name, Python attribute)."""
    known = _MODELS.get(cls)
    if known is None:
        fields: dict[str, Any] = cls.model_fields  # type: ignore[attr-defined]  # checked by `is_model`
        known = {(f.alias or n).lower(): (f.alias or n, n) for n, f in fields.items()}
        for name, attribute in further_names(cls).items():
            known.setdefault(name.lower(), (name, attribute))
        for name, attribute in further_names(cls, "script_properties").items():
            known[name.lower()] = (name, attribute)
        for name in getattr(cls, "computed_names", ()):
            known.setdefault(name.lower(), (name, name))
        _MODELS[cls] = known
    return known


def shown_model_names(cls: type) -> list[str]:
    """The product names of a model's own fields, in order, without its further names."""
    fields: dict[str, Any] = cls.model_fields  # type: ignore[attr-defined]  # checked by `is_model`
    return [f.alias or n for n, f in fields.items()]


def reachable_names(value: object) -> list[str]:
    """All properties that a script can ask an object for: also the computed ones, and those that lead elsewhere."""
    value = whole(value)
    if not is_model(value):
        return property_names(value)
    names = {name.lower(): name for name, _ in model_properties(type(value)).values()}
    names |= {name.lower(): name for name in getattr(type(value), "related_properties", ())}
    return list({name.lower(): name for name in [*names.values(), *property_names(value)]}.values())


def written_name(value: object, name: str) -> str:
    """A property's name as the object itself writes it; `name` where it has none of it."""
    if is_model(value):
        known = model_properties(type(value)).get(name.lower())
        return known[0] if known is not None else name
    lowered = name.lower()
    return next((n for n in property_names(value) if n.lower() == lowered), name)


def property_names(value: object) -> list[str]:
    """The names of the properties that views, Select-Object * and Get-Member show; of a pointer its object's."""
    value = whole(value)
    if is_model(value):
        notes = notes_of(value)
        return [*shown_model_names(type(value)), *(map(to_text, notes) if notes else ())]
    if isinstance(value, PSObject):
        return [to_text(k) for k in value.properties]
    if isinstance(value, NetObject):
        return value.net_names()
    if isinstance(value, Hashtable):
        return [to_text(k) for k in value]
    if isinstance(value, str) and not isinstance(value, Enum):
        return ["Length"]
    if isinstance(value, _LISTS):
        return ["Count", "Length"]
    for python_type, table in TABLES:
        if isinstance(value, python_type):
            return list(table)
    return []


def has_property(value: object, name: str) -> bool:
    """Whether the object itself has that property, in any case."""
    lowered = name.lower()
    if is_model(value):
        return lowered in model_properties(type(value)) or name in (notes_of(value) or ())
    if isinstance(value, (PSObject, Hashtable)):
        return name in (value.properties if isinstance(value, PSObject) else value)
    return any(lowered == known.lower() for known in property_names(value))


class _Walk:
    """How far the search for a property has gone through lists in lists, of which a script can nest any number."""

    __slots__ = ("depth", "seen")

    def __init__(self) -> None:
        self.depth = 0
        self.seen = 0


def get_member(value: Any, name: str, walk: _Walk | None = None) -> Any:
    """``$value.name``: null where there is none; of an array's items when the array has no such property itself.

    `walk` is for the items of arrays only.
    """
    lowered = name.lower()
    if value is None:
        return 0 if lowered in ("count", "length") else None
    if is_model(value):
        found = model_properties(type(value)).get(lowered)
        if found:
            return _local(attribute_value(value, found[1]))
        notes = notes_of(value)
        if notes is not None and name in notes:
            return _read(notes[name], value)
    elif isinstance(value, PSObject):
        entry = value.properties.entry(name)
        if entry is not None:
            return _read(entry[1], value)
    elif isinstance(value, NetObject):
        return _of_net(value, lowered)
    elif isinstance(value, Hashtable):
        return _of_table(value, name)
    elif isinstance(value, str) and not isinstance(value, Enum):
        if lowered == "length":
            return len(value)
    elif isinstance(value, _LISTS):
        return _of_list(value, name, walk or _Walk())
    return _followed(value, name, _listed(value, lowered))


def _followed(value: Any, name: str, found: Any) -> Any:
    """What is `found`, or else what a model leads to."""
    follow = FOLLOW.get() if found is None and is_model(value) else None
    return _local(follow(value, name)) if follow is not None else found


def _read(found: Any, owner: Any) -> Any:
    return found.read(owner) if isinstance(found, Computed) else found


def _of_net(value: NetObject, lowered: str) -> Any:
    found = value.net_member(lowered)
    return _listed(value, lowered) if found is None else found


MAX_LIST_DEPTH = 8
"""Lists inside each other whose items' properties are looked for."""


def _local(value: Any) -> Any:
    """A model's value; models keep UTC, people and scripts see the time of this computer."""
    if isinstance(value, dict):
        return Hashtable(value.items())
    return value.astimezone() if isinstance(value, datetime) and value.tzinfo is not None else value


def _listed(value: Any, lowered: str) -> Any:
    for python_type, table in TABLES:
        if isinstance(value, python_type):
            for name, getter in table.items():
                if name.lower() == lowered:
                    return getter(value)
    if lowered in ("count", "length"):
        return 1
    if lowered == "psobject":
        return _reflected(value)
    if isinstance(value, Enum) and lowered in ("value__", "value"):
        return getattr(value, "number", value.value)
    return None


def _reflected(value: Any) -> PSObject:
    properties = MemberList(
        (
            PSObject(
                [
                    ("MemberType", member_type(value, n)), ("IsSettable", isinstance(value, (PSObject, Hashtable))),
                    ("IsGettable", True), ("Value", get_member(value, n)), ("TypeNameOfValue", _value_type(value, n)),
                    ("Name", n),
                ],
                "PSProperty",
            )
            for n in property_names(value)
        ),
        value,
    )  # fmt: skip
    made = PSObject([("Properties", properties), ("TypeNames", [type_name_of(value)])], "PSMemberSet")
    made.properties["BaseObject"] = value
    return made


def _value_type(value: Any, name: str) -> str:
    found = get_member(value, name)
    return "System.Object" if found is None else full_name(kind_of(found))


def member_type(value: Any, name: str) -> str:
    """What kind of property one is: ``NoteProperty`` where a script has added it."""
    table = value.properties if isinstance(value, PSObject) else notes_of(value)
    if table is None or name not in table:
        return "NoteProperty" if isinstance(value, Hashtable) else "Property"
    found = table[name]
    return found.kind if isinstance(found, Computed) else "NoteProperty"


def _of_table(table: Hashtable, name: str) -> Any:
    if name in table:
        return table[name]
    lowered = name.lower()
    if lowered == "keys":
        return table.keys()
    if lowered == "values":
        return table.values()
    return len(table) if lowered in ("count", "length") else None


def _of_list(items: Iterable[Any], name: str, walk: _Walk) -> Any:
    lowered = name.lower()
    values = items if isinstance(items, _LISTS) else list(items)
    if lowered in ("count", "length", "longlength"):
        return len(values)
    if lowered == "rank":
        return 1
    if walk.depth >= MAX_LIST_DEPTH:
        return None
    out: list[Any] = []
    walk.depth += 1
    walk.seen += len(values)
    check_items(walk.seen)
    for item in values:
        found = get_member(item, name, walk)
        if isinstance(found, _LISTS):
            out.extend(found)
        elif found is not None or has_property(item, name):
            out.append(found)
        check_items(len(out))
    walk.depth -= 1
    return collect(out)


def set_member(value: Any, name: str, new: object) -> None:
    """``$value.name = new``.

    Raises:
        ScriptError: the object has no such property, or it cannot be set.
    """
    if isinstance(value, Hashtable):
        value[name] = new
    elif isinstance(value, PSObject):
        if name not in value.properties:
            raise ScriptError(
                f"The property '{name}' cannot be found on this object.",
                cause=f"It has: {', '.join(property_names(value)) or 'no properties'}.",
                action="Add it with Add-Member -MemberType NoteProperty.",
            )
        _set_own(value, value.properties, name, new)
    elif is_model(value) and name in (notes_of(value) or ()):
        _set_own(value, take_notes(value), name, new)
    elif isinstance(value, NetObject) and name.lower() in value.net_setters:
        value.net_setters[name.lower()](value, new)
    elif isinstance(value, NetObject) and value.net_set(name, to_text(new)):
        return
    elif value is None:
        raise ScriptError(f"The property '{name}' cannot be set, because the object is null.")
    elif is_model(value):
        raise ScriptError(
            f"The property '{name}' of a {type_name_of(value)} cannot be set by assignment.",
            action="Use the cmdlet that changes it, such as Set-VM, so that the change is a job.",
        )
    else:
        raise ScriptError(f"The property '{name}' of a {type_name_of(value)} cannot be set.")


def _set_own(owner: Any, table: Hashtable, name: str, new: object) -> None:
    known = table[name]
    if not isinstance(known, Computed):
        table[name] = new
    elif known.write is not None:
        known.write(owner, new)
    else:
        raise ScriptError(f"The property '{name}' is computed and cannot be set.")


def describe(value: Any) -> str:
    """A short text for messages: ``VM 'web-01'`` or ``'text'``."""
    if is_model(value):
        return f"{type_name_of(value)} '{to_text(value)}'"
    shown = enum_text(value) if isinstance(value, Enum) else to_text(value)
    return f"'{shown[:60]}' ({type_name_of(value)})"


__all__ = [
    "describe", "get_member", "has_property", "is_instance", "kind_of", "model_properties", "property_names",
    "set_member", "ticks",
]  # fmt: skip
