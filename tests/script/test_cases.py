"""Scripts and what a person sees of them: the text files in ``cases``, one block each.

A block is a script after ``> `` (more lines after ``>> ``) and below it the lines that are shown, ``~`` for an empty
one. Lines that start with ``# `` are remarks. Errors are shown as ``ERROR: `` and their text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.model.errors import VMMError
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.interpreter import Interpreter

_FOLDER = Path(__file__).parent / "cases"
_WIDTH = 100
_PREFIXES = {"warning": "WARNING: ", "verbose": "VERBOSE: ", "debug": "DEBUG: ", "error": "ERROR: "}


def _cases() -> Iterator[Any]:
    for file in sorted(_FOLDER.glob("*.txt")):
        script: list[str] = []
        shown: list[str] = []
        for line in [*file.read_text(encoding="utf-8").splitlines(), "> "]:
            if line.startswith("> "):
                if script:
                    yield pytest.param("\n".join(script), shown, id=f"{file.stem}: {script[0][:70]}")
                script, shown = [line[2:]], []
            elif line.startswith(">> "):
                script.append(line[3:])
            elif line and not line.startswith("# "):
                shown.append("" if line == "~" else line)


def seen(records: list[tuple[str, Any]]) -> str:
    """The text of a script's streams as a terminal shows it."""
    out: list[str] = []
    waiting: list[Any] = []
    for stream, value in [*records, ("end", None)]:
        if stream == "output":
            waiting.append(value)
            continue
        out.append(format_objects(waiting, _WIDTH))
        waiting = []
        if stream in ("host", "information"):
            out.append(str(value))
        elif stream in _PREFIXES:
            out.append(f"{_PREFIXES[stream]}{value}\n")
    return "".join(out)


@pytest.mark.parametrize(("script", "shown"), list(_cases()))
def test_a_script_shows(
    interpreter: Interpreter, host: Any, script: str, shown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(_WIDTH))
    host.answers = ["first answer", "second answer"]
    try:
        interpreter.run(script)
    except VMMError as err:
        host.records.append(("error", err))
    lines = [line.rstrip() for line in seen(host.records).strip("\n").split("\n")]
    assert lines == (shown or [""])
