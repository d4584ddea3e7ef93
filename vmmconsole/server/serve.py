"""The engine's process: open the store, listen, then do the rest in the background."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from vmmconsole import __version__
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.signin.signin import ADMINISTRATOR
from vmmconsole.model.errors import VMMError
from vmmconsole.model.wire import ENGINE_FILE, TOKEN_FILE, RunningEngine

from .app import create_app
from .certificates import CertificateFiles, Certificates
from .config import ServerSettings
from .door import Door
from .edge import Limits, by_way, signed_in, token_check
from .ending import Ending
from .engine_service import EngineService
from .listening import Listener, listen
from .rates import Rate
from .stream import Hub
from .web import serve_app

_log = logging.getLogger(__name__)

HEAD_START_SECONDS = 1.5
"""How long the engine's background work waits for the first client to read its lists."""


RENEW_SECONDS = 600.0
"""How often certificates are looked at."""
PASSWORD_FILE = "first-password"  # noqa: S105  a file's name
"""The file in the data folder with the first administrator's password, where no terminal shows it."""


def serve(
    settings: EngineSettings,
    addresses: Sequence[str],
    *,
    server: ServerSettings | None = None,
    out: TextIO | None = None,
    end_when_unused: bool = False,
) -> None:
    """Run an engine until it is asked to end (POST /engine/stop, SIGTERM, SIGINT).

    `addresses` are as `listening.listen` takes them; `server` says how others are served. Once it listens it writes
    the line ``ready ADDRESS`` for each to `out`. With `end_when_unused` it also ends after ten minutes without a
    console and without a job.

    Raises:
        EngineError: another engine uses the data folder, or store, address or certificate cannot be opened.
    """
    engine = Engine(settings)
    engine.start()
    try:
        with ExitStack() as opened:
            serving = Serving(engine, server or ServerSettings(), out or sys.stdout)
            for address in addresses:
                listener = listen(address, data_dir=settings.data_dir)
                opened.callback(listener.close)
                serving.listeners.append(listener)
            for name in (ENGINE_FILE, TOKEN_FILE):
                opened.callback((settings.data_dir / name).unlink, missing_ok=True)
            serving.run(end_when_unused=end_when_unused)
    finally:
        engine.stop()


class Serving:
    """One engine on its listeners."""

    def __init__(self, engine: Engine, server: ServerSettings, out: TextIO) -> None:
        self.engine = engine
        self.server = server
        self.out = out
        self.listeners: list[Listener] = []
        self.data_dir = engine.settings.data_dir
        self._ended = threading.Event()

    def run(self, *, end_when_unused: bool) -> None:
        """Serve until the end.

        Raises:
            EngineError: there is no certificate to show.
        """
        hub = Hub()
        service = EngineService(self.engine)
        ending = Ending(hub, service.unfinished_jobs)
        certificates = self._certificates()
        sign_in = self.engine.sign_in
        token = next((listener.token for listener in self.listeners if listener.token), "")
        app = create_app(
            service,
            authenticate=by_way(
                secure=signed_in(sign_in.sessions.principal), token=token_check(token) if token else None
            ),
            hub=hub,
            ending=ending,
            sign_in=sign_in,
            limits=self._limits(),
        )

        def listening() -> None:
            self._say_where()
            if end_when_unused:
                ending.when_unused()
            arguments = (self.engine, service)
            threading.Thread(target=_start_background, args=arguments, name="engine-start", daemon=True).start()
            if certificates is not None:
                threading.Thread(target=self._renew, args=(certificates,), name="certificates", daemon=True).start()

        try:
            serve_app(
                app,
                self.listeners,
                subscribe=self.engine.store.subscribe,
                hub=hub,
                ending=ending,
                listening=listening,
                tls=certificates.context if certificates is not None else None,
                door=Door(
                    greeting_seconds=self.server.limits.greeting_seconds,
                    most_silent=self.server.limits.silent_connections,
                    most_open=self.server.limits.connections,
                ),
            )
        finally:
            self._ended.set()

    def _certificates(self) -> Certificates | None:
        if not any(listener.secure for listener in self.listeners):
            return None
        tls = self.server.tls
        given = CertificateFiles(tls.certificate, tls.key) if tls.certificate and tls.key else None
        certificates = Certificates(self.data_dir / "tls", names=tls.names, given=given)
        certificates.open()
        _log.info("The server shows the certificate with the fingerprint %s", certificates.fingerprint)
        self._first_password()
        return certificates

    def _limits(self) -> Limits:
        limits = self.server.limits
        return Limits(
            unknown=Rate(limits.sign_ins_per_minute / 60, max(5, limits.sign_ins_per_minute)),
            known=Rate(limits.requests_per_second, 5 * limits.requests_per_second),
        )

    def _first_password(self) -> None:
        """Make the first administrator where nobody can sign in, and say how."""
        path = self.data_dir / PASSWORD_FILE

        def changed(user: str) -> None:
            if user == ADMINISTRATOR:
                path.unlink(missing_ok=True)

        self.engine.sign_in.password_changed = changed
        password = self.engine.sign_in.first_administrator()
        if not password:
            return
        if self.out.isatty():
            self.out.write(
                f"\nThe first administrator signs in as 'Administrator' with the password\n\n    {password}\n\n"
                "It is shown this once, and has to be changed at the first sign-in.\n\n"
            )
        else:  # what a service writes is kept in a log, where no password belongs
            _write_whole(path, f"{password}\n")
            self.out.write(f"The first administrator signs in as 'Administrator' with the password in {path}\n")
        self.out.flush()

    def _say_where(self) -> None:
        first = self.listeners[0]
        local = next((listener for listener in self.listeners if not listener.secure), first)
        where = RunningEngine(pid=os.getpid(), address=local.address, version=__version__)
        _write_whole(self.data_dir / ENGINE_FILE, where.model_dump_json(by_alias=True))
        for listener in self.listeners:
            self.out.write(f"ready {listener.address}\n")
        self.out.flush()

    def _renew(self, certificates: Certificates) -> None:
        while not self._ended.wait(RENEW_SECONDS):
            certificates.renew()


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
