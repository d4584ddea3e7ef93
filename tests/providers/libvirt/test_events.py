"""What the provider tells by itself: changes from outside, lost and restored connections."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from uuid import UUID

import libvirt
import pytest

from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import BusType, VMStatus
from vmmconsole.providers.libvirt import open as open_provider

pytestmark = pytest.mark.libvirt

TINY = """
<domain type='qemu'><name>by-virsh</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices/></domain>
"""


def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until that is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not become so"
        time.sleep(0.02)


@pytest.fixture
def virsh(daemon, tmp_path):
    """The real virsh, on the daemon of the test."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["virsh", "-q", "-c", daemon.daemon.uri, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    return run


def test_what_virsh_does_is_told(provider, recorder, virsh, tmp_path, daemon):
    (tmp_path / "domain.xml").write_text(TINY)
    virsh("define", str(tmp_path / "domain.xml"))
    machine_id = UUID(daemon.connection.lookupByName("by-virsh").UUIDString())
    recorder.wait("changed", machine_id)

    for arguments, status in (
        (("start", "by-virsh"), VMStatus.RUNNING),
        (("suspend", "by-virsh"), VMStatus.PAUSED),
        (("resume", "by-virsh"), VMStatus.RUNNING),
        (("desc", "by-virsh", "--live", "--config", "words"), VMStatus.RUNNING),
        (("reset", "by-virsh"), VMStatus.RUNNING),
        (("destroy", "by-virsh"), VMStatus.POWER_OFF),
        (("domrename", "by-virsh", "renamed"), VMStatus.POWER_OFF),
    ):
        recorder.clear()
        virsh(*arguments)
        recorder.wait("changed", machine_id)
        # A late event of the command before may have come first.
        eventually(lambda wanted=status: provider.inventory().machines[0].status is wanted)
    eventually(lambda: provider.inventory().machines[0].name == "renamed")

    recorder.clear()
    virsh("undefine", "renamed")
    recorder.wait("removed", machine_id)
    assert provider.inventory().machines == ()


def test_devices_that_virsh_adds_are_seen(provider, recorder, virsh, machine, tmp_path):
    machine_id = machine(start=True, virtual_disk_drives=[VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI)])
    provider.inventory()
    disk = tmp_path / "more.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "8M"], check=True)
    recorder.clear()
    virsh("attach-disk", "web01", str(disk), "sdb", "--subdriver", "qcow2", "--targetbus", "scsi")
    recorder.wait("changed", machine_id)
    eventually(lambda: len(provider.inventory().machines[0].virtual_disk_drives) == 2)
    recorder.clear()
    virsh("detach-disk", "web01", "sdb")
    recorder.wait("changed", machine_id)
    eventually(lambda: len(provider.inventory().machines[0].virtual_disk_drives) == 1)


def test_machine_that_lives_only_while_it_runs(provider, recorder, daemon, progress):
    domain = daemon.connection.createXML(TINY, 0)
    machine_id = UUID(domain.UUIDString())
    recorder.wait("changed", machine_id)
    assert provider.machine(machine_id).status is VMStatus.RUNNING
    provider.stop(machine_id, progress)
    recorder.wait("removed", machine_id)


def test_many_changes_at_once_are_few_calls(provider, recorder, machine, progress):
    machine_id = machine(start=True)
    recorder.wait("changed", machine_id)
    recorder.clear()
    for _ in range(20):
        provider.pause(machine_id, progress)
        provider.resume(machine_id, progress)
    provider.stop(machine_id, progress)
    recorder.wait("changed", machine_id)
    assert len(recorder.calls) < 30  # of 80 events and own calls


def test_own_verbs_without_events_are_told_too(provider, recorder, machine, progress):
    machine_id = machine(start=True)
    provider.save_state(machine_id, progress)
    recorder.wait("changed", machine_id)
    recorder.clear()
    provider.discard_saved_state(machine_id, progress)
    recorder.wait("changed", machine_id)


