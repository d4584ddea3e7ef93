"""The tour: the real console, driven offscreen against real QEMU, a picture of each step.

It does what an administrator does: looks around, puts an ISO image into the library, walks the New Virtual Machine
wizard, watches the job, uses the verbs, changes the script and runs it again, and deletes what it made. It fails if any
step fails. The pictures of the README come from it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from .app import Console

W = TypeVar("W", bound="QWidget")
DEADLINE_SECONDS = 90.0


class TourError(Exception):
    """A step did not do what it should."""


class Driver:
    """Hands and eyes: presses what a person would press, waits for what a person would wait for, takes pictures."""

    def __init__(self, console: Console, out: Path) -> None:
        self.console = console
        self.out = out
        self.window = console.window
        self._pictures = 0

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of a window as ``NN-name.png``."""
        self._pictures += 1
        path = self.out / f"{self._pictures:02d}-{name}.png"
        if not (widget or self.window).grab().save(str(path)):
            raise TourError(f"{path} could not be written.")
        print(f"  {path.name}", flush=True)  # noqa: T201  the tour talks to a terminal

    async def until(self, condition: Callable[[], Any], what: str, seconds: float = DEADLINE_SECONDS) -> Any:
        """What `condition` gives as soon as it is true.

        Raises:
            TourError: it did not become true in time.
        """
        deadline = time.monotonic() + seconds
        while not (found := condition()):
            if time.monotonic() > deadline:
                self.picture("failed")
                raise TourError(f"It did not happen in {seconds:.0f} s: {what}.{self._host_trouble()}")
            await asyncio.sleep(0.05)
        return found

    def _host_trouble(self) -> str:
        """What is wrong with the hosts, if anything is."""
        rows = [row for row in self.console.objects.table("VMHost") if row["StatusReason"]]
        return "".join(f" {row.name}: {row['StatusReason']}" for row in rows)

    def top(self, kind: str, title: str = "") -> Any:
        """The visible window of that class name and title, or None."""
        from PySide6.QtWidgets import QApplication

        for widget in QApplication.topLevelWidgets():
            names = {cls.__name__ for cls in type(widget).__mro__}
            if widget.isVisible() and kind in names and title.lower() in widget.windowTitle().lower():
                return widget
        return None

    async def press(self, button: QAbstractButton, what: str) -> None:
        """Click a button once it can be clicked."""
        await self.until(lambda: button.isVisible() and button.isEnabled(), f"'{what}' can be pressed")
        button.click()

    def part(self, kind: str, name: str = "", parent: QWidget | None = None) -> Any:
        """The first widget of that Qt class and object name in the main window or in `parent`.

        Raises:
            TourError: there is none.
        """
        from PySide6 import QtWidgets

        for widget in (parent or self.window).findChildren(getattr(QtWidgets, kind)):
            if not name or widget.objectName() == name:
                return widget
        raise TourError(f"There is no {kind} {name} in the window.")

    def row(self, name: str) -> Any:
        """The row of the virtual machine of that name, or None."""
        return next((row for row in self.console.objects.table("VM") if row.name == name), None)

    async def status(self, name: str, status: str) -> None:
        """Wait until a virtual machine has that status."""
        await self.until(lambda: (row := self.row(name)) and row["Status"] == status, f"{name} is {status}")

    async def gone(self, name: str) -> None:
        """Wait until a virtual machine is no longer listed."""
        await self.until(lambda: self.row(name) is None, f"{name} is gone")

    async def verb(self, action_id: str, machine: str) -> None:
        """Select a virtual machine and press a verb of the action pane."""
        from PySide6.QtWidgets import QPushButton

        page = self.window.page
        assert page is not None
        page.grid.select_ids([self.row(machine).id])

        def button() -> QPushButton | None:
            found = self.window.findChildren(QPushButton, action_id)
            return next((b for b in found if b.isVisible() and b.isEnabled()), None)

        (await self.until(button, f"the verb '{action_id}' is possible for {machine}")).click()

    async def confirm(self, kind: str = "ScriptDialog", title: str = "", picture: str = "") -> Any:
        """Wait for a dialog, take its picture, and press the button with the verb."""
        dialog = await self.until(lambda: self.top(kind, title), f"the dialog {title or kind} opens")
        if picture:
            await asyncio.sleep(0.3)
            self.picture(picture, dialog)
        await self.press(dialog.run_button, dialog.run_button.text())
        return dialog

    @asynccontextmanager
    async def one_job(self) -> AsyncIterator[None]:
        """What happens inside starts one job; wait for its end."""
        count = len(self.console.context.own_jobs)
        yield
        await self.job_ended(count + 1)

    async def job_ended(self, count: int) -> Any:
        """Wait until the `count`-th job of this console has ended, and insist that it completed."""
        context = self.console.context
        await self.until(lambda: len(context.own_jobs) >= count, f"job {count} is accepted")
        assert self.console.client is not None
        job = await asyncio.wait_for(self.console.client.wait(context.own_jobs[count - 1]), DEADLINE_SECONDS)
        if job.status.value not in {"Completed", "SucceedWithInfo"}:
            self.picture("failed")
            raise TourError(f"The job '{job.name}' ended as {job.status_text}: {job.error_info}")
        return job


