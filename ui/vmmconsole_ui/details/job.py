"""The tabs of a job, and of the latest job of another object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from vmmconsole_ui import icons
from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.models.objects import Row, is_outside
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.cell_table import CellTable
from vmmconsole_ui.widgets.key_values import KeyValues
from vmmconsole_ui.widgets.step_tree import StepList

from .tab import DetailsTab

if TYPE_CHECKING:
    from vmmconsole.model import Job

_AGAIN_MS = 300


def _origin_text(job: Any) -> str:
    """From where a job was asked for."""
    origin = "" if job is None else str(job.origin)
    return "The engine's own computer" if origin == "local" else origin


class JobSummary(DetailsTab):
    """Status, times, the error with what to do about it, and the buttons for that."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.facts = KeyValues(2, self)
        self.problem = as_role(QLabel(self), "error")
        self.advice = QLabel(self)
        self.restart = QPushButton(icons.icon("restart_job"), "Restart", self)
        self.cancel = QPushButton(icons.icon("cancel"), "Cancel job", self)
        self.script = QPushButton(icons.icon("view_script"), "View script", self)
        for label in (self.problem, self.advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(look().size.grid)
        for button in (self.restart, self.cancel, self.script):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.advice)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.restart.clicked.connect(self._restart)
        self.cancel.clicked.connect(self._cancel)
        self.script.clicked.connect(self._view_script)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a job."""
        self.row = row
        started, ended = words.moment(row["StartTime"]), words.moment(row["EndTime"])
        took = (ended - started).total_seconds() if started and ended else words.since(started)
        status = words.sentence(row["StatusText"] or "")
        if row["Status"] == "Running":
            status = f"{status}, {row['ProgressValue'] or 0} %"
        self.facts.show_pairs(
            [
                ("Status", status),
                ("Step", row["CurrentStep"] or "" if not ended else ""),
                ("Command", row["CmdletName"] or ""),
                ("Object", row["ResultName"] or ""),
                ("Owner", row["Owner"] or ""),
                ("From", _origin_text(whole)),
                ("Started outside", f"on {row['VirtualizationManager.Name']}" if is_outside(row) else ""),
            ],
            [
                ("Started", words.time_text(row["StartTime"], seconds=True)),
                ("Ended", words.time_text(row["EndTime"], seconds=True)),
                ("Duration", words.duration(took)),
                ("Restarted", words.count(whole.restarted, "time") if whole and whole.restarted else ""),
                ("Messages", "\n".join(whole.messages) if whole else ""),
            ],
        )
        self._show_error(row, whole)
        self.restart.setVisible(bool(row["IsRestartable"]))
        self.cancel.setVisible(bool(row["IsStoppable"]))
        self.script.setVisible(not is_outside(row))

    def _show_error(self, row: Row, whole: Job | None) -> None:
        error = whole.error_info if whole is not None else None
        text = error.message if error else (row["ErrorInfo.Problem"] or "")
        if error and error.code:
            text += f"  (Error {error.code})"
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        advice = error.recommended_action if error else ""
        self.advice.setText(f"Recommended action: {advice}")
        self.advice.setVisible(bool(advice))

    def _restart(self) -> None:
        if self.row is not None:
            self.context.spawn(self.context.restart_job(self.row.id), "The job was not restarted.")

    def _cancel(self) -> None:
        if self.row is not None:
            self.context.spawn(self.context.stop_job(self.row.id), "The job was not canceled.")

    def _view_script(self) -> None:
        from vmmconsole_ui.shell.script_window import open_job_script

        if self.row is not None:
            self.context.spawn(open_job_script(self.context, self.row.id))


class Steps(DetailsTab):
    """The step tree."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.steps = StepList(context.settings, self)
        self.body.addWidget(self.steps)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a job's steps."""
        if self.row is not row:
            self.steps.show_job(None)
        self.row = row
        if whole is not None:
            self.steps.show_job(whole)


