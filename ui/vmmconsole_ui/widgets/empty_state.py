"""What stands where a list would be while it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from vmmconsole_ui.theme import as_role, look


class EmptyState(QWidget):
    """A title, a sentence of what to do, and a button that does it."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = as_role(QLabel(self), "title")
        self.text = as_role(QLabel(self), "muted")
        self.button = as_role(QPushButton(self), "primary")
        self.button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setSpacing(look().size.pane)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        for label in (self.title, self.text):
            # As wide as there is: a label that is centred by its layout is given one line's height, and cut.
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)

    def say(self, title: str, text: str, verb: str = "") -> None:
        """Show these words; no button without a verb."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(verb)
        self.button.setVisible(bool(verb))
