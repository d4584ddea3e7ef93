"""Where run and shell write: objects as PowerShell would show them, messages, errors, and the progress of a job."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from vmmconsole.client.held_objects import HeldObjects

from .console_colors import painted

if TYPE_CHECKING:
    from vmmconsole.client.screen import Bar
    from vmmconsole.model.errors import VMMError

_RED, _YELLOW, _CYAN, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[0m"
_CLEAR = "\x1b[H\x1b[2J"
_PREFIXES = {"warning": "WARNING: ", "verbose": "VERBOSE: ", "debug": "DEBUG: "}
_BAR = 24
_MOST_BARS = 8


class Terminal:
    """Standard output and standard error; colours and the progress bar only on a terminal."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.source = ""
        self.source_file = ""
        """The text that runs, for errors to show the line of it."""
        self._held = HeldObjects(lambda text: self._say(self.out, text), self._width)
        self._bar_lines = 0
        self._job_bars: list[Bar] = []
        self._script_bars: dict[str, Bar] = {}
        """What Write-Progress told of, by its Id."""
        self.behind: list[str] = []
        """How far the jobs are that nobody waits for, a line each."""
        self.failures: list[VMMError] = []
        self.shows_progress = self.err.isatty()

    def write(self, stream: str, value: object) -> None:
        """One record of a script's stream."""
        if stream == "output":
            self._held.add(value)
            return
        self.flush()
        if stream == "progress":
            self._take_progress(value)
        elif stream == "error":
            self.error(value)
        elif stream in _PREFIXES:
            self._coloured(f"{_PREFIXES[stream]}{value}", _YELLOW)
        elif stream == "host":  # brings its own line ends
            self.clear_progress()
            shows_colors = self.out.isatty() and "NO_COLOR" not in os.environ
            text = painted(value) if shows_colors else str(value)
            self.out.write(text.replace("\f", _CLEAR if self.out.isatty() else ""))
            self.out.flush()
        elif stream == "information":
            self._say(self.out, str(value))

    def flush_old(self) -> None:
        """Show the objects that wait, if they have done so for a while."""
        self._held.flush_old()

    def flush(self) -> None:
        """Show the objects that wait."""
        self._held.flush()

    def _width(self) -> int:
        return _size_of(self.out).columns if self.out.isatty() else 120

    def error(self, value: object) -> None:
        """An error with its place, as PowerShell shows it, and what to do."""
        from vmmconsole.model.errors import VMMError as Error
        from vmmconsole.script.error_view import error_view
        from vmmconsole.script.values import ErrorRecord

        self.flush()
        if isinstance(value, (ErrorRecord, Error)):
            self._coloured(error_view(value, self.source, self.source_file), _RED)
        else:
            self._coloured(str(value), _RED)

    def note(self, text: str) -> None:
        """A remark on standard error."""
        self._coloured(text, _CYAN)

    def progress(self, bars: Sequence[Bar]) -> None:
        """Draw how far jobs are, a line each, over the last drawing; nothing where nobody watches."""
        self._job_bars = list(bars)
        self._draw_progress()

    def left_running(self, bars: Sequence[Bar]) -> None:
        """The jobs that go on behind the prompt, which shows them below it."""
        self.behind = [_line_of(bar) for bar in bars]

    def job_failed(self, error: VMMError) -> None:
        """Keep the failure of a job that nobody waited for until the next prompt."""
        self.failures.append(error)

    def show_failures(self) -> None:
        """Show the failures of jobs that nobody waited for."""
        while self.failures:
            self.error(self.failures.pop(0))

    def done(self) -> None:
        """The statement has ended: show what waits, and take the bars away."""
        self._script_bars.clear()
        self.progress(())
        self.flush()

    def _take_progress(self, record: object) -> None:
        from vmmconsole.client.screen import bar_of_record

        bar, is_over = bar_of_record(record)
        self._script_bars.pop(bar.key, None)
        if not is_over:
            self._script_bars[bar.key] = bar
        self._draw_progress()

    def _draw_progress(self) -> None:
        bars = [*self._script_bars.values(), *self._job_bars]
        if not self.shows_progress:
            return
        if not bars:
            self.clear_progress()
            return
        width = _size_of(self.err).columns - 1
        lines = [_line_of(bar)[:width] for bar in bars[:_MOST_BARS]]
        self.clear_progress()
        self.err.write("\n".join(lines))
        self._bar_lines = len(lines)
        self.err.flush()

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask at the terminal."""
        self.flush()
        self.clear_progress()
        from vmmconsole.model.errors import StateError

        if not sys.stdin.isatty():
            raise StateError(
                f"The script asks '{prompt}', and nobody can answer.",
                cause="Standard input is not a terminal.",
                action="Give the value in the script, or run it in a terminal.",
            )
        try:
            shown = prompt if prompt.endswith((" ", ":")) else f"{prompt}: "
            return getpass.getpass(shown) if secret else input(shown)
        except EOFError as err:
            raise StateError(f"The script asks '{prompt}', and the answer was the end of input.") from err

    def page(self, items: Sequence[object], check: Callable[[], None]) -> None:
        """Print the objects, and at a terminal stop after each page."""
        self.flush()
        pieces: list[str] = []
        held = HeldObjects(pieces.append, self._width)
        for item in items:
            held.add(item)
        held.flush()
        if not (self.out.isatty() and sys.stdin.isatty()):
            for piece in pieces:
                self._say(self.out, piece)
            return
        from .pager import read_key, show_paged

        self.clear_progress()
        show_paged("".join(pieces), self.out, _size_of(self.out), lambda: read_key(check))

    def grid(self, items: Sequence[object], title: str, output_mode: str) -> Sequence[object]:
        """Print the objects: a terminal has no grid window. All of them go on where some were to be chosen."""
        if title:
            self.write("host", f"{title}\n")
        for item in items:
            self.write("output", item)
        self.flush()
        return items if output_mode.lower() != "none" else ()

    def clear_progress(self) -> None:
        """Take the drawing away."""
        if self._bar_lines:
            up = f"\x1b[{self._bar_lines - 1}A" if self._bar_lines > 1 else ""
            self.err.write(f"\r{up}\x1b[J")
            self.err.flush()
            self._bar_lines = 0

    def _coloured(self, text: str, colour: str) -> None:
        if self.err.isatty() and "NO_COLOR" not in os.environ:
            text = f"{colour}{text}{_PLAIN}"
        self.out.flush()
        self._say(self.err, text)

    def _say(self, where: TextIO, text: str) -> None:
        self.clear_progress()
        where.write(text if text.endswith("\n") else f"{text}\n")
        where.flush()


def _line_of(bar: Bar) -> str:
    if bar.percent < 0:
        return f"{bar.title} … {bar.step}".rstrip()
    done = "#" * (_BAR * min(bar.percent, 100) // 100)
    return f"{bar.title} [{done:<{_BAR}}] {bar.percent:3} % {bar.step}".rstrip()


def _size_of(terminal: TextIO) -> os.terminal_size:
    """The size of the terminal itself: LINES and COLUMNS are only what an older shell once exported."""
    try:
        size = os.get_terminal_size(terminal.fileno())
    except (OSError, ValueError):  # no terminal, or none with a descriptor
        return shutil.get_terminal_size((120, 25))
    return size if size.columns and size.lines else shutil.get_terminal_size((120, 25))
