"""The web server: uvicorn on a socket of ours, with our own way to begin and to end."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from vmmconsole.engine.store import Event

from .edge import state_with_peer
from .ending import Ending
from .stream import Hub

GRACE_SECONDS = 3
"""How long requests may go on when the engine ends."""

Subscribe = Callable[[Callable[[list[Event]], None]], Callable[[], None]]
"""`Store.subscribe`: takes a listener, and answers with what ends it."""


def serve_app(
    app: ASGIApp,
    sock: socket.socket,
    *,
    subscribe: Subscribe,
    hub: Hub,
    ending: Ending,
    listening: Callable[[], None],
) -> None:
    """Serve until `ending` or a signal says to end; `listening` is called once requests are answered."""
    config = uvicorn.Config(
        app,
        http=PeerProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    EngineServer(config, subscribe, hub, ending, listening).run(sockets=[sock])


class PeerProtocol(H11Protocol):
    """HTTP whose connections know the user at the other end of a Unix socket."""

    def connection_made(self, transport: Any) -> None:
        """Ask the system who it is."""
        super().connection_made(transport)
        connection: socket.socket | None = transport.get_extra_info("socket")
        self.app_state = state_with_peer(self.app_state, connection)


class EngineServer(uvicorn.Server):
    """uvicorn with our own way to begin and to end."""

    def __init__(
        self, config: uvicorn.Config, subscribe: Subscribe, hub: Hub, ending: Ending, listening: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self.subscribe = subscribe
        self.hub = hub
        self.ending = ending
        self.listening = listening
        self._detach: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        self._detach = self.hub.attach(self.subscribe)
        await super().startup(sockets)
        self.listening()

    async def on_tick(self, counter: int) -> bool:
        """Whether to end, asked ten times a second."""
        self.should_exit = self.should_exit or self.ending.requested.is_set()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first, because they would not end by themselves."""
        if self._detach is not None:
            self._detach()
        self.hub.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the server; uvicorn's own would raise them again, before the engine has stopped."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
