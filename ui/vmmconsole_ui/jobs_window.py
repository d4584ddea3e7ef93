"""The floating window of the jobs that this console started: steps, progress, errors and what to do about them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from vmmconsole_ui.context import Context
from vmmconsole_ui.details.job import JobSummary
from vmmconsole_ui.models.list_model import ListModel
from vmmconsole_ui.models.objects import Delta, Row
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import columns, words
from vmmconsole_ui.widgets.empty_state import EmptyState
from vmmconsole_ui.widgets.grid import Grid
from vmmconsole_ui.widgets.step_tree import StepList

_AGAIN_MS = 250
_SETTING = "jobs/open_by_itself"
_COLUMNS = (
    columns.name(lambda _row: ("", "muted"), width=34),
    columns.status("Status", "StatusText", words.job_state, reason="ErrorInfo.Problem", width=18),
    columns.job_progress(),
    columns.text("ResultName", "Object", 20),
    columns.time("AddedTime", "Submitted", seconds=True),
)


class JobsWindow(QDialog):
    """The newest of the console's own jobs first; the selected one with its steps."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._job: Row | None = None
        self.setWindowTitle("Jobs")
        self.setModal(False)
        # It opens by itself while somebody works in the console: the keys stay there.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.model = ListModel(context.objects, ("Job",), _COLUMNS, self)
        own = context.own_jobs
        self.model.set_scope(lambda row: row.id in own)
        self.grid = Grid("own_jobs", context.settings, self)
        self.summary = JobSummary(context)
        self.steps = StepList(context.settings, self)
        self.empty = EmptyState(self)
        self.empty.say("No jobs yet", "What you start from this console is followed here. The Jobs view has all jobs.")
        self.by_itself = QCheckBox("Show this window when new jobs are created", self)
        self.by_itself.setChecked(context.settings.flag(_SETTING, default=True))
        self.by_itself.toggled.connect(lambda on: context.settings.set(_SETTING, on))
        self._build()
        self.grid.show_list(self.model, ("AddedTime", True))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._fetch)
        self.grid.rows_selected.connect(self._on_selected)
        self.model.counted.connect(self._show_state)
        context.objects.changed.connect(self._on_changed)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the jobs from now on."""
        super().showEvent(event)
        self.model.set_active(active=True)
        self._show_state()
        if not self.grid.selected_rows() and self.model.rows:
            self.grid.selectRow(0)
        self._on_selected()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it was."""
        self.context.settings.set("jobs/geometry", self.saveGeometry())
        self.grid.save_columns()
        super().closeEvent(event)

    def show_job(self, job_id: str) -> None:
        """Select a job."""
        self.grid.select_ids([job_id])

    def _build(self) -> None:
        size = look().size
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setHandleWidth(size.line)
        self._split.setChildrenCollapsible(False)
        lower = as_role(QFrame(self), "surface")
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.summary)
        below.addWidget(self.steps, 1)
        self._split.addWidget(self.grid)
        self._split.addWidget(lower)
        self._split.setSizes([size.jobs_height // 5, size.jobs_height * 4 // 5])
        footer = as_role(QFrame(self), "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(size.pane, size.grid, size.pane, size.grid)
        line.addWidget(self.by_itself)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._split, 1)
        layout.addWidget(footer)
        self.resize(size.jobs_width, size.jobs_height)
        kept = self.context.settings.blob("jobs/geometry")
        if not kept.isEmpty():
            self.restoreGeometry(kept)

    def _show_state(self) -> None:
        has = bool(self.model.rows)
        self.empty.setVisible(not has)
        self._split.setVisible(has)

    def follow(self, job: Any) -> None:
        """A job was started here: show it, and the window itself where the person wants that."""
        self.model.rebuild()
        if self.by_itself.isChecked():
            self.show()
            self.raise_()
        self.show_job(str(job.id))

    def _on_selected(self) -> None:
        rows = self.grid.selected_rows()
        job = rows[0] if rows else None
        if job is not self._job:
            self._job = job
            self.steps.show_job(None)
        if job is not None:
            self.summary.show_object(job, None)
            self._fetch()

    def _on_changed(self, delta: Delta) -> None:
        if delta.kind != "Job":
            return
        started = [row for row in delta.inserted if row.id in self.context.own_jobs]
        if started:
            self.grid.select_ids([started[-1].id])
        if self._job is not None and delta.touches(self._job.id) and self.isVisible() and not self._again.isActive():
            self._again.start()

    def _fetch(self) -> None:
        if self._job is not None and self.isVisible():
            self.context.spawn(self._show(self._job), "The steps of the job could not be read.")

    async def _show(self, row: Row) -> None:
        from vmmconsole.model import Job

        whole = await self.context.client.get(Job, row.id)
        if row is self._job:
            self.summary.show_object(row, whole)
            self.steps.show_job(whole)
