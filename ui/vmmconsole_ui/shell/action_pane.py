"""The actions on the right: the console's own, then those of the selected object, by its name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.actions.action import Action
from vmmconsole_ui.actions.registry import actions_for, general_actions
from vmmconsole_ui.context import Selection
from vmmconsole_ui.theme import as_role, elided, look
from vmmconsole_ui.views import words

from .commands import Commands

_KIND_WORDS = {
    "VM": "virtual machine", "VMHost": "host", "VMHostGroup": "host group", "Job": "job", "ISO": "ISO image",
    "VirtualHardDisk": "virtual hard disk", "LibraryShare": "library share",
    "VirtualizationManager": "virtualization manager", "RunAsAccount": "account",
    "UserRole": "user role",
}  # fmt: skip


class _Verb(QPushButton):
    """A row of the pane that is a place of a QAction; it stays when the action is impossible, and says why."""

    script_wanted = Signal()
    """The person asks, in its context menu, what it would run."""

    def __init__(self, qt_action: QAction, parent: QWidget, *, has_script: bool) -> None:
        super().__init__(qt_action.icon(), qt_action.text(), parent)
        self._action = qt_action
        self._has_script = has_script
        self.setObjectName(qt_action.objectName())
        as_role(self, "verb")
        self.setIconSize(QSize(look().size.icon, look().size.icon))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(qt_action.trigger)
        qt_action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the script of a verb that runs at once."""
        if not self._has_script:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("view_script"), "View script", self.script_wanted.emit)
        menu.popup(event.globalPos())


class ActionPane(QScrollArea):
    """Sections of verbs. Rebuilt only when another kind of object is selected."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._view = ""
        self._shown: tuple[str, str] = ("", "")
        self._headings: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Actions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = as_role(QWidget(), "window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._body = body
        self.setWidget(body)
        self._layout = QVBoxLayout(body)
        self._apply_look()
        commands.context.selection_changed.connect(self._follow)
        look().changed.connect(self._rebuild)

    def show_view(self, view: str) -> None:
        """Show the general actions of a view."""
        self._view = view
        self._follow()

    def buttons(self) -> list[QPushButton]:
        """The verbs from top to bottom."""
        return self._body.findChildren(QPushButton)

    def _follow(self) -> None:
        selection = self._commands.context.selection
        if (self._view, selection.kind if selection.rows else "") != self._shown:
            self._rebuild()
        elif len(self._headings) > 1:
            self._set_heading(self._headings[1], heading_of(selection))

    def _rebuild(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._headings.clear()
        self._apply_look()
        selection = self._commands.context.selection
        kind = selection.kind if selection.rows else ""
        self._shown = (self._view, kind)
        self._section("Virtual Machine Manager", general_actions(self._view))
        if kind:
            self._section(heading_of(selection), actions_for(kind))
        self._layout.addStretch(1)

    def _section(self, title: str, actions: list[Action]) -> None:
        actions = [action for action in actions if "pane" in action.places]
        if not actions:
            return
        heading = as_role(QLabel(self._body), "section")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setContentsMargins(look().size.grid, look().size.grid if self._headings else 0, 0, look().size.half)
        self._set_heading(heading, title)
        self._headings.append(heading)
        self._layout.addWidget(heading)
        for action in actions:
            verb = _Verb(self._commands.get(action.id), self._body, has_script=action.verb is not None)
            verb.script_wanted.connect(partial(self._commands.show_script, action))
            self._layout.addWidget(verb)

    def _set_heading(self, label: QLabel, title: str) -> None:
        font = look().font("section_text", weight=700)
        label.setText(elided(title.upper(), font, round(look().size.actions_width * 0.82)))
        label.setToolTip(title)

    def _apply_look(self) -> None:
        size = look().size
        self._layout.setContentsMargins(size.grid, size.pane, size.grid, size.grid)
        self._layout.setSpacing(0)


def heading_of(selection: Selection) -> str:
    """The name of what is selected: ``db-pg-01``, ``12 virtual machines``."""
    if len(selection) == 1:
        return selection.rows[0].name
    return words.count(len(selection), _KIND_WORDS.get(selection.kind, "object"))
