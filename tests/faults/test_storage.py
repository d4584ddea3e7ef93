"""Volumes without room, and copies that are cancelled: nothing half-made stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.model import Job, VirtualHardDisk
from vmmconsole.model.status import JobStatus, VMStatus

pytestmark = [pytest.mark.libvirt, pytest.mark.timeout(180)]

MB = 1 << 20


def library_disk(lab: Any, waits: Callable[..., Any], size_mb: int) -> str:
    """A disk full of noise in the library; its name."""
    noise, path = lab.vms.parent / "noise", lab.library / f"noise-{size_mb}.qcow2"
    with noise.open("wb") as file:
        for _ in range(size_mb):
            file.write(os.urandom(MB))
    made = path.with_suffix(".making")
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", noise, made], check=True)
    noise.unlink()
    made.rename(path)

    def known() -> list[Any]:
        with lab.client() as client:
            return [row for row in client.list(VirtualHardDisk).rows if row[1] == path.name]

    waits(known)
    return str(path.name)


def copies(name: str, disk: str, folder: Path) -> str:
    """A script that makes a machine with a copy of a disk of the library."""
    return (
        f"$Disk = Get-VirtualHardDisk | where {{$_.Name -eq '{disk}'}}\n"
        f"New-VM -Name '{name}' -VMHost kvm -Path '{folder}' -VirtualHardDisk $Disk -MemoryMB 32 | Out-Null"
    )


def test_a_disk_larger_than_the_volume(lab: Any, tells: Any) -> None:
    free = os.statvfs(lab.vms)
    size = free.f_bavail * free.f_frsize // MB + 1024
    job = lab.job(lab.creates("big", disk_mb=size).replace("-Dynamic", "-Fixed"))
    assert job.status is JobStatus.FAILED
    tells(job.error_info, "GB")
    assert lab.machines() == {}
    assert lab.files() == []


FILLS = """#!/bin/sh
# Stands before the real program: where the flag is, the volume fills up when a copy begins.
if [ "$1" = convert ] && [ -e '{flag}' ]; then cat /dev/zero > '{vms}/ballast' 2>/dev/null; fi
exec {program} "$@"
"""


@pytest.fixture
def small_volume_lab(session_daemon: Any, tmp_path: Path, start_lab: Any) -> Iterator[Any]:
    """An engine that sees a volume of 160 MB where its folder for virtual machines is."""
    # In a mount namespace of its own, which a user other than root makes in a user namespace.
    inside = 'mount -t tmpfs -o size=160m tmpfs "$0" && exec "$@"'
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    program = tmp_path / "bin" / "qemu-img"
    program.parent.mkdir()
    program.write_text(FILLS.format(flag=tmp_path / "fill", vms=tmp_path / "vms", program=shutil.which("qemu-img")))
    program.chmod(0o755)
    path = f"PATH={program.parent}:{os.environ['PATH']}"
    before = ["unshare", *user, "--mount", "sh", "-c", inside, str(tmp_path / "vms"), "env", path]
    with start_lab(tmp_path, session_daemon.daemon.uri, before) as made:
        yield made
        session_daemon.clear()


def test_a_volume_that_fills_up_during_a_copy(small_volume_lab: Any, tmp_path: Path, tells: Any, waits: Any) -> None:
    lab = small_volume_lab
    disk = library_disk(lab, waits, 80)
    volume = Path(f"/proc/{lab.process.pid}/root{lab.vms}")
    assert volume.is_dir()
    ballast = volume / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, 100 * MB)
    refused = lab.job(copies("late", disk, lab.vms))
    assert refused.status is JobStatus.FAILED
    tells(refused.error_info, "free", "MB")
    assert lab.run("Get-VM | Repair-VM -Undo").code == 0
    assert lab.machines() == {}

    # This time the room is there when it is looked for, and taken before the copy is done.
    ballast.unlink()
    (tmp_path / "fill").touch()
    job = lab.job(copies("full", disk, lab.vms))
    assert job.status is JobStatus.FAILED
    tells(job.error_info, "space")
    assert [p.name for p in volume.rglob("*")] == ["ballast"]
    (machine,) = lab.machines().values()
    assert machine.status is VMStatus.CREATION_FAILED

    # The cause is mended: the job goes on from the step that failed.
    (tmp_path / "fill").unlink()
    ballast.unlink()
    assert lab.ended(lab.restart(job)).status is JobStatus.COMPLETED
    (machine,) = lab.machines().values()
    assert machine.status is VMStatus.POWER_OFF
    assert lab.run("Get-VM | Remove-VM").code == 0


def test_a_copy_that_is_cancelled_leaves_nothing(lab: Any, waits: Any) -> None:
    disk = library_disk(lab, waits, 400)
    job: Job = lab.begin(copies("slow", disk, lab.vms))
    waits(lambda: any(lab.vms.rglob("*.part*")) or lab.now(job).is_completed)
    began = time.monotonic()
    with lab.client() as client:
        client.stop_job(job.id)
    ended = lab.ended(job)
    assert time.monotonic() - began < 5
    assert ended.status is JobStatus.CANCELED, "the copy was over before it was cancelled"
    assert lab.files() == []
    for machine in lab.machines().values():
        assert machine.status is VMStatus.CREATION_FAILED
    assert lab.run("Get-VM | Repair-VM -Undo").code == 0
    assert lab.machines() == {}


def test_a_cancelled_copy_can_be_restarted(lab: Any, waits: Any) -> None:
    disk = library_disk(lab, waits, 400)
    job: Job = lab.begin(copies("again", disk, lab.vms))
    waits(lambda: any(lab.vms.rglob("*.part*")) or lab.now(job).is_completed)
    with lab.client() as client:
        client.stop_job(job.id)
        assert lab.ended(job).status is JobStatus.CANCELED
        lab.restart(job)
    assert lab.ended(job).status is JobStatus.COMPLETED
    made = lab.machines()["again"]
    assert Path(made.virtual_hard_disks[0].location).stat().st_size > 400 * MB
