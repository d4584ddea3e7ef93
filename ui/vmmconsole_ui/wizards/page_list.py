"""The list of pages on the left of a wizard: ticks for what is done, a marker for where one is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look

from .flow import WizardFlow


class PageList(QListWidget):
    """Shows a flow's pages; one that may be entered can be clicked."""

    page_chosen = Signal(str)

    def __init__(self, flow: WizardFlow[Any]) -> None:
        super().__init__()
        as_role(self, "page_list")
        self.setAccessibleName("Pages")
        metrics = QFontMetrics(look().font("text", weight=600))
        longest = max(metrics.horizontalAdvance(page.title) for page in flow.pages)
        self.setFixedWidth(max(look().size.page_list, longest + look().size.icon + 4 * look().size.pane))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(look().size.icon, look().size.icon))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._flow = flow
        self._ids: list[str] = []
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)
        self.refresh()

    def _clicked(self, item: QListWidgetItem) -> None:
        self.page_chosen.emit(self._ids[self.row(item)])

    def refresh(self) -> None:
        """Show where the flow is."""
        flow = self._flow
        self._ids = [page.id for page in flow.pages]
        while self.count() < len(self._ids):
            self.addItem(QListWidgetItem())
        while self.count() > len(self._ids):
            self.takeItem(self.count() - 1)
        for row, page in enumerate(flow.pages):
            self._show(self.item(row), page.id, page.title)
        self.setCurrentRow(self._ids.index(flow.current.id))

    def _show(self, item: QListWidgetItem, page_id: str, title: str) -> None:
        flow = self._flow
        current = page_id == flow.current.id
        state, text = ("pending", "not yet")
        color = "disabled"
        if current:
            state, text, color = "current", "current", "accent"
        elif flow.is_done(page_id):
            state, text, color = "ok", "done", "ok"
        elif flow.can_go(page_id):
            state, text, color = "failed", "needs attention", "error"
        item.setText(title)
        item.setIcon(icon(state, color))
        item.setFont(look().font("text", weight=600 if current else 400))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {text}")
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(enabled if flow.can_go(page_id) else Qt.ItemFlag.NoItemFlags)
