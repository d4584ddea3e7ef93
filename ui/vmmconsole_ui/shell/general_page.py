"""Administration, General: what the engine is and how it is set, and the console's own settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vmmconsole_ui.context import Context
from vmmconsole_ui.theme import DENSITIES, SCALES, SCHEMES, as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.key_values import KeyValues

_LABELS = 20
"""The width of the labels in characters."""
_KINDS = (("VMHost", "Hosts"), ("VM", "Virtual machines"), ("Job", "Jobs"), ("LibraryShare", "Library shares"))


class GeneralPage(QFrame):
    """Facts in sections, and the look to choose."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        as_role(self, "surface")
        size = look().size
        layout = QVBoxLayout(self)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        layout.addWidget(as_role(QLabel("General", self), "title"))
        self.engine = self._section(layout, "Engine")
        self.contents = self._section(layout, "What it manages")
        layout.addSpacing(size.pane)
        layout.addWidget(as_role(QLabel("CONSOLE", self), "section"))
        for words_, box in self._choices():
            line = QHBoxLayout()
            label = as_role(QLabel(words_, self), "muted")
            label.setFixedWidth(look().characters(_LABELS))
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
            line.addStretch(1)
            layout.addLayout(line)
        layout.addStretch(1)
        context.objects.state_changed.connect(self.refresh)
        context.objects.changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        store, client = self.context.objects, self.context.client
        state = {"live": "Connected", "connecting": "Connecting", "reconnecting": "Reconnecting"}[store.state]
        self.engine.show_pairs(
            [
                ("Address", client.address),
                ("Connection", f"{state}: {store.problem}" if store.problem else state),
                ("User", getattr(client, "user", "")),
                ("Revision", f"{store.revision:,}" if store.revision else ""),
            ]
        )
        pairs = [(title, f"{len(store.table(kind)):,}") for kind, title in _KINDS if store.table(kind).is_loaded]
        running = len(store.running_jobs())
        if running:
            pairs.append(("Running now", words.count(running, "job")))
        self.contents.show_pairs(pairs)

    def _section(self, layout: QVBoxLayout, title: str) -> KeyValues:
        layout.addSpacing(look().size.grid)
        layout.addWidget(as_role(QLabel(title.upper(), self), "section"))
        facts = KeyValues(1, self, label_width=_LABELS)
        layout.addWidget(facts)
        return facts

    def _choices(self) -> list[tuple[str, QComboBox]]:
        return [
            ("Colors", self._choice("look/scheme", {str(k): v for k, v in SCHEMES.items()}, look().scheme)),
            ("Density", self._choice("look/density", {str(k): v for k, v in DENSITIES.items()}, look().density)),
            ("Scale", self._choice("look/scale", {str(s): f"{s} %" for s in SCALES}, str(look().scale))),
        ]

    def _choice(self, key: str, values: Mapping[str, str], current: str) -> QComboBox:
        box = QComboBox(self)
        for value, title in values.items():
            box.addItem(title, value)
        box.setCurrentIndex(max(0, box.findData(current)))
        box.setFixedWidth(look().characters(26))

        def choose(index: int) -> None:
            from .appearance import set_appearance

            set_appearance(self.context.settings, key, str(box.itemData(index)))

        box.activated.connect(choose)
        return box
