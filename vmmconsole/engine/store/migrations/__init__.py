"""Alembic's migrations of the store, run when it opens."""
