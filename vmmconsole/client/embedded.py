"""The embedded engine: a child process with the user's data, found when it runs already, started when not.

Importing this costs next to nothing, because a console does it before its first paint.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.model.errors import EngineError

from .endpoint import Endpoint, parse_endpoint

if TYPE_CHECKING:
    from .connection import Client

START_SECONDS = 30.0
LOG_FILE = "engine.log"
_POLL_SECONDS = 0.02
_LOG_KEEP_BYTES = 1_000_000
_ENGINE_FILE, _TOKEN_FILE = "engine.json", "engine.token"  # as vmmconsole.model.wire has them, without its imports


def default_data_dir() -> Path:
    """Where a user's data is kept unless --data says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("vmmconsole", appauthor=False)


def demo_data_dir(hosts: int, machines: int) -> Path:
    """Where the data of a demonstration of that size is kept, apart from the user's own."""
    return default_data_dir() / f"demo-{hosts}-{machines}"


def default_address(data_dir: Path) -> str:
    """Where the engine of a data folder listens: a Unix socket with a short path, or any loopback port on Windows."""
    if sys.platform == "win32":
        return "127.0.0.1:0"
    key = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:16]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and len(os.fsencode(runtime)) < 60 and os.access(runtime, os.W_OK):
        return f"unix:{Path(runtime) / 'vmmconsole' / f'{key}.sock'}"
    temporary = Path(tempfile.gettempdir())
    if len(os.fsencode(temporary)) >= 50:
        temporary = Path("/tmp")  # noqa: S108  a private folder below it, which the engine checks
    return f"unix:{temporary / f'vmmconsole-{os.getuid()}' / f'{key}.sock'}"


