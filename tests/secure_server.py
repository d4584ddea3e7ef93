"""A real engine on simulated hosts, served over TLS by this process; and servers that only listen and note."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from vmmconsole.client.endpoint import Endpoint
from vmmconsole.client.trust import Trust, pin_of
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.server.app import create_app
from vmmconsole.server.certificates import Certificates
from vmmconsole.server.door import Door
from vmmconsole.server.edge import Limits, by_way, signed_in
from vmmconsole.server.ending import Ending
from vmmconsole.server.engine_service import EngineService
from vmmconsole.server.listening import listen
from vmmconsole.server.stream import Hub
from vmmconsole.server.web import serve_app

ADMIN, PASSWORD = "admin", "correct horse battery"


class SecureServer:
    """An engine that people sign in to; it can be stopped and started again at the same port."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder
        self.certificates = Certificates(folder / "tls", names=["vmm.example.org"])
        self.certificates.open()
        self.port = 0
        self.door: Door | None = None
        self.limits: Limits | None = None
        self.greeting_seconds = 10.0
        self._thread: threading.Thread | None = None
        self._end: Callable[[], None] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> Endpoint:
        """The way to it, with its certificate accepted."""
        pem = self.certificates.files.certificate.read_text("ascii")
        der = ssl.PEM_cert_to_DER_cert(pem[: pem.index("-----END") + 25])
        return Endpoint(host="127.0.0.1", port=self.port, secure=True, trust=Trust(pin_of(der)))

    def start(self) -> None:
        ready = threading.Event()
        service = EngineService(self.engine)
        service.in_background.set()
        sign_in = self.engine.sign_in

        def run() -> None:
            hub = Hub()
            ending = Ending(hub, service.unfinished_jobs)
            self.door = Door(greeting_seconds=self.greeting_seconds, most_silent=200)

            def listening() -> None:
                loop = asyncio.get_running_loop()
                self._end = lambda: loop.call_soon_threadsafe(ending.ask, "now")
                ready.set()

            listener = listen(f"127.0.0.1:{self.port}", data_dir=self.folder)
            self.port = listener.sock.getsockname()[1]
            app = create_app(
                service,
                authenticate=by_way(secure=signed_in(sign_in.sessions.principal), token=None),
                hub=hub,
                ending=ending,
                sign_in=sign_in,
                limits=self.limits,
            )
            serve_app(
                app,
                [listener],
                subscribe=self.engine.store.subscribe,
                hub=hub,
                ending=ending,
                listening=listening,
                tls=self.certificates.context,
                door=self.door,
            )
            listener.close()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        if self._end is not None and self._thread is not None:
            self._end()
            self._thread.join(20)
            assert not self._thread.is_alive()
            self._end = None


@contextlib.contextmanager
def secure_server(folder: Path, *, hosts: int = 2, machines: int = 20) -> Iterator[SecureServer]:
    """One with an account for an administrator."""
    engine = Engine(
        EngineSettings(
            data_dir=folder, demo=(hosts, machines), administrators=(ADMIN,), library_path=folder / "library"
        )
    )
    engine.start()
    try:
        engine.start_background()
        assert engine.wait_ready()
        engine.sign_in.accounts.add(ADMIN, PASSWORD, must_change=False)
        server = SecureServer(engine, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        engine.stop()


class NotingServer:
    """Speaks TLS with any certificate, and notes every byte that is said to it after the greeting."""

    def __init__(self, certificate: Path, key: Path, *, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> None:
        self.heard = b""
        self.connections = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.maximum_version = newest
        self._context.load_cert_chain(certificate, key)
        self._sock = socket.create_server(("127.0.0.1", 0))
        self.port = self._sock.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()
        self._thread.join(10)

    def _run(self) -> None:
        while True:
            try:
                plain, _ = self._sock.accept()
            except OSError:
                return
            self.connections += 1
            plain.settimeout(5)
            with contextlib.suppress(OSError), plain, self._context.wrap_socket(plain, server_side=True) as secured:
                while piece := secured.recv(65536):
                    self.heard += piece
