"""Bring a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from vmmconsole.model.errors import EngineError

from .databases import for_writing

HEAD = "0003"
"""The newest migration. Known here, so that a database that is up to date opens without loading Alembic."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database lacks, all in one transaction.

    Raises:
        EngineError: a newer version wrote the database.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with for_writing(engine).begin() as connection:
        upgrade_within(connection)  # another engine may have been quicker


def upgrade_within(connection: Connection) -> None:
    """The same as part of a transaction that is open for writing; raises as `upgrade` does."""
    if connection.dialect.name != "sqlite":  # which locks the whole file
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('vmmconsole upgrade'))"))
    version = _version(connection)
    if version != HEAD:
        _run(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    value: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return value


def _run(connection: Connection, version: str | None) -> None:
    from alembic import command  # takes 0.2 s to load, and most starts need no migration
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise EngineError(
            "The database cannot be opened.",
            cause=f"A newer version of this product wrote it: it has schema {version}, this version knows {HEAD}.",
            action="Use the newer version, or restore a backup from before its upgrade.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
