"""When an engine that consoles started for themselves ends."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from vmmconsole.server import ending
from vmmconsole.server.ending import Ending


async def test_an_engine_that_nobody_uses_ends_and_one_in_use_does_not(monkeypatch: Any) -> None:
    monkeypatch.setattr(ending, "CHECK_SECONDS", 0.01)
    hub: Any = SimpleNamespace(reader_count=1)
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    jobs = [1, 1, 0]

    def unfinished() -> int:
        loop.call_soon_threadsafe(asked.set)
        return jobs.pop(0) if jobs else 0

    engine = Ending(hub, unfinished)
    engine.when_unused(seconds=0.05)
    for _ in range(20):
        await asyncio.sleep(0)
    assert not engine.requested.is_set()
    hub.reader_count = 0
    await asyncio.wait_for(asked.wait(), 5)
    await asyncio.wait_for(engine.requested.wait(), 5)
    assert jobs == []
