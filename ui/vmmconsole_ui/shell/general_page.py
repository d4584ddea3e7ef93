"""Administration, General: what the engine is and how it is set, and the console's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.actions.permissions import permitted_id
from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import Delta
from vmmconsole_ui.theme import DENSITIES, SCALES, SCHEMES, as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.form import scrolled
from vmmconsole_ui.widgets.key_values import KeyValues, Pair

_LABELS = 20
"""The width of the labels in characters."""
_KINDS = (
    ("VMHostGroup", "Host groups"),
    ("VirtualizationManager", "Virtualization managers"),
    ("VMHost", "Hosts"),
    ("VM", "Virtual machines"),
    ("Template", "Templates"),
    ("Job", "Jobs"),
    ("LibraryShare", "Library shares"),
)


class GeneralPage(QFrame):
    """Facts in sections, and the look to choose."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        as_role(self, "surface")
        size = look().size
        body = as_role(QWidget(), "page")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(body))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        layout.setSpacing(size.grid)
        layout.addWidget(as_role(QLabel("General", self), "title"))
        self.engine = self._section(layout, "Engine")
        self.settings = self._section(layout, "Settings")
        self.change = QPushButton(icons.icon("settings"), "&Change settings …", self)
        self.change.clicked.connect(lambda: context.spawn(open_window("open_server_settings", context)))
        layout.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
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

    def showEvent(self, event: QShowEvent) -> None:
        """Ask how the engine is set now."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self.context.objects.state == "live":
            self.context.spawn(self._read(), "The settings could not be read.")

    async def _read(self) -> None:
        await self.context.client.server_facts()
        self.refresh()

    def _on_changed(self, delta: Delta) -> None:
        if not self.isVisible():
            return
        self.refresh()
        if any(row["CmdletName"] == "Set-VMMServer" and row["EndTime"] for row in delta.updated):
            self._ask()

    def refresh(self) -> None:
        """Show what is known now."""
        possible, reason = permitted_id(self.context, "server_settings")
        self.change.setToolTip(reason)
        store, client = self.context.objects, self.context.client
        self.change.setEnabled(possible and store.state == "live")
        state = {"live": "Connected", "connecting": "Connecting", "reconnecting": "Reconnecting"}.get(
            store.state, "Not connected"
        )
        self.engine.show_pairs(
            [
                ("Address", client.address),
                ("Connection", f"{state}: {store.problem}" if store.problem else state),
                ("User", client.user),
                ("User role", str(client.server.get("UserRoleName") or "")),
                ("Version", str(client.server.get("ProductVersion") or "")),
                *_places(str(client.server.get("Database") or "")),
                ("Revision", f"{store.revision:,}" if store.revision else ""),
            ]
        )
        self.settings.show_pairs(_settings(client.server))
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


def _places(database: str) -> list[Pair]:
    """Where the engine keeps its data; a password in the address of a database is no part of that."""
    scheme, _, rest = database.partition("://")
    if scheme.startswith("sqlite"):
        path = rest.removeprefix("/")
        return [("Database", f"SQLite, {path}"), ("Data folder", str(PurePath(path).parent))]
    return [("Database", f"{scheme.partition('+')[0]}, {rest.rpartition('@')[2]}" if rest else "")]


def _settings(facts: Mapping[str, object]) -> list[Pair]:
    goals = {"LoadBalance": "Load balancing", "Consolidate": "Resource maximization"}
    if not facts:
        return []
    hours = int(str(facts.get("LibraryRefresherFrequency") or 1))
    refresh = f"Every {words.count(hours, 'hour') if hours > 1 else 'hour'}"
    return [
        ("Placement goal", goals.get(str(facts.get("PlacementGoal")), "")),
        ("Library refresh", refresh if facts.get("LibraryRefresherEnabled") else "Off"),
    ]