class LatestJob(DetailsTab):
    """The latest job of an object that is no job itself: its steps, followed as they go on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading = QLabel(self)
        self.problem = as_role(QLabel(self), "error")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.steps = StepList(context.settings, self)
        margin = look().size.pane
        self.body.setContentsMargins(0, look().size.grid, 0, 0)
        for label in (self.heading, self.problem):
            label.setContentsMargins(margin, 0, margin, 0)
            self.body.addWidget(label)
        self.body.addWidget(self.steps, 1)
        self._job: Row | None = None
        self._active = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._fetch)
        context.objects.changed.connect(self._on_changed)

    def show_object(self, row: Row, _whole: Any) -> None:
        """Show the latest job of an object."""
        self.row = row
        job = self.context.objects.job_of(row)
        if job is not self._job:
            self.steps.show_job(None)
            self._job = job
            self._fetch()
        self._show_heading()

    def set_active(self, *, active: bool) -> None:
        """Follow the job only while somebody looks."""
        self._active = active
        if active:
            self._fetch()

    def _show_heading(self) -> None:
        job = self._job
        self.steps.setVisible(job is not None)
        if job is None:
            as_role(self.heading, "muted").setText("No job has worked on this object yet.")
            self.problem.hide()
            return
        as_role(self.heading, "strong").setText(f"{job.name}: {words.sentence(job['StatusText'] or '').lower()}")
        self.problem.setText(job["ErrorInfo.Problem"] or "")
        self.problem.setVisible(bool(job["ErrorInfo.Problem"]))

    def _on_changed(self, delta: Any) -> None:
        if delta.kind != "Job" or self.row is None:
            return
        job = self.context.objects.job_of(self.row)
        if job is not self._job or (job is not None and delta.touches(job.id)):
            self._job = job
            self._show_heading()
            if self._active and not self._again.isActive():
                self._again.start()

    def _fetch(self) -> None:
        if self._active and self._job is not None:
            self.context.spawn(self._show_steps(self._job), "The steps of the job could not be read.")

    async def _show_steps(self, job: Row) -> None:
        from vmmconsole.model import Job

        whole = await self.context.client.get(Job, job.id)
        if job is self._job:
            self.steps.show_job(whole)


class JobScript(DetailsTab):
    """The script that the job runs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        from vmmconsole_ui.widgets.script_view import ScriptView

        self.body.setContentsMargins(0, 0, 0, 0)
        self.view = ScriptView(self, can_edit=True)
        self.view.edit_requested.connect(self._edit)
        self.body.addWidget(self.view)

    def _edit(self, text: str) -> None:
        name = self.row.name if self.row is not None else ""
        self.context.spawn(open_window("open_script_editor", self.context, text, name))

    def show_object(self, row: Row, whole: Any) -> None:
        """Show a job's script."""
        if self.row is not row:
            self.view.set_text("")
        self.row = row
        if whole is not None:
            self.view.set_text(whole.script)


class ChangeTracking(DetailsTab):
    """What a job changed, or what changed on an object: property, before, after."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = CellTable(
            (("Time", 20), ("Object", 24), ("Property", 24), ("Previous value", 28), ("New value", 28), ("By", 16)),
            "Nothing has been changed.",
        )
        self.body.addWidget(self.table)
        self._active = False

    def show_object(self, row: Row, whole: Any) -> None:
        """Show the changes of an object or by a job."""
        another = self.row is not row
        self.row = row
        if another:
            self.table.show_rows([])
        if self._active and (another or whole is not None):
            self._fetch()

    def set_active(self, *, active: bool) -> None:
        """Read the changes when somebody looks."""
        self._active = active
        if active:
            self._fetch()

    def _fetch(self) -> None:
        if self.row is not None:
            self.context.spawn(self._show_changes(self.row), "The changes could not be read.")

    async def _show_changes(self, row: Row) -> None:
        client = self.context.client
        changes = await (client.tracking(job=row.id) if row.kind == "Job" else client.tracking(obj=row.id))
        if row is not self.row:
            return
        self.table.show_rows(
            [
                [
                    Cell(words.time_text(change.changed_at, seconds=True)),
                    Cell(change.object_name),
                    Cell(change.property_name),
                    Cell(_value(change.previous_value), "muted"),
                    Cell(_value(change.new_value)),
                    Cell(change.by or (change.job.name if change.job else ""), "muted"),
                ]
                for change in sorted(changes, key=lambda c: c.revision, reverse=True)
            ]
        )


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("Name") or ", ".join(f"{key} {part}" for key, part in value.items()))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str) and value[10:11] == "T" and words.moment(value):
        return words.time_text(value, seconds=True)
    if isinstance(value, list):
        return ", ".join(_value(part) for part in value)
    return str(value)
