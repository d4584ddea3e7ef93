"""A terminal for tests: the real command in a pseudo-terminal, what it shows, and keys to press."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

_CODES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][AB012]|[=>])")
PATIENCE_SECONDS = 40


class TerminalRun:
    """``vmmconsole`` with `arguments` in a terminal of 100 columns."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TERM": "xterm-256color",
                       "PROMPT_TOOLKIT_NO_CPR": "1"}  # fmt: skip
        environment.pop("NO_COLOR", None)
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vmmconsole", *arguments], stdin=slave, stdout=slave, stderr=slave,
            env=environment, start_new_session=True, preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(slave)
        self.raw = ""
        self._mark = 0

    def __enter__(self) -> TerminalRun:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def shown(self) -> str:
        """What was written since the last key, without colours and cursor movements."""
        return _CODES.sub("", self.raw[self._mark :]).replace("\r", "")

    def type(self, keys: str) -> None:
        """Press keys."""
        self._mark = len(self.raw)
        os.write(self._master, keys.encode())

    def until(self, text: str) -> str:
        """Wait until a text is shown; gives everything shown since the last key."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while text not in self.shown:
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"{text!r} was not shown, but:\n{self.shown}")
        return self.shown

    def until_prompt(self, text: str) -> str:
        """Wait until a text is shown and the next prompt after it; gives what is shown before that prompt."""
        shown = self.until(text)
        while not (end := re.search(r"\nVMM> *$", self.shown)) or text not in self.shown[: end.start() + 1]:
            if not self._read(PATIENCE_SECONDS):
                raise AssertionError(f"There was no prompt after {text!r}, but:\n{self.shown}")
        shown = self.shown
        return shown[: shown.rindex("VMM>")]

    def ended(self) -> int:
        """Wait for the end; the exit code."""
        with contextlib.suppress(OSError):
            while self._read(PATIENCE_SECONDS):
                pass
        return self.process.wait(PATIENCE_SECONDS)

    def interrupt(self) -> None:
        """Ctrl+C as the terminal sends it while a statement runs."""
        self.process.send_signal(signal.SIGINT)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += piece.decode("utf-8", "replace")
        return bool(piece)


def engine_of(data: Path) -> psutil.Process:
    """The process of the engine that uses a data folder."""
    return psutil.Process(json.loads((data / "engine.json").read_text())["Pid"])


def end_engines(folder: Path) -> None:
    """End the engines of all data folders below a folder, also those that are only starting."""
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "engine" in words and any(word.startswith(str(folder)) for word in words):
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _take_terminal() -> None:
    """Make the pseudo-terminal the controlling one, so that Ctrl+C is a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
