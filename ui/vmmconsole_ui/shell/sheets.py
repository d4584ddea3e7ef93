"""The keyboard sheet and About."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.actions.registry import ACTIONS
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.catalog import VIEWS

_WINDOW_KEYS = (
    ("F6, Shift+F6", "Next pane, previous pane"),
    ("Ctrl+F", "Filter the list"),
    ("Esc", "Empty the filter"),
    ("F5", "Refresh"),
    ("Ctrl+J", "Jobs window"),
    ("Enter", "Properties of the selected object"),
    ("Menu key", "What can be done to the selection"),
    ("Ctrl+A", "Select all"),
    ("Ctrl+Q", "Quit"),
    ("F1, ?", "This sheet"),
)


class KeyboardSheet(QDialog):
    """Every shortcut, on one sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        size = look().size
        columns = QHBoxLayout()
        columns.setSpacing(2 * size.pane)
        window_keys = [*_WINDOW_KEYS, *((f"Ctrl+{n}", view.title) for n, view in enumerate(VIEWS, 1))]
        columns.addLayout(_keys(self, "Window", window_keys))
        seen: dict[str, list[str]] = {}
        for action in ACTIONS:
            if action.shortcut:
                titles = seen.setdefault(action.shortcut.replace("Return", "Enter"), [])
                if action.title not in titles:
                    titles.append(action.title)
        columns.addLayout(_keys(self, "Actions", [(key, ", ".join(titles)) for key, titles in seen.items()]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.pane)
        layout.addLayout(columns)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def _keys(parent: QWidget, title: str, keys: list[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(look().size.pane)
    grid.setVerticalSpacing(look().size.details_gap)
    for place, (key, what) in enumerate(keys):
        grid.addWidget(as_role(QLabel(key, parent), "mono"), place, 0)
        grid.addWidget(QLabel(what, parent), place, 1)
    column = QVBoxLayout()
    column.setSpacing(look().size.grid)
    column.addWidget(as_role(QLabel(title.upper(), parent), "section"))
    column.addLayout(grid)
    column.addStretch(1)
    return column


class About(QDialog):
    """What this is, and which version."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About")
        size = look().size
        try:
            number = version("vmmconsole")
        except PackageNotFoundError:
            number = "development"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        heading = QHBoxLayout()
        sign = QLabel(self)
        sign.setPixmap(icons.pixmap("view_vms", "accent", size.icon_large, self.devicePixelRatioF()))
        heading.addWidget(sign)
        heading.addWidget(as_role(QLabel("Virtual Machine Manager", self), "title"), 1)
        layout.addLayout(heading)
        text = QLabel(
            f"vmmconsole {number}, Qt {qVersion()}\nEngine: {address}\n\n"
            "Every change is a script. Free software under the Apache License 2.0.",
            self,
        )
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
