"""Runs migrations on the connection that `store.upgrade` hands over; also the place `alembic revision` looks at."""

from __future__ import annotations

from alembic import context

from vmmconsole.engine.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
