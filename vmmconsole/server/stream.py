"""The change stream: from the store's announcements to each client, coalesced, in order, with nothing left out.

The store announces committed events in the order of revisions. Each reader first subscribes, then reads from the store
what changed since its revision, then goes on with what was announced meanwhile and is newer; so nothing falls between.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from vmmconsole.engine.store import Event

_log = logging.getLogger(__name__)

BATCH_PAUSE_SECONDS = 0.05
"""At most 20 batches a second."""
KEEP_ALIVE_SECONDS = 10.0
BATCH_EVENTS = 500
"""About so many events in one message, so that a client never reads a huge one at once."""
MAX_WAITING = 10_000
"""Objects that may wait for a slow reader; beyond, its stream ends and it comes back with its revision."""
SEND_SECONDS = 30.0
"""A reader that takes nothing for so long is dropped."""


Lens = Callable[[list[Event]], "list[Event] | None"]
"""What one user hears of fresh events; None when the user may know of other things now, which ends the stream."""


class Reader:
    """What waits for one client: the last event of each object."""

    def __init__(self, lens: Lens | None = None) -> None:
        self._lens = lens
        self.overrun = False
        """Whether it was too slow, so that the stream has to end."""
        self.closed = False
        self._waiting: dict[tuple[str, object], Event] = {}
        self._wake = asyncio.Event()

    def put(self, events: Iterable[Event]) -> None:
        """Take news; the last of each object counts."""
        heard = self._lens(list(events)) if self._lens is not None else events
        if heard is None:
            self.close()
            return
        for event in heard:
            key = (event.kind, event.id)
            earlier = self._waiting.pop(key, None)
            self._waiting[key] = event if earlier is None else merged(earlier, event)
        if len(self._waiting) > MAX_WAITING:
            self.overrun = True
            self._waiting.clear()
        self._wake.set()

    def close(self) -> None:
        """End the stream."""
        self.closed = True
        self._wake.set()

    async def wait(self, timeout_seconds: float) -> None:
        """Return when there is news, or the time is over."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), timeout_seconds)

    def take(self, after: int) -> list[Event]:
        """What waits and is newer than revision `after`, in the order of revisions."""
        self._wake.clear()
        events = [event for event in self._waiting.values() if event.revision > after]
        self._waiting.clear()
        return events


class Hub:
    """Spreads the store's announcements to all readers. Lives on the server's loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers: set[Reader] = set()
        self._watches: dict[str, list[asyncio.Event]] = {}
        self._closed = False

    @property
    def reader_count(self) -> int:
        """How many clients read the stream now."""
        return len(self._readers)

    def attach(self, subscribe: Callable[[Callable[[list[Event]], None]], Callable[[], None]]) -> Callable[[], None]:
        """Hear of the store's events from now on; call it on the loop. The answer ends that."""
        self._loop = asyncio.get_running_loop()
        return subscribe(self._hear)

    def close(self) -> None:
        """End all streams and watches, and refuse new ones."""
        self._closed = True
        for reader in self._readers:
            reader.close()
        for watch in self._watches.values():
            for event in watch:
                event.set()

    @property
    def closed(self) -> bool:
        """Whether the server is ending."""
        return self._closed

    @contextlib.contextmanager
    def reader(self, lens: Lens | None = None) -> Iterator[Reader]:
        """A reader that hears of everything announced while the context is open, as far as the lens lets through."""
        reader = Reader(lens)
        reader.closed = self._closed
        self._readers.add(reader)
        try:
            yield reader
        finally:
            self._readers.discard(reader)

    @contextlib.contextmanager
    def watch(self, object_id: str) -> Iterator[asyncio.Event]:
        """An event that is set when the object changes."""
        event = asyncio.Event()
        self._watches.setdefault(object_id, []).append(event)
        try:
            yield event
        finally:
            self._watches[object_id].remove(event)
            if not self._watches[object_id]:
                del self._watches[object_id]

    def _hear(self, events: list[Event]) -> None:
        """Called on the store's thread."""
        if self._loop is not None and not self._closed:
            with contextlib.suppress(RuntimeError):  # the loop ended just now
                self._loop.call_soon_threadsafe(self._spread, events)

    def _spread(self, events: list[Event]) -> None:
        for reader in self._readers:
            if not reader.closed:
                reader.put(events)
        for event in events if self._watches else ():
            for watch in self._watches.get(str(event.id), ()):
                watch.set()


def merged(earlier: Event, later: Event) -> Event:
    """Two events of one object as one: the later row, and what either says changed."""
    if later.removed or earlier.removed or not earlier.changed or not later.changed:
        # An empty list means new, or unknown: then the whole row counts.
        return later if later.removed or not later.changed else replace(later, changed=())
    return replace(later, changed=tuple(dict.fromkeys((*earlier.changed, *later.changed))))


def batches(events: Sequence[Event]) -> Iterator[tuple[int, Sequence[Event]]]:
    """Cut events into pieces of about BATCH_EVENTS, never within a revision: a client resumes at a piece's last."""
    start = 0
    while start < len(events):
        end = min(start + BATCH_EVENTS, len(events))
        while end < len(events) and events[end].revision == events[end - 1].revision:
            end += 1
        yield events[end - 1].revision, events[start:end]
        start = end


def data_line(revision: int, events: Sequence[Event]) -> bytes:
    """One message of the stream."""
    return b'data: {"Revision":%d,"Events":[%b]}\n\n' % (revision, b",".join(event.to_json() for event in events))


class ChangeStream(Response):
    """The response that streams: everything after `since`, then what happens, until client or server end it."""

    def __init__(
        self, hub: Hub, since: int, events_since: Callable[[int], Sequence[Event]], lens: Lens | None = None
    ) -> None:
        super().__init__(media_type="text/event-stream")
        self.lens = lens
        self.hub = hub
        self.since = since
        self.events_since = events_since

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        del scope
        with self.hub.reader(self.lens) as reader:
            reader.put(())  # ends it where the user's roles changed before it heard of anything
            caught_up = await asyncio.to_thread(self.events_since, self.since)
            headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            gone = asyncio.ensure_future(_disconnected(receive, reader))
            try:
                async for data in self._messages(reader, caught_up):
                    await asyncio.wait_for(
                        send({"type": "http.response.body", "body": data, "more_body": True}), SEND_SECONDS
                    )
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            except TimeoutError:
                _log.warning("A client of the change stream took nothing for %.0f s and is dropped", SEND_SECONDS)
            finally:
                gone.cancel()

    async def _messages(self, reader: Reader, caught_up: Sequence[Event]) -> AsyncIterator[bytes]:
        yield b": here\n\n"
        revision = self.since
        for revision, events in batches(caught_up):
            yield data_line(revision, events)
        del caught_up
        while not (reader.closed or reader.overrun):
            await reader.wait(KEEP_ALIVE_SECONDS)
            if reader.closed or reader.overrun:
                return
            waiting = reader.take(revision)
            if not waiting:
                yield b": still here\n\n"
            for revision, events in batches(waiting):
                yield data_line(revision, events)
            await asyncio.sleep(BATCH_PAUSE_SECONDS)


async def _disconnected(receive: Receive, reader: Reader) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reader.close()
