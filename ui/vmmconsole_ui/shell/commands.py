"""The actions as Qt's own, made once: menus, toolbar, context menus and buttons are places of the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from vmmconsole_ui import icons
from vmmconsole_ui.actions.action import Action
from vmmconsole_ui.actions.permissions import permitted
from vmmconsole_ui.actions.registry import ACTIONS, actions_for
from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Delta
from vmmconsole_ui.views import words

_MOST_COUNTED = 2_000
"""With more selected, verbs do not say how many of them they apply to: nobody waits for that while selecting."""


class Commands(QObject):
    """A QAction for each action, enabled as the selection allows, with the reason where it is not."""

    updated = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self._actions: dict[str, QAction] = {}
        self._prepare: Callable[[], None] | None = None
        for action in ACTIONS:
            self._actions[action.id] = self._make(action)
        context.selection_changed.connect(self.update)
        context.abilities_changed.connect(self.update)
        context.objects.state_changed.connect(self.update)
        context.objects.changed.connect(self._on_changed)
        self.update()

    def get(self, action_id: str) -> QAction:
        """The QAction of an action."""
        return self._actions[action_id]

    def all(self) -> Iterable[QAction]:
        """Every QAction, for the window to take their shortcuts."""
        return self._actions.values()

    def update(self) -> None:
        """Enable what the selection allows."""
        connected = self.context.objects.state == "live"
        selection = self.context.selection
        for action in ACTIONS:
            possible, reason = permitted(self.context, action)
            if possible:
                possible, reason = action.verdict(selection)
            if possible and not connected:
                possible, reason = False, "There is no connection to the engine now."
            qt_action = self._actions[action.id]
            qt_action.setEnabled(possible)
            qt_action.setToolTip(tooltip(action, reason or applies_to(action, selection)))
        self.updated.emit()

    def object_menu(self, parent: QMenu) -> QMenu:
        """Fill a menu with what can be done to the selection, in its sections."""
        section = None
        for action in actions_for(self.context.selection.kind):
            if section is not None and action.section != section:
                parent.addSeparator()
            section = action.section
            parent.addAction(self._actions[action.id])
        self.script_menu(parent)
        parent.setToolTipsVisible(True)
        return parent

    def script_menu(self, parent: QMenu) -> None:
        """Add the menu of the scripts that the simple verbs would run; the other verbs show theirs in a dialog."""
        menu = QMenu("View script of", parent)
        menu.setIcon(icons.icon("view_script"))
        if self.fill_scripts(menu):
            parent.addSeparator()
            parent.addMenu(menu)

    def fill_scripts(self, menu: QMenu) -> bool:
        """Fill a menu with the verbs whose scripts can be shown now, and say whether there are any."""
        menu.clear()
        selection = self.context.selection
        verbs = [a for a in actions_for(selection.kind) if a.verb and a.fitting(selection)]
        for action in verbs:
            entry = menu.addAction(icons.icon(action.icon), action.title)
            entry.triggered.connect(lambda _=False, shown=action: self.show_script(shown))
        if not verbs:
            menu.addAction("Nothing is selected that this is for.").setEnabled(False)
        return bool(verbs)

    def show_script(self, action: Action) -> None:
        """Show what a verb would run now, to read, copy, change or plan."""
        from .script_window import show_script

        if action.verb is not None:
            show_script(self.context, f"Script of {action.title}", "\n\n".join(action.verb.scripts(self.context)))

    def _on_changed(self, delta: Delta) -> None:
        """A selected object may be in another state now."""
        selection = self.context.selection
        if delta.kind == selection.kind:
            selected = set(selection.rows)
            if any(row in selected for row in delta.updated):
                self.update()

    def _make(self, action: Action) -> QAction:
        qt_action = QAction(icons.icon(action.icon), action.title, self)
        qt_action.setObjectName(action.id)
        if action.shortcut:
            qt_action.setShortcut(QKeySequence(action.shortcut))
            qt_action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        qt_action.triggered.connect(lambda: self.trigger(action))
        return qt_action

    def trigger(self, action: Action) -> None:
        """Do it, if the selection still allows it."""
        possible, reason = permitted(self.context, action)
        if possible:
            possible, reason = action.verdict(self.context.selection)
        if possible:
            self.context.spawn(action.run(self.context), f"{action.title} did not work.")
        else:
            self.context.notify(reason, "warning")


def applies_to(action: Action, selection: Selection) -> str:
    """``12 selected, 3 running: Start applies to 9``; empty where it applies to all of them."""
    if len(selection) < 2 or len(selection) > _MOST_COUNTED or not action.kinds:
        return ""
    fitting = set(action.fitting(selection))
    if len(fitting) in {0, len(selection)}:
        return ""
    others = words.in_common(
        row["StatusText"] or row["OverallStateText"] or "" for row in selection.rows if row not in fitting
    )
    return f"{len(selection):,} selected, {others}: {action.title} applies to {len(fitting):,}"


def tooltip(action: Action, reason: str) -> str:
    """What hovering says: why it is impossible, else what it does and its shortcut."""
    if reason:
        return reason
    shortcut = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    what = action.tip or action.title
    return f"{what}  ({shortcut})" if shortcut else what
