"""A job's steps as a tree: number, name, status, progress, times; first those that tell something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from vmmconsole_ui.models.column import EMPTY, Cell
from vmmconsole_ui.models.list_model import CELL_ROLE
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import look
from vmmconsole_ui.views import words

from .grid import CellDelegate

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole.model.job import Step

_SETTING = "jobs/all_steps"
_HEADINGS = (("Step", 10), ("Name", 38), ("Status", 16), ("Progress", 13), ("Start", 11), ("Duration", 12))


class StepTree(QTreeView):
    """Shows the steps of a job, updated in place so that what is open stays open.

    Steps that only look something up or put a device ready, and have ended well, are left out unless all are wanted.
    """

    filtered = Signal()
    """Another number of steps is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._model.setHorizontalHeaderLabels([title for title, _ in _HEADINGS])
        self._items: dict[str, list[QStandardItem]] = {}
        self._job_id = ""
        self._minor: frozenset[str] = frozenset()
        self._all = False
        self.setModel(self._model)
        self.setAccessibleName("Steps")
        self.setItemDelegate(CellDelegate(self, striped=False))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.header().setSectionsMovable(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._apply_look()
        look().changed.connect(self._apply_look)

    @property
    def minor(self) -> int:
        """How many steps are left out unless all are wanted."""
        return len(self._minor)

    def show_all(self, wanted: bool) -> None:
        """Show all steps, or leave out the minor ones."""
        self._all = wanted
        self._hide_minor()

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
        minor = _minor_steps(steps)
        if minor != self._minor:
            self._minor = minor
            self.filtered.emit()
        self._hide_minor()

    def _hide_minor(self) -> None:
        hidden = frozenset() if self._all else self._minor
        for number, items in self._items.items():
            if "." not in number:
                self.setRowHidden(items[0].row(), QModelIndex(), number in hidden)

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


class StepList(QWidget):
    """The step tree with the choice of seeing all steps below it, where there is anything more to see."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = StepTree(self)
        self.all = QCheckBox(self)
        self.all.setChecked(settings.flag(_SETTING))
        self.tree.show_all(self.all.isChecked())
        self.all.toggled.connect(self.tree.show_all)
        self.all.toggled.connect(lambda on: settings.set(_SETTING, on))
        self.tree.filtered.connect(self._count)
        size = look().size
        line = QHBoxLayout()
        line.setContentsMargins(size.pane, size.half, size.pane, size.half)
        line.addWidget(self.all)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tree, 1)
        layout.addLayout(line)
        self._count()

    def show_job(self, job: Job | None) -> None:
        """Show a job's steps; None for none."""
        self.tree.show_job(job)

    def _count(self) -> None:
        self.all.setVisible(self.tree.minor > 0)
        self.all.setText(f"Show all steps ({self.tree.minor} more that only prepare)")


def _minor_steps(steps: list[Step]) -> frozenset[str]:
    """The numbers of the steps that ended well and had nothing to do in steps of their own, where others had."""
    parents = {step.number.partition(".")[0] for step in steps if "." in step.number}
    top = [step for step in steps if "." not in step.number]
    minor = frozenset(s.number for s in top if s.number not in parents and s.status.value == "Completed")
    return minor if len(minor) < len(top) else frozenset()


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
