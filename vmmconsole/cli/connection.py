"""Which engine a command works with: one that is named, or that of a data folder, started when it does not run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from vmmconsole.client.connection import NoConnectionError
from vmmconsole.client.embedded import EmbeddedEngine, listens
from vmmconsole.client.endpoint import Endpoint, parse_endpoint
from vmmconsole.client.presence import Presence
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import UserRole
from vmmconsole.model.errors import EngineError, VMMError

from .options import Options


@contextmanager
def connected(options: Options) -> Iterator[SyncClient]:
    """A client to the engine that the options name.

    While it is open the engine counts as in use. One that was started for it ends by itself afterwards, once its jobs
    have ended.

    Raises:
        EngineError: it cannot be reached or started.
    """
    embedded: EmbeddedEngine | None = None
    if options.server:
        endpoint = parse_endpoint(options.server)
        if not listens(str(endpoint)):  # httpx would leave a socket open that could not connect
            raise NoConnectionError(
                f"There is no connection to the engine at {options.server}.",
                cause="Nobody listens there.",
                action="Check the address, and that the engine runs.",
            )
    else:
        embedded = EmbeddedEngine(options.data, demo=options.demo)
        endpoint = asyncio.run(_start(embedded))
    with SyncClient(endpoint) as client:
        with Presence(endpoint, client.list(UserRole).revision):
            client.wait_ready()  # a script that comes with its engine must not find it empty
            yield client
        if embedded is not None and embedded.started:
            with contextlib.suppress(VMMError):
                client.stop_engine("when-idle")


async def _start(engine: EmbeddedEngine) -> Endpoint:
    await engine.start()
    endpoint = engine.endpoint()
    await engine.detach()
    if endpoint is None:
        raise EngineError("The engine ended as soon as it had started.", cause=engine.last_words())
    return endpoint
