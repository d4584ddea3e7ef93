"""The thread that runs a window's statements, one after another, over a connection of its own."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vmmconsole.client.link import Link
from vmmconsole.client.shell import Shell
from vmmconsole.model import NOUNS
from vmmconsole.model.errors import VMMError
from vmmconsole.script.completion import Completion, ObjectNames

from .screen import WindowScreen

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint

Chosen = tuple[str, str]
"""A selected object: its kind and its ID."""
_TURN_SECONDS = 0.0005


class _Turns:
    """While a script runs beside the window, Python's threads take turns ten times as often as usual.

    A frame gives the turn away and waits for it again many times; at the usual 5 ms each it would take a tenth of a
    second.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running = 0
        self._usual = sys.getswitchinterval()

    def __enter__(self) -> None:
        with self._lock:
            self._running += 1
            sys.setswitchinterval(_TURN_SECONDS)

    def __exit__(self, *_exception: object) -> None:
        with self._lock:
            self._running -= 1
            if not self._running:
                sys.setswitchinterval(self._usual)


_TURNS = _Turns()


class ShellWorker(QObject):
    """Runs statements in order; the signals arrive on the window's thread."""

    output_waits = Signal()
    """`screen.output` has something to show."""
    bars_changed = Signal(object)
    """A list of `vmmconsole.client.screen.Bar`."""
    asked = Signal(object)
    """A `Question` to answer in the window."""
    grid_wanted = Signal(object)
    """A `Question` with rows to show in a grid window."""
    busy_changed = Signal(bool)
    exited = Signal(int)
    """A statement said ``exit``."""
    ended = Signal()
    """The thread is over."""

    def __init__(self, find: Callable[[], Endpoint], names: ObjectNames, parent: QObject | None = None) -> None:
        """`find` gives the address of the console's engine; it is called on another thread."""
        super().__init__(parent)
        self.screen = WindowScreen(self._tell, self._check)
        self._link = Link(find)
        self.shell = Shell(self._link, self.screen, names=names)
        self._statements: queue.SimpleQueue[str | Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="PowerShell window", daemon=True)
        self._closed = False
        self._busy = False
        self._output_told = threading.Event()

    def start(self, chosen: Sequence[Chosen] = ()) -> None:
        """Begin; the selected objects become ``$Selection``."""
        self._statements.put(lambda: self._select(chosen))
        self._link.start()
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a statement runs."""
        return self._busy

    @property
    def is_over(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def run(self, text: str) -> None:
        """Run a statement after those that wait."""
        self._statements.put(text)

    def interrupt(self) -> None:
        """Stop what runs, at its next step, and forget what waits."""
        while True:
            try:
                waiting = self._statements.get_nowait()
            except queue.Empty:
                break
            if waiting is None:
                self._statements.put(None)
                break
        self.shell.interrupt()

    def close(self) -> None:
        """End the thread, soon: what runs is stopped."""
        self._closed = True
        self._statements.put(None)
        self.shell.interrupt()

    def complete(self, text: str) -> Completion:
        """What could stand at the end of a text; nothing while a statement changes what there is."""
        return self.shell.complete(text)

    def output_taken(self) -> None:
        """The window has seen the signal, and wants the next one."""
        self._output_told.clear()

    # --- on the thread ---

    def _work(self) -> None:
        while not self._closed:
            statement = self._statements.get()
            if statement is None:
                break
            self._set_busy(busy=True)
            with _TURNS:
                if callable(statement):
                    statement()
                else:
                    self.screen.echo(statement)
                    self.shell.run(statement)
            self._set_busy(busy=False)
            if self.shell.exit_code is not None:
                self._emit("exited", self.shell.exit_code)
                break
        self.shell.close()
        self._link.close()
        self._emit("ended")

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._emit("busy_changed", busy)

    def _select(self, chosen: Sequence[Chosen]) -> None:
        variables = self.shell.interpreter.variables
        variables["Selection"] = []
        if not chosen:
            return
        try:
            client = self.shell.host.client
            found = [client.get(NOUNS[kind], object_id) for kind, object_id in chosen]
        except VMMError as err:
            self.screen.error(err)
            return
        variables["Selection"] = found

    def _check(self) -> None:
        if self._closed:
            self.shell.host.interrupted = True
        self.shell.host.check()

    def _tell(self, what: str, value: object) -> None:
        if what == "output":
            if not self._output_told.is_set():
                self._output_told.set()
                self._emit("output_waits")
        else:
            self._emit({"bars": "bars_changed", "question": "asked", "grid": "grid_wanted"}[what], value)

    def _emit(self, signal: str, *values: object) -> None:
        try:
            getattr(self, signal).emit(*values)
        except RuntimeError:  # the window and its half of this object are gone
            self._closed = True
