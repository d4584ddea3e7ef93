"""Where a script's time, GUIDs and random numbers come from: the computer, unless whoever runs it says otherwise.

A durable job runs its script again after a crash and must then see what it saw before.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4


@dataclass(frozen=True, slots=True)
class Sources:
    """What is not the same each time a script runs."""

    utc_now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    """The time, aware, in UTC."""
    new_guid: Callable[[], UUID] = uuid4
    random: random.Random = field(default_factory=random.SystemRandom)


_SYSTEM = Sources()
SOURCES: ContextVar[Sources] = ContextVar("script_sources", default=_SYSTEM)
"""The sources of the script that runs in this thread."""
