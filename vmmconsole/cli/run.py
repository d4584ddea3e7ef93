"""``vmmconsole run``: a script from a file, from the command line or from standard input."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from vmmconsole.model.errors import CancelledError, NotFoundError, VMMError

from .options import Options
from .terminal import Terminal

INTERRUPTED = 130


def run_script(options: Options) -> int:
    """Run it; 0 only if every statement and every job succeeded, or what ``exit`` says."""
    from vmmconsole.script.parser import check

    terminal = Terminal()
    try:
        text, name = _text(options)
        terminal.source, terminal.source_file = text, name
        wrong = check(text, name)  # before an engine is started for it
        for error in wrong:
            terminal.error(error)
        if wrong:
            return 1
        from vmmconsole.client.remote_host import RemoteHost

        from .connection import connected

        with connected(options) as client:
            host = RemoteHost(client, terminal)
            with interruptible(host):
                return _plan(host, text) if options.what_if else _run(host, text, name, options.arguments)
    except CancelledError as err:
        terminal.error(err)
        return INTERRUPTED
    except VMMError as err:
        terminal.error(err)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        terminal.flush()


def _text(options: Options) -> tuple[str, str]:
    from vmmconsole.script.parser import decode

    if options.script is not None:
        return options.script, ""
    if options.file == "-":
        return decode(sys.stdin.buffer.read()), ""
    try:
        return decode(Path(options.file).read_bytes()), options.file
    except OSError as err:
        raise NotFoundError(
            f"The script {options.file} cannot be read.", cause=f"{err.strerror}.", action="Check the path."
        ) from err


def _run(host: Any, text: str, name: str, arguments: list[str]) -> int:
    from vmmconsole.script.interpreter import Interpreter

    gc.freeze()  # what is imported stays
    gc.enable()
    interpreter = Interpreter(host)
    try:
        interpreter.run(text, name, arguments)
    except CancelledError:
        raise
    except VMMError as err:
        host.screen.error(interpreter.errors[0] if interpreter.errors else err)
        interpreter.had_errors = True
    host.screen.flush()
    succeeded = host.finish()
    if host.interrupted:
        return INTERRUPTED
    return interpreter.exit_code or int(interpreter.had_errors or not succeeded)


def _plan(host: Any, text: str) -> int:
    """Let the engine plan the whole script: later statements then see what earlier ones would have made."""
    from vmmconsole.client.remote_host import error_of

    job = host.wait(host.client.run(text, what_if=True))
    for message in job.messages:
        host.screen.write("information", message)
    if job.error_info is not None:
        host.screen.error(error_of(job))
        return 1
    return INTERRUPTED if host.interrupted else 0


@contextmanager
def interruptible(host: Any) -> Iterator[None]:
    """Let the first Ctrl+C stop the script in order, and the second at once."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if host.interrupted:
            raise KeyboardInterrupt
        host.interrupted = True

    before: Callable[[int, FrameType | None], Any] | int | None = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
