"""The corpus of scripts: runs each on a simulated fabric and compares what it shows with the text beside it.

    python -m tools.corpus [--update] [--folder DIR] [NAME …]

A script NAME.ps1 has NAME.out with what it shows, NAME.in with the answers to what it asks, or NAME.err with the parse
errors of one that is none. `tests/script/test_corpus.py` does the same in the test-suite.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from vmmconsole.cli.terminal import Terminal
from vmmconsole.client.endpoint import parse_endpoint
from vmmconsole.client.remote_host import RemoteHost
from vmmconsole.client.sync import SyncClient
from vmmconsole.model.errors import VMMError
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.parser import check, decode

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "script" / "corpus"
_UNKNOWN = re.compile(r".*(?:not recognised|no cmdlet or function|has no parameter|is ambiguous).*")
FABRIC = "4,24"
"""Hosts and machines of the fabric that the scripts' expected texts are about."""


class AnsweringTerminal(Terminal):
    """A terminal whose user answers from a list, and just presses Enter when it is empty."""

    def __init__(self, out: TextIO, answers: list[str]) -> None:
        super().__init__(out, out)
        self.answers = answers

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """The next answer; a secret one is not shown."""
        self.flush()
        answer = self.answers.pop(0) if self.answers else ""
        shown = prompt if prompt.endswith((" ", ":")) else f"{prompt}:"
        self.write("host", f"{shown.rstrip()} {'*' * len(answer) if secret else answer}\n")
        return answer


@contextlib.contextmanager
def fabric(folder: Path) -> Iterator[SyncClient]:
    """A client of an engine in its own process, with the fabric of the corpus and its data in `folder`."""
    address = f"unix:{folder}/e.sock"
    command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(folder / "data"), "--demo", FABRIC]
    environment = {**os.environ, "HOME": str(folder)}
    with subprocess.Popen(
        [*command, "--listen", address], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line.startswith("ready "), line
            with SyncClient(parse_endpoint(address)) as client:
                assert client.wait_ready(60)
                yield client
            process.terminate()
            assert process.wait(30) == 0
        finally:
            process.kill()


def scripts(folder: Path = CORPUS) -> list[Path]:
    """All scripts below a folder."""
    return sorted(folder.rglob("*.ps1"))


def name_of(path: Path) -> str:
    """The script's name as the mapping and the tests have it: ``constructs/foreach``."""
    return f"{path.parent.name}/{path.stem}"


def is_wrong(path: Path) -> bool:
    """Whether the script is one that must not parse."""
    return path.parent.name == "invalid"


def is_later(path: Path) -> bool:
    """Whether the script uses what this version does not have: it runs, and says so, and is compared with nothing."""
    return path.parent.name == "later"


def unknown_in(shown: str) -> str:
    """What a script's text says that it does not know, or an empty string."""
    found = _UNKNOWN.search(shown)
    return found.group() if found else ""


def shown_by(path: Path, client: SyncClient, folder: Path) -> str:
    """What a script shows when it runs in `folder`: output, messages and errors in their order."""
    text = io.StringIO()
    answers = path.with_suffix(".in")
    terminal = AnsweringTerminal(text, answers.read_text("utf-8").splitlines() if answers.exists() else [])
    host = RemoteHost(client, terminal)
    interpreter = Interpreter(host)
    with contextlib.chdir(folder):
        try:
            interpreter.run(decode(path.read_bytes()), path.name)
        except VMMError as err:
            terminal.error(interpreter.errors[0] if interpreter.errors else err)
        terminal.flush()
        host.finish()
        terminal.flush()
    return text.getvalue()


def faults_of(path: Path) -> str:
    """The parse errors of a script as ``line:column: message``, one a line."""
    faults = check(decode(path.read_bytes()), path.name)
    return "".join(f"{e.line}:{e.column}: {' '.join(str(e).split())}\n" for e in faults)


def expected(path: Path) -> tuple[Path, str]:
    """The file with the text that the script must come to, and that text; empty where there is none yet."""
    beside = path.with_suffix(".err" if is_wrong(path) else ".out")
    return beside, beside.read_text("utf-8") if beside.exists() else ""


def main(arguments: list[str] | None = None) -> int:
    """Run scripts; 1 when one shows something else than expected."""
    parser = argparse.ArgumentParser(description="Run the corpus of scripts.")
    parser.add_argument("--update", action="store_true", help="write what they show beside them")
    parser.add_argument("--folder", type=Path, default=CORPUS, help="another folder of scripts")
    parser.add_argument("names", nargs="*", help="only scripts whose name has one of these texts in it")
    options = parser.parse_args(arguments)
    names = options.names or [""]
    chosen = [p for p in scripts(options.folder.resolve()) if any(name in name_of(p) for name in names)]
    differing = 0
    with tempfile.TemporaryDirectory() as place, fabric(Path(place)) as client:
        for path in chosen:
            with tempfile.TemporaryDirectory() as folder:
                shown = faults_of(path) if is_wrong(path) else shown_by(path, client, Path(folder))
            if is_later(path):
                print(*([f"== {name_of(path)}", unknown] if (unknown := unknown_in(shown)) else []), sep="\n", end="")
                continue
            beside, wanted = expected(path)
            if shown == wanted and beside.exists():
                continue
            differing += 1
            lines = difflib.unified_diff(wanted.splitlines(), shown.splitlines(), "expected", "shown", lineterm="", n=1)
            print(f"== {name_of(path)}", *lines, sep="\n")
            if options.update:
                beside.write_text(shown, "utf-8")
    print(f"{len(chosen)} scripts, {differing} {'written' if options.update else 'differ'}")
    return int(differing > 0 and not options.update)


if __name__ == "__main__":
    sys.exit(main())