class EmbeddedEngine:
    """The engine of a data folder on this computer."""

    def __init__(
        self,
        data_dir: Path | None = None,
        *,
        demo: tuple[int, int] | None = None,
        local_host: bool = True,
        exited: Callable[[str], None] | None = None,
    ) -> None:
        """`demo` is the number of hosts and virtual machines of a simulated fabric; `exited` hears when it died."""
        self.data_dir = data_dir or (demo_data_dir(*demo) if demo else default_data_dir())
        self.demo = demo
        self.local_host = local_host
        self.exited = exited
        self.client: Client | None = None
        self.started = False
        """Whether this object started the engine, rather than found it running."""
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def log_path(self) -> Path:
        """The engine's log."""
        return self.data_dir / LOG_FILE

    async def start(self) -> Client:
        """A connected client to the engine of the data folder, which is started if it does not run.

        Raises:
            EngineError: it did not start; the cause holds what it said last.
        """
        self._stopping = False
        warm = asyncio.create_task(asyncio.to_thread(_import_client))
        found = await self._running()
        if found is None:
            self._launch()
            found = await self._wait_until_it_answers()
        await warm
        self.client = found
        if self._process is not None and self._watch is None:
            self._watch = asyncio.get_running_loop().create_task(self._watch_process(self._process))
        return found

    async def restart(self) -> Client:
        """Start the engine again after it died; earlier clients reconnect by themselves, for its address stays."""
        await self.detach()
        return await self.start()

    async def stop(self, mode: str = "when-idle") -> None:
        """End the engine ``now``, or leave it to end ``when-idle``: all jobs have ended and no other console reads.

        With ``now`` it returns when the process has ended.

        Raises:
            EngineError: it does not end.
        """
        self._stopping = True
        if self.client is not None:
            with contextlib.suppress(EngineError):  # it is gone already
                await self.client.stop_engine(mode)
        process = self._process
        await self.detach()
        if mode == "now" and process is not None:
            await self._end(process)

    async def detach(self) -> None:
        """Close the client and leave the engine alone."""
        if self._process is not None and self._process.poll() is None:
            _left_running.append(self._process)
        self._process = None
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self.client is not None:
            await self.client.close()
            self.client = None

    def endpoint(self) -> Endpoint | None:
        """Where the engine of the data folder says that it listens; it may have died since."""
        try:
            facts = json.loads((self.data_dir / _ENGINE_FILE).read_text(encoding="utf-8"))
            address = str(facts["Address"])
            token = "" if address.startswith("unix:") else (self.data_dir / _TOKEN_FILE).read_text(encoding="ascii")
            return parse_endpoint(address, token=token.strip())
        except (OSError, ValueError, KeyError, TypeError, EngineError):
            return None

    async def _running(self) -> Client | None:
        """A connected client to an engine that runs already, told to stay; None when there is none."""
        endpoint = self.endpoint()
        if endpoint is None or not _listens(endpoint):
            return None
        await asyncio.to_thread(_import_client)
        from .connection import Client

        client = Client(endpoint)
        try:
            await client.connect(timeout_seconds=0)
            await client.stop_engine("stay")
        except EngineError:
            await client.close()
            return None
        return client

    def _launch(self) -> None:
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            if self.log_path.stat().st_size > _LOG_KEEP_BYTES:
                self.log_path.replace(self.log_path.with_suffix(".log.1"))
        command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(self.data_dir)]
        command += ["--listen", default_address(self.data_dir)]
        if self.demo:
            command += ["--demo", f"{self.demo[0]},{self.demo[1]}"]
        if not self.local_host:
            command += ["--no-local-host"]
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter with our own arguments
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self.data_dir,
                env=_environment(),
            )
        self.started = True

    async def _wait_until_it_answers(self) -> Client:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ended = self._process is None or self._process.poll() is not None
            # Also after our own child ended: another console may have started the engine in the same moment.
            client = await self._running()
            if client is not None:
                if ended:
                    self._process, self.started = None, False
                return client
            if ended:
                raise self._did_not_start("It ended at once.")
            await asyncio.sleep(_POLL_SECONDS)
        raise self._did_not_start(f"It did not answer within {START_SECONDS:.0f} s.")

    def _did_not_start(self, why: str) -> EngineError:
        return EngineError(
            "The engine did not start.",
            cause=f"{why} {self.last_words()}".strip(),
            action=f"See {self.log_path}, or run: vmmconsole engine --data '{self.data_dir}'.",
        )

    def last_words(self) -> str:
        """What the engine wrote last into its log: the last line that says anything."""
        try:
            with self.log_path.open("rb") as log:
                log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
                lines = log.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip() and not line.startswith("ready ")), "")

    async def _watch_process(self, process: subprocess.Popen[bytes]) -> None:
        """Notice when the engine dies, and say so."""
        # A thread that waits for it would keep our own process from ending, so look at it now and then.
        while process.poll() is None:  # noqa: ASYNC110  a process tells no event
            await asyncio.sleep(0.25)
        if not self._stopping and self.exited is not None:
            code = process.returncode
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            self.exited(f"The engine ended unexpectedly ({how}). {self.last_words()}".strip())

    async def _end(self, process: subprocess.Popen[bytes], patience_seconds: float = 15) -> None:
        deadline = time.monotonic() + patience_seconds
        while process.poll() is None:
            if time.monotonic() > deadline:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    await asyncio.to_thread(process.wait, 5)
                if process.poll() is None:
                    process.kill()
                    await asyncio.to_thread(process.wait)
                return
            await asyncio.sleep(_POLL_SECONDS)


_left_running: list[subprocess.Popen[bytes]] = []
"""Engines that go on without us; kept, because a forgotten child process would be warned about."""


def _import_client() -> None:
    """Import what takes long, in a thread, while the engine's process starts."""
    import httpx

    from . import connection

    del httpx, connection


def _listens(endpoint: Endpoint) -> bool:
    """Whether somebody listens there; asks the system only, so it is quick."""
    where: str | tuple[str, int] = endpoint.socket_path or (endpoint.host.strip("[]"), endpoint.port)
    family = socket.AF_INET6 if ":" in endpoint.host else socket.AF_INET
    with socket.socket(socket.AF_UNIX if endpoint.socket_path else family) as probe:
        probe.settimeout(1)
        return probe.connect_ex(where) == 0


def _environment() -> dict[str, str]:
    """Our environment, with the folders this process imports from, so that the child finds the same package."""
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]).rstrip(
        os.pathsep
    )
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


async def connect_to(address: str) -> Client:
    """A connected client to the engine at ``unix:PATH`` or ``HOST:PORT``.

    Raises:
        EngineError: nobody answers there.
    """
    from .connection import Client

    endpoint = parse_endpoint(address)
    client = Client(endpoint, address=str(endpoint) if endpoint.host else "localhost")
    try:
        await client.connect(timeout_seconds=5)
    except BaseException:
        await client.close()
        raise
    return client
