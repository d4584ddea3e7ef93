"""Columns of sizes, in the units that people read."""

from __future__ import annotations

from typing import Any

from vmmconsole.script.formatting import ViewColumn

_GB = 2**30
_MB = 2**20


def in_gb(name: str) -> ViewColumn:
    """A size in bytes, shown in gigabytes."""
    return ViewColumn(f"{name}(GB)", name, _gigabytes, "right")


def in_mb(name: str) -> ViewColumn:
    """A size in bytes, shown in megabytes."""
    return ViewColumn(f"{name}(MB)", name, _megabytes, "right")


def _gigabytes(value: Any) -> str:
    return f"{float(value) / _GB:,.2f}"


def _megabytes(value: Any) -> str:
    return f"{float(value) / _MB:,.1f}"
