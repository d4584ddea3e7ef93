"""The console's process: the window first, then the engine into it, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QApplication

from .context import Context
from .garbage import Collector
from .models.objects import ObjectStore
from .settings import Settings
from .shell.appearance import apply_settings
from .shell.main_window import MainWindow

if TYPE_CHECKING:
    from vmmconsole.client.contract import EngineClient
    from vmmconsole.client.embedded import EmbeddedEngine

    from .connecting.access import RemoteAccess
    from .connecting.flow import Opened

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 2.0
_MAX_CRASHES = 3
_STOP_SECONDS = 20.0
"""How long jobs that were asked to stop are waited for."""


class _NoEngineYet:
    """Stands in the context until there is a client; every action is disabled for as long."""

    user = ""
    server: dict[str, Any] = {}  # noqa: RUF012  stays empty

    def __init__(self, address: str) -> None:
        self.address = address


class Console:
    """One console: its window, its engine, and the way from start to end."""

    def __init__(self, data_dir: Path, *, server: str = "", demo: tuple[int, int] | None = None) -> None:
        self.data_dir = data_dir
        self.server = server
        self.engine: EmbeddedEngine | None = None
        self.client: EngineClient | None = None
        self.objects = ObjectStore()
        self.ended = asyncio.Event()
        self._crashes = 0
        self._quitting = False
        self._reviving = False
        self._again = asyncio.Event()
        self._access: RemoteAccess | None = None
        self._opened: Opened | None = None
        self.objects.state_changed.connect(self._connection_changed)
        if not server:
            from vmmconsole.client.embedded import EmbeddedEngine

            self.engine = EmbeddedEngine(data_dir, demo=demo, exited=self._engine_died)
        self.settings = Settings(data_dir / "console.ini")
        apply_settings(self.settings)
        self.window = MainWindow(cast("EngineClient", _NoEngineYet(server or "localhost")), self.objects, self.settings)
        self.window.quit_wanted.connect(self._quit_wanted)
        self.window.mend_wanted.connect(self._mend)
        self.window.sign_out_wanted.connect(self._sign_out)
        self.window.is_signed_in = lambda: self._access is not None and self._access.is_signed_in

    @property
    def context(self) -> Context:
        """What the window's actions are handed."""
        return self.window.context

    def show(self) -> None:
        """Start the engine's process and paint the window, in that order, so that both come up together."""
        if self.engine is not None:
            try:
                self.engine.launch()
            except OSError as err:
                _log.warning("The engine's process could not be started yet: %s", err)
        self.window.show()

    async def run(self) -> None:
        """Connect, follow the changes and reconnect, until the person quits."""
        following = asyncio.get_running_loop().create_task(self._follow())
        try:
            await self.ended.wait()
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await self.context.end_tasks()

    async def _follow(self) -> None:
        while True:
            try:
                client = await self._connect()
                self.client = self.context.client = client
                self.window.show_connection()
                await self.objects.follow(client)
            except Exception as err:  # noqa: BLE001  whatever it was, the console stays and tries again
                if self._quitting:
                    return
                if self._access is not None and await self._access.stopped(err):
                    await self._access.may_go_on()
                    continue
                self._say_lost(err)
            await self._pause()

    def _connection_changed(self) -> None:
        """An engine that another console started, and stopped, is nobody's child here: look whether it is gone."""
        found = self.engine is not None and not self.engine.started
        if found and self.objects.state == "reconnecting" and not self._quitting and not self._reviving:
            self._reviving = True
            self.context.spawn(self._revive(), "The engine could not be started again.")

    async def _revive(self) -> None:
        try:
            while self.objects.state == "reconnecting" and not self._quitting:
                await asyncio.sleep(_RETRY_SECONDS)
                if self.engine is not None and not self.engine.is_listening:
                    await self._restart_engine()
                    return
        finally:
            self._reviving = False

    async def _connect(self) -> EngineClient:
        if self.engine is None:
            return await self._remote().connect()
        if self.engine.client is not None:
            return await self.engine.restart()
        return await self.engine.start()

    def _remote(self) -> RemoteAccess:
        if self._access is None:
            from .connecting.access import RemoteAccess

            self._access = RemoteAccess(self.context, self.server)
            if self._opened is not None:
                self._access.take(self._opened)
        return self._access

    def sign_in_with(self, opened: Opened) -> None:
        """Begin with a session that was opened before the window."""
        self._opened = opened

    def _mend(self) -> None:
        if self._access is not None:
            self.context.spawn(self._access.mend(), "The connection could not be mended.")

    def _sign_out(self) -> None:
        if self._access is not None:
            self.context.spawn(self._access.leave(), "Signing out failed.")

    async def _pause(self) -> None:
        self._again.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._again.wait(), _RETRY_SECONDS)

    def _say_lost(self, error: BaseException) -> None:
        problem = " ".join(
            part for part in (str(getattr(error, "problem", "") or error), getattr(error, "cause", "")) if part
        )
        if not hasattr(error, "problem"):
            _log.error("The connection to the engine ended.", exc_info=error)
        self.objects.lost(problem)

    def _engine_died(self, why: str) -> None:
        """A crashed engine is started again; jobs go on where they were."""
        if self._quitting:
            return
        self._crashes += 1
        self.objects.lost(why)
        if self._crashes <= _MAX_CRASHES:
            self.context.notify("The engine is started again.", "warning", details=f"{why} Its jobs go on.")
            self.context.spawn(self._restart_engine(), "The engine could not be started again.")
        else:
            self.context.notify("The engine ends again and again.", "error", details=why)

    async def _restart_engine(self) -> None:
        if self.engine is not None:
            # The client is replaced: what follows it now ends and begins again with the new one.
            await self.engine.detach()
            self._again.set()

    # The end

    def _quit_wanted(self) -> None:
        if not self._quitting:
            self._quitting = True
            self.context.spawn(self._quit(), "The console could not be closed in order.")

    async def _quit(self) -> None:
        for may_quit in [*self.context.before_quit]:
            if not await may_quit():
                self._quitting = False
                return
        mode = "when-idle"
        running = self.objects.running_jobs() if self.objects.state == "live" else []
        if self.engine is not None and running:
            answer = await self._ask(running)
            if answer == "cancel":
                self._quitting = False
                return
            if answer == "wait":
                await self._jobs_ended()
            if answer == "stop":
                await self._stop_jobs(running)
                mode = "now"
        self.window.finish()
        await self._leave(mode)
        self.ended.set()

    async def _ask(self, running: list[Any]) -> str:
        from .actions.windows import open_window

        return str(await open_window("ask_quit", self.context, running))

    async def _stop_jobs(self, running: list[Any]) -> None:
        """Ask each job to stop, and wait a while for the safe points: what is cut off goes on at the next start."""
        for row in running:
            with contextlib.suppress(Exception):  # it has ended meanwhile, or cannot be stopped
                await self.context.client.stop_job(row.id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await self._jobs_ended("The console quits when the running jobs have stopped.")

    async def _jobs_ended(self, notice: str = "The console quits when the running jobs have ended.") -> None:
        """Wait until no job runs any more; the window stays usable meanwhile."""
        self.context.notify(notice, "info")
        ended = asyncio.Event()

        def look(_delta: object) -> None:
            if not self.objects.running_jobs():
                ended.set()

        self.objects.changed.connect(look)
        try:
            look(None)
            await ended.wait()
        finally:
            self.objects.changed.disconnect(look)

    async def _leave(self, mode: str) -> None:
        try:
            if self.engine is not None:
                await self.engine.stop(mode)
            elif self.client is not None:
                if self._access is not None:
                    await self._access.sign_out()
                await self.client.close()
        except Exception:  # noqa: BLE001  the person wants to leave; the log has it
            _log.exception("The engine was not left in order.")


class Consoles:
    """All windows of this process, each with its own engine; it ends with the last of them."""

    def __init__(self) -> None:
        self.open_ones: list[Console] = []
        self._ended = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, console: Console) -> None:
        """Show a console and run it until it is closed."""
        self.open_ones.append(console)
        console.window.connect_wanted.connect(lambda: self._connect_wanted(console))
        console.show()
        task = asyncio.get_event_loop().create_task(self._run(console))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def run(self) -> None:
        """Until the last window is closed."""
        await self._ended.wait()

    async def _run(self, console: Console) -> None:
        try:
            await console.run()
        finally:
            self.open_ones.remove(console)
            console.window.deleteLater()
            if not self.open_ones:
                self._ended.set()

    def _connect_wanted(self, console: Console) -> None:
        console.context.spawn(self.connect(console), "The dialog could not be opened.")

    async def connect(self, console: Console) -> None:
        """Ask where to connect, and open a window there; `console` is the one that it was asked from."""
        from .connecting.dialog import ConnectDialog, ask
        from .connecting.flow import Opened

        dialog = ConnectDialog(parent=console.window)
        outcome = await ask(dialog)
        if isinstance(outcome, Opened):
            made = Console(console.data_dir, server=outcome.addresses)
            made.sign_in_with(outcome)
            self.open(made)
        elif outcome == "socket":
            self.open(Console(console.data_dir, server=dialog.server_page.address))
        elif outcome == "here":
            here = next((one for one in self.open_ones if one.engine is not None), None)
            if here is None:
                self.open(Console(_data_dir(None, None)))
            else:
                here.window.raise_()
                here.window.activateWindow()


def _data_dir(data_dir: Path | None, demo: tuple[int, int] | None) -> Path:
    from vmmconsole.client.embedded import default_data_dir, demo_data_dir

    if data_dir is not None:
        return data_dir
    return demo_data_dir(*demo) if demo else default_data_dir()


def main(
    *,
    data_dir: Path | None = None,
    server: str | None = None,
    demo: tuple[int, int] | None = None,
) -> int:
    """Open the console and return its exit code.

    `data_dir` holds the embedded engine's data and what the console remembers, `server` is the address of a remote
    engine instead, `demo` the numbers of hosts and virtual machines of a simulated fabric.
    """
    import qasync

    app = QApplication(sys.argv[:1])
    Collector(app)
    app.setApplicationName("vmmconsole")
    app.setApplicationDisplayName("Virtual Machine Manager")
    app.setDesktopFileName("vmmconsole")
    app.setQuitOnLastWindowClosed(False)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    consoles = Consoles()
    consoles.open(Console(_data_dir(data_dir, demo), server=server or "", demo=demo))
    with loop:
        loop.run_until_complete(consoles.run())
    return 0
