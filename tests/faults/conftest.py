"""Engines on real libvirt hosts, reached as people reach them: by scripts in jobs and by the command line."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.cli import main
from vmmconsole.client import messages
from vmmconsole.client.endpoint import parse_endpoint
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import Job, VirtualMachine, VMHost

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0
GROUP = "3f1b50bc-4b0f-4a3f-8f0e-4b0f8e3b50bc"


def until(condition: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """What the condition gives once it is true."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)


@dataclass
class Ran:
    """What a command of the command line came to."""

    code: int
    out: str
    err: str


class Lab:
    """An engine in a process of its own, with one host and a folder for virtual machines."""

    group = GROUP

    def __init__(self, folder: Path, uri: str, before: Sequence[str] = ()) -> None:
        """`before` comes before the command of the engine."""
        self.data, self.vms, self.library = folder / "data", folder / "vms", folder / "home" / "VMM Library"
        self.vms.mkdir()
        self.library.mkdir(parents=True)
        self._uri = uri
        self._before = before
        self._environment = {**os.environ, "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> None:
        """Start the engine, for the first time or again."""
        command = [
            *self._before,
            sys.executable,
            "-m",
            "vmmconsole",
            "engine",
            "--data",
            str(self.data),
            "--no-local-host",
        ]
        self.process = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("ready "), line
        self.address = line.split()[1]
        with self.client() as client:
            assert client.wait_ready(PATIENCE_SECONDS)

    def add_host(self) -> None:
        """Take the private libvirt as the host ``kvm``."""
        assert self.job(f'Add-VMHost -ComputerName "kvm" -Connection "{self._uri}"').status.value == "Completed"

    def kill(self) -> None:
        """End the engine as a crash does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            assert self.process.stdout is not None
            self.process.stdout.close()

    def client(self) -> SyncClient:
        """A client of the engine."""
        return SyncClient(parse_endpoint(self.address))

    def begin(self, script: str) -> Job:
        """Start a script as a job."""
        with self.client() as client:
            return client.run(script)

    def ended(self, job: Job) -> Job:
        """The job once it is final."""
        with self.client() as client:
            return client.wait(job, lambda _: None)

    def restart(self, job: Job) -> Job:
        """Let a failed or cancelled job go on."""
        with self.client() as client:
            return client.ask(messages.restart_job(job.id, skip_failed_step=False))

    def job(self, script: str) -> Job:
        """Run a script as a job to its end."""
        return self.ended(self.begin(script))

    def now(self, job: Job) -> Job:
        """The job as it is."""
        with self.client() as client:
            return client.get(Job, job.id)

    def run(self, text: str, *options: str) -> Ran:
        """``vmmconsole run -c TEXT``."""
        return self._command("run", "--server", self.address, *options, "-c", text)

    @staticmethod
    def _command(*words: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
        return Ran(code, out.getvalue(), err.getvalue())

    def run_file(self, path: Path) -> Ran:
        """``vmmconsole run FILE``."""
        return self._command("run", "--server", self.address, str(path))

    def machines(self) -> dict[str, VirtualMachine]:
        """All machines by name."""
        with self.client() as client:
            rows = client.list(VirtualMachine).rows
            return {row[1]: client.get(VirtualMachine, row[0]) for row in rows}

    def host(self) -> VMHost:
        """The host."""
        with self.client() as client:
            (row,) = client.list(VMHost).rows
            return client.get(VMHost, row[0])

    def creates(self, name: str, *, memory: int = 32, disk_mb: int = 16, path: Path | None = None, more: str = "",
                group: str = GROUP) -> str:  # fmt: skip
        """A script like the wizard's, of literal text."""
        quoted = name.replace("'", "''")
        return f"""
New-VirtualNetworkAdapter -JobGroup {group} -PhysicalAddressType Dynamic -Synthetic
New-VirtualDVDDrive -JobGroup {group} -Bus 1 -LUN 0
New-HardwareProfile -Name 'Profile{group}' -CPUCount 1 -MemoryMB {memory} -JobGroup {group} | Out-Null
New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup {group} -Size {disk_mb} -Dynamic -Filename 'disk'
$HardwareProfile = Get-HardwareProfile | where {{$_.Name -eq 'Profile{group}'}}
$VMHost = Get-VMHost -ComputerName 'kvm'
New-VM -Name '{quoted}' -VMHost $VMHost -Path '{path or self.vms}' -JobGroup {group} `
    -HardwareProfile $HardwareProfile {more}
"""

    def files(self) -> list[str]:
        """All files below the folder for virtual machines."""
        return sorted(str(path.relative_to(self.vms)) for path in self.vms.rglob("*"))


@contextlib.contextmanager
def started(folder: Path, uri: str, before: Sequence[str] = ()) -> Iterator[Lab]:
    """A lab whose engine runs and has its host."""
    made = Lab(folder, uri, before)
    try:
        made.start()
        made.add_host()
        yield made
    finally:
        made.kill()


@pytest.fixture(scope="module")
def shared_lab(session_daemon: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One engine for the tests of a module, with the libvirt of all tests as its host."""
    with started(tmp_path_factory.mktemp("lab"), session_daemon.daemon.uri) as made:
        yield made
        session_daemon.clear()


@pytest.fixture
def lab(shared_lab: Lab) -> Iterator[Lab]:
    """The engine of the module, without machines before and after."""
    yield shared_lab
    shared_lab.job("Get-VM | where {$_.Status -ne 'PowerOff'} | Stop-VM; Get-VM | Repair-VM -Undo; Get-VM | Remove-VM")


@pytest.fixture
def start_lab() -> Callable[..., Any]:
    """`started`, for tests with a host or an engine of their own kind."""
    return started


@pytest.fixture
def own_lab(session_daemon: Any, tmp_path: Path) -> Iterator[Lab]:
    """An engine that the test may kill."""
    with started(tmp_path, session_daemon.daemon.uri) as made:
        yield made
        session_daemon.clear()


@pytest.fixture
def fragile_lab(own_daemon: Any, tmp_path: Path) -> Iterator[Lab]:
    """An engine with a libvirt that the test may stop."""
    with started(tmp_path, own_daemon.daemon.uri) as made:
        yield made


@pytest.fixture
def tells() -> Callable[..., None]:
    """Checks that an error says what, why and what to do, in words of ours."""

    def check(error: Any, *parts: str) -> None:
        assert error is not None
        text = f"{error.problem} {error.cause} {error.recommended_action}"
        assert error.problem.strip(), text
        assert error.recommended_action.strip(), text
        for word in ("Traceback", "libvirtError", "NoneType", "errno", "internal error"):
            assert word not in text, text
        for part in parts:
            assert part in text, text

    return check


@pytest.fixture
def waits() -> Callable[..., Any]:
    """Waits for a condition, with a deadline."""
    return until
