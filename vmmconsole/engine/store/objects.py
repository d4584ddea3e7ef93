"""The store: objects with revisions, their events and Change Tracking; settings and staged job groups beside them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock, get_ident
from typing import Any, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection, Engine, func, select

from vmmconsole.model import Noun, Ref
from vmmconsole.model.errors import DatabaseAwayError, EngineError, NotFoundError
from vmmconsole.model.job import Change
from vmmconsole.model.listed import AT_ONCE, Load, listed

from . import keeping, queries
from .address import Database
from .change_feed import ChangeFeed
from .database_faults import translated
from .databases import Checkpointer, for_writing, open_engine
from .encoding import Encoded, decode, encode, row_text, time_text, whole_json
from .events import Announcer, Event, Listener
from .schema import objects
from .upgrade import upgrade
from .writing import WriteTransaction

N = TypeVar("N", bound=Noun)

log = logging.getLogger(__name__)

GROUP_LIFETIME = timedelta(hours=24)
"""How long a staged job group waits for the cmdlet that owns it."""


class Store:
    """The objects of the product in a SQL database. All methods may be called from any thread; one writes at a time,
    reading never waits for writing. Every method raises EngineError when the database does not work; the store can be
    used again once that is mended."""

    def __init__(self, database: Database | str) -> None:
        """Nothing is opened yet. A text is the URL: ``sqlite:////folder/vmm.db`` or ``postgresql+psycopg://…``."""
        self.database = database if isinstance(database, Database) else Database(database)
        self._engine: Engine | None = None
        self._writing_engine: Engine | None = None
        self._announcer = Announcer()
        self._feed: ChangeFeed | None = None
        self._checkpointer: Checkpointer | None = None
        self._write_lock = Lock()
        self._writer: int | None = None
        self._revision = 0
        self.guard: Callable[[Connection], None] | None = None
        """Asked within each change of objects, while nobody else writes; it raises to refuse it."""

    def open(self) -> None:
        """Open the database, made or brought to this version's schema where needed.

        Raises:
            EngineError: it cannot be opened, or a newer version wrote it.
        """
        engine = open_engine(self.database)
        try:
            with translated("The database cannot be opened.", self.database):
                upgrade(engine)
                self._engine, self._writing_engine = engine, for_writing(engine)
                with engine.connect() as connection:
                    self._revision = queries.revision(connection)
                    stale = queries.stale_kinds(connection)
                if stale:
                    self._rewrite_rows(stale)
                with engine.connect() as connection:
                    old = keeping.groups_before(connection, time_text(datetime.now(UTC) - GROUP_LIFETIME))
            for group_id in old:
                self.clear_group(UUID(group_id))
        except BaseException:
            self._engine = self._writing_engine = None
            engine.dispose()
            raise
        self._checkpointer = Checkpointer(engine)
        self._announcer.start()
        self._feed = ChangeFeed(engine, self._announcer, self.events_since, self._revision)
        self._feed.start()

    def close(self) -> None:
        """Tell listeners what is left and close the database. Closing twice is no error."""
        if self._feed is not None:
            self._feed.stop()
            self._feed = None
        self._announcer.stop()
        if self._checkpointer is not None:
            self._checkpointer.stop()
            self._checkpointer = None
        if self._engine is not None:
            with self._write_lock:
                self._engine.dispose()
                self._engine = self._writing_engine = None

    @property
    def revision(self) -> int:
        """The last revision given out, as far as this engine has heard of it."""
        return max(self._revision, self._feed.announced if self._feed is not None else 0)

    def reached(self, revision: int) -> bool:
        """Whether that revision was given out, by whichever engine."""
        if revision <= self.revision:
            return True
        return self._feed is not None and revision <= self._feed.catch_up()

    @property
    def horizon(self) -> int:
        """Removals up to this revision are forgotten: who last read before it must list everything again."""
        with self._reading("The change stream cannot be read.") as connection:
            return queries.horizon(connection)

    # Reading

    def get(self, kind: type[N], object_id: UUID) -> N:
        """The object of that ID.

        Raises:
            NotFoundError: there is none of that kind.
        """
        with self._reading(f"A {kind.title} cannot be read.") as connection:
            found = queries.one(connection, kind.kind, str(object_id))
        if found is None:
            raise _missing(kind, object_id)
        return decode(kind, *found)

    def find(self, kind: type[N], *, name: str | None = None, **equal: Any) -> list[N]:
        """The objects of that name (any case) whose Python attributes equal those given, sorted by name. Attributes
        that point to an object are compared by ID: a Ref, an object or its UUID. One that cannot be read is left out
        and logged."""
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            candidates = queries.candidates(connection, kind, name, equal)
        found = []
        for body, revision, modified_at in candidates:
            try:
                obj = decode(kind, body, revision, modified_at)
            except EngineError as err:
                log.warning("%s %s", err, err.details)
                continue
            if queries.matches(obj, name, equal):
                found.append(obj)
        found.sort(key=lambda obj: (obj.name.casefold(), obj.name, obj.id))
        return found

    def browse(
        self, kind: type[N], *, load: Load | None = None, keep: Callable[[str], bool] | None = None, **equal: Any
    ) -> list[N]:
        """As `find`, but the objects of a long list are what their list rows say, and become whole when they are asked
        for more (see `vmmconsole.model.listed`); `load` reads them then, in place of `several`. `keep` says of a row
        whether its object is wanted."""
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            found = queries.browse(connection, kind, equal, AT_ONCE)
        if found is None:
            return [obj for obj in self.find(kind, **equal) if keep is None or keep(row_text(obj))]
        if keep is not None:
            found = [row for row in found if keep(row[3])]
        found.sort(key=lambda row: (row[1].casefold(), row[1], row[0]))
        known = [{"name": row[1], "revision": row[2]} for row in found]
        return listed(kind, kind.list_properties, [row[3] for row in found], load or partial(self.several, kind), known)

    def column(self, kind: type[Noun], name: str, **owner: Any) -> list[Any]:
        """The values of one list property, such as ``Status``, of all objects of an owner, as the wire has them: less
        work than the objects."""
        at = kind.list_properties.index(name)
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            found = queries.browse(connection, kind, owner, -1) or ()
        return [orjson.loads(row[3])[at] for row in found]

    def several(self, kind: type[N], object_ids: Iterable[UUID]) -> list[N]:
        """Those of the objects that there are, in no order."""
        ids = [str(object_id) for object_id in object_ids]
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            found = queries.several(connection, kind, ids)
        return [decode(kind, *values) for values in found]

    def count(self, kind: type[Noun]) -> int:
        """How many objects of the kind there are."""
        statement = select(func.count()).where(objects.c.kind == kind.kind, ~objects.c.removed)
        with self._reading(f"The number of {kind.title}s cannot be read.") as connection:
            return int(connection.execute(statement).scalar_one())

    def known(self, kind: type[Noun], object_ids: Iterable[UUID]) -> set[UUID]:
        """Which of these objects of the kind there are."""
        ids = [str(object_id) for object_id in object_ids]
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            return queries.known(connection, kind.kind, ids)

    def removed_after(self, kind: type[Noun], object_ids: Iterable[UUID], revision: int) -> set[UUID]:
        """Which of these objects of the kind were taken out after that revision."""
        ids = [str(object_id) for object_id in object_ids]
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            return queries.removed_after(connection, kind.kind, ids, revision)

    def list_json(self, kind: type[Noun]) -> tuple[int, bytes]:
        """The revision, and all objects of the kind as the wire lists them: Revision, Properties, Rows."""
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            return queries.listing(connection, kind)

    def rows(self, kind: type[Noun]) -> tuple[int, list[str]]:
        """The revision, and the list rows of all objects of the kind, as JSON texts."""
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            return queries.rows(connection, kind)

    def objects_json(self, kind: type[Noun], object_ids: Iterable[UUID]) -> bytes:
        """Those of the whole objects that there are, as the wire has them: a JSON array."""
        ids = [str(object_id) for object_id in object_ids]
        with self._reading(f"The list of {kind.title}s cannot be read.") as connection:
            found = queries.several(connection, kind, ids)
        return b"[" + b",".join(whole_json(*values) for values in found) + b"]"

    def object_json(self, kind: type[Noun], object_id: UUID) -> bytes:
        """The whole object as the wire has it.

        Raises:
            NotFoundError: there is none of that kind.
        """
        with self._reading(f"A {kind.title} cannot be read.") as connection:
            found = queries.one(connection, kind.kind, str(object_id))
        if found is None:
            raise _missing(kind, object_id)
        return whole_json(*found)

    # Writing

    def save(
        self, obj: N, *, job: Ref | None = None, by: str = "", check: Callable[[Connection], None] | None = None
    ) -> N:
        """Store the object under the next revision, unless it equals what is stored. Returns it with its revision;
        `obj` itself is left alone. `check` reads in the same transaction, while nobody else writes; when it raises,
        nothing is stored."""
        encoded = encode(obj)
        with self._writing(f"The {obj.title} {obj.name!r} cannot be saved.", job, by) as transaction:
            if check is not None:
                check(transaction.connection)
            transaction.put([encoded])
        return self._as_stored(obj, transaction)

    def save_many(self, objs: Iterable[Noun], *, job: Ref | None = None, by: str = "") -> int:
        """Store the objects in one transaction; returns how many differed from what was stored. Of objects with the
        same ID the last counts."""
        encoded: list[Encoded] = [encode(obj) for obj in objs]
        if not encoded:
            return 0
        with self._writing(f"{len(encoded):,} objects cannot be saved.", job, by) as transaction:
            transaction.put(encoded)
        return len(transaction.events)

    def update(
        self,
        kind: type[N],
        object_id: UUID,
        change: Callable[[N], N | None],
        *,
        job: Ref | None = None,
        by: str = "",
    ) -> N:
        """Read, change and save while nobody else writes. `change` gets the stored object, which it may alter and
        return, or answers None to leave it; it must not write to the store.

        Raises:
            NotFoundError: there is none of that kind.
        """
        with self._writing(f"A {kind.title} cannot be changed.", job, by) as transaction:
            found = queries.one(transaction.connection, kind.kind, str(object_id))
            if found is None:
                raise _missing(kind, object_id)
            before = decode(kind, *found)
            after = change(before)
            if after is None:
                return decode(kind, *found)
            transaction.put([encode(after)])
        return self._as_stored(after, transaction, found[1:])

    def update_many(
        self,
        kind: type[N],
        object_ids: Iterable[UUID],
        change: Callable[[N], N | None],
        *,
        job: Ref | None = None,
        by: str = "",
    ) -> int:
        """`update` for many objects of a kind in one transaction; those that are gone are passed by. Returns how many
        differed from what was stored."""
        ids = [str(object_id) for object_id in object_ids]
        if not ids:
            return 0
        with self._writing(f"{len(ids):,} objects cannot be changed.", job, by) as transaction:
            rows = [row for row in transaction.stored(kind.kind, ids) if not row.removed]
            changed = [change(decode(kind, row.body, row.revision, row.modified_at)) for row in rows]
            transaction.put([encode(obj) for obj in changed if obj is not None])
        return len(transaction.events)

    def remove(self, kind: type[Noun], object_id: UUID, *, job: Ref | None = None, by: str = "") -> None:
        """Take an object out; one that is gone already is no error."""
        self.remove_many(kind, [object_id], job=job, by=by)

    def remove_many(
        self,
        kind: type[N],
        object_ids: Iterable[UUID],
        *,
        still: Callable[[N], bool] | None = None,
        job: Ref | None = None,
        by: str = "",
    ) -> int:
        """Take objects of a kind out in one transaction; returns how many there were. `still` is asked, while nobody
        else writes, whether the object as it is now is to go; it must not write to the store."""
        ids = [str(object_id) for object_id in object_ids]
        if not ids:
            return 0
        with self._writing(f"A {kind.title} cannot be removed.", job, by) as transaction:
            if still is not None:
                rows = [row for row in transaction.stored(kind.kind, ids) if not row.removed]
                ids = [row.id for row in rows if still(decode(kind, row.body, row.revision, row.modified_at))]
            return transaction.remove(kind, ids)

    def purge(self, before: datetime) -> int:
        """Forget jobs that ended before that time, and the removals and Change Tracking from before it; returns how
        many rows went. Call it daily."""
        with self._writing("Old jobs cannot be removed.", None, "") as transaction:
            return keeping.purge(transaction, time_text(before))

    # Changes

    def events_since(self, revision: int, kinds: Sequence[str] | None = None) -> tuple[int, list[Event]]:
        """The revision now, and the present state of everything that changed after `revision`, in order. Kinds are
        those of `Noun.kind`; None is all. See `horizon` for a revision long ago."""
        with self._reading("The change stream cannot be read.") as connection:
            return queries.events_since(connection, revision, kinds)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with the events of every commit from now on, in order, from one thread of the store's
        own. Returns the function that ends it."""
        return self._announcer.subscribe(listener)

    def wait_until_announced(self, timeout_seconds: float = 10) -> bool:
        """Whether the listeners heard of everything committed so far, by whichever engine, within that time."""
        if self._feed is not None:
            try:
                self._feed.catch_up()
            except DatabaseAwayError:
                return False
        return self._announcer.wait_until_quiet(timeout_seconds)

    def changes(
        self, *, job_id: UUID | None = None, object_id: UUID | None = None, limit: int = 10_000
    ) -> list[Change]:
        """Change Tracking of a job, an object or everything: the newest `limit`, oldest first."""
        with self._reading("Change Tracking cannot be read.") as connection:
            return queries.changes_of(connection, job_id, object_id, limit)

    # Settings and job groups

    def setting(self, name: str, default: Any = None) -> Any:
        """A global setting as plain JSON values, or the default when it was never set."""
        with self._reading(f"The setting {name} cannot be read.") as connection:
            return keeping.setting(connection, name, default)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a global setting; `value` is made of plain JSON values."""
        with self._writing(f"The setting {name} cannot be saved.", None, "") as transaction:
            keeping.set_setting(transaction, name, value)

    def stage(self, group_id: UUID, key: str, call: dict[str, Any]) -> None:
        """Keep a call of a job group. `key` is ``RUN:…``; the same one again replaces the call in its place."""
        with self._writing("The job group cannot be kept.", None, "") as transaction:
            keeping.stage(transaction, str(group_id), key, call)

    def staged(self, group_id: UUID, run: str = "") -> list[dict[str, Any]]:
        """The calls of a job group in the order they came: those of that run, where it has some, else of the latest.

        What an earlier run left there when it failed is so no part of a later one.
        """
        with self._reading("The job group cannot be read.") as connection:
            return keeping.staged(connection, str(group_id), run)

    def clear_group(self, group_id: UUID, run: str | None = None) -> None:
        """Forget a job group, or only those of its calls that `staged` tells a run."""
        with self._writing("The job group cannot be removed.", None, "") as transaction:
            keeping.clear_group(transaction, str(group_id), run)

    # Transactions

    def _opened(self) -> Engine:
        if self._engine is None:
            raise EngineError("The database is not open.", action="Start the engine.")
        return self._engine

    def _opened_for_writing(self) -> Engine:
        self._opened()
        assert self._writing_engine is not None
        return self._writing_engine

    @contextmanager
    def records(self, doing: str, *, writing: bool = False) -> Iterator[Connection]:
        """A transaction on the tables that hold no objects, such as accounts and sessions: no revision, no event."""
        if not writing:
            with self._reading(doing) as connection:
                yield connection
            return
        with self._write_lock, translated(doing, self.database), self._opened_for_writing().begin() as connection:
            yield connection
        if self._checkpointer is not None:
            self._checkpointer.written()

    @contextmanager
    def beside(self, doing: str) -> Iterator[Connection]:
        """A transaction on tables that hold no objects which waits for no other writer of this engine. Of a server's
        database only: a file has one writer."""
        with translated(doing, self.database), self._opened_for_writing().begin() as connection:
            yield connection

    @contextmanager
    def one_engine_at_a_time(self, what: str) -> Iterator[None]:
        """While the context is open, no other engine on the same database is in one of that name."""
        engine = self._opened()
        if engine.dialect.name == "sqlite":  # which belongs to one engine
            yield
            return
        with (
            translated(f"The database cannot be locked to {what}.", self.database),
            engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection,
        ):
            connection.execute(select(func.pg_advisory_lock(func.hashtext(what))))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(func.hashtext(what))))

    @contextmanager
    def _reading(self, doing: str) -> Iterator[Connection]:
        with translated(doing, self.database), self._opened().connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, doing: str, job: Ref | None, by: str) -> Iterator[WriteTransaction]:
        if self._writer == get_ident():
            raise EngineError(doing, cause="It was asked for within another change of the database by the same thread.")
        with self._write_lock:
            self._writer = get_ident()
            try:
                with ExitStack() as commit:
                    with translated(doing, self.database), self._opened_for_writing().begin() as connection:
                        transaction = WriteTransaction(connection, job, by)
                        transaction.begin()
                        if self.guard is not None:
                            self.guard(connection)
                        yield transaction
                        transaction.end()
                        if self._feed is not None:
                            commit.enter_context(self._feed.committing())
                    self._revision = max(self._revision, transaction.revision)
                    if self._checkpointer is not None:
                        self._checkpointer.written()
                    if self._feed is not None:  # still under the lock: in the order of commits
                        self._feed.committed(transaction.before, transaction.revision, transaction.events)
            finally:
                self._writer = None

    def _as_stored(self, obj: N, transaction: WriteTransaction, known: tuple[int, str] | None = None) -> N:
        """A copy of `obj` with the revision and time that the transaction, or the write before it, gave it."""
        if transaction.events:
            revision, at = transaction.revision, transaction.at
        else:
            revision, at = known or transaction.unchanged[str(obj.id)]
        return obj.model_copy(update={"revision": revision, "modified_at": datetime.fromisoformat(at)})

    def _rewrite_rows(self, kinds: Sequence[type[Noun]]) -> None:
        """Make the list rows again of kinds whose list properties another version of the product chose."""
        for kind in kinds:
            everything = self.find(kind)
            encoded = [encode(obj) for obj in everything]
            with self._writing(f"The list of {kind.title}s cannot be brought up to date.", None, "") as transaction:
                transaction.put(encoded)
                keeping.set_columns(transaction, kind)


def _missing(kind: type[Noun], object_id: UUID) -> NotFoundError:
    return NotFoundError(f"There is no {kind.title} with the ID {object_id}.", object_name=str(object_id))
