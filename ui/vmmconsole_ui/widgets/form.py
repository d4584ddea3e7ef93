"""Rows of label and field, with what is wrong said below the field: pages of wizards and dialogs are made of these."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSpinBox, QWidget

from vmmconsole_ui.theme import as_role, look, mark_invalid

W = TypeVar("W", bound=QWidget)


class SaysProblem(Protocol):
    """Anything with a field and a message, such as ``wizards.flow.Problem``."""

    @property
    def field(self) -> str: ...
    @property
    def message(self) -> str: ...


@dataclass(slots=True)
class _Row:
    label: QLabel
    editor: QWidget
    problem: QLabel


def plain_label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label whose text is shown as it is, never read as rich text: names may hold anything."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return as_role(label, role) if role else label


class Form(QWidget):
    """A grid of labelled fields; problems appear below the field they belong to."""

    def __init__(self, parent: QWidget | None = None, *, label_characters: int = 18, stacked: bool = False) -> None:
        """`stacked` puts labels above their fields, for narrow places."""
        super().__init__(parent)
        self._stacked = stacked
        as_role(self, "page")
        self._rows: dict[str, _Row] = {}
        self._count = 0
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(look().size.pane)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnMinimumWidth(0, 0 if stacked else look().characters(label_characters))
        self.grid.setColumnStretch(1, 1)

    def add(self, label: str, editor: W, field: str = "", *, wide: bool = False, grow: bool = False) -> W:
        """Add a row; `field` is the name that problems come under. Returns the editor."""
        size = look().size
        name = QLabel(label)
        name.setBuddy(editor)
        if not self._stacked:
            name.setMinimumHeight(size.field)
        name.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        as_role(name, "muted")
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        if not wide and editor.maximumWidth() > look().characters(56):
            editor.setMaximumWidth(look().characters(56))
        problem = plain_label("", "error", wrap=True)
        problem.hide()
        top = Qt.AlignmentFlag.AlignTop
        row = self._count
        if self._stacked:
            self.grid.addWidget(name, row, 0, 1, 2, top)
            self.grid.setRowMinimumHeight(row + 1, size.half)
            row += 2
        else:
            self.grid.addWidget(name, row, 0, top)
        place = (row, 0, 1, 2) if self._stacked else (row, 1, 1, 1)
        if grow:
            self.grid.addWidget(editor, *place)
        else:
            # A cell of its own, because a field's greatest width would limit the whole column.
            cell = QHBoxLayout()
            cell.addWidget(editor, 1)
            cell.addStretch(0)
            self.grid.addLayout(cell, *place, top)
        self.grid.addWidget(problem, row + 1, place[1], 1, place[3])
        self.grid.setRowMinimumHeight(row + 2, size.grid)
        if grow:
            self.grid.setRowStretch(row, 1)
        self._rows[field or f"row{row}"] = _Row(name, editor, problem)
        self._count = row + 3
        return editor

    def add_full(self, widget: W, *, gap: bool = True) -> W:
        """Add a widget over both columns."""
        self.grid.addWidget(widget, self._count, 0, 1, 2)
        self.grid.setRowMinimumHeight(self._count + 1, look().size.grid if gap else 0)
        self._count += 2
        return widget

    def add_section(self, text: str) -> None:
        """Add a heading."""
        if self._count:
            self.grid.setRowMinimumHeight(self._count, look().size.grid)
            self._count += 1
        self.add_full(as_role(QLabel(text), "heading"))

    def add_fact(self, label: str, value: str | QWidget) -> None:
        """Add a row that is only read: the label muted, the value plain."""
        widget = value if isinstance(value, QWidget) else plain_label(value, wrap=True)
        if not isinstance(value, QWidget):
            # As high as the width makes it, not as its narrow favourite shape: that would scroll what fits.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        if isinstance(widget, QLabel):
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name = as_role(QLabel(label), "muted")
        self.grid.addWidget(name, self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(widget, self._count, 1, Qt.AlignmentFlag.AlignTop)
        self.grid.setRowMinimumHeight(self._count + 1, look().size.details_gap)
        self._count += 2

    def finish(self) -> None:
        """Push the rows to the top."""
        self.grid.setRowStretch(self._count, 1)

    def set_visible(self, field: str, visible: bool) -> None:
        """Show or hide a row."""
        row = self._rows[field]
        row.label.setVisible(visible)
        row.editor.setVisible(visible)
        if not visible:
            row.problem.hide()

    def set_label(self, field: str, text: str) -> None:
        """Rename a row."""
        self._rows[field].label.setText(text)

    def show_problems(self, problems: Iterable[SaysProblem]) -> None:
        """Say below each field what is wrong with it, and mark it; fields without a problem are cleared."""
        found: dict[str, str] = {}
        for problem in problems:
            found.setdefault(problem.field, problem.message)
        for field, row in self._rows.items():
            text = found.get(field, "")
            mark_invalid(row.editor, bool(text))
            row.problem.setText(text)
            row.problem.setVisible(bool(text) and row.editor.isVisibleTo(self))

    def clear(self) -> None:
        """Take all rows away."""
        for known in self._rows.values():
            known.editor.hide()
            known.editor.deleteLater()
        self._rows.clear()
        self._count = 0
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self.grid.rowCount()):
            self.grid.setRowMinimumHeight(row, 0)
            self.grid.setRowStretch(row, 0)


def focusables(*widgets: QWidget) -> list[QWidget]:
    """The widgets among these and below them that the Tab key stops at, in the order in which they were made."""
    # A drop-down's list and a menu are windows of their own.
    found = [w for top in widgets for w in (top, *top.findChildren(QWidget)) if w.window() == top.window()]
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


def order_tabs(*widgets: QWidget) -> None:
    """Let the Tab key go through these widgets and what is in them, one after the other."""
    if len({id(w.window()) for w in widgets}) > 1:
        return  # not yet put together
    chain = focusables(*widgets)
    for first, second in itertools.pairwise(chain):
        QWidget.setTabOrder(first, second)


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in an area that scrolls where it is too small."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def number_field(value: int, minimum: int, maximum: int, suffix: str = "", *, step: int = 1) -> QSpinBox:
    """A field for a whole number with its unit."""
    field = QSpinBox()
    field.setRange(minimum, maximum)
    field.setSingleStep(step)
    field.setGroupSeparatorShown(True)
    field.setSuffix(f" {suffix}" if suffix else "")
    field.setValue(value)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setMaximumWidth(look().characters(22))
    return field


def choice_field(choices: Iterable[tuple[str, object]], current: object = None) -> QComboBox:
    """A drop-down of (text, value), with the current value chosen where it is among them."""
    field = QComboBox()
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(12)
    for text, value in choices:
        field.addItem(text, value)
    select_choice(field, current)
    return field


def select_choice(field: QComboBox, value: object) -> None:
    """Choose an entry by its value."""
    for index in range(field.count()):
        if field.itemData(index) == value:
            field.setCurrentIndex(index)
            return
