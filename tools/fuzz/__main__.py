"""``python -m tools.fuzz --seconds N [--seed S]``: what comes out must be a result or an error of ours, and soon.

A failure is an exception that is not of the product's error tree, or more seconds than a script of that size may take.
Each is written to build/fuzz with the smallest text that still shows it.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import gc
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from tools import corpus
from vmmconsole.engine.jobs.budget import Budget, Limits
from vmmconsole.model.errors import VMMError
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.limits import MEMORY, Memory
from vmmconsole.script.parser import check, decode, parse

from .programs import host_class, program, shuffled
from .texts import broken, junk

PLACE = corpus.ROOT / "build" / "fuzz"
PARSE_SECONDS = 5.0
RUN_SECONDS = 20.0
"""Beyond the budget of the run, which ends a script by itself."""
LIMITS = Limits(statements=5_000, statement_seconds=5, memory_bytes=256 * 1024 * 1024)
_TRIES = 300


class Hung(BaseException):
    """A text took longer than it may; no handler of the product's own catches it."""


def parses(text: str) -> None:
    """Read a text in every way that there is."""
    faults = check(text)
    with contextlib.suppress(VMMError):
        parse(text)
        assert not faults, "check() refuses what parse() takes"
    for fault in faults:
        assert fault.line >= 1, "an error without a line"
        assert fault.column >= 1, "an error without a column"
        assert str(fault), "an error without words"


def runs(text: str) -> None:
    """Run a text as an engine's job does, with less of everything."""
    if check(text):
        return
    host = host_class()()
    host.allows_files = False
    host.answers = ["1"] * 1000
    host.check = Budget(LIMITS).statement
    interpreter = Interpreter(host)
    watch = MEMORY.set(Memory(LIMITS.memory_bytes))
    try:
        with contextlib.suppress(VMMError):
            format_objects(interpreter.run_collect(text)[:1000], 80)
        format_objects([value for _, value in host.records][:1000], 80)
    finally:
        MEMORY.reset(watch)


def decodes(data: bytes) -> None:
    """Read a file's bytes."""
    parses(decode(data))


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise Hung


def failure_of(work: Callable[[], None], seconds: float) -> str:
    """What is wrong with a piece of work: the exception's kind and place; empty when nothing is."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    faulthandler.dump_traceback_later(seconds * 6, exit=True)  # C code does not hear the alarm
    try:
        work()
    except Hung:
        return "Hung"
    except Exception as err:  # noqa: BLE001  any at all is what we look for
        last = traceback.extract_tb(err.__traceback__)[-1]
        return f"{type(err).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno}: {str(err)[:120]}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
    return ""


def smaller(text: str, kind: str, judge: Callable[[str], str]) -> str:
    """A text as small as a few hundred tries make it, that fails in the same way."""
    size, tries = max(len(text) // 2, 1), 0
    while size and tries < _TRIES:
        at = 0
        while at < len(text) and tries < _TRIES:
            tries += 1
            shorter = text[:at] + text[at + size :]
            if judge(shorter).split(":")[0] == kind.split(":")[0]:
                text = shorter
            else:
                at += size
        size //= 2
    return text


@dataclass
class Fuzz:
    """One run of it."""

    seed: int
    sources: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    """The smallest text by what goes wrong."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        texts = [decode(path.read_bytes()) for path in corpus.scripts()]
        self.sources = self.sources or texts

    def once(self) -> None:
        """One text."""
        kind = self.chance.choices(("parse", "program", "lines", "bytes"), (5, 6, 3, 1))[0]
        self.counts[kind] += 1
        if kind == "bytes":
            data = junk(self.chance)
            self._judge(kind, data.decode("latin-1"), lambda text: decodes(text.encode("latin-1")), PARSE_SECONDS)
        elif kind == "parse":
            self._judge(kind, broken(self.chance, self.sources), parses, PARSE_SECONDS)
        else:
            text = program(self.chance) if kind == "program" else shuffled(self.chance, self.sources)
            self._judge(kind, text, runs, RUN_SECONDS)

    def _judge(self, kind: str, text: str, work: Callable[[str], None], seconds: float) -> None:
        (PLACE / "current.ps1").write_text(text, "utf-8", errors="surrogatepass")

        def judge(candidate: str) -> str:
            return failure_of(lambda: work(candidate), seconds)

        wrong = judge(text)
        if not wrong:
            return
        known = f"{kind}: {wrong}"
        if known.split("line")[0] in self.failures:
            return
        small = smaller(text, wrong, judge) if wrong != "Hung" else text
        self.failures[known.split("line")[0]] = small
        name = PLACE / f"failure-{self.seed}-{len(self.failures)}.ps1"
        name.write_text(f"# {known}\n{small}", "utf-8", errors="surrogatepass")
        print(f"{known}\n  {small[:400]!r}\n  {name}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Fuzz for a time; 1 when anything failed."""
    parser = argparse.ArgumentParser(description="Throw broken and made-up scripts at parser and interpreter.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None, help="another run; the same seed throws the same texts")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    PLACE.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, _alarm)
    fuzz = Fuzz(seed)
    end = time.monotonic() + options.seconds
    print(f"seed {seed}, {options.seconds:g} s", flush=True)
    while time.monotonic() < end:
        fuzz.once()
        if fuzz.counts.total() % 500 == 0:
            gc.collect()
    print(
        ", ".join(f"{count} {kind}" for kind, count in sorted(fuzz.counts.items())) + f"; {len(fuzz.failures)} failures"
    )
    return int(bool(fuzz.failures))


if __name__ == "__main__":
    sys.exit(main())
