"""When the server ends: at once, or once nothing needs it any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from vmmconsole.model.errors import EngineError, VMMError

from .stream import Hub

_log = logging.getLogger(__name__)

CHECK_SECONDS = 0.5
UNUSED_SECONDS = 600.0
"""How long an engine that consoles start for themselves stays without them: theirs may have been killed."""


class Ending:
    """Decides when the server ends; `requested` is set then. Lives on the server's loop."""

    def __init__(self, hub: Hub, unfinished_jobs: Callable[[], int]) -> None:
        self.hub = hub
        self.unfinished_jobs = unfinished_jobs
        self.requested = asyncio.Event()
        self._waiting: asyncio.Task[None] | None = None
        self._unused: asyncio.Task[None] | None = None

    def ask(self, mode: str) -> None:
        """``now``, ``when-idle``, or ``stay`` to take the latter back.

        Raises:
            EngineError: it is too late to stay.
        """
        if mode == "stay" and self.requested.is_set():
            raise EngineError("The engine is ending.", action="Start it again.")
        if self._waiting is not None and mode != "when-idle":
            self._waiting.cancel()
            self._waiting = None
        if mode == "now":
            self.requested.set()
        elif mode == "when-idle" and self._waiting is None:
            # Twice in a row, so that a client that only reconnects keeps the engine.
            self._waiting = asyncio.get_running_loop().create_task(self._wait_until_idle(2 * CHECK_SECONDS))

    def when_unused(self, seconds: float = UNUSED_SECONDS) -> None:
        """End once nobody was connected and no job ran for that long."""
        self._unused = asyncio.get_running_loop().create_task(self._wait_until_idle(seconds))

    async def _wait_until_idle(self, seconds: float) -> None:
        quiet = 0
        while quiet * CHECK_SECONDS < seconds:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                busy = self.hub.reader_count > 0 or await asyncio.to_thread(self.unfinished_jobs) > 0
            except VMMError:
                # Not knowing is no reason to end: work may be going on.
                _log.exception("Cannot tell whether jobs are running")
                busy = True
            quiet = 0 if busy else quiet + 1
        _log.info("No job is running and nobody is connected: the engine ends")
        self.requested.set()
