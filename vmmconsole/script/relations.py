"""Properties that lead to other objects, such as the host behind ``$VM.VMHost.OperatingSystem``.

An object holds only a pointer to another one: its kind, ID and name. What a script asks beyond these, whoever runs the
script has to look up. The language only knows whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

Follow = Callable[[Any, str], Any]
"""From an object and the name of a property that it does not hold itself to the property's value, None without one."""

FOLLOW: ContextVar[Follow | None] = ContextVar("script_follow", default=None)
"""Who looks up related objects for the script that runs in this thread."""
