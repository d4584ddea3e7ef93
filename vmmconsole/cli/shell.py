"""``vmmconsole shell``: cmdlets as they are typed, with history and completion; or line by line from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.model.errors import CancelledError, ScriptSyntaxError, VMMError

from .options import Options
from .run import interruptible
from .terminal import Terminal

if TYPE_CHECKING:
    from vmmconsole.client.remote_host import RemoteHost
    from vmmconsole.script.interpreter import Interpreter

PROMPT, MORE = "VMM> ", ">> "


def run_shell(options: Options) -> int:
    """Read and run statements until ``exit`` or the end of input."""
    terminal = Terminal()
    try:
        from vmmconsole.client.embedded import default_data_dir
        from vmmconsole.client.remote_host import RemoteHost
        from vmmconsole.script.interpreter import Interpreter

        from .connection import connected

        with connected(options) as client:
            host = RemoteHost(client, terminal, interactive=sys.stdin.isatty())
            interpreter = Interpreter(host)
            lines = _typed(interpreter, host, default_data_dir()) if sys.stdin.isatty() else _piped()
            return _loop(interpreter, host, lines)
    except VMMError as err:
        terminal.error(err)
        return 1


def _loop(interpreter: Interpreter, host: RemoteHost, statements: Iterator[str]) -> int:
    failed = False
    for text in statements:
        interpreter.had_errors = False
        ended = run_statement(interpreter, host, text)
        failed = failed or interpreter.had_errors
        if ended is not None:
            return ended
    return 0 if host.interactive else int(failed)


def run_statement(interpreter: Interpreter, host: RemoteHost, text: str) -> int | None:
    """Run one input; the exit code when it says ``exit``, else None."""
    from vmmconsole.script.parser import parse

    before = interpreter.exit_code
    host.interrupted = False
    try:
        tree = parse(text)
        with interruptible(host):
            interpreter.run(tree)
    except CancelledError as err:
        interpreter.had_errors = True
        host.screen.note(str(err))
    except VMMError as err:
        interpreter.had_errors = True
        record = interpreter.errors[0] if interpreter.errors else None
        host.screen.error(record if record is not None and record.error is err else err)
    except KeyboardInterrupt:
        interpreter.had_errors = True
        host.screen.note("Stopped.")
    finally:
        host.interrupted = False
        host.screen.flush()
    return interpreter.exit_code if interpreter.exit_code != before or _says_exit(text) else None


def _says_exit(text: str) -> bool:
    return text.strip().rstrip(";").lower() in ("exit", "exit 0", "quit")


def is_incomplete(text: str) -> bool:
    """Whether more input may make it whole."""
    from vmmconsole.script.parser import parse

    try:
        parse(text)
    except ScriptSyntaxError as err:
        return err.incomplete
    return False


def _piped() -> Iterator[str]:
    """Statements from standard input, each as soon as it is whole."""
    waiting = ""
    for line in sys.stdin:
        waiting += line
        if waiting.strip() and not is_incomplete(waiting):
            yield waiting
            waiting = ""
    if waiting.strip():
        yield waiting  # its syntax error is shown


def _typed(interpreter: Interpreter, host: RemoteHost, data_dir: Path) -> Iterator[str]:
    """Statements from a terminal."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    from .completion import ScriptCompleter, new_line_keys

    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(
        PROMPT,
        history=FileHistory(str(data_dir / "shell-history")),
        completer=ScriptCompleter(interpreter, host),
        complete_while_typing=False,
        multiline=True,
        key_bindings=new_line_keys(is_incomplete),
        prompt_continuation=MORE,
        enable_history_search=True,
    )
    host.screen.note(f"Connected as {host.client.server().get('UserName', '')}. Get-Command lists what there is.")
    while True:
        try:
            text = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.strip():
            yield text
