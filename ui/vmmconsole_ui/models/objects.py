"""The console's copy of the engine's objects: a table of list rows per kind, kept up by the change stream."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from vmmconsole_ui.garbage import loading

if TYPE_CHECKING:
    from vmmconsole.client.contract import Batch, EngineClient, Event, HostCapabilities, Listing

KINDS: tuple[str, ...] = (
    "VMHostGroup", "VMHost", "VM", "Job", "LibraryServer", "LibraryShare", "ISO", "VirtualHardDisk",
    "VirtualFloppyDisk", "Script", "AnswerFile", "HardwareProfile", "UserRole", "VirtualizationManager", "RunAsAccount",
    "Template",
)  # fmt: skip
"""What the console shows, in the order in which it is loaded."""

_FRAME_MS = 16
_BUDGET_SECONDS = 0.006
_SLICE = 1_000
_FREEZE_AFTER = 5_000
"""After so many new rows the collector is told to leave what there is alone."""
_AGAIN_SECONDS = 0.5
"""So long before everything is listed again."""
_UNFINISHED = frozenset({"Queued", "Running"})

State = Literal["connecting", "live", "reconnecting", "stopped"]
"""``stopped`` waits for the person, who has to sign in or to judge a certificate."""


class Row:
    """One object as lists show it: ``row["VMHost.Name"]``. The same Row lives as long as its object."""

    __slots__ = ("_search_text", "id", "kind", "table", "values")

    def __init__(self, table: Table, values: list[Any]) -> None:
        self.table = table
        self.kind = table.kind
        self.values = values
        self.id: str = values[0]
        self._search_text: str | None = None

    def __getitem__(self, name: str) -> Any:
        """The value of a property by product name, None when the engine does not send it."""
        place = self.table.index.get(name)
        return None if place is None else self.values[place]

    @property
    def name(self) -> str:
        """The object's name."""
        return str(self.values[1])

    def take(self, values: list[Any]) -> None:
        """Have other values."""
        self.values = values
        self._search_text = None

    def search_text(self) -> str:
        """All texts of the object, folded: what a word of the filter is looked for in."""
        found = self._search_text
        if found is None:
            values = self.values
            texts = [value for place in self.table.text_places if isinstance(value := values[place], str)]
            found = self._search_text = "\n".join(texts).casefold()
        return found


def is_outside(job: Row) -> bool:
    """Whether a job was started on a virtualization manager by somebody else, so that it is only watched here."""
    return bool(job["VirtualizationManager.ID"])


class Table:
    """All objects of a kind by ID, and the places of their properties."""

    def __init__(self, kind: str, store: ObjectStore) -> None:
        self.kind = kind
        self.store = store
        self.index: dict[str, int] = {}
        self.text_places: tuple[int, ...] = ()
        """Where the texts stand that people read."""
        self.rows: dict[str, Row] = {}
        self.revision = 0
        self.is_loaded = False

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class Delta:
    """What changed in a table since the last frame; `reset` says that everything may be another."""

    kind: str
    inserted: list[Row] = field(default_factory=list)
    updated: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    reset: bool = False

    def touches(self, object_id: str) -> bool:
        """Whether that object is among them."""
        return self.reset or any(
            row.id == object_id for rows in (self.updated, self.inserted, self.removed) for row in rows
        )


