"""From where the request came that is being served now."""

from __future__ import annotations

from contextvars import ContextVar

origin: ContextVar[str] = ContextVar("origin", default="")
"""An address, ``local`` for this computer's own socket, empty for the engine itself."""
