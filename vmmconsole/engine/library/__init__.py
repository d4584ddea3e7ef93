"""The library: shares, the files in them, and noticing what happens to them."""

from __future__ import annotations

from .shares import Library

__all__ = ["Library"]
