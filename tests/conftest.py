"""What everything real is tried on, private to the test run: a libvirt daemon with QEMU, a PostgreSQL server."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import libvirt
import pytest

from tests.postgresql import Cluster, name_of, programs, running_cluster
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.engine.store import Database, Store
from vmmconsole.providers.libvirt import open as open_provider
from vmmconsole.providers.libvirt.connection import start_event_loop
from vmmconsole.providers.libvirt.daemon import PrivateDaemon
from vmmconsole.providers.libvirt.provider import LibvirtProvider

# How fast a machine is, or what else it does, is nothing that a test may fail of.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

# libvirt and Qt both run GLib's default main context, which only one thread can have. In the product they live in
# processes of their own; in a test process Qt must do without.
os.environ["QT_NO_GLIB"] = "1"

# Python collects garbage in whatever thread makes the next object; one that finds widgets of an earlier test crashes.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect between tests, in the thread that runs them."""
    young, _, old = gc.get_count()
    if old > _FULL_COLLECTION_AFTER:
        gc.collect()
    elif young > _COLLECT_AFTER:
        gc.collect(1)


_COLLECT_AFTER, _FULL_COLLECTION_AFTER = 20_000, 40

# What QEMU can do takes libvirt up to 8 seconds to find out, and it is the same in every run on this machine.
_CAPABILITY_CACHE = Path.home() / ".cache/vmmconsole-tests/libvirt"


@dataclass
class Daemon:
    """A private daemon of the tests: its state folder (for ``local:``), and a plain connection to it."""

    state_dir: Path
    daemon: PrivateDaemon
    connection: libvirt.virConnect

    def provider(self) -> LibvirtProvider:
        """A provider for it, not connected."""
        return open_provider("local:", state_dir=self.state_dir)

    def reconnect(self) -> None:
        """After the daemon was stopped."""
        with contextlib.suppress(libvirt.libvirtError):
            self.connection.close()
        self.connection = libvirt.open(self.daemon.ensure())

    def clear(self) -> None:
        """Remove all domains and pools, and kill their QEMUs."""
        for domain in self.connection.listAllDomains(0):
            with contextlib.suppress(libvirt.libvirtError):
                domain.destroy()
            with contextlib.suppress(libvirt.libvirtError):
                domain.undefineFlags(
                    libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA
                )
        for pool in self.connection.listAllStoragePools(0):
            pool.destroy()


def start_daemon(state_dir: Path) -> Daemon:
    """Start a private daemon with its state in a folder."""
    _CAPABILITY_CACHE.mkdir(parents=True, exist_ok=True)
    (state_dir / "libvirt").mkdir(parents=True)
    (state_dir / "libvirt/cache").symlink_to(_CAPABILITY_CACHE)
    daemon = PrivateDaemon(state_dir)
    start_event_loop()
    return Daemon(state_dir, daemon, libvirt.open(daemon.ensure()))


def end_daemon(daemon: Daemon) -> None:
    """Kill the guests and the daemon, and remove its sockets."""
    with contextlib.suppress(libvirt.libvirtError):
        daemon.clear()
        daemon.connection.close()
    daemon.daemon.stop()
    shutil.rmtree(daemon.daemon.runtime_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def session_daemon() -> Iterator[Daemon]:
    """One daemon for all tests of a process."""
    with tempfile.TemporaryDirectory(prefix="vmm-libvirt-") as folder:
        daemon = start_daemon(Path(folder))
        yield daemon
        end_daemon(daemon)


@pytest.fixture
def daemon(session_daemon: Daemon) -> Iterator[Daemon]:
    """The daemon, without virtual machines before and after."""
    yield session_daemon
    session_daemon.clear()


@pytest.fixture(scope="session")
def other_session_daemon() -> Iterator[Daemon]:
    """A second daemon for all tests of a process that need another host."""
    with tempfile.TemporaryDirectory(prefix="vmm-libvirt-") as folder:
        daemon = start_daemon(Path(folder))
        yield daemon
        end_daemon(daemon)


@pytest.fixture
def other_daemon(other_session_daemon: Daemon) -> Iterator[Daemon]:
    """Another host on this machine, without virtual machines before and after."""
    yield other_session_daemon
    other_session_daemon.clear()


@pytest.fixture
def own_daemon() -> Iterator[Daemon]:
    """A daemon for one test that stops or kills it."""
    with tempfile.TemporaryDirectory(prefix="vmm-libvirt-") as folder:
        daemon = start_daemon(Path(folder))
        yield daemon
        end_daemon(daemon)
        with contextlib.suppress(OSError):  # shown beside a test that failed
            print((daemon.state_dir / "libvirt/libvirtd.log").read_text("utf-8", "replace")[-5_000:])


# Databases


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database=postgresql` runs engines of the tests' own process on PostgreSQL, where a test does not say."""
    parser.addoption("--failover-rounds", type=int, default=2, help="how often one of two engines is killed")
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="what engines store in")


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """``sqlite`` or ``postgresql``; the tests of store and jobs are run with each."""
    return str(getattr(request, "param", request.config.getoption("--database")))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL server for all tests of a process."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def empty_database(cluster: Cluster) -> str:
    """The name of a database with all tables made and nothing in them, to copy."""
    from vmmconsole.engine.jobs.durable import Durable

    url = cluster.create_database()
    store = Store(url)
    store.open()
    store.close()
    durable = Durable(Database(url), lambda _: "")
    durable.launch()
    durable.close()
    return name_of(url)


FindDatabase = Callable[[Path], Database]


@pytest.fixture(autouse=True)
def engine_databases(
    database_kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FindDatabase]:
    """The database of objects that belongs to a data folder. On PostgreSQL, every data folder of a test's engines
    stands for a database of its own, which has their jobs too."""
    if database_kind == "sqlite":
        yield lambda folder: Database(f"sqlite:///{folder}/vmm.db")
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    template: str = request.getfixturevalue("empty_database")
    known: dict[Path, Database] = {}

    def find(folder: Path) -> Database:
        if folder not in known:
            known[folder] = Database(cluster.create_database(template=template))
        return known[folder]

    def database_of(settings: EngineSettings) -> Database:
        return settings.database or find(settings.data_dir)

    monkeypatch.setattr(EngineSettings, "store_database", property(database_of))
    monkeypatch.setattr(EngineSettings, "jobs_database", property(database_of))
    yield find
    for database in known.values():
        cluster.drop(database.url)
