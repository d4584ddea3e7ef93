"""A vCenter with thousands of machines: the simulator, beside what pyVmomi alone needs for the same."""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psutil

from tests.vcsim import Vcsim
from vmmconsole.model import VirtualMachine

from .figures import Figure, figure
from .place import ROOT, Place

if TYPE_CHECKING:
    from vmmconsole.client.connection import Client

HOSTS = 100
CHANGES = 40
POWER = 100
IDLE_SECONDS = 60
NAIVE_AT_MOST = 1_000
"""The naive way takes 14 ms for each machine: more of them only take longer."""


def measure(place: Place, sizes: tuple[int, ...]) -> list[Figure]:
    """For each number of machines: the first inventory; for the largest what comes after it."""
    figures: list[Figure] = []
    for size in sizes:
        folder = place.folder / f"vcenter-{size}"
        folder.mkdir()
        server = Vcsim(folder, machines=size // HOSTS * HOSTS, hosts=HOSTS, standalone_hosts=0, datastores=4)
        try:
            peers = {way: _peer(place, server, way, size) for way in ("collector", "summary", "naive")}
            last = size == sizes[-1]
            figures += asyncio.run(_ours(place, server, folder / "data", size, peers, last=last))
        finally:
            server.stop()
    return figures


def _peer(place: Place, server: Vcsim, way: str, size: int) -> dict[str, Any] | None:
    if way == "naive" and size > NAIVE_AT_MOST:
        return None
    place.quiet()
    run = subprocess.run(
        [sys.executable, "-m", "tools.bench.peer_vcenter", server.address, str(server.port), way],
        cwd=ROOT, env=place.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(run.stdout)
    return found


async def _ours(
    place: Place, server: Vcsim, data: Path, size: int, peers: dict[str, dict[str, Any] | None], *, last: bool
) -> list[Figure]:
    from vmmconsole.client.embedded import EmbeddedEngine

    place.quiet()
    place.python("vmmconsole", "engine", "--data", str(data))
    place.engine_listens(data)
    engine = EmbeddedEngine(data)
    client = await engine.start()
    process = psutil.Process(int(json.loads((data / "engine.json").read_text())["Pid"]))
    try:
        await client.wait_ready(30)
        figures = [*await _inventory(client, server, size, peers)]
        if last:
            figures.append(figure(f"engine memory (RSS), {size:,} VMs", [_rss(process)], "MB", 300))
            figures += await _changes(client, server, size)
            figures += await _power(client, server)
            figures += await _unchanged(client, process, size)
            figures.append(figure("engine memory (RSS) after that", [_rss(process)], "MB", 300))
    finally:
        await engine.stop("now")
    return figures


async def _inventory(client: Client, server: Vcsim, size: int, peers: dict[str, dict[str, Any] | None]) -> list[Figure]:
    began = time.perf_counter()
    await add(client, server)
    count = len((await client.list(VirtualMachine)).rows)
    seconds = time.perf_counter() - began
    bare = peers["collector"]
    assert bare is not None
    assert bare["machines"] == count == size
    others = [f"{way}: {found['seconds']:.1f} s" for way, found in peers.items() if found]
    return [
        figure(
            f"vCenter with {size:,} VMs added, all in the store and listed", [seconds], "s",
            round(1.3 * bare["seconds"] + 1, 1), peer="pyVmomi alone, " + ", ".join(others),
        )
    ]  # fmt: skip


async def add(client: Client, server: Vcsim, name: str = "bench") -> None:
    """Add the simulator as a virtualization manager; returns when its inventory is in the store.

    Raises:
        RuntimeError: the job failed.
    """
    secret = uuid4()
    await client.keep_secret(secret, server.user_name, server.password)
    await job(client, f'New-SCRunAsAccount -Name "{name}" -Credential {secret}')
    await job(
        client,
        f'$Credential = Get-SCRunAsAccount -Name "{name}"\n'
        f'$Certificate = Get-Certificate -ComputerName "{server.address}" -TCPPort {server.port}\n'
        f'Add-VirtualizationManager -ComputerName "{server.address}" -TCPPort {server.port} -Credential $Credential'
        " -Certificate $Certificate",
    )


async def job(client: Client, script: str) -> None:
    """Run a script to its end.

    Raises:
        RuntimeError: it did not complete.
    """
    ended = await client.wait((await client.run(script)).id)
    if not ended.status.value.startswith("Completed"):
        raise RuntimeError(f"{ended.name}: {ended.status_text} {ended.error_info}")


def _rss(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


class Seen:
    """The statuses of machines as the change stream brings them, and when."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._waiting: dict[tuple[str, str], asyncio.Future[float]] = {}
        self._status = 0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Seen:
        listing = await self._client.list(VirtualMachine)
        self._status = listing.properties.index("Status")
        self._name = listing.properties.index("Name")
        self._task = asyncio.create_task(self._read(listing.revision))
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._task is not None
        self._task.cancel()

    async def _read(self, since: int) -> None:
        async for batch in self._client.changes(since):
            for event in batch.events:
                if event.kind == "VM" and event.row is not None:
                    waiting = self._waiting.pop((event.row[self._name], event.row[self._status]), None)
                    if waiting is not None:
                        waiting.set_result(time.perf_counter())

    def wait_for(self, name: str, status: str) -> asyncio.Future[float]:
        """When the machine was told to have that status."""
        return self._waiting.setdefault((name, status), asyncio.get_running_loop().create_future())


async def _changes(client: Client, server: Vcsim, size: int) -> list[Figure]:
    """Another session turns machines off and on; until the change stream has told."""
    machines = await asyncio.to_thread(_some_machines, server, CHANGES)
    times = []
    async with Seen(client) as seen:
        for number, (name, machine) in enumerate(machines):
            await asyncio.sleep(0.05 + number % 7 * 0.05)  # not in step with whatever gathers changes
            told = seen.wait_for(name, "PowerOff")
            began = time.perf_counter()
            await asyncio.to_thread(machine.PowerOffVM_Task)
            times.append(await asyncio.wait_for(told, 30) - began)
    slowest = statistics.quantiles(times, n=20)[-1]
    text = f"change by another session told to consoles, {size:,} VMs"
    return [figure(f"{text}, median", times, "s", 0.5), figure(f"{text}, 95th percentile", [slowest], "s", 1)]


def _some_machines(server: Vcsim, count: int) -> list[tuple[str, Any]]:
    from pyVmomi import vim

    content = server.session().content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], recursive=True)
    return [(machine.name, machine) for machine in view.view[:count]]


async def _power(client: Client, server: Vcsim) -> list[Figure]:
    """One script for many machines, as a multi-select makes it, beside bare calls for as many."""
    listing = await client.list(VirtualMachine)
    identity, status = listing.properties.index("ID"), listing.properties.index("Status")
    chosen = [row[identity] for row in listing.rows if row[status] == "Running"][:POWER]
    began = time.perf_counter()
    ids = ", ".join(f'"{one}"' for one in chosen)
    await asyncio.gather(*(job(client, f"Get-VM -ID {one} | Stop-VM") for one in chosen))
    alone = POWER / (time.perf_counter() - began)
    began = time.perf_counter()
    await job(client, f"{ids} | ForEach-Object {{ Get-VM -ID $_ }} | Start-VM")
    together = POWER / (time.perf_counter() - began)
    bare = await asyncio.to_thread(_timed, lambda: _bare_power(server))
    peer = f"pyVmomi, one after another: {POWER / bare:.0f}/s"
    return [
        figure(f"{POWER} power operations as jobs of their own", [alone], "1/s", 100, at_least=True, peer=peer),
        figure(f"{POWER} power operations in one script", [together], "1/s", peer=peer),
    ]


def _timed(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _bare_power(server: Vcsim) -> None:
    from pyVim.task import WaitForTask

    for _, machine in _some_machines(server, POWER + CHANGES)[CHANGES:]:
        WaitForTask(machine.PowerOffVM_Task())


async def _unchanged(client: Client, process: psutil.Process, size: int) -> list[Figure]:
    """What the engine takes while nothing changes, and for a refresh that finds nothing new."""
    await asyncio.sleep(3)
    before = sum(process.cpu_times()[:2])
    await asyncio.sleep(IDLE_SECONDS)
    idle = (sum(process.cpu_times()[:2]) - before) / IDLE_SECONDS * 100
    began = time.perf_counter()
    await job(client, "Get-VirtualizationManager | Refresh-VirtualizationManager")
    refresh = time.perf_counter() - began
    return [
        figure(f"engine's processor while {size:,} VMs stay as they are", [idle], "%", 1),
        figure("refresh of all of them on demand", [refresh], "s"),
    ]
