"""``python -m tools.bench [--quick] [--only PART]``: measure, print a table, write ``build/bench.json``."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from . import jobs, on_libvirt, on_mixed, on_shell, on_simulated, on_vcenter, parse_speed
from .figures import Figure, machine_facts, table, write
from .place import ROOT, Place

PARTS = ("libvirt", "simulated", "shell", "scripts", "jobs", "vcenter", "mixed")


def main() -> int:
    """Run the parts; a goal that is missed is said, and no error."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure speed and memory.")
    parser.add_argument("--quick", action="store_true", help="one run of each, and 10 s of changes instead of 60")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be given more than once")
    parser.add_argument("--out", type=Path, default=ROOT / "build/bench.json", help="where the figures go")
    parser.add_argument(
        "--wait", type=float, metavar="SECONDS", help="how long to wait, in all, for other programs to leave room"
    )
    options = parser.parse_args()
    patience = options.wait if options.wait is not None else 0 if options.quick else 120
    for name, fact in machine_facts().items():
        print(f"{name}: {fact}")
    began = time.monotonic()
    figures: list[Figure] = []
    with Place(patience) as place:
        place.warm()
        for part in options.only or PARTS:
            print(f"… {part}", file=sys.stderr, flush=True)
            figures += _measure(part, place, quick=options.quick)
        busy = statistics.median(place.busy)
    write(figures, options.out)
    print(f"\n{table(figures)}\n\n{time.monotonic() - began:.0f} s; {options.out}")
    print(f"Before the measurements other programs took {busy:.0f} % of the processors (median); if much, repeat.")
    missed = [figure.name for figure in figures if figure.met is False]
    if missed:
        print("Not met: " + "; ".join(missed))
    return 0


def _measure(part: str, place: Place, *, quick: bool) -> list[Figure]:
    match part:
        case "libvirt":
            return on_libvirt.measure(place, 1 if quick else 5)
        case "simulated":
            return on_simulated.measure(place, 1 if quick else 3, 10 if quick else 60)
        case "shell":
            return on_shell.measure(place, 1 if quick else 5)
        case "scripts":
            return parse_speed.measure(1 if quick else 5)
        case "vcenter":
            return on_vcenter.measure(place, (1_000,) if quick else (1_000, 5_000, 10_000))
        case "mixed":
            return on_mixed.measure(place, 1_000 if quick else 5_000)
        case _:
            return jobs.measure(place, 20 if quick else 100)


if __name__ == "__main__":
    sys.exit(main())
