"""The page of every wizard that chooses a host: hosts with stars and reasons, which arrive while it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from vmmconsole.model.errors import VMMError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import choice_field, plain_label

from .flow import Problem, WizardFlow
from .host_list import HostList, HostTabs
from .page_view import FlowPage

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row

F = TypeVar("F", bound="WizardFlow[Any]")


class RatedHostsPage(FlowPage[F], Generic[F]):
    """Rates all hosts of a group for the request; the best one is selected until the person selects another.

    Subclasses say what is asked, what it means to choose a host, and where a failure is kept.
    """

    grows = True
    moves = False
    """Whether something that exists moves to the host, so that the list says how it would get there."""

    def __init__(self, context: Context, flow: F) -> None:
        super().__init__(context, "host", flow)
        self.layout_.removeWidget(self.form)
        self.form.hide()
        self.ratings: dict[str, VMHostRating] = {}
        self._asked = 0
        self._by_hand = self.chosen is not None
        groups = sorted(context.objects.table("VMHostGroup"), key=lambda row: str(row["Path"] or row.name))
        self.group = choice_field([("All hosts", ""), *((str(row["Path"] or row.name), row.id) for row in groups)])
        self.group.currentIndexChanged.connect(self.rate)
        self.suitable = QCheckBox("&Only suitable hosts")
        self.suitable.toggled.connect(self._fill)
        self.customize = QPushButton("Customize &Ratings …")
        self.customize.clicked.connect(self.customize_ratings)
        self.again = QPushButton("Rate again")
        self.again.clicked.connect(self.rate)
        self.again.hide()
        self.note = plain_label("", "muted", wrap=True)
        self.list = HostList(moves=self.moves)
        self.list.host_chosen.connect(self._chosen_by_hand)
        self.tabs = HostTabs()
        self._lay_out()

    # What subclasses say

    async def ask(self, group_id: UUID | None) -> list[VMHostRating]:
        """Have the hosts of a group rated, best first; None for all hosts.

        Raises:
            VMMError: they cannot be rated now.
        """
        raise NotImplementedError

    @property
    def chosen(self) -> Ref | None:
        """The host that the request has."""
        raise NotImplementedError

    def choose(self, host: Ref | None, rating: VMHostRating | None) -> None:
        """Write the host and its rating to the request."""
        raise NotImplementedError

    async def read_host(self, host_id: str, rating: VMHostRating | None) -> None:
        """Fit the request to a host that was not chosen before."""
        raise NotImplementedError

    def set_problem(self, text: str) -> None:
        """Why the hosts could not be rated; empty once they can."""
        raise NotImplementedError

    def note_of(self, ratings: list[VMHostRating]) -> str:
        """What the ratings come to, in a sentence."""
        raise NotImplementedError

    def customize_ratings(self) -> None:
        """Let the person say what matters."""
        raise NotImplementedError

    # Layout

    def _lay_out(self) -> None:
        size = look().size
        top = QHBoxLayout()
        top.setSpacing(size.grid)
        label = as_role(QLabel("Host &group"), "muted")
        label.setBuddy(self.group)
        self.group.setMinimumWidth(look().characters(24))
        top.addWidget(label)
        top.addWidget(self.group)
        top.addSpacing(size.grid)
        top.addWidget(self.suitable)
        top.addStretch(1)
        notes = QHBoxLayout()
        notes.setSpacing(size.grid)
        notes.addWidget(self.note, 1)
        notes.addWidget(self.again)
        notes.addWidget(self.customize)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(size.line)
        splitter.addWidget(self.list)
        lower = as_role(QWidget(), "page")
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        splitter.addWidget(lower)
        splitter.setSizes([look().characters(32), look().characters(30)])
        self.layout_.addLayout(top)
        self.layout_.addSpacing(size.grid)
        self.layout_.addLayout(notes)
        self.layout_.addSpacing(size.half)
        self.layout_.addWidget(splitter, 1)

    # Rating

    def enter(self) -> None:
        """Show the hosts at once, and ask for their stars."""
        self.setFocusProxy(self.list)
        self.rate()

    def rate(self) -> None:
        """Ask the engine for ratings; the answer to an older question is dropped."""
        self._asked += 1
        self.set_problem("")
        self.again.hide()
        as_role(self.note, "muted").setText("Rating hosts …")
        self._fill()
        spawn_for(self, self._rate(self._asked), "Hosts could not be rated.")

    async def _rate(self, number: int) -> None:
        group = self.group.currentData()
        try:
            ratings = await self.ask(UUID(group) if group else None)
        except VMMError as err:
            if number == self._asked:
                self._failed(f"Hosts could not be rated: {err} {err.action}".strip())
            return
        if number != self._asked:
            return
        self.ratings = {str(rating.vm_host.id): rating for rating in ratings}
        as_role(self.note, "muted").setText(self.note_of(ratings))
        chosen = self.chosen
        if not self._by_hand or chosen is None or str(chosen.id) not in self.ratings:
            best = next((rating for rating in ratings if rating.selectable), None)
            await self._choose(str(best.vm_host.id) if best else "")
        else:
            await self._choose(str(chosen.id))
        self._fill()
        self.answered.emit()

    def _failed(self, text: str) -> None:
        self.set_problem(text)
        as_role(self.note, "error").setText(text)
        self.again.show()
        self.answered.emit()

    def _fill(self) -> None:
        rows = self.context.objects.table("VMHost").rows
        rated = [(rows[host_id], rating) for host_id, rating in self.ratings.items() if host_id in rows]
        shown: list[tuple[Row, VMHostRating | None]] = [
            (row, rating) for row, rating in rated if rating.selectable or not self.suitable.isChecked()
        ]
        if not self.ratings:
            shown = [(row, None) for row in sorted(rows.values(), key=lambda row: row.name.lower())]
        selected = str(self.chosen.id) if self.chosen else ""
        self.list.fill(shown, selected)
        self.tabs.show_host(rows.get(selected), self.ratings.get(selected))

    # Choosing

    def _chosen_by_hand(self, host_id: str) -> None:
        self._by_hand = True
        self.edited()
        spawn_for(self, self._choose(host_id), "The host could not be read.")

    async def _choose(self, host_id: str) -> None:
        row = self.context.objects.find("VMHost", host_id)
        rating = self.ratings.get(host_id)
        if row is None:
            self.choose(None, None)
            self.answered.emit()
            return
        self.choose(Ref(kind="VMHost", id=UUID(host_id), name=row.name), rating)
        self.tabs.show_host(row, rating)
        self.answered.emit()
        await self.read_host(host_id, rating)
        self.answered.emit()

    def show_problems(self, problems: list[Problem], *, all_fields: bool = False) -> None:
        """A problem stands in the list itself, and beside the buttons."""

    def shows(self, problems: list[Problem]) -> bool:
        """A failure stands above the list."""
        return bool(problems) and problems[0].message == self.note.text()
