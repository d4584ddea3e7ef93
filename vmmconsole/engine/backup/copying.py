"""Copying tables from one database to another, and seeing that they arrived: by number of rows and by their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Table, func, insert, select, text

from vmmconsole.model.errors import EngineError

_CHUNK = 500
_NUL, _IN_ITS_PLACE = "\0", "�"
_MODULUS = 1 << 256


@dataclass(slots=True)
class Content:
    """How many rows a table has, and a hash of all of them that does not depend on their order."""

    rows: int = 0
    _sum: int = 0

    def add(self, values: Sequence[Any]) -> None:
        """Count a row."""
        self.rows += 1
        line = json.dumps([_plain(value) for value in values], ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest())) % _MODULUS

    @property
    def digest(self) -> str:
        """64 hexadecimal digits."""
        return f"{self._sum:064x}"


@dataclass(slots=True)
class Copied:
    """What was copied of a table."""

    table: str
    content: Content
    mended: list[str] = field(default_factory=list)
    """Rows in which a character stood that the target does not take, as people know them."""


def copy_table(source: Connection, target: Connection, before: Table, after: Table) -> Copied:
    """Copy all rows of a table, then read them again.

    Raises:
        EngineError: what arrived is not what was there.
    """
    columns = [column for column in after.columns if column.name in before.columns]
    copied = Copied(after.name, Content())
    for chunk in _chunks(source, before, [column.name for column in columns]):
        rows = []
        for values in chunk:
            adapted = [_for_column(value, column) for value, column in zip(values, columns, strict=True)]
            if target.dialect.name == "postgresql":
                adapted = _without_nul(adapted, after.name, columns, copied.mended)
            copied.content.add(adapted)
            rows.append({column.name: value for column, value in zip(columns, adapted, strict=True)})
        target.execute(insert(after), rows)
    _go_on_counting(target, after)
    arrived = content_of(target, after, [column.name for column in columns])
    if arrived != copied.content:
        raise EngineError(
            f"The table {after.name} did not arrive whole.",
            cause=f"There were {copied.content.rows:,} rows with the hash {copied.content.digest[:12]}, and "
            f"{arrived.rows:,} with {arrived.digest[:12]} arrived.",
            action="Nothing was kept of it. Try again; when it happens again, report it.",
        )
    return copied


def content_of(connection: Connection, table: Table, names: Sequence[str] | None = None) -> Content:
    """Rows and hash of a table."""
    content = Content()
    for chunk in _chunks(connection, table, names or [column.name for column in table.columns]):
        for values in chunk:
            content.add(values)
    return content


def _chunks(connection: Connection, table: Table, names: Sequence[str]) -> Iterator[Sequence[Sequence[Any]]]:
    query = select(*(table.c[name] for name in names)).execution_options(yield_per=_CHUNK)
    yield from connection.execute(query).partitions(_CHUNK)


def _for_column(value: Any, column: Any) -> Any:
    """A value of another kind of database as this one's column takes it: SQLite has no truth values and no JSON."""
    if value is None:
        return None
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, JSON):
        return json.loads(value) if isinstance(value, str) else value
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def _without_nul(values: list[Any], table: str, columns: Sequence[Any], mended: list[str]) -> list[Any]:
    """The values without the one character that PostgreSQL has no place for; the store writes them so there too."""
    if not any(isinstance(value, str) and _NUL in value for value in values):
        return values
    whole = [value.replace(_NUL, _IN_ITS_PLACE) if isinstance(value, str) else value for value in values]
    mended.append(_known_as(table, dict(zip([column.name for column in columns], whole, strict=True))))
    return whole


def _known_as(table: str, row: dict[str, Any]) -> str:
    """How people know a row."""
    match table:
        case "objects":
            return f"{row['kind']} '{row['name']}' ({row['id']})"
        case "changes":
            return f"change {row['id']} of {row['object_kind']} '{row['object_name']}' ({row['object_id']})"
    name = row.get("name") or next(iter(row.values()))
    return f"{table} '{name}'"


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let the numbers that a server gives out begin after those that were copied."""
    if connection.dialect.name != "postgresql":
        return
    name = f'"{table.schema}"."{table.name}"' if table.schema else f'"{table.name}"'
    for column in table.primary_key.columns:
        query = text("SELECT pg_get_serial_sequence(:table, :column)")
        sequence = connection.execute(query, {"table": name, "column": column.name}).scalar()
        highest = connection.execute(select(func.max(column))).scalar() if sequence else None
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return value.hex() if isinstance(value, bytes) else value
