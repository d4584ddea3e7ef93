"""Saving an object that others may have changed since it was read: merge by property, refuse what both changed."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from vmmconsole.model import Noun, Ref
from vmmconsole.model.errors import ConflictError, NotFoundError
from vmmconsole.model.job import Change

from .store import Store
from .store.encoding import differences

N = TypeVar("N", bound=Noun)

_TOP = re.compile(r"[.\[]")


def merge_save(store: Store, obj: N, *, job: Ref | None, by: str) -> N:
    """Store `obj`, keeping what others changed since the revision it was read at.

    Raises:
        ConflictError: somebody changed a property that `obj` changes too; names the properties.
    """
    if obj.revision == 0:
        return store.save(obj, job=job, by=by)

    def change(current: N) -> N:
        if current.revision == obj.revision:
            return obj
        return _merged(obj, current, _first_values(store.changes(object_id=obj.id), obj.revision))

    try:
        return store.update(type(obj), obj.id, change, job=job, by=by)
    except NotFoundError as err:
        raise ConflictError(
            f"The {obj.title} '{obj.name}' cannot be changed.",
            cause="It was removed meanwhile.",
            action="Look at the list again; make it anew if it is still needed.",
            object_name=obj.name,
        ) from err


def _first_values(changes: list[Change], since: int) -> dict[str, Any]:
    """What each property, as Change Tracking names it, was at revision `since`, where it changed after that."""
    before: dict[str, Any] = {}
    for change in changes:
        if change.revision > since and change.property_name:
            before.setdefault(change.property_name, change.previous_value)
    return before


def _merged(mine: N, current: N, others: dict[str, Any]) -> N:
    theirs = {_top(name) for name in others}
    mine_changed: set[str] = set()
    conflicts: set[str] = set()
    for name, _now, wanted in differences(current, mine):
        top = _top(name)
        if top not in theirs:
            mine_changed.add(top)
        elif name not in others or others[name] != wanted:
            conflicts.add(top)
    if conflicts:
        names = ", ".join(sorted(conflicts))
        raise ConflictError(
            f"The {mine.title} '{mine.name}' cannot be changed.",
            cause=f"Somebody else changed the same properties meanwhile: {names}.",
            action="Look at the present values, then make the change again.",
            object_name=mine.name,
        )
    attributes = {(field.alias or name): name for name, field in type(mine).model_fields.items()}
    update = {attributes[top]: getattr(mine, attributes[top]) for top in mine_changed}
    return current.model_copy(update=update)


def _top(name: str) -> str:
    return _TOP.split(name, maxsplit=1)[0]
