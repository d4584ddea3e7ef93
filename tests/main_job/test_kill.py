"""The engine is killed with SIGKILL at every boundary of a create; each time there is one whole machine in the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

ROOT = Path(__file__).parents[2]
SHARDS = 2
GROUP = "8e3b50bc-4b0f-4a3f-8f0e-4b0f8e3b50bc"


def start_engine(folder: Path, deadly: int) -> tuple[int, dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("dying_engine.py")), str(folder), str(deadly)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    answer = [line for line in run.stdout.splitlines() if line.startswith("{")]
    assert answer or run.returncode == -signal.SIGKILL, run.stderr[-3000:]
    return run.returncode, json.loads(answer[-1]) if answer else {}


def order(folder: Path, uri: str, name: str) -> None:
    script = f"""
New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup {GROUP} -Size 64 -Dynamic -Filename "{name}_disk_1"
New-HardwareProfile -Name "Profile{GROUP}" -CPUCount 1 -MemoryMB 32 -JobGroup {GROUP}
New-VM -Name "{name}" -VMHost "kvm" -Path "{folder}/vms" -HardwareProfile "Profile{GROUP}" -StartVM
"""
    add = f'Add-VMHost -ComputerName "kvm" -Connection "{uri}"'
    folder.mkdir()
    (folder / "vms").mkdir()
    (folder / "job.json").write_text(json.dumps({"id": str(uuid4()), "add_host": add, "script": script}))


@pytest.mark.libvirt
@pytest.mark.timeout(600)
@pytest.mark.parametrize("shard", range(1, SHARDS + 1))
def test_create_survives_a_kill_at_every_boundary(daemon: Any, tmp_path: Path, shard: int) -> None:
    uri = daemon.daemon.uri
    deadly = shard
    while True:
        folder = tmp_path / f"kill-{deadly}"
        name = f"vm-{deadly}"
        order(folder, uri, name)
        code, ended = start_engine(folder, deadly)
        if code == -signal.SIGKILL:
            code, ended = start_engine(folder, 0)
        elif deadly <= SHARDS:
            pytest.fail("the job has fewer boundaries than there are shards")
        assert code == 0
        assert ended["status"] == "Completed", (deadly, ended)
        machines = [d for d in daemon.connection.listAllDomains(0) if d.name() == name]
        assert len(machines) == 1, deadly
        assert machines[0].isActive(), deadly
        disks = sorted(path.name for path in (folder / "vms").rglob("*") if path.is_file() and "disk" in path.name)
        assert disks == [f"{name}_disk_1.qcow2"], (deadly, disks)
        machines[0].destroy()
        machines[0].undefine()
        if deadly > ended["passed"] > 0:
            return
        deadly += SHARDS
