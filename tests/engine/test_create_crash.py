"""kill -9 at every boundary of creating a virtual machine on real libvirt: one whole machine each time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from vmmconsole.model import Job
from vmmconsole.model.status import JobStatus

CHILD = Path(__file__).with_name("create_crash_child.py")


@pytest.fixture
def libvirt_data(data_dir: Path) -> Iterator[Path]:
    """A data folder whose private libvirtd is ended afterwards."""
    yield data_dir
    for pid in data_dir.rglob("libvirtd.pid"):
        os.kill(int(pid.read_text()), signal.SIGTERM)


@pytest.mark.libvirt
def test_killed_at_every_boundary_of_a_create(libvirt_data: Path) -> None:
    ended = subprocess.run(
        [sys.executable, str(CHILD), str(libvirt_data), str(uuid4())],
        capture_output=True, text=True, timeout=170, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("\n") == 2, ended.stdout + ended.stderr
    found, last = ended.stdout.splitlines()
    job = Job.model_validate_json(last)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert json.loads(found) == {
        "machines": ["PowerOff"], "defined": ["crash"], "files": ["crash.qcow2"], "left": [], "removed": "Completed",
    }  # fmt: skip
    assert {s.status for s in job.steps} == {JobStatus.COMPLETED}
    deaths = (libvirt_data / "deaths.log").read_text().splitlines()
    assert any("before" in death for death in deaths)
    assert any("after" in death for death in deaths)
    assert len(deaths) >= 5
