"""The console on simulated fabrics: 1,000 and 25,000 machines, and 100 changes a second."""

from __future__ import annotations

from itertools import chain
from typing import Any

from .figures import Figure, figure
from .peers import virt_manager
from .place import Place

HOSTS = 50


def measure(place: Place, runs: int, watch_seconds: int) -> list[Figure]:
    """Both sizes, and virt-manager on 1,000 machines. Times to a list are from the start of the process."""
    place.quiet()
    peer = virt_manager(1000, 5 if runs < 3 else 15)
    small = _small(place, runs, peer)
    return [*small, *_large(place, runs, watch_seconds, peer)]


def _words(peer: dict[str, Any] | None, name: str, text: str) -> str:
    return text.format(peer[name]) if peer and peer[name] is not None else "virt-manager is not installed"


def _small(place: Place, runs: int, peer: dict[str, Any] | None) -> list[Figure]:
    data, demo = place.folder / "demo-1000", (HOSTS, 1000)
    first = place.console(data, 1000, "settle:2", demo=demo)
    later = [
        place.console(data, 1000, "settle:2", f"idle:{5 * runs}" if not n else "settle:0", demo=demo)
        for n in range(runs)
    ]
    words = _words(peer, "rows_seconds", "virt-manager, 1,000 test-driver VMs: {:.1f} s")
    memory = _words(peer, "rss_mb", "virt-manager, 1,000: {:.0f} MB")
    return [
        figure("1,000 VMs listed, later start", [r["listed"] for r in later], "s", 1.5, peer=words),
        figure("1,000 VMs listed, first start on an empty data folder", [first["listed"]], "s", 1.5, peer=words),
        figure("console memory (RSS), 1,000 VMs", [r["rss_mb"] for r in (first, *later)], "MB", 200, peer=memory),
        figure("console's processor while nobody acts, 1,000 VMs, 50 hosts", [later[0]["idle_cpu"] * 100], "%"),
    ]  # fmt: skip


def _large(place: Place, runs: int, watch_seconds: int, peer: dict[str, Any] | None) -> list[Figure]:
    data, demo = place.folder / "demo-25000", (HOSTS, 25_000)
    first = place.console(data, 25_000, "settle:2", demo=demo)
    later = [place.console(data, 25_000, "settle:2", "typing", "sorting", demo=demo) for _ in range(runs)]
    changing = place.python("tools.bench.changing_engine", str(data), str(HOSTS), "25000")
    place.engine_listens(data)
    watched = place.console(data, 25_000, "settle:5", f"watch:{watch_seconds}", demo=demo, seconds=300)
    changing.wait(60)
    watch = watched["watch"]
    blocked = _words(peer and {"share": peer["blocked_share"] * 100}, "share", "virt-manager, 1,000: blocked {:.0f} %")
    worst = _words(peer, "longest_block_seconds", "virt-manager, 1,000: {:.1f} s")
    typing = [[seconds * 1000 for seconds in run["typing"]] for run in later]
    sorting = [[seconds * 1000 for seconds in run["sorting"]] for run in later]
    return [
        figure("25,000 VMs listed, later start", [run["listed"] for run in later], "s", 3),
        figure("25,000 VMs listed, first start on an empty data folder", [first["listed"]], "s", 3),
        figure("console memory (RSS), 25,000 VMs", [run["rss_mb"] for run in (first, *later, watched)], "MB", 400),
        figure("keystroke in the filter to painted list, 25,000, median", list(chain(*typing)), "ms", 100),
        figure("keystroke in the filter to painted list, slowest of a run", list(map(max, typing)), "ms", 100),
        figure("click on a column's title to sorted list, 25,000, median", list(chain(*sorting)), "ms", 100),
        figure("click on a column's title to sorted list, slowest of a run", list(map(max, sorting)), "ms", 100),
        figure(f"longest stall of the GUI thread, 25,000, {watch['seconds']:.0f} s",
               [watch["longest"] * 1000], "ms", 50, peer=worst),
        figure("longest stretch of its own work meanwhile (processor time)", [watch["longest_own"] * 1000], "ms", 50),
        figure("stalls over 50 ms meanwhile", [watch["stalls"]], "", 0, peer=blocked),
        figure("changes of VMs that the console showed meanwhile", [watch["changes_per_second"]], "1/s", 100,
               at_least=True),
        figure("console's processor meanwhile", [watch["cpu"] * 100], "%"),
        figure("quit to the engine's end, 25,000 VMs", [run["quit"] for run in later], "s"),
    ]  # fmt: skip
