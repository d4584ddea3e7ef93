"""Which engine a command works with: one that is named, or that of a data folder, started when it does not run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from vmmconsole.client.embedded import EmbeddedEngine, listens

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint
    from vmmconsole.client.session import Session
    from vmmconsole.client.sync import SyncClient


class EngineChoice:
    """The engine that the options name; it may be asked for again after it was lost."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.started = False
        """Whether it was started for this."""
        self._session: Session | None = None

    def launch(self) -> None:
        """Start the engine's process where one is needed, without waiting for it and without heavy imports."""
        if not self._options.server:
            with contextlib.suppress(OSError):  # `find` says what is wrong
                engine = self._embedded()
                engine.launch()
                self.started = self.started or engine.started

    @property
    def asks(self) -> bool:
        """Whether the person may be asked something before there is a connection."""
        return bool(self._options.server) and not self._options.server.startswith(("unix:", "loopback:"))

    def find(self) -> Endpoint:
        """Where it listens, once it does.

        Raises:
            EngineError: it cannot be reached or started.
        """
        server = self._options.server
        if not server:
            return self._running() or asyncio.run(self._start())
        from vmmconsole.client.connection import NoConnectionError
        from vmmconsole.client.remote import endpoints_at

        endpoints = endpoints_at(server)
        if endpoints[0].secure:
            from .sign_in import sign_in_at

            endpoint = sign_in_at(self._options, self._session)
            self._session = endpoint.session
            return endpoint
        listening = [found for found in endpoints if listens(str(found))]
        if not listening:  # httpx would leave a socket open that could not connect
            raise NoConnectionError(
                f"There is no connection to the engine at {server}.",
                cause="Nobody listens there.",
                action="Check the address, and that the engine runs.",
            )
        others = tuple(other for other in endpoints if other is not listening[0])
        return replace(listening[0], others=others)

    def leave(self, client: SyncClient) -> None:
        """Let an engine that was started for this end by itself, once its jobs have ended."""
        if self.started:
            client.stop_engine("when-idle")
        if self._session is not None and self._session.is_renewable:
            client.sign_out()

    def _embedded(self) -> EmbeddedEngine:
        return EmbeddedEngine(self._options.data, demo=self._options.demo)

    def _running(self) -> Endpoint | None:
        """An engine that runs already, told to stay; an event loop and what it imports would take longer."""
        from vmmconsole.client.sync import SyncClient
        from vmmconsole.model.errors import VMMError

        engine = self._embedded()
        endpoint = engine.endpoint() if engine.is_listening else None
        if endpoint is None:
            return None
        try:
            with SyncClient(endpoint) as client:
                client.stop_engine("stay")
        except VMMError:  # it is just ending
            return None
        return endpoint

    async def _start(self) -> Endpoint:
        from vmmconsole.model.errors import EngineError

        engine = self._embedded()
        await engine.start()
        endpoint = engine.endpoint()
        self.started = self.started or engine.started
        await engine.detach()
        if endpoint is None:
            raise EngineError("The engine ended as soon as it had started.", cause=engine.last_words())
        return endpoint


@contextmanager
def connected(options: Options) -> Iterator[SyncClient]:
    """A client to the engine that the options name.

    While it is open the engine counts as in use.

    Raises:
        EngineError: it cannot be reached or started.
    """
    from vmmconsole.client.presence import Presence
    from vmmconsole.client.sync import SyncClient
    from vmmconsole.model import UserRole
    from vmmconsole.model.errors import VMMError

    choice = EngineChoice(options)
    endpoint = choice.find()
    with SyncClient(endpoint) as client:
        with Presence(endpoint, client.list(UserRole).revision):
            client.wait_ready()  # a script that comes with its engine must not find it empty
            yield client
        with contextlib.suppress(VMMError):
            choice.leave(client)


@contextmanager
def asked(options: Options) -> Iterator[SyncClient]:
    """A client for a question or two, which need no fabric and do not wait for one.

    Raises:
        EngineError: the engine cannot be reached or started.
    """
    from vmmconsole.client.sync import SyncClient
    from vmmconsole.model.errors import VMMError

    choice = EngineChoice(options)
    with SyncClient(choice.find()) as client:
        try:
            yield client
        finally:
            with contextlib.suppress(VMMError):
                choice.leave(client)
