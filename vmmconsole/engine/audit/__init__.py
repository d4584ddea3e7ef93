"""The audit: who did what from where, with the script and its result, in files whose records are chained by hashes."""

from __future__ import annotations

from .origin import origin
from .trail import Trail
from .verify import verify

__all__ = ["Trail", "origin", "verify"]
