"""Scripts and the shell: from the start of the process to the prompt, completion over 25,000 machines key by key, and
a pipeline over all of them."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from .figures import Figure, figure
from .place import ROOT, Place

HOSTS, MACHINES = 50, 25_000
PROMPT_SECONDS = 60
PIPELINE = 'Get-VM | where {$_.Status -eq "Running"} | sort Name | select Name,VMHost'
TYPED = (
    "Get-VM -Name app-web-2", "Start-VM -VM db", "Get-VM -Name 4999", "Get-VM -Name nobody-has-this",
    "Get-VM | where { $_.Status -eq 'Running' } | sort MemoryMB | select Name, VMHost",
    "Set-VM -VM (Get-VM -Name build-00005) -StartAction Al", "Get-VMHost -ComputerName sim-0", "[math]::Rou",
    "foreach ($vm in Get-VM) { $vm | Stop-VM -Run",
)  # fmt: skip


def measure(place: Place, runs: int) -> list[Figure]:
    """Starts with and without a running engine, then completion on the engine that runs."""
    data = place.folder / "shell-25000"
    _prompt_seconds(place, place.folder / "shell-warm", (1, 10))
    alone, beside = [], []
    for run in range(runs):
        place.quiet()
        alone.append(_prompt_seconds(place, place.folder / f"shell-{run}", (HOSTS, 1000)))
    engine = place.python(
        "vmmconsole", "engine", "--data", str(data), "--demo", f"{HOSTS},{MACHINES}", "--listen", f"unix:{data}/e.sock"
    )
    place.engine_listens(data)
    for _ in range(runs):
        place.quiet()
        beside.append(_prompt_seconds(place, data, None))
    place.quiet()
    keys = _completion_seconds(data)
    piped = []
    for _ in range(runs):
        place.quiet()
        piped.append(_run_seconds(place, data, PIPELINE))
    place.quiet()
    started = _run_seconds(place, data, "1")
    engine.terminate()
    engine.wait(60)
    return [
        figure("shell start to prompt, an engine runs", beside, "s", 0.6),
        figure("shell start to prompt, no engine runs", alone, "s", 0.6),
        figure("completion over 25,000 objects, slowest", [max(keys) * 1000], "ms", 50),
        figure("Get-VM | where | sort | select, 25,000 VMs, process start to end", piped, "s", 1.5,
               peer=f"the same process for the script '1': {started:.2f} s"),
        figure("completion over 25,000 objects, median", [seconds * 1000 for seconds in keys], "ms"),
    ]  # fmt: skip


def _run_seconds(place: Place, data: Path, script: str) -> float:
    """From the start of ``vmmconsole run`` to its end, with an engine that runs; what it prints goes nowhere."""
    words = [sys.executable, "-m", "vmmconsole", "run", "--data", str(data), "-c", script]
    began = time.monotonic()
    subprocess.run(words, cwd=ROOT, env=place.environment, stdout=subprocess.DEVNULL, check=True, timeout=300)
    return time.monotonic() - began


def _prompt_seconds(place: Place, data: Path, demo: tuple[int, int] | None) -> float:
    """From the start of the process to its prompt in a terminal."""
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "vmmconsole", "shell", "--data", str(data)]
    words += ["--demo", f"{demo[0]},{demo[1]}"] if demo else []
    environment = {**place.environment, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
    began = time.monotonic()
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        try:
            shown = b""
            while b"VMM>" not in shown:
                if not select.select([master], [], [], PROMPT_SECONDS)[0]:
                    raise RuntimeError("The shell showed no prompt.")
                shown += os.read(master, 65536)
            taken = time.monotonic() - began
            os.write(master, b"exit\r")
            with contextlib.suppress(OSError):
                while select.select([master], [], [], PROMPT_SECONDS)[0] and os.read(master, 65536):
                    pass
        finally:
            process.kill()
            os.close(master)
    return taken


def _completion_seconds(data: Path) -> list[float]:
    """How long each key takes when it is followed by Tab."""
    from vmmconsole.cli.terminal import Terminal
    from vmmconsole.client.endpoint import parse_endpoint
    from vmmconsole.client.object_names import FollowedNames
    from vmmconsole.client.shell import Shell
    from vmmconsole.client.sync import SyncClient

    endpoint = parse_endpoint(f"unix:{data}/e.sock")
    names = FollowedNames()
    with SyncClient(endpoint) as client:
        names.follow(endpoint)
        if not names.wait_loaded(PROMPT_SECONDS):
            raise RuntimeError("The names of the objects did not arrive.")
        shell = Shell(client, Terminal(io.StringIO(), io.StringIO()), names=names)
        taken = []
        for text in TYPED:
            for end in range(1, len(text) + 1):
                began = time.perf_counter()
                shell.complete(text[:end])
                taken.append(time.perf_counter() - began)
    names.close()
    return taken
