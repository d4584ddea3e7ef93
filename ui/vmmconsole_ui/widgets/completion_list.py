"""The list of what can stand at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from vmmconsole.script.completion import Completion, Offer
from vmmconsole_ui import icons
from vmmconsole_ui.theme import as_role, look

_MOST_LINES = 10
_ICONS = {
    "cmdlet": "run_script", "function": "script", "alias": "run_script", "parameter": "properties", "value": "all",
    "object": "vm", "variable": "edit", "property": "properties", "method": "view_script", "type": "template",
    "file": "file", "operator": "all", "statement": "clock",
}  # fmt: skip
Key = Qt.Key


class CompletionList(QListWidget):
    """Floats over the window at the cursor of a field, which keeps the focus and passes its keys on."""

    chosen = Signal(int, str)
    """An offer: where the text that it replaces begins, and its own text."""

    def __init__(self, complete: Callable[[str], Completion], parent: QWidget) -> None:
        """`parent` is the window; `complete` gives what can stand at the end of a text."""
        super().__init__(parent)
        as_role(self, "completions")
        self.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.field: QWidget | None = None
        """What it belongs to: the place of its cursor is given in this widget."""
        self._window = parent
        self._complete = self._source = complete
        self._start = 0
        self._offers: list[Offer] = []
        self.itemClicked.connect(lambda _item: self.accept())
        self.hide()

    def offer(
        self, text: str, cursor: QRect, *, keep_open: bool = False, source: Callable[[str], Completion] | None = None
    ) -> None:
        """Show what can stand at the end of `text`; unless `keep_open`, one offer or a common beginning is taken.

        `source` tells what can, in place of completion, until the list is asked for anew.
        """
        if source is not None or not keep_open:
            self._source = source or self._complete
        found = self._source(text)
        self._start, self._offers = found.start, found.offers
        if not self._offers:
            self.hide()
            return
        if not keep_open:
            if len(self._offers) == 1:
                self.hide()
                self.chosen.emit(self._start, self._offers[0].text)
                return
            common = common_beginning([offer.text for offer in self._offers])
            if len(common) > len(text) - self._start:
                self.chosen.emit(self._start, common)
        self._fill()
        self._move_to(cursor)
        self.show()
        self.raise_()

    def take_key(self, event: QKeyEvent) -> bool:
        """Deal with a key while the list is shown; whether it was one for it."""
        key = event.key()
        if key in (Key.Key_Tab, Key.Key_Return, Key.Key_Enter):
            self.accept()
        elif key == Key.Key_Escape:
            self.hide()
        elif key in (Key.Key_Down, Key.Key_Up):
            step = 1 if key == Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % self.count())
        elif key in (Key.Key_PageDown, Key.Key_PageUp):
            step = _MOST_LINES if key == Key.Key_PageDown else -_MOST_LINES
            self.setCurrentRow(min(max(self.currentRow() + step, 0), self.count() - 1))
        else:
            return False
        return True

    def accept(self) -> None:
        """Take the offer that is selected."""
        row = self.currentRow()
        self.hide()
        if 0 <= row < len(self._offers):
            self.chosen.emit(self._start, self._offers[row].text)

    def texts(self) -> list[str]:
        """What the list shows."""
        return [offer.label for offer in self._offers]

    def _fill(self) -> None:
        self.clear()
        self.setIconSize(QSize(look().size.icon, look().size.icon))
        for offer in self._offers:
            item = QListWidgetItem(icons.icon(_ICONS.get(offer.kind, "all"), "muted"), offer.label)
            item.setToolTip(f"{offer.label}  {offer.detail}".strip())
            self.addItem(item)
        self.setCurrentRow(0)

    def _move_to(self, cursor: QRect) -> None:
        size = look().size
        window = self._window
        width = min(self.sizeHintForColumn(0) + 4 * size.pane, window.width() - 2 * size.grid)
        height = min(self.count(), _MOST_LINES) * self.sizeHintForRow(0) + 2 * size.line
        self.resize(max(width, look().characters(24)), height)
        field = self.field or window
        above, below = field.mapTo(window, cursor.topLeft()), field.mapTo(window, cursor.bottomLeft())
        x = min(max(above.x(), size.grid), max(window.width() - self.width() - size.grid, 0))
        room_below = window.height() - below.y() - size.half
        y = below.y() + size.half if room_below >= height else above.y() - height - size.half
        self.move(QPoint(x, max(y, 0)))


def common_beginning(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(texts), max(texts)
    same = next((place for place, c in enumerate(first) if place >= len(last) or last[place] != c), len(first))
    return first[:same]
