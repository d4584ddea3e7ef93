"""What several engines on one database share: stored passwords, which of them leads, and jobs that are to stop."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Double, PrimaryKeyConstraint, String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "secrets",
        Column("id", String(36), nullable=False),
        Column("sealed", Text, nullable=False),
        Column("sent_at", String(32), nullable=False),
        PrimaryKeyConstraint("id", name="pk_secrets"),
    )
    lead = op.create_table(
        "lead",
        Column("name", String(20), nullable=False),
        Column("holder", String(36), nullable=False),
        Column("holder_name", Text, nullable=False),
        Column("term", BigInteger, nullable=False),
        Column("beat", Double, nullable=False),
        PrimaryKeyConstraint("name", name="pk_lead"),
    )
    op.bulk_insert(lead, [{"name": "engine", "holder": "", "holder_name": "", "term": 0, "beat": 0.0}])
    op.create_table(
        "job_stops",
        Column("job_id", String(36), nullable=False),
        PrimaryKeyConstraint("job_id", name="pk_job_stops"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("job_stops", "lead", "secrets"):
        op.drop_table(table)
