"""An engine that kills itself with SIGKILL at the n-th boundary of a job's steps; run by the test as a process.

``python dying_engine.py DATA N``: starts the engine on DATA, runs the job that ``job.json`` there asks for (or goes on
with it), and prints the number of boundaries it passed. N = 0 kills nothing.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs.durable import Durable
from vmmconsole.engine.jobs.progress import StepProgress
from vmmconsole.engine.settings import EngineSettings

folder, deadly = Path(sys.argv[1]), int(sys.argv[2])
job = json.loads((folder / "job.json").read_text())
passed, armed = 0, False
counting = threading.Lock()


def boundary() -> None:
    global passed
    with counting:
        passed += armed
        if armed and passed == deadly:
            os.kill(os.getpid(), signal.SIGKILL)


durable_step = Durable.step
sub_step = StepProgress.step


def step(self: Durable, name: str, perform: Callable[[], bytes]) -> bytes:
    def performed() -> bytes:
        outcome = perform()
        boundary()  # done, but not recorded
        return outcome

    boundary()
    recorded = durable_step(self, name, performed)
    boundary()  # recorded
    return recorded


@contextmanager
def progress_step(self: StepProgress, name: str) -> Iterator[Any]:
    boundary()
    with sub_step(self, name) as part:
        yield part
    boundary()


Durable.step = step  # type: ignore[method-assign]  # that is what this program is for
StepProgress.step = progress_step  # type: ignore[method-assign]  # the same

engine = Engine(EngineSettings(data_dir=folder, local_host=False, library_path=folder / "library"))
engine.start()
engine.start_background()
assert engine.wait_ready(30)
if not job.get("host_added"):
    added = engine.jobs.wait(engine.jobs.start(job["add_host"], owner="root").id, 60)
    assert added.status.value == "Completed", added.error_info
    job["host_added"] = True
    (folder / "job.json").write_text(json.dumps(job))
armed = True
engine.jobs.start(job["script"], job_id=UUID(job["id"]), owner="root")
ended = engine.jobs.wait(UUID(job["id"]), 90)
print(json.dumps({"passed": passed, "status": ended.status.value, "error": str(ended.error_info or "")}), flush=True)
engine.stop()
