"""Two vCenters and three libvirt hosts in one engine: all taken in at once, beside each of them alone."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.vcsim import Vcsim
from vmmconsole.model import VirtualMachine

from .figures import Figure, figure
from .on_vcenter import HOSTS, add, job
from .place import Place

if TYPE_CHECKING:
    from vmmconsole.client.connection import Client

MACHINES = 20
"""On each libvirt host."""


def measure(place: Place, size: int) -> list[Figure]:
    """`size` machines on each vCenter."""
    from vmmconsole.providers.libvirt.daemon import PrivateDaemon

    with contextlib.ExitStack() as stack:
        servers = [_vcenter(place.folder / f"mixed-{name}", name, size) for name in ("127.0.0.1", "localhost")]
        for server in servers:
            stack.callback(server.stop)
        daemons = [PrivateDaemon(place.folder / f"mixed-{number}" / "providers") for number in range(3)]
        for daemon in daemons:
            daemon.ensure()
            stack.callback(shutil.rmtree, daemon.runtime_folder, ignore_errors=True)
            stack.callback(daemon.stop)
            _define(daemon.uri)
        return asyncio.run(_both(place, servers, [daemon.uri for daemon in daemons], size))


def _vcenter(folder: Path, address: str, size: int) -> Vcsim:
    folder.mkdir()
    made = Vcsim(
        folder, machines=size // HOSTS * HOSTS, hosts=HOSTS, standalone_hosts=0, datastores=4, instance=folder.name
    )
    made.address = address
    return made


def _define(uri: str) -> None:
    import libvirt

    from .on_libvirt import domain

    connection = libvirt.open(uri)
    for number in range(MACHINES):
        connection.defineXML(domain(f"{number:02d}"))
    connection.getCapabilities()  # a new daemon tries QEMU out once, which is not what is measured
    connection.close()


async def _both(place: Place, servers: list[Vcsim], uris: list[str], size: int) -> list[Figure]:
    alone: dict[str, float] = {}
    for number, server in enumerate(servers):
        alone[f"vCenter {number + 1}"] = await _taken_in(
            place,
            f"alone-{number}",
            size,
            lambda client, server=server: add(client, server),  # type: ignore[misc]
        )
    for number, uri in enumerate(uris):
        alone[f"host {number + 1}"] = await _taken_in(
            place,
            f"kvm-{number}",
            MACHINES,
            lambda client, n=number, uri=uri: _add_host(client, n, uri),  # type: ignore[misc]
        )

    async def everything(client: Client) -> None:
        vcenters = [add(client, server, f"bench-{number}") for number, server in enumerate(servers)]
        await asyncio.gather(*vcenters, *(_add_host(client, *one) for one in enumerate(uris)))

    together = await _taken_in(place, "together", 2 * size + 3 * MACHINES, everything)
    slowest = max(alone, key=lambda name: alone[name])
    each = ", ".join(f"{name}: {seconds:.2f} s" for name, seconds in alone.items())
    return [
        figure(
            f"2 vCenters with {size:,} VMs each and 3 libvirt hosts added at once", [together], "s",
            round(alone[slowest], 2), peer=f"alone: {each}",
        )
    ]  # fmt: skip


async def _add_host(client: Client, number: int, uri: str) -> None:
    await job(client, f'Add-VMHost -ComputerName "kvm-{number}" -Connection "{uri}"')


async def _taken_in(place: Place, name: str, machines: int, action: Callable[[Client], Awaitable[None]]) -> float:
    """Seconds of `action` on a new engine, until that many machines are listed."""
    from vmmconsole.client.embedded import EmbeddedEngine

    data = place.folder / f"mixed-engine-{name}"
    place.quiet()
    place.python("vmmconsole", "engine", "--data", str(data))
    place.engine_listens(data)
    engine = EmbeddedEngine(data)
    client = await engine.start()
    try:
        await client.wait_ready(30)
        before = len((await client.list(VirtualMachine)).rows)
        began = time.perf_counter()
        await action(client)
        found = len((await client.list(VirtualMachine)).rows) - before
        seconds = time.perf_counter() - began
        if found != machines:
            raise RuntimeError(f"{found} of {machines} machines are there.")
        return seconds
    finally:
        await engine.stop("now")
