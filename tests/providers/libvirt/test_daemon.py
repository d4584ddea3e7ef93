"""The private daemon."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import threading

import libvirt
import pytest

from vmmconsole.model.errors import CapabilityError, HostError
from vmmconsole.providers.libvirt import daemon as daemon_module
from vmmconsole.providers.libvirt import open as open_provider
from vmmconsole.providers.libvirt.daemon import PrivateDaemon, find_connection


@pytest.mark.libvirt
def test_running_daemon_is_found_again(own_daemon):
    pid = own_daemon.daemon.pid_file.read_text()
    assert PrivateDaemon(own_daemon.state_dir).ensure() == own_daemon.daemon.uri
    assert own_daemon.daemon.pid_file.read_text() == pid
    assert find_connection(own_daemon.state_dir)[0] == own_daemon.daemon.uri


@pytest.mark.libvirt
def test_running_daemon_is_found_from_another_kind_of_login(own_daemon, tmp_path, monkeypatch):
    """A service and a desktop have different runtime folders."""
    elsewhere = tmp_path / "x"
    elsewhere.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(elsewhere))
    monkeypatch.setattr(daemon_module, "_MAXIMUM_BASE", 200)
    assert PrivateDaemon(own_daemon.state_dir).ensure() == own_daemon.daemon.uri
    assert list(elsewhere.iterdir()) == []


@pytest.mark.libvirt
def test_after_a_restart_of_the_machine_it_starts_again(own_daemon):
    """Runtime folders are gone then."""
    own_daemon.connection.close()
    own_daemon.daemon.stop()
    shutil.rmtree(own_daemon.daemon.runtime_folder)
    own_daemon.daemon = PrivateDaemon(own_daemon.state_dir)
    own_daemon.reconnect()
    assert own_daemon.connection.isAlive()


@pytest.mark.libvirt
def test_many_that_start_it_at_once_start_one(own_daemon):
    own_daemon.connection.close()
    own_daemon.daemon.stop()
    pids: list[str] = []

    def ensure() -> None:
        PrivateDaemon(own_daemon.state_dir).ensure()
        pids.append(own_daemon.daemon.pid_file.read_text())

    workers = [threading.Thread(target=ensure) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert len(pids) == 6
    assert len(set(pids)) == 1


@pytest.mark.libvirt
def test_it_is_another_host_than_every_other(own_daemon, session_daemon):
    def host_uuid(connection: libvirt.virConnect) -> str:
        return connection.getCapabilities().partition("<uuid>")[2].partition("</uuid>")[0]

    assert host_uuid(own_daemon.connection) != host_uuid(session_daemon.connection)


@pytest.mark.libvirt
def test_socket_is_for_its_user_alone(own_daemon):
    folder = own_daemon.daemon.runtime_folder.stat()
    assert stat.S_IMODE(folder.st_mode) == 0o700
    assert folder.st_uid == os.geteuid()


@pytest.mark.libvirt
def test_long_state_folder(tmp_path, session_daemon):
    """A Unix socket's path may have 107 bytes; the state folder may have more."""
    folder = tmp_path / ("d" * 120)
    (folder / "libvirt").mkdir(parents=True)
    (folder / "libvirt/cache").symlink_to((session_daemon.state_dir / "libvirt/cache").resolve())
    daemon = PrivateDaemon(folder)
    try:
        connection = libvirt.open(daemon.ensure())
        domain = connection.createXML(
            "<domain type='qemu'><name>abcdefghijklmnopqrstuvwxyz</name><memory>32768</memory>"
            "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
            "<graphics type='vnc'><listen type='socket'/></graphics>"
            "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
            "</devices></domain>",
            0,
        )
        domain.destroy()
        connection.close()
    finally:
        daemon.stop()
        shutil.rmtree(daemon.runtime_folder)


@pytest.mark.libvirt
def test_after_a_kill_it_is_started_again(own_daemon):
    own_daemon.connection.close()
    pid = int(own_daemon.daemon.pid_file.read_text())
    os.kill(pid, signal.SIGKILL)
    own_daemon.reconnect()
    assert own_daemon.connection.isAlive()
    assert int(own_daemon.daemon.pid_file.read_text()) != pid


def test_without_libvirtd_the_action_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(daemon_module.shutil, "which", lambda *_a, **_k: None)
    monkeypatch.setattr(daemon_module, "_works", lambda _uri: False)
    provider = open_provider("local:", state_dir=tmp_path)
    with pytest.raises(HostError) as failure:
        provider.connect()
    assert "apt-get install" in failure.value.action
    assert "libvirt-daemon-driver-qemu" in failure.value.action


def test_without_the_binding_opening_says_so(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "libvirt", None)
    with pytest.raises(CapabilityError) as failure:
        open_provider("qemu:///session", state_dir=tmp_path)
    assert "pip install" in failure.value.action


def test_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    base = tmp_path / "open"
    base.mkdir(mode=0o777)
    base.chmod(0o777)
    monkeypatch.setattr(daemon_module, "_short_base", lambda _home: base)
    with pytest.raises(HostError, match="safely"):
        PrivateDaemon(tmp_path / "state").ensure()
