"""A running machine goes from one libvirt host to another and back by scripts, and its row with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.model import VirtualMachine
from vmmconsole.model.status import JobStatus, VMStatus


@pytest.mark.libvirt
def test_a_running_machine_goes_to_another_host_and_comes_back(daemon: Any, other_daemon: Any, tmp_path: Path) -> None:
    engine = Engine(EngineSettings(data_dir=tmp_path / "data", local_host=False))
    engine.start()
    try:
        engine.start_background()

        def run(script: str) -> None:
            job = engine.jobs.wait(engine.jobs.start(script, owner="root").id, 120)
            assert job.status is JobStatus.COMPLETED, (script, job.error_info)

        hosts = (("kvm-1", daemon), ("kvm-2", other_daemon))
        for name, host in hosts:
            run(f'Add-VMHost -ComputerName "{name}" -Connection "{host.daemon.uri}"')
            (tmp_path / name).mkdir()
        run(
            f"New-VirtualDiskDrive -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f -IDE -Bus 0 -LUN 0 -Size 16\n"
            f'New-VM -Name "web-01" -VMHost "kvm-1" -Path "{tmp_path}/kvm-1" -MemoryMB 32 -StartVM '
            f"-JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f"
        )
        for target in ("kvm-2", "kvm-1"):
            path = tmp_path / target
            run(f'Get-VM -Name "web-01" | Move-VM -VMHost "{target}" -Path "{path}"')
            (machine,) = engine.store.find(VirtualMachine)
            assert (machine.host_name, machine.status) == (target, VMStatus.RUNNING)
            assert machine.virtual_hard_disks[0].location.startswith(f"{path}/web-01/")
        path = tmp_path / "kvm-2"
        run(f'Get-VM -Name "web-01" | Stop-VM | Move-VM -VMHost "kvm-2" -Path "{path}" -UseLAN')
        (machine,) = engine.store.find(VirtualMachine)
        assert (machine.host_name, machine.status) == ("kvm-2", VMStatus.POWER_OFF)
    finally:
        engine.stop()
