"""What a run came to: its steps, what it wrote, and what went wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.empty_state import EmptyState
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.widgets.step_tree import StepList

if TYPE_CHECKING:
    from vmmconsole.model import Job

_MOST_LINES = 2_000
_ROLES = {"Failed": "error", "Canceled": "warning", "Completed": "ok", "SucceedWithInfo": "warning"}


class ResultPanel(QStackedWidget):
    """Follows one job."""

    line_chosen = Signal(int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = 0
        self._first_line = 1
        self.empty = EmptyState(self)
        self.empty.say("Nothing has run yet", "Run (F5) starts the script as a job. Its steps and output stand here.")
        self.state = plain_label("", "strong")
        self.problem = plain_label("", "error", wrap=True)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go_button = QPushButton("&Go to line")
        self.go_button.clicked.connect(lambda: self.line_chosen.emit(self._line))
        self.steps = StepList(settings, self)
        self.output = as_role(QPlainTextEdit(), "code")
        self.output.setReadOnly(True)
        self.output.setAccessibleName("Output")
        self.output.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.output.setFont(look().font("small_text", mono=True))
        self.output.setPlaceholderText("What the script writes stands here when it has ended.")
        self.addWidget(self.empty)
        self.addWidget(self._build())

    def _build(self) -> QWidget:
        size = look().size
        body = QWidget(self)
        head = QHBoxLayout()
        head.setContentsMargins(size.pane, size.half, size.pane, size.half)
        head.setSpacing(size.grid)
        head.addWidget(self.state)
        head.addWidget(self.problem, 1)
        head.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(size.line)
        split.setChildrenCollapsible(False)
        split.addWidget(self.steps)
        split.addWidget(self.output)
        split.setSizes([look().characters(96), look().characters(64)])
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        return body

    def begin(self, name: str, first_line: int = 1) -> None:
        """A job is being started; `first_line` is the line of the text that its script begins in."""
        self._first_line = first_line
        self._line = 0
        self.steps.show_job(None)
        self.output.clear()
        as_role(self.state, "strong").setText(f"{name}: starting")
        self.problem.setText("")
        self.go_button.hide()
        self.setCurrentIndex(1)

    def refuse(self, message: str, line: int = 0) -> None:
        """The engine did not take the script."""
        as_role(self.state, "error").setText("Not started.")
        self._say_problem(message, line)

    def show_job(self, job: Job) -> None:
        """Show a job as it is now."""
        self.setCurrentIndex(1)
        self.steps.show_job(job)
        status = job.status.value
        text = words.sentence(job.status_text).lower()
        if status == "Running" and job.progress:
            text = f"{text}, {job.progress} %"
        as_role(self.state, _ROLES.get(status, "strong")).setText(f"{job.name}: {text}")
        error = job.error_info
        if error is not None:
            failed = next((s for s in job.steps if s.status.value == "Failed" and s.line), None)
            line = error.line or (failed.line if failed else 0)
            self._say_problem(f"{error.message} {error.recommended_action}".strip(), line)
        else:
            self._say_problem("", 0)
        lines = output_lines(job)
        shown = "\n".join(lines)
        if shown != self.output.toPlainText():
            self.output.setPlainText(shown)

    def _say_problem(self, message: str, line: int) -> None:
        self._line = max(0, line + self._first_line - 1) if line else 0
        self.problem.setText(f"Line {self._line}: {message}" if self._line else message)
        self.go_button.setVisible(bool(self._line))


def output_lines(job: Job) -> list[str]:
    """What the script said and wrote, as text."""
    lines = [*job.messages]
    values = [_value(value) for value in job.output]
    if lines and values:
        lines.append("")
    lines.extend(values)
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        lines = [*lines[:_MOST_LINES], f"… and {more:,} more lines."]
    return lines


def _value(value: dict[str, Any]) -> str:
    """One object of the output: its value, or what names it and its first properties."""
    if set(value) == {"Value"}:
        return _plain(value["Value"])
    kind = value.get("ObjectType")
    if kind and "Name" in value:
        more = [f"{key}: {_plain(value[key])}" for key in ("StatusText", "Status", "VMHost") if value.get(key)][:1]
        return f"{value['Name']}  ({', '.join([str(kind), *more])})"
    return "  ".join(f"{key}: {_plain(item)}" for key, item in value.items() if key != "ObjectType")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("Name") or json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return "{" + ", ".join(map(_plain, value)) + "}"
    return str(value)
