"""``vmmconsole parse``: the syntax of scripts, in the form that editors read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from vmmconsole.script.error_view import underlined
from vmmconsole.script.parser import check, decode
from vmmconsole.script.values import ErrorRecord


def parse_files(names: Sequence[str]) -> int:
    """Print ``file:line:column: message`` for each error, and below it the line with the place; 1 when there is any."""
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
        for error in check(text, shown):
            sys.stdout.write(f"{shown}:{error.line}:{error.column}: {one_line(str(error))}\n")
            place = ErrorRecord(error, error.line, error.column)
            sys.stdout.writelines(f"    {line}\n" for line in underlined(place, text))
            failed = True
    return int(failed)


def one_line(text: str) -> str:
    """The text without line breaks, so that one error is one line."""
    return " ".join(text.split())
