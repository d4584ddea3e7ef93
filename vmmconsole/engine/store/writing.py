"""One write transaction: compare with what is there, take revisions, write rows and Change Tracking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from vmmconsole.model import Noun, Ref
from vmmconsole.model.errors import EngineError

from .change_feed import CHANNEL
from .databases import upsert
from .encoding import Encoded, audited, changed_properties, decode, differences, now_text
from .events import Event
from .schema import changes, meta, objects

_CHUNK = 500
"""How many IDs one SELECT names; SQLite takes at most 32,766 parameters."""


class StoredRow(NamedTuple):
    """What a write must know of the object as it stands in the database."""

    id: str
    revision: int
    removed: bool
    row: str
    body: str
    modified_at: str
    name: str


@dataclass(slots=True)
class WriteTransaction:
    """What one transaction writes, and which events tell of it once it is committed."""

    connection: Connection
    job: Ref | None
    by: str
    before: int = 0
    """The last revision that was given out before this transaction."""
    revision: int = 0
    events: list[Event] = field(default_factory=list)
    at: str = field(default_factory=now_text)
    unchanged: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Revision and modification time of objects that were put but equal what is stored, by ID."""
    _tracked: list[dict[str, Any]] = field(default_factory=list)

    def begin(self) -> None:
        """Keep other writers out and learn the last revision."""
        self.before = self.revision = int(self.connection.execute(_LOCKED_REVISION).scalar_one())

    def put(self, encoded: Sequence[Encoded]) -> None:
        """Insert or replace what differs from what is stored."""
        stored = {}
        kinds = {item.noun.kind for item in encoded}
        for kind in kinds:
            ids = [item.id for item in encoded if item.noun.kind == kind]
            stored.update({(kind, row.id): row for row in self.stored(kind, ids)})
        rows = []
        for item in {(item.noun.kind, item.id): item for item in encoded}.values():
            before = stored.get((item.noun.kind, item.id))
            if before is None or before.removed or before.body != item.body or before.row != item.row:
                rows.append(self._put_one(item, before))
            else:
                self.unchanged[item.id] = (before.revision, before.modified_at)
        if rows:
            self.write(objects, rows)

    def write(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows, or replace those of the same primary key."""
        self.connection.execute(upsert(self.connection.dialect.name, table), rows)

    def _put_one(self, item: Encoded, before: StoredRow | None) -> dict[str, Any]:
        kind = type(item.noun)
        self.revision += 1
        changed: tuple[str, ...] = ()
        if before is None or before.removed:
            if (self.job or self.by) and kind.kind != "Job":
                self._track(kind.kind, item.noun.id, item.name, [("", None, "Created")])
        else:
            changed = changed_properties(before.body, item.body)
            if audited(kind, changed):
                self._track(kind.kind, item.noun.id, item.name, self._differences(item, before))
        self.events.append(Event(item.noun.kind, item.noun.id, self.revision, item.row, changed))
        return {
            "kind": item.noun.kind,
            "id": item.id,
            "revision": self.revision,
            "removed": False,
            "name": item.name,
            "name_key": item.name_key,
            "owner_id": item.owner_id,
            "modified_at": self.at,
            "row": item.row,
            "body": item.body,
        }

    @staticmethod
    def _differences(item: Encoded, before: StoredRow) -> Iterable[tuple[str, Any, Any]]:
        try:
            old = decode(type(item.noun), before.body, before.revision, before.modified_at)
        except EngineError:
            return ()  # an unreadable version is replaced; what it was cannot be told
        return differences(old, item.noun)

    def remove(self, kind: type[Noun], ids: Sequence[str]) -> int:
        """Leave tombstones in the place of the objects; returns how many there were."""
        gone = []
        for before in list(self.stored(kind.kind, ids)):
            if before.removed:
                continue
            self.revision += 1
            object_id = UUID(before.id)
            if (self.job or self.by) and kind.kind != "Job":
                self._track(kind.kind, object_id, before.name, [("", "Created", "Removed")])
            self.events.append(Event(kind.kind, object_id, self.revision, None))
            gone.append({"of_kind": kind.kind, "of_id": before.id, "at_revision": self.revision, "at": self.at})
        if gone:
            self.connection.execute(_REMOVE, gone)
        return len(gone)

    def end(self) -> None:
        """Write Change Tracking and the revision reached; the caller commits."""
        if not self.events:
            return
        if self._tracked:
            self.connection.execute(insert(changes), self._tracked)
        statement = _SET_REVISION if self.connection.dialect.name == "sqlite" else _TELL_REVISION
        self.connection.execute(statement, {"reached": str(self.revision)})

    def stored(self, kind: str, ids: Sequence[str]) -> Iterable[StoredRow]:
        """The rows of that kind, tombstones too."""
        if len(ids) == 1:
            yield from map(StoredRow._make, self.connection.execute(_ONE, {"kind": kind, "id": ids[0]}).all())
            return
        for start in range(0, len(ids), _CHUNK):
            chunk = {"kind": kind, "ids": ids[start : start + _CHUNK]}
            yield from map(StoredRow._make, self.connection.execute(_MANY, chunk).all())

    def _track(self, kind: str, object_id: UUID, name: str, differing: Iterable[tuple[str, Any, Any]]) -> None:
        for label, previous, new in differing:
            self._tracked.append(
                {
                    "revision": self.revision,
                    "object_kind": kind,
                    "object_id": str(object_id),
                    "object_name": name,
                    "property": label,
                    "previous": orjson.dumps(previous, default=str).decode(),
                    "new": orjson.dumps(new, default=str).decode(),
                    "job_id": str(self.job.id) if self.job else None,
                    "job_name": self.job.name if self.job else "",
                    "at": self.at,
                    "by": self.by,
                }
            )


_COLUMNS = [objects.c[name] for name in StoredRow._fields]
_ONE = select(*_COLUMNS).where(objects.c.kind == bindparam("kind"), objects.c.id == bindparam("id"))
_MANY = select(*_COLUMNS).where(objects.c.kind == bindparam("kind"), objects.c.id.in_(bindparam("ids", expanding=True)))
_LOCKED_REVISION = select(meta.c.value).where(meta.c.key == "revision").with_for_update()
_REMOVE = (
    update(objects)
    .where(objects.c.kind == bindparam("of_kind"), objects.c.id == bindparam("of_id"))
    .values(
        revision=bindparam("at_revision"), modified_at=bindparam("at"), removed=True, owner_id=None, row="", body=""
    )
)
_SET_REVISION = update(meta).where(meta.c.key == "revision").values(value=bindparam("reached"))
_TELL_REVISION = _SET_REVISION.returning(func.pg_notify(CHANNEL, bindparam("reached")))
"""Other engines hear of it once it is committed."""
