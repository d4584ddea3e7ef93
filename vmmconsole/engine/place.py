"""Where an object stands and whose it is: all that access to it depends on, from the object or from its list row."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import orjson

from vmmconsole.model import NOUNS, Noun

from .store import Event
from .store.encoding import owner_attribute


class Place(NamedTuple):
    """An object as far as access goes; IDs as texts, names in lower case."""

    kind: str
    id: str
    container: str | None
    """What it stands in: the host of a virtual machine, the group of a host, the share of a library object."""
    owner: str
    path: str
    """Of a library object: its file."""


def place_of(obj: Noun) -> Place:
    """The place of an object."""
    attribute = owner_attribute(type(obj))
    container = getattr(obj, attribute) if attribute else None
    owner = getattr(obj, "owner", "") or ""
    path = getattr(obj, "share_path", "") or ""
    return Place(obj.kind, str(obj.id), str(container.id) if container is not None else None, owner.casefold(), path)


def place_of_row(kind: str, row: str | bytes) -> Place:
    """The place of the object that a list row, as JSON text, is of."""
    values = orjson.loads(row)
    container, owner, path = _columns(NOUNS[kind])
    return Place(
        kind,
        values[0],
        values[container] if container is not None else None,
        (values[owner] or "").casefold() if owner is not None else "",
        (values[path] or "") if path is not None else "",
    )


def place_of_event(event: Event) -> Place | None:
    """The place of an object after an event; None when it is gone."""
    return None if event.row is None else _place_of_text(event.kind, event.row)


# Each reader of the change stream asks for the same rows.
_place_of_text = lru_cache(8192)(place_of_row)


@cache
def _columns(kind: type[Noun]) -> tuple[int | None, int | None, int | None]:
    """Where rows of the kind have the container's ID, the owner and the path; None where they have none."""
    names = {name: at for at, name in enumerate(kind.list_properties)}
    attribute = owner_attribute(kind)
    alias = kind.model_fields[attribute].alias if attribute else ""
    return names.get(f"{alias}.ID"), names.get("Owner"), names.get("SharePath")
