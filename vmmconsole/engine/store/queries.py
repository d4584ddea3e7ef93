"""What the store reads: single objects, candidates of a search, listings, events and Change Tracking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, or_, select

from vmmconsole.model import NOUNS, Noun, Ref
from vmmconsole.model.job import Change

from .databases import contains
from .encoding import name_key, owner_attribute
from .events import Event
from .schema import changes, meta, objects

Found = tuple[str, int, str]
"""Body, revision, modification time."""
Listed = tuple[str, str, int, str]
"""ID, name, revision, list row."""

_FOUND = (objects.c.body, objects.c.revision, objects.c.modified_at)
_ONE = select(*_FOUND).where(
    objects.c.kind == bindparam("kind"), objects.c.id == bindparam("id"), objects.c.removed.is_(False)
)
_KNOWN = select(objects.c.id).where(
    objects.c.kind == bindparam("kind"),
    objects.c.removed.is_(False),
    objects.c.id.in_(bindparam("ids", expanding=True)),
)
_REMOVED_AFTER = select(objects.c.id).where(
    objects.c.kind == bindparam("kind"),
    objects.c.removed.is_(True),
    objects.c.revision > bindparam("since"),
    objects.c.id.in_(bindparam("ids", expanding=True)),
)
_SEVERAL = select(*_FOUND).where(
    objects.c.kind == bindparam("kind"),
    objects.c.removed.is_(False),
    objects.c.id.in_(bindparam("ids", expanding=True)),
)
_KNOWN_AT_ONCE = 500
_META = select(meta.c.value).where(meta.c.key == bindparam("key"))
_ROWS = select(objects.c.row).where(objects.c.kind == bindparam("kind"), objects.c.removed.is_(False))


def one(connection: Connection, kind: str, object_id: str) -> Found | None:
    """The object of that ID, None when there is none."""
    row = connection.execute(_ONE, {"kind": kind, "id": object_id}).first()
    return None if row is None else (row[0], row[1], row[2])


def known(connection: Connection, kind: str, object_ids: Sequence[str]) -> set[UUID]:
    """Which of these objects of the kind there are."""
    found: set[UUID] = set()
    for start in range(0, len(object_ids), _KNOWN_AT_ONCE):
        chunk = {"kind": kind, "ids": object_ids[start : start + _KNOWN_AT_ONCE]}
        found.update(map(UUID, connection.execute(_KNOWN, chunk).scalars()))
    return found


def removed_after(connection: Connection, kind: str, object_ids: Sequence[str], since: int) -> set[UUID]:
    """Which of these objects of the kind have a tombstone that is newer."""
    found: set[UUID] = set()
    for start in range(0, len(object_ids), _KNOWN_AT_ONCE):
        chunk = {"kind": kind, "ids": object_ids[start : start + _KNOWN_AT_ONCE], "since": since}
        found.update(map(UUID, connection.execute(_REMOVED_AFTER, chunk).scalars()))
    return found


def revision(connection: Connection) -> int:
    """The last revision given out."""
    return int(connection.execute(_META, {"key": "revision"}).scalar_one())


def horizon(connection: Connection) -> int:
    """The revision up to which removals are forgotten."""
    return int(connection.execute(_META, {"key": "horizon"}).scalar_one())


def columns_key(kind: type[Noun]) -> str:
    """Under which `meta` keeps the list properties that a kind's rows were written with."""
    return f"columns:{kind.kind}"


def stale_kinds(connection: Connection) -> list[type[Noun]]:
    """The kinds whose rows were written with other list properties than this version's."""
    known = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
    return [kind for kind in NOUNS.values() if known.get(columns_key(kind)) != ",".join(kind.list_properties)]


def listing(connection: Connection, kind: type[Noun]) -> tuple[int, bytes]:
    """The revision, and the wire's listing of the kind, joined from stored rows."""
    now, found = rows(connection, kind)
    return now, listing_json(now, kind, found)


def rows(connection: Connection, kind: type[Noun]) -> tuple[int, list[str]]:
    """The revision, and all list rows of the kind."""
    now = revision(connection)
    return now, list(connection.execute(_ROWS, {"kind": kind.kind}).scalars())


def listing_json(now: int, kind: type[Noun], rows: Sequence[str]) -> bytes:
    """A listing as the wire has it, of these rows."""
    properties = orjson.dumps(kind.list_properties).decode()
    # A line for each row: a client can then read it in portions, because text inside JSON has no line breaks.
    lines = ",\n".join(rows)
    return f'{{"Revision":{now},"Properties":{properties},"Rows":[{lines}]}}'.encode()


