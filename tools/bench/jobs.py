"""What a job costs beside the work it does: jobs that change a property of a simulated machine."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import TYPE_CHECKING

from .figures import Figure, figure
from .place import Place

if TYPE_CHECKING:
    from vmmconsole.client.connection import Client

AT_ONCE = 16


def measure(place: Place, count: int) -> list[Figure]:
    """One job after another, then many at once."""
    place.quiet()
    return asyncio.run(_measure(place, count))


async def _measure(place: Place, count: int) -> list[Figure]:
    from vmmconsole.client.embedded import EmbeddedEngine
    from vmmconsole.model import VirtualMachine

    data = place.folder / "jobs"
    place.python("vmmconsole", "engine", "--data", str(data), "--demo", "2,200")
    place.engine_listens(data)
    engine = EmbeddedEngine(data)
    client = await engine.start()
    try:
        await client.wait_ready(30)
        await asyncio.sleep(1)
        names: list[str] = [str(row[1]) for row in (await client.list(VirtualMachine)).rows]
        for name in names[:5]:
            await _job(client, name)
        times = [await _job(client, names[number % len(names)]) for number in range(count)]
        began = time.perf_counter()
        waiting = iter(range(count * 2))

        async def worker() -> None:
            for number in waiting:
                await _job(client, names[number % len(names)])

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        rate = count * 2 / (time.perf_counter() - began)
    finally:
        await engine.stop("now")
    slowest = statistics.quantiles(times, n=20)[-1]
    return [
        Figure("a job that changes next to nothing, post to Completed", round(statistics.median(times), 4), "s", 0.02),
        Figure("the same, 95th percentile", round(slowest, 4), "s"),
        figure(f"such jobs a second, {AT_ONCE} waited for at once", [rate], "jobs/s"),
    ]


async def _job(client: Client, name: str) -> float:
    began = time.perf_counter()
    job = await client.run(f'Set-VM -VM "{name}" -Description "{began}"')
    job = await client.wait(job.id)
    if job.status.value != "Completed":
        raise RuntimeError(f"{job.name}: {job.status_text} {job.error_info}")
    return time.perf_counter() - began
