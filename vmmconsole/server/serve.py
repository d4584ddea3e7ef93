"""The engine's process: open the store, listen, then do the rest in the background."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from typing import TextIO

from vmmconsole import __version__
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model.errors import VMMError
from vmmconsole.model.wire import ENGINE_FILE, TOKEN_FILE, RunningEngine

from .app import create_app
from .edge import authenticate_peer, token_check
from .ending import Ending
from .engine_service import EngineService
from .listening import Listener, listen
from .stream import Hub
from .web import serve_app

_log = logging.getLogger(__name__)

HEAD_START_SECONDS = 1.5
"""How long the engine's background work waits for the first client to read its lists."""


def serve(settings: EngineSettings, address: str, *, out: TextIO | None = None, end_when_unused: bool = False) -> None:
    """Run an engine until it is asked to end (POST /engine/stop, SIGTERM, SIGINT).

    `address` is ``unix:PATH`` or ``HOST:PORT``. Once it listens it writes the line ``ready ADDRESS`` to `out`.
    With `end_when_unused` it also ends after ten minutes without a console and without a job.

    Raises:
        EngineError: another engine uses the data folder, or the store or the address cannot be opened.
    """
    engine = Engine(settings)
    engine.start()
    try:
        listener = listen(address, data_dir=settings.data_dir)
        try:
            _run(engine, settings.data_dir, listener, out or sys.stdout, end_when_unused=end_when_unused)
        finally:
            listener.close()
            (settings.data_dir / ENGINE_FILE).unlink(missing_ok=True)
            (settings.data_dir / TOKEN_FILE).unlink(missing_ok=True)
    finally:
        engine.stop()


def _run(engine: Engine, data_dir: Path, listener: Listener, out: TextIO, *, end_when_unused: bool) -> None:
    hub = Hub()
    service = EngineService(engine)
    ending = Ending(hub, service.unfinished_jobs)
    app = create_app(
        service,
        authenticate=token_check(listener.token) if listener.token else authenticate_peer,
        hub=hub,
        ending=ending,
    )

    def listening() -> None:
        where = RunningEngine(pid=os.getpid(), address=listener.address, version=__version__)
        _write_whole(data_dir / ENGINE_FILE, where.model_dump_json(by_alias=True))
        out.write(f"ready {listener.address}\n")
        out.flush()
        if end_when_unused:
            ending.when_unused()
        threading.Thread(target=_start_background, args=(engine, service), name="engine-start", daemon=True).start()

    serve_app(app, listener.sock, subscribe=engine.store.subscribe, hub=hub, ending=ending, listening=listening)


def _start_background(engine: Engine, service: EngineService) -> None:
    # Connecting to many hosts takes the processor; whoever waits for the lists of a console comes first.
    service.wanted.wait(HEAD_START_SECONDS)
    try:
        engine.start_background()
    except VMMError as err:
        # The server stays: clients can read what the store has.
        _log.exception("The engine's background work did not start: %s", err.message)
    finally:
        service.in_background.set()


def _write_whole(path: Path, text: str) -> None:
    """Write a private file so that a reader sees it whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)
