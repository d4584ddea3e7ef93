"""The embedded engine: a child process with the user's data, found when it runs already, started when not.

Importing this and `EmbeddedEngine.launch` load nothing but the standard library, because a console does both before its
first paint: the engine then starts while the window is made.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vmmconsole.model.errors import EngineError

    from .connection import Client
    from .endpoint import Endpoint

START_SECONDS = 30.0
OUTPUT_FILE = "engine-output.log"
"""What the engine's process writes besides its log: why it did not start, or a crash of a library."""
_POLL_SECONDS = 0.02
_IN_USE = 3
"""The exit code of an engine that found another one on its data folder."""
_ENGINE_FILE, _TOKEN_FILE = "engine.json", "engine.token"  # as vmmconsole.model.wire has them, without its imports


class _EngineProcess(subprocess.Popen[bytes]):
    """A child that may go on without us: forgetting one that runs is no mistake to warn about."""

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):  # one that never started
            self.poll()


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
        return "loopback:0"
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
        self.data_dir = (data_dir or (demo_data_dir(*demo) if demo else default_data_dir())).absolute()
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
        return self.data_dir / "engine.log"

    @property
    def output_path(self) -> Path:
        """What the engine's process wrote to standard output and standard error since it was started."""
        return self.data_dir / OUTPUT_FILE

    @property
    def is_listening(self) -> bool:
        """Whether an engine of the data folder listens, whoever started it."""
        address = self._address()
        return bool(address) and listens(address)

    def launch(self) -> None:
        """Start the engine's process unless one listens already. Quick; `start` then waits for it.

        Raises:
            OSError: the data folder cannot be made, or the process not be started.
        """
        address = self._address()
        if self._alive() or (address and listens(address)):
            return
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(self.data_dir)]
        command += ["--listen", default_address(self.data_dir), "--end-when-unused"]
        if self.demo:
            command += ["--demo", f"{self.demo[0]},{self.demo[1]}"]
        if not self.local_host:
            command += ["--no-local-host"]
        with self.output_path.open("wb") as log:
            self._process = _EngineProcess(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=_environment(),
            )
        self.started = True

    async def start(self) -> Client:
        """A connected client to the engine of the data folder, which is started if it does not run.

        Raises:
            EngineError: it did not start; the cause holds what it said last.
        """
        self._stopping = False
        client = None if self._alive() else await self._running()
        if client is None:
            try:
                self.launch()
            except OSError as err:
                raise self._did_not_start(f"{err.strerror or err}: {err.filename or self.data_dir}.") from err
            warm = asyncio.create_task(asyncio.to_thread(_import_client))
            client = await self._wait_until_it_answers()
            await warm
        self.client = client
        if self._process is not None and self._watch is None:
            self._watch = asyncio.get_running_loop().create_task(self._watch_process(self._process))
        return client

    async def restart(self) -> Client:
        """Start the engine again after it died; earlier clients reconnect by themselves, for its address stays."""
        await self.detach()
        return await self.start()

    async def stop(self, mode: str = "when-idle") -> None:
        """End the engine ``now``, or leave it to end ``when-idle``: all jobs have ended and no other console reads.

        With ``now`` it returns when the process has ended.
        """
        from vmmconsole.model.errors import EngineError

        self._stopping = True
        if self.client is not None:
            with contextlib.suppress(EngineError):  # it is gone already
                await self.client.stop_engine(mode)
        process = self._process
        await self.detach()
        if mode == "now" and process is not None:
            await _end(process)

    async def detach(self) -> None:
        """Close the client and leave the engine alone."""
        self._stopping = True
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self.client is not None:
            await self.client.close()
            self.client = None
        self._process = None

    def endpoint(self) -> Endpoint | None:
        """Where the engine of the data folder says that it listens; it may have died since."""
        from vmmconsole.model.errors import EngineError

        from .endpoint import parse_endpoint

        address = self._address()
        if not address:
            return None
        try:
            token = "" if address.startswith("unix:") else (self.data_dir / _TOKEN_FILE).read_text(encoding="ascii")
            return parse_endpoint(address, token=token.strip())
        except (OSError, ValueError, EngineError):
            return None

    def last_words(self) -> str:
        """What the engine's process said before it ended, in one line."""
        try:
            with self.output_path.open("rb") as log:
                log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
                lines = log.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        lines = [line.strip() for line in lines if line.strip() and not line.startswith("ready ")]
        if not lines:
            return ""
        # Of a traceback the last line tells most, of a message to people the first.
        return lines[-1] if any(line.startswith(("Traceback", "Fatal")) for line in lines) else lines[0]

    def _address(self) -> str:
        """Where the engine's file says that it listens; empty when there is none, or somebody else listens there."""
        address = str(self._facts().get("Address", ""))
        return address if is_ours(address) else ""

    def _facts(self) -> dict[str, Any]:
        """What the engine's file says; see `vmmconsole.model.wire.RunningEngine`."""
        try:
            facts = json.loads((self.data_dir / _ENGINE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def _running(self) -> Client | None:
        """A connected client to an engine that listens, told to stay; None when there is none."""
        address = self._address()
        if not address or not listens(address):
            return None
        await asyncio.to_thread(_import_client)
        from vmmconsole.model.errors import VMMError

        from .connection import Client

        endpoint = self.endpoint()
        if endpoint is None:
            return None
        client = Client(endpoint)
        try:
            await client.connect(timeout_seconds=0)
            await client.stop_engine("stay")
        except VMMError:
            await client.close()
            return None
        return client

    async def _wait_until_it_answers(self) -> Client:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ended = not self._alive()
            # Also after our own child ended: another console may have started the engine in the same moment.
            client = await self._running()
            if client is not None:
                if self._process is not None and self._facts().get("Pid") != self._process.pid:
                    self._process, self.started = None, False  # it finds that the folder is taken, and ends
                return client
            if ended and self._process is not None and self._process.returncode != _IN_USE:
                raise self._did_not_start("It ended at once.")
            await asyncio.sleep(_POLL_SECONDS)
            if ended:  # an engine that is just ending still holds the folder
                self.launch()
        raise self._did_not_start(f"It did not answer within {START_SECONDS:.0f} s.")

    def _did_not_start(self, why: str) -> EngineError:
        from vmmconsole.model.errors import EngineError

        return EngineError(
            "The engine did not start.",
            cause=f"{why} {self.last_words()}".strip(),
            action=f"See {self.log_path}, or run: vmmconsole engine --data '{self.data_dir}'.",
        )

    async def _watch_process(self, process: subprocess.Popen[bytes]) -> None:
        """Notice when the engine dies, and say so."""
        # A thread that waits for it would keep our own process from ending, so look at it now and then.
        while process.poll() is None:  # noqa: ASYNC110  a process tells no event
            await asyncio.sleep(0.25)
        if not self._stopping and self.exited is not None:
            code = process.returncode
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            self.exited(f"The engine ended unexpectedly ({how}). {self.last_words()}".strip())


async def _end(process: subprocess.Popen[bytes], patience_seconds: float = 15) -> None:
    """Wait for the process to end; one that does not is ended."""
    for sign in (None, process.terminate, process.kill):
        if sign is not None:
            sign()
        deadline = time.monotonic() + patience_seconds
        while time.monotonic() < deadline:
            if process.poll() is not None:
                return
            await asyncio.sleep(_POLL_SECONDS)


def _import_client() -> None:
    """Import what takes long, in a thread, while the engine's process starts."""
    from . import connection
    from .http import httpx

    del httpx, connection


def is_ours(address: str) -> bool:
    """Whether nobody else can have put a socket there: in a folder for temporary files, whose names others can guess,
    another user may make it after ours is gone, and would be sent our scripts."""
    if not address.startswith("unix:"):
        return True
    try:
        facts = os.lstat(Path(address.removeprefix("unix:")).parent)
    except OSError:
        return True  # then nobody listens there
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid() and not facts.st_mode & 0o022


def listens(address: str) -> bool:
    """Whether somebody listens there; asks the system only, so it is quick."""
    if address.startswith("unix:"):
        family, where = socket.AF_UNIX, address.removeprefix("unix:")
        target: str | tuple[str, int] = where
    else:
        host, _, port = address.rpartition(":")
        host = "127.0.0.1" if host == "loopback" else host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        target = (host.strip("[]"), int(port) if port.isdecimal() else 0)
    with socket.socket(family) as probe:
        probe.settimeout(1)
        try:
            return probe.connect_ex(target) == 0
        except OSError:  # a path that is too long
            return False


def _environment() -> dict[str, str]:
    """Our environment, with the folder this package is in, so that the child finds the same one."""
    folders = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders), "PYTHONUNBUFFERED": "1"}
