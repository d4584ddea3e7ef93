"""Where a bench runs: folders that go away, a display, an environment, and processes that are ended in any case."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
ADDRESS_SECONDS = 60
QUIET_PERCENT = 15.0


class Place:
    """The surroundings of a run; a context that leaves nothing behind."""

    def __init__(self, patience_seconds: float) -> None:
        """`patience_seconds`: how long, over the whole run, to wait for moments when other programs leave room."""
        self.patience = patience_seconds
        self.busy: list[float] = []
        """How busy the processors were with other work before each measurement, in percent."""
        self.folder = Path(tempfile.mkdtemp(prefix="vmm-bench-"))
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "HOME": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")]),
        }
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY"):
            self.environment.pop(name, None)
        self._display: subprocess.Popen[str] | None = None
        self._started: list[subprocess.Popen[Any]] = []

    def __enter__(self) -> Place:
        self._display = _open_display()
        if self._display is None:
            self.environment["QT_QPA_PLATFORM"] = "offscreen"
        else:
            assert self._display.stdout is not None
            number = self._display.stdout.readline().strip()
            self.environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        return self

    def __exit__(self, *_error: object) -> None:
        for data in [path.parent for path in self.folder.glob("*/engine.json")]:
            self._end_engine(data)
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.wait()
        for pid_file in self.folder.glob("**/libvirtd.pid"):
            with contextlib.suppress(OSError, ValueError):
                os.kill(int(pid_file.read_text()), signal.SIGTERM)
        if self._display is not None:
            self._display.terminate()
            self._display.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _end_engine(data: Path) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            os.kill(int(json.loads((data / "engine.json").read_text())["Pid"]), signal.SIGTERM)

    def python(self, module: str, *words: str) -> subprocess.Popen[Any]:
        """Start one of our programs."""
        environment = {**self.environment, "VMMCONSOLE_BENCH_STARTED": repr(time.monotonic())}
        log = (self.folder / "output.log").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *words], cwd=ROOT, env=environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self._started.append(process)
        return process

    def quiet(self) -> None:
        """Wait for a moment when other programs leave the processors alone, as long as patience lasts."""
        while True:
            began = time.monotonic()
            busy = psutil.cpu_percent(0.7)
            if busy < QUIET_PERCENT or self.patience <= 0:
                self.busy.append(busy)
                return
            time.sleep(1)
            self.patience -= time.monotonic() - began

    def warm(self) -> None:
        """Start the product once, so that everything is compiled and in the system's file cache."""
        self.console(self.folder / "warm", 10, "settle:0", demo=(1, 10))

    def console(
        self, data: Path, rows: int, *tasks: str, demo: tuple[int, int] | None = None, seconds: float = 240
    ) -> dict[str, Any]:
        """One run of the console until it has done the tasks; what it found.

        Raises:
            RuntimeError: it did not do them.
        """
        self.quiet()
        out = self.folder / "found.json"
        out.unlink(missing_ok=True)
        orders = {"data": str(data), "rows": rows, "tasks": tasks, "demo": demo, "out": str(out)}
        process = self.python("tools.bench.driver", json.dumps(orders))
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        found: dict[str, Any] = json.loads(out.read_text()) if out.exists() else {"error": "nothing was found"}
        if "error" in found:
            log = (self.folder / "output.log").read_text(errors="replace")
            raise RuntimeError(f"The console: {found['error']}\n{log[-2000:]}")
        found["quit"] = _gone(int(found["engine_pid"])) - float(found["closed"])
        return found

    def engine_listens(self, data: Path) -> None:
        """Wait for an engine to write where it listens.

        Raises:
            RuntimeError: it does not.
        """
        deadline = time.monotonic() + ADDRESS_SECONDS
        while not (data / "engine.json").exists():
            if time.monotonic() > deadline:
                raise RuntimeError(f"No engine on {data}.")
            time.sleep(0.02)


def _gone(pid: int) -> float:
    """When the process has ended: `time.monotonic`."""
    deadline = time.monotonic() + ADDRESS_SECONDS
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            raise RuntimeError(f"The engine {pid} does not end.")
        time.sleep(0.01)
    return time.monotonic()


def _open_display() -> subprocess.Popen[str] | None:
    """A virtual X server, so that windows are really drawn; None where there is none."""
    if not shutil.which("Xvfb"):
        return None
    return subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
