"""What is wrong with the script, as a list below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from vmmconsole.script.diagnostics import Diagnostic
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import look
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.empty_state import EmptyState

_MOST = 500


class ProblemsList(QStackedWidget):
    """Errors and warnings in the order of the text; choosing one goes there."""

    chosen = Signal(object)
    """A `Diagnostic`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(self)
        self.list = QListWidget(self)
        self.addWidget(self.empty)
        self.addWidget(self.list)
        self.list.setAccessibleName("Problems")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(look().size.icon, look().size.icon))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.show_problems([], is_known=False)

    def show_problems(self, problems: Sequence[Diagnostic], *, is_known: bool = True, reason: str = "") -> None:
        """Show these; `is_known` says whether the script was read, `reason` why it is not."""
        self.list.clear()
        for problem in problems[:_MOST]:
            color = "warning" if problem.severity == "warning" else "error"
            item = QListWidgetItem(icon("warning" if color == "warning" else "failed", color), _line(problem))
            item.setData(Qt.ItemDataRole.UserRole, problem)
            item.setToolTip(problem.text.replace("<", "\u2039"))
            self.list.addItem(item)
        if reason:
            self.empty.say("Not checked", reason)
        elif is_known:
            self.empty.say("No problems", "The commands and parameters of the script are all known.")
        else:
            self.empty.say("Checking …", "")
        self.setCurrentWidget(self.list if problems else self.empty)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def focus_line(self, problem: Diagnostic) -> None:
        """Select a problem in the list."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == problem:
                self.list.setCurrentRow(row)


def _line(problem: Diagnostic) -> str:
    return f"Line {problem.line}, column {problem.column}: {' '.join(problem.text.split())}"


def summary(problems: Sequence[Diagnostic]) -> str:
    """``2 errors, 1 warning``; empty where there are none."""
    errors = sum(1 for problem in problems if problem.severity == "error")
    parts = []
    if errors:
        parts.append(count(errors, "error"))
    if len(problems) > errors:
        parts.append(count(len(problems) - errors, "warning"))
    return ", ".join(parts)
