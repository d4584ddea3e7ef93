"""The engine is killed at any point of a move: the next run brings the machine to its end, once and whole."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import libvirt
import pytest

from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.status import VMStatus
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.libvirt.provider import LibvirtProvider
from vmmconsole.providers.movement import Move
from vmmconsole.providers.transfer import move_machine

pytestmark = pytest.mark.libvirt

_CHILD = Path(__file__).with_name("dying_mover.py")
_POINTS = 40
"""More than any of the moves has; it has ended by then."""


class Scene:
    """Two hosts, a machine on the first, and a move of it."""

    def __init__(self, daemons: list[Any], folder: Path, progress: Any, guest_disk: Path) -> None:
        self.daemons, self.folder, self.progress, self.guest_disk = daemons, folder, progress, guest_disk
        self.hosts: list[LibvirtProvider] = []
        for daemon in daemons:
            host = daemon.provider()
            host.connect()
            self.hosts.append(host)

    def make(self, *, start: bool, checkpoint: bool) -> UUID:
        """A machine in folder a."""
        drive = VirtualDiskDrive(path=str(self.guest_disk))
        spec = VMSpec(uuid4(), "web01", str(self.folder / "a"), Hardware(memory_mb=32, virtual_disk_drives=[drive]))
        self.hosts[0].create(spec, self.progress)
        if start:
            self.hosts[0].start(spec.id, self.progress)
        if checkpoint:
            self.hosts[0].create_checkpoint(spec.id, uuid4(), "first", "", self.progress)
        return spec.id

    def die(self, machine_id: UUID, move: Move, hosts: list[int], dies_at: int) -> bool:
        """Move in a process that is killed; whether it was, before it had ended."""
        order = {
            "hosts": [str(self.daemons[n].state_dir) for n in hosts],
            "machine": str(machine_id), "move": str(move.id), "path": move.path, "copy": move.copy, "dies_at": dies_at,
        }  # fmt: skip
        run = subprocess.run(
            [sys.executable, str(_CHILD), json.dumps(order)], capture_output=True, text=True, check=False
        )
        assert run.returncode in {0, -signal.SIGKILL}, run.stderr
        return run.returncode != 0

    def places(self, machine_id: UUID) -> list[int]:
        """The hosts that have the machine."""
        found = []
        for number, host in enumerate(self.hosts):
            try:
                host.machine(machine_id)
            except NotFoundError:
                continue
            found.append(number)
        return found

    def files(self) -> list[str]:
        """All files below both folders."""
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.glob("[ab]/**/*") if p.is_file())

    def running(self) -> int:
        """How many domains run on both hosts together."""
        flag = libvirt.VIR_CONNECT_LIST_DOMAINS_RUNNING
        return sum(len(daemon.connection.listAllDomains(flag)) for daemon in self.daemons)


@pytest.fixture
def scene(daemon: Any, other_daemon: Any, tmp_path: Path, progress: Any, guest_disk: Path) -> Iterator[Scene]:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    scene = Scene([daemon, other_daemon], tmp_path, progress, guest_disk)
    yield scene
    for host in scene.hosts:
        host.close()


KINDS: dict[str, Callable[[Scene], tuple[dict[str, Any], list[int], Move]]] = {
    "live with disks": lambda s: ({"start": True, "checkpoint": False}, [0, 1], s_move(s, 1, "b")),
    "live": lambda s: ({"start": True, "checkpoint": True}, [0, 1], s_move(s, 1, "")),
    "off, disks stay": lambda s: ({"start": False, "checkpoint": True}, [0, 1], s_move(s, 1, "")),
    "copied": lambda s: ({"start": False, "checkpoint": True}, [0, 1], s_move(s, 1, "b")),
    "disks of a running one": lambda s: ({"start": True, "checkpoint": False}, [0], s_move(s, 0, "b")),
    "disks": lambda s: ({"start": False, "checkpoint": True}, [0], s_move(s, 0, "b")),
}


def s_move(scene: Scene, target: int, folder: str) -> Move:
    return Move(uuid4(), scene.hosts[target], str(scene.folder / folder) if folder else "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_move_ends_well(scene: Scene, progress: Any, kind: str) -> None:
    deaths, point = 0, 1
    while point < _POINTS:
        machine, hosts, move = KINDS[kind](scene)
        machine_id = scene.make(**machine)
        before = scene.hosts[0].machine(machine_id)
        died = scene.die(machine_id, move, hosts, point)
        deaths += died
        move_machine(scene.hosts[0], before, move, progress)
        where = f"{kind}, killed at {point}"
        assert scene.places(machine_id) == [hosts[-1]], where
        after = scene.hosts[hosts[-1]].machine(machine_id)
        assert after.status is before.status, where
        assert [(c.id, c.is_current) for c in after.checkpoints] == [
            (c.id, c.is_current) for c in before.checkpoints
        ], where
        assert scene.running() == (after.status is VMStatus.RUNNING), where
        folder = "b" if move.path else "a"
        assert scene.files() == [f"{folder}/web01/guest.qcow2"], where
        assert after.virtual_hard_disks[0].location == str(scene.folder / folder / "web01/guest.qcow2"), where
        if after.status is VMStatus.RUNNING:
            scene.hosts[hosts[-1]].stop(machine_id, progress)
        scene.hosts[hosts[-1]].remove(machine_id, delete_files=True, progress=progress)
        assert scene.files() == [], where
        if not died:
            break
        point += 1 if point < 4 else 3  # one takes seconds
    assert deaths >= 2
    assert point < _POINTS
