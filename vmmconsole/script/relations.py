"""Properties that lead to other objects, such as the host behind ``$VM.VMHost.OperatingSystem``.

An object holds only a pointer to another one: its kind, ID and name. What a script asks beyond these, whoever runs the
script has to look up. The language only knows whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from vmmconsole.model.noun import Ref

Follow = Callable[[Any, str], Any]
"""From an object and the name of a property that it does not hold itself to the property's value, None without one.
With an empty name: from a pointer to its object."""

FOLLOW: ContextVar[Follow | None] = ContextVar("script_follow", default=None)
"""Who looks up related objects for the script that runs in this thread."""


def whole(value: Any) -> Any:
    """The object that a pointer means, where somebody can look it up; anything else as it is."""
    follow = FOLLOW.get() if isinstance(value, Ref) else None
    return value if follow is None else follow(value, "") or value
