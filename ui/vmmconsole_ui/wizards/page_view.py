"""What every page of a wizard's window is: fields over the flow's request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vmmconsole_ui.theme import as_role
from vmmconsole_ui.widgets.form import Form

from .flow import Problem, WizardFlow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

F = TypeVar("F", bound="WizardFlow[Any]")


class PageView(QWidget):
    """A page: shows the request when entered, writes it as it is filled in, and says what is wrong.

    Subclasses put fields into `form` (or anything into `layout_`), override `enter` where the page must look at the
    request again, and call `edited` after they wrote to the request.
    """

    changed = Signal()
    """The request was written to."""
    answered = Signal()
    """What was asked for came: what follows from it is another, though the person changed nothing."""

    grows = False
    """Whether the page fills the height, instead of scrolling."""

    def __init__(self, context: Context, page_id: str) -> None:
        super().__init__()
        as_role(self, "page")
        self.context = context
        self.page_id = page_id
        self.touched: set[str] = set()
        """The fields that the person has been in; only those say what is wrong with them at once."""
        self.form = Form()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)
        self.layout_.addWidget(self.form)

    def enter(self) -> None:
        """The page is about to be shown."""

    def edited(self, field: str = "") -> None:
        """The request was written to through that field."""
        if field:
            self.touched.add(field)
        self.changed.emit()

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """Say what is wrong with the fields that were touched, or with all."""
        self.form.show_problems([p for p in problems if all_fields or p.field in self.touched])

    def shows(self, problems: list[Problem]) -> bool:
        """Whether the page itself says the first problem, so that it need not stand beside the buttons."""
        return bool(problems) and problems[0].field in self.touched


class FlowPage(PageView, Generic[F]):
    """A page that knows its wizard's flow by type."""

    def __init__(self, context: Context, page_id: str, flow: F) -> None:
        super().__init__(context, page_id)
        self.flow = flow
