"""A process with an engine that runs one job and kills itself where it is told: ``crash_child.py DATA JOB [POINT]``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from vmmconsole.engine import engine as engine_module
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.world import EngineWorld
from vmmconsole.model import VMHostGroup
from vmmconsole.script.cmdlet import Cmdlet, parameter

DATA, JOB = Path(sys.argv[1]), UUID(sys.argv[2])
POINT = sys.argv[3] if len(sys.argv) > 3 else ""

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


def reach(point: str) -> None:
    with (DATA / "points.log").open("a") as file:
        file.write(f"{point}\n")
    if point == POINT:
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

    def commands(self) -> Iterable[type[Cmdlet]]:
        return (AddLine, GetLines)


def main() -> None:
    engine_module.EngineWorld = World  # type: ignore[misc]  # the engine asks the module for it
    engine = Engine(
        EngineSettings(data_dir=DATA, local_host=False, library_path=DATA / "library", administrators=("admin",))
    )
    engine.start()
    engine.start_background()
    engine.jobs.start(SCRIPT, job_id=JOB, owner="admin")
    job = engine.jobs.wait(JOB, 30)
    engine.stop()
    print(job.model_dump_json(by_alias=True))


if __name__ == "__main__":
    main()
