"""The real console in a process of its own, watched from outside its code: ``python -m tools.bench.driver ORDERS``.

It runs `vmmconsole_ui.app.main` as ``vmmconsole`` does; the window, its list and the loop's gaps are watched by event
filters and a timer. What it found goes as JSON to the file that the orders name.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

STARTED = float(os.environ["VMMCONSOLE_BENCH_STARTED"])
"""`time.monotonic` of whoever started this process, just before."""

from vmmconsole_ui import app  # noqa: E402  the console's own imports are part of what is measured

FOUND: dict[str, Any] = {}
DEADLINE_SECONDS = 90.0
STALL_SECONDS = 0.05
TICK_SECONDS = 0.005


def since_start() -> float:
    """Seconds since the process was started."""
    return time.monotonic() - STARTED


def main() -> int:
    """Run the console as the orders say."""
    orders = json.loads(sys.argv[1])

    class Watched(app.Console):
        """The console, and what happens in it."""

        def show(self) -> None:
            super().show()
            watch_paint(self)

        async def run(self) -> None:
            driving = asyncio.ensure_future(drive(self, orders))
            await super().run()
            await driving

    app.Console = Watched  # type: ignore[misc]  # that is how it is watched
    demo = orders.get("demo")
    code = app.main(data_dir=Path(orders["data"]), demo=tuple(demo) if demo else None)
    FOUND["ended"] = since_start()
    Path(orders["out"]).write_text(json.dumps(FOUND))
    return code


def watch_paint(console: Any) -> None:
    """Note when the window has first been painted, and when its list has, with all rows in it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Paints(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Paint:
                # The timer fires once the whole window is drawn and on screen.
                QTimer.singleShot(0, lambda: FOUND.setdefault("painted", since_start()))
                watched.removeEventFilter(self)
            return False

    console.window.installEventFilter(Paints(console.window))


async def drive(console: Any, orders: dict[str, Any]) -> None:
    """Do one task after another, then leave."""
    try:
        await listed(console, orders["rows"])
        for task in orders["tasks"]:
            name, _, argument = task.partition(":")
            await TASKS[name](console, argument)
        FOUND["rss_mb"] = max(FOUND.get("rss_mb", 0), rss_mb())
    except (TimeoutError, AssertionError) as err:
        FOUND["error"] = f"{type(err).__name__}: {err}"
    FOUND["engine_pid"] = engine_pid(console.data_dir)
    FOUND["closed"] = time.monotonic()
    console.window.close()


async def until(condition: Any, what: str, seconds: float = DEADLINE_SECONDS) -> float:
    """Wait in short steps; the time since the start when it came true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not happen in {seconds:.0f} s: {what}")
        await asyncio.sleep(0.002)
    return since_start()


async def painted(widget: Any) -> None:
    """Draw the widget now, and return when that and all that was due before it is done."""
    from PySide6.QtCore import QTimer

    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def draw() -> None:
        widget.repaint()
        done.set_result(None)

    QTimer.singleShot(0, draw)
    await done


async def listed(console: Any, rows: int) -> None:
    """All machines are in the list and on screen."""
    console.window.show_view("machines")
    grid = console.window.page.grid
    await until(lambda: console.window.page.model.rowCount() >= rows, f"{rows} machines are listed")
    await painted(grid.viewport())
    FOUND["listed"] = since_start()
    FOUND["rows"] = console.window.page.model.rowCount()


async def settle(console: Any, argument: str) -> None:
    """Wait until the engine has asked all hosts, and what came of that is here."""
    await until(lambda: console.objects.state == "live", "the console is connected")
    await console.client.wait_ready(60)
    FOUND["ready"] = since_start()
    await asyncio.sleep(float(argument or 2))
    FOUND["rss_mb"] = rss_mb()


async def typing(console: Any, _argument: str) -> None:
    """Type into the filter as a person does, letter by letter; from the key to the painted list."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    page = console.window.page
    page.filter.setFocus()
    times = []
    back = Qt.Key.Key_Backspace
    keys: list[str | Qt.Key] = [*"db-pg", *[back] * 5, *"web", *[back] * 3]
    for key in keys:
        started = time.perf_counter()
        if isinstance(key, str):
            QTest.keyClicks(page.filter, key)
        else:
            QTest.keyClick(page.filter, key)
        wanted = page.filter.text()
        await until(lambda wanted=wanted: page.model.filter_text == wanted, "the filter is applied", 5)
        await painted(page.grid.viewport())
        times.append(time.perf_counter() - started)
        await asyncio.sleep(0.15)
    FOUND["typing"] = times


async def sorting(console: Any, _argument: str) -> None:
    """Click on each column's title twice; from the click to the painted list."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    grid = console.window.page.grid
    header = grid.horizontalHeader()
    times = []
    for number in range(header.count()):
        place = QPoint(header.sectionViewportPosition(number) + 12, header.height() // 2)
        if header.isSectionHidden(number) or place.x() > header.viewport().width() - 12:
            continue
        for _ in range(2):
            started = time.perf_counter()
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
            await painted(grid.viewport())
            times.append(time.perf_counter() - started)
            await asyncio.sleep(0.1)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    FOUND["sorting"] = times


class Gaps:
    """How long the GUI thread does not come back to its loop, beyond the 5 ms of the timer that asks."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self.own: list[float] = []
        """Processor time that this thread took in each gap: what is not due to other programs on the machine."""
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK_SECONDS * 1000))
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last - TICK_SECONDS)
        self.own.append(own - self._last_own)
        self._last, self._last_own = now, own

    def stop(self) -> dict[str, Any]:
        """What was seen."""
        self._timer.stop()
        stalls = [gap for gap in self.gaps if gap > STALL_SECONDS]
        return {
            "longest": max(self.gaps, default=0.0),
            "longest_own": max(self.own, default=0.0),
            "stalls": len(stalls),
            "blocked": sum(stalls),
            "over_frame": sum(1 for gap in self.gaps if gap > 0.0167),
        }


