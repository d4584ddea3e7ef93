"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s"},
)

objects = Table(
    "objects",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("removed", Boolean(create_constraint=False), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("owner_id", String(36), nullable=True),
    Column("modified_at", String(32), nullable=False),
    Column("row", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "revision"),
    Index(None, "kind", "name_key"),
    Index(None, "owner_id"),
)
"""One row per object. `name_key` is the name for comparing in any case, `owner_id` the object it stands in (a virtual
machine's host, a file's share), `row` the JSON array of `Noun.list_row`, `body` the object as JSON without revision and
modification time. A removed object stays as a tombstone with empty `row` and `body`. `row` stands before `body`, so
that SQLite reads a listing without the pages that long bodies spill into."""

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("revision", BigInteger, nullable=False),
    Column("object_kind", String(40), nullable=False),
    Column("object_id", String(36), nullable=False),
    Column("object_name", Text, nullable=False),
    Column("property", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("job_id", String(36), nullable=True),
    Column("job_name", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Index(None, "object_id"),
    Index(None, "job_id"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)
"""Change Tracking: a property before and after, as JSON. An empty property stands for the object itself."""

job_groups = Table(
    "job_groups",
    metadata,
    Column("group_id", String(36), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("call", Text, nullable=False),
    Column("staged_at", String(32), nullable=False),
)
"""Calls waiting for the cmdlet that owns their group."""

settings = Table(
    "settings",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
"""``revision``: the last one given out. ``horizon``: the revision up to which removals are forgotten.
``columns:KIND``: the list properties that the rows of that kind were written with."""
