"""The change stream without a network: readers, coalescing, batches, and the law that nothing is missed."""

from __future__ import annotations

import asyncio
import threading
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.engine.store import Event, Store
from vmmconsole.model import VirtualMachine
from vmmconsole.server import stream
from vmmconsole.server.stream import ChangeStream, Hub, Reader, batches, data_line, merged

IDS = [UUID(int=n) for n in range(1, 6)]
TEN_SECONDS = 10


def event(number: int, revision: int, *, removed: bool = False, changed: tuple[str, ...] = ("Status",)) -> Event:
    return Event("VM", IDS[number], revision, None if removed else f"[{revision}]", changed)


def test_a_reader_keeps_the_last_row_of_each_object_in_order():
    reader = Reader()
    reader.put([event(0, 1), event(1, 2)])
    reader.put([event(0, 3, changed=("Memory",))])
    taken = reader.take(0)
    assert [(e.id, e.revision) for e in taken] == [(IDS[1], 2), (IDS[0], 3)]
    assert taken[1].changed == ("Status", "Memory")
    assert reader.take(0) == []


def test_what_the_catching_up_has_delivered_is_not_delivered_again():
    reader = Reader()
    reader.put([event(0, 1), event(1, 2)])
    assert [e.revision for e in reader.take(1)] == [2]


def test_unknown_changes_stay_unknown_when_merged():
    assert merged(event(0, 1, changed=()), event(0, 2)).changed == ()
    assert merged(event(0, 1, removed=True), event(0, 2)).changed == ()
    assert merged(event(0, 1), event(0, 2, removed=True)).removed


def test_a_slow_reader_is_told_to_come_back(monkeypatch):
    monkeypatch.setattr(stream, "MAX_WAITING", 3)
    reader = Reader()
    reader.put(event(n, n + 1) for n in range(4))
    assert reader.overrun
    assert reader.take(0) == []


@given(st.lists(st.integers(0, 3), max_size=40))
def test_batches_never_cut_a_revision_in_two(steps):
    monkey = pytest.MonkeyPatch()
    monkey.setattr(stream, "BATCH_EVENTS", 3)
    try:
        revision, events = 1, []
        for step in steps:
            revision += step
            events.append(Event("VM", uuid4(), revision, "[]"))
        cut = list(batches(events))
    finally:
        monkey.undo()
    assert [e for _, part in cut for e in part] == events
    ends = [revision for revision, _ in cut]
    assert ends == sorted(set(ends)), "each batch ends at a revision of its own"
    assert all(part[-1].revision == end for end, part in cut)


def test_a_data_line_is_one_line_of_json():
    text = orjson.dumps(["a\nb\u2028c"]).decode()
    line = data_line(7, [Event("VM", IDS[0], 7, text, ("Name",))])
    assert line.startswith(b"data: ")
    assert line.count(b"\n") == 2
    assert orjson.loads(line[6:]) == {
        "Revision": 7,
        "Events": [
            {
                "Op": "upsert",
                "Kind": "VM",
                "ID": str(IDS[0]),
                "Revision": 7,
                "Row": ["a\nb\u2028c"],
                "Changed": ["Name"],
            }
        ],
    }


class Sink:
    """The ASGI side of a client: collects what is sent, and can stop reading."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.arrived = asyncio.Event()
        self.ended = asyncio.Event()
        self.blocked: asyncio.Event | None = None

    async def receive(self):
        await self.ended.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if self.blocked is not None:
            await self.blocked.wait()
        if message.get("body", b"").startswith(b"data:"):
            self.messages.append(message["body"])
        self.arrived.set()


@pytest.fixture
def store(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 'vmm.db'}")
    opened.open()
    yield opened
    opened.close()


def _events(store):
    return lambda revision: store.events_since(revision)[1]


async def _started(sink, hub, since, store):
    task = asyncio.create_task(ChangeStream(hub, since, _events(store))({}, sink.receive, sink.send))
    await asyncio.wait_for(sink.arrived.wait(), TEN_SECONDS)
    return task


async def test_closing_the_hub_ends_every_stream_at_once(store):
    hub = Hub()
    sinks = [Sink(), Sink()]
    tasks = [await _started(sink, hub, 0, store) for sink in sinks]
    assert hub.reader_count == 2
    hub.close()
    await asyncio.wait_for(asyncio.gather(*tasks), 2)
    assert hub.reader_count == 0


async def test_a_client_that_left_is_forgotten(store):
    hub, sink = Hub(), Sink()
    task = await _started(sink, hub, 0, store)
    sink.ended.set()
    await asyncio.wait_for(task, 2)
    assert hub.reader_count == 0


async def test_a_client_that_takes_nothing_is_dropped(store, monkeypatch):
    monkeypatch.setattr(stream, "SEND_SECONDS", 0.05)
    hub, sink = Hub(), Sink()
    detach = hub.attach(store.subscribe)
    task = await _started(sink, hub, 0, store)
    sink.blocked = asyncio.Event()
    await asyncio.to_thread(store.save, VirtualMachine(name="x"))
    await asyncio.wait_for(task, TEN_SECONDS)
    assert hub.reader_count == 0
    detach()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_streams_that_come_and_go_miss_nothing(store, seed):
    """While two threads write, a client reads, leaves in the middle, and comes back with its last revision."""
    import random

    chance = random.Random(seed)
    hub = Hub()
    detach = hub.attach(store.subscribe)
    machines = [VirtualMachine(name=f"vm-{n}") for n in range(20)]
    writers = [threading.Thread(target=_write, args=(store, machines[n::2], random.Random(seed + n))) for n in (0, 1)]
    for writer in writers:
        writer.start()
    seen: dict[str, list] = {}
    revision = 0
    async with asyncio.timeout(60):
        while True:
            last = not any(writer.is_alive() for writer in writers)
            goal = store.revision if last else revision + chance.randint(1, 40)
            revision = await _read_until(hub, store, revision, goal, seen, writers)
            if last and revision >= store.revision:
                break
    listing = orjson.loads(store.list_json(VirtualMachine)[1])
    assert sorted(seen.values()) == sorted(listing["Rows"])
    detach()


def _write(store, machines, chance):
    there = set()
    for _ in range(120):
        machine = chance.choice(machines)
        if machine.id in there and chance.random() < 0.3:
            store.remove(VirtualMachine, machine.id)
            there.discard(machine.id)
        else:
            store.save(machine.model_copy(update={"memory_mb": chance.randint(1, 10**6)}))
            there.add(machine.id)


async def _read_until(hub, store, since, goal, seen, writers):
    """Read one stream until it is at `goal`; apply what it says to `seen` and return its last revision."""
    sink = Sink()
    task = await _started(sink, hub, since, store)
    revision, done = since, 0
    while revision < goal and (revision < store.revision or any(w.is_alive() for w in writers)):
        sink.arrived.clear()
        for message in sink.messages[done:]:
            content = orjson.loads(message[6:])
            assert content["Revision"] > revision, "batches come in order"
            revision = content["Revision"]
            for change in content["Events"]:
                if change["Op"] == "remove":
                    seen.pop(change["ID"], None)
                else:
                    seen[change["ID"]] = change["Row"]
        done = len(sink.messages)
        if revision < goal:
            try:
                await asyncio.wait_for(sink.arrived.wait(), 0.2)
            except TimeoutError:
                continue
    sink.ended.set()
    await asyncio.wait_for(task, TEN_SECONDS)
    return revision
