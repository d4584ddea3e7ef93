"""A web server over a real store, on a real Unix socket, in a thread: everything but the engine's work."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.client.connection import Client
from vmmconsole.client.endpoint import parse_endpoint
from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.engine.store import Event, Store
from vmmconsole.model import NOUNS, Job, VirtualMachine
from vmmconsole.model.errors import ConflictError, NotFoundError
from vmmconsole.model.job import Change
from vmmconsole.model.wire import JobRequest, SecretRequest
from vmmconsole.server.app import create_app
from vmmconsole.server.edge import authenticate_peer
from vmmconsole.server.ending import Ending
from vmmconsole.server.listening import listen
from vmmconsole.server.stream import Hub, Lens
from vmmconsole.server.web import serve_app


class StoreService:
    """Stands in for the engine: reads the store; a job is a row that the test moves on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.unfinished = 0
        self.secrets: dict[UUID, tuple[str, str, str]] = {}
        self.failure: Exception | None = None

    def server(self, user: str) -> ServerConnection:
        return ServerConnection(name="stand-in", user_name=user)

    def list_json(self, user: str, kind: str) -> bytes:
        if self.failure:
            raise self.failure
        if kind not in NOUNS:
            raise NotFoundError(f"There is no kind of object called '{kind}'.")
        return self.store.list_json(NOUNS[kind])[1]

    def object_json(self, user: str, kind: str, object_id: UUID) -> bytes:
        return self.store.object_json(NOUNS[kind], object_id)

    def check_revision(self, user: str, revision: int) -> None:
        if revision > self.store.revision:
            raise ConflictError("Nobody can resume there.")

    def lens(self, user: str) -> Lens:
        return lambda events: events

    def events_since(self, user: str, revision: int) -> Sequence[Event]:
        return self.store.events_since(revision)[1]

    def tracking(self, user: str, *, job: UUID | None, obj: UUID | None) -> Sequence[Change]:
        return self.store.changes(job_id=job, object_id=obj)

    def run(self, user: str, request: JobRequest) -> Job:
        return self.store.save(Job(id=request.id, name=request.name or "Script", script=request.script, owner=user))

    def job(self, user: str, job_id: UUID) -> Job:
        return self.store.get(Job, job_id)

    def keep_secret(self, user: str, secret_id: UUID, request: SecretRequest) -> None:
        self.secrets[secret_id] = (user, request.user_name, request.password)

    def unfinished_jobs(self) -> int:
        return self.unfinished

    def check_may_stop(self, user: str) -> None:
        return

    def check_may_manage_accounts(self, user: str) -> None:
        return


class Web:
    """The server in its thread; it can be stopped and started again on the same socket and store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:{folder / 'run' / 'e.sock'}"
        self.store = Store(f"sqlite:///{folder / 'vmm.db'}")
        self.store.open()
        self.service = StoreService(self.store)
        self.hub: Hub | None = None
        self._ending: Ending | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        ready = threading.Event()

        def listening() -> None:
            self._loop = asyncio.get_running_loop()
            ready.set()

        def run() -> None:
            listener = listen(self.address, data_dir=self.folder)
            self.hub = Hub()
            self._ending = Ending(self.hub, self.service.unfinished_jobs)
            service: Any = self.service
            app = create_app(service, authenticate=authenticate_peer, hub=self.hub, ending=self._ending)
            try:
                serve_app(
                    app,
                    [listener],
                    subscribe=self.store.subscribe,
                    hub=self.hub,
                    ending=self._ending,
                    listening=listening,
                )
            finally:
                listener.close()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        if self._thread is None:
            return
        assert self._loop is not None
        assert self._ending is not None
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ending.ask, "now")
        self.join()

    def join(self, seconds: float = 10) -> None:
        assert self._thread is not None
        self._thread.join(seconds)
        assert not self._thread.is_alive(), "the server did not end"
        self._thread = None


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    server = Web(tmp_path)
    server.start()
    yield server
    server.stop()
    server.store.close()


@pytest.fixture
async def client(web: Web) -> AsyncIterator[Client]:
    connected = Client(parse_endpoint(web.address))
    await connected.connect()
    yield connected
    await connected.close()


@pytest.fixture
def machine() -> Callable[..., VirtualMachine]:
    return lambda name, **fields: VirtualMachine(name=name, **fields)
