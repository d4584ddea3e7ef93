"""Whether this machine can run guests on KVM: found out by running one.

A /dev/kvm that opens proves nothing: in some containers and clouds guests hang on it or crawl. So a guest of one boot
sector is run on KVM and, as the measure, in software; KVM must execute it in a like time.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

_DEADLINE_SECONDS = 3.0
_SLOWER_THAN_SOFTWARE = 2.0
_MARGIN_SECONDS = 0.5
_DONE = 33
"""QEMU's exit status when a guest writes 0x10 to the debug-exit device: twice that plus one."""

# Counts 33 million down, then writes 0x10 to port 0xf4:
#   mov ecx, 0x2000000 / l: dec ecx / jnz l / mov dx, 0xf4 / mov al, 0x10 / out dx, al / h: hlt / jmp h
_CODE = bytes.fromhex("66b900000002664975fcbaf400b010eef4ebfd")
_SECTOR = _CODE.ljust(510, b"\0") + b"\x55\xaa"


class Accelerator:
    """The verdict for this machine: ``kvm`` or ``tcg``. Looked up once in the background, then kept in a file."""

    def __init__(
        self, state_dir: Path, *, device: Path = Path("/dev/kvm"), known: Callable[[], None] = lambda: None
    ) -> None:
        self._tell = known
        self._file = state_dir / "accelerator.json"
        self._device = device
        self._known = threading.Event()
        self._verdict = ""
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def verdict(self) -> str:
        """What is known now; empty while it is still being found out."""
        return self._verdict

    def begin(self) -> None:
        """Start finding out; returns at once."""
        with self._lock:
            if self._thread is not None or self._known.is_set():
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._thread = threading.Thread(target=self._find_out, name="accelerator", daemon=True)
            self._thread.start()

    def wait(self) -> str:
        """The verdict, waiting for it where needed (a few seconds at most)."""
        self.begin()
        self._known.wait(4 * _DEADLINE_SECONDS)
        return self._verdict or "tcg"

    def _find_out(self) -> None:
        key = self._key()
        try:
            self._verdict = self._remembered(key) or self._probe()
        except OSError:
            self._verdict = "tcg"
        with contextlib.suppress(OSError):  # then it is found out again next time
            self._remember(key, self._verdict)
        self._known.set()
        self._tell()

    def _key(self) -> str:
        parts = [_read("/proc/sys/kernel/random/boot_id")]
        qemu = emulator()
        for path in (qemu, str(self._device)):
            try:
                found = Path(path).stat()
                parts.append(f"{path}:{found.st_size}:{found.st_rdev}:{found.st_mode}:{int(found.st_mtime)}")
            except OSError:
                parts.append(f"{path}:none")
        # The device's own times change with every use in some systems, so only its kind and number count.
        parts[-1] = parts[-1].rpartition(":")[0]
        return "|".join([*parts, str(os.geteuid())])

    def _remembered(self, key: str) -> str:
        try:
            kept = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return ""
        return str(kept.get("verdict", "")) if isinstance(kept, dict) and kept.get("key") == key else ""

    def _remember(self, key: str, verdict: str) -> None:
        partial = self._file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps({"key": key, "verdict": verdict}))
        partial.replace(self._file)

    def _probe(self) -> str:
        if not os.access(self._device, os.R_OK | os.W_OK):
            return "tcg"
        with tempfile.TemporaryDirectory() as folder:
            disk = Path(folder) / "sector.img"
            disk.write_bytes(_SECTOR + bytes(1 << 20))
            software = run_guest("tcg", disk, _DEADLINE_SECONDS)
            limit = _DEADLINE_SECONDS
            if software is not None:
                limit = min(limit, software * _SLOWER_THAN_SOFTWARE + _MARGIN_SECONDS)
            return "tcg" if run_guest("kvm", disk, limit) is None else "kvm"


def emulator() -> str:
    """The path of QEMU, empty when it is not installed."""
    return shutil.which("qemu-system-x86_64") or shutil.which("qemu-kvm") or ""


def run_guest(accelerator: str, disk: Path, limit_seconds: float) -> float | None:
    """Boot `disk` and wait for its sign; how many seconds it took, or None when it gave none in time."""
    program = emulator()
    if not program:
        return None
    command = [
        # Not our own clock: a guest that hangs must end also when the engine was killed meanwhile.
        "timeout", "--signal=KILL", f"{limit_seconds:.3f}",
        program, "-accel", accelerator, "-M", "pc", "-m", "16", "-nodefaults", "-no-user-config", "-display", "none",
        "-no-reboot", "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04",
        "-drive", f"file={disk},format=raw,if=ide",
    ]  # fmt: skip
    began = time.monotonic()
    try:
        run = subprocess.run(  # noqa: S603  a list of our own arguments, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return None
    return time.monotonic() - began if run.returncode == _DONE else None


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""
