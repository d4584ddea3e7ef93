"""The command ``vmmconsole``. A subcommand imports what it needs when it runs, so the console starts quickly."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from .options import parse_arguments

if TYPE_CHECKING:
    from .options import Options

FAILED = 1
"""The exit code when something failed; 0 is success and 2 a wrong command line."""


def program() -> int:
    """The command as a process of its own: it ends at once, without looking through all objects for garbage first."""
    code = main()
    gc.freeze()
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["tour"]:
        return _console_part("tour", words[1:])
    options = parse_arguments(words)
    if options.command in ("run", "shell"):
        # Importing makes no garbage, and scripts hold many objects, which the collector would walk through again and
        # again; it is let loose when the script begins.
        gc.disable()
        gc.set_threshold(100_000, 20, 20)
    try:
        return _command(options)
    except BrokenPipeError:  # whoever read the output has enough of it, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python itself complains at its end
        return FAILED


def _command(options: Options) -> int:
    match options.command:
        case "engine":
            from .engine import run_engine

            return run_engine(options)
        case "run":
            from .run import run_script

            return run_script(options)
        case "shell":
            from .shell import run_shell

            return run_shell(options)
        case "parse":
            from .parse import parse_files

            return parse_files(options.files, commands=options.commands)
        case "audit":
            from .audit import audit_command

            return audit_command(options.action, options.data, syslog=options.syslog)
        case "token":
            from .token import token_command

            return token_command(options)
        case "account":
            from .account import account_command

            return account_command(options)
        case "database":
            from .database import database_command

            return database_command(options)
        case "check":
            from vmmconsole.prerequisites import report

            return report(sys.stdout, options.data, packages_only=options.apt)
        case _:
            return _console(options)


def _console(options: Options) -> int:
    """Open the console. It is above this layer, so it is found by name."""
    try:
        app = import_module("vmmconsole_ui.app")
    except ModuleNotFoundError as err:
        return _no_console(err)
    return int(app.main(data_dir=options.data, server=options.server, demo=options.demo))


def _console_part(name: str, words: Sequence[str]) -> int:
    try:
        part = import_module(f"vmmconsole_ui.{name}")
    except ModuleNotFoundError as err:
        return _no_console(err)
    return int(part.main(words))


def _no_console(err: ModuleNotFoundError) -> int:
    if (err.name or "").partition(".")[0] not in ("PySide6", "qasync", "qtawesome", "vmmconsole_ui"):
        raise err
    sys.stderr.write(
        f"The console cannot be opened: {err.name} is not installed.\n"
        "Install it with: pip install 'vmmconsole[console]'\n"
        "Without it there are: vmmconsole run, vmmconsole shell, vmmconsole engine.\n"
    )
    return FAILED
