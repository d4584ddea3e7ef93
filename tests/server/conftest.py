"""A real engine on simulated hosts, served on Unix sockets by this process, once for each user."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from vmmconsole.client.connection import no_tls
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.server.app import create_app
from vmmconsole.server.ending import Ending
from vmmconsole.server.engine_service import EngineService
from vmmconsole.server.listening import listen
from vmmconsole.server.stream import Hub
from vmmconsole.server.web import serve_app

USER = "tester"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("engine")
    running = Engine(
        EngineSettings(data_dir=folder, demo=(2, 20), administrators=(USER,), library_path=folder / "library")
    )
    running.start()
    running.start_background()
    assert running.wait_ready()
    yield running
    running.stop()


@contextmanager
def served(engine: Engine, user: str) -> Iterator[httpx.Client]:
    """A plain HTTP client to the engine, which takes whoever asks for `user`."""
    path = engine.settings.data_dir / f"{user}.sock"
    service = EngineService(engine)
    service.in_background.set()
    ready = threading.Event()
    end: list[Callable[[], None]] = []

    def run() -> None:
        hub = Hub()
        ending = Ending(hub, service.unfinished_jobs)

        def listening() -> None:
            loop = asyncio.get_running_loop()
            end.append(lambda: loop.call_soon_threadsafe(ending.ask, "now"))
            ready.set()

        listener = listen(f"unix:{path}", data_dir=path.parent)
        app = create_app(service, authenticate=lambda scope: user, hub=hub, ending=ending)
        serve_app(app, [listener], subscribe=engine.store.subscribe, hub=hub, ending=ending, listening=listening)
        listener.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    with httpx.Client(transport=httpx.HTTPTransport(verify=no_tls(), uds=str(path)), base_url="http://x") as client:
        yield client
    end[0]()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def web(engine: Engine) -> Iterator[httpx.Client]:
    """As an administrator sees it."""
    with served(engine, USER) as client:
        yield client


@pytest.fixture(scope="module")
def stranger(engine: Engine) -> Iterator[httpx.Client]:
    """As somebody without a role sees it."""
    with served(engine, "mallory") as client:
        yield client
