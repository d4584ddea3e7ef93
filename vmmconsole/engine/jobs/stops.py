"""Asking the engine that runs a job to stop it, through the database that both have."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from vmmconsole.engine.store import Store
from vmmconsole.engine.store.schema import job_stops


def ask(store: Store, job_id: UUID) -> None:
    """Let the engine that leads stop a job at its next beat; asking twice is no error."""
    with store.records("The job cannot be stopped.", writing=True) as connection:
        connection.execute(insert(job_stops).on_conflict_do_nothing(), {"job_id": str(job_id)})


def asked(store: Store) -> list[UUID]:
    """The jobs that are to stop."""
    with store.records("The jobs that are to stop cannot be read.") as connection:
        return [UUID(job_id) for job_id in connection.execute(select(job_stops.c.job_id)).scalars()]


def forget(store: Store, job_id: UUID) -> None:
    """Take a job out that was stopped."""
    with store.records("The job's stop cannot be noted.", writing=True) as connection:
        connection.execute(delete(job_stops).where(job_stops.c.job_id == str(job_id)))
