"""What every tab of the details pane is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vmmconsole_ui.context import Context
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.key_values import KeyValues


class DetailsTab(QWidget):
    """One tab: shows an object from its list row at once, and again whole as soon as that has come."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.row: Row | None = None
        self.body = QVBoxLayout(self)
        margin = look().size.pane
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(look().size.grid)

    def show_object(self, row: Row, whole: Any) -> None:
        """Show an object; `whole` is the Noun, None until it has come."""
        raise NotImplementedError

    def set_active(self, *, active: bool) -> None:
        """Whether the tab is looked at now; one that polls does so only then."""


class FactsTab(DetailsTab):
    """A tab of names and values, in `COLUMNS` columns."""

    COLUMNS = 2

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.facts = KeyValues(self.COLUMNS, self)
        self.body.addWidget(self.facts)
        self.body.addStretch(1)


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab as data."""

    id: str
    title: str
    make: Callable[[Context], DetailsTab]
    scrolls: bool = False
    """Whether it scrolls as a whole; a tab that is a table scrolls by itself."""
