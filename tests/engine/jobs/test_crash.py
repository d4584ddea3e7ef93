"""kill -9 at every boundary of a job's steps: the job goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from vmmconsole.engine.store import Database, Store
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.status import JobStatus

CHILD = Path(__file__).with_name("crash_child.py")
POINTS = ["a:before", "a:after", "b:before", "b:after", "c:before", "c:after"]


def test_killed_at_every_boundary_of_one_job(data_dir: Path, engine_databases: Callable[[Path], Database]) -> None:
    job_id, database = str(uuid4()), engine_databases(data_dir)
    ended = subprocess.run(
        [sys.executable, str(CHILD), str(data_dir), database.url, job_id, *POINTS],
        capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    *deaths, last, end = ended.stdout.splitlines()
    assert end.split()[:2] == ["end", "0"], ended.stderr
    for point, line in zip(POINTS, deaths, strict=True):
        assert line.split()[:3] == [point, str(-signal.SIGKILL), "Running"], ended.stderr
    job = Job.model_validate_json(last)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.output == [{"Value": 1}], "what was read before the crash is what the script sees after it"
    assert job.messages == ["between"]
    assert job.progress == 100
    assert {line.split(maxsplit=3)[3] for line in deaths} == {str(job.started_at)}
    assert [s.number for s in job.steps if "." not in s.number] == ["1", "2", "3", "4"]
    assert all(s.status is JobStatus.COMPLETED and s.started_at and s.ended_at for s in job.steps)
    times = [s.ended_at for s in job.steps if "." not in s.number and s.ended_at]
    assert times == sorted(times)

    store = Store(database)
    store.open()
    lines = [group for group in store.find(VMHostGroup) if "-" in group.name]
    store.close()
    assert sorted(group.name[0] for group in lines) == ["a", "b", "c"], "each step's work is there once"
    assert next(g.name for g in lines if g.name[0] == "b") == "b-1"
    runs = Counter((data_dir / "points.log").read_text().split())
    # Each step is run again only for the kills within it: three times before its effect, twice at its end.
    assert runs == {p: 3 if p.endswith("before") else 2 for p in POINTS}
