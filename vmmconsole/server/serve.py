"""The engine's process: claim the data folder, open the store, listen, then do the rest in the background."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from vmmconsole import __version__
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model.errors import VMMError
from vmmconsole.model.wire import ENGINE_FILE, TOKEN_FILE, RunningEngine

from .app import create_app
from .claim import claim
from .edge import authenticate_peer, state_with_peer, token_check
from .ending import Ending
from .engine_service import EngineService
from .listening import Listener, listen
from .stream import Hub

_log = logging.getLogger(__name__)

GRACE_SECONDS = 3
"""How long requests may go on when the engine ends."""


def serve(settings: EngineSettings, address: str, *, out: TextIO | None = None) -> None:
    """Run an engine until it is asked to end (POST /engine/stop, SIGTERM, SIGINT).

    `address` is ``unix:PATH`` or ``HOST:PORT``. Once it listens it writes the line ``ready ADDRESS`` to `out`.

    Raises:
        EngineError: another engine uses the data folder, or the store or the address cannot be opened.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with claim(settings.data_dir):
        engine = Engine(settings)
        engine.start()
        try:
            listener = listen(address, data_dir=settings.data_dir)
            try:
                _run(engine, settings.data_dir, listener, out or sys.stdout)
            finally:
                listener.close()
                (settings.data_dir / ENGINE_FILE).unlink(missing_ok=True)
                (settings.data_dir / TOKEN_FILE).unlink(missing_ok=True)
        finally:
            engine.stop()


def _run(engine: Engine, data_dir: Path, listener: Listener, out: TextIO) -> None:
    hub = Hub()
    service = EngineService(engine)
    ending = Ending(hub, service.unfinished_jobs)
    app = create_app(
        service,
        authenticate=token_check(listener.token) if listener.token else authenticate_peer,
        hub=hub,
        ending=ending,
    )
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

    def listening() -> None:
        where = RunningEngine(pid=os.getpid(), address=listener.address, version=__version__)
        _write_whole(data_dir / ENGINE_FILE, where.model_dump_json(by_alias=True))
        out.write(f"ready {listener.address}\n")
        out.flush()
        threading.Thread(target=_start_background, args=(engine,), name="engine-start", daemon=True).start()

    server = EngineServer(config, engine, hub, ending, listening)
    server.run(sockets=[listener.sock])


def _start_background(engine: Engine) -> None:
    try:
        engine.start_background()
    except VMMError as err:
        # The server stays: clients can read what the store has.
        _log.exception("The engine's background work did not start: %s", err.message)


def _write_whole(path: Path, text: str) -> None:
    """Write a private file so that a reader sees it whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)


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
        self, config: uvicorn.Config, engine: Engine, hub: Hub, ending: Ending, listening: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self.engine = engine
        self.hub = hub
        self.ending = ending
        self.listening = listening
        self._detach: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        self._detach = self.hub.attach(self.engine.store.subscribe)
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
