"""``vmmconsole shell``: cmdlets as they are typed in a terminal, or line by line from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .options import Options


def run_shell(options: Options) -> int:
    """Read and run statements until ``exit`` or the end of input."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from .prompt import Prompt

        return Prompt(options).run()
    return _run_piped(options)


def _run_piped(options: Options) -> int:
    """Statements from standard input; the exit code tells whether any failed, as there is nobody to see it."""
    from vmmconsole.client.shell import Shell
    from vmmconsole.model.errors import VMMError

    from .connection import connected
    from .run import INTERRUPTED, interruptible
    from .terminal import Terminal

    terminal = Terminal()
    try:
        with connected(options) as client:
            shell = Shell(client, terminal, interactive=False)
            with interruptible(shell.host):
                for text in _statements():
                    shell.run(text)
                    if shell.exit_code is not None:
                        return shell.exit_code
            return int(shell.failed)
    except VMMError as err:
        terminal.error(err)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _statements() -> Iterator[str]:
    """Statements from standard input, each as soon as it is whole."""
    from vmmconsole.client.shell import needs_more

    waiting = ""
    for line in sys.stdin:
        waiting += line
        if waiting.strip() and not needs_more(waiting):
            yield waiting
            waiting = ""
    if waiting.strip():
        yield waiting  # its syntax error is shown
