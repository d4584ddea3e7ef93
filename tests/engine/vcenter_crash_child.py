"""Engines that add a vCenter, make a machine on one of its hosts and a copy of it, and kill themselves:
``… DATA JOB PORT FINGERPRINT``.

The n-th process dies by SIGKILL at the n-th boundary of the job's sub-steps, until one gets to the end; it prints what
it found and the job.
"""

from __future__ import annotations

import json
import os
import sys
from uuid import UUID

import vmmconsole.providers.vmware.host
import vmmconsole.providers.vmware.manager  # noqa: F401  before the forks
from tests.engine.create_crash_child import DATA, JOB, MOST, Boundaries
from tests.vcsim import Vcsim
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.providers.manager import Login

PORT, FINGERPRINT = int(sys.argv[3]), sys.argv[4]
SECRET = UUID(int=7)
GROUP = "22222222-2222-2222-2222-222222222222"
SCRIPT = f"""
Add-VirtualizationManager -ComputerName "127.0.0.1" -TCPPort {PORT} -Credential {SECRET} -Certificate "{FINGERPRINT}"
$VMHost = Get-VMHost -ComputerName "DC0_H0"
New-VirtualDiskDrive -JobGroup {GROUP} -SCSI -Bus 0 -LUN 0 -Size 64 -Dynamic -FileName "crash"
New-VM -Name "crash" -VMHost $VMHost -MemoryMB 64 -JobGroup {GROUP} -StartVM
New-VM -VM (Get-VM "crash") -Name "crash copy" -VMHost $VMHost
"""


def run_job() -> None:
    engine = Engine(EngineSettings(data_dir=DATA, demo=(1, 1), administrators=("admin",)))
    engine.start()
    engine.vault.keep(SECRET, Login(Vcsim.user_name, Vcsim.password), by="admin")
    engine.start_background()
    engine.jobs.start(SCRIPT, job_id=JOB, owner="admin")
    job = engine.jobs.wait(JOB, 60)
    machines = [m for name in ("crash", "crash copy") for m in engine.store.find(VirtualMachine, name=name)]
    found = {
        "managers": len(engine.store.find(VirtualizationManager)),
        "hosts": len([host for host in engine.store.find(VMHost) if host.virtualization_manager is not None]),
        "machines": [machine.status for machine in machines],
        "disks": [len(machine.virtual_disk_drives) for machine in machines],
    }
    engine.stop()
    print(json.dumps(found), flush=True)
    print(job.model_dump_json(by_alias=True), flush=True)


def main() -> None:
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
