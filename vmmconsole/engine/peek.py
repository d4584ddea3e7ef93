"""Looking for one object by its ID, where its absence is no error."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from vmmconsole.model import Noun
from vmmconsole.model.errors import NotFoundError

from .store import Store

N = TypeVar("N", bound=Noun)


def peek(store: Store, kind: type[N], object_id: UUID) -> N | None:
    """The object of that ID, or None."""
    try:
        return store.get(kind, object_id)
    except NotFoundError:
        return None
