"""What the store keeps beside objects: settings, staged job groups; and what it lets go of as time passes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, and_, delete, func, select, update

from vmmconsole.model import Job, Noun
from vmmconsole.model.errors import EngineError

from .encoding import decode
from .queries import columns_key
from .schema import changes, job_groups, meta, objects, settings
from .writing import WriteTransaction


def setting(connection: Connection, name: str, default: Any) -> Any:
    """A setting, or the default when it was never set."""
    text = connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()
    return default if text is None else orjson.loads(text)


def set_setting(transaction: WriteTransaction, name: str, value: Any) -> None:
    """Keep a setting."""
    row = {"name": name, "value": orjson.dumps(value).decode()}
    transaction.write(settings, [row])


def set_columns(transaction: WriteTransaction, kind: type[Noun]) -> None:
    """Note which list properties the rows of a kind have."""
    row = {"key": columns_key(kind), "value": ",".join(kind.list_properties)}
    transaction.write(meta, [row])


def stage(transaction: WriteTransaction, group_id: str, key: str, call: dict[str, Any]) -> None:
    """Keep a call under its key, at the end of its group or in the place it has already."""
    in_group = select(func.max(job_groups.c.position)).where(job_groups.c.group_id == group_id)
    present = select(job_groups.c.position).where(job_groups.c.group_id == group_id, job_groups.c.key == key)
    position = transaction.connection.execute(present).scalar()
    if position is None:
        last = transaction.connection.execute(in_group).scalar()
        position = 0 if last is None else last + 1
    row = {
        "group_id": group_id,
        "key": key,
        "position": position,
        "call": orjson.dumps(call, default=str).decode(),
        "staged_at": transaction.at,
    }
    transaction.write(job_groups, [row])


def staged(connection: Connection, group_id: str, run: str) -> list[dict[str, Any]]:
    """The calls in order that one run has put into a group; where that run has none, those of the latest run."""
    return [orjson.loads(call) for _, call in _of_run(connection, group_id, run)]


def clear_group(transaction: WriteTransaction, group_id: str, run: str | None) -> None:
    """Forget a group, or what `staged` tells a run: another may have failed and go on later, so it keeps its own."""
    connection = transaction.connection
    statement = delete(job_groups).where(job_groups.c.group_id == group_id)
    if run is not None:
        statement = statement.where(job_groups.c.key.in_([key for key, _ in _of_run(connection, group_id, run)]))
    connection.execute(statement)


def _of_run(connection: Connection, group_id: str, run: str) -> list[tuple[str, str]]:
    """Keys and calls of one run, or of the one that put something in last. A key is ``RUN:…``."""
    statement = select(job_groups.c.key, job_groups.c.call).where(job_groups.c.group_id == group_id)
    rows = [(key, call) for key, call in connection.execute(statement.order_by(job_groups.c.position))]
    runs = [key.rpartition(":")[0] for key, _ in rows]
    wanted = run if run in runs or not runs else runs[-1]
    return [row for row, its_run in zip(rows, runs, strict=True) if its_run == wanted]


def groups_before(connection: Connection, at: str) -> list[str]:
    """The groups whose last call was staged before that time."""
    statement = select(job_groups.c.group_id).group_by(job_groups.c.group_id)
    return list(connection.execute(statement.having(func.max(job_groups.c.staged_at) < at)).scalars())


def purge(transaction: WriteTransaction, at: str) -> int:
    """Take out jobs that ended before that time; forget older tombstones and Change Tracking for good."""
    connection = transaction.connection
    tombstones = and_(objects.c.removed.is_(True), objects.c.modified_at < at)
    oldest = connection.execute(select(func.max(objects.c.revision)).where(tombstones)).scalar()
    if oldest is not None:
        connection.execute(update(meta).where(meta.c.key == "horizon").values(value=str(oldest)))
    count = int(connection.execute(delete(objects).where(tombstones)).rowcount)
    count += int(connection.execute(delete(changes).where(changes.c.at < at)).rowcount)
    return count + transaction.remove(Job, _ended_before(connection, at))


def _ended_before(connection: Connection, at: str) -> list[str]:
    statement = select(objects.c.id, objects.c.body, objects.c.revision, objects.c.modified_at).where(
        objects.c.kind == Job.kind, objects.c.removed.is_(False), objects.c.modified_at < at
    )
    ended = []
    for object_id, *found in connection.execute(statement):
        try:
            job = decode(Job, *found)
        except EngineError:
            ended.append(object_id)  # too old to be read, so nothing runs it
            continue
        if job.is_completed:
            ended.append(str(UUID(object_id)))
    return ended
