"""``vmmconsole parse``: the syntax of scripts, in the form that editors read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.error_view import underlined
from vmmconsole.script.parser import check, decode
from vmmconsole.script.values import ErrorRecord


def parse_files(names: Sequence[str], *, commands: bool = False) -> int:
    """Print ``file:line:column: message`` for each error, and below it the line with the place; 1 when there is any.

    With `commands` also for what is right in syntax and cannot run: commands and parameters that there are not; and
    ``warning:`` for what would run and do less.
    """
    failed = False
    for name in names:
        shown = "<stdin>" if name == "-" else name
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as err:
            sys.stdout.write(f"{shown}:1:1: cannot be read: {err.strerror}\n")
            failed = True
            continue
        text = decode(data)
        wrong = check(text, shown)
        for error in wrong:
            _report(shown, text, error, str(error))
        failed = failed or bool(wrong)
        if commands and not wrong:
            failed = _check_commands(shown, text) or failed
    return int(failed)


def _check_commands(shown: str, text: str) -> bool:
    """Report what is not right with commands; whether any is an error."""
    from vmmconsole.cmdlets import registry
    from vmmconsole.script.diagnostics import diagnose

    found = [d for d in diagnose(text, registry.find, registry.names()) if not d.in_jobs_only]
    for diagnostic in found:
        message = diagnostic.text if diagnostic.severity == "error" else f"warning: {diagnostic.text}"
        _report(shown, text, ScriptError(message, line=diagnostic.line, column=diagnostic.column), message)
    return any(diagnostic.severity == "error" for diagnostic in found)


def _report(shown: str, text: str, error: ScriptError, message: str) -> None:
    sys.stdout.write(f"{shown}:{error.line}:{error.column}: {one_line(message)}\n")
    place = ErrorRecord(error, error.line, error.column)
    sys.stdout.writelines(f"    {line}\n" for line in underlined(place, text))


def one_line(text: str) -> str:
    """The text without line breaks, so that one error is one line."""
    return " ".join(text.split())
