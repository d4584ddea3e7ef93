"""What actions, dialogs and wizards are handed: the engine, the objects, the selection, and a way to say things."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from .settings import Settings

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from vmmconsole.client.contract import EngineClient
    from vmmconsole.model import Job

    from .models.objects import ObjectStore, Row

_log = logging.getLogger(__name__)

_ASKED_OF = 200
"""Of so many selected machines the hosts are asked what they can do."""

Severity = Literal["info", "ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to the person: what happened, details below it, and at most one thing to do about it."""

    text: str
    severity: Severity = "info"
    details: str = ""
    verb: str = ""
    """The words on its button, empty for none."""
    act: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: a kind (``VM``), the rows of the list in order, and the scope node they were listed in."""

    kind: str = ""
    rows: tuple[Row, ...] = ()
    view: str = ""
    scope_kind: str = ""
    scope_id: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of the selected objects."""
        return tuple(row.id for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Context(QObject):
    """One console: its engine, its objects, its main window. Made once, and passed to everything that acts."""

    noticed = Signal(object)
    """A `Notice` to show."""
    job_started = Signal(object)
    """A `Job` that this console started, as the engine accepted it."""
    script_posted = Signal(str, str, object)
    """A script that the engine took, byte for byte, what it was called, and its `Job`."""
    job_verb_done = Signal(str, str)
    """What was asked of a job, as a script and in words: the engine does it at once, without a job of its own."""
    statement_typed = Signal(str)
    """A statement that a PowerShell window begins to run, which is no job by itself."""
    selection_changed = Signal()
    abilities_changed = Signal()
    """It became known what hosts of selected machines can do."""
    closing = Signal()
    """The console closes for good: windows of its own close with it, and ask nothing any more."""

    def __init__(
        self,
        client: EngineClient,
        window: QWidget | None,
        objects: ObjectStore,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.client = client
        self.window = window
        """The parent for dialogs."""
        self.objects = objects
        self.settings = settings or Settings()
        self.selection = Selection()
        self.notices: list[Notice] = []
        """What was said, oldest first."""
        self.own_jobs: list[str] = []
        """The IDs of the jobs that this console started, oldest first."""
        self.shown_jobs: set[str] = set()
        """Those of them that the window they were started from shows itself."""
        self.before_quit: list[Callable[[], Awaitable[bool]]] = []
        """Asked one after the other when the person quits: whether that may go on; each may ask the person."""
        self._asking: set[str] = set()
        """The hosts that are asked now what they can do."""
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def permissions(self) -> frozenset[str] | None:
        """What the user's roles allow, by the names of permissions; None where the engine does not say."""
        told = getattr(self.client, "server", {}).get("Permissions")
        return None if told is None else frozenset(told)

    def select(self, selection: Selection) -> None:
        """Say what is selected now."""
        self.selection = selection
        self.selection_changed.emit()
        self._ask_abilities(selection)

    def _ask_abilities(self, selection: Selection) -> None:
        """Ask what the hosts of selected machines can do, of which that is not known."""
        if selection.kind != "VM" or self.objects.state != "live":
            return
        hosts = {str(row["VMHost.ID"]) for row in selection.rows[:_ASKED_OF] if row["VMHost.ID"]}
        for host_id in hosts - self.objects.abilities.keys() - self._asking:
            self._asking.add(host_id)
            self.spawn(self._read_abilities(host_id))

    async def _read_abilities(self, host_id: str) -> None:
        from vmmconsole.model.errors import VMMError

        try:
            await self.learn_abilities(host_id)
        except VMMError:
            return  # the host's status says what is wrong; verbs then say it when they are tried
        finally:
            self._asking.discard(host_id)
        self.abilities_changed.emit()

    async def learn_abilities(self, host_id: str) -> None:
        """Ask what a host can do, where that is not known.

        Raises:
            VMMError: it cannot be told now.
        """
        if host_id not in self.objects.abilities:
            self.objects.abilities[host_id] = await self.client.capabilities(host_id)

    async def run_script(
        self, script_text: str, name: str = "", *, job_id: UUID | None = None, shown: bool = False
    ) -> Job:
        """Post a script, which makes a job, and show it in the Jobs window; not with `shown`, where the caller does.

        With the same `job_id` a second post runs nothing, so a call whose answer was lost can be made again.

        Raises:
            VMMError: the engine did not take the script; nothing has run.
        """
        job = await self.client.run(script_text, name=name, job_id=job_id)
        self.own_jobs.append(str(job.id))
        if shown:
            self.shown_jobs.add(str(job.id))
        self.script_posted.emit(script_text, name or job.name, job)
        self.job_started.emit(job)
        return job

    async def stop_job(self, job_id: str) -> None:
        """Ask a job to stop at its next safe point.

        Raises:
            VMMError: the engine did not take it.
        """
        await self.client.stop_job(job_id)
        self.job_verb_done.emit(f'Get-Job -ID "{job_id}" | Stop-Job', "Cancel job")

    async def restart_job(self, job_id: str) -> None:
        """Let a job go on from the step that failed.

        Raises:
            VMMError: the engine did not take it.
        """
        await self.client.restart_job(job_id)
        self.job_verb_done.emit(f'Get-Job -ID "{job_id}" | Restart-Job', "Restart job")

    def notify(
        self,
        text: str,
        severity: Severity = "info",
        *,
        details: str = "",
        verb: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Say something without taking the focus; an error stays until it is closed."""
        notice = Notice(text, severity, details, verb, act)
        self.notices.append(notice)
        self.noticed.emit(notice)

    def report(self, error: BaseException, what: str = "") -> None:
        """Show an error: what failed, why, and what to do. Anything but a VMMError goes to the log as well."""
        problem = getattr(error, "problem", "")
        if not problem:
            _log.error("%s", what or "A task of the console failed.", exc_info=error)
            problem = what or "The console met an error it did not expect."
            self.notify(problem, "error", details=f"{type(error).__name__}: {error}")
            return
        parts = [getattr(error, "cause", ""), getattr(error, "action", "")]
        self.notify(problem, "error", details="\n".join(part for part in parts if part))

    def spawn(self, work: Coroutine[Any, Any, Any], what: str = "") -> asyncio.Task[Any]:
        """Run a coroutine in the background; `what` says what failed if it does. Errors are shown, not lost."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(done, what))
        return task

    async def end_tasks(self) -> None:
        """Cancel what still runs in the background, and wait for its end."""
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any], what: str) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.report(error, what)
