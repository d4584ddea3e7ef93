"""The settings of the whole installation: how the library is refreshed, and what a good host is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from vmmconsole.model.status import PlacementGoal
from vmmconsole.script.calls import Statement, Value, Word
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.form import choice_field, number_field
from vmmconsole_ui.wizards.script_parts import call, server_value

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

MOST_HOURS = 336
GOALS = (
    (PlacementGoal.LOAD_BALANCE, "Load balancing: the least loaded host is best"),
    (PlacementGoal.CONSOLIDATE, "Resource maximization: fill one host before the next"),
)


class ServerSettingsDialog(ScriptDialog):
    """Only what was changed is written, with one Set-VMMServer."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Server settings", "&OK", job_name="Change server settings", width=look().characters(84)
        )
        facts = context.client.server
        self._refreshes = bool(facts.get("LibraryRefresherEnabled", True))
        self._hours = int(facts.get("LibraryRefresherFrequency") or 1)
        self._goal = PlacementGoal(facts.get("PlacementGoal") or PlacementGoal.LOAD_BALANCE)
        self.goal = self.form.add("&Placement goal", choice_field(((text, goal) for goal, text in GOALS), self._goal))
        self.form.add_section("Library")
        self.refreshes = self.form.add_full(QCheckBox("&Read the library shares again by and by"))
        self.refreshes.setChecked(self._refreshes)
        self.hours = self.form.add("&Every", number_field(self._hours, 1, MOST_HOURS, "hours"))
        self.hours.setEnabled(self._refreshes)
        self.form.finish()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.goal.currentIndexChanged.connect(lambda _: self.refresh())
        self.refreshes.toggled.connect(self._refreshes_toggled)
        self.hours.valueChanged.connect(lambda _: self.refresh())
        self.refresh()

    def _refreshes_toggled(self, on: bool) -> None:
        self.hours.setEnabled(on)
        self.hours.setToolTip("" if on else "The shares are not read again by themselves.")
        self.refresh()

    def statements(self) -> Iterable[Statement]:
        """Set-VMMServer with what is another now."""
        changes: dict[str, Value] = {}
        goal = PlacementGoal(self.goal.currentData())
        if self.refreshes.isChecked() != self._refreshes:
            changes["LibraryRefresherEnabled"] = self.refreshes.isChecked()
        if self.refreshes.isChecked() and self.hours.value() != self._hours:
            changes["LibraryRefresherFrequency"] = self.hours.value()
        if goal is not self._goal:
            changes["PlacementGoal"] = Word(goal.value)
        if not changes:
            return ()
        return (call("Set-VMMServer", VMMServer=server_value(self.server), **changes),)


def open_server_settings(context: Context) -> ServerSettingsDialog:
    """Open the settings of the engine that the console is connected to."""
    dialog = ServerSettingsDialog(context)
    present(dialog)
    return dialog
