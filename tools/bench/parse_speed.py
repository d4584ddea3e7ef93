"""How fast scripts are parsed, in MB/s, beside binary-refinery's parser on the same texts in the same run.

    python -m tools.bench.parse_speed

The peer is there once `make oracle` has installed it.
"""

from __future__ import annotations

import statistics
import time

from tools import corpus
from tools.oracle.__main__ import PYTHON, ask
from vmmconsole.script.parser import check, decode, parse

from .figures import Figure, table

GOAL_MB_PER_SECOND = 0.5
_RUNS = 5


def texts() -> list[str]:
    """The scripts of the corpus that are the language."""
    found = [decode(path.read_bytes()) for path in corpus.scripts()]
    return [text for text in found if not check(text)]


def measure(runs: int = _RUNS) -> list[Figure]:
    """The one figure: all texts parsed, one after the other."""
    scripts = texts()
    size = sum(len(text.encode("utf-8")) for text in scripts) / 1e6
    for text in scripts:
        parse(text)
    values = []
    for _ in range(runs):
        start = time.perf_counter()
        for text in scripts:
            parse(text)
        values.append(size / (time.perf_counter() - start))
    peer = "binary-refinery not installed; run `make oracle`"
    if PYTHON.exists():
        seconds = ask("speed", {str(number): text for number, text in enumerate(scripts)})["seconds"]
        peer = f"binary-refinery {size / seconds:.2f} MB/s"
    name = f"parse {len(scripts)} scripts, {size * 1000:.0f} kB"
    return [Figure(name, round(statistics.median(values), 2), "MB/s", GOAL_MB_PER_SECOND, peer, at_least=True)]


if __name__ == "__main__":
    print(table(measure()))
