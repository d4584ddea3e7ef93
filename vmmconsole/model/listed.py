"""Objects of a long list: each has the values of its list row, and becomes whole when something else is asked of it.

A script that reads 25,000 virtual machines mostly asks for what a list shows. Decoding all of each would take seconds,
sending it some 60 MB. So such objects are made of their rows; the first property that the row does not hold makes the
object whole, together with those that follow it in the list, because scripts walk through lists in order.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin
from uuid import UUID
from weakref import ref

import orjson

from .errors import NotFoundError
from .noun import Noun, Ref, attribute_of

N = TypeVar("N", bound=Noun)
Row = str | bytes | Sequence[Any]
"""The values of the list properties, or the JSON text of them."""

AT_ONCE = 500
"""So many objects become whole at a time."""

Load = Callable[[Sequence[UUID]], Sequence[Noun]]
"""Reads whole objects; those that are gone are left out."""

_STATE = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_WHOLE_ONLY = (
    "model_dump", "model_dump_json", "model_copy", "__eq__", "__iter__", "__repr__", "__repr_args__", "__copy__",
    "__deepcopy__", "__getstate__", "__setattr__", "__delattr__",
)  # fmt: skip
"""What works on all fields, and so on a whole object only."""


class RowList:
    """The rows of one read, and how to make their objects whole."""

    def __init__(self, kind: type[Noun], properties: Sequence[str], rows: Sequence[Row], load: Load) -> None:
        self.kind = kind
        self.properties = tuple(properties)
        self.rows = rows
        self.load = load
        self.objects: list[ref[Noun]] = []
        """Those of the rows, without keeping them: each keeps this, and a circle would stay until a collection."""
        self._fields = _row_fields(kind, self.properties)
        self._refs: dict[tuple[str, str, str], Ref] = {}

    def holds(self, attribute: str) -> bool:
        """Whether the rows have it."""
        return attribute in self._fields.plain or attribute in self._fields.refs

    def values(self, index: int) -> Sequence[Any]:
        """A row as JSON values."""
        row = self.rows[index]
        values: Sequence[Any] = orjson.loads(row) if isinstance(row, (str, bytes)) else row
        return values

    def attribute(self, values: Sequence[Any], name: str) -> Any:
        """An attribute that the rows hold; mostly few of them are asked for."""
        plain = self._fields.plain.get(name)
        if plain is not None:
            at, convert = plain
            value = values[at]
            return convert(value) if convert is not None and value is not None else value
        id_at, name_at, kind = self._fields.refs[name]
        return self._ref(kind, values[id_at], values[name_at])

    def _ref(self, kind: str, identity: str | None, name: str | None) -> Ref | None:
        if not identity:
            return None
        key = (kind, identity, name or "")
        known = self._refs.get(key)
        if known is None:
            known = self._refs[key] = Ref(kind=kind, id=UUID(identity), name=name or "")
        return known

    def complete(self, index: int) -> None:
        """Make the object of a row whole, with those after it.

        Raises:
            NotFoundError: it is gone.
        """
        wanted: dict[UUID, Noun] = {}
        for known in self.objects[index : index + AT_ONCE]:
            obj = known()
            if isinstance(obj, ListedNoun):
                wanted[obj.id] = obj
        for whole in self.load(list(wanted)):
            part = wanted.get(whole.id)
            if part is not None:
                _become(part, whole)
        left = self.objects[index]()
        if isinstance(left, ListedNoun):
            raise NotFoundError(
                f"The {self.kind.title} '{left.name}' is not there any more.",
                cause="It was removed after the list was read.",
                object_name=left.name,
            )


class ListedNoun:
    """What is added to a noun's class for objects that have no more than their row yet."""

    def __getattr__(self, name: str) -> Any:
        values = self.__dict__
        rows: RowList | None = values.get("_rows")
        if rows is None or (name.startswith("__") and name not in _STATE):
            raise AttributeError(name)
        if rows.holds(name):
            row = values["_row"]
            if row is None:
                row = values["_row"] = rows.values(values["_index"])
            value = values[name] = rows.attribute(row, name)
            return value
        rows.complete(values["_index"])
        return getattr(self, name)


