"""The asynchronous client: one HTTP connection pool to one engine, and its change stream with reconnection."""

from __future__ import annotations

import asyncio
import builtins
import importlib
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from vmmconsole.model import Job, Noun
from vmmconsole.model.errors import EngineError, VMMError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.wire import CmdletAnswer, DirectoryEntry, HostCapabilities, PathFacts, RatingQuery, ScreenViewer

from . import messages
from .contract import Batch, Listing
from .endpoint import Endpoint

if TYPE_CHECKING:
    import httpx

N = TypeVar("N", bound=Noun)
T = TypeVar("T")

CONNECT_SECONDS = 20.0
SILENCE_SECONDS = 25.0
"""A change stream without even a keep-alive for so long is dead; the engine sends one every 10 s."""
_LONG_POLL_SECONDS = 20.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 3.0


class Client:
    """A connection to an engine, as `vmmconsole.client.contract.EngineClient` describes it."""

    def __init__(self, endpoint: Endpoint, *, address: str = "localhost") -> None:
        self.endpoint = endpoint
        self.address = address
        self.user = ""
        self.server: dict[str, Any] = {}
        """What the engine said of itself, once connected."""
        self._http: httpx.AsyncClient | None = None
        self._closed = False

    async def connect(self, timeout_seconds: float = CONNECT_SECONDS) -> None:
        """Reach the engine; waits for one that is just starting.

        Raises:
            EngineError: it did not answer in that time.
        """
        deadline = time.monotonic() + timeout_seconds
        pause = _FIRST_PAUSE
        while True:
            try:
                self.server = await self._ask(messages.server_facts())
            except NoConnectionError:
                if time.monotonic() + pause > deadline:
                    raise
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
        self.server = await self._ask(messages.server_facts())
        return self.server

    async def list(self, kind: type[Noun]) -> Listing:
        """All objects of a kind, as rows; read in portions, so that the loop goes on with its other work meanwhile."""
        listing, portions = messages.read_listing(await self._ask(messages.listing_text(kind)))
        rows = builtins.list(listing.rows)
        for portion in portions:
            rows += portion
            await asyncio.sleep(0)
        return replace(listing, rows=rows)

    async def get(self, kind: type[N], object_id: UUID | str) -> N:
        """One whole object."""
        return await self._ask(messages.whole_object(kind, object_id))

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
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def tracking(self, *, job: UUID | str | None = None, obj: UUID | str | None = None) -> builtins.list[Change]:
        """Change Tracking of a job or an object."""
        return await self._ask(messages.tracking(job, obj))

    async def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        """Run a script as a job, and return it as soon as it is accepted."""
        return await self._ask(messages.new_job(script, name=name, job_id=job_id, what_if=what_if))

    async def wait(self, job_id: UUID | str) -> Job:
        """The job once it is final; waits through a lost connection, because the job outlives it."""
        pause = _FIRST_PAUSE
        while True:
            try:
                job = await self._ask(messages.job_news(job_id, wait_seconds=_LONG_POLL_SECONDS))
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
        return await self._ask(messages.stop_job(job_id))

    async def restart_job(self, job_id: UUID | str, *, skip_failed_step: bool = False) -> Job:
        """Go on with a failed or cancelled job."""
        return await self._ask(messages.restart_job(job_id, skip_failed_step=skip_failed_step))

    async def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        """Give the engine a password to keep; the same again is no error."""
        await self._ask(messages.keep_secret(secret_id, user_name, password))

    async def call(
        self, name: str, arguments: Mapping[str, Any], *, call_id: UUID | None = None, what_if: bool = False
    ) -> CmdletAnswer:
        """Call one cmdlet: what it wrote, or the job that it became."""
        return await self._ask(messages.cmdlet_call(name, arguments, call_id=call_id, what_if=what_if))

    async def rate(self, query: RatingQuery) -> builtins.list[VMHostRating]:
        """Rate hosts, best first."""
        return await self._ask(messages.ratings(query))

    async def viewer(self, machine_id: UUID | str) -> ScreenViewer:
        """With what an external program shows a machine's screen."""
        return await self._ask(messages.viewer(machine_id))

    async def thumbnail(self, machine_id: UUID | str) -> bytes | None:
        """A machine's screen as PNG, or None when it has none now."""
        return await self._ask(messages.thumbnail(machine_id))

    async def files_of(self, machine_id: UUID | str) -> builtins.list[str]:
        """The paths that deleting a machine would delete."""
        return await self._ask(messages.files_of(machine_id))

    async def script_content(self, script_id: UUID | str) -> bytes:
        """What is in a script of the library, as it stands in its file."""
        return await self._ask(messages.script_content(script_id))

    async def directory(self, host_id: UUID | str, path: str) -> builtins.list[DirectoryEntry]:
        """What is in a folder of a host; an empty path lists the roots."""
        return await self._ask(messages.directory(host_id, path))

    async def path_facts(self, host_id: UUID | str, path: str) -> PathFacts:
        """What is known of a path on a host."""
        return await self._ask(messages.path_facts(host_id, path))

    async def capabilities(self, host_id: UUID | str) -> HostCapabilities:
        """What a host's virtualization software can do."""
        return await self._ask(messages.capabilities(host_id))

    async def wait_ready(self, wait_seconds: float = 30) -> bool:
        """Whether the engine has tried every host once since it started, within that time."""
        return await self._ask(messages.engine_ready(wait_seconds))

    async def stop_engine(self, mode: str) -> None:
        """End the engine: ``now``, ``when-idle``, or ``stay`` to take the latter back."""
        await self._ask(messages.stop_engine(mode))

    async def _ask(self, question: messages.Question[T]) -> T:
        http = await self._pool()
        import httpx

        try:
            response = await http.request(
                question.method,
                question.url,
                params=dict(question.query),
                content=question.content,
                headers={"Content-Type": "application/json"} if question.content is not None else None,
                timeout=question.timeout_seconds,
            )
        except (httpx.TransportError, OSError, RuntimeError) as err:
            raise self._lost(err) from err
        return messages.read_answer(question, response.status_code, response.content)

    async def _stream(self, since: int) -> AsyncIterator[Batch]:
        """One connection of the change stream; ends when the engine asks for a new one."""
        http = await self._pool()
        import httpx

        timeout = httpx.Timeout(10, read=SILENCE_SECONDS)
        lines = messages.DataLines()
        try:
            async with http.stream("GET", "/v1/changes", params={"since": since}, timeout=timeout) as response:
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
            import httpx

            if self._http is None:
                socket_path = self.endpoint.socket_path or None
                limits = httpx.Limits(max_connections=None, max_keepalive_connections=8, keepalive_expiry=4)
                self._http = httpx.AsyncClient(
                    transport=httpx.AsyncHTTPTransport(
                        verify=no_tls(), uds=socket_path, limits=limits, trust_env=False
                    ),
                    base_url=self.endpoint.base_url,
                    headers=self.endpoint.headers,
                    trust_env=False,
                )
        return self._http

    def _lost(self, err: Exception) -> VMMError:
        return NoConnectionError(
            f"There is no connection to the engine at {self.address}.",
            cause=str(err) or type(err).__name__,
            action="Check that the engine runs; the connection comes back by itself when it does.",
        )


def no_tls() -> ssl.SSLContext:
    """A context that no connection here uses; the default one would load all certificates, which takes 20 ms."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class NoConnectionError(EngineError):
    """The engine could not be reached, or the connection broke; asking again may help."""
