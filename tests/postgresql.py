"""A private PostgreSQL of the test run: one cluster for each process, a fresh database for each test that wants one."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import count
from pathlib import Path

import psycopg
import pytest

KINDS = ("sqlite", "postgresql")

SETTINGS = (
    "listen_addresses=''", "fsync=off", "full_page_writes=off", "max_connections=200",
    "shared_buffers=64MB", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0",
)  # fmt: skip
_USERS = ("postgres", "nobody")
"""Who may run the server when the tests are run as root, which PostgreSQL refuses to be."""


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Cluster:
    """A PostgreSQL server with its data in a temporary folder, reached through a socket there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        bin_dir = programs()
        assert bin_dir is not None, "PostgreSQL is missing: apt-get install postgresql"
        self._bin = bin_dir

    @cached_property
    def user(self) -> str:
        """The system's user who runs the server."""
        if os.geteuid() != 0:
            return pwd.getpwuid(os.geteuid()).pw_name
        known = {entry.pw_name for entry in pwd.getpwall()}
        return next(name for name in _USERS if name in known)

    def _as_user(self, *words: str) -> list[str]:
        return [*(("setpriv", "--reuid", self.user, "--clear-groups", "--") if os.geteuid() == 0 else ()), *words]

    def create(self) -> None:
        """Make the cluster."""
        shutil.chown(self.folder, self.user)
        subprocess.run(
            self._as_user(
                str(self._bin / "initdb"), "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--locale=C", "--no-sync",
            ),
            check=True, capture_output=True, cwd="/",
        )  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in SETTINGS)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        assert self._process is None
        words = self._as_user(str(self._bin / "postgres"), "-D", str(self.data), "-k", str(self.folder))
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(words, stdout=log, stderr=log, cwd="/")
        ready = [str(self._bin / "pg_isready"), "-h", str(self.folder), "-t", "1", "-q"]
        while subprocess.run(ready, check=False).returncode:
            assert self._process.poll() is None, (self.folder / "log").read_text()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server; its clients lose their connections at once."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    @property
    def running(self) -> bool:
        """Whether the server was started and not stopped."""
        return self._process is not None

    def run(self, statement: str, *, database: str = "postgres") -> None:
        """A statement outside of any transaction, as the administrator."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement.encode())

    def create_database(self, *, template: str = "template0") -> str:
        """A database of its own; the value is its URL."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        """Remove a database, whoever uses it."""
        self.run(f'DROP DATABASE IF EXISTS "{name_of(url)}" WITH (FORCE)')


def parametrize_databases(metafunc: pytest.Metafunc, fixture: str) -> None:
    """Run a test that uses the fixture on both databases, or on the one that its marker names."""
    if fixture in metafunc.fixturenames:
        marked = [kind for kind in KINDS if metafunc.definition.get_closest_marker(f"only_{kind}") is not None]
        metafunc.parametrize("database_kind", marked or KINDS, indirect=True)


def name_of(url: str) -> str:
    """The database's name in its URL."""
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster that runs while the context is open."""
    # Not below pytest's own folders: their paths can be too long for a socket, and are closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="vmm-pg-", dir="/tmp"))
    cluster = Cluster(folder)
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        with suppress(ProcessLookupError):
            cluster.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
