"""How a noun stands in the database, and how two versions of one differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import orjson
from pydantic import ValidationError

from vmmconsole.model import Noun, Ref
from vmmconsole.model.errors import EngineError
from vmmconsole.model.noun import Value

N = TypeVar("N", bound=Noun)

_APART = {"revision", "modified_at"}
"""Attributes with a column of their own: they change with every write, so the body is compared without them."""
_OWNERS = ("vm_host", "library_share", "vm_host_group", "parent_host_group", "library_server")
"""The attributes that may say what an object stands in, the first that its kind has."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A noun as its columns."""

    noun: Noun
    id: str
    name: str
    name_key: str
    owner_id: str | None
    row: str
    body: str


def time_text(moment: datetime) -> str:
    """A time as the database has it: UTC, microseconds, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def now_text() -> str:
    """The time now as the database has it."""
    return time_text(datetime.now(UTC))


def name_key(name: str) -> str:
    """What two names that differ only in case have in common."""
    return _storable(name.casefold())


def _storable(text: str) -> str:
    # PostgreSQL takes no NUL in text (the body has it escaped), and no database takes half a surrogate pair.
    return text.replace("\0", "�").encode("utf-8", "replace").decode()


@cache
def owner_attribute(kind: type[Noun]) -> str | None:
    """The attribute that says what objects of the kind stand in, None when nothing does."""
    return next((name for name in _OWNERS if name in kind.model_fields), None)


def row_text(obj: Noun) -> str:
    """The list row of a noun, as JSON text."""
    return orjson.dumps(obj.list_values()).decode()  # it writes enums, times and IDs as list_row does


def encode(obj: Noun) -> Encoded:
    """The columns of a noun.

    Raises:
        EngineError: a text in it is not valid Unicode.
    """
    try:
        body = obj.model_dump_json(by_alias=True, exclude=_APART)
        row = row_text(obj)
    except (ValueError, TypeError) as err:
        raise EngineError(
            f"The {obj.title} cannot be saved.",
            cause="A text in it is not valid Unicode.",
            details=str(err),
            object_name=obj.name.encode("utf-8", "replace").decode(),
        ) from err
    attribute = owner_attribute(type(obj))
    owner = getattr(obj, attribute) if attribute else None
    return Encoded(
        noun=obj,
        id=str(obj.id),
        name=_storable(obj.name),
        name_key=name_key(obj.name),
        owner_id=str(owner.id) if owner is not None else None,
        row=row,
        body=body,
    )


def decode(kind: type[N], body: str, revision: int, modified_at: str) -> N:
    """The noun again.

    Raises:
        EngineError: the body is not one of this kind, as a newer version might have written it.
    """
    try:
        obj = kind.model_validate_json(body)
    except ValidationError as err:
        first = err.errors(include_url=False, include_input=False)[0]
        raise EngineError(
            f"A {kind.title} in the database cannot be read.",
            cause=f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}.",
            action="Use the version of the engine that wrote it, or refresh what it belongs to.",
            details=body[:200],
        ) from err
    obj.revision = revision
    obj.modified_at = datetime.fromisoformat(modified_at)
    return obj


def whole_json(body: str, revision: int, modified_at: str) -> bytes:
    """The body as the wire has it, with revision and modification time."""
    return f'{body[:-1]},"ModifiedTime":"{modified_at}","Revision":{revision}}}'.encode()


def wire_json(obj: Noun) -> bytes:
    """An object as the wire has it, like `whole_json` of what is stored."""
    return whole_json(obj.model_dump_json(by_alias=True, exclude=_APART), obj.revision, time_text(obj.modified_at))


def changed_properties(before: str, after: str) -> tuple[str, ...]:
    """The product names of the properties in which two bodies differ."""
    old, new = orjson.loads(before), orjson.loads(after)
    names = [name for name, value in new.items() if old.get(name) != value]
    return (*names, *(name for name in old if name not in new))


def audited(kind: type[Noun], changed: tuple[str, ...]) -> bool:
    """Whether any of the changed properties belongs into Change Tracking."""
    if kind.kind == "Job":  # a job's own record is the job
        return False
    volatile = _volatile_names(kind)
    return any(name not in volatile for name in changed)


@cache
def _volatile_names(kind: type[Noun]) -> frozenset[str]:
    fields = kind.model_fields
    return frozenset(
        fields[attribute].alias or attribute for attribute in kind.volatile_properties if attribute in fields
    )


def differences(before: Value, after: Value, prefix: str = "") -> Iterator[tuple[str, Any, Any]]:
    """What differs between two versions of a value: dotted property, value before, value after, without what is
    volatile. Parts of a list are matched by ID and shown as ``VirtualDVDDrives[CD 1].ISOPath``."""
    volatile: frozenset[str] = getattr(type(after), "volatile_properties", frozenset())
    for attribute, field in type(after).model_fields.items():
        if attribute in volatile or attribute in _APART:
            continue
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            yield from _difference(prefix + (field.alias or attribute), old, new)


def _difference(name: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(old, Value) and type(old) is type(new) and not isinstance(old, Ref):
        yield from differences(old, new, f"{name}.")
    elif isinstance(old, list) and isinstance(new, list) and _are_parts([*old, *new]):
        yield from _part_differences(name, old, new)
    else:
        was, now = _shown(old), _shown(new)
        if was == now and isinstance(old, Ref) and isinstance(new, Ref):
            was, now = f"{old.name} ({old.id})", f"{new.name} ({new.id})"
        yield name, was, now


def _are_parts(values: list[Any]) -> bool:
    ids = [getattr(value, "id", None) for value in values]
    return all(isinstance(value, Value) for value in values) and None not in ids


def _part_differences(name: str, old: list[Any], new: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    before = {part.id: part for part in old}
    after = {part.id: part for part in new}
    for index, part in enumerate(old):
        if part.id not in after:
            yield f"{name}[{_label(part, index)}]", _shown(part), None
    for index, part in enumerate(new):
        label = f"{name}[{_label(part, index)}]"
        if part.id not in before:
            yield label, None, _shown(part)
        elif before[part.id] != part:
            yield from _difference(label, before[part.id], part)


def _label(part: Any, index: int) -> str:
    return getattr(part, "name", "") or str(index)


def _shown(value: Any) -> Any:
    """A value as Change Tracking keeps it: JSON, a pointer by its name."""
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, Value):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if isinstance(value, UUID):
        return str(value)
    return value
