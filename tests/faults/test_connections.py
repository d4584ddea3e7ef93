"""Parts that go away under way: libvirt's daemon, the engine, the client."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.client.connection import Client
from vmmconsole.client.endpoint import parse_endpoint
from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import HostStatus, JobStatus, VMStatus

pytestmark = [pytest.mark.libvirt, pytest.mark.timeout(180)]


def test_libvirt_stops_and_comes_back(fragile_lab: Any, own_daemon: Any, tells: Any, waits: Any) -> None:
    lab = fragile_lab
    assert lab.job(lab.creates("off")).error_info is None
    assert lab.job(lab.creates("runs", more="-StartVM")).error_info is None
    before = {name: machine.status for name, machine in lab.machines().items()}
    assert before == {"off": VMStatus.POWER_OFF, "runs": VMStatus.RUNNING}
    own_daemon.daemon.stop()
    waits(lambda: lab.host().overall_state is HostStatus.NOT_RESPONDING)
    waits(lambda: {m.status for m in lab.machines().values()} == {VMStatus.HOST_NOT_RESPONDING})
    assert lab.host().status_reason.strip()

    for script in (
        "Start-VM off",
        "Stop-VM runs",
        "Set-VM off -MemoryMB 48",
        "New-VMCheckpoint -VM off",
        "Remove-VM off",
    ):
        job = lab.job(script)
        assert job.status is JobStatus.FAILED, script
        tells(job.error_info, "kvm")
    said = lab.run(lab.creates("meanwhile"))
    assert said.code == 1
    assert "kvm" in said.err
    assert "Recommended action" in said.err
    assert "meanwhile" not in lab.machines()

    own_daemon.reconnect()
    waits(lambda: lab.host().overall_state is HostStatus.OK)
    assert lab.host().status_reason == ""
    waits(lambda: {name: machine.status for name, machine in lab.machines().items()} == before)
    assert lab.job(lab.creates("meanwhile")).error_info is None
    assert lab.job("Start-VM off").error_info is None
    assert lab.run("Get-VM | where {$_.Status -eq 'Running'} | Stop-VM | Out-Null; Get-VM | Remove-VM").code == 0


def test_libvirt_stops_within_a_job(fragile_lab: Any, own_daemon: Any, tells: Any, waits: Any) -> None:
    lab = fragile_lab
    own_daemon.daemon.stop()  # the engine has not noticed yet, or just does
    job = lab.job(lab.creates("cut"))
    assert job.status is JobStatus.FAILED
    tells(job.error_info)
    own_daemon.reconnect()
    waits(lambda: lab.host().overall_state is HostStatus.OK)
    lab.run("Get-VM | Repair-VM -Undo")
    assert lab.machines() == {}
    assert lab.ended(lab.restart(job)).status is JobStatus.COMPLETED, "the cause is mended"
    assert lab.machines()["cut"].status is VMStatus.POWER_OFF


def test_an_engine_starts_before_libvirt(fragile_lab: Any, own_daemon: Any, waits: Any) -> None:
    lab = fragile_lab
    assert lab.job(lab.creates("there")).error_info is None
    lab.kill()
    own_daemon.daemon.stop()
    lab.start()  # waits until the host was tried
    assert lab.host().overall_state is HostStatus.NOT_RESPONDING
    assert lab.machines()["there"].status is VMStatus.HOST_NOT_RESPONDING
    own_daemon.reconnect()
    waits(lambda: lab.host().overall_state is HostStatus.OK)
    waits(lambda: lab.machines()["there"].status is VMStatus.POWER_OFF)


async def follow(address: str, seen: dict[str, str], lost: list[str], ended: Callable[[], bool]) -> None:
    """Keep a list of machines as the console does, until `ended`."""
    client = Client(parse_endpoint(address))
    await client.connect()
    listing = await client.list(VirtualMachine)
    names = {row[0]: row[1] for row in listing.rows}
    seen.update(names)
    async for batch in client.changes(listing.revision):
        if batch.problem:
            lost.append(batch.problem)
        for event in batch.events:
            if event.kind == VirtualMachine.kind and event.row is None:
                seen.pop(event.id, None)
            elif event.kind == VirtualMachine.kind and event.row is not None:
                seen[event.id] = event.row[1]
        if ended():
            break
    await client.close()


def test_an_engine_killed_under_a_client_and_jobs(own_lab: Any, waits: Any) -> None:
    lab = own_lab
    seen: dict[str, str] = {}
    lost: list[str] = []
    over = threading.Event()
    reader = threading.Thread(target=lambda: asyncio.run(follow(lab.address, seen, lost, over.is_set)), daemon=True)
    reader.start()
    assert lab.job(lab.creates("before")).error_info is None
    waits(lambda: "before" in seen.values())
    jobs = []
    for number in range(4):
        group = f"3f1b50bc-4b0f-4a3f-8f0e-4b0f8e3b50{number:02}"
        jobs.append(lab.begin(lab.creates(f"vm-{number}", group=group)))
    loop = lab.begin("while ($true) { Get-VM | Out-Null }")
    waits(lambda: lab.now(loop).status is JobStatus.RUNNING)
    lab.kill()
    waits(lambda: lost)
    lab.start()
    for job in jobs:
        ended = lab.ended(job)
        assert ended.status is JobStatus.COMPLETED, ended.error_info
    wanted = ["before", "vm-0", "vm-1", "vm-2", "vm-3"]
    assert sorted(lab.machines()) == wanted
    waits(lambda: sorted(seen.values()) == wanted)
    with lab.client() as client:
        client.stop_job(loop.id)
    assert lab.ended(loop).status in {JobStatus.CANCELED, JobStatus.FAILED}
    over.set()
    lab.job("Get-VM | Remove-VM")
    reader.join(20)
    assert not reader.is_alive()
    assert lab.files() == []


def test_a_run_that_is_interrupted_cancels_its_job(own_lab: Any, tmp_path: Path) -> None:
    script = tmp_path / "wait.ps1"
    script.write_text("'begun'\nStart-Sleep -Seconds 600\n'never'")
    command = [sys.executable, "-m", "vmmconsole", "run", "--server", own_lab.address, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "begun"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "never" not in out
    assert "Traceback" not in err


def test_the_engine_goes_away_under_run(own_lab: Any) -> None:
    own_lab.kill()
    said = own_lab.run("Get-VM")
    assert said.code == 1
    assert "There is no connection to the engine" in said.err
    assert "Recommended action" in said.err
