"""What the change stream carries, and the thread that hands it to listeners after each commit."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition, Thread, current_thread
from typing import Any
from uuid import UUID

import orjson

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """An object that changed, or was removed (`row` is None). `row` is the JSON array of its list properties."""

    kind: str
    id: UUID
    revision: int
    row: str | None
    changed: tuple[str, ...] = ()
    """The product names of what differs; empty for a new object and when catching up."""

    @property
    def removed(self) -> bool:
        """Whether the object is gone."""
        return self.row is None

    def to_json(self) -> bytes:
        """The event as the wire has it, without parsing the row."""
        op = "remove" if self.row is None else "upsert"
        changed = orjson.dumps(self.changed).decode()
        return (
            f'{{"Op":"{op}","Kind":"{self.kind}","ID":"{self.id}","Revision":{self.revision},'
            f'"Row":{self.row or "null"},"Changed":{changed}}}'
        ).encode()

    def to_wire(self) -> dict[str, Any]:
        """The event as plain JSON values."""
        wire: dict[str, Any] = orjson.loads(self.to_json())
        return wire


Listener = Callable[[list[Event]], None]
"""Hears of what was committed, in the order of revisions, on the store's own thread; should return soon."""


class Announcer:
    """Calls listeners with committed events, in order, on one thread of its own."""

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque()
        self._changed = Condition()
        self._listeners: list[Listener] = []
        self._thread: Thread | None = None
        self._busy = False
        self._ending = False

    def start(self) -> None:
        """Begin to announce."""
        self._ending = False
        self._thread = Thread(target=self._run, name="store-events", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Announce what is left, then end."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None and self._thread is not current_thread():
            self._thread.join(timeout=10)
        self._thread = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the answer removes it again."""
        with self._changed:
            self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            with self._changed:
                self._listeners = [known for known in self._listeners if known is not listener]

        return unsubscribe

    def announce(self, events: Sequence[Event]) -> None:
        """Queue events for the listeners; called in the order of commits."""
        with self._changed:
            if self._listeners and events:
                knows = bool(self._waiting)
                self._waiting.extend(events)
                if not knows:
                    self._changed.notify_all()

    def wait_until_quiet(self, timeout_seconds: float = 10) -> bool:
        """Whether everything announced so far reached the listeners within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._busy, timeout_seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._waiting or self._ending)
                if not self._waiting:
                    return
                events = list(self._waiting)
                self._waiting.clear()
                listeners = self._listeners
                self._busy = True
            for listener in listeners:
                self._tell(listener, events)

    @staticmethod
    def _tell(listener: Listener, events: list[Event]) -> None:
        try:
            listener(events)
        except Exception:
            # One listener that fails must not keep the others from hearing.
            log.exception("A listener of the change stream failed")
