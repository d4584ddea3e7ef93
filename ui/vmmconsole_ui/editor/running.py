"""Plan, Run and Stop: the script of a tab as a job, followed until it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from vmmconsole.model.errors import VMMError
from vmmconsole_ui.widgets.alive import spawn_for

from .page import ScriptPage
from .plan_table import PlanTable
from .result_panel import ResultPanel

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole_ui.context import Context

_AGAIN_MS = 250


@dataclass(slots=True)
class _Run:
    page: ScriptPage
    job_id: str = ""
    what_if: bool = False
    ended: bool = False


class Runner(QObject):
    """Runs one script at a time and shows it in the panels."""

    changed = Signal()
    """Something begins to run, or ends."""

    def __init__(self, context: Context, result: ResultPanel, plan: PlanTable, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.result = result
        self.plan_table = plan
        self._run: _Run | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look)
        context.objects.changed.connect(self._on_changed)

    @property
    def is_running(self) -> bool:
        """Whether a script of the editor runs or is planned."""
        return self._run is not None and not self._run.ended

    @property
    def page(self) -> ScriptPage | None:
        """Whose script runs, or ran last."""
        return self._run.page if self._run is not None else None

    async def run(self, page: ScriptPage, text: str, name: str, first_line: int = 1) -> None:
        """Run a text as a job."""
        current = self._begin(page)
        self.result.begin(name, first_line)
        try:
            job = await self.context.run_script(text, name=name, shown=True)
        except VMMError as err:
            self.result.refuse(f"{err} {err.action}".strip(), getattr(err, "line", 0))
            self._end(current)
            return
        except BaseException:
            self._end(current)
            raise
        current.job_id = str(job.id)
        self.result.show_job(job)
        self.changed.emit()
        self._look()

    async def plan(self, page: ScriptPage, text: str, first_line: int = 1) -> None:
        """Ask the engine what a text would do."""
        current = self._begin(page)
        current.what_if = True
        self.plan_table.begin()
        try:
            job = await self.context.client.run(text, name="Plan", what_if=True)
            current.job_id = str(job.id)
            self.changed.emit()
            job = await self.context.client.wait(job.id)
        except VMMError as err:
            line = getattr(err, "line", 0)
            place = f"Line {line + first_line - 1}: " if line else ""
            self.plan_table.table.say("There is no plan.")
            self.plan_table.say(f"{place}{err} {err.action}".strip(), "error")
        else:
            self.plan_table.show_plan(job, first_line=first_line)
        finally:
            self._end(current)

    def stop(self) -> None:
        """Ask the job to stop at its next safe point."""
        if self._run is not None and self._run.job_id:
            self.context.spawn(self.context.stop_job(self._run.job_id), "The script was not stopped.")

    def _begin(self, page: ScriptPage) -> _Run:
        self._run = _Run(page)
        self.changed.emit()
        return self._run

    def _end(self, run: _Run) -> None:
        run.ended = True
        if run is self._run:
            self.changed.emit()

    def _on_changed(self, delta: Any) -> None:
        run = self._run
        if run is None or run.what_if or run.ended or delta.kind != "Job":
            return
        if (delta.reset or delta.touches(run.job_id)) and not self._again.isActive():
            self._again.start()

    def _look(self) -> None:
        run = self._run
        if run is not None and run.job_id and not run.what_if and not run.ended:
            spawn_for(self, self._show(run), "The result of the script could not be read.")

    async def _show(self, run: _Run) -> None:
        from vmmconsole.model import Job

        job: Job = await self.context.client.get(Job, run.job_id)
        if run is self._run:
            self.result.show_job(job)
            if job.is_completed:
                self._end(run)
