"""Engines that run one job and kill themselves: ``crash_child.py DATA DATABASE JOB POINT…``.

For each point a process of its own starts an engine on the same data folder and dies there by SIGKILL; the last one
runs to the end and prints the job. They are forked after the imports, which are most of a start.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import vmmconsole.cmdlets.registry
import vmmconsole.engine.jobs.durable
import vmmconsole.engine.library
import vmmconsole.script.interpreter  # noqa: F401  before the forks
from vmmconsole.engine import engine as engine_module
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.store import Database, Store
from vmmconsole.engine.world import EngineWorld
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.script.cmdlet import Cmdlet, parameter

DATA, DATABASE, JOB = Path(sys.argv[1]), Database(sys.argv[2]), UUID(sys.argv[3])
POINTS = sys.argv[4:]

SCRIPT = """
$id = [guid]::NewGuid().ToString()
Add-Line "a-$id" | Out-Null
$seen = @(Get-Lines)
$at = Get-Date
Add-Line "b-$($seen.Count)" | Out-Null
Write-Host "between"
Add-Line "c-$(Get-Random)-$($at.Ticks)" | Out-Null
$seen.Count
"""


dies_at: list[str] = []


def reach(point: str) -> None:
    with (DATA / "points.log").open("a") as file:
        file.write(f"{point}\n")
    if point in dies_at:
        os.kill(os.getpid(), signal.SIGKILL)


class AddLine(Cmdlet):
    """Makes a host group of that name."""

    name = "Add-Line"
    changes = True
    job_name = "Add line"
    permission = "Change"
    text: str = parameter("Text", position=0, mandatory=True, help="The name.")

    def run(self, session: Any) -> Iterable[object]:
        letter = self.text[0]
        group = VMHostGroup(id=session.derive_id("line"), name=self.text)
        session.lock(group)
        reach(f"{letter}:before")
        with session.progress.step("Write"):
            saved = session.save(group)
        reach(f"{letter}:after")
        return [saved]


class GetLines(Cmdlet):
    """Reads the lines there are."""

    name = "Get-Lines"
    permission = "View"

    def run(self, session: Any) -> Iterable[object]:
        return [group for group in session.find(VMHostGroup) if "-" in group.name]


class World(EngineWorld):
    """The real language with this file's cmdlets."""

    def find(self, name: str) -> type[Cmdlet] | None:
        return next((cls for cls in (AddLine, GetLines) if cls.name.lower() == name.lower()), None)


def run_job() -> None:
    settings = EngineSettings(
        data_dir=DATA, local_host=False, library_path=DATA / "library", administrators=("admin",),
        database=None if DATABASE.is_sqlite else DATABASE,
    )  # fmt: skip
    engine = Engine(settings)
    engine.start()
    engine.start_background()
    engine.jobs.start(SCRIPT, job_id=JOB, owner="admin")
    job = engine.jobs.wait(JOB, 60)
    engine.stop()
    print(job.model_dump_json(by_alias=True), flush=True)


def status_left() -> str:
    store = Store(DATABASE)
    store.open()
    job = store.get(Job, JOB)
    store.close()
    return f"{job.status} {job.started_at}"


def main() -> None:
    engine_module.EngineWorld = World  # type: ignore[misc]  # the engine asks the module for it
    for point in [*POINTS, ""]:
        child = os.fork()
        if child == 0:
            dies_at.append(point)
            run_job()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        ended = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        print(point or "end", ended, status_left() if point else "", flush=True)


if __name__ == "__main__":
    main()
