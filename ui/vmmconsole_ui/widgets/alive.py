"""Background work of a window that may be closed before the answer comes."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from shiboken6 import isValid

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class HasContext(Protocol):
    """A widget that knows its console."""

    context: Context


def spawn_for(widget: HasContext, work: Coroutine[Any, Any, Any], what: str = "") -> None:
    """Run a widget's coroutine in the background; what it would do to the widget after that is gone is dropped."""
    widget.context.spawn(_while_alive(widget, work), what)


async def _while_alive(widget: HasContext, work: Coroutine[Any, Any, Any]) -> None:
    try:
        await work
    except RuntimeError:
        # Qt has deleted the widget; Python's half of it raises this at every touch.
        if isValid(widget):
            raise
