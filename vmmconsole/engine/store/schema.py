"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, MetaData, String, Table, Text

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

accounts = Table(
    "accounts",
    metadata,
    Column("name_key", String(256), primary_key=True),
    Column("name", String(256), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("must_change", Boolean(create_constraint=False), nullable=False),
    Column("disabled", Boolean(create_constraint=False), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", String(32), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
)
"""Local accounts. `name_key` is the name for comparing in any case; `failures` counts wrong passwords in a row."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_name", String(520), nullable=False),
    Column("user_key", String(520), nullable=False),
    Column("groups", Text, nullable=False),
    Column("client", String(200), nullable=False),
    Column("address", String(64), nullable=False),
    Column("access_hash", String(64), nullable=False),
    Column("access_until", String(32), nullable=False),
    Column("refresh_hash", String(64), nullable=False),
    Column("spent_hash", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Index(None, "access_hash"),
    Index(None, "refresh_hash"),
    Index(None, "spent_hash"),
    Index(None, "user_key"),
)
"""Who is signed in. Tokens are kept as SHA-256 only; `spent_hash` is the refresh token before the present one, whose
second use ends the session. `groups` is the JSON list of the directory groups found when the user signed in."""

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("user_name", String(520), nullable=False),
    Column("user_key", String(520), nullable=False),
    Column("groups", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scope", String(20), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Index(None, "hash"),
    Index(None, "user_key"),
)
"""Tokens for scripts, as SHA-256 only; `scope` is ``read`` or ``full``."""

secrets = Table(
    "secrets",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("sealed", Text, nullable=False),
    Column("sent_at", String(32), nullable=False),
)
"""Stored passwords, each encrypted and in base64; the key is in a file of each engine, never here."""

lead = Table(
    "lead",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("holder", String(36), nullable=False),
    Column("holder_name", Text, nullable=False),
    Column("term", BigInteger, nullable=False),
    Column("beat", Double, nullable=False),
)
"""One row: which of the engines on a server's database runs the jobs and connects to the hosts. `term` counts the
takeovers; `beat` is when it last said that it is there, in seconds by the database's clock, 0 when it has let go."""

job_stops = Table(
    "job_stops",
    metadata,
    Column("job_id", String(36), primary_key=True),
)
"""Jobs that are to stop, asked of an engine that does not run them."""