async def watch(console: Any, argument: str) -> None:
    """Let the engine's machines change, and watch the GUI thread's gaps meanwhile."""
    seconds = float(argument)
    changes = 0

    def count(delta: Any) -> None:
        nonlocal changes
        changes += len(delta.updated) if delta.kind == "VM" else 0

    console.objects.changed.connect(count)
    go = console.data_dir / "bench.go"
    go.write_text("")
    await until(lambda: changes > 50, "changes arrive", 20)
    names = {row.id: row.name for row in console.objects.table("VM")}
    cpu = cpu_seconds()
    gaps, changes, started = Gaps(), 0, time.monotonic()
    await asyncio.sleep(seconds)
    took = time.monotonic() - started
    FOUND["watch"] = {
        **gaps.stop(), "seconds": took, "changes_per_second": changes / took, "cpu": (cpu_seconds() - cpu) / took,
    }  # fmt: skip
    go.unlink()
    await asyncio.sleep(1)
    shown = [row.name for row in console.window.page.model.rows]
    renamed = sum(1 for row in console.objects.table("VM") if names.get(row.id) != row.name)
    assert renamed > seconds / 2, f"only {renamed} machines were renamed"
    assert shown == sorted(shown, key=str.casefold), "the list is not in order"
    FOUND["watch"]["renamed"] = renamed
    console.objects.changed.disconnect(count)


async def idle(_console: Any, argument: str) -> None:
    """What the console takes of a processor while nobody does anything."""
    cpu, started = cpu_seconds(), time.monotonic()
    await asyncio.sleep(float(argument))
    FOUND["idle_cpu"] = (cpu_seconds() - cpu) / (time.monotonic() - started)


async def outside(console: Any, argument: str) -> None:
    """virsh changes machines of the host; from before virsh starts until the change is on screen."""
    orders = json.loads(argument)
    page = console.window.page
    table = console.objects.table("VM")

    def row(name: str) -> Any:
        return next((found for found in table if found.name == name), None)

    await until(lambda: page.model.rowCount() == len(orders["present"]), "the host's machines are listed")
    times: dict[str, float] = {}
    for words, name, status in orders["steps"]:
        started = time.monotonic()
        process = await asyncio.to_thread(virsh, orders["uri"], words)
        ended = time.monotonic()

        def shown(name: str = name, status: str | None = status) -> bool:
            found = row(name)
            return found is None if status is None else found is not None and status in ("", found["Status"])

        await until(shown, f"virsh {words[0]} of {name} is seen", 10)
        await painted(page.grid.viewport())
        now = time.monotonic()
        # Starting a guest takes virsh itself half a second, which is not ours.
        times[f"{words[0]} {name}"] = now - (ended if words[0] in orders["slow"] else started)
        assert process == 0, words
        await asyncio.sleep(0.5)
    FOUND["outside"] = times


def virsh(uri: str, words: list[str]) -> int:
    """Run virsh; its exit code."""
    import subprocess

    return subprocess.run(["virsh", "-c", uri, *words], check=False, capture_output=True).returncode


def engine_pid(data: Path) -> int:
    """The process of the engine that the console talks to."""
    return int(json.loads((data / "engine.json").read_text())["Pid"])


def rss_mb() -> float:
    """Resident memory of this process in MB."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 2**20


def cpu_seconds() -> float:
    """Processor time this process has taken."""
    times = os.times()
    return times.user + times.system


TASKS: dict[str, Any] = {
    "settle": settle,
    "typing": typing,
    "sorting": sorting,
    "watch": watch,
    "idle": idle,
    "outside": outside,
}

if __name__ == "__main__":
    sys.exit(main())
