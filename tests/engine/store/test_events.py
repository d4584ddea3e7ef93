"""The change stream: catching up, listening, and the order of both under many writers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from vmmconsole.engine.store import Event, Store
from vmmconsole.model import VirtualMachine, VMHost


def test_an_event_is_the_wire_format(store: Store, host: VMHost, heard: Callable[[], list[Event]]) -> None:
    saved = store.save(host)
    store.save(host.model_copy(update={"description": "new"}))
    store.remove(VMHost, host.id)
    wires = [event.to_wire() for event in heard()]
    assert wires[0] == {
        "Op": "upsert",
        "Kind": "VMHost",
        "ID": str(host.id),
        "Revision": saved.revision,
        "Row": json.loads(json.dumps(saved.list_row())),
        "Changed": [],
    }
    assert wires[1]["Changed"] == ["Description"]
    assert wires[2] == {
        "Op": "remove", "Kind": "VMHost", "ID": str(host.id), "Revision": store.revision, "Row": None, "Changed": [],
    }  # fmt: skip


def test_catching_up_gives_the_present_state_of_all_that_changed(store: Store, host: VMHost) -> None:
    store.save(host)
    since = store.revision
    other = store.save(VMHost(name="other"))
    changed = store.save(host.model_copy(update={"description": "new"}))
    store.remove(VMHost, other.id)
    revision, events = store.events_since(since)
    assert revision == store.revision
    assert [(event.id, event.removed) for event in events] == [(host.id, False), (other.id, True)]
    assert json.loads(events[0].row or "") == json.loads(json.dumps(changed.list_row()))
    assert store.events_since(revision) == (revision, [])


def test_catching_up_by_kind(store: Store, host: VMHost, machine: VirtualMachine) -> None:
    store.save_many([host, machine])
    assert [event.kind for event in store.events_since(0, ["VM"])[1]] == ["VM"]
    assert store.events_since(0, [])[1] == []


def test_no_event_for_what_was_rolled_back(store: Store, host: VMHost, heard: Callable[[], list[Event]]) -> None:
    store.save(host)

    def fail(_stored: VMHost) -> VMHost:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.update(VMHost, host.id, fail)
    assert len(heard()) == 1


def test_a_listener_that_fails_keeps_nobody_from_hearing(
    store: Store, host: VMHost, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_events: list[Event]) -> None:
        raise RuntimeError("broken listener")

    events: list[Event] = []
    store.subscribe(broken)
    store.subscribe(events.extend)
    store.save(host)
    store.save(VMHost(name="other"))
    assert store.wait_until_announced()
    assert len(events) == 2
    assert "broken listener" in caplog.text


def test_a_listener_may_read_write_and_leave(store: Store, host: VMHost) -> None:
    done = threading.Event()

    def listener(events: list[Event]) -> None:
        leave()
        found = store.get(VMHost, events[0].id)
        store.save(found.model_copy(update={"description": "seen"}))
        done.set()

    leave = store.subscribe(listener)
    store.save(host)
    assert done.wait(10)
    assert store.get(VMHost, host.id).description == "seen"


def test_a_slow_listener_does_not_hold_up_writers(store: Store, host: VMHost) -> None:
    release = threading.Event()
    events: list[Event] = []

    def slow(batch: list[Event]) -> None:
        assert release.wait(10)
        events.extend(batch)

    store.subscribe(slow)
    for number in range(20):
        store.save(host.model_copy(update={"description": str(number)}))
    assert events == []
    release.set()
    assert store.wait_until_announced()
    assert len(events) == 20


def test_closing_tells_what_is_left(database_url: str, host: VMHost) -> None:
    store = Store(database_url)
    store.open()
    events: list[Event] = []
    store.subscribe(events.extend)
    store.save_many([host, VMHost(name="other")])
    store.close()
    store.close()
    assert len(events) == 2


def test_many_writers_and_readers_at_once(store: Store, heard: Callable[[], list[Event]]) -> None:
    shared = VMHost(name="shared", running_vms=0)
    store.save(shared)

    def count_up(stored: VMHost) -> VMHost:
        stored.running_vms += 1
        return stored

    def write(_number: int) -> None:
        for _ in range(10):
            store.update(VMHost, shared.id, count_up)
            store.save(VMHost(name=f"host {uuid4()}"))

    def read(_number: int) -> bool:
        consistent = True
        for _ in range(30):
            revision, body = store.list_json(VMHost)
            since, events = store.events_since(revision)
            consistent &= json.loads(body)["Revision"] == revision <= since
            consistent &= all(revision < event.revision <= since for event in events)
        return consistent

    with ThreadPoolExecutor(12) as pool:
        reading = [pool.submit(read, n) for n in range(4)]
        writing = [pool.submit(write, n) for n in range(8)]
        assert all(future.result() for future in reading)
        for future in writing:
            future.result()
    assert store.get(VMHost, shared.id).running_vms == 80
    revisions = [event.revision for event in heard()]
    assert revisions == sorted(set(revisions))
    assert len(revisions) == 161
