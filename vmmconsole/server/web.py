"""The web server: uvicorn's HTTP on connections that our own door lets in, with our own way to begin and to end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from vmmconsole.engine.store import Event

from .door import Door, Guest
from .edge import state_with_peer
from .ending import Ending
from .listening import Listener
from .stream import Hub

GRACE_SECONDS = 3
"""How long requests may go on when the engine ends."""
MOST_HEAD_BYTES = 32 * 1024
"""The longest head of a request."""

Subscribe = Callable[[Callable[[list[Event]], None]], Callable[[], None]]
"""`Store.subscribe`: takes a listener, and answers with what ends it."""


def serve_app(
    app: ASGIApp,
    listeners: Sequence[Listener],
    *,
    subscribe: Subscribe,
    hub: Hub,
    ending: Ending,
    listening: Callable[[], None],
    tls: ssl.SSLContext | None = None,
    door: Door | None = None,
) -> None:
    """Serve until `ending` or a signal says to end; `listening` is called once requests are answered.

    `tls` is what secure listeners need.
    """
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
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
    )
    EngineServer(config, subscribe, hub, ending, listening, listeners=listeners, tls=tls, door=door).run()


class PeerProtocol(H11Protocol):
    """HTTP whose connections know the user at the other end of a Unix socket, and do not wait for half a request."""

    def __init__(self, guest: Guest, **options: Any) -> None:
        super().__init__(**options)
        self._guest = guest
        self._spoke = False
        self._half: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Ask the system who it is."""
        super().connection_made(transport)
        self._guest.transport = transport
        connection: socket.socket | None = transport.get_extra_info("socket")
        self.app_state = state_with_peer(self.app_state, connection)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave."""
        super().connection_lost(exc)
        self._guest.gone()
        if self._half is not None:
            self._half.cancel()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; its head has to become whole in time."""
        super().data_received(data)
        if not self._spoke and self.cycle is not None:
            self._spoke = True
            self._guest.spoke()
        waits = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        if self._half is not None and not waits:
            self._half.cancel()
            self._half = None
        elif self._half is None and waits:
            self._half = self.loop.call_later(self._guest.door.greeting_seconds, self.transport.abort)


class EngineServer(uvicorn.Server):
    """uvicorn with our own way to begin and to end."""

    def __init__(
        self,
        config: uvicorn.Config,
        subscribe: Subscribe,
        hub: Hub,
        ending: Ending,
        listening: Callable[[], None],
        *,
        listeners: Sequence[Listener],
        tls: ssl.SSLContext | None = None,
        door: Door | None = None,
    ) -> None:
        super().__init__(config)
        self.subscribe = subscribe
        self.hub = hub
        self.ending = ending
        self.listening = listening
        self.listeners = listeners
        self.tls = tls
        self.door = door or Door()
        self._detach: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so. Not uvicorn's own way, which knows one kind of socket only."""
        del sockets
        self._detach = self.hub.attach(self.subscribe)
        await self.lifespan.startup()
        self.servers: list[asyncio.base_events.Server] = []
        make = partial(PeerProtocol, config=self.config, server_state=self.server_state)
        for listener in self.listeners:
            self.door.begin(
                listener.sock,
                lambda guest: make(guest, app_state=dict(self.lifespan.state)),
                self.tls if listener.secure else None,
            )
        self.started = True
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
        await self.door.end()
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
