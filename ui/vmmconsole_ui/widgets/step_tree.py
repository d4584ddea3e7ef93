"""A job's steps as a tree: number, name, status, progress, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from vmmconsole_ui.models.column import EMPTY, Cell
from vmmconsole_ui.models.list_model import CELL_ROLE
from vmmconsole_ui.theme import look
from vmmconsole_ui.views import words

from .grid import CellDelegate

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole.model.job import Step

_HEADINGS = (("Step", 10), ("Name", 38), ("Status", 16), ("Progress", 13), ("Start", 11), ("Duration", 12))


class StepTree(QTreeView):
    """Shows the steps of a job, updated in place so that what is open stays open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._model.setHorizontalHeaderLabels([title for title, _ in _HEADINGS])
        self._items: dict[str, list[QStandardItem]] = {}
        self._job_id = ""
        self.setModel(self._model)
        self.setAccessibleName("Steps")
        self.setItemDelegate(CellDelegate(self, striped=False))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.header().setSectionsMovable(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._apply_look()
        look().changed.connect(self._apply_look)

    def show_job(self, job: Job | None) -> None:
        """Show a job's steps; None for none."""
        job_id = str(job.id) if job is not None else ""
        steps = job.steps if job is not None else []
        numbers = {step.number for step in steps}
        if job_id != self._job_id or not numbers >= self._items.keys():
            self._model.removeRows(0, self._model.rowCount())
            self._items.clear()
            self._job_id = job_id
        for step in sorted(steps, key=lambda s: _order(s.number)):
            self._show_step(step)

    def _show_step(self, step: Step) -> None:
        items = self._items.get(step.number)
        if items is None:
            items = [QStandardItem() for _ in _HEADINGS]
            self._items[step.number] = items
            parent = self._items.get(step.number.rpartition(".")[0])
            above = parent[0] if parent else self._model.invisibleRootItem()
            above.appendRow(items)
            self.expand(items[0].index())
            if parent:
                self.expand(parent[0].index())
        for item, cell in zip(items, _cells(step), strict=True):
            if item.data(CELL_ROLE) != cell:
                item.setData(cell, CELL_ROLE)
                item.setText(cell.text)
                item.setToolTip(cell.tip or cell.text)

    def _apply_look(self) -> None:
        self.setIndentation(look().size.indent)
        self.header().setFixedHeight(look().size.header)
        for number, (_, width) in enumerate(_HEADINGS):
            self.setColumnWidth(number, look().characters(width) + 2 * look().size.grid)

    def sizeHint(self) -> QSize:
        """Enough for a few steps."""
        return QSize(look().characters(100), look().size.row * 6)


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _cells(step: Step) -> list[Cell]:
    icon, color = words.job_state(step.status.value)
    running = step.status.value == "Running"
    seconds = None
    if step.started_at is not None:
        seconds = words.since(step.started_at) if step.ended_at is None and running else None
        if step.ended_at is not None:
            seconds = (step.ended_at - step.started_at).total_seconds()
    name = f"{step.name} {step.object_name}".strip() if step.object_name not in step.name else step.name
    error = str(step.error_info) if step.error_info else ""
    started = words.time_text(step.started_at, seconds=True)[11:]
    return [
        Cell(step.number, "muted"),
        Cell(name, tip="\n".join(part for part in (name, step.description, error) if part)),
        Cell(words.sentence(step.status_text), icon=icon, icon_color=color, tip=error or step.description),
        Cell(f"{step.progress} %", "muted", progress=step.progress) if running else EMPTY,
        Cell(started, "muted"),
        Cell(words.duration(seconds), "muted"),
    ]
