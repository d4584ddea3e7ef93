"""Local accounts, sessions and tokens for scripts."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Integer, PrimaryKeyConstraint, String, Text

revision = "0002"
down_revision = "0001"

_INDEXES = {
    "sessions": ("access_hash", "refresh_hash", "spent_hash", "user_key"),
    "api_tokens": ("hash", "user_key"),
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts",
        Column("name_key", String(256), nullable=False),
        Column("name", String(256), nullable=False),
        Column("password_hash", Text, nullable=False),
        Column("must_change", Boolean(create_constraint=False), nullable=False),
        Column("disabled", Boolean(create_constraint=False), nullable=False),
        Column("failures", Integer, nullable=False),
        Column("locked_until", String(32), nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("changed_at", String(32), nullable=False),
        PrimaryKeyConstraint("name_key", name="pk_accounts"),
    )
    op.create_table(
        "sessions",
        Column("id", String(36), nullable=False),
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
        PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_table(
        "api_tokens",
        Column("id", String(36), nullable=False),
        Column("name", String(200), nullable=False),
        Column("user_name", String(520), nullable=False),
        Column("user_key", String(520), nullable=False),
        Column("groups", Text, nullable=False),
        Column("hash", String(64), nullable=False),
        Column("scope", String(20), nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("used_at", String(32), nullable=False),
        Column("until", String(32), nullable=False),
        PrimaryKeyConstraint("id", name="pk_api_tokens"),
    )
    for table, columns in _INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("api_tokens", "sessions", "accounts"):
        op.drop_table(table)
