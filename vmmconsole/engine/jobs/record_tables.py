"""The tables of the record of runs, for whoever copies them whole. Their form is DBOS's own."""

from __future__ import annotations

from dbos._serialization import DefaultSerializer
from dbos._sys_db import SystemDatabase
from sqlalchemy import Connection, MetaData, Table, create_engine, update

from vmmconsole.engine.store import Database
from vmmconsole.engine.store.databases import open_engine

from .durable import SCHEMA

_OWN = "dbos_migrations"
"""How far DBOS has brought its tables; each kind of database counts for itself."""
_STATUS = "workflow_status"


def make_record_tables(database: Database) -> None:
    """Make the tables in a database, or bring them to this version."""
    # DBOS begins its transactions itself, so that the store's way of doing it would be one too many.
    engine = create_engine(database.url) if database.is_sqlite else open_engine(database)
    try:
        SystemDatabase.create(
            system_database_url=database.url,
            engine_kwargs={},
            engine=engine if database.is_sqlite else engine.execution_options(isolation_level="READ COMMITTED"),
            schema=SCHEMA,
            serializer=DefaultSerializer(),
            executor_id=None,
            use_listen_notify=False,
        ).run_migrations()
    finally:
        engine.dispose()


def record_tables(connection: Connection) -> list[Table]:
    """The tables with what was run, in an order in which each stands after those it refers to."""
    metadata = MetaData()
    metadata.reflect(connection, schema=None if connection.dialect.name == "sqlite" else SCHEMA)
    return [table for table in metadata.sorted_tables if table.name != _OWN]


def abandon_unfinished(connection: Connection) -> int:
    """Let runs that have not ended not be begun again; returns how many there were."""
    status = next(table for table in record_tables(connection) if table.name == _STATUS)
    unfinished = status.c.status.in_(("PENDING", "ENQUEUED", "DELAYED"))
    return connection.execute(update(status).where(unfinished).values(status="CANCELLED", queue_name=None)).rowcount