def candidates(connection: Connection, kind: type[Noun], name: str | None, equal: dict[str, Any]) -> list[Found]:
    """The objects that may match, narrowed down by the database as far as it can; `matches` decides."""
    dialect = connection.dialect.name
    statement = select(*_FOUND).where(objects.c.kind == kind.kind, objects.c.removed.is_(False))
    if name is not None:
        statement = statement.where(objects.c.name_key == name_key(name))
    for attribute, value in equal.items():
        wanted = _identity(value)
        if wanted is not None and attribute == owner_attribute(kind):
            statement = statement.where(objects.c.owner_id == wanted)
        elif wanted is not None:
            statement = statement.where(contains(dialect, objects.c.body, wanted))
        elif isinstance(value, str | bool | int):
            key = f'"{kind.model_fields[attribute].alias}":' if attribute in kind.model_fields else None
            if key is not None:
                text = orjson.dumps(value.value if isinstance(value, Enum) else value).decode()
                # A body of an older version may lack the property and then has its default.
                statement = statement.where(
                    or_(contains(dialect, objects.c.body, key + text), ~contains(dialect, objects.c.body, key))
                )
    return [(row[0], row[1], row[2]) for row in connection.execute(statement).all()]


def browse(connection: Connection, kind: type[Noun], equal: dict[str, Any], most: int) -> list[Listed] | None:
    """ID, name, revision and row of the objects whose owner is `equal`'s only value, or of all; None where there are
    no more than `most`, or the database cannot tell."""
    statement = select(objects.c.id, objects.c.name, objects.c.revision, objects.c.row).where(
        objects.c.kind == kind.kind, objects.c.removed.is_(False)
    )
    for attribute, value in equal.items():
        wanted = _identity(value)
        if wanted is None or attribute != owner_attribute(kind):
            return None
        statement = statement.where(objects.c.owner_id == wanted)
    found = connection.execute(statement).all()
    return [(row[0], row[1], row[2], row[3]) for row in found] if len(found) > most else None


def several(connection: Connection, kind: type[Noun], object_ids: Sequence[str]) -> list[Found]:
    """Those of the objects that there are."""
    found: list[Found] = []
    for start in range(0, len(object_ids), _KNOWN_AT_ONCE):
        chunk = {"kind": kind.kind, "ids": object_ids[start : start + _KNOWN_AT_ONCE]}
        found += [(row[0], row[1], row[2]) for row in connection.execute(_SEVERAL, chunk)]
    return found


def _identity(value: Any) -> str | None:
    if isinstance(value, Ref | Noun):
        return str(value.id)
    return str(value) if isinstance(value, UUID) else None


def matches(obj: Noun, name: str | None, equal: dict[str, Any]) -> bool:
    """Whether the object has that name in any case, and its attributes equal the values."""
    if name is not None and obj.name.casefold() != name.casefold():
        return False
    return all(_equal(getattr(obj, attribute), value) for attribute, value in equal.items())


def _equal(actual: Any, wanted: Any) -> bool:
    if isinstance(actual, Ref):
        return str(actual.id) == _identity(wanted)
    return bool(actual == wanted)


def events_since(connection: Connection, since: int, kinds: Sequence[str] | None) -> tuple[int, list[Event]]:
    """The revision now, and the present state of everything that changed after `since`, in order of revision."""
    now = revision(connection)
    statement = (
        select(objects.c.kind, objects.c.id, objects.c.revision, objects.c.removed, objects.c.row)
        .where(objects.c.revision > since)
        .order_by(objects.c.revision)
    )
    if kinds is not None:
        statement = statement.where(objects.c.kind.in_(kinds))
    return now, [
        Event(kind, UUID(object_id), at, None if removed else row)
        for kind, object_id, at, removed, row in connection.execute(statement)
    ]


def changes_of(connection: Connection, job_id: UUID | None, object_id: UUID | None, limit: int) -> list[Change]:
    """Change Tracking of a job, an object or everything: the newest `limit` rows, oldest first."""
    statement = select(changes).order_by(changes.c.id.desc()).limit(limit)
    if job_id is not None:
        statement = statement.where(changes.c.job_id == str(job_id))
    if object_id is not None:
        statement = statement.where(changes.c.object_id == str(object_id))
    rows = list(connection.execute(statement))
    return [
        Change(
            revision=row.revision,
            object_kind=row.object_kind,
            object_id=UUID(row.object_id),
            object_name=row.object_name,
            property_name=row.property,
            previous_value=orjson.loads(row.previous),
            new_value=orjson.loads(row.new),
            job=Ref(kind="Job", id=UUID(row.job_id), name=row.job_name) if row.job_id else None,
            changed_at=datetime.fromisoformat(row.at),
            by=row.by,
        )
        for row in reversed(rows)
    ]
