"""The shell without its terminal or window: it runs one statement after another, and knows what could be typed next."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CancelledError, ScriptSyntaxError, VMMError
from vmmconsole.script.completion import Completer, Completion, ObjectNames
from vmmconsole.script.highlight import spans
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.parser import parse

from .job_watch import JobWatch
from .remote_host import RemoteHost, error_of

if TYPE_CHECKING:
    from .link import Link
    from .screen import Screen
    from .sync import SyncClient


class Shell:
    """One session: variables and functions stay from statement to statement."""

    def __init__(
        self, engine: SyncClient | Link, screen: Screen, *, names: ObjectNames | None = None, interactive: bool = True
    ) -> None:
        self.screen = screen
        self.host = RemoteHost(engine, screen, interactive=interactive)
        self.interpreter = Interpreter(self.host)
        self._watch = JobWatch(
            lambda: getattr(engine, "endpoint", None),
            screen.left_running,
            lambda job: screen.job_failed(error_of(job)),
        )
        self._completer = Completer(self.interpreter, names)
        self.exit_code: int | None = None
        """What ``exit`` said; None until then."""
        self.failed = False
        """Whether any statement had an error."""

    def run(self, text: str) -> None:
        """Run one input and show what it writes; errors are shown, not raised.

        Raises:
            KeyboardInterrupt: only what the terminal's second Ctrl+C raised.
        """
        interpreter = self.interpreter
        interpreter.had_errors = interpreter.has_exited = False
        self.host.interrupted = self.host.abandoned = False
        self.screen.source = text
        self._guarded(lambda: interpreter.run(parse(text)))
        self._guarded(self.screen.done)  # objects of a long list may have to be read before they can be shown
        self.host.interrupted = self.host.abandoned = False
        self.failed = self.failed or interpreter.had_errors
        if self.host.interactive:
            self._watch.add(self.host.left_running)
            self.host.left_running.clear()
        if interpreter.has_exited:
            self.exit_code = interpreter.exit_code

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do it, and show what goes wrong."""
        interpreter = self.interpreter
        try:
            work()
        except CancelledError:
            self.screen.note("Stopped." if self.host.interrupted else "The job was cancelled.")
        except VMMError as err:
            record = interpreter.errors[0] if interpreter.errors else None
            self.screen.error(record if record is not None and record.error is err else err)
        except RecursionError:
            self.screen.note("Stopped: the statement calls itself too deeply.")
        except Exception as err:  # noqa: BLE001  a mistake of ours must not end the session with all its variables
            self.screen.error(_unexpected(err))
        else:
            return
        interpreter.had_errors = True

    def interrupt(self) -> None:
        """Stop the statement that runs, from any thread: at its next step, its job at the job's next safe point.

        The second time the job is not waited for.
        """
        self.host.abandoned = self.host.interrupted
        self.host.interrupted = True

    def close(self) -> None:
        """Stop following what was left running; it goes on."""
        self._watch.close()

    def complete(self, text: str) -> Completion:
        """What could stand at the end of `text`."""
        try:
            return self._completer.complete(text)
        except VMMError:  # a value that cannot be looked at now
            return Completion(len(text))


def _unexpected(err: Exception) -> VMMError:
    return VMMError(
        "The statement met an error that was not expected.",
        cause=f"{type(err).__name__}: {err}",
        action="Report it with the statement; the session goes on.",
        details=traceback.format_exc(),
    )


def needs_more(text: str) -> bool:
    """Whether a text is unfinished rather than wrong, so that more input may make it whole."""
    if text.endswith("`") and not text.endswith("``"):
        last = spans(text)[-1:]
        return not last or last[0][2] not in ("comment", "string") or last[0][1] < len(text)
    try:
        parse(text)
    except ScriptSyntaxError as err:
        return err.incomplete
    return False
