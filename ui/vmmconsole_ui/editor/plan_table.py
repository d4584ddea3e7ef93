"""What a script would change: a row for each thing, with old and new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.cell_table import CellTable
from vmmconsole_ui.widgets.form import plain_label

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole.model.job import PlannedChange

_HEADINGS = (("Step", 5), ("Line", 5), ("Operation", 32), ("Object", 22), ("What", 46), ("Now", 20), ("Then", 24))
_ACTIONS = {
    "Create": ("add", "ok", "Created"),
    "Remove": ("delete", "error", "Removed"),
    "Change": ("edit", "accent", ""),
}
_LONGEST = 200


class PlanTable(QWidget):
    """The plan of a script; choosing a row goes to its line."""

    line_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = plain_label("", "muted", wrap=True)
        self.table = CellTable(_HEADINGS, "Plan (F6) says what the script would change, and changes nothing.", self)
        self.table.table.setAccessibleName("Plan")
        self.table.table.activated.connect(self._choose)
        self.table.table.clicked.connect(self._choose)
        self._lines: list[int] = []
        size = look().size
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.note.setContentsMargins(size.pane, size.half, size.pane, size.half)
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)
        self.note.hide()

    def say(self, text: str, role: str = "muted") -> None:
        """A sentence above the table."""
        as_role(self.note, role).setText(text)
        self.note.setVisible(bool(text))

    def begin(self) -> None:
        """A plan is being made."""
        self.table.table.clearSpans()
        self.table.show_rows([])
        self.table.say("Asking the engine …")
        self.say("")

    def show_plan(self, job: Job, *, first_line: int = 1) -> None:
        """Show what came back; `first_line` is the line of the text that the planned part begins in."""
        self._lines = [change.line + first_line - 1 if change.line else 0 for change in job.plan]
        self.table.show_rows([_cells(change, line) for change, line in zip(job.plan, self._lines, strict=True)])
        self._span()
        steps = len({change.step for change in job.plan})
        if job.error_info is not None:
            error = job.error_info
            place = f"Line {error.line + first_line - 1}: " if error.line else ""
            self.say(f"It would fail. {place}{error.message} {error.recommended_action}".strip(), "error")
        elif job.status.value == "Canceled":
            self.say("The plan was stopped.", "warning")
        elif job.plan:
            self.say(f"{count(steps, 'step')} would change something. Nothing has been changed.")
        self.table.say("The script would change nothing.")

    def _span(self) -> None:
        """Let sentences run over the columns of old and new, which have nothing beside them."""
        table = self.table.table
        table.clearSpans()
        first = [title for title, _ in _HEADINGS].index("What")
        for number, row in enumerate(self.table.rows):
            if not any(cell.text for cell in row[first + 1 :]):
                table.setSpan(number, first, 1, len(_HEADINGS) - first)

    def rows(self) -> list[list[str]]:
        """The texts of the cells."""
        return [[cell.text for cell in row] for row in self.table.rows]

    def _choose(self, index: QModelIndex) -> None:
        line = self._lines[index.row()]
        if line:
            self.line_chosen.emit(line)


def _cells(change: PlannedChange, line: int) -> list[Cell]:
    icon, color, what = _ACTIONS.get(change.action, ("info", "muted", change.text))
    name = change.property_name or what
    if change.action == "Change":
        now, then = _shown(change.previous_value), _shown(change.new_value)
    else:
        now = then = ""
    return [
        Cell(change.step, "muted"),
        Cell(str(line) if line else "", "muted"),
        Cell(change.operation),
        Cell(change.object_name),
        Cell(name, icon=icon, icon_color=color, tip=change.text or name),
        Cell(now, "muted", tip=now),
        Cell(then, tip=then),
    ]


def _shown(value: Any) -> str:
    """A property's value as people read it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,}"
    if isinstance(value, dict):
        name = value.get("Name")
        return str(name) if name else ", ".join(f"{k}: {_shown(v)}" for k, v in value.items() if v)[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)[:_LONGEST] or "nothing"
    return str(value)[:_LONGEST]
