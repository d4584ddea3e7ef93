"""Long output by the height of the terminal, for ``more`` and Out-Host -Paging."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TextIO

from vmmconsole.script.cells import display_width

_ASKING = "<SPACE> next page; <CR> next line; Q quit"
_LOOK_SECONDS = 0.2
"""So often a wait for a key looks whether the script is to stop."""


def show_paged(text: str, out: TextIO, size: os.terminal_size, read_key: Callable[[], str]) -> None:
    """Show text page by page; ``q`` and Escape leave the rest out."""
    page = max(size.lines - 1, 1)
    left = page
    for line in text.splitlines():
        rows = max(-(-display_width(line) // max(size.columns, 1)), 1)
        if left < rows:
            out.write(_ASKING)
            out.flush()
            key = read_key().lower()
            out.write("\r" + " " * len(_ASKING) + "\r")
            if key in ("q", "\x1b", ""):
                break
            left = page if key == " " else rows
        out.write(f"{line}\n")
        left -= rows
    out.flush()


def read_key(check: Callable[[], None]) -> str:
    """Wait for a key at the terminal, without its echo; empty at the end of input. `check` may raise meanwhile."""
    if sys.platform == "win32":
        return _windows_key(check)
    import select
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)  # what was typed ahead stays
        while not select.select([terminal], [], [], _LOOK_SECONDS)[0]:
            check()
        return os.read(terminal, 32).decode("utf-8", "replace")[:1]
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _windows_key(check: Callable[[], None]) -> str:
    import msvcrt
    import time

    while not msvcrt.kbhit():  # type: ignore[attr-defined]  # Windows only
        check()
        time.sleep(_LOOK_SECONDS / 4)
    return str(msvcrt.getwch())  # type: ignore[attr-defined]  # Windows only
