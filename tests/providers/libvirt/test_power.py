"""The power verbs on real QEMU."""

from __future__ import annotations

import socket
import struct
import threading

import pytest

from vmmconsole.model.errors import CancelledError, NotFoundError, StateError, StorageError
from vmmconsole.model.hardware import VirtualCOMPort, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import DVDConnection, VMStatus

pytestmark = pytest.mark.libvirt


def test_every_verb_brings_its_status_and_does_nothing_the_second_time(provider, machine, progress):
    machine_id = machine()

    def status() -> VMStatus:
        return provider.machine(machine_id).status

    for verb, after in (
        (provider.start, VMStatus.RUNNING),
        (provider.pause, VMStatus.PAUSED),
        (provider.resume, VMStatus.RUNNING),
        (provider.save_state, VMStatus.SAVED),
        (provider.start, VMStatus.RUNNING),
        (provider.stop, VMStatus.POWER_OFF),
    ):
        verb(machine_id, progress)
        assert status() is after
        verb(machine_id, progress)
        assert status() is after
    assert provider.machine(machine_id).started_at is None


def test_saved_state_can_be_discarded(provider, machine, progress):
    machine_id = machine(start=True)
    provider.save_state(machine_id, progress)
    assert provider.machine(machine_id).has_saved_state
    assert provider.inventory().machines[0].status is VMStatus.SAVED
    provider.discard_saved_state(machine_id, progress)
    provider.discard_saved_state(machine_id, progress)
    found = provider.machine(machine_id)
    assert (found.status, found.has_saved_state) == (VMStatus.POWER_OFF, False)


def test_start_of_a_paused_machine_resumes_it(provider, machine, progress):
    machine_id = machine(start=True)
    provider.pause(machine_id, progress)
    provider.start(machine_id, progress)
    assert provider.machine(machine_id).status is VMStatus.RUNNING


def test_state_saved_while_paused_runs_when_started(provider, machine, progress):
    machine_id = machine(start=True)
    provider.pause(machine_id, progress)
    provider.save_state(machine_id, progress)
    provider.start(machine_id, progress)
    assert provider.machine(machine_id).status is VMStatus.RUNNING


def test_reset_keeps_it_running(provider, machine, progress, recorder):
    machine_id = machine(start=True)
    recorder.clear()
    provider.reset(machine_id, progress)
    recorder.wait("changed", machine_id)
    assert provider.machine(machine_id).status is VMStatus.RUNNING


def test_verbs_that_need_a_running_machine_say_so(provider, machine, progress):
    machine_id = machine()
    for verb in (provider.pause, provider.resume, provider.reset, provider.save_state):
        with pytest.raises(StateError, match="not running") as failure:
            verb(machine_id, progress)
        assert failure.value.action
    with pytest.raises(StateError):
        provider.thumbnail(machine_id)
    provider.stop(machine_id, progress)
    provider.shutdown(machine_id, progress)


def test_verbs_on_a_machine_that_is_not_there(provider, progress, make_spec):
    machine_id = make_spec().id
    for verb in (provider.start, provider.stop, provider.shutdown, provider.pause, provider.save_state):
        with pytest.raises(NotFoundError):
            verb(machine_id, progress)


def test_guest_that_does_not_shut_down(provider, machine, progress):
    machine_id = machine(start=True)  # it has no operating system that could hear it
    with pytest.raises(StateError, match="did not shut down"):
        provider.shutdown(machine_id, progress, timeout_seconds=0.5)
    assert provider.machine(machine_id).status is VMStatus.RUNNING


def test_guest_shuts_down_when_it_is_asked_to(provider, machine, progress, guest_disk, tmp_path):
    pipe = str(tmp_path / "com1")
    machine_id = machine(
        start=True,
        virtual_disk_drives=[VirtualDiskDrive(path=str(guest_disk))],
        virtual_com_ports=[VirtualCOMPort(connection="NamedPipe", named_pipe=pipe)],
    )
    with socket.socket(socket.AF_UNIX) as port:
        port.settimeout(20)
        port.connect(pipe)
        assert port.recv(1) == b"."  # it is up and listens
    provider.shutdown(machine_id, progress, timeout_seconds=15)
    assert provider.machine(machine_id).status is VMStatus.POWER_OFF
    assert "Shut down guest operating system" in progress.steps


def test_paused_guest_cannot_shut_down(provider, machine, progress):
    machine_id = machine(start=True)
    provider.pause(machine_id, progress)
    with pytest.raises(StateError, match="paused"):
        provider.shutdown(machine_id, progress)


def test_shutdown_ends_when_the_machine_is_off(provider, machine, progress, daemon):
    machine_id = machine(start=True)
    waiting = threading.Event()
    progress.fail = lambda _step: waiting.set()
    worker = threading.Thread(target=provider.shutdown, args=(machine_id, progress))
    worker.start()
    assert waiting.wait(10)
    daemon.connection.lookupByUUIDString(str(machine_id)).destroy()
    worker.join(10)
    assert not worker.is_alive()


def test_waiting_for_a_shutdown_can_be_cancelled(provider, machine, make_progress):
    machine_id = machine(start=True)
    with pytest.raises(CancelledError):
        provider.shutdown(machine_id, make_progress(cancel_at="Shut down"))


def test_saving_can_be_cancelled(provider, machine, make_progress):
    machine_id = machine(start=True)
    try:
        provider.save_state(machine_id, make_progress(cancel_at="Save state"))
        expected = (VMStatus.SAVED, True)  # so little memory may be saved before anybody looks
    except CancelledError:
        expected = (VMStatus.RUNNING, False)
    found = provider.machine(machine_id)
    assert (found.status, found.has_saved_state) == expected


def test_start_says_that_the_iso_is_gone(provider, machine, progress, tmp_path):
    iso = tmp_path / "setup.iso"
    iso.write_bytes(bytes(4096))
    machine_id = machine(virtual_dvd_drives=[VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=str(iso))])
    iso.unlink()
    with pytest.raises(StorageError) as failure:
        provider.start(machine_id, progress)
    assert str(iso) in failure.value.cause
    assert failure.value.action
    assert provider.machine(machine_id).status is VMStatus.POWER_OFF


def test_thumbnail_is_a_png_of_the_screen(provider, machine):
    machine_id = machine(start=True)
    picture = provider.thumbnail(machine_id)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width >= 640
    assert height >= 350


def test_stats_tell_what_running_machines_use(provider, machine, progress):
    running, off = machine("running", start=True), machine("off")
    found = provider.stats()
    assert set(found) == {running}
    assert off not in found
    stats = found[running]
    assert stats.status is VMStatus.RUNNING
    assert stats.memory_used_mb > 0
    assert stats.disk_read_bytes is not None
    assert stats.started_at is not None
    provider.pause(running, progress)
    assert provider.stats()[running].status is VMStatus.PAUSED