class ObjectStore(QObject):
    """Every object the console knows. Changes are gathered and told at most once a frame.

    A frame takes on only so much of a burst that the window stays fluent; the rest waits for the next frame.
    """

    changed = Signal(object)
    """A `Delta` of one kind."""
    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tables: dict[str, Table] = {kind: Table(kind, self) for kind in KINDS}
        self.state: State = "connecting"
        self.problem = ""
        """Why there is no connection, when there is none."""
        self.verb = ""
        """What the person may do about it, where it is stopped."""
        self.revision = 0
        self.abilities: dict[str, HostCapabilities] = {}
        """What hosts' virtualization software can do, by the host's ID, as far as somebody asked."""
        self._pending: dict[tuple[str, str], list[Any] | None] = {}
        self._jobs_of: dict[str, dict[str, None]] = defaultdict(dict)
        self._new_rows = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.flush)

    # Reading

    def table(self, kind: str) -> Table:
        """The table of a kind."""
        return self.tables[kind]

    def find(self, kind: str, object_id: str | None) -> Row | None:
        """The row of an object, or None."""
        table = self.tables.get(kind)
        return table.rows.get(str(object_id)) if table is not None and object_id else None

    def is_loaded(self, kinds: Iterable[str]) -> bool:
        """Whether all of these kinds have arrived."""
        return all(self.tables[kind].is_loaded for kind in kinds)

    def job_of(self, row: Row) -> Row | None:
        """The job that works on an object now, else its most recent one, else None."""
        jobs = self.tables["Job"].rows
        for job_id in self._jobs_of.get(row.id, ()):
            if (job := jobs.get(job_id)) is not None:
                return job
        recent = row["MostRecentJob.ID"]
        return jobs.get(str(recent)) if recent else None

    def running_jobs(self) -> list[Row]:
        """This product's jobs that have not ended, oldest first."""
        return [row for row in self.tables["Job"] if row["Status"] in _UNFINISHED and not is_outside(row)]

    # Writing

    async def load(self, listing: Listing, kind: str) -> None:
        """Take a kind's listing as what there is, in slices so that the window stays fluent."""
        table = self.tables[kind]
        table.index = {name: place for place, name in enumerate(listing.properties)}
        table.text_places = tuple(place for name, place in table.index.items() if _is_read(name, table.index))
        rows: dict[str, Row] = {}
        for start in range(0, len(listing.rows), _SLICE):
            for values in listing.rows[start : start + _SLICE]:
                rows[values[0]] = Row(table, values)
            await asyncio.sleep(0)
        table.rows = rows
        table.revision = listing.revision
        table.is_loaded = True
        for key in [key for key in self._pending if key[0] == kind]:
            del self._pending[key]
        if kind == "Job":
            self._jobs_of.clear()
            for row in table:
                self._note_job(row)
        self.changed.emit(Delta(kind, reset=True))

    def apply(self, events: Sequence[Event]) -> None:
        """Take events of the change stream; the screen shows them with the next frame."""
        for event in events:
            table = self.tables.get(event.kind)
            if table is not None and event.revision > table.revision:
                self._pending[event.kind, event.id] = event.row
        if self._pending and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Tell what has gathered, within a frame's budget."""
        end = time.perf_counter() + _BUDGET_SECONDS
        deltas: dict[str, Delta] = {}
        done: list[tuple[str, str]] = []
        for number, ((kind, object_id), values) in enumerate(self._pending.items(), 1):
            self._take(deltas.setdefault(kind, Delta(kind)), object_id, values)
            done.append((kind, object_id))
            if number % 64 == 0 and time.perf_counter() > end:
                break
        for key in done:
            del self._pending[key]
        for delta in deltas.values():
            self._new_rows += len(delta.inserted)
            self.changed.emit(delta)
        if self._pending:
            self._timer.start()
        elif self._new_rows > _FREEZE_AFTER:
            self._new_rows = 0
            gc.freeze()

    async def follow(self, client: EngineClient) -> None:
        """Load every kind, then keep up with the changes for as long as the console runs. Where the engine says that
        nobody can go on from there, as when the user's roles changed, everything is loaded again."""
        from vmmconsole.model.errors import ConflictError

        while True:
            oldest = await self._load_all(client)
            self._set_state("live", "")
            await self._warm()
            try:
                async for batch in client.changes(oldest):
                    self.take_batch(batch)
            except ConflictError as err:
                self._set_state("reconnecting", f"{err.cause} Everything is listed again.".strip())
                await asyncio.sleep(_AGAIN_SECONDS)
                await client.server_facts()
            else:
                return

    async def _load_all(self, client: EngineClient) -> int:
        """Load every kind; the revision from which the changes have to be followed."""
        from vmmconsole.model import NOUNS

        oldest = None
        with loading():
            for kind in KINDS:
                listing = await client.list(NOUNS[kind])
                await self.load(listing, kind)
                oldest = listing.revision if oldest is None else min(oldest, listing.revision)
        return oldest or 0

    async def forget(self) -> None:
        """Show nothing any more: the person has left."""
        from vmmconsole.client.contract import Listing
        from vmmconsole.model import NOUNS

        for kind in KINDS:
            await self.load(Listing(0, NOUNS[kind].list_properties, []), kind)

    async def _warm(self) -> None:
        """Make ready what the first filter needs, in slices."""
        for table in self.tables.values():
            rows = list(table)
            for start in range(0, len(rows), _SLICE):
                for row in rows[start : start + _SLICE]:
                    row.search_text()
                await asyncio.sleep(0)

    def take_batch(self, batch: Batch) -> None:
        """Take what the change stream yields: events, or news of the connection."""
        if batch.connected:
            self.revision = max(self.revision, batch.revision)
            self.apply(batch.events)
            self._set_state("live", "")
        else:
            self._set_state("reconnecting", batch.problem)

    def lost(self, problem: str) -> None:
        """Say that there is no connection now."""
        self._set_state("reconnecting", problem)

    def stop(self, problem: str, verb: str) -> None:
        """Say that nothing goes on until the person does what `verb` names."""
        self.verb = verb
        self._set_state("stopped", problem)

    def go_on(self, state: State) -> None:
        """Say that the person did."""
        self.verb = ""
        self._set_state(state, "")

    def _set_state(self, state: State, problem: str) -> None:
        if (state, problem) != (self.state, self.problem):
            self.state, self.problem = state, problem
            self.abilities.clear()
            self.state_changed.emit()

    def _take(self, delta: Delta, object_id: str, values: list[Any] | None) -> None:
        table = self.tables[delta.kind]
        row = table.rows.get(object_id)
        if values is None:
            if row is not None:
                del table.rows[object_id]
                delta.removed.append(row)
            return
        if row is None:
            row = table.rows[object_id] = Row(table, values)
            delta.inserted.append(row)
        else:
            row.take(values)
            delta.updated.append(row)
        if delta.kind == "Job":
            self._note_job(row)

    def _note_job(self, row: Row) -> None:
        target = row["ResultObjectID"]
        if not target:
            return
        if row["Status"] in _UNFINISHED:
            self._jobs_of[str(target)][row.id] = None
        elif (jobs := self._jobs_of.get(str(target))) is not None:
            jobs.pop(row.id, None)
            if not jobs:
                del self._jobs_of[str(target)]


def _is_read(name: str, index: dict[str, int]) -> bool:
    """Whether people read that property's value as it comes: no ID, no time, no status whose text is there too."""
    return not name.endswith(("ID", "Time")) and f"{name}Text" not in index
