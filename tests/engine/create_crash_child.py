"""Engines that create one virtual machine on this computer's libvirt and kill themselves: ``… DATA JOB``.

The n-th process dies by SIGKILL at the n-th boundary of the create's steps, until one gets to the end; it prints what
it found and the job.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import vmmconsole.cmdlets.registry
import vmmconsole.engine.jobs.durable
import vmmconsole.engine.library
import vmmconsole.providers.libvirt
import vmmconsole.script.interpreter  # noqa: F401  before the forks
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.jobs.progress import StepProgress
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.status import HostStatus

DATA, JOB = Path(sys.argv[1]), UUID(sys.argv[2])
MOST = 40


class Boundaries:
    """Counts the begins and ends of sub-steps, and dies at one of them."""

    def __init__(self, die_at: int) -> None:
        self.die_at = die_at
        self.seen = 0

    def reach(self, name: str) -> None:
        self.seen += 1
        if self.seen == self.die_at:
            with (DATA / "deaths.log").open("a") as file:
                file.write(f"{name}\n")
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        original = StepProgress.step

        @contextmanager
        def step(progress: StepProgress, name: str) -> Iterator[StepProgress]:
            self.reach(f"before {name}")
            with original(progress, name) as inner:
                yield inner
            self.reach(f"after {name}")

        StepProgress.step = step  # type: ignore[assignment, method-assign]  # only here, in a process that dies


def run_job() -> None:
    engine = Engine(EngineSettings(data_dir=DATA, library_path=DATA / "library", administrators=("admin",)))
    engine.start()
    engine.start_background()
    host = engine.store.find(VMHost)[0]
    group = "22222222-2222-2222-2222-222222222222"
    script = (
        f'New-VirtualDiskDrive -JobGroup {group} -IDE -Bus 0 -LUN 0 -Size 64 -Dynamic -Filename "crash"\n'
        f'New-VM -Name "crash" -VMHost "{host.name}" -Path "{DATA / "vms"}" -MemoryMB 64 -JobGroup {group}\n'
        'Get-VM -Name "crash" | Set-VM -Description "made"'
    )
    deadline = time.monotonic() + 60
    while engine.store.get(VMHost, host.id).overall_state is not HostStatus.OK:
        assert time.monotonic() < deadline, engine.store.get(VMHost, host.id).status_reason
        time.sleep(0.05)
    engine.jobs.start(script, job_id=JOB, owner="admin")
    job = engine.jobs.wait(JOB, 120)
    machines = engine.store.find(VirtualMachine)
    defined = [m.name for m in engine.hosts.provider(host).inventory().machines]
    files = sorted(path.name for path in (DATA / "vms").rglob("*") if path.is_file())
    removing = engine.jobs.start('Get-VM -Name "crash" | Remove-VM', owner="admin")
    removed = engine.jobs.wait(removing.id, 60)
    engine.stop()
    left = [str(path) for path in (DATA / "vms").rglob("*") if path.is_file()]
    found = {"machines": [m.status for m in machines], "defined": defined, "files": files, "left": left}
    print(json.dumps({**found, "removed": removed.status}), flush=True)
    print(job.model_dump_json(by_alias=True), flush=True)


def main() -> None:
    (DATA / "vms").mkdir(exist_ok=True)
    for number in range(1, MOST):
        child = os.fork()
        if child == 0:
            Boundaries(number).watch()
            try:
                run_job()
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            break


if __name__ == "__main__":
    main()
