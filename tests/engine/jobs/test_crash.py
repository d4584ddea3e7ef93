"""kill -9 at every boundary of a job's steps: the job goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

from vmmconsole.engine.store import Store
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.status import JobStatus

CHILD = Path(__file__).with_name("crash_child.py")
POINTS = ["a:before", "a:after", "b:before", "b:after", "c:before", "c:after"]


def test_killed_at_every_boundary_of_one_job(tmp_path: Path) -> None:
    job_id = str(uuid4())
    data = tmp_path / "data"
    data.mkdir()
    starts = []
    for point in POINTS:
        ended = subprocess.run(
            [sys.executable, str(CHILD), str(data), job_id, point],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == -signal.SIGKILL, f"{point}: {ended.stdout}{ended.stderr}"
        store = Store(f"sqlite:///{data}/vmm.db")
        store.open()
        job = store.find(Job)[0]
        store.close()
        assert job.status is JobStatus.RUNNING, point
        starts.append(job.started_at)
    ended = subprocess.run(
        [sys.executable, str(CHILD), str(data), job_id], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    job = Job.model_validate_json(ended.stdout.splitlines()[-1])
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.output == [{"Value": 1}], "what was read before the crash is what the script sees after it"
    assert job.messages == ["between"]
    assert job.progress == 100
    assert set(starts) == {job.started_at}
    assert [s.number for s in job.steps if "." not in s.number] == ["1", "2", "3", "4"]
    assert all(s.status is JobStatus.COMPLETED and s.started_at and s.ended_at for s in job.steps)
    times = [s.ended_at for s in job.steps if "." not in s.number and s.ended_at]
    assert times == sorted(times)

    store = Store(f"sqlite:///{data}/vmm.db")
    store.open()
    lines = [group for group in store.find(VMHostGroup) if "-" in group.name]
    store.close()
    assert sorted(group.name[0] for group in lines) == ["a", "b", "c"], "each step's work is there once"
    assert next(g.name for g in lines if g.name[0] == "b") == "b-1"
    runs = Counter((data / "points.log").read_text().split())
    # Each step is run again only for the kills within it: three times before its effect, twice at its end.
    assert runs == {p: 3 if p.endswith("before") else 2 for p in POINTS}
