"""The frame of every dialog that ends in a script: content, what is wrong, View Script, and the verb on its button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QTabBar, QVBoxLayout, QWidget

from vmmconsole.model.errors import VMMError
from vmmconsole.script.calls import Statement
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import Form, focusables, order_tabs, plain_label
from vmmconsole_ui.widgets.script_view import ScriptView
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.new_vm_request import local_now
from vmmconsole_ui.wizards.script_parts import script_text

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class ScriptDialog(QDialog):
    """Collects something, shows the script of it, and runs exactly that.

    Subclasses fill `body`, override `statements` (or `scripts` for several) and `problems`, and call `refresh` after
    every change.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        verb: str,
        *,
        job_name: str = "",
        width: int = 0,
        height: int = 0,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`job_name` is what the Jobs view calls the job, the title where it is empty; the size is in pixels."""
        super().__init__(parent or context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.context = context
        self.title = title
        self.job_name = job_name or title
        self.generated_at = local_now()
        self.server = context.client.address or "localhost"
        self.form = Form()
        self.touched: set[str] = set()
        self._running = False
        self._done = 0
        self._closes = True
        size = look().size
        surface = as_role(QFrame(), "surface")
        self.body = QVBoxLayout(surface)
        self.body.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        self.body.setSpacing(size.grid)
        self.error_label = plain_label("", "error", wrap=True)
        self.error_label.hide()
        self.script = ScriptView(note="runs exactly as shown", can_edit=True, can_plan=True)
        self.script.setMinimumHeight(look().characters(26))
        self.script.edit_requested.connect(self._edit_script)
        self.script.plan_requested.connect(self._plan_script)
        self.script.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._surface = surface
        layout.addWidget(surface, 1)
        layout.addWidget(self.script, 2)
        self._buttons = self._footer(verb, danger)
        layout.addWidget(self._buttons)
        self.resize(width or size.small_dialog_width, height or self.sizeHint().height())

    def _footer(self, verb: str, danger: bool) -> QFrame:
        size = look().size
        footer = as_role(QFrame(), "footer")
        self.script_button = QPushButton(icon("view_script"), "&View Script")
        self.script_button.setCheckable(True)
        self.script_button.setAutoDefault(False)
        self.script_button.clicked.connect(self.toggle_script)
        self.run_button = as_role(QPushButton(verb), "danger" if danger else "primary")
        self.run_button.setDefault(True)
        self.run_button.clicked.connect(self.run)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        column = QVBoxLayout(footer)
        column.setContentsMargins(size.pane, size.grid + size.half, size.pane, size.grid + size.half)
        column.setSpacing(size.grid)
        column.addWidget(self.error_label)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(size.grid)
        self.buttons.addWidget(self.script_button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.run_button)
        self.buttons.addWidget(self.cancel_button)
        column.addLayout(self.buttons)
        return footer

    # What subclasses say

    def statements(self) -> Iterable[Statement]:
        """The statements of the script; none where nothing is to be done."""
        return ()

    def scripts(self) -> list[str]:
        """The texts to run, one job each."""
        found = tuple(self.statements())
        return [script_text(self.title, found, self.generated_at)] if found else []

    def problems(self) -> list[Problem]:
        """What is wrong now."""
        return []

    # Showing

    def refresh(self, *fields: str) -> None:
        """Show what follows from the fields, of which these were written to just now."""
        self.touched.update(fields)
        problems = self.problems()
        self.form.show_problems([p for p in problems if p.field in self.touched])
        scripts = self.scripts() if not problems else []
        self.script.set_text("\n\n".join(scripts))
        ready = bool(scripts) and not problems and not self._running
        self.run_button.setEnabled(ready)
        self.run_button.setToolTip(problems[0].message if problems else "" if scripts else "Nothing was changed.")

    def focus_first(self) -> None:
        """Put the focus into the first field, where the dialog has not put it already."""
        if self.focusWidget() in (None, self.script_button):
            fields = [w for w in focusables(self._surface) if not isinstance(w, QTabBar)]
            shown = [w for w in fields if w.isVisibleTo(self) and w.isEnabled()]
            (shown[0] if shown else self.run_button).setFocus()

    def fit(self) -> None:
        """Be as high as the content needs at this width, its texts wrapped."""
        wanted = self.heightForWidth(self.width()) if self.hasHeightForWidth() else 0
        self.resize(self.width(), max(wanted, self.sizeHint().height(), self.height()))

    def order_tabs(self) -> None:
        """Let the Tab key go through the content, then the script, then the buttons."""
        order_tabs(self._surface, self.script, self._buttons)

    def toggle_script(self) -> None:
        """Show or hide the script below the content; the dialog grows and shrinks by it."""
        shown = self.script_button.isChecked()
        self.script.setVisible(shown)
        if shown:
            self.refresh()
            wanted = self.sizeHint().expandedTo(self.size())
            self.resize(max(wanted.width(), look().size.dialog_width), wanted.height() + look().characters(16))
        else:
            self.adjustSize()

    def say(self, text: str) -> None:
        """Show an error above the buttons; an empty text takes it away."""
        self.error_label.setText(text)
        self.error_label.setVisible(bool(text))

    # Running

    def run(self, *, close: bool = True) -> None:
        """Run what is shown; with `close` the dialog closes once the engine has taken it."""
        if self._running or self.problems():
            return
        scripts = self.scripts()
        if not scripts:
            return
        self._running = True
        self._closes = close
        self.say("")
        self.refresh()
        spawn_for(self, self._run(scripts), f"{self.title} was not started.")

    async def _run(self, scripts: list[str]) -> None:
        try:
            await self.prepare()
            for text in scripts[self._done :]:
                await self.context.run_script(text, name=self.job_name)
                self._done += 1
        except VMMError as err:
            self._running = False
            self.say(f"{err} {err.action}".strip())
            self.refresh()
            return
        self._running = False
        self._done = 0
        if self._closes:
            self.accept()
        else:
            self.applied()

    async def prepare(self) -> None:
        """What must be done before the script runs, and cannot stand in it: sending a password.

        Raises:
            VMMError: it could not be done; nothing runs.
        """

    def applied(self) -> None:
        """The script was taken, and the dialog stays."""

    def _edit_script(self, text: str) -> None:
        from vmmconsole_ui.editor.open_editor import open_script_editor  # only needed when asked for

        open_script_editor(self.context, text, self.title)

    def _plan_script(self, text: str) -> None:
        from .plan import open_plan

        open_plan(self.context, text, parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter runs, except in a field of several lines; Escape cancels."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.run_button.click()
        else:
            super().keyPressEvent(event)


_open: set[QDialog] = set()  # a dialog without a parent lives only as long as Python knows it


def present(dialog: QDialog) -> None:
    """Show a dialog beside the console, which stays usable."""
    _open.add(dialog)
    dialog.finished.connect(lambda _: _open.discard(dialog))
    dialog.show()
    if isinstance(dialog, ScriptDialog):
        dialog.fit()
        dialog.order_tabs()
        dialog.focus_first()
    dialog.raise_()
    dialog.activateWindow()
