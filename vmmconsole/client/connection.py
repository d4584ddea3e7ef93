"""The asynchronous client: one HTTP connection pool to one engine, and its change stream with reconnection."""

from __future__ import annotations

import asyncio
import builtins
import importlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from vmmconsole.model import Job, Noun
from vmmconsole.model.errors import EngineError, SignInError, VMMError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.wire import CmdletAnswer, DirectoryEntry, HostCapabilities, PathFacts, RatingQuery, ScreenViewer

from . import messages
from .contract import Batch, Listing
from .endpoint import Endpoint
from .trust import UntrustedError, connection_error

if TYPE_CHECKING:
    import ssl

    from .http import httpx

N = TypeVar("N", bound=Noun)
T = TypeVar("T")

CONNECT_SECONDS = 20.0
SILENCE_SECONDS = 25.0
"""A change stream without even a keep-alive for so long is dead; the engine sends one every 10 s."""
_LONG_POLL_SECONDS = 20.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 3.0


class Client:
    """A connection to an engine, as `vmmconsole.client.contract.EngineClient` describes it."""

    def __init__(self, *endpoints: Endpoint, address: str = "localhost") -> None:
        """`endpoints` are those of engines on one database: when one does not answer, the next is tried."""
        self._endpoints = endpoints
        self._at = 0
        self.address = address
        self.user = ""
        self.server: dict[str, Any] = {}
        """What the engine said of itself, once connected."""
        self.sign_in_again: Callable[[], Awaitable[bool]] | None = None
        """Asked when the session has ended: lets the person sign in, and says whether that was done."""
        self._http: httpx.AsyncClient | None = None
        self._closed = False

    @property
    def endpoint(self) -> Endpoint:
        """Where the engine is that is used now."""
        return self._endpoints[self._at]

    async def _go_elsewhere(self) -> None:
        """Use the next address from now on."""
        if len(self._endpoints) < 2:
            return
        self._at = (self._at + 1) % len(self._endpoints)
        self.address = str(self.endpoint)
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def connect(self, timeout_seconds: float = CONNECT_SECONDS) -> None:
        """Reach the engine; waits for one that is just starting.

        Raises:
            EngineError: it did not answer in that time.
        """
        deadline = time.monotonic() + timeout_seconds
        pause = _FIRST_PAUSE
        while True:
            try:
                self.server = await self.ask(messages.server_facts())
            except NoConnectionError:
                if time.monotonic() + pause > deadline:
                    raise
                await self._go_elsewhere()
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, 0.5)
            else:
                self.user = str(self.server.get("UserName", ""))
                return

    async def close(self) -> None:
        """End all requests and streams."""
        self._closed = True
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def server_facts(self) -> dict[str, Any]:
        """Ask the engine again what it is and how it is set."""
        self.server = await self.ask(messages.server_facts())
        return self.server

    async def list(self, kind: type[Noun]) -> Listing:
        """All objects of a kind, as rows; read in portions, so that the loop goes on with its other work meanwhile."""
        listing, portions = messages.read_listing(await self.ask(messages.listing_text(kind)))
        rows = builtins.list(listing.rows)
        for portion in portions:
            rows += portion
            await asyncio.sleep(0)
        return replace(listing, rows=rows)

    async def get(self, kind: type[N], object_id: UUID | str) -> N:
        """One whole object."""
        return await self.ask(messages.whole_object(kind, object_id))

    async def changes(self, since: int) -> AsyncIterator[Batch]:
        """Everything after revision `since`, for as long as it is read; see `EngineClient.changes`.

        Raises:
            ConflictError: nobody can resume at `since`, because the store is another one or has forgotten what was
                removed since; list everything again.
        """
        revision, pause = since, _FIRST_PAUSE
        while not self._closed:
            problem = ""
            try:
                async for batch in self._stream(revision):
                    revision, pause = max(revision, batch.revision), _FIRST_PAUSE
                    yield batch
            except NoConnectionError as err:
                problem = str(err)
            if self._closed:
                return
            if problem:
                yield Batch(revision, connected=False, problem=problem)
                await self._go_elsewhere()
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def tracking(self, *, job: UUID | str | None = None, obj: UUID | str | None = None) -> builtins.list[Change]:
        """Change Tracking of a job or an object."""
        return await self.ask(messages.tracking(job, obj))

    async def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        """Run a script as a job, and return it as soon as it is accepted."""
        return await self.ask(messages.new_job(script, name=name, job_id=job_id, what_if=what_if))

    async def wait(self, job_id: UUID | str) -> Job:
        """The job once it is final; waits through a lost connection, because the job outlives it."""
        pause = _FIRST_PAUSE
        while True:
            try:
                job = await self.ask(messages.job_news(job_id, wait_seconds=_LONG_POLL_SECONDS))
            except NoConnectionError:
                if self._closed:
                    raise
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                if job.is_completed:
                    return job
                pause = _FIRST_PAUSE

    async def stop_job(self, job_id: UUID | str) -> Job:
        """Ask a job to stop at its next safe point."""
        return await self.ask(messages.stop_job(job_id))

    async def restart_job(self, job_id: UUID | str, *, skip_failed_step: bool = False) -> Job:
        """Go on with a failed or cancelled job."""
        return await self.ask(messages.restart_job(job_id, skip_failed_step=skip_failed_step))

    async def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        """Give the engine a password to keep; the same again is no error."""
        await self.ask(messages.keep_secret(secret_id, user_name, password))

    async def call(
        self, name: str, arguments: Mapping[str, Any], *, call_id: UUID | None = None, what_if: bool = False
    ) -> CmdletAnswer:
        """Call one cmdlet: what it wrote, or the job that it became."""
        return await self.ask(messages.cmdlet_call(name, arguments, call_id=call_id, what_if=what_if))

    async def rate(self, query: RatingQuery) -> builtins.list[VMHostRating]:
        """Rate hosts, best first."""
        return await self.ask(messages.ratings(query))

    async def viewer(self, machine_id: UUID | str) -> ScreenViewer:
        """With what an external program shows a machine's screen."""
        return await self.ask(messages.viewer(machine_id))

    async def thumbnail(self, machine_id: UUID | str) -> bytes | None:
        """A machine's screen as PNG, or None when it has none now."""
        return await self.ask(messages.thumbnail(machine_id))

    async def files_of(self, machine_id: UUID | str) -> builtins.list[str]:
        """The paths that deleting a machine would delete."""
        return await self.ask(messages.files_of(machine_id))

    async def script_content(self, script_id: UUID | str) -> bytes:
        """What is in a script of the library, as it stands in its file."""
        return await self.ask(messages.script_content(script_id))

    async def directory(self, host_id: UUID | str, path: str) -> builtins.list[DirectoryEntry]:
        """What is in a folder of a host; an empty path lists the roots."""
        return await self.ask(messages.directory(host_id, path))

    async def path_facts(self, host_id: UUID | str, path: str) -> PathFacts:
        """What is known of a path on a host."""
        return await self.ask(messages.path_facts(host_id, path))

    async def capabilities(self, host_id: UUID | str) -> HostCapabilities:
        """What a host's virtualization software can do."""
        return await self.ask(messages.capabilities(host_id))

    async def wait_ready(self, wait_seconds: float = 30) -> bool:
        """Whether the engine has tried every host once since it started, within that time."""
        return await self.ask(messages.engine_ready(wait_seconds))

    async def stop_engine(self, mode: str) -> None:
        """End the engine: ``now``, ``when-idle``, or ``stay`` to take the latter back."""
        await self.ask(messages.stop_engine(mode))

    async def ask(self, question: messages.Question[T]) -> T:
        """Send a question and read its answer, with a session's token that is still good."""
        session = self.endpoint.session
        if session is not None and session.is_due:
            await self._renew(session.access)
        used = session.access if session is not None else ""
        try:
            return await self._send(question)
        except SignInError:
            if session is None:
                raise
        await self._renew(used)
        return await self._send(question)

    async def _renew(self, stale: str) -> None:
        """Get a new token for the session, or let the person sign in again.

        Raises:
            SignInError: the session has ended, and nobody signs in.
        """
        endpoint = self.endpoint
        assert endpoint.session is not None
        try:
            await asyncio.to_thread(endpoint.session.renew, endpoint, stale)
        except SignInError:
            if self.sign_in_again is None or not await self.sign_in_again():
                raise
        except UntrustedError:
            raise
        except EngineError as err:
            raise self._lost(err) from err

    async def _send(self, question: messages.Question[T]) -> T:
        http = await self._pool()
        from .http import httpx

        kind = {"Content-Type": "application/json"} if question.content is not None else {}
        try:
            response = await http.request(
                question.method,
                question.url,
                params=dict(question.query),
                content=question.content,
                headers=self.endpoint.headers | kind,
                timeout=question.timeout_seconds,
            )
        except (httpx.TransportError, OSError, RuntimeError) as err:
            raise self._lost(err) from err
        return messages.read_answer(question, response.status_code, response.content)

    async def _stream(self, since: int) -> AsyncIterator[Batch]:
        """One connection of the change stream; ends when the engine asks for a new one."""
        session = self.endpoint.session
        if session is not None:
            if session.is_due:
                await self._renew(session.access)
            await self.ask(messages.server_facts())  # renews the session where it has to be
        http = await self._pool()
        from .http import httpx

        timeout = httpx.Timeout(10, read=SILENCE_SECONDS)
        lines = messages.DataLines()
        headers = self.endpoint.headers
        try:
            async with http.stream(
                "GET", "/v1/changes", params={"since": since}, headers=headers, timeout=timeout
            ) as response:
                if response.status_code >= 400:
                    raise messages.read_problem(response.status_code, await response.aread())
                yield Batch(since)
                async for chunk in response.aiter_raw():
                    for line in lines.feed(chunk):
                        yield messages.read_batch(line)
        except (httpx.TransportError, httpx.StreamError, OSError, RuntimeError) as err:
            raise self._lost(err) from err

    async def _pool(self) -> httpx.AsyncClient:
        """The connection pool, made at the first use: importing httpx takes 0.1 s, so it happens in a thread."""
        if self._closed:
            raise NoConnectionError("The connection to the engine is closed.")
        if self._http is None:
            await asyncio.to_thread(importlib.import_module, "httpx")
            from .http import httpx

            if self._http is None:
                socket_path = self.endpoint.socket_path or None
                limits = httpx.Limits(max_connections=None, max_keepalive_connections=8, keepalive_expiry=4)
                self._http = httpx.AsyncClient(
                    transport=httpx.AsyncHTTPTransport(
                        verify=await self._context(), uds=socket_path, limits=limits, trust_env=False
                    ),
                    base_url=self.endpoint.base_url,
                    trust_env=False,
                )
        return self._http

    async def _context(self) -> ssl.SSLContext:
        endpoint = self.endpoint
        return await asyncio.to_thread(endpoint.tls) if endpoint.secure else endpoint.tls()

    def _lost(self, err: Exception) -> VMMError:
        endpoint = self.endpoint
        if endpoint.secure:
            refused = connection_error(str(endpoint), err, endpoint.trust)
            if isinstance(refused, UntrustedError):
                return refused
        return NoConnectionError(
            f"There is no connection to the engine at {self.address}.",
            cause=str(err) or type(err).__name__,
            action="Check that the engine runs; the connection comes back by itself when it does.",
        )


def no_tls() -> ssl.SSLContext:
    """A context that no connection uses; the default one would load all certificates, which takes 20 ms."""
    import ssl

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class NoConnectionError(EngineError):
    """The engine could not be reached, or the connection broke; asking again may help."""