def attribute_value(obj: object, name: str) -> Any:
    """``getattr(obj, name, None)`` for what is kept in objects: without Python's search of the class, and its error,
    before an object of a list is asked."""
    values = obj.__dict__
    if name in values:
        return values[name]
    rows: RowList | None = values.get("_rows")
    if rows is not None and rows.holds(name):
        return obj.__getattr__(name)  # type: ignore[attr-defined]  # an object with rows is a ListedNoun
    return getattr(obj, name, None)


def _whole_first(name: str) -> Any:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        values = self.__dict__
        values["_rows"].complete(values["_index"])
        return getattr(self, name)(*args, **kwargs)

    method.__name__ = name
    return method


def is_listed(value: object) -> bool:
    """Whether an object has no more than its row yet."""
    return isinstance(value, ListedNoun)


def row_of(value: Noun) -> tuple[RowList, int] | None:
    """The list that an object comes from, and its place there; None when it is whole."""
    if not isinstance(value, ListedNoun):
        return None
    return value.__dict__["_rows"], value.__dict__["_index"]


def listed(
    kind: type[N], properties: Sequence[str], rows: Sequence[Row], load: Load,
    known: Sequence[dict[str, Any]] | None = None,
) -> list[N]:  # fmt: skip
    """Objects of rows.

    Args:
        properties: the product names of the rows' columns, as `Noun.list_properties`.
        load: reads whole objects.
        known: attributes of each object that are there without reading its row, such as its name.
    """
    made = RowList(kind, properties, rows, load)
    cls = _listed_class(kind)
    new: Any = cls.__new__
    objects: list[Any] = []
    for index in range(len(rows)):
        obj = new(cls)
        state = obj.__dict__
        if known is not None:
            state.update(known[index])
        state["_rows"], state["_index"], state["_row"] = made, index, None
        objects.append(obj)
    made.objects = [ref(obj) for obj in objects]
    return objects


@cache
def _listed_class(kind: type[N]) -> type[N]:
    methods = {name: _whole_first(name) for name in _WHOLE_ONLY}
    methods["__hash__"] = kind.__hash__  # __eq__ alone would take it away
    made: type[N] = type(kind)(f"Listed{kind.__name__}", (ListedNoun, kind), {"__module__": __name__, **methods})  # type: ignore[misc]
    return made


def _become(part: Noun, whole: Noun) -> None:
    """Turn a part into the whole object, for everybody who holds it."""
    object.__setattr__(part, "__class__", type(whole))
    object.__setattr__(part, "__dict__", dict(whole.__dict__))
    for name in _STATE:
        object.__setattr__(part, name, getattr(whole, name))


class _RowFields:
    """Which attributes a row gives: at which places, and how JSON's value becomes the attribute's."""

    def __init__(self) -> None:
        self.plain: dict[str, tuple[int, Callable[[Any], Any] | None]] = {}
        self.refs: dict[str, tuple[int, int, str]] = {}


@cache
def _row_fields(kind: type[Noun], properties: tuple[str, ...]) -> _RowFields:
    from . import NOUNS  # the table of all nouns is made of the modules that this one serves

    found = _RowFields()
    places = {name: at for at, name in enumerate(properties)}
    for name, at in places.items():
        first, _, rest = name.partition(".")
        try:
            attribute = attribute_of(kind, first)
        except AttributeError:
            continue
        if rest == "ID" and f"{first}.Name" in places:
            # A property is named after the kind it points to: MostRecentJob is a Job.
            pointed = max((kind for kind in NOUNS if first.endswith(kind)), key=len, default="")
            if pointed:
                found.refs[attribute] = (at, places[f"{first}.Name"], pointed)
        elif not rest and attribute in kind.model_fields:
            fits, convert = _converter(kind.model_fields[attribute].annotation)
            if fits:
                found.plain[attribute] = (at, convert)
    return found


def _converter(annotation: Any) -> tuple[bool, Callable[[Any], Any] | None]:
    """Whether a JSON value can be turned into the annotated type, and what turns it."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [a for a in get_args(annotation) if a is not type(None)]
        return _converter(rest[0]) if len(rest) == 1 else (False, None)
    if annotation in (str, int, float, bool):
        return True, None
    if annotation is UUID:
        return True, UUID
    if annotation is datetime:
        return True, datetime.fromisoformat
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return True, {member.value: member for member in annotation}.__getitem__
    return False, None


__all__ = ["AT_ONCE", "Load", "Row", "RowList", "attribute_value", "is_listed", "listed", "row_of"]
