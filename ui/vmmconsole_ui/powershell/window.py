"""The PowerShell window: output above, the statement that is typed below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout

from vmmconsole.client.history import History
from vmmconsole_ui import icons
from vmmconsole_ui.models.object_names import StoreNames
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.completion_list import CompletionList
from vmmconsole_ui.widgets.script_view import flat_button

from .grid_window import GridWindow
from .input_editor import InputEditor
from .output import Piece
from .progress_rows import ProgressRows
from .screen import MORE, PROMPT, Question
from .transcript import Transcript
from .worker import Chosen, ShellWorker

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint
    from vmmconsole_ui.context import Context

_ZOOM = "powershell/zoom"
_SMALLEST, _LARGEST = -4, 16


class PowerShellWindow(QDialog):
    """One session of the shell. Several may be open; each has its own variables and its own connection."""

    closed = Signal()

    def __init__(self, context: Context, find: Callable[[], Endpoint], history: History, number: int = 1) -> None:
        """`find` gives the address of the console's engine, on another thread."""
        super().__init__(context.window)
        self.context = context
        self.number = number
        """Which of the console's windows it is."""
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("PowerShell" if number == 1 else f"PowerShell {number}")
        self.setWindowIcon(icons.icon("powershell", "accent"))
        self.worker = ShellWorker(find, StoreNames(context.objects, self))
        self.transcript = Transcript(self.worker.screen.output, self)
        self.completions = CompletionList(self.worker.complete, self)
        self.input = InputEditor(history, self.completions, self)
        self.completions.field = self.input.viewport()
        self.answer = QLineEdit(self)
        self.progress = ProgressRows(self)
        self.grids: list[GridWindow] = []
        self._question: Question | None = None
        self._zoom = context.settings.number(_ZOOM)
        self._build()
        self._connect()
        self.apply_look()

    def start(self, chosen: Sequence[Chosen] = (), what: str = "") -> None:
        """Begin the session; `what` says in words what ``$Selection`` is."""
        held = f"$Selection holds {what}." if chosen else "Get-Command lists the cmdlets, Get-Help explains one."
        self.worker.screen.note(held)
        self.worker.start(chosen)
        self.input.setFocus()

    # --- the window ---

    def _build(self) -> None:
        size = look().size
        self.stop_button = self._button("Stop", "stop", "Stop the statement that runs  (Ctrl+C)", self.stop)
        self.stop_button.setEnabled(False)
        self.clear_button = self._button("Clear", "delete", "Clear the output  (Ctrl+L)", self.clear)
        self.copy_button = self._button(
            "Copy", "copy", "Copy the selected output, all where none is selected", self.copy
        )
        self.larger_button = self._button("", "add", "Larger text  (Ctrl++)", lambda: self.zoom(1))
        self.smaller_button = self._button("", "minus", "Smaller text  (Ctrl+-)", lambda: self.zoom(-1))
        self.larger_button.setAccessibleName("Larger text")
        self.smaller_button.setAccessibleName("Smaller text")
        bar = as_role(QFrame(self), "toolbar")
        self._bar_line = QHBoxLayout(bar)
        for button in (self.stop_button, self.clear_button, self.copy_button):
            self._bar_line.addWidget(button)
        self._bar_line.addStretch(1)
        self.state = as_role(QLabel(self), "muted")
        self._bar_line.addWidget(self.state)
        self._bar_line.addWidget(self.smaller_button)
        self._bar_line.addWidget(self.larger_button)
        self._bar = bar
        self.prompt = QLabel(PROMPT.strip(), self)
        self.prompt.setBuddy(self.input)
        self.fields = QStackedWidget(self)
        self.fields.addWidget(self.input)
        self.fields.addWidget(self.answer)
        self.answer.setAccessibleName("Answer")
        typed = as_role(QFrame(self), "surface")
        self._typed_line = QHBoxLayout(typed)
        self._typed_line.addWidget(self.prompt, 0, Qt.AlignmentFlag.AlignTop)
        self._typed_line.addWidget(self.fields, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.transcript, 1)
        layout.addWidget(self.progress)
        layout.addWidget(as_role(QFrame(self), "separator"))
        layout.addWidget(typed)
        self.resize(size.jobs_width, size.jobs_height)
        kept = self.context.settings.blob("powershell/geometry")
        if not kept.isEmpty():
            self.restoreGeometry(kept)

    def _button(self, text: str, icon: str, tip: str, act: Callable[[], None]) -> QPushButton:
        button = flat_button(text, icon, tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _connect(self) -> None:
        worker = self.worker
        worker.output_waits.connect(self._show_output)
        worker.bars_changed.connect(self.progress.show_bars)
        worker.busy_changed.connect(self._on_busy)
        worker.asked.connect(self._ask)
        worker.grid_wanted.connect(self._open_grid)
        worker.exited.connect(lambda _code: self.close())
        self.transcript.columns_changed.connect(self._set_columns)
        self.transcript.zoom_wanted.connect(self.zoom)
        self.transcript.stop_wanted.connect(self._stop_or_clear)
        self.transcript.typed.connect(self._type)
        self.input.entered.connect(self.run)
        self.input.stop_wanted.connect(self._stop_or_clear)
        self.input.clear_wanted.connect(self.clear)
        self.input.textChanged.connect(self._show_prompt)
        self.answer.returnPressed.connect(self._answered)
        look().changed.connect(self.apply_look)
        for keys, act in (
            ("Ctrl++", lambda: self.zoom(1)), ("Ctrl+=", lambda: self.zoom(1)), ("Ctrl+-", lambda: self.zoom(-1)),
            ("Ctrl+0", lambda: self.zoom(0)), ("Ctrl+Shift+C", self.copy), ("F6", self._next_part),
        ):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, act=act: act())
            self.addAction(action)

    def apply_look(self) -> None:
        """Fonts, sizes and colours of the theme, with the window's own zoom."""
        size = look().size
        font = look().font("text", mono=True)
        font.setPixelSize(max(6, font.pixelSize() + self._zoom))
        for part in (self.transcript, self.input, self.answer, self.prompt):
            # The theme's stylesheet names a size, which would win over the font.
            part.setStyleSheet(f"font-size: {font.pixelSize()}px; font-family: '{font.family()}';")
            part.setFont(font)
        for button in self._bar.findChildren(QPushButton):
            button.setIconSize(QSize(size.icon, size.icon))
        self._bar.setFixedHeight(size.toolbar)
        self._bar_line.setContentsMargins(size.grid, 0, size.grid, 0)
        self._bar_line.setSpacing(size.half)
        self._typed_line.setContentsMargins(size.pane, size.grid, size.pane, size.grid)
        self._typed_line.setSpacing(size.grid)
        self.transcript.document().setDocumentMargin(size.pane)
        self.input.document().setDocumentMargin(0)
        self.progress.apply_look()
        self.transcript.recolour()
        self.transcript.tell_columns()
        self.input.updateGeometry()

    def zoom(self, step: int) -> None:
        """Larger or smaller text; 0 for the usual size."""
        self._zoom = min(max(self._zoom + step, _SMALLEST), _LARGEST) if step else 0
        self.context.settings.set(_ZOOM, self._zoom)
        self.apply_look()

    # --- statements ---

    def run(self, text: str) -> None:
        """Run a statement after those that run already."""
        self.context.statement_typed.emit(text)
        self.worker.run(text)

    def stop(self) -> None:
        """Stop what runs; a question that waits for its answer is answered so."""
        self.worker.interrupt()
        if self._question is not None:
            self._question.answer.put(None)
            self._end_question()
        self.state.setText("Stopping …" if self.worker.is_busy else "")

    def clear(self) -> None:
        """Clear the output."""
        self.worker.screen.output.clear()
        self.transcript.show_soon()

    def copy(self) -> None:
        """Copy the selected output, or all of it."""
        if self.transcript.textCursor().hasSelection():
            self.transcript.copy()
            return
        cursor = self.transcript.textCursor()
        self.transcript.selectAll()
        self.transcript.copy()
        self.transcript.setTextCursor(cursor)

    def _stop_or_clear(self) -> None:
        if self.worker.is_busy:
            self.stop()
        else:
            self.input.set_text("")

    def _type(self, text: str) -> None:
        """What is typed while the output has the focus belongs to the statement."""
        if self._question is None:
            self.input.setFocus()
            self.input.insertPlainText(text)

    def _show_output(self) -> None:
        self.worker.output_taken()
        self.transcript.show_soon()

    def _set_columns(self, columns: int) -> None:
        self.worker.screen.columns = columns

    def _on_busy(self, busy: bool) -> None:
        self.stop_button.setEnabled(busy)
        self.state.setText("Running …" if busy else "")

    def _show_prompt(self) -> None:
        lines = self.input.document().blockCount()
        self.prompt.setText("\n".join([PROMPT.strip(), *[MORE.strip()] * (lines - 1)][:10]))

    # --- questions ---

    def _ask(self, question: Question) -> None:
        self._question = question
        self.prompt.setText(question.prompt.strip() or "Answer:")
        self.answer.clear()
        self.answer.setEchoMode(QLineEdit.EchoMode.Password if question.secret else QLineEdit.EchoMode.Normal)
        self.answer.setAccessibleName(question.prompt.strip(" :") or "Answer")
        self.fields.setCurrentWidget(self.answer)
        self._typed_line.setAlignment(self.prompt, Qt.AlignmentFlag.AlignVCenter)
        self.answer.setFocus()

    def _answered(self) -> None:
        question = self._question
        if question is None:
            return
        shown = "*" * 8 if question.secret else self.answer.text()
        self.worker.screen.show(Piece(f"{question.prompt.strip()} {shown}\n".lstrip(), "muted"))
        question.answer.put(self.answer.text())
        self._end_question()

    def _end_question(self) -> None:
        self._question = None
        self.answer.clear()
        self.fields.setCurrentWidget(self.input)
        self._typed_line.setAlignment(self.prompt, Qt.AlignmentFlag.AlignTop)
        self._show_prompt()
        self.input.setFocus()

    def _open_grid(self, question: Question) -> None:
        window = GridWindow(question, self.context.settings, self)
        self.grids.append(window)
        window.destroyed.connect(lambda: self.grids.remove(window))
        window.show()

    # --- Qt's events ---

    def _next_part(self) -> None:
        if self.transcript.hasFocus():
            (self.answer if self._question is not None else self.input).setFocus()
        else:
            self.transcript.setFocus()

    def reject(self) -> None:
        """Escape leaves the window open: it belongs to the field."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the session; a statement that runs is stopped."""
        self.context.settings.set("powershell/geometry", self.saveGeometry())
        look().changed.disconnect(self.apply_look)
        for grid in list(self.grids):
            grid.close()
        self.worker.close()
        super().closeEvent(event)
        event.accept()
        self.closed.emit()
