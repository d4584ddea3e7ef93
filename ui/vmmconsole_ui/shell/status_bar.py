"""The line at the bottom: which engine, as whom, what runs, and whether what is seen is live."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizeGrip, QStatusBar, QWidget

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import Delta, Row, is_outside
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.words import count

_STATE_WORDS = {
    "connecting": "connecting…",
    "live": "live",
    "reconnecting": "reconnecting…",
    "stopped": "not connected",
}


class StatusBar(QStatusBar):
    """Shows the oldest running job with its progress; a click opens the Jobs window."""

    jobs_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._running: dict[str, Row] = {}
        self.setSizeGripEnabled(False)
        body = QWidget(self)
        line = QHBoxLayout(body)
        line.setContentsMargins(look().size.grid, 0, look().size.grid, 0)
        line.setSpacing(look().size.pane)
        self.address = QLabel(body)
        self.user = QLabel(body)
        self.recording = as_role(QLabel(body), "error")
        self.recording.setAccessibleName("Recording")
        self.recording.hide()
        self.job = QLabel(body)
        self.progress = QProgressBar(body)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(look().size.progress_wide)
        self.progress.setAccessibleName("Progress of the running job")
        self.state = QLabel(body)
        line.addWidget(self.address)
        line.addWidget(self.user)
        line.addWidget(self.recording)
        line.addStretch(1)
        for widget in (self.job, self.progress, self.state):
            line.addWidget(widget)
        line.addWidget(QSizeGrip(body), 0, Qt.AlignmentFlag.AlignBottom)
        self.addWidget(body, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(100)
        self._soon.timeout.connect(self._show_job)
        context.objects.changed.connect(self._on_changed)
        context.objects.state_changed.connect(self.show_connection)
        look().changed.connect(self.show_connection)
        self.show_connection()
        self._show_job()

    def show_connection(self) -> None:
        """Show which engine, as whom, and how the connection is."""
        store, client = self.context.objects, self.context.client
        self.address.setText(client.address)
        role = str(client.server.get("UserRoleName") or "")
        self.user.setText(", ".join(part for part in (client.user, role) if part))
        self.state.setText(_STATE_WORDS[store.state])
        self.state.setToolTip(store.problem)
        as_role(self.state, {"live": "ok", "reconnecting": "warning", "stopped": "error"}.get(store.state, "muted"))

    def show_recording(self, scripts: int | None) -> None:
        """Show that everything is recorded, and how many scripts that are; None for no recording."""
        self.recording.setVisible(scripts is not None)
        self.recording.setText(f"● Recording, {count(scripts or 0, 'script')}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the Jobs window when a job is shown."""
        super().mousePressEvent(event)
        if self.job.text():
            self.jobs_wanted.emit()

    def _on_changed(self, delta: Delta) -> None:
        if delta.kind != "Job":
            return
        if delta.reset:
            self._running = {row.id: row for row in self.context.objects.running_jobs()}
        for row in (*delta.inserted, *delta.updated):
            if row["Status"] in {"Running", "Queued"} and not is_outside(row):
                self._running[row.id] = row
            else:
                self._running.pop(row.id, None)
        for row in delta.removed:
            self._running.pop(row.id, None)
        if not self._soon.isActive():
            self._soon.start()

    def _show_job(self) -> None:
        running = [row for row in self._running.values() if row["Status"] == "Running"] or [*self._running.values()]
        if not running:
            self.job.setText("")
            self.progress.hide()
            return
        row = running[0]
        target = row["ResultName"] or ""
        text = f"{row.name} {target}".strip() if target not in row.name else row.name
        more = f"   and {len(self._running) - 1:,} more" if len(self._running) > 1 else ""
        self.job.setText(text + more)
        self.progress.setValue(int(row["ProgressValue"] or 0))
        self.progress.show()
