"""The pane below the list: the selected object's name and state, and its tabs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import Delta, Row, is_outside
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.views.catalog import LIBRARY_ICONS

_SETTLE_MS = 60
_AGAIN_MS = 400
_TICK_MS = 1_000
"""How often an uptime is counted on while somebody looks."""


class _Tabs(QTabBar):
    """Tabs as wide as their title in bold, so that the chosen one fits and nothing moves."""

    def tabSizeHint(self, index: int) -> QSize:
        """The size of a tab."""
        size = super().tabSizeHint(index)
        bold = QFontMetrics(look().font(weight=600)).horizontalAdvance(self.tabText(index))
        size.setWidth(bold + 2 * (look().size.grid + look().size.half) + look().size.half)
        return size


class DetailsPane(QFrame):
    """Shows one object, or says what several have in common. Tabs are made when first looked at."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from vmmconsole_ui.details.tab import DetailsTab

        self._tab_type = DetailsTab
        self.context = context
        self._rows: list[Row] = []
        self._kind = ""
        self._whole: Any = None
        self._tabs: dict[tuple[str, str], DetailsTab] = {}
        self._chosen: dict[str, str] = {}
        as_role(self, "surface")
        self._state = QLabel(self)
        self.title = as_role(QLabel(self), "title")
        self.subtitle = as_role(QLabel(self), "muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self.tab_bar = _Tabs(self)
        self.tab_bar.setDrawBase(False)
        self.tab_bar.setExpanding(False)
        self.tab_bar.setAccessibleName("Details")
        self.tab_bar.currentChanged.connect(self._tab_changed)
        self._stack = QStackedWidget(self)
        self._build()
        self._settle = _single(self, _SETTLE_MS, self._fetch)
        self._again = _single(self, _AGAIN_MS, self._fetch)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        context.objects.changed.connect(self._on_changed)
        look().changed.connect(self._show_header)
        self.show_rows([])

    @property
    def current_tab(self) -> QWidget | None:
        """The tab that is looked at."""
        return _inside(self._stack.currentWidget())

    def show_rows(self, rows: list[Row]) -> None:
        """Show what is selected."""
        same = len(rows) == 1 and self._rows == rows
        self._rows = rows
        if not same:
            self._whole = None
        self._show_header()
        single = len(rows) == 1
        self.tab_bar.setVisible(single)
        self._stack.setVisible(single)
        self._spring.setVisible(not single)
        if not single:
            self._activate(None)
            return
        self._show_tabs(rows[0].kind)
        self._show_object()
        self._settle.start()

    def _build(self) -> None:
        size = look().size
        header = QHBoxLayout()
        header.setContentsMargins(size.pane, size.grid + size.half, size.pane, size.half)
        header.setSpacing(size.grid)
        header.addWidget(self._state)
        header.addWidget(self.title)
        header.addWidget(self.subtitle, 1, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(size.half, 0, 0, 0)
        tabs.addWidget(self.tab_bar)
        tabs.addStretch(1)
        layout.addLayout(tabs)
        layout.addWidget(self._stack, 1)
        self._spring = QWidget(self)
        layout.addWidget(self._spring, 1)

    def _show_time(self) -> None:
        if self.isVisible() and len(self._rows) == 1:
            self.subtitle.setText(_header(self._rows[0])[2])

    def _show_header(self) -> None:
        self._tick.stop()
        if not self._rows:
            self._state.hide()
            self.title.setText("")
            self.subtitle.setText("Select an object to see its details.")
            return
        if len(self._rows) > 1:
            self._state.hide()
            self.title.setText(f"{len(self._rows):,} selected")
            self.subtitle.setText(_in_common(self._rows))
            return
        row = self._rows[0]
        glyph, color, about = _header(row)
        if row.kind == "VM" and row["Status"] == "Running":
            self._tick.start()
        ratio = self.devicePixelRatioF()
        self._state.setPixmap(icons.pixmap(glyph, color, look().size.icon, ratio))
        self._state.show()
        self.title.setText(row.name)
        self.subtitle.setText(about)

    def _show_tabs(self, kind: str) -> None:
        if kind == self._kind:
            return
        from vmmconsole_ui.details.catalog import TABS

        self._kind = kind
        specs = TABS.get(kind, ())
        self.tab_bar.blockSignals(True)
        while self.tab_bar.count():
            self.tab_bar.removeTab(0)
        for spec in specs:
            self.tab_bar.setTabData(self.tab_bar.addTab(spec.title), spec.id)
        wanted = self._chosen.get(kind) or self.context.settings.text(f"details/{kind}")
        ids = [spec.id for spec in specs]
        self.tab_bar.setCurrentIndex(ids.index(wanted) if wanted in ids else 0)
        self.tab_bar.blockSignals(False)
        self._show_current_tab()

    def _tab_changed(self, _index: int) -> None:
        tab_id = self.tab_bar.tabData(self.tab_bar.currentIndex())
        if tab_id:
            self._chosen[self._kind] = tab_id
            self.context.settings.set(f"details/{self._kind}", tab_id)
        self._show_current_tab()
        self._show_object()

    def _show_current_tab(self) -> None:
        from vmmconsole_ui.details.catalog import TABS

        tab_id = self.tab_bar.tabData(self.tab_bar.currentIndex()) or ""
        key = (self._kind, tab_id)
        tab = self._tabs.get(key)
        spec = next((s for s in TABS.get(self._kind, ()) if s.id == tab_id), None)
        if tab is None and spec is not None:
            tab = self._tabs[key] = spec.make(self.context)
            self._stack.addWidget(_scrolling(tab) if spec.scrolls else tab)
        self._activate(tab)

    def _activate(self, tab: Any) -> None:
        before = self.current_tab
        if isinstance(before, self._tab_type) and before is not tab:
            before.set_active(active=False)
        if isinstance(tab, self._tab_type):
            number = next(n for n in range(self._stack.count()) if _inside(self._stack.widget(n)) is tab)
            self._stack.setCurrentIndex(number)

    def _show_object(self) -> None:
        tab = self.current_tab
        if len(self._rows) == 1 and isinstance(tab, self._tab_type):
            tab.show_object(self._rows[0], self._whole)
            tab.set_active(active=True)

    def _on_changed(self, delta: Delta) -> None:
        if not self.isVisible() or not self._rows:
            return
        if len(self._rows) > 1:
            if delta.kind == self._rows[0].kind and any(delta.touches(row.id) for row in self._rows):
                self.subtitle.setText(_in_common(self._rows))
            return
        row = self._rows[0]
        if delta.kind == row.kind and delta.touches(row.id):
            if delta.reset:
                return
            self._show_header()
            tab = self.current_tab
            if isinstance(tab, self._tab_type):
                tab.show_object(row, self._whole)
            if not self._again.isActive():
                self._again.start()

    def _fetch(self) -> None:
        if len(self._rows) == 1 and self.isVisible() and self.context.objects.state == "live":
            self.context.spawn(self._fetch_whole(self._rows[0]))

    async def _fetch_whole(self, row: Row) -> None:
        from vmmconsole.model import NOUNS
        from vmmconsole.model.errors import NotFoundError

        try:
            whole = await self.context.client.get(NOUNS[row.kind], row.id)
        except NotFoundError:
            return  # gone meanwhile; the change stream takes it off the list
        if self._rows == [row]:
            self._whole = whole
            tab = self.current_tab
            if isinstance(tab, self._tab_type):
                tab.show_object(row, whole)


def _scrolling(tab: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    as_role(tab, "surface")
    area.setAccessibleName("Details")
    area.setWidget(tab)
    return area


def _inside(widget: QWidget | None) -> QWidget | None:
    return widget.widget() if isinstance(widget, QScrollArea) else widget


def _single(parent: DetailsPane, interval: int, slot: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(slot)
    return timer


def _header(row: Row) -> tuple[str, str, str]:
    """Icon, colour token and the words after the name."""
    if row.kind == "VM":
        icon, color = words.vm_state(row["Status"] or "")
        about = words.sentence(row["StatusText"] or "")
        if row["VMHost.Name"]:
            about += f" on {row['VMHost.Name']}"
        seconds = words.since(row["StartedTime"])
        if seconds is not None and row["Status"] == "Running":
            about += f" for {words.uptime(seconds)}"
        return icon, color, about
    if row.kind == "VMHost":
        icon, color = words.host_state(row["OverallState"] or "")
        machines = words.count(int(row["TotalVMs"] or 0), "virtual machine")
        return icon, color, f"{words.sentence(row['OverallStateText'] or '')}, {machines}"
    if row.kind == "Job":
        icon, color = words.job_state(row["Status"] or "")
        about = words.sentence(row["StatusText"] or "")
        outside = f"   started outside, on {row['VirtualizationManager.Name']}" if is_outside(row) else ""
        return icon, color, f"{about}   {row['ResultName'] or ''}".strip() + outside
    if row.kind == "VirtualizationManager":
        icon, color = words.host_state(row["Status"] or "")
        return icon, color, words.sentence(row["StatusText"] or "")
    if row.kind == "RunAsAccount":
        off = row["Enabled"] is False
        return ("canceled", "muted", "Disabled") if off else ("account", "muted", str(row["UserName"] or ""))
    if row.kind == "UserRole":
        return "user_role", "muted", words.role_profile(str(row["UserRoleProfile"] or ""))
    if row["State"] == "Missing":
        return "missing", "error", "Missing"
    return LIBRARY_ICONS.get(row.kind, "file"), "muted", str(row["TypeText"] or "")


def _in_common(rows: list[Row]) -> str:
    return words.in_common(row["StatusText"] or row["OverallStateText"] or row["TypeText"] or "" for row in rows)
