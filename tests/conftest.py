"""A real libvirt daemon with QEMU, private to the test run: the fixtures that everything real is tried on."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import libvirt
import pytest

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
