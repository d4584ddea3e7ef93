"""Run Script: an editor that checks while one types, says what the script would do, and runs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout

from vmmconsole.model.errors import ScriptSyntaxError, VMMError
from vmmconsole.script.parser import check, decode
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.widgets.script_view import ScriptView

from .script_dialog import present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_QUIET_MS = 200
_KEY = "dialogs/run_script/geometry"


class RunScriptDialog(QDialog):
    """Runs any script of the language as one job."""

    def __init__(self, context: Context, text: str = "") -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Run script")
        self.context = context
        self.job_name = "Run script"
        self._running = False
        self.view = ScriptView(editable=True, can_plan=True)
        self.view.set_text(text)
        self.view.changed.connect(self._changed)
        self.view.plan_requested.connect(self.plan)
        self.errors = QListWidget()
        self.errors.setAccessibleName("Errors")
        self.errors.itemActivated.connect(lambda item: self._go_to(self.errors.row(item)))
        self.errors.itemClicked.connect(lambda item: self._go_to(self.errors.row(item)))
        self.errors.hide()
        self.note = plain_label("", "muted", wrap=True)
        self._found: list[ScriptSyntaxError] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.errors)
        layout.addWidget(self._footer())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.run)
        geometry = context.settings.blob(_KEY)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(look().characters(120), look().characters(80))
        self.check()
        self.view.editor.setFocus()

    def _footer(self) -> QFrame:
        size = look().size
        footer = as_role(QFrame(), "footer")
        self.open_button = QPushButton(icon("explore"), "&Open …")
        self.plan_button = QPushButton(icon("plan"), "&Plan")
        self.run_button = as_role(QPushButton("&Run"), "primary")
        self.close_button = QPushButton("Close")
        self.open_button.clicked.connect(self.open_file)
        self.plan_button.clicked.connect(lambda: self.plan(self.view.text()))
        self.run_button.clicked.connect(self.run)
        self.run_button.setToolTip("Run as one job (Ctrl+Enter)")
        self.close_button.clicked.connect(self.close)
        self.view.plan_button.hide()
        row = QHBoxLayout(footer)
        row.setContentsMargins(size.pane, size.grid + size.half, size.pane, size.grid + size.half)
        row.setSpacing(size.grid)
        row.addWidget(self.open_button)
        row.addWidget(self.note, 1)
        for button in (self.plan_button, self.run_button, self.close_button):
            row.addWidget(button)
        for button in (self.open_button, self.plan_button, self.run_button, self.close_button):
            button.setAutoDefault(False)
        return footer

    def _changed(self) -> None:
        self._timer.start()

    def check(self) -> None:
        """Read the script as the engine would, and list its errors."""
        text = self.view.text()
        self._found = check(text) if text.strip() else []
        self.errors.clear()
        for error in self._found:
            action = f" {error.action}" if error.action else ""
            self.errors.addItem(f"Line {error.line}, column {error.column}: {error}{action}")
            self.errors.item(self.errors.count() - 1).setIcon(icon("failed", "error"))
        self.errors.setFixedHeight(min(4, len(self._found)) * (look().size.tree_row + 2) + look().size.half)
        self.errors.setVisible(bool(self._found))
        good = bool(text.strip()) and not self._found
        self.run_button.setEnabled(good and not self._running)
        self.plan_button.setEnabled(good)
        if not text.strip():
            as_role(self.note, "muted").setText("Type or paste a script, or open a file.")
        elif self._found:
            count = len(self._found)
            as_role(self.note, "error").setText(f"{count} error{'s' * (count != 1)}. Nothing can run before.")
        else:
            as_role(self.note, "muted").setText("No errors. Runs as one job.")

    def _go_to(self, row: int) -> None:
        error = self._found[row]
        self.view.go_to(error.line, error.column)

    def open_file(self) -> None:
        """Ask for a file, and take its text."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Open script", "", "PowerShell scripts (*.ps1 *.psm1);;All files (*)"
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Take the text of a file."""
        try:
            text = decode(path.read_bytes())
        except (OSError, UnicodeError) as err:
            reason = err.strerror if isinstance(err, OSError) else "it is not text"
            as_role(self.note, "error").setText(f"{path.name} cannot be read: {reason}.")
            return
        self.view.editor.setPlainText(text)
        self.job_name = f"Run script {path.name}"
        self.check()

    def plan(self, text: str) -> None:
        """Ask the engine what the script would do."""
        from .plan import open_plan

        open_plan(self.context, text, parent=self)

    def run(self) -> None:
        """Run the text as it stands."""
        self.check()
        if self.run_button.isEnabled():
            self._running = True
            self.run_button.setEnabled(False)
            spawn_for(self, self._run(self.view.text()), "The script was not started.")

    async def _run(self, text: str) -> None:
        try:
            job = await self.context.run_script(text, name=self.job_name)
        except VMMError as err:
            as_role(self.note, "error").setText(f"{err} {err.action}".strip())
        else:
            as_role(self.note, "ok").setText(
                f"Started as the job '{job.name or self.job_name}'. The Jobs view shows it."
            )
        finally:
            self._running = False
            self.run_button.setEnabled(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size."""
        self.context.settings.set(_KEY, QByteArray(self.saveGeometry()))
        super().closeEvent(event)


def open_run_script(context: Context, text: str = "") -> RunScriptDialog:
    """Open the editor with a text."""
    dialog = RunScriptDialog(context, text)
    present(dialog)
    return dialog
