"""Objects in SQL: revisions, the change stream, Change Tracking, settings and staged job groups."""

from __future__ import annotations

from .address import Database
from .events import Event, Listener
from .objects import Store

__all__ = ["Database", "Event", "Listener", "Store"]
