"""One measured figure, and how all of them are shown and kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `goal` is the most it may be, None for one that only informs."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    peer: str = ""
    """The same at a peer, in the same run, in words."""
    at_least: bool = False
    """Whether the goal is the least instead."""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def figure(
    name: str, values: Sequence[float], unit: str, goal: float | None = None, *, peer: str = "", at_least: bool = False
) -> Figure:
    """The median of several runs."""
    digits = 3 if unit == "s" else 1
    return Figure(name, round(statistics.median(values), digits), unit, goal, peer, at_least)


def machine_facts() -> dict[str, str]:
    """What it was measured on."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    system = dict(line.rstrip().split("=", 1) for line in _lines("/etc/os-release") if "=" in line)
    return {
        "processor": f"{os.cpu_count()} × {names[0] if names else platform.machine()}",
        "memory": f"{memory / 2**20:.0f} GiB",
        "system": system.get("PRETTY_NAME", platform.system()).strip('"'),
        "python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
        "bytecode": "written and used, whatever PYTHONDONTWRITEBYTECODE says here",
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def write(figures: Sequence[Figure], path: Path) -> None:
    """Keep the figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = []
    for one in figures:
        fields = asdict(one)
        del fields["at_least"]
        kept.append({**fields, "met": one.met})
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")


def table(figures: Sequence[Figure]) -> str:
    """The figures for people."""
    lines = [("what", "value", "goal", "met", "peer, same run")]
    for one in figures:
        goal = "" if one.goal is None else f"{'≥' if one.at_least else '≤'} {one.goal:g} {one.unit}".strip()
        met = {None: "", True: "yes", False: "NO"}[one.met]
        lines.append((one.name, f"{one.value:g} {one.unit}".strip(), goal, met, one.peer))
    widths = [max(len(line[place]) for line in lines) for place in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
                     for line in lines)  # fmt: skip
