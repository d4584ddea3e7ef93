"""Messages that do not take the focus: toasts at the bottom right, and the banner of a lost connection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.context import Context, Notice
from vmmconsole_ui.theme import as_role, look

_STAY_MS = 6_000
_AT_MOST = 4
_ICONS = {
    "info": ("info", "accent"),
    "ok": ("ok", "ok"),
    "warning": ("warning", "warning"),
    "error": ("failed", "error"),
}


class Toast(QFrame):
    """One message; errors stay until closed, others go by themselves."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        as_role(self, "toast")
        size = look().size
        self.setFixedWidth(size.toast_width)
        sign = QLabel(self)
        name, color = _ICONS[notice.severity]
        sign.setPixmap(icons.pixmap(name, color, size.icon, self.devicePixelRatioF()))
        sign.setAccessibleName(notice.severity)
        words = QVBoxLayout()
        words.setSpacing(size.half)
        for text, role in ((notice.text, "strong"), (notice.details, "muted")):
            if text:
                label = as_role(QLabel(text, self), role)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                words.addWidget(label)
        if notice.verb and notice.act is not None:
            button = as_role(QPushButton(notice.verb, self), "link")
            button.clicked.connect(notice.act)
            button.clicked.connect(self.close)
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        close = QToolButton(self)
        close.setIcon(icons.icon("close", "muted"))
        close.setIconSize(QSize(size.icon, size.icon))
        close.setAccessibleName("Close")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(size.pane, size.grid + size.half, size.grid, size.grid + size.half)
        layout.setSpacing(size.grid + size.half)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if notice.severity != "error":
            QTimer.singleShot(_STAY_MS, self, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Make room."""
        super().closeEvent(event)
        self.closed.emit()


class Toasts(QObject):
    """Stacks the toasts over the lower right corner of a window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.shown: list[Toast] = []
        context.noticed.connect(self.show)
        window.installEventFilter(self)

    def show(self, notice: Notice) -> None:
        """Show a message; the same one is not stacked twice."""
        if any(toast.notice == notice for toast in self.shown):
            return
        toast = Toast(notice, self._window)
        toast.closed.connect(lambda: self._gone(toast))
        self.shown.append(toast)
        for old in self.shown[:-_AT_MOST]:
            old.close()
        toast.show()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _gone(self, toast: Toast) -> None:
        self.shown = [other for other in self.shown if other is not toast]
        self._arrange()

    def _arrange(self) -> None:
        size = look().size
        bottom = self._window.height() - size.status_bar - size.pane
        for toast in reversed(self.shown):
            toast.adjustSize()
            toast.resize(toast.width(), max(toast.height(), toast.heightForWidth(toast.width())))  # its texts wrap
            toast.move(self._window.width() - toast.width() - size.pane, bottom - toast.height())
            toast.raise_()
            bottom -= toast.height() + size.grid


class Banner(QFrame):
    """A line across the window while the engine is away; what is shown below it is what was last known."""

    acted = Signal()
    """The person does what the button says."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "banner")
        self._context = context
        size = look().size
        self._sign = QLabel(self)
        self._sign.setPixmap(icons.pixmap("offline", "warning", size.icon, self.devicePixelRatioF()))
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(size.pane, size.grid, size.pane, size.grid)
        layout.setSpacing(size.grid)
        layout.addWidget(self._sign)
        layout.addWidget(self.text)
        self.button = as_role(QPushButton(self), "link")
        self.button.clicked.connect(self.acted)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.hide()
        context.objects.state_changed.connect(self._follow)

    def _follow(self) -> None:
        store = self._context.objects
        lost = store.state == "reconnecting"
        why = f" {store.problem.split('. ')[0].rstrip('.')}." if store.problem else ""
        stopped = store.state == "stopped"
        begin = f"{store.problem.split('. ')[0].rstrip('.')}." if stopped else f"Reconnecting…{why}"
        self.text.setText(f"{begin} What you see is what was last known.")
        self.button.setText(f"{store.verb} …")
        self.button.setVisible(stopped)
        self.setToolTip(store.problem)
        self.setVisible(lost or stopped)