async def tour(console: Console, out: Path) -> None:
    """All steps."""
    from .tour_steps import STEPS

    driver = Driver(console, out)
    for number, step in enumerate(STEPS, 1):
        print(f"{number}. {(step.__doc__ or '').strip().splitlines()[0]}", flush=True)  # noqa: T201
        await step(driver)


def main(words: list[str]) -> int:
    """``vmmconsole tour --out DIR``: 0 when every step did what it should."""
    parser = argparse.ArgumentParser(prog="vmmconsole tour", description="Drive the console and save pictures.")
    parser.add_argument("--out", type=Path, default=Path("build/tour"), help="the folder for pictures and records")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light", help="the colours to use")
    parser.add_argument("--readme", type=Path, help="take the pictures of the README too, into this folder")
    options = parser.parse_args(words)
    out: Path = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()
    return _run(out, options.scheme, options.readme.resolve() if options.readme else None)


def _run(out: Path, scheme: str, readme: Path | None) -> int:
    import shutil
    import tempfile

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    home = Path(tempfile.mkdtemp(prefix="vmmconsole-tour-"))
    # A home of its own: the tour's library share and machines are not the person's.
    os.environ["HOME"] = str(home)
    import qasync
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from .app import Console
    from .garbage import Collector
    from .shell.appearance import apply_settings

    qInstallMessageHandler(_qt_message)
    app = QApplication(sys.argv[:1])
    Collector(app)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)

    def shown(data_dir: Path, scheme: str, demo: tuple[int, int] | None = None) -> Console:
        console = Console(data_dir, demo=demo)
        console.settings.set("look/scheme", scheme)
        apply_settings(console.settings)
        console.show()
        return console

    async def drive() -> int:
        try:
            await _with(shown(home / "data", scheme), lambda console: tour(console, out))
            if readme is not None:
                from .tour_readme import FABRIC, take

                console = shown(home / "demo", "light", FABRIC)
                await _with(console, lambda console: take(console, readme, out))
        except (TourError, AssertionError, TimeoutError) as err:
            print(f"The tour failed: {err}", file=sys.stderr)  # noqa: T201
            traceback.print_exc()
            return 1
        return 0

    with loop:
        code: int = loop.run_until_complete(drive())
    for log in (home / "data").glob("*.log"):
        shutil.copy(log, out)
    _stop_daemon(home / "data")
    shutil.rmtree(home, ignore_errors=True)
    print(json.dumps({"tour": "passed" if code == 0 else "failed", "pictures": str(out)}))  # noqa: T201
    return code


def _qt_message(_kind: object, _context: object, text: str) -> None:
    """What Qt says, less what only tells that there is no real screen."""
    if not text.startswith(("This plugin does not support", "QSocketNotifier: Invalid socket")):
        print(text, file=sys.stderr)  # noqa: T201


async def _with(console: Console, work: Callable[[Console], Awaitable[None]]) -> None:
    """Run a console for as long as the work takes."""
    running = asyncio.ensure_future(console.run())
    try:
        await work(console)
    finally:
        console.window.finish()
        if console.engine is not None:
            await console.engine.stop("now")
        console.ended.set()
        await running


def _stop_daemon(data_dir: Path) -> None:
    """End the libvirt daemon that the tour's engine started for itself; an ordinary console leaves it running."""
    import signal

    for pid_file in data_dir.glob("providers/**/libvirtd.pid"):
        try:
            os.kill(int(pid_file.read_text()), signal.SIGTERM)
        except (OSError, ValueError):
            continue