def test_pools_and_networks_change_the_host(provider, recorder, daemon, tmp_path):
    pool = daemon.connection.storagePoolCreateXML(
        f"<pool type='dir'><name>p</name><target><path>{tmp_path}</path></target></pool>", 0
    )
    recorder.wait("host")
    recorder.clear()
    pool.destroy()
    recorder.wait("host")


def test_failing_listener_does_not_end_the_delivery(daemon, recorder):
    class Failing(type(recorder)):
        def machine_changed(self, machine_id):
            super().machine_changed(machine_id)
            raise RuntimeError("planted")

    provider, listener = daemon.provider(), Failing()
    provider.set_listener(listener)
    provider.connect()
    try:
        domain = daemon.connection.defineXML(TINY)
        listener.wait("changed")
        domain.undefine()
        listener.wait("removed")
    finally:
        provider.close()


def test_daemon_that_is_killed_is_started_again_and_its_guests_live_on(own_daemon, recorder, make_spec, progress):
    provider = own_daemon.provider()
    provider.set_listener(recorder)
    provider.connect()
    try:
        spec = make_spec()
        provider.create(spec, progress)
        provider.start(spec.id, progress)
        os.kill(int(own_daemon.daemon.pid_file.read_text()), signal.SIGKILL)
        recorder.wait("lost")
        recorder.wait("restored")
        assert provider.machine(spec.id).status is VMStatus.RUNNING
        recorder.clear()
        own_daemon.reconnect()
        domain = own_daemon.connection.lookupByUUIDString(str(spec.id))
        domain.memoryStats()  # waits until libvirt has reached the guest again, which a destroy would not
        domain.destroy()
        recorder.wait("changed", spec.id)
        eventually(lambda: provider.inventory().machines[0].status is VMStatus.POWER_OFF)
    finally:
        provider.close()


def test_host_that_is_away_is_said_to_be_and_comes_back(own_daemon, recorder, make_spec, progress):
    """By its URI, so that nobody but the test starts the daemon again."""
    provider = open_provider(own_daemon.daemon.uri, state_dir=own_daemon.state_dir)
    provider.set_listener(recorder)
    provider.connect()
    try:
        own_daemon.daemon.stop()
        recorder.wait("lost")
        with pytest.raises(HostUnreachableError) as failure:
            provider.inventory()
        assert failure.value.action
        assert failure.value.cause
        own_daemon.reconnect()
        recorder.wait("restored")
        assert provider.inventory().machines == ()
    finally:
        provider.close()


def test_close_ends_all_threads_and_calls(daemon, recorder):
    before = set(threading.enumerate())
    provider = daemon.provider()
    provider.set_listener(recorder)
    provider.connect()
    assert provider.inventory().host.accelerator in {"", "kvm", "tcg"}
    provider.close()
    daemon.connection.defineXML(TINY)
    left = {t.name for t in set(threading.enumerate()) - before}
    assert left <= {"libvirt-events", "accelerator"}
    assert not [c for c in recorder.calls if c[0] in {"lost", "changed"}]
    with pytest.raises(HostUnreachableError):
        provider.inventory()


def test_connecting_again_after_a_failure_and_after_a_close(own_daemon, recorder):
    provider = open_provider(own_daemon.daemon.uri, state_dir=own_daemon.state_dir)
    provider.set_listener(recorder)
    own_daemon.connection.close()
    own_daemon.daemon.stop()
    with pytest.raises(HostUnreachableError):
        provider.connect()
    own_daemon.reconnect()
    for _ in range(2):
        provider.connect()
        recorder.clear()
        domain = own_daemon.connection.defineXML(TINY)
        recorder.wait("changed", UUID(domain.UUIDString()))
        domain.undefine()
        provider.close()


def test_host_that_is_not_there(tmp_path):
    provider = open_provider(f"qemu+unix:///session?socket={tmp_path}/none", state_dir=tmp_path)
    with pytest.raises(HostUnreachableError) as failure:
        provider.connect()
    assert failure.value.action
    assert isinstance(failure.value.__cause__, libvirt.libvirtError)
