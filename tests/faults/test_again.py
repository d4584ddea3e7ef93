"""Running again what failed: a restarted job, the same script once more, and a command that starts its own engine."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.model import HardwareProfile
from vmmconsole.model.status import JobStatus, VMStatus
from vmmconsole.providers.libvirt.daemon import PrivateDaemon

pytestmark = [pytest.mark.libvirt, pytest.mark.timeout(180)]


@pytest.fixture
def blocked(lab: Any) -> Any:
    """A path that is a file, until the test removes it."""
    path = lab.vms / "later"
    path.write_text("")
    yield path
    if path.is_file():
        path.unlink()
    elif path.is_dir():
        path.rmdir()


def profiles(lab: Any) -> list[Any]:
    with lab.client() as client:
        return list(client.list(HardwareProfile).rows)


@pytest.mark.parametrize("in_job", [True, False], ids=["job", "run"])
def test_the_same_script_runs_again_after_it_failed_midway(lab: Any, blocked: Path, in_job: bool) -> None:
    script = lab.creates("twice", path=blocked)

    def run() -> bool:
        return lab.job(script).error_info is None if in_job else lab.run(script).code == 0

    assert not run()
    assert not run()
    assert lab.machines() == {}
    blocked.unlink()
    assert run()
    made = lab.machines()["twice"]
    devices = (made.virtual_dvd_drives, made.virtual_disk_drives, made.virtual_network_adapters)
    assert [len(kind) for kind in devices] == [1, 1, 1]
    assert profiles(lab) == []
    assert not run(), "the name is taken now"
    assert list(lab.machines()) == ["twice"]
    assert lab.run("Get-VM | Remove-VM; Get-HardwareProfile | Remove-HardwareProfile").code == 0


def test_what_a_run_left_in_a_group_is_no_part_of_the_next(lab: Any) -> None:
    left = f"New-VirtualDVDDrive -JobGroup {lab.group} -Bus 0 -LUN 1; throw 'stopped by hand'"
    assert lab.run(left).code == 1
    assert lab.run(left).code == 1
    assert lab.job(left).status is JobStatus.FAILED
    planned = lab.run(lab.creates("clean"), "--whatif")
    assert planned.code == 0, planned.err
    assert lab.run(lab.creates("clean")).code == 0
    assert len(lab.machines()["clean"].virtual_dvd_drives) == 1


def test_a_failed_job_goes_on_once_the_cause_is_mended(lab: Any, blocked: Path) -> None:
    job = lab.job(lab.creates("mended", path=blocked))
    assert job.status is JobStatus.FAILED
    assert lab.ended(lab.restart(job)).status is JobStatus.FAILED
    # Another run of the same group comes between; the restarted job still has its own devices.
    assert lab.job(f"New-VirtualDVDDrive -JobGroup {lab.group} -Bus 0 -LUN 1; throw 'x'").status is JobStatus.FAILED
    blocked.unlink()
    again = lab.ended(lab.restart(job))
    assert again.status is JobStatus.COMPLETED, again.error_info
    assert again.restarted == 2
    made = lab.machines()["mended"]
    assert made.status is VMStatus.POWER_OFF
    assert [(drive.bus, drive.lun) for drive in made.virtual_dvd_drives] == [(1, 0)]
    assert len(made.virtual_disk_drives) == 1
    assert lab.run("Get-VM | Remove-VM").code == 0


def end_engine(data: Path) -> None:
    """End the engine of a data folder, where it still runs: it waits for others who may want it."""
    with contextlib.suppress(OSError):
        os.kill(json.loads((data / "engine.json").read_text())["Pid"], signal.SIGTERM)


def test_run_starts_its_own_engine_and_finds_its_hosts(
    session_daemon: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "vmmconsole", "run", "--data", str(tmp_path / "data"), "-c"]

    def run(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, text], env=environment, capture_output=True, text=True, timeout=100, check=False
        )  # fmt: skip

    request.addfinalizer(lambda: end_engine(tmp_path / "data"))
    request.addfinalizer(PrivateDaemon(tmp_path / "data/providers").stop)  # of this computer, the first host
    added = run(f"Get-VMHost | Remove-VMHost; Add-VMHost -ComputerName kvm -Connection '{session_daemon.daemon.uri}'")
    assert added.returncode == 0, added.stderr
    for number in range(3):
        made = run(
            "(Get-VMHost).OverallStateText; "
            f"New-VM -Name 'cold-{number}' -VMHost kvm -Path '{tmp_path}' -MemoryMB 32 -RunAsynchronously | select Name"
        )
        assert made.returncode == 0, made.stdout + made.stderr
        assert made.stdout.split()[0] == "OK"
        assert f"cold-{number}" in made.stdout
    ended = run("Get-VM | sort Name | select -Expand Name; Get-VM | Remove-VM | Out-Null")
    assert ended.stdout.split() == ["cold-0", "cold-1", "cold-2"]
    assert ended.returncode == 0, ended.stderr


def test_a_run_whose_last_job_fails_says_so(lab: Any, blocked: Path) -> None:
    said = lab.run(lab.creates("late", path=blocked, more="-RunAsynchronously") + "'the script is over'")
    assert said.code == 1
    assert "the script is over" in said.out
    assert "cannot be written" in said.err
    assert "Recommended action" in said.err
