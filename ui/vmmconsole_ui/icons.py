"""The console's icons by what they mean: ``icon("start")``. They follow the theme by themselves, as vectors."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from . import glyphs
from .theme import look

NAMES: dict[str, str] = {
    # objects
    "vm": "monitor", "host": "server", "host_group": "folder-outline", "all_hosts": "server-network",
    "library": "bookshelf", "library_server": "server", "library_share": "folder-network-outline",
    "folder": "folder-outline", "file": "file-outline", "iso": "disc", "disk": "harddisk", "floppy": "floppy",
    "script": "script-text-outline", "answer_file": "file-document-outline", "profile": "card-text-outline",
    "template": "file-star-outline", "network": "lan", "adapter": "expansion-card", "checkpoint": "camera-outline",
    "job": "progress-check", "administration": "cog-outline", "user_role": "account-key-outline",
    "user": "account-outline", "settings": "tune-vertical", "dvd": "disc-player", "memory": "memory", "cpu": "chip",
    "com_port": "serial-port", "scsi": "expansion-card-variant", "cloud": "cloud-outline",
    "storage": "database-outline",
    # views
    "view_hosts": "server", "view_vms": "monitor-multiple", "view_library": "bookshelf",
    "view_jobs": "progress-check", "view_administration": "cog-outline",
    # verbs
    "new_vm": "plus-box-outline", "add_host": "server-plus", "new_group": "folder-plus-outline", "start": "play",
    "shut_down": "power", "stop": "stop", "pause": "pause", "resume": "play-pause",
    "save_state": "content-save-outline", "discard": "content-save-off-outline", "reset": "restart",
    "connect_machine": "monitor-share",
    "new_checkpoint": "camera-plus-outline", "checkpoints": "camera-burst", "restore": "backup-restore",
    "rename": "pencil-outline", "delete": "trash-can-outline", "properties": "tune-variant", "refresh": "refresh",
    "repair": "wrench-outline", "move": "folder-move-outline", "maintenance": "wrench-clock",
    "maintenance_off": "wrench-check", "remove": "minus-circle-outline", "explore": "folder-open-outline",
    "add": "plus", "cancel": "close-circle-outline", "restart_job": "replay", "view_script": "code-tags",
    "run_script": "console-line", "copy": "content-copy", "save": "content-save-outline", "edit": "pencil-outline",
    "open": "open-in-new", "search": "magnify", "filter": "filter-outline", "columns": "view-column-outline",
    "help": "help-circle-outline", "about": "information-outline", "close": "close", "keyboard": "keyboard-outline",
    "quit": "exit-to-app", "connect": "connection", "disconnect": "logout", "clock": "clock-outline",
    "panel_left": "dock-left",
    "panel_right": "dock-right", "panel_bottom": "dock-bottom", "theme": "theme-light-dark",
    "plan": "clipboard-search-outline", "up": "chevron-up", "down": "chevron-down", "right": "chevron-right",
    "more": "dots-horizontal", "all": "format-list-bulleted", "powershell": "console", "minus": "minus",
    "script_editor": "script-text-outline", "run_selection": "playlist-play", "new_file": "file-plus-outline",
    "record": "record-circle-outline", "undo": "undo", "redo": "redo", "comment": "pound", "replace": "find-replace",
    "manager": "server-security", "account": "account-lock-outline", "add_manager": "sitemap-outline",
    "new_account": "key-plus", "certificate": "certificate-outline", "pool": "chart-donut", "outside": "open-in-app",
    "mirrored_group": "folder-arrow-left-right-outline", "host_credential": "key-outline", "key": "key-variant",
    "save_to_library": "bookshelf", "migrate": "transfer-right", "migrate_storage": "database-arrow-right-outline",
    "clone": "content-duplicate", "new_template": "file-star-four-points-outline",
    # states
    "running": "play-circle", "stopped": "stop-circle-outline", "paused": "pause-circle",
    "saved": "content-save-outline", "busy": "progress-wrench", "failed": "alert-circle", "missing": "help-circle",
    "warning": "alert", "ok": "check-circle", "info": "information", "queued": "clock-outline", "canceled": "cancel",
    "skipped": "skip-next-circle-outline", "in_progress": "progress-clock", "current": "circle-slice-8",
    "pending": "circle-outline", "offline": "lan-disconnect", "star": "star", "star_half": "star-half-full",
    "star_empty": "star-outline", "stored": "archive-outline",
}  # fmt: skip
"""What it means → the glyph's name."""


class _GlyphEngine(QIconEngine):
    """Paints a glyph in a token's colour of the scheme in force, at whatever size is asked for."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._color
        glyphs.draw(painter, QRectF(rect), self._name, look().color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QPixmap(size)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return image


_engines: list[_GlyphEngine] = []  # Qt owns the engine, but Python must keep its half alive


@cache
def icon(name: str, color: str = "text") -> QIcon:
    """The icon of a meaning (a key of `NAMES`, or a glyph's own name) in a colour token of the theme."""
    engine = _GlyphEngine(NAMES.get(name, name), color)
    _engines.append(engine)
    return QIcon(engine)


def pixmap(name: str, color: str = "text", side: int = 0, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap in the colours in force; `side` in logical pixels, 0 for the usual icon size."""
    return _pixmap(NAMES.get(name, name), getattr(look().colors, color), side or look().size.icon, ratio)


@cache
def _pixmap(glyph: str, color: str, side: int, ratio: float) -> QPixmap:
    return glyphs.pixmap(glyph, QColor(color), side, ratio)
