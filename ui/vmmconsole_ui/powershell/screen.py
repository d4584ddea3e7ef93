"""The window as a script's thread sees it: a `vmmconsole.client.screen.Screen` that touches no widget."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vmmconsole.client.held_objects import HeldObjects
from vmmconsole.client.screen import Bar, bar_of_record
from vmmconsole.model.errors import CancelledError, VMMError
from vmmconsole.script.error_view import error_view
from vmmconsole.script.highlight import spans
from vmmconsole.script.values import ErrorRecord

from .grid_rows import GridRows, rows_of
from .output import Output, Piece, Style

PROMPT, MORE = "VMM> ", ">> "
_PREFIXES = {"warning": "WARNING: ", "verbose": "VERBOSE: ", "debug": "DEBUG: "}
_HOST_STYLES: dict[str, Style] = {
    "red": "error", "darkred": "error", "yellow": "warning", "darkyellow": "warning", "green": "ok", "darkgreen": "ok",
    "cyan": "note", "darkcyan": "note", "blue": "note", "darkblue": "note", "magenta": "special",
    "darkmagenta": "special", "gray": "muted", "darkgray": "muted",
}  # fmt: skip
"""Write-Host's colours in the theme's own, which can be read in the light and in the dark."""
_LOOK_SECONDS = 0.1


@dataclass(slots=True)
class Question:
    """Something that a script's thread waits for the person to answer."""

    prompt: str = ""
    secret: bool = False
    rows: GridRows | None = None
    """The objects to choose from, for a grid window."""
    title: str = ""
    output_mode: str = "None"
    answer: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)
    """What the person said; None to stop the script."""


class WindowScreen:
    """Hands what a script writes to the window, and what it asks to the person."""

    def __init__(self, tell: Callable[[str, object], None], check: Callable[[], None]) -> None:
        """`tell` is called with ``output``, ``bars``, ``question`` or ``grid`` and what belongs to it, from the
        script's thread; `check` raises when the script is to stop."""
        self.source = ""
        self.output = Output()
        self.columns = 100
        """How many characters a line of the window has."""
        self._tell = tell
        self._check = check
        self._held = HeldObjects(lambda text: self.show(Piece(text)), lambda: self.columns)
        self._job_bars: list[Bar] = []
        self._script_bars: dict[str, Bar] = {}
        self._behind: list[Bar] = []

    def show(self, piece: Piece) -> None:
        """Add to what the window shows."""
        self.output.put(piece)
        self._tell("output", None)

    def echo(self, text: str) -> None:
        """Show a statement as it was typed."""
        for number, line in enumerate(_lines_with_spans(text)):
            self.show(Piece(MORE if number else PROMPT, "prompt"))
            self.show(line)

    def write(self, stream: str, value: object) -> None:
        """One record of a stream."""
        if stream == "output":
            self._held.add(value)
            return
        self.flush()
        if stream == "progress":
            self._take_progress(value)
        elif stream == "error":
            self.error(value)
        elif stream in _PREFIXES:
            self.show(Piece(f"{_PREFIXES[stream]}{value}\n", "warning"))
        elif stream == "host":  # brings its own line ends
            self._show_host(str(value), _HOST_STYLES.get(str(getattr(value, "foreground", "")).lower(), "text"))
        elif stream == "information":
            self.show(Piece(f"{value}\n"))

    def _show_host(self, text: str, style: Style) -> None:
        if "\f" in text:
            self.output.clear()
        self.show(Piece(text.rpartition("\f")[2], style))

    def flush(self) -> None:
        """Show the objects that wait."""
        self._held.flush()

    def flush_old(self) -> None:
        """Show them if they have waited for a while."""
        self._held.flush_old()

    def error(self, value: object) -> None:
        """An error with its place and what to do."""
        self.flush()
        text = error_view(value, self.source) if isinstance(value, (ErrorRecord, VMMError)) else str(value)
        self.show(Piece(f"{text}\n", "error"))

    def note(self, text: str) -> None:
        """A remark that is not the script's."""
        self.show(Piece(f"{text}\n", "note"))

    # --- progress ---

    def progress(self, bars: Sequence[Bar]) -> None:
        """How far the jobs are that are waited for."""
        self._job_bars = list(bars)
        self._tell_bars()

    def done(self) -> None:
        """The statement has ended."""
        self._script_bars.clear()
        self.progress(())
        self.flush()

    def _take_progress(self, record: object) -> None:
        bar, is_over = bar_of_record(record)
        self._script_bars.pop(bar.key, None)
        if not is_over:
            self._script_bars[bar.key] = bar
        self._tell_bars()

    def _tell_bars(self) -> None:
        self._tell("bars", [*self._script_bars.values(), *self._job_bars, *self._behind])

    def left_running(self, bars: Sequence[Bar]) -> None:
        """How far the jobs are that nobody waits for."""
        self._behind = list(bars)
        self._tell_bars()

    def job_failed(self, error: VMMError) -> None:
        """A job that nobody waited for has failed."""
        self.show(Piece(f"{error_view(error)}\n", "error"))

    # --- questions ---

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask in the window.

        Raises:
            CancelledError: the person would rather stop the script.
        """
        self.flush()
        question = Question(prompt, secret=secret)
        self._tell("question", question)
        return str(self._answered(question))

    def page(self, items: Sequence[object], check: Callable[[], None]) -> None:
        """Show the objects at once: one can scroll."""
        del check
        for item in items:
            self.write("output", item)
        self.flush()

    def grid(self, items: Sequence[object], title: str, output_mode: str) -> Sequence[object]:
        """Show objects in a grid window; the chosen ones where the script asks for a choice."""
        self.flush()
        # Read here: an object of a list may have to be read from the engine for a value.
        question = Question(rows=rows_of(items), title=title, output_mode=output_mode)
        self._tell("grid", question)
        if output_mode.lower() == "none":
            return ()
        return [items[number] for number in self._answered(question)]

    def _answered(self, question: Question) -> Any:
        while True:
            self._check()
            try:
                answer = question.answer.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            if answer is None:
                raise CancelledError("The script was stopped.")
            return answer


def _lines_with_spans(text: str) -> list[Piece]:
    """The lines of a statement, each with its line end and its coloured parts."""
    pieces, found, at = spans(text), [], 0
    for line in text.split("\n"):
        end = at + len(line)
        parts = [(max(s, at) - at, min(e, end) - at, kind) for s, e, kind in pieces if s < end and e > at]
        found.append(Piece(line + "\n", "text", parts))
        at = end + 1
    return found
