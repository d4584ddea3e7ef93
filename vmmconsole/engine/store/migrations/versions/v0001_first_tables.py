"""The first tables."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, PrimaryKeyConstraint, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and start counting revisions."""
    op.create_table(
        "objects",
        Column("kind", String(40), nullable=False),
        Column("id", String(36), nullable=False),
        Column("revision", BigInteger, nullable=False),
        Column("removed", Boolean(create_constraint=False), nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("owner_id", String(36), nullable=True),
        Column("modified_at", String(32), nullable=False),
        Column("row", Text, nullable=False),
        Column("body", Text, nullable=False),
        PrimaryKeyConstraint("kind", "id", name="pk_objects"),
    )
    op.create_index("ix_objects_revision", "objects", ["revision"])
    op.create_index("ix_objects_kind_name_key", "objects", ["kind", "name_key"])
    op.create_index("ix_objects_owner_id", "objects", ["owner_id"])
    changes = op.create_table(
        "changes",
        Column("id", Integer, autoincrement=True, nullable=False),
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
        PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    for column in ("object_id", "job_id", "at"):
        op.create_index(f"ix_{changes.name}_{column}", changes.name, [column])
    op.create_table(
        "job_groups",
        Column("group_id", String(36), nullable=False),
        Column("key", String(200), nullable=False),
        Column("position", Integer, nullable=False),
        Column("call", Text, nullable=False),
        Column("staged_at", String(32), nullable=False),
        PrimaryKeyConstraint("group_id", "key", name="pk_job_groups"),
    )
    op.create_table(
        "settings",
        Column("name", String(100), nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("name", name="pk_settings"),
    )
    meta = op.create_table(
        "meta",
        Column("key", String(100), nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.bulk_insert(meta, [{"key": "revision", "value": "0"}, {"key": "horizon", "value": "0"}])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("meta", "settings", "job_groups", "changes", "objects"):
        op.drop_table(table)
