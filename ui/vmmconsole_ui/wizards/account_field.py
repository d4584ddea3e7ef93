"""A field for a Run As account: one of those there are, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import choice_field, select_choice

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Delta


class AccountField(QWidget):
    """The accounts by name; one that is made from here is chosen as soon as the engine has it."""

    changed = Signal(str)
    """Another account is chosen, by its name; empty for none."""

    def __init__(self, context: Context, chosen: str = "") -> None:
        super().__init__()
        self.context = context
        self._wanted = ""
        as_role(self, "page")
        self.choice = choice_field([])
        self.choice.setAccessibleName("Run As account")
        self.new_button = QPushButton("N&ew account …")
        self.new_button.setAutoDefault(False)
        self.new_button.clicked.connect(self.make)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid)
        row.addWidget(self.choice, 1)
        row.addWidget(self.new_button)
        self.setFocusProxy(self.choice)
        self._fill(chosen)
        self.choice.currentIndexChanged.connect(lambda _: self.changed.emit(self.name))
        context.objects.changed.connect(self._objects_changed)

    @property
    def name(self) -> str:
        """The chosen account's name; empty for none."""
        return self.choice.currentData() or ""

    def make(self) -> None:
        """Ask for a new account."""
        from vmmconsole_ui.dialogs.run_as_account import open_new_account  # dialogs are made of pieces of wizards

        open_new_account(self.context, parent=self.window(), made=self._made)

    def _made(self, name: str) -> None:
        self._wanted = name
        self._take_wanted()

    def _objects_changed(self, delta: Delta) -> None:
        if delta.kind != "RunAsAccount":
            return
        before = self.name
        self.choice.blockSignals(True)
        self._fill(before)
        self.choice.blockSignals(False)
        self._take_wanted()
        if self.name != before:
            self.changed.emit(self.name)

    def _take_wanted(self) -> None:
        if self._wanted and self.choice.findData(self._wanted) >= 0:
            select_choice(self.choice, self._wanted)
            self._wanted = ""

    def _fill(self, chosen: str) -> None:
        rows = [row for row in self.context.objects.table("RunAsAccount") if row["Enabled"] is not False]
        self.choice.clear()
        if not chosen:
            self.choice.addItem("Select an account" if rows else "There is no account yet", "")
        for row in sorted(rows, key=lambda row: row.name.casefold()):
            user = str(row["UserName"] or "")
            self.choice.addItem(f"{row.name} ({user})" if user and user != row.name else row.name, row.name)
        if chosen and self.choice.findData(chosen) < 0:
            self.choice.addItem(f"{chosen} (not there)", chosen)
        select_choice(self.choice, chosen)
